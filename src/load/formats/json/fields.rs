//! Reads the fields of JSON by their paths, whatever their writers call them and however they write times.

use super::tree::Value;
use crate::load::cues::Cue;
use crate::load::times::{from_seconds, take_time};
use crate::model::Timestamp;

/// What a number means where a time is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Seconds,
    Milliseconds,
    /// A ten-millionth of a second.
    Ticks,
}

use Unit::{Milliseconds, Seconds, Ticks};

/// What is said; of several, the fullest first.
const TEXT: &[&str] = &[
    "text",
    "body",
    "transcript",
    "sentence",
    "punctuated_word",
    "punct",
    "word",
    "content",
    "caption",
    "words_str",
    "raw_text",
    "display",
    "nBest.0.display",
    "alternatives.0.content",
    "alternatives.0.transcript",
    "value",
];

/// Who says it. Words carry it where their segment does not.
const SPEAKER: &[&str] = &[
    "speaker", "speaker_name", "speakerName", "speaker_label", "speakerTag", "speaker_tag", "speakerLabel",
    "speakerDesignation", "alternatives.0.speaker", "words.0.speaker", "speaker_id",
];

/// From when.
const START: &[(&str, Unit)] = &[
    ("offsets.from", Milliseconds),
    ("start_ms", Milliseconds),
    ("startMs", Milliseconds),
    ("tStartMs", Milliseconds),
    ("offsetMilliseconds", Milliseconds),
    ("offsetInTicks", Ticks),
    ("start", Seconds),
    ("startTime", Seconds),
    ("start_time", Seconds),
    ("startOffset", Seconds),
    ("start_ts", Seconds),
    ("begin", Seconds),
    ("from", Seconds),
    ("ts", Seconds),
    ("time", Seconds),
    ("timestamp.0", Seconds),
    ("timestamp", Seconds),
    ("offset", Seconds),
];

/// Till when.
const END: &[(&str, Unit)] = &[
    ("offsets.to", Milliseconds),
    ("end_ms", Milliseconds),
    ("endMs", Milliseconds),
    ("end", Seconds),
    ("endTime", Seconds),
    ("end_time", Seconds),
    ("endOffset", Seconds),
    ("end_ts", Seconds),
    ("stop", Seconds),
    ("to", Seconds),
    ("timestamp.1", Seconds),
];

/// For how long.
const DURATION: &[(&str, Unit)] = &[
    ("dDurationMs", Milliseconds),
    ("durationMilliseconds", Milliseconds),
    ("durationInTicks", Ticks),
    ("duration", Seconds),
    ("dur", Seconds),
];

/// The keys of times that are written in seconds, unless the file counts milliseconds.
pub(super) const IN_SECONDS: &[&str] = &[
    "start", "startTime", "start_time", "startOffset", "start_ts", "begin", "from", "ts", "time",
    "timestamp", "offset", "end", "endTime", "end_time", "endOffset", "end_ts", "stop", "to", "duration",
    "dur",
];

/// What stands at a path without stars: `alternatives.0.content`.
pub(super) fn at<'a>(value: &'a Value<'a>, path: &str) -> Option<&'a Value<'a>> {
    path.split('.').try_fold(value, |value, step| match value {
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => value.get(step),
    })
}

/// The text at the first path that has one.
pub(super) fn text_at<'a>(value: &'a Value<'a>, paths: &[&str]) -> Option<&'a str> {
    paths.iter().find_map(|path| at(value, path)?.as_str().filter(|text| !text.trim().is_empty()))
}

/// All that stands at a path with stars, `results.*.alternatives.0.words.*`, each with the speaker who is
/// named on the way to it.
pub(super) fn all_at<'a>(value: &'a Value<'a>, path: &str) -> Vec<(&'a Value<'a>, Option<String>)> {
    let mut found = vec![(value, None)];
    for step in path.split('.') {
        let mut next = Vec::new();
        for (value, who) in found {
            let inside: &mut dyn Iterator<Item = &'a Value<'a>> = match (step, value) {
                ("*", Value::Array(items)) => &mut items.iter(),
                ("*", _) => &mut std::iter::empty(),
                (step, Value::Array(items)) => {
                    &mut step.parse::<usize>().ok().and_then(|n| items.get(n)).into_iter()
                }
                (step, value) => &mut value.get(step).into_iter(),
            };
            let who = speaker(value).or(who);
            next.extend(inside.map(|value| (value, who.clone())));
        }
        found = next;
    }
    found
}

/// A segment or a word: an object with text, or a list of text, start and end.
pub(super) fn cue(item: &Value, line: u32) -> Option<Cue> {
    match item {
        Value::Object(_) => {
            let text = TEXT.iter().find_map(|path| at(item, path)?.as_str())?;
            let start = time_at(item, START);
            let lasts = || after(start?, time_at(item, DURATION)?);
            let end = time_at(item, END).or_else(lasts);
            let speaker = speaker(item);
            Some(Cue { start, end, speaker, text: text.to_owned(), line, end_line: line, ..Cue::default() })
        }
        Value::Array(parts) => {
            let (text, start, end) = match &**parts {
                [Value::String(text), rest @ ..] => (text, rest.first(), rest.get(1)),
                [start, end, Value::String(text)] => (text, Some(start), Some(end)),
                // A number and a place in the recording stand before them.
                [Value::Number(_), Value::Number(_), start, end, Value::String(text), ..] => {
                    (text, Some(start), Some(end))
                }
                _ => return None,
            };
            let time = |value: Option<&Value>| value.and_then(|value| time(value, Seconds));
            let (start, end) = (time(start), time(end));
            Some(Cue { start, end, text: text.to_string(), line, end_line: line, ..Cue::default() })
        }
        _ => None,
    }
}

