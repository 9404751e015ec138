//! The help overlay, made from the table of keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{clear, put, row};
use super::theme::Theme;
use crate::app::{Group, page_columns, page_rows};

/// Columns for the keys.
const KEYS_WIDTH: u16 = 18;

enum Line {
    Group(&'static str),
    Key(String, &'static str),
    Blank,
}

/// Paints the help, scrolled down by `top` rows.
pub fn paint(top: usize, theme: Theme, area: Rect, buffer: &mut Buffer) {
    clear(buffer, area);
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
