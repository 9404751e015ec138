//! The skim: of each section the one to three sentences that tell most of it, in reading order.

mod anew;
mod asides;
mod asked;
mod choose;
mod cuts;
mod fillers;
mod finish;
mod hangs;
mod looks;
mod pieces;
mod stammers;
mod tidy;
mod writing;

use crate::model::{BlockKind, Section, Span, SpeakerId, Talk, Timestamp};
use choose::Chooser;
use cuts::Flow;
use pieces::{Piece, pieces};
use writing::{Capitals, Writing};

use super::words::Words;

/// A section, and what to read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skimmed {
    /// Which of the talk's sections it is; none for what stands before the first, and for a talk that has none.
    pub section: Option<usize>,
    /// Its own text: it ends where the next section begins, also where that is one within it.
    pub span: Span,
    /// Its text with that of the sections within it.
    pub whole: Span,
    /// Those of the whole.
    pub words: usize,
    /// How long the whole takes, where the talk has times.
    pub lasts: Option<Timestamp>,
    /// Of its own text, in reading order; none where that is a line or two before the sections within it.
    pub sentences: Vec<KeySentence>,
    /// Of the whole: what is shown while the sections within it are folded away. None where there are none within.
    pub of_whole: Vec<KeySentence>,
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

/// Words before a section's first part that need no sentence of their own: a line or two.
const LEAD_IN: usize = 30;

/// Skims a talk. Takes time in proportion to its length, for each level of sections.
pub fn skim(talk: &Talk) -> Vec<Skimmed> {
    let words = Words::of(talk);
    let mut chooser = Chooser::default();
    let mut flow = Flow::of(talk, &words);
    let writing = Writing { english: words.english, capitals: Capitals::of(&talk.text) };
    let parts = parts(talk);
    let pieces: Vec<Vec<Piece>> =
        parts.iter().map(|part| pieces_within(talk, part.span, &words, &mut flow)).collect();
    let skim_part = |(at, part): (usize, &Part)| {
        let own = pieces.get(at).map_or(&[][..], Vec::as_slice);
        let inner = parts.iter().skip(at + 1).take_while(|inner| inner.span.from() < part.whole.to()).count();
        let all = pieces.get(at..=at + inner).unwrap_or_default();
        let of_own = own.iter().map(Piece::len).sum();
        let is_but_its_title = part.section.is_some_and(|section| talk.is_but_its_title(section));
        let most = if is_but_its_title || inner > 0 && of_own < LEAD_IN { 0 } else { how_many(of_own) };
        let chosen = chooser.choose(&talk.text, own, &words, most);
        let sentences = shown(talk, chosen.into_iter().filter_map(|at| own.get(at)), writing);
        let of_whole = if inner > 0 { of_whole(talk, &all.concat(), &words, writing) } else { Vec::new() };
        Skimmed { sentences, of_whole, ..part.unread(talk) }
    };
    parts.iter().enumerate().map(skim_part).filter(tells).collect()
}

/// The key sentences of a section with all that is within it.
fn of_whole(talk: &Talk, pieces: &[Piece], words: &Words, writing: Writing) -> Vec<KeySentence> {
    let count = pieces.iter().map(Piece::len).sum();
    let chosen = Chooser::default().choose(&talk.text, pieces, words, how_many(count));
    shown(talk, chosen.into_iter().filter_map(|at| pieces.get(at)), writing)
}

/// A skim of a talk of which the sections are others by now, of the sentences that it has: to be shown until it is made anew.
pub fn refit(talk: &Talk, skim: &[Skimmed]) -> Vec<Skimmed> {
    let mut before = skim.iter().peekable();
    let mut sentences = skim.iter().flat_map(|part| &part.sentences).peekable();
    let refit_part = |part: &Part| {
        while before.next_if(|old| old.span.from() < part.span.from()).is_some() {}
        let same = before.peek().filter(|old| old.whole == part.whole);
        let within = |sentence: &&KeySentence| sentence.span.from() < part.span.to();
        let whole = same.map(|old| if old.of_whole.is_empty() { &old.sentences } else { &old.of_whole });
        let of_whole = whole.filter(|_| part.whole != part.span).cloned().unwrap_or_default();
        let sentences = std::iter::from_fn(|| sentences.next_if(within).cloned()).collect();
        Skimmed { sentences, of_whole, ..part.unread(talk) }
    };
    parts(talk).iter().map(refit_part).filter(tells).collect()
}

/// Whether there is anything to show of it.
fn tells(part: &Skimmed) -> bool {
    part.section.is_some() || !part.sentences.is_empty()
}

/// Where the talk is parted.
struct Part {
    section: Option<usize>,
    span: Span,
    whole: Span,
}

impl Part {
    /// With nothing chosen of it yet.
    fn unread(&self, talk: &Talk) -> Skimmed {
        let Self { section, span, whole } = *self;
        let (words, lasts) = (talk.words_in(whole), talk.lasts(whole));
        Skimmed { section, span, whole, words, lasts, sentences: Vec::new(), of_whole: Vec::new() }
    }
}

/// The talk parted where sections begin. What stands before the first is a part where it has any words.
fn parts(talk: &Talk) -> Vec<Part> {
    let start = |at: usize| talk.sections.get(at).map_or(talk.text.len(), |s| s.span.from());
    let opening = Span::new(0, start(0));
    let part = |(at, section): (usize, &Section)| {
        let span = Span::new(start(at), start(at + 1));
        Part { section: Some(at), span, whole: Span::new(span.from(), section.span.to().max(span.to())) }
    };
    let opening = (!opening.of(&talk.text).trim().is_empty()).then_some(Part {
        section: None,
        span: opening,
        whole: opening,
    });
    opening.into_iter().chain(talk.sections.iter().enumerate().map(part)).collect()
}

/// What of a part can be chosen: what is said or written in it, but no code and no sounds.
fn pieces_within(talk: &Talk, part: Span, words: &Words, flow: &mut Flow) -> Vec<Piece> {
    let first = talk.blocks.partition_point(|block| block.span.to() <= part.from());
    let here = talk.blocks.iter().skip(first).take_while(|block| block.span.from() < part.to());
    let mut found = Vec::new();
    for block in here.filter(|b| !matches!(b.kind, BlockKind::Code { .. } | BlockKind::Sound)) {
        // What a machine wrote over and over is said once.
        let said = block.repeat.map_or(block.span, |repeat| repeat.unit).intersect(part);
        found.extend(pieces(&talk.text, said, block.speaker, words, flow));
    }
    found
}

/// The pieces as they are shown, and who speaks where that changes.
fn shown<'a>(talk: &Talk, pieces: impl Iterator<Item = &'a Piece>, writing: Writing) -> Vec<KeySentence> {
    let mut before = None;
    let tidied = pieces.map(|piece| {
        let speaker = piece.speaker.filter(|_| piece.speaker != before);
        before = piece.speaker;
        KeySentence { span: piece.span, line: tidy::line(talk, piece, writing), speaker }
    });
    tidied.filter(|sentence| !sentence.line.is_empty()).collect()
}

#[cfg(test)]
mod tests;
