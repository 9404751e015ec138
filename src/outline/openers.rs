//! Where a sentence may begin in English captions that have no punctuation.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::Words;

/// Words that cannot end a sentence: what follows belongs to them.
const LEAVE_OPEN: &str = "a an the of to in on at by for from with as into onto and or but if because that which who \
    whose is are was were be been am do does did has have had i you he she we they my your his her its our their this \
    these those very more most so just like um uh not can could will would shall should may might must let's i'm you're \
    we're they're it's i've we've don't what how when where why than then about really kind sort";

/// Words with which a sentence cannot well begin.
const GO_ON: &str = "of than them him us me itself himself themselves is are was were be been has had et";

static OPEN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| LEAVE_OPEN.split_whitespace().collect());
static ON: LazyLock<FxHashSet<&str>> = LazyLock::new(|| GO_ON.split_whitespace().collect());

/// Words behind which an opener is most likely one: `okay so`, `all right now`, `now let's`.
const ALOUD: [(&str, &[&str]); 12] = [
    ("all", &["right"]),
    ("okay", &["so", "now", "let's", "let", "well", "next", "what", "great", "i", "we", "the"]),
    ("ok", &["so", "now", "let's", "let", "well", "next", "what", "great", "i", "we", "the"]),
    ("alright", &["so", "now", "let's", "let", "well", "next", "i", "we", "the"]),
    ("right", &["so", "now", "let's", "okay"]),
    (
        "so",
        &[
            "now", "let's", "let", "today", "what", "how", "the", "next", "first", "i", "we", "in", "this",
            "you",
        ],
    ),
    (
        "now",
        &["let's", "let", "i", "we", "the", "what", "you", "in", "if", "suppose", "this", "there", "here"],
    ),
    ("and", &["now", "so", "then", "finally", "next"]),
    ("but", &["now", "let's", "first"]),
    ("well", &["let's", "so", "now"]),
    ("let's", &["talk", "look", "go", "move", "start", "take", "now", "turn", "see", "consider", "say"]),
    ("let", &["me", "us"]),
];

/// Whether a sentence may begin with this word: neither it nor the word before says otherwise.
pub fn may_begin(words: &Words, at: usize) -> bool {
    let said = |at: usize| words.tokens.get(at).map_or("", |token| words.lower(*token));
    let before = at.checked_sub(1).map_or("", said);
    !OPEN.contains(before) && !ON.contains(said(at))
}

/// Whether a sentence audibly begins with this word, also in the middle of a line.
pub fn begins_aloud(words: &Words, at: usize) -> bool {
    let said = |at: usize| words.tokens.get(at).map_or("", |token| words.lower(*token));
    let opener = ALOUD.iter().find(|(word, _)| *word == said(at));
    opener.is_some_and(|(_, after)| after.contains(&said(at + 1)))
        && may_begin(words, at)
        && at.checked_sub(1).is_none_or(|before| !ALOUD.iter().any(|(word, _)| *word == said(before)))
}
