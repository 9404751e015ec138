//! The lines of the search overlay: talks, names, and hits with their sentences.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{put, put_right, restyle, row};
use super::super::theme::Theme;
use super::paint_part;
use crate::app::{App, Find, FoundHit, Frame, Line, Named, Piece, Scope, What};
use crate::model::Origin;
use crate::search::Why;
use crate::text::{shorten, width};

/// Columns in which it can be told what a name is of.
const LEAST_TOLD: usize = 16;
/// Columns from which on there is room to tell why a hit was found.
const WHY_FROM: u16 = 28;

/// Paints what is seen of the lines.
pub fn paint(app: &App, find: &Find, theme: Theme, frame: Frame, area: Rect, buffer: &mut Buffer) {
    for placed in find.placed(frame) {
        let place = Rect { y: area.y + placed.y, height: placed.height, ..area };
        match placed.piece {
            Piece::Talk(line) => {
                if let Some(Line::Hit(hit)) = find.line(line) {
                    paint_talk(app, find, theme, hit, place, buffer);
                }
            }
            Piece::Line(at) => {
                let chosen = at == find.choice.at;
                match find.line(at) {
                    Some(Line::Hit(hit)) => {
                        paint_hit((app, find), theme, frame, (hit, chosen), place, buffer);
                    }
                    Some(Line::Name(name)) => paint_name(app, theme, name, chosen, place, buffer),
                    None => {}
                }
            }
        }
    }
}

/// `A walk · 2024-03-01 ───── 3`
fn paint_talk(app: &App, find: &Find, theme: Theme, hit: &FoundHit, area: Rect, buffer: &mut Buffer) {
    let count = format!(" {} ", find.count_in(hit.talk));
    let x = put_right(buffer, area, &count, theme.quiet());
    let inside = Rect { x: area.x + 1, width: x.saturating_sub(area.x + 2), ..area };
    let date = app.list.entries.get(hit.talk).and_then(|entry| entry.card()?.date);
    let room = inside.width.saturating_sub(if date.is_some() { 13 } else { 0 });
    let mut end = put(buffer, Rect { width: room, ..inside }, &hit.title, theme.heading());
    if let Some(date) = date {
        let rest = Rect { x: end, width: inside.right().saturating_sub(end), ..inside };
        end = put(buffer, rest, &format!(" · {date}"), theme.quiet());
    }
    for x in end + 1..inside.right() {
        buffer.set_string(x, area.y, "─", theme.quiet());
    }
}

/// A title, a speaker or a heading: the name, and at the right what it is.
fn paint_name(app: &App, theme: Theme, name: &Named, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let inside = paint_pointer(theme, chosen, area, buffer);
    let title = app.list.entries.get(name.talk).map_or("", |entry| entry.title());
    let (sign, told) = match name.what {
        What::Title => ("", "talk".to_owned()),
        What::Speaker => ("", format!("speaks in {title}")),
        What::Heading(_) => ("§ ", format!("section of {title}")),
    };
    let style = if chosen { theme.title() } else { theme.text() };
    let x = put(buffer, inside, sign, theme.quiet());
    // The name has two thirds where both do not fit; what it is tells nothing in a few letters.
    let room = usize::from(inside.right().saturating_sub(x));
    let left = room.saturating_sub(width(&name.name) + 2).max(room / 3);
    let left = if left < LEAST_TOLD.min(width(&told)) { 0 } else { left.min(width(&told)) };
    let end = inside.right() - u16::try_from(left).unwrap_or(0);
    put(buffer, Rect { x: end, width: inside.right() - end, ..inside }, &told, theme.quiet());
    let gap = if left == 0 { 0 } else { 2 };
    let place = Rect { x, width: end.saturating_sub(x + gap), ..inside };
    let shown = shorten(&name.name, usize::from(place.width));
    put(buffer, place, &shown, style);
    restyle(buffer, place, &shown, 0, &[(name.mark, theme.matched())]);
}

fn paint_hit(
    (app, find): (&App, &Find),
    theme: Theme,
    frame: Frame,
    (hit, chosen): (&FoundHit, bool),
    area: Rect,
    buffer: &mut Buffer,
) {
    let rows = frame.rows_of(hit);
    let used = u16::try_from(rows.len() + 1).unwrap_or(u16::MAX).min(area.height);
    let inside = paint_pointer(theme, chosen, Rect { height: used, ..area }, buffer);
    let top = row(inside, 0);
    let style = if chosen { theme.title() } else { theme.quiet() };
    let head = head(app, find, hit);
    // Why it was found stands at the right, where there is room for it beside the place.
    let why = why(hit).filter(|_| top.width >= WHY_FROM).unwrap_or_default();
    let room = usize::from(top.width).saturating_sub(2);
    let end = if width(&why) <= room.saturating_sub(width(&head).min(room / 2)) {
        put_right(buffer, top, &why, theme.found_heading())
    } else {
        top.right()
    };
    let gap = u16::from(end < top.right());
    put(buffer, Rect { width: end.saturating_sub(top.x + gap), ..top }, &head, style);
    for (y, part) in (1..used).zip(rows) {
        paint_part(theme, hit, part, row(inside, y), chosen, buffer);
    }
}

/// Paints the sign at the line that is chosen; answers where the line's own text goes.
fn paint_pointer(theme: Theme, chosen: bool, area: Rect, buffer: &mut Buffer) -> Rect {
    for y in 0..if chosen { area.height } else { 0 } {
        put(buffer, Rect { width: 1, ..row(area, y) }, "▌", theme.pointer());
    }
    Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area }
}

/// `12:31 · Ada · § Scaling laws`, and at last the talk, where it may be another: it is the longest.
fn head(app: &App, find: &Find, hit: &FoundHit) -> String {
    let mut parts = Vec::new();
    parts.extend(hit.time.map(|t| t.to_string()));
    parts.extend(hit.speaker.clone());
    parts.extend(hit.section.as_ref().and_then(|section| match section.origin {
        Origin::Found if !app.view.found => None,
        Origin::Found => Some(format!("~ {}", section.title)),
        Origin::Written | Origin::Reader => Some(format!("§ {}", section.title)),
    }));
    let elsewhere = find.scope == Scope::AllTalks && !find.shows_talks();
    if elsewhere || parts.is_empty() {
        parts.push(hit.title.clone());
    }
    parts.join(" · ")
}

/// Why it was found, where the words are not just as they were asked: `attorney for lawyer`, `most words`.
fn why(hit: &FoundHit) -> Option<String> {
    /// More of them than anyone reads.
    const MOST: usize = 2;
    /// That a word as short as `is` is another tells nothing.
    const TELLING: usize = 3;
    let telling = |(asked, _): &&(String, String)| asked.chars().count() >= TELLING;
    let others = hit.hit.instead.iter().filter(telling).take(MOST);
    let mut told: Vec<String> = others.map(|(asked, said)| format!("{said} for {asked}")).collect();
    match hit.hit.why {
        Why::Exact | Why::Alike => {}
        Why::InOrder | Why::Near if !told.is_empty() => {}
        Why::Most if hit.hit.closest => {}
        why => told.push(why.name().to_owned()),
    }
    if hit.hit.closest {
        told.insert(0, "closest".to_owned());
    }
    (!told.is_empty()).then(|| told.join(", "))
}
