//! The units of a talk between which sections may begin: turns, paragraphs, sentences that begin in a cue, caption lines.

use std::ops::Range;

use super::openers::{begins_aloud, may_begin};
use super::words::Words;
use crate::model::{Segment, SegmentKind, Span, SpeakerId, Talk};
use crate::text::sentence_ends;

#[derive(Debug, Clone)]
pub struct Unit {
    pub span: Span,
    /// Which of the talk's words.
    pub tokens: Range<usize>,
    pub speaker: Option<SpeakerId>,
    /// The line of the file that it begins on; 0 where a line means nothing.
    pub line: u32,
    /// How long nothing is said before it, in milliseconds.
    pub pause: u32,
    /// It has a question mark.
    pub asks: bool,
    /// A section may begin here: not within a sentence.
    pub opens: bool,
}

#[derive(Debug, Default)]
pub struct Units {
    pub all: Vec<Unit>,
    /// Captions as machines write them: nothing tells where a sentence ends.
    pub bare: bool,
}

/// A segment of more words is parted at its sentences: it is no paragraph but a wall.
const WALL: usize = 250;
/// Words of a wall that has no sentences, taken for a line of captions.
const LINE: usize = 12;
/// Where fewer words than this have one mark that ends a sentence, sentences can be told.
const WORDS_A_MARK: usize = 60;

impl Units {
    /// The units of a part of a talk.
    pub fn of(talk: &Talk, words: &Words, part: Span) -> Self {
        let bare = is_bare(part.of(&talk.text), words.within(part).len());
        // Where blocks are the file's own paragraphs, each begins with a sentence.
        let own_paragraphs = talk.blocks.len() * 10 >= talk.segments.len() * 8;
        let mut units = Self { all: Vec::new(), bare };
        let mut before: Option<&Segment> = None;
        let first = talk.segments.partition_point(|segment| segment.span.to() <= part.from());
        for (number, segment) in talk.segments.iter().enumerate().skip(first) {
            let span = segment.span.intersect(part);
            if segment.span.from() >= part.to() {
                break;
            }
            if matches!(segment.kind, SegmentKind::Code | SegmentKind::Sound) || span.is_empty() {
                continue;
            }
            let fresh = bare
                || before.is_none_or(|before| {
                    before.speaker != segment.speaker
                        || own_paragraphs
                        || sentence_ended(before.span.of(&talk.text))
                });
            units.take(talk, words, number, span, fresh);
            if let (Some(unit), Some(before)) = (units.all.last_mut(), before)
                && unit.span.from() == span.from()
                && let (Some(end), Some(start)) = (before.end, segment.start)
            {
                unit.pause = start.ms().saturating_sub(end.ms());
            }
            before = Some(segment);
        }
        units.close(words, part);
        units
    }

    /// Begins the units of one segment; they are closed later.
    fn take(&mut self, talk: &Talk, words: &Words, number: usize, span: Span, fresh: bool) {
        let Some(segment) = talk.segments.get(number) else { return };
        let tokens = words.within(span);
        let paragraphs = paragraphs(&talk.text, span);
        let mut starts = paragraphs.clone();
        if fresh || self.all.is_empty() {
            starts.push(span.from());
        }
        if self.bare {
            starts.extend(breaks_in_line(words, &tokens));
        } else if !fresh || tokens.len() > WALL {
            let ends = sentence_ends(&talk.text, span).map(|end| after_blanks(&talk.text, end));
            let ends = ends.filter(|&at| at < span.to() && at > span.from());
            starts.extend(ends.take(if tokens.len() > WALL { usize::MAX } else { 1 }));
        }
        starts.sort_unstable();
        starts.dedup();
        for at in starts {
            self.all.push(Unit {
                span: Span::new(at, span.to()),
                tokens: 0..0,
                speaker: segment.speaker,
                line: line_at(segment, &paragraphs, at),
                pause: 0,
                asks: false,
                opens: true,
            });
        }
    }

    /// Each unit ends where the next begins.
    fn close(&mut self, words: &Words, part: Span) {
        let mut end = part.to();
        let mut last = words.within(part).end;
        for unit in self.all.iter_mut().rev() {
            unit.span = Span::new(unit.span.from(), end);
            let first = words.tokens.partition_point(|token| token.span.from() < unit.span.from());
            unit.tokens = first..last.max(first);
            (end, last) = (unit.span.from(), first);
        }
        self.all.retain(|unit| !unit.tokens.is_empty());
        if self.bare && words.english {
            for unit in self.all.iter_mut().skip(1) {
                let at = unit.tokens.start;
                unit.opens =
                    may_begin(words, at) && !at.checked_sub(1).is_some_and(|at| begins_aloud(words, at));
            }
        }
    }

    /// Marks the units that ask.
    pub fn hear_questions(mut self, talk: &Talk) -> Self {
        for unit in &mut self.all {
            unit.asks = unit.span.of(&talk.text).contains(['?', '？', '؟']);
        }
        self
    }
}

/// Where the paragraphs of a turn begin, but for the first.
fn paragraphs(text: &str, span: Span) -> Vec<usize> {
    let breaks = span.of(text).match_indices("\n\n");
    breaks.map(|(at, _)| after_blanks(text, span.from() + at)).filter(|at| *at < span.to()).collect()
}

/// The line of the file on which a byte of a segment stands, told by the paragraphs that begin before it, or by its share.
fn line_at(segment: &Segment, paragraphs: &[usize], at: usize) -> u32 {
    let (from, to) = (segment.span.from(), segment.span.to());
    let lines = segment.end_line.saturating_sub(segment.line) as usize;
    if lines == 0 || at <= from || segment.line == 0 {
        return segment.line;
    }
    let before = paragraphs.partition_point(|paragraph| *paragraph <= at);
    // Each paragraph is a line and a blank one, as a rule.
    let down = match paragraphs.len() {
        0 => lines * (at - from) / (to - from).max(1),
        all => (lines * before).div_ceil(all),
    };
    segment.line + u32::try_from(down).unwrap_or(0)
}

/// Whether a text has hardly any marks that end a sentence.
fn is_bare(text: &str, words: usize) -> bool {
    let marks =
        text.chars().filter(|c| matches!(c, '.' | '?' | '!' | '。' | '？' | '！' | '।' | '؟')).count();
    marks * WORDS_A_MARK < words
}

/// Whether the last thing in a text is the end of a sentence.
fn sentence_ended(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    bare.ends_with(['.', '?', '!', '…', '。', '？', '！', '।', '؟'])
}

fn after_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start().len()
}

/// Where in a line without punctuation something new is said: at words that open sentences, and in a wall every few
/// words.
fn breaks_in_line(words: &Words, tokens: &Range<usize>) -> Vec<usize> {
    let wall = tokens.len() > WALL;
    let mut breaks = Vec::new();
    let mut last = tokens.start;
    for at in tokens.clone().skip(1) {
        let due = wall && at >= last + LINE && (at >= last + 2 * LINE || may_begin(words, at));
        if due || (words.english && begins_aloud(words, at)) {
            last = at;
            breaks.extend(words.tokens.get(at).map(|token| token.span.from()));
        }
    }
    breaks
}
