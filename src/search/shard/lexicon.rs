//! The different words of a shard, and what is known of each.

use crate::search::sound::Sound;
use crate::search::tongue::Tongues;
use crate::search::vocabulary::Term;

/// The different words of a shard; the commoner a word, the smaller its number.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The words, a line each, and where each line ends.
    pub(super) letters: String,
    pub(super) ends: Vec<u32>,
    pub(super) facts: Vec<WordFacts>,
    /// Of each word a bit for every letter that is in it, and how many there are: most words that differ too much
    /// from another are told by these alone.
    pub(super) letters_of: Vec<u32>,
    pub(super) lengths: Vec<u8>,
    /// How each word sounds, as `Sound::bits`.
    pub(super) sounds: Vec<u32>,
    /// Stems with the words that have them, sorted.
    pub stems: Vec<(u32, Term)>,
    /// The languages that are spoken.
    pub tongues: Tongues,
    /// All words in alphabetical order; made when first asked for.
    pub(super) sorted: std::sync::OnceLock<Vec<Term>>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordFacts {
    /// In how many blocks.
    pub blocks: u32,
    /// Where its postings begin, and how many bytes they have.
    pub at: u32,
    pub length: u32,
}

/// How a word looks from afar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looks {
    pub letters: u32,
    pub length: u8,
}

impl Lexicon {
    /// Adds the next word.
    pub fn push(&mut self, word: &str, facts: WordFacts, sound: Option<Sound>) -> Term {
        self.letters.push_str(word);
        self.letters.push('\n');
        self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.facts.push(facts);
        let looks = Looks::of(word);
        self.letters_of.push(looks.letters);
        self.lengths.push(looks.length);
        self.sounds.push(sound.map_or(0, Sound::bits));
        u32::try_from(self.facts.len() - 1).unwrap_or(u32::MAX)
    }

    /// How many words there are.
    pub fn count(&self) -> usize {
        self.facts.len()
    }

    pub fn word(&self, term: Term) -> &str {
        let end = |n: usize| self.ends.get(n).map_or(0, |&end| end as usize);
        let term = term as usize;
        let line = self.letters.get(term.checked_sub(1).map_or(0, end)..end(term));
        line.and_then(|line| line.strip_suffix('\n')).unwrap_or("")
    }

    pub fn facts(&self, term: Term) -> WordFacts {
        self.facts.get(term as usize).copied().unwrap_or_default()
    }

    /// How many letters a word has.
    pub fn length(&self, term: Term) -> u8 {
        self.lengths.get(term as usize).copied().unwrap_or_default()
    }

    /// The number of a word.
    pub fn find(&self, word: &str) -> Option<Term> {
        let at = self.sorted().partition_point(|&term| self.word(term) < word);
        self.sorted().get(at).copied().filter(|&term| self.word(term) == word)
    }

    /// The words that begin with `start`, in alphabetical order.
    pub fn beginning(&self, start: &str) -> &[Term] {
        let from = self.sorted().partition_point(|&term| self.word(term) < start);
        let rest = self.sorted().get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|&term| self.word(term).starts_with(start))).unwrap_or_default()
    }

    /// The words of a stem.
    pub fn of_stem(&self, stem: u32) -> impl Iterator<Item = Term> {
        let from = self.stems.partition_point(|&(known, _)| known < stem);
        self.stems.iter().skip(from).take_while(move |(known, _)| *known == stem).map(|&(_, term)| term)
    }

    /// The words that may look like one that looks so, with at most `most` letters changed.
    pub fn looking_like(&self, looks: Looks, most: u8) -> impl Iterator<Item = Term> {
        // A change takes one letter away at most, and brings another.
        let near = move |letters: u32, length: u8| {
            length.abs_diff(looks.length) <= most
                && has_at_most(most, letters & !looks.letters)
                && has_at_most(most, looks.letters & !letters)
        };
        let all = (0..).zip(self.letters_of.iter().zip(&self.lengths));
        all.filter(move |&(_, (&letters, &length))| near(letters, length)).map(|(term, _)| term)
    }

    /// The words that sound the same.
    pub fn sounding(&self, sound: Sound) -> impl Iterator<Item = Term> {
        let bits = sound.bits();
        (0..).zip(&self.sounds).filter(move |&(_, &known)| known == bits).map(|(term, _)| term)
    }

    /// The words that sound alike, with how many errors there are between their sounds.
    pub fn sounding_like(&self, sound: Sound) -> impl Iterator<Item = (Term, usize)> {
        let all = (0..).zip(&self.sounds);
        all.filter_map(move |(term, &bits)| Some((term, Sound::from_bits(bits)?.errors(sound)?)))
    }

    pub(super) fn sorted(&self) -> &[Term] {
        self.sorted.get_or_init(|| {
            let mut all: Vec<Term> = (0..).take(self.count()).collect();
            all.sort_unstable_by_key(|&term| self.word(term));
            all
        })
    }
}

/// Whether no more bits than that are set. (For a few, this is quicker than counting them all.)
fn has_at_most(most: u8, mut bits: u32) -> bool {
    for _ in 0..most {
        // Takes the lowest away.
        bits &= bits.wrapping_sub(1);
    }
    bits == 0
}

impl Looks {
    pub fn of(word: &str) -> Self {
        let letters = word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 32));
        Self { letters, length: u8::try_from(word.chars().count()).unwrap_or(u8::MAX) }
    }
}
