//! What of a talk is searched.

use twox_hash::XxHash3_64;

use crate::model::{Fingerprint, Talk};
use crate::search::{Builder, Entry};

/// Takes a talk in: its words, and those that are known of all of it, its title and its speakers.
pub fn add(builder: &mut Builder, key: u64, talk: &Talk) {
    let header: Vec<&str> = header(talk).collect();
    builder.add(&Entry { key, text: &talk.text, header: &header, language: talk.language.as_deref() });
}

/// A hash of all that [`add`] takes in: talks with the same are found by the same words.
pub fn known_by(talk: &Talk, text: Fingerprint) -> u64 {
    let mut bytes = text.0.to_le_bytes().to_vec();
    for part in header(talk).chain([talk.language.as_deref().unwrap_or("")]) {
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    XxHash3_64::oneshot(&bytes)
}

fn header(talk: &Talk) -> impl Iterator<Item = &str> {
    let speakers = talk.speakers.iter().map(|speaker| speaker.name.as_str());
    std::iter::once(talk.title.as_str()).chain(speakers)
}
