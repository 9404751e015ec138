//! The talk that is read: where in it the screen stands, and every way to move.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::action::{Kept, TalkId};
use super::rows::{Page, Row, Setting, place_headings, rows_of};
use crate::model::{Card, Span, Talk, Timestamp};

/// A talk on the screen. It is laid out block by block, only where it is looked at.
#[derive(Debug)]
pub struct Reader {
    pub id: TalkId,
    pub talk: Arc<Talk>,
    pub card: Card,
    /// The letters that were put, with their places.
    pub marks: Vec<(char, usize)>,
    /// Everything before this byte was on the screen at some time.
    pub read_to: usize,
    about: String,
    headings: Vec<(usize, usize)>,
    margin: usize,
    setting: Setting,
    height: usize,
    top: Anchor,
    /// The text that the last movement brought to the top; a change of the window's size does not change it.
    held: usize,
    /// A place that was gone to and is still on the screen.
    cursor: Option<usize>,
    laid_out: RefCell<HashMap<usize, Rc<[Row]>>>,
}

/// A row of the talk: the nth of a block's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Anchor {
    block: usize,
    row: usize,
}

/// Where on the screen a place lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Land {
    Top,
    /// With some of what comes before it; the screen stands still where the place is on it already.
    InView,
}

/// Blocks whose rows are kept; a screen has a few dozen.
const KEPT_BLOCKS: usize = 512;

impl Reader {
    pub fn new(id: TalkId, talk: Arc<Talk>, card: Card, kept: Kept) -> Self {
        let headings = place_headings(&talk);
        let about = about(&talk, &card);
        let mut reader = Self {
            id,
            card,
            marks: kept.marks,
            read_to: kept.read_to,
            about,
            headings,
            margin: margin(&talk),
            setting: Setting { columns: 72, folded: true },
            height: 1,
            top: Anchor::default(),
            held: 0,
            cursor: None,
            laid_out: RefCell::default(),
            talk,
        };
        if let Some(place) = kept.place.filter(|&at| at > 0) {
            reader.go_to(place, Land::Top);
            reader.cursor = None;
        }
        reader
    }

    /// The line under the title: date, length, words, speakers, link.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// Fits the text to a pane; the place is kept.
    pub fn fit(&mut self, columns: usize, height: usize) {
        let (columns, height) = (columns.max(1), height.max(1));
        if (columns, height) == (self.setting.columns, self.height) {
            return;
        }
        self.height = height;
        self.lay_out_anew(Setting { columns, ..self.setting });
    }

    /// Shows repeats once with their count, or all of them.
    pub fn set_folded(&mut self, folded: bool) {
        self.lay_out_anew(Setting { folded, ..self.setting });
    }

    fn lay_out_anew(&mut self, setting: Setting) {
        let leading =
            self.rows(self.top.block).get(self.top.row).is_some_and(|r| !matches!(r, Row::Text { .. }));
        self.setting = setting;
        self.laid_out.borrow_mut().clear();
        self.top = if leading {
            Anchor { row: self.top.row.min(self.rows(self.top.block).len().saturating_sub(1)), ..self.top }
        } else {
            self.row_at(self.held)
        };
        self.top = self.top.min(self.last_top());
        // A place that was gone to stays on the screen, whatever the size.
        if let Some(cursor) = self.cursor.filter(|&at| !self.shows(at)) {
            self.go_to(cursor, Land::Top);
        }
    }

    /// How many columns the text has.
    pub fn columns(&self) -> usize {
        self.setting.columns
    }

    /// Columns that the times in the margin need, with the blank after them; 0 for a talk without times.
    pub fn margin(&self) -> usize {
        self.margin
    }

