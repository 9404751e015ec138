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

/// Where some of a text's words stand, as far as they were wanted, so that one in its midst is found without walking there
/// from the start.
#[derive(Debug, Default)]
pub struct Steps(Vec<(u32, usize)>);

impl Steps {
    /// Words from one that is known to the next.
    const WORDS: u32 = 256;

    /// Goes on to this word.
    pub fn go_to(&mut self, word: u32, text: &str) {
        let (mut at, from) = self.0.last().copied().unwrap_or_default();
        let mut next = at + Self::WORDS;
        if word < next {
            return;
        }
        words_while(text.get(from..).unwrap_or_default(), |_, span| {
            // Only behind a blank is a word the same whatever stands before it.
            let start = from + span.from();
            let is_apart = || text.as_bytes().get(start - 1).is_some_and(u8::is_ascii_whitespace);
            if at >= next && is_apart() {
                self.0.push((at, start));
                next = at + Self::WORDS;
            }
            at += 1;
            at <= word
        });
    }

    /// The last known word that is not behind this one: which, and where in the text.
    fn before(&self, word: u32) -> (u32, usize) {
        let behind = self.0.partition_point(|(known, _)| *known <= word);
        behind.checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or_default()
    }
}

/// Where passages of one talk stand in its text, in their order; those that go beyond it are left out.
pub fn hits(text: &str, passages: &[Passage]) -> Vec<Hit> {
    let mut steps = Steps::default();
    let mut hit = |passage: &Passage| {
        if passages.len() > 1 {
            steps.go_to(passage.last, text);
        }
        hit_of(text, &steps, passage)
    };
    passages.iter().filter_map(&mut hit).collect()
}

/// Where a passage stands in its talk's text; none where it goes beyond it.
pub fn hit_of(text: &str, steps: &Steps, passage: &Passage) -> Option<Hit> {
    let mut wanted: Vec<u32> = passage.marks.iter().copied().chain([passage.first, passage.last]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut spans = Vec::with_capacity(wanted.len());
    let (mut at, from) = steps.before(*wanted.first()?);
    let mut next = wanted.iter().copied().peekable();
    words_while(text.get(from..)?, |_, span| {
        if next.next_if_eq(&at).is_some() {
            spans.push(Span::new(from + span.from(), from + span.to()));
        }
        at += 1;
        next.peek().is_some()
    });
    let span = |word: u32| wanted.binary_search(&word).ok().and_then(|at| spans.get(at)).copied();
    Some(Hit {
        span: span(passage.first)?.join(span(passage.last)?),
        marks: passage.marks.iter().filter_map(|&word| span(word)).collect(),
        score: passage.score,
        why: passage.why,
        instead: passage.instead.clone(),
        closest: passage.closest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_word_is_found_from_the_step_before_it(text in "([a-cé漢]{1,3}[ ,.\n-]{1,2}){0,900}") {
            let mut all = Vec::new();
            each_word(&text, |_, span| all.push(span));
            let mut steps = Steps::default();
            for word in (0..all.len()).step_by(37) {
                let at = u32::try_from(word).unwrap();
                steps.go_to(at, &text);
                prop_assert!(at < 2 * Steps::WORDS || !steps.0.is_empty());
                let (mut known, from) = steps.before(at);
                let mut found = None;
                words_while(text.get(from..).unwrap(), |_, span| {
                    found = (known == at).then(|| Span::new(from + span.from(), from + span.to()));
                    known += 1;
                    found.is_none()
                });
                prop_assert_eq!(found, Some(all[word]));
            }
        }
    }
}
