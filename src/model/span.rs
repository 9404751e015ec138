//! A byte range of a talk's text.

use std::ops::Range;

/// A half-open range of bytes in a talk's text. Talks are held below 4 GB, so 32 bits will do, and ten
/// million cues stay affordable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// From byte offsets; anything past 4 GB is held at the limit.
    pub fn new(start: usize, end: usize) -> Self {
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: at(start), end: at(end.max(start)) }
    }

    /// Nothing, at `at`.
    pub fn empty(at: usize) -> Self {
        Self::new(at, at)
    }

    /// The first byte, ready to index with.
    pub fn from(self) -> usize {
        self.start as usize
    }

    /// The byte after the last, ready to index with.
    pub fn to(self) -> usize {
        self.end as usize
    }

    /// As a range of std.
    pub fn range(self) -> Range<usize> {
        self.from()..self.to()
    }

    /// How many bytes.
    pub fn len(self) -> usize {
        self.to() - self.from()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `at` is inside.
    pub fn contains(self, at: usize) -> bool {
        self.range().contains(&at)
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part that both have; empty where they share nothing.
    #[must_use]
    pub fn intersect(self, other: Span) -> Span {
        let start = self.start.max(other.start);
        Span { start, end: self.end.min(other.end).max(start) }
    }

    /// From the first byte of either to the last of either.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text of the range; empty where the range does not fall on letters' borders.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}
