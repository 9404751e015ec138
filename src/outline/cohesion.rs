//! Lexical cohesion: how well the words of a stretch go together.
//!
//! A stretch is likely where it says the same things again: its words are taken for draws from an urn of its own, of
//! which nothing is known beforehand (Dirichlet-multinomial; Utiyama and Isahara 2001, Eisenstein and Barzilay 2008).

use super::words::Words;
use crate::outline::units::Units;

/// How evenly words are expected before any is heard: the smaller, the more a stretch is held to a few words.
const ALPHA: f32 = 0.2;

/// The content words of some units, and the logarithms that are needed again and again.
pub struct Cohesion {
    stems: Vec<u32>,
    /// Where each unit's words begin among `stems`, and their end.
    starts: Vec<usize>,
    /// `ln(count + ALPHA)`, by count.
    again: Vec<f32>,
    /// `ln(count + vocabulary * ALPHA)`, by count.
    any: Vec<f32>,
    vocabulary: usize,
}

impl Cohesion {
    pub fn of(words: &Words, units: &Units) -> Self {
        let mut stems = Vec::new();
        let mut starts = vec![0];
        let mut numbers = vec![u32::MAX; words.stems.len()];
        let mut vocabulary = 0;
        for unit in &units.all {
            for token in &words.tokens[unit.tokens.clone()] {
                let Some(stem) = words.stem(*token) else { continue };
                let number = &mut numbers[stem as usize];
                if *number == u32::MAX {
                    *number = vocabulary;
                    vocabulary += 1;
                }
                stems.push(*number);
            }
            starts.push(stems.len());
        }
        let vocabulary = vocabulary as usize;
        let table = |more: f32| (0..=stems.len()).map(|count| (count as f32 + more).ln()).collect();
        Self { again: table(ALPHA), any: table(vocabulary as f32 * ALPHA), stems, starts, vocabulary }
    }

    /// The log likelihood of the words from unit `from` to each of the units `ends`, which are in order.
    pub fn likelihoods(
        &self,
        from: usize,
        ends: &[usize],
        counts: &mut Vec<u32>,
        tell: &mut impl FnMut(f32),
    ) {
        counts.clear();
        counts.resize(self.vocabulary, 0);
        let place = |unit: usize| self.starts[unit.min(self.starts.len() - 1)];
        let (mut at, mut sum) = (place(from), 0.0f64);
        let start = at;
        for &end in ends {
            let end = place(end);
            for stem in self.stems.get(at..end).unwrap_or(&[]) {
                let count = &mut counts[*stem as usize];
                sum += f64::from(self.again[*count as usize] - self.any[at - start]);
                *count += 1;
                at += 1;
            }
            tell(sum as f32);
        }
    }
}
