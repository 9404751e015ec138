//! Where in a shard it is worth looking: the blocks that hold most of what was asked, by postings alone.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::alike::Alike;
use super::asked::Asked;
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
/// Postings that are read for one asked word, the likest words' first.
const MOST_POSTINGS: u32 = 3_000_000;
/// How near to the word itself a pair of words is that it may have been written as, by blocks alone.
const PAIR: f32 = 0.72;

/// The best regions of a shard, `most` at most, in no order.
pub fn candidates(shard: &Shard, asked: &Asked, scope: &Scope, most: usize) -> Result<Vec<Region>, Damaged> {
    let mut sums = vec![0u16; shard.blocks() + 1];
    let mut own = Own { likeness: vec![0; shard.blocks() + 2], buffer: Vec::new() };
    let mut places: Vec<usize> = (0..asked.weights.len()).collect();
    places.sort_by(|&a, &b| asked.weights[b].total_cmp(&asked.weights[a]));
    let scanned = if asked.alike.iter().flat_map(|alike| alike.iter()).any(|alike| shard.has_postings(alike.term)) {
        None
    } else {
        Some(Scanned::read(shard, asked)?)
    };
    for place in places {
        match &scanned {
            Some(scanned) => own.take(scanned, place),
            None => own.read(shard, asked, place)?,
        }
        own.add_to(&mut sums, (asked.weights[place] * WORTH) as u16);
    }
    scope.clear_others(shard, &mut sums);
    Ok(best(&sums, most))
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
                for (place, similarity) in asked.meant(term, None) {
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

    fn read(&mut self, shard: &Shard, asked: &Asked, place: usize) -> Result<(), Damaged> {
        self.likeness.fill(0);
        let mut alike: Vec<Alike> = asked.alike[place].to_vec();
        alike.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.term.cmp(&b.term)));
        let mut left = MOST_POSTINGS;
        for Alike { term, similarity } in alike {
            let blocks = shard.lexicon.facts(term).blocks;
            if !shard.has_postings(term) || blocks > left {
                continue;
            }
            left -= blocks;
            let likeness = of_255(similarity);
            shard.each_block(term, &mut self.buffer, |block| {
                let known = &mut self.likeness[block];
                *known = (*known).max(likeness);
            })?;
        }
        self.read_pairs(shard, asked, place)?;
        self.read_headers(shard, asked, place);
        Ok(())
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

    fn add_to(&self, sums: &mut [u16], worth: u16) {
        for ((sum, &one), &next) in sums.iter_mut().zip(&self.likeness).zip(self.likeness.iter().skip(1)) {
            let likeness = u32::from(one.max(next));
            *sum = sum.saturating_add((likeness * u32::from(worth) / 255) as u16);
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
