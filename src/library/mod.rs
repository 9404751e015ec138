//! Which talks there are: the files below the folders that were named, the samples, standard input.

mod samples;
mod scan;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::load;
use crate::model::{Card, Fingerprint};
use crate::outline;

pub use crate::load::{Loaded, Wanted};
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

    /// The file, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Sample(_) | Self::Piped(_) => None,
        }
    }
}

/// Opens a talk: reads it, understands it, settles its outline. The one door for the reader and the command line.
///
/// A talk that breaks its reader costs that talk and no more.
///
/// # Errors
/// Where it cannot be read or is no text.
pub fn open(address: &Address, wanted: Wanted) -> Result<Loaded> {
    catch_unwind(AssertUnwindSafe(|| read_and_settle(address, wanted))).unwrap_or_else(|_| {
        Err(Error::at(address.path(), "dictum failed on this file")
            .do_next("please report it, with the file"))
    })
}

fn read_and_settle(address: &Address, wanted: Wanted) -> Result<Loaded> {
    let mut loaded = match address {
        Address::File(path) => load::load_as(path, &load::read(path)?, wanted)?,
        Address::Sample(at) => {
            let bytes = samples().get(*at).map_or(&b""[..], |s| s.bytes);
            load::load_as(address.path(), bytes, wanted)?
        }
        Address::Piped(bytes) => load::load_as(address.path(), bytes, wanted)?,
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
