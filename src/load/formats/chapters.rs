//! Reads lists of chapters: times and titles, a line each, as they stand under videos and in files of their own.

use super::{Guess, chapter_files};
use crate::error::Result;
use crate::load::cues::{Cue, pour, pour_plainly};
use crate::load::divide::ends_sentence;
use crate::load::draft::{Draft, Shape, Unit};
use crate::load::labels::bracketed_time;
use crate::load::rich::Rich;
use crate::load::source::{Line, Source};
use crate::load::times::take_clock;
use crate::model::{BlockKind, Kind, SegmentKind, Timestamp, TitleFrom};

/// A chapter of a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct Chapter {
    pub start: Option<Timestamp>,
    pub title: String,
    pub line: u32,
}

/// Chapters are at least so far apart on the whole; what is said is said every few seconds.
const APART: u32 = 30_000;
/// The first chapter begins with the talk, or very soon.
const SOON: u32 = 30_000;
/// A title that is longer is something that was said.
const LONGEST_TITLE: usize = 100;
/// No talk has so many chapters.
const LONGEST_LIST: usize = 1 << 20;

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    if source.text.len() > LONGEST_LIST {
        return None;
    }
    if let Some(file) = chapter_files::read(source).filter(|file| file.chapters.len() >= 2 && file.is_pure())
    {
        return Some(Guess::new(
            96,
            format!("{} chapters as programs for sound keep them", file.chapters.len()),
        ));
    }
    let lines = source.sample().len();
    if source.is_all_sample() && !source.mostly(9, |line| chapter(line).is_some()) {
        return None;
    }
    let chapters = listed(source);
    (chapters.len() * 10 >= lines * 9 && are_chapters(&chapters)).then(|| {
        Guess::new(91, format!("{} of {lines} lines are times far apart, each with a title", chapters.len()))
    })
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    if let Some(file) = chapter_files::read(source) {
        for line in file.flawed {
            draft.problem(
                Some(line),
                "a chapter without a time that can be read or without a title; left out",
            );
        }
        for line in file.strange {
            draft.problem(Some(line), "a line that tells nothing of a chapter; left out");
        }
        if let Some(title) = file.title {
            draft.title(&title, TitleFrom::Metadata);
        }
        alone(draft, file.chapters);
        return Ok(());
    }
    for line in source.lines().filter(|line| !line.is_blank() && chapter(line.text).is_none()) {
        draft.problem(Some(line.number), "a line without a time or without a title; left out");
    }
    alone(draft, listed(source));
    Ok(())
}

/// The lines that are a time and a title.
pub(in crate::load) fn listed(source: &Source) -> Vec<Chapter> {
    source
        .lines()
        .filter_map(|line| {
            let (start, title) = chapter(line.text)?;
            Some(Chapter { start: Some(start), title: title.to_owned(), line: line.number })
        })
        .collect()
}

/// | line |
/// |---|
/// | `0:00 Title`, `00:03 - Title`, `(1:02:03) Title` |
/// | `- 0:00 Title`, `• [0:00] Title`, `► 0:00 Title`, `1. 0:00 Title` |
/// | `0:00 - 2:00 Title`, `[0:00 - 2:00] Title`: when it ends is when the next begins |
/// | `Title 0:00`, `Title - 00:03`, `Title (0:00)` |
pub(in crate::load) fn chapter(line: &str) -> Option<(Timestamp, &str)> {
    const JOINTS: &[char] = &['-', '–', '—', '|', ':', '•', '*', '.', ' ', '\t', '\u{a0}'];
    const ENDS: &[char] = &['-', '–', '—', '|', ':', '•', '*', ' ', '\t', '\u{a0}'];
    // Bullets are of all kinds, `✅` and `⏱️` among them.
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '(')).trim_end();
    let time_first = |line| {
        range_first(line)
            .or_else(|| bracketed_time(line))
            .or_else(|| take_clock(line).filter(|(_, rest)| !rest.starts_with(char::is_alphanumeric)))
    };
    let (start, title) = time_first(line).or_else(|| time_first(behind_number(line)?)).or_else(|| {
        let (title, time) = line.rsplit_once(char::is_whitespace)?;
        let (start, _) =
            bracketed_time(time).or_else(|| take_clock(time)).filter(|(_, rest)| rest.is_empty())?;
        Some((start, title.trim_end_matches(JOINTS)))
    })?;
    // A full stop stays: it tells a sentence from a title.
    let title = title.trim_start_matches(JOINTS).trim_end_matches(ENDS);
    title.contains(char::is_alphabetic).then_some((start, title))
}

