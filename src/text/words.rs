//! Where words begin and end.

use unicode_normalization::char::is_combining_mark;

use crate::model::Span;

/// The words of a text, in order.
///
/// | text | words |
/// |---|---|
/// | `don't rock'n'roll’s` | `don't`, `rock'n'roll’s` |
/// | `3.5 1,000 v2.0.` | `3.5`, `1,000`, `v2.0` |
/// | `well-known and/or` | `well`, `known`, `and`, `or` |
/// | `漢字かな ไทย` | `漢`, `字`, `か`, `な`, `ไ`, `ท`, `ย` |
///
/// Scripts that set no blanks between words are taken letter by letter: a phrase is found all the same, since
/// the letters stand one after another.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let length = text.get(start..).map_or(0, word_length);
        at = start + length;
        Some(Span::new(start, at))
    })
}

/// The length of the word with which a text begins.
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let Some((_, mut before)) = letters.next() else { return 0 };
    let mut end = before.len_utf8();
    let alone = is_word_alone(before);
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let goes_on = match c {
            '\u{200C}' | '\u{200D}' => true,
            _ if c >= '\u{300}' && is_combining_mark(c) => true,
            _ if alone => false,
            '\'' | '’' => next.is_some_and(|next| next.is_alphabetic() && !is_word_alone(next)),
            '.' | ',' => before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit()),
            _ => c.is_alphanumeric() && !is_word_alone(c),
        };
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
        before = c;
    }
    end
}

/// Letters of scripts that set no blanks between words: Thai and Lao, Burmese, Khmer, kana, Chinese characters.
pub fn is_word_alone(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).map(|word| word.of(text)).collect::<Vec<_>>(), expected, "words of {text:?}");
    }

    #[test]
    fn words_are_letters_and_digits() {
        check("", &[]);
        check(" -- ?! ", &[]);
        check("I said: stop.", &["I", "said", "stop"]);
        check("don't rock'n'roll’s 'quoted' dogs'", &["don't", "rock'n'roll’s", "quoted", "dogs"]);
        check("3.5 and 1,000,000. v2.0, 3. 5 a.b", &["3.5", "and", "1,000,000", "v2.0", "3", "5", "a", "b"]);
        check("well-known and/or x_y", &["well", "known", "and", "or", "x", "y"]);
        check("naïve nai\u{308}ve Übung", &["naïve", "nai\u{308}ve", "Übung"]);
        check("می\u{200c}خواهم हिन्दी है", &["می\u{200c}خواهم", "हिन्दी", "है"]);
        check("한국어 좋아요", &["한국어", "좋아요"]);
    }

    #[test]
    fn scripts_without_blanks_go_letter_by_letter() {
        check("漢字かな", &["漢", "字", "か", "な"]);
        check("か\u{3099}く", &["か\u{3099}", "く"]);
        check("ที่นี่", &["ที่", "นี่"]);
        check("GPTは3.5だ", &["GPT", "は", "3.5", "だ"]);
        check("it'字", &["it", "字"]);
    }

    proptest! {
        #[test]
        fn words_hold_every_letter_in_order(text in "(\\PC|[a-c'.,5字ท\u{301} ]){0,40}") {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.from() >= end && !word.is_empty());
                prop_assert!(!word.of(&text).is_empty());
                prop_assert!(!Span::new(end, word.from()).of(&text).contains(char::is_alphanumeric));
                end = word.to();
            }
            prop_assert!(!Span::new(end, text.len()).of(&text).contains(char::is_alphanumeric));
        }
    }
}
