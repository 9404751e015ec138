//! Sets loops apart from what is said around them, so that they can be shown once with their count.

use super::cues::{Cue, is_sound};
use super::loops;
use super::paragraphs::LONGEST;

/// A cue that is nothing but a loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stuck {
    /// Which cue it is.
    pub cue: usize,
    /// So many words come again and again,
    pub words: usize,
    /// so often.
    pub times: usize,
}

/// Parts the cues that have a loop in them: what stands before it, the loop, and what stands after it. All parts have the
/// times of the whole. `tell` gets each such cue, the words of its loop, and how often they come.
pub(super) fn set_apart(cues: &mut Vec<Cue>, mut tell: impl FnMut(&Cue, &str, usize)) -> Vec<Stuck> {
    let mut stuck = Vec::new();
    let Some(first) = cues.iter().position(|cue| loop_in(&cue.text).is_some()) else { return stuck };
    for cue in cues.split_off(first) {
        let Some((unit, times)) = loop_in(&cue.text) else {
            cues.push(cue);
            continue;
        };
        tell(&cue, unit, times);
        let mut opens_turn = cue.opens_turn;
        for (text, looped) in parts(&cue.text, unit, times) {
            stuck.extend(looped.map(|(words, times)| Stuck { cue: cues.len(), words, times }));
            cues.push(cue.part(text.to_owned(), opens_turn));
            opens_turn = false;
        }
    }
    stuck
}

/// `♪ ♪ ♪ ♪ ♪ ♪ ♪ ♪` is a sound and no loop.
fn loop_in(text: &str) -> Option<(&str, usize)> {
    loops::within(text).filter(|_| !is_sound(text))
}

/// The parts of a text with a loop in it, and of the loop its count of words and how often they come. A loop that is too
/// long for a paragraph is parted as well.
fn parts<'a>(text: &'a str, unit: &str, times: usize) -> Vec<(&'a str, Option<(usize, usize)>)> {
    let words = unit.split_whitespace().count();
    let start = unit.as_ptr().addr() - text.as_ptr().addr();
    let (before, mut rest) = text.split_at_checked(start).unwrap_or_default();
    let mut parts = vec![(before.trim(), None)];
    let most = (LONGEST / (unit.len() + 1)).max(2);
    let mut left = times;
    while left > 0 {
        // A single one that is left over goes with the last.
        let some = if left <= most + 1 { left } else { most };
        let (now, after) = behind_words(rest, some * words);
        parts.push((now.trim(), (some > 1).then_some((words, some))));
        (rest, left) = (after, left - some);
    }
    parts.push((rest.trim(), None));
    parts.retain(|(text, _)| !text.is_empty());
    parts
}

/// Parts a text behind its first words.
pub(super) fn behind_words(text: &str, count: usize) -> (&str, &str) {
    let mut rest = text;
    for _ in 0..count {
        rest = rest.trim_start().trim_start_matches(|c: char| !c.is_whitespace());
    }
    text.split_at_checked(text.len() - rest.len()).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[(&str, Option<(usize, usize)>)]) {
        let mut cues = vec![Cue { text: text.to_owned(), ..Cue::default() }];
        let stuck = set_apart(&mut cues, |_, _, _| ());
        let of = |at: usize| stuck.iter().find(|s| s.cue == at).map(|s| (s.words, s.times));
        let got: Vec<_> = cues.iter().enumerate().map(|(at, cue)| (cue.text.as_str(), of(at))).collect();
        assert_eq!(got, wanted);
    }

    #[test]
    fn loops_stand_apart_and_no_word_is_lost() {
        check("It rains.", &[("It rains.", None)]);
        check(
            "So we had it, had it, had it. Had it and went",
            &[("So we", None), ("had it, had it, had it. Had it", Some((2, 4))), ("and went", None)],
        );
        check("go go go go go go go go", &[("go go go go go go go go", Some((1, 8)))]);
    }

    #[test]
    fn a_loop_longer_than_a_paragraph_is_parted() {
        let mut cues = vec![Cue { text: "so it goes ".repeat(1_000).trim().to_owned(), ..Cue::default() }];
        let stuck = set_apart(&mut cues, |_, _, _| ());
        assert!(cues.iter().all(|cue| cue.text.len() <= LONGEST + LONGEST / 4));
        assert_eq!((cues.len(), stuck.iter().map(|s| s.times).sum::<usize>()), (stuck.len(), 1_000));
    }
}
