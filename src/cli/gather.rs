//! Which talks the paths on the command line mean.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Failure, Outcome, complain};
use crate::error::{Error, Result};
use crate::library::{self, Address, Found, Reading, Scan, Wanted, samples};
use crate::load::Loaded;

/// What a path led to.
#[derive(Debug)]
pub enum Met<T = Box<Loaded>> {
    Talk(Address, T),
    /// Something below a folder that was passed over, and why.
    Skipped(Error),
    /// Something that cannot be read.
    Failed(Error),
}

impl<T> Met<T> {
    /// The same, with something else about a talk.
    pub fn map<U>(self, change: impl FnOnce(&Address, &mut T) -> U) -> Met<U> {
        match self {
            Self::Talk(address, mut of) => {
                let changed = change(&address, &mut of);
                Met::Talk(address, changed)
            }
            Self::Skipped(error) => Met::Skipped(error),
            Self::Failed(error) => Met::Failed(error),
        }
    }
}

/// More than that through a pipe is no talk.
const MOST_BYTES: u64 = 1 << 30;

/// Calls `tell` for each talk that the paths mean, in their order, with who truly belongs to it; for the samples where
/// there are no paths. It stops at the first failure of `tell`.
///
/// # Errors
/// What `tell` failed with, or that standard input cannot be read.
pub fn each_talk(
    paths: &[PathBuf],
    reading: &Reading,
    tell: &mut dyn FnMut(Met) -> Outcome<()>,
) -> Outcome<()> {
    each_address(paths, reading, &mut |_, met| match met {
        Met::Talk(address, ()) => meet(&address, reading.wanted, tell),
        Met::Skipped(error) => tell(Met::Skipped(error)),
        Met::Failed(error) => tell(Met::Failed(error)),
    })
}

/// The same before anything is read: files that seem to belong together stand for one talk. `tell` also hears which of
/// the paths led there.
pub fn each_address(
    paths: &[PathBuf],
    reading: &Reading,
    tell: &mut dyn FnMut(&Path, Met<()>) -> Outcome<()>,
) -> Outcome<()> {
    if paths.is_empty() {
        let mut samples = (0..samples().len()).map(Address::Sample);
        return samples.try_for_each(|sample| tell(Path::new(""), Met::Talk(sample, ())));
    }
    let mut scan = Scan::for_reader_of(reading.language.as_deref());
    for path in paths {
        if let Some(address) = not_on_disk(path)? {
            tell(path, Met::Talk(address, ()))?;
            continue;
        }
        let mut outcome = Ok(());
        scan.look(std::slice::from_ref(path), &mut |found| {
            outcome = match found {
                Found::Talk(address) => tell(path, Met::Talk(address, ())),
                Found::Skipped(named, why) if named == *path => {
                    tell(path, Met::Failed(Error::at(named, why)))
                }
                Found::Skipped(below, why) => tell(path, Met::Skipped(Error::at(below, why))),
            };
            outcome.is_ok()
        });
        outcome?;
    }
    Ok(())
}

/// Tells of a talk, and of what only seems to belong to it.
pub fn meet(address: &Address, wanted: Wanted, tell: &mut dyn FnMut(Met) -> Outcome<()>) -> Outcome<()> {
    let mut outcome = Ok(());
    library::meet(address, wanted, &mut |address, opened| {
        outcome = tell(match opened {
            Ok(loaded) => Met::Talk(address, Box::new(loaded)),
            Err(error) => Met::Failed(error),
        });
        outcome.is_ok()
    });
    outcome
}

/// What was passed over below the folders: there may be thousands (links, say), so what has the same reason is told in one
/// line.
#[derive(Debug, Default)]
pub struct PassedOver {
    /// The first of each reason, and how many others have it.
    reasons: Vec<(Error, usize)>,
    /// How many have yet another reason.
    others: usize,
}

/// More lines than these are not read.
const MOST_REASONS: usize = 12;

impl PassedOver {
    pub fn add(&mut self, error: Error) {
        let is_room = self.reasons.len() < MOST_REASONS;
        match self.reasons.iter_mut().find(|(first, _)| first.reason() == error.reason()) {
            Some((_, others)) => *others += 1,
            None if is_room => self.reasons.push((error, 0)),
            None => self.others += 1,
        }
    }

    /// Tells of them on standard error, if there are any.
    pub fn tell(&self) {
        for (first, others) in &self.reasons {
            let path = first.path().unwrap_or(Path::new(""));
            let others = match others {
                0 => String::new(),
                others => format!(" ({others} more like it)"),
            };
            complain(&Error::at(path, format!("passed over: {}{others}", first.reason())));
        }
        if self.others > 0 {
            complain(&Error::new(format!("{} more passed over; dictum check tells of each", self.others)));
        }
    }
}

/// The one talk that a path means.
pub fn one_talk(path: &Path) -> Result<Address, Failure> {
    if path.is_dir() {
        return Err(Error::at(path, "is a folder")
            .do_next("name one talk in it; `dictum list` shows them")
            .into());
    }
    Ok(not_on_disk(path)?.unwrap_or_else(|| Scan::default().named(path)))
}

/// Standard input, or a sample by the name under which `dictum list` shows it, where no such file is at hand.
fn not_on_disk(path: &Path) -> Result<Option<Address>> {
    if path == Path::new("-") {
        return standard_input().map(Some);
    }
    let Some(at) = samples().iter().position(|sample| path == Path::new(sample.name)) else {
        return Ok(None);
    };
    if path.symlink_metadata().is_ok() {
        return Ok(None);
    }
    complain(&Error::at(path, "no such file here; this is the sample talk of that name"));
    Ok(Some(Address::Sample(at)))
}

/// What comes through standard input, to its end.
///
/// # Errors
/// Where it cannot be read, or is more than a gigabyte.
pub fn standard_input() -> Result<Address> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|e| Error::at("-", format!("standard input cannot be read: {e}")))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Error::at("-", "more than a gigabyte").do_next("send one talk at a time"));
    }
    Ok(Address::Piped(bytes.into()))
}
