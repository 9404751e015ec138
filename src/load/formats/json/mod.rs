//! Reads JSON: what whisper and its kin write, what services of speech recognition send, captions and chapters.

mod chapters;
mod fields;
mod layouts;
mod mend;
mod services;
mod tree;
mod units;

use super::Guess;
use crate::error::{Error, Result};
use crate::load::cues::{Cue, pour};
use crate::load::dates;
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::markup::{Tags, plain};
use crate::load::source::Source;
use crate::model::TitleFrom;
pub(in crate::load) use chapters::of as chapters_of;
use fields::{cue, text_at};
use mend::mend;
pub(in crate::load) use tree::Value;

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let text = source.text.trim_start();
    let inside = text.get(1..)?.trim_start();
    let object = text.starts_with('{') && inside.starts_with(['"', '}']);
    let list = text.starts_with('[') && inside.starts_with(['{', '[', '"', ']']);
    // `[[a link]]` is Markdown, and a thousand open brackets are JSON gone wrong.
    let link = inside.strip_prefix('[').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic()));
    (object || list && !link).then(|| Guess::new(96, "it begins as JSON does"))
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let error = match serde_json::from_str::<Value>(source.text) {
        Ok(value) => return from_value(source, value, draft),
        Err(e) => Error::at(source.name, format!("is no whole JSON: {e}"))
            .do_next("check whether it was cut off, or write it anew"),
    };
    let mended = mend(source.text);
    if let Some(mended) = &mended
        && let Ok(value) = serde_json::from_str::<Value>(&mended.text)
    {
        for (line, what) in &mended.told {
            draft.problem(Some(line.saturating_add(source.first_line - 1)), *what);
        }
        // What breaks off before anything is said is not whole in any way.
        return from_value(source, value, draft).map_err(|_| error);
    }
    let cues = by_line(source, draft)
        .ok_or_else(|| if is_by_line(source) { no_transcript(source) } else { error })?;
    finish(draft, cues);
    Ok(())
}

fn from_value(source: &Source, mut file: Value, draft: &mut Draft) -> Result<()> {
    about(&file, draft);
    let mut read = layouts::read(&file);
    if let Some((_, cues)) = read.as_ref().filter(|(_, cues)| units::count_milliseconds(cues)) {
        let last = units::last_time(cues);
        drop(read);
        units::in_seconds(&mut file, fields::IN_SECONDS);
        read = layouts::read(&file);
        // Times that are written as clocks stay what they are, however slowly somebody speaks.
        if read.as_ref().is_some_and(|(_, cues)| units::last_time(cues) != last) {
            draft.note(None, MILLISECONDS);
        }
    }
    if let Some((layout, cues)) = read {
        draft.note(None, format!("laid out as: {layout}"));
        let chapters = chapters::of(&file);
        drop(file);
        super::chapters::pour_with(draft, tidy(cues), chapters);
        return Ok(());
    }
    let chapters = chapters::of(&file);
    if !chapters.is_empty() {
        super::chapters::alone(draft, chapters);
        return Ok(());
    }
    let text = text_at(&file, &["text", "transcript", "results.transcripts.0.transcript"]).map(str::to_owned);
    drop(file);
    match text {
        Some(text) => {
            pour(draft, vec![Cue { text, ..Cue::default() }]);
            Ok(())
        }
        None => Err(no_transcript(source)),
    }
}

fn no_transcript(source: &Source) -> Error {
    Error::at(source.name, "is JSON, but no transcript that dictum knows")
        .do_next("have the segments in a list named segments, each with text, start and end in seconds")
}

/// Whether each of the first lines is a whole object: then a file is not broken, but has an object a line.
fn is_by_line(source: &Source) -> bool {
    let mut first = source.lines().filter(|line| !line.is_blank()).take(3).peekable();
    first.peek().is_some()
        && first.all(|line| serde_json::from_str::<Value>(line.text).is_ok_and(|value| value.is_object()))
}

fn finish(draft: &mut Draft, cues: Vec<Cue>) {
    pour(draft, tidy(cues));
}

/// Cues as they are said: pieces of words joined, marks put to their words.
fn tidy(mut cues: Vec<Cue>) -> Vec<Cue> {
    for cue in &mut cues {
        if cue.text.contains(['<', '&']) {
            // Older downloaders escaped what was escaped already.
            cue.text = plain(&cue.text.replace("&amp;#", "&#"), Tags::Captions);
        }
    }
    cues.retain(|cue| !is_special_token(&cue.text));
    join_pieces(&mut cues);
    cut_overlaps(&mut cues);
    cues
}

/// `[_BEG_]`, `[_TT_550]`: whisper.cpp's own marks.
fn is_special_token(text: &str) -> bool {
    text.trim().starts_with("[_") && text.trim().ends_with(']')
}

