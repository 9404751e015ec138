//! `dictum marks`: the places that the reader gave letters, over all talks.

use std::io::{self, Write};
use std::path::Path;

use super::{Exit, Look, Outcome, complain, json, shown};
use crate::error::Error;
use crate::memory::{KeptMark, Memory, state_folder};
use crate::model::Timestamp;
use crate::text::clean_line;

/// What marks are printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarksForm {
    Plain,
    Json,
    Markdown,
}

/// Prints the marks, talk by talk.
pub fn marks(form: MarksForm, look: Look, out: &mut impl Write) -> Outcome {
    let (mut memory, told) = Memory::open(state_folder().as_deref());
    if let Some(told) = told {
        complain(&Error::new(told));
    }
    let marks = memory.all_marks()?;
    for of_one_talk in marks.chunk_by(|a, b| (a.fingerprint, &a.path) == (b.fingerprint, &b.path)) {
        match form {
            MarksForm::Json => of_one_talk.iter().try_for_each(|mark| json::write(out, &as_object(mark)))?,
            MarksForm::Plain => write_plain(of_one_talk, look, out)?,
            MarksForm::Markdown => write_markdown(of_one_talk, out)?,
        }
    }
    if marks.is_empty() {
        complain(&Error::new("no marks are kept").do_next("set one with `m` and a letter while reading"));
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

/// The talk, then a line a mark: its letter, its time, and the words that stand there.
fn write_plain(marks: &[KeptMark], look: Look, out: &mut impl Write) -> io::Result<()> {
    let Some(talk) = marks.first() else { return Ok(()) };
    writeln!(
        out,
        "{}{}",
        look.strong(&clean_line(&talk.title)),
        path_of(talk).map(|p| format!(" ({p})")).unwrap_or_default()
    )?;
    marks.iter().try_for_each(|mark| {
        let time = mark.mark.start_ms.map(|ms| time(ms).to_string()).unwrap_or_default();
        writeln!(out, "  '{}  {time:>8}  {}", clean_line(&mark.mark.letter.to_string()), words_at(mark))
    })
}

/// The same as a Markdown list, for notes.
fn write_markdown(marks: &[KeptMark], out: &mut impl Write) -> io::Result<()> {
    let Some(talk) = marks.first() else { return Ok(()) };
    writeln!(out, "## {}\n", clean_line(&talk.title))?;
    if let Some(path) = path_of(talk) {
        writeln!(out, "{path}\n")?;
    }
    for mark in marks {
        let time = mark.mark.start_ms.map(|ms| format!("{} ", time(ms))).unwrap_or_default();
        writeln!(out, "- '{} {time}{}", clean_line(&mark.mark.letter.to_string()), words_at(mark))?;
    }
    writeln!(out)
}

fn path_of(mark: &KeptMark) -> Option<String> {
    mark.path.as_deref().map(shown)
}

/// Bytes of kept words from which on there were more of them.
const SURELY_CUT: usize = 45;

fn words_at(mark: &KeptMark) -> String {
    let kept = clean_line(&mark.context.after);
    let mut words: Vec<&str> = kept.split_whitespace().collect();
    // What is kept of a longer text ends anywhere, as a rule within a word.
    let goes_on = kept.len() >= SURELY_CUT && words.len() > 2;
    if goes_on {
        words.pop();
    }
    words.join(" ") + if goes_on { " …" } else { "" }
}

fn time(ms: u32) -> Timestamp {
    Timestamp::from_ms(i64::from(ms))
}

fn as_object(mark: &KeptMark) -> json::Marked<'_> {
    json::Marked {
        path: mark.path.as_deref().map(Path::to_string_lossy),
        title: &mark.title,
        letter: mark.mark.letter,
        start: mark.mark.at,
        start_ms: mark.mark.start_ms,
        made_ms: mark.mark.made_ms,
        before: &mark.context.before,
        after: &mark.context.after,
    }
}
