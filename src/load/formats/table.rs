//! Reads tables of captions, TSV and CSV: as whisper writes them, and as editors of film export them.

use csv::{ReaderBuilder, StringRecord};

use super::Guess;
use crate::error::Result;
use crate::load::cues::{Cue, PORTION, pour};
use crate::load::draft::Draft;
use crate::load::source::Source;
use crate::load::speakers::take_speakers;
use crate::load::times::{from_seconds, take_clock};
use crate::model::Timestamp;

const START: &[&str] = &[
    "start", "start time", "start_time", "starttime", "begin", "from", "in", "timecode in", "timecode",
    "timestamp", "time", "start timecode", "timecode start",
];
const END: &[&str] = &[
    "end", "end time", "end_time", "endtime", "stop", "to", "out", "timecode out", "end timecode",
    "timecode end",
];
/// What may stand behind the name of a column of times.
const UNITS: &[&str] =
    &[" in milliseconds", " (milliseconds)", " (ms)", "_ms", " ms", " in seconds", " (seconds)", " (s)"];
const TEXT: &[&str] =
    &["text", "transcript", "content", "caption", "subtitle", "sentence", "dialogue", "line", "word"];
const SPEAKER: &[&str] = &["speaker", "speaker name", "speaker_name", "name", "actor", "character"];

/// Exports may begin with lines about themselves.
const JUNK: usize = 20;

/// The shape of a table shows in so many bytes.
const HEAD: usize = 256 << 10;

/// What may part columns.
const SEPARATORS: [u8; 3] = [b'\t', b',', b';'];

/// Which column holds what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    start: usize,
    end: Option<usize>,
    text: usize,
    speaker: Option<usize>,
    /// The record that names the columns.
    header: Option<usize>,
}

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let (separator, columns) = shape(source)?;
    let separator = match separator {
        b'\t' => "tabs",
        b';' => "semicolons",
        _ => "commas",
    };
    let why = match columns.header {
        Some(_) => format!("its columns, parted by {separator}, are named as those of captions"),
        None if columns.end.is_none() => format!("its columns, parted by {separator}, are a time and a text"),
        None => format!("its columns, parted by {separator}, are two times and a text"),
    };
    Some(Guess::new(93, why))
}

/// What parts the columns, and what is in them.
fn shape(source: &Source) -> Option<(u8, Columns)> {
    let end = source.text.match_indices('\n').nth(60).map_or(source.text.len(), |(at, _)| at);
    let head = start_of(source.text, end.min(HEAD));
    // A table has more than one column.
    let parting = SEPARATORS.into_iter().filter(|separator| may_be_table(head, *separator));
    let tables: Vec<(u8, Vec<StringRecord>)> = parting
        .map(|separator| (separator, records(head, separator).map(|(_, record)| record).collect()))
        .collect();
    let named = |records: &[StringRecord]| {
        (0..records.len().min(JUNK)).find_map(|at| named_columns(at, records.get(at..)?))
    };
    // Names of columns tell more than numbers do: where semicolons part them, there are commas in the numbers.
    let find = |columns: &dyn Fn(&[StringRecord]) -> Option<Columns>| {
        tables.iter().find_map(|(separator, records)| Some((*separator, columns(records)?)))
    };
    find(&named).or_else(|| find(&unnamed_columns))
}

/// No time and no name of a column of times has more bytes.
const LONGEST: usize = 40;

/// Whether anything between separators is a time, or names a column of times: less than that no table has, and it shows
/// without reading records.
fn may_be_table(head: &str, separator: u8) -> bool {
    let is_start = |field: &str| START.contains(&without_unit(&field.to_lowercase()));
    let parted = head.lines().filter(|line| line.as_bytes().contains(&separator));
    let mut fields = parted.flat_map(|line| line.split(char::from(separator)));
    fields.any(|field| {
        let bare = field.trim().trim_matches('"').trim();
        bare.len() <= LONGEST && (time(bare, 1.0).is_some() || is_start(bare))
    })
}

