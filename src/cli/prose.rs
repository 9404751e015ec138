//! A talk as plain text: a head, then headings and paragraphs, with speakers and times where they begin.

use std::io::{self, Write};

use super::Look;
use super::table::{count, or_nothing};
use crate::model::{Block, BlockKind, Origin, Repeat, Section, Span, Talk};
use crate::text::{clean_line, fold, width, wrap};

/// Lines longer than this are hard to follow, however wide the terminal is.
pub const WIDEST: usize = 80;
/// Below this a margin would leave no room for words.
const NARROWEST: usize = 20;
/// More names than this are counted.
const NAMES_IN_HEAD: usize = 4;

/// Writes the part of a talk, with the heading that the part begins under.
pub fn write(talk: &Talk, part: Span, look: Look, out: &mut impl Write) -> io::Result<()> {
    write_head(talk, look, out)?;
    let last = talk.segments.iter().rev().find_map(|segment| segment.start);
    let last = last.max(talk.moments.last().map(|moment| moment.time));
    let margin = last.filter(|_| look.columns.is_some()).map_or(0, |last| width(&format!("[{last}] ")));
    let page = Page { talk, columns: look.columns, margin, look };
    let from = talk.section_at(part.from()).unwrap_or(0);
    let headed = |(at, section)| Some(section).filter(|_| !talk.is_but_its_title(at));
    let mut sections = talk.sections.iter().enumerate().skip(from).filter_map(headed).peekable();
    let mut before: Option<&Block> = None;
    for block in talk.blocks.iter().filter(|block| block.span.overlaps(part)) {
        let shown = block.span.intersect(part);
        let mut headed = false;
        while let Some(section) = sections.next_if(|section| section.span.from() < shown.to()) {
            page.write_heading(section, out)?;
            headed = true;
        }
        // Items of one list stand close together.
        let in_list = before.is_some_and(|before| is_list(before) && is_list(block)) && !headed;
        if !in_list {
            writeln!(out)?;
        }
        let opens = block.opens_turn || before.is_none();
        page.write_block(block, shown, opens, out)?;
        before = Some(block);
    }
    // Headings that nothing follows are part of the talk too.
    let to_the_end = part.to() == talk.text.len();
    sections
        .take_while(|section| to_the_end || section.span.from() < part.to())
        .try_for_each(|section| page.write_heading(section, out))
}

/// The title, what is known of the talk, and its link.
fn write_head(talk: &Talk, look: Look, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", look.strong(&format!("# {}", clean_line(&talk.title))))?;
    let facts =
        [or_nothing(talk.date), or_nothing(talk.duration), count(talk.count_words(), "word"), names(talk)];
    let facts: Vec<_> = facts.iter().filter(|fact| !fact.is_empty()).map(String::as_str).collect();
    writeln!(out, "{}", facts.join(" · "))?;
    talk.source_url.iter().try_for_each(|url| writeln!(out, "{}", clean_line(url)))
}

fn names(talk: &Talk) -> String {
    let names: Vec<_> =
        talk.speakers.iter().take(NAMES_IN_HEAD).map(|speaker| clean_line(&speaker.name)).collect();
    match talk.speakers.len().saturating_sub(names.len()) {
        0 => names.join(", "),
        others => format!("{} and {others} more", names.join(", ")),
    }
}

fn is_list(block: &Block) -> bool {
    matches!(block.kind, BlockKind::List { .. })
}

/// What a talk is written on.
struct Page<'a> {
    talk: &'a Talk,
    /// None: a paragraph is one line.
    columns: Option<usize>,
    /// Columns for times, where rows are broken and there are times.
    margin: usize,
    look: Look,
}

