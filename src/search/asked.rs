//! A query as a shard understands it: which of the shard's words each asked word may mean, and what each tells.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::align::{Met, ORDER, together};
use super::alike::{Alike, alike, joined};
use super::query::{Query, Word};
use super::shard::Shard;
use super::tongue::{Tongue, is_small};
use super::vocabulary::Term;

/// What a small word tells, for a word that tells something: it decides between near twins.
const SMALL: f32 = 0.5;
/// What a word tells that nobody says, nor any like it.
const UNSEEN: f32 = 0.6;
/// The least that a word tells.
const LEAST: f32 = 0.02;
/// Two words for one, or one for two (`deep seek`), are nearly the word itself.
const JOINED: f32 = 0.9;
/// A small word is only ever itself; `then` is not `than`.
const SMALL_LEAST: f32 = 0.9;
/// What a word counts for that is not said but stands in the title or is a speaker's name.
const IN_HEADER: f32 = 0.6;
/// The same, where so many talks of the shard have it that it hardly tells them apart.
const IN_MANY_HEADERS: f32 = 0.3;
const MANY_HEADERS: usize = 40;
/// A word of a header has to be met nearly as it is.
const LEAST_IN_HEADER: f32 = 0.8;
/// While it is typed, six tenths of it have to be there: `sta` is in hundreds of titles.
const LEAST_BEGUN_IN_HEADER: f32 = 0.9;
/// The shortest word that may have been written as two.
const SHORTEST_SPLIT: usize = 5;

/// A query as a shard understands it.
pub struct Asked {
    /// Of each asked word, what it tells: 1.0 for the rarest.
    pub weights: Vec<f32>,
    pub is_small: Vec<bool>,
    /// Of each asked word, the place where it was asked first: `to be or not to be`.
    pub first_places: Vec<usize>,
    /// Which asked words (their places) a word of the shard may be, and how like it each is.
    meant: Vec<(Term, u8, f32)>,
    /// The same, for a word that has to be followed by another.
    split: FxHashMap<Term, Vec<(Term, u8)>>,
    /// A bit for each word of the shard that is in one of these: most are not.
    any: Vec<u64>,
    /// Of each asked word, the words that it may be.
    pub alike: Vec<Arc<Vec<Alike>>>,
    /// Words that two asked words may have been written as: the place of the first, and the word.
    pub joins: Vec<(u8, Alike)>,
    /// What each asked word counts for in all of a talk, of the talks in whose headers any of them stands.
    headers: FxHashMap<u32, Vec<f32>>,
    /// Ranges of asked words that must stand one after another.
    phrases: Vec<Range<usize>>,
    /// Asked words that must be there.
    needed: Vec<u8>,
    /// Words that must not be there.
    without: Vec<Term>,
}

/// What each word of a query tells, over all shards.
pub fn weights(shards: &[&Shard], query: &Query, alike: &[Vec<Arc<Vec<Alike>>>]) -> Vec<f32> {
    let all: usize = shards.iter().map(|shard| shard.blocks()).sum();
    let told = |at: usize, letters: &str| {
        let in_blocks = |pick: &dyn Fn(&Shard, &[Alike]) -> Option<Term>| -> u32 {
            shards
                .iter()
                .zip(alike)
                .filter_map(|(shard, alike)| {
                    pick(shard, alike.get(at)?).map(|term| shard.lexicon.facts(term).blocks)
                })
                .sum()
        };
        let own = in_blocks(&|shard, _| shard.lexicon.find(letters));
        let near = || {
            in_blocks(&|_, alike| {
                alike.iter().max_by(|a, b| a.similarity.total_cmp(&b.similarity)).map(|a| a.term)
            })
        };
        let blocks = if own > 0 { own } else { near() };
        let weight = if blocks == 0 { UNSEEN } else { rarity(blocks, all) };
        if is_small(letters) { weight * SMALL } else { weight }
    };
    query.words().iter().enumerate().map(|(at, word)| told(at, &word.letters)).collect()
}

/// How much a word tells that is in so many blocks of all: the logarithm of how rare it is, for that of the rarest.
/// (Inverse document frequency, Karen Spärck Jones, 1972, with blocks for documents.)
fn rarity(blocks: u32, all: usize) -> f32 {
    let all = all as f32 + 1.0;
    ((all / (blocks as f32 + 0.5)).ln() / all.ln()).clamp(LEAST, 1.0)
}

