//! Brings the index of a folder up to date: what changed is read, what is gone is left out.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::entry;
use super::household::{Household, Kept, file_of, files, names_of};
use super::kept::FolderIndex;
use super::manifest::Manifest;
use super::stamp::{Stamp, now};
use crate::error::Result;
use crate::library::{self, Address, Family, Found, Loaded, Scan};
use crate::search::{Builder, Shard};

/// How far an update is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that were opened, of those that must be.
    pub opened: usize,
    pub of: usize,
    /// How large those are that were opened.
    pub bytes: u64,
}

/// More small shards than this are joined.
const MOST_SMALL: usize = 8;
/// A shard is small with less than this part of the words of a large one.
const SMALL_PART: usize = 8;

/// Families that one core looks at before another is called.
const LOOKED_AT_TOGETHER: usize = 512;

/// What to do about each family that is there.
enum Step {
    /// Nothing changed: what is known of it stands at this place of the manifest.
    Keep(usize),
    Open(Arc<Family>, Vec<Option<Stamp>>),
}

/// What was found in the folder.
struct Look {
    steps: Vec<Step>,
    folders: Vec<(PathBuf, Option<Stamp>)>,
    skipped: Vec<(PathBuf, String)>,
    /// How large the files are.
    bytes: u64,
}

impl FolderIndex {
    /// Brings the index up to date. `watch` is told of every file that was opened and of every shard that was made,
    /// and answers whether to go on; what was done until then is kept.
    pub fn update(&mut self, watch: &mut dyn FnMut(&Self, Progress) -> bool) {
        self.reload();
        if !self.update_once(watch) {
            self.update_once(watch);
        }
    }

    /// Answers whether nothing was lost meanwhile.
    fn update_once(&mut self, watch: &mut dyn FnMut(&Self, Progress) -> bool) -> bool {
        let now = now();
        let Ok(root) = File::open(&self.root) else {
            self.stands_empty();
            return true;
        };
        let mut there = self.look_around(&root, now);
        if self.is_told_by(&there) {
            return true;
        }
        let worth_keeping = there.bytes >= self.rules.least_bytes || self.manifest.len() > 0;
        let lock = match &self.folder {
            Some(folder) if worth_keeping => folder.lock().unwrap_or_else(|error| {
                self.cannot_write(&error);
                None
            }),
            _ => None,
        };
        // Another dictum may have done it while this one looked around.
        if lock.is_some() && self.reload() {
            there = self.look_around(&root, now);
            if self.is_told_by(&there) {
                return true;
            }
        }
        let writes = lock.is_some();
        let mut work = Work::new(self, &root, &there, writes);
        let done = work.open_all(&there, watch);
        work.seal();
        if !done {
            work.save_so_far(&there, there.steps.len());
            return true;
        }
        work.finish(there)
    }

    /// Looks which files there are, and which of them changed.
    fn look_around(&self, root: &File, now: i64) -> Look {
        let there = self.keys_there();
        let is_kept = |household: Household, stamps: &[Option<Stamp>]| {
            let same = household.stamps().is_some_and(|known| known.eq(stamps.iter().copied()));
            same && stamps.iter().all(Option::is_some)
                && household
                    .keys()
                    .is_some_and(|mut keys| keys.all(|(key, _)| key.is_none_or(|key| there.contains(&key))))
        };
        let stamp = |path: &Path| self.stamp(root, path);
        let step = |at: Option<usize>, family: &dyn Fn() -> Option<Arc<Family>>| {
            // Nearly all households are one file, the name of which can be taken as it lies there.
            let household = at.map(|at| self.manifest.get(at));
            let lone = household.filter(|household| household.has_one_file());
            let file = lone.and_then(Household::names).and_then(file_of);
            let (family, stamps) = if let Some(file) = file {
                (None, vec![Stamp::of(root, file)])
            } else {
                let family = family()?;
                let stamps = files(&family).map(stamp).collect();
                (Some(family), stamps)
            };
            let bytes = stamps.iter().flatten().map(|stamp| stamp.size).sum::<u64>();
            let step = match (at, household) {
                (Some(at), Some(household)) if is_kept(household, &stamps) => Step::Keep(at),
                _ => Step::Open(family.or_else(|| Some(Arc::new(household?.family(&self.root)?)))?, stamps),
            };
            Some((step, bytes))
        };
        if self.has_same_folders(root) {
            let family = |at| self.manifest.get(at).family(&self.root).map(Arc::new);
            let all = (0..self.manifest.len()).into_par_iter().with_min_len(LOOKED_AT_TOGETHER);
            let steps: Option<Vec<(Step, u64)>> = all.map(|at| step(Some(at), &|| family(at))).collect();
            if let Some(steps) = steps {
                let bytes = steps.iter().map(|(_, bytes)| bytes).sum();
                let steps = steps.into_iter().map(|(step, _)| step).collect();
                let (folders, skipped) = (self.manifest.folders.clone(), self.manifest.skipped.clone());
                return Look { steps, folders, skipped, bytes };
            }
        }
        let households = self.manifest.households().enumerate();
        let known: FxHashMap<&[u8], usize> =
            households.filter_map(|(at, household)| Some((household.names()?, at))).collect();
        let (mut steps, mut skipped, mut bytes) = (Vec::new(), Vec::new(), 0);
        let mut scan = Scan::for_reader_of(self.reading.language.as_deref());
        scan.look(std::slice::from_ref(&self.root), &mut |found| {
            match found {
                Found::Talk(Address::File(family)) => {
                    let at = known.get(names_of(&family, &self.root).as_slice()).copied();
                    if let Some((step, size)) = step(at, &|| Some(Arc::clone(&family))) {
                        steps.push(step);
                        bytes += size;
                    }
                }
                Found::Talk(_) => {}
                Found::Skipped(path, why) => skipped.push((self.below(&path), why)),
            }
            true
        });
        // A time from before the walk, and older than a disk's step, proves that the walk saw all there was.
        let folder = |path: &PathBuf| (self.below(path), stamp(path).filter(|stamp| stamp.proves_at(now)));
        Look { steps, folders: scan.walked().iter().map(folder).collect(), skipped, bytes }
    }

