//! A talk's words, ready to be searched.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::model::Span;
use crate::text;

/// What people say while they think. It stands in the text, but nobody remembers it.
const HESITATIONS: [&str; 12] =
    ["um", "umm", "uh", "uhm", "uhh", "er", "erm", "hm", "hmm", "mm", "mhm", "ehm"];

/// A talk's words, ready to be searched: twelve bytes a word, and a sorted vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Words {
    vocabulary: Vocabulary,
    /// Where each word stands in the talk's text.
    spans: Vec<Span>,
    said: Vec<Said>,
}

/// A word as it was said: its number in the vocabulary, with the highest bit set where a search may pass over it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said(u32);

/// The different words in their matching form, sorted; a word's number is its place here.
#[derive(Debug, Clone, Default)]
struct Vocabulary {
    letters: String,
    ends: Vec<u32>,
}

impl Words {
    /// Reads the words of a talk's text.
    pub fn of(text: &str) -> Self {
        let folded = text::fold(text);
        let mut numbers: HashMap<Cow<str>, u32> = HashMap::new();
        let (mut spans, mut heard) = (Vec::new(), Vec::new());
        for span in text::words(&folded.text) {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            heard.push(*numbers.entry(bare(span.of(&folded.text))).or_insert(next));
            spans.push(folded.original(span));
        }
        let mut sorted: Vec<(Cow<str>, u32)> = numbers.into_iter().collect();
        sorted.sort_unstable();
        let said = as_said(&heard, &sorted);
        Self { vocabulary: Vocabulary::of(&sorted), spans, said }
    }

    pub(super) fn said(&self) -> &[Said] {
        &self.said
    }

    /// Where the word at `at` stands in the talk's text.
    pub(super) fn span(&self, at: usize) -> Span {
        self.spans.get(at).copied().unwrap_or_default()
    }

    /// How many different words there are.
    pub(super) fn different(&self) -> usize {
        self.vocabulary.ends.len()
    }

    /// The vocabulary's numbers for a word; where it is unfinished, for all words that begin with it.
    pub(super) fn numbers(&self, word: &str, unfinished: bool) -> Range<u32> {
        let start = self.vocabulary.count_while(|known| known < word);
        let end =
            self.vocabulary.count_while(|known| known <= word || (unfinished && known.starts_with(word)));
        start..end
    }

    /// The matching form of the word of a number.
    pub(super) fn letters(&self, number: u32) -> &str {
        self.vocabulary.word(number as usize)
    }
}

impl Said {
    const PASSED_OVER: u32 = 1 << 31;

    pub(super) fn number(self) -> u32 {
        self.0 & !Self::PASSED_OVER
    }

    /// A hesitation, or the word before once more: `the the`.
    pub(super) fn is_passed_over(self) -> bool {
        self.0 & Self::PASSED_OVER != 0
    }
}

impl Vocabulary {
    fn of(sorted: &[(Cow<str>, u32)]) -> Self {
        let mut vocabulary = Self::default();
        for (word, _) in sorted {
            vocabulary.letters.push_str(word);
            vocabulary.ends.push(u32::try_from(vocabulary.letters.len()).unwrap_or(u32::MAX));
        }
        vocabulary
    }

    fn word(&self, number: usize) -> &str {
        let end = |n: usize| self.ends.get(n).map_or(0, |&end| end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.letters.get(start..end(number)).unwrap_or("")
    }

    /// How many words from the first on are as `is` says.
    fn count_while(&self, is: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if is(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        u32::try_from(low).unwrap_or(u32::MAX)
    }
}

/// A folded word without the signs within it, which people leave out: `dont`, `1000`.
pub(super) fn bare(word: &str) -> Cow<'_, str> {
    let is_left_out = |c| matches!(c, '\'' | ',');
    if word.contains(is_left_out) { Cow::Owned(word.replace(is_left_out, "")) } else { Cow::Borrowed(word) }
}

pub(super) fn is_hesitation(word: &str) -> bool {
    HESITATIONS.contains(&word)
}

/// Gives the words, which were numbered as they came, their numbers in the sorted vocabulary.
fn as_said(heard: &[u32], sorted: &[(Cow<str>, u32)]) -> Vec<Said> {
    let mut renumbered = vec![0; sorted.len()];
    for (number, (_, as_it_came)) in (0..).zip(sorted) {
        renumbered[*as_it_came as usize] = number;
    }
    let hesitates: Vec<bool> = sorted.iter().map(|(word, _)| is_hesitation(word)).collect();
    let mut before = None;
    let mark = |&as_it_came: &u32| {
        let number: u32 = renumbered[as_it_came as usize];
        let hesitation = hesitates[number as usize];
        let again = before == Some(number);
        if !hesitation {
            before = Some(number);
        }
        Said(if hesitation || again { number | Said::PASSED_OVER } else { number })
    };
    heard.iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_in_alphabetical_order() {
        let text = "Um, the the Café don’t — 1,000 the";
        let words = Words::of(text);
        let letters: Vec<&str> = words.said().iter().map(|said| words.letters(said.number())).collect();
        assert_eq!(letters, ["um", "the", "the", "cafe", "dont", "1000", "the"]);
        assert_eq!((words.different(), words.letters(0), words.letters(1)), (5, "1000", "cafe"));
        assert_eq!(words.span(3).of(text), "Café");
        let passed_over: Vec<bool> = words.said().iter().map(|said| said.is_passed_over()).collect();
        assert_eq!(passed_over, [true, false, true, false, false, false, false]);
    }

    #[test]
    fn an_unfinished_word_stands_for_all_that_begin_with_it() {
        let words = Words::of("walk walrus walruses wall zebra apple");
        let found = |word, unfinished| -> Vec<&str> {
            words.numbers(word, unfinished).map(|number| words.letters(number)).collect()
        };
        assert_eq!(found("walrus", true), ["walrus", "walruses"]);
        assert_eq!(found("walrus", false), ["walrus"]);
        assert_eq!(found("wal", true), ["walk", "wall", "walrus", "walruses"]);
        assert!(found("wal", false).is_empty() && found("zoo", true).is_empty());
        assert!(Words::default().numbers("a", true).is_empty());
    }
}
