//! Reads Markdown: headings, paragraphs, lists, quotes and code, from pulldown-cmark's events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::Guess;
use crate::error::Result;
use crate::load::agenda;
use crate::load::article::{Item, compose};
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::list_numbers::{Numbers, YEAR, written_number};
use crate::load::markup::{Tags, plain};
use crate::load::name_lines::join_quote;
use crate::load::rich::Rich;
use crate::load::slips;
use crate::load::source::{Source, lines_of};
use crate::load::times::take_clock;
use crate::load::word_times;
use crate::model::Style;

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let (mut headings, mut fences, mut marks, mut tables) = (0, 0, 0, 0);
    let mut in_code = false;
    for line in source.lines().take(600) {
        let text = line.text.trim_start();
        if opens_code(text) {
            in_code = !in_code;
            fences += usize::from(in_code);
        } else if !in_code {
            headings += usize::from(is_heading(text));
            tables += usize::from(is_table_rule(text));
            marks += usize::from(has_marks(text) || is_table_rule(text));
        }
    }
    let seen = format!("{headings} headings, {fences} pieces of code, {marks} lines with other marks");
    let named = source.is_named(&["md", "markdown", "mdown", "mkd"]);
    match () {
        () if headings >= 2 => Some(Guess::new(85, seen)),
        () if source.has_front_matter => Some(Guess::new(75, format!("front matter, {seen}"))),
        () if headings + fences >= 2 || marks >= 5 => Some(Guess::new(75, seen)),
        () if tables > 0 => Some(Guess::new(72, format!("a table, {seen}"))),
        () if headings + fences + marks > 0 && named => Some(Guess::new(72, format!("its name, {seen}"))),
        () if headings + fences > 0 || marks >= 2 => Some(Guess::new(50, seen)),
        () if named => Some(Guess::new(30, "its name")),
        () => None,
    }
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ')
}

/// `|---|:-:|`, under the names of a table's columns.
fn is_table_rule(line: &str) -> bool {
    line.starts_with('|') && line.contains("--") && line.bytes().all(|b| b"|-: \t".contains(&b))
}

/// Strong words, links, comments: what nobody writes by accident.
fn has_marks(line: &str) -> bool {
    line.matches("**").nth(1).is_some() || line.contains("](") || line.starts_with("<!--")
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let bare = word_times::without(source.text);
    if let Some((_, count)) = &bare {
        draft.note(None, format!("times between words left out: {count}"));
    }
    let text = bare.as_ref().map_or(source.text, |(text, _)| text);
    let source = &source.part(text, source.first_line);
    let (mut items, removed) = read(source);
    if let Some(Item::Heading { title, line, .. }) =
        items.pop_if(|item| removed.iter().any(|(comment, _)| is_heading_above(item, *comment)))
    {
        draft.note(Some(line), format!("heading of nothing but a comment left out: {title}"));
    }
    for (line, what) in removed {
        draft.note(Some(line), what);
    }
    let items = unwrap_fence(source, items, draft);
    let items = items.into_iter().filter(|item| !is_furniture(draft, item)).collect();
    compose(draft, items);
    Ok(())
}

/// Whether an item is a heading, and stands above a line.
fn is_heading_above(item: &Item, below: u32) -> bool {
    matches!(item, Item::Heading { line, .. } if *line < below)
}

/// A line of a page or of meeting software that says nothing of the talk.
fn is_furniture(draft: &mut Draft, item: &Item) -> bool {
    let (line, text) = match item {
        Item::Heading { title, line, .. } => (*line, title.as_str()),
        Item::Paragraph(lines) => match lines.as_slice() {
            [(line, text)] => (*line, text.text.as_str()),
            _ => return false,
        },
        _ => return false,
    };
    let cut = furniture::is_furniture(text);
    if cut {
        draft.lasts = draft.lasts.or(furniture::length(text));
        draft.note(Some(line), format!("furniture of the page cut: {}", text.trim()));
    }
    cut
}

/// Machines that tidy transcripts like to give the whole of it back in a fence.
fn unwrap_fence(source: &Source, items: Vec<Item>, draft: &mut Draft) -> Vec<Item> {
    let [Item::Code { language: None, text, line, .. }] = items.as_slice() else { return items };
    draft.note(Some(*line), "the whole text stood in a code fence, which was taken off");
    read(&source.part(text, line + 1)).0
}

