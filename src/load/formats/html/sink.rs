//! Folds the tags of a page to blocks. It builds no tree, so there is no depth that it could fall into, and it passes
//! over the page once.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::page::{Block, Page, Shape};
use crate::load::labels::bracketed_time;
use crate::load::links;
use crate::load::source::Source;
use crate::load::times::take_clock;
use crate::model::Timestamp;

/// What is no part of a page's text.
const LEFT_OUT: &[&str] = &[
    "script", "style", "nav", "header", "footer", "aside", "button", "select", "svg", "noscript", "template",
    "iframe", "textarea", "object", "canvas", "dialog",
];

/// Elements that stand by themselves.
const BLOCKS: &[&str] = &[
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "table", "tr",
    "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "body", "hr", "figure", "figcaption", "details",
    "summary", "sync", "tbody",
];

/// Classes of elements that say who speaks.
const SPEAKERS: &[&str] = &["speaker", "speaker-name", "speaker_name", "ts-name", "transcript-speaker"];
/// Classes of elements that say when.
const TIMES: &[&str] = &["timecode", "timestamp", "ts-timestamp", "time", "ts", "transcript-timestamp"];

/// A longer text is no name.
const LONGEST_NAME: usize = 60;

/// Nor are forms, unless the page itself stands in one, as ASP.NET writes it; then what stands beside their fields is none.
const FORMS: &[&str] = &["form"];
const FIELDS: &[&str] = &["label", "legend"];

/// Reads a page. An element that is left out and never closed would take the rest of the page with it; then it is read
/// again with all that it can hold. So it is where forms hold most of its words.
pub(super) fn read(source: &Source) -> Page {
    let (page, left) = read_without(source, &[LEFT_OUT, FORMS]);
    if left.unclosed {
        return read_without(source, &[&["script", "style"]]).0;
    }
    if left.in_forms <= page.length() {
        return page;
    }
    let (with_forms, _) = read_without(source, &[LEFT_OUT, FIELDS]);
    if with_forms.length() > 2 * page.length() { with_forms } else { page }
}

/// Lists of names of elements.
type Elements = &'static [&'static [&'static str]];

/// What was left out of a page.
struct Left {
    /// An element that never closed took all that was behind it.
    unclosed: bool,
    /// So many bytes stood in forms.
    in_forms: usize,
}

fn read_without(source: &Source, left_out: Elements) -> (Page, Left) {
    let folder = Folder { left_out, first_line: source.first_line, ..Folder::default() };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(folder)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(source.text.into());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let mut folder = tokenizer.sink.0.into_inner();
    folder.close();
    let left = Left { unclosed: folder.skipping.is_some(), in_forms: folder.in_forms };
    (folder.page, left)
}

struct Sink(RefCell<Folder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut folder = self.0.borrow_mut();
        folder.line =
            folder.first_line.saturating_add(u32::try_from(line).unwrap_or(u32::MAX)).saturating_sub(1);
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                folder.start(&tag);
                return match tag.name.as_ref() {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "iframe" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) => folder.end(tag.name.as_ref()),
            Token::CharacterTokens(text) => folder.text(&text),
            _ => (),
        }
        TokenSinkResult::Continue
    }
}

/// What an inline element marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Speaker,
    Time,
}

#[derive(Default)]
struct Folder {
    page: Page,
    left_out: Elements,
    first_line: u32,
    line: u32,
    /// The element that is left out, and how many of its kind are open.
    skipping: Option<(String, usize)>,
    in_forms: usize,
    in_title: bool,
    shape: Shape,
    lists: u8,
    quotes: u8,
    open: Option<Block>,
    /// An element that says who or when: its tag, how many of its kind are open in it, and its text.
    role: Option<(Role, String, usize, String)>,
}

