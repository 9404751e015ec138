//! Fills the list: walks the folders, then looks at every talk for its card.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::recall::{Known, Recalled};
use super::{Shared, keeper::Keeper};
use crate::app::{Kin, News, TalkId};
use crate::library::{self, Address, Family, Found, Kinship, Loaded, Reading, Relative, Scan};
use crate::model::Card;
use crate::text::clean_line;

/// What dictum was asked to read.
#[derive(Debug, Clone)]
pub enum Places {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// The talks that are built in.
    Samples,
    /// One talk that is no file: standard input, read to its end.
    One(Address),
}

/// How long news is gathered before it is told: the list grows in steps that the eye can follow.
const GATHER: Duration = Duration::from_millis(50);

/// Tells every talk, and then what each is.
pub fn scan(places: &Places, reading: &Reading, shared: &Shared, keeper: &Keeper) {
    let mut work = Vec::new();
    let skipped = match places {
        Places::Paths(paths) => {
            let mut recalled = Recalled::tell(paths, reading, shared);
            shared.indexed.list_is_told();
            recalled.tell_progress(shared, keeper);
            let skipped = walk(paths, reading, shared, &mut recalled, &mut work);
            for talk in recalled.gone() {
                let gone = "it is not there any more".to_owned();
                (shared.tell)(News::Cards(vec![(talk, Err(gone), None)]));
            }
            skipped
        }
        Places::Samples => {
            let samples = (0..library::samples().len()).map(Address::Sample).collect();
            work = all_of(announce(shared, samples), shared);
            0
        }
        Places::One(address) => {
            work = all_of(announce(shared, vec![address.clone()]), shared);
            0
        }
    };
    (shared.tell)(News::ScanDone { skipped });
    // A single talk is opened anyway; that tells its card, but not who belongs to it.
    let has_kin = |address| matches!(address, Address::File(family) if !family.others.is_empty());
    if shared.catalogue.len() > 1 || shared.catalogue.get(0).is_some_and(has_kin) {
        look_at(&work, shared, keeper);
    }
}

/// Tells more talks, and answers their numbers.
pub(super) fn announce(shared: &Shared, addresses: Vec<Address>) -> Range<TalkId> {
    let first = shared.catalogue.len();
    let numbers = first..first + addresses.len();
    if !addresses.is_empty() {
        let names = addresses.iter().map(|a| clean_line(&a.path().to_string_lossy())).collect();
        shared.catalogue.add(addresses);
        (shared.tell)(News::Talks(names));
    }
    numbers
}

fn all_of(numbers: Range<TalkId>, shared: &Shared) -> Work {
    numbers.filter_map(|number| Some((shared.catalogue.get(number)?, vec![number]))).collect()
}

/// Talks to look at, by their numbers: those that files which belong together were, so far as that is known.
type Work = Vec<(Address, Vec<TalkId>)>;

fn walk(
    paths: &[PathBuf],
    reading: &Reading,
    shared: &Shared,
    recalled: &mut Recalled,
    work: &mut Work,
) -> usize {
    let mut skipped = 0;
    let mut batch = Vec::new();
    let mut told: Option<Instant> = None;
    let take = |batch: &mut Vec<Address>, work: &mut Work| {
        let addresses = std::mem::take(batch);
        let numbers = announce(shared, addresses.clone());
        work.extend(addresses.into_iter().zip(numbers.map(|number| vec![number])));
    };
    Scan::for_reader_of(reading.language.as_deref()).look(paths, &mut |found| {
        match found {
            Found::Talk(address) => match known(recalled, &address) {
                None => batch.push(address),
                Some(Known::Same) => {}
                Some(Known::Changed(talks)) => work.push((address, talks)),
            },
            Found::Skipped(..) => skipped += 1,
        }
        // The first talk is told at once: it is what the screen shows first.
        if told.is_none_or(|at| at.elapsed() >= GATHER) && !batch.is_empty() {
            take(&mut batch, work);
            told = Some(Instant::now());
        }
        !shared.is_over()
    });
    take(&mut batch, work);
    skipped
}

fn known(recalled: &mut Recalled, address: &Address) -> Option<Known> {
    let Address::File(family) = address else { return None };
    recalled.meet(family)
}

/// Cards that were made and not told yet.
struct Cards<'a> {
    shared: &'a Shared,
    /// How far each talk was read.
    progress: HashMap<u128, f32>,
    made: Vec<(TalkId, Result<Card, String>, Option<f32>)>,
    kin: Vec<(TalkId, Kin)>,
    told: Instant,
}

fn look_at(work: &Work, shared: &Shared, keeper: &Keeper) {
    let mut cards = Cards {
        shared,
        progress: keeper.progress(),
        made: Vec::new(),
        kin: Vec::new(),
        told: Instant::now(),
    };
    for (address, talks) in work {
        // What turns out to be a talk of its own comes behind those that were found.
        let mut numbers = talks.iter().copied();
        let first = talks.first().copied().unwrap_or(0);
        library::meet(address, shared.wanted, &mut |address, opened| {
            let talk = numbers.next().unwrap_or_else(|| cards.add_talk(&address, first));
            let card = opened.map(|loaded| card(loaded, shared)).map_err(|error| error.reason());
            cards.add(talk, address, card);
            !shared.is_over()
        });
        if shared.is_over() {
            return;
        }
    }
    cards.tell();
}

/// The card of a talk, with the names that its speakers were given.
fn card(mut loaded: Loaded, shared: &Shared) -> Card {
    let mut card = library::card(&loaded);
    shared.names.apply(card.fingerprint.0, &mut loaded.talk);
    card.take_names(&loaded.talk);
    card
}

impl Cards<'_> {
    fn add_talk(&mut self, address: &Address, beside: TalkId) -> TalkId {
        let path = clean_line(&address.path().to_string_lossy());
        let talk = self.shared.catalogue.add_one(address.clone());
        (self.shared.tell)(News::TalkBeside { beside, path });
        talk
    }

    fn add(&mut self, talk: TalkId, address: Address, card: Result<Card, String>) {
        let read = card.as_ref().ok().and_then(|card| self.progress.get(&card.fingerprint.0).copied());
        self.made.push((talk, card, read));
        if let Address::File(family) = &address
            && !family.others.is_empty()
        {
            self.kin.push((talk, kin(family)));
        }
        self.shared.catalogue.change(talk, address);
        if self.told.elapsed() >= GATHER {
            self.tell();
        }
    }

    fn tell(&mut self) {
        if !self.kin.is_empty() {
            (self.shared.tell)(News::Kin(std::mem::take(&mut self.kin)));
        }
        if !self.made.is_empty() {
            (self.shared.tell)(News::Cards(std::mem::take(&mut self.made)));
        }
        self.told = Instant::now();
    }
}

/// Who belongs to a talk, in words.
pub(super) fn kin(family: &Family) -> Kin {
    let ending = |path: &Path| clean_line(&path.extension().unwrap_or(path.as_os_str()).to_string_lossy());
    let language = |other: &Relative| match &other.language {
        Some(code) => clean_line(code),
        None => ending(&other.path),
    };
    Kin {
        languages: family.are(Kinship::Language).map(language).collect(),
        formats: family.are(Kinship::Format).map(|other| ending(&other.path)).collect(),
    }
}
