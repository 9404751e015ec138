//! Words that are said and mean nothing, and those beside which they do mean something.

/// A word without the marks around it, and the marks after it.
pub fn bare(word: &str) -> (&str, &str) {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    (bare, word.get(bare.len()..).unwrap_or(""))
}

/// Whether a word is one of a list, whatever its case and its marks.
pub fn is(word: &str, list: &[&str]) -> bool {
    list.iter().any(|one| bare(word).0.eq_ignore_ascii_case(one))
}

/// Wherever they stand.
pub const ALWAYS: &[&str] = &["um", "uh", "er", "erm", "uhm", "umm", "uhh", "hmm", "mhm"];

/// Where nothing stands before it but a comma: else it is millimetres.
pub const APART: &[&str] = &["mm"];

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
    "if", "do", "did", "what", "that", "as", "would", "how", "when", "where", "to", "let", "don't", "things",
    "everything", "all", "than", "because", "who", "why", "should", "thing", "people", "which", "know",
    "think", "sure", "hope", "believe", "guess", "say", "said", "like", "once", "until", "before", "after",
    "now", "then", "makes", "unless", "whether", "maybe", "might", "may",
];

/// And before these: `you know what`, `I mean that`, `I mean to`.
pub const FOLLOW_YOU_KNOW: &[&str] = &[
    "what", "that", "how", "who", "where", "when", "why", "if", "about", "to", "of", "it", "this", "him",
    "her", "them", "by", "which", "from", "well", "best", "better", "nothing", "exactly", "already",
];

/// Words with which no thought ends, so that nobody says them twice on purpose, not even with a comma between.
pub const NEVER_END: &[&str] = &[
    "I", "the", "a", "an", "and", "we", "that's", "it's", "they", "he", "she", "but", "my", "because", "if",
    "or", "your", "our", "their", "I'm", "we're", "you're", "they're", "there's", "I've", "we've", "you've",
];

/// Words that may end a side clause before the next begins with them: `what it is is a boat`, `where I am from from May on`.
pub const MAY_END_CLAUSE: &[&str] = &[
    "is", "was", "are", "were", "can", "will", "would", "do", "did", "have", "has", "to", "of", "with",
    "for", "from", "at", "as", "into", "just", "some", "which", "who", "where", "then", "what", "how",
    "when", "be", "don't",
];

/// Those of them that are verbs.
pub const AUXILIARIES: &[&str] =
    &["is", "was", "are", "were", "can", "could", "will", "would", "do", "does", "did", "have", "has", "had"];

/// Words that are said twice by mistake where a thought begins, but elsewhere one may end and the next begin with them.
pub const MAY_END: &[&str] =
    &["you", "it", "this", "these", "those", "there", "in", "on", "by", "about", "so", "like"];

/// Words that begin a side clause, or are told more of in one.
pub const BEGIN_CLAUSE: &[&str] = &[
    "what", "whatever", "all", "who", "whoever", "where", "wherever", "that", "which", "how", "why", "when",
    "as", "if", "than", "thing", "things", "only", "way", "place", "reason", "problem", "question", "point",
    "one", "ones", "those", "everything", "anything",
];

/// Words that join: what comes after begins another thought.
pub const JOINTS: &[&str] = &["and", "but", "or", "so", "because", "if", "when", "that", "as", "then"];

/// Who or what a thought may begin with.
pub const SPEAKERS: &[&str] = &[
    "I", "you", "we", "they", "he", "she", "it", "I'm", "you're", "we're", "they're", "he's", "she's",
    "it's", "that's", "there's", "there", "I've", "we've", "you've", "they've", "I'll", "we'll", "let's",
    "the", "this", "if", "um", "uh",
];

/// Words that lead on to the next one, so that no comma belongs behind them.
pub const LEAD_ON: &[&str] = &[
    "at", "for", "in", "of", "on", "from", "about", "with", "by", "through", "into", "to", "than", "and",
    "but", "or", "so", "because", "if", "when", "that", "as", "then", "the", "a", "an", "my", "your", "our",
    "their", "his", "her", "this", "these", "those", "I", "you", "we", "they", "he", "she", "it", "I'm",
    "you're", "we're", "they're", "he's", "she's", "it's", "that's", "there's", "is", "was", "are", "were",
    "be", "been", "being", "can", "could", "will", "would", "should", "do", "does", "did", "have", "has",
    "had", "just", "really", "very", "not", "also", "either", "like", "basically", "actually", "where",
    "what",
];