    /// The rows on the screen.
    pub fn visible(&self) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.height);
        let mut at = self.top;
        while rows.len() < self.height && at.block < self.units() {
            let block = self.rows(at.block);
            rows.extend(block.iter().skip(at.row).take(self.height - rows.len()));
            at = Anchor { block: at.block + 1, row: 0 };
        }
        rows
    }

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

    /// The place that is read: what was gone to, while it is on the screen, and else the first text on it.
    pub fn place(&self) -> usize {
        self.cursor.unwrap_or_else(|| self.top_place())
    }

    /// What was gone to, while it is on the screen.
    pub fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// When the place is said.
    pub fn time(&self) -> Option<Timestamp> {
        self.talk.time_at(self.place())
    }

    /// The section of the place; none above the first one, and while the talk's title is on the screen.
    pub fn section(&self) -> Option<usize> {
        let at_title = self.top == Anchor::default() && self.place() == 0;
        if at_title { None } else { self.talk.section_at(self.place()) }
    }

    /// How far the place is in the talk, 0 to 1; at the end it is 1.
    pub fn share(&self) -> f64 {
        let len = self.talk.text.len();
        match self.cursor {
            Some(at) if len > 0 => fraction(at, len),
            _ if self.top >= self.last_top() => 1.0,
            _ => fraction(self.top_place(), len.max(1)),
        }
    }

    /// The first and the last byte on the screen.
    pub fn window(&self) -> Span {
        let rows = self.visible();
        let mut spans =
            rows.iter().filter_map(|r| if let Row::Text { span, .. } = r { Some(*span) } else { None });
        let Some(first) = spans.next() else { return Span::empty(self.top_place()) };
        spans.fold(first, Span::join)
    }

    /// The block of the place: what copying takes, what the margin points at.
    pub fn block(&self) -> usize {
        self.talk.block_at(self.place())
    }

    /// What is on the screen counts as read.
    pub fn note_read(&mut self) {
        let end = if self.top >= self.last_top() { self.talk.text.len() } else { self.window().to() };
        self.read_to = self.read_to.max(end);
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

    fn units(&self) -> usize {
        self.talk.blocks.len().max(1)
    }

    fn rows(&self, block: usize) -> Rc<[Row]> {
        if let Some(rows) = self.laid_out.borrow().get(&block) {
            return Rc::clone(rows);
        }
        let page =
            Page { talk: &self.talk, about: &self.about, headings: &self.headings, setting: self.setting };
        let rows: Rc<[Row]> = rows_of(&page, block).into();
        let mut kept = self.laid_out.borrow_mut();
        if kept.len() >= KEPT_BLOCKS {
            kept.clear();
        }
        kept.insert(block, Rc::clone(&rows));
        rows
    }

    fn stand_at(&mut self, top: Anchor) {
        self.top = top;
        self.held = self.top_place();
    }

    /// The row that lies `by` rows further; stops at both ends.
    fn moved(&self, from: Anchor, by: isize) -> Anchor {
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
    fn last_top(&self) -> Anchor {
        let block = self.units() - 1;
        let end = Anchor { block, row: self.rows(block).len().saturating_sub(1) };
        self.moved(end, -(self.height - 1).cast_signed())
    }

    /// The row of the text's byte at `at`.
    fn row_at(&self, at: usize) -> Anchor {
        let block = self.talk.block_at(at);
        let rows = self.rows(block);
        let row = rows.iter().rposition(|r| matches!(r, Row::Text { span, .. } if span.from() <= at));
        let first = rows.iter().position(|r| matches!(r, Row::Text { .. }));
        Anchor { block, row: row.or(first).unwrap_or(0) }
    }

    /// From the first text row of a block up to its speaker and headings.
    fn with_what_stands_above(&self, at: Anchor) -> Anchor {
        let rows = self.rows(at.block);
        match rows.get(at.row) {
            Some(Row::Text { first: true, .. }) if at.block == 0 => Anchor::default(),
            Some(Row::Text { first: true, .. }) => {
                let row = rows.iter().position(|r| !matches!(r, Row::Blank)).unwrap_or(0);
                Anchor { row, ..at }
            }
            _ => at,
        }
    }

    fn top_place(&self) -> usize {
        let rows = self.rows(self.top.block);
        let below = rows.iter().skip(self.top.row).find_map(|r| match r {
            Row::Text { span, .. } => Some(span.from()),
            _ => None,
        });
        let block = |at: usize| self.talk.blocks.get(at).map(|b| b.span.from());
        below.or_else(|| block(self.top.block + 1)).unwrap_or(self.talk.text.len() * self.top.block.min(1))
    }

    fn shows(&self, at: usize) -> bool {
        let row = self.row_at(at);
        let foot = self.moved(self.top, (self.height - 1).cast_signed());
        (self.top..=foot).contains(&row)
    }
}

/// Times are as wide as the last of them.
fn margin(talk: &Talk) -> usize {
    match talk.duration {
        _ if !talk.has_times() => 0,
        Some(duration) => duration.to_string().len() + 1,
        None => "0:00:00 ".len(),
    }
}

#[allow(clippy::cast_precision_loss, reason = "a share of a talk needs no more than 52 bits")]
fn fraction(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn about(talk: &Talk, card: &Card) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(talk.date.map(|d| d.to_string()));
    parts.extend(talk.duration.map(spoken_length));
    parts.push(words(card.words));
    parts.extend(talk.speakers.iter().filter(|s| !s.anonymous).map(|s| s.name.clone()));
    parts.extend(talk.source_url.clone());
    parts.join(" · ")
}

/// `72 min`, `2 h 05`.
pub fn spoken_length(duration: Timestamp) -> String {
    let minutes = (duration.seconds() + 30) / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => format!("{} s", duration.seconds()),
        (0, m) => format!("{m} min"),
        (1, m) if m < 30 => format!("{} min", 60 + m),
        (h, m) => format!("{h} h {m:02}"),
    }
}

/// `9,578 words`.
pub fn words(count: usize) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown + if count == 1 { " word" } else { " words" }
}
