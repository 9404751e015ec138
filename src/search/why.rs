//! Why a passage answers a query, in words.

use super::align::Met;
use super::distance::distance;
use super::query::Query;
use super::shard::Shard;

/// How well a passage fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The words as asked, one after another.
    Exact,
    /// All the words in the order asked, with others between.
    InOrder,
    /// All the words, near each other.
    Near,
    /// All the words or others for them: misheard, misspelt, of the same meaning.
    Alike,
    /// Most of the words, or words for them, near each other.
    Most,
}

/// Another form of a word is the word.
const SAME: f32 = 0.9;
/// So like it at least is a word that begins with what was typed.
const BEGUN: f32 = 0.75;
/// With one letter in so many wrong, and so like it, a word is still known for what was meant.
const LETTERS_FOR_A_SLIP: usize = 5;
const SLIP: f32 = 0.75;

impl Why {
    /// As JSON and people name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::InOrder => "in order",
            Self::Near => "near",
            Self::Alike => "alike",
            Self::Most => "most words",
        }
    }

    /// Why a passage fits whose words for the asked ones are `chosen`, as [`chosen`] gave them.
    pub(super) fn of(query: &Query, chosen: &[Option<Met>]) -> Self {
        let met: Vec<&Met> = chosen.iter().flatten().collect();
        // What is being typed stands for all that begins so.
        let same = |met: &&Met| {
            met.similarity >= SAME
                || query.words().get(usize::from(met.place)).is_some_and(|word| word.unfinished)
        };
        if met.len() < chosen.len() {
            return Self::Most;
        }
        if !met.iter().all(same) {
            return Self::Alike;
        }
        let in_order = met.windows(2).all(|pair| pair[0].at <= pair[1].at);
        let together = met.windows(2).all(|pair| pair[0].last + 1 == pair[1].at);
        let itself = |met: &&Met| met.similarity > 0.99 || query.words()[usize::from(met.place)].unfinished;
        match (in_order, together && met.iter().all(itself)) {
            (true, true) => Self::Exact,
            (true, false) => Self::InOrder,
            (false, _) => Self::Near,
        }
    }
}

/// Of each asked word the one that stands for it: the likest, and of equals the next one in order.
pub(super) fn chosen(words: usize, met: &[Met]) -> Vec<Option<Met>> {
    let mut last = None;
    (0..words)
        .map(|place| {
            let own = met.iter().filter(|met| usize::from(met.place) == place);
            let most = own.clone().map(|met| met.similarity).fold(0f32, f32::max);
            let best = own.filter(|met| met.similarity >= most).min_by_key(|met| match last {
                Some(before) if met.at > before => met.at - before,
                Some(before) => 1_000 + before - met.at,
                None => met.at,
            });
            last = best.map(|met| met.at).or(last);
            best.copied()
        })
        .collect()
}

/// The share of what was asked that is said in its own words, or in words that a slip of the finger made of them.
pub(super) fn said(shard: &Shard, query: &Query, weights: &[f32], chosen: &[Option<Met>]) -> f32 {
    let weight = |place: u8| weights.get(usize::from(place)).copied().unwrap_or(0.0);
    let itself = |met: &&Met| {
        let Some(word) = query.words().get(usize::from(met.place)) else { return false };
        let slips = word.letters.chars().count() / LETTERS_FOR_A_SLIP;
        let is_slip = || distance(&word.letters, shard.lexicon.word(met.term), slips).is_some();
        met.similarity >= if word.unfinished { BEGUN } else { SAME } || met.similarity >= SLIP && is_slip()
    };
    let said: f32 = chosen.iter().flatten().filter(itself).map(|met| weight(met.place)).sum();
    said / weights.iter().sum::<f32>().max(f32::MIN_POSITIVE)
}

/// What was asked and what stands for it, where that is another word.
pub(super) fn instead(shard: &Shard, query: &Query, chosen: &[Option<Met>]) -> Vec<(String, String)> {
    let other = |met: &Met| {
        let asked = query.words().get(usize::from(met.place))?;
        let said = shard.lexicon.word(met.term);
        (met.similarity < SAME && !asked.unfinished).then(|| (asked.letters.clone(), said.to_owned()))
    };
    chosen.iter().flatten().filter_map(other).collect()
}
