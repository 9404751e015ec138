//! The talk's sections as the reader wants them: set right, with parts of their own, without those that were found.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::{Anchor, Reader, Row, Shares};
use crate::app::outline::columns;
use crate::app::rows::place_headings;
use crate::model::{Section, SectionEdit, SegmentKind, Span, SpeakerId, Talk};
use crate::outline;

/// Words are counted while a screen is drawn, so only in so many bytes.
const COUNTED: usize = 200_000;

impl Reader {
    /// Shows the sections that dictum found, or hides them.
    pub fn show_found(&mut self, shown: bool) {
        if std::mem::replace(&mut self.found_shown, shown) != shown {
            self.set_right();
        }
    }

    /// Whether the sections that dictum found are shown.
    pub fn shows_found(&self) -> bool {
        self.found_shown
    }

    /// Takes in how sections were set right in earlier runs. What was done meanwhile stays.
    pub(super) fn recall_sections(&mut self, kept: Vec<SectionEdit>) {
        let new = |edit: &SectionEdit| !self.edits.iter().any(|made| made.is_about(edit));
        let mut edits: Vec<_> = kept.into_iter().filter(new).collect();
        if !edits.is_empty() {
            edits.append(&mut self.edits);
            self.edits = edits;
            self.set_right();
        }
    }

    /// Sets a section right. It can be taken back.
    pub fn edit_section(&mut self, edit: SectionEdit) {
        let before = self.edits.iter().find(|made| made.is_about(&edit)).cloned();
        self.undo.push(before.unwrap_or_else(|| nothing(&edit)));
        self.put_edit(edit);
    }

    /// Takes back what was done last, in this run or in an earlier one; answers the edit by which that is kept.
    pub fn take_back(&mut self) -> Option<SectionEdit> {
        let edit = self.undo.pop().or_else(|| self.edits.last().map(nothing))?;
        self.put_edit(edit.clone());
        Some(edit)
    }

    fn put_edit(&mut self, edit: SectionEdit) {
        self.edits.retain(|made| !made.is_about(&edit));
        if !edit.changes_nothing() {
            self.edits.push(edit);
        }
        self.set_right();
    }

    /// What was done to a section so far.
    pub fn edit_of(&self, section: usize) -> Option<SectionEdit> {
        let section = self.talk.sections.get(section)?;
        Some(outline::edit_of(&self.talk, section, &self.edits))
    }

    /// Puts the parts of a long section among the others; answers how many are new.
    pub fn add_inner(&mut self, inner: Vec<Section>) -> usize {
        let mut count = 0;
        self.change_sections(|talk| count = outline::add_inner(talk, inner));
        count
    }

    /// How often the sections became others: what was made from them is to be made again.
    pub fn sections_version(&self) -> u64 {
        self.sections_version
    }

    /// Goes on counting where another text of the same talk left off, so that no answer about that one is taken for one
    /// about this.
    pub fn follow_versions_of(&mut self, before: &Self) {
        self.sections_version = before.sections_version + 1;
    }

    /// Who talks in a section, and how much of what is said there is theirs, from 0 to 1; who says most first.
    pub fn who_talks(&self, section: usize) -> Shares {
        if let Some(known) = self.talkers.borrow().get(&section) {
            return Rc::clone(known);
        }
        let span = self.talk.sections.get(section).map_or(Span::empty(0), |s| s.span);
        let who: Shares = self.shares_within(span).into();
        self.talkers.borrow_mut().insert(section, Rc::clone(&who));
        who
    }

    fn shares_within(&self, span: Span) -> Vec<(SpeakerId, f64)> {
        let first = self.talk.segments.partition_point(|s| s.span.to() <= span.from());
        let here = self.talk.segments.get(first..).unwrap_or_default().iter();
        let here = here.take_while(|s| s.span.from() < span.to()).filter(|s| s.kind != SegmentKind::Sound);
        let mut said: HashMap<SpeakerId, usize> = HashMap::new();
        for (who, part) in here.filter_map(|s| Some((s.speaker?, s.span.intersect(span)))) {
            *said.entry(who).or_default() += part.len();
        }
        let all = said.values().sum::<usize>().max(1);
        let mut shares: Vec<_> = said.into_iter().collect();
        shares.sort_by_key(|&(who, said)| (std::cmp::Reverse(said), who));
        #[allow(clippy::cast_precision_loss, reason = "a share needs no more than 52 bits")]
        shares.into_iter().map(|(who, said)| (who, said as f64 / all as f64)).collect()
    }

    /// How many words a section has; none where counting them would take too long.
    pub fn words_of(&self, section: usize) -> Option<usize> {
        let span = self.talk.sections.get(section)?.span;
        (span.len() <= COUNTED).then(|| self.talk.words_in(span))
    }

    fn set_right(&mut self) {
        self.change_sections(|_| {});
    }

    /// Changes the talk, then sets its sections right; the place is what it was.
    fn change_sections(&mut self, change: impl FnOnce(&mut Talk)) {
        let skim = self.lay_skim_aside();
        self.change_text_sections(change);
        self.take_skim_up(skim);
    }

    fn change_text_sections(&mut self, change: impl FnOnce(&mut Talk)) {
        let leading =
            self.rows(self.top.block).get(self.top.row).is_some_and(|r| !matches!(r, Row::Text { .. }));
        let talk = Arc::make_mut(&mut self.talk);
        change(talk);
        outline::set_right(talk, &self.edits, self.found_shown);
        self.sections_version += 1;
        self.headings = place_headings(&self.talk);
        self.outline_columns = columns(&self.talk.sections);
        self.card.take_names(&self.talk);
        self.laid_out.borrow_mut().clear();
        self.talkers.borrow_mut().clear();
        // Sections are counted anew.
        self.cursor_section = None;
        if self.top != Anchor::default() {
            let row = self.row_at(self.held);
            let row = if leading { self.with_what_stands_above(row) } else { row };
            self.top = row.min(self.last_top());
        }
    }
}

/// The edit that takes another one off.
fn nothing(edit: &SectionEdit) -> SectionEdit {
    let now = Some(edit.was.clone()).filter(|was| !was.is_empty());
    SectionEdit { now, ..edit.clone() }
}
