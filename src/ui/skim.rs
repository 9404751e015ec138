//! The skim in the transcript pane: sections with their times and lengths, and their key sentences below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{put, put_right, restyle};
use super::theme::Theme;
use crate::app::{App, Reader, SET_IN, Shown, length_of, shown};
use crate::model::{Span, Speaker};
use crate::text::width;

/// Paints a row of a key sentence; `row` is a range of what is shown.
#[allow(clippy::too_many_arguments, reason = "what a row is drawn from, each a different thing")]
pub fn paint_sentence(
    app: &App,
    theme: Theme,
    reader: &Reader,
    (part, sentence): (usize, usize),
    (row, first): (Span, bool),
    place: Rect,
    buffer: &mut Buffer,
) {
    let Some(sentence) = reader.skim().and_then(|skim| skim.sentences_of(part).get(sentence)) else {
        return;
    };
    let set_in = u16::try_from(SET_IN).unwrap_or(0).min(place.width);
    if first {
        let hit = app
            .shown_walk()
            .is_some_and(|walk| walk.within(reader.id).any(|(hit, _, _)| hit.overlaps(sentence.span)));
        let (sign, style) = if hit { ("•", theme.hit_sign()) } else { ("–", theme.quiet()) };
        put(buffer, Rect { width: set_in, ..place }, sign, style);
    }
    let Shown { text, name } = shown(&reader.talk, sentence);
    let inside = Rect { x: place.x + set_in, width: place.width - set_in, ..place };
    put(buffer, inside, row.of(&text), theme.text());
    let speaker = reader.talk.speaker_at(sentence.span.from()).is_some_and(Speaker::is_unknown);
    if let Some(id) = sentence.speaker {
        let style = theme.speaker(usize::from(id.0), speaker);
        restyle(buffer, inside, row.of(&text), row.from(), &[(name, style)]);
    }
}

/// Paints a section's length at the right of its title, with the hits in it; what has no room there is left out.
pub fn paint_length(
    app: &App,
    theme: Theme,
    reader: &Reader,
    section: usize,
    place: Rect,
    buffer: &mut Buffer,
) {
    let Some(skim) = reader.skim() else { return };
    let Some(number) = skim.number_of(section) else { return };
    let Some(part) = skim.part(number) else { return };
    let span = skim.span_of(number);
    let hits = app
        .shown_walk()
        .map_or(0, |walk| walk.within(reader.id).filter(|(hit, _, _)| span.contains(hit.from())).count());
    let mut room = place;
    let mut put_if_it_fits = |told: &str, style| {
        if usize::from(room.width) > width(told) {
            let x = put_right(buffer, room, told, style);
            room.width = x.saturating_sub(room.x + 1);
        }
    };
    put_if_it_fits(&length_of(part), theme.quiet());
    if hits > 0 {
        put_if_it_fits(&format!("•{hits}"), theme.hit_sign());
    }
}

/// Key sentences within the text of an unfolded section.
pub fn styles(theme: Theme, reader: &Reader, window: Span) -> Vec<(Span, Style)> {
    let sentences = reader.skim().into_iter().flat_map(|skim| skim.sentences_within(window));
    sentences.map(|sentence| (sentence.span, theme.title())).collect()
}
