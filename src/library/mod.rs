//! Which talks there are: the files below the folders that were named, the samples, standard input.

mod family;
mod kin;
mod names;
mod samples;
mod scan;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::load::{self, Sidecar};
use crate::model::{Card, Fingerprint};
use crate::outline;

pub use crate::load::{Format, Loaded, SidecarKind, Wanted};
pub use family::{Family, Kinship, Relative};
pub use kin::meet;
pub use samples::samples;
pub use scan::{Found, Scan, holds_no_talk};

/// How talks are to be read, and by whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// For files of which somebody knows better than they tell.
    pub wanted: Wanted,
    /// The language that is read rather than others, as far as it is known: `de`, `pt-BR`.
    pub language: Option<String>,
}

/// Where a talk lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// A file, by the path that the user gave, joined with the file's path below it; with what lies beside it.
    File(Arc<Family>),
    /// One of the talks that are built in: its place among [`samples`].
    Sample(usize),
    /// What came through standard input.
    Piped(Arc<[u8]>),
}

impl Address {
    /// The path as the user knows it; `-` for standard input. Not cleaned.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(family) => &family.file,
            Self::Sample(at) => Path::new(samples().get(*at).map_or("sample", |s| s.name)),
            Self::Piped(_) => Path::new("-"),
        }
    }

    /// The file, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(family) => Some(&family.file),
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
        Address::File(family) => read_family(family, wanted)?,
        Address::Sample(at) => {
            let bytes = samples().get(*at).map_or(&b""[..], |s| s.bytes);
            load::load_as(address.path(), bytes, wanted)?
        }
        Address::Piped(bytes) => load::load_as(address.path(), &**bytes, wanted)?,
    };
    outline::settle(&mut loaded.talk);
    Ok(loaded)
}

/// Reads a file with what is told of it beside it. A sidecar that cannot be read is a problem, and the talk is none the
/// worse.
fn read_family(family: &Family, wanted: Wanted) -> Result<Loaded> {
    let bytes = load::read(&family.file)?;
    let read = family.sidecars.iter().map(|(kind, path)| (*kind, path, load::read(path)));
    let read: Vec<_> = read.collect();
    let sidecars: Vec<Sidecar> = read
        .iter()
        .map(|(kind, path, bytes)| Sidecar {
            kind: *kind,
            path,
            bytes: bytes.as_deref().map_err(Clone::clone),
        })
        .collect();
    load::load_beside(&family.file, bytes, family.wanted(&family.file, wanted), &sidecars)
}

/// The card of a talk that was opened.
pub fn card(loaded: &Loaded) -> Card {
    Card::of(&loaded.talk, loaded.format.name(), loaded.problems.len(), fingerprint(&loaded.talk.text))
}

/// By this a talk is known again wherever it lies.
pub fn fingerprint(text: &str) -> Fingerprint {
    Fingerprint(twox_hash::XxHash3_128::oneshot(text.as_bytes()))
}
