//! Where a sentence begins with a capital that no full stop stands before.

use super::cuts::leaves_open;
use super::hangs::hangs_close_by;
use crate::outline::words::Words;

/// Whether a sentence begins with this word, since it has a capital that it would not have amid one: `in the news They
/// were`. Titles of books (`She read It Happened Here`) have capitals around; what is said or denied may have one; and
/// `The` and the like need silence before them.
pub fn begins_anew(text: &str, words: &Words, token: usize, rests: bool) -> bool {
    let said = |at: usize| words.tokens.get(at).map_or("", |token| token.span.of(text));
    let small = |word: &str| word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let here = said(token);
    let before = token.checked_sub(1).map_or("", said);
    let after = said(token + 1);
    let word = |at: usize| words.tokens.get(at).map_or("", |token| words.lower(*token));
    let lower = word(token);
    here.starts_with(char::is_uppercase)
        && ANEW.contains(&lower)
        && (rests || !WEAK.contains(&lower))
        && !token.checked_sub(1).is_some_and(|at| leaves_open(word(at)))
        && !hangs_close_by(&(token.saturating_sub(3)..token).map(word).collect::<Vec<_>>())
        && (small(before) || SURELY_ANEW.contains(&lower))
        && (small(after) || after.starts_with("I'") || after == "I")
}

/// Words with which sentences begin, and which have no capital within them.
const ANEW: &[&str] = &[
    "it", "it's", "they", "they're", "we", "we're", "he", "he's", "she", "she's", "you", "you're", "this",
    "that", "that's", "there", "there's", "these", "those", "what", "how", "why", "when", "where", "who",
    "if", "and", "but", "so", "because", "then", "now", "yes", "no", "yeah", "okay", "well", "uh", "um",
    "oh", "do", "does", "did", "is", "are", "can", "let's", "here", "here's", "my", "our", "your", "their",
    "his", "its", "the", "in", "as", "unless", "everybody", "nobody", "guess", "look", "wait",
];

/// Those of them that are written with a capital amid a sentence, too.
const WEAK: &[&str] = &[
    "the", "in", "as", "when", "this", "that", "these", "those", "his", "my", "our", "your", "their", "its",
    "if", "where", "who", "here", "now", "then", "and", "no", "look", "guess",
];

/// Those of them that begin one also behind a name: `in Paris They were`.
const SURELY_ANEW: &[&str] = &[
    "it", "it's", "they", "they're", "we", "we're", "he's", "she's", "you're", "that's", "there's", "here",
    "because", "unless", "everybody", "nobody",
];
