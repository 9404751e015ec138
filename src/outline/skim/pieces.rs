//! What can be a key sentence: the sentences of a talk, and where nobody set full stops, pieces of about sixteen words.

use super::terms::{Term, Terms};
use crate::model::{Segment, Span, SpeakerId, Talk};
use crate::text::{sentences, words};

/// A sentence, or a piece of one that is too long.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub span: Span,
    pub words: usize,
    /// The terms that are said in it, each once, by their numbers.
    pub terms: Vec<Term>,
    pub whole: Whole,
    pub speaker: Option<SpeakerId>,
}

/// How much of a sentence a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// It ends with a full stop or the like.
    Sentence,
    /// It is all there is of it, as in lists and captions.
    Line,
    /// It was cut out of a longer one.
    Cut,
}

/// Longer sentences are cut.
const LONGEST: usize = 45;
/// Words of a piece that is cut.
const USUAL: f32 = 16.0;
/// A piece may be so many words longer or shorter before it matters.
const LEEWAY: f32 = 7.0;
/// What is cut has at most so many words.
const LONGEST_CUT: usize = 32;

/// Places where nobody speaks for a while, in the text's order.
pub struct Pauses<'a> {
    segments: &'a [Segment],
}

impl<'a> Pauses<'a> {
    pub fn of(talk: &'a Talk) -> Self {
        Self { segments: &talk.segments }
    }

    /// How long nothing is said before the byte at `at`, in milliseconds; 0 within a cue. To be asked in the text's order.
    fn before(&mut self, at: usize) -> u32 {
        while self.segments.get(1).is_some_and(|next| next.span.from() <= at) {
            self.segments = self.segments.get(1..).unwrap_or_default();
            if let [before, here, ..] = self.segments
                && here.span.from() == at
                && let (Some(end), Some(start)) = (before.end, here.start)
            {
                return start.ms().saturating_sub(end.ms());
            }
        }
        0
    }
}

/// The pieces of what one person says.
pub fn pieces(
    text: &str,
    said: Span,
    speaker: Option<SpeakerId>,
    terms: &mut Terms,
    pauses: &mut Pauses,
) -> Vec<Piece> {
    let mut found = Vec::new();
    for sentence in sentences(text, said) {
        let spoken: Vec<Span> = words(sentence.of(text))
            .map(|word| Span::new(sentence.from() + word.from(), sentence.from() + word.to()))
            .collect();
        if spoken.is_empty() {
            continue;
        }
        if spoken.len() <= LONGEST {
            let whole = if ends(sentence.of(text)) { Whole::Sentence } else { Whole::Line };
            found.push(piece(text, sentence, &spoken, whole, speaker, terms));
            continue;
        }
        let mut from = 0;
        for to in cuts(text, &spoken, pauses) {
            let here = spoken.get(from..to).unwrap_or_default();
            let start = if from == 0 { sentence.from() } else { here.first().map_or(0, |w| w.from()) };
            let end = spoken.get(to).map_or(sentence.to(), |next| next.from());
            let span = Span::new(start, start + Span::new(start, end).of(text).trim_end().len());
            found.push(piece(text, span, here, Whole::Cut, speaker, terms));
            from = to;
        }
    }
    found
}

fn piece(
    text: &str,
    span: Span,
    spoken: &[Span],
    whole: Whole,
    speaker: Option<SpeakerId>,
    terms: &mut Terms,
) -> Piece {
    let mut said: Vec<Term> = spoken.iter().map(|word| terms.of(word.of(text))).collect();
    said.sort_unstable();
    said.dedup();
    Piece { span, words: spoken.len(), terms: said, whole, speaker }
}

/// Whether a sentence ends as sentences do.
fn ends(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(|c: char| "\"'”’»)]」』".contains(c));
    end.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
}