fn read(source: &Source) -> (Vec<Item>, Vec<(u32, String)>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let text = slips::mend(source.text, code);
    let source = &source.part(&text, source.first_line);
    let mut reader = Reader::new(source);
    for part in parts(source.text) {
        let text = source.text.get(part.clone()).unwrap_or_default();
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            reader.take(event, &(part.start + range.start..part.start + range.end));
        }
        reader.end_text(part.end);
    }
    take_coded_times(&mut reader.items, reader.coded);
    (reader.items, reader.removed)
}

/// Times in code before or behind headings are read as those in brackets, where these are taken for times; else
/// headings stay as their author wrote them.
fn take_coded_times(items: &mut [Item], coded: Vec<(usize, String)>) {
    let mut written = Vec::new();
    for (at, bracketed) in coded {
        if let Some(Item::Heading { title, .. }) = items.get_mut(at) {
            written.push((at, std::mem::replace(title, bracketed.clone()), bracketed));
        }
    }
    agenda::bracket_times(items);
    for (at, written, bracketed) in written {
        if let Some(Item::Heading { title, .. }) = items.get_mut(at)
            && *title == bracketed
        {
            *title = written;
        }
    }
}

/// `Rain [0:12]` for a heading that begins or ends with a time in code.
fn with_coded_time(heading: &Rich) -> Option<String> {
    let text = heading.text.as_str();
    let mut code = heading.styles.iter().filter(|(_, style)| *style == Style::InlineCode);
    let (range, _) = code.find(|(range, _)| {
        let is_clock = text.get(range.clone()).and_then(take_clock).is_some_and(|(_, rest)| rest.is_empty());
        let is_at_edge = |part: Option<&str>| part.is_some_and(|part| part.trim().is_empty());
        is_clock && (is_at_edge(text.get(..range.start)) || is_at_edge(text.get(range.end..)))
    })?;
    let (before, behind) = (text.get(..range.start)?.trim(), text.get(range.end..)?.trim());
    Some(format!("{before}{behind} [{}]", text.get(range.clone())?))
}

/// The parser holds all that it is given as a tree, so it is given no more than it has to be: larger texts are parted at
/// the next heading.
const PART: usize = 1 << 20;

fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    if text.len() <= PART {
        parts.push(0..text.len());
        return parts;
    }
    let (mut from, mut at, mut in_code) = (0, 0, false);
    for line in lines_of(text) {
        in_code ^= opens_code(line);
        if at - from >= PART && !in_code && is_heading(line) {
            parts.push(from..at);
            from = at;
        }
        at += line.len() + 1;
    }
    parts.push(from..text.len());
    parts
}

/// Where code stands, in fences or indented.
fn code(text: &str) -> Vec<Range<usize>> {
    let within = |part: Range<usize>| {
        let text = text.get(part.clone()).unwrap_or_default();
        let code = Parser::new(text).into_offset_iter();
        code.filter_map(move |(event, range)| {
            let is_code = matches!(event, Event::Start(Tag::CodeBlock(_)));
            is_code.then_some(part.start + range.start..part.start + range.end)
        })
    };
    parts(text).into_iter().flat_map(within).collect()
}

/// Whether a line is a fence, at which code begins or ends.
fn opens_code(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// Folds events to items. It holds no tree, so there is no depth that it could fall into.
struct Reader<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    first_line: u32,
    items: Vec<Item>,
    /// What was taken out, for the notes.
    removed: Vec<(u32, String)>,
    /// The headings with a time in code, by their items, and how they are with it in brackets.
    coded: Vec<(usize, String)>,
    /// The text of the item that is open, and the byte at which it starts.
    open: Option<(Rich, usize)>,
    /// How long the paragraph is, as far as is known before its text comes.
    room: usize,
    heading: Option<u8>,
    code: Option<(Option<String>, String, usize)>,
    /// The lists that are open, and how each is numbered.
    lists: Vec<Option<Numbers>>,
    /// The number of the list item whose text has not come yet.
    number: Option<u32>,
    /// What that item begins with, where it is no number of a list: `1986.`
    year: Option<String>,
    quotes: usize,
    styles: Vec<Style>,
    /// Where the text of the link begins that is open.
    link: usize,
    /// The byte at which the last comment ends.
    comment_end: usize,
}

impl<'a> Reader<'a> {
    fn new(source: &Source<'a>) -> Self {
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', source.text.as_bytes()).map(|at| at + 1));
        Self {
            text: source.text,
            line_starts: starts.collect(),
            first_line: source.first_line,
            items: Vec::new(),
            removed: Vec::new(),
            coded: Vec::new(),
            open: None,
            room: 0,
            heading: None,
            code: None,
            lists: Vec::new(),
            number: None,
            year: None,
            quotes: 0,
            styles: Vec::new(),
            link: 0,
            comment_end: 0,
        }
    }

