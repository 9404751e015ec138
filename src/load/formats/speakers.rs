//! Reads plain text in which every turn begins with a name.

use super::{Guess, prose};
use crate::error::Result;
use crate::load::article::compose;
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::names;
use crate::load::source::{Line, Source};

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    let called = names::in_lines(sample.iter().map(|line| line.text))?;
    Some(Guess::new(
        if called.timed >= 3 { 80 } else { 70 },
        format!("{} of {} lines begin with one of {} names", called.times, sample.len(), called.people),
    ))
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut lines: Vec<Line> = source.lines_and_gaps().collect();
    furniture::cut(draft, &mut lines);
    let items = prose::items(&lines);
    drop(lines);
    compose(draft, items);
    Ok(())
}
