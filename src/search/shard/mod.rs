//! A shard: the words of some talks, ready to be searched. It is made once and never changed.
//!
//! | part | what it says | where it lies |
//! |---|---|---|
//! | lexicon | the different words: letters, how often, in how many blocks, stems, sounds | in memory |
//! | talks | where each begins, the words of its title and speakers | in memory |
//! | steps | with which byte of the stream every sixteenth block begins | in memory |
//! | stream | all words as they are said, 9.6 bits each | [`Pages`] |
//! | postings | of each word the blocks that it is in | [`Pages`] |

mod build;
mod classes;
mod codes;
mod file;
mod finish;
mod lexicon;
mod pages;

pub use build::{Builder, Entry};
pub use file::VERSION;
pub use lexicon::{Lexicon, Looks, WordFacts};
pub use pages::{Damaged, PAGE, Pages, sum_of};

use classes::FILLER;
use codes::{Reader, usual_gap};

use rustc_hash::FxHashMap;

use super::memo::Memo;
use super::vocabulary::Term;

/// Words of a block. Postings tell in which block a word is; where in it is read from the stream.
pub const BLOCK: usize = 32;
/// Blocks between two places of the stream that are known beforehand.
const BLOCKS_A_STEP: usize = 16;
/// A word that is in more than one of so many blocks is common: its postings are long, and tell little.
const COMMON: usize = 8;
/// In shards of no more blocks than this no word is.
const SMALL: usize = 10_000;

/// The words of some talks, ready to be searched.
#[derive(Debug)]
pub struct Shard {
    pub lexicon: Lexicon,
    pub talks: Vec<Shelved>,
    steps: Vec<u32>,
    blocks: usize,
    /// Of each word the talks in whose headers it is.
    headers: FxHashMap<Term, Vec<u32>>,
    /// What was found of the last query's words: most of the next query's are the same.
    pub(super) memo: Memo,
    stream: Pages,
    postings: Pages,
}

/// What a shard is made of, as it is written to disk.
#[derive(Debug)]
pub struct Parts {
    pub lexicon: Lexicon,
    pub talks: Vec<Shelved>,
    pub steps: Vec<u32>,
    pub stream: Vec<u8>,
    pub postings: Vec<u8>,
    pub blocks: usize,
}

/// A talk in a shard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// By this the talk is known outside.
    pub key: u64,
    /// The block with which it begins.
    pub block: u32,
    pub words: u32,
    /// The words of its title and of its speakers' names, sorted.
    pub header: Vec<Term>,
}

impl Shard {
    fn of_parts(parts: Parts) -> Self {
        Self {
            headers: Self::of_headers(&parts.talks),
            memo: Memo::default(),
            lexicon: parts.lexicon,
            talks: parts.talks,
            steps: parts.steps,
            blocks: parts.blocks,
            stream: Pages::in_memory(parts.stream),
            postings: Pages::in_memory(parts.postings),
        }
    }

    fn of_headers(talks: &[Shelved]) -> FxHashMap<Term, Vec<u32>> {
        let mut headers = FxHashMap::default();
        for (at, talk) in (0..).zip(talks) {
            for &term in &talk.header {
                headers.entry(term).or_insert_with(Vec::new).push(at);
            }
        }
        headers
    }

    /// How many words its talks have.
    pub fn count_words(&self) -> usize {
        self.talks.iter().map(|talk| talk.words as usize).sum()
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.blocks
    }

    /// The talk that a block is of: its place among [`Self::talks`].
    pub fn talk_of(&self, block: usize) -> usize {
        self.talks.partition_point(|talk| talk.block as usize <= block).saturating_sub(1)
    }

    /// The blocks of a talk.
    pub fn blocks_of(&self, talk: usize) -> std::ops::Range<usize> {
        let start = |at: usize| self.talks.get(at).map_or(self.blocks, |talk| talk.block as usize);
        start(talk)..start(talk + 1)
    }

    /// The talks that have a word in their header.
    pub fn headers_with(&self, term: Term) -> &[u32] {
        self.headers.get(&term).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is in so many blocks that it tells little, and reading where takes long.
    pub fn is_common(&self, term: Term) -> bool {
        self.blocks > SMALL && self.lexicon.facts(term).blocks as usize > self.blocks / COMMON
    }

    /// Gives the blocks that a word is in, in order, while `give` wants more.
    ///
    /// # Errors
    /// Where the shard is damaged.
    pub fn blocks_with(
        &self,
        term: Term,
        buffer: &mut Vec<u8>,
        mut give: impl FnMut(usize) -> bool,
    ) -> Result<(), Damaged> {
        let facts = self.lexicon.facts(term);
        let bytes = self.postings.read(u64::from(facts.at), facts.length as usize, buffer)?;
        let usual = usual_gap(facts.blocks, self.blocks);
        let (mut gaps, mut next) = (Reader::new(bytes, 0), 0u32);
        for _ in 0..facts.blocks {
            let block = next.wrapping_add(gaps.gap(usual));
            if block as usize >= self.blocks || !give(block as usize) {
                break;
            }
            next = block + 1;
        }
        Ok(())
    }

    /// The words of some blocks, in order; at a talk's end, where its last block is not full, there are fewer.
    ///
    /// # Errors
    /// Where the shard is damaged.
    pub fn words(
        &self,
        blocks: std::ops::Range<usize>,
        buffer: &mut Vec<u8>,
        mut give: impl FnMut(usize, Term),
    ) -> Result<(), Damaged> {
        let (first, last) = (blocks.start / BLOCKS_A_STEP, blocks.end.div_ceil(BLOCKS_A_STEP));
        let steps = self.steps.get(first..=last.min(self.steps.len().saturating_sub(1))).ok_or(Damaged)?;
        let (Some(&from), Some(&to)) = (steps.first(), steps.last()) else { return Err(Damaged) };
        let length = to.checked_sub(from).ok_or(Damaged)? as usize;
        let bytes = self.stream.read(u64::from(from), length, buffer)?;
        let end = blocks.end.min(self.blocks) * BLOCK;
        for (step, &at) in (first..last).zip(steps) {
            let mut words = Reader::new(bytes, at.saturating_sub(from) as usize * 8);
            let place = step * BLOCKS_A_STEP * BLOCK;
            for place in place..end.min(place + BLOCKS_A_STEP * BLOCK) {
                if words.is_at_end() {
                    break;
                }
                let term = words.word();
                if place >= blocks.start * BLOCK && term != FILLER {
                    give(place, term);
                }
            }
        }
        Ok(())
    }
}
