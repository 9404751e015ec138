//! Reads plain text: paragraphs parted by blank lines, or a sentence a line.

use super::{Guess, captions};
use crate::error::Result;
use crate::load::article::{Item, compose};
use crate::load::divide::ends_sentence;
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::rich::Rich;
use crate::load::source::{Line, Source};
use crate::model::TitleFrom;

pub(super) fn sniff(_: &Source) -> Option<Guess> {
    Some(Guess::new(10, "it is text without any other shape"))
}

pub(super) fn sniff_sentences(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    let ended = sample.iter().filter(|line| ends_sentence(line.text)).count();
    if sample.len() < 5 || ended * 10 < sample.len() * 8 {
        return None;
    }
    let letters: usize = sample.iter().map(|line| line.text.chars().count()).sum();
    let mean = letters / sample.len().max(1);
    let lines = source.lines().take(400).count();
    let together = sample.len() * 10 >= lines * 8;
    let bullets = sample.iter().filter(|line| is_bullet(line.text)).count();
    (bullets * 2 < sample.len() && mean < 250 && together)
        .then(|| Guess::new(45, format!("{ended} of {} lines end with a sentence", sample.len())))
}

pub(super) fn parse_sentences(source: &Source, draft: &mut Draft) -> Result<()> {
    captions::parse(source, draft)
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut lines: Vec<Line> = source.lines_and_gaps().collect();
    furniture::cut(draft, &mut lines);
    let mut items = items(&lines);
    drop(lines);
    take_first_line(draft, &mut items);
    compose(draft, items);
    Ok(())
}

/// A short line alone at the top, with a long paragraph under it, is the title.
fn take_first_line(draft: &mut Draft, items: &mut Vec<Item>) {
    let [Item::Paragraph(first), Item::Paragraph(second), ..] = items.as_slice() else { return };
    let [(_, title)] = first.as_slice() else { return };
    let below: usize = second.iter().map(|(_, line)| line.text.len()).sum();
    if below >= 200 && is_heading_like(&title.text) && !title.text.contains(": ") {
        draft.title(&title.text, TitleFrom::Heading);
        items.remove(0);
    }
}

/// Whether a line could be a heading without its markup: short, and no sentence.
pub(super) fn is_heading_like(line: &str) -> bool {
    let line = line.trim();
    if line.ends_with(['.', ',', ';', ':', '!', '…', '-', '–', '—', '。']) {
        return false;
    }
    line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
        && (2..=120).contains(&line.chars().count())
        && line.split_whitespace().count() <= 24
}

/// A part of a plain text.
pub(super) enum Piece<'a> {
    Paragraph(&'a [Line<'a>]),
    Bullet { number: Option<u32>, text: &'a str, line: u32 },
}

/// Paragraphs and list items, as plain text shows them.
pub(super) fn pieces<'a>(lines: &'a [Line<'a>]) -> impl Iterator<Item = Piece<'a>> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let blank = rest.iter().take_while(|line| line.is_blank()).count();
        rest = rest.get(blank..)?;
        let first = rest.first()?;
        let bullet_first = bullet(first.text);
        let ends = |line: &Line| line.is_blank() || bullet(line.text).is_some();
        let length = match bullet_first {
            Some(_) => 1,
            None => rest.iter().position(ends).unwrap_or(rest.len()),
        };
        let (piece, behind) = rest.split_at_checked(length)?;
        rest = behind;
        Some(match bullet_first {
            Some((number, text)) => Piece::Bullet { number, text, line: first.number },
            None => Piece::Paragraph(piece),
        })
    })
}

/// The same as parts of a document.
pub(super) fn items(lines: &[Line]) -> Vec<Item> {
    let item = |piece| match piece {
        Piece::Paragraph(lines) => {
            Item::Paragraph(lines.iter().map(|line| (line.number, Rich::from(line.text.trim()))).collect())
        }
        Piece::Bullet { number, text, line } => {
            Item::List { depth: 0, number, text: Rich::from(text), line, end_line: line }
        }
    };
    pieces(lines).map(item).collect()
}

/// Whether a line is an item of a list.
pub(super) fn is_bullet(line: &str) -> bool {
    bullet(line).is_some()
}

/// What stands behind a bullet at the start of a line. A dash may be somebody who speaks, but then nothing
/// is lost by setting it as a list.
fn bullet(line: &str) -> Option<(Option<u32>, &str)> {
    let line = line.trim_start();
    let mark = line.chars().next()?;
    if let Some(text) = line.strip_prefix(['•', '-', '*', '–', '◦', '‣', '▪']) {
        let blank =
            text.strip_prefix(' ').or_else(|| text.strip_prefix('\t').filter(|_| "•-".contains(mark)));
        return blank.map(|text| (None, text.trim()));
    }
    if !(mark.is_ascii_digit() || mark == '+') {
        return None;
    }
    let (number, text) = line.split_once(['.', ')'])?;
    let number = number.parse().ok().filter(|_| number.len() <= 3)?;
    text.starts_with(' ').then(|| (Some(number), text.trim()))
}
