//! What `YouTube`'s panel writes round captions: times in words, times glued to what is said, titles of chapters.

use super::chapters::Chapter;
use super::prose::is_heading_like;
use crate::load::labels::bracketed_time;
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
    /// `0:17 17 seconds thank you`: nearly all times stand there in words too.
    pub doubled: bool,
}

impl Habit {
    pub fn of(lines: &[Line]) -> Self {
        let filled = lines.iter().filter(|line| !line.is_blank()).count();
        let is_custom = |is_such: fn(&str) -> bool| {
            let such = lines.iter().filter(|line| is_such(line.text)).count();
            such >= 3 && such * 10 >= filled * 4
        };
        // A row of digits is a time and a number only where others are a time and a word.
        let to_words = lines.iter().filter_map(|line| take_glued(line.text));
        let to_words = to_words.filter(|(_, said)| !said.starts_with(|c: char| c.is_ascii_digit())).count();
        Self {
            glued: to_words >= 2 && is_custom(|line| take_glued(line).is_some()),
            spoken: is_custom(|line| take_spoken(line).is_some_and(|(_, said)| !said.trim().is_empty())),
            doubled: are_doubled(lines),
        }
    }

    /// The time at the start of a line, where it is one of the file's habits, and what is said then.
    pub fn take(self, line: &str) -> Option<(Timestamp, &str)> {
        let glued = || take_glued(line).filter(|_| self.glued);
        glued().or_else(|| take_spoken(line).filter(|_| self.spoken))
    }
}

/// Whether nearly all times in figures have the same time in words behind them. Who says `10 seconds` at `0:10` once
/// says it.
fn are_doubled(lines: &[Line]) -> bool {
    let behind = |line: &Line| {
        let line = line.text.trim();
        let clock = || take_clock(line).filter(|(_, rest)| !rest.starts_with(char::is_alphanumeric));
        let (start, rest) = bracketed_time(line).or_else(|| take_glued(line)).or_else(clock)?;
        Some(take_spoken(rest).is_some_and(|(time, _)| time.seconds() == start.seconds()))
    };
    let times: Vec<bool> = lines.iter().filter_map(behind).collect();
    are_nearly_all(times.iter().filter(|doubled| **doubled).count(), times.len())
}

/// Whether so many of the times in figures are enough to be no accident.
fn are_nearly_all(doubled: usize, times: usize) -> bool {
    doubled >= 3 && doubled * 10 >= times * 8
}

/// A clock's time and a letter or a number: `0:17thank you`, `0:1710 years`, but not `5:30pm`. Its seconds have two digits.
fn take_glued(line: &str) -> Option<(Timestamp, &str)> {
    let line = line.trim();
    let (clock, said) = line.split_at_checked(clock_length(line)?)?;
    let (time, _) = take_clock(clock)?;
    let half = ["am", "pm", "AM", "PM"].iter().find_map(|half| said.strip_prefix(half));
    let of_the_day = half.is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    (said.starts_with(|c: char| c.is_alphanumeric() || "[(\"'>♪".contains(c)) && !of_the_day)
        .then_some((time, said))
}

/// How long the clock at the start of a line is: one number, then one or two of two digits, then perhaps milliseconds.
fn clock_length(line: &str) -> Option<usize> {
    let digits = |at: usize| line.bytes().skip(at).take_while(u8::is_ascii_digit).count();
    let pair = |at: usize| {
        let pair = line.get(at..)?.strip_prefix(':')?.get(..2)?;
        (pair < "60" && pair.bytes().all(|b| b.is_ascii_digit())).then_some(at + 3)
    };
    let seconds = pair(Some(digits(0)).filter(|&digits| (1..=3).contains(&digits))?)?;
    let end = pair(seconds).unwrap_or(seconds);
    let has_ms = line.as_bytes().get(end) == Some(&b'.') && digits(end + 1) == 3;
    Some(if has_ms { end + 4 } else { end })
}

/// `1 minute, 5 seconds`, as the panel reads times to those who cannot see them, and what follows.
pub(super) fn take_spoken(line: &str) -> Option<(Timestamp, &str)> {
    let (mut rest, mut seconds, mut last) = (line.trim_start(), 0_i64, i64::MAX);
    let mut behind = None;
    while let Some((number, after)) = take_number(rest) {
        let whole = UNITS.iter().find_map(|unit| unit.take_whole(after));
        let unit = whole.or_else(|| UNITS.iter().find_map(|unit| unit.take_glued(number, after)));
        let Some((of_unit, after)) = unit.filter(|(of_unit, _)| *of_unit < last) else { break };
        seconds += number * of_unit;
        last = of_unit;
        behind = Some(after);
        rest = after.trim_start_matches([',', ' ']);
        rest = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)).unwrap_or(rest);
    }
    Some((Timestamp::from_ms(seconds * 1_000), behind?))
}

/// A unit of times in words: one of it, several of it, and its seconds.
struct Unit(&'static str, &'static str, i64);

