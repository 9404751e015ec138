//! The terms of a talk: its words without their endings, each with a number, and how rarely others say it.

use std::collections::HashMap;

/// A term's number in [`Terms`].
pub type Term = u32;

/// The terms of a talk, as they were met.
#[derive(Debug, Default)]
pub struct Terms {
    by_word: HashMap<String, Term>,
    by_stem: HashMap<String, Term>,
    rarities: Vec<f32>,
    folded: String,
}

impl Terms {
    /// The term of a word.
    pub fn of(&mut self, word: &str) -> Term {
        self.folded.clear();
        crate::text::fold_into(word, &mut self.folded);
        if let Some(&term) = self.by_word.get(&self.folded) {
            return term;
        }
        let stem = stem(&self.folded);
        let next = Term::try_from(self.rarities.len()).unwrap_or(Term::MAX);
        let rarities = &mut self.rarities;
        let term = *self.by_stem.entry(stem).or_insert_with_key(|stem| {
            rarities.push(rarity(stem));
            next
        });
        self.by_word.insert(self.folded.clone(), term);
        term
    }

    /// How rarely other talks have the term: 0 for words that all of them have.
    pub fn rarity(&self, term: Term) -> f32 {
        self.rarities.get(term as usize).copied().unwrap_or(0.0)
    }

    /// How many different ones there are.
    pub fn len(&self) -> usize {
        self.rarities.len()
    }
}

fn stem(word: &str) -> String { word.trim_end_matches('s').to_owned() }
fn rarity(stem: &str) -> f32 { BG.with(|b| b.get(stem).copied().unwrap_or(6.2)) }
thread_local! { static BG: HashMap<String, f32> = {
    let v: serde_json::Value = serde_json::from_str(&std::fs::read_to_string("/work/shared/outline/bgidf.json").unwrap()).unwrap();
    v["idf"].as_object().unwrap().iter().map(|(k,v)|(k.clone(), v.as_f64().unwrap() as f32)).collect()
}; }
