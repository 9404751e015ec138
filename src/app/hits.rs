//! The lines of the search overlay on the screen: which of them are seen, where each stands, how high it is.

use super::find::{Find, Line};
use super::found_hit::FoundHit;
use super::screen::Area;
use crate::model::Span;
use crate::text::wrap;

/// What stands in some rows of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Above the hits of a talk: its title, and how many they are. The line is the first of them.
    Talk(usize),
    /// A name or a hit, by its line.
    Line(usize),
}

/// A piece, and where it stands in the list's area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub piece: Piece,
    pub y: u16,
    pub height: u16,
}

/// Where the lines of the overlay are, and how much of a sentence each shows.
///
/// | overlay is high | rows of a sentence | between hits |
/// |---|---|---|
/// | 30 and more | the whole | a row |
/// | 20 to 29 | 2 | |
/// | less | 1 | |
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Frame {
    columns: usize,
    height: u16,
    sentence: usize,
    gap: u16,
}

/// Below this height of the list the hits need all of it.
const TALKS_FROM: u16 = 6;
/// Columns at the sides of a line.
const SIDES: u16 = 3;
/// More rows than any sentence that is shown has.
const WHOLE: usize = 8;

impl Frame {
    /// The frame of an overlay of this height whose list is in `lines`.
    pub fn new(lines: Area, overlay_height: u16) -> Self {
        let (sentence, gap) = match overlay_height {
            30.. => (WHOLE, 1),
            20.. => (2, 0),
            _ => (1, 0),
        };
        Self { columns: lines.width.saturating_sub(SIDES).into(), height: lines.height, sentence, gap }
    }

    /// The rows of its sentence that a hit shows, as ranges of its passage: those in which the words that matched begin.
    pub fn rows_of(&self, hit: &FoundHit) -> Vec<Span> {
        let rows = wrap(&hit.passage, hit.in_passage(hit.sentence), self.columns.max(1));
        let start = hit.in_passage(hit.hit.span).from();
        let at = rows.iter().rposition(|r| r.from() <= start).unwrap_or(0);
        // The last rows of a long sentence rather than half of them empty.
        let from = at.min(rows.len().saturating_sub(self.sentence));
        rows.into_iter().skip(from).take(self.sentence).collect()
    }

    /// How many hits are seen at once at most: those whose sentence fills one row.
    pub fn hits_seen(&self) -> usize {
        usize::from(self.height.div_ceil(2 + self.gap))
    }

    /// Whether hits leave no row for others.
    pub fn is_full_of<'a>(&self, hits: impl IntoIterator<Item = &'a FoundHit>) -> bool {
        let mut rows = 0;
        hits.into_iter().any(|hit| {
            rows += self.height_of_hit(hit);
            rows >= self.height
        })
    }

    fn height_of(&self, line: Option<Line>) -> u16 {
        match line {
            Some(Line::Hit(hit)) => self.height_of_hit(hit),
            _ => 1,
        }
    }

    fn height_of_hit(&self, hit: &FoundHit) -> u16 {
        u16::try_from(self.rows_of(hit).len()).unwrap_or(1) + 1 + self.gap
    }
}

impl Find {
    /// What is seen of the lines, from the top of the list down. What stands last may be cut.
    pub fn placed(&self, frame: Frame) -> Vec<Placed> {
        let (mut placed, mut y, mut at) = (Vec::new(), 0, self.choice.top);
        while y < frame.height && at < self.lines() {
            if self.opens_talk(at, at == self.choice.top, frame) {
                placed.push(Placed { piece: Piece::Talk(at), y, height: 1 });
                y += 1;
            }
            let height = frame.height_of(self.line(at)).min(frame.height.saturating_sub(y));
            if height > 0 {
                placed.push(Placed { piece: Piece::Line(at), y, height });
            }
            y += height.max(1);
            at += 1;
        }
        // A head of which no sentence is seen says nothing.
        let headless =
            |p: &Placed| p.height < 2 && matches!(p.piece, Piece::Line(at) if at >= self.names.len());
        if placed.len() > 1 && placed.last().is_some_and(headless) {
            placed.pop();
        }
        if placed.len() > 1 && placed.last().is_some_and(|p| matches!(p.piece, Piece::Talk(_))) {
            placed.pop();
        }
        placed
    }

    /// Whether a talk's title stands above a line.
    fn opens_talk(&self, at: usize, first: bool, frame: Frame) -> bool {
        let talk = |at| if let Some(Line::Hit(hit)) = self.line(at) { Some(hit.talk) } else { None };
        let before = at.checked_sub(1).and_then(talk);
        self.has_heads(frame) && talk(at).is_some() && (first || before != talk(at))
    }

    fn has_heads(&self, frame: Frame) -> bool {
        self.shows_talks() && frame.height >= TALKS_FROM
    }

    /// Scrolls as little as it takes to see the chosen line, and leaves no rows empty while there are lines for them.
    pub(super) fn keep_visible(&mut self, frame: Frame) {
        let last = self.lines().saturating_sub(1);
        self.choice.at = self.choice.at.min(last);
        let lowest = self.top_for(self.choice.at, frame);
        let last_top = self.top_for(last, frame);
        let top = self.choice.top.clamp(lowest, self.choice.at.max(lowest));
        self.choice.top = top.min(last_top.max(lowest));
    }

    /// The first line on the screen where `at` is the last that is seen whole.
    fn top_for(&self, at: usize, frame: Frame) -> usize {
        let (mut top, mut used) = (at, frame.height_of(self.line(at)));
        used += u16::from(self.opens_talk(at, true, frame));
        while let Some(above) = top.checked_sub(1) {
            // The head that the top one has stands above its talk's first line on the screen, wherever that is.
            let heads = u16::from(self.opens_talk(top, false, frame) && self.opens_talk(above, true, frame));
            used = used.saturating_add(frame.height_of(self.line(above)) + heads);
            if used > frame.height {
                break;
            }
            top = above;
        }
        top
    }
}
