//! The page in the transcript pane: how wide its margin and its text are, and where they begin.

use super::reader::Reader;

/// Columns within the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// What is left free, so that margin and text together stand in the middle.
    pub left: usize,
    /// For the sign beside the paragraph that is read, and a blank.
    pub marker: usize,
    /// For the times, and a blank; 0 where there are none, or no room for them.
    pub margin: usize,
    pub columns: usize,
    /// Code may go on to the pane's edge: its lines are not for wrapping.
    pub code_columns: usize,
}

/// For the scroll bar, and a blank before it.
const SCROLL_BAR: usize = 2;
/// Text that is narrower than this needs the columns of the times more than the times.
const LEAST_TEXT: usize = 28;

/// Sentences in less than this are torn to pieces.
pub(super) const NARROW: usize = 50;
/// For the sign beside a paragraph, and a blank.
const MARKER: usize = 2;

impl Sheet {
    /// The widest that it gets, where text is set at most `measure` wide.
    pub fn widest(reader: &Reader, measure: usize) -> usize {
        MARKER + reader.margin() + measure + SCROLL_BAR
    }

    /// For a pane of a width, and text that is set at most `measure` wide.
    pub fn of(reader: &Reader, width: usize, measure: usize, zen: bool) -> Self {
        let (marker, bar) = if zen { (1, 1) } else { (MARKER, SCROLL_BAR) };
        let room = width.saturating_sub(marker + bar);
        let margin = reader.margin();
        let margin = if zen || room < margin + LEAST_TEXT { 0 } else { margin };
        let room = room.saturating_sub(margin).max(1);
        let columns = room.min(measure);
        let left = (room - columns) / 2;
        Self { left, marker, margin, columns, code_columns: room - left }
    }

    /// Columns of the times that key sentences take, since most rows of a skim have no time.
    pub fn hang(&self) -> usize {
        if self.columns < NARROW { self.margin } else { 0 }
    }

    /// The first column of the text.
    pub fn text(&self) -> usize {
        self.left + self.marker + self.margin
    }
}
