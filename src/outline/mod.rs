//! How a talk is skimmed: its sections, in step with its text, and the key sentences of each.

// Counts of words become weights, and weights counts of sections: all of them are far below where that loses anything.
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod background;
mod chains;
mod cohesion;
mod count;
mod cues;
mod edits;
mod evidence;
mod first_names;
mod found;
mod kinds;
mod label;
mod openers;
mod opening_words;
mod phrases;
mod place;
mod refused;
mod roles;
mod skim;
mod title;
mod topics;
mod units;
mod weights;
mod words;
mod worth;
mod written;

pub use edits::{add_inner, clean_edit, edit_of, is_long, set_right};
pub use found::{Heard, clues_of_titles, complete, complete_with, found, found_by, heard, inner, titles};
pub use skim::{KeySentence, Skimmed, refit, skim};
pub use weights::Weights;

use crate::model::{Span, Talk};

/// Makes whole what `load` knows of a talk's sections: brings them in order, and gives them the first time that is told
/// within them where they have none of their own. To be called once.
pub fn settle(talk: &mut Talk) {
    put_in_order(talk);
    for section in &mut talk.sections {
        section.start = section.start.or_else(|| {
            let first = talk.segments.partition_point(|s| s.span.end <= section.span.start);
            let mut within = talk.segments.iter().skip(first).take_while(|s| s.span.start < section.span.end);
            within.find_map(|s| s.start)
        });
    }
}

/// Brings a talk's sections in order: spans that end where the next begins, levels from 1 on (authors begin with the second
/// where the first is the title).
fn put_in_order(talk: &mut Talk) {
    let mut sections = std::mem::take(&mut talk.sections);
    sections.sort_by_key(|section| section.span.start);
    let outermost = sections.iter().map(|section| section.level).min().unwrap_or(1);
    for section in &mut sections {
        section.level = section.level - outermost + 1;
    }

    // From the last to the first: `ends[level]` is where the next section of that or an outer level begins.
    let mut ends = [talk.text.len(); 256];
    for section in sections.iter_mut().rev() {
        let (from, level) = (section.span.from(), usize::from(section.level));
        section.span = Span::new(from, ends.get(level).copied().unwrap_or(talk.text.len()));
        for end in ends.iter_mut().skip(level) {
            *end = from;
        }
    }
    talk.sections = sections;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Origin, Section, Segment, SegmentKind, Timestamp};

    fn section(title: &str, level: u8, from: usize) -> Section {
        Section {
            title: title.to_owned(),
            level,
            origin: Origin::Written,
            span: Span::empty(from),
            start: None,
            line: 0,
        }
    }

    fn segment(from: usize, to: usize, start: Option<i64>) -> Segment {
        let (span, start) = (Span::new(from, to), start.map(Timestamp::from_ms));
        Segment { kind: SegmentKind::Speech, speaker: None, span, start, end: None, line: 0, end_line: 0 }
    }

    #[test]
    fn a_section_ends_where_the_next_of_its_level_or_above_begins() {
        let mut talk = Talk {
            text: "abc\n\ndef\n\nghi".to_owned(),
            segments: vec![segment(0, 3, Some(1_000)), segment(5, 8, None), segment(10, 13, Some(9_000))],
            sections: vec![section("last", 2, 10), section("first", 2, 0), section("inner", 3, 5)],
            ..Talk::default()
        };
        settle(&mut talk);
        assert_eq!(talk.sections.iter().map(|s| s.level).collect::<Vec<_>>(), [1, 2, 1]);
        let seen: Vec<_> = talk
            .sections
            .iter()
            .map(|s| (s.title.as_str(), s.span.from(), s.span.to(), s.start.map(Timestamp::ms)))
            .collect();
        assert_eq!(
            seen,
            [("first", 0, 10, Some(1_000)), ("inner", 5, 10, None), ("last", 10, 13, Some(9_000))]
        );
    }

    #[test]
    fn a_section_at_the_very_end_is_empty() {
        let mut talk =
            Talk { text: "abc".to_owned(), sections: vec![section("end", 1, 3)], ..Talk::default() };
        settle(&mut talk);
        assert_eq!(talk.sections[0].span, Span::empty(3));
    }
}
