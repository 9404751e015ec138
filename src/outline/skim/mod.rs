//! The skim: of each section the one to three sentences that tell most of it, in reading order.

mod choose;
mod cuts;
mod fillers;
mod looks;
mod pieces;
mod tidy;

use crate::model::{BlockKind, Span, SpeakerId, Talk, Timestamp};
use choose::Chooser;
use cuts::Pauses;
use pieces::{Piece, pieces};

use super::words::Words;

/// A section, and what to read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skimmed {
    /// Which of the talk's sections it is; none for what stands before the first, and for a talk that has none.
    pub section: Option<usize>,
    /// Its own text: it ends where the next section begins, also where that is one within it.
    pub span: Span,
    pub words: usize,
    /// How long it takes, where the talk has times.
    pub lasts: Option<Timestamp>,
    /// In reading order.
    pub sentences: Vec<KeySentence>,
}

/// A sentence that tells much of its section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySentence {
    /// Where it stands in the talk's text.
    pub span: Span,
    /// As it is shown: without fillers and stammers, with a capital.
    pub line: String,
    /// Who says it, where that is not who said the sentence before in this section.
    pub speaker: Option<SpeakerId>,
}

/// How many key sentences a section of so many words has.
fn how_many(words: usize) -> usize {
    match words {
        0 => 0,
        1..=120 => 1,
        121..=400 => 2,
        _ => 3,
    }
}

/// Skims a talk. Takes time in proportion to its length.
pub fn skim(talk: &Talk) -> Vec<Skimmed> {
    let words = Words::of(talk);
    let mut chooser = Chooser::default();
    let mut pauses = Pauses::of(talk);
    let skim_part = |(section, span)| {
        let pieces = pieces_within(talk, span, &words, &mut pauses);
        let count = pieces.iter().map(Piece::len).sum();
        let chosen = chooser.choose(&talk.text, &pieces, &words, how_many(count));
        let sentences = shown(talk, chosen.into_iter().filter_map(|at| pieces.get(at)));
        Skimmed { section, span, words: count, lasts: lasts(talk, span), sentences }
    };
    parts(talk).into_iter().map(skim_part).filter(tells).collect()
}

/// A skim of a talk of which the sections are others by now, of the sentences that it has: to be shown until it is made anew.
pub fn refit(talk: &Talk, skim: &[Skimmed]) -> Vec<Skimmed> {
    let mut before = skim.iter().peekable();
    let mut sentences = skim.iter().flat_map(|part| &part.sentences).peekable();
    let refit_part = |(section, span): (Option<usize>, Span)| {
        while before.next_if(|part| part.span.from() < span.from()).is_some() {}
        let same = before.peek().filter(|part| part.span == span);
        let within = |sentence: &&KeySentence| sentence.span.from() < span.to();
        Skimmed {
            section,
            span,
            words: same.map_or_else(|| span.of(&talk.text).split_whitespace().count(), |part| part.words),
            lasts: lasts(talk, span),
            sentences: std::iter::from_fn(|| sentences.next_if(within).cloned()).collect(),
        }
    };
    parts(talk).into_iter().map(refit_part).filter(tells).collect()
}

/// Whether there is anything to show of it.
fn tells(part: &Skimmed) -> bool {
    part.section.is_some() || !part.sentences.is_empty()
}

/// The talk parted where sections begin. What stands before the first is a part where it has any words.
fn parts(talk: &Talk) -> Vec<(Option<usize>, Span)> {
    let start = |at: usize| talk.sections.get(at).map_or(talk.text.len(), |s| s.span.from());
    let opening = Span::new(0, start(0));
    let sections = (0..talk.sections.len()).map(|at| (Some(at), Span::new(start(at), start(at + 1))));
    let has_opening = !opening.of(&talk.text).trim().is_empty();
    has_opening.then_some((None, opening)).into_iter().chain(sections).collect()
}

/// From when a part's first word is said to when the next part's is.
fn lasts(talk: &Talk, span: Span) -> Option<Timestamp> {
    let from = talk.time_at(span.from())?;
    let next = talk.segments.partition_point(|s| s.span.from() < span.to());
    let to = talk.segments.get(next).map_or(talk.duration, |_| talk.time_at(span.to()))?;
    Some(Timestamp::from_ms(i64::from(to.ms().saturating_sub(from.ms()))))
}

/// What of a part can be chosen: what is said or written in it, but no code and no sounds.
fn pieces_within(talk: &Talk, part: Span, words: &Words, pauses: &mut Pauses) -> Vec<Piece> {
    let first = talk.blocks.partition_point(|block| block.span.to() <= part.from());
    let here = talk.blocks.iter().skip(first).take_while(|block| block.span.from() < part.to());
    let mut found = Vec::new();
    for block in here.filter(|b| !matches!(b.kind, BlockKind::Code { .. } | BlockKind::Sound)) {
        // What a machine wrote over and over is said once.
        let said = block.repeat.map_or(block.span, |repeat| repeat.unit).intersect(part);
        found.extend(pieces(&talk.text, said, block.speaker, words, pauses));
    }
    found
}

/// The pieces as they are shown, and who speaks where that changes.
fn shown<'a>(talk: &Talk, pieces: impl Iterator<Item = &'a Piece>) -> Vec<KeySentence> {
    let mut before = None;
    let tidied = pieces.map(|piece| {
        let speaker = piece.speaker.filter(|_| piece.speaker != before);
        before = piece.speaker;
        KeySentence { span: piece.span, line: tidy::line(talk, piece), speaker }
    });
    tidied.filter(|sentence| !sentence.line.is_empty()).collect()
}

#[cfg(test)]
mod tests;
