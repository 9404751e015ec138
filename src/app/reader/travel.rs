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
        let to = self.moved(self.top, rows).min(self.last_top());
        self.stand_at(to);
        self.cursor = None;
    }

    /// Moves by screens, leaving two rows of the old one.
    pub fn page(&mut self, pages: isize) {
        let rows = self.height.saturating_sub(2).max(1).cast_signed();
        self.scroll(pages.saturating_mul(rows));
    }

    /// Moves by halves of a screen.
    pub fn half_page(&mut self, halves: isize) {
        let rows = (self.height / 2).max(1).cast_signed();
        self.scroll(halves.saturating_mul(rows));
    }

    pub fn to_top(&mut self) {
        self.stand_at(Anchor::default());
        self.cursor = None;
    }

    pub fn to_bottom(&mut self) {
        self.stand_at(self.last_top());
        self.cursor = None;
    }

    /// To a byte of the text.
    pub fn go_to(&mut self, at: usize, land: Land) {
        let at = at.min(self.talk.text.len());
        if land == Land::Top || !self.shows(at) {
            let row = self.row_at(at);
            let row = match land {
                Land::Top => self.with_what_stands_above(row),
                Land::InView => self.moved(row, -(self.height / 3).cast_signed()),
            };
            self.stand_at(row.min(self.last_top()));
        }
        self.cursor = Some(at);
    }

    /// To a section's heading.
    pub fn go_to_section(&mut self, section: usize) {
        let Some(start) = self.talk.sections.get(section).map(|s| s.span.from()) else { return };
        let above = self.headings.iter().find(|&&(_, s)| s == section).map_or(0, |&(block, _)| block);
        let block = above.min(self.units() - 1);
        let row = self
            .rows(block)
            .iter()
            .position(|r| matches!(r, Row::Heading { section: s, .. } if *s == section));
        let to = Anchor { block, row: row.unwrap_or(0) };
        self.stand_at(to.min(self.last_top()));
        self.cursor = Some(start);
    }

    /// Sections forward (or back): the nth that begins after (before) the place.
    pub fn move_sections(&mut self, steps: isize) -> bool {
        let here = self.place();
        let starts: Vec<usize> = self.talk.sections.iter().map(|s| s.span.from()).collect();
        let target = match self.cursor.and_then(|at| starts.iter().position(|&s| s == at)) {
            // From one heading to the next: several may begin at one byte.
            Some(at) => at.checked_add_signed(steps),
            None if steps > 0 => Some(starts.partition_point(|&s| s <= here) + steps.unsigned_abs() - 1),
            None => starts.partition_point(|&s| s < here).checked_sub(steps.unsigned_abs()),
        };
        match target {
            Some(at) if at < starts.len() => self.go_to_section(at),
            // Before the first heading there is still the title.
            None if here > 0 || self.top > Anchor::default() => self.to_top(),
            _ => return false,
        }
        true
    }

    /// Paragraphs forward or back.
    pub fn move_paragraphs(&mut self, steps: isize) {
        let here = self.place();
        let block = self.talk.block_at(here);
        let inside = self.talk.blocks.get(block).is_some_and(|b| b.span.from() < here);
        let back_to_start = usize::from(steps < 0 && inside);
        let target = block.saturating_add_signed(steps) + back_to_start;
        if let Some(block) = self.talk.blocks.get(target.min(self.talk.blocks.len().saturating_sub(1))) {
            self.go_to(block.span.from(), Land::Top);
        }
    }
}
