//! `dictum outline`: a talk's sections and when they begin.

use std::io::Write;
use std::path::Path;

use super::gather::one_talk;
use super::{Exit, Look, Outcome, complain, json, shown};
use crate::error::Error;
use crate::library::{self, Wanted};
use crate::model::Talk;
use crate::outline;
use crate::text::clean_line;

/// Prints the sections of a talk, deeper ones further in, with their times where there are any.
pub fn outline(file: &Path, wanted: Wanted, as_json: bool, look: Look, out: &mut impl Write) -> Outcome {
    let mut talk = library::open(&one_talk(file)?, wanted)?.talk;
    outline::complete(&mut talk);
    if as_json {
        let sections = talk.sections.iter().map(json::ShownSection::of).collect();
        json::write(out, &json::Outlined { path: json::path(file), title: &talk.title, sections })?;
    } else {
        write_outline(&talk, look, out)?;
    }
    if talk.sections.is_empty() {
        if !as_json {
            complain(&Error::at(shown(file), "no sections"));
        }
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

fn write_outline(talk: &Talk, look: Look, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}", look.strong(&clean_line(&talk.title)))?;
    let timed = talk.sections.iter().any(|section| section.start.is_some());
    for section in &talk.sections {
        let depth = usize::from(section.level.clamp(1, 6) - 1) * 2;
        let title = clean_line(&section.title);
        match section.start {
            Some(start) => writeln!(out, "{start:>8}  {:depth$}{title}", "")?,
            None if timed => writeln!(out, "{:8}  {:depth$}{title}", "", "")?,
            None => writeln!(out, "  {:depth$}{title}", "")?,
        }
    }
    Ok(())
}
