//! Looks for talks in the files and folders that were named.

use std::ffi::{OsStr, OsString};
use std::fs::FileType;
use std::io;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::Address;
use super::family::{Family, Folder};
use crate::error::Error;
use crate::text::natural_key;

/// What was met while looking for talks.
#[derive(Debug)]
pub enum Found {
    Talk(Address),
    /// Passed over, and why: a folder that could not be read, a link that was not followed.
    Skipped(PathBuf, String),
}

/// No one sorts talks into folders deeper than this; what is deeper is a mistake or a trap.
const DEEPEST: usize = 32;

/// Looks for talks, for somebody who reads one language rather than others.
#[derive(Debug, Default)]
pub struct Scan {
    language: Option<String>,
    /// The folder of the file that was named last: the next one often lies there too.
    folder: Option<(PathBuf, Folder)>,
    /// The folders that were walked.
    walked: Vec<PathBuf>,
}

impl Scan {
    /// For somebody who reads this language (`de`, `pt-BR`).
    pub fn for_reader_of(language: Option<&str>) -> Self {
        Self { language: language.map(str::to_owned), ..Self::default() }
    }

    /// Looks for talks: every file that is named, and below every folder that is named the files that may be talks,
    /// sorted by name. `tell` is called for each as it is met, and answers whether to go on; so does this.
    ///
    /// ```text
    /// named, and a folder (also by a link)    walked
    /// named, and anything else                told as a talk: opening it gives the talk, or the error with its name.
    ///                                         So also what does not exist, be it meant as a file or as a folder.
    /// in a folder, hidden (`.git`)            passed over
    /// in a folder, a file by its extension    told as a talk if people have talks in such files, or passed over;
    ///                                         of several that seem to be one talk, the best
    /// in a folder, a file without extension   told as a talk
    /// in a folder, a link or a special file   told as skipped: a link may lead round in circles, a pipe may block
    /// a folder that cannot be read            told as skipped
    /// ```
    pub fn look(&mut self, paths: &[PathBuf], tell: &mut dyn FnMut(Found) -> bool) -> bool {
        paths.iter().all(|path| {
            if path.is_dir() { self.walk(path, 0, tell) } else { tell(Found::Talk(self.named(path))) }
        })
    }

    /// The folders that were looked into. Where none of them has changed, another look would find the same names.
    pub fn walked(&self) -> &[PathBuf] {
        &self.walked
    }

    /// The talk of a file that is named, with what lies beside it.
    pub fn named(&mut self, file: &Path) -> Address {
        let parent = file.parent().unwrap_or(Path::new(""));
        if self.folder.as_ref().is_none_or(|(path, _)| path != parent) {
            let entries = WalkDir::new(if parent == Path::new("") { Path::new(".") } else { parent });
            let entries = entries.min_depth(1).max_depth(1).into_iter().flatten();
            // Recordings are large, and often links to where there is room; they are not opened here.
            let names: Vec<OsString> = entries
                .filter(|entry| !entry.file_type().is_dir() && !is_hidden(entry.file_name()))
                .map(|entry| entry.file_name().to_owned())
                .collect();
            self.folder = Some((parent.to_path_buf(), Folder::of(names.iter().map(OsString::as_os_str))));
        }
        let family = self.folder.as_ref().map(|(_, folder)| folder.family_of(file, self.language.as_deref()));
        Address::File(Arc::new(family.unwrap_or_else(|| Family::alone(file))))
    }

    /// Tells what lies below `folder`; answers whether to go on.
    fn walk(&mut self, folder: &Path, depth: usize, tell: &mut dyn FnMut(Found) -> bool) -> bool {
        self.walked.push(folder.to_path_buf());
        let entries = WalkDir::new(folder).min_depth(1).max_depth(1).into_iter();
        let mut entries: Vec<_> =
            entries.filter(|met| !met.as_ref().is_ok_and(|entry| is_hidden(entry.file_name()))).collect();
        entries.sort_by_cached_key(|met| {
            met.as_ref().ok().map(|entry| natural_key(&entry.file_name().to_string_lossy()))
        });
        let files = |entry: &&DirEntry| entry.file_type().is_file();
        let names: Vec<&OsStr> = entries.iter().flatten().filter(files).map(DirEntry::file_name).collect();
        let gathered = Folder::of(names.iter().copied());
        let mut families = gathered.families(folder, &names, self.language.as_deref());

        // The walk knows the entries' types from the folder, so this asks the disk nothing.
        entries.into_iter().all(|met| match met {
            Err(error) => tell(unreadable(folder, &error)),
            Ok(entry) if entry.file_type().is_dir() && depth + 1 == DEEPEST => {
                tell(skipped(entry.path(), "too many folders deep; name it to look into it"))
            }
            Ok(entry) if entry.file_type().is_dir() => self.walk(entry.path(), depth + 1, tell),
            Ok(entry) if entry.file_type().is_file() => families
                .remove(entry.file_name())
                .is_none_or(|family| tell(Found::Talk(Address::File(family)))),
            Ok(entry) => tell(skipped(entry.path(), why_not_opened(entry.file_type()))),
        })
    }
}

/// What to tell of a folder (or several, by the first) below which there is no talk.
pub fn holds_no_talk(folder: &Path) -> Error {
    Error::at(folder, "no talks in this folder")
        .do_next("dictum reads .txt, .md, .srt, .vtt, .json, .html and other files of text and captions")
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

fn skipped(path: &Path, why: impl Into<String>) -> Found {
    Found::Skipped(path.to_path_buf(), why.into())
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests;
