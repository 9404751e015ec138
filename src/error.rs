//! The one error: on which path, what was wrong, and what to do next.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::text::clean;

/// An error as the reader is told it: `PATH: what was wrong; what to do`.
///
/// Whatever is in it (a name, a line of a file, a system's message) is cleaned when it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    path: Option<PathBuf>,
    what: String,
    next: Option<String>,
}

/// What most of dictum answers with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Something went wrong that has no file to blame.
    pub fn new(what: impl Into<String>) -> Self {
        Self { path: None, what: what.into(), next: None }
    }

    /// Something was wrong with the file or folder at `path`.
    pub fn at(path: impl AsRef<Path>, what: impl Into<String>) -> Self {
        Self { path: Some(path.as_ref().to_path_buf()), what: what.into(), next: None }
    }

    /// What the reader can do about it, in the imperative and lower case: `convert it with …`.
    #[must_use]
    pub fn do_next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What was wrong and what to do, without the path: for places that show the path already.
    pub fn reason(&self) -> String {
        match &self.next {
            Some(next) => clean(&format!("{}; {next}", self.what)),
            None => clean(&self.what),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}: {}", clean(&path.to_string_lossy()), self.reason()),
            None => f.write_str(&self.reason()),
        }
    }
}

impl std::error::Error for Error {}
