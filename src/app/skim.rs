//! The skim of a talk as rows: each section's title and key sentences, or its text where it is unfolded.

use std::sync::Arc;

use super::rows::{Page, Row, heading, prose_rows, title_rows};
use super::said::{spoken_length, words};
use super::sheet::NARROW;
use crate::model::{Span, Talk};
use crate::outline::{KeySentence, Skimmed};
use crate::text::{width, wrap};

/// Columns by which key sentences are set in: for the dash before them.
pub const SET_IN: usize = 2;
/// Columns that are kept free beside a section's title, for its length.
const LENGTH: usize = 10;
/// Titles need these at least, whatever else there is no room for.
const LEAST_TITLE: usize = 12;

/// What is laid out as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The head of a part, and its key sentences while it is folded.
    Part(usize),
    /// A block of a part that is unfolded.
    Block { part: usize, block: usize },
}

impl Unit {
    fn part(self) -> usize {
        match self {
            Self::Part(part) | Self::Block { part, .. } => part,
        }
    }
}

/// A talk's skim, and which of its parts are unfolded.
#[derive(Debug, Default)]
pub struct Skim {
    parts: Arc<Vec<Skimmed>>,
    unfolded: Vec<bool>,
    /// The sections whose parts are folded away.
    closed: Vec<usize>,
    units: Vec<Unit>,
}

impl Skim {
    /// The sections that are `closed`, in order, are told as one with all that is within them.
    pub fn new(talk: &Talk, parts: Arc<Vec<Skimmed>>, closed: Vec<usize>) -> Self {
        let unfolded = vec![false; parts.len()];
        let mut skim = Self { parts, unfolded, closed, units: Vec::new() };
        skim.lay_out(talk);
        skim
    }

    /// In the place of another skim of the talk: what is unfolded there is so here.
    pub fn instead_of(before: &Self, talk: &Talk, parts: Arc<Vec<Skimmed>>, closed: Vec<usize>) -> Self {
        let mut skim = Self::new(talk, parts, closed);
        let unfolded = before.parts.iter().zip(&before.unfolded).filter(|(_, unfolded)| **unfolded);
        let from: Vec<usize> = unfolded.map(|(part, _)| part.span.from()).collect();
        for (part, unfolded) in skim.parts.iter().zip(&mut skim.unfolded) {
            *unfolded = !part.span.is_empty() && from.binary_search(&part.span.from()).is_ok();
        }
        skim.lay_out(talk);
        skim
    }

    /// The sections whose parts are folded away.
    pub fn closed(&self) -> &[usize] {
        &self.closed
    }

    /// Folds the parts of these sections away, and shows those of all others.
    pub fn close(&mut self, talk: &Talk, closed: Vec<usize>) {
        self.closed = closed;
        self.lay_out(talk);
    }

    fn lay_out(&mut self, talk: &Talk) {
        self.units.clear();
        let mut hidden_to = 0;
        for at in 0..self.parts.len() {
            let Some(part) = self.parts.get(at) else { break };
            if part.section.is_some() && part.span.from() < hidden_to {
                continue;
            }
            if self.is_closed(part) {
                hidden_to = part.whole.to();
            }
            self.units.push(Unit::Part(at));
            if self.is_unfolded(at) {
                let span = self.span_of(at);
                let first = talk.blocks.partition_point(|block| block.span.to() <= span.from());
                let after = talk.blocks.partition_point(|block| block.span.from() < span.to());
                self.units.extend((first..after).map(|block| Unit::Block { part: at, block }));
            }
        }
    }

    fn is_closed(&self, part: &Skimmed) -> bool {
        part.section.is_some_and(|section| self.closed.binary_search(&section).is_ok())
    }

    /// The text that a part stands for.
    pub fn span_of(&self, at: usize) -> Span {
        self.part(at).map_or(Span::empty(0), |part| if self.is_closed(part) { part.whole } else { part.span })
    }

    /// The key sentences of a part, as they are shown.
    pub fn sentences_of(&self, at: usize) -> &[KeySentence] {
        self.part(at).map_or(&[], |part| if self.is_closed(part) { &part.of_whole } else { &part.sentences })
    }

    /// Which parts are not folded away.
    pub fn shown_parts(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.units.iter().filter_map(|unit| match unit {
            Unit::Part(part) => Some(*part),
            Unit::Block { .. } => None,
        })
    }

    pub fn parts(&self) -> &[Skimmed] {
        &self.parts
    }

    pub fn units(&self) -> usize {
        self.units.len().max(1)
    }

    pub fn unit(&self, at: usize) -> Option<Unit> {
        self.units.get(at).copied()
    }

    pub fn part(&self, at: usize) -> Option<&Skimmed> {
        self.parts.get(at)
    }

