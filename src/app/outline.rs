//! The outline pane: the sections of the talk, in step with the text; folded, or narrowed by some letters.

use std::collections::HashSet;

use tui_input::Input;

use super::action::TalkId;
use super::choice::Choice;
use super::reader::Reader;
use super::screen::Area;
use crate::model::Section;
use crate::outline;
use crate::search::names::fuzzy;
use crate::text::width;

#[derive(Debug, Default)]
pub struct OutlinePane {
    /// What the reader said about it; while nothing was said, it is there when there is room.
    pub wanted: Option<bool>,
    /// The line that is chosen; while the focus is elsewhere, that of the section that is read.
    pub choice: Choice,
    /// Letters that the titles must have, while `typing`.
    pub filter: Input,
    pub typing: bool,
    lines: Vec<OutlineLine>,
    /// What the lines were made from.
    made_from: Option<(TalkId, u64)>,
    folded: HashSet<Known>,
    /// Long sections in which no shorter ones are found.
    whole: HashSet<Known>,
    /// The section that was read when the pane last looked.
    read: Option<usize>,
    /// To be chosen once the lines are made again: it came, or came back.
    came: Option<Known>,
}

/// A section that is seen in the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlineLine {
    pub section: usize,
    /// How many sections it is within.
    pub depth: usize,
    pub fold: Fold,
    /// By what it is known when sections came or went.
    known: Known,
}

/// Whether sections are within a section, and seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// There is nothing within.
    Leaf,
    Open,
    Closed,
    /// It is long, so shorter ones may be found in it.
    Long,
}

/// By what a section is known, also when others came or went: where it begins, and its level.
type Known = (usize, u8);

/// Deeper sections are not set in any further.
const DEEPEST: usize = 4;

/// Columns beside the titles: for the signs before them; for the time, who mostly talks and the length behind.
const SIGNS: usize = 2;
const FACTS: usize = 18;

impl OutlineLine {
    /// The column of its fold in the pane.
    pub fn indent(&self) -> u16 {
        u16::try_from(indent(self.depth)).unwrap_or(0)
    }
}

fn indent(depth: usize) -> usize {
    1 + 2 * depth.min(DEEPEST)
}

/// Columns in which no title is cut.
pub fn columns(sections: &[Section]) -> usize {
    let needed = |section: &Section| {
        indent(usize::from(section.level.saturating_sub(1))) + SIGNS + width(&section.title) + FACTS
    };
    sections.iter().map(needed).max().unwrap_or(0)
}

fn folded(section: &Section) -> Known {
    (section.span.from(), section.level)
}

impl OutlinePane {
    /// Another talk is read.
    pub fn begin_anew(&mut self) {
        *self = Self { wanted: self.wanted, ..Self::default() };
    }

    /// What is seen, from the top.
    pub fn lines(&self) -> &[OutlineLine] {
        &self.lines
    }

    /// The section that is chosen.
    pub fn chosen(&self) -> Option<usize> {
        self.lines.get(self.choice.at).map(|line| line.section)
    }

    /// Keeps step with the text, unless the reader is choosing here and the text stands still.
    pub fn follow(&mut self, reader: &Reader, choosing: bool) {
        let from = (reader.id, reader.sections_version());
        let are_others = self.made_from != Some(from);
        if are_others {
            let chosen = self.came.take().or(self.lines.get(self.choice.at).map(|line| line.known));
            self.made_from = Some(from);
            self.make_lines(reader);
            if let Some(chosen) = chosen.filter(|_| choosing) {
                self.choose_again(chosen, &reader.talk.sections);
            }
        }
        let read = reader.section();
        // Where sections came or went, the one that is read is counted anew and need not be another.
        let moved = std::mem::replace(&mut self.read, read) != read && !are_others;
        if !self.typing && (!choosing || moved) {
            self.choose(read.unwrap_or(0), &reader.talk.sections);
        }
    }

    /// A section came, or came back: whoever chooses here goes on from it.
    pub fn choose_what_came(&mut self, section: &Section) {
        self.came = Some(folded(section));
    }

    /// Chooses a section, or the one that it is folded away in.
    pub fn choose(&mut self, section: usize, sections: &[Section]) {
        let line = self.lines.partition_point(|line| line.section <= section).saturating_sub(1);
        let holds = |line: &OutlineLine| {
            line.section == section
                || (sections.get(line.section).zip(sections.get(section)))
                    .is_some_and(|(outer, inner)| is_within(inner, outer))
        };
        let at = (0..=line).rev().find(|&at| self.lines.get(at).is_some_and(holds)).unwrap_or(line);
        self.choice.go_to(at, self.lines.len());
    }

    /// Chooses the section that was chosen; where it was left out, the one after it.
    fn choose_again(&mut self, known: Known, sections: &[Section]) {
        let same = sections.iter().position(|s| folded(s) == known);
        let next = || sections.iter().position(|s| folded(s) > known);
        self.choose(same.or_else(next).unwrap_or(sections.len().saturating_sub(1)), sections);
    }

