//! The frame of a choice among names: the field above it, how many fit, and the names' lines.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::Input;

use super::field::paint_field;
use super::find::rule;
use super::paint::{put, put_right, restyle, row};
use super::theme::Theme;
use crate::search::names::Finder;
use crate::text::width;

/// Below this width there is no room beside the field.
const TOLD_FROM: u16 = 40;

/// Paints the row of the field; answers where the cursor stands.
pub fn paint_head(
    theme: Theme,
    sign: &str,
    input: &Input,
    told: &str,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let told = if area.width < TOLD_FROM { String::new() } else { format!(" {told} ") };
    let x = put_right(buffer, area, &told, theme.quiet());
    let field = Rect { x: area.x + 1, width: x.saturating_sub(area.x + 1), ..area };
    paint_field(theme, sign, input, field, buffer)
}

/// Paints the field and the line across below it.
pub fn paint_head_and_rule(
    theme: Theme,
    sign: &str,
    input: &Input,
    told: &str,
    area: Rect,
    buffer: &mut Buffer,
) -> (Position, Rect) {
    let cursor = paint_head(theme, sign, input, told, row(area, 0), buffer);
    rule(theme, row(area, 1), "", buffer);
    (cursor, Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area })
}

/// Writes a name with the letters that matched marked; answers the column after it. Where they would be cut off with
/// its end, its beginning is left out.
pub fn put_name(
    buffer: &mut Buffer,
    area: Rect,
    name: &str,
    style: Style,
    (finder, theme): (&Finder, Theme),
) -> u16 {
    let marks: Vec<_> = finder.marks(name).into_iter().map(|mark| (mark, theme.matched())).collect();
    let reaches = |to: usize| width(name.get(..to).unwrap_or(name)) < usize::from(area.width);
    let last = marks.last().map_or(0, |(mark, _)| mark.to());
    let from = match marks.first() {
        Some((first, _)) if width(name) > usize::from(area.width) && !reaches(last) => {
            word_at(name, first.from())
        }
        _ => 0,
    };
    let x = if from > 0 { put(buffer, area, LEFT_OUT, theme.quiet()) } else { area.x };
    let place = Rect { x, width: area.right().saturating_sub(x), ..area };
    let shown = name.get(from..).unwrap_or(name);
    let end = put(buffer, place, shown, style);
    restyle(buffer, Rect { width: end.saturating_sub(x), ..place }, shown, from, &marks);
    end
}

/// Stands for a beginning that is left out.
const LEFT_OUT: &str = "…";

/// Where the word begins that the byte at `at` is in.
fn word_at(name: &str, at: usize) -> usize {
    let before = name.get(..at).unwrap_or_default();
    before.char_indices().rfind(|(_, c)| c.is_whitespace()).map_or(0, |(blank, c)| blank + c.len_utf8())
}

/// The sign before a chosen line, and its colours.
pub fn paint_choice(theme: Theme, chosen: bool, line: Rect, buffer: &mut Buffer) {
    put(buffer, Rect { width: 1, ..line }, if chosen { "▌" } else { " " }, theme.pointer());
    if chosen {
        let rest = Rect { x: line.x + 1, width: line.width.saturating_sub(1), ..line };
        buffer.set_style(rest, theme.chosen(true));
    }
}
