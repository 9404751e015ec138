//! Where a sentence without end is cut: at pauses, and where another thought begins.

use std::ops::Range;

use crate::model::{Segment, Span, Talk};
use crate::outline::words::Words;

/// A cut, before the word of that number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    pub at: usize,
    /// A thought ends and another begins here.
    pub clean: bool,
}

/// Words of a piece as a rule.
const USUAL: f32 = 16.0;
/// A piece may be so many words longer or shorter before it matters.
const LEEWAY: f32 = 9.0;
/// The longest piece.
const LONGEST: usize = 40;
/// From this gain on, a cut is where another thought begins.
const CLEAN: f32 = 0.5;

/// How long nothing is said before a word, for words asked for in the text's order.
pub struct Pauses<'a> {
    segments: &'a [Segment],
}

impl<'a> Pauses<'a> {
    pub fn of(talk: &'a Talk) -> Self {
        Self { segments: &talk.segments }
    }

    /// In milliseconds; 0 within a cue.
    fn before(&mut self, at: usize) -> u32 {
        let begun = self.segments.partition_point(|segment| segment.span.from() < at);
        // The last cue before it stays, to tell when that ended.
        self.segments = self.segments.get(begun.saturating_sub(1)..).unwrap_or_default();
        match self.segments {
            [before, here, ..] if here.span.from() == at => match (before.end, here.start) {
                (Some(end), Some(start)) => start.ms().saturating_sub(end.ms()),
                _ => 0,
            },
            _ => 0,
        }
    }
}

/// The best cuts of a sentence of these words, the last of them at its end: pieces are about as long as usual, and begin
/// where a thought does.
#[allow(clippy::cast_precision_loss, reason = "numbers of words")]
pub fn cuts(text: &str, words: &Words, tokens: Range<usize>, pauses: &mut Pauses) -> Vec<Cut> {
    let count = tokens.len();
    let gains: Vec<f32> = (0..=count)
        .map(|at| if at == 0 || at == count { 0.0 } else { gain(text, words, &tokens, at, pauses) })
        .collect();
    // For each word: what the best pieces before it cost, and where the last of them begins.
    let mut best = vec![(0.0_f32, 0_usize)];
    for (to, gain) in gains.iter().enumerate().skip(1) {
        let cost = |from: usize| {
            let strain = ((to - from) as f32 - USUAL) / LEEWAY;
            (best[from].0 + strain * strain - gain, from)
        };
        let froms = to.saturating_sub(LONGEST)..to;
        let least = froms.map(cost).min_by(|a, b| a.0.total_cmp(&b.0));
        best.push(least.unwrap_or_default());
    }
    let mut cuts = vec![Cut { at: tokens.end, clean: true }];
    let mut at = best[count].1;
    while at > 0 {
        cuts.push(Cut { at: tokens.start + at, clean: gains[at] >= CLEAN });
        at = best[at].1;
    }
    cuts.reverse();
    cuts
}

/// Whether a thought may well begin with this word, as far as the word tells.
pub fn may_begin(word: &str) -> bool {
    JOINS.contains(&word) || SUBJECTS.contains(&word)
}

/// How good it is to cut before a word.
///
/// | between the words | gain |
/// |---|---|
/// | silence of 0.8 s (of 0.3 s) | 3 (1) |
/// | a semicolon, a dash (a comma) | 3 (1.5) |
/// | `and I`, `because the`: a thought is joined | 3 |
/// | `I think`, `there is`: somebody or something comes up | 1.5 |
/// | another word that joins | 0.5 |
/// | none of these | -2.5 |
/// | the word before leaves something open: `the`, `of`, `I` | -4 |
/// | no blank | -4 |
fn gain(text: &str, words: &Words, tokens: &Range<usize>, at: usize, pauses: &mut Pauses) -> f32 {
    let said = words.tokens.get(tokens.clone()).unwrap_or_default();
    let word = |at: usize| said.get(at).map_or("", |token| words.lower(*token));
    let (before, here, after) = (word(at - 1), word(at), word(at + 1));
    let between = Span::new(said[at - 1].span.to(), said[at].span.from()).of(text);
    let pause = pauses.before(said[at].span.from());

    let told = [
        (if pause >= 800 { 3.0 } else { 1.0 }, pause >= 300),
        (1.5, between.starts_with([',', '、', '，'])),
        (3.0, between.trim_start().starts_with([';', ':', '-', '–', '—', '；'])),
        (3.0, JOINS.contains(&here) && SUBJECTS.contains(&after)),
        (1.5, SPEAK_UP.contains(&here) && !JOINS.contains(&before) && !BEFORE_SUBJECTS.contains(&before)),
        (0.5, JOINS.contains(&here)),
    ];
    let best = told.iter().filter(|(_, applies)| *applies).map(|(gain, _)| *gain);
    let best = best.max_by(f32::total_cmp).unwrap_or(-2.5);
    let open = if LEAVE_OPEN.contains(&before) { -4.0 } else { 0.0 };
    let glued = if between.is_empty() { -4.0 } else { 0.0 };
    best + open + glued
}

