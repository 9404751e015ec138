//! The help overlay, made from the table of keys: all of it, or what has the letters that are typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint::{clear, put, put_right, row};
use super::picking::{paint_choice, paint_head_and_rule, put_name};
use super::theme::Theme;
use crate::app::{Group, Help, Pick, Told, keys_told, page_columns, page_rows};
use crate::search::names::Finder;
use crate::text::width;

/// Columns for the keys.
const KEYS_WIDTH: u16 = 18;

/// From this width on a line that fits tells which group it is of.
const GROUPS_FROM: u16 = 100;
/// Below this width a line that fits tells the first of its keys only, in so many columns: there must be room for the
/// letters that matched.
const ALL_KEYS_FROM: u16 = 60;
const ONE_KEY_WIDTH: u16 = 8;

enum Line {
    Group(&'static str),
    Key(String, &'static str),
    Blank,
}

/// Paints the help; answers where the cursor stands, while letters are typed.
pub fn paint(help: &Help, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    clear(buffer, area);
    if help.typing {
        return Some(paint_filtered(&help.pick, theme, area, buffer));
    }
    paint_all(help.top, theme, area, buffer);
    None
}

/// Everything, scrolled down by `top` rows.
fn paint_all(top: usize, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let header = row(area, 0);
    buffer.set_style(header, theme.header(true));
    put(buffer, header, " Keys", theme.header(true));
    let body = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        y: area.y + 1,
        height: area.height.saturating_sub(1),
    };
    let top = top.min(page_rows(area.width).saturating_sub(usize::from(body.height)));
    let columns = page_columns(area.width);
    let width = body.width / u16::try_from(columns.len()).unwrap_or(1).max(1);
    let mut x = body.x;
    for groups in columns {
        let place = Rect { x, width: width.saturating_sub(1), ..body };
        for (y, line) in lines(groups).iter().skip(top).take(usize::from(body.height)).enumerate() {
            paint_line(line, theme, row(place, u16::try_from(y).unwrap_or(u16::MAX)), buffer);
        }
        x += width;
    }
}

/// What has the letters that are typed, the best first.
fn paint_filtered(pick: &Pick, theme: Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let all: Vec<Told> = keys_told().collect();
    let told = format!("{} of {} keys", pick.hits.len(), all.len());
    let (cursor, body) = paint_head_and_rule(theme, "? ", &pick.input, &told, area, buffer);
    if pick.hits.is_empty() {
        let inside = Rect { x: body.x + 3, width: body.width.saturating_sub(3), ..row(body, 0) };
        put(buffer, inside, "nothing fits; Esc shows all", theme.quiet());
    }
    let finder = Finder::new(pick.input.value());
    for (i, hit) in pick.hits.iter().enumerate().skip(pick.choice.top).take(usize::from(body.height)) {
        let line = row(body, u16::try_from(i - pick.choice.top).unwrap_or(u16::MAX));
        if let Some(told) = all.get(hit.at) {
            let is_typed = told.has_key(pick.input.value().trim());
            paint_told(told, is_typed, theme, &finder, line, buffer);
            paint_choice(theme, i == pick.choice.at, line, buffer);
        }
    }
    cursor
}

fn paint_told(told: &Told, is_typed: bool, theme: Theme, finder: &Finder, line: Rect, buffer: &mut Buffer) {
    let narrow = line.width < ALL_KEYS_FROM;
    let first = told.does.filter(|_| narrow).and_then(|binding| binding.keys.first());
    let keys = first.map_or(told.keys.as_str(), |key| key);
    let x = line.x + 2;
    let room = if narrow { ONE_KEY_WIDTH.max(u16::try_from(width(keys)).unwrap_or(0)) } else { KEYS_WIDTH };
    let keys_place = Rect { x, width: room.min(line.width / 2), ..line };
    put(buffer, keys_place, keys, if is_typed { theme.matched() } else { theme.title() });
    let group = if line.width < GROUPS_FROM { String::new() } else { format!("  {} ", told.group) };
    let right = put_right(buffer, line, &group, theme.quiet());
    let x = keys_place.right() + 1;
    let words = Rect { x, width: right.saturating_sub(x), ..line };
    put_name(buffer, words, told.words, theme.text(), (finder, theme));
}

fn paint_line(line: &Line, theme: Theme, area: Rect, buffer: &mut Buffer) {
    match line {
        Line::Group(name) => {
            put(buffer, area, name, theme.heading());
        }
        Line::Key(keys, words) => {
            let keys_width = KEYS_WIDTH.min(area.width / 2);
            put(buffer, Rect { width: keys_width, ..area }, keys, theme.title());
            let x = area.x + keys_width + 1;
            put(buffer, Rect { x, width: area.right().saturating_sub(x), ..area }, words, theme.text());
        }
        Line::Blank => {}
    }
}

fn lines(groups: Vec<Group>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (group, keys) in groups {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Group(group));
        lines.extend(keys.into_iter().map(|(keys, words)| Line::Key(keys, words)));
    }
    lines
}
