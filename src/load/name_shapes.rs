//! Tells words that have the shape of a name from others.

use super::nobody::is_nobody;

/// Words within a name that are written small.
const SMALL_WORDS: &[&str] = &[
    "van", "von", "de", "der", "den", "da", "di", "du", "del", "della", "la", "le", "el", "al", "bin", "ibn",
    "of", "the", "and", "&", "y", "e", "from", "to",
];

/// Whether the words before a colon could be a speaker's name. That they are one shows in their coming back.
///
/// | could be | could not be |
/// |---|---|
/// | `Ann`, `ANN LEE`, `SPEAKER_00`, `Mr. Clement` | `He said`, `the thing is` |
/// | `stokes` (a handle), `Van der Wijden (M)` | `Note`, `https`, `12` |
/// | `Doe, Jane [NA]`, `李雷`, `田中 一郎` | `Well, what he meant`, `Is it?` |
pub(super) fn could_be_name(text: &str) -> bool {
    is_short_name(text) && has_shape_of_name(text) && !is_nobody(text)
}

/// Whether a name is no longer than most.
pub(super) fn is_short_name(text: &str) -> bool {
    let name = text.trim();
    name.chars().nth(40).is_none() && name.split_whitespace().nth(5).is_none()
}

/// A name with its titles, and what it is of, may have so many letters and words.
pub(super) const LONGEST: usize = 80;
pub(super) const MOST_WORDS: usize = 8;

/// Whether words have the shape of a name, be it a long one or a word that is known to be nobody. What stands in brackets
/// behind a name may be of any shape.
///
/// | has it | has not |
/// |---|---|
/// | `Dr. José María de la Cruz García`, `Host` | `What he meant to say`, `12` |
/// | `Ann Lee (Rain Company, north office)` | `(Ann`, `Is it?` |
pub(super) fn has_shape_of_name(text: &str) -> bool {
    let whole = text.trim();
    if whole.len() > LONGEST && whole.chars().nth(LONGEST).is_some() {
        return false;
    }
    let name = without_brackets(whole);
    let (mut open, mut commas, mut has_letter, mut has_blank) = ([0_i8; 2], 0, false, false);
    for (at, c) in whole.char_indices() {
        match c {
            '(' => open[0] += 1,
            ')' => open[0] -= 1,
            '[' => open[1] += 1,
            ']' => open[1] -= 1,
            ',' => commas += usize::from(at < name.len()),
            ' ' => has_blank = true,
            '.' | '\'' | '’' | '-' | '–' | '_' | '&' | '/' | '#' | '+' => (),
            _ if c.is_alphabetic() => has_letter |= at < name.len(),
            _ if c.is_whitespace() => has_blank = true,
            _ if c.is_alphanumeric() || is_letter_mark(c) => (),
            _ => return false,
        }
    }
    if open != [0, 0] || !has_letter || commas > 1 {
        return false;
    }
    let mut count = 0;
    let mut words = name.split_whitespace().inspect(|_| count += 1);
    words.all(|word| could_be_part_of_name(word, !has_blank))
        && (1..=MOST_WORDS).contains(&count)
        && !name.starts_with([',', '.', '-', '–'])
        && !name.ends_with(['-', '–'])
}

/// A name without what stands in brackets at its end: `(voice-over)`.
pub(super) fn without_brackets(name: &str) -> &str {
    let open = name.ends_with(')').then(|| name.find(" (")).flatten();
    open.and_then(|open| name.get(..open)).filter(|bare| !bare.trim().is_empty()).unwrap_or(name)
}

fn could_be_part_of_name(word: &str, single: bool) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let point = word.strip_suffix('.').is_none_or(|w| w.chars().count() <= 4);
    let small = bare.starts_with(char::is_lowercase) && !single && !SMALL_WORDS.contains(&bare);
    point && !small
}

/// Combining marks belong to the letters of many scripts.
fn is_letter_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{200C}' || c == '\u{200D}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_other_words_before_a_colon() {
        for name in [
            "Ann", "ANN LEE", "SPEAKER_00", "Mr. Clement", "stokes", "Van Der Wijden (M)", "Doe, Jane [NA]",
            "李雷", "田中\u{3000}一郎", "J. R. Smith", "Ludwig van Beethoven",
        ] {
            assert!(could_be_name(name), "{name}");
        }
        for words in [
            "",
            "He said",
            "the thing is",
            "Note",
            "https",
            "12",
            "Well, what he meant",
            "Is it?",
            "One Two Three Four Five Six",
            "Host",
            "And so. Then",
            "(Ann",
            "Ann]",
            "Rest -",
            "Step Two",
            "part 3",
        ] {
            assert!(!could_be_name(words), "{words}");
        }
    }

    #[test]
    fn names_may_be_long() {
        for (words, shape) in [
            ("Dr. José María de la Cruz García", true),
            ("Ann Lee (Rain Company, north office)", true),
            ("ANN LEE, RAIN CORRESPONDENT (voice-over)", true),
            ("Host", true),
            ("(Ann", false),
            ("what they said", false),
            ("One Two Three Four Five Six Seven Eight Nine", false),
            ("12 (rain)", false),
        ] {
            assert_eq!(has_shape_of_name(words), shape, "{words}");
        }
    }
}
