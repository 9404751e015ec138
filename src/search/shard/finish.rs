//! Makes a shard of what was taken in: words get their numbers by how common they are, and lists of where they are.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::classes::FILLER;
use super::codes::{Gaps, Reader, Written, put_code, usual_gap};
use super::{BLOCK, BLOCKS_A_STEP, Lexicon, Parts, Shard, Shelved, WordFacts};
use crate::search::sound::Sound;
use crate::search::tongue::{Tongue, Tongues};
use crate::search::vocabulary::{Term, Vocabulary};

/// What was seen of a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// How often it is said, and in how many blocks.
    times: u32,
    blocks: u32,
    /// The block after the last one that it is in.
    next: u32,
    pub tongues: Tongues,
}

impl Seen {
    /// It is said in a block, in a talk of these languages.
    #[inline]
    pub fn again(&mut self, block: u32, tongues: Tongues) {
        self.times += 1;
        self.blocks += u32::from(self.next <= block);
        self.next = block + 1;
        self.tongues.add_all(tongues);
    }
}

/// The shard of so many blocks of words, `said` one after the other by the numbers that they have in the vocabulary.
pub fn parts(
    vocabulary: Vocabulary,
    said: Vec<u8>,
    blocks: u32,
    seen: &[Seen],
    mut talks: Vec<Shelved>,
) -> Parts {
    let mut by_count: Vec<Term> = (0..).take(seen.len()).collect();
    by_count.sort_by_key(|&term| Reverse(seen[term as usize].times));
    let mut renumbered = vec![0; seen.len()];
    for (new, &old) in (0..).zip(&by_count) {
        renumbered[old as usize] = new;
    }
    for talk in &mut talks {
        talk.header.iter_mut().for_each(|term| *term = renumbered[*term as usize]);
        talk.header.sort_unstable();
    }
    let all = blocks as usize;
    let usual = |&term: &Term| Gaps::new(usual_gap(seen[term as usize].blocks, all));
    let mut gaps: Vec<Gaps> = by_count.iter().map(usual).collect();
    let (stream, steps) = renumber(said, blocks, &renumbered, &mut gaps);
    let mut lexicon = Lexicon::default();
    let mut at = 0u32;
    for (&old, gaps) in by_count.iter().zip(&mut gaps) {
        let (word, Seen { blocks, tongues, .. }) = (vocabulary.word(old), seen[old as usize]);
        let length = u32::try_from(gaps.bits().div_ceil(8)).unwrap_or(u32::MAX);
        let sound = if tongues.has(Tongue::ENGLISH) { Sound::of(word) } else { None };
        let term = lexicon.push(word, WordFacts { blocks, at, length }, sound);
        lexicon.stems.extend(Tongue::all(tongues).map(|tongue| (tongue.stem(word), term)));
        lexicon.tongues.add_all(tongues);
        gaps.begin_at(u64::from(at) * 8);
        at = at.saturating_add(length);
    }
    drop(vocabulary);
    lexicon.stems.sort_unstable();
    let postings = postings(&stream, &steps, blocks, &mut gaps, at as usize);
    Parts { lexicon, talks, steps, stream, postings, blocks: all }
}

/// The words by their new numbers, and with which byte every [`BLOCKS_A_STEP`]th block begins. Tells the gaps of them.
fn renumber(said: Vec<u8>, blocks: u32, renumbered: &[Term], gaps: &mut [Gaps]) -> (Vec<u8>, Vec<u32>) {
    let (mut rewritten, mut steps) = (Rewritten::of(said), vec![0]);
    let (mut step, mut at) = (Written::default(), 0);
    for block in 0..blocks {
        let mut words = Reader::new(&rewritten.bytes, at);
        for _ in 0..BLOCK {
            let term = renumbered.get(words.word() as usize).copied().unwrap_or(FILLER);
            step.push(term);
            if let Some(gaps) = gaps.get_mut(term as usize) {
                gaps.code(block);
            }
        }
        at = words.at();
        if (block as usize + 1).is_multiple_of(BLOCKS_A_STEP) || block + 1 == blocks {
            rewritten.push(&step.take(), at / 8);
            steps.push(u32::try_from(rewritten.length()).unwrap_or(u32::MAX));
        }
    }
    (rewritten.finish(), steps)
}

/// Bytes that take the place of others, from the first on: both at once would be too much memory.
struct Rewritten {
    bytes: Vec<u8>,
    /// How many there are, and those that have no place yet.
    placed: usize,
    waiting: VecDeque<u8>,
}

impl Rewritten {
    fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, placed: 0, waiting: VecDeque::new() }
    }

    fn length(&self) -> usize {
        self.placed + self.waiting.len()
    }

    /// Adds some; so many of the old ones are not needed any more.
    fn push(&mut self, more: &[u8], free: usize) {
        self.waiting.extend(more);
        let places = self.bytes.get_mut(self.placed..free).unwrap_or_default();
        let fitting = places.len().min(self.waiting.len());
        places.iter_mut().zip(self.waiting.drain(..fitting)).for_each(|(place, byte)| *place = byte);
        self.placed += fitting;
    }

    fn finish(mut self) -> Vec<u8> {
        self.bytes.truncate(self.placed);
        self.bytes.extend(self.waiting);
        self.bytes.shrink_to_fit();
        self.bytes
    }
}

/// The postings of each word, one word's after the other's, `length` bytes.
fn postings(stream: &[u8], steps: &[u32], blocks: u32, gaps: &mut [Gaps], length: usize) -> Vec<u8> {
    // A code is written as eight bytes at once.
    let mut bytes = vec![0; length + 8];
    let mut words = Reader::new(stream, 0);
    for block in 0..blocks {
        if (block as usize).is_multiple_of(BLOCKS_A_STEP) {
            words = Reader::new(stream, steps[block as usize / BLOCKS_A_STEP] as usize * 8);
        }
        for _ in 0..BLOCK {
            let Some(gaps) = gaps.get_mut(words.word() as usize) else { continue };
            let at = gaps.bits();
            if let Some((code, _)) = gaps.code(block) {
                put_code(&mut bytes, at, code);
            }
        }
    }
    bytes.truncate(length);
    bytes
}

impl Parts {
    /// The shard, held in memory.
    pub fn in_memory(self) -> Shard {
        Shard::of_parts(self)
    }
}
