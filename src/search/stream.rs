//! The words of a text in the form in which they are matched.

use std::borrow::Cow;
use std::cell::Cell;

use crate::model::Span;
use crate::text;

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
    words_while(text, |word, span| {
        give(word, span);
        true
    });
}

/// The same, while `give` wants more.
pub fn words_while(text: &str, mut give: impl FnMut(&str, Span) -> bool) {
    // A word waits until another follows: said twice, it stands where it was said last.
    let (mut waiting, mut place, mut goes_on) = (String::new(), None, true);
    each_told(text, &mut |word, span| {
        if !goes_on {
            return false;
        }
        if word != waiting {
            if let Some(place) = place {
                goes_on = give(&waiting, place);
            }
            waiting.clear();
            waiting.push_str(word);
        }
        place = Some(span);
        goes_on
    });
    if let Some(place) = place.filter(|_| goes_on) {
        give(&waiting, place);
    }
}

/// Gives the words with those that are said twice in a row; after a chunk in which `give` wanted no more, none.
pub fn each_told(text: &str, give: &mut dyn FnMut(&str, Span) -> bool) {
    each_bare(text, &mut |word, span| {
        let word = in_digits(word);
        is_hesitation(word) || give(word, span)
    });
}

/// Gives all words, without the signs within them that people leave out.
fn each_bare(text: &str, give: &mut dyn FnMut(&str, Span) -> bool) {
    let (mut buffer, goes_on) = (String::new(), Cell::new(true));
    let mut give = |word: &str, span| goes_on.set(give(word, span) && goes_on.get());
    for chunk in chunks(text).take_while(|_| goes_on.get()) {
        let part = chunk.of(text);
        if part.is_ascii() {
            each_ascii(part, chunk.from(), &mut buffer, &mut give);
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

/// Numbers that one transcript spells out and another writes in digits.
fn in_digits(word: &str) -> &str {
    match word {
        "zero" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "thirteen" => "13",
        "fourteen" => "14",
        "fifteen" => "15",
        "sixteen" => "16",
        "seventeen" => "17",
        "eighteen" => "18",
        "nineteen" => "19",
        "twenty" => "20",
        "thirty" => "30",
        "forty" => "40",
        "fifty" => "50",
        "sixty" => "60",
        "seventy" => "70",
        "eighty" => "80",
        "ninety" => "90",
        _ => word,
    }
}

/// A folded word without the signs within it, which people leave out: `dont`, `1000`.
fn bare(word: &str) -> Cow<'_, str> {
    let is_left_out = |c| matches!(c, '\'' | ',');
    if word.contains(is_left_out) { Cow::Owned(word.replace(is_left_out, "")) } else { Cow::Borrowed(word) }
}

/// What people say while they think. It stands in the text, but nobody remembers it.
fn is_hesitation(word: &str) -> bool {
    matches!(word, "um" | "umm" | "uh" | "uhm" | "uhh" | "er" | "erm" | "hm" | "hmm" | "mm" | "mhm" | "ehm")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn given(text: &str) -> Vec<(String, &str)> {
        let mut all = Vec::new();
        each_word(text, |word, span| all.push((word.to_owned(), span.of(text))));
        all
    }

    fn check(text: &str, words: &[&str]) {
        assert_eq!(given(text).iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), words, "{text:?}");
    }

    #[test]
    fn words_are_given_as_they_are_matched() {
        check("Um, the the Café", &["the", "cafe"]);
        check("don't pay 1,000 or 2.5, ok. 3.", &["dont", "pay", "1000", "or", "2.5", "ok", "3"]);
        check("four well-known uh well", &["4", "well", "known", "well"]);
        check("漢字 ok", &["漢", "字", "ok"]);
        check("it uh it is", &["it", "is"]);
        check(" -- '", &[]);
        let text = "the the Café!";
        let mut last = Vec::new();
        each_word(text, |_, span| last.push((span.start, span.of(text))));
        assert_eq!(last, [(4, "the"), (8, "Café")]);
    }

    proptest! {
        /// The quick way for ASCII gives what folding and finding words gives.
        #[test]
        fn the_quick_way_is_the_same(part in "[a-cZ0-2'.,_-]{0,12}") {
            let mut quick = Vec::new();
            each_ascii(&part, 0, &mut String::new(), &mut |word, span| quick.push((word.to_owned(), span)));
            let folded = text::fold(&part);
            let slow: Vec<_> = text::words(&folded.text)
                .map(|word| (bare(word.of(&folded.text)).into_owned(), folded.original(word)))
                .collect();
            prop_assert_eq!(quick, slow);
        }
    }
}
