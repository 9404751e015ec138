//! The words of a text as numbers: those that [`each_word`](super::stream::each_word) gives, with a short cut for what was
//! met before, which is nearly every word of a library.

use rustc_hash::FxHashMap;

use super::stream::each_told;
use super::vocabulary::{Term, Vocabulary};
use crate::model::Span;

/// The different words of a library, and by which forms they were met.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    pub vocabulary: Vocabulary,
    /// What forms of no more than sixteen bytes mean: one word, or none.
    known: FxHashMap<Form, Term>,
}

/// A part of a text as it stands there, but for capitals: its bytes, and zeros behind them.
type Form = (u64, u64);

/// Bytes of the longest form.
const LONGEST: usize = 16;
/// What a form means that is no word: a hesitation, a dash.
const NO_WORD: Term = Term::MAX;
/// What some of a text's bytes are as a form, if they are short enough to be one, and how many they are.
type Part = (Option<Form>, usize);

impl Forms {
    /// Gives the number of each word of a text, in order; new words get new numbers.
    pub fn each(&mut self, text: &str, mut give: impl FnMut(Term)) {
        let (mut at, mut last) = (0, NO_WORD);
        let mut give = |term| {
            if term != last && term != NO_WORD {
                last = term;
                give(term);
            }
        };
        while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            if rest[0].is_ascii() && !rest[0].is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let (form, length) = plain_word(rest).unwrap_or_else(|| up_to_blank(rest));
            match form.and_then(|form| self.known.get(&form)) {
                Some(&term) => give(term),
                None => self.learn(Span::new(at, at + length).of(text), form, &mut give),
            }
            at += length;
        }
    }

    /// The different words alone.
    pub fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    /// Gives the words of a part that was not met before; what gives one at most is known from then on.
    fn learn(&mut self, part: &str, form: Option<Form>, give: &mut dyn FnMut(Term)) {
        let (mut count, mut only) = (0, NO_WORD);
        each_told(part, &mut |word, _| {
            only = self.vocabulary.number(word);
            count += 1;
            give(only);
            true
        });
        if let Some(form) = form.filter(|_| count < 2) {
            self.known.insert(form, only);
        }
    }
}

/// The letters, digits and apostrophes of ASCII with which bytes begin, in lower case, where nothing behind them can
/// belong to them. All sixteen bytes are looked at together, each as seven bits with room for a carry.
#[inline]
fn plain_word(bytes: &[u8]) -> Option<Part> {
    let sixteen = u128::from_le_bytes(first_bytes(bytes));
    let (seven, lower) = (sixteen & each(0x7F), (sixteen | each(0x20)) & each(0x7F));
    let is_in = |sevens: u128, first: u8, last: u8| {
        (sevens + each(0x80 - first)) & !(sevens + each(0x7F - last)) & each(0x80)
    };
    let belongs = is_in(lower, b'a', b'z') | is_in(seven, b'0', b'9') | is_in(seven, b'\'', b'\'');
    let stops = (!belongs | sixteen) & each(0x80);
    let length = (stops.trailing_zeros() / 8) as usize;
    let (&last, &next) = (bytes.get(length.checked_sub(1)?)?, bytes.get(length).unwrap_or(&b' '));
    let goes_on = !next.is_ascii() || (last.is_ascii_digit() && matches!(next, b'.' | b','));
    if length == LONGEST || goes_on {
        return None;
    }
    Some((Some(halves((sixteen | each(0x20)) & !(u128::MAX << (length * 8)))), length))
}

/// The bytes up to the next blank, as they are.
fn up_to_blank(bytes: &[u8]) -> Part {
    let length = bytes.iter().position(u8::is_ascii_whitespace).unwrap_or(bytes.len());
    let part = bytes.get(..length).filter(|_| length <= LONGEST);
    (part.map(|part| halves(u128::from_le_bytes(first_bytes(part)))), length)
}

/// The first sixteen bytes; behind the last there are zeros.
#[inline]
fn first_bytes(bytes: &[u8]) -> [u8; LONGEST] {
    bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut some = [0; LONGEST];
        some.iter_mut().zip(bytes).for_each(|(to, &from)| *to = from);
        some
    })
}

/// Sixteen times this byte.
#[inline]
const fn each(byte: u8) -> u128 {
    u128::from_le_bytes([byte; LONGEST])
}

#[inline]
fn halves(sixteen: u128) -> Form {
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    (half(sixteen), half(sixteen >> 64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::stream::each_word;

    /// The words as [`Forms`] gives them.
    fn by_forms(forms: &mut Forms, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        forms.each(text, |term| terms.push(term));
        terms.into_iter().map(|term| forms.vocabulary.word(term).to_owned()).collect()
    }

    fn by_stream(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |word, _| words.push(word.to_owned()));
        words
    }

    #[test]
    fn forms_of_a_word_have_its_number() {
        let mut forms = Forms::default();
        let text = "Don't dont DON’T, um, Four 4 uncharacteristically (1,000. 1000) 'so' rock''n it, um, it";
        assert_eq!(
            by_forms(&mut forms, text),
            ["dont", "4", "uncharacteristically", "1000", "so", "rock", "n", "it"]
        );
        assert_eq!(by_forms(&mut forms, text), by_stream(text));
    }

    proptest! {
        /// Met for the first time or again, a text has the words that it has by the long way.
        #[test]
        fn the_short_cut_gives_the_same(
            parts in prop::collection::vec("[a-cZ0-2'.,_ -]{0,18}|(um|four|\\PC|[éß’—字か\u{301}\u{3099}ab1',. ]){0,6}", 0..8),
        ) {
            let mut forms = Forms::default();
            let text = parts.concat();
            prop_assert_eq!(by_forms(&mut forms, &text), by_stream(&text));
            for part in [&text, &parts.join(" "), &text.to_uppercase()] {
                prop_assert_eq!(by_forms(&mut forms, part), by_stream(part));
            }
        }
    }
}
