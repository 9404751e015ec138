//! Reads digests of talks as web pages show them: heading lines without markup, bullets, paragraphs.

use super::Guess;
use super::prose::{self, Piece};
use crate::error::Result;
use crate::load::article::{Item, compose};
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::source::{Line, Source};
use crate::load::tidy::one_line;
use crate::model::{Kind, TitleFrom};

/// A section's first paragraph has at least this many letters; what is shorter is a line among lines.
const PARAGRAPH: usize = 100;

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let lines: Vec<Line> = source.lines().take(1_000).collect();
    let pieces: Vec<Piece> = prose::pieces(&lines).collect();
    let heads = headings(pieces.iter().map(Stands::of_piece)).len();
    let bullets = lines
        .iter()
        .filter(|line| line.text.trim_start().starts_with(['•', '-', '*']) && prose::is_bullet(line.text))
        .count();
    let paragraphs = pieces.iter().filter(|piece| matches!(piece, Piece::Paragraph(_))).count();
    if heads >= 3 && heads * 5 >= paragraphs {
        return Some(Guess::new(
            64,
            format!("{heads} lines stand like headings above {} paragraphs", paragraphs - heads),
        ));
    }
    (bullets >= 3 && bullets * 2 >= pieces.len())
        .then(|| Guess::new(60, format!("{bullets} of {} paragraphs are bullets", pieces.len())))
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut lines: Vec<Line> = source.lines().collect();
    furniture::cut(draft, &mut lines);
    let mut items = prose::items(&lines);
    take_title(draft, &mut items);
    for at in headings(items.iter().map(Stands::of_item)) {
        if let Some(item) = items.get_mut(at)
            && let Some((line, title)) = heading(item)
        {
            *item = Item::Heading { level: 1, title, line };
        }
    }
    draft.kind = Kind::Summary;
    // A title that is known keeps the first section from being taken for it.
    if !draft.has_title() && matches!(items.first(), Some(Item::Heading { .. })) {
        items.insert(0, Item::Paragraph(Vec::new()));
    }
    compose(draft, items);
    Ok(())
}

/// The title is a line at the top that is said twice, or that stands right above the first heading.
fn take_title(draft: &mut Draft, items: &mut Vec<Item>) {
    let Some((first_line, first)) = items.first().and_then(heading) else { return };
    let again =
        items.iter().skip(1).take_while(|item| heading(item).is_some_and(|(_, t)| t == first)).count();
    let above_heading = headings(items.iter().map(Stands::of_item)).first() == Some(&1);
    if again == 0 && !above_heading {
        return;
    }
    items.drain(..=again);
    draft.title(&first, TitleFrom::PageHead);
    if again > 0 {
        draft.note(Some(first_line), format!("title stands {} times, kept once", again + 1));
    }
}

/// How a part of the text stands.
#[derive(Clone, Copy)]
struct Stands {
    /// Short, alone, and no sentence.
    like_heading: bool,
    /// Long enough to be what stands under a heading.
    below: bool,
}

impl Stands {
    fn of_piece(piece: &Piece) -> Self {
        match piece {
            Piece::Paragraph(lines) => Self::of(lines.iter().map(|line| line.text.trim())),
            Piece::Bullet { .. } => Self { like_heading: false, below: true },
        }
    }

    fn of_item(item: &Item) -> Self {
        match item {
            Item::Paragraph(lines) => Self::of(lines.iter().map(|(_, line)| line.text.as_str())),
            _ => Self { like_heading: false, below: matches!(item, Item::List { .. }) },
        }
    }

    fn of<'a>(mut lines: impl Iterator<Item = &'a str> + Clone) -> Self {
        let bytes: usize = lines.clone().map(str::len).sum();
        // No letter has more bytes than four.
        let below = bytes >= PARAGRAPH * 4
            || bytes >= PARAGRAPH
                && lines.clone().map(|line| line.chars().count()).sum::<usize>() >= PARAGRAPH;
        let alone = lines.next().filter(|_| lines.next().is_none());
        Self { like_heading: alone.is_some_and(is_heading), below }
    }
}

/// Lines that stand like headings: short, alone, no sentence, and with something longer right under them.
fn headings(parts: impl Iterator<Item = Stands>) -> Vec<usize> {
    let parts: Vec<Stands> = parts.collect();
    let pairs = parts.windows(2).enumerate();
    pairs.filter(|(_, pair)| pair[0].like_heading && pair[1].below).map(|(at, _)| at).collect()
}

fn heading(item: &Item) -> Option<(u32, String)> {
    let Item::Paragraph(lines) = item else { return None };
    let [(line, text)] = lines.as_slice() else { return None };
    is_heading(&text.text).then(|| (*line, one_line(&text.text)))
}

fn is_heading(line: &str) -> bool {
    prose::is_heading_like(line) && line.chars().count() < 120
}
