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
        None => format!("its columns, parted by {separator}, are two times and a text"),
    };
    Some(Guess::new(93, why))
}

/// What parts the columns, and what is in them.
fn shape(source: &Source) -> Option<(u8, Columns)> {
    let head: String = source.text.lines().take(60).flat_map(|line| [line, "\n"]).collect();
    [b'\t', b',', b';'].into_iter().find_map(|separator| {
        let records: Vec<StringRecord> = records(&head, separator).map(|(_, record)| record).collect();
        let named =
            || records.iter().take(JUNK).enumerate().find_map(|(at, record)| named_columns(at, record));
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

fn named_columns(at: usize, record: &StringRecord) -> Option<Columns> {
    let names: Vec<String> = record.iter().map(|name| name.trim().to_lowercase()).collect();
    let find = |known: &[&str]| known.iter().find_map(|name| names.iter().position(|n| n == name));
    let (start, text) = (find(START)?, find(TEXT)?);
    let end = find(END);
    (names.len() >= 2 && (end.is_some() || find(SPEAKER).is_some())).then(|| Columns {
        start,
        end,
        text,
        speaker: find(SPEAKER),
        header: Some(at),
    })
}

/// Two times and a text in nearly every record: before the text, or after it.
fn unnamed_columns(records: &[StringRecord]) -> Option<Columns> {
    [(0, 1, 2), (1, 2, 0)].into_iter().find_map(|(start, end, text)| {
        let fits = |record: &&StringRecord| {
            let is_time = |n: usize| record.get(n).is_some_and(|field| time(field, 1.0).is_some());
            is_time(start)
                && is_time(end)
                && record.get(text).is_some_and(|t| t.contains(char::is_alphabetic))
        };
        let fitting = records.iter().filter(fits).count();
        (fitting > 0 && fitting * 10 >= records.len() * 8).then_some(Columns {
            start,
            end: Some(end),
            text,
            speaker: None,
            header: None,
        })
    })
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let Some((separator, columns)) = shape(source) else { return super::prose::parse(source, draft) };
    // Whisper's tables are not quoted: what it writes between tabs is what was said.
    let records = records(source.text, separator).skip(columns.header.map_or(0, |at| at + 1));
    let records: Vec<_> = records.collect();
    let field =
        |record: &StringRecord, n: Option<usize>| n.and_then(|n| record.get(n)).map(|f| f.trim().to_owned());

    // Whole numbers count milliseconds, as in whisper's tables; numbers with a point count seconds.
    let whole = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unit = if records.iter().all(|(_, r)| r.get(columns.start).is_none_or(|t| whole(t.trim()))) {
        1e-3
    } else {
        1.0
    };
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
