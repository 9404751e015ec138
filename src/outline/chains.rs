//! Lexical chains: which words of a talk come up at a place, which are left behind, and which go on over it.
//!
//! A word that is said again before long makes a link; few links stand over a place where the subject changes (Morris and
//! Hirst, *Lexical Cohesion Computed by Thesaural Relations*, 1991; Galley et al., *Discourse Segmentation of Multi-Party
//! Conversation*, ACL 2003).

use super::units::Units;
use super::words::Words;

/// What is told of each place, in this order; these are the names that the table of weights has.
pub const NAMES: [&str; 6] =
    ["comes up", "comes up later", "is left", "was left", "goes on over", "goes on closely"];

/// The same word further on than this belongs to another chain.
const REACH: usize = 500;
/// A link over no more words than these is a close one.
const CLOSE: usize = 80;
/// How many words before and behind a place are heard: those next to it, and some more.
const NEXT: usize = 60;
const AROUND: usize = 180;
/// What is so many deviations from the usual is no more telling than this.
const FURTHEST: f32 = 3.0;

type Told = [f32; NAMES.len()];

/// For each unit how much is the case, in deviations from what is usual in the talk.
pub fn told(words: &Words, units: &Units) -> Vec<Told> {
    let first = units.all.first().map_or(0, |unit| unit.tokens.start);
    let end = units.all.last().map_or(0, |unit| unit.tokens.end);
    let chains = Chains::of(words, first, end);
    let mut all: Vec<Told> = units.all.iter().map(|unit| chains.tell(unit.tokens.start - first)).collect();
    for which in 0..NAMES.len() {
        let open = all.iter().zip(&units.all).skip(1).filter(|(_, unit)| unit.opens);
        let usual: Vec<f32> = open.map(|(told, _)| told[which]).collect();
        let count = usual.len().max(1) as f32;
        let mean = usual.iter().sum::<f32>() / count;
        let spread = (usual.iter().map(|much| (much - mean).powi(2)).sum::<f32>() / count).sqrt().max(1e-3);
        for told in &mut all {
            told[which] = ((told[which] - mean) / spread).clamp(-FURTHEST, FURTHEST);
        }
    }
    all
}

/// The chains of a stretch; how many begin and end before each of its words, and how many links stand over it.
struct Chains {
    begun: Vec<i32>,
    ended: Vec<i32>,
    over: Vec<i32>,
    close: Vec<i32>,
}

impl Chains {
    fn of(words: &Words, first: usize, end: usize) -> Self {
        let tokens = words.tokens.get(first..end).unwrap_or(&[]);
        let none = || vec![0i32; tokens.len() + 1];
        let mut chains = Self { begun: none(), ended: none(), over: none(), close: none() };
        // Of each stem where it was said last, and whether a link led there.
        let mut latest: Vec<Option<(usize, bool)>> = vec![None; words.stems.len()];
        for (at, token) in tokens.iter().enumerate() {
            let Some(stem) = words.stem(*token) else { continue };
            let before = latest[stem as usize].replace((at, false));
            let Some((before, linked)) = before else { continue };
            if at - before > REACH {
                // What is said once is no chain.
                chains.ended[before + 1] += i32::from(linked);
                continue;
            }
            latest[stem as usize] = Some((at, true));
            chains.begun[before + 1] += i32::from(!linked);
            link(&mut chains.over, before, at);
            if at - before <= CLOSE {
                link(&mut chains.close, before, at);
            }
        }
        for (at, _) in latest.into_iter().flatten().filter(|(_, linked)| *linked) {
            chains.ended[at + 1] += 1;
        }
        for counts in [&mut chains.begun, &mut chains.ended, &mut chains.over, &mut chains.close] {
            let mut sum = 0;
            for count in counts {
                sum += *count;
                *count = sum;
            }
        }
        chains
    }

    /// What is the case before a word.
    fn tell(&self, at: usize) -> Told {
        let behind = |side: usize| rate(&self.begun, at, at + side);
        let before = |side: usize| rate(&self.ended, at.saturating_sub(side), at);
        let count = |of: &[i32]| of.get(at).map_or(0.0, |count| *count as f32);
        [behind(NEXT), behind(AROUND), before(NEXT), before(AROUND), count(&self.over), count(&self.close)]
    }
}

/// A link stands over all places behind one word and up to another.
fn link(over: &mut [i32], from: usize, to: usize) {
    over[from + 1] += 1;
    over[to + 1] -= 1;
}

/// How many a word, from one to another.
fn rate(sums: &[i32], from: usize, to: usize) -> f32 {
    let last = sums.len() - 1;
    let (from, to) = (from.min(last), to.min(last));
    (sums[to] - sums[from]) as f32 / (to - from).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Talk;

    #[test]
    fn chains_begin_and_end_and_stand_over_places() {
        let text = "walrus tusk walrus tusk glacier moraine glacier kite".to_owned();
        let words = Words::of(&Talk { text, language: Some("en".to_owned()), ..Talk::default() });
        let chains = Chains::of(&words, 0, words.tokens.len());
        assert_eq!(chains.begun, [0, 1, 2, 2, 2, 3, 3, 3, 3]);
        assert_eq!(chains.ended, [0, 0, 0, 1, 2, 2, 2, 3, 3]);
        assert_eq!(chains.over, [0, 1, 2, 1, 0, 1, 1, 0, 0]);
        assert_eq!(chains.close, chains.over);
        let [comes_up, _, is_left, _, goes_on, _] = chains.tell(4);
        assert!((comes_up - 0.25).abs() < 0.01 && (is_left - 0.5).abs() < 0.01 && goes_on.abs() < 0.01);
    }

    #[test]
    fn nothing_is_told_of_nothing() {
        assert!(told(&Words::default(), &Units::default()).is_empty());
    }
}
