//! Fills the list: walks the folders, then looks at every talk for its card.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Shared, keeper::Keeper};
use crate::app::{Kin, News, TalkId};
use crate::library::{self, Address, Family, Found, Kinship, Loaded, Relative, Scan};
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
pub fn scan(places: &Places, language: Option<&str>, shared: &Shared, keeper: &Keeper) {
    let skipped = match places {
        Places::Paths(paths) => walk(paths, language, shared),
        Places::Samples => {
            announce(shared, (0..library::samples().len()).map(Address::Sample).collect());
            0
        }
        Places::One(address) => {
            announce(shared, vec![address.clone()]);
            0
        }
    };
    (shared.tell)(News::ScanDone { skipped });
    // A single talk is opened anyway; that tells its card, but not who belongs to it.
    let has_kin = |address| matches!(address, Address::File(family) if !family.others.is_empty());
    if shared.catalogue.len() > 1 || shared.catalogue.get(0).is_some_and(has_kin) {
        look_at_all(shared, keeper);
    }
}

fn announce(shared: &Shared, addresses: Vec<Address>) {
    if !addresses.is_empty() {
        let names = addresses.iter().map(|a| clean_line(&a.path().to_string_lossy())).collect();
        shared.catalogue.add(addresses);
        (shared.tell)(News::Talks(names));
    }
}

fn walk(paths: &[PathBuf], language: Option<&str>, shared: &Shared) -> usize {
    let mut skipped = 0;
    let mut batch = Vec::new();
    let mut told: Option<Instant> = None;
    Scan::for_reader_of(language).look(paths, &mut |found| {
        match found {
            Found::Talk(address) => batch.push(address),
            Found::Skipped(..) => skipped += 1,
        }
        // The first talk is told at once: it is what the screen shows first.
        if told.is_none_or(|at| at.elapsed() >= GATHER) && !batch.is_empty() {
            announce(shared, std::mem::take(&mut batch));
            told = Some(Instant::now());
        }
        !shared.is_over()
    });
    announce(shared, batch);
    skipped
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

fn look_at_all(shared: &Shared, keeper: &Keeper) {
    let mut cards = Cards {
        shared,
        progress: keeper.progress(),
        made: Vec::new(),
        kin: Vec::new(),
        told: Instant::now(),
    };
    // What turns out to be a talk of its own comes behind those that were found.
    for talk in 0..shared.catalogue.len() {
        let Some(address) = shared.catalogue.get(talk) else { continue };
        let mut first = true;
        library::meet(&address, shared.wanted, &mut |address, opened| {
            let talk = if std::mem::take(&mut first) { talk } else { cards.add_talk(&address, talk) };
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
        path: clean_line(&family.file.to_string_lossy()),
        languages: family.are(Kinship::Language).map(language).collect(),
        formats: family.are(Kinship::Format).map(|other| ending(&other.path)).collect(),
    }
}
