//! What the index of a folder knew when it was last brought up to date: a list of its talks that is there before any of
//! their files is read again.

use std::fs::File;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::folder::Folder;
use super::household::{Kept, files, names_of};
use super::manifest::Manifest;
use super::stamp::Stamp;
use crate::library::{Family, Reading};

/// What the index of a folder knew. Its talks stand in households: the talks of files that belong together by their names.
#[derive(Debug)]
pub struct Saved {
    library: PathBuf,
    /// The same, open.
    root: File,
    manifest: Manifest,
    /// Households by the names of their files.
    by_names: FxHashMap<Vec<u8>, usize>,
}

impl Saved {
    /// What is kept in the `cache` of the folder `library`, if anything is.
    pub fn of(library: &Path, reading: &Reading, cache: Option<&Path>) -> Option<Self> {
        let manifest = Folder::of(library, reading, cache?).ok()?.manifest()?;
        let root = File::open(library).ok()?;
        Some(Self { library: library.to_path_buf(), root, manifest, by_names: FxHashMap::default() })
    }

    /// How many households there are.
    pub fn count(&self) -> usize {
        self.manifest.len()
    }

    /// The talks of a household.
    pub fn talks(&self, household: usize) -> Vec<Kept> {
        self.manifest.get(household).talks(&self.library).unwrap_or_default()
    }

    /// The household of files that belong together.
    pub fn household_of(&mut self, family: &Family) -> Option<usize> {
        if self.by_names.is_empty() {
            let households = self.manifest.households().enumerate();
            let named = households.filter_map(|(at, own)| Some((own.names()?.to_vec(), at)));
            self.by_names = named.collect();
        }
        self.by_names.get(&names_of(family, &self.library)).copied()
    }

    /// Whether the files of a household, this family's, are as they were.
    pub fn is_as_it_was(&self, household: usize, family: &Family) -> bool {
        let now = files(family)
            .map(|path| Stamp::of(&self.root, path.strip_prefix(&self.library).unwrap_or(path)))
            .collect::<Vec<_>>();
        let known = self.manifest.get(household).stamps();
        now.iter().all(Option::is_some) && known.is_some_and(|known| known.eq(now))
    }
}
