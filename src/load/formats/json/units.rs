//! Finds out whether bare numbers count milliseconds, and writes them in seconds.

use serde_json::Number;

use super::tree::Value;
use crate::load::cues::Cue;
use crate::model::Timestamp;

/// Nobody speaks so slowly: times that leave so many seconds to each word count milliseconds.
const SLOWEST: u64 = 20;

/// Some services count milliseconds, and do not say so: read as seconds, their whole numbers make a talk of days.
pub(super) fn count_milliseconds(cues: &[Cue]) -> bool {
    let words: usize = cues.iter().map(|cue| cue.text.split_whitespace().count()).sum();
    let times = || cues.iter().flat_map(|cue| [cue.start, cue.end]).flatten();
    let (Some(first), Some(last)) = (times().min(), times().max()) else { return false };
    let slow = u64::from(last.ms() - first.ms()) / 1000 > SLOWEST * words as u64;
    // What is held at the last time that there is would be later still.
    let held = last == Timestamp::from_ms(i64::MAX);
    words >= 3 && (slow || held) && times().all(|time| time.ms() % 1000 == 0)
}

/// The last time that cues have.
pub(super) fn last_time(cues: &[Cue]) -> Option<Timestamp> {
    cues.iter().flat_map(|cue| [cue.start, cue.end]).flatten().max()
}

/// Makes seconds of all milliseconds: of the numbers under these keys, and of those in a list beside a word.
pub(super) fn in_seconds(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Array(items) => {
            let beside_a_word = items.iter().any(|item| matches!(item, Value::String(_)));
            for item in items {
                if beside_a_word {
                    divide(item);
                }
                in_seconds(item, keys);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                if keys.contains(&key) {
                    divide_all(value);
                } else if key != COUNTED {
                    in_seconds(value, keys);
                }
            }
        }
        _ => (),
    }
}

/// What is under this key counts milliseconds by its writer's rules, and is read so.
const COUNTED: &str = "offsets";

/// `1000`, `"1000"` and `[1000, 2000]`
fn divide_all(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(divide),
        value => divide(value),
    }
}

fn divide(value: &mut Value) {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if let Some(seconds) = number.and_then(|ms: f64| Number::from_f64(ms / 1e3)) {
        *value = Value::Number(seconds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_under_the_keys_of_times_and_beside_words_are_divided() {
        let text = r#"{"id": 7000, "words": [{"start": 1000, "end": "2500", "n": 5}, ["so", 1000, 2000], [1000, 2000]],
            "chunks": {"timestamp": [0, 500]}}"#;
        let mut read: Value = serde_json::from_str(text).unwrap();
        in_seconds(&mut read, &["start", "end", "timestamp"]);
        let wanted = r#"{"id": 7000, "words": [{"start": 1.0, "end": 2.5, "n": 5}, ["so", 1.0, 2.0], [1000, 2000]],
            "chunks": {"timestamp": [0.0, 0.5]}}"#;
        assert_eq!(read, serde_json::from_str(wanted).unwrap());
    }
}
