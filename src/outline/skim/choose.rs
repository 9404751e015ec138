//! Which pieces of a section are its key sentences: those that have most of what it is about, and no two that say the
//! same.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::asides::asides;
use super::looks::looks;
use super::pieces::Piece;
use crate::outline::words::Words;

/// Sentences that were chosen last: a new one must not repeat them.
const REMEMBERED: usize = 24;
/// With so much of a sentence said already, it is the same in other words.
const SAME: f32 = 0.6;
/// What a stem still weighs once a sentence with it was chosen.
const SAID: f32 = 0.4;
/// So many pieces that say the same again are passed over, then a section has fewer sentences.
const PASSED_OVER: usize = 8;
/// Below this a piece is not worth showing beside a better one.
const WORTH_SHOWING: f32 = 0.3;

/// What an aside is worth beside the talk.
const ASIDE: f32 = 0.2;

/// Chooses key sentences, section by section.
#[derive(Debug, Default)]
pub struct Chooser {
    /// The stems of the sentences that were chosen last, in any section.
    lately: VecDeque<Vec<u32>>,
    /// Those of all that were chosen.
    all: FxHashSet<Vec<u32>>,
}

impl Chooser {
    /// The numbers of the best pieces of a section, at most `most`, in the text's order.
    pub fn choose(&mut self, text: &str, pieces: &[Piece], words: &Words, most: usize) -> Vec<usize> {
        let asides = asides(text, words, pieces);
        let mut weights = weigh(pieces, &asides, words);
        let bear = |(piece, &aside)| looks(text, words, piece) * if aside { ASIDE } else { 1.0 };
        let looks: Vec<f32> = pieces.iter().zip(&asides).map(bear).collect();
        let mut open: Vec<usize> = (0..pieces.len()).collect();
        let (mut chosen, mut first_score) = (Vec::new(), None);
        for _ in 0..most + PASSED_OVER {
            let score = |&at: &usize| worth(&pieces[at], &weights) * looks[at];
            let scores: Vec<f32> = open.iter().map(score).collect();
            // The first of those that are equally good.
            let best = (0..open.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
            let Some(best) = best.filter(|_| chosen.len() < most) else { break };
            if scores[best] < first_score.unwrap_or(0.0) * WORTH_SHOWING {
                break;
            }
            let (score, best) = (scores[best], open.swap_remove(best));
            let said = &pieces[best].stems;
            if self.was_said(said, words) {
                continue;
            }
            for stem in said {
                weights.entry(*stem).and_modify(|weight| *weight *= SAID);
            }
            self.remember(said);
            chosen.push(best);
            first_score = first_score.or(Some(score));
        }
        chosen.sort_unstable();
        chosen
    }

    /// Whether most of it was said in sentences that were chosen before.
    fn was_said(&self, said: &[u32], words: &Words) -> bool {
        let rarity = |of: &mut dyn Iterator<Item = &u32>| {
            of.map(|&stem| words.stems[stem as usize].rarity).sum::<f32>()
        };
        let own = rarity(&mut said.iter());
        let shared = |other: &Vec<u32>| {
            let both = rarity(&mut said.iter().filter(|stem| other.binary_search(stem).is_ok()));
            let smaller = own.min(rarity(&mut other.iter()));
            both > SAME * smaller
        };
        self.all.contains(said) || self.lately.iter().any(shared)
    }

    fn remember(&mut self, said: &[u32]) {
        if self.lately.len() >= REMEMBERED {
            self.lately.pop_front();
        }
        self.lately.push_back(said.to_vec());
        self.all.insert(said.to_vec());
    }
}

/// What the section is about: each of its stems by how often it is said here, and how rarely elsewhere. Asides tell
/// nothing of that, unless there is nothing else.
#[allow(clippy::cast_precision_loss, reason = "counts of words")]
fn weigh(pieces: &[Piece], asides: &[bool], words: &Words) -> FxHashMap<u32, f32> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    let all = asides.iter().all(|aside| *aside);
    let told = pieces.iter().zip(asides).filter(|(_, aside)| all || !**aside);
    for stem in told.flat_map(|(piece, _)| &piece.stems) {
        *counts.entry(*stem).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(stem, count)| (stem, (count as f32).ln_1p() * words.stems[stem as usize].rarity))
        .collect()
}

/// How much of what the section is about a piece has, for its length.
#[allow(clippy::cast_precision_loss, reason = "counts of words")]
fn worth(piece: &Piece, weights: &FxHashMap<u32, f32>) -> f32 {
    let sum: f32 = piece.stems.iter().filter_map(|stem| weights.get(stem)).sum();
    sum / (piece.len().max(1) as f32).sqrt()
}
