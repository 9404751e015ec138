//! `dictum outline --skim`: a talk's sections with their key sentences, to be read in two minutes.

use std::io::{self, Write};

use super::Look;
use super::table::count;
use crate::model::{Origin, Section, Span, Talk};
use crate::outline::{KeySentence, Skimmed};
use crate::text::{clean_line, width, wrap};

/// The width where nobody looks on.
const IN_A_PIPE: usize = 80;
/// Below this a margin would leave no room for words.
const LEAST_TEXT: usize = 20;
/// What stands before a sentence.
const DASH: &str = "– ";

/// Writes the key sentences of each section under its time, title and length.
pub fn write(talk: &Talk, skim: &[Skimmed], look: Look, out: &mut impl Write) -> io::Result<()> {
    let times = talk.sections.iter().filter_map(|section| section.start);
    let margin = times.max().map_or(0, |last| width(&format!("[{last}] ")));
    let page = Page { talk, look, columns: look.columns.unwrap_or(IN_A_PIPE), margin };
    writeln!(out, "{}", look.strong(&format!("# {}", clean_line(&talk.title))))?;
    for part in skim {
        writeln!(out)?;
        if let Some(section) = part.section.and_then(|at| talk.sections.get(at)) {
            page.write_head(section, part, out)?;
        }
        for sentence in &part.sentences {
            page.write_sentence(sentence, out)?;
        }
    }
    Ok(())
}

/// What a skim is written on.
struct Page<'a> {
    talk: &'a Talk,
    look: Look,
    columns: usize,
    /// Columns for times; 0 where there are none.
    margin: usize,
}

impl Page<'_> {
    /// `[12:31] How bridges hum · 4:10`
    fn write_head(&self, section: &Section, part: &Skimmed, out: &mut impl Write) -> io::Result<()> {
        let time = section.start.map(|start| format!("[{start}] ")).unwrap_or_default();
        let length = match part.lasts {
            Some(lasts) => lasts.to_string(),
            None => count(part.words, "word"),
        };
        let (sign, style): (_, fn(Look, &str) -> String) = match section.origin {
            Origin::Written | Origin::Reader => ("", Look::strong),
            Origin::Found => ("~ ", Look::quiet),
        };
        let style = |text: &str| style(self.look, text);
        let title = format!("{sign}{}", clean_line(&section.title));
        let rows = self.rows(&format!("{title} · {length}"), 0);
        for (at, row) in rows.into_iter().enumerate() {
            // The length is told beside the title, and is not of it.
            let row = match row.strip_prefix(title.as_str()) {
                Some(rest) => format!("{}{rest}", style(&title)),
                None => style(&row),
            };
            let before = if at == 0 { time.as_str() } else { "" };
            writeln!(out, "{before:margin$}{row}", margin = self.margin)?;
        }
        Ok(())
    }

    fn write_sentence(&self, sentence: &KeySentence, out: &mut impl Write) -> io::Result<()> {
        let speaker = sentence.speaker.and_then(|id| self.talk.speaker(id));
        let name = speaker.map(|speaker| format!("{}: ", clean_line(&speaker.name))).unwrap_or_default();
        for (at, row) in self.rows(&format!("{name}{}", sentence.line), width(DASH)).into_iter().enumerate() {
            let row = match row.strip_prefix(name.as_str()) {
                Some(said) if at == 0 => format!("{}{said}", self.look.strong(&name)),
                _ => row,
            };
            let before = if at == 0 { DASH } else { "  " };
            writeln!(out, "{:margin$}{before}{row}", "", margin = self.margin)?;
        }
        Ok(())
    }

    fn rows(&self, text: &str, set_in: usize) -> Vec<String> {
        let room = self.columns.saturating_sub(self.margin + set_in).max(LEAST_TEXT);
        wrap(text, Span::new(0, text.len()), room).into_iter().map(|row| row.of(text).to_owned()).collect()
    }
}
