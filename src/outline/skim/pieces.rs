//! What can be a key sentence: the sentences of a talk, and where nobody set full stops, pieces of about sixteen words.

use std::ops::Range;

use super::cuts::{Pauses, cuts, may_begin};
use crate::model::{Span, SpeakerId};
use crate::outline::words::Words;
use crate::text::sentences;

/// A sentence, or a piece of one that is too long.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub span: Span,
    /// Which of the talk's words.
    pub tokens: Range<usize>,
    /// The stems that are said in it, each once, by their numbers.
    pub stems: Vec<u32>,
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
    /// It was cut out of a longer one; whether another thought begins where it does, and where it ends.
    Cut { begins: bool, ends: bool },
}

/// Longer sentences are cut.
const LONGEST: usize = 45;

impl Piece {
    pub fn len(&self) -> usize {
        self.tokens.len()
    }
}

/// The pieces of what one person says.
pub fn pieces(
    text: &str,
    said: Span,
    speaker: Option<SpeakerId>,
    words: &Words,
    pauses: &mut Pauses,
) -> Vec<Piece> {
    let piece = |span: Span, tokens: Range<usize>, whole| {
        let mut stems: Vec<u32> =
            words.tokens[tokens.clone()].iter().filter_map(|token| words.stem(*token)).collect();
        stems.sort_unstable();
        stems.dedup();
        Piece { span, tokens, stems, whole, speaker }
    };
    let mut found = Vec::new();
    for sentence in sentences(text, said) {
        let tokens = words.within(sentence);
        if tokens.is_empty() {
            continue;
        }
        if tokens.len() <= LONGEST {
            let whole = if ends(sentence.of(text)) { Whole::Sentence } else { Whole::Line };
            found.push(piece(sentence, tokens, whole));
            continue;
        }
        let start_of = |token: usize| words.tokens.get(token).map_or(sentence.to(), |t| t.span.from());
        // Where nobody sets full stops, paragraphs are parted anywhere.
        let first = words.tokens.get(tokens.start).map_or("", |token| words.lower(*token));
        let (mut from, mut begins) = (tokens.start, ends(sentence.of(text)) || may_begin(first));
        for cut in cuts(text, words, tokens.clone(), pauses) {
            let start = if from == tokens.start { sentence.from() } else { start_of(from) };
            let end = if cut.at == tokens.end { sentence.to() } else { start_of(cut.at) };
            let span = Span::new(start, start + Span::new(start, end).of(text).trim_end().len());
            found.push(piece(span, from..cut.at, Whole::Cut { begins, ends: cut.clean }));
            (from, begins) = (cut.at, cut.clean);
        }
    }
    found
}

/// Whether a sentence ends as sentences do.
fn ends(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(|c: char| "\"'”’»)]」』".contains(c));
    end.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
}
