//! How a talk is laid out in rows: what stands on each, before any colour.

use crate::model::{Block, BlockKind, Span, Talk, TitleFrom};
use crate::text::{wrap, wrap_code};

/// A row of the transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Blank,
    /// A part of the talk's title, at its very top.
    Title(Span),
    /// A part of the line that tells date, length and speakers.
    About(Span),
    /// A part of a section's title; `first` is where it begins.
    Heading {
        section: usize,
        part: Span,
        first: bool,
    },
    /// The name of who speaks from here.
    Speaker {
        block: usize,
    },
    /// When a cue is said, and by whom: it stands above the cue's text in the raw view.
    Cue {
        segment: usize,
    },
    /// A time within a cue, in the raw view: it stands above what is said then.
    Moment {
        moment: usize,
    },
    /// A part of a block's text. `first` is where a paragraph (or a cue without a head) begins.
    Text {
        block: usize,
        span: Span,
        first: bool,
        last: bool,
    },
    /// A part of a key sentence as the skim shows it: `row` is a range of what is shown, `at` where the sentence
    /// stands in the talk's text.
    Key {
        part: usize,
        sentence: usize,
        row: Span,
        at: u32,
        first: bool,
    },
    /// The talk has no text.
    NoText,
}

/// What the rows hang on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Columns for the text.
    pub columns: usize,
    /// Columns for lines of code.
    pub code_columns: usize,
    /// Columns by which key sentences begin before the text: those of the times, where words need them more.
    pub hang: usize,
    /// Repeats are shown once, with their count.
    pub folded: bool,
    /// The file's own cues as they are, not joined.
    pub raw: bool,
}

/// A talk with what its layout needs to know beforehand.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    pub talk: &'a Talk,
    /// Date, length, words, speakers and link, as one text.
    pub about: &'a str,
    /// For each section the block that it stands above; sections after the last block stand below it.
    pub headings: &'a [(usize, usize)],
    pub setting: Setting,
}

/// Columns that a block's text is set in from the left.
pub fn indent(block: &Block, columns: usize) -> usize {
    // However deep a list goes, half of the width stays for its words.
    let wanted = match block.kind {
        BlockKind::Prose | BlockKind::Sound => 0,
        BlockKind::List { depth, number } => {
            2 + usize::from(depth) * 2 + number.map_or(0, |n| n.to_string().len())
        }
        BlockKind::Quote | BlockKind::Code { .. } => 2,
    };
    wanted.min(columns / 2)
}

/// For each section the block that it stands above: the first that ends after the section's start.
pub fn place_headings(talk: &Talk) -> Vec<(usize, usize)> {
    let above = |at: usize| talk.blocks.partition_point(|b| b.span.to() <= at);
    talk.sections.iter().enumerate().map(|(section, s)| (above(s.span.from()), section)).collect()
}

/// The rows of one block, with what stands above it.
pub fn rows_of(page: &Page, at: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if at == 0 {
        title_rows(page, &mut rows);
    }
    let Some(block) = page.talk.blocks.get(at) else {
        if page.talk.text.trim().is_empty() {
            rows.push(Row::NoText);
        }
        return rows;
    };
    let headed = heading_rows(page, at, &mut rows);
    if page.setting.raw {
        cue_rows(page, at, block, headed, &mut rows);
    } else {
        if !headed && at > 0 && !follows_closely(page.talk, at) {
            rows.push(Row::Blank);
        }
        // A sound opens no turn, but the first name is told all the same.
        if (block.opens_turn || at == 0) && block.speaker.is_some() {
            rows.push(Row::Speaker { block: at });
        }
        text_rows(page, at, block, &mut rows);
    }
    if at + 1 == page.talk.blocks.len() {
        heading_rows(page, at + 1, &mut rows);
    }
    rows
}

pub(super) fn title_rows(page: &Page, rows: &mut Vec<Row>) {
    let parts = |text: &str| wrap(text, Span::new(0, text.len()), page.setting.columns);
    // Opening words are only a name for lists: they are read below.
    if page.talk.title_from != TitleFrom::OpeningWords {
        rows.extend(parts(&page.talk.title).into_iter().map(Row::Title));
    }
    if !page.about.is_empty() {
        rows.extend(parts(page.about).into_iter().map(Row::About));
    }
    rows.push(Row::Blank);
}

fn heading_rows(page: &Page, block: usize, rows: &mut Vec<Row>) -> bool {
    let from = page.headings.partition_point(|&(above, _)| above < block);
    let here = page.headings[from..].iter().take_while(|&&(above, _)| above == block);
    let mut headed = false;
    for &(_, section) in here.filter(|(_, section)| !page.talk.is_but_its_title(*section)) {
        if !matches!(rows.last(), None | Some(Row::Blank)) || (block > 0 && rows.is_empty()) {
            rows.push(Row::Blank);
        }
        rows.extend(heading(page.talk, section, page.setting.columns));
        headed = true;
    }
    headed
}