impl Page<'_> {
    /// `## Title`, one mark more for each level; `## ~ Title` where dictum found the section.
    fn write_heading(&self, section: &Section, out: &mut impl Write) -> io::Result<()> {
        let marks = "#".repeat(usize::from(section.level.clamp(1, 5)) + 1);
        let sign = if section.origin == Origin::Found { "~ " } else { "" };
        writeln!(out, "\n{}", self.look.strong(&format!("{marks} {sign}{}", clean_line(&section.title))))
    }

    fn write_block(&self, block: &Block, part: Span, opens: bool, out: &mut impl Write) -> io::Result<()> {
        let lead = Lead::of(&block.kind);
        let name = self.name(block).filter(|_| opens).map(|name| format!("{name}: ")).unwrap_or_default();
        let body = match block.repeat {
            Some(repeat) => said_once(&self.talk.text, part, repeat),
            None => part.of(&self.talk.text).to_owned(),
        };
        let is_code = matches!(block.kind, BlockKind::Code { .. });
        let margin = if is_code { String::new() } else { self.margin(part) };
        let room = self.columns.filter(|_| !is_code);
        let indent = if room.is_some() { width(&margin) } else { 0 };
        let room = room.map(|columns| columns.saturating_sub(indent + width(&lead.rest)).max(NARROWEST));
        for (at, row) in rows(&format!("{name}{body}"), room).enumerate() {
            // The name is bold where it was not broken over two rows.
            let row = match row.strip_prefix(name.as_str()) {
                Some(said) if at == 0 => format!("{}{said}", self.look.strong(&name)),
                _ => row,
            };
            let line = match at {
                0 => format!("{margin}{}{row}", lead.first),
                _ => format!("{:indent$}{}{row}", "", lead.rest),
            };
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn name(&self, block: &Block) -> Option<String> {
        let speaker = self.talk.speaker(block.speaker?)?;
        Some(clean_line(&speaker.name))
    }

    /// `[12:31] ` where a paragraph has a time. On a terminal all are as wide as the last, so that the text's edge
    /// is straight.
    fn margin(&self, part: Span) -> String {
        let time = self.talk.time_at(part.from()).map(|time| format!("[{time}] ")).unwrap_or_default();
        format!("{time:columns$}", columns = self.margin)
    }
}

/// What stands before a block's first row and before the others.
///
/// | block     | first     | rest      |
/// |-----------|-----------|-----------|
/// | list      | `• `, `3. ` after two blanks a level | blanks |
/// | quote     | `> `      | `> `      |
/// | code      | 4 blanks  | 4 blanks  |
/// | others    |           |           |
struct Lead {
    first: String,
    rest: String,
}

impl Lead {
    fn of(kind: &BlockKind) -> Self {
        match kind {
            BlockKind::List { depth, number } => {
                let sign = number.map_or_else(|| "• ".to_owned(), |number| format!("{number}. "));
                let depth = usize::from(*depth) * 2;
                let first = format!("{:depth$}{sign}", "");
                Self { rest: " ".repeat(width(&first)), first }
            }
            BlockKind::Quote => Self { first: "> ".into(), rest: "> ".into() },
            BlockKind::Code { .. } => Self { first: "    ".into(), rest: "    ".into() },
            BlockKind::Prose | BlockKind::Sound => Self { first: String::new(), rest: String::new() },
        }
    }
}

/// The rows of a text: its own lines, and those broken at `room` columns where there is a limit.
fn rows(text: &str, room: Option<usize>) -> impl Iterator<Item = String> + '_ {
    text.split('\n').flat_map(move |line| match room {
        None => vec![line.to_owned()],
        Some(room) => {
            let rows = wrap(line, Span::new(0, line.len()), room);
            rows.into_iter().map(|row| row.of(line).to_owned()).collect()
        }
    })
}

/// The text of a block with the words that are said over and over standing once, and the count behind them. What
/// stands before and after the repeats is kept. They are the same where they are written with other capitals or stops.
fn said_once(text: &str, part: Span, repeat: Repeat) -> String {
    let unit = repeat.unit.of(text);
    if unit.is_empty() || part.intersect(repeat.unit) != repeat.unit {
        return part.of(text).to_owned();
    }
    let once = Span::new(part.from(), repeat.unit.to()).of(text);
    let mut rest = Span::new(repeat.unit.to(), part.to()).of(text);
    let letters = |said: &str| fold(said).text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (words, same) = (unit.split_whitespace().count(), letters(unit));
    while let Some((again, after)) = split_after_words(rest, words) {
        if letters(again) != same {
            break;
        }
        rest = after;
    }
    format!("{once} (×{}){rest}", repeat.count)
}

