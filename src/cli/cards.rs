//! The cards of the talks that the paths on the command line mean: from the index of a folder where its files are as they
//! were, else by reading them.

use std::path::{Path, PathBuf};

use super::Outcome;
use super::gather::{Met, each_address, meet};
use super::naming::Names;
use crate::index::{Saved, cache_folder};
use crate::library::{self, Address, Family, Reading};
use crate::model::Card;

/// Calls `tell` for each talk that the paths mean, as [`super::each_talk`] does, but with its card, in which speakers
/// and sections go by the `names` that the reader gave them.
///
/// # Errors
/// What `tell` failed with, or that standard input cannot be read.
pub fn each_card(
    paths: &[PathBuf],
    reading: &Reading,
    names: &mut Names,
    tell: &mut dyn FnMut(Met<Card>) -> Outcome<()>,
) -> Outcome<()> {
    let mut kept = Kept::default();
    each_address(paths, reading, &mut |path, met| match met {
        Met::Talk(address, ()) => match kept.cards(path, reading, &address, names) {
            Some(cards) => cards.into_iter().try_for_each(|(address, card)| tell(Met::Talk(address, card))),
            None => meet(&address, reading.wanted, &mut |met| {
                tell(met.map(|address, loaded| {
                    names.apply(address, &mut loaded.talk);
                    library::card(loaded)
                }))
            }),
        },
        Met::Skipped(error) => tell(Met::Skipped(error)),
        Met::Failed(error) => tell(Met::Failed(error)),
    })
}

/// What the index of the folder that was named last on the command line knows.
#[derive(Default)]
struct Kept {
    folder: PathBuf,
    saved: Option<Saved>,
}

impl Kept {
    /// The talks of files below a folder that was named; none where they have to be read. What cannot be read is looked
    /// at again, and so is a talk of which the reader has set something right: that is found by its text.
    fn cards(
        &mut self,
        path: &Path,
        reading: &Reading,
        address: &Address,
        names: &mut Names,
    ) -> Option<Vec<(Address, Card)>> {
        if self.folder != path {
            path.clone_into(&mut self.folder);
            let is_folder = path.is_dir();
            self.saved = is_folder.then(|| Saved::of(path, reading, cache_folder().as_deref())).flatten();
        }
        let Address::File(family) = address else { return None };
        let talks = talks(self.saved.as_mut()?, family)?;
        let is_given = |(address, card): &(Address, Card)| names.has_any(address, card.fingerprint);
        (!talks.iter().any(is_given)).then_some(talks)
    }
}

fn talks(saved: &mut Saved, family: &Family) -> Option<Vec<(Address, Card)>> {
    let household = saved.household_of(family)?;
    if !saved.is_as_it_was(household, family) {
        return None;
    }
    let talks = saved.talks(household).into_iter();
    talks.map(|kept| Some((Address::File(kept.family), kept.card.ok()?))).collect()
}
