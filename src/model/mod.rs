//! What a talk is: one reading text, and ranges of it that say who spoke, when, and where a section begins.
//!
//! No IO, nothing but std. A place in a talk is a byte range of its text ([`Span`]); rows, columns and
//! characters are found at the edges and never travel. Every string in a talk is clean (see
//! [`crate::text::clean`]): `load` is the only door by which text comes in, and it cleans.

mod card;
mod count;
mod date;
mod length;
mod section;
mod span;
mod talk;
mod time;

pub use card::{Card, Fingerprint};
pub use date::Date;
pub use section::{Origin, Section, SectionEdit};
pub use span::Span;
pub use talk::{
    Block, BlockKind, Kind, Moment, Note, Repeat, Segment, SegmentKind, Speaker, SpeakerId, Style, Styled,
    Talk, TitleFrom,
};
pub use time::Timestamp;