/// A text's first bytes, as far as whole letters go.
fn start_of(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// The records that are not blank, each with its line.
fn records(text: &str, separator: u8) -> impl Iterator<Item = (u32, StringRecord)> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(separator != b'\t')
        .from_reader(text.as_bytes());
    reader.into_records().filter_map(|record| {
        let record = record.ok().filter(|record| record.iter().any(|field| !field.trim().is_empty()))?;
        let line = record.position().map_or(1, csv::Position::line);
        Some((u32::try_from(line).unwrap_or(u32::MAX), record))
    })
}

/// `start time` of `start time in milliseconds`: which of both it is shows in the numbers.
fn without_unit(name: &str) -> &str {
    UNITS.iter().find_map(|unit| name.strip_suffix(unit)).unwrap_or(name)
}

/// What the first of these records names, if it names columns; a time alone must be followed by one.
fn named_columns(at: usize, records: &[StringRecord]) -> Option<Columns> {
    let names: Vec<String> = records.first()?.iter().map(|name| name.trim().to_lowercase()).collect();
    let find =
        |known: &[&str]| known.iter().find_map(|name| names.iter().position(|n| without_unit(n) == *name));
    let (start, text) = (find(START)?, find(TEXT)?);
    let (end, speaker) = (find(END), find(SPEAKER));
    let timed = || records.get(1)?.get(start).and_then(|field| time(field, 1.0));
    (end.is_some() || speaker.is_some() || timed().is_some()).then_some(Columns {
        start,
        end,
        text,
        speaker,
        header: Some(at),
    })
}

/// Two times and a text in nearly every record, before the text or after it; or one time and a text, and nothing
/// else, since prose with commas may begin with a time.
fn unnamed_columns(records: &[StringRecord]) -> Option<Columns> {
    [(0, Some(1), 2), (1, Some(2), 0), (0, None, 1)].into_iter().find_map(|(start, end, text)| {
        let fits = |record: &&StringRecord| {
            let is_time = |n: usize| record.get(n).is_some_and(|field| time(field, 1.0).is_some());
            is_time(start)
                && end.is_none_or(is_time)
                && (end.is_some() || record.len() == 2 && record.get(start).is_some_and(|t| t.contains(':')))
                && record.get(text).is_some_and(|t| t.contains(char::is_alphabetic))
        };
        let fitting = records.iter().filter(fits).count();
        let least = if end.is_some() { 1 } else { 2 };
        (fitting >= least && fitting * 10 >= records.len() * 8).then_some(Columns {
            start,
            end,
            text,
            speaker: None,
            header: None,
        })
    })
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let Some((separator, columns)) = shape(source) else { return super::prose::parse(source, draft) };
    // Whisper's tables are not quoted: what it writes between tabs is what was said.
    let records = || records(source.text, separator).skip(columns.header.map_or(0, |at| at + 1));
    let field =
        |record: &StringRecord, n: Option<usize>| n.and_then(|n| record.get(n)).map(|f| f.trim().to_owned());

    let words =
        |record: &StringRecord| record.get(columns.text).unwrap_or_default().split_whitespace().count();
    let unit = unit_of(
        records().filter_map(|(_, record)| Some((whole(record.get(columns.start)?), words(&record)))),
    );
    let mut cues = Vec::new();
    for (line, record) in records() {
        let at = |n: Option<usize>| field(&record, n).and_then(|text| time(&text, unit));
        let (start, end) = (at(Some(columns.start)), at(columns.end));
        if start.is_none() {
            draft.problem(Some(line + source.first_line - 1), "a record without a time; its text was kept");
        }
        let speaker = field(&record, columns.speaker).filter(|name| !name.is_empty());
        let text = field(&record, Some(columns.text)).unwrap_or_default();
        let line = line + source.first_line - 1;
        cues.push(Cue { start, end, speaker, text, line, end_line: line, ..Cue::default() });
        if cues.len() >= PORTION {
            finish(draft, &columns, std::mem::take(&mut cues));
        }
    }
    finish(draft, &columns, cues);
    Ok(())
}

