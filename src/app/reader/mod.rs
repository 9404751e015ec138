//! The talk that is read, and where in it the screen stands.

mod anchor;
mod passage;
mod sections;
mod skimming;
mod travel;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::action::{Kept, TalkId};
use super::outline;
use super::rows::{Row, Setting, place_headings};
use super::said::about;
use super::sheet::Sheet;
use crate::model::{Card, SectionEdit, Span, SpeakerId, Talk, Timestamp};
use anchor::Anchor;
use skimming::Skimming;

pub use travel::Land;

/// Speakers, and how much of what is said is theirs, from 0 to 1.
type Shares = Rc<[(SpeakerId, f64)]>;

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
    /// Whose turns `)` and `(` go along.
    pub followed: Option<SpeakerId>,
    /// What was kept of it is known: only then may a new place be kept.
    recalled: bool,
    about: String,
    headings: Vec<(usize, usize)>,
    margin: usize,
    outline_columns: usize,
    setting: Setting,
    height: usize,
    top: Anchor,
    /// The text that the last movement brought to the top; a change of the window's size does not change it.
    held: usize,
    /// A place that was gone to and is still on the screen.
    cursor: Option<usize>,
    /// The section that was gone to: several may begin at one byte.
    cursor_section: Option<usize>,
    /// How the reader set sections right, and what takes that back.
    edits: Vec<SectionEdit>,
    undo: Vec<SectionEdit>,
    found_shown: bool,
    sections_version: u64,
    skimming: Skimming,
    laid_out: RefCell<HashMap<usize, Rc<[Row]>>>,
    /// Who talks in the sections that were looked at.
    talkers: RefCell<HashMap<usize, Shares>>,
}

impl Reader {
    /// A talk, and what was kept of it; without, it may not be kept over what the memory still has to tell.
    pub fn new(id: TalkId, talk: Arc<Talk>, card: Card, kept: Option<Kept>) -> Self {
        let headings = place_headings(&talk);
        let about = about(&talk, &card);
        let mut reader = Self {
            id,
            card,
            marks: Vec::new(),
            read_to: 0,
            followed: None,
            recalled: false,
            about,
            headings,
            margin: margin(&talk),
            outline_columns: outline::columns(&talk.sections),
            setting: Setting { columns: 72, code_columns: 72, hang: 0, folded: true, raw: false },
            height: 1,
            top: Anchor::default(),
            held: 0,
            cursor: None,
            cursor_section: None,
            edits: Vec::new(),
            undo: Vec::new(),
            found_shown: true,
            sections_version: 0,
            skimming: Skimming::default(),
            laid_out: RefCell::default(),
            talkers: RefCell::default(),
            talk,
        };
        if let Some(kept) = kept {
            reader.recall(kept);
        }
        reader
    }

    /// Takes in what was kept. A reader who has gone on meanwhile stays there.
    pub fn recall(&mut self, kept: Kept) {
        let skimming = self.is_skimming();
        self.set_skimming(false);
        self.recalled = true;
        self.read_to = self.read_to.max(kept.read_to);
        for (letter, at) in kept.marks {
            if !self.marks.iter().any(|&(l, _)| l == letter) {
                self.marks.push((letter, at));
            }
        }
        for (label, name) in kept.names {
            self.name_speaker(&label, &name);
        }
        self.recall_sections(kept.sections);
        let is_at_start = self.top == Anchor::default() && self.cursor.is_none();
        if let Some(place) = kept.place.filter(|&at| at > 0 && is_at_start) {
            self.go_to(place, Land::Top);
            self.forget_cursor();
        }
        if skimming {
            self.set_skimming(true);
        }
    }

    /// Columns in which the outline cuts none of the titles.
    pub fn outline_columns(&self) -> usize {
        self.outline_columns
    }

    /// Whether its place may be kept.
    pub fn is_recalled(&self) -> bool {
        self.recalled
    }

    /// The line under the title: date, length, words, speakers, link.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// Fits the text to a pane; the place is kept.
    pub fn fit(&mut self, sheet: Sheet, height: usize) {
        let (columns, code_columns, height) = (sheet.columns, sheet.code_columns, height.max(1));
        let setting = Setting { columns, code_columns, hang: sheet.hang(), ..self.setting };
        if (setting, height) == (self.setting, self.height) {
            return;
        }
        self.height = height;
        self.lay_out_anew(setting);
    }