/// Parts a text behind its first words; none where it has fewer.
fn split_after_words(text: &str, words: usize) -> Option<(&str, &str)> {
    let mut rest = text;
    for _ in 0..words {
        let word = rest.trim_start();
        rest = word.trim_start_matches(|c: char| !c.is_whitespace());
        if rest.len() == word.len() {
            return None;
        }
    }
    text.split_at_checked(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Origin, Segment, SegmentKind, Speaker, SpeakerId, Timestamp};

    fn block(kind: BlockKind, span: Span) -> Block {
        Block { kind, span, speaker: None, opens_turn: false, repeat: None }
    }

    fn printed(talk: &Talk, part: Span, columns: Option<usize>) -> String {
        let mut out = Vec::new();
        write(talk, part, Look { columns, bold: false }, &mut out).expect("written");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn every_kind_of_block_has_its_form() {
        let text = "Hello.\n\none\n\ntwo\n\nfn main() {\n  go()\n}\n\nso they say";
        let at = |part: &str| text.find(part).map(|from| Span::new(from, from + part.len())).expect("a part");
        let talk = Talk {
            title: "A talk".into(),
            text: text.into(),
            blocks: vec![
                block(BlockKind::Prose, at("Hello.")),
                block(BlockKind::List { depth: 0, number: None }, at("one")),
                block(BlockKind::List { depth: 1, number: Some(7) }, at("two")),
                block(BlockKind::Code { language: None }, at("fn main() {\n  go()\n}")),
                block(BlockKind::Quote, at("so they say")),
            ],
            sections: vec![Section {
                title: "What they say".into(),
                level: 2,
                origin: Origin::Written,
                span: at("so they say"),
                start: None,
                line: 0,
            }],
            ..Talk::default()
        };
        assert_eq!(
            printed(&talk, Span::new(0, text.len()), None),
            "# A talk\n11 words\n\nHello.\n\n• one\n  7. two\n\n    fn main() {\n      go()\n    }\n\n### What they say\n\n> so they say\n"
        );
    }

    #[test]
    fn turns_have_names_and_times_also_where_a_part_begins_within_one() {
        let text = "Well, yes.\n\nThank you. Thank you. Thank you.";
        let spans = [Span::new(0, 10), Span::new(12, text.len())];
        let segment = |at: usize, seconds: i64| Segment {
            kind: SegmentKind::Speech,
            speaker: Some(SpeakerId(0)),
            span: spans[at],
            start: Some(Timestamp::from_ms(seconds * 1000)),
            end: None,
            line: 0,
            end_line: 0,
        };
        let turn = |at: usize, opens_turn, repeat| Block {
            speaker: Some(SpeakerId(0)),
            opens_turn,
            repeat,
            ..block(BlockKind::Prose, spans[at])
        };
        let talk = Talk {
            title: "T".into(),
            text: text.into(),
            speakers: vec![Speaker::new("Ada", false)],
            blocks: vec![
                turn(0, true, None),
                turn(1, false, Some(Repeat { unit: Span::new(12, 22), count: 3 })),
            ],
            segments: vec![segment(0, 5), segment(1, 3700)],
            ..Talk::default()
        };
        let head = "# T\n8 words · Ada\n\n";
        assert_eq!(
            printed(&talk, Span::new(0, text.len()), None),
            format!("{head}[0:05] Ada: Well, yes.\n\n[1:01:40] Thank you. (×3)\n")
        );
        assert_eq!(
            printed(&talk, Span::new(0, text.len()), Some(80)),
            format!("{head}[0:05]    Ada: Well, yes.\n\n[1:01:40] Thank you. (×3)\n")
        );
        assert_eq!(printed(&talk, spans[1], None), format!("{head}[1:01:40] Ada: Thank you. (×3)\n"));
    }

    #[test]
    fn words_around_a_repeat_are_kept() {
        let text = "I got them, got them, got them, and went";
        let repeat = Repeat { unit: Span::new(2, 11), count: 3 };
        let part = Span::new(0, text.len());
        assert_eq!(said_once(text, part, repeat), "I got them, (×3) and went");
        assert_eq!(said_once(text, Span::new(12, text.len()), repeat), "got them, got them, and went");
        let text = "Thank you. thank you Thank you, all";
        let repeat = Repeat { unit: Span::new(0, 10), count: 3 };
        assert_eq!(said_once(text, Span::new(0, text.len()), repeat), "Thank you. (×3) all");
    }
}
