//! The timeline strip: the whole talk in one row, with its sections, the hits and the place.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::Theme;
use crate::app::{App, Focus, Overlay, Reader};
use crate::model::Span;

/// So many columns, in the mean, must be there for each mark of a section.
const APART: usize = 2;

/// What a column of the strip shows, the most telling last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Ahead,
    Read,
    /// The same within the section that is read, or chosen in the outline.
    AheadHere,
    ReadHere,
    Part,
    Section,
    Hit,
    CurrentHit,
    Place,
}

impl Sign {
    fn drawn(self, theme: Theme) -> (&'static str, Style) {
        match self {
            Self::Ahead => ("─", theme.quiet()),
            Self::Read => ("━", theme.quiet()),
            Self::AheadHere => ("─", theme.title()),
            Self::ReadHere => ("━", theme.title()),
            Self::Part => ("┴", theme.quiet()),
            Self::Section => ("┼", theme.text()),
            Self::Hit => ("•", theme.hit_sign()),
            Self::CurrentHit => ("◆", theme.title()),
            Self::Place => ("█", theme.pointer()),
        }
    }
}

/// Paints the strip.
pub fn paint(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let Some(reader) = app.shown_reader() else { return };
    let signs = signs(app, reader, usize::from(area.width));
    for (i, sign) in signs.into_iter().enumerate() {
        let (letter, style) = sign.drawn(theme);
        let x = area.x + u16::try_from(i).unwrap_or(u16::MAX);
        buffer.set_string(x, area.y, letter, style);
    }
}

fn signs(app: &App, reader: &Reader, columns: usize) -> Vec<Sign> {
    let len = reader.talk.text.len().max(1);
    let column = |at: usize| (at * columns / len).min(columns.saturating_sub(1));
    let read = column(reader.read_to);
    let here = section(app, reader);
    let here = column(here.from())..column(here.to()) + usize::from(here.to() == reader.talk.text.len());
    let blank = |c: usize| match (c < read, here.contains(&c)) {
        (false, false) => Sign::Ahead,
        (true, false) => Sign::Read,
        (false, true) => Sign::AheadHere,
        (true, true) => Sign::ReadHere,
    };
    let mut signs: Vec<Sign> = (0..columns).map(blank).collect();
    let mut put = |at: usize, sign: Sign| {
        if let Some(there) = signs.get_mut(column(at)) {
            *there = sign.max(*there);
        }
    };
    let sections = reader.talk.sections.iter().filter(|s| s.span.from() > 0);
    let outer = reader.talk.sections.iter().map(|s| s.level).min().unwrap_or(1);
    let deepest = deepest_shown(sections.clone().map(|s| (column(s.span.from()), s.level)), columns);
    for section in sections.filter(|s| deepest.is_some_and(|deepest| s.level <= deepest)) {
        put(section.span.from(), if section.level == outer { Sign::Section } else { Sign::Part });
    }
    if let Some(Overlay::Find(find)) = &app.overlay {
        for (i, hit) in find.hits.iter().enumerate().filter(|(_, h)| h.talk == reader.id) {
            put(hit.hit.span.from(), if i == find.choice.at { Sign::CurrentHit } else { Sign::Hit });
        }
    } else if let Some(walk) = app.shown_walk() {
        for (span, _, current) in walk.within(reader.id) {
            put(span.from(), if current { Sign::CurrentHit } else { Sign::Hit });
        }
    }
    let place = if reader.share() >= 1.0 { len } else { reader.place() };
    put(place, Sign::Place);
    signs
}

/// The deepest level of sections, given by their columns, that can be told apart: where most columns would have a mark,
/// marks tell nothing.
fn deepest_shown(sections: impl Iterator<Item = (usize, u8)>, columns: usize) -> Option<u8> {
    // A column belongs to the outermost section that begins in it.
    let mut marks: BTreeMap<usize, u8> = BTreeMap::new();
    for (column, level) in sections {
        marks.entry(column).and_modify(|there| *there = level.min(*there)).or_insert(level);
    }
    let mut levels: Vec<u8> = marks.into_values().collect();
    levels.sort_unstable();
    let crowd = columns / APART;
    match levels.get(crowd) {
        // Of the level that is too many, and of deeper ones, there are none.
        Some(&crowded) => levels.into_iter().take(crowd).rfind(|&level| level < crowded),
        None => levels.last().copied(),
    }
}

/// What the section that is read takes of the text; in the outline the one that is chosen.
fn section(app: &App, reader: &Reader) -> Span {
    let section = if app.focus == Focus::Outline { app.outline.chosen() } else { reader.section() };
    section.and_then(|at| reader.talk.sections.get(at)).map_or(Span::empty(0), |s| s.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_cannot_be_told_apart_are_left_out() {
        let every = |step: usize, level| (0..80).step_by(step).map(move |column| (column, level));
        for (sections, expected) in [
            (every(10, 1).collect::<Vec<_>>(), Some(1)),
            (every(10, 1).chain(every(4, 2)).collect(), Some(2)),
            (every(10, 1).chain(every(1, 2)).collect(), Some(1)),
            (every(10, 2).chain(every(4, 3)).chain(every(1, 6)).collect(), Some(3)),
            // However many begin in a column, it has one mark.
            (every(10, 1).chain(every(10, 2)).chain(every(10, 2)).collect(), Some(1)),
            (every(1, 1).collect(), None),
            (Vec::new(), None),
        ] {
            assert_eq!(deepest_shown(sections.clone().into_iter(), 80), expected, "{sections:?}");
        }
    }
}
