//! The foot of the outline pane: what is known of the section that is chosen, its title in full above all.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{put, row};
use super::theme::Theme;
use crate::app::{DETAILED_TITLE, Reader, is_within, spoken_length, words};
use crate::model::{Origin, Section, Span};
use crate::text::{width, wrap};

/// Paints the details below a line across; `start`: with the time at which the section begins.
pub fn paint_details(
    reader: &Reader,
    section: usize,
    start: bool,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let Some(shown) = reader.talk.sections.get(section) else { return };
    put(buffer, row(area, 0), &"─".repeat(area.width.into()), theme.quiet());
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    for (i, part) in in_rows(&shown.title, inside.width).into_iter().enumerate() {
        put(buffer, row(inside, 1 + u16::try_from(i).unwrap_or(0)), part, theme.text());
    }
    // The facts stay where they are, however long the title is.
    let facts = 1 + DETAILED_TITLE;
    let begins = shown.start.filter(|_| start).map(|time| format!("{time} · ")).unwrap_or_default();
    let told = format!("{begins}{}", length_told(reader, section, shown));
    put(buffer, row(inside, facts), &told, theme.quiet());
    let line = row(inside, facts + 1);
    if reader.talk.speakers.len() > 1 && !reader.who_talks(section).is_empty() {
        return paint_who(reader, section, theme, line, buffer);
    }
    let origin = match shown.origin {
        Origin::Written => "",
        Origin::Found => "~ found by dictum",
        Origin::Reader => "* your own",
    };
    put(buffer, line, origin, theme.quiet());
}

/// A title in the rows that there are for it; the last one has all that is left.
fn in_rows(title: &str, columns: u16) -> Vec<&str> {
    let mut rows = wrap(title, Span::new(0, title.len()), columns.max(1).into());
    rows.truncate(DETAILED_TITLE.into());
    if let Some(last) = rows.last_mut() {
        *last = Span::new(last.from(), title.len());
    }
    rows.into_iter().map(|part| part.of(title)).collect()
}

fn paint_who(reader: &Reader, section: usize, theme: Theme, line: Rect, buffer: &mut Buffer) {
    let mut x = line.x;
    for (i, &(id, share)) in reader.who_talks(section).iter().enumerate() {
        let Some(speaker) = reader.talk.speaker(id) else { continue };
        let (before, share) = (if i > 0 { " · " } else { "" }, format!(" {:.0}%", share * 100.0));
        let needed = width(before) + width(&speaker.name) + width(&share);
        // Whoever has no room is left out rather than cut.
        if i > 0 && needed > usize::from(line.right().saturating_sub(x)) {
            break;
        }
        for (text, style) in [
            (before, theme.quiet()),
            (speaker.name.as_str(), theme.speaker(usize::from(id.0), true)),
            (share.as_str(), theme.quiet()),
        ] {
            x = put(buffer, Rect { x, width: line.right().saturating_sub(x), ..line }, text, style);
        }
    }
}

/// `12 min · 14% · 3 parts`
fn length_told(reader: &Reader, section: usize, shown: &Section) -> String {
    let talk = &reader.talk;
    let mut parts = Vec::new();
    match talk.lasts(shown.span) {
        Some(time) => parts.push(spoken_length(time)),
        None => parts.extend(reader.words_of(section).map(words)),
    }
    #[allow(clippy::cast_precision_loss, reason = "a percentage")]
    let share = shown.span.len() as f64 * 100.0 / talk.text.len().max(1) as f64;
    parts.push(format!("{share:.0}%"));
    let after = talk.sections.get(section + 1..).unwrap_or_default();
    match after.iter().take_while(|inner| is_within(inner, shown)).count() {
        0 => {}
        1 => parts.push("1 part".to_owned()),
        n => parts.push(format!("{n} parts")),
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_two_rows_and_the_last_has_what_is_left() {
        for (title, columns, expected) in [
            ("Rain", 10, &["Rain"][..]),
            ("Rain and wind", 10, &["Rain and", "wind"]),
            ("Rain and wind and storms at sea", 10, &["Rain and", "wind and storms at sea"]),
            ("東京の夏", 4, &["東京", "の夏"]),
            ("", 10, &[]),
        ] {
            let rows = in_rows(title, columns);
            let rows: Vec<_> =
                rows.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty()).collect();
            assert_eq!(rows, expected, "{title} in {columns}");
        }
    }
}
