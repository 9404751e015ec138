//! How a file becomes a talk: bytes, text, a guess at the format with its reason, a parser, a tidy talk.
//!
//! `read` takes bytes from a file, `unpack` undoes packing, and `decode` makes text of them; front matter is taken off the top; the table in
//! `formats` tells what the rest is; that format's parser hands headings, paragraphs and cues to `article` and
//! `cues`, and these fill a `draft`, which alone makes talks.

mod agenda;
mod article;
mod attendees;
mod binary;
mod breaks;
mod cues;
mod dates;
mod decode;
mod divide;
mod draft;
mod file_name;
mod formats;
mod front_chapters;
mod front_matter;
mod furniture;
mod highlight;
mod interludes;
mod labels;
mod letters;
mod line_numbers;
mod linked_chapters;
mod links;
mod list_numbers;
mod listed_turns;
mod loops;
mod markup;
mod meeting;
mod moments;
mod name_lines;
mod name_shapes;
mod names;
mod nobody;
mod not_talks;
mod office;
mod opening;
mod paragraph;
mod paragraphs;
mod raised;
mod read;
mod rich;
mod roll_call;
mod rolling;
mod room;
mod rtf;
mod sidecar;
mod slips;
mod source;
mod speakers;
mod stuck;
mod tidy;
mod times;
mod title;
mod title_shapes;
mod turn_heads;
mod turns;
mod underlined;
mod unpack;
mod wall_clock;
mod whispered;
mod word_sets;
mod word_times;

use std::borrow::Cow;
use std::path::Path;

use crate::error::{Error, Result};
use crate::model::{Note, Talk, TitleFrom};
use draft::Draft;
use sidecar::Told;
use source::Source;

use formats::Candidate;

pub use formats::Format;
pub use read::read;
pub use sidecar::{Sidecar, SidecarKind};

/// How a file is to be read, where somebody knows better than its content tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Read as this format; unpacking, decoding and what stands above the text are as ever.
    pub format: Option<Format>,
}

/// A file as it was understood.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub talk: Talk,
    pub format: Format,
    /// Why it was taken for that format: `589 of 589 lines are [time --> time] text`.
    pub why: String,
    /// How sure that is, from 1 to 100; none where the format was named.
    pub sure: Option<u8>,
    /// What it may be as well: the next likely format, or the likeliest where another was named.
    pub other: Option<Other>,
    /// How the bytes were read: `UTF-8`, `windows-1252 (guessed)`.
    pub encoding: String,
    /// What made no sense in the file, and was kept as text all the same.
    pub problems: Vec<Note>,
}

/// A format that a file was not taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    pub format: Format,
    /// From 1 to 100.
    pub sure: u8,
    pub why: String,
}

/// Makes a talk of the bytes of a file; `name` is only used for what cannot be told from them. Bytes that are given away
/// become the text without a copy.
///
/// # Errors
/// Where the bytes are no text, are of a format that dictum does not read, or are more than there is memory for.
pub fn load<'a>(name: &Path, bytes: impl Into<Cow<'a, [u8]>>) -> Result<Loaded> {
    load_as(name, bytes, Wanted::default())
}

/// The same, read as it is wanted.
///
/// # Errors
/// As for [`load`], and where the file has nothing that can be read as the format that is wanted.
pub fn load_as<'a>(name: &Path, bytes: impl Into<Cow<'a, [u8]>>, wanted: Wanted) -> Result<Loaded> {
    load_beside(name, bytes, wanted, &[])
}

