//! The words of a talk as the outline sees them: their stems, which of them tell something, and how rare they are.

use rustc_hash::FxHashMap;

use super::background::{Background, is_small};
use crate::model::{Span, Talk};
use crate::text;

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub form: u32,
    pub span: Span,
}

/// A word as it is written, in lower case.
#[derive(Debug, Clone)]
pub struct Form {
    pub lower: String,
    /// Forms of one word share a stem; none for the words that hold sentences together.
    pub stem: Option<u32>,
}

/// All words of a talk.
#[derive(Debug, Default)]
pub struct Words {
    pub tokens: Vec<Token>,
    pub forms: Vec<Form>,
    /// What is known of a stem, by its number.
    pub stems: Vec<Stem>,
    pub english: bool,
}

#[derive(Debug, Clone)]
pub struct Stem {
    pub letters: String,
    /// How few talks have it: 0 for words that all have, 6 and more for rare ones.
    pub rarity: f32,
    /// How often the talk has it.
    pub count: u32,
}

/// The commonest English words: a text without them is in another language.
const MARKS_OF_ENGLISH: [&str; 8] = ["the", "and", "of", "to", "that", "is", "it", "you"];

/// What remains of a word behind an apostrophe where a machine put a blank: `let s`, `that 's`.
const TAILS: [&str; 7] = ["s", "t", "re", "ll", "ve", "m", "d"];

impl Words {
    pub fn of(talk: &Talk) -> Self {
        let mut words = Self::default();
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        let mut before = 0;
        for span in text::words(&talk.text) {
            let mut lower = span.of(&talk.text).to_lowercase();
            if lower.contains('’') {
                lower = lower.replace('’', "'");
            }
            let apart = Span::new(before, span.from()).of(&talk.text);
            before = span.to();
            if TAILS.contains(&lower.as_str())
                && matches!(apart, " " | " '" | " ’")
                && let Some(last) = words.tokens.pop()
            {
                let whole = words.forms.get(last.form as usize).map_or("", |form| &form.lower);
                let form = form_of(format!("{whole}'{lower}"), &mut known, &mut words.forms);
                words.tokens.push(Token { form, span: last.span.join(span) });
                continue;
            }
            let form = form_of(lower, &mut known, &mut words.forms);
            words.tokens.push(Token { form, span });
        }
        words.english = words.are_english(talk.language.as_deref());
        words.find_stems();
        words
    }

    /// Of eight words, at least one is among the eight commonest. In English it is every fourth or fifth.
    fn are_english(&self, language: Option<&str>) -> bool {
        if let Some(code) = language.and_then(|code| code.split(['-', '_']).next()) {
            return code.eq_ignore_ascii_case("en");
        }
        let mark: Vec<bool> =
            self.forms.iter().map(|form| MARKS_OF_ENGLISH.contains(&form.lower.as_str())).collect();
        let common = self.tokens.iter().filter(|token| mark[token.form as usize]).count();
        common * 8 >= self.tokens.len()
    }

    fn find_stems(&mut self) {
        let mut counts = vec![0u32; self.forms.len()];
        for token in &self.tokens {
            counts[token.form as usize] += 1;
        }
        let most = self.tokens.len() / 100 + 3;
        let background = Background::get();
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        for (form, count) in self.forms.iter_mut().zip(counts) {
            let lower = form.lower.as_str();
            // Without a list of small words the short ones and the commonest are taken for them.
            let small = if self.english {
                is_small(lower) || lower.chars().count() < 2
            } else {
                (lower.is_ascii() && lower.len() < 4) || count as usize > most
            };
            if small {
                continue;
            }
            let letters = if self.english { stem(lower) } else { prefix(lower) };
            let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
            let id = *known.entry(letters.clone()).or_insert(next);
            if id == next {
                let rarity = if self.english { background.rarity(&letters) } else { 3.0 };
                self.stems.push(Stem { letters, rarity, count: 0 });
            }
            self.stems[id as usize].count += count;
            form.stem = Some(id);
        }
    }

    pub fn form(&self, token: Token) -> &Form {
        &self.forms[token.form as usize]
    }

    pub fn lower(&self, token: Token) -> &str {
        &self.form(token).lower
    }

    pub fn stem(&self, token: Token) -> Option<u32> {
        self.form(token).stem
    }

    /// The tokens that begin within a range of the text, as a range of `tokens`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|token| token.span.from() < span.from());
        from..self.tokens.partition_point(|token| token.span.from() < span.to()).max(from)
    }
}

fn form_of(lower: String, known: &mut FxHashMap<String, u32>, forms: &mut Vec<Form>) -> u32 {
    if let Some(&id) = known.get(&lower) {
        return id;
    }
    let id = u32::try_from(forms.len()).unwrap_or(u32::MAX);
    forms.push(Form { lower: lower.clone(), stem: None });
    known.insert(lower, id);
    id
}

/// The stem of an English word, lightly: one ending is taken off, and what that leaves behind.
///
/// | word | stem |
/// |---|---|
/// | `stories`, `story` | `stori` |
/// | `getting`, `gets` | `gett`: too short for an ending; `get` |
/// | `planning`, `planned`, `plans` | `plan` |
/// | `usually`, `usual` | `usual` |
/// | `wallet's`, `wallets` | `wallet` |
pub fn stem(word: &str) -> String {
    let mut stem = word.strip_suffix("'s").unwrap_or(word);
    if !stem.is_ascii() || stem.len() < 4 {
        return stem.to_owned();
    }
    if let Some(bare) = stem.strip_suffix('s')
        && !["ss", "us", "is"].iter().any(|end| stem.ends_with(end))
    {
        stem = bare;
        if let Some(bare) = stem.strip_suffix("ie").filter(|bare| bare.len() > 2) {
            return format!("{bare}i");
        }
    }
    for ending in ["ing", "ed", "ly", "er", "ation", "ment"] {
        if let Some(bare) = stem.strip_suffix(ending).filter(|bare| bare.len() >= 4) {
            stem = bare;
            let mut letters = stem.bytes().rev();
            let (last, before) = (letters.next(), letters.next());
            if ending != "ly" && last == before && last.is_some_and(|letter| !b"lsz".contains(&letter)) {
                stem = stem.get(..stem.len() - 1).unwrap_or(stem);
            }
            break;
        }
    }
    match stem.strip_suffix('y').filter(|bare| bare.len() >= 4) {
        Some(bare) => format!("{bare}i"),
        None => stem.strip_suffix('e').filter(|bare| bare.len() >= 4).unwrap_or(stem).to_owned(),
    }
}

/// In a language of which nothing is known, forms of a word begin alike.
fn prefix(word: &str) -> String {
    word.chars().take(6).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (one, other) in [
            ("stories", "story"),
            ("planning", "planned"),
            ("wallets", "wallet's"),
            ("calling", "calls"),
            ("usually", "usual"),
            ("models", "model"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        for (one, other) in [("thing", "the"), ("bus", "bu"), ("ring", "r"), ("naïve", "naïv")] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn what_a_machine_parted_is_one_word() {
        let talk = Talk { text: "let s see that 's it".to_owned(), ..Talk::default() };
        let words = Words::of(&talk);
        let said: Vec<_> = words.tokens.iter().map(|t| words.lower(*t)).collect();
        assert_eq!(said, ["let's", "see", "that's", "it"]);
    }
}
