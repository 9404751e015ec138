//! Builds a talk: the only way by which text comes into one.
//!
//! Every string is cleaned before a span is made of it, so spans stay right and all that a talk holds is safe
//! to show. Text is one run of blocks parted by blank lines; within a block of prose there are only blanks.

use std::collections::HashMap;
use std::ops::Range;

use super::formats::Chapter;
use super::highlight::Highlighter;
use super::links;
use super::paragraph::Paragraph;
use super::rich::Rich;
use super::speakers::{folded_name, is_anonymous};
use super::stuck::behind_words;
use super::tidy::one_line;
use crate::model::{
    Block, BlockKind, Date, Kind, Moment, Note, Origin, Repeat, Section, Segment, SegmentKind, Span, Speaker,
    SpeakerId, Style, Styled, Talk, Timestamp, TitleFrom,
};
use crate::text::clean_line;

/// No block is longer, so that wrapping one is never work.
pub(super) const LONGEST_BLOCK: usize = 3_200;
/// A long turn is broken into paragraphs of about this many bytes: ten lines of a comfortable width.
pub(super) const TURN_PARAGRAPH: usize = 750;
/// What an author set as one paragraph stays one, up to the most that a block may hold.
pub(super) const AUTHORS_PARAGRAPH: usize = LONGEST_BLOCK;

/// A talk that is being built, and what made no sense on the way.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub kind: Kind,
    pub date: Option<Date>,
    pub language: Option<String>,
    /// How long the talk is, where its own times do not tell.
    pub lasts: Option<Timestamp>,
    title: Option<(String, TitleFrom)>,
    source_url: Option<String>,
    video_id: Option<String>,
    speakers: Vec<Speaker>,
    /// By folded name: a name that differs only in case or spacing is the same speaker. Also by names as they were
    /// written, which come again and again.
    known: HashMap<String, SpeakerId>,
    /// Names as the front matter spells them, by folded name.
    spellings: HashMap<String, String>,
    text: String,
    blocks: Vec<Block>,
    segments: Vec<Segment>,
    moments: Vec<Moment>,
    sections: Vec<Section>,
    /// Sections that begin where the next block will.
    waiting: usize,
    /// What is told beside the file, for a text with times and without sections.
    chapters_beside: Vec<Chapter>,
    took_chapters: bool,
    styles: Vec<Styled>,
    notes: Vec<Note>,
    problems: Vec<Note>,
    highlighter: Highlighter,
}

/// One unit of the file, to become a segment.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    pub kind: SegmentKind,
    pub speaker: Option<SpeakerId>,
    /// A line end in it starts a new paragraph, but for code.
    pub text: Rich,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub line: u32,
    pub end_line: u32,
}

/// How a block is set.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub kind: BlockKind,
    pub speaker: Option<SpeakerId>,
    pub opens_turn: bool,
    /// Longer paragraphs are divided.
    pub most: usize,
}

impl Shape {
    /// An author's paragraph.
    pub fn prose() -> Self {
        Self { kind: BlockKind::Prose, speaker: None, opens_turn: false, most: AUTHORS_PARAGRAPH }
    }

    /// What somebody says.
    pub fn turn(speaker: Option<SpeakerId>, opens_turn: bool) -> Self {
        Self { kind: BlockKind::Prose, speaker, opens_turn, most: TURN_PARAGRAPH }
    }

    /// The same, of another kind.
    pub fn of(kind: BlockKind) -> Self {
        Self { kind, ..Self::prose() }
    }
}

/// A title that is longer, in letters, is a text that somebody put in the wrong field; lists need its beginning.
const LONGEST_TITLE: usize = 300;

impl Draft {
    /// Takes a title, unless there is one.
    pub fn title(&mut self, title: &str, from: TitleFrom) {
        let mut title = one_line(title);
        if let Some((cut, _)) = title.char_indices().nth(LONGEST_TITLE) {
            title.truncate(cut);
            title.push('…');
        }
        if self.title.is_none() && !title.is_empty() {
            self.title = Some((title, from));
        }
    }

    /// Whether a title is known already.
    pub fn has_title(&self) -> bool {
        self.title.is_some()
    }

