//! The words of all talks that were read so far, to be searched while others are read.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::Instant;

use super::Shared;
use super::finder::BETWEEN_ANSWERS;
use super::indexer::Lent;
use super::ready::{Ready, ReadyTalk};
use crate::index::{Found, Index};
use crate::model::Date;
use crate::search::{Passage, Query};

/// Words that are taken in before they are searched, while the others are still being read.
const WORDS_AT_ONCE: usize = 1_000_000;

/// The words of all talks that were read so far.
#[derive(Default)]
pub struct Library {
    index: Index,
    /// The talks in the index, by their places there.
    taken: Vec<Taken>,
    /// Which of them have a newer text.
    replaced: HashSet<usize>,
    /// The place of each talk's newest text, by its number in the catalogue.
    newest: HashMap<usize, usize>,
    /// Talks up to here were looked at.
    looked_at: usize,
    /// The version of the folders' indexes that are in the index, and how many talks the catalogue had then.
    version: u64,
    listed: usize,
    /// The question was answered by all that there is now.
    answered: bool,
}

/// What is known of a talk whose words are in the index.
struct Taken {
    number: usize,
    fingerprint: u128,
    title: String,
    date: Option<Date>,
    speakers: Vec<String>,
}

/// Where a talk is, and by what it is known to be the same still.
#[derive(Clone, Copy)]
pub struct Place {
    pub number: usize,
    pub fingerprint: u128,
}

impl Library {
    /// Another question is asked.
    pub fn begin(&mut self) {
        self.answered = false;
    }

    /// So many talks of the catalogue were looked at.
    pub fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// Takes in some of the talks that are new. Whether all are in.
    pub fn read_on(&mut self, ready: &mut Ready, shared: &Shared) -> bool {
        let more_to_come = self.borrow(shared);
        let began = Instant::now();
        let mut words = 0;
        while self.looked_at < shared.catalogue.len() && !more_to_come {
            let number = self.looked_at;
            self.looked_at += 1;
            if self.newest.contains_key(&number) {
                continue;
            }
            if let Some(talk) = ready.get(number, false, shared) {
                self.take(number, &talk);
                words += talk.talk.text.len() / 6;
            }
            if words >= WORDS_AT_ONCE || shared.ask.has_newer() || began.elapsed() > BETWEEN_ANSWERS * 4 {
                break;
            }
        }
        // Few large shards answer faster than many small ones.
        let whole = self.looked_at >= shared.catalogue.len() && !more_to_come;
        if whole || words > 0 {
            self.index.seal();
        }
        whole
    }

    /// Takes what the folders' indexes hold by now. Whether more is to come from them; a question that was answered by
    /// what there is waits for it, for reading the folders here as well would only slow it down.
    pub fn borrow(&mut self, shared: &Shared) -> bool {
        if self.answered {
            shared.indexed.wait(self.version, &|| shared.ask.has_newer());
        }
        // In this order: what is lent last is not missed.
        let more_to_come = shared.indexed.is_at_work();
        let listed = shared.catalogue.len();
        let known = if self.listed == listed { self.version } else { 0 };
        if let Some((version, lent)) = shared.indexed.newer_than(known) {
            let numbers: HashMap<PathBuf, usize> = (0..listed)
                .filter_map(|number| Some((shared.catalogue.get(number)?.file()?.to_path_buf(), number)))
                .collect();
            *self = Self { version, listed, ..Self::default() };
            for lent in lent {
                self.hold(&lent, &numbers);
            }
        }
        more_to_come
    }

    fn hold(&mut self, lent: &Lent, numbers: &HashMap<PathBuf, usize>) {
        let mut places = HashMap::new();
        for (path, card) in &lent.talks {
            let (Some(&number), Some(card)) = (numbers.get(path), card) else { continue };
            self.replaced.extend(self.newest.insert(number, self.taken.len()));
            places.insert(path.clone(), self.taken.len());
            self.taken.push(Taken {
                number,
                fingerprint: card.fingerprint.0,
                title: card.title.clone(),
                date: card.date,
                speakers: card.speakers.clone(),
            });
        }
        lent.lend(&mut self.index, &places);
    }

    pub fn take(&mut self, number: usize, ready: &ReadyTalk) {
        let talk = &ready.talk;
        self.replaced.extend(self.newest.insert(number, self.taken.len()));
        self.index.add(self.taken.len(), talk);
        self.taken.push(Taken {
            number,
            fingerprint: ready.fingerprint,
            title: talk.title.clone(),
            date: talk.date,
            speakers: talk.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
        });
    }

    /// The passages that answer a question, of a talk that lies there twice only once; none where nobody waits for them
    /// any more.
    pub fn ask(
        &mut self,
        query: &Query,
        most: usize,
        is_old: &(dyn Fn() -> bool + Sync),
        shared: &Shared,
    ) -> Option<Vec<(Place, Passage)>> {
        let narrowing = &query.narrowing;
        let wanted = |place: usize| {
            self.taken.get(place).is_some_and(|taken| {
                !self.replaced.contains(&place)
                    && narrowing.takes(&taken.title, taken.date, taken.speakers.iter().map(String::as_str))
            })
        };
        let all_are = self.replaced.is_empty() && narrowing.is_wide();
        let wanted: Option<&dyn Fn(usize) -> bool> = if all_are { None } else { Some(&wanted) };
        let found = match self.index.ask(query, wanted, most, is_old) {
            Ok(found) if !is_old() => found,
            Ok(_) => return None,
            Err(damaged) => {
                shared.indexed.report(damaged);
                shared.indexed.wait(self.version, is_old);
                self.borrow(shared);
                return if is_old() { None } else { self.ask(query, most, is_old, shared) };
            }
        };
        self.answered = true;
        let found = self.index.without_twins(found);
        let place = |found: Found| {
            let taken = self.taken.get(found.talk)?;
            Some((Place { number: taken.number, fingerprint: taken.fingerprint }, found.passage))
        };
        Some(found.into_iter().filter_map(place).collect())
    }
}
