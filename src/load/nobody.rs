//! Knows words that stand before a colon without being anybody: fields, headings, steps that are counted.

/// Whether the words before a colon are known to be nobody.
pub(super) fn is_nobody(name: &str) -> bool {
    NOBODY.iter().any(|n| n.eq_ignore_ascii_case(name.trim_end_matches('.'))) || is_counted(name)
}

/// `Step Two` is a heading, and `Part 3`.
fn is_counted(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_in = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let (Some(thing), Some(number)) = (words.next(), words.next()) else { return false };
    is_in(COUNTED, thing) && (is_in(NUMBERS, number) || number.bytes().all(|b| b.is_ascii_digit()))
}

/// Words that stand before a colon without being anybody.
const NOBODY: &[&str] = &[
    "note",
    "notes",
    "presenter",
    "question",
    "answer",
    "q",
    "a",
    "example",
    "examples",
    "warning",
    "todo",
    "http",
    "https",
    "date",
    "time",
    "location",
    "topic",
    "summary",
    "action item",
    "action items",
    "news",
    "events",
    "resources",
    "break",
    "jingle",
    "outro",
    "intro",
    "music",
    "sponsor",
    "update",
    "ps",
    "p.s",
    "kind",
    "language",
    "title",
    "duration",
    "url",
    "link",
    "links",
    "video id",
    "channel",
    "published",
    "downloaded",
    "source",
    "tip",
    "tips",
    "important",
    "edit",
    "fix",
    "error",
    "info",
    "debug",
    "input",
    "output",
    "step",
    "see also",
    "tags",
    "author",
    "transcript",
    "transcript below",
    "corrections",
    "attendees",
    "attendance",
    "participants",
    "present",
    "agenda",
    "notes by",
    "meeting time",
    "meeting duration",
    "meeting date/time",
    "keywords",
    "categories",
    "subject",
    "description",
    "chapters",
    "timestamps",
    "outline",
    "meeting date",
    "moderator",
    "facebook",
    "twitter",
    "website",
    "email",
    "hosts",
    "guests",
    "host",
    "guest",
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
