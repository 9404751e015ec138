//! Rows of a talk, counted block by block: nothing is laid out but what is looked at.

use std::rc::Rc;

use super::{Reader, Row};
use crate::app::rows::{Page, rows_of};
use crate::app::skim::Skim;

/// A row of the talk: the nth of a block's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Anchor {
    pub block: usize,
    pub row: usize,
}

/// Blocks whose rows are kept; a screen has a few dozen.
const KEPT_BLOCKS: usize = 512;

impl Reader {
    pub(super) fn units(&self) -> usize {
        self.skim().map_or(self.talk.blocks.len().max(1), Skim::units)
    }

    pub(super) fn rows(&self, block: usize) -> Rc<[Row]> {
        if let Some(rows) = self.laid_out.borrow().get(&block) {
            return Rc::clone(rows);
        }
        let page =
            Page { talk: &self.talk, about: &self.about, headings: &self.headings, setting: self.setting };
        let rows: Rc<[Row]> = match self.skim() {
            Some(skim) => skim.rows_of(&page, block).into(),
            None => rows_of(&page, block).into(),
        };
        let mut kept = self.laid_out.borrow_mut();
        if kept.len() >= KEPT_BLOCKS {
            kept.clear();
        }
        kept.insert(block, Rc::clone(&rows));
        rows
    }

    pub(super) fn stand_at(&mut self, top: Anchor) {
        self.top = top;
        self.held = self.top_place();
    }

    /// The row that lies `by` rows further; stops at both ends.
    pub(super) fn moved(&self, from: Anchor, by: isize) -> Anchor {
        let mut at = from;
        let mut left = by.unsigned_abs();
        while left > 0 {
            if by > 0 {
                let room = self.rows(at.block).len().saturating_sub(at.row + 1);
                if left <= room {
                    return Anchor { row: at.row + left, ..at };
                }
                if at.block + 1 >= self.units() {
                    return Anchor { row: at.row + room, ..at };
                }
                left -= room + 1;
                at = Anchor { block: at.block + 1, row: 0 };
                // A block always has a row, so standing at its first one is a step done.
            } else {
                if left <= at.row {
                    return Anchor { row: at.row - left, ..at };
                }
                if at.block == 0 {
                    return Anchor::default();
                }
                left -= at.row + 1;
                let block = at.block - 1;
                at = Anchor { block, row: self.rows(block).len().saturating_sub(1) };
            }
        }
        at
    }

    /// The lowest that the screen may stand: the talk's last row at its foot.
    pub(super) fn last_top(&self) -> Anchor {
        let block = self.units() - 1;
        let end = Anchor { block, row: self.rows(block).len().saturating_sub(1) };
        self.moved(end, -(self.height - 1).cast_signed())
    }

    /// The row of the text's byte at `at`.
    pub(super) fn row_at(&self, at: usize) -> Anchor {
        let block = self.talk.block_at(at);
        let rows = self.rows(block);
        let row = rows.iter().rposition(|r| matches!(r, Row::Text { span, .. } if span.from() <= at));
        let first = rows.iter().position(|r| matches!(r, Row::Text { .. }));
        Anchor { block, row: row.or(first).unwrap_or(0) }
    }

    /// From the first text row of a block up to its speaker and headings, from that of a cue to its head.
    pub(super) fn with_what_stands_above(&self, at: Anchor) -> Anchor {
        let rows = self.rows(at.block);
        let before = rows.get(..at.row).unwrap_or_default();
        let is_first = !before.iter().any(|r| matches!(r, Row::Text { .. }));
        match rows.get(at.row) {
            Some(Row::Text { .. }) if is_first && at.block == 0 => Anchor::default(),
            Some(Row::Text { .. }) if is_first => {
                let row = rows.iter().position(|r| !matches!(r, Row::Blank)).unwrap_or(0);
                Anchor { row, ..at }
            }
            Some(Row::Text { .. }) => {
                let is_head = |row: &&Row| matches!(row, Row::Cue { .. } | Row::Moment { .. });
                Anchor { row: at.row - before.iter().rev().take_while(is_head).count(), ..at }
            }
            _ => at,
        }
    }

    pub(super) fn top_place(&self) -> usize {
        let rows = self.rows(self.top.block);
        let below = rows.iter().skip(self.top.row).find_map(|r| match r {
            Row::Text { span, .. } => Some(span.from()),
            _ => None,
        });
        let block = |at: usize| self.talk.blocks.get(at).map(|b| b.span.from());
        below.or_else(|| block(self.top.block + 1)).unwrap_or(self.talk.text.len() * self.top.block.min(1))
    }

    pub(super) fn shows(&self, at: usize) -> bool {
        let row = self.row_at(at);
        let foot = self.moved(self.top, (self.height - 1).cast_signed());
        (self.top..=foot).contains(&row)
    }
}
