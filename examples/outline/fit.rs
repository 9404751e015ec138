//! Fits the weights: logistic regression over the clues and the phrases that tell most, each talk with the number of
//! sections that its people gave it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::talks::Chaptered;
use dictum::outline;

/// A phrase must be heard in so many talks.
const FEWEST_TALKS: usize = 6;
/// So many phrases are kept.
const PHRASES: usize = 450;
const ROUNDS: usize = 60;
/// How strongly weights are held to zero; phrases more, for there are many.
const HOLD: [f64; 2] = [0.5, 12.0];

struct Place {
    features: Vec<(usize, f64)>,
    offset: f64,
    begins: bool,
}

/// The table of weights, as `src/outline/weights.txt` has it.
pub fn fit(talks: &[&Chaptered]) -> String {
    let heard: Vec<_> = talks.iter().map(|talk| (*talk, outline::heard(&talk.talk))).collect();
    let phrases = telling_phrases(&heard);
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut places = Vec::new();
    for (talk, all) in &heard {
        let begins = beginnings(talk, all);
        let rate = begins.iter().filter(|b| **b).count().max(1) as f64 / all.len().max(1) as f64;
        for (place, begins) in all.iter().zip(begins).skip(1) {
            let mut features: Vec<(String, f64)> =
                place.clues.iter().map(|(name, much)| (format!("[{name}]"), f64::from(*much))).collect();
            features.extend(phrases_of(place).into_iter().filter(|p| phrases.contains(p)).map(|p| (p, 1.0)));
            let mut numbered = Vec::new();
            for (name, much) in features {
                let next = names.len();
                numbered.push((*names.entry(name).or_insert(next), much));
            }
            places.push(Place { features: numbered, offset: rate.ln(), begins });
        }
    }
    let held: BTreeMap<usize, f64> =
        names.iter().map(|(name, at)| (*at, HOLD[usize::from(!name.starts_with('['))])).collect();
    let weights = regress(&places, &held);
    let mut table = String::from(
        "# Weights fitted on talks with human chapters (examples/outline): only numbers and phrases.\n",
    );
    for (name, at) in &names {
        if weights[*at].abs() >= 0.02 {
            writeln!(table, "{:.2} {name}", weights[*at]).unwrap();
        }
    }
    table
}

/// Which places people begin sections at: for each of theirs the nearest place in its unit or the next.
fn beginnings(talk: &Chaptered, all: &[outline::Heard]) -> Vec<bool> {
    let units: Vec<usize> = all.iter().map(|place| talk.unit_on(place.line)).collect();
    let mut begins = vec![false; all.len()];
    for boundary in &talk.boundaries {
        let at = units.partition_point(|unit| unit < boundary);
        if units.get(at).is_some_and(|unit| *unit <= boundary + 1) {
            begins[at] = true;
        }
    }
    begins
}

/// All phrases of up to four words that are heard at a place.
fn phrases_of(place: &outline::Heard) -> BTreeSet<String> {
    let mut phrases = BTreeSet::new();
    for from in 0..place.opening.len() {
        for to in from + 1..=(from + 4).min(place.opening.len()) {
            let phrase = place.opening[from..to].join(" ");
            if from == 0 {
                phrases.insert(format!("^{phrase}"));
            }
            phrases.insert(phrase);
        }
    }
    for length in 1..=4.min(place.closing.len()) {
        phrases.insert(format!("{}$", place.closing[place.closing.len() - length..].join(" ")));
    }
    phrases
}

/// The phrases that part beginnings from other places most, by the log likelihood ratio (Dunning 1993).
fn telling_phrases(heard: &[(&Chaptered, Vec<outline::Heard>)]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, ([f64; 2], usize, usize)> = BTreeMap::new();
    let mut totals = [0.0; 2];
    for (number, (talk, all)) in heard.iter().enumerate() {
        for (place, begins) in all.iter().zip(beginnings(talk, all)).skip(1) {
            totals[usize::from(begins)] += 1.0;
            for phrase in phrases_of(place) {
                let (count, talks, last) = counts.entry(phrase).or_insert(([0.0; 2], 0, usize::MAX));
                count[usize::from(begins)] += 1.0;
                *talks += usize::from(*last != number);
                *last = number;
            }
        }
    }
    let mut all: Vec<(f64, String)> = counts
        .into_iter()
        .filter(|(_, (_, talks, _))| *talks >= FEWEST_TALKS)
        .map(|(phrase, (count, ..))| (ratio(count, totals), phrase))
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.into_iter().take(PHRASES).map(|(_, phrase)| phrase).collect()
}

fn ratio(count: [f64; 2], totals: [f64; 2]) -> f64 {
    let (said, all) = (count[0] + count[1], totals[0] + totals[1]);
    let part = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    (0..2)
        .map(|side| {
            let expected = said * totals[side] / all;
            part(count[side], expected) + part(totals[side] - count[side], totals[side] - expected)
        })
        .sum()
}

/// Gradient descent with a step for each weight of its own (Adagrad); each round goes through the places in the same
/// shuffled order, so that the weights are always the same.
fn regress(places: &[Place], held: &BTreeMap<usize, f64>) -> Vec<f64> {
    let count = held.len();
    let (mut weights, mut steps, mut bias, mut bias_steps) =
        (vec![0.0; count], vec![1e-6; count], 0.0f64, 1e-6f64);
    let pulls: Vec<f64> = (0..count).map(|at| held[&at] / places.len() as f64).collect();
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| (*at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    for _ in 0..ROUNDS {
        for at in &order {
            let place = &places[*at];
            let z: f64 =
                place.features.iter().map(|(f, much)| weights[*f] * much).sum::<f64>() + bias + place.offset;
            let error = 1.0 / (1.0 + (-z).exp()) - f64::from(u8::from(place.begins));
            bias_steps += error * error;
            bias -= 0.1 * error / f64::sqrt(bias_steps);
            for (f, much) in &place.features {
                let slope = error * much + pulls[*f] * weights[*f];
                steps[*f] += slope * slope;
                weights[*f] -= 0.1 * slope / f64::sqrt(steps[*f]);
            }
        }
    }
    weights
}
