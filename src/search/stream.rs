//! The words of a text in the form in which they are matched.

use std::borrow::Cow;

use crate::model::Span;
use crate::text;

/// What people say while they think. It stands in the text, but nobody remembers it.
const HESITATIONS: [&str; 12] =
    ["um", "umm", "uh", "uhm", "uhh", "er", "erm", "hm", "hmm", "mm", "mhm", "ehm"];

/// Numbers that one transcript spells out and another writes in digits.
const NUMBERS: [(&str, &str); 28] = [
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

/// The longest number of [`NUMBERS`], in bytes: longer words need not be looked up.
const LONGEST_NUMBER: usize = 9;

/// Gives the words of a text one after another: each in its matching form, and where it stands in the text.
/// Hesitations are left out, and the same word said twice in a row is given once; nobody remembers either.
///
/// | text | given |
/// |---|---|
/// | `Um, the the Café` | `the`, `cafe` |
/// | `don't pay 1,000` | `dont`, `pay`, `1000` |
/// | `four well-known` | `4`, `well`, `known` |
/// | `漢字` | `漢`, `字` |
pub fn each_word(text: &str, mut give: impl FnMut(&str, Span)) {
    let mut before = String::new();
    each_bare(text, &mut |word, span| {
        let word = in_digits(word);
        if word != before && !is_hesitation(word) {
            give(word, span);
            before.clear();
            before.push_str(word);
        }
    });
}

/// Gives all words, without the signs within them that people leave out.
fn each_bare(text: &str, give: &mut dyn FnMut(&str, Span)) {
    let mut buffer = String::new();
    for chunk in chunks(text) {
        let part = chunk.of(text);
        if part.is_ascii() {
            each_ascii(part, chunk.from(), &mut buffer, give);
            continue;
        }
        let folded = text::fold(part);
        for word in text::words(&folded.text) {
            let span = folded.original(word);
            give(
                &bare(word.of(&folded.text)),
                Span::new(chunk.from() + span.from(), chunk.from() + span.to()),
            );
        }
    }
}

/// The parts of a text between blanks.
fn chunks(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(|b| !b.is_ascii_whitespace())?;
        let length = bytes.get(start..)?.iter().position(u8::is_ascii_whitespace);
        at = length.map_or(bytes.len(), |length| start + length);
        Some(Span::new(start, at))
    })
}

/// What [`text::fold`] and [`text::words`] give of a chunk that is all ASCII, which is nearly every one in English.
fn each_ascii(part: &str, from: usize, buffer: &mut String, give: &mut dyn FnMut(&str, Span)) {
    let bytes = part.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(b' ');
    let mut i = 0;
    while i < bytes.len() {
        if !at(i).is_ascii_alphanumeric() {
            i += 1;
            continue;
        }
        let start = i;
        buffer.clear();
        loop {
            match at(i) {
                b if b.is_ascii_alphanumeric() => buffer.push(char::from(b.to_ascii_lowercase())),
                b'\'' if at(i + 1).is_ascii_alphabetic() => {}
                b',' if at(i - 1).is_ascii_digit() && at(i + 1).is_ascii_digit() => {}
                b'.' if at(i - 1).is_ascii_digit() && at(i + 1).is_ascii_digit() => buffer.push('.'),
                _ => break,
            }
            i += 1;
        }
        give(buffer, Span::new(from + start, from + i));
    }
}

fn in_digits(word: &str) -> &str {
    if word.len() > LONGEST_NUMBER {
        return word;
    }
    NUMBERS.iter().find(|(spelt, _)| *spelt == word).map_or(word, |(_, digits)| digits)
}

/// A folded word without the signs within it, which people leave out: `dont`, `1000`.
fn bare(word: &str) -> Cow<'_, str> {
    let is_left_out = |c| matches!(c, '\'' | ',');
    if word.contains(is_left_out) { Cow::Owned(word.replace(is_left_out, "")) } else { Cow::Borrowed(word) }
}

fn is_hesitation(word: &str) -> bool {
    HESITATIONS.contains(&word)
}
