//! The skim of the talk, laid out in place of its text: which sentence is chosen, and every way to move among them.

use std::sync::Arc;

use super::anchor::Anchor;
use super::{Reader, Row};
use crate::app::jumps::Spot;
use crate::app::rows::Setting;
use crate::app::skim::{Skim, Unit};
use crate::model::Span;
use crate::outline::{self, KeySentence, Skimmed};

/// The skim in a reader.
#[derive(Debug, Default)]
pub(super) struct Skimming {
    /// The reader wants to see it.
    wanted: bool,
    /// A worker is making it of that version of the sections.
    asked: Option<u64>,
    skim: Option<Skim>,
    /// The version of the sections that it was made of.
    version: Option<u64>,
    /// The row of what is chosen.
    chosen: Anchor,
    /// How the text stood when the skim took its place.
    text: Option<Stand>,
    left: Option<Left>,
    /// The sections whose parts are folded away.
    closed: Vec<usize>,
}

/// How the skim stood when the text took its place.
#[derive(Debug, Clone, Copy)]
struct Left {
    stand: Stand,
    chosen: Anchor,
    /// What was read of the text by then: if it still is, the skim comes back as it stood.
    place: usize,
}

/// What was on the screen of a skim that another one replaces.
#[derive(Debug)]
pub(super) struct Aside {
    skim: Skim,
    place: usize,
    /// Rows from the top of the screen to what was chosen.
    height: usize,
}

/// How the rows stand on the screen.
#[derive(Debug, Clone, Copy)]
struct Stand {
    top: Anchor,
    held: usize,
    cursor: Option<usize>,
    section: Option<usize>,
    setting: Setting,
}

impl Skimming {
    /// The skim, while it is on the screen.
    pub fn shown(&self) -> Option<&Skim> {
        self.skim.as_ref().filter(|_| self.wanted)
    }
}

impl Reader {
    /// The skim, while it is on the screen.
    pub fn skim(&self) -> Option<&Skim> {
        self.skimming.shown()
    }

    /// Key sentences are on the screen, not the text.
    pub fn is_skimming(&self) -> bool {
        self.skim().is_some()
    }

    /// The skim is wanted, and none was made of the sections as they are now, nor is one being made.
    pub fn lacks_skim(&self) -> bool {
        let now = Some(self.sections_version());
        self.skimming.wanted && self.skimming.version != now && self.skimming.asked != now
    }

    /// A worker is at it; answers of which version of the sections it is to be.
    pub fn ask_for_skim(&mut self) -> u64 {
        let version = self.sections_version();
        self.skimming.asked = Some(version);
        version
    }

    /// Takes what the worker made, unless the sections are others by now.
    pub fn take_skim(&mut self, version: u64, parts: Arc<Vec<Skimmed>>) {
        if version != self.sections_version() {
            return;
        }
        if let Some(aside) = self.lay_skim_aside() {
            self.show_instead(&aside, parts);
        } else {
            let wanted = std::mem::replace(&mut self.skimming.wanted, false);
            let closed = self.skimming.closed.clone();
            self.skimming.skim = Some(Skim::new(&self.talk, parts, closed));
            self.set_skimming(wanted);
        }
        self.skimming.version = Some(version);
    }

    /// The text stands again where the skim was, before the sections change or another skim is shown; what is not on the
    /// screen is forgotten.
    pub(super) fn lay_skim_aside(&mut self) -> Option<Aside> {
        let (place, height) = (self.place(), self.height_of_choice());
        let shown = self.is_skimming();
        if shown {
            self.set_skimming(false);
        }
        let skim = self.skimming.skim.take().filter(|_| shown);
        let closed = std::mem::take(&mut self.skimming.closed);
        self.skimming = Skimming { wanted: self.skimming.wanted, closed, ..Skimming::default() };
        Some(Aside { skim: skim?, place, height })
    }

    /// The sections are others: what was chosen of them is shown until their own skim is made.
    pub(super) fn take_skim_up(&mut self, aside: Option<Aside>) {
        if let Some(aside) = aside {
            let parts = outline::refit(&self.talk, aside.skim.parts());
            self.show_instead(&aside, Arc::new(parts));
        }
    }