    /// Shows repeats once with their count, or all of them.
    pub fn set_folded(&mut self, folded: bool) {
        self.lay_out_anew(Setting { folded, ..self.setting });
    }

    /// Shows the file's own cues as they are, or prose. The place is kept.
    pub fn set_raw(&mut self, raw: bool) {
        self.lay_out_anew(Setting { raw, ..self.setting });
    }

    /// Whether the file's own cues are shown.
    pub fn is_raw(&self) -> bool {
        self.setting.raw
    }

    /// Gives a speaker a name; an empty one takes it off.
    pub fn name_speaker(&mut self, label: &str, name: &str) {
        // The finder may hold the same talk: then it keeps the one without the name.
        if Arc::make_mut(&mut self.talk).name_speaker(label, name) {
            self.card.take_names(&self.talk);
            self.about = about(&self.talk, &self.card);
            self.lay_out_anew(self.setting);
        }
    }

    fn lay_out_anew(&mut self, setting: Setting) {
        if self.is_skimming() {
            return self.lay_out_skim_anew(setting);
        }
        let at_top = self.rows(self.top.block).get(self.top.row).copied();
        // Unless the talk's end held the screen back from the text that it was to stand at.
        let leading = at_top.is_some_and(|r| !matches!(r, Row::Text { .. })) && self.top_place() == self.held;
        let cues = self.setting.raw || setting.raw;
        self.setting = setting;
        self.laid_out.borrow_mut().clear();
        self.top = if self.top == Anchor::default() {
            self.top
        } else if cues && (leading || setting.raw) {
            // A cue's head stands among the text, so it is found again by the text below it.
            self.with_what_stands_above(self.row_at(self.held))
        } else if leading {
            Anchor { row: self.top.row.min(self.rows(self.top.block).len().saturating_sub(1)), ..self.top }
        } else {
            self.row_at(self.held)
        };
        self.top = self.top.min(self.last_top());
        // A place that was gone to stays on the screen, whatever the size.
        if let Some(cursor) = self.cursor.filter(|&at| !self.shows(at)) {
            let section = self.cursor_section;
            self.go_to(cursor, Land::Top);
            self.cursor_section = section;
        }
    }

    /// Columns that the times in the margin need, with the blank after them; 0 for a talk without times, and where
    /// cues have their own.
    pub fn margin(&self) -> usize {
        if self.setting.raw { 0 } else { self.margin }
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
        match self.cursor_section {
            Some(section) => Some(section),
            None if at_title => None,
            None => self.talk.section_at(self.place()),
        }
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
        if let Some(window) = self.skim_window().filter(|_| self.is_skimming()) {
            return window;
        }
        let rows = self.visible();
        let mut spans =
            rows.iter().filter_map(|r| if let Row::Text { span, .. } = r { Some(*span) } else { None });
        let Some(first) = spans.next() else { return Span::empty(self.top_place()) };
        spans.fold(first, Span::join)
    }

    fn forget_cursor(&mut self) {
        self.cursor = None;
        self.cursor_section = None;
    }

    /// What is on the screen counts as read, if all before it was: a look at the end is not reading.
    pub fn note_read(&mut self) {
        let between = Span::new(self.read_to, self.window().from().max(self.read_to));
        if between.of(&self.talk.text).trim().is_empty() {
            let end = if self.top >= self.last_top() { self.talk.text.len() } else { self.seen_to() };
            self.read_to = self.read_to.max(end);
        }
    }

    /// Where the text on the screen ends. A repeat that is shown once is seen as a whole.
    fn seen_to(&self) -> usize {
        let last = self.visible().into_iter().rev().find_map(|row| match row {
            Row::Text { block, span, last, .. } => Some((block, span, last)),
            _ => None,
        });
        let Some((block, span, ends)) = last else { return 0 };
        let folded = self.setting.folded && !self.setting.raw;
        let whole = self.talk.blocks.get(block).filter(|b| folded && ends && b.repeat.is_some());
        whole.map_or(span.to(), |b| b.span.to())
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
