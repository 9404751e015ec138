//! What is told of a talk beside it: by yt-dlp (`NAME.info.json`, `NAME.description`), and in lists of chapters.
//!
//! What the file itself says is believed first, then what is told beside it, then the file's name.

use std::path::Path;

use super::dates;
use super::decode::decode;
use super::draft::Draft;
use super::formats::{Chapter, Json, are_chapters, chapters_in_json, chapters_listed};
use super::source::Source;
use crate::error::{Error, Result};
use crate::model::{SegmentKind, Timestamp, TitleFrom};

/// What a file beside a talk tells. Chapters made for it are better than those of its description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SidecarKind {
    /// Chapters, as JSON, captions or lines.
    Chapters,
    /// `NAME.info.json` of yt-dlp.
    Info,
    /// `NAME.description` of yt-dlp.
    Description,
}

/// A file beside a talk, and its bytes or why they could not be read.
#[derive(Debug)]
pub struct Sidecar<'a> {
    pub kind: SidecarKind,
    pub path: &'a Path,
    pub bytes: Result<&'a [u8], Error>,
}

/// What the sidecars of a talk tell.
#[derive(Debug, Default)]
pub(super) struct Told {
    chapters: Option<(String, Vec<Chapter>)>,
    infos: Vec<(String, Info)>,
    problems: Vec<String>,
}

/// What yt-dlp knows of a talk.
#[derive(Debug, Default)]
struct Info {
    title: Option<String>,
    date: Option<String>,
    by: Option<String>,
    links: Vec<String>,
    language: Option<String>,
    lasts: Option<Timestamp>,
}

/// As a tree JSON takes several times its size; what is known of one talk is never so much.
const LARGEST_INFO: usize = 64 << 20;
/// Fewer are no chapters but a title.
const FEWEST_CHAPTERS: usize = 2;

impl Told {
    /// Reads the sidecars. One that makes no sense is a problem, told with its path.
    pub fn of(sidecars: &[Sidecar]) -> Self {
        let mut told = Self::default();
        for sidecar in sidecars {
            let name = sidecar.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let read = sidecar.bytes.clone().and_then(|bytes| match sidecar.kind {
                SidecarKind::Chapters => chapters(sidecar.path, bytes).map(|chapters| (None, chapters)),
                SidecarKind::Info => info(sidecar.path, bytes).map(|(info, chapters)| (Some(info), chapters)),
                SidecarKind::Description => {
                    let text = decode(sidecar.path, bytes.into())?.text;
                    Ok((None, listed(sidecar.path, &text)))
                }
            });
            match read {
                Err(error) => told.problems.push(error.to_string()),
                Ok((info, chapters)) => {
                    if chapters.len() >= FEWEST_CHAPTERS && told.chapters.is_none() {
                        told.chapters = Some((name.clone(), chapters));
                    }
                    told.infos.extend(info.map(|info| (name, info)));
                }
            }
        }
        told
    }

    /// The same, after the chapters of the file's own front matter, which are believed first.
    pub fn after(mut self, own: Vec<Chapter>) -> Self {
        if own.len() >= FEWEST_CHAPTERS {
            self.chapters = Some(("the front matter".to_owned(), own));
        }
        self
    }

    /// The chapters, to be there when the talk is poured.
    pub fn chapters(&self) -> Vec<Chapter> {
        self.chapters.as_ref().map(|(_, chapters)| chapters.clone()).unwrap_or_default()
    }

    /// Fills in what the file did not say, and notes what was taken from where.
    pub fn complete(self, draft: &mut Draft) {
        for problem in self.problems {
            draft.problem(None, problem);
        }
        if let Some((name, chapters)) = self.chapters {
            let count = chapters.len();
            if draft.took_chapters() {
                // What begins after all that is said stands at its end.
                for late in draft.take_chapters_beside() {
                    draft.section(&late.title, 1, late.start, late.line);
                }
            }
            draft.note(
                None,
                if draft.took_chapters() {
                    format!("from {name}: {count} chapters")
                } else {
                    format!("the {count} chapters in {name} were not needed, or have no place in this text")
                },
            );
        }
        for (name, info) in self.infos {
            let taken = info.complete(draft);
            if !taken.is_empty() {
                draft.note(None, format!("from {name}: {}", taken.join(", ")));
            }
        }
    }
}

