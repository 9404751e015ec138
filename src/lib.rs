//! dictum: reads, skims and searches talks in a terminal.
//!
//! The rooms, in reading order; `docs/architecture.md` says who may import whom.

// What went wrong, where, and what to do next.
pub mod error;
// What a talk is.
pub mod model;
// How text measures.
pub mod text;
// How a file becomes a talk.
pub mod load;
// How a talk is skimmed.
pub mod outline;
// Which talks there are.
pub mod index;
pub mod library;
// How a quote is found.
pub mod search;
// What is remembered.
pub mod memory;
// How a quote leaves.
pub mod cite;
// What is printed, for people and for pipes.
pub mod cli;
// What the reader is doing.
pub mod app;
// How it looks.
pub mod ui;
// Who works beside the screen.
pub mod worker;
// The terminal and its ends.
pub mod terminal;
// The loop.
pub mod run;
