//! Makes a shard of talks.

use std::cmp::Reverse;

use super::codes::{FILLER, MOST_WORDS, Slots, Written, code_of_gap, usual_gap};
use super::{BLOCK, BLOCKS_A_STEP, Damaged, Lexicon, Parts, Shard, Shelved, WordFacts};
use crate::search::sound::Sound;
use crate::search::stream::each_word;
use crate::search::tongue::{Tongue, Tongues};
use crate::search::vocabulary::{Term, Vocabulary};

/// Words by which the language of a talk that does not tell it is guessed.
const ENOUGH_TO_GUESS: usize = 400;
/// Fills what is left of a talk's last block.
const NOTHING: Term = Term::MAX;

/// A shard in the making: four bytes a word, and the different words.
#[derive(Default)]
pub struct Builder {
    vocabulary: Vocabulary,
    /// The words of all talks, as they are said; each talk begins with a block.
    stream: Vec<Term>,
    talks: Vec<Shelved>,
    /// In which languages' talks each word is.
    tongues: Vec<Tongues>,
}

/// What is said in a talk, and of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry<'a> {
    /// By this the talk is known outside.
    pub key: u64,
    pub text: &'a str,
    /// Its title and its speakers: words that are known of all of it.
    pub header: &'a [&'a str],
    /// Its language's code, if it tells it.
    pub language: Option<&'a str>,
}

impl Builder {
    /// Takes a talk in.
    pub fn add(&mut self, entry: &Entry) {
        let first = self.stream.len();
        each_word(entry.text, |word, _| {
            // A word too many is not found, which is better than one found for another.
            let term = self.vocabulary.number(word);
            self.stream.push(if term < MOST_WORDS { term } else { NOTHING });
        });
        let words = self.stream.len() - first;
        let tongue = entry.language.map_or_else(|| self.guess(first), Tongue::of_code);
        let mut header = Vec::new();
        for part in entry.header {
            each_word(part, |word, _| header.push(self.vocabulary.number(word)));
        }
        header.sort_unstable();
        header.dedup();
        self.tongues.resize(self.vocabulary.len(), Tongues::default());
        if let Some(tongue) = tongue {
            for &term in self.stream.iter().skip(first).chain(&header) {
                if let Some(tongues) = self.tongues.get_mut(term as usize) {
                    tongues.add(tongue);
                }
            }
        }
        self.stream.resize(self.stream.len().next_multiple_of(BLOCK), NOTHING);
        self.talks.push(Shelved {
            key: entry.key,
            block: number(first / BLOCK),
            words: number(words),
            header,
        });
    }

    /// Takes talks of another shard in again, those with a key that is wanted, without their text.
    ///
    /// # Errors
    /// Where that shard is damaged.
    pub fn add_again(&mut self, shard: &Shard, wanted: &dyn Fn(u64) -> bool) -> Result<(), Damaged> {
        let mut renumbered: Vec<Option<Term>> = vec![None; shard.lexicon.count()];
        let mut buffer = Vec::new();
        for (at, talk) in shard.talks.iter().enumerate().filter(|(_, talk)| wanted(talk.key)) {
            let first = self.stream.len();
            let blocks = shard.blocks_of(at);
            let start = blocks.start * BLOCK;
            let read = shard.words(blocks, &mut buffer, |place, term| {
                let term = self.renumber(shard, term, &mut renumbered);
                // What no number was left for keeps its place.
                self.stream.resize(first + place - start, NOTHING);
                self.stream.push(if term < MOST_WORDS { term } else { NOTHING });
            });
            if let Err(damaged) = read {
                self.stream.truncate(first);
                return Err(damaged);
            }
            self.stream.resize((first + talk.words as usize).next_multiple_of(BLOCK), NOTHING);
            let mut header: Vec<Term> =
                talk.header.iter().map(|&term| self.renumber(shard, term, &mut renumbered)).collect();
            header.sort_unstable();
            header.dedup();
            self.talks.push(Shelved { block: number(first / BLOCK), header, ..talk.clone() });
        }
        Ok(())
    }

    /// The number here of a word of another shard, which is spoken in the same languages.
    fn renumber(&mut self, shard: &Shard, term: Term, renumbered: &mut [Option<Term>]) -> Term {
        if let Some(&Some(known)) = renumbered.get(term as usize) {
            return known;
        }
        let word = shard.lexicon.word(term);
        let own = self.vocabulary.number(word);
        if self.tongues.len() < self.vocabulary.len() {
            self.tongues.resize(self.vocabulary.len(), Tongues::default());
        }
        if let Some(tongues) = self.tongues.get_mut(own as usize) {
            Tongue::all(shard.lexicon.tongues)
                .filter(|tongue| shard.lexicon.of_stem(tongue.stem(word)).any(|other| other == term))
                .for_each(|tongue| tongues.add(tongue));
        }
        if let Some(place) = renumbered.get_mut(term as usize) {
            *place = Some(own);
        }
        own
    }

