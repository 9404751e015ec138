//! Which words of a shard a typed word may mean, and how like it each is.

use rustc_hash::FxHashMap;

use super::distance::distance;
use super::query::Word;
use super::shard::{Looks, Shard};
use super::sound::Sound;
use super::synonyms::synonyms;
use super::tongue::Tongue;
use super::vocabulary::Term;

/// A word that a typed word may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alike {
    pub term: Term,
    /// 1.0 for the word itself.
    pub similarity: f32,
}

/// Another form of the word.
const STEM: f32 = 0.95;
/// What one wrong letter takes off a word of one letter; off longer ones as much less.
const ERROR: f32 = 1.15;
/// Words less alike than this are other words.
const LEAST_BY_LETTERS: f32 = 0.6;
/// The most that words are alike that only sound so.
const SOUND: f32 = 0.85;
const LEAST_BY_SOUND: f32 = 0.5;
/// Sounds of fewer consonants are so short that with one error they are those of too many words.
const CONSONANTS_FOR_AN_ERROR: usize = 4;
/// How much further slips and sounds are from a word that is said in at least [`SEEN`] blocks; `costly` is not `still`,
/// but `Claude` may be `cloud`.
const KNOWN: f32 = 2.0;
const SEEN: u32 = 3;
/// Two words typed that are one in the transcript may have a slip in them, if they are this long.
const LONG: usize = 8;
const LEAST_JOINED: f32 = 0.8;
const SHORTEST_JOINED: usize = 5;
/// An unfinished word may become one of so many; the commonest are taken.
const MOST_BEGINNINGS: usize = 3000;

/// The words that a typed word may mean:
///
/// | by | alike |
/// |---|---|
/// | being it | 1.0 |
/// | the same stem | 0.95 |
/// | beginning with it, where it is being typed | 0.75, and up to 0.25 for how much of it is typed |
/// | other spellings, irregular forms, synonyms (English) | 0.95, 0.9, 0.65 |
/// | a slip of the finger: one letter below five letters, two below eight, else three | 1 − 1.15 × errors ⁄ letters |
/// | its sound (English), with one error where there are four consonants | up to 0.85 |
///
/// A word that is said in these talks was hardly mistyped: what is like it by slips and sounds alone is then taken to
/// be twice as far from it ([`KNOWN`]).
pub fn alike(shard: &Shard, word: &Word) -> Vec<Alike> {
    let lexicon = &shard.lexicon;
    let typed = word.letters.as_str();
    let mut found = Found::default();
    if let Some(term) = lexicon.find(typed) {
        found.keep(term, 1.0);
    }
    if word.unfinished {
        beginnings(shard, typed, &mut found);
    }
    if !word.exact {
        stems(shard, typed, &mut found);
        // A number is itself or another.
        if !typed.contains(|c: char| c.is_ascii_digit()) {
            let is_said = |term: Term| lexicon.facts(term).blocks >= SEEN;
            // What begins a word that is said was hardly mistyped either.
            let known = lexicon.find(typed).is_some_and(is_said)
                || word.unfinished && lexicon.beginning(typed).iter().any(|&term| is_said(term));
            let mut slips = Found::default();
            // What would be less than another word in the end is not looked for.
            let least = if known { 1.0 - (1.0 - LEAST_BY_SOUND) / KNOWN } else { 0.0 };
            misspelt(shard, typed, least.max(LEAST_BY_LETTERS), &mut slips);
            misheard(shard, typed, least.max(LEAST_BY_SOUND), &mut slips);
            slips.0.retain(|_, similarity| {
                *similarity = if known { 1.0 - (1.0 - *similarity) * KNOWN } else { *similarity };
                *similarity >= LEAST_BY_SOUND
            });
            slips.0.into_iter().for_each(|(term, similarity)| found.keep(term, similarity));
        }
    }
    found.all()
}