    fn show_instead(&mut self, aside: &Aside, parts: Arc<Vec<Skimmed>>) {
        let closed = self.skimming.closed.clone();
        self.skimming.skim = Some(Skim::instead_of(&aside.skim, &self.talk, parts, closed));
        self.set_skimming(true);
        self.skim_to(aside.place);
        let top = self.moved(self.skimming.chosen, -aside.height.cast_signed());
        self.stand_at(top.min(self.last_top()));
        self.choose(self.skimming.chosen);
    }

    /// Folds the parts of these sections away in the skim, and shows those of all others.
    pub fn close_in_skim(&mut self, closed: Vec<usize>) {
        if self.skimming.closed == closed {
            return;
        }
        self.skimming.closed.clone_from(&closed);
        let (place, shown, height) = (self.place(), self.is_skimming(), self.height_of_choice());
        let Some(skim) = self.skimming.skim.as_mut() else { return };
        skim.close(&self.talk, closed);
        self.skimming.left = None;
        if shown {
            self.laid_out.borrow_mut().clear();
            self.skim_to(place);
            let top = self.moved(self.skimming.chosen, -height.cast_signed());
            self.stand_at(top.min(self.last_top()));
            self.choose(self.skimming.chosen);
        }
    }

    /// Which section this is, from 1, of how many: in the skim of those that are not folded away.
    pub fn counted(&self) -> Option<(usize, usize)> {
        let at = self.section()?;
        let Some(skim) = self.skim() else { return Some((at + 1, self.talk.sections.len())) };
        let shown = skim.shown_parts().filter_map(|part| skim.part(part)?.section);
        let (before, after): (Vec<_>, Vec<_>) = shown.partition(|&section| section <= at);
        Some((before.len(), before.len() + after.len()))
    }

    fn height_of_choice(&self) -> usize {
        let mut at = self.top;
        let rows = std::iter::from_fn(|| {
            let above = at < self.skimming.chosen;
            at = self.moved(at, 1);
            above.then_some(())
        });
        rows.take(self.height).count()
    }

    /// Shows the skim in the text's place, or the text again where it stood.
    pub fn set_skimming(&mut self, wanted: bool) {
        let was = self.is_skimming();
        let (stand, chosen, place) = (self.stand(), self.skimming.chosen, self.place());
        self.skimming.wanted = wanted;
        if was == self.is_skimming() {
            return;
        }
        self.laid_out.borrow_mut().clear();
        if was {
            self.restore();
            self.skimming.left = Some(Left { stand, chosen, place: self.place() });
            return;
        }
        self.skimming.text = Some(stand);
        let same = |left: &Left| left.place == place && left.stand.setting == self.setting;
        if let Some(left) = self.skimming.left.filter(same) {
            self.stand_at(left.stand.top);
            self.choose(left.chosen);
        } else {
            self.stand_at(Anchor::default());
            self.skim_to(place);
        }
    }

    fn stand(&self) -> Stand {
        let (top, held, cursor) = (self.top, self.held, self.cursor);
        Stand { top, held, cursor, section: self.cursor_section, setting: self.setting }
    }

    /// The text as it stood.
    fn restore(&mut self) {
        let Some(text) = self.skimming.text.take() else { return };
        (self.cursor, self.cursor_section) = (text.cursor, text.section);
        let top = if text.setting == self.setting || text.top == Anchor::default() {
            text.top
        } else {
            self.row_at(text.held)
        };
        self.top = top.min(self.last_top());
        self.held = text.held;
    }

    /// Where a jump begins.
    pub fn spot(&self) -> Spot {
        Spot { talk: self.id, at: self.place(), skimmed: self.is_skimming() }
    }

