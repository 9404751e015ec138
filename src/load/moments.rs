//! Finds the times that stand within lines, `so \[04:04\] it was`, and lifts them out of what is read.

use std::ops::Range;

use super::article::Item;
use super::rich::Rich;
use super::times::take_clock;
use crate::model::{Style, Timestamp};

/// A time in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    range: Range<usize>,
    time: Timestamp,
    square: bool,
}

/// Which times within lines tell when something is said, in one document.
///
/// | times | lifted |
/// |---|---|
/// | three or more that nearly all grow | all |
/// | others, where people speak by turns | those in square brackets |
/// | others | none: `(3:16)` may be a verse, a score or a meeting's hour |
#[derive(Debug, Default)]
pub(super) struct Marks {
    square: bool,
    round: bool,
    /// Lines of nothing but a time stand above what is said then.
    bare: bool,
    lifted: usize,
}

impl Marks {
    /// `is_framed`: meeting software wrote the document, and it writes times.
    pub fn of(items: &[Item], is_talk: bool, is_framed: bool) -> Self {
        let (mut times, mut bare) = (Vec::new(), 0);
        for item in items {
            match item {
                Item::Paragraph(lines) => {
                    for (_, line) in lines {
                        times.extend(marks_of(line).into_iter().map(|mark| mark.time));
                        bare += usize::from(is_clock(&line.text));
                    }
                }
                Item::Quote { text, .. } => times.extend(marks(&text.text).into_iter().map(|mark| mark.time)),
                Item::List { text, .. } => times.extend(first(&text.text).map(|mark| mark.time)),
                _ => (),
            }
        }
        let grown = times.windows(2).filter(|pair| pair[0] <= pair[1]).count();
        let series = times.len() >= 3 && grown * 10 >= (times.len() - 1) * 8;
        Self { square: series || is_talk, round: series, bare: bare >= 3 || bare > 0 && is_framed, lifted: 0 }
    }

    /// Whether a line is nothing but the time of what stands below it.
    pub fn is_bare(&self, line: &str) -> bool {
        self.bare && is_clock(line)
    }

    /// Takes out the time that leads an item of a list; a time behind it points to another place.
    pub fn lift_first(&mut self, rich: &mut Rich) {
        self.take(rich, first(&rich.text).into_iter().collect());
    }

    /// Takes the times out of a text, which remembers where they stood.
    pub fn lift(&mut self, rich: &mut Rich) {
        let found = marks_of(rich);
        self.take(rich, found);
    }

    fn take(&mut self, rich: &mut Rich, mut found: Vec<Mark>) {
        found.retain(|mark| if mark.square { self.square } else { self.round });
        if found.is_empty() {
            return;
        }
        self.lifted += found.len();
        let mut text = String::with_capacity(rich.text.len());
        // How many bytes are gone once a mark has ended.
        let mut gone = vec![0];
        let mut from = 0;
        for mark in &found {
            text.push_str(rich.text.get(from..mark.range.start).unwrap_or_default());
            rich.times.push((text.len(), mark.time));
            from = mark.range.end;
            // `Ann(0:12)So`: what a time parted stays parted.
            let behind = rich.text.get(from..).unwrap_or_default();
            if text.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric) {
                text.push(' ');
            }
            gone.push(from - text.len());
        }
        text.push_str(rich.text.get(from..).unwrap_or_default());
        let place = |at: usize| {
            let before = found.partition_point(|mark| mark.range.end <= at);
            let at = found.get(before).map_or(at, |mark| at.min(mark.range.start));
            at - gone.get(before).copied().unwrap_or(0)
        };
        for (range, _) in &mut rich.styles {
            *range = place(range.start)..place(range.end);
        }
        rich.styles.retain(|(range, _)| range.start < range.end);
        rich.text = text;
    }

    /// What was done, for `check`.
    pub fn note(&self) -> Option<String> {
        match self.lifted {
            0 => None,
            1 => Some("a time within a line taken as a time, not as text".to_owned()),
            times => Some(format!("{times} times within lines taken as times, not as text")),
        }
    }
}

fn first(text: &str) -> Option<Mark> {
    marks(text).into_iter().next().filter(|mark| mark.range.start == 0)
}

/// `1:02:03` and nothing else.
fn is_clock(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit())
        && line.len() <= 12
        && take_clock(line.trim()).is_some_and(|(_, rest)| rest.is_empty())
}

/// The times in brackets in a text, and one in strong letters before all of it.
fn marks_of(rich: &Rich) -> Vec<Mark> {
    let mut marks = marks(&rich.text);
    marks.splice(0..0, strong(rich));
    marks
}

/// `**0:12** text`
fn strong(rich: &Rich) -> Option<Mark> {
    let (range, _) =
        rich.styles.first().filter(|(range, style)| range.start == 0 && *style == Style::Strong)?;
    let time = rich.text.get(range.clone()).filter(|text| is_clock(text))?;
    let behind = rich.text.get(range.end..)?;
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    let (time, _) = take_clock(time.trim())?;
    (blanks > 0).then_some(Mark { range: 0..range.end + blanks, time, square: false })
}

