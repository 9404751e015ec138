//! How many words a text has, as people would say it.

/// So many letters of scripts that are written without blanks and by sound (Thai, Lao, Burmese, Khmer) make a word, about:
/// to tell their words apart takes a dictionary.
const LETTERS_A_WORD: usize = 4;

/// The words of a text: what white space parts, and in scripts without blanks the letters.
///
/// | text | words |
/// |---|---|
/// | `well-known facts, twice.` | 3 |
/// | `- and so` | 3, as word processors count |
/// | `橋は長い。` | 4: each of these letters, without the marks |
/// | `ภาษาไทย` | 2: every four letters, without the marks of tones |
pub(super) fn count_words(text: &str) -> usize {
    // A line end is a blank, so that lines can be counted one by one.
    text.split('\n').map(|line| if line.is_ascii() { count_ascii(line) } else { count_line(line) }).sum()
}

/// What [`count_line`] says, by looking at many bytes at once: a word begins behind each blank that another byte follows.
fn count_ascii(line: &str) -> usize {
    let is_blank = |byte: u8| byte == b' ' || byte.wrapping_sub(b'\t') < 5;
    let begins = |(&before, &byte): (&u8, &u8)| u8::from(is_blank(before) & !is_blank(byte));
    let bytes = line.as_bytes();
    let first = usize::from(bytes.first().is_some_and(|&byte| !is_blank(byte)));
    // So few at a time are counted in a byte.
    let (before, behind) = (bytes.chunks(AT_ONCE), bytes.get(1..).unwrap_or_default().chunks(AT_ONCE));
    let counts = before.zip(behind).map(|(before, behind)| before.iter().zip(behind).map(begins).sum::<u8>());
    first + counts.map(usize::from).sum::<usize>()
}

/// Bytes that are counted together.
const AT_ONCE: usize = 128;

fn count_line(line: &str) -> usize {
    line.split_whitespace().map(|piece| if piece.is_ascii() { 1 } else { count_piece(piece) }).sum()
}

fn count_piece(piece: &str) -> usize {
    let (mut characters, mut letters, mut others) = (0, 0, false);
    for letter in piece.chars() {
        match letter {
            _ if is_character(letter) => characters += 1,
            _ if is_spelled_without_blanks(letter) => letters += usize::from(letter.is_alphabetic()),
            _ => others |= letter.is_alphanumeric(),
        }
    }
    let words = characters + letters.div_ceil(LETTERS_A_WORD);
    if words == 0 { 1 } else { words + usize::from(others) }
}

/// Chinese characters and kana.
fn is_character(letter: char) -> bool {
    matches!(letter,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9D}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Thai and Lao, Burmese, Khmer.
fn is_spelled_without_blanks(letter: char) -> bool {
    matches!(letter, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_people_would() {
        for (text, words) in [
            ("", 0),
            ("  \n", 0),
            ("well-known facts, twice.", 3),
            ("- and so", 3),
            (
                "so it was, and so it is, as they say; and so it will be for ever, I said, or nearly so. But then, as I said before, who knows?",
                30,
            ),
            (" so\tit \u{b}\u{c}\r was\u{1c}\n\n  then ", 4),
            ("naïve – Übung हिन्दी है 한국어 좋아요", 7),
            ("橋は長い。", 4),
            ("「橋」、、", 1),
            ("我们用Rust写 3.5 行。", 7),
            ("ภาษาไทย", 2),
            ("ที่นี่ และ", 2),
            ("…", 1),
        ] {
            assert_eq!(count_words(text), words, "{text:?}");
            assert_eq!(count_words(&format!("{text}\n").repeat(99)), words * 99, "{text:?}");
        }
    }
}