impl Asked {
    /// What a shard's words mean to a query; `alike` as [`meanings`] gave it for this shard.
    pub fn new(shard: &Shard, query: &Query, weights: &[f32], alike: Vec<Arc<Vec<Alike>>>) -> Self {
        let mut asked = Self {
            weights: weights.to_vec(),
            is_small: query.words().iter().map(|word| is_small(&word.letters)).collect(),
            first_places: query
                .words()
                .iter()
                .map(|word| query.words().iter().position(|first| first.letters == word.letters).unwrap_or(0))
                .collect(),
            meant: Vec::new(),
            split: FxHashMap::default(),
            any: vec![0; shard.lexicon.count().div_ceil(64)],
            alike,
            joins: joins(shard, query),
            headers: FxHashMap::default(),
            phrases: query.phrases().to_vec(),
            needed: (0..).zip(query.words()).filter(|(_, word)| word.exact).map(|(place, _)| place).collect(),
            without: query.without().iter().flat_map(|word| forms(shard, word)).collect(),
        };
        for (place, alike) in (0..).zip(asked.alike.clone()) {
            alike.iter().for_each(|own| asked.mean(place, *own));
        }
        for (place, own) in asked.joins.clone() {
            asked.mean(place, own);
            asked.mean(place + 1, own);
        }
        asked.split_words(shard, query);
        asked.read_headers(shard, query);
        // Of one word that was meant twice for one place, the likest counts.
        asked.meant.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        asked.meant.dedup_by_key(|meant| (meant.0, meant.1));
        for &term in asked.meant.iter().map(|(term, ..)| term).chain(asked.split.keys()) {
            if let Some(bits) = asked.any.get_mut(term as usize / 64) {
                *bits |= 1 << (term % 64);
            }
        }
        asked
    }

    /// A word of the shard may be an asked one.
    fn mean(&mut self, place: u8, own: Alike) {
        self.meant.push((own.term, place, own.similarity));
    }

    fn read_headers(&mut self, shard: &Shard, query: &Query) {
        let tells = |place: usize| !self.is_small[place] && !query.words()[place].is_hardly_begun();
        for (place, alike) in self.alike.iter().enumerate().filter(|(place, _)| tells(*place)) {
            let least = if query.words()[place].unfinished { LEAST_BEGUN_IN_HEADER } else { LEAST_IN_HEADER };
            for own in alike.iter().filter(|own| own.similarity >= least) {
                let talks = shard.headers_with(own.term);
                let counts = if talks.len() >= MANY_HEADERS { IN_MANY_HEADERS } else { IN_HEADER };
                for &talk in talks {
                    let header = self.headers.entry(talk).or_insert_with(|| vec![0.0; self.weights.len()]);
                    header[place] = header[place].max(own.similarity * counts);
                }
            }
        }
    }

    /// What each asked word counts for in all of a talk: something where it stands in its header.
    pub fn header(&self, talk: usize) -> Option<&[f32]> {
        self.headers.get(&u32::try_from(talk).ok()?).map(Vec::as_slice)
    }

    /// The talks in whose headers an asked word stands, and what it counts for there.
    pub fn headers_with(&self, place: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.headers
            .iter()
            .map(move |(&talk, header)| (talk as usize, header[place]))
            .filter(|(_, share)| *share > 0.0)
    }

    /// A word may have been written as two: `gigahertz` as `giga hertz`.
    fn split_words(&mut self, shard: &Shard, query: &Query) {
        for (place, word) in (0..).zip(query.words()) {
            if word.exact || word.letters.len() < SHORTEST_SPLIT || !word.letters.is_ascii() {
                continue;
            }
            for at in 2..word.letters.len() - 1 {
                let (one, other) = word.letters.split_at(at);
                if let (Some(one), Some(other)) = (shard.lexicon.find(one), shard.lexicon.find(other)) {
                    self.split.entry(one).or_default().push((other, place));
                }
            }
        }
    }

