//! What each region of a shard has of the asked words, by postings alone. What it has of all words but the last is kept:
//! from letter to letter only the last word changes, and then only where that is has to be looked at.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::alike::Alike;
use super::asked::Asked;
use super::query::{Query, Word};
use super::scope::Scope;
use super::shard::{Damaged, Shard};

/// Two blocks that follow each other, so that what crosses their border is seen whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// How much of what was asked is there.
    pub worth: u16,
    /// The first of the two blocks. Of equals, the earlier is better.
    pub block: Reverse<u32>,
}

/// What a word of weight 1 that is met is worth: thirty-two of them fill the scale.
pub const WORTH: f32 = 2000.0;
/// Postings that are read for one asked word in each shard, the likest words' first, unless it is still being typed.
const MOST_POSTINGS: u32 = 300_000;
/// Postings that are read for a word that is still being typed, in each shard.
const MOST_UNFINISHED_POSTINGS: u32 = 150_000;
/// Words that are read for one that is still being typed, in each shard.
const MOST_UNFINISHED: usize = 300;
/// From this likeness on a word is the one that is typed, or a form of it.
const SURELY: f32 = 0.95;
/// Of a pair of words that may be one, a word with more postings than this tells nothing.
const MOST_PAIR_POSTINGS: u32 = 60_000;
/// How near to the word itself a pair of words is that it may have been written as, by blocks alone.
const PAIR: f32 = 0.72;

/// What the regions of a shard have of a query's words.
#[derive(Debug, Default)]
pub struct Sums {
    /// Of these words, all but the query's last.
    finished: Vec<Word>,
    with_common: bool,
    kept: Vec<u16>,
    /// The best regions by what is kept.
    best: Vec<Region>,
}

thread_local! {
    /// One shard after another is summed up on each core: what is held meanwhile is the same memory each time.
    static LAID: RefCell<Laid> = RefCell::default();
}

/// What the last word and pairs of words add, and in which regions. Nothing between two queries.
#[derive(Debug, Default)]
struct Laid {
    added: Vec<u16>,
    regions: Vec<u32>,
    one: OneWord,
}

/// How far a word's postings are read.
#[derive(Clone, Copy)]
struct Limits<'a> {
    /// Also of words that tell little.
    with_common: bool,
    unfinished: bool,
    postings: u32,
    /// Blocks with one of the words that it may be.
    enough: usize,
    /// Regions that have less than this with the word are not wanted, by what is kept of the others.
    floor: u16,
    kept: &'a [u16],
}

impl Limits<'_> {
    /// Whether a block is of use in which there is a word that is worth so much.
    fn want(&self, block: usize, worth: u16) -> bool {
        let kept = |at: usize| self.kept.get(at).copied().unwrap_or(0);
        self.floor == 0
            || kept(block).max(block.checked_sub(1).map_or(0, kept)).saturating_add(worth) >= self.floor
    }
}

/// How like one asked word the likest word of each block is, of 255, and in which blocks there is one. Nothing between
/// two words.
#[derive(Debug, Default)]
struct OneWord {
    likeness: Vec<u8>,
    blocks: Vec<u32>,
    buffer: Vec<u8>,
}

impl Sums {
    /// The regions that have most of what was asked, `most` at most, in no order.
    ///
    /// # Errors
    /// Where the shard is damaged.
    pub fn best(
        &mut self,
        shard: &Shard,
        query: &Query,
        asked: &Asked,
        scope: &Scope,
        most: usize,
    ) -> Result<Vec<Region>, Damaged> {
        // Both are taken away while they are in use: a search that breaks leaves nothing half done behind.
        let (mut sums, mut laid) = (std::mem::take(self), LAID.take());
        laid.make_room(shard.blocks());
        sums.sum(&mut laid, shard, query, asked, most)?;
        let best = sums.best_with(&mut laid, shard, scope, most);
        *self = sums;
        LAID.set(laid);
        Ok(best)
    }

    /// The best regions by what is kept and what is laid over it, which is taken off.
    fn best_with(&self, laid: &mut Laid, shard: &Shard, scope: &Scope, most: usize) -> Vec<Region> {
        let mut best = Best::new(most);
        let worth = |at: usize| self.kept[at].saturating_add(laid.added[at]);
        if let Some(ranges) = scope.regions(shard) {
            for at in ranges.into_iter().flatten() {
                best.offer(at, worth(at));
            }
        } else {
            let kept = self.best.iter().map(|region| region.block.0 as usize);
            kept.filter(|&at| laid.added[at] == 0).for_each(|at| best.offer(at, worth(at)));
            laid.regions.iter().map(|&at| at as usize).for_each(|at| best.offer(at, worth(at)));
        }
        for at in laid.regions.drain(..) {
            laid.added[at as usize] = 0;
        }
        best.all()
    }

