//! How long a talk and the parts of it are, in words and in time: what is told of a part is the same wherever it is told.

use super::count::count_words;
use super::{Span, Talk, Timestamp};

impl Talk {
    /// How many words the text has; in scripts without blanks about as many as people would count.
    pub fn count_words(&self) -> usize {
        count_words(&self.text)
    }

    /// How many of them are in a part of the text.
    pub fn words_in(&self, span: Span) -> usize {
        count_words(span.of(&self.text))
    }

    /// How long a part of the text takes: from when it begins to when what follows it begins. None where no times tell.
    pub fn lasts(&self, span: Span) -> Option<Timestamp> {
        let from = self.begins(span.from())?;
        let next = self.segments.partition_point(|s| s.span.from() < span.to());
        let to = self.segments.get(next).map_or(self.duration, |_| self.begins(span.to()))?;
        Some(Timestamp::from_ms(i64::from(to.ms().saturating_sub(from.ms()))))
    }

    /// When the section begins that begins at a byte, as it is told beside its title; else when the byte is said.
    fn begins(&self, at: usize) -> Option<Timestamp> {
        let section = self.section_at(at).and_then(|section| self.sections.get(section));
        section.filter(|s| s.span.from() == at).and_then(|s| s.start).or_else(|| self.time_at(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Origin, Section, Segment, SegmentKind};

    /// Segments of a word each, with the seconds at which they start; sections begin with some of them, at seconds of
    /// their own.
    fn talk(segments: &[Option<i64>], sections: &[(usize, Option<i64>)], duration: Option<i64>) -> Talk {
        let time = |seconds: i64| Timestamp::from_ms(seconds * 1_000);
        let segment = |(n, start): (usize, &Option<i64>)| Segment {
            kind: SegmentKind::Speech,
            speaker: None,
            span: Span::new(n * 5, n * 5 + 4),
            start: start.map(time),
            end: None,
            line: 0,
            end_line: 0,
        };
        let section = |&(n, start): &(usize, Option<i64>)| Section {
            title: String::new(),
            level: 1,
            origin: Origin::Written,
            span: Span::empty(n * 5),
            start: start.map(time),
            line: 0,
        };
        Talk {
            text: "rain ".repeat(segments.len()),
            segments: segments.iter().enumerate().map(segment).collect(),
            sections: sections.iter().map(section).collect(),
            duration: duration.map(time),
            ..Talk::default()
        }
    }

    #[test]
    fn a_part_lasts_until_the_next_begins() {
        let timed = [Some(10), Some(20), Some(40), Some(70)];
        for (segments, sections, duration, (from, to), lasts) in [
            (&timed[..], &[][..], Some(100), (0, 2), Some(30)),
            (&timed[..], &[][..], Some(100), (2, 4), Some(60)),
            (&timed[..], &[][..], None, (2, 4), None),
            // Where a section has a time of its own, that is what its length is told by.
            (&timed[..], &[(0, Some(8)), (2, Some(38))][..], Some(100), (0, 2), Some(30)),
            (&timed[..], &[(0, Some(8)), (2, Some(35))][..], Some(100), (0, 2), Some(27)),
            (&timed[..], &[(0, Some(8)), (2, None)][..], Some(100), (0, 2), Some(32)),
            (&[None; 4][..], &[(0, Some(8)), (2, Some(38))][..], Some(100), (0, 2), Some(30)),
            (&[None; 4][..], &[(0, Some(8)), (2, Some(38))][..], Some(100), (2, 4), Some(62)),
            (&[None; 4][..], &[][..], None, (0, 2), None),
        ] {
            let talk = talk(segments, sections, duration);
            let told = talk.lasts(Span::new(from * 5, to * 5)).map(|time| i64::from(time.seconds()));
            assert_eq!(told, lasts, "{segments:?} {sections:?} {duration:?} {from}..{to}");
        }
    }

    #[test]
    fn parts_have_as_many_words_as_the_whole() {
        let talk =
            Talk { text: "well-known facts, twice. 橋は長い。 - and so".to_owned(), ..Talk::default() };
        for at in (0..=talk.text.len()).filter(|&at| talk.text.get(at..).is_some_and(|t| t.starts_with(' ')))
        {
            let (before, after) = (Span::new(0, at), Span::new(at, talk.text.len()));
            assert_eq!(talk.words_in(before) + talk.words_in(after), talk.count_words(), "{at}");
        }
    }
}
