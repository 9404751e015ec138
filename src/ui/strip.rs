//! The timeline strip: the whole talk in one row, with its sections, the hits and the place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::Theme;
use crate::app::{App, Overlay, Reader};

/// What a column of the strip shows, the most telling last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Ahead,
    Read,
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
    let mut signs: Vec<Sign> =
        (0..columns).map(|c| if c < read { Sign::Read } else { Sign::Ahead }).collect();
    let mut put = |at: usize, sign: Sign| {
        if let Some(there) = signs.get_mut(column(at)) {
            *there = sign.max(*there);
        }
    };
    for section in reader.talk.sections.iter().filter(|s| s.span.from() > 0) {
        put(section.span.from(), Sign::Section);
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
