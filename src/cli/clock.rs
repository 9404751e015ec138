//! The part of a talk between two times.

use std::fmt;

use crate::model::{Span, Talk, Timestamp};

/// A part of a talk by time; all of it where neither end is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
}

impl Window {
    /// Whether it is the whole talk.
    pub fn is_all(self) -> bool {
        self == Self::default()
    }

    /// The part of a talk's text that is said in the window; none where nothing is. Segments without a time go with the
    /// ones before them.
    pub fn of(self, talk: &Talk) -> Option<Span> {
        if self.is_all() {
            return Some(Span::new(0, talk.text.len()));
        }
        let mut is_inside = false;
        let mut inside = talk.segments.iter().zip(ends(talk)).filter(|(segment, end)| {
            if let Some(start) = segment.start {
                is_inside = self.overlaps(start, *end);
            }
            is_inside
        });
        let first = inside.next()?.0.span;
        Some(inside.fold(first, |span, (segment, _)| span.join(segment.span)))
    }

    fn overlaps(self, start: Timestamp, end: Option<Timestamp>) -> bool {
        let is_over = self.from.is_some_and(|from| end.is_some_and(|end| end <= from));
        let is_yet_to_come = self.to.is_some_and(|to| start >= to);
        !is_over && !is_yet_to_come
    }
}

/// When each segment ends: where it says so, or else where the next one that has a time begins, or with the talk.
fn ends(talk: &Talk) -> Vec<Option<Timestamp>> {
    let mut next = talk.duration;
    let mut ends: Vec<_> = talk
        .segments
        .iter()
        .rev()
        .map(|segment| {
            let end = segment.end.or(next);
            next = segment.start.or(next);
            end
        })
        .collect();
    ends.reverse();
    ends
}

/// `12:31-15:00`, with nothing at an end that is open.
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |time: Option<Timestamp>| time.map(|t| t.to_string()).unwrap_or_default();
        write!(f, "{}-{}", shown(self.from), shown(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_typed_in_several_ways() {
        for (typed, read) in [
            ("12:31", Some("12:31")),
            ("1:02:03", Some("1:02:03")),
            ("90:00", Some("1:30:00")),
            ("90s", Some("1:30")),
            ("90", Some("1:30")),
            ("1h2m", Some("1:02:00")),
            ("1H 2m", None),
            ("1h", Some("1:00:00")),
            ("2m5s", Some("2:05")),
            ("", None),
            ("m", None),
            ("1m2", None),
            ("5s1m", None),
            ("1:60", None),
            ("1:2:3:4", None),
            ("-5", None),
            ("12:31x", None),
            ("é", None),
            ("99999999999999999999", None),
            ("9223372036854775807h", None),
        ] {
            assert_eq!(Timestamp::read(typed).map(|t| t.to_string()).as_deref(), read, "{typed}");
        }
    }

    #[test]
    fn a_window_takes_what_is_said_in_it() {
        let time = |s: i64| Some(Timestamp::from_ms(s * 1000));
        let segment = |at: usize, start, end| crate::model::Segment {
            kind: crate::model::SegmentKind::Speech,
            speaker: None,
            span: Span::new(at, at + 9),
            start,
            end,
            line: 0,
            end_line: 0,
        };
        let talk = Talk {
            text: "x".repeat(50),
            segments: vec![
                segment(0, time(0), time(5)),
                segment(10, time(5), None),
                segment(20, None, None),
                segment(30, time(10), time(20)),
                segment(40, time(20), None),
            ],
            ..Talk::default()
        };
        for (from, to, said) in [
            (None, None, Some((0, 50))),
            (Some(5), None, Some((10, 49))),
            (Some(4), Some(5), Some((0, 9))),
            (Some(6), Some(11), Some((10, 39))),
            (None, Some(10), Some((0, 29))),
            (Some(500), None, Some((40, 49))),
        ] {
            let window = Window { from: from.and_then(time), to: to.and_then(time) };
            assert_eq!(window.of(&talk).map(|s| (s.from(), s.to())), said, "{window}");
        }
        assert_eq!(Window { from: time(3), to: None }.of(&Talk::default()), None);
    }
}