    fn line(&self, at: usize) -> u32 {
        let above = self.line_starts.partition_point(|&start| start <= at).saturating_sub(1);
        self.first_line.saturating_add(u32::try_from(above).unwrap_or(u32::MAX))
    }

    fn take(&mut self, event: Event, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range.end),
            Event::Text(text) => match &mut self.code {
                Some((_, code, _)) => code.push_str(&text),
                None => self.push(&text, range.start, None),
            },
            Event::Code(code) => self.push(&code, range.start, Some(Style::InlineCode)),
            // Where a line ends matters only for names that stand at the starts of lines.
            Event::SoftBreak | Event::HardBreak => self.push("\n", range.start, None),
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html, range.start),
            Event::TaskListMarker(done) => self.push(if done { "☑ " } else { "☐ " }, range.start, None),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.push(&math, range.start, None),
            Event::FootnoteReference(_) | Event::Rule => (),
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        let at = range.start;
        match tag {
            Tag::Paragraph => {
                self.end_text(at);
                self.room = range.len();
            }
            Tag::TableRow | Tag::TableHead => self.end_text(at),
            Tag::Heading { level, .. } => {
                self.end_text(at);
                self.heading = Some(level as u8);
            }
            Tag::BlockQuote(_) => {
                self.end_item(at);
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                self.end_item(at);
                match kind {
                    CodeBlockKind::Fenced(info) => self.code = Some((language(&info), String::new(), at)),
                    // Talks are indented for other reasons than being code.
                    CodeBlockKind::Indented => (),
                }
            }
            Tag::List(first) => {
                self.end_item(at);
                self.lists.push(first.map(|_| Numbers::default()));
            }
            Tag::Item => {
                self.end_text(at);
                let written = self.text.get(range.clone()).and_then(written_number);
                let numbers = self.lists.last_mut().and_then(Option::as_mut);
                (self.number, self.year) = match written.zip(numbers) {
                    Some(((number, mark), _)) if number >= YEAR => (None, Some(format!("{mark} "))),
                    Some(((number, _), numbers)) => (Some(numbers.next(number)), None),
                    None => (None, None),
                };
            }
            Tag::Emphasis => self.styles.push(Style::Emphasis),
            Tag::Strong => self.styles.push(Style::Strong),
            Tag::Link { .. } => {
                self.styles.push(Style::Link);
                self.link = self.open.as_ref().map_or(0, |(text, _)| text.text.len());
            }
            _ => (),
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::HtmlBlock
            | TagEnd::TableRow
            | TagEnd::TableHead => self.end_text(at),
            TagEnd::TableCell => self.push(" | ", at, None),
            TagEnd::BlockQuote(_) => {
                self.end_text(at);
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => match self.code.take() {
                Some((language, text, start)) => {
                    let (line, end_line) = (self.line(start), self.line(at.saturating_sub(1)));
                    self.items.push(Item::Code { language, text, line, end_line });
                }
                None => self.end_text(at),
            },
            TagEnd::Item => {
                self.end_item(at);
                self.number = None;
            }
            TagEnd::List(_) => {
                self.end_text(at);
                self.lists.pop();
            }
            TagEnd::Link => {
                self.styles.pop();
                self.bracket_time();
            }
            TagEnd::Emphasis | TagEnd::Strong => drop(self.styles.pop()),
            _ => (),
        }
    }

    fn push(&mut self, text: &str, at: usize, style: Option<Style>) {
        let style = style.or_else(|| self.styles.last().copied());
        let room = std::mem::take(&mut self.room);
        let year = &mut self.year;
        let (rich, _) = self.open.get_or_insert_with(|| {
            let mut rich = Rich::with_room(room);
            rich.push(&year.take().unwrap_or_default(), None);
            (rich, at)
        });
        rich.push(text, style);
    }

    /// A link whose text is a time, `[0:12](https://…)`, is the time of what follows.
    fn bracket_time(&mut self) {
        let Some((text, _)) = &mut self.open else { return };
        let Some(linked) = text.text.get(self.link..) else { return };
        if take_clock(linked).is_some_and(|(_, rest)| rest.is_empty()) {
            let time = format!("[{linked}]");
            text.text.truncate(self.link);
            while text.styles.pop_if(|(range, _)| range.end > self.link).is_some() {}
            text.text.push_str(&time);
        }
    }

    /// Comments are not for readers; other tags go, and their text stays. A comment comes line by line.
    fn html(&mut self, html: &CowStr, at: usize) {
        if at < self.comment_end {
            return;
        }
        if html.trim_start().starts_with("<!--") {
            let length = comment_length(self.text, at);
            self.comment_end = at + length;
            self.removed.push((self.line(at), format!("comment left out, {length} bytes")));
        } else {
            let text = plain(html, Tags::Page);
            if !text.is_empty() {
                self.push(&text, at, None);
            }
        }
    }

    /// Closes what is open of a list's item. A year that nothing stands behind is all that it says.
    fn end_item(&mut self, at: usize) {
        self.end_text(at);
        if let Some(year) = self.year.take() {
            self.push(year.trim_end(), at.saturating_sub(1), None);
            self.end_text(at);
        }
    }

    /// Closes the item whose text is open.
    fn end_text(&mut self, at: usize) {
        let heading = self.heading.take();
        let Some((mut text, start)) = self.open.take() else { return };
        while text.text.ends_with(" | ") {
            text.text.truncate(text.text.len() - 3);
        }
        if text.text.trim().is_empty() {
            return;
        }
        let (line, end_line) = (self.line(start), self.line(at.saturating_sub(1).max(start)));
        if let Some(bracketed) = heading.and_then(|_| with_coded_time(&text)) {
            self.coded.push((self.items.len(), bracketed));
        }
        self.items.push(match (heading, self.lists.len(), self.quotes) {
            (Some(level), ..) => Item::Heading { level, title: text.text, line },
            (None, 1.., _) => {
                let depth = u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX);
                Item::List { depth, number: self.number.take(), text: one_paragraph(text), line, end_line }
            }
            (None, 0, 1..) => Item::Quote { text: join_quote(&text), line, end_line },
            (None, 0, 0) => Item::Paragraph((line..).zip(text.into_lines()).collect()),
        });
    }
}

