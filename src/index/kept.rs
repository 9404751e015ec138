//! The index of a folder: what lies on the disk, and what was added to it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Index;
use super::folder::Folder;
use super::household::{Household, Kept};
use super::manifest::Manifest;
use crate::error::Error;
use crate::library::Reading;
use crate::search::Shard;

/// When an index is kept, and how large its parts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Of a folder with less in it no index is kept.
    pub least_bytes: u64,
    /// Shards are closed at so many words.
    pub words_a_shard: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self { least_bytes: 2_000_000, words_a_shard: 48_000_000 }
    }
}

/// The index of a folder. Nothing is read before [`Self::update`] or [`Self::reload`].
#[derive(Debug)]
pub struct FolderIndex {
    /// The library's folder, as it was named.
    pub(super) root: PathBuf,
    pub(super) reading: Reading,
    pub(super) rules: Rules,
    /// Where the index lies; none where it is in memory only.
    pub(super) folder: Option<Folder>,
    pub(super) manifest: Manifest,
    /// While an update is at work: what is known by now.
    pub(super) so_far: Option<Manifest>,
    /// By their numbers, in the manifest's order.
    pub(super) shards: Vec<(u64, Arc<Shard>)>,
    /// The numbers of shards that turned out to be damaged.
    damaged: Vec<u64>,
    /// Manifest and shards are as they lay on the disk.
    fresh: bool,
    trouble: Option<Error>,
}

impl FolderIndex {
    /// The index of a `library`'s folder, which lies in the `cache` if there is one.
    pub fn new(library: &Path, reading: &Reading, cache: Option<&Path>, rules: Rules) -> Self {
        Self {
            root: library.to_path_buf(),
            reading: reading.clone(),
            rules,
            folder: cache.and_then(|cache| Folder::of(library, reading, cache).ok()),
            manifest: Manifest::default(),
            so_far: None,
            shards: Vec::new(),
            damaged: Vec::new(),
            fresh: false,
            trouble: None,
        }
    }

    /// Reads what lies on the disk, if that was not done or another dictum has changed it. Whether there was
    /// something to read.
    pub fn reload(&mut self) -> bool {
        let Some(folder) = &self.folder else { return false };
        // Another dictum may remove shards between a look at the manifest and one at them.
        for _ in 0..3 {
            let Some(manifest) = folder.manifest() else { return false };
            if self.fresh && manifest.shards == self.manifest.shards && manifest == self.manifest {
                return false;
            }
            let open = |&number: &u64| {
                if self.damaged.contains(&number) {
                    return None;
                }
                let held = self.shards.iter().find(|(held, _)| self.fresh && *held == number);
                match held {
                    Some((_, shard)) => Some((number, Arc::clone(shard))),
                    None => Some((number, Arc::new(folder.shard(number)?))),
                }
            };
            let shards: Vec<_> = manifest.shards.par_iter().filter_map(open).collect();
            let known = manifest.shards.iter().filter(|number| !self.damaged.contains(number));
            let whole = shards.len() == known.count();
            (self.manifest, self.shards, self.fresh) = (manifest, shards, true);
            if whole {
                break;
            }
        }
        true
    }

    /// Forgets a shard that is damaged; its talks are read again by the next [`Self::update`].
    pub fn forget(&mut self, damaged: &Arc<Shard>) {
        let is_damaged = |(_, shard): &(u64, Arc<Shard>)| Arc::ptr_eq(shard, damaged);
        self.damaged.extend(self.shards.iter().filter(|held| is_damaged(held)).map(|(number, _)| *number));
        self.shards.retain(|held| !is_damaged(held));
    }

    /// Gives its shards to an index, in which its talks are numbered from `first` on as in [`Self::talks`]. Answers how
    /// many talks it has.
    pub fn lend(&self, index: &mut Index, first: usize) -> usize {
        let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
        let mut count = 0;
        for (key, _) in self.known().households().filter_map(Household::keys).flatten() {
            if let Some(key) = key {
                numbers.insert(key, first + count);
            }
            count += 1;
        }
        for (_, shard) in &self.shards {
            index.hold(shard, shard.talks.iter().map(|talk| numbers.get(&talk.key).copied()).collect());
        }
        count
    }

    /// How many shards there are by now.
    pub fn count_shards(&self) -> usize {
        self.shards.len()
    }

    /// Its talks in the folder's order, with those that cannot be read.
    pub fn talks(&self) -> impl Iterator<Item = Kept> {
        self.known().households().filter_map(|household| household.talks(&self.root)).flatten()
    }

    /// Its talks by their numbers, without reading all that is known of them.
    pub fn places(&self) -> Vec<(usize, usize)> {
        let talks = |(at, household): (usize, Household)| {
            let count = household.keys().map_or(0, Iterator::count);
            (0..count).map(move |nth| (at, nth)).collect::<Vec<_>>()
        };
        self.known().households().enumerate().flat_map(talks).collect()
    }

    /// The talk at one of [`Self::places`].
    pub fn talk(&self, (household, nth): (usize, usize)) -> Option<Kept> {
        self.known().get(household).talks(&self.root)?.into_iter().nth(nth)
    }

    /// What cannot be read, and why.
    pub fn unreadable(&self) -> impl Iterator<Item = (PathBuf, String)> {
        let has_some = |household: &Household| {
            household.keys().is_some_and(|mut keys| keys.any(|(key, _)| key.is_none()))
        };
        let talks = self.known().households().filter(has_some).filter_map(|own| own.talks(&self.root));
        talks.flatten().filter_map(|talk| Some((talk.family.file.clone(), talk.card.err()?)))
    }

    fn known(&self) -> &Manifest {
        self.so_far.as_ref().unwrap_or(&self.manifest)
    }

    /// What was passed over, and why.
    pub fn skipped(&self) -> impl Iterator<Item = (PathBuf, &str)> {
        self.known().skipped.iter().map(|(path, why)| (self.root.join(path), why.as_str()))
    }

    /// Where it lies, and how many bytes it has there; none where it is in memory only.
    pub fn on_disk(&self) -> Option<(&Path, u64)> {
        let folder = self.folder.as_ref()?;
        folder.manifest().map(|_| (folder.path(), folder.size()))
    }

    /// Removes it from the disk. Whether there was one.
    ///
    /// # Errors
    /// Where another dictum writes to it, or it cannot be removed.
    pub fn remove(&self) -> io::Result<bool> {
        self.folder.as_ref().map_or(Ok(false), Folder::remove)
    }

    /// Why nothing could be written, if nothing could; told once.
    pub fn trouble(&mut self) -> Option<Error> {
        self.trouble.take()
    }

    pub(super) fn cannot_write(&mut self, error: &io::Error) {
        let path = self.folder.as_ref().map_or(Path::new(""), Folder::path);
        let why = format!("the index cannot be kept: {error}");
        self.trouble =
            Some(Error::at(path, why).do_next("make room there, or name another folder by XDG_CACHE_HOME"));
    }

    /// The keys of all words that are there.
    pub(super) fn keys_there(&self) -> FxHashSet<u64> {
        self.shards.iter().flat_map(|(_, shard)| &shard.talks).map(|talk| talk.key).collect()
    }

    pub(super) fn below(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_path_buf()
    }

    pub(super) fn take(&mut self, manifest: Manifest) {
        (self.manifest, self.so_far, self.fresh) = (manifest, None, true);
    }

    /// The folder cannot be read.
    pub(super) fn stands_empty(&mut self) {
        (self.manifest, self.so_far, self.shards) = Default::default();
    }
}
