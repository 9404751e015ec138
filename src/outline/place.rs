//! Where sections begin: the best division of a talk, by dynamic programming.
//!
//! The method is that of Utiyama and Isahara (2001) and of Heinonen (1998): every division has a score that is a sum over
//! its sections, so the best one is found without trying them all.

use super::cohesion::Cohesion;
use super::units::Units;
use super::words::Words;

/// How much the likelihood of words weighs beside the odds of the evidence.
const COHESION: f32 = 0.11;
/// What was learnt of some talks is too sure of others: its odds count for less.
const TRUST: f32 = 0.7;
/// How much a length that is unlike the others weighs.
const LENGTH: f32 = 0.6;
/// Lengths vary by factors, and the middle one is shorter than the mean.
const MEDIAN_BELOW_MEAN: f32 = 0.32;
/// No reader wants a section of two sentences.
const ABSURDLY_SHORT: f32 = -18.0;
/// How freely the number of sections moves around what is expected.
const FREEDOM: f32 = 0.4;
const FEWEST: f32 = 0.65;
const MOST: f32 = 1.5;
/// The best places that are tried; more would only take longer.
const TRIED: usize = 220;
/// A section is at most so many times as long as the mean.
const LONGEST: usize = 8;

/// The units at which sections begin, the first unit among them; `weighed` tells what speaks for each unit.
pub fn divide(words: &Words, units: &Units, weighed: &[f32], expected: f32) -> Vec<usize> {
    let total: usize = units.all.iter().map(|unit| unit.tokens.len()).sum();
    if expected < 1.6 || units.all.len() < 3 {
        return vec![0];
    }
    let odds = shift(weighed, units, expected);
    let mut tried: Vec<usize> = (1..units.all.len()).filter(|at| units.all[*at].opens).collect();
    // Where little tells one place from another, as in most languages, those that are tried lie all over the text.
    tried.sort_by_key(|at| scattered(*at));
    tried.sort_by(|a, b| odds[*b].total_cmp(&odds[*a]));
    tried.truncate(TRIED);
    tried.push(0);
    tried.sort_unstable();
    let division = Division::new(words, units, &tried, &odds, total as f32 / expected);
    division.best(expected).into_iter().map(|at| tried[at]).collect()
}

/// Shifts what was weighed so that as many sections are expected as people would make.
fn shift(weighed: &[f32], units: &Units, expected: f32) -> Vec<f32> {
    let trusted = weighed.iter().map(|odds| odds * TRUST);
    let sum = |by: f32| -> f32 {
        let open = trusted.clone().zip(&units.all).skip(1).filter(|(_, unit)| unit.opens);
        open.map(|(odds, _)| 1.0 / (1.0 + (-(odds + by)).exp())).sum()
    };
    let (mut low, mut high) = (-40.0f32, 40.0f32);
    for _ in 0..40 {
        let middle = f32::midpoint(low, high);
        if sum(middle) < expected - 1.0 { low = middle } else { high = middle }
    }
    trusted.map(|odds| odds + low).collect()
}

/// An order in which numbers that follow each other come far apart.
fn scattered(at: usize) -> u32 {
    /// The golden ratio, of 32 bits: its multiples lie evenly (Knuth, *The Art of Computer Programming*, 6.4).
    const GOLDEN: u32 = 0x9E37_79B9;
    u32::try_from(at).unwrap_or(u32::MAX).wrapping_mul(GOLDEN)
}

/// The scores of all sections that are tried, by where they begin and end.
struct Division {
    count: usize,
    /// Of the section from place `i` to place `j`, at `i * (count + 1) + j`; the last place is the end.
    scores: Vec<f32>,
}

impl Division {
    fn new(words: &Words, units: &Units, tried: &[usize], odds: &[f32], mean: f32) -> Self {
        let count = tried.len();
        let ends: Vec<usize> = tried.iter().copied().chain([units.all.len()]).collect();
        let last = units.all.last().map_or(0, |unit| unit.tokens.end);
        let token = |unit: usize| units.all.get(unit).map_or(last, |unit| unit.tokens.start);
        let cohesion = Cohesion::of(words, units);
        let mut scores = vec![f32::NEG_INFINITY; count * (count + 1)];
        let mut counts = Vec::new();
        let short = (mean * 0.12).clamp(25.0, 120.0);
        for from in 0..count {
            let furthest = token(tried[from]) + (mean as usize + 1) * LONGEST;
            let reach = ends.partition_point(|end| token(*end) <= furthest).max(from + 2).min(count + 1);
            let mut to = from;
            cohesion.likelihoods(tried[from], &ends[from + 1..reach], &mut counts, &mut |likelihood| {
                to += 1;
                let length = (token(ends[to]) - token(tried[from])).max(1) as f32;
                let off = (length / mean).ln() + MEDIAN_BELOW_MEAN;
                let opens = if from == 0 { 0.0 } else { odds[tried[from]] };
                let absurd = if length < short { ABSURDLY_SHORT } else { 0.0 };
                scores[from * (count + 1) + to] =
                    opens + COHESION * likelihood - LENGTH * off * off / 2.0 + absurd;
            });
        }
        Self { count, scores }
    }

    /// The places at which the sections of the best division begin.
    fn best(&self, expected: f32) -> Vec<usize> {
        let fewest = ((expected * FEWEST).round() as usize).max(1);
        let most = ((expected * MOST).round() as usize).max(fewest).min(self.count);
        let width = self.count + 1;
        // `reached[to]` is the best score of so many sections that end at `to`; `before` remembers the last one's begin.
        let mut reached = vec![f32::NEG_INFINITY; width];
        reached[0] = 0.0;
        let mut before: Vec<Vec<usize>> = Vec::new();
        let mut best = (f32::NEG_INFINITY, 0);
        for sections in 1..=most {
            let mut next = vec![f32::NEG_INFINITY; width];
            let mut came = vec![0; width];
            for from in (0..self.count).filter(|from| reached[*from] > f32::NEG_INFINITY) {
                for to in from + 1..width {
                    let score = reached[from] + self.scores[from * width + to];
                    if score > next[to] {
                        (next[to], came[to]) = (score, from);
                    }
                }
            }
            let off = (sections as f32 / expected).ln() / FREEDOM;
            let score = next[self.count] - off * off / 2.0;
            if sections >= fewest.min(most) && score > best.0 {
                best = (score, sections);
            }
            reached = next;
            before.push(came);
        }
        let mut starts = Vec::new();
        let mut at = self.count;
        for came in before.iter().take(best.1).rev() {
            at = came[at];
            starts.push(at);
        }
        starts.reverse();
        if starts.first() == Some(&0) { starts } else { vec![0] }
    }
}
