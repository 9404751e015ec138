//! What can be a key sentence: the sentences of a talk, and where nobody set full stops, pieces of about sixteen words.

use std::ops::Range;

use super::anew::begins_anew;
use super::cuts::{Cut, Flow, cuts, leaves_open, may_begin, may_follow};
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
    /// It was cut out of a longer one.
    Cut { starts: Edge, ends: Edge },
}

/// How a cut piece starts, or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// A sentence starts or ends here.
    Whole,
    /// A clause does, amid its sentence.
    Clause,
    /// A thought is torn.
    Amid,
}

/// Longer sentences are cut.
const LONGEST_SENTENCE: usize = 45;

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
    flow: &mut Flow,
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
        if tokens.is_empty() || is_mostly_address(sentence.of(text)) {
            continue;
        }
        let marked = ends(sentence.of(text));
        // Several sentences, where nobody parts them but by capitals.
        let several = !marked
            && flow.is_bare
            && words.english
            && tokens.clone().skip(1).any(|at| begins_anew(text, words, at, false));
        let goes_on = !marked && flow.goes_on(words, &tokens);
        let is_short = tokens.len() <= LONGEST_SENTENCE && !several;
        if is_short && !goes_on {
            let whole = if marked { Whole::Sentence } else { Whole::Line };
            found.push(piece(sentence, tokens, whole));
            continue;
        }
        let cuts = if is_short {
            vec![Cut { at: tokens.end, ends: true, begins: true }]
        } else {
            cuts(text, words, tokens.clone(), marked, flow)
        };
        let first = if goes_on { Edge::Amid } else { first_edge(words, tokens.start, marked) };
        let (mut from, mut starts) = ((tokens.start, sentence.from()), first);
        for cut in cuts {
            let is_last = cut.at == tokens.end;
            let end = if is_last { sentence.to() } else { start_of(text, words, cut.at) };
            let ends = match cut {
                _ if is_last => last_edge(words, tokens.end, marked || speaker.is_some()),
                _ => Edge::within(cut.ends, marked || !words.english),
            };
            let span = Span::new(from.1, from.1 + Span::new(from.1, end).of(text).trim_end().len());
            found.push(piece(span, from.0..cut.at, Whole::Cut { starts, ends }));
            (from, starts) = ((cut.at, end), Edge::within(cut.begins, marked));
        }
    }
    found
}

impl Edge {
    /// Where nobody sets full stops, a clause is as much of a sentence as there is.
    fn within(clean: bool, marked: bool) -> Self {
        match (clean, marked) {
            (true, true) => Self::Clause,
            (true, false) => Self::Whole,
            (false, _) => Self::Amid,
        }
    }
}

/// How a sentence starts. Where nobody sets full stops, paragraphs are parted anywhere.
fn first_edge(words: &Words, first: usize, marked: bool) -> Edge {
    let first = words.tokens.get(first).map_or("", |token| words.lower(*token));
    if marked || may_begin(first) { Edge::Whole } else { Edge::Amid }
}

/// How a sentence ends, by the word after it.
fn last_edge(words: &Words, after: usize, marked: bool) -> Edge {
    let word = |at: usize| words.tokens.get(at).map(|token| words.lower(*token));
    let open = after.checked_sub(1).and_then(word).is_some_and(leaves_open);
    if marked || (!open && word(after).is_none_or(may_follow)) { Edge::Whole } else { Edge::Amid }
}

/// Where a word begins, with the marks that stand right before it.
fn start_of(text: &str, words: &Words, token: usize) -> usize {
    let at = |token: usize| words.tokens.get(token).map_or(Span::empty(text.len()), |t| t.span);
    let between = Span::new(token.checked_sub(1).map_or(0, |before| at(before).to()), at(token).from());
    let blank = between.of(text).char_indices().rfind(|(_, c)| c.is_whitespace());
    blank.map_or(between.to(), |(blank, c)| between.from() + blank + c.len_utf8())
}

/// `Slides: https://example.org/slides`
fn is_mostly_address(sentence: &str) -> bool {
    let address =
        sentence.split_whitespace().filter(|word| word.contains("://")).map(str::len).sum::<usize>();
    address > 0 && address * 5 > sentence.len() * 2
}

/// Whether a sentence ends as sentences do.
fn ends(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(|c: char| "\"'”’»)]」』".contains(c));
    end.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mostly_an_address_is_no_sentence() {
        assert!(is_mostly_address("Slides: https://example.org/slides/2024/keels.pdf"));
        assert!(!is_mostly_address(
            "The slides are at https://example.org, and the keels are shown there in full."
        ));
        assert!(!is_mostly_address("Keels."));
    }
}
