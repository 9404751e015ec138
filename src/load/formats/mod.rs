//! The formats, a file each, and the table by which they are known.

// All parsers have one shape, and some of them refuse a file.
#![allow(clippy::unnecessary_wraps)]

mod captions;
mod chapter_files;
mod chapters;
mod contents_above;
mod contents_below;
mod cue_files;
mod html;
mod json;
mod lyrics;
mod markdown;
mod odd_cues;
mod page;
mod panel;
mod prose;
mod said_clocks;
mod speakers;
mod styled;
mod summary;
mod table;
mod timed;
mod voices;
mod xml;

pub(super) use chapters::{
    Chapter, are_chapters, chapter as chapter_of, listed as chapters_listed,
    pour_beside as pour_beside_chapters,
};
pub(super) use json::{Value as Json, chapters_of as chapters_in_json};

use super::draft::Draft;
use super::source::Source;
use crate::error::Result;

/// The formats that dictum knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Markdown,
    WhisperOutput,
    SavedPage,
    CaptionLines,
    Chapters,
    Summary,
    SubRip,
    WebVtt,
    SubViewer,
    SubStation,
    Json,
    Xml,
    Table,
    Lyrics,
    TimedLines,
    Speakers,
    Sentences,
    WebPage,
    Prose,
}

/// What is known of a format: its name, how a file of it is known, and how it is read.
pub(super) struct Known {
    pub format: Format,
    name: &'static str,
    /// Why a file may be of this format, and how sure that is.
    pub sniff: fn(&Source) -> Option<Guess>,
    /// Fills a draft from a file of this format.
    pub parse: fn(&Source, &mut Draft) -> Result<()>,
}

/// Why a file may be of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    /// From 1 to 100. Where two are equally sure, the one that stands first in the table is taken.
    pub sure: u8,
    pub why: String,
}

impl Guess {
    pub fn new(sure: u8, why: impl Into<String>) -> Self {
        Self { sure, why: why.into() }
    }
}

/// A format, and why a file may be of it.
pub(super) type Candidate = (&'static Known, Guess);

/// All formats.
///
/// | sure | what is known |
/// |---|---|
/// | 90 to 100 | a signature that nothing else has |
/// | 60 to 89 | most lines have one shape |
/// | 30 to 59 | it looks like it |
/// | 10 | it is text |
pub(super) const FORMATS: &[Known] = &[
    Known {
        format: Format::WebVtt,
        name: "webvtt",
        sniff: cue_files::sniff_webvtt,
        parse: cue_files::parse_webvtt,
    },
    Known {
        format: Format::SubRip,
        name: "srt",
        sniff: cue_files::sniff_subrip,
        parse: cue_files::parse_subrip,
    },
    Known {
        format: Format::SubViewer,
        name: "sbv",
        sniff: cue_files::sniff_subviewer,
        parse: cue_files::parse_subviewer,
    },
    Known { format: Format::SubStation, name: "ass", sniff: styled::sniff, parse: styled::parse },
    Known { format: Format::Xml, name: "xml", sniff: xml::sniff, parse: xml::parse },
    Known { format: Format::Table, name: "table", sniff: table::sniff, parse: table::parse },
    Known { format: Format::Lyrics, name: "lrc", sniff: lyrics::sniff, parse: lyrics::parse },
    Known { format: Format::Json, name: "json", sniff: json::sniff, parse: json::parse },
    Known { format: Format::WebPage, name: "html", sniff: html::sniff, parse: html::parse },
    Known {
        format: Format::WhisperOutput,
        name: "whisper",
        sniff: timed::sniff_whisper,
        parse: timed::parse,
    },
    Known { format: Format::Chapters, name: "chapters", sniff: chapters::sniff, parse: chapters::parse },
    Known { format: Format::SavedPage, name: "videopage", sniff: page::sniff, parse: page::parse },
    Known { format: Format::TimedLines, name: "timed", sniff: timed::sniff_lines, parse: timed::parse },
    Known { format: Format::Markdown, name: "markdown", sniff: markdown::sniff, parse: markdown::parse },
    Known { format: Format::Speakers, name: "speakers", sniff: speakers::sniff, parse: speakers::parse },
    Known { format: Format::CaptionLines, name: "captions", sniff: captions::sniff, parse: captions::parse },
    Known { format: Format::Summary, name: "summary", sniff: summary::sniff, parse: summary::parse },
    Known {
        format: Format::Sentences,
        name: "sentences",
        sniff: prose::sniff_sentences,
        parse: prose::parse_sentences,
    },
    Known { format: Format::Prose, name: "prose", sniff: prose::sniff, parse: prose::parse },
];

impl Format {
    /// All formats, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|known| known.format)
    }

    /// The name that `list`, `check` and JSON give it, and that `--as` takes: one word.
    pub fn name(self) -> &'static str {
        self.known().name
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        let named = FORMATS.iter().find(|known| known.name.eq_ignore_ascii_case(name.trim()));
        named.map(|known| known.format)
    }

    /// The names of all formats, the surest to tell first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|known| known.name)
    }

    /// Whether its files are lines with times, and nothing without any.
    pub(super) fn is_timed(self) -> bool {
        matches!(
            self,
            Self::WebVtt
                | Self::SubRip
                | Self::SubViewer
                | Self::SubStation
                | Self::Xml
                | Self::Table
                | Self::Lyrics
                | Self::WhisperOutput
        )
    }

    pub(super) fn known(self) -> &'static Known {
        FORMATS.iter().find(|known| known.format == self).unwrap_or(LAST)
    }
}

/// Prose, which takes any text.
const LAST: &Known = &FORMATS[FORMATS.len() - 1];

/// The format that a file most likely is of, and the next likely one.
pub(super) fn sniff(source: &Source) -> (Candidate, Option<Candidate>) {
    let guess = |known: &'static Known| Some((known, (known.sniff)(source)?));
    let mut candidates: Vec<Candidate> = FORMATS.iter().filter_map(guess).collect();
    // Of equals the one that stands first in the table stays first.
    candidates.sort_by_key(|(_, guess)| std::cmp::Reverse(guess.sure));
    let mut candidates = candidates.into_iter();
    let best = candidates.next().unwrap_or_else(|| (LAST, Guess::new(1, "it is text")));
    (best, candidates.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_one_word_of_its_own() {
        for known in FORMATS {
            assert!(known.name.bytes().all(|b| b.is_ascii_lowercase()), "{}", known.name);
            assert_eq!(Format::named(&known.name.to_uppercase()), Some(known.format));
        }
        assert_eq!(Format::named("web page"), None);
    }
}
