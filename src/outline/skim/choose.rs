//! Which pieces of a section are its key sentences: those that have most of what it is about, and no two that say the
//! same.

use std::collections::{HashMap, HashSet, VecDeque};

use super::looks::looks;
use super::pieces::Piece;
use super::terms::{Term, Terms};

/// Sentences that were chosen last: a new one must not repeat them.
const REMEMBERED: usize = 24;
/// With so much of a sentence said already, it is the same in other words.
const SAME: f32 = 0.6;
/// What a term still weighs once a sentence with it was chosen.
const SAID: f32 = 0.4;
/// So many pieces that say the same again are passed over, then a section has fewer sentences.
const PASSED_OVER: usize = 8;
/// Below this a piece is not worth showing beside a better one.
const WORTH_SHOWING: f32 = 0.3;

/// Chooses key sentences, section by section.
#[derive(Debug, Default)]
pub struct Chooser {
    /// The terms of the sentences that were chosen last, in any section.
    lately: VecDeque<Vec<Term>>,
    /// Those of all that were chosen.
    all: HashSet<Vec<Term>>,
}

impl Chooser {
    /// The numbers of the best pieces of a section, at most `most`, in the text's order.
    pub fn choose(&mut self, text: &str, pieces: &[Piece], terms: &Terms, most: usize) -> Vec<usize> {
        let mut weights = weigh(pieces, terms);
        let looks: Vec<f32> = pieces.iter().map(|piece| looks(text, piece)).collect();
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
            let said = &pieces[best].terms;
            if self.was_said(said, terms) {
                continue;
            }
            for term in said {
                weights.entry(*term).and_modify(|weight| *weight *= SAID);
            }
            self.remember(said);
            chosen.push(best);
            first_score = first_score.or(Some(score));
        }
        chosen.sort_unstable();
        chosen
    }

    /// Whether most of it was said in sentences that were chosen before.
    fn was_said(&self, said: &[Term], terms: &Terms) -> bool {
        let rarity = |of: &mut dyn Iterator<Item = &Term>| of.map(|&term| terms.rarity(term)).sum::<f32>();
        let own = rarity(&mut said.iter());
        let shared = |other: &Vec<Term>| {
            let both = rarity(&mut said.iter().filter(|term| other.binary_search(term).is_ok()));
            let smaller = own.min(rarity(&mut other.iter()));
            both > SAME * smaller
        };
        self.all.contains(said) || self.lately.iter().any(shared)
    }

    fn remember(&mut self, said: &[Term]) {
        if self.lately.len() >= REMEMBERED {
            self.lately.pop_front();
        }
        self.lately.push_back(said.to_vec());
        self.all.insert(said.to_vec());
    }
}

/// What the section is about: each of its terms by how often it is said here, and how rarely elsewhere.
#[allow(clippy::cast_precision_loss, reason = "counts of words")]
fn weigh(pieces: &[Piece], terms: &Terms) -> HashMap<Term, f32> {
    let mut counts: HashMap<Term, usize> = HashMap::new();
    for term in pieces.iter().flat_map(|piece| &piece.terms) {
        *counts.entry(*term).or_default() += 1;
    }
    counts.into_iter().map(|(term, count)| (term, (count as f32).ln_1p() * terms.rarity(term))).collect()
}

/// How much of what the section is about a piece has, for its length.
#[allow(clippy::cast_precision_loss, reason = "counts of words")]
fn worth(piece: &Piece, weights: &HashMap<Term, f32>) -> f32 {
    let sum: f32 = piece.terms.iter().filter_map(|term| weights.get(term)).sum();
    sum / (piece.words.max(1) as f32).sqrt()
}
