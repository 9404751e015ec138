//! What is remembered across runs: the place in each talk, how far it was read, the marks, the names that
//! the reader gave to speakers, how the reader set sections right, what was searched for, and wishes.
//!
//! ```text
//! Memory        what the others call: recall a talk, keep a place, a mark, a name, a section, a search, list what is kept
//!   open        opens the database, or sets it aside and begins a new one
//!     schema    its tables, a version at a time
//!     aside     moves a database away that this dictum cannot use; deletes nothing
//!   talks       which row is which talk: by its content first, then by its path
//!     context   finds a place again in a text that was edited
//!   wishes      what is kept whatever the talk: wishes and searches
//!   trouble     what `SQLite` says, as a reader can understand it
//! ```
//!
//! A write is one transaction and is on the disk when the call returns, so a kill at any moment loses nothing
//! that was acknowledged. Places are byte offsets of a talk's text, as everywhere.

mod aside;
mod context;
mod folder;
mod open;
mod schema;
mod store;
mod talks;
mod trouble;
mod wishes;

use std::path::PathBuf;

pub use context::{Context, reanchor};
pub use folder::state_folder;
pub use store::Memory;

use crate::model::SectionEdit;

/// By what a talk is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkKey {
    /// A hash of its reading text. The same text is the same talk, wherever it lies.
    pub fingerprint: u128,
    /// Its file; none for standard input and for what is built in. A relative path is taken from the current
    /// folder. A file that is known by its path but has a new text is an edit of the talk it was.
    pub path: Option<PathBuf>,
    pub title: String,
    /// How many bytes its text has.
    pub text_len: usize,
}

/// What is remembered of one talk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remembered {
    /// Where the reader was.
    pub place: Option<usize>,
    /// Up to where the reader has been; 0 if never.
    pub read_to: usize,
    /// In the text's order.
    pub marks: Vec<Mark>,
    pub names: Vec<Name>,
    /// How the reader set sections right, the newest last. Their titles are as they lie in the database: clean
    /// them before they are shown.
    pub sections: Vec<SectionEdit>,
}

/// A name that the reader gave to a speaker. The strings are as they lie in the database, which anyone may have
/// written to: clean them before they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What the talk's file calls the speaker.
    pub label: String,
    pub name: String,
}

/// A place that the reader gave a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub letter: char,
    pub at: usize,
    /// The time in the talk, in milliseconds, where the talk has times.
    pub start_ms: Option<u32>,
    /// When it was made: milliseconds of Unix time.
    pub made_ms: i64,
}

/// How far a talk was read. A talk that is known by several paths is listed once for each.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub fingerprint: u128,
    /// An absolute path; none if the talk never was a file.
    pub path: Option<PathBuf>,
    /// From 0 to 1.
    pub read: f64,
    /// When it was last read: milliseconds of Unix time.
    pub saved_ms: i64,
}

/// A mark as `dictum marks` lists it. The strings are as they lie in the database, which anyone may have
/// written to: clean them before they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMark {
    pub fingerprint: u128,
    pub title: String,
    /// Where the talk was last seen: an absolute path; none if it never was a file.
    pub path: Option<PathBuf>,
    pub mark: Mark,
    /// The text around the mark, parted at the mark.
    pub context: Context,
}
