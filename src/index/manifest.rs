//! The manifest: which shards an index has, and which files they are of.

use std::path::{Path, PathBuf};

use super::fields::{Fields, put_bytes, put_number, put_option, put_path};
use super::household::Household;
use super::stamp::Stamp;
use crate::search::{VERSION as SHARD_VERSION, sum_of};

/// What an index holds. One that differs in a bit from what was written, or was written by another dictum, is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The numbers of the shards, in the order in which they are asked.
    pub shards: Vec<u64>,
    /// The next talk's key, and the next shard's number.
    pub next_key: u64,
    pub next_shard: u64,
    /// The folders that were walked, below the library's.
    pub folders: Vec<(PathBuf, Option<Stamp>)>,
    /// What was passed over, and why.
    pub skipped: Vec<(PathBuf, String)>,
    /// The households, one after the other, and where each ends.
    households: Vec<u8>,
    ends: Vec<usize>,
}

const MAGIC: &[u8; 16] = b"dictum manifest\n";
/// Counts up whenever a manifest is written otherwise.
const VERSION: u32 = 4;

impl Manifest {
    /// A manifest of the same shards that no file is known to.
    /// Its numbers go on from this time on: none is ever given twice, also if a manifest was lost, so that
    /// whoever still has the lost one in memory takes no talk for another.
    pub fn without_households(&self, now: u64) -> Self {
        let Self { shards, next_key, next_shard, .. } = self;
        let (next_key, next_shard) = (now.max(*next_key), now.max(*next_shard));
        Self { shards: shards.clone(), next_key, next_shard, ..Self::default() }
    }

    /// Adds a household, as it is written.
    pub fn push(&mut self, household: &[u8]) {
        self.households.extend_from_slice(household);
        self.ends.push(self.households.len());
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, at: usize) -> Household<'_> {
        let end = |at: usize| self.ends.get(at).copied().unwrap_or(0);
        let from = at.checked_sub(1).map_or(0, end);
        Household(self.households.get(from..end(at)).unwrap_or_default())
    }

    pub fn households(&self) -> impl Iterator<Item = Household<'_>> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The manifest of the library that goes by this `name`, as it is written.
    pub fn to_bytes(&self, name: &[u8]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(written_by().to_le_bytes());
        out.extend([0; 8]);
        put_bytes(&mut out, name);
        put_number(&mut out, self.next_key);
        put_number(&mut out, self.next_shard);
        put_number(&mut out, self.shards.len() as u64);
        self.shards.iter().for_each(|&number| put_number(&mut out, number));
        put_number(&mut out, self.folders.len() as u64);
        for (path, stamp) in &self.folders {
            put_path(&mut out, path);
            put_option(&mut out, *stamp, |out, stamp| stamp.put(out));
        }
        put_number(&mut out, self.skipped.len() as u64);
        for (path, why) in &self.skipped {
            put_path(&mut out, path);
            put_bytes(&mut out, why.as_bytes());
        }
        put_number(&mut out, self.ends.len() as u64);
        let mut from = 0;
        for &end in &self.ends {
            put_number(&mut out, (end - from) as u64);
            from = end;
        }
        put_bytes(&mut out, &self.households);
        let sum = sum_of(out.get(SUM_TO..).unwrap_or_default());
        if let Some(place) = out.get_mut(SUM_AT..SUM_TO) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
        out
    }

    /// What [`Self::to_bytes`] wrote; none where it is not that, or of another library.
    pub fn of_bytes(bytes: &[u8], name: &[u8]) -> Option<Self> {
        let mut fields = Fields(bytes);
        if fields.array::<16>()? != *MAGIC || fields.long()? != written_by() {
            return None;
        }
        let sum = fields.long()?;
        if sum != sum_of(fields.0) || fields.bytes()? != name {
            return None;
        }
        let (next_key, next_shard) = (fields.number()?, fields.number()?);
        let shards = (0..fields.count()?).map(|_| fields.number()).collect::<Option<_>>()?;
        let mut manifest = Self { shards, next_key, next_shard, ..Self::default() };
        manifest.folders = {
            let count = fields.count()?;
            let mut folder = || Some((fields.path()?.to_path_buf(), fields.option(Stamp::take)?));
            (0..count).map(|_| folder()).collect::<Option<_>>()?
        };
        manifest.skipped = {
            let count = fields.count()?;
            let mut skipped = || Some((fields.path()?.to_path_buf(), fields.text()?.to_owned()));
            (0..count).map(|_| skipped()).collect::<Option<_>>()?
        };
        let mut end = 0usize;
        for _ in 0..fields.count()? {
            end = end.checked_add(usize::try_from(fields.number()?).ok()?)?;
            manifest.ends.push(end);
        }
        manifest.households = fields.bytes()?.to_vec();
        (manifest.households.len() == end).then_some(manifest)
    }
}

const SUM_AT: usize = 24;
const SUM_TO: usize = 32;

/// By whom a manifest was written: a dictum of other sources may read other words in the same files.
pub(super) fn written_by() -> u64 {
    let sources = env!("DICTUM_SOURCES");
    sum_of(format!("{VERSION} {SHARD_VERSION} {} {sources}", env!("CARGO_PKG_VERSION")).as_bytes())
}

/// The name of a library: its folder and how it is read.
pub fn name_of(folder: &Path, format: Option<&str>, language: Option<&str>) -> Vec<u8> {
    let mut name = Vec::new();
    put_path(&mut name, folder);
    put_option(&mut name, format, |out, format| put_bytes(out, format.as_bytes()));
    put_option(&mut name, language, |out, language| put_bytes(out, language.as_bytes()));
    name
}
