//! The choice of a section by some letters of its name.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::paint_field;
use super::find::rule;
use super::paint::{clear, put, put_right, restyle, row};
use super::theme::Theme;
use crate::app::{App, Pick};
use crate::model::Origin;
use crate::search::names::Finder;

/// Paints the overlay; answers where the cursor stands.
pub fn paint(app: &App, pick: &Pick, theme: Theme, area: Rect, buffer: &mut Buffer) -> Position {
    clear(buffer, area);
    let Some(reader) = &app.reader else { return area.as_position() };
    let sections = &reader.talk.sections;
    let head = row(area, 0);
    let told = match head.width {
        40.. => format!(" {} of {} sections ", pick.hits.len(), sections.len()),
        _ => String::new(),
    };
    let x = put_right(buffer, head, &told, theme.quiet());
    let cursor = paint_field(
        theme,
        "§ ",
        &pick.input,
        Rect { x: head.x + 1, width: x.saturating_sub(head.x + 1), ..head },
        buffer,
    );
    rule(theme, row(area, 1), "", buffer);
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let finder = Finder::new(pick.input.value());
    for (i, hit) in pick.hits.iter().enumerate().skip(pick.choice.top).take(usize::from(body.height)) {
        let line = row(body, u16::try_from(i - pick.choice.top).unwrap_or(u16::MAX));
        let Some(section) = sections.get(hit.at) else { continue };
        let chosen = i == pick.choice.at;
        put(buffer, line, if chosen { "▌" } else { " " }, theme.pointer());
        let time = section.start.map(|t| format!(" {t} ")).unwrap_or_default();
        let x = put_right(buffer, line, &time, theme.quiet());
        let place = Rect { x: line.x + 2, width: x.saturating_sub(line.x + 2), ..line };
        let style = if section.origin == Origin::Found { theme.found() } else { theme.text() };
        put(buffer, place, &section.title, style);
        let marks: Vec<_> = finder.marks(&section.title).into_iter().map(|m| (m, theme.matched())).collect();
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
