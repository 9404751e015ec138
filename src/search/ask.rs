//! Asks shards for the passages that answer a query, best first.

use std::collections::HashMap;

use super::align::{Fit, Room, align};
use super::asked::{Asked, meanings, weights};
use super::candidates::{Region, candidates, most_of};
use super::query::Query;
use super::scope::Scope;
use super::shard::{Damaged, Shard};
use super::why::{self, Why};

/// Regions that are looked at closely.
const LOOKED_AT: usize = 400;

/// From this score on the words stand as they were asked, or nearly; then nothing else is wanted than what is nearly as
/// good. Otherwise more is shown, for the right passage may not be the first.
const PERFECT: f32 = 0.95;
const NEAR_PERFECT: f32 = 0.75;
const NEAR_OTHERS: f32 = 0.5;

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
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Passage>, (usize, Damaged)> {
    if query.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let alike: Vec<_> = shards.iter().map(|shard| meanings(shard, query)).collect();
    let weights = weights(shards, query, &alike);
    let everywhere = Scope::Everywhere;
    let scope = |at: usize| scopes.get(at).unwrap_or(&everywhere);
    let mut all_asked = Vec::new();
    let mut regions: Vec<(Region, usize)> = Vec::new();
    for (at, (shard, alike)) in shards.iter().zip(alike).enumerate() {
        if stop() {
            return Ok(Vec::new());
        }
        let asked = Asked::new(shard, query, &weights, alike);
        let best = candidates(shard, query, &asked, scope(at), LOOKED_AT).map_err(|damaged| (at, damaged))?;
        regions.extend(best.into_iter().map(|region| (region, at)));
        all_asked.push(asked);
    }
    regions.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    regions.truncate(LOOKED_AT);
    let mut fits: Vec<(usize, Fit)> = Vec::new();
    let (mut best, mut room) = (0f32, Room::default());
    for (region, at) in regions {
        if stop() {
            return Ok(Vec::new());
        }
        let (shard, asked) = (shards[at], &all_asked[at]);
        if most_of(shard, asked, region) < least_beside(best) {
            break;
        }
        let found =
            align(shard, asked, region.block.0 as usize, &mut room).map_err(|damaged| (at, damaged))?;
        for fit in found.into_iter().filter(|fit| scope(at).holds(fit.talk, fit.first, fit.last)) {
            best = best.max(fit.score);
            fits.push((at, fit));
        }
    }
    Ok(chosen(shards, query, fits, limit))
}

/// The least score that is shown beside the best.
fn least_beside(best: f32) -> f32 {
    if best >= PERFECT { best * NEAR_PERFECT } else { best * NEAR_OTHERS }
}

/// The best fits, each passage once.
fn chosen(shards: &[&Shard], query: &Query, mut fits: Vec<(usize, Fit)>, limit: usize) -> Vec<Passage> {
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
        let passage = described(shards[at], query, at, &fit);
        others.push((passage.first, passage.last));
        passages.push(passage);
        if passages.len() == limit {
            break;
        }
    }
    passages
}

fn described(shard: &Shard, query: &Query, at: usize, fit: &Fit) -> Passage {
    let chosen = why::chosen(query.words().len(), &fit.met);
    let mut marks: Vec<u32> = chosen.iter().flatten().flat_map(|met| met.at..=met.last).collect();
    marks.sort_unstable();
    marks.dedup();
    // What was asked first or last may have been met twice; the passage ends with what stands for it.
    let (first, last) =
        (marks.first().copied().unwrap_or(fit.first), marks.last().copied().unwrap_or(fit.last));
    Passage {
        shard: at,
        talk: fit.talk,
        first,
        last,
        marks,
        score: fit.score,
        why: Why::of(query, &chosen),
        instead: why::instead(shard, query, &chosen),
    }
}