fn finish(draft: &mut Draft, columns: &Columns, mut cues: Vec<Cue>) {
    if columns.speaker.is_none() {
        take_speakers(&mut cues);
    }
    pour(draft, cues);
}

/// Whole numbers count milliseconds, as in whisper's tables, unless that leaves nobody the time to speak; numbers
/// with a point count seconds. Each record has its start, if that is a whole number, and how many words are said then.
fn unit_of(records: impl Iterator<Item = (Option<u64>, usize)>) -> f64 {
    let (mut first, mut last) = (None, 0);
    let (mut cues, mut words, mut said) = (0_u64, 0_u64, 0_u64);
    for (start, count) in records {
        let Some(start) = start else { return 1.0 };
        (cues, words) = (cues + u64::from(first.is_some()), words + said);
        (last, said) = (start, count as u64);
        first.get_or_insert(start);
    }
    let lasts = first.map_or(0, |first| last.abs_diff(first));
    if cues > 0 && lasts < cues.max(words) * SHORTEST { 1.0 } else { 1e-3 }
}

/// A number without a point.
fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))
}

/// Milliseconds for a cue, and for a word where it has several: whisper's words come no faster.
const SHORTEST: u64 = 20;

/// How many frames a second has where nobody says.
const FRAMES: f64 = 25.0;

/// The same where frames are dropped, as `;` shows.
const DROPPED_FRAMES: f64 = 30.0 / 1.001;

/// `1500`, `1.5`, `1,5`, `3s`, `00:00:01.500`, `00:00:01:12` and `00;00;01;12` with frames.
fn time(text: &str, unit: f64) -> Option<Timestamp> {
    let text = text.trim();
    if text.contains(';') {
        let (clock, frames) = text.rsplit_once(';')?;
        let (time, rest) =
            take_clock(&clock.replace(';', ":")).map(|(time, rest)| (time, rest.is_empty()))?;
        let frames = frames.parse::<u8>().ok().filter(|_| rest)?;
        return from_seconds(f64::from(time.ms()) / 1e3 + f64::from(frames) / DROPPED_FRAMES);
    }
    if let Some(seconds) = text.strip_suffix('s') {
        return from_seconds(seconds.parse().ok()?);
    }
    let Some((time, rest)) = take_clock(text) else {
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+')).then_some(())?;
        let number = text.parse::<f64>().or_else(|_| text.replacen(',', ".", 1).parse());
        return from_seconds(number.ok()? * unit);
    };
    let frames = match rest.strip_prefix(':') {
        Some(frames) => frames.parse::<f64>().ok()?,
        None => rest.is_empty().then_some(0.0)?,
    };
    from_seconds(f64::from(time.ms()) / 1e3 + frames / FRAMES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_milliseconds_unless_nobody_speaks_as_fast() {
        for (starts, words, unit) in [
            (&["0", "1500", "3000"][..], 1, 1e-3),
            (&["0", "20", "40"], 1, 1e-3),
            (&["0", "4", "9"], 1, 1.0),
            (&["0", "30", "60"], 31, 1.0),
            (&["0", "9000", "21000"], 31, 1e-3),
            (&["0", "1.5"], 1, 1.0),
            (&["0"], 1, 1e-3),
        ] {
            let unit_found = unit_of(starts.iter().map(|start| (whole(start), words)));
            assert!((unit_found - unit).abs() < 1e-9, "{starts:?}");
        }
    }

    #[test]
    fn times_in_tables() {
        for (text, ms) in [
            ("1500", Some(1_500)),
            ("00:00:01:05", Some(1_200)),
            ("0:01.5", Some(1_500)),
            ("00;00;01;15", Some(1_501)),
            ("00:00:01;15", Some(1_501)),
            ("3s", Some(3_000)),
            ("ships", None),
            ("1500,0", Some(1_500)),
            ("1,5,0", None),
            ("so", None),
            ("0:01 so", None),
        ] {
            assert_eq!(time(text, 1e-3).map(Timestamp::ms), ms, "{text}");
        }
    }
}
