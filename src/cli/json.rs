//! The JSON that scripts read. These types are a promise (see `docs/cli.md`): fields are added, never changed.

mod outlined;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::library::{Address, Kinship, Relative};
use crate::load::Loaded;
use crate::model::{Note, Section, Segment, Speaker, Talk, Timestamp};
use crate::text::is_clean;

pub use outlined::Outlined;

/// A line of `list --json`.
#[derive(Debug, Default, Serialize)]
pub struct Listed {
    pub path: String,
    pub title: Option<String>,
    pub date: Option<String>,
    pub speakers: Vec<String>,
    pub duration_ms: Option<u32>,
    pub words: usize,
    pub sections: usize,
    pub format: Option<&'static str>,
    pub problems: usize,
    /// Why it could not be read; the rest is empty then.
    pub error: Option<String>,
    #[serde(flatten)]
    pub beside: Beside,
}

/// What `show --json` prints.
#[derive(Debug, Serialize)]
pub struct Shown<'a> {
    pub path: String,
    pub format: &'static str,
    pub kind: &'static str,
    pub title: &'a str,
    pub title_from: &'static str,
    pub date: Option<String>,
    pub source_url: Option<&'a str>,
    pub video_id: Option<&'a str>,
    pub language: Option<&'a str>,
    pub duration_ms: Option<u32>,
    pub speakers: Vec<&'a str>,
    pub text: &'a str,
    pub sections: Vec<ShownSection<'a>>,
    pub segments: Vec<ShownSegment<'a>>,
    pub notes: Vec<ShownNote<'a>>,
}

#[derive(Debug, Serialize)]
pub struct ShownSection<'a> {
    pub title: &'a str,
    pub level: u8,
    pub origin: &'static str,
    pub start: u32,
    pub end: u32,
    pub start_ms: Option<u32>,
    pub line: Option<u32>,
}

#[derive(Debug, Serialize)]
pub struct ShownSegment<'a> {
    pub kind: &'static str,
    pub speaker: Option<&'a str>,
    /// What the file calls the speaker.
    pub label: Option<&'a str>,
    pub start: u32,
    pub end: u32,
    pub start_ms: Option<u32>,
    pub end_ms: Option<u32>,
    pub line: Option<u32>,
    pub end_line: Option<u32>,
}

#[derive(Debug, Serialize)]
pub struct ShownNote<'a> {
    pub line: Option<u32>,
    pub what: &'a str,
}

/// A line of `index --json`.
#[derive(Debug, Clone, Serialize)]
pub struct Indexed {
    pub path: String,
    /// Where the index lies, if it is kept on the disk, and how large it is.
    pub index: Option<String>,
    pub bytes: Option<u64>,
    pub talks: usize,
    pub words: usize,
    pub unreadable: usize,
    /// What bringing it up to date took: files that were opened, their size, the time.
    pub opened: Option<usize>,
    pub opened_bytes: Option<u64>,
    pub took_ms: Option<u64>,
}

/// A line of `find --json`.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    pub rank: usize,
    pub score: f32,
    pub path: String,
    pub title: String,
    pub line: Option<u32>,
    pub end_line: Option<u32>,
    pub start: u32,
    pub end: u32,
    pub start_ms: Option<u32>,
    pub end_ms: Option<u32>,
    pub speaker: Option<String>,
    /// What the file calls the speaker.
    pub label: Option<String>,
    pub section: Option<String>,
    /// Whose section it is.
    pub origin: Option<&'static str>,
    pub text: String,
    pub marks: Vec<[usize; 2]>,
    pub before: String,
    pub after: String,
    /// Where in `text` others begin to speak, and who.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<(usize, String)>,
    pub why: &'static str,
    /// It is no more than what comes closest.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub closest: bool,
    pub source_url: Option<String>,
}

impl Hit {
    /// The sentence, with the name of each other speaker where they begin.
    pub fn with_names(&self) -> String {
        let mut said = self.before.clone();
        let mut at = 0;
        for (from, name) in &self.turns {
            said.push_str(self.text.get(at..*from).unwrap_or_default());
            said.extend([name.as_str(), ": "]);
            at = *from;
        }
        said.push_str(self.text.get(at..).unwrap_or_default());
        said.push_str(&self.after);
        said
    }
}

/// A line of `check --json`.
#[derive(Debug, Default, Serialize)]
pub struct Checked<'a> {
    pub path: String,
    pub format: Option<&'static str>,
    pub why: Option<&'a str>,
    /// From 1 to 100; null where the format was named.
    pub sure: Option<u8>,
    pub other: Option<OtherFormat<'a>>,
    pub encoding: Option<&'a str>,
    pub title: Option<&'a str>,
    pub title_from: Option<&'static str>,
    pub date: Option<String>,
    pub duration_ms: Option<u32>,
    pub words: usize,
    pub segments: usize,
    pub sections: usize,
    pub speakers: Vec<&'a str>,
    pub notes: Vec<ShownNote<'a>>,
    pub problems: Vec<ShownNote<'a>>,
    pub error: Option<String>,
    #[serde(flatten)]
    pub beside: Beside,
}

