//! A field of text behind a sign, scrolled so that the cursor is in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::paint::put;
use super::theme::Theme;
use crate::text::width;

/// Paints the field; answers where the cursor stands.
pub fn paint_field(theme: Theme, sign: &str, input: &Input, area: Rect, buffer: &mut Buffer) -> Position {
    put(buffer, area, sign, theme.pointer());
    let (shown, _) = in_view(sign, input, area);
    let x = area.x + columns(width(sign));
    put(buffer, Rect { x, width: area.right().saturating_sub(x), ..area }, shown, theme.title());
    field_cursor(sign, input, area)
}

/// Where the cursor of a field stands.
pub fn field_cursor(sign: &str, input: &Input, area: Rect) -> Position {
    let (_, hidden) = in_view(sign, input, area);
    let column = width(sign) + input.visual_cursor().saturating_sub(hidden);
    Position { x: (area.x + columns(column)).min(area.right().saturating_sub(1)), y: area.y }
}

/// The part of the text from the first letter that is in view, and the columns of what is not.
fn in_view<'a>(sign: &str, input: &'a Input, area: Rect) -> (&'a str, usize) {
    let room = usize::from(area.width).saturating_sub(width(sign) + 1);
    let scroll = input.visual_scroll(room);
    let text = input.value();
    let before = |at: usize| text.get(..at).map_or(0, width);
    let first = text.char_indices().map(|(at, _)| at).find(|&at| before(at) >= scroll).unwrap_or(text.len());
    (text.get(first..).unwrap_or_default(), before(first))
}

fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
