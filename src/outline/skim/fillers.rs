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
    "know",
    "think",
    "sure",
    "hope",
    "believe",
    "guess",
    "say",
    "said",
    "like",
    "once",
    "until",
    "before",
    "after",
    "now",
    "then",
    "makes",
    "until",
    "unless",
    "whether",
    "maybe",
    "might",
    "may",
];

/// And before these: `you know what`, `I mean that`, `I mean to`.
pub const FOLLOW_YOU_KNOW: &[&str] = &[
    "what", "that", "how", "who", "where", "when", "why", "if", "about", "to", "of", "it", "this", "him",
    "her", "them", "by", "which",
];

/// Words that nobody says twice on purpose.
pub const SAID_TWICE: &[&str] = &[
    "I", "the", "a", "an", "and", "to", "of", "we", "that's", "it's", "they", "he", "she", "but", "my",
    "with", "for", "from", "as", "at", "because", "if", "or", "your", "our", "their", "I'm", "we're",
    "you're", "they're", "just", "can", "will", "would", "there's", "I've", "we've", "you've", "some",
    "into", "which", "who", "where", "then", "were", "are",
];

/// Words that are said twice by mistake mostly, but one thought may end and the next begin with them.
pub const MAY_END: &[&str] = &[
    "you", "it", "this", "these", "those", "there", "in", "on", "by", "is", "was", "do", "so", "like",
    "what", "how", "when", "about", "be", "not", "have", "has", "don't",
];

/// Words that join: what comes after begins another thought.
pub const JOINTS: &[&str] = &["and", "but", "or", "so", "because", "if", "when", "that", "as", "then"];

/// Who or what a thought may begin with.
pub const SPEAKERS: &[&str] = &[
    "I", "you", "we", "they", "he", "she", "it", "I'm", "you're", "we're", "they're", "he's", "she's",
    "it's", "that's", "there's", "there", "I've", "we've", "you've", "they've", "I'll", "we'll", "let's",
    "the", "this", "if", "um", "uh",
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
    "basically",
    "actually",
    "the",
    "have",
    "has",
    "had",
];

pub enum Opens {
    /// Unless one of these words follows.
    Always(&'static [&'static str]),
    /// Where a comma follows, or somebody or something that is spoken of.
    BeforeSpeakers,
    /// Only where a comma follows.
    SetOff,
}

/// Words with which people begin to speak, and which say nothing there. `No` does, and `or`.
pub const OPENINGS: &[(&str, Opens)] = &[
    (
        "so",
        Opens::Always(&[
            "far",
            "much",
            "many",
            "that",
            "long",
            "few",
            "little",
            "called",
            "often",
            "good",
            "bad",
            "to",
            "too",
            "do",
            "did",
            "does",
            "is",
            "was",
            "am",
            "are",
            "be",
            "important",
            "very",
        ]),
    ),
    ("and", Opens::Always(&[])),
    ("but", Opens::Always(&[])),
    ("well", Opens::BeforeSpeakers),
    ("okay", Opens::BeforeSpeakers),
    ("ok", Opens::BeforeSpeakers),
    ("yeah", Opens::BeforeSpeakers),
    ("yep", Opens::BeforeSpeakers),
    ("oh", Opens::BeforeSpeakers),
    ("right", Opens::SetOff),
    ("yes", Opens::SetOff),
    ("now", Opens::SetOff),
    ("alright", Opens::SetOff),
    ("also", Opens::SetOff),
    ("like", Opens::SetOff),
    ("cause", Opens::BeforeSpeakers),
    ("sure", Opens::SetOff),
    ("exactly", Opens::SetOff),
    ("again", Opens::SetOff),
    ("anyway", Opens::SetOff),
];

pub const CLOSERS: &[&[&str]] = &[&["right"], &["okay"], &["you", "know"], &["yeah"], &["I", "guess"]];
