//! A talk's sections as JSON, with their key sentences where they are wanted.

use std::path::Path;

use serde::Serialize;

use super::{ShownSection, path};
use crate::model::{Talk, Timestamp};
use crate::outline::{KeySentence, Skimmed};

/// What `outline --json` prints.
#[derive(Debug, Serialize)]
pub struct Outlined<'a> {
    pub path: String,
    pub title: &'a str,
    pub sections: Vec<OutlinedSection<'a>>,
    /// What stands before the first section, or all of a talk that has none; only with `--skim`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<ShownSentence<'a>>>,
}

#[derive(Debug, Serialize)]
pub struct OutlinedSection<'a> {
    #[serde(flatten)]
    pub section: ShownSection<'a>,
    /// Only with `--skim`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<ShownSentence<'a>>>,
}

/// A key sentence.
#[derive(Debug, Serialize)]
pub struct ShownSentence<'a> {
    pub start: u32,
    pub end: u32,
    pub start_ms: Option<u32>,
    pub speaker: Option<&'a str>,
    /// Without fillers and stammers.
    pub text: &'a str,
}

impl<'a> Outlined<'a> {
    pub fn of(file: &Path, talk: &'a Talk, skim: Option<&'a [Skimmed]>) -> Self {
        let sentences = |section: Option<usize>| {
            let skim = skim?;
            let at = skim.binary_search_by_key(&section, |part| part.section).ok();
            let sentences = at.and_then(|at| skim.get(at)).map(|part| &part.sentences);
            Some(sentences.into_iter().flatten().map(|s| ShownSentence::of(talk, s)).collect())
        };
        let sections = talk.sections.iter().enumerate().map(|(at, section)| OutlinedSection {
            section: ShownSection::of(section),
            sentences: sentences(Some(at)),
        });
        Self {
            path: path(file),
            title: &talk.title,
            sections: sections.collect(),
            sentences: sentences(None),
        }
    }
}

impl<'a> ShownSentence<'a> {
    fn of(talk: &'a Talk, sentence: &'a KeySentence) -> Self {
        let at = sentence.span.from();
        Self {
            start: sentence.span.start,
            end: sentence.span.end,
            start_ms: talk.time_at(at).map(Timestamp::ms),
            speaker: talk.speaker_at(at).map(|speaker| speaker.name.as_str()),
            text: &sentence.line,
        }
    }
}
