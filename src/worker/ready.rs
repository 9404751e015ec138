//! Talks that are kept open for the hits that are shown of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::Shared;
use crate::library;
use crate::model::Talk;
use crate::search::{Hit, Passage, Steps, hit_of};

/// Talks are kept up to this many bytes of text; beyond, those that were not wanted for longest are let go.
const KEPT_TEXT: usize = 4 << 20;

/// Talks that are kept open.
#[derive(Default)]
pub struct Ready {
    talks: HashMap<usize, (Arc<ReadyTalk>, u64)>,
    bytes: usize,
    /// Counts what was wanted, to tell what was wanted last.
    clock: u64,
}

/// A talk that is open.
pub struct ReadyTalk {
    pub talk: Arc<Talk>,
    pub fingerprint: u128,
    /// Where its words stand.
    steps: Mutex<Steps>,
}

impl ReadyTalk {
    /// Where a passage stands in its text.
    pub fn hit(&self, passage: &Passage) -> Option<Hit> {
        hit_of(&self.talk.text, &self.go_to(passage.last), passage)
    }

    fn go_to(&self, word: u32) -> MutexGuard<'_, Steps> {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        steps.go_to(word, &self.talk.text);
        steps
    }
}

impl Ready {
    /// Whether a talk is open.
    pub fn has(&self, number: usize, shared: &Shared) -> bool {
        self.talks.contains_key(&number) || shared.opened(number).is_some()
    }

    /// Opens talks at once that will be asked for, each as far as a word.
    pub fn open(&mut self, talks: impl Iterator<Item = (usize, u32)>, shared: &Shared) {
        let missing: Vec<_> = talks.filter(|(number, _)| !self.has(*number, shared)).collect();
        let open = |(number, word)| {
            let talk = ready(read(number, shared)?);
            drop(talk.go_to(word));
            Some((number, talk))
        };
        let opened: Vec<_> = missing.into_par_iter().filter_map(open).collect();
        self.clock += 1;
        for (number, talk) in opened {
            self.keep(number, talk);
        }
    }

    /// The talk of a number; none where it cannot be read, which the list tells.
    pub fn get(&mut self, number: usize, shared: &Shared) -> Option<Arc<ReadyTalk>> {
        self.clock += 1;
        let opened = shared.opened(number);
        // A file that was opened again may have another text by now.
        let same = |held: &ReadyTalk| opened.as_ref().is_none_or(|o| Arc::ptr_eq(&o.talk, &held.talk));
        if let Some((held, wanted)) = self.talks.get_mut(&number).filter(|(held, _)| same(held)) {
            *wanted = self.clock;
            return Some(Arc::clone(held));
        }
        let talk = opened.map_or_else(|| read(number, shared), |opened| Some(opened.talk))?;
        let ready = ready(talk);
        self.keep(number, Arc::clone(&ready));
        Some(ready)
    }

    fn keep(&mut self, number: usize, ready: Arc<ReadyTalk>) {
        self.bytes += ready.talk.text.len();
        if let Some((old, _)) = self.talks.insert(number, (ready, self.clock)) {
            self.bytes -= old.talk.text.len();
        }
        self.let_go(number);
    }

    /// Lets talks go until the rest is little enough; never the one that is wanted now.
    fn let_go(&mut self, but: usize) {
        while self.bytes > KEPT_TEXT {
            let others = self.talks.iter().filter(|(number, _)| **number != but);
            let Some(oldest) = others.min_by_key(|(_, (_, wanted))| *wanted).map(|(&number, _)| number)
            else {
                return;
            };
            if let Some((old, _)) = self.talks.remove(&oldest) {
                self.bytes -= old.talk.text.len();
            }
        }
    }
}

fn ready(talk: Arc<Talk>) -> Arc<ReadyTalk> {
    let fingerprint = library::fingerprint(&talk.text).0;
    Arc::new(ReadyTalk { talk, fingerprint, steps: Mutex::default() })
}

fn read(number: usize, shared: &Shared) -> Option<Arc<Talk>> {
    let address = shared.catalogue.get(number)?;
    Some(Arc::new(shared.read(&address).ok()?.talk))
}
