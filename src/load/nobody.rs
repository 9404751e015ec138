//! Knows words that stand before a colon without being anybody: fields, headings, steps that are counted.

/// Whether the words before a colon are known to be nobody.
pub(super) fn is_nobody(name: &str) -> bool {
    let bytes = name.trim_end_matches('.').bytes().map(|b| b.to_ascii_lowercase());
    NOBODY.binary_search_by(|nobody| nobody.bytes().cmp(bytes.clone())).is_ok() || is_counted(name)
}

/// `Step Two` is a heading, and `Part 3`.
fn is_counted(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_in = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let (Some(thing), Some(number)) = (words.next(), words.next()) else { return false };
    is_in(COUNTED, thing) && (is_in(NUMBERS, number) || number.bytes().all(|b| b.is_ascii_digit()))
}

/// Words that stand before a colon without being anybody, in the order of their bytes.
const NOBODY: &[&str] = &[
    "a",
    "action item",
    "action items",
    "agenda",
    "answer",
    "attendance",
    "attendees",
    "author",
    "break",
    "categories",
    "channel",
    "chapters",
    "corrections",
    "date",
    "debug",
    "description",
    "downloaded",
    "duration",
    "edit",
    "email",
    "error",
    "events",
    "example",
    "examples",
    "facebook",
    "fix",
    "guest",
    "guests",
    "host",
    "hosts",
    "http",
    "https",
    "important",
    "info",
    "input",
    "intro",
    "jingle",
    "keywords",
    "kind",
    "language",
    "link",
    "links",
    "location",
    "meeting date",
    "meeting date/time",
    "meeting duration",
    "meeting time",
    "moderator",
    "music",
    "news",
    "note",
    "notes",
    "notes by",
    "outline",
    "output",
    "outro",
    "p.s",
    "participants",
    "present",
    "presenter",
    "ps",
    "published",
    "q",
    "question",
    "resources",
    "see also",
    "source",
    "sponsor",
    "step",
    "subject",
    "summary",
    "tags",
    "time",
    "timestamps",
    "tip",
    "tips",
    "title",
    "todo",
    "topic",
    "transcript",
    "transcript below",
    "twitter",
    "update",
    "url",
    "video id",
    "warning",
    "website",
];

/// Words that are counted: `Step Two`, `Part 3`, `Rule number one`.
const COUNTED: &[&str] = &[
    "step",
    "part",
    "chapter",
    "section",
    "lesson",
    "rule",
    "day",
    "week",
    "level",
    "phase",
    "stage",
    "tip",
    "point",
    "number",
    "option",
    "problem",
    "exercise",
    "figure",
    "case",
    "reason",
    "principle",
    "scene",
    "act",
    "round",
    "question",
    "answer",
    "example",
    "method",
    "task",
    "verse",
    "line",
    "law",
    "myth",
    "fact",
];

/// Words that count them.
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "number", "i", "ii", "iii", "iv", "v", "vi",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_steps_are_nobody() {
        assert!(NOBODY.is_sorted());
        assert!(NOBODY.iter().all(|word| is_nobody(&word.to_uppercase())));
        for (words, nobody) in [
            ("Note", true),
            ("P.S.", true),
            ("Step Two", true),
            ("part 3", true),
            ("Rule number one", true),
            ("Step", true),
            ("Day", false),
            ("Ann Three", false),
            ("Case Ann", false),
        ] {
            assert_eq!(is_nobody(words), nobody, "{words}");
        }
    }
}