/// The same, with what other files tell of the talk.
///
/// # Errors
/// As for [`load_as`]; what is wrong with the other files is among the talk's problems.
pub fn load_beside<'a>(
    name: &Path,
    bytes: impl Into<Cow<'a, [u8]>>,
    wanted: Wanted,
    sidecars: &[Sidecar],
) -> Result<Loaded> {
    let unpacked = unpack::unpack(name, bytes.into())?;
    let name = unpacked.name.as_path();
    let decoded = decode::decode(name, unpacked.bytes)?;
    room::ask_for(name, decoded.text.len())?;
    let front = front_matter::part(&decoded.text);
    let (text, first_line) =
        front.as_ref().map_or((decoded.text.as_str(), 1), |(_, text, line)| (text, *line));
    let mut draft = Draft::default();
    let (text, first_line) = without_preamble(&mut draft, text, first_line);
    let text = in_common_form(&mut draft, text, wanted);
    let text = text.as_ref();
    let source = Source::new(name, text, first_line, front.is_some());

    if wanted.format.is_none() {
        not_talks::decline(&source)?;
    }
    if let Some(title) = &decoded.title {
        draft.title(title, TitleFrom::Metadata);
    }
    for note in [unpacked.note, decoded.note].into_iter().flatten() {
        draft.note(None, note);
    }
    if let Some((matter, ..)) = &front {
        matter.apply(&mut draft);
    }
    let own = front.as_ref().map(|(matter, ..)| matter.chapters()).unwrap_or_default();
    let told = Told::of(sidecars).after(own);
    draft.await_chapters(told.chapters());
    let (likeliest, next) = formats::sniff(&source);
    let (format, why, sure, other) = choose(wanted, likeliest, next);
    let mut whispered = |(matter, ..): &(_, _, _)| whispered::pour(matter, &source, &mut draft);
    if wanted.format.is_some() || !front.as_ref().is_some_and(&mut whispered) {
        (format.known().parse)(&source, &mut draft)?;
    }
    told.complete(&mut draft);
    draft.date = draft.date.or_else(|| draft.known_title().and_then(dates::in_title));
    file_name::complete(&mut draft, name);
    let misses = wanted.format.is_some_and(Format::is_timed) && !draft.has_times();
    if draft.is_empty() || misses {
        if wanted.format.is_some() && !source.text.trim().is_empty() {
            let what = format!("has nothing that can be read as {}", format.name());
            return Err(Error::at(name, what).do_next("leave out --as, or name another format"));
        }
        draft.note(None, "there is no text in it");
    }

    let has_title = draft.has_title();
    let (mut talk, problems) = draft.finish();
    if !has_title {
        (talk.title, talk.title_from) = title::invent(name, &talk.text);
    }
    Ok(Loaded { talk, format, why, sure, other, encoding: decoded.encoding, problems })
}

/// The format to read a file as: why, how sure, and what it may be as well.
fn choose(
    wanted: Wanted,
    likeliest: Candidate,
    next: Option<Candidate>,
) -> (Format, String, Option<u8>, Option<Other>) {
    let other = |(known, guess): Candidate| Other { format: known.format, sure: guess.sure, why: guess.why };
    match wanted.format {
        None => (likeliest.0.format, likeliest.1.why, Some(likeliest.1.sure), next.map(other)),
        Some(format) => {
            let other = Some(other(likeliest)).filter(|other| other.format != format);
            (format, "named by --as".into(), None, other)
        }
    }
}

/// The text without the numbers of its lines, without the links of its chapters, and with the heads of its turns in one
/// form, where it has any of these; the draft is told.
fn in_common_form<'a>(draft: &mut Draft, text: &'a str, wanted: Wanted) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(text);
    if wanted.format.is_some_and(Format::is_timed) {
        return text;
    }
    if let Some(bare) = line_numbers::without(&text) {
        draft.note(None, "numbers of lines left out");
        text = Cow::Owned(bare);
    }
    if let Some((bare, count)) = linked_chapters::unlinked(&text) {
        draft.note(None, format!("links of {count} chapters left out"));
        text = Cow::Owned(bare);
    }
    if let Some((headed, heads)) = turn_heads::in_one_form(&text) {
        draft.note(None, format!("{heads} heads of turns taken as a name, and when they speak"));
        text = Cow::Owned(headed);
    }
    text
}

/// Takes a machine's own words off the top, and tells the draft.
fn without_preamble<'a>(draft: &mut Draft, text: &'a str, first_line: u32) -> (&'a str, u32) {
    let Some((rest, what)) = opening::without_preamble(text) else { return (text, first_line) };
    let above = text.get(..text.len() - rest.len()).unwrap_or_default().matches('\n').count();
    draft.note(Some(first_line), what);
    (rest, first_line.saturating_add(u32::try_from(above).unwrap_or(0)))
}
