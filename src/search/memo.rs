//! What was found out for the last query, kept for the next: from letter to letter only the last word changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::alike::Alike;
use super::query::Word;
use super::sums::Sums;

/// Words that are kept; a new query seldom has more.
const MOST_WORDS: usize = 256;

/// What was found out of a shard for the last queries.
#[derive(Debug, Default)]
pub struct Memo {
    alike: Mutex<HashMap<Vec<Word>, Arc<Vec<Alike>>>>,
    sums: Mutex<Sums>,
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

    /// What the regions have of the last query's words.
    pub fn sums(&self) -> MutexGuard<'_, Sums> {
        lock(&self.sums)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
