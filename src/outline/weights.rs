//! The weights of the evidence, fitted on talks that people have chaptered.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::Words;

/// A line each: the weight, a blank, the clue's name in brackets or the phrase.
const TABLE: &str = include_str!("weights.txt");

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(TABLE));

/// The longest phrase that has a weight.
pub const LONGEST: usize = 4;

#[derive(Debug, Default)]
pub struct Weights {
    clues: FxHashMap<String, f32>,
    /// By the hash of their words and of where they stand.
    phrases: FxHashMap<u64, f32>,
    /// The words that phrases are made of.
    spoken: FxHashMap<String, u64>,
}

/// Where a phrase stands: anywhere in a unit's first words, at their very beginning, or at the end of what is before.
#[derive(Debug, Clone, Copy)]
enum Stands {
    Anywhere = 1,
    First,
    Last,
}

impl Weights {
    pub fn get() -> &'static Self {
        &WEIGHTS
    }

    /// Reads a table: `0.62 [turn]`, `1.31 talk about`, `1.07 ^now`, `1.37 thank you$`.
    pub fn read(table: &str) -> Self {
        let mut weights = Self::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((weight, name)) = line.split_once(' ') else { continue };
            let weight = weight.parse().unwrap_or(0.0);
            if let Some(clue) = name.strip_prefix('[') {
                weights.clues.insert(clue.trim_end_matches(']').to_owned(), weight);
                continue;
            }
            let (stands, phrase) = match (name.strip_prefix('^'), name.strip_suffix('$')) {
                (Some(phrase), _) => (Stands::First, phrase),
                (_, Some(phrase)) => (Stands::Last, phrase),
                _ => (Stands::Anywhere, name),
            };
            let mut hash = stands as u64;
            for word in phrase.split(' ') {
                let next = weights.spoken.len() as u64 + 1;
                hash = step(hash, *weights.spoken.entry(word.to_owned()).or_insert(next));
            }
            weights.phrases.insert(hash, weight);
        }
        weights
    }

    pub fn clue(&self, name: &str) -> f32 {
        self.clues.get(name).copied().unwrap_or(0.0)
    }

    /// For each form of a talk the number of the word among those of phrases; 0 for the others.
    pub fn know(&self, words: &Words) -> Vec<u64> {
        words.forms.iter().map(|form| self.spoken.get(&form.lower).copied().unwrap_or(0)).collect()
    }

    /// What the phrases in a unit's first words and before it weigh together.
    pub fn phrases(&self, known: &[u64], opening: &[u32], closing: &[u32]) -> f32 {
        let word = |form: &u32| known.get(*form as usize).copied().unwrap_or(0);
        let opening: Vec<u64> = opening.iter().map(word).collect();
        let closing: Vec<u64> = closing.iter().map(word).collect();
        let mut seen: Vec<u64> = Vec::new();
        let mut total = 0.0;
        let mut count = |hash: u64| {
            if let Some(weight) = self.phrases.get(&hash)
                && !seen.contains(&hash)
            {
                seen.push(hash);
                total += weight;
            }
        };
        for from in 0..opening.len() {
            let mut hashes = [Stands::Anywhere as u64, Stands::First as u64];
            for word in opening.iter().skip(from).take(LONGEST).take_while(|word| **word > 0) {
                hashes = hashes.map(|hash| step(hash, *word));
                count(hashes[0]);
                if from == 0 {
                    count(hashes[1]);
                }
            }
        }
        for length in 1..=LONGEST.min(closing.len()) {
            let end = closing.iter().skip(closing.len() - length);
            count(end.fold(Stands::Last as u64, |hash, word| step(hash, *word)));
        }
        total
    }
}

fn step(hash: u64, word: u64) -> u64 {
    let mixed = hash.wrapping_add(word.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Talk;

    #[test]
    fn phrases_weigh_where_they_stand() {
        let weights = Weights::read("# a table\n1 [turn]\n10 ^so now\n100 now\n1000 thank you$\n");
        let check = |before: &str, said: &str, expected: f32| {
            let text = format!("{before} {said}");
            let words = Words::of(&Talk { text, ..Talk::default() });
            let forms: Vec<u32> = words.tokens.iter().map(|token| token.form).collect();
            let (closing, opening) = forms.split_at(before.split(' ').count());
            let total = weights.phrases(&weights.know(&words), opening, closing);
            assert!((total - expected).abs() < 0.01, "{before} | {said}: {total}");
        };
        check("well thank you", "so now we go", 1110.0);
        check("thank you all", "and so now now", 100.0);
        check("a", "b", 0.0);
        assert!((weights.clue("turn") - 1.0).abs() < 0.01 && weights.clue("none").abs() < 0.01);
    }
}
