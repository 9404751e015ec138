//! `dictum outline`: a talk's sections, written and found, when they begin, and what is said in them.

use std::io::Write;
use std::path::Path;

use super::gather::one_talk;
use super::naming::Names;
use super::plan::OutlineForm;
use super::{Exit, Look, Outcome, complain, json, shown, skim};
use crate::error::Error;
use crate::library::{self, Wanted};
use crate::model::{Origin, Talk};
use crate::outline;
use crate::text::clean_line;

/// Prints the sections of a talk, deeper ones further in, with their times where there are any; or its skim.
pub fn outline(file: &Path, wanted: Wanted, form: OutlineForm, look: Look, out: &mut impl Write) -> Outcome {
    let address = one_talk(file)?;
    let mut talk = library::open(&address, wanted)?.talk;
    outline::complete(&mut talk);
    Names::default().apply(&address, &mut talk);
    let skimmed = form.skim.then(|| outline::skim(&talk));
    match (form.json, &skimmed) {
        (true, _) => json::write(out, &json::Outlined::of(file, &talk, skimmed.as_deref()))?,
        (false, Some(skimmed)) => skim::write(&talk, skimmed, look, out)?,
        (false, None) => write_outline(&talk, look, out)?,
    }
    // A talk without sections can be skimmed all the same.
    let nothing = talk.sections.is_empty()
        && skimmed.is_none_or(|parts| parts.iter().all(|part| part.sentences.is_empty()));
    if nothing {
        if !form.json {
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
        // What dictum found is not the author's word: it is marked, with and without colours.
        let title = match section.origin {
            Origin::Written | Origin::Reader => title,
            Origin::Found => look.quiet(&format!("~ {title}")),
        };
        match section.start {
            Some(start) => writeln!(out, "{start:>8}  {:depth$}{title}", "")?,
            None if timed => writeln!(out, "{:8}  {:depth$}{title}", "", "")?,
            None => writeln!(out, "  {:depth$}{title}", "")?,
        }
    }
    Ok(())
}
