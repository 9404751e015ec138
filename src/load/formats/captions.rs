//! Reads bare caption lines: short, without times, mostly without marks, as a panel copied with its times off.

use super::Guess;
use crate::error::Result;
use crate::load::cues::{Cue, PORTION, pour};
use crate::load::divide::ends_sentence;
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::source::{Line, Source};
use crate::load::speakers::Speakers;

/// Caption lines are made to fit a screen.
const SCREEN: usize = 50;
/// Panels beside a video join two of them.
const PANEL: usize = 130;

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    let lines = source.lines().take(400).count();
    if sample.len() < 8 || (lines - sample.len()) * 10 > lines * 3 {
        return None;
    }
    let share = |count: usize| count * 100 / sample.len();
    let up_to = |length: usize| share(sample.iter().filter(|l| l.text.chars().count() <= length).count());
    let ended = share(sample.iter().filter(|l| ends_sentence(l.text)).count());
    let short = up_to(SCREEN);
    if short >= 90 && ended <= 25 {
        return Some(Guess::new(
            66,
            format!("{short} of 100 lines are short, and {ended} of 100 end with a mark"),
        ));
    }
    let words = || sample.iter().flat_map(|line| line.text.split_whitespace());
    let marks = words().filter(|word| ends_sentence(word)).count();
    (up_to(PANEL) >= 90 && marks * 60 <= words().count())
        .then(|| Guess::new(65, format!("its lines are short, and there are {marks} marks in them")))
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut lines: Vec<Line> = source.lines_and_gaps().collect();
    furniture::cut(draft, &mut lines);
    pour_lines(lines, draft);
    Ok(())
}

/// Each line is a cue without a time.
pub(super) fn pour_lines(mut lines: Vec<Line>, draft: &mut Draft) {
    let cue = |line: &Line| Cue {
        text: line.text.to_owned(),
        line: line.number,
        end_line: line.number,
        ..Cue::default()
    };
    lines.retain(|line| !line.is_blank());
    let named = lines.iter().any(|line| line.text.starts_with(">>"));
    let mut speakers = Speakers::default();
    for some in lines.chunks(PORTION) {
        let mut cues: Vec<Cue> = some.iter().map(cue).collect();
        if named {
            speakers.take(&mut cues);
        }
        pour(draft, cues);
    }
}
