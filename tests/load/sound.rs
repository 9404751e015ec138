//! What holds for every talk, whatever it was made of. The fuzz target asks the same.

use std::mem::size_of;
use std::path::Path;
use std::time::{Duration, Instant};

use dictum::load::{Loaded, load};

use dictum::model::{Block, BlockKind, Note, Section, Segment, Span, Speaker, Styled, Talk};
use dictum::outline::settle;
use dictum::text::clean;

/// A small file takes milliseconds. This is for what hangs or grows with the square, on a machine that is busy with
/// other things, by a build without optimisation that reads its rules of colours for the first time.
const SOON: Duration = Duration::from_secs(15);
/// A talk takes so many bytes for one of the file, and some that every talk takes: a letter and a line end make a
/// segment and a block.
const HEAVIEST: usize = 96;
const LEAST: usize = 4 << 10;

/// A talk as the library opens it, or why not.
pub fn try_open(name: &str, bytes: &[u8]) -> dictum::error::Result<Loaded> {
    let mut loaded = load(Path::new(name), bytes)?;
    settle(&mut loaded.talk);
    Ok(loaded)
}

/// Any bytes make a sound talk or an error that says which file, soon, and in bounds.
pub fn hold(name: &str, bytes: &[u8]) -> Result<(), String> {
    let begun = Instant::now();
    let opened = try_open(name, bytes);
    let taken = begun.elapsed();
    if bytes.len() < 100_000 && taken > SOON {
        return Err(format!("{} bytes took {taken:?}", bytes.len()));
    }
    match opened {
        Ok(loaded) => {
            sound(&loaded.talk)?;
            let weight = weight(&loaded.talk);
            let light = weight <= bytes.len() * HEAVIEST + LEAST;
            if light { Ok(()) } else { Err(format!("{} bytes make {weight}", bytes.len())) }
        }
        Err(e) if e.to_string().starts_with(name) => Ok(()),
        Err(e) => Err(format!("an error without its file: {e}")),
    }
}

/// What holds for every talk that is settled.
pub fn sound(talk: &Talk) -> Result<(), String> {
    let hold = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
    let inside = |span: Span| talk.text.get(span.range()).is_some();
    hold(clean(&talk.text) == talk.text, "the text is clean")?;
    for line in [&talk.title]
        .into_iter()
        .chain(talk.speakers.iter().map(|s| &s.name))
        .chain(talk.sections.iter().map(|s| &s.title))
    {
        hold(clean(line) == *line && !line.contains('\n'), "titles and names are clean and of one line")?;
    }
    let (mut end, mut at) = (0, 0);
    for block in &talk.blocks {
        hold(inside(block.span) && !block.span.is_empty(), "blocks lie in the text and hold some")?;
        hold(block.span.len() <= 4096, "blocks are short")?;
        hold(
            talk.text
                .get(end..block.span.from())
                .is_some_and(|gap| gap == if end == 0 { "" } else { "\n\n" }),
            "blank lines part blocks",
        )?;
        hold(block.repeat.is_none_or(|r| inside(r.unit) && r.count >= 2), "repeats lie in the text")?;
        hold(
            matches!(block.kind, BlockKind::Code { .. }) || !block.span.of(&talk.text).contains('\n'),
            "prose has no line ends",
        )?;
        end = block.span.to();
    }
    hold(end == talk.text.len(), "blocks cover the text")?;
    for segment in &talk.segments {
        hold(inside(segment.span) && !segment.span.is_empty(), "segments lie in the text and hold some")?;
        hold(segment.span.from() >= at, "segments are in order and apart")?;
        hold(segment.end.is_none_or(|end| Some(end) >= segment.start), "no segment ends before it starts")?;
        hold(segment.end_line >= segment.line, "lines are in order")?;
        at = segment.span.to();
    }
    hold(talk.styles.iter().all(|s| inside(s.span) && !s.span.is_empty()), "styles lie in the text")?;
    hold(talk.sections.iter().all(|s| inside(s.span)), "sections lie in the text")?;
    let in_order = talk.segments.is_sorted_by_key(|s| s.line)
        || talk.segments.iter().filter_map(|s| s.start).is_sorted();
    hold(in_order, "segments stand in the order of the file or of time")?;
    hold(talk.sections.is_sorted_by_key(|s| s.span.start), "sections are in order")?;
    hold(tile(talk), "a section ends where the next of its level or above begins")
}

/// Whether the sections of a settled talk cover it from the first on, level by level.
fn tile(talk: &Talk) -> bool {
    let mut sections = talk.sections.as_slice();
    while let [section, rest @ ..] = sections {
        let next = rest.iter().find(|next| next.level <= section.level);
        if section.span.to() != next.map_or(talk.text.len(), |next| next.span.from()) {
            return false;
        }
        sections = rest;
    }
    true
}

/// The bytes that a talk takes.
fn weight(talk: &Talk) -> usize {
    let strings = talk.speakers.iter().map(|s| &s.name).chain(talk.sections.iter().map(|s| &s.title));
    let notes = talk.notes.iter().map(|note| &note.what);
    talk.text.len()
        + strings.chain(notes).map(String::len).sum::<usize>()
        + talk.blocks.len() * size_of::<Block>()
        + talk.segments.len() * size_of::<Segment>()
        + talk.sections.len() * size_of::<Section>()
        + talk.speakers.len() * size_of::<Speaker>()
        + talk.styles.len() * size_of::<Styled>()
        + talk.notes.len() * size_of::<Note>()
}
