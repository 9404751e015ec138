//! Which talks there are: the files below the folders that were named, the samples, standard input.

mod samples;
mod scan;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::load::{self, Loaded};
use crate::model::{Card, Fingerprint};
use crate::outline;

pub use samples::samples;
pub use scan::{Found, holds_no_talk, scan};

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
/// A talk that breaks its reader costs that talk and no more.
///
/// # Errors
/// Where it cannot be read or is no text.
pub fn open(address: &Address) -> Result<Loaded> {
    catch_unwind(AssertUnwindSafe(|| read_and_settle(address))).unwrap_or_else(|_| {
        Err(Error::at(address.path(), "dictum failed on this file")
            .do_next("please report it, with the file"))
    })
}

fn read_and_settle(address: &Address) -> Result<Loaded> {
    let mut loaded = match address {
        Address::File(path) => load::load(path, load::read(path)?)?,
        Address::Sample(at) => load::load(address.path(), samples().get(*at).map_or(&b""[..], |s| s.bytes))?,
        Address::Piped(bytes) => load::load(address.path(), &**bytes)?,
    };
    outline::settle(&mut loaded.talk);
    Ok(loaded)
}

/// The card of a talk that was opened.
pub fn card(loaded: &Loaded) -> Card {
    Card::of(&loaded.talk, loaded.format.name(), loaded.problems.len(), fingerprint(&loaded.talk.text))
}

/// By this a talk is known again wherever it lies.
pub fn fingerprint(text: &str) -> Fingerprint {
    Fingerprint(twox_hash::XxHash3_128::oneshot(text.as_bytes()))
}
