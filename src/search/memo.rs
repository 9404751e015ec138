//! What was found out for the last query, kept for the next: from letter to letter only the last word changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::alike::Alike;
use super::query::Word;

/// Words that are kept; a new query seldom has more.
const MOST_WORDS: usize = 256;

/// Words, and what each region of the shard has of them.
type Sums = (Vec<Word>, Arc<Vec<u16>>);

/// What was found out of a shard for the last queries.
#[derive(Debug, Default)]
pub struct Memo {
    alike: Mutex<HashMap<Vec<Word>, Arc<Vec<Alike>>>>,
    sums: Mutex<Option<Sums>>,
}

impl Memo {
    /// What `find` says of these words; it is asked only once.
    pub fn alike(&self, words: &[&Word], find: impl FnOnce() -> Vec<Alike>) -> Arc<Vec<Alike>> {
        let key: Vec<Word> = words.iter().copied().cloned().collect();
        if let Some(known) = lock(&self.alike).get(&key) {
            return Arc::clone(known);
        }
        let found = Arc::new(find());
        let mut kept = lock(&self.alike);
        if kept.len() >= MOST_WORDS {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&found));
        found
    }

    /// The sums of exactly these words, if they were the last that were kept.
    pub fn sums(&self, words: &[Word]) -> Option<Arc<Vec<u16>>> {
        lock(&self.sums).as_ref().filter(|(known, _)| known == words).map(|(_, sums)| Arc::clone(sums))
    }

    pub fn keep_sums(&self, words: &[Word], sums: Arc<Vec<u16>>) {
        *lock(&self.sums) = Some((words.to_vec(), sums));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
