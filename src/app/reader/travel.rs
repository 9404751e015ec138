//! Every way to move in a talk.

use super::anchor::Anchor;
use super::{Reader, Row};

/// Where on the screen a place lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Land {
    Top,
    /// With some of what comes before it; the screen stands still where the place is on it already.
    InView,
}

impl Reader {
    /// Moves the text by rows; down is positive.
    pub fn scroll(&mut self, rows: isize) {
        if self.is_skimming() {
            return self.skim_by(rows);
        }
        self.scroll_rows(rows);
    }

    /// The same in rows also where sentences are chosen: what screens and the wheel go by.
    pub fn scroll_rows(&mut self, rows: isize) {
        if self.is_skimming() {
            return self.skim_by_rows(rows);
        }
        let to = self.moved(self.top, rows).min(self.last_top());
        self.stand_at(to);
        self.forget_cursor();
    }

    /// Moves by screens, leaving two rows of the old one.
    pub fn page(&mut self, pages: isize) {
        let rows = self.height.saturating_sub(2).max(1).cast_signed();
        self.scroll_rows(pages.saturating_mul(rows));
    }

    /// Moves by halves of a screen.
    pub fn half_page(&mut self, halves: isize) {
        let rows = (self.height / 2).max(1).cast_signed();
        self.scroll_rows(halves.saturating_mul(rows));
    }

    pub fn go_to_top(&mut self) {
        if self.is_skimming() {
            return self.skim_to_end(false);
        }
        self.stand_at(Anchor::default());
        self.forget_cursor();
    }

    pub fn go_to_bottom(&mut self) {
        if self.is_skimming() {
            return self.skim_to_end(true);
        }
        self.stand_at(self.last_top());
        self.forget_cursor();
    }

    /// To a byte of the text.
    pub fn go_to(&mut self, at: usize, land: Land) {
        let at = at.min(self.talk.text.len());
        if self.is_skimming() {
            return self.skim_to(at);
        }
        if land == Land::Top || !self.shows(at) {
            let row = self.row_at(at);
            let row = match land {
                Land::Top => self.with_what_stands_above(row),
                Land::InView => self.moved(row, -(self.height / 3).cast_signed()),
            };
            self.stand_at(row.min(self.last_top()));
        }
        self.cursor = Some(at);
        self.cursor_section = None;
    }

    /// To a section's heading.
    pub fn go_to_section(&mut self, section: usize) {
        if self.is_skimming() {
            return self.skim_to_section(section);
        }
        let Some(start) = self.talk.sections.get(section).map(|s| s.span.from()) else { return };
        let above = self.headings.get(section).map_or(0, |&(block, _)| block);
        let block = above.min(self.units() - 1);
        let rows = self.rows(block);
        let row = rows.iter().position(|r| matches!(r, Row::Heading { section: s, .. } if *s == section));
        let to = Anchor { block, row: row.unwrap_or(0) };
        self.stand_at(to.min(self.last_top()));
        self.cursor = Some(start);
        self.cursor_section = Some(section);
    }

    /// Sections forward (or back): the nth after (before) the one that is read. Back from within a section is its own
    /// heading first. Answers whether there was one.
    pub fn move_sections(&mut self, steps: isize) -> bool {
        if self.is_skimming() {
            return self.skim_by_sections(steps);
        }
        let here = self.section();
        let start = |at: usize| self.talk.sections.get(at).map(|s| s.span.from());
        let within = here.and_then(start).is_some_and(|start| start < self.place());
        let target = match here {
            None if steps > 0 => Some(steps.unsigned_abs() - 1),
            None => None,
            Some(at) if steps < 0 && within => at.checked_add_signed(steps + 1),
            Some(at) => at.checked_add_signed(steps),
        };
        let last = self.talk.sections.len().saturating_sub(1);
        match target {
            Some(at) if here != Some(last) || steps < 0 => {
                self.go_to_section(at.min(last));
                return at <= last;
            }
            // Before the first heading there is still the title.
            None if self.top > Anchor::default() || self.cursor.is_some() => self.go_to_top(),
            _ => return false,
        }
        true
    }
}