/// The rows of a section's title.
pub(super) fn heading(talk: &Talk, section: usize, columns: usize) -> impl Iterator<Item = Row> + use<> {
    let title = talk.sections.get(section).map_or("", |section| section.title.as_str());
    let parts = wrap(title, Span::new(0, title.len()), columns);
    parts.into_iter().enumerate().map(move |(i, part)| Row::Heading { section, part, first: i == 0 })
}

/// The rows of what a section has of a block, where the text is unfolded in a skim.
pub(super) fn prose_rows(page: &Page, at: usize, section: Span, rows: &mut Vec<Row>) {
    let Some(block) = page.talk.blocks.get(at) else { return rows.push(Row::Blank) };
    let begins = block.span.from() >= section.from();
    if begins
        && at > 0
        && page.talk.blocks[at - 1].span.to() > section.from()
        && !follows_closely(page.talk, at)
    {
        rows.push(Row::Blank);
    }
    if begins && block.opens_turn && block.speaker.is_some() {
        rows.push(Row::Speaker { block: at });
    }
    let span = match block.repeat {
        Some(repeat) if page.setting.folded => repeat.unit,
        _ => block.span,
    };
    rows.extend(parted(page, at, block, span.intersect(section), true));
}

/// List items stand close together; so do the pieces of one long piece of code.
fn follows_closely(talk: &Talk, at: usize) -> bool {
    let (before, this) = (&talk.blocks[at - 1].kind, &talk.blocks[at].kind);
    match (before, this) {
        (BlockKind::List { .. }, BlockKind::List { .. }) => true,
        (BlockKind::Code { .. }, BlockKind::Code { .. }) => !talk
            .text
            .get(talk.blocks[at - 1].span.to()..talk.blocks[at].span.from())
            .unwrap_or("")
            .contains("\n\n"),
        _ => false,
    }
}

/// The cues (or turns, or paragraphs) of the file that begin in a block or reach into it, each from a row of its own. One
/// that says when or by whom it is said has a head; others are parted as paragraphs are.
fn cue_rows(page: &Page, at: usize, block: &Block, headed: bool, rows: &mut Vec<Row>) {
    let segments = &page.talk.segments;
    let from = if at == 0 { 0 } else { block.span.from() };
    let to = page.talk.blocks.get(at + 1).map_or(usize::MAX, |next| next.span.from());
    let first = segments.partition_point(|s| s.span.to() <= block.span.from() && s.span.from() < from);
    let here = segments.iter().enumerate().skip(first).take_while(|(_, s)| s.span.from() < to);
    let before = rows.len();
    for (segment, cue) in here {
        let begins = cue.span.from() >= from;
        let has_head = cue.start.is_some() || cue.speaker.is_some();
        if begins && has_head {
            rows.push(Row::Cue { segment });
        } else if begins && rows.len() == before && !headed && at > 0 && !follows_closely(page.talk, at) {
            rows.push(Row::Blank);
        }
        let part = cue.span.intersect(block.span);
        if !part.is_empty() {
            timed_rows(page, at, part, begins && !has_head, rows);
        }
    }
    // Text that belongs to no cue is shown all the same.
    if rows.len() == before {
        rows.extend(parted(page, at, block, block.span, true));
    }
}

/// A part of a cue, parted where a time stands in it.
fn timed_rows(page: &Page, at: usize, part: Span, begins: bool, rows: &mut Vec<Row>) {
    let (moments, block) = (&page.talk.moments, &page.talk.blocks[at]);
    let first = moments.partition_point(|m| m.at < part.from());
    let (mut from, mut begins) = (part.from(), begins);
    for (moment, time) in moments.iter().enumerate().skip(first).take_while(|(_, m)| m.at < part.to()) {
        if from < time.at {
            rows.extend(parted(page, at, block, Span::new(from, time.at), begins));
            begins = false;
        }
        rows.push(Row::Moment { moment });
        from = time.at;
    }
    rows.extend(parted(page, at, block, Span::new(from, part.to()), begins));
}

fn text_rows(page: &Page, at: usize, block: &Block, rows: &mut Vec<Row>) {
    let span = match block.repeat {
        Some(repeat) if page.setting.folded => repeat.unit,
        _ => block.span,
    };
    rows.extend(parted(page, at, block, span, true));
}

/// A part of a block in rows; `begins`: it is the beginning of something, and not its going on.
fn parted(
    page: &Page,
    at: usize,
    block: &Block,
    span: Span,
    begins: bool,
) -> impl Iterator<Item = Row> + use<> {
    let width = match block.kind {
        BlockKind::Code { .. } => page.setting.code_columns,
        _ => page.setting.columns,
    };
    let columns = width.saturating_sub(indent(block, page.setting.columns)).max(1);
    let parts = match block.kind {
        BlockKind::Code { .. } => wrap_code(&page.talk.text, span, columns),
        _ => wrap(&page.talk.text, span, columns),
    };
    let count = parts.len();
    parts.into_iter().enumerate().map(move |(i, span)| Row::Text {
        block: at,
        span,
        first: begins && i == 0,
        last: i + 1 == count,
    })
}
