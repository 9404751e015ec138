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
    let up_to = |length: usize| share(sample.iter().filter(|l| has_at_most(l.text, length)).count());
    if !source.mostly(9, |line| has_at_most(line, PANEL)) {
        return None;
    }
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
    (marks * 60 <= words().count())
        .then(|| Guess::new(65, format!("its lines are short, and there are {marks} marks in them")))
}

/// Whether a text has no more letters than these.
fn has_at_most(text: &str, letters: usize) -> bool {
    text.len() <= letters || text.len() <= letters * 4 && text.chars().count() <= letters
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    // The lines are gone through again and again rather than kept: there may be millions of them.
    let lines = || source.lines().filter(|line| !line.is_blank());
    let edges = furniture::Edges::of(lines());
    let mut speakers = lines().any(|line| line.text.starts_with(NAMED)).then(Speakers::default);
    let mut left = lines();
    loop {
        let some: Vec<Line> = left.by_ref().filter(|line| !edges.cut(draft, line)).take(PORTION).collect();
        if some.is_empty() {
            return Ok(());
        }
        pour_some(&some, speakers.as_mut(), draft);
    }
}

/// Each line is a cue without a time.
pub(super) fn pour_lines(mut lines: Vec<Line>, draft: &mut Draft) {
    lines.retain(|line| !line.is_blank());
    let mut speakers = lines.iter().any(|line| line.text.starts_with(NAMED)).then(Speakers::default);
    for some in lines.chunks(PORTION) {
        pour_some(some, speakers.as_mut(), draft);
    }
}

/// What stands before the words of somebody else.
const NAMED: &str = ">>";

fn pour_some(lines: &[Line], speakers: Option<&mut Speakers>, draft: &mut Draft) {
    let cue = |line: &Line| Cue {
        text: line.text.to_owned(),
        line: line.number,
        end_line: line.number,
        ..Cue::default()
    };
    let mut cues: Vec<Cue> = lines.iter().map(cue).collect();
    if let Some(speakers) = speakers {
        speakers.take(&mut cues);
    }
    pour(draft, cues);
}