/// Lists flow on over the ends of lines.
fn one_paragraph(text: Rich) -> Rich {
    Rich { text: text.text.replace('\n', " "), ..text }
}

/// The first word behind a fence.
fn language(info: &str) -> Option<String> {
    let word = info.split([' ', ',', '{', '}', '\t']).find(|word| !word.is_empty())?;
    Some(crate::text::clean_line(word.trim_start_matches('.')))
}

/// How long the comment is that starts at a byte.
fn comment_length(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find("-->").map_or(rest.len(), |end| end + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_texts_are_parted_at_headings_and_not_in_code() {
        let chapter = format!("# Rain\n\n{}\n\n```sh\n# no heading\n```\n\n", "It rained. ".repeat(60_000));
        let text = chapter.repeat(4);
        let parts = parts(&text);
        assert_eq!(parts.iter().map(|part| part.start).collect::<Vec<_>>(), [0, chapter.len() * 2]);
        assert!(parts.iter().all(|part| text.get(part.clone()).is_some_and(|t| t.starts_with("# Rain"))));
        let source = Source::new("a.md".as_ref(), &text, 1, false);
        let lines = read(&source).0.into_iter().filter_map(|item| match item {
            Item::Code { line, .. } => Some(line),
            _ => None,
        });
        assert_eq!(lines.collect::<Vec<_>>(), [5, 13, 21, 29]);
    }

    #[test]
    fn times_in_code_are_taken_from_headings_only_where_they_are_times() {
        for (titles, expected) in [
            (["Rain `0:00`", "Snow `1:10`"], ["[0:00] Rain", "[1:10] Snow"]),
            (["`0:00` Rain", "`1:10` - Snow"], ["[0:00] Rain", "[1:10] Snow"]),
            (["Why `0:10` matters", "Why `10:30` does"], ["Why 0:10 matters", "Why 10:30 does"]),
            (["A ratio of `16:09`", "Mix it `20:10`"], ["A ratio of 16:09", "Mix it 20:10"]),
            (["Rain `0:00`", "Snow"], ["Rain 0:00", "Snow"]),
            (["`0:00`", "The `push` function"], ["0:00", "The push function"]),
        ] {
            let text = titles.map(|title| format!("## {title}\n\nIt rains.\n\n")).concat();
            let items = read(&Source::new("a.md".as_ref(), &text, 1, false)).0;
            let titles = items.iter().filter_map(|item| match item {
                Item::Heading { title, .. } => Some(title.as_str()),
                _ => None,
            });
            assert_eq!(titles.collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
