//! Where in the shards it is worth looking: the regions that hold most of what was asked.

use super::asked::Asked;
use super::query::Query;
use super::scope::Scope;
use super::shard::{Damaged, Shard};
use super::sums::{Region, WORTH};

/// Worths are rounded down, twice; so much more may have been there.
const ROUNDED: f32 = 1.03;

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
    shard.memo.sums().best(shard, query, asked, scope, most)
}

/// The most that a passage of a region may score: as if all that is there stood in order and close together, and all
/// that was not looked for were there, too.
pub fn most_of(shard: &Shard, asked: &Asked, region: Region) -> f32 {
    let met = (f32::from(region.worth) * ROUNDED / WORTH + asked.not_looked_for(shard)).min(asked.total());
    asked.most_for(met)
}