impl Folder {
    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_ref();
        if let Some((skipped, depth)) = &mut self.skipping {
            *depth += usize::from(skipped == name && !tag.self_closing);
            return;
        }
        let get = |key: &str| tag.attrs.iter().find(|a| &*a.name.local == key).map(|a| a.value.to_string());
        if self.left_out.iter().any(|elements| elements.contains(&name)) {
            self.page.left_out += 1;
            if !tag.self_closing {
                self.skipping = Some((name.to_owned(), 1));
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.close();
        }
        match name {
            "title" => self.in_title = self.page.own_title.is_none(),
            "meta" => self.meta(&get),
            "html" => self.page.language = get("lang").filter(|code| !code.is_empty()),
            "link" if get("rel").as_deref() == Some("canonical") => self.page.url = get("href"),
            "br" => self.push("\n"),
            "td" | "th" => self.push(" "),
            "ul" | "ol" => self.lists = self.lists.saturating_add(1),
            "li" => self.shape = Shape::ListItem(self.lists.saturating_sub(1)),
            "blockquote" => self.quotes = self.quotes.saturating_add(1),
            "pre" => self.shape = Shape::Code,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.shape = Shape::Heading(name.as_bytes().get(1).map_or(1, |digit| digit - b'0'));
            }
            // SAMI: what follows is shown at so many milliseconds.
            "sync" => {
                let time = get("start").and_then(|ms| ms.trim().parse().ok()).map(Timestamp::from_ms);
                self.block().time = time;
            }
            _ => (),
        }
        if name == "time" && self.page.date.is_none() {
            self.page.date = get("datetime");
        }
        self.take_word_time(&get);
        self.begin_role(name, &get);
    }

    fn meta(&mut self, get: &dyn Fn(&str) -> Option<String>) {
        let Some(key) = get("property").or_else(|| get("name")).or_else(|| get("itemprop")) else { return };
        let content = get("content").filter(|content| !content.trim().is_empty());
        match key.to_ascii_lowercase().as_str() {
            "og:title" => self.page.shared_title = content,
            "og:url" => self.page.url = self.page.url.take().or(content),
            "article:published_time" | "date" | "datepublished" | "dc.date" => self.page.date = content,
            _ => (),
        }
    }

    /// Word by word, in milliseconds: `data-m` from when, `data-d` how long.
    fn take_word_time(&mut self, get: &dyn Fn(&str) -> Option<String>) {
        let number = |key: &str| get(key)?.trim().parse::<i64>().ok();
        let Some(start) = number("data-m") else { return };
        if matches!(self.shape, Shape::Heading(_)) {
            return;
        }
        let block = self.block();
        block.time = block.time.or(Some(Timestamp::from_ms(start)));
        block.end = number("data-d").map(|lasts| Timestamp::from_ms(start.saturating_add(lasts)));
    }

    fn begin_role(&mut self, name: &str, get: &dyn Fn(&str) -> Option<String>) {
        if let Some((_, tag, depth, _)) = &mut self.role {
            *depth += usize::from(tag == name);
            // A time's link leads to the video.
            if let Some(address) = get("href").filter(|_| name == "a" && self.page.video.is_none()) {
                self.page.video = links::video_id(&address);
            }
            return;
        }
        let classes = get("class").unwrap_or_default();
        let has = |known: &[&str]| classes.split_whitespace().any(|class| known.contains(&class));
        let opens = self.open.as_ref().is_none_or(|block| block.text.trim().is_empty());
        let role = match name {
            "cite" if opens => Role::Speaker,
            "time" => Role::Time,
            // A link at the start may be nothing but a time.
            "a" if opens => Role::Time,
            "span" | "div" | "p" | "strong" | "b" | "h3" | "h4" | "button" if has(SPEAKERS) => Role::Speaker,
            "span" | "div" | "p" | "small" if has(TIMES) => Role::Time,
            _ => return,
        };
        self.role = Some((role, name.to_owned(), 1, String::new()));
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipping {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipping = None;
            }
            return;
        }
        if let Some((_, tag, depth, _)) = &mut self.role
            && tag == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.end_role();
            }
        }
        match name {
            "title" => self.in_title = false,
            "ul" | "ol" => self.lists = self.lists.saturating_sub(1),
            "blockquote" => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            _ => (),
        }
        if BLOCKS.contains(&name) {
            self.close();
            self.shape = Shape::Paragraph;
        }
    }

    /// What an element held is who speaks, or when, if it looks like that; else it is text like any other.
    fn end_role(&mut self) {
        let Some((role, _, _, text)) = self.role.take() else { return };
        let bare = text.trim();
        let clock = || {
            let (time, rest) = bracketed_time(bare).or_else(|| take_clock(bare))?;
            rest.trim_matches([':', ' ']).is_empty().then_some(time)
        };
        let name = bare.trim_end_matches(':').trim();
        match (role, clock()) {
            (_, Some(time)) => self.block().time = Some(time),
            (Role::Speaker, None) if name.len() <= LONGEST_NAME => {
                if !name.is_empty() {
                    self.block().speaker = Some(name.to_owned());
                }
            }
            _ => self.push(&text),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((skipped, _)) = &self.skipping {
            self.in_forms += if skipped == "form" { text.trim().len() } else { 0 };
            return;
        }
        if self.in_title {
            self.page.own_title.get_or_insert_default().push_str(text);
        } else if let Some((_, _, _, held)) = &mut self.role {
            held.push_str(text);
            // No name and no time is so long: some tag was never closed.
            if held.len() > 4 * LONGEST_NAME {
                self.end_role();
            }
        } else if self.shape == Shape::Code {
            self.block().text.push_str(text);
        } else {
            self.push_words(text);
        }
    }

    /// Runs of blanks and line ends are one blank.
    fn push_words(&mut self, text: &str) {
        if self.open.is_none() && text.trim().is_empty() {
            return;
        }
        let line = self.line;
        let block = self.block();
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                block.text.push(c);
            } else if !block.text.is_empty() && !block.text.ends_with([' ', '\n']) {
                block.text.push(' ');
            }
        }
        block.end_line = line;
    }

    fn push(&mut self, text: &str) {
        if let Some((.., held)) = &mut self.role {
            held.push_str(text);
        } else if text == "\n" {
            // Two line ends part paragraphs.
            if self.open.as_ref().is_some_and(|block| block.text.trim_end_matches(' ').ends_with('\n'))
                && self.shape != Shape::Code
            {
                let shape = self.shape;
                self.close();
                self.shape = shape;
            } else if let Some(block) = &mut self.open {
                block.text.push('\n');
            }
        } else {
            self.push_words(text);
        }
    }

    fn block(&mut self) -> &mut Block {
        let shape = if self.shape == Shape::Paragraph && self.quotes > 0 { Shape::Quote } else { self.shape };
        let line = self.line;
        self.open.get_or_insert_with(|| Block {
            shape,
            text: String::new(),
            speaker: None,
            time: None,
            end: None,
            line,
            end_line: line,
        })
    }

    fn close(&mut self) {
        self.end_role();
        // What opened and holds nothing yet, `<li><p>`, gives its shape to what it holds.
        let Some(mut block) = self.open.take() else { return };
        let shape = std::mem::take(&mut self.shape);
        if shape != Shape::Code {
            block.text.truncate(block.text.trim_end().len());
            let blank = block.text.len() - block.text.trim_start().len();
            block.text.drain(..blank);
        }
        if !block.text.trim().is_empty() || block.speaker.is_some() || block.time.is_some() {
            self.page.blocks.push(block);
        }
    }
}