/// `0:00 - 2:00 Title`, `(0:00–2:00) Title`, `[0:00 - 2:00]: Title`
fn range_first(line: &str) -> Option<(Timestamp, &str)> {
    let close = match line.chars().next()? {
        '[' => "]",
        '(' => ")",
        _ => "",
    };
    let inside = if close.is_empty() { line } else { line.get(1..)?.trim_start() };
    let (start, rest) = take_clock(inside)?;
    let (end, rest) = take_clock(rest.trim_start().strip_prefix(['-', '–', '—'])?.trim_start())?;
    let title = rest.trim_start().strip_prefix(close)?;
    (start < end && !rest.starts_with(char::is_alphanumeric)).then_some((start, title))
}

/// What stands behind `1.` or `12)`.
fn behind_number(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once(['.', ')'])?;
    let is_number = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// Whether times and lines are chapters: three or more in order from the start of a talk, far apart, with titles that
/// are short and no sentences.
pub(in crate::load) fn are_chapters(chapters: &[Chapter]) -> bool {
    let starts: Vec<u32> = chapters.iter().filter_map(|c| c.start).map(Timestamp::ms).collect();
    let (Some(&first), Some(&last)) = (starts.first(), starts.last()) else { return false };
    let gaps = u32::try_from(starts.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let is_sentence = |title: &str| {
        ends_sentence(title) && !title.ends_with(['?', '!']) && title.split_whitespace().nth(2).is_some()
    };
    let sentences = chapters.iter().filter(|c| is_sentence(&c.title)).count();
    starts.len() >= 3
        && first <= SOON
        && starts.is_sorted_by(|a, b| a < b)
        && (last - first) / gaps.max(1) >= APART
        && sentences * 4 <= chapters.len()
        && chapters.iter().all(|c| c.title.chars().count() <= LONGEST_TITLE)
}

/// A talk of nothing but chapters: a list with times, and each a section.
pub(super) fn alone(draft: &mut Draft, chapters: Vec<Chapter>) {
    draft.kind = Kind::Summary;
    draft.note(None, format!("{} chapters and nothing that is said", chapters.len()));
    let shape = Shape::of(BlockKind::List { depth: 0, number: None });
    for Chapter { start, title, line } in chapters {
        draft.section(&title, 1, start, line);
        let text = Rich::from(title);
        draft.block(
            &shape,
            vec![Unit { kind: SegmentKind::List, text, start, line, end_line: line, ..Unit::default() }],
        );
    }
}

/// Pours cues, and begins a section at each chapter's time.
pub(super) fn pour_with(draft: &mut Draft, cues: Vec<Cue>, chapters: Vec<Chapter>) {
    let placed = placed(&cues, chapters);
    pour_at(draft, cues, placed);
}

/// Pours cues, and begins a section at each time that a chapter beside the file has. Those that come later wait, for there
/// may be more of the file.
pub(in crate::load) fn pour_beside(draft: &mut Draft, cues: Vec<Cue>) {
    let mut now = placed(&cues, draft.take_chapters_beside());
    let later = now.split_off(now.partition_point(|(at, _)| *at < cues.len()));
    draft.await_chapters(later.into_iter().map(|(_, chapter)| chapter).collect());
    pour_between(draft, cues, now);
}

/// Pours cues, and begins a section before each of the cues that are counted.
pub(super) fn pour_at(draft: &mut Draft, cues: Vec<Cue>, chapters: Vec<(usize, Chapter)>) {
    if chapters.is_empty() {
        return pour(draft, cues);
    }
    draft.has_chapters();
    pour_between(draft, cues, chapters);
}

/// The chapters that have a time, each with the cue before which it begins.
fn placed(cues: &[Cue], chapters: Vec<Chapter>) -> Vec<(usize, Chapter)> {
    let place = |chapter: Chapter| {
        let start = chapter.start?;
        Some((cues.partition_point(|cue| cue.start.is_none_or(|time| time < start)), chapter))
    };
    let mut placed: Vec<_> = chapters.into_iter().filter_map(place).collect();
    placed.sort_by_key(|(at, _)| *at);
    placed
}

fn pour_between(draft: &mut Draft, cues: Vec<Cue>, chapters: Vec<(usize, Chapter)>) {
    let mut cues = cues.into_iter();
    let mut poured = 0;
    for (at, chapter) in chapters {
        let some: Vec<Cue> = cues.by_ref().take(at.saturating_sub(poured)).collect();
        poured += some.len();
        if !some.is_empty() {
            pour_plainly(draft, some);
        }
        draft.section(&chapter.title, 1, chapter.start, chapter.line);
    }
    let rest: Vec<Cue> = cues.collect();
    if !rest.is_empty() || poured == 0 {
        pour_plainly(draft, rest);
    }
}

/// A line of a list of chapters.
pub(super) fn read_line(line: &Line) -> Option<Chapter> {
    let (start, title) = chapter(line.text)?;
    Some(Chapter { start: Some(start), title: title.to_owned(), line: line.number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_of_all_makes() {
        for (line, ms, title) in [
            ("0:00 Rain", 0, "Rain"),
            ("[0:00] It rains all day.", 0, "It rains all day."),
            ("00:03 - Rain: a talk", 3_000, "Rain: a talk"),
            ("(1:02:03) Rain", 3_723_000, "Rain"),
            ("• [0:09] Rain", 9_000, "Rain"),
            ("Rain — 1:00", 60_000, "Rain"),
        ] {
            let got = chapter(line).map(|(time, title)| (time.ms(), title));
            assert_eq!(got, Some((ms, title)), "{line}");
        }
        for line in ["0:00", "Rain", "", "at 7 o'clock"] {
            assert_eq!(chapter(line), None, "{line}");
        }
    }

    #[test]
    fn chapters_are_written_in_many_ways() {
        for line in [
            "2:00 Rain", "02:00 - Rain", "(2:00) Rain", "[2:00] – Rain", "- 2:00 Rain", "► 2:00 Rain",
            "✅ 2:00: Rain", "⏱️2:00 Rain", "1. 2:00 Rain", "2:00 - 4:00 Rain", "2:00–4:00: Rain",
            "[2:00 - 4:00] Rain", "(2:00-4:00) - Rain", "Rain 2:00", "Rain - 2:00", "Rain (2:00)",
            "Rain: [2:00]",
        ] {
            assert_eq!(chapter(line), Some((Timestamp::from_ms(120_000), "Rain")), "{line}");
        }
        let at = |line| chapter(line).map(|(_, title)| title);
        assert_eq!(at("2:00 10:30 is when it rained"), Some("10:30 is when it rained"));
        assert_eq!(at("4:00 - 2:00 Rain"), Some("2:00 Rain"));
        for line in ["Rain", "2:00", "2:00 - 4:00", "It rained at 2:00, and snowed", "1. Rain"] {
            assert_eq!(at(line), None, "{line}");
        }
    }

    #[test]
    fn what_is_said_is_no_chapter() {
        let list = |times: &[u32]| -> Vec<Chapter> {
            let chapter = |&s: &u32| Chapter {
                start: Some(Timestamp::from_ms(i64::from(s) * 1000)),
                title: "Rain".into(),
                line: 1,
            };
            times.iter().map(chapter).collect()
        };
        assert!(are_chapters(&list(&[0, 90, 300])));
        let said = |title: &str| {
            list(&[0, 90, 300]).into_iter().map(|c| Chapter { title: title.into(), ..c }).collect::<Vec<_>>()
        };
        assert!(!are_chapters(&said("Ann asks why it rains.")));
        assert!(are_chapters(&said("Why does it rain?")));
        assert!(are_chapters(&said("Rain.")));
        assert!(!are_chapters(&list(&[0, 4, 9, 12])));
        assert!(!are_chapters(&list(&[0, 90])));
        assert!(!are_chapters(&list(&[600, 690, 900])));
    }

    #[test]
    fn chapters_beside_a_file_wait_for_the_portion_that_they_are_in() {
        let at = |s: u32| Some(Timestamp::from_ms(i64::from(s) * 1000));
        let cue = |s: u32| Cue { start: at(s), text: format!("It rained at {s}."), ..Cue::default() };
        let mut draft = Draft::default();
        draft.await_chapters(
            [0, 40, 100, 900].map(|s| Chapter { start: at(s), title: format!("From {s}"), line: 0 }).into(),
        );
        for portion in [[0, 30], [60, 90], [120, 150]] {
            pour(&mut draft, portion.map(cue).into());
        }
        assert_eq!(draft.take_chapters_beside().len(), 1);
        let (talk, _) = draft.finish();
        let begins =
            |s: &crate::model::Section| talk.text.get(s.span.from()..).unwrap().lines().next().unwrap();
        let sections: Vec<_> = talk.sections.iter().map(|s| (s.title.as_str(), begins(s))).collect();
        assert_eq!(
            sections,
            [
                ("From 0", "It rained at 0. It rained at 30."),
                ("From 40", "It rained at 60. It rained at 90."),
                ("From 100", "It rained at 120. It rained at 150."),
            ]
        );
    }
}
