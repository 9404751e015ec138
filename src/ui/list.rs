//! The list of talks: two rows each, the title and what is known of it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::{field_cursor, paint_field};
use super::paint::{put, put_right, rect, restyle, row};
use super::theme::Theme;
use crate::app::{App, ENTRY_ROWS, Entry, Focus, Panes, Shown, State, speakers, spoken_length, words};
use crate::text::width;

/// Paints the list pane.
pub fn paint(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    paint_header(app, theme, row(area, 0), buffer);
    let body = body(app, area);
    if body.y > area.y + 1 {
        paint_filter(app, theme, row(area, 1), buffer);
    }
    let lines = usize::from(body.height) / ENTRY_ROWS;
    let shown = app.list.shown();
    for (i, line) in shown.iter().enumerate().skip(app.list.choice.top).take(lines) {
        let y = u16::try_from((i - app.list.choice.top) * ENTRY_ROWS).unwrap_or(u16::MAX);
        let place = Rect { y: body.y + y, height: 2, ..body };
        paint_entry(app, theme, line, i == app.list.choice.at, place, buffer);
    }
    if shown.is_empty() {
        let what = match (app.list.entries.is_empty(), app.list.complete) {
            (true, false) => "looking for talks …",
            (true, true) => "no talks here",
            (false, _) => "no title fits; Esc shows all",
        };
        put(
            buffer,
            Rect { x: body.x + 2, width: body.width.saturating_sub(2), ..row(body, 0) },
            what,
            theme.quiet(),
        );
    }
}

/// Where the cursor stands while the filter is typed.
pub fn cursor(app: &App, panes: &Panes) -> Option<Position> {
    let area = rect(panes.list.filter(|_| app.list.typing)?);
    Some(field_cursor("› ", &app.list.filter, row(area, 1)))
}

fn body(app: &App, area: Rect) -> Rect {
    let header = app.list.header_rows();
    Rect { y: area.y + header.min(area.height), height: area.height.saturating_sub(header), ..area }
}

fn paint_header(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let style = theme.header(app.focus == Focus::List);
    buffer.set_style(area, style);
    let count = app.list.entries.len();
    let shown = app.list.shown().len();
    let told = match (app.list.complete, shown == count) {
        (false, _) => format!("{count} … "),
        (true, true) => format!("{count} "),
        (true, false) => format!("{shown} of {count} "),
    };
    let x = put_right(buffer, area, &told, style);
    put(buffer, Rect { width: x.saturating_sub(area.x), ..area }, " Talks", style);
}

fn paint_filter(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    paint_field(theme, "› ", &app.list.filter, area, buffer);
}

fn paint_entry(app: &App, theme: Theme, shown: &Shown, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let entry = &app.list.entries[shown.talk];
    let failed = matches!(entry.state, State::Failed(_));
    let sign = match (chosen, failed) {
        (_, true) => "✗",
        (true, _) => "▌",
        _ => " ",
    };
    let sign_style = if failed { theme.fault() } else { theme.pointer() };
    let first = Rect { width: area.width.saturating_sub(1), ..row(area, 0) };
    let x = put(buffer, first, sign, sign_style);
    let title = Rect { x: x + 1, width: first.width.saturating_sub(2), ..first };
    let style = if chosen { theme.title() } else { theme.text() };
    put(buffer, title, entry.title(), style);
    let marks: Vec<_> = shown.marks.iter().map(|&mark| (mark, theme.matched())).collect();
    restyle(buffer, title, entry.title(), 0, &marks);

    let second = Rect { x: title.x, width: title.width, ..row(area, 1) };
    if chosen {
        put(buffer, Rect { width: 1, ..row(area, 1) }, sign, sign_style);
    }
    match &entry.state {
        State::Failed(why) => {
            put(buffer, second, why, theme.fault());
        }
        _ => paint_facts(theme, entry, second, buffer),
    }
    if chosen && app.focus == Focus::List {
        buffer.set_style(
            Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area },
            theme.chosen(true),
        );
    }
}

/// Date, length and speakers at the left, how far it was read at the right.
fn paint_facts(theme: Theme, entry: &Entry, area: Rect, buffer: &mut Buffer) {
    let read = entry.read.map(read_so_far).unwrap_or_default();
    let x = put_right(buffer, area, &read, theme.quiet());
    let room = usize::from(x.saturating_sub(area.x));
    let facts = facts(entry, room);
    put(buffer, Rect { width: x.saturating_sub(area.x), ..area }, &facts, theme.quiet());
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage")]
fn read_so_far(share: f32) -> String {
    match (share * 100.0).round() as u8 {
        0 => String::new(),
        99.. => " read".into(),
        percent => format!(" {percent}%"),
    }
}

/// Date, length and speakers.
fn facts(entry: &Entry, room: usize) -> String {
    let State::Known(card) = &entry.state else { return String::new() };
    let length = card.duration.map_or_else(|| words(card.words), spoken_length);
    let mut parts = vec![];
    parts.extend(card.date.map(|d| d.to_string()));
    parts.push(length);
    parts.extend(speakers(card.speakers.iter().map(String::as_str)));
    // On a narrow screen whole facts are left out rather than cut.
    while parts.len() > 1 && width(&parts.join(" · ")) > room && room < 24 {
        parts.pop();
    }
    parts.join(" · ")
}
