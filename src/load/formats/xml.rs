//! Reads captions in XML: `YouTube`'s three layouts, TTML (also called DFXP), and those of cinemas.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Guess;
use crate::error::Result;
use crate::load::cues::{Cue, pour};
use crate::load::draft::Draft;
use crate::load::letters::is_unspaced_script;
use crate::load::markup::{Tags, decode_entities, plain};
use crate::load::source::Source;
use crate::load::times::{from_seconds, take_clock};
use crate::model::{Timestamp, TitleFrom};

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    if !source.text.trim_start().starts_with('<') {
        return None;
    }
    let head: String = source.text.chars().take(4_000).collect();
    let opens = |tag: &str| {
        head.match_indices(tag).any(|(at, _)| {
            head.get(at + tag.len()..).is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\t']))
        })
    };
    let roots =
        ["<transcript", "<timedtext", "<tt", "<tt:tt", "<DCSubtitle", "<SubtitleReel", "<dcst:SubtitleReel"];
    // The third layout of `YouTube`, as programs pass it on without its root.
    let bare = || (head.contains("<p t=\"") && opens("<body")).then_some("<body");
    let tag = roots.into_iter().find(|tag| opens(tag)).or_else(bare)?;
    let parts =
        ["<text", "<p", "<tt:p", "<body", "<tt:body", "<head", "<tt:head", "<Subtitle", "<dcst:Subtitle"];
    let timed = parts.into_iter().any(opens) || tag == "<timedtext";
    timed.then(|| Guess::new(94, format!("it is XML with {tag}> in it")))
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut reader = Reader::from_str(source.text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut captions = Captions { lines: LineCounter::new(source), ..Captions::default() };
    loop {
        let line = captions.lines.at(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match reader.read_event() {
            Ok(Event::Start(tag)) => captions.start(&tag, line, draft),
            Ok(Event::Empty(tag)) => {
                captions.start(&tag, line, draft);
                captions.end(tag.local_name().as_ref());
            }
            Ok(Event::End(tag)) => captions.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => captions.text(&text.into_inner()),
            Ok(Event::CData(text)) => captions.text(&text.into_inner()),
            // Only letters that are written as numbers or that XML itself names: a file's own entities can grow without end.
            Ok(Event::GeneralRef(name)) => {
                captions.text(&decode_entities(&format!("&{};", name.into_inner())));
            }
            Ok(Event::Eof) => break,
            Ok(_) => (),
            Err(e) => {
                draft.problem(Some(line), format!("the XML breaks off: {e}"));
                break;
            }
        }
    }
    captions.finish(draft);
    Ok(())
}

/// What cinemas divide a second by.
const TICK: f64 = 0.004;

/// Counts lines on the way, each once.
#[derive(Default)]
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    fn new(source: &Source<'a>) -> Self {
        Self { text: source.text, at: 0, line: source.first_line }
    }

    fn at(&mut self, at: usize) -> u32 {
        let passed = self.text.get(self.at..at).unwrap_or_default();
        self.line += u32::try_from(passed.matches('\n').count()).unwrap_or(0);
        self.at = self.at.max(at);
        self.line
    }
}

/// What a time counts where it has no unit.
#[derive(Clone, Copy, PartialEq, Default)]
enum Counts {
    #[default]
    Seconds,
    Milliseconds,
}

/// Folds tags to cues. It holds no tree, so there is no depth that it could fall into.
#[derive(Default)]
struct Captions<'a> {
    lines: LineCounter<'a>,
    counts: Counts,
    /// The text is HTML that was escaped: tags and entities are in it.
    escaped: bool,
    frame_rate: Option<f64>,
    tick_rate: Option<f64>,
    /// Lines count from the start, whatever encloses them: so Apple writes its songs.
    absolute: bool,
    /// Names by the id of a TTML agent.
    agents: HashMap<String, String>,
    agent: Option<String>,
    /// The element of the head whose text is wanted.
    field: Option<String>,
    wanted: String,
    title: Option<String>,
    /// What the enclosing elements add to the times in them.
    offsets: Vec<u32>,
    open: Option<Cue>,
    cues: Vec<Cue>,
}

