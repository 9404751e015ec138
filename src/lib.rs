//! dictum: reads, skims and searches talks in a terminal.
//!
//! The rooms in reading order; `docs/architecture.md` says who may import whom.

pub mod error;
/// Which talks there are.
pub mod library;
/// How a file becomes a talk.
pub mod load;
/// What is remembered.
pub mod memory;
/// What a talk is.
pub mod model;
/// How a talk is skimmed.
pub mod outline;
/// How a quote is found.
pub mod search;
/// How text measures.
pub mod text;
