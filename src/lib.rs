//! dictum: reads, skims and searches talks in a terminal.
//!
//! The rooms in reading order; `docs/architecture.md` says who may import whom.

pub mod error;
/// What a talk is.
pub mod model;
/// How text measures.
pub mod text;
/// How a file becomes a talk.
pub mod load;
/// How a talk is skimmed.
pub mod outline;
/// Which talks there are.
pub mod library;
/// How a quote is found.
pub mod search;
/// What is remembered.
pub mod memory;