/// The files that belong to a talk, besides the one that is read.
#[derive(Debug, Default, Serialize)]
pub struct Beside {
    /// The same words in other formats.
    pub formats: Vec<String>,
    pub languages: Vec<InLanguage>,
    pub sidecars: Vec<String>,
    pub media: Option<String>,
}

/// The same talk in another language.
#[derive(Debug, Serialize)]
pub struct InLanguage {
    /// Null where the name does not tell it.
    pub language: Option<String>,
    pub path: String,
}

/// A format that a file was not taken for.
#[derive(Debug, Serialize)]
pub struct OtherFormat<'a> {
    pub format: &'static str,
    pub sure: u8,
    pub why: &'a str,
}

/// A line of `marks --json`.
#[derive(Debug, Serialize)]
pub struct Marked<'a> {
    /// Null for what never was a file: standard input, the samples.
    pub path: Option<Cow<'a, str>>,
    pub title: &'a str,
    pub letter: char,
    pub start: usize,
    pub start_ms: Option<u32>,
    pub made_ms: i64,
    pub before: &'a str,
    pub after: &'a str,
}

/// A path in JSON: bytes that are no text are replaced, the rest stands as it is.
pub fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The notes as they are printed.
pub fn notes(notes: &[Note]) -> Vec<ShownNote<'_>> {
    notes.iter().map(|note| ShownNote { line: note.line.and_then(line), what: &note.what }).collect()
}

/// A line of the file, unless a line means nothing there.
pub fn line(line: u32) -> Option<u32> {
    (line > 0).then_some(line)
}

/// Writes one object and ends the line. JSON itself escapes only the oldest controls; here everything that a
/// terminal would act on or a reader could not see is escaped, which changes no value.
pub fn write(out: &mut impl Write, object: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string(object).map_err(io::Error::other)?;
    let mut rest = json.as_str();
    while let Some((at, c)) = rest.char_indices().find(|&(_, c)| !is_clean(c)) {
        let (before, from) = rest.split_at(at);
        out.write_all(before.as_bytes())?;
        for unit in c.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = from.strip_prefix(c).unwrap_or_default();
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\n")
}

impl Beside {
    pub fn of(address: &Address) -> Self {
        let Address::File(family) = address else { return Self::default() };
        let in_language =
            |other: &Relative| InLanguage { language: other.language.clone(), path: path(&other.path) };
        Self {
            formats: family.are(Kinship::Format).map(|other| path(&other.path)).collect(),
            languages: family.are(Kinship::Language).map(in_language).collect(),
            sidecars: family.sidecars.iter().map(|(_, sidecar)| path(sidecar)).collect(),
            media: family.media.as_deref().map(path),
        }
    }

    /// For people: what they are, and which.
    pub fn rows(&self) -> [(&'static str, String); 4] {
        let languages = self.languages.iter().map(|other| match &other.language {
            Some(code) => format!("{code}: {}", other.path),
            None => other.path.clone(),
        });
        [
            ("also as", self.formats.join(", ")),
            ("also in", languages.collect::<Vec<_>>().join(", ")),
            ("beside", self.sidecars.join(", ")),
            ("media", self.media.clone().unwrap_or_default()),
        ]
    }
}

impl<'a> Shown<'a> {
    pub fn of(at: &Path, loaded: &'a Loaded) -> Self {
        let talk = &loaded.talk;
        Self {
            path: path(at),
            format: loaded.format.name(),
            kind: talk.kind.name(),
            title: &talk.title,
            title_from: talk.title_from.name(),
            date: talk.date.map(|date| date.to_string()),
            source_url: talk.source_url.as_deref(),
            video_id: talk.video_id.as_deref(),
            language: talk.language.as_deref(),
            duration_ms: talk.duration.map(Timestamp::ms),
            speakers: talk.speakers.iter().map(|speaker| speaker.name.as_str()).collect(),
            text: &talk.text,
            sections: talk.sections.iter().map(ShownSection::of).collect(),
            segments: talk.segments.iter().map(|segment| ShownSegment::of(talk, segment)).collect(),
            notes: notes(&talk.notes),
        }
    }
}

impl<'a> ShownSection<'a> {
    pub fn of(section: &'a Section) -> Self {
        Self {
            title: &section.title,
            level: section.level,
            origin: section.origin.name(),
            start: section.span.start,
            end: section.span.end,
            start_ms: section.start.map(Timestamp::ms),
            line: line(section.line),
        }
    }
}

impl<'a> ShownSegment<'a> {
    fn of(talk: &'a Talk, segment: &Segment) -> Self {
        let speaker = segment.speaker.and_then(|id| talk.speaker(id));
        Self {
            kind: segment.kind.name(),
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            label: speaker.map(Speaker::label),
            start: segment.span.start,
            end: segment.span.end,
            start_ms: segment.start.map(Timestamp::ms),
            end_ms: segment.end.map(Timestamp::ms),
            line: line(segment.line),
            end_line: line(segment.end_line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_would_act_on_is_written_and_nothing_is_lost() {
        let name = "a\u{1b}[31m\u{9b}1m\u{7f} é 橋 \"q\"";
        let mut out = Vec::new();
        write(&mut out, &ShownNote { line: None, what: name }).expect("written");
        assert!(String::from_utf8_lossy(&out).trim_end().chars().all(is_clean));
        let back: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(back["what"], name);
    }
}