impl Captions<'_> {
    fn start(&mut self, tag: &BytesStart, line: u32, draft: &mut Draft) {
        let name = tag.local_name();
        let name = name.as_ref();
        let attributes = attributes(tag);
        let get = |keys: &[&str]| keys.iter().find_map(|key| attributes.get(*key));
        match name {
            "timedtext" => self.counts = Counts::Milliseconds,
            "transcript" => self.escaped = true,
            "tt" => {
                let rate =
                    |key: &str| attributes.get(key)?.trim().parse().ok().filter(|&rate: &f64| rate > 0.0);
                (self.frame_rate, self.tick_rate) = (rate("frameRate"), rate("tickRate"));
                self.absolute = attributes.contains_key("timing");
                if let Some(code) = attributes.get("lang").filter(|code| !code.is_empty()) {
                    draft.language(code);
                }
            }
            "agent" => self.agent = attributes.get("id").cloned(),
            "title" | "name" | "MovieTitle" | "ContentTitleText" | "TimeCodeRate" if self.open.is_none() => {
                self.field = Some(name.to_owned());
                self.wanted.clear();
            }
            "body" | "div" => {
                let offset = get(&["begin"])
                    .filter(|_| !self.absolute)
                    .and_then(|time| self.time(time))
                    .map_or(0, Timestamp::ms);
                self.offsets.push(self.offset().saturating_add(offset));
            }
            "p" | "text" | "Subtitle" => self.open_line(&attributes, line),
            "span" => {
                self.take_time_of_span(get(&["begin"]), get(&["end"]));
                if attributes.get("unit").is_some_and(|unit| unit == "word" || unit == "sentence") {
                    self.part_words();
                }
            }
            // A cinema's caption has a `Text` for each line of the screen.
            "br" | "Text" => self.text("\n"),
            _ => (),
        }
    }

    fn open_line(&mut self, attributes: &HashMap<String, String>, line: u32) {
        let get = |keys: &[&str]| keys.iter().find_map(|key| attributes.get(*key));
        self.close();
        if attributes.contains_key("t") {
            self.counts = Counts::Milliseconds;
        }
        let time = |keys: &[&str]| get(keys).and_then(|time| self.time(time));
        let start = time(&["begin", "start", "t", "TimeIn"]).map(|t| self.later(t));
        let end = time(&["end", "TimeOut"]).map(|t| self.later(t));
        let end = end.or_else(|| Some(moved(start?, time(&["dur", "d"])?.ms())));
        let speaker = get(&["agent"]).map(|id| self.agents.get(id).unwrap_or(id).clone());
        self.open = Some(Cue { start, end, speaker, line, end_line: line, ..Cue::default() });
    }

    /// Where a line has no time of its own, its words may.
    fn take_time_of_span(&mut self, begin: Option<&String>, end: Option<&String>) {
        let begin = begin.and_then(|time| self.time(time)).map(|t| self.later(t));
        let end = end.and_then(|time| self.time(time)).map(|t| self.later(t));
        if let Some(cue) = &mut self.open
            && (cue.start.is_none() || cue.start == begin)
        {
            cue.start = begin;
            cue.end = cue.end.or(end);
        }
    }

    /// Apple's podcasts write word after word without a blank, and say of each span that it is a word. Where spans say
    /// nothing of the kind they may be syllables, as in Apple's songs.
    fn part_words(&mut self) {
        if let Some(cue) = &mut self.open
            && cue.text.ends_with(|c: char| !c.is_whitespace() && !is_unspaced_script(c))
        {
            cue.text.push(' ');
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cue) = &mut self.open {
            cue.text.push_str(text);
        } else if self.field.is_some() {
            self.wanted.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "text" | "Subtitle" => self.close(),
            "body" | "div" => drop(self.offsets.pop()),
            _ if self.field.as_deref() == Some(name) => self.take_field(name),
            _ => (),
        }
    }

    fn take_field(&mut self, name: &str) {
        self.field = None;
        let text = std::mem::take(&mut self.wanted);
        match name {
            "name" => {
                if let Some(id) = self.agent.take() {
                    self.agents.insert(id, text);
                }
            }
            "TimeCodeRate" => self.frame_rate = text.trim().parse().ok().filter(|&rate: &f64| rate > 0.0),
            _ => drop(self.title.get_or_insert(text)),
        }
    }

    fn close(&mut self) {
        let Some(mut cue) = self.open.take() else { return };
        if self.escaped {
            cue.text = plain(&cue.text, Tags::Captions);
        } else if cue.text.contains("&#") {
            // Some writers escape twice, and nobody says this.
            cue.text = decode_entities(&cue.text);
        }
        // Between styled words `YouTube` writes blanks of no width.
        cue.text.retain(|c| c != '\u{200B}');
        cue.end_line = self.lines.line;
        if !cue.text.trim().is_empty() {
            self.cues.push(cue);
        }
    }

    fn finish(mut self, draft: &mut Draft) {
        self.close();
        if let Some(title) = &self.title {
            draft.title(title, TitleFrom::Metadata);
        }
        // A line stays on the screen while the next is spoken.
        let starts: Vec<_> = self.cues.iter().skip(1).map(|cue| cue.start).collect();
        if self.counts == Counts::Milliseconds || self.escaped {
            for (cue, next) in self.cues.iter_mut().zip(starts) {
                if next > cue.start && cue.end > next {
                    cue.end = next;
                }
            }
        }
        if self.cues.iter().all(|cue| cue.speaker.is_none()) {
            crate::load::speakers::take_speakers(&mut self.cues);
        }
        pour(draft, self.cues);
    }

    fn offset(&self) -> u32 {
        self.offsets.last().copied().unwrap_or(0)
    }

    fn later(&self, time: Timestamp) -> Timestamp {
        moved(time, self.offset())
    }

    /// | written | is |
    /// |---|---|
    /// | `00:00:01.5`, `00:00:01:12` | a clock's time; behind the last colon, frames |
    /// | `00:00:01:125` | in cinemas, of three digits: ticks of 4 ms |
    /// | `1.5s`, `500ms`, `2m`, `1h`, `120f`, `500t` | so many of the unit |
    /// | `12.5`, `1500` | seconds, or milliseconds in `YouTube`'s later layouts |
    fn time(&self, text: &str) -> Option<Timestamp> {
        let text = text.trim();
        let frame = 1.0 / self.frame_rate.unwrap_or(30.0);
        if let Some((time, rest)) = take_clock(text) {
            let frames = rest.strip_prefix(':').and_then(|frames| frames.parse::<f64>().ok()).unwrap_or(0.0);
            let each = if rest.len() == 4 { TICK } else { frame };
            return from_seconds(f64::from(time.ms()) / 1e3 + frames * each);
        }
        let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(end)?;
        let unit = match unit {
            "h" => 3600.0,
            "m" => 60.0,
            "s" | "" if unit == "s" || self.counts == Counts::Seconds => 1.0,
            "ms" | "" => 1e-3,
            "f" => frame,
            "t" => 1.0 / self.tick_rate.unwrap_or(1.0),
            _ => return None,
        };
        from_seconds(number.trim().parse::<f64>().ok()? * unit)
    }
}

fn moved(time: Timestamp, ms: u32) -> Timestamp {
    Timestamp::from_ms(i64::from(time.ms()) + i64::from(ms))
}

/// The attributes of a tag by their local names, entities decoded.
fn attributes(tag: &BytesStart) -> HashMap<String, String> {
    let mut attributes = tag.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .take(100)
        .map(|a| (a.key.local_name().as_ref().to_owned(), decode_entities(&a.value)))
        .collect()
}
