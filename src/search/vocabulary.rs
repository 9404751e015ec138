//! The different words that are said in a library.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// The number of a word in a [`Vocabulary`].
pub type Term = u32;

/// The different words that are said in a library, numbered as they came.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    letters: String,
    ends: Vec<u32>,
    numbers: HashTable<Term>,
}

impl Vocabulary {
    /// The number of a word, which is added if it is new.
    pub fn number(&mut self, word: &str) -> Term {
        let Self { letters, ends, numbers } = self;
        let hash = FxBuildHasher.hash_one(word);
        let next = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        let entry = numbers.entry(
            hash,
            |&term| letters_of(letters, ends, term) == word,
            |&term| FxBuildHasher.hash_one(letters_of(letters, ends, term)),
        );
        if let hashbrown::hash_table::Entry::Occupied(known) = entry {
            return *known.get();
        }
        entry.insert(next);
        letters.push_str(word);
        ends.push(u32::try_from(letters.len()).unwrap_or(u32::MAX));
        next
    }

    /// The word of a number.
    pub fn word(&self, term: Term) -> &str {
        letters_of(&self.letters, &self.ends, term)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

fn letters_of<'a>(letters: &'a str, ends: &[u32], term: Term) -> &'a str {
    let end = |n: usize| ends.get(n).map_or(0, |&end| end as usize);
    let term = term as usize;
    letters.get(term.checked_sub(1).map_or(0, end)..end(term)).unwrap_or("")
}
