//! How wide text is on a terminal.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes: those of its letters one by one, as a terminal lays them out. (The width of a whole
/// string would count some Arabic pairs as one, for fonts that join them.)
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { letters(text).map(|(_, letter)| letter_width(letter)).sum() }
}

/// The letters of a text (its grapheme clusters), each with the byte at which it starts. Most letters of most talks are
/// ASCII and stand alone; that is seen at a glance, without the rules by which others are put together.
pub(super) fn letters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut next = 0;
    std::iter::from_fn(move || {
        let at = next;
        let first = *bytes.get(at)?;
        let alone = first.is_ascii() && first != b'\r' && bytes.get(at + 1).is_none_or(u8::is_ascii);
        let letter = if alone { text.get(at..=at)? } else { text.get(at..)?.graphemes(true).next()? };
        next += letter.len();
        Some((at, letter))
    })
}

/// Columns that one letter (a grapheme cluster) takes.
pub(super) fn letter_width(letter: &str) -> usize {
    if letter.len() == 1 { 1 } else { letter.width() }
}

/// Whether terminals do not agree on how this letter is laid out: more than one of its signs takes columns (`का`, `กำ`,
/// `👍🏽`), or they take others together than one by one.
pub fn is_unsure(letter: &str) -> bool {
    letter.len() > 1
        && (letter.chars().filter(|c| c.width() > Some(0)).count() > 1
            || widest(letter) != letter_width(letter))
}

/// Columns that a letter takes where a terminal lays out its signs one by one.
pub fn widest(letter: &str) -> usize {
    letter.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// The text in at most `columns`, its end replaced by `…` where it is longer.
pub fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    if fits(text, columns) {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else { return Cow::Borrowed("") };
    let mut taken = 0;
    let kept = letters(text).map(|(_, letter)| letter).take_while(|letter| {
        taken += letter_width(letter);
        taken <= room
    });
    let mut short: String = kept.collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    Cow::Owned(short)
}

/// Looks no further than needed, so that a title of a megabyte costs no more than its first letters.
fn fits(text: &str, columns: usize) -> bool {
    let mut taken = 0;
    letters(text).all(|(_, letter)| {
        taken += letter_width(letter);
        taken <= columns
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn widths_are_those_of_a_terminal() {
        for (text, columns) in [
            ("", 0),
            ("walrus", 6),
            ("字典", 4),
            ("e\u{301}", 1),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("⚠\u{fe0f}", 2),
            ("🇫🇷", 2),
            ("ﾃﾞｰﾀ", 4),
            ("لا", 2),
            ("ที่", 1),
        ] {
            assert_eq!(width(text), columns, "{text:?}");
        }
    }

    #[test]
    fn letters_that_terminals_differ_on() {
        for letter in ["का", "क्ष", "กำ", "ກຳ", "கொ", "👍🏽", "🇫🇷", "⚠\u{fe0f}", "👩\u{200d}👧", "ﾃﾞ"]
        {
            assert!(is_unsure(letter), "{letter:?}");
        }
        for letter in ["a", "é", "e\u{301}", "字", "ที่", "हैं", "👩", "각", " ", ""] {
            assert!(!is_unsure(letter), "{letter:?}");
        }
        assert_eq!((widest("👍🏽"), widest("का"), widest("⚠\u{fe0f}")), (4, 2, 1));
    }

    #[test]
    fn long_text_is_shortened_between_letters() {
        for (text, columns, short) in [
            ("walrus", 6, "walrus"),
            ("walrus", 5, "walr…"),
            ("the walrus", 5, "the…"),
            ("walrus", 1, "…"),
            ("walrus", 0, ""),
            ("", 0, ""),
            ("字典字典", 6, "字典…"),
            ("字典字典", 2, "…"),
            ("ae\u{301}iou", 3, "ae\u{301}…"),
            ("👩\u{200d}👩\u{200d}👧👧", 3, "👩\u{200d}👩\u{200d}👧…"),
        ] {
            assert_eq!(shorten(text, columns), short, "{text:?} in {columns}");
        }
    }

    proptest! {
        #[test]
        fn letters_are_grapheme_clusters(text in "(\\PC|[a\r\n\u{301}\u{200d}👩🇫🇷क्ᄀ]){0,20}") {
            prop_assert!(letters(&text).eq(text.grapheme_indices(true)));
        }

        #[test]
        fn short_text_is_never_too_wide(text in "[a-c 字é👩\u{200d}\u{301}]{0,20}", columns in 0..12_usize) {
            let short = shorten(&text, columns);
            prop_assert!(width(&short) <= columns);
            prop_assert!(width(&text) > columns || short == text);
        }
    }
}
