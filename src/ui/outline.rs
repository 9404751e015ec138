//! The outline pane: the sections, the current one marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{put, put_right, row};
use super::theme::Theme;
use crate::app::{App, Focus, Reader, Walk};
use crate::model::Origin;

/// Paints the outline pane.
pub fn paint(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let focused = app.focus == Focus::Outline;
    let style = theme.header(focused);
    let header = row(area, 0);
    buffer.set_style(header, style);
    let Some(reader) = &app.reader else { return };
    let sections = &reader.talk.sections;
    let x = put_right(buffer, header, &format!("{} ", sections.len()), style);
    put(buffer, Rect { width: x.saturating_sub(area.x), ..header }, " Outline", style);

    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let top = app.outline.choice.top;
    let current = reader.section();
    for (i, _) in sections.iter().enumerate().skip(top).take(usize::from(body.height)) {
        let line = row(body, u16::try_from(i - top).unwrap_or(u16::MAX));
        paint_section(app, theme, reader, i, current == Some(i), line, buffer);
        if focused && app.outline.choice.at == i {
            buffer.set_style(
                Rect { x: line.x + 1, width: line.width.saturating_sub(1), ..line },
                theme.chosen(true),
            );
        }
    }
}

fn paint_section(
    app: &App,
    theme: Theme,
    reader: &Reader,
    at: usize,
    current: bool,
    line: Rect,
    buffer: &mut Buffer,
) {
    let section = &reader.talk.sections[at];
    let chosen = app.focus == Focus::Outline && app.outline.choice.at == at;
    let sign = match (chosen, current, app.focus == Focus::Outline) {
        (true, ..) | (_, true, false) => "▌",
        // While another is chosen, the one that is read has a sign of its own.
        (_, true, true) => "›",
        _ => " ",
    };
    put(buffer, line, sign, theme.pointer());
    let hits = app.shown_walk().map_or(0, |walk| hits_within(walk, reader, at));
    let time = section.start.map(|t| t.to_string()).unwrap_or_default();
    let told = match hits {
        0 => format!(" {time} "),
        hits => format!(" •{hits} {time} "),
    };
    let x = put_right(buffer, line, &told, theme.quiet());
    let indent = 1 + 2 * u16::from(section.level.saturating_sub(1).min(4));
    let place = Rect { x: line.x + indent, width: x.saturating_sub(line.x + indent), ..line };
    let style = match (current, section.origin) {
        (true, _) => theme.title(),
        (false, Origin::Written) => theme.text(),
        (false, Origin::Found) => theme.quiet(),
    };
    put(buffer, place, &section.title, style);
}

fn hits_within(walk: &Walk, reader: &Reader, section: usize) -> usize {
    let innermost = |at: usize| reader.talk.section_at(at) == Some(section);
    walk.within(reader.id).filter(|(span, _, _)| innermost(span.from())).count()
}
