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
    /// The regions that lie within or reach into it; none if that is all.
    pub(super) fn regions(&self, shard: &Shard) -> Option<Vec<Range<usize>>> {
        match self {
            Self::Everywhere => None,
            Self::Talks(wanted) => {
                let talks = (0..shard.talks.len()).filter(|&talk| wanted.get(talk) == Some(&true));
                Some(talks.map(|talk| shard.blocks_of(talk)).collect())
            }
            Self::Part { talk, words } => {
                let blocks = shard.blocks_of(*talk);
                let from = (blocks.start + words.start as usize / BLOCK).min(blocks.end);
                let to = (blocks.start + (words.end as usize).div_ceil(BLOCK)).min(blocks.end);
                // A region reaches into the next block.
                Some(std::iter::once(from.saturating_sub(1)..to).collect())
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
