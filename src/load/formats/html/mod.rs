//! Reads web pages: their text, block by block, with who speaks and when where the page marks it.

mod page;
mod sink;

use super::Guess;
use super::chapters::{self, Chapter};
use crate::error::Result;
use crate::load::article::{Item, compose};
use crate::load::cues::Cue;
use crate::load::dates;
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::opening;
use crate::load::source::Source;
use crate::load::times::take_clock;
use crate::model::{Timestamp, TitleFrom};
use page::{Block, Page, Shape};

/// Tags with which pages, parts of pages and captions in SAMI begin.
const OPENINGS: &[&str] = &[
    "<!doctype html", "<html", "<head", "<body", "<article", "<section", "<cite", "<sami", "<main", "<?xml",
];

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    if !source.text.trim_start().starts_with('<') {
        return None;
    }
    let head: String = source.text.trim_start().chars().take(4_000).collect::<String>().to_lowercase();
    let start = after_comments(&head);
    if let Some(tag) = OPENINGS.iter().find(|tag| start.starts_with(**tag)) {
        return Some(Guess::new(92, format!("it begins with {tag}")));
    }
    let tags: usize =
        ["<p", "<div", "<span", "<li", "<br", "<h"].iter().map(|tag| head.matches(tag).count()).sum();
    let is_markdown =
        source.lines().take(100).any(|line| line.text.starts_with("# ") || line.text.starts_with("## "));
    let named = source.is_named(&["html", "htm", "xhtml", "xml", "smi"]);
    (start.starts_with('<') && (named || tags >= 10 && !is_markdown))
        .then(|| Guess::new(90, format!("it begins with a tag, and has {tags} more near its start")))
}

fn after_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
        rest = behind.trim_start();
    }
    rest
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let page = sink::read(source);
    about(&page, draft);
    let marked = page.blocks.iter().filter(|b| b.time.is_some() || b.speaker.is_some()).count();
    if marked >= 3 {
        as_talk(page, draft);
    } else {
        compose(draft, page.blocks.into_iter().map(item).collect());
    }
    Ok(())
}

/// What the page says of itself.
fn about(page: &Page, draft: &mut Draft) {
    if let Some(title) = page.title() {
        let title = title.strip_prefix("Transcript for ").unwrap_or(&title);
        draft.title(title, TitleFrom::Metadata);
    }
    if let Some(code) = &page.language {
        draft.language(code);
    }
    if let Some(url) = &page.url {
        draft.source(url);
    }
    if let Some(id) = &page.video {
        draft.video(id);
    }
    draft.date = draft.date.or_else(|| page.date.as_deref().and_then(dates::read));
    if page.left_out > 0 {
        let what =
            format!("{} parts of the page left out: scripts, menus, headers, footers, forms", page.left_out);
        draft.note(None, what);
    }
}

/// A page that marks who speaks or when: its blocks are what is said.
fn as_talk(page: Page, draft: &mut Draft) {
    let (mut cues, mut sections) = (Vec::<Cue>::new(), Vec::new());
    let (mut speaker, mut pending) = (None::<String>, None::<Timestamp>);
    let mut titles: Vec<(String, u32)> = Vec::new();
    let (mut in_contents, mut listed) = (false, 0);
    for block in page.blocks {
        if in_contents && matches!(block.shape, Shape::ListItem(_)) && block.time.is_none() {
            listed += 1;
            continue;
        }
        in_contents = matches!(block.shape, Shape::Heading(_)) && opening::names_contents(&block.text);
        if in_contents {
            continue;
        }
        if let Shape::Heading(_) = block.shape {
            let bare = block.text.trim().trim_start_matches("Transcript for ");
            if !draft.is_title(bare) {
                titles.push((block.text, block.line));
            }
            continue;
        }
        if cues.is_empty() && furniture::is_button(&block.text) {
            draft.note(Some(block.line), format!("furniture of the page cut: {}", block.text.trim()));
            continue;
        }
        let new_speaker = block.speaker.is_some();
        speaker = block.speaker.or(speaker);
        let start = block.time.or(pending.take());
        // A name and a time may stand in a line of their own above what is said.
        if block.text.trim().is_empty() {
            pending = start;
            continue;
        }
        for (title, line) in titles.drain(..) {
            let title = take_clock(&title).map_or(title.as_str(), |(_, rest)| rest.trim()).to_owned();
            sections.push((cues.len(), Chapter { start, title, line }));
        }
        let (text, line) = (block.text, block.line);
        cues.push(Cue {
            start,
            end: block.end,
            speaker: speaker.clone(),
            opens_turn: new_speaker,
            text,
            line,
            end_line: block.end_line,
        });
    }
    if listed > 0 {
        draft.note(None, format!("table of contents left out, {listed} lines"));
    }
    chapters::pour_at(draft, cues, sections);
}

fn item(block: Block) -> Item {
    let Block { shape, text, line, end_line, time, speaker, .. } = block;
    // Marks that are too few to be the page's custom are put back.
    let time = time.map_or(String::new(), |time| format!("[{time}] "));
    let text = format!("{time}{}{text}", speaker.map_or(String::new(), |name| format!("{name}: ")));
    match shape {
        Shape::Heading(level) => Item::Heading { level, title: text, line },
        // Most have one line, and a vector that is not told so makes room for four.
        Shape::Paragraph if !text.contains('\n') => Item::Paragraph(vec![(line, text.into())]),
        Shape::Paragraph => Item::Paragraph(
            (line..).zip(text.lines()).map(|(line, text)| (line.min(end_line), text.into())).collect(),
        ),
        Shape::ListItem(depth) => {
            Item::List { depth, number: None, text: text.replace('\n', " ").into(), line, end_line }
        }
        Shape::Quote => Item::Quote { text: text.replace('\n', " ").into(), line, end_line },
        Shape::Code => Item::Code { language: None, text, line, end_line },
    }
}
