//! Lengths and numbers as people say them.

use crate::model::{Card, Talk, Timestamp};

/// The line under a talk's title: date, length, words, speakers, link.
pub(super) fn about(talk: &Talk, card: &Card) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(talk.date.map(|d| d.to_string()));
    parts.extend(talk.duration.map(spoken_length));
    parts.push(words(card.words));
    parts.extend(speakers(talk.speakers.iter().filter(|s| !s.is_unknown()).map(|s| s.name.as_str())));
    parts.extend(talk.source_url.clone());
    parts.join(" · ")
}

/// Speakers that are named in a row; a meeting may have hundreds.
const NAMED: usize = 6;

/// Names in a row, the first of them where there are many; none where there are none.
pub fn speakers<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut names = names.peekable();
    let mut row = names.by_ref().take(NAMED).collect::<Vec<_>>().join(", ");
    let more = names.count();
    if more > 0 {
        row = format!("{row} and {more} more");
    }
    (!row.is_empty()).then_some(row)
}

/// `72 min`, `2 h 05`.
pub fn spoken_length(duration: Timestamp) -> String {
    let minutes = (duration.seconds() + 30) / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => format!("{} s", duration.seconds()),
        (0, m) => format!("{m} min"),
        (1, m) if m < 30 => format!("{} min", 60 + m),
        (h, m) => format!("{h} h {m:02}"),
    }
}

/// `9,578 words`.
pub fn words(count: usize) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown + if count == 1 { " word" } else { " words" }
}
