//! Reads JSON that is too large for a tree, segment by segment.

use std::fmt;

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::fields::cue;
use crate::load::cues::Cue;

/// Where the segments of large files stand.
const LISTS: &[&str] = &["segments", "utterances", "transcription", "transcript", "sentences", "words"];

/// The cues of the first list of segments; none where there is no such list.
pub(super) fn read(text: &str) -> Option<Vec<Cue>> {
    let cues = serde_json::Deserializer::from_str(text).deserialize_any(Outside).ok()?;
    Some(cues).filter(|cues| !cues.is_empty())
}

/// The whole file: a list of segments, or an object that holds one.
struct Outside;

impl<'de> Visitor<'de> for Outside {
    type Value = Vec<Cue>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of segments, or an object with one")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut cues = Vec::new();
        while let Some(item) = items.next_element::<Value>()? {
            cues.extend(cue(&item, 0));
        }
        Ok(cues)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut cues = Vec::new();
        while let Some(key) = fields.next_key::<String>()? {
            if cues.is_empty() && LISTS.contains(&key.as_str()) {
                cues = fields.next_value::<Segments>()?.0;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(cues)
    }
}

struct Segments(Vec<Cue>);

impl<'de> serde::Deserialize<'de> for Segments {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Outside).map(Segments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_found_without_a_tree() {
        for (text, said) in [
            (
                r#"{"text": "x", "meta": {"a": [1]}, "segments": [{"text": "so", "start": 1}, {"text": "on"}]}"#,
                2,
            ),
            (r#"[{"text": "so"}]"#, 1),
        ] {
            assert_eq!(read(text).map(|cues| cues.len()), Some(said), "{text}");
        }
        for text in [r#"{"a": [{"text": "so"}]}"#, "7", "{", r#"{"segments": 7}"#] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
