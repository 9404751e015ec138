//! The first words of a section, where it is not known which of a language's words can name it.

use crate::text::{clean_line, is_word_alone};

/// So many words, or letters of a script that has no blanks between words.
const MOST_WORDS: usize = 6;
const MOST_LETTERS: usize = 14;
const FEWEST_LETTERS: usize = 4;
/// No word is longer than this, in letters.
const LONGEST_WORD: usize = 24;

/// The first words of a text as they stand, with an ellipsis where the sentence goes on.
///
/// | text | first words |
/// |---|---|
/// | `Heute regnet es. Morgen nicht.` | `Heute regnet es` |
/// | `Was ist ein Vektor? Das ist` | `Was ist ein Vektor?` |
/// | `Im Folgenden möchte ich euch die Koordinaten vorstellen` | `Im Folgenden möchte ich euch die…` |
/// | `今天我们讲线性代数，明天` | `今天我们讲线性代数…` |
pub fn opening_words(text: &str) -> Option<String> {
    let start: String = text.trim_start().chars().take(MOST_WORDS * LONGEST_WORD).collect();
    let start = clean_line(&start);
    if start.chars().find(|c| c.is_alphabetic()).is_some_and(is_word_alone) {
        return Some(opening_letters(&start));
    }
    let mut words = start.split_whitespace();
    let mut taken: Vec<&str> = Vec::new();
    for word in words.by_ref().take(MOST_WORDS) {
        taken.push(word);
        if word.ends_with(['.', '!', '?', '…', '。', '！', '？']) {
            break;
        }
    }
    let goes_on = words.next().is_some();
    let title = taken.join(" ");
    let bare = title.trim_end_matches(['.', '!', ',', ';', ':', '–', '-', '。', '！']);
    let ends = title.len() != bare.len() && !title.ends_with([',', ';', ':', '–', '-'])
        || title.ends_with(['?', '？']);
    let title = if goes_on && !ends { format!("{bare}…") } else { bare.to_owned() };
    title.chars().any(char::is_alphabetic).then_some(title)
}

/// The first letters, as far as the first pause behind a few.
fn opening_letters(text: &str) -> String {
    let is_pause = |c: char| matches!(c, '，' | '、' | '。' | '！' | '？' | ',' | '.' | '!' | '?');
    let letters = text.chars().filter(|c| !c.is_whitespace());
    let first = letters.clone().enumerate().take(MOST_LETTERS);
    let first = first.take_while(|(at, c)| *at < FEWEST_LETTERS || !is_pause(*c)).map(|(_, c)| c);
    let mut title: String = first.collect();
    title.truncate(title.trim_end_matches(is_pause).len());
    if letters.count() > title.chars().count() {
        title.push('…');
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_stand_as_they_are() {
        for (text, words) in [
            ("Heute regnet es. Morgen nicht.", Some("Heute regnet es")),
            ("Was ist ein Vektor? Das ist", Some("Was ist ein Vektor?")),
            (
                "Im Folgenden möchte ich euch die Koordinaten vorstellen",
                Some("Im Folgenden möchte ich euch die…"),
            ),
            ("Pero ahora, para los que no saben nada", Some("Pero ahora, para los que no…")),
            ("今天我们讲线性代数，明天我们讲别的东西", Some("今天我们讲线性代数…")),
            ("对\n今天我们讲线性代数，明天", Some("对今天我们讲线性代数…")),
            ("Ja.", Some("Ja")),
            ("– 12 –", None),
            ("", None),
        ] {
            assert_eq!(opening_words(text).as_deref(), words, "{text}");
        }
    }
}