    /// After a change of the width: what was chosen stays chosen, and on the screen.
    pub(super) fn lay_out_skim_anew(&mut self, setting: Setting) {
        let (unit, place) = (self.skimming.chosen.block, self.place());
        self.setting = setting;
        self.laid_out.borrow_mut().clear();
        let rows = self.rows(unit).len();
        let row = (0..rows).find(|&row| self.stop(Anchor { block: unit, row }) >= Some(place));
        self.top = Anchor { row: self.top.row.min(self.rows(self.top.block).len() - 1), ..self.top };
        self.choose(Anchor { block: unit, row: row.unwrap_or(0) });
    }

    /// The place in the text that a row stands for, if it can be chosen: the first row of a key sentence, of a paragraph,
    /// or the title of a section that has no sentences to choose.
    fn stop(&self, at: Anchor) -> Option<usize> {
        let rows = self.rows(at.block);
        match *rows.get(at.row)? {
            Row::Key { first: true, at, .. } => Some(at as usize),
            Row::Text { first: true, span, .. } => Some(span.from()),
            Row::Heading { first: true, .. } => {
                let skim = self.skim()?;
                let part = skim.part_of(at.block);
                let span = skim.part(part)?.span;
                let stands_alone = !rows.iter().any(|row| matches!(row, Row::Key { .. }));
                (skim.unit(at.block) == Some(Unit::Part(part)) && stands_alone).then_some(span.from())
            }
            _ => None,
        }
    }

    /// The next row that can be chosen, down or up; `from` is none of them.
    fn next_stop(&self, from: Anchor, down: bool) -> Option<Anchor> {
        let mut at = from;
        loop {
            let next = self.moved(at, if down { 1 } else { -1 });
            if next == at {
                return None;
            }
            at = next;
            if self.stop(at).is_some() {
                return Some(at);
            }
        }
    }

    /// The row itself where it can be chosen, else the nearest, first in the one direction.
    fn stop_near(&self, from: Anchor, down: bool) -> Option<Anchor> {
        let here = self.stop(from).map(|_| from);
        here.or_else(|| self.next_stop(from, down)).or_else(|| self.next_stop(from, !down))
    }

    /// Chooses a row, and scrolls as little as it takes to have it on the screen, with the title above it.
    fn choose(&mut self, at: Anchor) {
        let Some(stop) = self.stop_near(at, true) else { return };
        self.skimming.chosen = stop;
        self.cursor = self.stop(stop);
        let part = self.skim().and_then(|skim| skim.part(skim.part_of(stop.block)));
        self.cursor_section = part.and_then(|part| part.section);

        let rows = self.rows(stop.block);
        let first = (0..stop.row).all(|row| self.stop(Anchor { row, ..stop }).is_none());
        let title = rows.iter().position(|row| !matches!(row, Row::Blank)).unwrap_or(0);
        let above = match stop.block {
            0 if first => Anchor::default(),
            _ if first => Anchor { row: title.min(stop.row), ..stop },
            _ => stop,
        };
        let goes_on =
            |row: &&Row| matches!(row, Row::Key { first: false, .. } | Row::Text { first: false, .. });
        let more = rows.iter().skip(stop.row + 1).take_while(goes_on).count();
        let below = Anchor { row: stop.row + more, ..stop };
        let lowest = self.moved(below, -(self.height - 1).cast_signed());
        // Where not all of it has room, its beginning matters.
        self.stand_at(self.top.max(lowest).min(above).min(self.last_top()));
    }

    /// The sentence that is chosen.
    pub fn chosen_sentence(&self) -> Option<&KeySentence> {
        let (chosen, skim) = (self.skimming.chosen, self.skim()?);
        match *self.rows(chosen.block).get(chosen.row)? {
            Row::Key { part, sentence, .. } => skim.sentences_of(part).get(sentence),
            _ => None,
        }
    }

    /// Whether a row belongs to what is chosen: by its place in the text.
    pub fn is_chosen(&self, row: Row) -> bool {
        let chosen = self.skimming.chosen;
        let rows = self.rows(chosen.block);
        match (rows.get(chosen.row), row) {
            (Some(&Row::Key { part, sentence, .. }), Row::Key { part: p, sentence: s, .. }) => {
                (part, sentence) == (p, s)
            }
            (Some(&Row::Heading { section, .. }), Row::Heading { section: s, .. }) => section == s,
            (Some(&Row::Text { span, .. }), Row::Text { span: s, .. }) => span == s,
            _ => false,
        }
    }

