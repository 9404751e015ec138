//! Fits what the words of a section are worth for its title: logistic regression by Newton's method.

use super::talks::Chaptered;
use dictum::outline;

const ROUNDS: usize = 12;
/// How strongly weights are held to zero.
const HOLD: f64 = 2.0;

/// The weights of the clues, fitted to the titles of some talks.
pub fn fit(talks: &[&Chaptered]) -> Vec<f64> {
    let words: Vec<(Vec<f32>, bool)> = talks
        .iter()
        .flat_map(|talk| outline::clues_of_titles(&talk.talk, &talk.true_starts(), &talk.titles))
        .collect();
    let count = words.first().map_or(0, |(clues, _)| clues.len());
    let mut weights = vec![0.0; count];
    for _ in 0..ROUNDS {
        let mut slopes: Vec<f64> = weights.iter().map(|weight| -HOLD * weight).collect();
        let mut bends = vec![vec![0.0; count]; count];
        for (at, row) in bends.iter_mut().enumerate() {
            row[at] = HOLD;
        }
        for (clues, has) in &words {
            let z: f64 = weights.iter().zip(clues).map(|(weight, clue)| weight * f64::from(*clue)).sum();
            let likely = 1.0 / (1.0 + (-z).exp());
            let error = f64::from(u8::from(*has)) - likely;
            let bend = likely * (1.0 - likely);
            for (at, clue) in clues.iter().enumerate().filter(|(_, clue)| **clue != 0.0) {
                slopes[at] += error * f64::from(*clue);
                for (to, other) in clues.iter().enumerate() {
                    bends[at][to] += bend * f64::from(clue * other);
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(bends, slopes)) {
            *weight += step;
        }
    }
    weights
}

/// What a symmetric matrix makes of `right`, by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let count = right.len();
    for at in 0..count {
        let pivot = matrix[at].clone();
        for below in at + 1..count {
            let times = matrix[below][at] / pivot[at];
            matrix[below].iter_mut().zip(&pivot).for_each(|(to, from)| *to -= times * from);
            right[below] -= times * right[at];
        }
    }
    for at in (0..count).rev() {
        let known: f64 = (at + 1..count).map(|to| matrix[at][to] * right[to]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}