impl Info {
    /// Fills in what is not known yet, and tells what that was.
    fn complete(self, draft: &mut Draft) -> Vec<String> {
        let mut taken = Vec::new();
        let mut take = |new: bool, what: &str| {
            if new {
                taken.push(what.to_owned());
            }
        };
        if let (false, Some(title)) = (draft.has_title(), self.title) {
            draft.title(&title, TitleFrom::Sidecar);
            take(draft.has_title(), "title");
        }
        if let (None, Some(date)) = (draft.date, self.date.as_deref().and_then(dates::read)) {
            draft.date = Some(date);
            take(true, "date");
        }
        if !draft.has_source() {
            for link in &self.links {
                draft.source(link);
            }
            take(draft.has_source(), "link");
        }
        if let (None, Some(code)) = (&draft.language, self.language) {
            draft.language(&code);
            take(draft.language.is_some(), "language");
        }
        if let (None, Some(lasts)) = (draft.lasts, self.lasts) {
            draft.lasts = Some(lasts);
            take(!draft.has_times(), "length");
        }
        if let Some(by) = self.by {
            taken.push(format!("published by {by}"));
        }
        taken
    }
}

/// What yt-dlp wrote of a video, and its chapters: those of its own, or those of its description.
fn info(path: &Path, bytes: &[u8]) -> Result<(Info, Vec<Chapter>)> {
    let broken = |why: String| {
        Error::at(path, why)
            .do_next("fetch it anew with yt-dlp --write-info-json --skip-download, or move it away")
    };
    let text = decode(path, bytes.into())?.text;
    if text.len() > LARGEST_INFO {
        return Err(broken("is larger than 64 MB".to_owned()));
    }
    let value: Json = serde_json::from_str(&text).map_err(|e| broken(format!("is no JSON: {e}")))?;
    if !value.is_object() {
        return Err(broken("tells nothing of a talk".to_owned()));
    }
    let word = |keys: &[&str]| {
        let found = keys.iter().filter_map(|key| value.get(key)?.as_str()).map(str::trim);
        found.filter(|word| !word.is_empty()).map(str::to_owned).next()
    };
    let links = ["webpage_url", "original_url", "url"].iter().filter_map(|key| word(&[key]));
    let seconds = value.get("duration").and_then(Json::as_f64).filter(|&seconds| seconds > 0.0);
    let info = Info {
        title: word(&["title", "fulltitle"]),
        date: word(&["upload_date", "release_date", "date"]),
        by: word(&["uploader", "channel", "creator"]),
        links: links.collect(),
        language: word(&["language"]),
        #[allow(clippy::cast_possible_truncation, reason = "a float becomes the nearest number there is")]
        lasts: seconds.map(|seconds| Timestamp::from_ms((seconds * 1000.0) as i64)),
    };
    let mut chapters = chapters_in_json(&value);
    if chapters.len() < FEWEST_CHAPTERS {
        chapters = word(&["description"]).map(|text| listed(path, &text)).unwrap_or_default();
    }
    Ok((info, chapters))
}

/// The chapters that a description lists.
fn listed(path: &Path, text: &str) -> Vec<Chapter> {
    let source = Source::new(path, text, 1, false);
    let mut chapters = chapters_listed(&source);
    if !are_chapters(&chapters) {
        return Vec::new();
    }
    for chapter in &mut chapters {
        // Lines of another file mean nothing in this one.
        chapter.line = 0;
    }
    chapters
}

/// Chapters in a file of their own, which is read like any file: what stands at a time is a title.
fn chapters(path: &Path, bytes: &[u8]) -> Result<Vec<Chapter>> {
    let loaded = super::load(path, bytes)?;
    let titles = loaded.talk.segments.iter().filter(|segment| segment.kind != SegmentKind::Code);
    let chapters: Vec<Chapter> = titles
        .filter(|segment| segment.start.is_some())
        .map(|segment| Chapter {
            start: segment.start,
            title: segment.span.of(&loaded.talk.text).to_owned(),
            line: 0,
        })
        .collect();
    if chapters.len() < FEWEST_CHAPTERS {
        return Err(
            Error::at(path, "lists no chapters").do_next("give each a time and a title, or move it away")
        );
    }
    Ok(chapters)
}
