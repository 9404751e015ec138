//! Words that are said and mean nothing, and those beside which they do mean something.

/// Wherever they stand.
pub const ALWAYS: &[&str] = &["um", "uh", "er", "erm", "uhm", "umm", "uhh", "hmm", "mhm", "mm"];

/// Fillers between commas, the longer first.
pub const PHRASES: &[&[&str]] = &[
    &["you", "know", "what", "I", "mean"],
    &["you", "know"],
    &["I", "mean"],
    &["sort", "of"],
    &["kind", "of"],
    &["like"],
    &["right"],
    &["okay"],
];

/// After these `you know` is meant: `if you know`, `what you know`, `what I mean`.
pub const BIND_YOU_KNOW: &[&str] = &[
    "if",
    "do",
    "did",
    "what",
    "that",
    "as",
    "would",
    "how",
    "when",
    "where",
    "to",
    "let",
    "don't",
    "things",
    "everything",
    "all",
    "than",
    "because",
    "who",
    "why",
    "should",
    "thing",
    "people",
    "which",
];

/// And before these: `you know what`, `I mean that`, `I mean to`.
pub const FOLLOW_YOU_KNOW: &[&str] = &[
    "what", "that", "how", "who", "where", "when", "why", "if", "about", "to", "of", "it", "this", "him",
    "her", "them", "by", "which",
];

/// Words that nobody says twice on purpose.
pub const SAID_TWICE: &[&str] = &[
    "I", "the", "a", "an", "and", "to", "of", "in", "we", "you", "it", "is", "that's", "it's", "they", "he",
    "she", "but", "so", "this", "my", "with", "for", "on", "as", "at", "because", "if", "or", "what", "how",
    "when", "there", "was", "are", "your", "our", "their", "be", "like", "I'm", "we're", "you're", "they're",
    "just", "not", "can", "will", "would", "have", "has", "from", "by", "there's", "these", "those", "which",
    "who", "where", "then", "were", "do", "don't", "I've", "about", "some", "into",
];

/// Words that lead on to the next one, so that `like` between them fills only.
pub const BEFORE_LOOSE_LIKE: &[&str] = &[
    "at",
    "for",
    "in",
    "of",
    "on",
    "from",
    "about",
    "with",
    "by",
    "through",
    "into",
    "because",
    "and",
    "but",
    "so",
    "if",
    "then",
    "maybe",
    "definitely",
    "sometimes",
    "basically",
    "actually",
    "or",
    "a",
    "the",
    "have",
    "has",
    "had",
    "where",
];

pub enum Opens {
    /// Unless one of these words follows.
    Always(&'static [&'static str]),
    /// Only where a comma follows.
    SetOff,
}

pub const OPENINGS: &[(&str, Opens)] = &[
    (
        "so",
        Opens::Always(&[
            "far", "much", "many", "that", "long", "few", "little", "called", "often", "good", "bad",
        ]),
    ),
    ("and", Opens::Always(&[])),
    ("but", Opens::Always(&[])),
    ("or", Opens::Always(&[])),
    ("well", Opens::Always(&["known", "done", "over", "before", "after", "into", "beyond", "enough"])),
    ("okay", Opens::Always(&[])),
    ("ok", Opens::Always(&[])),
    ("yeah", Opens::Always(&[])),
    ("yep", Opens::Always(&[])),
    ("oh", Opens::Always(&[])),
    ("right", Opens::SetOff),
    ("yes", Opens::SetOff),
    ("no", Opens::SetOff),
    ("now", Opens::SetOff),
    ("alright", Opens::SetOff),
    ("also", Opens::SetOff),
    (
        "like",
        Opens::Always(&[
            "a", "an", "the", "I", "this", "that", "these", "those", "in", "any", "most", "all", "many",
        ]),
    ),
    ("cause", Opens::Always(&[])),
    ("then", Opens::SetOff),
    ("sure", Opens::SetOff),
    ("exactly", Opens::SetOff),
    ("again", Opens::SetOff),
    ("anyway", Opens::SetOff),
];

pub const CLOSERS: &[&[&str]] = &[&["right"], &["okay"], &["you", "know"], &["yeah"], &["I", "guess"]];
