//! Tells the talks that an index knew of before their folders are read again, so that the list is there at once.

use std::path::PathBuf;
use std::sync::Arc;

use super::Shared;
use super::keeper::Keeper;
use super::scanner::{announce, kin};
use crate::app::{News, TalkId};
use crate::index::Saved;
use crate::library::{Address, Family, Reading};
use crate::model::Card;

/// Talks that fill any screen: they are told before the others are even known.
const SEEN_FIRST: usize = 200;

/// What the indexes of the folders knew, and the numbers that the list gave to it.
#[derive(Default)]
pub struct Recalled {
    folders: Vec<Folder>,
}

struct Folder {
    saved: Saved,
    /// Of each household the numbers of its talks, and whether its files were met again.
    households: Vec<(Vec<TalkId>, bool)>,
}

/// What the files of a family were known as.
pub enum Known {
    /// These talks, and they are the same still.
    Same,
    /// These talks, but the files have changed since.
    Changed(Vec<TalkId>),
}

impl Recalled {
    /// Tells what the indexes of these places know, where all of them are folders: then the order is the same.
    pub fn tell(paths: &[PathBuf], reading: &Reading, shared: &Shared) -> Self {
        let mut all = Self::default();
        if !paths.iter().all(|path| path.is_dir()) {
            return all;
        }
        let cache = shared.cache.as_deref();
        for path in paths {
            // Of a folder that is new, and of those behind it, nothing is told before it is walked.
            let Some(saved) = Saved::of(path, reading, cache) else { break };
            let mut folder = Folder { saved, households: Vec::new() };
            while folder.households.len() < folder.saved.count() && !shared.is_over() {
                folder.tell_some(shared);
            }
            all.folders.push(folder);
        }
        all
    }

    /// Tells how far the talks were read, which the memory knows a little later.
    pub fn tell_progress(&self, shared: &Shared, keeper: &Keeper) {
        let progress = keeper.progress();
        let mut cards = Vec::new();
        for folder in self.folders.iter().filter(|_| !progress.is_empty()) {
            for (household, (numbers, _)) in folder.households.iter().enumerate() {
                for (number, kept) in numbers.iter().zip(folder.saved.talks(household)) {
                    let Ok(card) = kept.card else { continue };
                    if let Some(&read) = progress.get(&card.fingerprint.0) {
                        cards.push((*number, Ok(named(card, shared)), Some(read)));
                    }
                }
            }
        }
        if !cards.is_empty() {
            (shared.tell)(News::Cards(cards));
        }
    }

    /// What is known of a family that was met; none where it is new.
    pub fn meet(&mut self, family: &Family) -> Option<Known> {
        self.folders.iter_mut().find_map(|folder| {
            let at = folder.saved.household_of(family)?;
            let same = folder.saved.is_as_it_was(at, family);
            let (talks, met) = folder.households.get_mut(at)?;
            *met = true;
            Some(if same { Known::Same } else { Known::Changed(talks.clone()) })
        })
    }

    /// The talks of which no file was met again.
    pub fn gone(&self) -> impl Iterator<Item = TalkId> + '_ {
        let households = self.folders.iter().flat_map(|folder| &folder.households);
        households.filter(|(_, met)| !met).flat_map(|(talks, _)| talks.iter().copied())
    }
}

impl Folder {
    /// Tells of some more households.
    fn tell_some(&mut self, shared: &Shared) {
        let from = self.households.len();
        let most = if from == 0 { SEEN_FIRST } else { usize::MAX };
        let (mut addresses, mut cards, mut relatives) = (Vec::new(), Vec::new(), Vec::new());
        let first = shared.catalogue.len();
        for household in (from..self.saved.count()).take(most) {
            let talks = self.saved.talks(household);
            let numbers = first + addresses.len()..first + addresses.len() + talks.len();
            for (number, kept) in numbers.clone().zip(talks) {
                if !kept.family.others.is_empty() {
                    relatives.push((number, kin(&kept.family)));
                }
                cards.push((number, kept.card.map(|card| named(card, shared)), None));
                addresses.push(Address::File(Arc::clone(&kept.family)));
            }
            self.households.push((numbers.collect(), false));
        }
        announce(shared, addresses);
        (shared.tell)(News::Cards(cards));
        if !relatives.is_empty() {
            (shared.tell)(News::Kin(relatives));
        }
    }
}

/// A card with the names that its speakers were given.
fn named(mut card: Card, shared: &Shared) -> Card {
    for speaker in &mut card.speakers {
        if let Some(name) = shared.names.of(card.fingerprint.0, speaker) {
            *speaker = name;
        }
    }
    card
}
