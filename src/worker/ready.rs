//! Talks that are kept open for the hits that are shown of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::Shared;
use crate::library;
use crate::model::Talk;
use crate::search::{Hit, Passage, Steps, hit_of};

/// Talks are kept up to this many bytes of text; beyond, those that were not seen for longest are let go.
const KEPT_TEXT: usize = 4 << 20;

/// Talks that are kept open.
#[derive(Default)]
pub struct Ready {
    talks: HashMap<usize, (Arc<ReadyTalk>, u64)>,
    bytes: usize,
    /// Counts what was seen, to tell what was seen last.
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

    /// Talks that are wanted, each as far as a word, without those that cannot be read; those that are not open are opened
    /// at once. What is `seen` is kept longer than the rest.
    pub fn open(
        &mut self,
        wanted: impl Iterator<Item = (usize, u32)>,
        seen: bool,
        shared: &Shared,
    ) -> HashMap<usize, Arc<ReadyTalk>> {
        let wanted: Vec<_> = wanted.collect();
        let open = |&(number, word): &(usize, u32)| {
            let talk = self.held(number, shared).or_else(|| Some(ready(read(number, shared)?)))?;
            drop(talk.go_to(word));
            Some((number, talk))
        };
        let opened: HashMap<_, _> = wanted.par_iter().filter_map(open).collect();
        self.clock += 1;
        for (&number, talk) in &opened {
            self.keep(number, Arc::clone(talk), seen);
        }
        self.let_go();
        opened
    }

    /// The talk of a number; none where it cannot be read, which the list tells.
    pub fn get(&mut self, number: usize, seen: bool, shared: &Shared) -> Option<Arc<ReadyTalk>> {
        self.open(std::iter::once((number, 0)), seen, shared).remove(&number)
    }

    /// A talk that is open, here or in the reader. A file that was opened again there may have another text by now.
    fn held(&self, number: usize, shared: &Shared) -> Option<Arc<ReadyTalk>> {
        let held = self.talks.get(&number).map(|(held, _)| held);
        match (shared.opened(number), held) {
            (None, held) => held.map(Arc::clone),
            (Some(opened), Some(held)) if Arc::ptr_eq(&opened.talk, &held.talk) => Some(Arc::clone(held)),
            (Some(opened), _) => Some(ready(opened.talk)),
        }
    }

    fn keep(&mut self, number: usize, ready: Arc<ReadyTalk>, seen: bool) {
        let before = self.talks.get(&number).map_or(0, |(_, wanted)| *wanted);
        self.bytes += ready.talk.text.len();
        if let Some((old, _)) = self.talks.insert(number, (ready, if seen { self.clock } else { before })) {
            self.bytes -= old.talk.text.len();
        }
    }

    /// Lets talks go until the rest is little enough; never the one that was seen last, however large it is.
    fn let_go(&mut self) {
        while self.bytes > KEPT_TEXT && self.talks.len() > 1 {
            let oldest = self.talks.iter().min_by_key(|(_, (_, wanted))| *wanted).map(|(&number, _)| number);
            let Some((old, _)) = oldest.and_then(|oldest| self.talks.remove(&oldest)) else { return };
            self.bytes -= old.talk.text.len();
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