    /// How many words were taken in.
    pub fn words(&self) -> usize {
        self.stream.len()
    }

    pub fn is_empty(&self) -> bool {
        self.talks.is_empty()
    }

    /// The shard; the commoner a word, the smaller its number.
    pub fn finish(mut self) -> Parts {
        let blocks = self.stream.len() / BLOCK;
        let mut facts = vec![WordFacts::default(); self.vocabulary.len()];
        let said = self.count(&mut facts);
        let mut by_count: Vec<Term> = (0..number(facts.len())).collect();
        by_count.sort_by_key(|&term| Reverse(said[term as usize]));
        let mut renumbered = vec![0; facts.len()];
        for (new, &old) in (0..).zip(&by_count) {
            renumbered[old as usize] = new;
        }
        for talk in &mut self.talks {
            for term in &mut talk.header {
                *term = renumbered[*term as usize];
            }
            talk.header.sort_unstable();
        }
        let postings = self.postings(&mut facts, &by_count, blocks);
        let (stream, steps) = coded(&self.stream, &renumbered);
        let mut lexicon = Lexicon::default();
        for &old in &by_count {
            let (word, tongues) = (self.vocabulary.word(old), self.tongues[old as usize]);
            let english = tongues.has(Tongue::ENGLISH);
            let sound = if english { Sound::of(word) } else { None };
            let term = lexicon.push(word, facts[old as usize], sound);
            lexicon.stems.extend(Tongue::all(tongues).map(|tongue| (tongue.stem(word), term)));
            lexicon.tongues.0 |= tongues.0;
        }
        lexicon.stems.sort_unstable();
        Parts { lexicon, talks: self.talks, steps, stream, postings, blocks }
    }

    fn guess(&self, first: usize) -> Option<Tongue> {
        let some = self.stream.iter().skip(first).take(ENOUGH_TO_GUESS);
        Tongue::guess(some.map(|&term| self.vocabulary.word(term)))
    }

    /// Counts in how many blocks each word is, and how often it is said.
    fn count(&self, facts: &mut [WordFacts]) -> Vec<u32> {
        let (mut said, mut last) = (vec![0; facts.len()], vec![u32::MAX; facts.len()]);
        for (block, words) in (0..).zip(self.stream.chunks(BLOCK)) {
            for &term in words {
                let Some(own) = facts.get_mut(term as usize) else { continue };
                said[term as usize] += 1;
                let before = &mut last[term as usize];
                if *before != block {
                    own.blocks += 1;
                    *before = block;
                }
            }
        }
        said
    }

    /// Gives each word in each block where it is, once, with how many blocks come after the word's last one.
    fn each_posting(&self, words: usize, mut give: impl FnMut(Term, u32)) {
        let mut next = vec![0; words];
        for (block, words) in (0..).zip(self.stream.chunks(BLOCK)) {
            for &term in words {
                if let Some(next) = next.get_mut(term as usize).filter(|next| **next <= block) {
                    give(term, block - *next);
                    *next = block + 1;
                }
            }
        }
    }

    /// Writes the postings of each word, one word's after the other's, the commonest word's first.
    fn postings(&self, facts: &mut [WordFacts], by_count: &[Term], blocks: usize) -> Vec<u8> {
        let usual: Vec<u32> = facts.iter().map(|own| usual_gap(own.blocks, blocks)).collect();
        let mut bits = vec![0u64; facts.len()];
        self.each_posting(facts.len(), |term, gap| {
            bits[term as usize] += u64::from(code_of_gap(gap, usual[term as usize]).1);
        });
        let mut at = 0u64;
        for &term in by_count {
            let own = &mut facts[term as usize];
            own.at = at;
            own.length = u32::try_from(bits[term as usize].div_ceil(8)).unwrap_or(u32::MAX);
            at += u64::from(own.length);
        }
        let size = |at: u64| usize::try_from(at).unwrap_or(0);
        let mut slots = Slots::new(facts.iter().map(|own| size(own.at)), size(at));
        self.each_posting(facts.len(), |term, gap| slots.push(term as usize, gap, usual[term as usize]));
        slots.finish()
    }
}

impl Parts {
    /// The shard, held in memory.
    pub fn in_memory(self) -> Shard {
        Shard::of_parts(self)
    }
}

/// The stream as it is written, and at which of its bits every [`BLOCKS_A_STEP`]th block begins.
fn coded(stream: &[Term], renumbered: &[Term]) -> (Vec<u8>, Vec<u64>) {
    let (mut written, mut steps) = (Written::default(), Vec::new());
    for (at, block) in stream.chunks(BLOCK).enumerate() {
        if at % BLOCKS_A_STEP == 0 {
            steps.push(written.bits());
        }
        for &term in block {
            written.push(renumbered.get(term as usize).copied().unwrap_or(FILLER));
        }
    }
    steps.push(written.bits());
    (written.finish(), steps)
}

fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
