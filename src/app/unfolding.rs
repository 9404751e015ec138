//! Folds of the outline: opening and closing them, and finding parts where a long section has none.

use super::action::{Effect, TalkId};
use super::outline::{Fold, is_within};
use super::{App, Focus};
use crate::model::Section;

impl App {
    pub(super) fn toggle_fold(&mut self) {
        match self.chosen_fold() {
            Some(Fold::Open) => self.fold_chosen(true),
            Some(_) => self.open_fold(),
            None => {}
        }
    }

    /// Opens the fold of the chosen section; in a long one without parts they are looked for.
    pub(super) fn open_fold(&mut self) {
        match self.chosen_fold() {
            Some(Fold::Closed) => self.fold_chosen(false),
            Some(Fold::Long) => self.find_inner(),
            Some(Fold::Open) => {}
            Some(Fold::Leaf) | None => self.say("nothing is folded here"),
        }
    }

    /// Closes the fold of the chosen section, or the one that it is in.
    pub(super) fn close_fold(&mut self) {
        if self.chosen_fold() != Some(Fold::Open) && !self.choose_around() {
            return self.say("nothing to fold here");
        }
        self.fold_chosen(true);
    }

    pub(super) fn fold_all(&mut self, close: bool) {
        let Some(reader) = &self.reader else { return };
        self.outline.set_all_folded(&reader.talk.sections, close);
    }

    /// `l`: into the section; where it holds nothing on to the next pane.
    pub(super) fn go_inward(&mut self) {
        match self.chosen_fold() {
            Some(Fold::Closed | Fold::Long) => self.open_fold(),
            Some(Fold::Open) => self.outline.choice.at += 1,
            Some(Fold::Leaf) | None => self.next_pane(true),
        }
    }

    /// `h`: out of the section; from an outermost one on to the pane before.
    pub(super) fn go_outward(&mut self) {
        if self.chosen_fold() == Some(Fold::Open) {
            self.fold_chosen(true);
        } else if !self.choose_around() {
            self.next_pane(false);
        }
    }

    fn chosen_fold(&self) -> Option<Fold> {
        let lines = self.outline.lines();
        lines.get(self.outline.choice.at).filter(|_| self.focus == Focus::Outline).map(|line| line.fold)
    }

    fn fold_chosen(&mut self, close: bool) {
        let section = self.outline.chosen();
        if let Some((reader, section)) = self.reader.as_ref().zip(section)
            && let Some(section) = reader.talk.sections.get(section)
        {
            self.outline.set_folded(section, close);
        }
    }

    /// Chooses the section that the chosen one is a part of; answers whether there is one.
    fn choose_around(&mut self) -> bool {
        let (Some(reader), Some(chosen)) = (&self.reader, self.outline.chosen()) else { return false };
        let sections = &reader.talk.sections;
        let around = (0..chosen).rev().find(|&at| {
            sections.get(at).zip(sections.get(chosen)).is_some_and(|(outer, inner)| is_within(inner, outer))
        });
        if let Some(around) = around {
            self.outline.choose(around, sections);
        }
        around.is_some()
    }

    fn find_inner(&mut self) {
        let (Some(reader), Some(section)) = (&self.reader, self.outline.chosen()) else { return };
        let (talk, version) = (reader.id, reader.sections_version());
        self.effects.push(Effect::Part { talk, section, version });
    }

    /// The parts of a section, unless the sections are others by now.
    pub(super) fn take_parts(&mut self, of: (TalkId, u64), section: usize, parts: Vec<Section>) {
        let Some(reader) = &mut self.reader else { return };
        if (reader.id, reader.sections_version()) != of {
            return;
        }
        let whole = reader.talk.sections.get(section).cloned();
        let count = if parts.is_empty() { 0 } else { reader.add_inner(parts) };
        if count > 0 {
            return self.say(format!("{count} parts are found in this section"));
        }
        if let Some(section) = whole {
            self.outline.set_whole(&section);
        }
        self.say("no more parts are found in this section");
    }
}
