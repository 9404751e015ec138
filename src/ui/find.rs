//! The search overlay: what is typed, the hits with their sentences, and a preview of the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::paint_field;
use super::paint::{clear, put, put_right, restyle, row};
use super::theme::Theme;
use crate::app::{App, Find, FoundHit, Scope, count_of, hit_rows, overlay_layout};
use crate::model::Span;
use crate::search::Why;
use crate::text::wrap;

/// Paints the overlay; answers where the cursor stands.
pub fn paint(app: &App, find: &Find, theme: Theme, area: Rect, buffer: &mut Buffer) -> Position {
    clear(buffer, area);
    let cursor = paint_input(find, theme, row(area, 0), buffer);
    rule(theme, row(area, 1), "", buffer);
    let layout = overlay_layout(app.panes().main);
    paint_hits(find, theme, super::rect(layout.lines), hit_rows(area.height), buffer);
    if let Some(preview) = layout.preview {
        let preview = super::rect(preview);
        if preview.y == layout.lines.y {
            for y in preview.top()..preview.bottom() {
                put(buffer, Rect { x: preview.x - 2, y, width: 1, height: 1 }, "│", theme.quiet());
            }
        } else {
            let title = find.chosen().map(|h| h.title.as_str()).unwrap_or_default();
            rule(theme, Rect { y: preview.y - 1, height: 1, ..area }, title, buffer);
        }
        if let Some(hit) = find.chosen() {
            paint_preview(theme, hit, preview, buffer);
        }
    }
    cursor
}

fn paint_input(find: &Find, theme: Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let scope = match find.scope {
        Scope::ThisTalk => "this talk",
        Scope::AllTalks => "all talks",
    };
    // On a narrow screen the words that are typed matter more than what they lead to.
    let told = match area.width {
        50.. => format!(" {} · {scope} ", count(find)),
        34.. => format!(" {} ", count(find)),
        _ => String::new(),
    };
    let x = put_right(buffer, area, &told, theme.quiet());
    let inside = Rect { x: area.x + 1, width: x.saturating_sub(area.x + 1), ..area };
    paint_field(theme, "/ ", &find.input, inside, buffer)
}

fn count(find: &Find) -> String {
    match (find.input.value().trim().is_empty(), find.hits.len(), find.done) {
        (true, ..) => "type words of it".into(),
        (_, 0, true) => "nothing found".into(),
        (_, 0, false) => "looking …".into(),
        (_, 1, true) => format!("1 hit · {} ms", find.took_ms),
        (_, n, true) => format!("{} hits · {} ms", count_of(n), find.took_ms),
        (_, n, false) => format!("{} hits …", count_of(n)),
    }
}

/// A line across, with a title in it.
pub fn rule(theme: Theme, area: Rect, title: &str, buffer: &mut Buffer) {
    for x in area.left()..area.right() {
        buffer.set_string(x, area.y, "─", theme.quiet());
    }
    if !title.is_empty() {
        let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        put(buffer, inside, &format!(" {title} "), theme.quiet());
    }
}

fn paint_hits(find: &Find, theme: Theme, area: Rect, rows: u16, buffer: &mut Buffer) {
    let lines = usize::from(area.height / rows.max(1));
    for (i, hit) in find.hits.iter().enumerate().skip(find.choice.top).take(lines) {
        let y = u16::try_from(i - find.choice.top).unwrap_or(u16::MAX).saturating_mul(rows);
        let place = Rect { y: area.y + y, height: rows, ..area };
        paint_hit(find, theme, hit, i == find.choice.at, place, buffer);
    }
}

fn paint_hit(find: &Find, theme: Theme, hit: &FoundHit, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    for y in 0..if chosen { area.height } else { 0 } {
        put(buffer, Rect { width: 1, ..row(area, y) }, "▌", theme.pointer());
    }
    let head = head(find, hit);
    put(buffer, row(inside, 0), &head, theme.quiet());
    let rows = sentence_rows(hit, usize::from(inside.width), usize::from(area.height - 1));
    for (i, part) in rows.into_iter().enumerate() {
        paint_part(theme, hit, part, row(inside, u16::try_from(i + 1).unwrap_or(0)), chosen, buffer);
    }
    if chosen {
        let style = theme.title();
        buffer.set_style(row(inside, 0), style);
    }
}

/// `12:31 · § Scaling laws · Ada`, and at last the talk, where it may be another: it is the longest.
fn head(find: &Find, hit: &FoundHit) -> String {
    let mut parts = Vec::new();
    parts.extend(hit.time.map(|t| t.to_string()));
    parts.extend(hit.section.as_ref().map(|s| format!("§ {s}")));
    parts.extend(hit.speaker.clone());
    parts.extend((hit.hit.why == Why::Most).then(|| "most of the words".to_owned()));
    if find.scope == Scope::AllTalks || parts.is_empty() {
        parts.push(hit.title.clone());
    }
    parts.join(" · ")
}

/// The rows of the sentence in which the words that matched begin, as ranges of the passage.
fn sentence_rows(hit: &FoundHit, columns: usize, count: usize) -> Vec<Span> {
    let sentence = within_passage(hit, hit.sentence);
    let rows = wrap(&hit.passage, sentence, columns.max(1));
    let start = within_passage(hit, hit.hit.span).from();
    let at = rows.iter().rposition(|r| r.from() <= start).unwrap_or(0);
    // The last rows of a long sentence rather than half of them empty.
    let from = at.min(rows.len().saturating_sub(count));
    rows.into_iter().skip(from).take(count).collect()
}

fn within_passage(hit: &FoundHit, span: Span) -> Span {
    let shift = |at: usize| at.saturating_sub(hit.passage_from).min(hit.passage.len());
    Span::new(shift(span.from()), shift(span.to()))
}

fn paint_part(theme: Theme, hit: &FoundHit, part: Span, area: Rect, current: bool, buffer: &mut Buffer) {
    let shown = part.of(&hit.passage);
    put(buffer, area, shown, theme.text());
    let marks: Vec<_> = hit.hit.marks.iter().map(|&m| (within_passage(hit, m), theme.hit(current))).collect();
    restyle(buffer, area, shown, part.from(), &marks);
}

/// The passage, scrolled so that the hit stands in its upper third.
fn paint_preview(theme: Theme, hit: &FoundHit, area: Rect, buffer: &mut Buffer) {
    let rows = wrap(&hit.passage, Span::new(0, hit.passage.len()), usize::from(area.width).max(1));
    let start = within_passage(hit, hit.hit.span).from();
    let at = rows.iter().rposition(|r| r.from() <= start).unwrap_or(0);
    let height = usize::from(area.height);
    let from = at.saturating_sub(height / 3).min(rows.len().saturating_sub(height));
    for (i, part) in rows.into_iter().skip(from).take(height).enumerate() {
        paint_part(theme, hit, part, row(area, u16::try_from(i).unwrap_or(0)), true, buffer);
    }
}