    fn sum(
        &mut self,
        laid: &mut Laid,
        shard: &Shard,
        query: &Query,
        asked: &Asked,
        most: usize,
    ) -> Result<(), Damaged> {
        let last = asked.weights.len() - 1;
        self.finish(&mut laid.one, shard, &query.words()[..last], asked, most)?;
        let word = &query.words()[last];
        let is_hardly_begun = word.is_hardly_begun();
        let alone = last == 0 || is_hardly_begun && asked.are_first_common(shard, last);
        if !is_hardly_begun || alone {
            let postings = if word.unfinished { MOST_UNFINISHED_POSTINGS } else { MOST_POSTINGS };
            // Where no other word tells anything, the blocks of the words that are read first come first: the likest, or
            // the commonest that an unfinished word may become. More than enough are no use.
            let enough = if alone { 2 * most } else { usize::MAX };
            let floor = self.floor(asked, most);
            let (with_common, unfinished) = (self.with_common, word.unfinished);
            let limits = Limits { with_common, unfinished, postings, enough, floor, kept: &self.kept };
            laid.one.read(shard, asked, last, limits)?;
            laid.add(asked.weights[last]);
        }
        for &(place, joined) in &asked.joins {
            let place = usize::from(place);
            laid.one.read_word(shard, joined)?;
            laid.add(asked.weights[place] + asked.weights[place + 1]);
        }
        Ok(())
    }

    /// What a region must have with the last word to be among the best: no less than the last of those that are the best
    /// without it, but for what pairs of words may add.
    fn floor(&self, asked: &Asked, most: usize) -> u16 {
        let least = self.best.iter().map(|region| region.worth).min().filter(|_| self.best.len() == most);
        let joined = asked.joins.iter().map(|&(place, _)| {
            let place = usize::from(place);
            worth_of(asked.weights[place] + asked.weights[place + 1], u8::MAX)
        });
        joined.fold(least.unwrap_or(0), u16::saturating_sub)
    }

    /// Brings what is kept in line with these words.
    fn finish(
        &mut self,
        one: &mut OneWord,
        shard: &Shard,
        words: &[Word],
        asked: &Asked,
        most: usize,
    ) -> Result<(), Damaged> {
        let with_common = asked.is_all_common(shard);
        let goes_on = !self.kept.is_empty() && with_common == self.with_common;
        if !goes_on || !words.starts_with(&self.finished) {
            if !self.finished.is_empty() {
                self.kept.fill(0);
            }
            self.finished.clear();
            self.best.clear();
            self.with_common = with_common;
            self.kept.resize(shard.blocks() + 1, 0);
        }
        if self.finished.len() == words.len() {
            return Ok(());
        }
        for place in self.finished.len()..words.len() {
            let limits = Limits {
                with_common,
                unfinished: false,
                postings: MOST_POSTINGS,
                enough: usize::MAX,
                floor: 0,
                kept: &[],
            };
            one.read(shard, asked, place, limits)?;
            let kept = &mut self.kept;
            one.give(asked.weights[place], |at, worth| kept[at] = kept[at].saturating_add(worth));
        }
        self.finished = words.to_vec();
        // Those that were the best have no less than they had.
        let known = self.best.iter().map(|region| self.kept[region.block.0 as usize]);
        let mut best = Best::new(most);
        best.least = known.min().filter(|_| self.best.len() == most).unwrap_or(0).max(1);
        best.offer_all(&self.kept);
        self.best = best.all();
        Ok(())
    }
}

impl Laid {
    /// Has room for the regions of so many blocks; there may be more, which have nothing.
    fn make_room(&mut self, blocks: usize) {
        self.added.resize(self.added.len().max(blocks + 1), 0);
        self.one.likeness.resize(self.one.likeness.len().max(blocks + 2), 0);
    }

