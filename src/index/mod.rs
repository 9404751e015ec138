//! The words of a library, kept ready for searching: in memory ([`Index`]), and for a folder on the disk
//! ([`FolderIndex`]). docs/search.md tells how it lies there.

mod entry;
mod fields;
mod folder;
mod household;
mod kept;
mod manifest;
mod outlines;
mod saved;
mod stamp;
mod update;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::Talk;
use crate::search::{self, BLOCK, Builder, Damaged, Passage, Query, Scope, Shard};

pub use folder::cache_folder;
pub use household::Kept;
pub use kept::{FolderIndex, Rules};
pub use outlines::Outlines;
pub use saved::Saved;
pub use update::Progress;

/// Words of a shard: enough that there are few of them, and little enough to be held while it is made.
const WORDS_A_SHARD: usize = 16_000_000;

/// The words of some talks, ready to be searched. A talk is known by a number that its owner gives it.
#[derive(Default)]
pub struct Index {
    shards: Vec<Held>,
    /// What is not yet a shard.
    building: Builder,
}

/// A shard, and the numbers of its talks; none for a talk that is not wanted any more.
struct Held {
    shard: Arc<Shard>,
    numbers: Vec<Option<usize>>,
}

/// A passage, and the talk that it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// By the number that its owner gave it.
    pub talk: usize,
    pub passage: Passage,
}

impl Index {
    /// Takes a talk in. It is found after the next [`Self::seal`].
    pub fn add(&mut self, number: usize, talk: &Talk) {
        entry::add(&mut self.building, number as u64, talk);
        if self.building.words() >= WORDS_A_SHARD {
            self.seal();
        }
    }

    /// Makes what was taken in ready.
    pub fn seal(&mut self) {
        if !self.building.is_empty() {
            let shard = Arc::new(std::mem::take(&mut self.building).finish().in_memory());
            let numbers = shard.talks.iter().map(|talk| usize::try_from(talk.key).ok()).collect();
            self.shards.push(Held { shard, numbers });
        }
    }

    /// Gives its shards to another index.
    pub fn lend(&self, index: &mut Self) {
        self.shards.iter().for_each(|held| index.hold(&held.shard, held.numbers.clone()));
    }

    /// The same; its talks go by other numbers there, or by none.
    pub fn lend_as(&self, index: &mut Self, number: &dyn Fn(usize) -> Option<usize>) {
        for held in &self.shards {
            index.hold(&held.shard, held.numbers.iter().map(|own| number((*own)?)).collect());
        }
    }

    /// Holds a shard of which the talks have these numbers; those without are never found.
    pub fn hold(&mut self, shard: &Arc<Shard>, numbers: Vec<Option<usize>>) {
        self.shards.push(Held { shard: Arc::clone(shard), numbers });
    }

    /// The passages that answer a query best, best first, in the talks that are wanted.
    ///
    /// # Errors
    /// Where a shard is damaged: which.
    pub fn ask(
        &self,
        query: &Query,
        wanted: Option<&dyn Fn(usize) -> bool>,
        limit: usize,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<Found>, Arc<Shard>> {
        let is_wanted =
            |number: &Option<usize>| number.is_some_and(|number| wanted.is_none_or(|wanted| wanted(number)));
        let scope = |held: &Held| {
            let talks: Vec<bool> = held.numbers.iter().map(is_wanted).collect();
            if talks.iter().all(|&wanted| wanted) { Scope::Everywhere } else { Scope::Talks(talks) }
        };
        self.ask_in(query, &self.shards.iter().map(scope).collect::<Vec<_>>(), limit, stop)
    }

    fn ask_in(
        &self,
        query: &Query,
        scopes: &[Scope],
        limit: usize,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<Found>, Arc<Shard>> {
        let shards: Vec<&Shard> = self.shards.iter().map(|held| held.shard.as_ref()).collect();
        let passages = search::ask(&shards, query, scopes, limit, stop);
        let passages = passages.map_err(|(at, Damaged)| Arc::clone(&self.shards[at].shard))?;
        let talk = |passage: &Passage| *self.shards.get(passage.shard)?.numbers.get(passage.talk)?;
        Ok(passages
            .into_iter()
            .filter_map(|passage| Some(Found { talk: talk(&passage)?, passage }))
            .collect())
    }

    /// The same in some words of one talk.
    ///
    /// # Errors
    /// Where a shard is damaged: which.
    pub fn ask_in_part(
        &self,
        query: &Query,
        number: usize,
        words: Range<u32>,
        limit: usize,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<Found>, Arc<Shard>> {
        let part = |held: &Held| {
            let talk = held.numbers.iter().position(|own| *own == Some(number));
            talk.map_or(Scope::Talks(Vec::new()), |talk| Scope::Part { talk, words: words.clone() })
        };
        self.ask_in(query, &self.shards.iter().map(part).collect::<Vec<_>>(), limit, stop)
    }

    /// Leaves out what a talk says that another talk was found to say in the same words and the same surroundings: a talk
    /// that lies in the library twice.
    pub fn without_twins(&self, mut found: Vec<Found>) -> Vec<Found> {
        let known_by =
            |found: &Found| found.passage.known_by(self.shards.get(found.passage.shard)?.shard.as_ref());
        let mut known = found.par_iter().map(known_by).collect::<Vec<_>>().into_iter();
        let mut said: FxHashMap<u64, usize> = FxHashMap::default();
        found.retain(|found| {
            let Some(what) = known.next().flatten() else { return true };
            *said.entry(what).or_insert(found.talk) == found.talk
        });
        found
    }

    /// About how many bytes of memory the words take.
    pub fn size(&self) -> usize {
        self.shards.iter().map(|held| held.shard.blocks() * BLOCK * 2).sum()
    }
}
