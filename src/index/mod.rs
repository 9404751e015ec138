//! The words of a library, kept ready for searching.

use std::ops::Range;
use std::sync::Arc;

use crate::model::Talk;
use crate::search::{self, BLOCK, Builder, Damaged, Entry, Passage, Query, Scope, Shard};

/// Words of a shard: enough that there are few of them, and little enough to be held while it is made.
const WORDS_A_SHARD: usize = 16_000_000;

/// The words of some talks, ready to be searched. A talk is known by a number that its owner gives it.
#[derive(Default)]
pub struct Index {
    shards: Vec<Arc<Shard>>,
    /// What is not yet a shard.
    building: Builder,
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
        let mut header = vec![talk.title.as_str()];
        header.extend(talk.speakers.iter().map(|speaker| speaker.name.as_str()));
        let (key, language) = (number as u64, talk.language.as_deref());
        self.building.add(&Entry { key, text: &talk.text, header: &header, language });
        if self.building.words() >= WORDS_A_SHARD {
            self.seal();
        }
    }

    /// Makes what was taken in ready.
    pub fn seal(&mut self) {
        if !self.building.is_empty() {
            let building = std::mem::take(&mut self.building);
            self.shards.push(Arc::new(building.finish().in_memory()));
        }
    }

    /// The passages that answer a query best, best first, in the talks that are wanted.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn ask(
        &self,
        query: &Query,
        wanted: Option<&dyn Fn(usize) -> bool>,
        limit: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<Found>, Damaged> {
        let number = |key: u64| usize::try_from(key).unwrap_or(usize::MAX);
        let scopes: Vec<Scope> = match wanted {
            None => Vec::new(),
            Some(wanted) => {
                let talks =
                    |shard: &Arc<Shard>| shard.talks.iter().map(|talk| wanted(number(talk.key))).collect();
                self.shards.iter().map(|shard| Scope::Talks(talks(shard))).collect()
            }
        };
        self.ask_in(query, &scopes, limit, stop)
    }

    fn ask_in(
        &self,
        query: &Query,
        scopes: &[Scope],
        limit: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<Found>, Damaged> {
        let shards: Vec<&Shard> = self.shards.iter().map(Arc::as_ref).collect();
        let passages = search::ask(&shards, query, scopes, limit, stop).map_err(|(_, damaged)| damaged)?;
        let talk = |passage: &Passage| {
            let key = shards.get(passage.shard)?.talks.get(passage.talk)?.key;
            usize::try_from(key).ok()
        };
        Ok(passages
            .into_iter()
            .filter_map(|passage| Some(Found { talk: talk(&passage)?, passage }))
            .collect())
    }

    /// The same in some words of one talk.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn ask_in_part(
        &self,
        query: &Query,
        number: usize,
        words: Range<u32>,
        limit: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<Found>, Damaged> {
        let part = |shard: &Arc<Shard>| {
            let talk = shard.talks.iter().position(|talk| talk.key == number as u64);
            talk.map_or(Scope::Talks(Vec::new()), |talk| Scope::Part { talk, words: words.clone() })
        };
        self.ask_in(query, &self.shards.iter().map(part).collect::<Vec<_>>(), limit, stop)
    }

    /// About how many bytes of memory the words take.
    pub fn size(&self) -> usize {
        self.shards.iter().map(|shard| shard.blocks() * BLOCK * 2).sum()
    }
}
