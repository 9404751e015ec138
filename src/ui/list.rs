//! The list of talks: two rows each, the title and what is known of it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::{field_cursor, paint_field};
use super::paint::{put, put_right, rect, restyle, row};
use super::theme::Theme;
use crate::app::{App, Entry, Focus, Order, Panes, State, TalkId, speakers, spoken_length, words};
use crate::model::Span;
use crate::search::names::Finder;
use crate::text::{width, wrap};

/// Rows that a title may take.
const TITLE_ROWS: usize = 2;

/// Paints the list pane.
pub fn paint(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    paint_header(app, theme, row(area, 0), buffer);
    let body = body(app, area);
    if body.y > area.y + 1 {
        paint_filter(app, theme, row(area, 1), buffer);
    }
    let rows = app.list.entry_rows(body.height.into());
    let shown = app.list.shown();
    let lines = usize::from(body.height) / rows;
    let finder = Finder::new(app.list.filter.value());
    for (i, &talk) in shown.iter().enumerate().skip(app.list.choice.top).take(lines) {
        let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let y = narrow((i - app.list.choice.top) * rows);
        let place = Rect { y: body.y.saturating_add(y), height: narrow(rows), ..body };
        paint_entry(app, theme, (talk, &finder), i == app.list.choice.at, place, buffer);
    }
    if shown.is_empty() {
        let what = match (app.list.entries.is_empty(), app.list.complete) {
            (true, false) => "looking for talks …",
            (true, true) => "no talks here",
            (false, _) => "nothing fits; Esc shows all",
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
    let at = (app.list.choice.at + 1).min(shown);
    let told = match (app.list.complete, shown == count) {
        (false, _) => format!(" {count} … "),
        (true, true) => format!(" {at} of {count} "),
        (true, false) => format!(" {at} of {shown} ({count}) "),
    };
    let x = put_right(buffer, area, &told, style);
    let title = match app.list.order {
        Order::Path => " Talks".to_owned(),
        order => format!(" Talks, {}", order.name()),
    };
    put(buffer, Rect { width: x.saturating_sub(area.x), ..area }, &title, style);
}

fn paint_filter(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    paint_field(theme, "› ", &app.list.filter, area, buffer);
}

fn paint_entry(
    app: &App,
    theme: Theme,
    (talk, finder): (TalkId, &Finder),
    chosen: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let Some(entry) = app.list.entries.get(talk) else { return };
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let marks: Vec<_> = finder.marks(entry.title()).into_iter().map(|mark| (mark, theme.matched())).collect();
    let most = usize::from(area.height).saturating_sub(1).clamp(1, TITLE_ROWS);
    let titles = title_rows(entry, usize::from(inside.width), most);
    let used = u16::try_from(titles.len()).unwrap_or(1) + 1;
    for (i, part) in titles.into_iter().enumerate() {
        let line = row(inside, u16::try_from(i).unwrap_or(0));
        // The last row that there is room for shows by `…` that the title goes on.
        let goes_on = i + 1 == most;
        let rest = Span::new(part.from(), if goes_on { entry.title().len() } else { part.to() });
        let title = rest.of(entry.title());
        put(buffer, line, title, if chosen { theme.title() } else { theme.text() });
        restyle(buffer, line, title, part.from(), &marks);
    }
    let facts = row(inside, used - 1);
    match &entry.state {
        State::Failed(why) => {
            put(buffer, facts, &format!("✗ {why}"), theme.fault());
        }
        State::Known(card) if card.words == 0 => {
            put(buffer, facts, "✗ nothing is said in it", theme.fault());
        }
        _ => match other_name(entry, finder).filter(|_| marks.is_empty()) {
            Some(name) => paint_other_name(theme, name, finder, facts, buffer),
            None => paint_facts(theme, entry, facts, buffer),
        },
    }
    if chosen {
        let used = Rect { height: used, ..area };
        for y in 0..used.height {
            put(buffer, Rect { width: 1, ..row(used, y) }, "▌", theme.pointer());
        }
        if app.focus == Focus::List {
            let rest = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..used };
            buffer.set_style(rest, theme.chosen(true));
        }
    }
}

/// The title on one row, or on as many as there are where it is longer.
fn title_rows(entry: &Entry, columns: usize, most: usize) -> Vec<Span> {
    let title = entry.title();
    wrap(title, Span::new(0, title.len()), columns.max(1)).into_iter().take(most).collect()
}

/// The speaker or the file by whose name a talk passed the filter, if its title did not.
fn other_name<'a>(entry: &'a Entry, finder: &Finder) -> Option<&'a str> {
    entry.speakers().chain([entry.file_name()]).find(|name| !finder.marks(name).is_empty())
}

fn paint_other_name(theme: Theme, name: &str, finder: &Finder, area: Rect, buffer: &mut Buffer) {
    put(buffer, area, name, theme.quiet());
    let marks: Vec<_> = finder.marks(name).into_iter().map(|mark| (mark, theme.matched())).collect();
    restyle(buffer, area, name, 0, &marks);
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
    let also: Vec<&str> = entry.kin.languages.iter().chain(&entry.kin.formats).map(String::as_str).collect();
    if !also.is_empty() {
        parts.push(format!("also {}", also.join(", ")));
    }
    // On a narrow screen whole facts are left out rather than cut.
    while parts.len() > 1 && width(&parts.join(" · ")) > room && room < 24 {
        parts.pop();
    }
    parts.join(" · ")
}
