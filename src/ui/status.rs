//! The row at the foot: a message, the hits, or what can be done here; and the place at its right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::paint_field;
use super::paint::{clear, put, put_right, row};
use super::theme::Theme;
use crate::app::{App, Find, Mode, Overlay, Reader, Scope};
use crate::model::Span;
use crate::text::{shorten, width, wrap};

/// Rows that a message takes at most.
const LONGEST_MESSAGE: u16 = 4;

/// Paints the row; answers where the cursor stands while a line is typed in it.
pub fn paint(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    clear(buffer, area);
    if let Some(Overlay::Line(line)) = &app.overlay {
        return Some(paint_field(theme, ":", &line.input, area, buffer));
    }
    if let Some(Overlay::Name(naming)) = &app.overlay {
        // However long the label is, half of the row is for the name.
        let label = shorten(&naming.label, usize::from(area.width / 2).saturating_sub(" is: ".len()));
        return Some(paint_field(theme, &format!("{label} is: "), &naming.input, area, buffer));
    }
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut end = inside.right();
    // A message matters more than the place; beside the place it must have room to be read.
    let place = app.shown_reader().map(|r| place(r, usize::from(inside.width))).unwrap_or_default();
    let left = left(app);
    let crowded = app.message.is_some() && width(&left) + width(&place) + 2 > usize::from(inside.width);
    if !crowded {
        end = put_right(buffer, inside, &place, theme.text());
    }
    if !app.pending.is_empty() {
        let shown = Rect { width: end.saturating_sub(inside.x + 2), ..inside };
        end = put_right(buffer, shown, &app.pending, theme.title());
    }
    if app.message.is_some() && width(&left) > usize::from(inside.width) {
        paint_long(app, theme, &left, area, buffer);
        return None;
    }
    let style = match &app.message {
        Some(message) if message.fault => theme.fault(),
        Some(_) => theme.text(),
        None => theme.quiet(),
    };
    put(buffer, Rect { width: end.saturating_sub(inside.x + 1), ..inside }, &left, style);
    None
}

/// A message that needs more than a row stands on the rows above as well: what it tells last matters most.
fn paint_long(app: &App, theme: Theme, message: &str, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    let rows = wrap(message, Span::new(0, message.len()), columns);
    let count = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.y + 1).min(LONGEST_MESSAGE);
    let top = Rect { y: area.y + 1 - count, height: count, ..area };
    clear(buffer, top);
    let fault = app.message.as_ref().is_some_and(|m| m.fault);
    let hidden = rows.len().saturating_sub(usize::from(count));
    for (i, part) in rows.into_iter().skip(hidden).enumerate() {
        let line = row(top, u16::try_from(i).unwrap_or(0));
        let inside = Rect { x: line.x + 1, width: line.width.saturating_sub(2), ..line };
        put(buffer, inside, part.of(message), if fault { theme.fault() } else { theme.text() });
    }
}

/// `raw · 12:31 of 1:12:35 · 17% · § 3 of 38`
fn place(reader: &Reader, room: usize) -> String {
    let mut parts = Vec::new();
    if reader.is_raw() {
        parts.push("raw".to_owned());
    }
    // With the last row on the screen the talk is at its end, wherever the first row is.
    let time = if reader.share() >= 1.0 { reader.talk.duration.or(reader.time()) } else { reader.time() };
    match (time, reader.talk.duration) {
        (Some(now), Some(whole)) => parts.push(format!("{now} of {whole}")),
        (Some(now), None) => parts.push(now.to_string()),
        _ => {}
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    parts.push(format!("{}%", (reader.share() * 100.0).round() as u8));
    let sections = &reader.talk.sections;
    if let Some(at) = reader.section().filter(|_| room >= 60) {
        parts.push(format!("§ {} of {}", at + 1, sections.len()));
    }
    parts.join(" · ")
}

fn left(app: &App) -> String {
    if let Some(message) = &app.message {
        return message.text.clone();
    }
    match (&app.overlay, app.shown_walk()) {
        (Some(Overlay::Find(find)), _) => find_hints(find).into(),
        (Some(Overlay::Sections(_)), _) => "Enter goes there · Esc back".into(),
        (Some(Overlay::Help(_)), _) => "j k scroll · Esc back".into(),
        (None, Some(walk)) => {
            format!("{} · “{}” · n N", walk.count(), walk.typed)
        }
        _ => hints(app).into(),
    }
}

fn find_hints(find: &Find) -> &'static str {
    match (find.is_empty(), find.scope) {
        (true, _) => "Esc back · Tab where · Up earlier searches",
        (_, Scope::AllTalks) if find.grouped => "Enter go · Esc back · Tab where · ^t best first",
        (_, Scope::AllTalks) => "Enter go · Esc back · Tab where · ^t by talk",
        _ => "Enter go · Esc back · Tab where · ^n ^p move",
    }
}

fn hints(app: &App) -> &'static str {
    match app.mode() {
        Mode::List => "Enter read · / search · f filter · ? help · q quit",
        Mode::Transcript if app.reader.as_ref().is_some_and(|r| r.talk.sections.is_empty()) => {
            "/ search · Space b a screen · ? help"
        }
        Mode::Transcript => "/ search · ] [ sections · ? help",
        Mode::Outline => "Enter go there · Esc back · ? help",
        Mode::Picking | Mode::Line | Mode::Help => "Enter takes it · Esc back",
    }
}
