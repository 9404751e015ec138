//! Tells names of speakers from other words before a colon.

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

/// Words within a name that are written small.
const SMALL_WORDS: &[&str] = &[
    "van", "von", "de", "der", "den", "da", "di", "du", "del", "della", "la", "le", "el", "al", "bin", "ibn",
    "of", "the", "and", "&", "y", "e", "from", "to",
];

/// Whether the words before a colon could be a speaker's name. That they are one shows in their coming back.
///
/// | could be | could not be |
/// |---|---|
/// | `Ann`, `ANN LEE`, `SPEAKER_00`, `Mr. Clement` | `He said`, `the thing is` |
/// | `stokes` (a handle), `Van der Wijden (M)` | `Note`, `https`, `12` |
/// | `Doe, Jane [NA]`, `李雷`, `田中 一郎` | `Well, what he meant`, `Is it?` |
pub(super) fn could_be_name(text: &str) -> bool {
    let name = text.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() || words.len() > 5 || name.chars().count() > 40 || is_nobody(name) {
        return false;
    }
    let odd = |c: char| {
        !(c.is_alphanumeric() || is_letter_mark(c) || c.is_whitespace() || " .,'’-–_()[]&/#+".contains(c))
    };
    if name.contains(odd) || !name.contains(char::is_alphabetic) || name.matches(',').count() > 1 {
        return false;
    }
    let single = words.len() == 1;
    words.iter().all(|word| could_be_part_of_name(word, single)) && !name.starts_with([',', '.', '-', '–'])
}

fn could_be_part_of_name(word: &str, single: bool) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let point = word.strip_suffix('.').is_none_or(|w| w.chars().count() <= 4);
    let small = bare.starts_with(char::is_lowercase) && !single && !SMALL_WORDS.contains(&bare);
    point && !small
}

/// Combining marks belong to the letters of many scripts.
fn is_letter_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{200C}' || c == '\u{200D}'
}

fn is_nobody(name: &str) -> bool {
    NOBODY.iter().any(|n| n.eq_ignore_ascii_case(name.trim_end_matches('.')))
}

/// The form in which names are the same: case and spacing gone.
pub(super) fn folded_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a label was given by a machine: `Speaker 1`, `SPEAKER_00`, `spk_0`, `A`, `Unknown Speaker`.
pub(super) fn is_anonymous(name: &str) -> bool {
    let name = folded_name(name);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches([' ', '_', '-', '#']);
    matches!(
        bare,
        "" | "speaker" | "spk" | "unknown" | "unknown speaker" | "person" | "participant" | "voice"
    ) || name.chars().count() == 1 && name.is_ascii()
        || name.strip_prefix("speaker ").is_some_and(|n| n.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_other_words_before_a_colon() {
        for name in [
            "Ann",
            "ANN LEE",
            "SPEAKER_00",
            "Mr. Clement",
            "stokes",
            "Van Der Wijden (M)",
            "Doe, Jane [NA]",
            "李雷",
            "田中\u{3000}一郎",
            "J. R. Smith",
            "Ludwig van Beethoven",
        ] {
            assert!(could_be_name(name), "{name}");
        }
        for words in [
            "",
            "He said",
            "the thing is",
            "Note",
            "https",
            "12",
            "Well, what he meant",
            "Is it?",
            "One Two Three Four Five Six",
            "And so. Then",
        ] {
            assert!(!could_be_name(words), "{words}");
        }
    }

    #[test]
    fn machine_labels_are_anonymous() {
        for (name, anonymous) in [
            ("Speaker 1", true),
            ("SPEAKER_00", true),
            ("spk_0", true),
            ("A", true),
            ("Unknown Speaker", true),
            ("speaker B", true),
            ("Ann", false),
            ("Speaker Pelosi", false),
            ("李", false),
        ] {
            assert_eq!(is_anonymous(name), anonymous, "{name}");
        }
    }
}
