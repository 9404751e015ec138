//! Where the things that were asked stand in a talk.

use std::ops::Range;

use super::passage::whole;
use super::query::{Phrase, Query};
use super::words::{Said, Words};

/// More hesitations and repeats in a row than this are no slip of the tongue.
const PATIENCE: usize = 8;

/// A place where one of the things that were asked stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Which of the things.
    pub asked: u8,
    /// Its first and last word, counted from the talk's beginning.
    pub first: u32,
    pub last: u32,
    /// The words before it that count (hesitations and repeats do not), and those up to its end.
    pub before: u32,
    pub through: u32,
    /// 1.0, or less where it is a word that only begins with what was typed.
    pub fit: f32,
}

/// The numbers in the vocabulary by which each word of a phrase may be met.
type Sought = Vec<Range<u32>>;

/// All places, in the talk's order. One walk along the words, however many things are asked.
pub(super) fn places(words: &Words, query: &Query) -> Vec<Place> {
    let sought: Vec<Sought> = query.asked().iter().map(|phrase| numbers(words, phrase)).collect();
    let begins = beginnings(words, &sought);
    let mut places = Vec::new();
    let (mut counted, mut before) = (0, None);
    for (at, said) in words.said().iter().enumerate() {
        // A word said once more stands where it stood the first time.
        let repeats = u32::from(said.is_passed_over() && before == Some(said.number()));
        let mut begun = begins.get(said.number() as usize).copied().unwrap_or(0);
        while begun != 0 {
            let asked = begun.trailing_zeros() as usize;
            begun &= begun - 1;
            if let Some(last) = follow(words.said(), at, &sought[asked]) {
                let inside = words.said()[at..=last].iter().filter(|said| !said.is_passed_over()).count();
                places.push(Place {
                    asked: u8::try_from(asked).unwrap_or(u8::MAX),
                    first: whole(at),
                    last: whole(last),
                    before: counted - repeats,
                    through: counted + whole(inside),
                    fit: fit(words, &query.asked()[asked], words.said()[last]),
                });
            }
        }
        if !said.is_passed_over() {
            counted += 1;
            before = Some(said.number());
        }
    }
    places
}

fn numbers(words: &Words, phrase: &Phrase) -> Sought {
    let last = phrase.words.len().saturating_sub(1);
    let each = phrase.words.iter().enumerate();
    each.map(|(n, word)| words.numbers(word, phrase.unfinished && n == last)).collect()
}

/// For each word of the vocabulary a bit for each thing that begins with it. There are at most 64 things.
fn beginnings(words: &Words, sought: &[Sought]) -> Vec<u64> {
    let mut begins = vec![0; words.different()];
    for (n, phrase) in sought.iter().enumerate() {
        let Some(first) = phrase.first().filter(|_| !phrase.iter().any(Range::is_empty)) else { continue };
        for begun in &mut begins[first.start as usize..first.end as usize] {
            *begun |= 1_u64 << n;
        }
    }
    begins
}

/// The last word of a phrase that begins at `at`, where it stands there to its end.
fn follow(said: &[Said], at: usize, phrase: &Sought) -> Option<usize> {
    let mut last = at;
    for numbers in phrase.iter().skip(1) {
        let after = said.get(last + 1..)?.iter().take(PATIENCE);
        let passed =
            after.take_while(|said| said.is_passed_over() && !numbers.contains(&said.number())).count();
        last += 1 + passed;
        if !numbers.contains(&said.get(last)?.number()) {
            return None;
        }
    }
    Some(last)
}

/// How well a word is met by what was typed of it; a letter or two say little, but they say something.
fn fit(words: &Words, phrase: &Phrase, met: Said) -> f32 {
    let (true, Some(typed)) = (phrase.unfinished, phrase.words.last()) else { return 1.0 };
    let length = |word: &str| f32::from(u16::try_from(word.len()).unwrap_or(u16::MAX));
    0.75 + 0.25 * length(typed) / length(words.letters(met.number()))
}