/// Where a long sentence is best cut, as numbers of the words after the cuts, and the end: the cuts by which pieces are
/// about as long as usual and begin where a thought does.
#[allow(clippy::cast_precision_loss, reason = "numbers of words")]
fn cuts(text: &str, spoken: &[Span], pauses: &mut Pauses) -> Vec<usize> {
    // For each word: what the best pieces before it cost, and where the last of them begins.
    let mut best = vec![(0.0_f32, 0_usize)];
    for to in 1..=spoken.len() {
        let gain = if to == spoken.len() { 0.0 } else { cut_gain(text, spoken, to, pauses) };
        let cost = |from: usize| {
            let strain = ((to - from) as f32 - USUAL) / LEEWAY;
            let before = best.get(from).map_or(0.0, |(cost, _)| *cost);
            (before + strain * strain - gain, from)
        };
        let froms = to.saturating_sub(LONGEST_CUT)..to;
        best.push(froms.map(cost).min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default());
    }
    let mut cuts = vec![spoken.len()];
    let mut at = spoken.len();
    while let Some(&(_, from)) = best.get(at).filter(|(_, from)| *from > 0) {
        cuts.push(from);
        at = from;
    }
    cuts.reverse();
    cuts
}

/// How good it is to cut before a word.
fn cut_gain(text: &str, spoken: &[Span], at: usize, pauses: &mut Pauses) -> f32 {
    let word = |at: usize| spoken.get(at).map_or("", |span| span.of(text));
    let between = match (at.checked_sub(1).and_then(|b| spoken.get(b)), spoken.get(at)) {
        (Some(before), Some(here)) => Span::new(before.to(), here.from()).of(text),
        _ => return 0.0,
    };
    let pause = pauses.before(spoken.get(at).map_or(0, |w| w.from()));
    let mut gain = match pause {
        0..300 => 0.0,
        300..800 => 1.0,
        _ => 2.5,
    };
    gain += match between.trim().chars().next() {
        Some(',' | '、' | '，') => 1.2,
        Some(_) => 2.0,
        None if between.is_empty() => -3.0,
        None => 0.0,
    };
    let joins = is_one_of(JOINS, word(at));
    if joins && is_one_of(SUBJECTS, word(at + 1)) {
        gain += 2.2;
    } else if joins {
        gain += 0.8;
    } else if is_one_of(SUBJECTS, word(at)) && !is_one_of(JOINS, word(at - 1)) {
        gain += 0.6;
    }
    if is_one_of(LEAVE_OPEN, word(at - 1)) {
        gain -= 3.0;
    }
    gain
}

/// Whether a word is one of a list, whatever its case.
pub fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// Words that begin another thought.
const JOINS: &[&str] = &[
    "and", "but", "so", "because", "then", "now", "or", "while", "since", "although", "however", "which", "when",
    "if", "where", "therefore", "also", "first", "second", "finally", "actually", "basically",
];

/// Words of whom or what something is told.
const SUBJECTS: &[&str] = &[
    "I", "you", "we", "they", "he", "she", "it", "that's", "it's", "there's", "there", "this", "these", "those",
    "the", "I'm", "you're", "we're", "they're", "he's", "she's", "I've", "we've", "you've", "they've", "I'll",
    "we'll", "you'll", "my", "our", "your", "people", "let's", "what", "who", "if", "when", "here's",
];

/// Words after which something must follow.
pub const LEAVE_OPEN: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "for", "with", "and", "or", "but", "so", "that", "is", "are", "was", "were",
    "be", "been", "my", "your", "our", "their", "his", "her", "its", "this", "these", "those", "I", "we", "you",
    "they", "he", "she", "it's", "that's", "at", "on", "from", "by", "as", "if", "because", "like", "very", "really",
    "just", "not", "don't", "can't", "can", "could", "would", "should", "will", "have", "has", "had", "do", "does",
    "did", "which", "who", "what", "how", "when", "where", "why", "than", "about", "into", "there's", "I'm", "you're",
    "we're", "they're", "more", "some", "any", "no", "every", "each", "then", "also", "think", "know", "say", "mean",
    "um", "uh", "kind", "sort", "going", "want", "need", "gonna", "wanna", "most", "much", "many", "all", "other",
    "such", "too", "it", "between", "through", "over", "under", "without", "whether", "while", "until", "I've",
    "we've", "you've", "I'd", "I'll", "we'll", "you'll", "actually", "maybe", "even", "one", "two",
];
