//! What `YouTube`'s panel writes round captions: times in words, times glued to what is said, titles of chapters.

use super::chapters::Chapter;
use super::prose::is_heading_like;
use crate::load::source::Line;
use crate::load::times::take_clock;
use crate::model::Timestamp;

/// How a file writes its times. What nobody writes by accident in one line is a habit in many.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habit {
    /// `0:17thank you`
    pub glued: bool,
    /// `17 seconds thank you`, `17 secondsthank you`
    pub spoken: bool,
}

impl Habit {
    pub fn of(lines: &[Line]) -> Self {
        let filled = lines.iter().filter(|line| !line.is_blank()).count();
        let is_custom = |is_such: fn(&str) -> bool| {
            let such = lines.iter().filter(|line| is_such(line.text)).count();
            such >= 3 && such * 10 >= filled * 4
        };
        Self {
            glued: is_custom(|line| take_glued(line).is_some()),
            spoken: is_custom(|line| take_spoken(line).is_some_and(|(_, said)| !said.trim().is_empty())),
        }
    }

    /// The time at the start of a line, where it is one of the file's habits, and what is said then.
    pub fn take(self, line: &str) -> Option<(Timestamp, &str)> {
        let glued = || take_glued(line).filter(|_| self.glued);
        glued().or_else(|| take_spoken(line).filter(|_| self.spoken))
    }
}

/// A clock's time and a letter: `0:17thank you`, but not `5:30pm`.
fn take_glued(line: &str) -> Option<(Timestamp, &str)> {
    let (time, said) = take_clock(line.trim())?;
    let half = ["am", "pm", "AM", "PM"].iter().find_map(|half| said.strip_prefix(half));
    let of_the_day = half.is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    (said.starts_with(|c: char| c.is_alphabetic() || "[(\"'>♪".contains(c)) && !of_the_day)
        .then_some((time, said))
}

/// `1 minute, 5 seconds`, as the panel reads times to those who cannot see them, and what follows.
pub(super) fn take_spoken(line: &str) -> Option<(Timestamp, &str)> {
    let (mut rest, mut seconds, mut units) = (line.trim_start(), 0_i64, UNITS);
    let mut behind = None;
    while let Some((number, after)) = take_number(rest) {
        let Some((at, after)) =
            units.iter().enumerate().find_map(|(at, (unit, _))| Some((at, after.strip_prefix(unit)?)))
        else {
            break;
        };
        seconds += number * units.get(at)?.1;
        units = units.get(at + 1..)?;
        // `1 second so` may be glued, but `17 seconds` is never `17 second`.
        let plural =
            after.strip_prefix('s').filter(|rest| number != 1 || !rest.starts_with(char::is_alphabetic));
        let after = plural.unwrap_or(after);
        behind = Some(after);
        rest = after.trim_start_matches([',', ' ']);
    }
    Some((Timestamp::from_ms(seconds * 1_000), behind?))
}

/// Units and their seconds, the longest first.
const UNITS: &[(&str, i64)] = &[("hour", 3_600), ("minute", 60), ("second", 1)];

fn take_number(text: &str) -> Option<(i64, &str)> {
    let (digits, rest) = text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count())?;
    let number = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    Some((number, rest.strip_prefix(' ')?))
}

/// Whether a line is nothing but a time in words.
pub(super) fn is_spoken(line: &str) -> bool {
    take_spoken(line).is_some_and(|(_, said)| said.trim().is_empty())
}