    /// The number of the part that a section is.
    pub fn number_of(&self, section: usize) -> Option<usize> {
        self.parts.binary_search_by_key(&Some(section), |part| part.section).ok()
    }

    pub fn is_unfolded(&self, part: usize) -> bool {
        self.unfolded.get(part).copied().unwrap_or(false)
    }

    /// The part that a unit is of.
    pub fn part_of(&self, unit: usize) -> usize {
        self.unit(unit).map_or(0, Unit::part)
    }

    /// The number of a part's head among the units, or of what it is folded away in.
    pub fn head_of(&self, part: usize) -> usize {
        let shown = self.units.partition_point(|unit| unit.part() <= part).saturating_sub(1);
        let part = self.part_of(shown);
        self.units.partition_point(|unit| unit.part() < part)
    }

    /// The unit that shows the byte at `at` of the text, or what stands for it.
    pub fn unit_at(&self, talk: &Talk, at: usize) -> usize {
        let part = self.parts.partition_point(|part| part.span.from() <= at).saturating_sub(1);
        let part = self.part_of(self.head_of(part));
        let block = talk.block_at(at);
        let after = self.units.partition_point(|unit| match *unit {
            Unit::Part(p) => p <= part,
            Unit::Block { part: p, block: b } => (p, b) <= (part, block),
        });
        after.saturating_sub(1)
    }

    /// Unfolds a part, or folds it again.
    pub fn toggle(&mut self, talk: &Talk, part: usize) {
        if let Some(unfolded) = self.unfolded.get_mut(part) {
            *unfolded = !*unfolded;
            self.lay_out(talk);
        }
    }

    /// The key sentences that a part of the text has, in its order.
    pub fn sentences_within(&self, window: Span) -> impl Iterator<Item = &KeySentence> {
        let first = self.units.partition_point(|unit| self.span_of(unit.part()).to() <= window.from());
        let here = self.units.iter().skip(first).map_while(move |unit| match *unit {
            Unit::Part(part) if self.span_of(part).from() >= window.to() => None,
            Unit::Part(part) => Some(self.sentences_of(part)),
            Unit::Block { .. } => Some(&[][..]),
        });
        here.flatten().filter(move |sentence| sentence.span.overlaps(window))
    }

    /// The rows of one unit.
    pub fn rows_of(&self, page: &Page, at: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        if at == 0 {
            title_rows(page, &mut rows);
        }
        match self.unit(at) {
            Some(Unit::Part(part)) => self.part_rows(page, part, &mut rows),
            Some(Unit::Block { part, block }) => {
                prose_rows(page, block, self.span_of(part), &mut rows);
            }
            None => rows.push(Row::NoText),
        }
        rows
    }

    fn part_rows(&self, page: &Page, at: usize, rows: &mut Vec<Row>) {
        let Some(part) = self.part(at) else { return };
        if at > 0 {
            rows.push(Row::Blank);
        }
        if let Some(section) = part.section {
            // In a narrow pane nothing but the length has room there.
            let kept = if page.setting.columns < NARROW { width(&length_of(part)) + 1 } else { LENGTH };
            let room = page.setting.columns.saturating_sub(kept).max(LEAST_TITLE);
            rows.extend(heading(page.talk, section, room));
        }
        if self.is_unfolded(at) {
            return;
        }
        let columns = (page.setting.columns + page.setting.hang).saturating_sub(SET_IN).max(1);
        for (number, sentence) in self.sentences_of(at).iter().enumerate() {
            let shown = shown(page.talk, sentence);
            let parts = wrap(&shown.text, Span::new(0, shown.text.len()), columns);
            rows.extend(parts.into_iter().enumerate().map(|(i, row)| Row::Key {
                part: at,
                sentence: number,
                row,
                at: sentence.span.start,
                first: i == 0,
            }));
        }
    }
}

/// How long a section is, as people say it.
pub fn length_of(part: &Skimmed) -> String {
    part.lasts.map_or_else(|| words(part.words), spoken_length)
}

/// A key sentence as it stands in the skim.
pub struct Shown {
    pub text: String,
    /// The part of it that is the speaker's name; empty where nobody is named.
    pub name: Span,
}

/// A key sentence with its speaker's name before it, where another speaks.
pub fn shown(talk: &Talk, sentence: &KeySentence) -> Shown {
    match sentence.speaker.and_then(|id| talk.speaker(id)) {
        Some(speaker) => Shown {
            text: format!("{}: {}", speaker.name, sentence.line),
            name: Span::new(0, speaker.name.len() + 1),
        },
        None => Shown { text: sentence.line.clone(), name: Span::empty(0) },
    }
}
