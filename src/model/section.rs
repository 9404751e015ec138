//! A part of a talk with a title, and how the reader set one right.

use super::{Span, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Section {
    pub title: String,
    /// 1 for the outermost.
    pub level: u8,
    pub origin: Origin,
    /// From the section's first byte to the next section's of the same or an outer level.
    pub span: Span,
    pub start: Option<Timestamp>,
    /// The 1-based line of the heading in the file; 0 where a line means nothing.
    pub line: u32,
}

/// Whether the author wrote a section, dictum found it, or the reader made or named it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    Written,
    Found,
    Reader,
}

/// How the reader set a section right.
///
/// | was    | now     | then                                             |
/// |--------|---------|--------------------------------------------------|
/// | `Rain` | `Storm` | the section that the talk calls Rain is called so |
/// | `Rain` | none    | it is left out                                   |
/// | empty  | `Storm` | a section of the reader's own begins here        |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionEdit {
    /// Where the section begins, by a byte of the text.
    pub at: usize,
    /// What the talk calls it.
    pub was: String,
    pub now: Option<String>,
    pub level: u8,
}

impl Origin {
    /// As JSON and people name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Found => "found",
            Self::Reader => "reader",
        }
    }
}

impl SectionEdit {
    /// The talk would be as it is without it: there is nothing to keep.
    pub fn changes_nothing(&self) -> bool {
        self.now.as_deref().unwrap_or("") == self.was && (self.now.is_some() || self.was.is_empty())
    }

    /// Whether another one is about the same section.
    pub fn is_about(&self, other: &SectionEdit) -> bool {
        (self.at, &self.was) == (other.at, &other.was)
    }
}
