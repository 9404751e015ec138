//! How well a piece reads on its own, without what stands around it.

use super::pieces::{LEAVE_OPEN, Piece, Whole, is_one_of};
use crate::text::words;

/// What a piece's worth is taken times.
///
/// | piece | times |
/// |---|---|
/// | asks something | 0.6 |
/// | thanks, greets, hands over | 0.3 |
/// | shorter than seven words | 0.5 |
/// | shorter than ten words | 0.8 |
/// | longer than 32 words | 0.85 |
/// | begins with what was said before (`It`, `They`, `That's`) | 0.85 |
/// | is cut, and begins or ends amid a thought | 0.6 each |
/// | goes on from the sentence before, in lower case | 0.7 |
pub fn looks(text: &str, piece: &Piece) -> f32 {
    let said = piece.span.of(text);
    let spoken: Vec<&str> = words(said).map(|word| word.of(said)).collect();
    let opening = spoken.iter().position(|word| !is_one_of(OPENERS, word)).unwrap_or(0);
    let begins = spoken.get(opening).copied().unwrap_or_default();
    let ends = spoken.last().copied().unwrap_or_default();

    let mut looks = 1.0;
    let mut bear = |applies: bool, times: f32| looks *= if applies { times } else { 1.0 };
    bear(said.contains('?') || said.contains('？') || asks(&spoken[opening..]), 0.6);
    bear(spoken.iter().any(|word| is_one_of(POLITE, word)), 0.3);
    bear(piece.words < 7, 0.5);
    bear(piece.words < 10, 0.8);
    bear(piece.words > 32, 0.85);
    bear(is_one_of(POINT_BACK, begins), 0.85);
    bear(piece.whole != Whole::Sentence && is_one_of(GO_ON, begins), 0.6);
    bear(piece.whole != Whole::Sentence && is_one_of(LEAVE_OPEN, ends), 0.6);
    bear(piece.whole == Whole::Sentence && said.starts_with(char::is_lowercase), 0.7);
    looks
}

/// Questions without their mark, as captions have them.
fn asks(spoken: &[&str]) -> bool {
    let [first, second, ..] = spoken else { return false };
    is_one_of(QUESTION_WORDS, first) && is_one_of(AFTER_QUESTION_WORDS, second)
}

/// Words with which people begin to speak; a key sentence is shown without them.
pub const OPENERS: &[&str] =
    &["so", "and", "but", "well", "okay", "ok", "yeah", "yes", "um", "uh", "oh", "right", "like", "now", "then"];

const QUESTION_WORDS: &[&str] = &[
    "what", "how", "why", "who", "where", "when", "which", "do", "does", "did", "can", "could", "would", "will", "is",
    "are", "was", "were", "have", "has", "should",
];

const AFTER_QUESTION_WORDS: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "you", "we", "they", "I", "he", "she", "it", "can", "could", "would",
    "should", "will", "about", "there", "that", "your", "the", "anybody", "anyone", "somebody",
];

const POLITE: &[&str] = &[
    "thank", "thanks", "welcome", "subscribe", "sponsor", "sponsors", "hello", "goodbye", "applause", "bye", "hi",
];

const POINT_BACK: &[&str] = &[
    "it", "it's", "they", "they're", "he", "she", "he's", "she's", "that", "that's", "those", "these", "this", "his", "her",
    "their", "its", "them", "which",
];

/// Words that go on with a sentence, and begin none.
const GO_ON: &[&str] = &[
    "of", "to", "than", "is", "was", "are", "were", "be", "been", "being", "which", "that", "or", "with", "from", "by",
    "on", "at", "as", "into", "about", "them", "him", "us", "me", "had", "has", "have", "do", "does", "did", "not", "also",
    "for", "while", "where", "who", "whose", "going", "kind", "sort", "really", "just", "even", "more", "too", "out", "up",
    "off", "down", "in", "over", "through",
];