    /// After a letter: those that fit, in the talk's order; the best of them is chosen.
    pub fn narrow(&mut self, reader: &Reader) {
        self.make_lines(reader);
        let sections = &reader.talk.sections;
        let best = fuzzy(self.filter.value(), sections.iter().map(|s| s.title.as_str()));
        let best = best.first().and_then(|hit| self.lines.iter().position(|line| line.section == hit.at));
        match self.read.filter(|_| !self.is_narrowed()) {
            Some(read) => self.choose(read, sections),
            None => self.choice.go_to(best.unwrap_or(0), self.lines.len()),
        }
    }

    /// Puts the filter away.
    pub fn widen(&mut self) {
        self.typing = false;
        self.filter.reset();
        self.made_from = None;
    }

    pub fn is_narrowed(&self) -> bool {
        !self.filter.value().trim().is_empty()
    }

    /// Opens or closes the fold of a section.
    pub fn set_folded(&mut self, section: &Section, close: bool) {
        self.made_from = None;
        if close {
            self.folded.insert(folded(section));
        } else {
            self.folded.remove(&folded(section));
        }
    }

    /// No shorter sections are found in it.
    pub fn set_whole(&mut self, section: &Section) {
        self.made_from = None;
        self.whole.insert(folded(section));
    }

    /// Closes all folds, or opens them.
    pub fn set_all_folded(&mut self, sections: &[Section], close: bool) {
        self.made_from = None;
        self.folded.clear();
        if close {
            let holds = |at: &usize| has_inner(sections, *at);
            self.folded
                .extend((0..sections.len()).filter(holds).filter_map(|at| sections.get(at)).map(folded));
        }
    }

    /// The sections that are folded, in the talk's order.
    pub fn folded_sections(&self, sections: &[Section]) -> Vec<usize> {
        let is_folded = |&at: &usize| sections.get(at).is_some_and(|s| self.folded.contains(&folded(s)));
        if self.folded.is_empty() {
            return Vec::new();
        }
        (0..sections.len()).filter(is_folded).filter(|&at| has_inner(sections, at)).collect()
    }

    fn may_be_parted(&self, section: &Section) -> bool {
        outline::is_long(section) && !self.whole.contains(&folded(section))
    }

    fn make_lines(&mut self, reader: &Reader) {
        let sections = &reader.talk.sections;
        self.lines.clear();
        if self.is_narrowed() {
            let mut fits: Vec<_> = fuzzy(self.filter.value(), sections.iter().map(|s| s.title.as_str()))
                .iter()
                .map(|hit| hit.at)
                .collect();
            fits.sort_unstable();
            let line = |at: usize| {
                let known = sections.get(at).map(folded)?;
                Some(OutlineLine { section: at, depth: 0, fold: Fold::Leaf, known })
            };
            self.lines.extend(fits.into_iter().filter_map(line));
            return;
        }
        let mut hidden_to = None;
        // The levels of the sections that this one is within.
        let mut around: Vec<u8> = Vec::new();
        for (at, section) in sections.iter().enumerate() {
            around.retain(|&level| level < section.level);
            if hidden_to.is_some_and(|level| section.level > level) {
                continue;
            }
            hidden_to = None;
            let fold = match (has_inner(sections, at), self.folded.contains(&folded(section))) {
                (true, true) => {
                    hidden_to = Some(section.level);
                    Fold::Closed
                }
                (true, false) => Fold::Open,
                (false, _) if reader.shows_found() && self.may_be_parted(section) => Fold::Long,
                (false, _) => Fold::Leaf,
            };
            self.lines.push(OutlineLine { section: at, depth: around.len(), fold, known: folded(section) });
            around.push(section.level);
        }
    }
}

/// Rows at the foot of the pane that tell of the chosen section: a line across, its title, two rows of facts.
const DETAILS: u16 = 3 + DETAILED_TITLE;
/// Rows for its title, which has no room in a narrow line.
pub const DETAILED_TITLE: u16 = 2;
/// Below this height all rows are for the sections.
const DETAILS_FROM: u16 = 18;

/// Where the lines are in the pane.
pub fn lines_area(pane: Area) -> Area {
    let body = pane.below_header();
    let details = if pane.height >= DETAILS_FROM { DETAILS } else { 0 };
    Area { height: body.height - details, ..body }
}

/// Lines before and after the section that is read, which are in view with it.
pub const AROUND: usize = 2;

/// Whether the next section is a part of this one.
fn has_inner(sections: &[Section], at: usize) -> bool {
    let level = |at: usize| sections.get(at).map(|s| s.level);
    level(at + 1) > level(at)
}

/// Whether one section is a part of another.
pub fn is_within(inner: &Section, outer: &Section) -> bool {
    inner.level > outer.level && outer.span.from() <= inner.span.from() && inner.span.to() <= outer.span.to()
}