/// Where words carry the blank before them, what has none goes on with the word before. Marks of sentences that stand
/// alone always do.
fn join_pieces(cues: &mut Vec<Cue>) {
    let filled = || cues.iter().filter(|cue| !cue.text.trim().is_empty() && !is_mark(&cue.text));
    let spaced = filled().filter(|cue| cue.text.starts_with(' ')).count();
    let single = filled().filter(|cue| cue.text.split_whitespace().count() == 1).count();
    let all = filled().count();
    let in_pieces = spaced * 2 > all && single * 10 > all * 9;
    if !in_pieces && !cues.iter().any(|cue| is_mark(&cue.text)) {
        return;
    }
    let mut joined: Vec<Cue> = Vec::with_capacity(cues.len());
    for cue in cues.drain(..) {
        let goes_on = in_pieces && !cue.text.starts_with(char::is_whitespace) && !cue.text.is_empty();
        match joined.last_mut() {
            Some(word) if goes_on || is_mark(&cue.text) => {
                word.text.truncate(word.text.trim_end().len());
                word.text.push_str(cue.text.trim());
                word.end = cue.end.or(word.end);
            }
            _ => joined.push(cue),
        }
    }
    *cues = joined;
}

/// Whether a word is nothing but the marks of a sentence.
fn is_mark(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| ".,?!;:…。，？！".contains(c))
}

/// What is told where bare numbers count milliseconds.
const MILLISECONDS: &str =
    "its times are whole numbers that leave minutes to each word: taken for milliseconds";

/// What the file says of the talk.
fn about(file: &Value, draft: &mut Draft) {
    if let Some(title) = text_at(
        file,
        &[
            "title", "metadata.title", "meeting.title", "transcript.title", "data.transcript.title",
            "speech.title", "0.title",
        ],
    ) && !furniture::is_recording(title)
    {
        draft.title(title, TitleFrom::Metadata);
    }
    if let Some(code) = text_at(
        file,
        &[
            "language", "language_code", "lang", "result.language", "metadata.language",
            "results.language_code", "job.lang",
        ],
    ) {
        draft.language(code);
    }
    for key in ["url", "webpage_url", "source_url", "metadata.url"] {
        if let Some(url) = text_at(file, &[key]) {
            draft.source(url);
        }
    }
    if let Some(id) = text_at(file, &["video_id", "videoId", "0.videoId"]) {
        draft.video(id);
    }
    // What stands beside the recording's name is the day of its file, which may have been copied or cut long after.
    let of_the_talk = |key: &str| key != "metadata.date" || text_at(file, &["metadata.fileName"]).is_none();
    let date = ["date", "upload_date", "published", "metadata.date", "meeting.date"].into_iter();
    let mut date = date.filter(|key| of_the_talk(key));
    draft.date = draft.date.or_else(|| date.find_map(|key| dates::read(text_at(file, &[key])?)));
}

/// JSON Lines: a segment a line. A line that is none is told; where most are none, the file is none. The last may have
/// been cut off.
fn by_line(source: &Source, draft: &mut Draft) -> Option<Vec<Cue>> {
    let mut read = read_lines(source, false);
    let strange = read.bad.len() - usize::from(read.breaks_off);
    if read.cues.is_empty() && !read.bad.is_empty() || strange > read.cues.len() {
        return None;
    }
    if units::count_milliseconds(&read.cues) {
        let last = units::last_time(&read.cues);
        read = read_lines(source, true);
        if units::last_time(&read.cues) != last {
            draft.note(None, MILLISECONDS);
        }
    }
    let ByLine { cues, bad, flaws, .. } = read;
    for (line, what) in flaws {
        draft.problem(Some(line), what);
    }
    for line in bad {
        draft.problem(Some(line), "no segment in JSON; left out");
    }
    Some(cues)
}

/// What the lines of a file hold.
#[derive(Default)]
struct ByLine {
    cues: Vec<Cue>,
    /// Lines that hold no segment.
    bad: Vec<u32>,
    /// The last of them was cut off.
    breaks_off: bool,
    /// Lines with flaws that could be mended: each kind once, for the next lines have the same.
    flaws: Vec<(u32, &'static str)>,
}

fn read_lines(source: &Source, in_milliseconds: bool) -> ByLine {
    let mut read = ByLine::default();
    for line in source.lines().filter(|line| !line.is_blank()) {
        let segment = |text: &str| {
            let mut value = serde_json::from_str::<Value>(text).ok()?;
            if in_milliseconds {
                units::in_seconds(&mut value, fields::IN_SECONDS);
            }
            cue(&value, line.number)
        };
        read.breaks_off = false;
        if let Some(cue) = segment(line.text) {
            read.cues.push(cue);
        } else if let Some((cue, mended)) = mend(line.text).and_then(|m| Some((segment(&m.text)?, m))) {
            read.cues.push(cue);
            for (_, what) in mended.told {
                if read.flaws.iter().all(|(_, known)| *known != what) {
                    read.flaws.push((line.number, what));
                }
            }
        } else {
            read.breaks_off = line.text.trim_start().starts_with('{');
            read.bad.push(line.number);
        }
    }
    read
}

/// Durations count how long a line stays on the screen, which is longer than it is said. Where lines overlap one after
/// the other, each ends where the next begins.
fn cut_overlaps(cues: &mut [Cue]) {
    let starts: Vec<_> = cues.iter().skip(1).map(|cue| cue.start).collect();
    let overlapping =
        cues.iter().zip(&starts).filter(|(cue, next)| cue.end > **next && **next > cue.start).count();
    let of_several = cues.iter().any(|cue| cue.speaker.is_some());
    if of_several || overlapping * 2 < starts.len() {
        return;
    }
    for (cue, next) in cues.iter_mut().zip(starts) {
        if next > cue.start && cue.end > next {
            cue.end = next;
        }
    }
}
