//! Takes the repeats out of rolling captions, which show again what was said while the next words are spoken.

use super::cues::Cue;
use crate::model::Timestamp;

/// So many cues show whether captions roll.
pub(super) const SAMPLE: usize = 200;

/// Whether captions roll: nearly each begins with what the one before it still shows, and goes on from there. Only what
/// neighbours say tells it, for no mark of rolling captions is theirs alone.
///
/// | the captions of | one after the other |
/// |---|---|
/// | `YouTube` | `it rains`; `it rains` for a moment; `it rains`, and on its next line `on us`; `on us` |
/// | television | two lines of which the lower becomes the upper |
/// | live speech | `it`; `it rains`; `it rains on` |
///
/// What people say twice, and choruses, come back now and then, and without anything behind them. What is shown again
/// for too short a time to be read was not said twice, and tells it where captions are few.
pub(super) fn is_rolling(cues: &[Cue]) -> bool {
    let mut window = Window::default();
    let (mut pairs, mut overlaps, mut go_on, mut flashes) = (0, 0, 0, 0);
    for cue in cues {
        let now = lines_of(&cue.text);
        if now.is_empty() {
            continue;
        }
        pairs += usize::from(!window.shown.is_empty());
        if let Some(new) = window.new_in(cue, &now) {
            overlaps += 1;
            go_on += usize::from(!new.is_empty());
            flashes += usize::from(new.is_empty() && is_flash(cue));
        }
        window.show(cue, now);
    }
    let roll = |least: usize, new: usize| overlaps >= least && go_on >= new;
    overlaps * 2 >= pairs && go_on * 4 >= pairs && (roll(3, 2) || flashes > 0 && roll(2, 1))
}

/// Whether nobody could read a cue, so soon is it gone.
fn is_flash(cue: &Cue) -> bool {
    cue.start.zip(cue.end).is_some_and(|(start, end)| end.ms().saturating_sub(start.ms()) <= FLASH)
}

/// Milliseconds: `YouTube` shows for ten what is said already.
const FLASH: u32 = 20;

/// What rolling captions show at the moment.
#[derive(Default)]
pub(super) struct Window {
    /// The lines that are shown, without blanks around them.
    shown: String,
    end: Option<Timestamp>,
    speaker: Option<String>,
    /// How many lines were kept.
    pub kept: usize,
}

impl Window {
    /// Adds what a cue shows that was not shown before: a line to what is kept, or words to the line that was kept last.
    pub fn take(&mut self, mut cue: Cue, kept: &mut Vec<Cue>) {
        let now = lines_of(&cue.text);
        if now.is_empty() {
            return kept.push(cue);
        }
        let Some(new) = self.new_in(&cue, &now) else {
            self.show(&cue, now);
            self.kept += 1;
            return kept.push(cue);
        };
        let grown = new.split('\n').next().unwrap_or_default();
        let further = new.get(grown.len()..).unwrap_or_default().trim_start();
        let mut said = further;
        match kept.last_mut().filter(|line| line.text.len() + grown.len() <= LINE) {
            _ if grown.is_empty() => (),
            Some(line) => {
                line.text.push_str(grown);
                (line.end, line.end_line) = (cue.end.or(line.end), cue.end_line);
            }
            None => said = new.trim_start(),
        }
        said.clone_into(&mut cue.text);
        self.show(&cue, now);
        if !cue.text.is_empty() {
            self.kept += 1;
            kept.push(cue);
        }
    }

    /// What a cue shows behind the lines that are shown already; none where it does not begin with them. Of several ways
    /// to see it, the one with most shown already, as long as that leaves anything: who says yes twice says it twice.
    fn new_in<'a>(&self, cue: &Cue, now: &'a str) -> Option<&'a str> {
        if self.shown.is_empty() || cue.speaker.is_some() && cue.speaker != self.speaker {
            return None;
        }
        let starts = std::iter::once(0).chain(self.shown.match_indices('\n').map(|(at, _)| at + 1));
        let over = starts.filter_map(|start| behind(now, self.shown.get(start..)?));
        let (some, none): (Vec<&str>, Vec<&str>) = over.partition(|new| !new.is_empty());
        let new = some.first().or(none.first()).copied()?;
        // After a silence a line is said again; but a line above a new one has only moved up.
        (self.is_still_shown_at(cue.start) || new.starts_with('\n')).then_some(new)
    }

    fn is_still_shown_at(&self, start: Option<Timestamp>) -> bool {
        self.end.zip(start).is_none_or(|(end, start)| start.ms().saturating_sub(end.ms()) <= MOMENT)
    }

    fn show(&mut self, cue: &Cue, now: String) {
        self.shown = now;
        self.end = cue.end.or(cue.start);
        self.speaker.clone_from(&cue.speaker);
    }
}

