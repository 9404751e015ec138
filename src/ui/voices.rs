//! The speakers at a glance: who, how much, and when, with a strip of the whole talk for each.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::initials::initials;
use super::paint::{clear, put, put_right, rect, row};
use super::picking::{paint_head, put_name};
use super::theme::Theme;
use crate::app::{App, Area, Reader, Voice, Voices, VoicesLayout, spoken_length, words};
use crate::search::names::Finder;
use crate::text::width;

/// The widest that names are set beside strips.
const WIDEST_NAME: u16 = 28;
/// Columns for `62%  44 min  21 turns`.
const FACTS: u16 = 26;

/// Paints the overlay; answers where the cursor stands, while letters of a name are typed.
pub fn paint(app: &App, voices: &Voices, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    clear(buffer, area);
    let reader = app.reader.as_ref()?;
    let cursor = paint_header(voices, theme, row(area, 0), buffer);
    let layout = voices.layout(Area { x: area.x, y: area.y, width: area.width, height: area.height });
    let lines = rect(layout.lines);
    let strip = strip_columns(reader, voices, layout, lines);
    let shown = usize::from(lines.height / layout.rows).max(1);
    let finder = Finder::new(voices.filter.value());
    for (i, voice) in voices.shown().enumerate().skip(voices.choice.top).take(shown) {
        let y = lines.y + u16::try_from(i - voices.choice.top).unwrap_or(0) * layout.rows;
        let place = Rect { y, height: layout.rows.min(lines.bottom().saturating_sub(y)), ..lines };
        let letters = Letters { theme, finder: &finder };
        paint_voice(reader, voice, i == voices.choice.at, letters, (layout, strip), place, buffer);
    }
    paint_times(
        reader,
        theme,
        Rect { y: area.y + 1, height: u16::from(lines.y > area.y + 1), ..strip },
        buffer,
    );
    if voices.shown().len() == 0 {
        let place = Rect { x: lines.x + 2, width: lines.width.saturating_sub(2), ..row(lines, 0) };
        put(buffer, place, "nothing fits; Esc shows all", theme.quiet());
        return cursor;
    }
    let used = u16::try_from(shown.min(voices.shown().len())).unwrap_or(u16::MAX).saturating_mul(layout.rows);
    let y = (lines.y + used).min(area.bottom().saturating_sub(1));
    paint_place(reader, theme, Rect { y, height: 1, ..strip }, buffer);
    cursor
}

/// How many there are; or the field, and how many fit.
fn paint_header(voices: &Voices, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if voices.typing {
        let told = format!("{} of {} speakers", voices.shown().len(), voices.all.len());
        return Some(paint_head(theme, "› ", &voices.filter, &told, area, buffer));
    }
    buffer.set_style(area, theme.header(true));
    let x = put_right(buffer, area, &format!(" {} ", voices.all.len()), theme.header(true));
    put(buffer, Rect { width: x.saturating_sub(area.x), ..area }, " Speakers", theme.header(true));
    None
}

/// Where the strips stand, in columns.
fn strip_columns(reader: &Reader, voices: &Voices, layout: VoicesLayout, lines: Rect) -> Rect {
    if !layout.beside {
        return Rect { x: lines.x + 2, width: lines.width.saturating_sub(4), ..lines };
    }
    let from = lines.x + 2 + initials_columns(reader) + name_columns(reader, voices, lines) + 2 + FACTS + 2;
    Rect { x: from, width: lines.right().saturating_sub(from + 2), ..lines }
}

fn name_columns(reader: &Reader, voices: &Voices, lines: Rect) -> u16 {
    let names = voices.all.iter().map(|voice| u16::try_from(width(&name(reader, voice))).unwrap_or(u16::MAX));
    names.max().unwrap_or(0).clamp(8, WIDEST_NAME.min(lines.width / 4))
}

/// Nobody knows who a bare label is.
fn name(reader: &Reader, voice: &Voice) -> String {
    match reader.talk.speaker(voice.speaker) {
        Some(speaker) if speaker.is_unknown() => format!("{} (unknown)", speaker.name),
        Some(speaker) => speaker.name.clone(),
        None => String::new(),
    }
}

/// How names are written: the letters that matched are marked.
#[derive(Clone, Copy)]
struct Letters<'a> {
    theme: Theme,
    finder: &'a Finder,
}

