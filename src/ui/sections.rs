//! The choice of a section by some letters of its name.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::find::rule;
use super::paint::{clear, put, put_right, restyle, row};
use super::theme::Theme;
use crate::app::{App, Pick};

/// Paints the overlay; answers where the cursor stands.
pub fn paint(app: &App, pick: &Pick, theme: Theme, area: Rect, buffer: &mut Buffer) -> Position {
    clear(buffer, area);
    let Some(reader) = &app.reader else { return area.as_position() };
    let head = row(area, 0);
    let told = format!(" {} of {} sections ", pick.hits.len(), reader.talk.sections.len());
    let x = put_right(buffer, head, &told, theme.quiet());
    let cursor =
        paint_field(theme, "§ ", &pick.input, Rect { width: x.saturating_sub(head.x), ..head }, buffer);
    rule(theme, row(area, 1), "", buffer);
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    for (i, hit) in pick.hits.iter().enumerate().skip(pick.choice.top).take(usize::from(body.height)) {
        let line = row(body, u16::try_from(i - pick.choice.top).unwrap_or(u16::MAX));
        let section = &reader.talk.sections[hit.at];
        let chosen = i == pick.choice.at;
        put(buffer, line, if chosen { "▌" } else { " " }, theme.pointer());
        let time = section.start.map(|t| format!(" {t} ")).unwrap_or_default();
        let x = put_right(buffer, line, &time, theme.quiet());
        let place = Rect { x: line.x + 2, width: x.saturating_sub(line.x + 2), ..line };
        put(buffer, place, &section.title, theme.text());
        let marks: Vec<_> = hit.marks.iter().map(|&m| (m, theme.matched())).collect();
        restyle(buffer, place, &section.title, 0, &marks);
        if chosen {
            buffer.set_style(
                Rect { x: line.x + 1, width: line.width.saturating_sub(1), ..line },
                theme.chosen(true),
            );
        }
    }
    cursor
}

/// A field of text behind a sign, scrolled so that the cursor is in it; answers where the cursor stands.
pub fn paint_field(theme: Theme, sign: &str, input: &Input, area: Rect, buffer: &mut Buffer) -> Position {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    let x = put(buffer, inside, sign, theme.pointer());
    let room = area.right().saturating_sub(x + 1);
    let scroll = input.visual_scroll(usize::from(room));
    let mut hidden = 0;
    let shown = input.value().char_indices().find(|(at, _)| {
        hidden = crate::text::width(input.value().get(..*at).unwrap_or_default());
        hidden >= scroll
    });
    let shown = shown.and_then(|(at, _)| input.value().get(at..)).unwrap_or_default();
    put(buffer, Rect { x, width: room, ..area }, shown, theme.title());
    let column = u16::try_from(input.visual_cursor().saturating_sub(hidden)).unwrap_or(0);
    Position { x: (x + column).min(area.right().saturating_sub(1)), y: area.y }
}
