//! Knows words that stand before a colon without being anybody: fields, headings, steps that are counted.

use super::name_shapes::is_short_name;

/// What the words before a colon look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Name,
    /// It has the shape of a name, with titles and offices, and is longer than most.
    Long,
    /// `Host`: somebody who speaks, or what stands above a list of hosts.
    Role,
    /// `Kelly Link`: what ends like a heading, and is somebody where it comes again and again.
    Heading,
    /// `Note`
    Field,
}

/// What words before a colon look like that have the shape of a name.
pub(super) fn word(name: &str) -> Word {
    match () {
        () if matches!(name, "Q" | "A") => Word::Name,
        () if is_in_order(ROLES, name) => Word::Role,
        () if is_nobody(name) => Word::Field,
        () if is_heading(name) => {
            if is_full_name(name) {
                Word::Heading
            } else {
                Word::Field
            }
        }
        () if is_short_name(name) => Word::Name,
        () => Word::Long,
    }
}

/// Whether the words before a colon are known to be nobody.
pub(super) fn is_nobody(name: &str) -> bool {
    is_in_order(NOBODY, name) || is_in_order(ROLES, name) || is_counted(name)
}

/// Whether a word beside a time is a part of a programme or of a song.
pub(super) fn is_part(name: &str) -> bool {
    is_in_order(PARTS, name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end())
}

/// Whether a word in brackets tells what became of a task, or what kind of line it is.
pub(super) fn is_state(name: &str) -> bool {
    is_in_order(STATES, name)
}

fn is_in_order(words: &[&str], name: &str) -> bool {
    let bytes = name.trim_end_matches('.').bytes().map(|b| b.to_ascii_lowercase());
    words.binary_search_by(|word| word.bytes().cmp(bytes.clone())).is_ok()
}

/// `Final Thoughts`, `Fun Fact`: the last of several words is what a heading ends with.
fn is_heading(name: &str) -> bool {
    let Some((_, last)) = name.trim().rsplit_once(char::is_whitespace) else { return false };
    let is_in = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(last));
    let singular = last.strip_suffix(['s', 'S']).unwrap_or(last);
    is_in(HEADINGS) || HEADINGS.iter().any(|known| known.eq_ignore_ascii_case(singular))
}

/// `Kelly Link`, and neither `Key Point` nor `Show Notes`: two words with capitals, of which the last may be a surname.
fn is_full_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let (Some(given), Some(surname), None) = (words.next(), words.next(), words.next()) else { return false };
    let is_in = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let have_capitals = [given, surname].iter().all(|word| word.starts_with(char::is_uppercase));
    have_capitals && is_in(HEADINGS, surname) && !is_in(BEFORE_HEADINGS, given)
}

/// The first word of a heading, which is nobody's given name.
const BEFORE_HEADINGS: &[&str] = &[
    "action", "another", "best", "big", "bonus", "core", "due", "end", "executive", "final", "first", "fun",
    "good", "hard", "important", "key", "last", "main", "my", "new", "next", "old", "open", "other", "our",
    "pro", "quick", "real", "second", "short", "side", "simple", "start", "the", "third", "top", "your",
];

/// What the last word of a heading is, where it has several.
const HEADINGS: &[&str] = &[
    "advice", "answer", "conclusion", "date", "decision", "example", "fact", "idea", "item", "lesson",
    "link", "message", "note", "point", "problem", "question", "reason", "result", "rule", "step", "summary",
    "takeaway", "thing", "thought", "tip", "topic", "truth", "warning",
];

/// Words for somebody who speaks that also stand above lists, in the order of their bytes.
const ROLES: &[&str] = &["answer", "guest", "guests", "host", "hosts", "moderator", "presenter", "question"];

/// `Step Two` is a heading, and `Part 3`.
fn is_counted(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_in = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let (Some(thing), Some(number)) = (words.next(), words.next()) else { return false };
    is_in(COUNTED, thing) && (is_in(NUMBERS, number) || number.bytes().all(|b| b.is_ascii_digit()))
}

/// Words that stand before a colon without being anybody, in the order of their bytes.
const NOBODY: &[&str] = &[
    "a", "action item", "action items", "agenda", "also", "attendance", "attendees", "author", "break",
    "caption", "categories", "cc", "channel", "chapters", "conclusion", "conclusions", "copyright",
    "corollary", "corrections", "credits", "date", "debug", "decision", "decisions", "definition",
    "description", "downloaded", "duration", "edit", "email", "error", "events", "example", "examples",
    "facebook", "fact", "finally", "first", "fix", "from", "fun fact", "hint", "http", "https", "important",
    "info", "ingredients", "input", "install", "installation", "intro", "jingle", "keywords", "kind",
    "language", "lemma", "license", "link", "links", "listen", "location", "look", "meeting date",
    "meeting date/time", "meeting duration", "meeting time", "message-id", "method", "music", "news",
    "next steps", "no", "note", "notes", "notes by", "now", "ok", "okay", "outline", "output", "outro",
    "overview", "owner", "p.s", "participants", "present", "proof", "ps", "published", "q", "references",
    "remark", "remember", "resources", "result", "results", "right", "risk", "risks", "second", "see also",
    "so", "source", "speakers", "spoiler", "sponsor", "sponsors", "step", "subject", "summary", "tags",
    "then", "theorem", "third", "time", "timestamps", "tip", "tips", "title", "tldr", "to", "todo", "tools",
    "topic", "topics", "transcript", "transcript below", "twitter", "update", "url", "usage", "video id",
    "warning", "website", "well", "why", "yeah", "yes",
];

/// Parts of programmes and of songs, in the order of their bytes.
const PARTS: &[&str] = &[
    "arrival", "breakfast", "bridge", "chorus", "closing", "coffee", "coffee break", "dinner", "discussion",
    "doors", "hook", "interlude", "keynote", "lunch", "opening", "panel", "pause", "pre-chorus", "questions",
    "refrain", "registration", "rest", "session", "solo", "talk", "verse", "workshop",
];

/// What stands in brackets before tasks, changes and lines of logs, in the order of their bytes.
const STATES: &[&str] = &[
    "added", "applause", "blocked", "bug", "bugfix", "changed", "closed", "deprecated", "docs", "done",
    "fatal", "feature", "fixed", "improved", "in progress", "laughter", "new", "open", "pending", "removed",
    "security", "silence", "test", "todo", "trace", "updated", "warn", "wip", "x",
];

/// Words that are counted: `Step Two`, `Part 3`, `Rule number one`.
const COUNTED: &[&str] = &[
    "step", "part", "chapter", "section", "lesson", "rule", "day", "week", "level", "phase", "stage", "tip",
    "point", "number", "option", "problem", "exercise", "figure", "case", "reason", "principle", "scene",
    "act", "round", "question", "answer", "example", "method", "task", "verse", "line", "law", "myth",
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
        assert!([NOBODY, ROLES, PARTS, STATES].iter().all(|words| words.is_sorted()));
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
        for (words, is) in [
            ("Ann Lee", Word::Name),
            ("HOST", Word::Role),
            ("Final Thoughts", Word::Field),
            ("Key Point", Word::Field),
            ("Lane Points", Word::Field),
            ("Wanda Point", Word::Heading),
            ("Note", Word::Field),
            ("Ann Maria de la Cruz Lee", Word::Long),
        ] {
            assert_eq!(word(words), is, "{words}");
        }
    }
}
