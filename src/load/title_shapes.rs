//! Tells titles of sections from lines that only look like them: names of those who speak, what they say, what they are
//! asked.

use super::formats::chapter_of;
use super::labels;
use super::name_shapes::could_be_name;
use super::nobody::{self, Word};

/// Whether lines that look like titles are none.
///
/// | lines | why |
/// |---|---|
/// | `Ann Lee`, `Bo Berg (5:00)`, `Rain`: more than half | they may be who speaks below |
/// | `Ann: hello all`: any | somebody says it |
/// | `We never sold it!`: any | so do people speak |
/// | `I was seventy`, `Tell me of it`, `And the ferry`: two of them | the same |
/// | `What of the bridge?`, with those: more than half | somebody asks it |
pub(super) fn are_no_titles(lines: &[&str]) -> bool {
    let bare = || lines.iter().map(|line| chapter_of(line).map_or(*line, |(_, title)| title));
    let is_label = |line| labels::read(line).is_some_and(|label| label.name.is_some());
    let names = bare().filter(|line| may_be_somebody(line)).count();
    let spoken = bare().filter(|line| is_spoken(line)).count();
    let asked = bare().filter(|line| line.ends_with(['?', '？']) && !is_spoken(line)).count();
    bare().any(|line| line.ends_with(['!', '！']) || is_label(line))
        || names * 2 > lines.len()
        || spoken >= SEVERAL
        || (asked + spoken) * 2 > lines.len()
}

const SEVERAL: usize = 2;
/// More words are hardly a name, with or without a middle one.
const LONGEST_NAME: usize = 4;

/// Whether a line may be a name, and is no heading that all authors write (`Overview`, `Key Points`).
fn may_be_somebody(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words <= LONGEST_NAME
        && !line.starts_with(char::is_lowercase)
        && !ARTICLES.contains(&first_word(line).as_str())
        && could_be_name(line)
        && nobody::word(line) == Word::Name
}

/// No name begins so.
const ARTICLES: &[&str] = &["a", "an", "the", "of", "on", "to", "from", "and"];

/// Whether somebody says a line to somebody: it goes on from what was said before, tells what `I` did, or asks to be told.
fn is_spoken(line: &str) -> bool {
    let first = first_word(line);
    let mut words = line.split_whitespace().map(folded);
    let says = |word: String| SPEAKERS.contains(&word.split(['\'', '’']).next().unwrap_or_default());
    let is_asked_for =
        ASKING.contains(&first.as_str()) && words.clone().any(|word| LISTENERS.contains(&&*word));
    // `How we row` and `What you need` are titles.
    GOING_ON.contains(&first.as_str())
        || is_asked_for
        || !OF_TITLES.contains(&first.as_str()) && words.any(says)
}

fn first_word(line: &str) -> String {
    line.split_whitespace().map(folded).find(|word| !word.is_empty()).unwrap_or_default()
}

fn folded(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

const SPEAKERS: &[&str] = &["i", "we", "you"];
const LISTENERS: &[&str] = &["me", "us"];
const ASKING: &[&str] = &[
    "describe", "explain", "give", "help", "let", "remind", "show", "take", "talk", "teach", "tell", "walk",
];
const GOING_ON: &[&str] =
    &["and", "because", "but", "no", "oh", "ok", "okay", "or", "right", "so", "then", "well", "yeah", "yes"];
const OF_TITLES: &[&str] = &["how", "what", "when", "where", "which", "who", "why", "things", "if"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_people_say_are_no_titles() {
        for (lines, expected) in [
            (["Rain on the roof", "Boats", "How bells are cast"], false),
            (["0:00 Rain on the roof", "Boats (5:00)", "9:00 - How bells are cast"], false),
            (["Final Thoughts", "Key Points", "Next Steps"], false),
            (["The Harbour", "The Old Bridge", "A Lamp"], false),
            (["Part 1: boats", "Part 2: bells", "Part 3: rain"], false),
            (["How we row", "What you need", "Why I left"], false),
            (["My first boat", "Boats of oak", "Is it worth it?"], false),
            (["Ann Lee", "Bo Berg", "Cy Dahl"], true),
            (["Ann Lee (0:00)", "[5:00] Bo Berg", "Cy van Dahl - 9:00"], true),
            (["Dr. Ann Lee", "Bo Berg", "A word on bells"], true),
            (["Ann", "Bo", "Cy"], true),
            (["Ann: hello all", "On rain and boats", "On bells"], true),
            (["We never sold the lamp!", "Of boats and bells", "Of rain on roofs"], true),
            (["I was seventy", "Boats of oak", "Then we’d rowed home"], true),
            (["Tell me about the lamp", "And the ferry", "What of the bridge?"], true),
            (["Tell us of bells", "What of the bridge?", "Boats of oak"], true),
        ] {
            assert_eq!(are_no_titles(&lines), expected, "{lines:?}");
        }
    }
}