fn paint_voice(
    reader: &Reader,
    voice: &Voice,
    chosen: bool,
    Letters { theme, finder }: Letters,
    (layout, strip): (VoicesLayout, Rect),
    area: Rect,
    buffer: &mut Buffer,
) {
    let used = if layout.beside { 1 } else { area.height.min(2) };
    for y in 0..used {
        put(buffer, Rect { width: 1, ..row(area, y) }, if chosen { "▌" } else { " " }, theme.pointer());
    }
    let line = row(area, 0);
    let right = if layout.beside { strip.x.saturating_sub(2) } else { line.right().saturating_sub(2) };
    let told = Rect { x: line.x + 2, width: right.saturating_sub(line.x + 2), ..line };
    let name = name(reader, voice);
    let taken = width(&name) + 1 + usize::from(initials_columns(reader));
    let room = usize::from(told.width).saturating_sub(taken);
    let facts = if layout.beside { facts_in_columns(voice) } else { facts(voice, room) };
    let x = put_right(buffer, told, &facts, theme.quiet());
    let told = paint_initials(reader, voice, theme, told, buffer);
    let place = Rect { width: x.saturating_sub(told.x + 1), ..told };
    let unknown = reader.talk.speaker(voice.speaker).is_none_or(crate::model::Speaker::is_unknown);
    let style = theme.speaker(usize::from(voice.speaker.0), unknown);
    put_name(buffer, place, &name, style, (finder, theme));
    if chosen {
        buffer.set_style(
            Rect { x: line.x + 1, width: told.right().saturating_sub(line.x), ..line },
            theme.chosen(true),
        );
    }
    let y = if layout.beside { line.y } else { line.y + 1 };
    if y < area.bottom() {
        let style = theme
            .speaker(usize::from(voice.speaker.0), true)
            .remove_modifier(ratatui::style::Modifier::ITALIC);
        paint_strip(reader, voice, Rect { y, height: 1, ..strip }, (theme, style), buffer);
    }
}

/// The letters that stand for them in the outline; answers where the rest goes.
fn paint_initials(reader: &Reader, voice: &Voice, theme: Theme, line: Rect, buffer: &mut Buffer) -> Rect {
    let columns = initials_columns(reader).min(line.width);
    let letters = Rect { width: columns, ..line };
    if columns > 0 {
        put(buffer, letters, &initials(&reader.talk, voice.speaker), theme.quiet());
    }
    Rect { x: line.x + columns, width: line.width - columns, ..line }
}

/// Where there is an outline to read them in.
fn initials_columns(reader: &Reader) -> u16 {
    /// Two letters, of which one may be wide, and a blank.
    const COLUMNS: u16 = 4;
    if reader.talk.sections.is_empty() { 0 } else { COLUMNS }
}

/// `62%      44 min  21 turns`
fn facts_in_columns(voice: &Voice) -> String {
    let [share, length, turns] = each_fact(voice);
    format!("{share:>4} {length:>11} {turns:>9}")
}

/// `62% · 44 min · 21 turns`, or as much of that as there is room for beside the name.
fn facts(voice: &Voice, room: usize) -> String {
    let facts = each_fact(voice);
    let mut some = (1..=facts.len()).rev().filter_map(|n| facts.get(..n)).map(|some| some.join(" · "));
    let least = facts.first().cloned().unwrap_or_default();
    some.find(|told| width(told) <= room).unwrap_or(least)
}

fn each_fact(voice: &Voice) -> [String; 3] {
    let length = voice.lasts.filter(|t| t.ms() > 0).map_or_else(|| words(voice.words), spoken_length);
    let turns = match voice.turns.len() {
        1 => "1 turn".to_owned(),
        n => format!("{n} turns"),
    };
    [format!("{:.0}%", voice.share * 100.0), length, turns]
}

/// The whole talk from left to right; the higher a column, the more of it is theirs.
fn paint_strip(
    reader: &Reader,
    voice: &Voice,
    area: Rect,
    (theme, style): (Theme, ratatui::style::Style),
    buffer: &mut Buffer,
) {
    const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    for (share, x) in voice.strip(reader.talk.text.len(), area.width.into()).into_iter().zip(area.x..) {
        let cell = Rect { x, width: 1, ..area };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 8")]
        let eighths = (share * 8.0).ceil().clamp(0.0, 8.0) as usize;
        match eighths.checked_sub(1).and_then(|at| EIGHTHS.get(at)) {
            Some(letter) => put(buffer, cell, letter, style),
            None => put(buffer, cell, "·", theme.quiet()),
        };
    }
}

/// Above the strips: when the talk begins and ends.
fn paint_times(reader: &Reader, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let time = |at: usize| reader.talk.time_at(at).map(|t| t.to_string());
    if let (Some(from), Some(to)) = (time(0), reader.talk.duration) {
        put(buffer, area, &from, theme.quiet());
        put_right(buffer, area, &to.to_string(), theme.quiet());
    }
}

/// Below them: the place that is read.
fn paint_place(reader: &Reader, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let len = reader.talk.text.len().max(1);
    let column = u16::try_from(reader.place() * usize::from(area.width) / len).unwrap_or(u16::MAX);
    let x = area.x + column.min(area.width.saturating_sub(1));
    put(buffer, Rect { x, width: 1, ..area }, "▴", theme.pointer());
}