/// The times in brackets in a text, each with the blanks behind it, or before it where it stands at the end.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for at in memchr::memchr2_iter(b'[', b'(', text.as_bytes()) {
        let square = text.as_bytes().get(at) == Some(&b'[');
        let Some((time, rest)) = text.get(at + 1..).and_then(|inside| clock(inside, square)) else {
            continue;
        };
        let escaped = text.get(..at).is_some_and(|before| before.ends_with('\\'));
        let after = rest.trim_start_matches([' ', '\u{A0}', '\t']);
        let start = if after.is_empty() || after.starts_with(['.', ',', '?', '!', '\n']) {
            text.get(..at - usize::from(escaped)).map_or(at, |before| before.trim_end_matches(' ').len())
        } else {
            at - usize::from(escaped)
        };
        let start = marks.last().map_or(start, |before| start.max(before.range.end));
        marks.push(Mark { range: start..text.len() - after.len(), time, square });
    }
    marks
}

/// `04:04]` or `1:00:49.5)`: minutes and seconds have two digits, or it is no clock.
fn clock(inside: &str, square: bool) -> Option<(Timestamp, &str)> {
    if !inside.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (time, rest) = take_clock(inside)?;
    let written = inside.get(..inside.len() - rest.len())?;
    let whole = written.split(['.', ',']).next()?;
    let mut parts = whole.split(':');
    let first = parts.next().is_some_and(|hours| hours.len() <= 3);
    let pairs = parts.all(|part| part.len() == 2 && part < "60");
    let closed = rest.strip_prefix('\\').unwrap_or(rest).strip_prefix(if square { ']' } else { ')' })?;
    (first && pairs).then_some((time, closed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lift(text: &str, is_talk: bool) -> (String, Vec<(usize, u32)>) {
        let mut rich = Rich::from(text);
        let mut marks = Marks::of(&[Item::Paragraph(vec![(1, rich.clone())])], is_talk, false);
        marks.lift(&mut rich);
        (rich.text, rich.times.into_iter().map(|(at, time)| (at, time.seconds())).collect())
    }

    #[test]
    fn times_within_lines() {
        for (text, is_talk, left, times) in [
            ("[04:04] So it was.", true, "So it was.", &[(0, 244)][..]),
            ("So it was. [04:04]", true, "So it was.", &[(10, 244)]),
            ("thanks for \\[50:45\\] and more", true, "thanks for and more", &[(11, 3_045)]),
            ("thanks [1:00:49.5].", true, "thanks.", &[(6, 3_649)]),
            ("a (0:01) b (0:02) c (1:00:03) d", false, "a b c d", &[(2, 1), (4, 2), (6, 3_603)]),
            ("a(0:01)b (0:02) c (0:03)", false, "a b c", &[(1, 1), (4, 2), (5, 3)]),
            ("we met (10:30) there", true, "we met (10:30) there", &[]),
            ("a [0:01] b", false, "a [0:01] b", &[]),
            ("(3:16) then (2:01) then (1:02)", false, "(3:16) then (2:01) then (1:02)", &[]),
            ("[1:2] and [12:75] and [a]", true, "[1:2] and [12:75] and [a]", &[]),
        ] {
            assert_eq!(lift(text, is_talk), (left.to_owned(), times.to_vec()), "{text}");
        }
    }

    #[test]
    fn styles_stay_on_their_words() {
        let mut rich = Rich::from("[0:01] so ");
        rich.push("it", Some(Style::Strong));
        rich.push(" [0:02] was", None);
        Marks { square: true, ..Marks::default() }.lift(&mut rich);
        assert_eq!((rich.text.as_str(), rich.styles), ("so it was", vec![(3..5, Style::Strong)]));
    }

    #[test]
    fn strong_times_before_paragraphs_are_times() {
        let paragraph = |time: &str| {
            let mut rich = Rich::default();
            rich.push(time, Some(Style::Strong));
            rich.push(" so it was", None);
            rich
        };
        let lines = ["0:01", "0:02", "0:09"].map(paragraph);
        for (count, left) in [(3, "so it was"), (1, "0:01 so it was")] {
            let items: Vec<Item> =
                lines.iter().take(count).map(|line| Item::Paragraph(vec![(1, line.clone())])).collect();
            let mut first = lines[0].clone();
            Marks::of(&items, false, false).lift(&mut first);
            assert_eq!((first.text.as_str(), first.times.len()), (left, usize::from(count == 3)));
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_odd(pieces in prop::collection::vec(
            prop::sample::select(vec!["[", "(", "0:01]", "[1:00:00]", "(0:05)", " ", "é", "\\[", "x", "."]), 0..30,
        ), cut in 0_usize..30) {
            let mut rich = Rich::default();
            for (n, piece) in pieces.iter().enumerate() {
                rich.push(piece, (n % 3 == cut % 3).then_some(Style::Link));
            }
            Marks { square: true, round: true, ..Marks::default() }.lift(&mut rich);
            for (range, _) in &rich.styles {
                prop_assert!(rich.text.get(range.clone()).is_some());
            }
            prop_assert!(rich.times.iter().all(|(at, _)| rich.text.is_char_boundary(*at)));
        }
    }
}