    fn stamp(&self, root: &File, path: &Path) -> Option<Stamp> {
        Stamp::of(root, path.strip_prefix(&self.root).unwrap_or(path))
    }

    /// Whether no name can have come or gone since the folders were walked.
    fn has_same_folders(&self, root: &File) -> bool {
        let same =
            |(path, stamp): &(PathBuf, Option<Stamp>)| stamp.is_some() && Stamp::of(root, path) == *stamp;
        !self.manifest.folders.is_empty() && self.manifest.folders.iter().all(same)
    }

    /// Whether the manifest says all that there is to say.
    fn is_told_by(&self, look: &Look) -> bool {
        let kept = |(at, step): (usize, &Step)| matches!(step, Step::Keep(known) if *known == at);
        look.steps.len() == self.manifest.len()
            && look.steps.iter().enumerate().all(kept)
            && look.folders == self.manifest.folders
            && look.skipped == self.manifest.skipped
    }
}

/// An update at work.
struct Work<'a> {
    index: &'a mut FolderIndex,
    root: &'a File,
    builder: Builder,
    /// The manifest in the making.
    next: Manifest,
    /// Whether shards and manifest go to the disk.
    writes: bool,
    /// The keys of words that nobody who was kept has, by what they are known by.
    free: FxHashMap<u64, u64>,
    progress: Progress,
    /// A shard turned out to be damaged; its talks have to be read again.
    lost: bool,
}

impl<'a> Work<'a> {
    fn new(index: &'a mut FolderIndex, root: &'a File, look: &Look, writes: bool) -> Self {
        let next = index.manifest.without_households(u64::try_from(now() / 1000).unwrap_or(0));
        let of = look.steps.iter().filter(|step| matches!(step, Step::Open(..))).count();
        let progress = Progress { of, ..Progress::default() };
        let (builder, free) = (Builder::default(), FxHashMap::default());
        let mut work = Self { index, root, builder, next, writes, free, progress, lost: false };
        work.find_free_keys(look);
        work
    }

    fn find_free_keys(&mut self, look: &Look) {
        if self.progress.of == 0 {
            return;
        }
        let mut there = self.index.keys_there();
        let manifest = &self.index.manifest;
        for step in &look.steps {
            if let Step::Keep(at) = step {
                for (key, _) in manifest.get(*at).keys().into_iter().flatten() {
                    key.map(|key| there.remove(&key));
                }
            }
        }
        let talks = manifest.households().filter_map(Household::keys).flatten();
        self.free = talks
            .filter_map(|(key, known_by)| Some((known_by, key.filter(|key| there.contains(key))?)))
            .collect();
    }

    /// Whether all was done.
    fn open_all(&mut self, look: &Look, watch: &mut dyn FnMut(&FolderIndex, Progress) -> bool) -> bool {
        for (at, step) in look.steps.iter().enumerate() {
            match step {
                Step::Keep(known) => self.next.push(self.index.manifest.get(*known).0),
                Step::Open(family, stamps) => {
                    self.open(family, stamps);
                    if self.builder.words() >= self.index.rules.words_a_shard {
                        self.seal();
                        self.save_so_far(look, at + 1);
                    }
                    if !watch(self.index, self.progress) {
                        return false;
                    }
                }
            }
        }
        true
    }

