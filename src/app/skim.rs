//! The skim of a talk as rows: each section's title and key sentences, or its text where it is unfolded.

use std::sync::Arc;

use super::rows::{Page, Row, heading, prose_rows, title_rows};
use super::said::{spoken_length, words};
use crate::model::{Span, Talk};
use crate::outline::{KeySentence, Skimmed};
use crate::text::wrap;

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
    units: Vec<Unit>,
}

impl Skim {
    pub fn new(parts: Arc<Vec<Skimmed>>) -> Self {
        let unfolded = vec![false; parts.len()];
        let units = (0..parts.len()).map(Unit::Part).collect();
        Self { parts, unfolded, units }
    }

    /// In the place of another skim of the talk: what is unfolded there is so here.
    pub fn instead_of(before: &Self, talk: &Talk, parts: Arc<Vec<Skimmed>>) -> Self {
        let mut skim = Self::new(parts);
        let unfolded = before.parts.iter().zip(&before.unfolded).filter(|(_, unfolded)| **unfolded);
        let from: Vec<usize> = unfolded.map(|(part, _)| part.span.from()).collect();
        for at in 0..skim.parts.len() {
            let part = skim.parts.get(at).map_or(Span::empty(0), |part| part.span);
            if !part.is_empty() && from.binary_search(&part.from()).is_ok() {
                skim.toggle(talk, at);
            }
        }
        skim
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

    /// The part that a section is.
    pub fn part_with(&self, section: usize) -> Option<&Skimmed> {
        self.part(self.number_of(section)?)
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

    /// The number of a part's head among the units.
    pub fn head_of(&self, part: usize) -> usize {
        self.units.partition_point(|unit| unit.part() < part)
    }

    /// The unit that shows the byte at `at` of the text, or what stands for it.
    pub fn unit_at(&self, talk: &Talk, at: usize) -> usize {
        let part = self.parts.partition_point(|part| part.span.from() <= at).saturating_sub(1);
        let block = talk.block_at(at);
        let after = self.units.partition_point(|unit| match *unit {
            Unit::Part(p) => p <= part,
            Unit::Block { part: p, block: b } => (p, b) <= (part, block),
        });
        after.saturating_sub(1)
    }

    /// Unfolds a part, or folds it again.
    pub fn toggle(&mut self, talk: &Talk, part: usize) {
        let Some(unfolded) = self.unfolded.get_mut(part) else { return };
        *unfolded = !*unfolded;
        let head = self.head_of(part);
        let blocks = |span: Span| {
            let first = talk.blocks.partition_point(|block| block.span.to() <= span.from());
            let after = talk.blocks.partition_point(|block| block.span.from() < span.to());
            (first..after).map(move |block| Unit::Block { part, block })
        };
        if self.is_unfolded(part) {
            let span = self.part(part).map_or(Span::empty(0), |part| part.span);
            self.units.splice(head + 1..=head, blocks(span));
        } else {
            self.units.retain(|unit| !matches!(unit, Unit::Block { part: p, .. } if *p == part));
        }
    }

    /// The key sentences that a part of the text has, in its order.
    pub fn sentences_within(&self, window: Span) -> impl Iterator<Item = &KeySentence> {
        let first = self.parts.partition_point(|part| part.span.to() <= window.from());
        let here = self.parts.iter().skip(first).take_while(move |part| part.span.from() < window.to());
        here.flat_map(|part| &part.sentences).filter(move |sentence| sentence.span.overlaps(window))
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
                let span = self.part(part).map_or(Span::empty(0), |part| part.span);
                prose_rows(page, block, span, &mut rows);
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
            let room = page.setting.columns.saturating_sub(LENGTH).max(LEAST_TITLE);
            rows.extend(heading(page.talk, section, room));
        }
        if self.is_unfolded(at) {
            return;
        }
        let columns = page.setting.columns.saturating_sub(SET_IN).max(1);
        for (number, sentence) in part.sentences.iter().enumerate() {
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
