//! Reads chapters in front matter: `chapters:`, and below it a time and a title each.

use serde_json::Value;

use super::formats::{Chapter, chapter_of};
use super::times::{from_seconds, take_clock, take_seconds};
use crate::model::Timestamp;

/// The keys that stand for when a chapter begins, and for its title.
const STARTS: &[&str] = &["start", "time", "start_time", "starttime", "timestamp", "from", "at"];
const TITLES: &[&str] = &["title", "name", "label", "headline", "chapter"];
/// No talk has so many.
const MOST: usize = 1_000;

/// The chapters of a list, in the order of their times. None where an item is no chapter, or where two begin at once.
///
/// | item | |
/// |---|---|
/// | `{time: "05:00", title: Boats}` | also `start`, `start_time`, `timestamp` and `name`, `label` |
/// | `{start: 300, title: Boats}` | in seconds |
/// | `05:00 Boats` | as in any list |
/// | `{"05:00": Boats}` | |
pub(super) fn read(field: &Value) -> Vec<Chapter> {
    let items = field.as_array().map(Vec::as_slice).unwrap_or_default();
    let chapters = items.iter().take(MOST).map(chapter).collect::<Option<Vec<_>>>();
    let mut chapters = chapters.unwrap_or_default();
    chapters.sort_by_key(|chapter| chapter.start);
    let is_list = chapters.windows(2).all(|two| two[0].start < two[1].start);
    if is_list { chapters } else { Vec::new() }
}

fn chapter(item: &Value) -> Option<Chapter> {
    let (start, title) = match item {
        Value::String(line) => chapter_of(line.trim())?,
        Value::Object(fields) => {
            let value = |keys: &[&str]| {
                keys.iter().find_map(|wanted| {
                    fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
                })
            };
            match (value(STARTS), value(TITLES)) {
                (Some(start), Some(title)) => (moment(start)?, title.as_str()?),
                _ if fields.len() == 1 => {
                    let (start, title) = fields.iter().next()?;
                    (clock(start)?, title.as_str()?)
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    let title = title.trim();
    // Lines of front matter are none of the text.
    (!title.is_empty()).then(|| Chapter { start: Some(start), title: title.to_owned(), line: 0 })
}

fn moment(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(seconds) => from_seconds(seconds.as_f64().filter(|seconds| *seconds >= 0.0)?),
        Value::String(time) => {
            clock(time).or_else(|| from_seconds(f64::from(time.trim().parse::<u32>().ok()?)))
        }
        _ => None,
    }
}

/// `05:00` or `300s`, and nothing else.
fn clock(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    take_clock(text).or_else(|| take_seconds(text)).filter(|(_, rest)| rest.is_empty()).map(|(time, _)| time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> Vec<String> {
        let chapters = read(&serde_json::from_str(json).unwrap_or_default());
        chapters.iter().map(|c| format!("{} {}", c.start.unwrap_or_default(), c.title)).collect()
    }

    #[test]
    fn chapters_of_all_makes() {
        for list in [
            r#"[{"time": "00:00", "title": "Rain"}, {"time": "05:00", "title": "Snow"}]"#,
            r#"[{"start": 0, "title": "Rain", "end": 300}, {"start": 300.0, "title": "Snow"}]"#,
            r#"[{"timestamp": "300", "name": "Snow"}, {"timestamp": "0", "name": "Rain"}]"#,
            r#"[{"startTime": "0s", "label": "Rain"}, {"startTime": "300s", "label": " Snow "}]"#,
            r#"["0:00 Rain", "Snow (5:00)"]"#,
            r#"[{"0:00": "Rain"}, {"5:00": "Snow"}]"#,
        ] {
            assert_eq!(told(list), ["0:00 Rain", "5:00 Snow"], "{list}");
        }
    }

    #[test]
    fn other_lists_have_no_chapters() {
        for list in [
            "3",
            "[1, 2]",
            r#"["Rain", "Snow"]"#,
            r#"[{"title": "Rain"}, {"title": "Snow"}]"#,
            r#"[{"start": -3, "title": "Rain"}]"#,
            r#"[{"start": 3, "title": " "}]"#,
            r#"[{"start": 3, "title": "Rain"}, {"start": 3, "title": "Snow"}]"#,
            r#"[{"start": "soon", "title": "Rain"}]"#,
        ] {
            assert_eq!(told(list), [""; 0], "{list}");
        }
    }
}
