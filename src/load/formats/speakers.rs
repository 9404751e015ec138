//! Reads plain text in which every turn begins with a name.

use std::collections::HashMap;

use super::{Guess, prose};
use crate::error::Result;
use crate::load::article::compose;
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::labels;
use crate::load::source::{Line, Source};
use crate::load::speakers::folded_name;

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut timed = 0;
    for label in sample.iter().filter_map(|line| labels::read(line.text)) {
        let Some(name) = label.name else { continue };
        *names.entry(folded_name(name)).or_default() += 1;
        timed += usize::from(label.time.is_some());
    }
    let labelled: usize = names.values().sum();
    let returning: usize = names.values().filter(|&&n| n >= 2).sum();
    let share = labelled * 100 / sample.len().max(1);
    let talk =
        names.len() >= 2 && (share >= 30 || timed >= 3) && labelled >= 2 || returning >= 4 && share >= 10;
    talk.then(|| {
        Guess::new(
            if timed >= 3 { 80 } else { 70 },
            format!("{labelled} of {} lines begin with one of {} names", sample.len(), names.len()),
        )
    })
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut lines: Vec<Line> = source.lines_and_gaps().collect();
    furniture::cut(draft, &mut lines);
    let items = prose::items(&lines);
    drop(lines);
    compose(draft, items);
    Ok(())
}
