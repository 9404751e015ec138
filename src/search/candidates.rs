//! Where in a shard it is worth looking: the blocks that hold most of what was asked, by postings alone.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::alike::Alike;
use super::asked::Asked;
use super::query::Query;
use super::scope::Scope;
use super::shard::{BLOCK, Damaged, Shard};

/// Two blocks that follow each other, so that what crosses their border is seen whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// How much of what was asked is there.
    pub worth: u16,
    /// The first of the two blocks. Of equals, the earlier is better.
    pub block: Reverse<u32>,
}

/// What a word of weight 1 that is met is worth: thirty-two of them fill the scale.
const WORTH: f32 = 2000.0;
/// Worths are rounded down, twice; so much more may have been there.
const ROUNDED: f32 = 1.03;
/// Postings that are read for one asked word, the likest words' first.
const MOST_POSTINGS: u32 = 3_000_000;
/// Postings that are read for a word that is still being typed, in each shard.
const MOST_UNFINISHED_POSTINGS: u32 = 300_000;
/// So many letters of a word tell something beside other words; fewer are only looked for where those are.
const TELLING_LETTERS: usize = 3;
/// How near to the word itself a pair of words is that it may have been written as, by blocks alone.
const PAIR: f32 = 0.72;

/// The best regions of a shard, `most` at most, in no order.
///
/// # Errors
/// Where the shard is damaged.
pub fn candidates(
    shard: &Shard,
    query: &Query,
    asked: &Asked,
    scope: &Scope,
    most: usize,
) -> Result<Vec<Region>, Damaged> {
    let mut sums = sums(shard, query, asked)?;
    scope.clear_others(shard, &mut sums);
    Ok(best(&sums, most))
}

/// The most that a passage of a region may score: as if all that is there stood in order and close together, and all
/// that is not known by postings were there, too.
pub fn most_of(shard: &Shard, asked: &Asked, region: Region) -> f32 {
    let unknown: f32 = asked
        .alike
        .iter()
        .zip(&asked.weights)
        .filter(|(alike, _)| alike.iter().any(|own| !shard.has_postings(own.term)))
        .map(|(_, weight)| weight)
        .sum();
    let met = (f32::from(region.worth) * ROUNDED / WORTH + unknown).min(asked.total());
    asked.most_for(met)
}

/// How much of what was asked each region has. Of all words but the last it is kept: from letter to letter only the
/// last word changes.
fn sums(shard: &Shard, query: &Query, asked: &Asked) -> Result<Vec<u16>, Damaged> {
    let mut own = Own { likeness: vec![0; shard.blocks() + 2], buffer: Vec::new() };
    let mut alike = asked.alike.iter().flat_map(|alike| alike.iter()).peekable();
    if alike.peek().is_some() && !alike.any(|own| shard.has_postings(own.term)) {
        let scanned = Scanned::read(shard, asked)?;
        let mut sums = vec![0; shard.blocks() + 1];
        for place in 0..asked.weights.len() {
            own.take(&scanned, place);
            own.add_to(&mut sums, asked, place);
        }
        return Ok(sums);
    }
    let last = asked.weights.len() - 1;
    let finished = &query.words()[..last];
    let mut sums = if let Some(kept) = shard.memo.sums(finished) {
        kept.to_vec()
    } else {
        let mut sums = vec![0; shard.blocks() + 1];
        for place in 0..last {
            own.read(shard, asked, place, MOST_POSTINGS)?;
            own.add_to(&mut sums, asked, place);
        }
        shard.memo.keep_sums(finished, Arc::new(sums.clone()));
        sums
    };
    let word = &query.words()[last];
    let is_short = word.unfinished && word.letters.len() < TELLING_LETTERS;
    if !is_short || last == 0 {
        let most = if word.unfinished { MOST_UNFINISHED_POSTINGS } else { MOST_POSTINGS };
        own.read(shard, asked, last, most)?;
        own.add_to(&mut sums, asked, last);
    }
    for &(place, joined) in &asked.joins {
        own.likeness.fill(0);
        own.read_word(shard, joined)?;
        own.add_to(&mut sums, asked, usize::from(place));
        own.add_to(&mut sums, asked, usize::from(place) + 1);
    }
    Ok(sums)
}

/// Where the words stand of a query of which all are so common that they have no postings.
struct Scanned(Vec<(u32, u8, u8)>);

impl Scanned {
    /// Blocks that are read at once.
    const PORTION: usize = 4096;

