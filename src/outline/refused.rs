//! Words that are no topic of a section (numbers, people), and what a machine heard for another word.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::kinds::is_first_name;
use super::phrases::is_close;
use super::words::{Stem, Words};
use crate::model::Talk;

/// What is heard wrong is said by chance: what was meant is said so many times as often.
const TIMES_AS_OFTEN: u32 = 4;
/// Shorter words have too many others beside them; longer ones are no words.
const SHORTEST: usize = 4;
const LONGEST: usize = 24;
/// A stem as rare as this is no word that talks have.
const UNKNOWN: f32 = 6.4;

/// Which stems of a talk are no topic.
pub fn refused(talk: &Talk, words: &Words) -> Vec<bool> {
    let mut refused = vec![false; words.stems.len()];
    let speakers = talk.speakers.iter().flat_map(|s| s.name.split_whitespace());
    let speakers: Vec<String> = speakers.map(str::to_lowercase).collect();
    for form in &words.forms {
        let lower = form.lower.as_str();
        let bare = lower.strip_suffix("'s").unwrap_or(lower);
        let Some(stem) = form.stem else { continue };
        if is_number(lower) || is_first_name(lower) || speakers.iter().any(|name| name == bare) {
            refused[stem as usize] = true;
        }
    }
    for (refused, behind) in refused.iter_mut().zip(behind_first_names(talk, words)) {
        *refused |= behind;
    }
    refused
}

/// `2019`, `3.5`, `21st`, `100k`.
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = word.get(digits.len()..).unwrap_or("");
    let is_all_digits = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    !digits.is_empty() && is_all_digits && matches!(ending, "" | "st" | "nd" | "rd" | "th" | "s" | "k" | "m")
}

/// Stems that mostly stand behind first names: they are names of people, too.
fn behind_first_names(talk: &Talk, words: &Words) -> Vec<bool> {
    let mut behind = vec![0u32; words.stems.len()];
    for pair in words.tokens.windows(2) {
        if let Some(stem) = words.stem(pair[1])
            && is_first_name(words.lower(pair[0]))
            && pair[1].span.of(&talk.text).starts_with(char::is_uppercase)
            && is_close(talk, pair[0].span.to(), pair[1].span)
        {
            behind[stem as usize] += 1;
        }
    }
    let is_mostly = |(stem, behind): (&Stem, u32)| behind > 0 && behind * 2 >= stem.count;
    words.stems.iter().zip(behind).map(is_mostly).collect()
}

/// Stems that no other talk has, and that are but one letter from another that this talk has much more often: `gbt4`, where
/// it speaks of `gpt4`. What is written in capitals may be another term (`PTLC`, `HTLC`).
pub fn misheard(talk: &Talk, words: &Words) -> Vec<bool> {
    let in_capitals = in_capitals(talk, words);
    let mut near: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let is_word = |stem: &Stem| (SHORTEST..=LONGEST).contains(&stem.letters.chars().count());
    for (number, stem) in words.stems.iter().enumerate() {
        if stem.count >= TIMES_AS_OFTEN && is_word(stem) {
            for key in without_a_letter(&stem.letters) {
                near.entry(key).or_default().push(number);
            }
        }
    }
    let is_misheard = |(number, stem): (usize, &Stem)| {
        stem.rarity > UNKNOWN
            && is_word(stem)
            && !in_capitals[number]
            && without_a_letter(&stem.letters).iter().filter_map(|key| near.get(key)).flatten().any(|other| {
                let other = &words.stems[*other];
                other.count >= stem.count * TIMES_AS_OFTEN && is_a_slip(&stem.letters, &other.letters)
            })
    };
    words.stems.iter().enumerate().map(is_misheard).collect()
}

/// Whether two words differ by one letter; numbers are not misheard (`bip340`, `bip341`).
fn is_a_slip(one: &str, other: &str) -> bool {
    let bare = |word: &str| word.replace(|c: char| c.is_ascii_digit(), "");
    one != other && bare(one) != bare(other) && strsim::damerau_levenshtein(one, other) == 1
}

/// Sums of a word, and of what it is without each of its letters: words that differ by one letter share one of these.
fn without_a_letter(word: &str) -> Vec<u64> {
    let letters: Vec<char> = word.chars().collect();
    let sum = |without: Option<usize>| {
        let mut hasher = FxHasher::default();
        for (_, letter) in letters.iter().enumerate().filter(|(at, _)| Some(*at) != without) {
            letter.hash(&mut hasher);
        }
        hasher.finish()
    };
    (0..letters.len()).map(Some).chain([None]).map(sum).collect()
}

/// Which stems are once written in capitals.
fn in_capitals(talk: &Talk, words: &Words) -> Vec<bool> {
    let mut all = vec![false; words.stems.len()];
    for token in &words.tokens {
        if let Some(stem) = words.stem(*token)
            && token.span.of(&talk.text).chars().filter(|c| c.is_uppercase()).count() > 1
        {
            all[stem as usize] = true;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a word of a text is among what `which` tells.
    fn is_in(text: &str, word: &str, which: fn(&Talk, &Words) -> Vec<bool>) -> bool {
        let talk = Talk { text: text.to_owned(), ..Talk::default() };
        let words = Words::of(&talk);
        let stem = words.forms.iter().find(|form| form.lower == word).and_then(|form| form.stem);
        stem.is_some_and(|stem| which(&talk, &words)[stem as usize])
    }

    #[test]
    fn numbers_and_people_are_no_topics() {
        let text = "On Tuesday the 21st Mary Walrussen had 100k views in 2019, and the walrus of version v3 had none.";
        for word in ["21st", "mary", "walrussen", "100k", "2019"] {
            assert!(is_in(text, word, refused), "{word}");
        }
        for word in ["walrus", "views", "version", "v3"] {
            assert!(!is_in(text, word, refused), "{word}");
        }
    }

    #[test]
    fn what_was_heard_for_another_word() {
        let often = |word: &str| format!("it is the {word} and so it is. ").repeat(4);
        let check = |often_said: &str, said: &str, expected: bool| {
            let text = format!("{} And the {said} as well.", often(often_said));
            assert_eq!(is_in(&text, &said.to_lowercase(), misheard), expected, "{said}");
        };
        check("zorbat", "zorbad", true);
        check("zorbat", "zobrat", true);
        check("zorbat", "zorbt", true);
        check("zorbat", "zorlap", false);
        // A word of its own, a term of its own, another number, too short to tell.
        check("zorse", "horse", false);
        check("htlcx", "PTLCX", false);
        check("zorb340", "zorb341", false);
        check("zob", "zoc", false);
    }

    #[test]
    fn what_is_too_long_for_a_word_costs_nothing() {
        let long = |n: usize| format!("{}{n}", "z".repeat(20_000));
        let text =
            (0..40).flat_map(|n| ["it is ".to_owned(), long(n % 10), " and so it is. ".to_owned()]).collect();
        let talk = Talk { text, ..Talk::default() };
        let words = Words::of(&talk);
        let began = std::time::Instant::now();
        assert!(!misheard(&talk, &words).contains(&true));
        assert!(began.elapsed().as_secs() < 5);
    }
}
