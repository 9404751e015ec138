//! How a file becomes a talk: bytes, text, a guess at the format with its reason, a parser, a tidy talk.
//!
//! `read` takes bytes from a file, `unpack` undoes packing, and `decode` makes text of them; front matter is taken off the top; the table in
//! `formats` tells what the rest is; that format's parser hands headings, paragraphs and cues to `article` and
//! `cues`, and these fill a `draft`, which alone makes talks.

mod article;
mod attendees;
mod binary;
mod breaks;
mod cues;
mod dates;
mod decode;
mod divide;
mod draft;
mod formats;
mod front_matter;
mod furniture;
mod highlight;
mod labels;
mod letters;
mod links;
mod loops;
mod markup;
mod moments;
mod names;
mod office;
mod opening;
mod paragraph;
mod paragraphs;
mod read;
mod rich;
mod rtf;
mod sidecar;
mod source;
mod speakers;
mod times;
mod title;
mod unpack;
mod wall_clock;

use std::path::Path;

use crate::error::Result;
use crate::model::{Note, Talk, TitleFrom};
use draft::Draft;
use sidecar::Told;
use source::Source;

pub use formats::Format;
pub use read::read;
pub use sidecar::{Sidecar, SidecarKind};

/// A file as it was understood.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub talk: Talk,
    pub format: Format,
    /// Why it was taken for that format: `589 of 589 lines are [time --> time] text`.
    pub why: String,
    /// How the bytes were read: `UTF-8`, `windows-1252 (guessed)`.
    pub encoding: String,
    /// What made no sense in the file, and was kept as text all the same.
    pub problems: Vec<Note>,
}

/// Makes a talk of the bytes of a file; `name` is only used for what cannot be told from them.
///
/// # Errors
/// Where the bytes are no text, or are of a format that dictum does not read.
pub fn load(name: &Path, bytes: &[u8]) -> Result<Loaded> {
    load_beside(name, bytes, &[])
}

/// The same, with what other files tell of the talk.
///
/// # Errors
/// As for [`load`]; what is wrong with the other files is among the talk's problems.
pub fn load_beside(name: &Path, bytes: &[u8], sidecars: &[Sidecar]) -> Result<Loaded> {
    let unpacked = unpack::unpack(name, bytes)?;
    let name = unpacked.name.as_path();
    let decoded = decode::decode(name, &unpacked.bytes)?;
    let front = front_matter::part(&decoded.text);
    let (text, first_line) =
        front.as_ref().map_or((decoded.text.as_str(), 1), |(_, text, line)| (text, *line));
    let mut draft = Draft::default();
    let (text, first_line) = without_preamble(&mut draft, text, first_line);
    let source = Source { name, text, first_line, has_front_matter: front.is_some() };

    if let Some(title) = &decoded.title {
        draft.title(title, TitleFrom::Metadata);
    }
    for note in [unpacked.note, decoded.note].into_iter().flatten() {
        draft.note(None, note);
    }
    if let Some((matter, ..)) = &front {
        matter.apply(&mut draft);
    }
    let told = Told::of(sidecars);
    draft.await_chapters(told.chapters());
    let (known, guess) = formats::sniff(&source);
    (known.parse)(&source, &mut draft)?;
    told.complete(&mut draft);
    if draft.is_empty() {
        draft.note(None, "there is no text in it");
    }

    let has_title = draft.has_title();
    let (mut talk, problems) = draft.finish();
    if !has_title {
        (talk.title, talk.title_from) = title::invent(name, &talk.text);
    }
    Ok(Loaded { talk, format: known.format, why: guess.why, encoding: decoded.encoding, problems })
}

/// Takes a machine's own words off the top, and tells the draft.
fn without_preamble<'a>(draft: &mut Draft, text: &'a str, first_line: u32) -> (&'a str, u32) {
    let Some((rest, what)) = opening::without_preamble(text) else { return (text, first_line) };
    let above = text.get(..text.len() - rest.len()).unwrap_or_default().matches('\n').count();
    draft.note(Some(first_line), what);
    (rest, first_line.saturating_add(u32::try_from(above).unwrap_or(0)))
}
