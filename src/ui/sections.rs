//! The choice of a section by some letters of its name.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint::{clear, put_right, row};
use super::picking::{paint_choice, paint_head_and_rule, put_name};
use super::theme::Theme;
use crate::app::{App, Pick};
use crate::model::Origin;
use crate::search::names::Finder;

/// Paints the overlay; answers where the cursor stands.
pub fn paint(app: &App, pick: &Pick, theme: Theme, area: Rect, buffer: &mut Buffer) -> Position {
    clear(buffer, area);
    let Some(reader) = &app.reader else { return area.as_position() };
    let sections = &reader.talk.sections;
    let told = format!("{} of {} sections", pick.hits.len(), sections.len());
    let (cursor, body) = paint_head_and_rule(theme, "§ ", &pick.input, &told, area, buffer);
    let finder = Finder::new(pick.input.value());
    for (i, hit) in pick.hits.iter().enumerate().skip(pick.choice.top).take(usize::from(body.height)) {
        let line = row(body, u16::try_from(i - pick.choice.top).unwrap_or(u16::MAX));
        let Some(section) = sections.get(hit.at) else { continue };
        let time = section.start.map(|t| format!(" {t} ")).unwrap_or_default();
        let x = put_right(buffer, line, &time, theme.quiet());
        let place = Rect { x: line.x + 2, width: x.saturating_sub(line.x + 2), ..line };
        let style = if section.origin == Origin::Found { theme.found() } else { theme.text() };
        put_name(buffer, place, &section.title, style, (&finder, theme));
        paint_choice(theme, i == pick.choice.at, line, buffer);
    }
    cursor
}