    /// The title, where one is known already.
    pub fn known_title(&self) -> Option<&str> {
        self.title.as_ref().map(|(title, _)| title.as_str())
    }

    /// Whether this is the title that is known already.
    pub fn is_title(&self, text: &str) -> bool {
        self.title.as_ref().is_some_and(|(title, _)| folded_name(title) == folded_name(&one_line(text)))
    }

    /// Takes an address of the web, unless one is known.
    pub fn source(&mut self, url: &str) {
        if self.source_url.is_none()
            && let Some(url) = links::web_address(url)
        {
            self.video_id = self.video_id.take().or_else(|| links::video_id(&url));
            self.source_url = Some(url);
        }
    }

    /// Takes the id of a video.
    pub fn video(&mut self, id: &str) {
        if self.video_id.is_none() && links::is_video_id(id) {
            self.video_id = Some(id.to_owned());
        }
    }

    /// Whether an address or a video is known already.
    pub fn has_source(&self) -> bool {
        self.source_url.is_some() || self.video_id.is_some()
    }

    /// Whether anything has a time.
    pub fn has_times(&self) -> bool {
        self.segments.iter().any(|segment| segment.start.is_some())
    }

    /// Keeps chapters that are told beside the file, for when its cues are poured.
    pub fn await_chapters(&mut self, chapters: Vec<Chapter>) {
        self.chapters_beside = chapters;
    }

    /// Whether chapters wait for a text without sections but theirs.
    pub fn awaits_chapters(&self) -> bool {
        !self.chapters_beside.is_empty() && (self.sections.is_empty() || self.took_chapters)
    }

    /// Those that wait, as they are.
    pub fn chapters_beside(&self) -> &[Chapter] {
        &self.chapters_beside
    }

    /// The chapters that wait, for good.
    pub fn take_chapters_beside(&mut self) -> Vec<Chapter> {
        if !self.awaits_chapters() {
            return Vec::new();
        }
        self.took_chapters = true;
        std::mem::take(&mut self.chapters_beside)
    }

    /// Whether the sections are the chapters that are told beside the file.
    pub fn took_chapters(&self) -> bool {
        self.took_chapters
    }

    /// The file has chapters: others are no longer waited for.
    pub fn has_chapters(&mut self) {
        self.chapters_beside.clear();
    }

    /// Takes a language's code, unless one is known.
    pub fn language(&mut self, code: &str) {
        let code = one_line(code);
        if self.language.is_none() && (2..=35).contains(&code.len()) {
            self.language = Some(code);
        }
    }

    /// Takes a name as its owner spells it.
    pub fn spelling(&mut self, name: &str) {
        let name = one_line(name);
        self.spellings.entry(folded_name(&name)).or_insert(name);
    }

    /// Those whom something above the talk names.
    pub fn announced(&self) -> impl Iterator<Item = &str> {
        self.spellings.values().map(String::as_str)
    }

    /// The speaker of this name; none for an empty one.
    pub fn speaker(&mut self, written: &str) -> Option<SpeakerId> {
        if let Some(&id) = self.known.get(written) {
            return Some(id);
        }
        let name = one_line(written);
        let folded = folded_name(&name);
        if let Some(&id) = self.known.get(&folded) {
            self.known.insert(written.to_owned(), id);
            return Some(id);
        }
        let id = SpeakerId(u16::try_from(self.speakers.len()).ok()?);
        let name = self.spellings.get(&folded).cloned().unwrap_or(name);
        if name.is_empty() {
            return None;
        }
        self.speakers.push(Speaker { anonymous: is_anonymous(&name), label: None, name });
        self.known.insert(folded, id);
        Some(id)
    }

    /// A heading: a section begins where the next block will.
    pub fn section(&mut self, title: &str, level: u8, start: Option<Timestamp>, line: u32) {
        let title = one_line(title);
        if !title.is_empty() {
            let span = Span::empty(self.text.len());
            self.sections.push(Section {
                title,
                level: level.max(1),
                origin: Origin::Written,
                span,
                start,
                line,
            });
            self.waiting += 1;
        }
    }

