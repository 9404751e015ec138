//! Puts text on the screen: at a column, within a width, with parts of it in another style.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::Area;
use crate::model::Span;
use crate::text::{shorten, width};

/// Writes text at the left of a row, shortened with `…` to fit; answers the column after it.
pub fn put(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let room = area.intersection(buffer.area);
    if room.is_empty() {
        return area.x;
    }
    let shown = shorten(text, usize::from(room.width));
    buffer.set_stringn(room.x, room.y, shown, usize::from(room.width), style).0
}

/// Writes text at the right of a row, shortened to fit; answers the column where it begins.
pub fn put_right(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let columns = u16::try_from(width(text)).unwrap_or(u16::MAX).min(area.width);
    let place = Rect { x: area.x + area.width - columns, width: columns, ..area };
    put(buffer, place, text, style);
    place.x
}

/// Gives the parts of a text that was put at the left of `area` another style. `spans` are in the bytes of the whole
/// text that `shown` is a part of, and so is `from`, where `shown` begins.
pub fn restyle(buffer: &mut Buffer, area: Rect, shown: &str, from: usize, spans: &[(Span, Style)]) {
    let whole = Span::new(from, from + shown.len());
    let column = |byte: usize| {
        let before = shown.get(..byte.saturating_sub(from)).map_or(0, width);
        u16::try_from(before).unwrap_or(u16::MAX)
    };
    for &(span, style) in spans {
        let part = span.intersect(whole);
        if part.is_empty() {
            continue;
        }
        let (start, end) = (column(part.from()), column(part.to()));
        let place = Rect { x: area.x.saturating_add(start), width: end.saturating_sub(start), ..area };
        buffer.set_style(place.intersection(area).intersection(buffer.area), style);
    }
}

/// A row of an area, counted from its top.
pub fn row(area: Rect, at: u16) -> Rect {
    Rect { y: area.y + at, height: u16::from(at < area.height), ..area }
}

/// Fills an area with blanks: what overlays stand on.
pub fn clear(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
}

/// From the app's numbers to ratatui's.
pub fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}