    /// Which asked words a word may be: their places and how like it each is.
    pub fn meant(&self, term: Term) -> impl Iterator<Item = (u8, f32)> + '_ {
        let any = if self.is_any(term) { self.meant.as_slice() } else { &[] };
        let from = any.partition_point(|(own, ..)| *own < term);
        let own = any.iter().skip(from).take_while(move |(own, ..)| *own == term);
        own.map(|&(_, place, similarity)| (place, similarity))
    }

    /// Which asked words two words together may be.
    pub fn meant_by_two(&self, one: Term, other: Term) -> impl Iterator<Item = (u8, f32)> + '_ {
        let all = self.is_any(one).then(|| self.split.get(&one)).flatten().into_iter().flatten();
        all.filter(move |(next, _)| *next == other).map(|&(_, place)| (place, JOINED))
    }

    fn is_any(&self, term: Term) -> bool {
        self.any.get(term as usize / 64).is_some_and(|bits| bits & 1 << (term % 64) != 0)
    }

    /// The pairs of words that a word may have been written as.
    pub fn pairs(&self, place: u8) -> impl Iterator<Item = (Term, Term)> + '_ {
        let all = self
            .split
            .iter()
            .flat_map(|(&one, others)| others.iter().map(move |&(other, at)| (one, other, at)));
        all.filter(move |&(.., at)| at == place).map(|(one, other, _)| (one, other))
    }

    /// Leaves of what was met only what may count: words of phrases where all of the phrase stands. Whether
    /// everything is there that must be.
    pub fn allows(&self, met: &mut Vec<Met>) -> bool {
        for phrase in &self.phrases {
            let places: Vec<(u32, usize)> = met.iter().map(|met| (met.at, usize::from(met.place))).collect();
            let begins =
                |at: u32| (0..).zip(phrase.clone()).all(|(n, place)| places.contains(&(at + n, place)));
            met.retain(|met| {
                let place = usize::from(met.place);
                let before = place.checked_sub(phrase.start).and_then(|n| u32::try_from(n).ok());
                !phrase.contains(&place) || before.and_then(|n| met.at.checked_sub(n)).is_some_and(begins)
            });
        }
        self.needed.iter().all(|place| met.iter().any(|met| met.place == *place))
    }

    /// Whether there are words that must not be there.
    pub fn forbids_any(&self) -> bool {
        !self.without.is_empty()
    }

    /// Whether a word must not be there.
    pub fn forbids(&self, term: Term) -> bool {
        self.without.contains(&term)
    }

    /// What a passage may score at most in which words of this weight are met.
    pub fn most_for(&self, met: f32) -> f32 {
        let together = together(&self.weights);
        ORDER * (met + together) / (self.total() + together) + (1.0 - ORDER) * met / self.total()
    }

    /// Whether all that was asked is so common that only long postings tell where it is.
    pub fn is_all_common(&self, shard: &Shard) -> bool {
        let said = self.alike.iter().any(|alike| !alike.is_empty());
        said && self.are_first_common(shard, self.alike.len())
    }

    /// The same of the first so many words; of none, too.
    pub fn are_first_common(&self, shard: &Shard, count: usize) -> bool {
        let mut first = self.alike.iter().take(count).flat_map(|alike| alike.iter());
        first.all(|own| shard.is_common(own.term))
    }

    /// What the asked words weigh that were not looked for because they are common.
    pub fn not_looked_for(&self, shard: &Shard) -> f32 {
        if self.is_all_common(shard) {
            return 0.0;
        }
        let is_common = |alike: &Arc<Vec<Alike>>| alike.iter().any(|own| shard.is_common(own.term));
        let words = self.alike.iter().zip(&self.weights);
        words.filter(|(alike, _)| is_common(alike)).map(|(_, weight)| weight).sum()
    }

    /// What all asked words weigh.
    pub fn total(&self) -> f32 {
        self.weights.iter().sum()
    }
}

/// A word and its forms.
fn forms(shard: &Shard, word: &str) -> Vec<Term> {
    let stems =
        Tongue::all(shard.lexicon.tongues).flat_map(|tongue| shard.lexicon.of_stem(tongue.stem(word)));
    shard.lexicon.find(word).into_iter().chain(stems).collect()
}

/// Of each asked word, the words of a shard that it may be.
pub fn meanings(shard: &Shard, query: &Query) -> Vec<Arc<Vec<Alike>>> {
    let own = |word: &Word| {
        shard.memo.alike(&[word], || {
            let mut list = alike(shard, word);
            if is_small(&word.letters) && !word.unfinished {
                list.retain(|own| own.similarity >= SMALL_LEAST);
            }
            list
        })
    };
    query.words().iter().map(own).collect()
}

/// Words that two asked words may have been written as: the place of the first, and the word.
fn joins(shard: &Shard, query: &Query) -> Vec<(u8, Alike)> {
    let mut all = Vec::new();
    for (place, pair) in (0..).zip(query.words().windows(2)) {
        if let [before, word] = pair
            && !before.exact
            && !word.exact
        {
            let both = shard.memo.alike(&[before, word], || joined(shard, &before.letters, word));
            all.extend(both.iter().map(|own| (place, Alike { similarity: own.similarity * JOINED, ..*own })));
        }
    }
    all
}