/// English first: in it alone, what is said may follow without a blank.
const UNITS: &[Unit] = &[
    Unit("hour", "hours", 3_600),
    Unit("minute", "minutes", 60),
    Unit("second", "seconds", 1),
    Unit("Stunde", "Stunden", 3_600),
    Unit("Minute", "Minuten", 60),
    Unit("Sekunde", "Sekunden", 1),
    Unit("heure", "heures", 3_600),
    Unit("seconde", "secondes", 1),
    Unit("hora", "horas", 3_600),
    Unit("minuto", "minutos", 60),
    Unit("segundo", "segundos", 1),
    Unit("ora", "ore", 3_600),
    Unit("minuto", "minuti", 60),
    Unit("secondo", "secondi", 1),
    Unit("uur", "uur", 3_600),
    Unit("minuut", "minuten", 60),
    Unit("seconde", "seconden", 1),
];

/// What stands between units: `1 Minute und 5 Sekunden`.
const JOINTS: &[&str] = &["und ", "et ", "y ", "e ", "en "];

impl Unit {
    /// The seconds of the unit, if a text begins with its word, and what follows it.
    fn take_whole<'a>(&self, text: &'a str) -> Option<(i64, &'a str)> {
        let &Self(one, several, seconds) = self;
        let apart = |rest: &&str| !rest.starts_with(char::is_alphabetic);
        let rest = [several, one].iter().find_map(|word| text.strip_prefix(word).filter(apart))?;
        Some((seconds, rest))
    }

    /// The same where what is said is glued to it: `1 second so` may be, but `17 seconds` is never `17 second`.
    fn take_glued<'a>(&self, number: i64, text: &'a str) -> Option<(i64, &'a str)> {
        let &Self(one, several, seconds) = self;
        let is_english = matches!(one, "hour" | "minute" | "second");
        let rest = text.strip_prefix(if number == 1 { one } else { several })?;
        is_english.then_some((seconds, rest))
    }
}

fn take_number(text: &str) -> Option<(i64, &str)> {
    let (digits, rest) = text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count())?;
    let number = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    Some((number, rest.strip_prefix(' ')?))
}

/// Whether a line is nothing but a time in words.
pub(super) fn is_spoken(line: &str) -> bool {
    take_spoken(line).is_some_and(|(_, said)| said.trim().is_empty())
}

/// Takes out the lines that say in words what the line above or below says in figures, where nearly all times have one;
/// others were said.
pub(super) fn drop_spoken(lines: &mut Vec<Line>) {
    let tells = |at: Option<usize>, time: Timestamp| {
        let figures = at.and_then(|at| lines.get(at)).and_then(|line| take_clock(line.text.trim()));
        figures.is_some_and(|(figures, _)| figures.seconds() == time.seconds())
    };
    let doubled = |at: usize, line: &Line| {
        let spoken = take_spoken(line.text).filter(|(_, said)| said.trim().is_empty());
        spoken.is_some_and(|(time, _)| tells(at.checked_sub(1), time) || tells(Some(at + 1), time))
    };
    let doubled: Vec<bool> = lines.iter().enumerate().map(|(at, line)| doubled(at, line)).collect();
    let times = lines.iter().filter(|line| take_clock(line.text.trim()).is_some()).count();
    if !are_nearly_all(doubled.iter().filter(|doubled| **doubled).count(), times) {
        return;
    }
    let mut doubled = doubled.into_iter();
    lines.retain(|_| !doubled.next().unwrap_or(false));
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
            ("1 Minute und 6 Sekunden", 66, ""),
            ("1 hora, 2 minutos y 3 segundos", 3_723, ""),
            ("1 minute et 1 seconde", 61, ""),
        ] {
            let got = take_spoken(line).map(|(time, said)| (time.seconds(), said));
            assert_eq!(got, Some((seconds, said)), "{line}");
        }
        for line in ["seconds", "17", "17 boats", "", "12345 seconds", "0:17 seconds", "3 orange boats"] {
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
        let numbers = Habit::of(&lines("0:00so\n0:0310 years\n0:1215:30 it was\n1:02:033 boats\n1:02:09and"));
        for (line, seconds, said) in [
            ("0:0310 years", 3, "10 years"),
            ("0:1215:30 it was", 12, "15:30 it was"),
            ("1:02:033 boats", 3_723, "3 boats"),
        ] {
            assert_eq!(numbers.take(line).map(|(time, said)| (time.seconds(), said)), Some((seconds, said)));
        }
        assert!(!Habit::of(&lines("5:30pm\n6:30pm we met\n7:00am so")).glued);
        assert!(Habit::of(&lines("so\n0:00so")).take("0:00so").is_none());
    }

    #[test]
    fn times_in_words_are_a_habit_too() {
        for (text, doubled) in [
            ("0:01 1 second so\n[0:05] 5 seconds it\n0:09 9 seconds rains\n0:12 12 seconds", true),
            ("0:01 so\n[0:05] 5 seconds to go\n0:09 9 seconds late\n0:12 12 seconds off", false),
            ("1:00 1 minute is long\n2:00 2 minutes are longer", false),
        ] {
            let lines: Vec<Line> =
                (1..).zip(text.lines()).map(|(number, text)| Line { number, text }).collect();
            assert_eq!(Habit::of(&lines).doubled, doubled, "{text}");
        }
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