/// A time and another time after it.
fn after(start: Timestamp, lasts: Timestamp) -> Option<Timestamp> {
    Some(Timestamp::from_ms(i64::from(start.ms()) + i64::from(lasts.ms())))
}

fn time_at(item: &Value, paths: &[(&str, Unit)]) -> Option<Timestamp> {
    paths.iter().find_map(|&(path, unit)| time(at(item, path)?, unit))
}

/// When an item begins.
pub(super) fn start(item: &Value) -> Option<Timestamp> {
    time_at(item, START)
}

/// When an item ends, if it says so.
pub(super) fn end(item: &Value) -> Option<Timestamp> {
    time_at(item, END).or_else(|| after(start(item)?, time_at(item, DURATION)?))
}

/// | written | by |
/// |---|---|
/// | `1.25`, `"1.25"`, `1250` | most; what the number counts is known by its key |
/// | `"1.25s"`, `"00:00:01.250"` | Google, scripts |
/// | `{"seconds": "1", "nanos": 250000000}` | Google |
/// | `"PT1M2.5S"` | Azure |
fn time(value: &Value, unit: Unit) -> Option<Timestamp> {
    let counted = |number: f64| match unit {
        Seconds => from_seconds(number),
        Milliseconds => from_seconds(number / 1e3),
        Ticks => from_seconds(number / 1e7),
    };
    match value {
        Value::Number(number) => counted(number.as_f64()?),
        Value::String(text) => {
            let text = text.trim();
            if let Ok(number) = text.parse() {
                return counted(number);
            }
            let clock = take_time(text).filter(|(_, rest)| rest.is_empty()).map(|(time, _)| time);
            clock.or_else(|| iso_duration(text))
        }
        Value::Object(parts) => {
            let part = |key: &str| match parts.get(key) {
                Some(Value::Number(number)) => number.as_f64(),
                Some(Value::String(text)) => text.parse().ok(),
                _ => None,
            };
            let (seconds, nanos) = (part("seconds"), part("nanos"));
            (seconds.is_some() || nanos.is_some())
                .then(|| from_seconds(seconds.unwrap_or(0.0) + nanos.unwrap_or(0.0) / 1e9))?
        }
        _ => None,
    }
}

/// `PT1H2M3.5S`
fn iso_duration(text: &str) -> Option<Timestamp> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (number, after) = rest.split_at_checked(at)?;
        let times = match after.chars().next()? {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok()? * times;
        rest = after.get(1..)?;
    }
    rest.is_empty().then(|| from_seconds(seconds))?
}

/// Who is named in an object; a bare number is a machine's.
pub(super) fn speaker(item: &Value) -> Option<String> {
    if !item.is_object() {
        return None;
    }
    SPEAKER.iter().find_map(|path| match at(item, path)? {
        Value::String(name) => Some(name.to_string()).filter(|n| !n.trim().is_empty()),
        Value::Number(number) => Some(format!("Speaker {number}")),
        Value::Object(fields) => fields.get("name")?.as_str().map(str::to_owned),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn times_of_all_makes() {
        for (value, ms) in [
            (json!({"start": 1.25}), Some(1_250)),
            (json!({"start": "1.25"}), Some(1_250)),
            (json!({"startTime": "1.250s"}), Some(1_250)),
            (json!({"startTime": {"seconds": "1", "nanos": 250_000_000}}), Some(1_250)),
            (json!({"startTime": {}}), None),
            (json!({"startTime": "00:00:01.250"}), Some(1_250)),
            (json!({"offset": "PT1M2.5S"}), Some(62_500)),
            (json!({"offset": "PT1X"}), None),
            (json!({"offsetInTicks": 12_500_000}), Some(1_250)),
            (json!({"offsets": {"from": 1250}}), Some(1_250)),
            (json!({"start": null, "timestamp": [1.25, 2.0]}), Some(1_250)),
            (json!({"start": 1e300}), Some(1_000_000_000)),
        ] {
            let text = value.to_string();
            let read: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(start(&read).map(Timestamp::ms), ms, "{text}");
        }
    }

    #[test]
    fn every_time_in_seconds_has_its_key_in_the_list() {
        for (path, _) in [START, END, DURATION].concat().iter().filter(|(_, unit)| *unit == Seconds) {
            let key = path.split('.').next().unwrap();
            assert!(IN_SECONDS.contains(&key), "{key}");
        }
    }

    #[test]
    fn who_is_named_on_the_way_speaks() {
        let text =
            r#"{"text": [{"speaker": "Ann", "line": [{"text": "so"}, {"text": "on"}]}, {"line": [7]}]}"#;
        let file: Value = serde_json::from_str(text).unwrap();
        let found = all_at(&file, "text.*.line.*");
        let names: Vec<_> = found.iter().map(|(_, who)| who.as_deref()).collect();
        assert_eq!(names, [Some("Ann"), Some("Ann"), None]);
    }
}
