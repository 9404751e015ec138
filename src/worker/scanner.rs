//! Fills the list: walks the folders, then looks at every talk for its card.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::{Shared, keeper::Keeper};
use crate::app::News;
use crate::error::Result;
use crate::library::{self, Address, Found};
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
pub fn scan(places: &Places, shared: &Shared, keeper: &Keeper) {
    let skipped = match places {
        Places::Paths(paths) => walk(paths, shared),
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
    // A single talk is opened anyway; that tells its card.
    if shared.catalogue.len() > 1 {
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

fn walk(paths: &[PathBuf], shared: &Shared) -> usize {
    let mut skipped = 0;
    let mut batch = Vec::new();
    let mut told: Option<Instant> = None;
    library::scan(paths, &mut |found| {
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

fn look_at(address: &Address, shared: &Shared) -> Result<Card> {
    let mut loaded = shared.read(address)?;
    let mut card = library::card(&loaded);
    shared.names.apply(card.fingerprint.0, &mut loaded.talk);
    card.take_names(&loaded.talk);
    Ok(card)
}

fn look_at_all(shared: &Shared, keeper: &Keeper) {
    let progress: HashMap<u128, f32> = keeper.progress();
    let mut cards = Vec::new();
    let mut told = Instant::now();
    for talk in 0..shared.catalogue.len() {
        if shared.is_over() {
            return;
        }
        let Some(address) = shared.catalogue.get(talk) else { continue };
        let card = look_at(&address, shared).map_err(|e| e.reason());
        let read = card.as_ref().ok().and_then(|c| progress.get(&c.fingerprint.0).copied());
        cards.push((talk, card, read));
        if told.elapsed() >= GATHER {
            (shared.tell)(News::Cards(std::mem::take(&mut cards)));
            told = Instant::now();
        }
    }
    if !cards.is_empty() {
        (shared.tell)(News::Cards(cards));
    }
}
