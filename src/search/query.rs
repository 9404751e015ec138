//! What was asked.

use super::words::{bare, is_hesitation};
use crate::text;

/// More words than anyone types; a pasted page is asked for by its beginning.
const MOST_WORDS: usize = 64;

/// Words that hold sentences together. They tell little about a passage, and people misremember them.
const SMALL_WORDS: &str = " a about all also am an and are as at be because been but by can could did do does dont for \
     from get go got had has have he her him his how i if im in into is it its just know like me my no not of on or \
     our out really say she so some than that thats the their them then there these they thing things think this \
     those to too up us very was we well were what when where which who why will with would yeah you your ";

/// What was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The different things that are asked for; at most [`MOST_WORDS`].
    asked: Vec<Phrase>,
    /// Their order, as places in `asked`: `to be or not to be` asks for four things in six turns.
    turns: Vec<u8>,
}

/// Words that must stand one after another: those in quotation marks, or a single word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    pub words: Vec<String>,
    /// The last word is still being typed.
    pub unfinished: bool,
    /// How much it tells about a passage.
    pub weight: u32,
}

impl Query {
    /// Reads what was typed. While `typing`, the last word may be unfinished. Words in quotation marks must stand one
    /// after another.
    pub fn new(typed: &str, typing: bool) -> Self {
        let mut phrases = Vec::new();
        for (n, part) in typed.split(is_quotation_mark).enumerate() {
            let folded = text::fold(part);
            let words = text::words(&folded.text).map(|word| bare(word.of(&folded.text)).into_owned());
            if n % 2 == 1 {
                phrases.push(Phrase::new(words.collect(), false));
            } else {
                phrases.extend(words.map(|word| Phrase::new(vec![word], false)));
            }
        }
        phrases.retain(|phrase| !phrase.words.is_empty());
        if let Some(last) = phrases.last_mut() {
            last.unfinished =
                typing && typed.ends_with(|c: char| !c.is_whitespace() && !is_quotation_mark(c));
        }
        Self::of(without_hesitations(phrases))
    }

    /// Only the very words, one after another.
    #[must_use]
    pub fn exactly(self) -> Self {
        let words: Vec<String> = self.words().map(str::to_owned).collect();
        let unfinished = self.in_turn().last().is_some_and(|phrase| phrase.unfinished);
        if words.is_empty() { self } else { Self::of(vec![Phrase::new(words, unfinished)]) }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    /// The words that are looked for, in their matching form.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.in_turn().flat_map(|phrase| &phrase.words).map(String::as_str)
    }

    fn of(phrases: Vec<Phrase>) -> Self {
        let mut query = Self::default();
        let mut room = MOST_WORDS;
        for mut phrase in phrases {
            if phrase.words.len() > room {
                phrase.words.truncate(room);
                phrase = Phrase::new(phrase.words, false);
            }
            if phrase.words.is_empty() {
                break;
            }
            room -= phrase.words.len();
            let known = query.asked.iter().position(|asked| *asked == phrase);
            let place = known.unwrap_or(query.asked.len());
            if known.is_none() {
                query.asked.push(phrase);
            }
            query.turns.push(u8::try_from(place).unwrap_or(u8::MAX));
        }
        query
    }

    fn in_turn(&self) -> impl Iterator<Item = &Phrase> {
        self.turns.iter().filter_map(|&turn| self.asked.get(usize::from(turn)))
    }

    pub(super) fn asked(&self) -> &[Phrase] {
        &self.asked
    }

    pub(super) fn turns(&self) -> &[u8] {
        &self.turns
    }
}

impl Phrase {
    /// What a word weighs that is more than a small word; a small word weighs one.
    pub(super) const TELLING: u32 = 4;

    fn new(words: Vec<String>, unfinished: bool) -> Self {
        let weight = words.iter().map(|word| if is_small(word) { 1 } else { Self::TELLING }).sum();
        Self { words, unfinished, weight }
    }

    /// Whether it is more than a small word.
    pub(super) fn is_telling(&self) -> bool {
        self.weight >= Self::TELLING
    }
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_small(word: &str) -> bool {
    SMALL_WORDS.split(' ').any(|small| small == word)
}

/// Nobody looks for an `um`, unless it is all that was asked or the beginning of another word.
fn without_hesitations(mut phrases: Vec<Phrase>) -> Vec<Phrase> {
    let is_said = |phrase: &Phrase| phrase.unfinished || !phrase.words.iter().all(|word| is_hesitation(word));
    if phrases.iter().any(is_said) {
        phrases.retain(is_said);
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a query: phrases in brackets, `…` after an unfinished word.
    fn drawn(query: &Query) -> String {
        let phrases = query.in_turn().map(|phrase| {
            let words = phrase.words.join(" ") + if phrase.unfinished { "…" } else { "" };
            if phrase.words.len() > 1 { format!("[{words}]") } else { words }
        });
        phrases.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn typed_words_are_folded() {
        for (typed, asked) in [
            ("", ""),
            ("  -- ", ""),
            ("The Unexamined  LIFE", "the unexamined life…"),
            ("life ", "life"),
            ("Don’t panic!", "dont panic…"),
            ("“good life” café", "[good life] cafe…"),
            ("say \"good li", "say [good li…]"),
            ("\"good life\"", "[good life]"),
            ("\"\" a", "a…"),
            ("um, I uh think", "i think…"),
            ("um ", "um"),
            ("to um", "to um…"),
        ] {
            assert_eq!(drawn(&Query::new(typed, true)), asked, "{typed:?}");
        }
        assert_eq!(drawn(&Query::new("good life", false)), "good life");
    }

    #[test]
    fn asked_exactly_all_is_one_phrase() {
        assert_eq!(drawn(&Query::new("the good life", true).exactly()), "[the good life…]");
        assert!(Query::new("", true).exactly().is_empty());
    }

    #[test]
    fn a_pasted_page_is_asked_for_by_its_beginning() {
        let page = (0..500).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(Query::new(&page, true).words().count(), MOST_WORDS);
        assert_eq!(Query::new(&format!("\"{page}"), true).words().count(), MOST_WORDS);
    }

    #[test]
    fn a_word_asked_twice_is_one_thing_in_two_turns() {
        let query = Query::new("to be or not to be ", true);
        assert_eq!((query.asked().len(), query.turns()), (4, &[0, 1, 2, 3, 0, 1][..]));
        assert!(!query.asked()[0].is_telling() && query.asked()[0].weight == 1);
    }
}
