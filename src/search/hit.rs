//! A passage as a range of a talk's text.

use std::ops::Range;

use super::ask::Passage;
use super::stream::{each_word, words_while};
use super::why::Why;
use crate::model::Span;

/// A passage that answers a query, in a talk's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The passage, snapped to words.
    pub span: Span,
    /// The words that matched, within `span`.
    pub marks: Vec<Span>,
    /// 1.0 for the very words in their order; less the further they are from it. Comparable between talks.
    pub score: f32,
    pub why: Why,
    /// What was asked and what stands there for it, where that is another word.
    pub instead: Vec<(String, String)>,
    /// It is no more than what comes closest: hardly anything that was asked is said.
    pub closest: bool,
}

/// The words that stand in a part of a text, as a [`Scope`](super::Scope) counts them.
pub fn words_within(text: &str, part: Span) -> Range<u32> {
    let (mut before, mut to) = (0, 0);
    each_word(text, |_, span| {
        before += u32::from(span.to() <= part.from());
        to += u32::from(span.from() < part.to());
    });
    before..to
}

/// Where passages of one talk stand in its text, in their order; those that go beyond it are left out.
pub fn hits(text: &str, passages: &[Passage]) -> Vec<Hit> {
    hit_by_hit(text, &passages.iter().collect::<Vec<_>>()).into_iter().flatten().collect()
}

/// The same, passage by passage.
pub fn hit_by_hit(text: &str, passages: &[&Passage]) -> Vec<Option<Hit>> {
    let mut wanted: Vec<u32> =
        passages.iter().flat_map(|p| p.marks.iter().copied().chain([p.first, p.last])).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut spans = Vec::with_capacity(wanted.len());
    let (mut at, mut next) = (0, wanted.iter().copied().peekable());
    words_while(text, |_, span| {
        if next.next_if_eq(&at).is_some() {
            spans.push(span);
        }
        at += 1;
        next.peek().is_some()
    });
    let span = |word: u32| wanted.binary_search(&word).ok().and_then(|at| spans.get(at)).copied();
    let hit = |passage: &&Passage| {
        Some(Hit {
            span: span(passage.first)?.join(span(passage.last)?),
            marks: passage.marks.iter().filter_map(|&word| span(word)).collect(),
            score: passage.score,
            why: passage.why,
            instead: passage.instead.clone(),
            closest: passage.closest,
        })
    };
    passages.iter().map(hit).collect()
}
