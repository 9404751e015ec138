//! Takes whisper's segments from the front matter, where the text below says the same without their times.

use serde_json::Value;

use super::cues::{self, Cue};
use super::draft::Draft;
use super::front_matter::FrontMatter;
use super::source::Source;
use super::times::from_seconds;

/// Fills the draft with the segments that the front matter holds, and answers whether it did. Segments that say something
/// else than the text are told.
pub(super) fn pour(matter: &FrontMatter, source: &Source, draft: &mut Draft) -> bool {
    let Some(cues) = matter.field("whisper_segments").and_then(segments) else { return false };
    let count = cues.len();
    let words = cues.iter().flat_map(|cue| cue.text.split_whitespace());
    if !words.eq(source.text.split_whitespace()) {
        let what =
            format!("whisper_segments in the front matter left out: its {count} segments say other words");
        draft.note(Some(1), what);
        return false;
    }
    draft.note(Some(1), format!("times of {count} segments taken from whisper_segments in the front matter"));
    cues::pour(draft, cues);
    true
}

/// The segments, which most writers put there as a text of JSON.
fn segments(field: &Value) -> Option<Vec<Cue>> {
    let inside = field.as_str().and_then(|json| serde_json::from_str::<Value>(json).ok());
    let items = inside.as_ref().unwrap_or(field).as_array()?;
    items.iter().map(segment).collect::<Option<Vec<_>>>().filter(|cues| !cues.is_empty())
}

fn segment(item: &Value) -> Option<Cue> {
    let time = |key: &str| item.get(key)?.as_f64().and_then(from_seconds);
    Some(Cue {
        start: Some(time("start")?),
        end: time("end"),
        text: item.get("text")?.as_str()?.to_owned(),
        ..Cue::default()
    })
}
