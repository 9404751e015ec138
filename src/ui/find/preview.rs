//! The preview of what is chosen in the search overlay: the text around a hit, or what is known of a talk.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::paint::{put, put_right, restyle, row};
use super::super::theme::Theme;
use crate::app::{App, Find, FoundHit, HitSpeaker, Named, Paragraph, What, speakers, spoken_length, words};
use crate::model::{Span, Timestamp};
use crate::text::{width, wrap};

/// Columns that the words need beside the times.
const LEAST_WORDS: u16 = 24;

/// A row of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line<'a> {
    Blank,
    Name(&'a HitSpeaker),
    /// A part of the passage, when its paragraph is said, and whether that begins here.
    Words(Span, Option<Timestamp>, bool),
}

/// The passage, with names and times as where it is read, scrolled so that the hit stands in its upper third, with the
/// other hits that are in it.
pub fn paint_passage(find: &Find, hit: &FoundHit, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let margin = margin(hit, area.width);
    let words = Rect { x: area.x + margin, width: area.width.saturating_sub(margin), ..area };
    let lines = lines(hit, usize::from(words.width).max(1));
    let start = hit.in_passage(hit.hit.span).from();
    let begins = |line: &Line| matches!(line, Line::Words(part, ..) if part.from() <= start);
    let at = lines.iter().rposition(begins).unwrap_or(0);
    let height = usize::from(area.height);
    let from = at.saturating_sub(height / 3).min(lines.len().saturating_sub(height));
    let marks = marks(find, hit, theme);
    for (i, line) in lines.into_iter().skip(from).take(height).enumerate() {
        let y = u16::try_from(i).unwrap_or(0);
        let place = row(words, y);
        match line {
            Line::Blank => {}
            Line::Name(voice) => {
                put(buffer, place, &voice.name, theme.speaker(usize::from(voice.id.0), voice.unknown));
            }
            Line::Words(part, time, first) => {
                // A paragraph that goes on from above has its time, too.
                if let Some(time) = time.filter(|_| margin > 0 && (first || i == 0)) {
                    let beside = Rect { width: margin - 2, ..row(area, y) };
                    put_right(buffer, beside, &time.to_string(), theme.quiet());
                }
                let shown = part.of(&hit.passage);
                put(buffer, place, shown, theme.text());
                restyle(buffer, place, shown, part.from(), &marks);
            }
        }
    }
}

/// Columns for the times, where there is room for them.
fn margin(hit: &FoundHit, columns: u16) -> u16 {
    let times = hit.paragraphs.iter().filter_map(|paragraph| paragraph.time);
    let widest = times.map(|time| width(&time.to_string())).max();
    let margin = widest.map_or(0, |widest| u16::try_from(widest + 2).unwrap_or(u16::MAX));
    if columns.saturating_sub(margin) < LEAST_WORDS { 0 } else { margin }
}

/// The rows of a passage in so many columns.
fn lines(hit: &FoundHit, columns: usize) -> Vec<Line<'_>> {
    let begins = |paragraph: &Paragraph| paragraph.from.saturating_sub(hit.passage_from);
    let mut lines = Vec::new();
    let mut from = 0;
    let mut of: Option<&Paragraph> = None;
    for next in hit.paragraphs.iter().map(Some).chain([None]) {
        let to = next.map_or(hit.passage.len(), begins);
        let said = Span::new(from, to.max(from)).of(&hit.passage);
        let text = said.trim_end();
        if !text.is_empty() {
            lines.extend(of.and_then(|paragraph| paragraph.speaker.as_ref()).map(Line::Name));
            let parts = wrap(&hit.passage, Span::new(from, from + text.len()), columns);
            let time = of.and_then(|paragraph| paragraph.time);
            lines.extend(parts.into_iter().enumerate().map(|(i, part)| Line::Words(part, time, i == 0)));
            let is_apart = said.ends_with("\n\n") || next.is_some_and(|next| next.speaker.is_some());
            lines.extend((next.is_some() && is_apart).then_some(Line::Blank));
        }
        (from, of) = (to.max(from), next);
    }
    lines
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SpeakerId;
    use crate::search::{Hit, Why};

    fn hit(passage: &str, paragraphs: Vec<Paragraph>) -> FoundHit {
        let span = Span::new(103, 106);
        let hit =
            Hit { span, marks: vec![span], score: 1.0, why: Why::Exact, instead: Vec::new(), closest: false };
        FoundHit {
            text: 0,
            talk: 0,
            hit,
            title: String::new(),
            section: None,
            speaker: None,
            time: None,
            passage: passage.to_owned(),
            passage_from: 100,
            paragraphs,
            sentence: span,
        }
    }

    fn paragraph(from: usize, time: Option<i64>, speaker: Option<&str>) -> Paragraph {
        let voice = |name: &str| HitSpeaker { id: SpeakerId(0), name: name.to_owned(), unknown: false };
        Paragraph { from, time: time.map(Timestamp::from_ms), speaker: speaker.map(voice) }
    }

    /// `Ada: | 0:05 The tide | turns`: names with a colon, times before their words.
    fn drawn(hit: &FoundHit, columns: usize) -> String {
        let drawn = lines(hit, columns).into_iter().map(|line| match line {
            Line::Blank => String::new(),
            Line::Name(voice) => format!("{}:", voice.name),
            Line::Words(part, time, first) => {
                let time = time.filter(|_| first).map(|time| format!("{time} ")).unwrap_or_default();
                format!("{time}{}", part.of(&hit.passage))
            }
        });
        drawn.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn paragraphs_have_their_names_and_times() {
        let (one, two) = ("The tide turns.", "At dawn.");
        let passage = format!("{one}\n\n{two}");
        for (paragraphs, expected) in [
            (vec![], "The tide | turns. |  | At dawn."),
            (vec![(100, None, None), (117, None, None)], "The tide | turns. |  | At dawn."),
            (
                vec![(100, Some(5_000), Some("Ada")), (117, Some(9_000), None)],
                "Ada: | 0:05 The tide | turns. |  | 0:09 At dawn.",
            ),
            (
                vec![(100, None, Some("Ada")), (117, None, Some("Tom"))],
                "Ada: | The tide | turns. |  | Tom: | At dawn.",
            ),
            // Words that no paragraph has are shown all the same.
            (vec![(104, Some(5_000), None)], "The | 0:05 tide | turns. |  | At dawn."),
        ] {
            let paragraphs = paragraphs.into_iter().map(|(from, time, name)| paragraph(from, time, name));
            assert_eq!(drawn(&hit(&passage, paragraphs.collect()), 9), expected);
        }
    }

    #[test]
    fn times_have_a_margin_where_words_have_room_beside_it() {
        let timed = hit("a tide", vec![paragraph(100, Some(65_000), None)]);
        for (columns, expected) in [(60, 6), (30, 6), (29, 0), (0, 0)] {
            assert_eq!(margin(&timed, columns), expected, "{columns}");
        }
        assert_eq!(margin(&hit("a tide", vec![paragraph(100, None, None)]), 60), 0);
    }
}
