//! `dictum list`: which talks there are, a line each.

use std::io::{self, Write};
use std::path::PathBuf;

use super::gather::{Met, PassedOver, each_talk};
use super::naming::Names;
use super::table::{cell, field, or_nothing};
use super::{Exit, Look, Outcome, complain, json, shown};
use crate::error::Error;
use crate::library::{self, Address, Reading};
use crate::model::{Card, Timestamp};

/// Lists the talks that the paths mean. One that cannot be read has its reason in the list; where none can be read,
/// the reasons are errors.
pub fn list(paths: &[PathBuf], reading: &Reading, json: bool, look: Look, out: &mut impl Write) -> Outcome {
    let layout = look.columns.map(Layout::for_width);
    let mut errors: Vec<Error> = Vec::new();
    let mut listed = 0usize;
    // Errors wait for the first talk, because alone they are no list.
    let mut told = 0usize;
    let mut passed_over = PassedOver::default();
    let mut names = Names::default();
    each_talk(paths, reading, &mut |met| {
        let opened = match met {
            Met::Talk(address, mut loaded) => {
                names.apply(&address, &mut loaded.talk);
                Ok((address, library::card(&loaded)))
            }
            Met::Failed(error) => Err(error),
            Met::Skipped(error) => {
                passed_over.add(error);
                return Ok(());
            }
        };
        match opened {
            Err(error) if json => {
                json::write(out, &json_error(&error))?;
                errors.push(error);
            }
            Err(error) => errors.push(error),
            Ok((address, card)) if json => {
                json::write(out, &json_talk(&address, card))?;
                listed += 1;
            }
            Ok((address, card)) => {
                if let (0, Some(layout)) = (listed, &layout) {
                    writeln!(out, "{}", look.strong(&layout.heads()))?;
                }
                told = write_errors(&errors, told, layout.is_some(), out)?;
                let path = shown(address.path());
                match &layout {
                    Some(layout) => {
                        writeln!(out, "{}", layout.row(&path, &card).trim_end())?;
                        // Whoever watches sees each talk as it comes.
                        out.flush()?;
                    }
                    None => writeln!(out, "{}", fields(&path, &card))?,
                }
                listed += 1;
            }
        }
        Ok(())
    })?;
    out.flush()?;
    passed_over.tell();
    if listed > 0 {
        if !json {
            write_errors(&errors, told, layout.is_some(), out)?;
        }
        return Ok(Exit::Done);
    }
    errors.iter().for_each(complain);
    if errors.is_empty() {
        complain(
            &Error::new("no talks were found")
                .do_next("name a folder with transcripts, captions or articles"),
        );
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Failed)
}

/// Writes the errors that were not written yet into the list, and answers how many have been.
fn write_errors(errors: &[Error], told: usize, table: bool, out: &mut impl Write) -> io::Result<usize> {
    for error in errors.iter().skip(told) {
        let path = shown(error.path().unwrap_or("".as_ref()));
        let reason = field(&error.reason());
        if table {
            writeln!(out, "{:27}  {path}: {reason}", "cannot be read")?;
        } else {
            writeln!(out, "{}\t\t\t\t\t\t{reason}", field(&path))?;
        }
    }
    Ok(errors.len())
}

/// A line for a pipe: path, title, date, length, words, speakers; the seventh field is for reasons. Only tabs will
/// do, since titles and names have blanks in them.
fn fields(path: &str, card: &Card) -> String {
    let cells = [
        field(path),
        field(&card.title),
        or_nothing(card.date),
        or_nothing(card.duration),
        card.words.to_string(),
        field(&card.speakers.join(", ")),
        String::new(),
    ];
    cells.join("\t")
}

/// How wide the columns of the table are.
struct Layout {
    title: usize,
    speakers: usize,
    /// The file is shown where there is room for it.
    file: usize,
}

/// Date, length and words with the blanks after them.
const FIXED: usize = 10 + 2 + 7 + 2 + 6 + 2;

impl Layout {
    /// A terminal of at least 100 columns shows files too; a narrow one leaves out the speakers.
    fn for_width(columns: usize) -> Self {
        let room = columns.saturating_sub(FIXED);
        match columns {
            100.. => {
                Self { title: room * 2 / 5, speakers: room / 5, file: room - room * 2 / 5 - room / 5 - 4 }
            }
            70.. => Self { title: room * 3 / 5, speakers: room - room * 3 / 5 - 2, file: 0 },
            _ => Self { title: room.max(12), speakers: 0, file: 0 },
        }
    }

    fn heads(&self) -> String {
        self.line(["date", "length", "words"].map(str::to_owned), "title", "speakers", "file")
            .trim_end()
            .to_owned()
    }

    fn row(&self, path: &str, card: &Card) -> String {
        let facts = [or_nothing(card.date), or_nothing(card.duration), card.words.to_string()];
        self.line(facts, &card.title, &card.speakers.join(", "), path)
    }

    fn line(&self, [date, length, words]: [String; 3], title: &str, speakers: &str, file: &str) -> String {
        let mut line = format!("{date:10}  {length:>7}  {words:>6}  {}", cell(title, self.title));
        for (text, columns) in [(speakers, self.speakers), (file, self.file)] {
            if columns > 0 {
                line.push_str("  ");
                line.push_str(&cell(text, columns));
            }
        }
        line
    }
}

fn json_talk(address: &Address, card: Card) -> json::Listed {
    json::Listed {
        path: json::path(address.path()),
        title: Some(card.title),
        date: card.date.map(|date| date.to_string()),
        speakers: card.speakers,
        duration_ms: card.duration.map(Timestamp::ms),
        words: card.words,
        sections: card.sections,
        format: Some(card.format),
        problems: card.problems,
        error: None,
        beside: json::Beside::of(address),
    }
}

fn json_error(error: &Error) -> json::Listed {
    json::Listed {
        path: error.path().map(json::path).unwrap_or_default(),
        error: Some(error.reason()),
        ..json::Listed::default()
    }
}
