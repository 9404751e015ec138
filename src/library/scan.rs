//! Looks for talks in the files and folders that were named.

use std::ffi::OsStr;
use std::fs::FileType;
use std::io;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Address;
use crate::error::Error;
use crate::text::natural_key;

/// What was met while looking for talks.
#[derive(Debug)]
pub enum Found {
    Talk(Address),
    /// Passed over, and why: a folder that could not be read, a link that was not followed.
    Skipped(PathBuf, String),
}

/// The extensions that talks have, in lower case. What a file holds is told from its content when it is opened.
const EXTENSIONS: [&str; 26] = [
    "txt", "text", "md", "markdown", "mkd", "srt", "vtt", "sbv", "json", "jsonl", "json3", "srv1", "srv2",
    "srv3", "xml", "ttml", "dfxp", "tsv", "csv", "lrc", "ass", "ssa", "html", "htm", "rtf", "docx",
];

/// A second extension, after one of the others: the talk is packed.
const PACKED: [&str; 3] = ["gz", "xz", "zst"];

/// No one sorts talks into folders deeper than this; what is deeper is a mistake or a trap.
const DEEPEST: usize = 32;

/// Looks for talks: every file that is named, and below every folder that is named the files that may be talks,
/// sorted by name. `tell` is called for each as it is met, and answers whether to go on.
///
/// ```text
/// named, and a folder (also by a link)    walked
/// named, and anything else                told as a talk: opening it gives the talk, or the error with its name.
///                                         So also what does not exist, be it meant as a file or as a folder.
/// in a folder, hidden (`.git`)            passed over
/// in a folder, a file by its extension    told as a talk if people have talks in such files, or passed over
/// in a folder, a file without extension   told as a talk
/// in a folder, a link or a special file   told as skipped: a link may lead round in circles, a pipe may block
/// a folder that cannot be read            told as skipped
/// ```
pub fn scan(paths: &[PathBuf], tell: &mut dyn FnMut(Found) -> bool) {
    for path in paths {
        let go_on = if path.is_dir() { walk(path, tell) } else { tell(talk(path)) };
        if !go_on {
            return;
        }
    }
}

/// What to tell of a folder (or several, by the first) below which there is no talk.
pub fn holds_no_talk(folder: &Path) -> Error {
    Error::at(folder, "no talks in this folder")
        .do_next("dictum reads .txt, .md, .srt, .vtt, .json, .html and other files of text and captions")
}

/// Tells what lies below `root`; answers whether to go on.
fn walk(root: &Path, tell: &mut dyn FnMut(Found) -> bool) -> bool {
    WalkDir::new(root)
        .max_depth(DEEPEST)
        .sort_by_key(|entry| natural_key(&entry.file_name().to_string_lossy()))
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
        .filter_map(|met| match met {
            Ok(entry) => look_at(&entry),
            Err(error) => Some(unreadable(root, &error)),
        })
        .all(tell)
}

/// What to tell of an entry, if anything. The walk knows its type from the folder, so this asks the disk nothing.
fn look_at(entry: &DirEntry) -> Option<Found> {
    let kind = entry.file_type();
    if entry.depth() == 0 {
        // The folder itself, or the link to it by which it was named.
        return None;
    }
    if kind.is_dir() {
        return (entry.depth() == DEEPEST)
            .then(|| skipped(entry.path(), "too many folders deep; name it to look into it"));
    }
    if kind.is_file() {
        return may_be_a_talk(entry.file_name()).then(|| talk(entry.path()));
    }
    Some(skipped(entry.path(), why_not_opened(kind)))
}

fn why_not_opened(kind: FileType) -> &'static str {
    match kind {
        kind if kind.is_symlink() => "a link, which is not followed here; name it to read it",
        kind if kind.is_fifo() => "a pipe, not a file",
        kind if kind.is_socket() => "a socket, not a file",
        _ => "a device, not a file",
    }
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Found {
    let why = match error.io_error() {
        Some(error) if error.kind() == io::ErrorKind::PermissionDenied => "permission denied".into(),
        Some(error) => error.to_string(),
        None => error.to_string(),
    };
    skipped(error.path().unwrap_or(root), format!("cannot be read: {why}"))
}

fn talk(path: &Path) -> Found {
    Found::Talk(Address::File(path.to_path_buf()))
}

fn skipped(path: &Path, why: impl Into<String>) -> Found {
    Found::Skipped(path.to_path_buf(), why.into())
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file of this name may hold a talk.
fn may_be_a_talk(name: &OsStr) -> bool {
    match split_extension(name) {
        None => true,
        Some((stem, packed)) if is_one_of(packed, &PACKED) => {
            split_extension(stem).is_some_and(|(_, inner)| is_one_of(inner, &EXTENSIONS))
        }
        Some((_, extension)) => is_one_of(extension, &EXTENSIONS),
    }
}

/// Parts a name before its last dot. In `2024.12.03 Opening words` the dots are no extension's, for extensions
/// have no blanks.
fn split_extension(name: &OsStr) -> Option<(&OsStr, &OsStr)> {
    let path = Path::new(name);
    let (stem, extension) = (path.file_stem()?, path.extension()?);
    let blank = extension.is_empty() || extension.as_encoded_bytes().contains(&b' ');
    (!blank).then_some((stem, extension))
}

fn is_one_of(extension: &OsStr, known: &[&str]) -> bool {
    known.iter().any(|k| extension.eq_ignore_ascii_case(k))
}

#[cfg(test)]
mod tests;