    /// Tells what was done to the file.
    pub fn note(&mut self, line: Option<u32>, what: impl AsRef<str>) {
        self.notes.push(Note { line, what: clean_line(what.as_ref()) });
    }

    /// Tells what made no sense.
    pub fn problem(&mut self, line: Option<u32>, what: impl AsRef<str>) {
        self.problems.push(Note { line, what: clean_line(what.as_ref()) });
    }

    /// Whether nothing has been said yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds units as one paragraph, or as several where it is long; each unit becomes a segment.
    pub fn block(&mut self, shape: &Shape, units: Vec<Unit>) {
        let paragraph = match &shape.kind {
            BlockKind::Code { language } => {
                Paragraph::of_code(units, language.as_deref(), &mut self.highlighter)
            }
            _ => Paragraph::of_prose(units, shape.most.min(LONGEST_BLOCK)),
        };
        let placed = self.place(&paragraph.text, &paragraph.pieces, shape);
        for (range, style) in &paragraph.styles {
            self.style(&placed, range, *style);
        }
        let moment = |&(at, time): &(usize, Timestamp)| Moment { at: placed.start(at), time };
        self.moments.extend(paragraph.times.iter().map(moment));
        for (range, unit) in paragraph.units {
            let span = Span::new(placed.start(range.start), placed.end(range.end));
            self.segments.push(Segment {
                kind: unit.kind,
                speaker: unit.speaker,
                span,
                start: unit.start,
                end: unit.end,
                line: unit.line,
                end_line: unit.end_line.max(unit.line),
            });
        }
    }

    /// Adds what is heard between two turns. It is nobody's turn, so it is a block with its times and no segment.
    pub fn interlude(&mut self, heard: &str, times: [Option<Timestamp>; 2]) {
        let heard = one_line(heard);
        let whole = 0..heard.len();
        let placed = self.place(&heard, std::slice::from_ref(&whole), &Shape::of(BlockKind::Sound));
        let ends = [placed.start(0), placed.end(heard.len())];
        let moment = |(at, time): (usize, Option<Timestamp>)| Some(Moment { at, time: time? });
        self.moments.extend(ends.into_iter().zip(times).filter_map(moment));
    }

    /// Adds units that all say the same, to be shown once with their count.
    pub fn repeat(&mut self, shape: &Shape, units: &[Unit]) {
        let each = units.first().map_or(1, |u| u.text.text.len() + 1);
        let mut shape = Shape { most: LONGEST_BLOCK, ..shape.clone() };
        for some in units.chunks((LONGEST_BLOCK / each).max(2)) {
            let (blocks, segments) = (self.blocks.len(), self.segments.len());
            self.block(&shape, some.to_vec());
            shape.opens_turn = false;
            let said = self.segments.get(segments..).unwrap_or_default();
            if let (Some(first), Some([block])) = (said.first(), self.blocks.get_mut(blocks..)) {
                let count = u32::try_from(said.len()).unwrap_or(u32::MAX);
                block.repeat = Some(Repeat { unit: first.span, count });
            }
        }
    }

    /// How many blocks there are so far.
    pub fn count_blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The block that was added after so many says its first words so often, and nothing else: it is shown once, with
    /// the count.
    pub fn fold(&mut self, after: usize, words: usize, times: usize) {
        if let Some([block]) = self.blocks.get_mut(after..) {
            let (unit, _) = behind_words(block.span.of(&self.text), words);
            let unit = Span::new(block.span.from(), block.span.from() + unit.len());
            block.repeat = Some(Repeat { unit, count: u32::try_from(times).unwrap_or(u32::MAX) });
        }
    }