/// Takes titles of chapters off the lines: each stands right above a line that is only a time. Where lines above
/// times do not begin with `Chapter 2:`, they are titles if one stands above the first time, no time has more than a
/// line and a title below it, few have a title, and all look like one.
pub(super) fn take_chapters(lines: &mut Vec<Line>) -> Vec<Chapter> {
    let times: Vec<(usize, Timestamp)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, bare_time(line.text)?))).collect();
    let Some(&(first, _)) = times.first() else { return Vec::new() };
    let above = |at: usize| at.checked_sub(1).and_then(|at| lines.get(at)).map(|line| line.text.trim());
    let second: Vec<usize> =
        times.windows(2).filter(|pair| pair[1].0 == pair[0].0 + 3).map(|pair| pair[1].0).collect();
    let at_most_two = times.windows(2).all(|pair| pair[1].0 <= pair[0].0 + 3);
    let few_have_one = first == 1 && at_most_two && !second.is_empty() && second.len() * 3 < times.len();
    let mut above_times = second.iter().chain([&first]).filter_map(|&at| above(at));
    let by_place = few_have_one && above_times.all(is_heading_like);
    let mut found = Vec::new();
    for (at, start) in times {
        let Some(title) = above(at) else { continue };
        let numbered = numbered_title(title);
        if numbered.is_none() && !(by_place && (at == first || second.binary_search(&at).is_ok())) {
            continue;
        }
        let title = numbered.unwrap_or(title).to_owned();
        found.push((at - 1, Chapter { start: Some(start), title, line: 0 }));
    }
    for (at, chapter) in &mut found {
        chapter.line = lines.get(*at).map_or(0, |line| line.number);
    }
    let (mut at, mut gone) = (0, found.iter().map(|(at, _)| *at).peekable());
    lines.retain(|_| {
        at += 1;
        gone.next_if_eq(&(at - 1)).is_none()
    });
    found.into_iter().map(|(_, chapter)| chapter).collect()
}

/// `Chapter 2: The oven`
fn numbered_title(line: &str) -> Option<&str> {
    let (number, title) = line.strip_prefix("Chapter ")?.split_once(':')?;
    let title = title.trim();
    (number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() && !title.is_empty()).then_some(title)
}

/// A line that is nothing but a time.
pub(super) fn bare_time(line: &str) -> Option<Timestamp> {
    take_clock(line.trim()).filter(|(_, rest)| rest.is_empty()).map(|(time, _)| time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words() {
        for (line, seconds, said) in [
            ("17 seconds", 17, ""),
            ("1 minute, 5 seconds so it rains", 65, " so it rains"),
            ("1 minutes, 8 secondsthat", 68, "that"),
            ("34 secondstell us", 34, "tell us"),
            ("1 secondso", 1, "so"),
            ("2 hours, 1 minute, 0 seconds", 7_260, ""),
            ("17 seconds, 3 boats", 17, ", 3 boats"),
        ] {
            let got = take_spoken(line).map(|(time, said)| (time.seconds(), said));
            assert_eq!(got, Some((seconds, said)), "{line}");
        }
        for line in ["seconds", "17", "17 boats", "", "12345 seconds", "0:17 seconds"] {
            assert!(take_spoken(line).is_none(), "{line}");
        }
    }

    #[test]
    fn glued_times_are_a_habit_or_nothing() {
        let lines = |text: &'static str| -> Vec<Line<'static>> {
            (1..).zip(text.lines()).map(|(number, text)| Line { number, text }).collect()
        };
        let glued = Habit::of(&lines("0:00so\n0:05[Music]\n1:00and so"));
        assert_eq!(
            glued.take("0:05[Music]").map(|(time, said)| (time.seconds(), said)),
            Some((5, "[Music]"))
        );
        assert!(!Habit::of(&lines("5:30pm\n6:30pm we met\n7:00am so")).glued);
        assert!(Habit::of(&lines("so\n0:00so")).take("0:00so").is_none());
    }

    #[test]
    fn titles_above_times_are_chapters() {
        let titles = |text: &str| -> (Vec<String>, usize) {
            let mut lines: Vec<Line> =
                (1..).zip(text.lines()).map(|(number, text)| Line { number, text }).collect();
            let chapters = take_chapters(&mut lines);
            (chapters.into_iter().map(|chapter| chapter.title).collect(), lines.len())
        };
        let both = ["Rain".to_owned(), "Snow".to_owned()];
        let said = |second: &str| {
            format!(
                "0:00\nso it\n0:05\nrains\n0:10\nall night\n{second}\n1:00\nand snows\n1:05\nand\n1:09\nso\n1:12\non"
            )
        };
        let by_place = format!("Rain\n{}", said("Snow"));
        assert_eq!(titles(&by_place), (both.to_vec(), 14));
        let numbered = "Chapter 1: Rain\n0:00\nso\nit\nrains\nChapter 2: Snow\n1:00\nand snows";
        assert_eq!(titles(numbered), (both.to_vec(), 6));
        assert_eq!(titles(&said("Snow")).0.len(), 0);
        assert_eq!(titles(&format!("Rain\n{}", said("and more"))).0.len(), 0);
    }
}