    /// To what stands for a byte of the text.
    pub(super) fn skim_to(&mut self, place: usize) {
        let Some(skim) = self.skim() else { return };
        let block = skim.unit_at(&self.talk, place);
        let rows = self.rows(block).len();
        let row = (0..rows).rev().find(|&row| self.stop(Anchor { block, row }).is_some_and(|at| at <= place));
        self.choose(Anchor { block, row: row.unwrap_or(0) });
    }

    /// Sentences further, or back.
    pub(super) fn skim_by(&mut self, steps: isize) {
        for _ in 0..steps.unsigned_abs() {
            let Some(next) = self.next_stop(self.skimming.chosen, steps > 0) else { break };
            self.skimming.chosen = next;
        }
        self.choose(self.skimming.chosen);
    }

    /// Rows further, or back: the choice keeps its height on the screen.
    pub(super) fn skim_by_rows(&mut self, rows: isize) {
        let top = self.moved(self.top, rows).min(self.last_top());
        let near = self.stop_near(self.moved(self.skimming.chosen, rows), rows > 0);
        self.stand_at(top);
        self.choose(near.unwrap_or(self.skimming.chosen));
    }

    pub(super) fn skim_to_end(&mut self, bottom: bool) {
        let last = self.units() - 1;
        let end = Anchor { block: last, row: self.rows(last).len() - 1 };
        let stop = if bottom { self.stop_near(end, false) } else { self.stop_near(Anchor::default(), true) };
        self.stand_at(if bottom { self.last_top() } else { Anchor::default() });
        self.choose(stop.unwrap_or_default());
    }

    /// To the first sentence of the section of that number.
    pub(super) fn skim_to_section(&mut self, section: usize) {
        if let Some(part) = self.skim().and_then(|skim| skim.number_of(section)) {
            self.skim_to_part(part);
        }
    }

    fn skim_to_part(&mut self, part: usize) {
        let Some(skim) = self.skim() else { return };
        self.choose(Anchor { block: skim.head_of(part), row: 0 });
    }

    /// Sections further, or back; back from within one is its own first sentence. Answers whether there was one.
    pub(super) fn skim_by_sections(&mut self, steps: isize) -> bool {
        let Some(skim) = self.skim() else { return false };
        let part = skim.part_of(self.skimming.chosen.block);
        let shown: Vec<usize> = skim.shown_parts().collect();
        let last = shown.len().saturating_sub(1);
        let first = self.stop_near(Anchor { block: skim.head_of(part), row: 0 }, true);
        let within = first.is_some_and(|first| first < self.skimming.chosen);
        let at = shown.partition_point(|&shown| shown < part);
        let to = at.saturating_add_signed(steps + isize::from(steps < 0 && within));
        self.skim_to_part(shown.get(to.min(last)).copied().unwrap_or(0));
        at.checked_add_signed(steps).is_some_and(|to| to <= last) || (steps < 0 && within)
    }

    /// Unfolds the section of what is chosen in place, or folds it again.
    pub fn toggle_part(&mut self) {
        let talk = Arc::clone(&self.talk);
        let (unit, place) = (self.skimming.chosen.block, self.place());
        let Some(skim) = self.skimming.skim.as_mut() else { return };
        let part = skim.part_of(unit);
        skim.toggle(&talk, part);
        let head = skim.head_of(part);
        self.laid_out.borrow_mut().clear();
        if self.top.block > head {
            self.top = Anchor { block: head, row: 0 };
        }
        self.skim_to(place);
    }

    /// The text that the rows on the screen stand for.
    pub(super) fn skim_window(&self) -> Option<Span> {
        let spans = self.visible().into_iter().filter_map(|row| match row {
            Row::Key { part, sentence, .. } => Some(self.skim()?.sentences_of(part).get(sentence)?.span),
            Row::Text { span, .. } => Some(span),
            _ => None,
        });
        spans.reduce(Span::join)
    }
}
