//! The timeline strip: the whole talk in one row, with its sections, the hits and the place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::Theme;
use crate::app::{App, Focus, Overlay, Reader};
use crate::model::Span;

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
    for section in reader.talk.sections.iter().filter(|s| s.span.from() > 0) {
        put(section.span.from(), if section.level == 1 { Sign::Section } else { Sign::Part });
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

/// What the section that is read takes of the text; in the outline the one that is chosen.
fn section(app: &App, reader: &Reader) -> Span {
    let section = if app.focus == Focus::Outline { app.outline.chosen() } else { reader.section() };
    section.and_then(|at| reader.talk.sections.get(at)).map_or(Span::empty(0), |s| s.span)
}
