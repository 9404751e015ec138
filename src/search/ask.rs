//! Asks shards for the passages that answer a query, best first.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::align::{Fit, Room, align};
use super::asked::{Asked, meanings, weights};
use super::candidates::{candidates, most_of};
use super::query::Query;
use super::scope::Scope;
use super::shard::{BLOCK, Damaged, Shard};
use super::sums::Region;
use super::why::{self, Why};

/// Regions that are looked at closely before it is seen whether others are worth it.
const PORTION: usize = 32;
/// Regions that are looked at closely, and where more passages are wanted.
const LOOKED_AT: usize = 400;
const MOST_LOOKED_AT: usize = 2000;

/// From this score on the words stand as they were asked, or nearly; then nothing else is wanted than what is nearly as
/// good. Otherwise more is shown, for the right passage may not be the first.
const PERFECT: f32 = 0.95;
const NEAR_PERFECT: f32 = 0.75;
const NEAR_OTHERS: f32 = 0.5;

/// Below this score a passage is no more than what comes closest: of such, fewer than half are right.
const CLOSEST: f32 = 0.5;
/// The same, where less than this share of what was asked is said in its own words.
const LEAST_SAID: f32 = 0.34;

/// A passage that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its shard's place among those that were asked, and its talk's in the shard.
    pub shard: usize,
    pub talk: usize,
    /// Its first and its last word, counted in the talk as `each_word` gives them.
    pub first: u32,
    pub last: u32,
    /// The words that were met, counted likewise.
    pub marks: Vec<u32>,
    /// 1.0 for the very words in their order. Comparable between talks and shards.
    pub score: f32,
    pub why: Why,
    /// What was asked and what stands there for it, where that is another word.
    pub instead: Vec<(String, String)>,
    /// It is no more than what comes closest: hardly anything that was asked is said.
    pub closest: bool,
}

impl Passage {
    /// A hash of its words and of some around it; none where they are so few that many talks say them.
    pub fn known_by(&self, shard: &Shard) -> Option<u64> {
        const AROUND: u32 = 5;
        const ENOUGH: usize = 12;
        let own = shard.blocks_of(self.talk);
        let from = own.start * BLOCK + self.first.saturating_sub(AROUND) as usize;
        let to = own.start * BLOCK + (self.last + AROUND) as usize;
        let blocks = from / BLOCK..(to / BLOCK + 1).min(own.end);
        let (mut hasher, mut count, mut buffer) = (FxHasher::default(), 0, Vec::new());
        let give = |at: usize, term| {
            if (from..=to).contains(&at) {
                shard.lexicon.word(term).hash(&mut hasher);
                count += 1;
            }
        };
        shard.words(blocks, &mut buffer, give).ok()?;
        (count >= ENOUGH).then(|| hasher.finish())
    }
}

