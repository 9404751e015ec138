//! Reads digests of talks as web pages show them: heading lines without markup, bullets, paragraphs.

use super::{Guess, prose};
use crate::error::Result;
use crate::load::article::{Item, compose};
use crate::load::draft::{Draft, one_line};
use crate::load::furniture;
use crate::load::source::{Line, Source};
use crate::model::{Kind, TitleFrom};

/// A section's first paragraph has at least this many letters; what is shorter is a line among lines.
const PARAGRAPH: usize = 100;

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let lines: Vec<Line> = source.lines().take(1_000).collect();
    let items = prose::items(&lines);
    let heads = headings(&items).len();
    let bullets = lines
        .iter()
        .filter(|line| line.text.trim_start().starts_with(['•', '-', '*']) && prose::is_bullet(line.text))
        .count();
    let paragraphs = items.iter().filter(|item| matches!(item, Item::Paragraph(_))).count();
    if heads >= 3 && heads * 5 >= paragraphs {
        return Some(Guess::new(
            64,
            format!("{heads} lines stand like headings above {} paragraphs", paragraphs - heads),
        ));
    }
    (bullets >= 3 && bullets * 2 >= items.len())
        .then(|| Guess::new(60, format!("{bullets} of {} paragraphs are bullets", items.len())))
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut lines: Vec<Line> = source.lines().collect();
    furniture::cut(draft, &mut lines);
    let mut items = prose::items(&lines);
    take_title(draft, &mut items);
    for at in headings(&items) {
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
    let above_heading = headings(items).first() == Some(&1);
    if again == 0 && !above_heading {
        return;
    }
    items.drain(..=again);
    draft.title(&first, TitleFrom::PageHead);
    if again > 0 {
        draft.note(Some(first_line), format!("title stands {} times, kept once", again + 1));
    }
}

/// Lines that stand like headings: short, alone, no sentence, and with something longer right under them.
fn headings(items: &[Item]) -> Vec<usize> {
    let below = |at: usize| match items.get(at + 1) {
        Some(Item::Paragraph(lines)) => {
            lines.iter().map(|(_, line)| line.text.chars().count()).sum::<usize>() >= PARAGRAPH
        }
        Some(Item::List { .. }) => true,
        _ => false,
    };
    (0..items.len()).filter(|&at| items.get(at).and_then(heading).is_some() && below(at)).collect()
}

fn heading(item: &Item) -> Option<(u32, String)> {
    let Item::Paragraph(lines) = item else { return None };
    let [(line, text)] = lines.as_slice() else { return None };
    (prose::is_heading_like(&text.text) && text.text.chars().count() < 120)
        .then(|| (*line, one_line(&text.text)))
}