    fn open(&mut self, family: &Arc<Family>, stamps: &[Option<Stamp>]) {
        // Files have aged since they were looked at: a time that proved nothing then may do so now.
        let now = now();
        let again: Vec<_> = files(family).map(|path| self.index.stamp(self.root, path)).collect();
        let sure = again.iter().map(|stamp| stamp.filter(|stamp| stamp.proves_at(now))).collect::<Vec<_>>();
        let mut talks = Vec::new();
        let wanted = self.index.reading.wanted;
        library::meet(&Address::File(Arc::clone(family)), wanted, &mut |address, opened| {
            if let Address::File(family) = address {
                talks.push(self.take(family, opened));
            }
            true
        });
        let root = &self.index.root;
        self.next.push(&Household::write(root, &names_of(family, root), &sure, &talks));
        self.progress.opened += 1;
        self.progress.bytes += stamps.iter().flatten().map(|stamp| stamp.size).sum::<u64>();
    }

    /// Takes a talk's words in, unless they are known.
    fn take(&mut self, family: Arc<Family>, opened: Result<Loaded>) -> Kept {
        let loaded = match opened {
            Ok(loaded) => loaded,
            Err(error) => return Kept { key: None, known_by: 0, family, card: Err(error.reason()) },
        };
        let card = library::card(&loaded);
        let known_by = entry::known_by(&loaded.talk, card.fingerprint);
        let key = self.free.remove(&known_by).unwrap_or_else(|| {
            let key = self.next.next_key;
            self.next.next_key += 1;
            entry::add(&mut self.builder, key, &loaded.talk);
            key
        });
        Kept { key: Some(key), known_by, family, card: Ok(card) }
    }

    /// Makes a shard of what was taken in.
    fn seal(&mut self) {
        if self.builder.is_empty() {
            return;
        }
        let parts = std::mem::take(&mut self.builder).finish();
        let number = self.next.next_shard;
        self.next.next_shard += 1;
        self.next.shards.push(number);
        let shard = match &self.index.folder {
            Some(folder) if self.writes => match folder.write_shard(number, &parts) {
                Ok(()) => folder.shard(number),
                Err(error) => {
                    self.writes = false;
                    self.index.cannot_write(&error);
                    None
                }
            },
            _ => None,
        };
        self.writes &= shard.is_some();
        self.index.shards.push((number, Arc::new(shard.unwrap_or_else(|| parts.in_memory()))));
    }

    /// Keeps what is done so far, and what stands unchanged behind it.
    fn save_so_far(&mut self, look: &Look, done: usize) {
        let mut so_far = self.next.clone();
        for step in look.steps.iter().skip(done) {
            if let Step::Keep(at) = step {
                so_far.push(self.index.manifest.get(*at).0);
            }
        }
        self.write(&so_far);
        self.index.so_far = Some(so_far);
    }

    fn write(&mut self, manifest: &Manifest) {
        if let Some(folder) = self.index.folder.as_ref().filter(|_| self.writes)
            && let Err(error) = folder.write_manifest(manifest)
        {
            self.writes = false;
            self.index.cannot_write(&error);
        }
    }

    /// Puts all in order: few shards, the new manifest.
    fn finish(mut self, look: Look) -> bool {
        (self.next.folders, self.next.skipped) = (look.folders, look.skipped);
        self.join();
        let numbers = self.index.shards.iter().map(|(number, _)| *number);
        self.next.shards = numbers.collect();
        let next = std::mem::take(&mut self.next);
        self.write(&next);
        self.index.take(next);
        !self.lost
    }

    /// Leaves out shards of which nothing is wanted, and joins those that are small or mostly dead.
    fn join(&mut self) {
        let keys = self.next.households().filter_map(Household::keys).flatten();
        let live: FxHashSet<u64> = keys.filter_map(|(key, _)| key).collect();
        let words = |shard: &Shard| -> usize {
            let talks = shard.talks.iter().filter(|talk| live.contains(&talk.key));
            talks.map(|talk| talk.words as usize).sum()
        };
        self.index.shards.retain(|(_, shard)| shard.talks.iter().any(|talk| live.contains(&talk.key)));
        let small = self.index.rules.words_a_shard / SMALL_PART;
        let is_small = |shard: &Shard| words(shard) < small;
        let is_dead = |shard: &Shard| words(shard) * 2 < shard.count_words();
        let many = self.index.shards.iter().filter(|(_, shard)| is_small(shard)).count() > MOST_SMALL;
        let (joined, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.index.shards)
            .into_iter()
            .partition(|(_, shard)| is_dead(shard) || (many && is_small(shard)));
        self.index.shards = rest;
        for (_, shard) in joined {
            self.lost |= self.builder.add_again(&shard, &|key| live.contains(&key)).is_err();
            if self.builder.words() >= self.index.rules.words_a_shard {
                self.seal();
            }
        }
        self.seal();
    }
}