    /// Writes the pieces of a paragraph at the end of the text.
    fn place(&mut self, paragraph: &str, pieces: &[Range<usize>], shape: &Shape) -> Placed {
        let mut placed = Placed { pieces: pieces.to_vec(), at: Vec::with_capacity(pieces.len()) };
        for (index, piece) in pieces.iter().enumerate() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let from = self.text.len();
            self.text.push_str(paragraph.get(piece.clone()).unwrap_or_default());
            placed.at.push(from);
            for section in self.sections.iter_mut().rev().take(std::mem::take(&mut self.waiting)) {
                section.span = Span::empty(from);
            }
            self.blocks.push(Block {
                kind: shape.kind.clone(),
                span: Span::new(from, self.text.len()),
                speaker: shape.speaker,
                opens_turn: shape.opens_turn && index == 0,
                repeat: None,
            });
        }
        placed
    }

    /// Adds a style; one that crosses from piece to piece is parted there.
    fn style(&mut self, placed: &Placed, range: &Range<usize>, style: Style) {
        let first = placed.pieces.partition_point(|piece| piece.end <= range.start);
        let pieces = placed.pieces.iter().zip(&placed.at).skip(first);
        for (piece, &at) in pieces.take_while(|(piece, _)| piece.start < range.end) {
            let (from, to) = (range.start.max(piece.start), range.end.min(piece.end));
            if from < to {
                let span = Span::new(at + from - piece.start, at + to - piece.start);
                self.styles.push(Styled { span, style });
            }
        }
    }

    /// A segment without an end lasts until the next begins, where it is told when that is.
    fn end_turns(&mut self) {
        let mut next = None;
        for segment in self.segments.iter_mut().rev() {
            if segment.start.is_some() && segment.end.is_none() {
                segment.end = next.filter(|&next| Some(next) >= segment.start);
            }
            next = segment.start;
        }
    }

    /// The last time of the talk. Where most of it has none, it is the talk's length only if it stands near the end and
    /// others stand before it.
    fn duration(&self) -> Option<Timestamp> {
        let timed = self.segments.iter().filter(|s| s.start.is_some());
        let within = self.moments.iter().map(|m| m.time);
        let last = self.segments.iter().filter_map(|s| s.end.or(s.start)).chain(within).max();
        let (starts, moments) = (timed.clone().count(), self.moments.len());
        let places = timed.map(|s| s.span.from()).chain(self.moments.iter().map(|m| m.at));
        let reach = places.max().unwrap_or(0);
        let measured =
            starts * 2 >= self.segments.len() || starts + moments >= 3 && reach * 4 >= self.text.len() * 3;
        last.filter(|_| measured)
    }

    /// The talk, and what made no sense.
    pub fn finish(mut self) -> (Talk, Vec<Note>) {
        for section in self.sections.iter_mut().rev().take(self.waiting) {
            section.span = Span::empty(self.text.len());
        }
        self.end_turns();
        if self.speakers.is_empty() {
            let mut named: Vec<_> = self.spellings.drain().map(|(_, name)| name).collect();
            named.sort();
            self.speakers = named.into_iter().map(|name| Speaker::new(name, false)).collect();
        }
        let duration = self.duration().or(self.lasts);
        let source_url = self.source_url.or_else(|| self.video_id.as_deref().map(links::video_address));
        let (title, title_from) = self.title.unwrap_or_default();
        let talk = Talk {
            kind: self.kind,
            title,
            title_from,
            date: self.date,
            source_url,
            video_id: self.video_id,
            language: self.language,
            duration,
            speakers: self.speakers,
            text: self.text,
            blocks: self.blocks,
            segments: self.segments,
            moments: self.moments,
            sections: self.sections,
            unedited: None,
            styles: self.styles,
            notes: self.notes,
        };
        (talk, self.problems)
    }
}

/// Where the pieces of a paragraph came to stand in the text.
struct Placed {
    pieces: Vec<Range<usize>>,
    at: Vec<usize>,
}

impl Placed {
    /// Where a range that starts at `from` starts; what was cut away belongs to the piece that follows.
    fn start(&self, from: usize) -> usize {
        let index = self.pieces.partition_point(|p| p.end <= from).min(self.pieces.len().saturating_sub(1));
        self.pieces
            .get(index)
            .zip(self.at.get(index))
            .map_or(0, |(p, at)| at + from.clamp(p.start, p.end) - p.start)
    }

    /// Where a range that ends at `to` ends.
    fn end(&self, to: usize) -> usize {
        let index = self.pieces.partition_point(|p| p.start < to).saturating_sub(1);
        self.pieces
            .get(index)
            .zip(self.at.get(index))
            .map_or(0, |(p, at)| at + to.clamp(p.start, p.end) - p.start)
    }
}
