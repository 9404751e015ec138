//! How a quote is found, and (in `names`) how a name is.
//!
//! A talk is read once into [`Words`]; then each [`Query`] is one walk along them: `places` finds where anything
//! that was asked stands, `in_order` and `near` look for passages among those places, [`find`] keeps the best.

mod find;
mod in_order;
pub mod names;
mod near;
mod passage;
mod places;
mod query;
mod words;

pub use find::{Hit, Why, find};
pub use query::Query;
pub use words::Words;
