//! `dictum show`: a talk as text that reads well, as the file's own units, or as JSON.

use std::io::{self, Write};
use std::path::Path;

use super::clock::Window;
use super::gather::one_talk;
use super::naming::Names;
use super::plan::ShowForm;
use super::{Exit, Look, Outcome, complain, json, prose, shown};
use crate::error::Error;
use crate::library::{self, Wanted};
use crate::load::Loaded;
use crate::model::{Block, BlockKind, Segment, Span, Talk, Timestamp};
use crate::outline;
use crate::text::clean_line;

/// Shows a talk, or the part of it that is said in a window of time.
pub fn show(
    file: &Path,
    wanted: Wanted,
    window: Window,
    form: ShowForm,
    look: Look,
    out: &mut impl Write,
) -> Outcome {
    let address = one_talk(file)?;
    let mut loaded = library::open(&address, wanted)?;
    outline::complete(&mut loaded.talk);
    Names::default().apply(&address, &mut loaded.talk);
    let talk = &loaded.talk;
    if !window.is_all() && !talk.has_times() {
        let error = Error::at(file, "has no times").do_next("leave out --from and --to");
        return Err(error.into());
    }
    let Some(part) = window.of(talk) else {
        let ends = talk.duration.map(|end| format!("; it ends at {end}")).unwrap_or_default();
        complain(&Error::at(shown(file), format!("nothing is said in {window}{ends}")));
        return Ok(Exit::Nothing);
    };
    match form {
        ShowForm::Prose => prose::write(talk, part, look, out)?,
        ShowForm::Raw => write_raw(talk, part, out)?,
        ShowForm::Json => {
            keep_only(&mut loaded, window, part);
            json::write(out, &json::Shown::of(file, &loaded))?;
        }
    }
    Ok(Exit::Done)
}

/// The text stays whole, so that offsets mean the same with and without a window.
fn keep_only(loaded: &mut Loaded, window: Window, part: Span) {
    if !window.is_all() {
        loaded.talk.segments.retain(|segment| segment.span.overlaps(part));
        loaded.talk.sections.retain(|section| section.span.overlaps(part));
    }
}

/// The file's own units: `[0:12.300 --> 0:15.000] Name: what is said`, one a line.
fn write_raw(talk: &Talk, part: Span, out: &mut impl Write) -> io::Result<()> {
    let whole = part == Span::new(0, talk.text.len());
    let is_shown = |span: Span| whole || span.overlaps(part);
    let mut sounds = talk.blocks.iter().filter(|block| block.kind == BlockKind::Sound).peekable();
    let mut end = 0;
    for segment in talk.segments.iter().filter(|segment| is_shown(segment.span)) {
        while let Some(block) = sounds.next_if(|block| block.span.from() < segment.span.from()) {
            write_between(talk, block, end, is_shown, out)?;
        }
        let speaker = segment.speaker.and_then(|id| talk.speaker(id));
        let name = speaker.map(|speaker| format!("{}: ", clean_line(&speaker.name))).unwrap_or_default();
        writeln!(out, "{}{name}{}", times(segment), clean_line(segment.span.of(&talk.text)))?;
        end = segment.span.to();
    }
    sounds.try_for_each(|block| write_between(talk, block, end, is_shown, out))
}

/// What is heard behind the unit that ends at `end`, and is no unit itself.
fn write_between(
    talk: &Talk,
    block: &Block,
    end: usize,
    is_shown: impl Fn(Span) -> bool,
    out: &mut impl Write,
) -> io::Result<()> {
    if block.span.from() < end || !is_shown(block.span) {
        return Ok(());
    }
    let time = talk.time_at(block.span.from()).map(|time| format!("[{}] ", exact(time))).unwrap_or_default();
    writeln!(out, "{time}{}", clean_line(block.span.of(&talk.text)))
}

fn times(segment: &Segment) -> String {
    match (segment.start, segment.end) {
        (Some(start), Some(end)) => format!("[{} --> {}] ", exact(start), exact(end)),
        (Some(start), None) => format!("[{}] ", exact(start)),
        (None, _) => String::new(),
    }
}

/// As caption files write a time: `01:02:03.450`.
fn exact(time: Timestamp) -> String {
    let seconds = time.seconds();
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, time.ms() % 1000)
}
