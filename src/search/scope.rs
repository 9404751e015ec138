//! Where a query looks: everywhere, in some talks, in a part of one.

use std::ops::Range;

use super::shard::{BLOCK, Shard};

/// Where a query looks in a shard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    #[default]
    Everywhere,
    /// In these of the shard's talks; one for each, in their order.
    Talks(Vec<bool>),
    /// Among these words of one talk.
    Part { talk: usize, words: Range<u32> },
}

impl Scope {
    /// Sets to nothing what stands outside.
    pub(super) fn clear_others(&self, shard: &Shard, sums: &mut [u16]) {
        match self {
            Self::Everywhere => {}
            Self::Talks(wanted) => {
                for talk in 0..shard.talks.len() {
                    if !wanted.get(talk).copied().unwrap_or(false)
                        && let Some(own) = sums.get_mut(shard.blocks_of(talk))
                    {
                        own.fill(0);
                    }
                }
            }
            Self::Part { talk, words } => {
                let blocks = shard.blocks_of(*talk);
                let from = blocks.start + words.start as usize / BLOCK;
                let to = (blocks.start + (words.end as usize).div_ceil(BLOCK)).min(blocks.end);
                for (block, sum) in sums.iter_mut().enumerate() {
                    // A region reaches into the next block.
                    if block + 1 < from || block >= to {
                        *sum = 0;
                    }
                }
            }
        }
    }

    /// Whether a passage of these words of a talk lies within.
    pub(super) fn holds(&self, talk: usize, first: u32, last: u32) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Talks(wanted) => wanted.get(talk).copied().unwrap_or(false),
            Self::Part { talk: own, words } => {
                talk == *own && words.contains(&first) && words.contains(&last)
            }
        }
    }
}
