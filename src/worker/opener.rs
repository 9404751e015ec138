//! Opens the talk that is asked for last, with what is remembered of it.

use std::sync::Arc;

use super::{Opened, Shared, Wish, attempt, keeper::Keeper, scanner};
use crate::app::{Kept, News, Read};
use crate::library::{self, Address};
use crate::memory::TalkKey;
use crate::model::Card;
use crate::outline;
use crate::text::clean_line;

/// Opens talks until dictum ends.
pub fn serve(shared: &Shared, keeper: &Keeper) {
    while let Some(Wish { talk, next_language }) = shared.open.take() {
        let Some(mut address) = shared.catalogue.get(talk) else { continue };
        if next_language {
            address = turn(address);
        }
        let read = attempt(|| open(talk, &address, shared, keeper));
        let read =
            read.unwrap_or_else(|what| Err(format!("dictum failed on this file: {what}; please report it")));
        let path = clean_line(&address.path().to_string_lossy());
        if next_language {
            match &read {
                Ok(_) => settle_in(talk, &address, shared),
                // The talk stays as it was.
                Err(why) => {
                    (shared.tell)(News::NotTurned { talk, why: format!("{path}: {why}") });
                    continue;
                }
            }
        }
        if !shared.open.has_newer() {
            (shared.tell)(News::Opened { talk, path, read });
        }
    }
}

/// The same talk in its next language.
fn turn(address: Address) -> Address {
    let next = match &address {
        Address::File(family) => family.in_next_language(),
        Address::Sample(_) | Address::Piped(_) => None,
    };
    next.map_or(address, |family| Address::File(Arc::new(family)))
}

/// From now on the talk is read in this language.
fn settle_in(talk: usize, address: &Address, shared: &Shared) {
    shared.catalogue.change(talk, address.clone());
    if let Address::File(family) = address {
        (shared.tell)(News::Kin(vec![(talk, scanner::kin(family))]));
    }
}

fn open(talk: usize, address: &Address, shared: &Shared, keeper: &Keeper) -> Read {
    let mut loaded = shared.read(address).map_err(|error| error.reason())?;
    let mut card = library::card(&loaded);
    shared.outlines.complete(&mut loaded.talk);
    let key = key_of(address, &card, loaded.talk.text.len());
    let mut opened = Opened { key, talk: Arc::new(loaded.talk) };
    let kept = keeper.recall(talk, &opened);
    let fingerprint = opened.key.fingerprint;
    if shared.names.has(fingerprint) {
        shared.names.apply(fingerprint, Arc::make_mut(&mut opened.talk));
        card.take_names(&opened.talk);
    }
    let text = Arc::clone(&opened.talk);
    shared.remember_opened(talk, opened);
    Ok((text, Box::new(card), kept))
}

/// By what a talk is known again.
pub fn key_of(address: &Address, card: &Card, text_len: usize) -> TalkKey {
    let path = address.file().map(Into::into);
    TalkKey { fingerprint: card.fingerprint.0, path, title: card.title.clone(), text_len }
}

/// What the app needs of what is remembered.
pub fn kept(remembered: crate::memory::Remembered) -> Kept {
    Kept {
        place: remembered.place,
        read_to: remembered.read_to,
        marks: remembered.marks.into_iter().map(|m| (m.letter, m.at)).collect(),
        names: remembered.names.into_iter().map(|n| (n.label, clean_line(&n.name))).collect(),
        sections: remembered.sections.into_iter().map(outline::clean_edit).collect(),
    }
}
