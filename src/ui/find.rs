//! The search overlay: what is typed, what was found, and a preview of what is chosen.

mod lines;
mod preview;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::paint_field;
use super::paint::{clear, put, put_right, row};
use super::theme::Theme;
use crate::app::{App, Find, FoundHit, Frame, Line, Scope, count_of, overlay_layout};
use crate::model::Span;
use crate::text::{shorten, wrap};

/// Paints the overlay; answers where the cursor stands.
pub fn paint(app: &App, find: &Find, theme: Theme, area: Rect, buffer: &mut Buffer) -> Position {
    clear(buffer, area);
    let cursor = paint_input(find, theme, row(area, 0), buffer);
    rule(theme, row(area, 1), "", buffer);
    let layout = overlay_layout(app.panes().main);
    let list = super::rect(layout.lines);
    if find.lines() > 0 {
        lines::paint(app, find, theme, Frame::new(layout.lines, area.height), list, buffer);
    } else {
        let below = Rect { y: list.y, height: area.bottom().saturating_sub(list.y), ..area };
        paint_nothing(app, find, theme, below, buffer);
    }
    if let Some(place) = layout.preview.filter(|_| find.lines() > 0) {
        paint_preview(app, find, theme, (list, super::rect(place), area), buffer);
    }
    paint_problems(find, theme, row(area, 1), buffer);
    cursor
}

/// The preview stands beside the list or below it, under the title of the talk.
fn paint_preview(
    app: &App,
    find: &Find,
    theme: Theme,
    (list, place, area): (Rect, Rect, Rect),
    buffer: &mut Buffer,
) {
    let title = match find.chosen() {
        Some(Line::Hit(hit)) => hit.title.as_str(),
        Some(Line::Name(name)) => app.list.entries.get(name.talk).map_or("", |entry| entry.title()),
        None => "",
    };
    if place.y == list.y {
        let x = place.x.saturating_sub(2);
        for y in place.top()..place.bottom() {
            put(buffer, Rect { x, y, width: 1, height: 1 }, "│", theme.quiet());
        }
        let above = row(area, 1);
        rule(theme, Rect { x: x + 1, width: area.right().saturating_sub(x + 1), ..above }, title, buffer);
        put(buffer, Rect { x, width: 1, ..above }, "┬", theme.quiet());
    } else {
        rule(theme, Rect { y: place.y - 1, height: 1, ..area }, title, buffer);
    }
    match find.chosen() {
        Some(Line::Hit(hit)) => preview::paint_passage(find, hit, theme, place, buffer),
        Some(Line::Name(name)) => preview::paint_card(app, name, theme, place, buffer),
        None => {}
    }
}

fn paint_input(find: &Find, theme: Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let scope = match find.scope {
        Scope::ThisSection => "this section",
        Scope::ThisTalk => "this talk",
        Scope::AllTalks => "all talks",
    };
    // On a narrow screen the words that are typed matter more than what they lead to.
    let told = match area.width {
        60.. => format!(" {} · {scope} ", count(find)),
        34.. => format!(" {} · {} ", short_count(find), scope.rsplit(' ').next().unwrap_or(scope)),
        _ => String::new(),
    };
    let x = put_right(buffer, area, &told, theme.quiet());
    let inside = Rect { x: area.x + 1, width: x.saturating_sub(area.x + 1), ..area };
    paint_field(theme, "/ ", &find.input, inside, buffer)
}

/// `12 found · 3 ms`; of what is not much like it `12 closest`.
fn count(find: &Find) -> String {
    let what = if find.is_closest() { "closest" } else { "found" };
    match (find.is_empty(), find.count(), find.is_counted()) {
        (true, ..) => "type words of it".into(),
        (_, 0, true) => "nothing found".into(),
        (_, 0, false) => "looking …".into(),
        (_, n, true) => format!("{} {what} · {} ms", count_of(n, find.scope), find.took_ms),
        (_, n, false) => match find.reading {
            Some((read, of)) => format!("{} {what} in {read} of {of}", count_of(n, find.scope)),
            None => format!("{} {what} …", count_of(n, find.scope)),
        },
    }
}

fn short_count(find: &Find) -> String {
    match (find.is_empty(), find.count(), find.is_counted()) {
        (true, ..) => "search".into(),
        (_, 0, true) => "nothing".into(),
        (_, 0, false) => "…".into(),
        (_, n, _) => {
            format!("{} {}", count_of(n, find.scope), if find.is_closest() { "close" } else { "found" })
        }
    }
}

/// What was typed that makes no sense stands right under the field.
fn paint_problems(find: &Find, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let told = find.problems.join("; ");
    if !told.is_empty() {
        clear(buffer, area);
        let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
        put(buffer, inside, &told, theme.fault());
    }
}

/// Where there is nothing to list: why, or what was searched for earlier.
fn paint_nothing(app: &App, find: &Find, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut told: Vec<String> = match (find.reading, find.is_empty()) {
        (_, true) => vec!["Words that were said, as you remember them.".to_owned()],
        (Some((read, of)), _) => vec![format!("The talks are still being read: {read} of {of}.")],
        (None, false) => find.reasons.clone(),
    };
    if find.is_empty() && !app.searches.is_empty() {
        told.push("Up brings back what you searched for last:".to_owned());
        told.extend(app.searches.iter().take(usize::from(area.height)).map(|search| format!("  {search}")));
    }
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let rows = told.iter().flat_map(|line| {
        let indent = line.len() - line.trim_start().len();
        let columns = usize::from(inside.width).saturating_sub(indent).max(1);
        let parts = wrap(line, Span::new(indent, line.len()), columns);
        parts.into_iter().map(move |part| (indent, part.of(line)))
    });
    for (y, (indent, part)) in rows.take(usize::from(area.height)).enumerate() {
        let line = row(inside, u16::try_from(y).unwrap_or(u16::MAX));
        let indent = u16::try_from(indent).unwrap_or(0);
        let place = Rect { x: line.x + indent, width: line.width.saturating_sub(indent), ..line };
        put(buffer, place, part, theme.quiet());
    }
}

/// A line across, with a title in it.
pub fn rule(theme: Theme, area: Rect, title: &str, buffer: &mut Buffer) {
    for x in area.left()..area.right() {
        buffer.set_string(x, area.y, "─", theme.quiet());
    }
    if !title.is_empty() {
        let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let title = shorten(title, usize::from(inside.width).saturating_sub(2));
        put(buffer, inside, &format!(" {title} "), theme.quiet());
    }
}

/// A row of a hit's passage, the words that matched marked.
fn paint_part(theme: Theme, hit: &FoundHit, part: Span, area: Rect, current: bool, buffer: &mut Buffer) {
    let shown = part.of(&hit.passage);
    put(buffer, area, shown, theme.text());
    let marks: Vec<_> = hit.hit.marks.iter().map(|&m| (hit.in_passage(m), theme.hit(current))).collect();
    super::paint::restyle(buffer, area, shown, part.from(), &marks);
}
