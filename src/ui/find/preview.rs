//! The preview of what is chosen in the search overlay: the text around a hit, or what is known of a talk.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::paint::{put, restyle, row};
use super::super::theme::Theme;
use crate::app::{App, Find, FoundHit, Named, What, speakers, spoken_length, words};
use crate::model::Span;
use crate::text::wrap;

/// The passage, scrolled so that the hit stands in its upper third, with the other hits that are in it.
pub fn paint_passage(find: &Find, hit: &FoundHit, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let rows = wrap(&hit.passage, Span::new(0, hit.passage.len()), usize::from(area.width).max(1));
    let start = hit.in_passage(hit.hit.span).from();
    let at = rows.iter().rposition(|r| r.from() <= start).unwrap_or(0);
    let height = usize::from(area.height);
    let from = at.saturating_sub(height / 3).min(rows.len().saturating_sub(height));
    let marks = marks(find, hit, theme);
    for (i, part) in rows.into_iter().skip(from).take(height).enumerate() {
        let line = row(area, u16::try_from(i).unwrap_or(0));
        let shown = part.of(&hit.passage);
        put(buffer, line, shown, theme.text());
        restyle(buffer, line, shown, part.from(), &marks);
    }
}

/// The words that matched, in the passage of a hit; its own last, for they are drawn over the others'.
fn marks(find: &Find, hit: &FoundHit, theme: Theme) -> Vec<(Span, Style)> {
    let passage = Span::new(hit.passage_from, hit.passage_from + hit.passage.len());
    let near = |other: &&FoundHit| other.talk == hit.talk && other.hit.span.overlaps(passage);
    let others = find.hits.iter().filter(near).filter(|other| other.hit.span != hit.hit.span);
    let others = others.flat_map(|other| other.hit.marks.iter().map(|&mark| (mark, theme.hit(false))));
    let own = hit.hit.marks.iter().map(|&mark| (mark, theme.hit(true)));
    others.chain(own).map(|(mark, style)| (hit.in_passage(mark), style)).collect()
}

/// What is known of the talk that a name leads to.
pub fn paint_card(app: &App, name: &Named, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let Some(entry) = app.list.entries.get(name.talk) else { return };
    let mut told = Vec::new();
    if let What::Heading(_) = name.what {
        told.push(format!("§ {}", name.name));
    }
    if let Some(card) = entry.card() {
        let mut facts: Vec<String> = card.date.map(|date| date.to_string()).into_iter().collect();
        facts.push(card.duration.map_or_else(|| words(card.words), spoken_length));
        facts.extend(speakers(card.speakers.iter().map(String::as_str)));
        told.push(facts.join(" · "));
    }
    told.push(entry.path.clone());
    for (y, line) in (0..area.height).zip(told) {
        put(buffer, row(area, y), &line, theme.quiet());
    }
}