/// Words that begin another thought.
const JOINS: &[&str] = &[
    "and",
    "but",
    "so",
    "because",
    "then",
    "now",
    "or",
    "while",
    "although",
    "however",
    "when",
    "if",
    "therefore",
    "okay",
    "well",
    "yeah",
];

/// Words of whom or what something is told.
const SUBJECTS: &[&str] = &[
    "i", "you", "we", "they", "he", "she", "it", "that's", "it's", "there's", "there", "this", "these",
    "the", "i'm", "you're", "we're", "they're", "he's", "she's", "i've", "we've", "you've", "they've",
    "i'll", "we'll", "you'll", "my", "our", "your", "people", "let's", "what", "if", "when", "here's",
    "that",
];

/// Those of them that begin a thought also where no word joins it.
const SPEAK_UP: &[&str] = &[
    "i", "you", "we", "they", "he", "she", "that's", "it's", "there's", "i'm", "you're", "we're", "they're",
    "he's", "she's", "i've", "we've", "you've", "they've", "i'll", "we'll", "you'll", "let's", "here's",
];

/// After these somebody or something is spoken of within the same thought: `that I`, `do you`, `with the`.
const BEFORE_SUBJECTS: &[&str] = &[
    "which",
    "who",
    "as",
    "how",
    "did",
    "like",
    "all",
    "both",
    "put",
    "made",
    "make",
    "makes",
    "see",
    "saw",
    "use",
    "using",
    "get",
    "give",
    "take",
    "got",
    "off",
    "out",
    "up",
    "down",
    "back",
    "after",
    "before",
    "during",
    "near",
    "behind",
    "across",
    "against",
    "around",
    "within",
    "let",
    "said",
    "says",
    "told",
    "tell",
    "ask",
    "help",
    "find",
    "found",
    "build",
    "call",
    "called",
    "hope",
    "wish",
    "guess",
    "believe",
    "understand",
    "remember",
    "mean",
    "means",
    "sure",
    "only",
    "where",
    "whatever",
    "now",
    "once",
    "time",
    "thing",
    "way",
    "things",
    "ones",
    "everything",
    "something",
    "anything",
    "nothing",
    "part",
    "what's",
    "whenever",
    "same",
    "be",
    "love",
    "show",
    "try",
    "trying",
];

/// Words after which something must follow.
pub const LEAVE_OPEN: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "for", "with", "and", "or", "but", "so", "that", "is", "are", "was",
    "were", "be", "been", "my", "your", "our", "their", "his", "her", "its", "this", "these", "those", "i",
    "we", "you", "they", "he", "she", "it's", "that's", "at", "on", "from", "by", "as", "if", "because",
    "like", "very", "really", "just", "not", "don't", "can't", "can", "could", "would", "should", "will",
    "have", "has", "had", "do", "does", "did", "which", "who", "what", "how", "when", "where", "why", "than",
    "about", "into", "there's", "i'm", "you're", "we're", "they're", "more", "some", "any", "no", "every",
    "each", "then", "also", "think", "know", "say", "mean", "um", "uh", "kind", "sort", "going", "want",
    "need", "gonna", "wanna", "most", "much", "many", "all", "other", "such", "too", "it", "between",
    "through", "over", "under", "without", "whether", "while", "until", "i've", "we've", "you've", "i'd",
    "i'll", "we'll", "you'll", "actually", "maybe", "even", "one", "two", "there", "make", "gets", "got",
    "get", "he's", "she's", "isn't", "wasn't", "didn't", "doesn't", "won't", "am", "being", "may", "might",
    "must", "let's", "only", "probably", "pretty", "little", "new", "good", "big", "bit", "lot", "well",
    "yeah",
];
