//! How the phrases of a title are put together: first what a section is about, then what it says of it.

use super::phrases::MOST_WORDS;

/// Shorter words are near many others by chance: `core`, `code`.
const SHORTEST_MISSPELT: usize = 6;

/// Phrases of so many `words` in a title of at most `most`, of which what the section is for may take one.
///
/// | phrases | title |
/// |---|---|
/// | `fees`, `block space` | `fees and block space` |
/// | `fees`, `block space`, `mining pools` | `fees: block space and mining pools` |
/// | `high fees`, `block space`, `mining pools` | `high fees: block space, mining pools` |
pub fn joined(phrases: &[String], words: usize, most: usize) -> String {
    // An `and` between them is a word, too.
    let and = if words < most { " and " } else { ", " };
    // What a section is for is told before a colon; there is but one of them.
    let colon = if most < MOST_WORDS { ", " } else { ": " };
    match phrases {
        [lead, second] if words < most => format!("{lead} and {second}"),
        [lead, second] => format!("{lead}{colon}{second}"),
        [lead, second, third] => format!("{lead}{colon}{second}{and}{third}"),
        others => others.join(", "),
    }
}

/// Whether two words of a title are one, misspelt once (`Schnorr keys and Shnorr signatures`).
pub fn repeats_itself(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= SHORTEST_MISSPELT).collect();
    let alike = |one: &str, other: &str| {
        let is_longer = one.starts_with(other) || other.starts_with(one);
        one == other || (!is_longer && strsim::damerau_levenshtein(one, other) < 2)
    };
    words.iter().enumerate().any(|(at, one)| words.iter().skip(at + 1).any(|other| alike(one, other)))
}

/// With a capital at its head.
pub fn capital(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_joined_as_there_is_room() {
        let check = |phrases: &[&str], most: usize, expected: &str| {
            let words = phrases.iter().map(|phrase| phrase.split(' ').count()).sum();
            let phrases: Vec<String> = phrases.iter().map(|&phrase| phrase.to_owned()).collect();
            assert_eq!(joined(&phrases, words, most), expected);
        };
        check(&["fees", "block space"], 6, "fees and block space");
        check(&["high network fees", "large block space"], 6, "high network fees: large block space");
        check(&["fees", "block space", "mining pools"], 6, "fees: block space and mining pools");
        check(&["high fees", "block space", "mining pools"], 6, "high fees: block space, mining pools");
        check(&["fees", "block space", "pools"], 5, "fees, block space and pools");
        check(&["fees", "block space", "mining pools"], 5, "fees, block space, mining pools");
        check(&["fees"], 6, "fees");
    }

    #[test]
    fn a_title_says_nothing_twice() {
        for (title, expected) in [
            ("Schnorr: keys and Shnorr signatures", true),
            ("Walruses: keys and blue walruses", true),
            ("Core code: fees", false),
            ("Electrum: servers of ElectrumX", false),
            ("Fees: block space and mining pools", false),
        ] {
            assert_eq!(repeats_itself(title), expected, "{title}");
        }
    }
}
