//! Reads JSON with a list of segments, as whisper and its kin write it, and the same as JSON Lines.

use serde_json::{Map, Value};

use super::Guess;
use crate::error::{Error, Result};
use crate::load::cues::{Cue, pour};
use crate::load::dates;
use crate::load::draft::Draft;
use crate::load::source::Source;
use crate::load::times::{from_seconds, take_time};
use crate::model::{Timestamp, TitleFrom};

/// Where segments are kept, the dearest first.
const LISTS: &[&str] =
    &["segments", "utterances", "transcript", "transcription", "sentences", "cues", "captions", "entries"];
/// What is said, who says it, from when, till when, for how long.
const TEXT: &[&str] = &["text", "body", "transcript", "sentence", "content", "word", "caption"];
const SPEAKER: &[&str] = &["speaker", "speaker_name", "speakerName", "speaker_label"];
const START: &[&str] = &["start", "startTime", "start_time", "begin", "from", "time", "timestamp"];
const END: &[&str] = &["end", "endTime", "end_time", "stop", "to"];
const DURATION: &[&str] = &["duration", "dur"];

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let text = source.text.trim_start();
    let inside = text.get(1..)?.trim_start();
    let object = text.starts_with('{') && inside.starts_with(['"', '}']);
    let list = text.starts_with('[') && inside.starts_with(['{', '[', '"', ']']);
    // `[[a link]]` is Markdown, and a thousand open brackets are JSON gone wrong.
    let link = inside.strip_prefix('[').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic()));
    (object || list && !link).then(|| Guess::new(96, "it begins as JSON does"))
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    match serde_json::from_str::<Value>(source.text) {
        Ok(value) => from_value(source, &value, draft),
        Err(e) => match by_line(source, draft) {
            Some(cues) => {
                pour(draft, cues);
                Ok(())
            }
            None => Err(Error::at(source.name, format!("begins as JSON, but is none: {e}"))
                .do_next("check whether it was cut off, or write it anew")),
        },
    }
}

fn from_value(source: &Source, value: &Value, draft: &mut Draft) -> Result<()> {
    if let Value::Object(fields) = value {
        about(fields, draft);
    }
    let list = match value {
        Value::Array(items) => Some(items),
        Value::Object(fields) => list_in(fields),
        _ => None,
    };
    let Some(items) =
        list.filter(|items| items.is_empty() || items.iter().any(|item| cue(item, 0).is_some()))
    else {
        return match value.get("text").and_then(Value::as_str) {
            Some(text) => {
                pour(draft, vec![Cue { text: text.to_owned(), ..Cue::default() }]);
                Ok(())
            }
            None => Err(Error::at(source.name, "is JSON, but no transcript that dictum knows").do_next(
                "have the segments in a list named segments, each with text, start and end in seconds",
            )),
        };
    };
    let mut cues: Vec<Cue> = items.iter().filter_map(|item| cue(item, 0)).collect();
    if cues.len() < items.len() {
        draft.problem(
            None,
            format!("{} of {} items have no text and were left out", items.len() - cues.len(), items.len()),
        );
    }
    cut_overlaps(&mut cues, items);
    pour(draft, cues);
    Ok(())
}

/// What the file says of the talk.
fn about(fields: &Map<String, Value>, draft: &mut Draft) {
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    if let Some(title) = text("title") {
        draft.title(title, TitleFrom::Metadata);
    }
    if let Some(code) = text("language") {
        draft.language(code);
    }
    for key in ["url", "webpage_url", "source_url"] {
        if let Some(url) = text(key) {
            draft.source(url);
        }
    }
    if let Some(id) = text("video_id") {
        draft.video(id);
    }
    draft.date = draft
        .date
        .or_else(|| ["date", "upload_date", "published"].iter().find_map(|key| dates::read(text(key)?)));
}

fn list_in(fields: &Map<String, Value>) -> Option<&Vec<Value>> {
    let list = |fields: &'_ Map<String, Value>, key: &str| {
        fields.get(key).and_then(Value::as_array).map(|_| key.to_owned())
    };
    let key = LISTS.iter().find_map(|key| list(fields, key))?;
    fields.get(&key)?.as_array()
}

/// JSON Lines: a segment a line. A line that is none is told; where most are none, the file is none.
fn by_line(source: &Source, draft: &mut Draft) -> Option<Vec<Cue>> {
    let (mut cues, mut bad) = (Vec::new(), Vec::new());
    for line in source.lines().filter(|line| !line.is_blank()) {
        let value = serde_json::from_str::<Value>(line.text).ok();
        match value.as_ref().and_then(|value| cue(value, line.number)) {
            Some(cue) => cues.push(cue),
            None => bad.push(line.number),
        }
    }
    if cues.len() < 2 && !bad.is_empty() || bad.len() > cues.len() {
        return None;
    }
    for line in bad {
        draft.problem(Some(line), "no segment in JSON; left out");
    }
    Some(cues)
}

/// A segment: an object with text, or a list of text, start and end.
fn cue(item: &Value, line: u32) -> Option<Cue> {
    let (text, start, end, speaker) = match item {
        Value::Object(fields) => {
            let get = |keys: &[&str]| keys.iter().find_map(|key| fields.get(*key).filter(|v| !v.is_null()));
            let start = get(START).and_then(time);
            let lasts = || {
                get(DURATION)
                    .and_then(time)
                    .zip(start)
                    .map(|(d, s)| Timestamp::from_ms(i64::from(s.ms()) + i64::from(d.ms())))
            };
            (get(TEXT)?.as_str()?, start, get(END).and_then(time).or_else(lasts), get(SPEAKER).and_then(name))
        }
        Value::Array(parts) => match parts.as_slice() {
            [Value::String(text), rest @ ..] => {
                (text.as_str(), rest.first().and_then(time), rest.get(1).and_then(time), None)
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(Cue { start, end, speaker, opens_turn: false, text: text.to_owned(), line, end_line: line })
}

/// Seconds as a number or in quotes, or a clock's time.
fn time(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => from_seconds(number.as_f64()?),
        Value::String(text) => take_time(text.trim())
            .filter(|(_, rest)| rest.is_empty())
            .map(|(time, _)| time)
            .or_else(|| from_seconds(text.trim().parse().ok()?)),
        _ => None,
    }
}

/// A speaker's name; a bare number is a machine's.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()).filter(|n| !n.trim().is_empty()),
        Value::Number(number) => Some(format!("Speaker {number}")),
        Value::Object(fields) => fields.get("name")?.as_str().map(str::to_owned),
        _ => None,
    }
}

/// Durations count how long a line stays on the screen, which is longer than it is said.
fn cut_overlaps(cues: &mut [Cue], items: &[Value]) {
    let by_duration =
        items.first().is_some_and(|item| item.get("duration").is_some() && item.get("end").is_none());
    if !by_duration {
        return;
    }
    let starts: Vec<_> = cues.iter().skip(1).map(|cue| cue.start).collect();
    for (cue, next) in cues.iter_mut().zip(starts) {
        if next > cue.start && cue.end > next {
            cue.end = next;
        }
    }
}
