//! Where the index of a library lies, and how its files are written so that a kill at any moment leaves the old or the
//! new.

use std::env;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write as _};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::manifest::{Manifest, name_of};
use crate::library::Reading;
use crate::search::{Parts, Shard};

/// The folder of what dictum can make again: `$XDG_CACHE_HOME/dictum`, or `~/.cache/dictum`. None where neither
/// `XDG_CACHE_HOME` nor `HOME` names one.
pub fn cache_folder() -> Option<PathBuf> {
    folder_from(env::var_os("XDG_CACHE_HOME"), env::var_os("HOME"))
}

/// A relative path counts as none, as the XDG base directory specification asks.
fn folder_from(cache: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let absolute = |value: Option<OsString>| value.map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = absolute(cache).or_else(|| absolute(home).map(|home| home.join(".cache")))?;
    Some(cache.join("dictum"))
}

/// The folder of one library's index.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    /// Of which library it is.
    name: Vec<u8>,
}

const MANIFEST: &str = "manifest";
const LOCK: &str = "lock";
const SHARD: &str = "shard-";
/// Ends the name of what is not whole yet.
const UNFINISHED: &str = ".new";

impl Folder {
    /// The folder of a library's index in the `cache`. It may not be there.
    pub fn of(library: &Path, reading: &Reading, cache: &Path) -> io::Result<Self> {
        let format = reading.wanted.format.map(crate::library::Format::name);
        let name = name_of(&library.canonicalize()?, format, reading.language.as_deref());
        let path = cache.join("index").join(format!("{:032x}", twox_hash::XxHash3_128::oneshot(&name)));
        Ok(Self { path, name })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets nobody else write until what is answered is dropped; none where somebody else does.
    ///
    /// # Errors
    /// Where nobody can.
    pub fn lock(&self) -> io::Result<Option<File>> {
        // What somebody reads is nobody else's business.
        DirBuilder::new().recursive(true).mode(0o700).create(&self.path)?;
        let file = created(&self.path.join(LOCK), false)?;
        match file.try_lock() {
            Ok(()) => {
                // Only who holds the lock writes: somebody was killed meanwhile.
                self.sweep(|name| name.ends_with(UNFINISHED));
                Ok(Some(file))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// The manifest; none where there is none that is whole.
    pub fn manifest(&self) -> Option<Manifest> {
        Manifest::of_bytes(&fs::read(self.path.join(MANIFEST)).ok()?, &self.name)
    }

    /// A shard; none where it is not there as it was written.
    pub fn shard(&self, number: u64) -> Option<Shard> {
        Shard::open(File::open(self.shard_path(number)).ok()?).ok()
    }

    /// Puts a shard on the disk.
    pub fn write_shard(&self, number: u64, parts: &Parts) -> io::Result<()> {
        replace(&self.shard_path(number), &mut |out| parts.write(out).map(drop))
    }

    /// Puts a manifest in the old one's place, and removes the shards that it does not name.
    pub fn write_manifest(&self, manifest: &Manifest) -> io::Result<()> {
        let bytes = manifest.to_bytes(&self.name);
        replace(&self.path.join(MANIFEST), &mut |out| out.write_all(&bytes))?;
        // What nobody leads to.
        self.sweep(|name| {
            let shard = name.strip_prefix(SHARD).map(str::parse::<u64>);
            let is_named = matches!(shard, Some(Ok(number)) if manifest.shards.contains(&number));
            !is_named && ![MANIFEST, LOCK].contains(&name)
        });
        Ok(())
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        entries.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum()
    }

    /// Removes the index. Whether there was one.
    ///
    /// # Errors
    /// Where somebody writes to it, or it cannot be removed.
    pub fn remove(&self) -> io::Result<bool> {
        if !self.path.exists() {
            return Ok(false);
        }
        let Some(_lock) = self.lock()? else {
            return Err(io::Error::other("another dictum is writing to it"));
        };
        for entry in fs::read_dir(&self.path)?.flatten() {
            let name = entry.file_name();
            if is_ours(&name.to_string_lossy()) {
                fs::remove_file(entry.path())?;
            }
        }
        fs::remove_dir(&self.path)?;
        Ok(true)
    }

    fn shard_path(&self, number: u64) -> PathBuf {
        self.path.join(format!("{SHARD}{number}"))
    }

    /// Removes those of dictum's files that are no use. What cannot be removed now goes another time.
    fn sweep(&self, is_useless: impl Fn(&str) -> bool) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if is_ours(&name) && is_useless(&name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Writes a file under another name, and gives it its own when all of it is on the disk.
fn replace(path: &Path, write: Write) -> io::Result<()> {
    replace_when(path, write, File::sync_data)
}

/// Writes a file under another name, and gives it its own when all of it is written. It may be lost with the power.
pub(super) fn replace_soon(path: &Path, write: Write) -> io::Result<()> {
    replace_when(path, write, |_| Ok(()))
}

type Write<'a> = &'a mut dyn FnMut(&mut BufWriter<File>) -> io::Result<()>;

fn replace_when(path: &Path, write: Write, is_there: fn(&File) -> io::Result<()>) -> io::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(UNFINISHED);
    let unfinished = PathBuf::from(unfinished);
    let mut out = BufWriter::with_capacity(1 << 16, created(&unfinished, true)?);
    let written = write(&mut out)
        .and_then(|()| out.flush())
        .and_then(|()| is_there(out.get_ref()))
        .and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // It may be what fills the disk.
        let _ = fs::remove_file(&unfinished);
    }
    written
}

/// Whether dictum writes files of this name.
fn is_ours(name: &str) -> bool {
    let name = name.strip_suffix(UNFINISHED).unwrap_or(name);
    [MANIFEST, LOCK].contains(&name) || name.starts_with(SHARD)
}

fn created(path: &Path, empty: bool) -> io::Result<File> {
    OpenOptions::new().create(true).write(true).truncate(empty).mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_holds_the_lock_clears_away_what_is_unfinished() {
        let there = tempfile::tempdir().expect("a folder");
        let folder = Folder::of(there.path(), &Reading::default(), there.path()).expect("a folder");
        let held = folder.lock().expect("a lock");
        let names = ["shard-7", "shard-8.new", "manifest.new", "notes.new"];
        for name in names {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let left = || names.map(|name| folder.path().join(name).exists());
        assert!(folder.lock().expect("an answer").is_none());
        assert_eq!(left(), [true; 4], "somebody else may be writing it");
        drop(held);
        assert!(folder.lock().expect("an answer").is_some());
        assert_eq!(left(), [true, false, false, true]);
    }

    #[test]
    fn the_cache_is_where_xdg_says() {
        for (cache, home, folder) in [
            (Some("/c"), Some("/h"), Some("/c/dictum")),
            (None, Some("/h"), Some("/h/.cache/dictum")),
            (Some("c"), Some("/h"), Some("/h/.cache/dictum")),
            (Some(""), None, None),
        ] {
            let found = folder_from(cache.map(Into::into), home.map(Into::into));
            assert_eq!(found, folder.map(PathBuf::from), "{cache:?} {home:?}");
        }
    }
}
