//! `dictum check`: how each file was understood, and what was done to it on the way.

use std::io::{self, Write};
use std::path::PathBuf;

use super::gather::{Met, each_talk};
use super::naming::Names;
use super::table::{count, or_nothing};
use super::{Exit, Outcome, complain, json, shown};
use crate::error::Error;
use crate::library::{Address, Reading};
use crate::load::{Loaded, Other};
use crate::model::{Note, Speaker, Timestamp};
use crate::text::clean_line;

/// Tells of each file how it was understood.
pub fn check(paths: &[PathBuf], reading: &Reading, as_json: bool, out: &mut impl Write) -> Outcome {
    let (mut read, mut failed) = (0usize, 0usize);
    let mut names = Names::default();
    each_talk(paths, reading, &mut |mut met| {
        if let Met::Talk(address, loaded) = &mut met {
            names.apply(address, &mut loaded.talk);
        }
        let opened = match &met {
            Met::Talk(address, loaded) => Ok((address, loaded)),
            Met::Failed(error) => Err(error),
            Met::Skipped(error) => {
                if as_json {
                    json::write(out, &unreadable(error))?;
                } else {
                    writeln!(
                        out,
                        "{}\n  passed over: {}",
                        shown(error.path().unwrap_or("".as_ref())),
                        error.reason()
                    )?;
                }
                return Ok(());
            }
        };
        match (opened, as_json) {
            (Ok((address, loaded)), _) => {
                read += 1;
                if as_json {
                    json::write(out, &as_object(address, loaded))
                } else {
                    write_report(address, loaded, out)
                }?;
            }
            (Err(error), _) => {
                failed += 1;
                if as_json {
                    json::write(out, &unreadable(error))?;
                }
                // The report so far comes first, also where both go to one terminal.
                out.flush()?;
                complain(error);
            }
        }
        Ok(())
    })?;
    match (read, failed) {
        (_, 1..) => Ok(Exit::Failed),
        (1.., 0) => Ok(Exit::Done),
        (0, 0) => {
            complain(&Error::new("no talks were found").do_next("name files, or a folder that has some"));
            Ok(Exit::Nothing)
        }
    }
}

fn write_report(address: &Address, loaded: &Loaded, out: &mut impl Write) -> io::Result<()> {
    let talk = &loaded.talk;
    writeln!(out, "{}", shown(address.path()))?;
    let mut row = |name: &str, what: &str| {
        if what.is_empty() { Ok(()) } else { writeln!(out, "  {name:9} {}", clean_line(what)) }
    };
    row("format", &format!("{}{}: {}", loaded.format.name(), how_sure(loaded.sure), loaded.why))?;
    if let Some(other) = near(loaded) {
        row("or", &could_also_be(other))?;
    }
    row("encoding", &loaded.encoding)?;
    row("title", &format!("{} (from: {})", talk.title, talk.title_from.name()))?;
    row("date", &or_nothing(talk.date))?;
    row("link", talk.source_url.as_deref().unwrap_or_default())?;
    row("speakers", &talk.speakers.iter().map(name_and_label).collect::<Vec<_>>().join(", "))?;
    let mut size = vec![count(talk.count_words(), "word"), count(talk.segments.len(), "segment")];
    size.push(count(talk.sections.len(), "section"));
    size.extend(talk.duration.map(|duration| duration.to_string()));
    row("size", &size.join(", "))?;
    for (name, beside) in json::Beside::of(address).rows() {
        row(name, &beside)?;
    }
    talk.notes.iter().try_for_each(|note| row("note", &with_line(note)))?;
    // A problem has a line for itself, which editors can jump to.
    loaded.problems.iter().try_for_each(|problem| {
        let line = problem.line.and_then(json::line).map(|line| format!("{line}:")).unwrap_or_default();
        writeln!(out, "{}:{line} {}", shown(address.path()), clean_line(&problem.what))
    })
}

/// `Ada (SPEAKER_00)`: what the reader calls a speaker, and what the file does.
fn name_and_label(speaker: &Speaker) -> String {
    match &speaker.label {
        Some(label) => format!("{} ({label})", speaker.name),
        None => speaker.name.clone(),
    }
}

/// | sure      | is told as      |
/// |-----------|-----------------|
/// | 90 to 100 | `, sure (98)`   |
/// | 60 to 89  | `, likely (70)` |
/// | 30 to 59  | `, maybe (40)`  |
/// | 1 to 29   | `, a guess (10)` |
/// | none      | nothing: it was named |
fn how_sure(sure: Option<u8>) -> String {
    let Some(sure) = sure else { return String::new() };
    let word = match sure {
        SURE.. => "sure",
        60.. => "likely",
        30.. => "maybe",
        _ => "a guess",
    };
    format!(", {word} ({sure})")
}

/// From here on nothing else is thought of.
const SURE: u8 = 90;
/// A format that is less sure by no more than this may be the right one.
const NEAR: u8 = 20;

/// The format that it may be as well, where that is worth telling: it was nearly taken, or another was named.
fn near(loaded: &Loaded) -> Option<&Other> {
    let other = loaded.other.as_ref()?;
    let is_near = |sure: u8| sure < SURE && other.sure.saturating_add(NEAR) >= sure;
    loaded.sure.is_none_or(is_near).then_some(other)
}

fn could_also_be(other: &Other) -> String {
    let name = other.format.name();
    format!("{name} ({}): {}; --as {name} reads it so", other.sure, other.why)
}

fn with_line(note: &Note) -> String {
    match note.line.and_then(json::line) {
        Some(line) => format!("line {line}: {}", note.what),
        None => note.what.clone(),
    }
}

fn as_object<'a>(address: &Address, loaded: &'a Loaded) -> json::Checked<'a> {
    let talk = &loaded.talk;
    json::Checked {
        path: json::path(address.path()),
        format: Some(loaded.format.name()),
        why: Some(&loaded.why),
        sure: loaded.sure,
        other: loaded.other.as_ref().map(|other| json::OtherFormat {
            format: other.format.name(),
            sure: other.sure,
            why: &other.why,
        }),
        encoding: Some(&loaded.encoding),
        title: Some(&talk.title),
        title_from: Some(talk.title_from.name()),
        date: talk.date.map(|date| date.to_string()),
        duration_ms: talk.duration.map(Timestamp::ms),
        words: talk.count_words(),
        segments: talk.segments.len(),
        sections: talk.sections.len(),
        speakers: talk.speakers.iter().map(Speaker::label).collect(),
        notes: json::notes(&talk.notes),
        problems: json::notes(&loaded.problems),
        error: None,
        beside: json::Beside::of(address),
    }
}

fn unreadable<'a>(error: &Error) -> json::Checked<'a> {
    json::Checked {
        path: error.path().map(json::path).unwrap_or_default(),
        error: Some(error.reason()),
        ..json::Checked::default()
    }
}
