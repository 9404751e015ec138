//! The measures by which one division of a talk is held against another.

use std::collections::BTreeSet;

use super::talks::Chaptered;

#[derive(Debug, Clone, Copy)]
pub struct Measures {
    /// How often two units half a section apart are wrongly taken for one section's or for two's. (Beeferman 1999.)
    pub pk: f64,
    /// The same for how many sections begin between the two. (Pevzner and Hearst 2002.)
    pub wd: f64,
    /// F1 of the beginnings, at most two units away.
    pub units: f64,
    /// F1 of the beginnings, at most 3 % of the words away.
    pub share: f64,
    /// Sections found for each true one.
    pub count: f64,
}

impl Measures {
    pub fn of(talk: &Chaptered, found: &[usize]) -> Self {
        let count = talk.words.len();
        let inner =
            |all: &[usize]| all.iter().copied().filter(|at| *at > 0 && *at < count).collect::<BTreeSet<_>>();
        let (wanted, found) = (inner(&talk.boundaries), inner(found));
        let mut before = vec![0usize];
        talk.words.iter().for_each(|words| before.push(before[before.len() - 1] + words));
        let (pk, wd) = windows(&wanted, &found, count);
        let within = 0.03 * before[count] as f64;
        Self {
            pk,
            wd,
            units: f1(&wanted, &found, 2.0, |at| at as f64),
            share: f1(&wanted, &found, within, |at| before[at] as f64),
            count: (found.len() + 1) as f64 / (wanted.len() + 1) as f64,
        }
    }
}

fn windows(wanted: &BTreeSet<usize>, found: &BTreeSet<usize>, count: usize) -> (f64, f64) {
    // Python, in which the measures are commonly written, rounds halves to even.
    let half = count as f64 / (wanted.len() + 1) as f64 / 2.0;
    let window = (half.round_ties_even() as usize).max(2);
    if count <= window {
        return (0.0, 0.0);
    }
    let between = |all: &BTreeSet<usize>, at: usize| all.range(at + 1..=at + window).count();
    let pairs: Vec<_> = (0..count - window).map(|at| (between(wanted, at), between(found, at))).collect();
    let share = |wrong: usize| wrong as f64 / pairs.len() as f64;
    (
        share(pairs.iter().filter(|(a, b)| (*a == 0) != (*b == 0)).count()),
        share(pairs.iter().filter(|(a, b)| a != b).count()),
    )
}

fn f1(wanted: &BTreeSet<usize>, found: &BTreeSet<usize>, within: f64, place: impl Fn(usize) -> f64) -> f64 {
    let all = wanted.len() + found.len();
    let (mut a, mut b) = (wanted.iter().peekable(), found.iter().peekable());
    let mut met = 0;
    while let (Some(&&left), Some(&&right)) = (a.peek(), b.peek()) {
        let (l, r) = (place(left), place(right));
        let near = (l - r).abs() <= within;
        met += usize::from(near);
        if near || l < r {
            a.next();
        }
        if near || l >= r {
            b.next();
        }
    }
    if all == 0 { 1.0 } else { 2.0 * f64::from(u32::try_from(met).unwrap()) / all as f64 }
}

/// Words that say nothing of what a title is about.
const SMALL: &str = "a an the and or but of to in on at for with from by as is are was were be it its this that these those \
    what how why when where who which do does did not no i you we they he she my your our their me us so if then than \
    about into out up can could will would should have has had";

/// Whether two titles share a word that says something; None where the human one has no such word.
pub fn shares_a_word(human: &str, title: &str) -> Option<bool> {
    let words = |text: &str| -> BTreeSet<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        parts.filter(|w| w.chars().count() > 1 && !SMALL.split_whitespace().any(|small| small == w)).collect()
    };
    let human = words(human);
    (!human.is_empty()).then(|| !human.is_disjoint(&words(title)))
}