    fn read(shard: &Shard, asked: &Asked) -> Result<Self, Damaged> {
        let (mut met, mut buffer) = (Vec::new(), Vec::new());
        for from in (0..shard.blocks()).step_by(Self::PORTION) {
            let to = (from + Self::PORTION).min(shard.blocks());
            shard.words(from..to, &mut buffer, |at, term| {
                for (place, similarity) in asked.meant(term) {
                    met.push((u32::try_from(at / BLOCK).unwrap_or(u32::MAX), place, of_255(similarity)));
                }
            })?;
        }
        Ok(Self(met))
    }
}

/// How like one asked word the likest word of each block is, of 255.
struct Own {
    likeness: Vec<u8>,
    buffer: Vec<u8>,
}

impl Own {
    fn take(&mut self, scanned: &Scanned, place: usize) {
        self.likeness.fill(0);
        for &(block, _, likeness) in scanned.0.iter().filter(|met| usize::from(met.1) == place) {
            if let Some(known) = self.likeness.get_mut(block as usize) {
                *known = (*known).max(likeness);
            }
        }
    }

    fn read(&mut self, shard: &Shard, asked: &Asked, place: usize, most: u32) -> Result<(), Damaged> {
        self.likeness.fill(0);
        let mut alike: Vec<Alike> = asked.alike[place].to_vec();
        alike.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.term.cmp(&b.term)));
        let mut left = most;
        for own in alike {
            let blocks = shard.lexicon.facts(own.term).blocks;
            if blocks > left {
                continue;
            }
            left -= blocks;
            self.read_word(shard, own)?;
        }
        self.read_pairs(shard, asked, place)?;
        self.read_headers(shard, asked, place);
        Ok(())
    }

    fn read_word(&mut self, shard: &Shard, own: Alike) -> Result<(), Damaged> {
        let likeness = of_255(own.similarity);
        shard.each_block(own.term, &mut self.buffer, |block| {
            let known = &mut self.likeness[block];
            *known = (*known).max(likeness);
        })
    }

    /// Where both words of a pair are near, they may be the asked word in two parts.
    fn read_pairs(&mut self, shard: &Shard, asked: &Asked, place: usize) -> Result<(), Damaged> {
        let Ok(place) = u8::try_from(place) else { return Ok(()) };
        let pairs: Vec<_> = asked.pairs(place).collect();
        for (one, other) in pairs {
            // The rarer one tells.
            let rarer = one.max(other);
            if !shard.has_postings(rarer) {
                continue;
            }
            let common = if rarer == one { other } else { one };
            let mut near = Vec::new();
            shard.each_block(rarer, &mut self.buffer, |block| near.push(block))?;
            if shard.has_postings(common) {
                let mut others = Vec::new();
                shard.each_block(common, &mut self.buffer, |block| others.push(block))?;
                near.retain(|block| {
                    let at = others.partition_point(|other| other + 1 < *block);
                    others.get(at).is_some_and(|&other| other <= block + 1)
                });
            }
            for block in near {
                let known = &mut self.likeness[block];
                *known = (*known).max(of_255(PAIR));
            }
        }
        Ok(())
    }

    fn read_headers(&mut self, shard: &Shard, asked: &Asked, place: usize) {
        for (talk, share) in asked.headers_with(place) {
            for known in &mut self.likeness[shard.blocks_of(talk)] {
                *known = (*known).max(of_255(share));
            }
        }
    }

    fn add_to(&self, sums: &mut [u16], asked: &Asked, place: usize) {
        let worth = (asked.weights[place] * WORTH) as u32;
        for ((sum, &one), &next) in sums.iter_mut().zip(&self.likeness).zip(&self.likeness[1..]) {
            *sum = sum.saturating_add((u32::from(one.max(next)) * worth / 256) as u16);
        }
    }
}

/// The regions of the highest sums.
fn best(sums: &[u16], most: usize) -> Vec<Region> {
    const CHUNK: usize = 64;
    let mut heap: BinaryHeap<Reverse<Region>> = BinaryHeap::new();
    let mut least = 0;
    for (at, chunk) in sums.chunks(CHUNK).enumerate() {
        if chunk.iter().copied().max().unwrap_or(0) <= least {
            continue;
        }
        for (block, &worth) in (at * CHUNK..).zip(chunk) {
            if worth > least {
                heap.push(Reverse(Region {
                    worth,
                    block: Reverse(u32::try_from(block).unwrap_or(u32::MAX)),
                }));
                if heap.len() > most {
                    heap.pop();
                    least = heap.peek().map_or(0, |worst| worst.0.worth);
                }
            }
        }
    }
    heap.into_iter().map(|region| region.0).collect()
}

fn of_255(similarity: f32) -> u8 {
    (similarity * 255.0) as u8
}
