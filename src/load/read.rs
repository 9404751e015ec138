//! Reads the bytes of a file without ever waiting for it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags, fstat, open};
use rustix::io::Errno;

use super::room;
use crate::error::{Error, Result};

/// No talk comes near it, and dictum holds the text in memory: larger files are refused by name.
const LARGEST: u64 = 1 << 30;

/// Bytes that are looked at before the rest is read.
const HEAD: u64 = 64 << 10;

/// The bytes of a regular file; never waits, never follows a device.
///
/// A pipe without a writer would block an ordinary `open`, and `/dev/zero` has no end, so the file is opened
/// without blocking and asked what it is. Its size is found by reading: what `/proc` says of sizes is 0.
///
/// # Errors
/// Where it cannot be opened, is no regular file, or is larger than a gigabyte.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = open(path, flags, Mode::empty()).map_err(|errno| why_not_opened(path, errno))?;
    let about = fstat(&file).map_err(|errno| why_not_opened(path, errno))?;
    refuse_all_but_files(path, FileType::from_raw_mode(about.st_mode))?;

    let too_large = || {
        Error::at(path, "is larger than 1 GB")
            .do_next("split it, or pass a part of it: head -c 100M FILE | dictum -")
    };
    let size = u64::try_from(about.st_size).unwrap_or(0);
    if size > LARGEST {
        return Err(too_large());
    }
    let broken = |e: std::io::Error| {
        if room::is_too_little(&e) {
            return room::too_little(path, size);
        }
        Error::at(path, format!("could not be read to its end: {}", reason(&e)))
            .do_next("check the disk or the connection, then try again")
    };
    // What the first bytes show to be no text is not read on: it may be a film.
    let (mut file, mut bytes) = (File::from(file), room::reserved(path, size + 1)?);
    file.by_ref().take(HEAD).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() as u64 == HEAD && bytes.iter().all(|b| *b == 0) {
        return Err(Error::at(path, "holds no text (it has zero bytes)").do_next("name a text file"));
    }
    file.take(LARGEST + 1 - HEAD).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

fn refuse_all_but_files(path: &Path, kind: FileType) -> Result<()> {
    let (what, next) = match kind {
        FileType::RegularFile => return Ok(()),
        FileType::Directory => {
            ("is a folder", "name a file in it, or open the folder as a library: dictum FOLDER")
        }
        FileType::Fifo => ("is a named pipe, not a file", "pipe into dictum instead: COMMAND | dictum -"),
        FileType::Socket => ("is a socket, not a file", "name a file that holds a transcript"),
        FileType::CharacterDevice | FileType::BlockDevice => {
            ("is a device, not a file", "name a file that holds a transcript")
        }
        _ => ("is no regular file", "name a file that holds a transcript"),
    };
    Err(Error::at(path, what).do_next(next))
}

fn why_not_opened(path: &Path, errno: Errno) -> Error {
    match errno {
        Errno::NOENT if path.symlink_metadata().is_ok() => {
            Error::at(path, "is a link to something that is not there")
                .do_next("mend the link or name the file itself")
        }
        Errno::NOENT | Errno::NOTDIR => Error::at(path, "there is no such file").do_next("check the name"),
        Errno::LOOP => Error::at(path, "is a link that leads back to itself")
            .do_next("mend the link or name the file itself"),
        Errno::ACCESS | Errno::PERM => {
            Error::at(path, "may not be read by you").do_next("ask for it with chmod +r, or copy it")
        }
        Errno::NXIO => Error::at(path, "is a socket or a device that nobody serves")
            .do_next("name a file that holds a transcript"),
        other => Error::at(path, format!("could not be opened: {}", reason(&other.into())))
            .do_next("check the path"),
    }
}

/// The system's words, without `(os error 5)`.
fn reason(e: &std::io::Error) -> String {
    let words = e.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(path: &Path) -> String {
        read(path).expect_err("it should be refused").reason()
    }

    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        rustix::fs::mknodat(rustix::fs::CWD, at("pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let _server = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        std::os::unix::fs::symlink("nowhere", at("dangling")).unwrap();
        std::os::unix::fs::symlink(at("loop-b"), at("loop-a")).unwrap();
        std::os::unix::fs::symlink(at("loop-a"), at("loop-b")).unwrap();

        for (name, said) in [
            ("pipe", "named pipe"),
            ("socket", "socket"),
            ("dangling", "not there"),
            ("loop-a", "leads back"),
            ("missing", "no such file"),
            ("", "is a folder"),
        ] {
            assert!(why(&at(name)).contains(said), "{name}: {}", why(&at(name)));
        }
        assert!(why(Path::new("/dev/zero")).contains("device"));
    }

    #[test]
    fn a_file_that_says_it_is_empty_is_read_all_the_same() {
        assert!(!read(Path::new("/proc/self/status")).unwrap().is_empty());
    }
}
