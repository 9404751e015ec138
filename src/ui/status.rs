//! The row at the foot: a message, the hits, or what can be done here; and the place at its right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::paint_field;
use super::paint::{clear, put, put_right, row};
use super::picking::put_name;
use super::theme::Theme;
use crate::app::{App, Find, Mode, Naming, Overlay, Reader, Scope, Titling};
use crate::model::Span;
use crate::search::names::Finder;
use crate::text::{shorten, width, wrap};

/// Rows that a message takes at most.
const LONGEST_MESSAGE: u16 = 4;

/// Columns between what is typed and what stands beside it.
const FIELD_APART: usize = 3;
const KNOWN: &str = "Tab: ";
/// Stands between the parts of a hint.
const APART: &str = " · ";

/// Paints the row; answers where the cursor stands while a line is typed in it.
pub fn paint(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    clear(buffer, area);
    if let Some(Overlay::Line(line)) = &app.overlay {
        return Some(paint_field(theme, ":", &line.input, area, buffer));
    }
    if let Some(Overlay::Name(naming)) = &app.overlay {
        // However long the label is, half of the row is for the name.
        let label = shorten(&naming.label, usize::from(area.width / 2).saturating_sub(" is: ".len()));
        return Some(paint_naming(theme, &format!("{label} is: "), naming, area, buffer));
    }
    if let Some(Overlay::Title(titling)) = &app.overlay {
        let sign = if titling.adds() { "a section here: " } else { "its title: " };
        return Some(paint_titling(theme, sign, titling, area, buffer));
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
    let shown = Rect { width: end.saturating_sub(inside.x + 1), ..inside };
    let is_hint = app.message.is_none() && (app.overlay.is_some() || app.shown_walk().is_none());
    let told = if is_hint { parts_that_fit(&left, shown.width.into()) } else { left };
    put(buffer, shown, &told, style);
    None
}

/// The field for a title, and at its right what can be done with it, where there is room.
fn paint_titling(theme: Theme, sign: &str, titling: &Titling, area: Rect, buffer: &mut Buffer) -> Position {
    let hint = match (titling.brings_back(), titling.input.value().is_empty()) {
        (Some(title), _) => format!("Enter: “{title}” again · Esc back"),
        (None, true) => "Esc back".to_owned(),
        (None, false) => "Enter keeps it · ^u clears · Esc back".to_owned(),
    };
    let used = width(sign) + width(titling.input.value()) + FIELD_APART;
    let room = usize::from(area.width.saturating_sub(1)).saturating_sub(used);
    let inside = Rect { width: area.width.saturating_sub(1), ..area };
    let x = put_right(buffer, inside, &parts_that_fit(&hint, room), theme.quiet());
    paint_field(theme, sign, &titling.input, Rect { width: x.saturating_sub(area.x), ..area }, buffer)
}

/// As many whole parts of a hint as there is room for: the last one, which is the way on or out, and the first ones.
fn parts_that_fit(hint: &str, room: usize) -> String {
    let Some((rest, last)) = hint.rsplit_once(APART) else {
        return if width(hint) <= room { hint.to_owned() } else { String::new() };
    };
    let first: Vec<_> = rest.split(APART).collect();
    let some = |n: usize| [first.get(..n).unwrap_or_default(), &[last]].concat().join(APART);
    (0..=first.len()).rev().map(some).find(|told| width(told) <= room).unwrap_or_default()
}

/// The field for a name, and at its right the known names that fit what is typed: as many as there is room for.
fn paint_naming(theme: Theme, sign: &str, naming: &Naming, area: Rect, buffer: &mut Buffer) -> Position {
    let used = width(sign) + width(naming.input.value()) + FIELD_APART;
    let from = area.x.saturating_add(u16::try_from(used).unwrap_or(u16::MAX));
    let finder = Finder::new(&naming.typed);
    let mut x = from;
    for (at, name) in naming.fitting().enumerate() {
        let sign = if at == 0 { KNOWN } else { " · " };
        let needed = u16::try_from(width(sign) + width(name) + 1).unwrap_or(u16::MAX);
        if x.saturating_add(needed) > area.right() {
            break;
        }
        let place = |x: u16| Rect { x, width: area.right().saturating_sub(x), ..area };
        x = put(buffer, place(x), sign, theme.quiet());
        x = put_name(buffer, place(x), name, theme.text(), (&finder, theme));
    }
    let field = if x > from { from - 1 } else { area.right() };
    paint_field(theme, sign, &naming.input, Rect { width: field.saturating_sub(area.x), ..area }, buffer)
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
    if reader.is_skimming() {
        parts.push("skim".to_owned());
    } else if reader.is_raw() {
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
    if let Some((at, count)) = reader.counted().filter(|_| room >= 60) {
        parts.push(format!("§ {at} of {count}"));
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
        (Some(Overlay::Help(help)), _) if help.typing => "Enter does it · Esc back".into(),
        (Some(Overlay::Help(_)), _) => "f by some letters · j k scroll · Esc back".into(),
        (Some(Overlay::Speakers(voices)), _) if voices.typing => "Enter next turn · Esc all".into(),
        (Some(Overlay::Speakers(_)), _) => "Enter next turn · f filter · w name · Esc back".into(),
        (None, Some(walk)) => {
            format!("{} · “{}” · n N", walk.count(), walk.typed)
        }
        _ => hints(app).into(),
    }
}

fn find_hints(find: &Find) -> &'static str {
    match (find.is_empty(), find.scope) {
        (true, _) => "Tab where · Up earlier searches · Esc back",
        (_, Scope::AllTalks) if find.grouped => "Enter go · Tab where · ^t best first · Esc back",
        (_, Scope::AllTalks) => "Enter go · Tab where · ^t by talk · Esc back",
        _ => "Enter go · Tab where · ^n ^p move · Esc back",
    }
}

fn hints(app: &App) -> &'static str {
    match app.mode() {
        Mode::List => "Enter read · / search · f filter · q quit · ? help",
        Mode::Transcript if app.is_skimming() => "Enter reads on · x unfolds · ? help",
        Mode::Transcript if app.reader.as_ref().is_some_and(|r| r.talk.sections.is_empty()) => {
            "/ search · Space b a screen · ? help"
        }
        Mode::Transcript => "/ search · ] [ sections · ? help",
        Mode::Outline => "Enter go there · f filter · h l fold · ? help",
        Mode::Picking | Mode::Line | Mode::Help | Mode::Speakers => "Enter takes it · Esc back",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_have_whole_parts_and_the_last_one_longest() {
        for (room, expected) in [
            (50, "Enter go there · f filter · h l fold · ? help"),
            (44, "Enter go there · f filter · ? help"),
            (30, "Enter go there · ? help"),
            (22, "? help"),
            (5, ""),
        ] {
            assert_eq!(parts_that_fit("Enter go there · f filter · h l fold · ? help", room), expected);
        }
        assert_eq!(parts_that_fit("Esc back", 8), "Esc back");
        assert_eq!(parts_that_fit("Esc back", 7), "");
    }
}