/// What is gone for so many milliseconds is no longer shown.
const MOMENT: u32 = 1_000;
/// Screens have no longer lines: what grows further has times of its own.
const LINE: usize = 80;

/// The last lines of a text, trimmed, without blank ones. No screen shows more of them.
fn lines_of(text: &str) -> String {
    let filled = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let mut last: Vec<&str> = filled.rev().take(MOST_LINES).collect();
    last.reverse();
    last.join("\n")
}

/// Captions have two or three lines.
const MOST_LINES: usize = 8;

/// What follows `words` at the start of a text, wherever the lines of both are broken; none where a word goes on.
fn behind<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(words.len())?;
    let is_same = |(a, b): (u8, u8)| a == b || a.is_ascii_whitespace() && b.is_ascii_whitespace();
    let whole = rest.is_empty() || rest.starts_with([' ', '\n']);
    (whole && head.bytes().zip(words.bytes()).all(is_same)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cues of a second each, one after the other.
    fn cues(texts: &[&str]) -> Vec<Cue> {
        let at = |n: usize| i64::try_from(n).ok().map(|n| Timestamp::from_ms(n * 1_000));
        let cue = |(n, text): (usize, &&str)| {
            let text = (*text).to_owned();
            Cue { start: at(n), end: at(n + 1), text, ..Cue::default() }
        };
        texts.iter().enumerate().map(cue).collect()
    }

    fn unrolled(cues: Vec<Cue>) -> Vec<String> {
        let (mut window, mut kept) = (Window::default(), Vec::new());
        for cue in cues {
            window.take(cue, &mut kept);
        }
        assert_eq!(window.kept, kept.len());
        kept.into_iter().map(|cue| cue.text).collect()
    }

    #[test]
    fn each_line_stands_once_however_the_window_rolls() {
        for (what, shown, said) in [
            (
                "three times",
                &["it rains", "it rains", "it rains\non us", "on us", "on us\nand on"][..],
                &["it rains", "on us", "and on"][..],
            ),
            (
                "two lines",
                &["it\nrains", "rains\non us", "on us\nand", "and\non"],
                &["it\nrains", "on us", "and", "on"],
            ),
            (
                "word by word",
                &["it", "it rains", "it rains on", "it rains on\nus", "us too"],
                &["it rains on", "us too"],
            ),
            (
                "broken anew",
                &["it rains\non", "it\nrains on us", "it\nrains on us and", "it\nrains on us and on"],
                &["it rains\non us and on"],
            ),
            (
                "words said twice",
                &[
                    "so",
                    "so\nyes",
                    "yes",
                    "yes\nyes",
                    "yes",
                    "yes\nand on and on",
                    "and on and on\nand on and on",
                ],
                &["so", "yes", "yes", "and on and on", "and on and on"],
            ),
            (
                "two lines that are one",
                &["a\nyes", "yes\nyes", "yes\nyes", "yes\nno"],
                &["a\nyes", "yes", "yes", "no"],
            ),
        ] {
            assert!(is_rolling(&cues(shown)), "{what}");
            assert_eq!(unrolled(cues(shown)), said, "{what}");
        }
    }

    #[test]
    fn what_flashes_shows_that_few_captions_roll() {
        let mut few = cues(&["it rains", "it rains", "it rains\non us"]);
        assert!(!is_rolling(&few));
        few[1].end = few[1].start.map(|start| Timestamp::from_ms(i64::from(start.ms()) + 10));
        assert!(is_rolling(&few));
        assert_eq!(unrolled(few), ["it rains", "on us"]);
    }

    #[test]
    fn what_is_only_said_again_does_not_roll() {
        for said in [
            &["Thank you.", "Thank you.", "Thank you.", "Thank you.", "Thank you."][..],
            &["No.", "No. I never did.", "And then?", "Then we went", "to the hills", "and home", "so late"],
            &["it rains", "on the hills", "it rains", "on the sea", "it rains", "on us", "it rains"],
            &["on", "only", "only so", "so on", "on and", "an end"],
        ] {
            assert!(!is_rolling(&cues(said)), "{said:?}");
        }
    }

    #[test]
    fn a_line_after_a_silence_or_of_another_voice_is_said_again() {
        let mut late = cues(&["it rains", "it rains", "it rains\non us"]);
        for cue in late.iter_mut().skip(1) {
            cue.start = cue.start.map(|start| Timestamp::from_ms(i64::from(start.ms()) + 5_000));
            cue.end = cue.start;
        }
        assert_eq!(unrolled(late), ["it rains", "it rains", "on us"]);
        let mut voices = cues(&["it rains", "it rains"]);
        for (cue, name) in voices.iter_mut().zip(["Ann", "Bo"]) {
            cue.speaker = Some(name.to_owned());
        }
        assert_eq!(unrolled(voices), ["it rains", "it rains"]);
    }
}