/// The best passages of some shards, best first, `limit` at most; of equals, the earlier first.
///
/// `scopes` says for each shard where to look. `stop` is asked now and then whether the answer is still wanted.
///
/// # Errors
/// Where a shard is damaged: its place among the shards.
pub fn ask(
    shards: &[&Shard],
    query: &Query,
    scopes: &[Scope],
    limit: usize,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Passage>, (usize, Damaged)> {
    if query.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let looked_at = limit.clamp(LOOKED_AT, MOST_LOOKED_AT);
    let alike: Vec<_> = shards.par_iter().map(|shard| meanings(shard, query)).collect();
    let weights = weights(shards, query, &alike);
    let everywhere = Scope::Everywhere;
    let scope = |at: usize| scopes.get(at).unwrap_or(&everywhere);
    let told: Vec<Told> = shards
        .par_iter()
        .zip(alike)
        .enumerate()
        .map(|(at, (&shard, alike))| {
            let asked = Asked::new(shard, query, &weights, alike);
            let best =
                if stop() { Ok(Vec::new()) } else { candidates(shard, query, &asked, scope(at), looked_at) };
            best.map(|regions| Told { asked, regions }).map_err(|damaged| (at, damaged))
        })
        .collect::<Result<_, _>>()?;
    let mut regions: Vec<(Region, usize)> = (0..)
        .zip(&told)
        .flat_map(|(at, told)| told.regions.iter().map(move |&region| (region, at)))
        .collect();
    regions.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    regions.truncate(looked_at);
    let mut fits: Vec<(usize, Fit)> = Vec::new();
    let mut best = 0f32;
    for portion in regions.chunks(PORTION) {
        let worth_it: Vec<_> = portion
            .iter()
            .take_while(|(region, at)| most_of(shards[*at], &told[*at].asked, *region) >= least_beside(best))
            .collect();
        if stop() {
            return Ok(Vec::new());
        }
        let found: Vec<_> = worth_it
            .par_iter()
            .map_init(Room::default, |room, &&(region, at)| {
                let fits = align(shards[at], &told[at].asked, region.block.0 as usize, room);
                fits.map(|fits| (at, fits)).map_err(|damaged| (at, damaged))
            })
            .collect::<Result<_, _>>()?;
        for (at, found) in found {
            for fit in found.into_iter().filter(|fit| scope(at).holds(fit.talk, fit.first, fit.last)) {
                best = best.max(fit.score);
                fits.push((at, fit));
            }
        }
        if worth_it.len() < portion.len() {
            break;
        }
    }
    let weights = told.first().map_or(&[][..], |told| &told.asked.weights);
    Ok(chosen(shards, query, weights, fits, limit))
}

/// What a shard tells of a query.
struct Told {
    asked: Asked,
    regions: Vec<Region>,
}

/// The least score that is shown beside the best.
fn least_beside(best: f32) -> f32 {
    if best >= PERFECT { best * NEAR_PERFECT } else { best * NEAR_OTHERS }
}

/// The best fits, each passage once.
fn chosen(
    shards: &[&Shard],
    query: &Query,
    weights: &[f32],
    mut fits: Vec<(usize, Fit)>,
    limit: usize,
) -> Vec<Passage> {
    fits.sort_by(|(a_at, a), (b_at, b)| {
        b.score.total_cmp(&a.score).then((a_at, a.talk, a.first).cmp(&(b_at, b.talk, b.first)))
    });
    let best = fits.first().map_or(0.0, |(_, fit)| fit.score);
    fits.retain(|(_, fit)| fit.score >= least_beside(best));
    let mut taken: HashMap<(usize, usize), Vec<(u32, u32)>> = HashMap::new();
    let mut passages = Vec::new();
    for (at, fit) in fits {
        let others = taken.entry((at, fit.talk)).or_default();
        if others.iter().any(|&(first, last)| fit.first <= last && first <= fit.last) {
            continue;
        }
        let passage = described(shards[at], query, weights, at, &fit);
        others.push((passage.first, passage.last));
        passages.push(passage);
        if passages.len() == limit {
            break;
        }
    }
    passages
}

fn described(shard: &Shard, query: &Query, weights: &[f32], at: usize, fit: &Fit) -> Passage {
    let chosen = why::chosen(query.words().len(), &fit.met);
    let mut marks: Vec<u32> = chosen.iter().flatten().flat_map(|met| met.at..=met.last).collect();
    marks.sort_unstable();
    marks.dedup();
    // What was asked first or last may have been met twice; the passage ends with what stands for it.
    let (first, last) =
        (marks.first().copied().unwrap_or(fit.first), marks.last().copied().unwrap_or(fit.last));
    let said = why::said(shard, query, weights, &chosen);
    Passage {
        shard: at,
        talk: fit.talk,
        first,
        last,
        marks,
        score: fit.score,
        why: Why::of(query, &chosen),
        instead: why::instead(shard, query, &chosen),
        closest: fit.score < CLOSEST || said < LEAST_SAID,
    }
}
