//! `dictum list`: which talks there are, a line each.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::PathBuf;

use super::cards::each_card;
use super::gather::{Met, PassedOver};
use super::naming::Names;
use super::table::{cell, field, or_nothing};
use super::{Exit, Look, Outcome, complain, json, shown};
use crate::error::Error;
use crate::library::{Address, Reading};
use crate::model::{Card, Span, Timestamp, TitleFrom};
use crate::text::{clean_line, width, wrap};

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
    each_card(paths, reading, &mut names, &mut |met| {
        let opened = match met {
            // As little a talk as an empty file, which cannot be opened at all.
            Met::Talk(address, card) if card.words == 0 => {
                Err(Error::at(address.path(), "nothing is said in it"))
            }
            Met::Talk(address, mut card) => {
                if let Some(layout) = layout.as_ref().filter(|layout| !json && layout.file == 0)
                    && card.title_from == TitleFrom::FileName
                {
                    card.title = end_of_path(&shown(address.path()), layout.title).into_owned();
                }
                Ok((address, card))
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
                told = write_errors(&errors, told, look.columns, out)?;
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
            write_errors(&errors, told, look.columns, out)?;
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
fn write_errors(
    errors: &[Error],
    told: usize,
    columns: Option<usize>,
    out: &mut impl Write,
) -> io::Result<usize> {
    for error in errors.iter().skip(told) {
        let path = shown(error.path().unwrap_or("".as_ref()));
        let reason = field(&error.reason());
        match columns {
            Some(columns) => write_reason(&format!("{path}: {reason}"), columns, out)?,
            None => writeln!(out, "{}\t\t\t\t\t\t{reason}", field(&path))?,
        }
    }
    Ok(errors.len())
}

/// Where titles stand in the table stands what cannot be read, and why; as many lines as it takes.
fn write_reason(reason: &str, columns: usize, out: &mut impl Write) -> io::Result<()> {
    let reason = clean_line(reason);
    let room = columns.saturating_sub(FIXED).max(NARROWEST);
    for (at, line) in wrap(&reason, Span::new(0, reason.len()), room).into_iter().enumerate() {
        let label = if at == 0 { "cannot be read" } else { "" };
        writeln!(out, "{label:before$}{}", line.of(&reason), before = FIXED)?;
    }
    Ok(())
}

/// As much of a path as there is room for, from its end: it tells more than the beginning, which all talks share.
///
/// | path | in 14 columns |
/// |---|---|
/// | `talks/clt.srt` | `talks/clt.srt` |
/// | `/home/ada/talks/clt.srt` | `…/clt.srt` |
fn end_of_path(path: &str, columns: usize) -> Cow<'_, str> {
    if width(path) <= columns {
        return Cow::Borrowed(path);
    }
    let ends = path.match_indices('/').map(|(at, _)| path.get(at..).unwrap_or_default());
    let end = ends.into_iter().find(|end| width(end) < columns).map(|end| format!("…{end}"));
    end.map_or_else(|| Cow::Borrowed(path.rsplit('/').next().unwrap_or(path)), Cow::Owned)
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

/// A title has so many columns, however narrow the terminal is.
const NARROWEST: usize = 12;

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
            _ => Self { title: room.max(NARROWEST), speakers: 0, file: 0 },
        }
    }

    fn heads(&self) -> String {
        self.line(["date", "length", "words"].map(str::to_owned), "title", "speakers", "file")
            .trim_end()
            .to_owned()
    }

    fn row(&self, path: &str, card: &Card) -> String {
        let facts = [or_nothing(card.date), or_nothing(card.duration), card.words.to_string()];
        self.line(facts, &card.title, &card.speakers.join(", "), &end_of_path(path, self.file))
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn listed(files: &[(&str, &[u8])], columns: usize) -> String {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let look = Look { columns: Some(columns), bold: false };
        let mut out = Vec::new();
        list(&[folder.path().to_path_buf()], &Reading::default(), false, look, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn reasons_are_broken_between_words() {
        let told = listed(&[("a.txt", b"It rains."), ("disguised.txt", b"%PDF-1.7 ...")], 80);
        let lines: Vec<&str> = told.lines().skip_while(|line| !line.starts_with("cannot be read")).collect();
        assert!(lines.len() > 1, "{told}");
        assert!(lines.iter().all(|line| width(line) <= 80), "{told}");
        assert!(lines[1..].iter().all(|line| line.starts_with(&" ".repeat(FIXED))), "{told}");
        assert!(lines.iter().any(|line| line.split_whitespace().any(|word| word == "pdftotext")), "{told}");
    }

    #[test]
    fn talks_without_a_title_are_told_apart_by_their_paths() {
        let srt = b"1\n00:00:01,000 --> 00:00:02,000\nIt rains.\n";
        let told = listed(&[("one/clt.srt", srt), ("two/clt.srt", srt)], 72);
        assert!(told.contains("/one/clt.srt\n") && told.contains("/two/clt.srt\n"), "{told}");
    }

    #[test]
    fn what_says_nothing_is_told_with_its_reason() {
        let told = listed(&[("a.txt", b"It rains."), ("blank.vtt", b"WEBVTT\n"), ("empty.txt", b"")], 120);
        assert!(told.contains("blank.vtt: nothing is said in it"), "{told}");
        assert!(told.contains("empty.txt: is empty"), "{told}");
    }

    #[test]
    fn a_path_loses_its_beginning() {
        for (path, columns, end) in [
            ("talks/clt.srt", 14, "talks/clt.srt"),
            ("/home/ada/talks/clt.srt", 14, "…/clt.srt"),
            ("/home/ada/talks/clt.srt", 15, "…/talks/clt.srt"),
            ("/home/ada/a long name.srt", 10, "a long name.srt"),
            ("", 0, ""),
        ] {
            assert_eq!(end_of_path(path, columns), end, "{path} in {columns}");
        }
    }
}
