//! Reads tables of captions, TSV and CSV: as whisper writes them, and as editors of film export them.

use csv::{ReaderBuilder, StringRecord};

use super::Guess;
use crate::error::Result;
use crate::load::cues::{Cue, pour};
use crate::load::draft::Draft;
use crate::load::source::Source;
use crate::load::speakers::take_speakers;
use crate::load::times::{from_seconds, take_clock};
use crate::model::Timestamp;

const START: &[&str] = &[
    "start",
    "start time",
    "start_time",
    "starttime",
    "begin",
    "from",
    "in",
    "timecode in",
    "timecode",
    "timestamp",
    "time",
];
const END: &[&str] = &["end", "end time", "end_time", "endtime", "stop", "to", "out", "timecode out"];
const TEXT: &[&str] =
    &["text", "transcript", "content", "caption", "subtitle", "sentence", "dialogue", "line", "word"];
const SPEAKER: &[&str] = &["speaker", "speaker name", "speaker_name", "name", "actor", "character"];

/// Exports may begin with lines about themselves.
const JUNK: usize = 20;

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
    let separator = if separator == b'\t' { "tabs" } else { "commas" };
    let why = match columns.header {
        Some(_) => format!("its columns, parted by {separator}, are named as those of captions"),
        None if columns.end.is_none() => format!("its columns, parted by {separator}, are a time and a text"),
        None => format!("its columns, parted by {separator}, are two times and a text"),
    };
    Some(Guess::new(93, why))
}

/// What parts the columns, and what is in them.
fn shape(source: &Source) -> Option<(u8, Columns)> {
    let head: String = source.text.lines().take(60).flat_map(|line| [line, "\n"]).collect();
    [b'\t', b',', b';'].into_iter().find_map(|separator| {
        let records = records(&head, separator).map(|(_, record)| record);
        let records: Vec<StringRecord> = records.filter(|r| r.iter().any(|f| !f.trim().is_empty())).collect();
        let named = || (0..records.len().min(JUNK)).find_map(|at| named_columns(at, records.get(at..)?));
        Some((separator, named().or_else(|| unnamed_columns(&records))?))
    })
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = (u32, StringRecord)> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(separator != b'\t')
        .from_reader(text.as_bytes());
    reader.into_records().filter_map(|record| {
        let record = record.ok()?;
        let line = record.position().map_or(1, csv::Position::line);
        Some((u32::try_from(line).unwrap_or(u32::MAX), record))
    })
}

/// What the first of these records names, if it names columns; a time alone must be followed by one.
fn named_columns(at: usize, records: &[StringRecord]) -> Option<Columns> {
    let names: Vec<String> = records.first()?.iter().map(|name| name.trim().to_lowercase()).collect();
    let find = |known: &[&str]| known.iter().find_map(|name| names.iter().position(|n| n == name));
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
    let records = records(source.text, separator).filter(|(_, r)| r.iter().any(|f| !f.trim().is_empty()));
    let records: Vec<_> = records.skip(columns.header.map_or(0, |at| at + 1)).collect();
    let field =
        |record: &StringRecord, n: Option<usize>| n.and_then(|n| record.get(n)).map(|f| f.trim().to_owned());

    let starts = records.iter().filter_map(|(_, record)| record.get(columns.start)).map(str::trim);
    let unit = unit_of(&starts.collect::<Vec<_>>());
    let mut cues = Vec::new();
    for (line, record) in &records {
        let at = |n: Option<usize>| field(record, n).and_then(|text| time(&text, unit));
        let (start, end) = (at(Some(columns.start)), at(columns.end));
        if start.is_none() {
            draft.problem(Some(line + source.first_line - 1), "a record without a time; its text was kept");
        }
        let speaker = field(record, columns.speaker).filter(|name| !name.is_empty());
        let text = field(record, Some(columns.text)).unwrap_or_default();
        let line = line + source.first_line - 1;
        cues.push(Cue { start, end, speaker, text, line, end_line: line, ..Cue::default() });
    }
    if columns.speaker.is_none() {
        take_speakers(&mut cues);
    }
    pour(draft, cues);
    Ok(())
}

/// Whole numbers count milliseconds, as in whisper's tables, unless that leaves nobody the time to speak; numbers
/// with a point count seconds.
fn unit_of(starts: &[&str]) -> f64 {
    let whole = |text: &&&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if starts.iter().filter(whole).count() < starts.len() {
        return 1.0;
    }
    let number = |text: Option<&&str>| text.and_then(|text| text.parse::<u64>().ok());
    let lasts =
        number(starts.last()).zip(number(starts.first())).map_or(0, |(last, first)| last.abs_diff(first));
    let between = starts.len().saturating_sub(1) as u64;
    if between > 0 && lasts < between * SHORTEST_CUE { 1.0 } else { 1e-3 }
}

/// Milliseconds: whisper's words come no faster.
const SHORTEST_CUE: u64 = 20;

/// How many frames a second has where nobody says.
const FRAMES: f64 = 25.0;

/// `1500`, `1.5`, `00:00:01.500`, `00:00:01:12` with frames.
fn time(text: &str, unit: f64) -> Option<Timestamp> {
    let text = text.trim();
    let Some((time, rest)) = take_clock(text) else { return from_seconds(text.parse::<f64>().ok()? * unit) };
    let frames = match rest.strip_prefix([':', ';']) {
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
        for (starts, unit) in [
            (&["0", "1500", "3000"][..], 1e-3),
            (&["0", "20", "40"], 1e-3),
            (&["0", "4", "9"], 1.0),
            (&["0", "1.5"], 1.0),
            (&["0"], 1e-3),
        ] {
            assert!((unit_of(starts) - unit).abs() < 1e-9, "{starts:?}");
        }
    }

    #[test]
    fn times_in_tables() {
        for (text, ms) in [
            ("1500", Some(1_500)),
            ("00:00:01:05", Some(1_200)),
            ("0:01.5", Some(1_500)),
            ("so", None),
            ("0:01 so", None),
        ] {
            assert_eq!(time(text, 1e-3).map(Timestamp::ms), ms, "{text}");
        }
    }
}