/// Words that something else begins with, so that a comma belongs before them.
pub const BEGIN_ANEW: &[&str] = &[
    "I", "you", "we", "they", "he", "she", "it", "I'm", "you're", "we're", "they're", "he's", "she's",
    "it's", "that's", "there's", "there", "let's", "the", "a", "an", "my", "your", "our", "their", "his",
    "her", "this", "these", "some", "and", "but", "or", "so", "because", "if", "when", "as", "then", "what",
    "where", "which", "who", "how", "not", "no",
];

/// Words before which `I mean` does not put one word right by another: `Monday, I mean, Tuesday` is meant.
pub const FOLLOW_I_MEAN: &[&str] = &[
    "I", "you", "we", "they", "he", "she", "it", "I'm", "you're", "we're", "they're", "he's", "she's",
    "it's", "that's", "there's", "there", "let's", "I've", "we've", "you've", "they've", "I'll", "we'll",
    "is", "was", "are", "were", "can", "could", "will", "would", "do", "does", "did", "have", "has", "had",
    "and", "but", "or", "so", "because", "if", "when",
];

/// Between words of these two lists `like` only fills: `for like two weeks`.
pub const BEFORE_LOOSE_LIKE: &[&str] =
    &["at", "for", "of", "from", "with", "into", "because", "basically", "actually"];
pub const AFTER_LOOSE_LIKE: &[&str] = &[
    "a", "an", "the", "my", "your", "our", "their", "his", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "twenty", "thirty", "fifty", "hundred", "half", "some", "all", "every", "I",
    "you", "we", "they", "he", "she", "it's", "people", "everybody", "everyone", "really", "so",
];

/// Beside these `right` tells where.
pub const DIRECTIONS: &[&str] =
    &["left", "straight", "ahead", "wrong", "starboard", "port", "centre", "center"];

pub enum Opens {
    /// Unless one of these words follows.
    Unless(&'static [&'static str]),
    /// Where a comma follows, or somebody or something that is spoken of.
    BeforeSpeakers,
    /// Only where a comma follows.
    SetOff,
}

/// Words with which people begin to speak, and which say nothing there. `Yes`, `No`, `Sure`, `Now`, `Again` and `Or` do.
pub const OPENINGS: &[(&str, Opens)] = &[
    ("so", Opens::Unless(FOLLOW_SO)),
    ("and", Opens::Unless(&[])),
    ("but", Opens::Unless(&["for"])),
    ("well", Opens::BeforeSpeakers),
    ("okay", Opens::BeforeSpeakers),
    ("ok", Opens::BeforeSpeakers),
    ("yeah", Opens::BeforeSpeakers),
    ("yep", Opens::BeforeSpeakers),
    ("oh", Opens::BeforeSpeakers),
    ("right", Opens::SetOff),
    ("alright", Opens::SetOff),
    ("like", Opens::SetOff),
    ("anyway", Opens::SetOff),
];

/// Where `so` tells how much or how, or wishes: `so far`, `So be it`, `So help me`.
const FOLLOW_SO: &[&str] = &[
    "far", "much", "many", "that", "long", "few", "little", "called", "often", "good", "bad", "to", "too",
    "do", "did", "does", "is", "was", "am", "are", "be", "important", "very", "help", "as", "goes", "go",
    "went", "said", "says", "say", "begins", "began", "ends", "ended", "close", "near", "sorry", "glad",
    "happy", "great", "nice", "true", "easy", "hard", "big", "large", "small", "strong", "early", "late",
    "soon", "quickly", "sure", "had", "has", "have", "can", "will", "would", "could", "should", "and", "or",
    "so",
];

/// And where one of these is the word after the next: `So loud was the bell`, `So loud a bell`.
pub const MEASURED: &[&str] =
    &["is", "was", "are", "were", "did", "do", "does", "had", "has", "have", "a", "an", "that"];

/// `So they can feed their herds, the farmers`: with a person before one of these, and somebody else behind a comma, it tells
/// what for.
pub const PURPOSES: &[&str] =
    &["can", "could", "may", "might", "will", "would", "won't", "can't", "couldn't"];
pub const PERSONS: &[&str] =
    &["I", "you", "we", "they", "he", "she", "it", "people", "everybody", "everyone"];

pub const CLOSERS: &[&[&str]] = &[&["right"], &["okay"], &["you", "know"], &["yeah"]];
