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
    let letters: usize = sample.iter().map(|line| line.text.chars().count()).sum();
    let mean = letters / sample.len().max(1);
    let lines = source.lines().take(400).count();
    let together = sample.len() * 10 >= lines * 8;
    let bullets = sample.iter().filter(|line| is_bullet(line.text)).count();
    (sample.len() >= 5
        && bullets * 2 < sample.len()
        && ended * 10 >= sample.len() * 8
        && mean < 250
        && together)
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
    let ends = line.ends_with(['.', ',', ';', ':', '!', '…', '-', '–', '—', '。']);
    (2..=120).contains(&line.chars().count())
        && line.split_whitespace().count() <= 24
        && !ends
        && line.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase())
        })
}

/// Paragraphs and list items, as plain text shows them.
pub(super) fn items(lines: &[Line]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut paragraph: Vec<(u32, Rich)> = Vec::new();
    for line in lines {
        let bullet = bullet(line.text);
        if line.is_blank() || bullet.is_some() {
            items.extend((!paragraph.is_empty()).then(|| Item::Paragraph(std::mem::take(&mut paragraph))));
        }
        match bullet {
            Some((number, text)) => items.push(Item::List {
                depth: 0,
                number,
                text: Rich::from(text),
                line: line.number,
                end_line: line.number,
            }),
            None if line.is_blank() => (),
            None => {
                if paragraph.is_empty() {
                    // Most have one line, and a vector that is not told so makes room for four.
                    paragraph.reserve_exact(1);
                }
                paragraph.push((line.number, Rich::from(line.text.trim())));
            }
        }
    }
    items.extend((!paragraph.is_empty()).then_some(Item::Paragraph(paragraph)));
    items
}

/// Whether a line is an item of a list.
pub(super) fn is_bullet(line: &str) -> bool {
    bullet(line).is_some()
}

/// What stands behind a bullet at the start of a line. A dash may be somebody who speaks, but then nothing
/// is lost by setting it as a list.
fn bullet(line: &str) -> Option<(Option<u32>, &str)> {
    let line = line.trim_start();
    let marks = ["• ", "- ", "* ", "– ", "◦ ", "‣ ", "▪ ", "•\t", "-\t"];
    if let Some(text) = marks.iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some((None, text.trim()));
    }
    let (number, text) = line.split_once(['.', ')'])?;
    let number = number.parse().ok().filter(|_| number.len() <= 3)?;
    text.starts_with(' ').then(|| (Some(number), text.trim()))
}
