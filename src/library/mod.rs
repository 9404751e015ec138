//! Which talks there are: the files below the folders that were named, the samples, standard input.

mod samples;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Result;
use crate::load::{self, Loaded};
use crate::model::{Date, Timestamp};
use crate::outline;

pub use samples::samples;

/// Where a talk lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// A file, by the path that the user gave, joined with the file's path below it.
    File(PathBuf),
    /// One of the talks that are built in: its place among [`samples`].
    Sample(usize),
    /// What came through standard input.
    Piped(Arc<[u8]>),
}

/// What the list shows of a talk, without its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub title: String,
    pub date: Option<Date>,
    pub duration: Option<Timestamp>,
    pub words: usize,
    pub speakers: Vec<String>,
    pub sections: usize,
    pub format: &'static str,
    pub problems: usize,
    /// By this a talk is known again wherever it lies: a hash of its reading text.
    pub fingerprint: Fingerprint,
}

/// A hash of a talk's reading text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub u128);

impl Address {
    /// The path as the user knows it; `-` for standard input. Not cleaned.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::Sample(at) => Path::new(samples().get(*at).map_or("sample", |s| s.name)),
            Self::Piped(_) => Path::new("-"),
        }
    }
}

/// Opens a talk: reads it, understands it, settles its outline. The one door for the reader and the command line.
///
/// # Errors
/// Where it cannot be read or is no text.
pub fn open(address: &Address) -> Result<Loaded> {
    let mut loaded = match address {
        Address::File(path) => load::load(path, &load::read(path)?)?,
        Address::Sample(at) => load::load(address.path(), samples().get(*at).map_or(&b""[..], |s| s.bytes))?,
        Address::Piped(bytes) => load::load(address.path(), bytes)?,
    };
    outline::settle(&mut loaded.talk);
    Ok(loaded)
}

impl Card {
    /// The card of a talk.
    pub fn of(loaded: &Loaded) -> Self {
        let talk = &loaded.talk;
        Self {
            title: talk.title.clone(),
            date: talk.date,
            duration: talk.duration,
            words: talk.count_words(),
            speakers: talk.speakers.iter().map(|s| s.name.clone()).collect(),
            sections: talk.sections.len(),
            format: loaded.format.name(),
            problems: loaded.problems.len(),
            fingerprint: Fingerprint::of(&talk.text),
        }
    }
}

impl Fingerprint {
    /// Of a reading text.
    pub fn of(text: &str) -> Self {
        Self(twox_hash::XxHash3_128::oneshot(text.as_bytes()))
    }
}

/// What was met while looking for talks.
#[derive(Debug)]
pub enum Found {
    Talk(Address),
    /// Passed over, and why: a folder that could not be read, a link that was not followed.
    Skipped(PathBuf, String),
}

/// Looks for talks: every file that is named, and below every folder that is named the files that may be talks.
/// `tell` is called for each as it is met, and answers whether to go on.
pub fn scan(paths: &[PathBuf], tell: &mut dyn FnMut(Found) -> bool) {
    for path in paths {
        if !tell(Found::Talk(Address::File(path.clone()))) {
            return;
        }
    }
}
