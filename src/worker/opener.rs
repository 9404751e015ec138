//! Opens the talk that is asked for last, with what is remembered of it.

use std::sync::Arc;

use super::{Opened, Shared, keeper::Keeper};
use crate::app::{Kept, News};
use crate::library::{self, Address};
use crate::memory::TalkKey;
use crate::model::Card;

/// Opens talks until dictum ends.
pub fn serve(shared: &Shared, keeper: &Keeper) {
    while let Some(talk) = shared.open.take() {
        let Some(address) = shared.catalogue.get(talk) else { continue };
        let read = match open(&address) {
            Err(error) => Err(error.reason()),
            Ok((opened, card)) => {
                let kept = keeper.recall(&opened);
                let text = Arc::clone(&opened.talk);
                shared.remember_opened(talk, opened);
                Ok((text, card, kept))
            }
        };
        if !shared.open.has_newer() {
            (shared.tell)(News::Opened { talk, read });
        }
    }
}

fn open(address: &Address) -> crate::error::Result<(Opened, Card)> {
    let loaded = library::open(address)?;
    let card = library::card(&loaded);
    let path = match address {
        Address::File(path) => Some(path.clone()),
        Address::Sample(_) | Address::Piped(_) => None,
    };
    let key = TalkKey {
        fingerprint: card.fingerprint.0,
        path,
        title: card.title.clone(),
        text_len: loaded.talk.text.len(),
    };
    Ok((Opened { key, talk: Arc::new(loaded.talk) }, card))
}

/// What the app needs of what is remembered.
pub fn kept(remembered: crate::memory::Remembered) -> Kept {
    Kept {
        place: remembered.place,
        read_to: remembered.read_to,
        marks: remembered.marks.into_iter().map(|m| (m.letter, m.at)).collect(),
    }
}