/// The words that two typed words may be when written as one.
pub fn joined(shard: &Shard, one: &str, other: &Word) -> Vec<Alike> {
    let both = format!("{one}{}", other.letters);
    let mut found = Found::default();
    if both.len() < SHORTEST_JOINED {
        return Vec::new();
    }
    if let Some(term) = shard.lexicon.find(&both) {
        found.keep(term, 1.0);
    }
    for tongue in Tongue::all(shard.lexicon.tongues) {
        shard.lexicon.of_stem(tongue.stem(&both)).for_each(|term| found.keep(term, STEM));
    }
    // A slip in what is still being typed is no slip yet.
    if !other.unfinished && both.len() >= LONG && !both.contains(|c: char| c.is_ascii_digit()) {
        misspelt(shard, &both, LEAST_JOINED, &mut found);
    }
    found.all()
}

#[derive(Default)]
struct Found(FxHashMap<Term, f32>);

impl Found {
    fn keep(&mut self, term: Term, similarity: f32) {
        let known = self.0.entry(term).or_insert(0.0);
        *known = known.max(similarity);
    }

    fn all(self) -> Vec<Alike> {
        let mut all: Vec<Alike> =
            self.0.into_iter().map(|(term, similarity)| Alike { term, similarity }).collect();
        all.sort_unstable_by_key(|alike| alike.term);
        all
    }
}

fn beginnings(shard: &Shard, typed: &str, found: &mut Found) {
    let mut terms = shard.lexicon.beginning(typed).to_vec();
    if terms.len() > MOST_BEGINNINGS {
        // The smaller a word's number, the commoner it is.
        terms.select_nth_unstable(MOST_BEGINNINGS);
        terms.truncate(MOST_BEGINNINGS);
    }
    for term in terms {
        let whole = shard.lexicon.word(term).len().max(1);
        found.keep(term, 0.75 + 0.25 * typed.len() as f32 / whole as f32);
    }
}

fn stems(shard: &Shard, typed: &str, found: &mut Found) {
    for tongue in Tongue::all(shard.lexicon.tongues) {
        let stem = tongue.stem(typed);
        shard.lexicon.of_stem(stem).for_each(|term| found.keep(term, STEM));
        if tongue == Tongue::ENGLISH {
            for (other, similarity) in synonyms(stem) {
                shard.lexicon.of_stem(other).for_each(|term| found.keep(term, similarity));
            }
        }
    }
}

fn misspelt(shard: &Shard, typed: &str, least: f32, found: &mut Found) {
    let looks = Looks::of(typed);
    let most = match looks.length {
        0..=2 => return,
        3..=4 => 1,
        5..=7 => 2,
        _ => 3,
    };
    // Against the longest word that may be meant.
    let most = most.min(((1.0 - least) / ERROR * f32::from(looks.length + most)) as u8);
    for term in shard.lexicon.looking_like(looks, most) {
        let Some(errors) = distance(typed, shard.lexicon.word(term), usize::from(most)) else { continue };
        let longest = looks.length.max(shard.lexicon.length(term));
        let similarity = 1.0 - ERROR * errors as f32 / f32::from(longest);
        if similarity >= least {
            found.keep(term, similarity);
        }
    }
}

fn misheard(shard: &Shard, typed: &str, least: f32, found: &mut Found) {
    let Some(sound) = Sound::of(typed) else { return };
    let length = f32::from(Looks::of(typed).length);
    let alike = |errors: f32| SOUND * (1.0 - 0.5 * errors / sound.len() as f32);
    let mut keep = |term: Term, errors: f32| {
        let other = f32::from(shard.lexicon.length(term));
        let as_long = length.min(other) / length.max(other);
        let similarity = alike(errors) * as_long.sqrt();
        if similarity >= least {
            found.keep(term, similarity);
        }
    };
    if sound.len() < CONSONANTS_FOR_AN_ERROR || alike(1.0) < least {
        shard.lexicon.sounding(sound).for_each(|term| keep(term, 0.0));
    } else {
        shard.lexicon.sounding_like(sound).for_each(|(term, errors)| keep(term, errors as f32));
    }
}
