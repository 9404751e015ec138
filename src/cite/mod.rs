//! How a quote leaves: the words, and where they come from.

use crate::model::{Span, Talk};

/// A passage with its source below it:
///
/// ```text
/// “The words that were said.”
/// — Ada Lovelace, On Engines, 2024-05-14, 12:31, https://…&t=751
/// ```
pub fn quote(talk: &Talk, span: Span) -> String {
    let words = span.of(&talk.text).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“{words}”\n— {}", source(talk, span))
}

/// Who said it, where, and when.
pub fn source(talk: &Talk, span: Span) -> String {
    let at = span.from();
    let time = talk.time_at(at);
    let speaker = talk.speaker_at(at).filter(|s| !s.anonymous).map(|s| s.name.clone());
    let parts = [
        speaker,
        Some(talk.title.clone()),
        talk.date.map(|d| d.to_string()),
        time.map(|t| t.to_string()),
        talk.link_at(time),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
