//! Reads saved pages that show a video's captions: a title, `VIDEOID • DATE`, furniture, and the lines.

use super::{Guess, captions};
use crate::error::Result;
use crate::load::dates;
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::links::is_video_id;
use crate::load::source::{Line, Source};
use crate::model::{Date, TitleFrom};

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let (at, id, _) = head(source)?;
    (at > 0).then(|| Guess::new(97, format!("its head has a title and the video {id} with its day")))
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut lines: Vec<Line> = source.lines_and_gaps().collect();
    if let Some((_, id, date)) = head(source) {
        draft.video(id);
        draft.date = draft.date.or(date);
        let at = lines.iter().position(|line| head_line(line.text).is_some()).unwrap_or(0);
        let title: Vec<&str> = lines.drain(..=at).map(|l| l.text.trim()).filter(|t| !t.is_empty()).collect();
        if let Some(title) = title.first() {
            draft.title(title, TitleFrom::PageHead);
        }
    }
    for line in &lines {
        if let Some(code) = line.text.strip_prefix("Language: ") {
            draft.language(code);
        }
    }
    furniture::cut(draft, &mut lines);
    captions::pour_lines(lines, draft);
    Ok(())
}

/// The line of the head among those that are not blank, the video's id, and the day.
fn head<'a>(source: &Source<'a>) -> Option<(usize, &'a str, Option<Date>)> {
    let lines = source.lines().filter(|line| !line.is_blank()).take(4);
    lines.enumerate().find_map(|(at, line)| head_line(line.text).map(|(id, date)| (at, id, date)))
}

/// `abcdefghij_ • 2024-01-02`
fn head_line(line: &str) -> Option<(&str, Option<Date>)> {
    let (id, date) = line.split_once('•')?;
    let id = id.trim();
    let date = dates::read(date);
    (is_video_id(id) && date.is_some()).then_some((id, date))
}