    /// Lays a word over what is kept.
    fn add(&mut self, weight: f32) {
        let (added, regions) = (&mut self.added, &mut self.regions);
        self.one.give(weight, |at, worth| {
            if worth > 0 && added[at] == 0 {
                regions.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
            added[at] = added[at].saturating_add(worth);
        });
    }
}

impl OneWord {
    fn read(&mut self, shard: &Shard, asked: &Asked, place: usize, limits: Limits) -> Result<(), Damaged> {
        let worth = |own: &Alike| worth_of(asked.weights[place], of_255(own.similarity));
        let is_read = |own: &&Alike| limits.with_common || !shard.is_common(own.term);
        let mut alike: Vec<Alike> = asked.alike[place].iter().filter(is_read).copied().collect();
        if limits.unfinished {
            // What it may become, the commonest first; each of the many others would cost a read for a few blocks.
            alike.sort_by_key(|own| (own.similarity < SURELY, own.term));
            alike.truncate(MOST_UNFINISHED);
        } else {
            alike.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.term.cmp(&b.term)));
        }
        let mut left = limits.postings;
        for own in alike {
            if self.blocks.len() >= limits.enough {
                break;
            }
            let blocks = shard.lexicon.facts(own.term).blocks;
            if blocks > left {
                continue;
            }
            left -= blocks;
            let worth = worth(&own);
            self.read_where(shard, own, |block, found| {
                (found < limits.enough).then(|| limits.want(block, worth))
            })?;
        }
        self.read_pairs(shard, asked, place)?;
        for (talk, share) in asked.headers_with(place) {
            let worth = worth_of(asked.weights[place], of_255(share));
            for block in shard.blocks_of(talk).filter(|&block| limits.want(block, worth)) {
                self.keep(block, of_255(share));
            }
        }
        Ok(())
    }

    fn read_word(&mut self, shard: &Shard, own: Alike) -> Result<(), Damaged> {
        self.read_where(shard, own, |_, _| Some(true))
    }

    /// Reads in which blocks a word is, those that `want` says, knowing how many there are by now; none ends it.
    fn read_where(
        &mut self,
        shard: &Shard,
        own: Alike,
        want: impl Fn(usize, usize) -> Option<bool>,
    ) -> Result<(), Damaged> {
        let likeness = of_255(own.similarity);
        let Self { likeness: known, blocks, buffer } = self;
        shard.blocks_with(own.term, buffer, |block| match want(block, blocks.len()) {
            Some(true) => {
                keep(known, blocks, block, likeness);
                true
            }
            Some(false) => true,
            None => false,
        })
    }

    fn keep(&mut self, block: usize, likeness: u8) {
        keep(&mut self.likeness, &mut self.blocks, block, likeness);
    }

    /// Where both words of a pair are near, they may be the asked word in two parts.
    fn read_pairs(&mut self, shard: &Shard, asked: &Asked, place: usize) -> Result<(), Damaged> {
        let Ok(place) = u8::try_from(place) else { return Ok(()) };
        for (one, other) in asked.pairs(place) {
            // The rarer one tells.
            let (common, rarer) = (one.min(other), one.max(other));
            let is_common = |term| shard.lexicon.facts(term).blocks > MOST_PAIR_POSTINGS;
            if is_common(rarer) {
                continue;
            }
            let mut near = Vec::new();
            shard.blocks_with(rarer, &mut self.buffer, |block| {
                near.push(block);
                true
            })?;
            if !is_common(common) {
                let mut others = Vec::new();
                shard.blocks_with(common, &mut self.buffer, |block| {
                    others.push(block);
                    true
                })?;
                near.retain(|block| {
                    let at = others.partition_point(|other| other + 1 < *block);
                    others.get(at).is_some_and(|&other| other <= block + 1)
                });
            }
            for block in near {
                self.keep(block, of_255(PAIR));
            }
        }
        Ok(())
    }

    /// Gives what a word of this weight is worth in each region that has it, and forgets where it is.
    fn give(&mut self, weight: f32, mut give: impl FnMut(usize, u16)) {
        let Self { likeness, blocks, .. } = self;
        let of = |likeness: u8| worth_of(weight, likeness);
        for &block in &*blocks {
            let block = block as usize;
            give(block, of(likeness[block].max(likeness[block + 1])));
            // The region before has it too; if its first block has one as well, it is given with that.
            if let Some(before) = block.checked_sub(1).filter(|&before| likeness[before] == 0) {
                give(before, of(likeness[block]));
            }
        }
        for block in blocks.drain(..) {
            likeness[block as usize] = 0;
        }
    }
}

fn keep(known: &mut [u8], blocks: &mut Vec<u32>, block: usize, likeness: u8) {
    if likeness > known[block] {
        if known[block] == 0 {
            blocks.push(u32::try_from(block).unwrap_or(u32::MAX));
        }
        known[block] = likeness;
    }
}

/// The best of many regions.
struct Best {
    most: usize,
    least: u16,
    heap: BinaryHeap<Reverse<Region>>,
}

impl Best {
    fn new(most: usize) -> Self {
        Self { most, least: 1, heap: BinaryHeap::new() }
    }

    fn offer(&mut self, block: usize, worth: u16) {
        if worth < self.least {
            return;
        }
        let region = Region { worth, block: Reverse(u32::try_from(block).unwrap_or(u32::MAX)) };
        if self.heap.len() < self.most {
            self.heap.push(Reverse(region));
        } else if let Some(mut worst) = self.heap.peek_mut().filter(|worst| worst.0 < region) {
            *worst = Reverse(region);
        }
        if self.heap.len() == self.most {
            self.least = self.heap.peek().map_or(1, |worst| worst.0.worth);
        }
    }

    /// Offers all, in order.
    fn offer_all(&mut self, worths: &[u16]) {
        const CHUNK: usize = 64;
        for (at, chunk) in worths.chunks(CHUNK).enumerate() {
            // Most have nothing to offer, and that is told at once.
            if chunk.iter().copied().max().unwrap_or(0) >= self.least {
                (at * CHUNK..).zip(chunk).for_each(|(block, &worth)| self.offer(block, worth));
            }
        }
    }

    fn all(self) -> Vec<Region> {
        self.heap.into_iter().map(|region| region.0).collect()
    }
}

/// What a word of this weight is worth that is met by one so like it, of 255.
fn worth_of(weight: f32, likeness: u8) -> u16 {
    (u32::from(likeness) * (weight * WORTH) as u32 / 256) as u16
}

fn of_255(similarity: f32) -> u8 {
    (similarity * 255.0) as u8
}
