//! What was found out for the last query, kept for the next: from letter to letter only the last word changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::alike::Alike;
use super::query::Word;
use super::shard::Damaged;
use super::sums::Sums;
use super::vocabulary::Term;

/// Words that are kept; a new query seldom has more.
const MOST_WORDS: usize = 64;

/// Regions of which the words are kept, a kilobyte each; a letter looks at 400 in all shards, in one talk at up to a
/// thousand, most of them those of the letter before.
const MOST_REGIONS: usize = 1024;

/// Words and where they stand, counted in their talk.
type Words = Vec<(u32, Term)>;

/// What was found out of a shard for the last queries.
#[derive(Debug, Default)]
pub struct Memo {
    alike: Mutex<HashMap<Vec<Word>, Arc<Vec<Alike>>>>,
    sums: Mutex<Sums>,
    regions: Mutex<FxHashMap<usize, Arc<Words>>>,
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

    /// The words in and around a region, as `read` gives them.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn region(
        &self,
        block: usize,
        read: impl FnOnce() -> Result<Words, Damaged>,
    ) -> Result<Arc<Words>, Damaged> {
        if let Some(known) = lock(&self.regions).get(&block) {
            return Ok(Arc::clone(known));
        }
        let words = Arc::new(read()?);
        let mut kept = lock(&self.regions);
        if kept.len() >= MOST_REGIONS {
            kept.clear();
        }
        kept.insert(block, Arc::clone(&words));
        Ok(words)
    }

    /// What the regions have of the last query's words.
    pub fn sums(&self) -> MutexGuard<'_, Sums> {
        lock(&self.sums)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
