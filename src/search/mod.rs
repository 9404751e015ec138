//! How a quote is found, and (in `names`) how a name is.

pub mod names;

use crate::model::Span;

/// A talk's words, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct Words {}

/// What was asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {}

/// A passage that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The passage, snapped to words, in the talk's text.
    pub span: Span,
    /// The words that matched, within `span`.
    pub marks: Vec<Span>,
    /// 1.0 for the very words in their order; less the further they are from it. Comparable between talks.
    pub score: f32,
    pub why: Why,
}

/// How well a passage fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The words as asked, one after another.
    Exact,
    /// All the words in the order asked, with others between.
    InOrder,
    /// All the words, near each other.
    Near,
}

impl Words {
    /// Reads the words of a talk's text.
    pub fn of(text: &str) -> Self {
        let _ = text;
        Self {}
    }
}

impl Query {
    /// Reads what was typed. While `typing`, the last word may be unfinished.
    pub fn new(typed: &str, typing: bool) -> Self {
        let _ = (typed, typing);
        Self {}
    }

    /// Only the very words, one after another.
    #[must_use]
    pub fn exactly(self) -> Self {
        self
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        true
    }
}

/// The passages of one talk that answer a query, best first, at most `limit`.
pub fn find(words: &Words, query: &Query, limit: usize) -> Vec<Hit> {
    let _ = (words, query, limit);
    Vec::new()
}
