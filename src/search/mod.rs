//! How a quote is found, and (in `names`) how a name is. docs/search.md tells the method and its figures.
//!
//! Talks are taken into a [`Shard`] by a [`Builder`]; `stream` says what their words are. A [`Query`] is held against
//! shards by [`ask`]: `alike` finds the words that each asked word may mean, `candidates` the blocks that hold most of
//! them, `align` the passage there that fits best. [`hits`] tells where in a talk's text that is.

// Scores are shares of what was asked; what casts round off them is far below what they mean.
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod alike;
mod align;
mod ask;
mod asked;
mod candidates;
mod distance;
mod forms;
mod hit;
mod memo;
pub mod names;
#[cfg(test)]
mod naive;
mod narrowing;
mod query;
mod reasons;
mod scope;
mod shard;
mod sound;
mod stream;
mod sums;
mod synonyms;
mod tongue;
mod turns;
mod vocabulary;
mod why;

pub use ask::{Passage, ask};
pub use hit::{Hit, Steps, hit_of, hits, words_within};
pub use narrowing::Narrowing;
pub use query::Query;
pub use reasons::{Bar, MARKS, bars, unmet};
pub use scope::Scope;
pub use shard::{
    BLOCK, Builder, Damaged, Entry, Lexicon, PAGE, Pages, Parts, Shard, Shelved, VERSION, WordFacts, sum_of,
};
pub use turns::{said_by, sentence_of, turns_within};
pub use why::Why;

#[cfg(test)]
mod tests;
