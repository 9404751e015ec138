//! Finds out which words before colons are speakers in a document of paragraphs.

use std::collections::{HashMap, HashSet};

use super::article::Item;
use super::interludes;
use super::labels::{self, Label};
use super::speakers::{folded_name, is_anonymous};

/// Which names before colons are speakers.
pub(super) struct Names {
    counts: HashMap<String, usize>,
    /// Names are the custom of the document.
    pub is_talk: bool,
    /// Labels such as `SPEAKER_17` that come once and tell nobody apart.
    nobody: HashSet<String>,
}

impl Names {
    /// A name is a speaker where it comes back, or where names stand before a third of all paragraphs.
    pub fn of(items: &[Item]) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let (mut labelled, mut timed, mut paragraphs) = (0, 0, 0);
        let mut headings: HashSet<String> = HashSet::new();
        for item in items {
            if let Item::Heading { title, .. } = item {
                headings.insert(folded_name(title.trim_end_matches(':')));
            }
            let Item::Paragraph(lines) = item else { continue };
            paragraphs += 1;
            for (_, line) in lines {
                let Some(Label { name: Some(name), time, .. }) = labels::read(&line.text) else { continue };
                *counts.entry(folded_name(name)).or_default() += 1;
                labelled += 1;
                timed += usize::from(time.is_some());
            }
        }
        // A question is a speaker's where there are answers, too.
        let sides = ["q", "a"].map(|side| counts.get(side).copied().unwrap_or(0));
        if sides.contains(&0) {
            labelled -= sides.iter().sum::<usize>();
            counts.retain(|name, _| name != "q" && name != "a");
        }
        let returning: usize = counts.values().filter(|&&n| n >= 2).sum();
        let several = counts.len() >= 2;
        let custom = labelled * 10 >= paragraphs * 3;
        let is_talk = timed >= 3 && several
            || several && custom && labelled >= 2
            || returning >= 4 && returning * 20 >= paragraphs * 3;
        if !is_talk && let Some(alone) = monologue(items, &counts) {
            return Self { counts: HashMap::from([(alone, 1)]), is_talk: true, nobody: HashSet::new() };
        }
        if !is_talk {
            counts.clear();
        } else if !custom && timed == 0 {
            counts.retain(|_, n| *n >= 2);
        }
        // Under a heading some authors say it again: `Rain:`.
        counts.retain(|name, times| *times >= 2 || !headings.contains(name));
        Self { nobody: endless(&counts), counts, is_talk }
    }

    /// Whether a label tells who speaks.
    pub fn tells(&self, label: &str) -> bool {
        self.nobody.is_empty() || !self.nobody.contains(&folded_name(label))
    }

    /// What was done, for `check`.
    pub fn note(&self) -> Option<String> {
        let some = self.nobody.iter().min()?;
        Some(format!(
            "{} labels that come once, such as {some}, tell nobody apart: left out",
            self.nobody.len()
        ))
    }

    /// The label of a line, where it is one in this document.
    pub fn label<'a>(&self, line: &'a str) -> Option<Label<'a>> {
        let label = labels::read(line)?;
        let known = label.name.is_none_or(|name| self.counts.contains_key(&folded_name(name)));
        if known {
            return self.is_talk.then_some(label);
        }
        // A time may stand before words that only look like a name.
        let (time, rest) = labels::bracketed_time(line.trim()).filter(|_| self.is_talk)?;
        Some(Label { name: None, time: Some(time), rest: rest.trim_start() })
    }
}

/// Who speaks where one person does: the name that the text opens with, where others do not come back, and where the text
/// shows that it is spoken. The recording pauses in it, or they say who they are.
fn monologue(items: &[Item], counts: &HashMap<String, usize>) -> Option<String> {
    let first = lines(items).next()?;
    let name = labels::read(first).filter(|label| label.time.is_none())?.name?;
    let folded = folded_name(name);
    let given = folded.split_once(' ')?.0;
    if counts.iter().any(|(other, times)| *times > 1 && *other != folded) {
        return None;
    }
    let is_spoken = || {
        lines(items).any(|line| interludes::read(line).is_some())
            || lines(items).take(OPENING).any(|line| says_who(line, given))
    };
    is_spoken().then_some(folded)
}

/// Whoever says who they are does it in the first so many lines.
const OPENING: usize = 3;

/// `I'm Ann`, `this is Ann`
fn says_who(line: &str, given: &str) -> bool {
    let bare =
        |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'").to_lowercase();
    let words: Vec<String> = line.split_whitespace().map(bare).collect();
    let before = |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
    words.iter().enumerate().filter(|(_, word)| *word == given).any(|(at, _)| {
        let second = at.saturating_sub(1);
        matches!((before(second), before(at)), (_, "i'm") | ("i", "am") | ("this" | "name", "is"))
    })
}

fn lines(items: &[Item]) -> impl Iterator<Item = &str> {
    let paragraphs = items.iter().filter_map(|item| match item {
        Item::Paragraph(lines) => Some(lines),
        _ => None,
    });
    paragraphs.flatten().map(|(_, line)| line.text.as_str())
}

/// Fewer labels than these may well be people.
const CROWD: usize = 20;

/// A machine that loses count gives every line a new number. Of a crowd of anonymous labels most of which come once,
/// those that come once are nobody.
fn endless(counts: &HashMap<String, usize>) -> HashSet<String> {
    let numbered: Vec<_> = counts.iter().filter(|(name, _)| is_anonymous(name)).collect();
    let once = numbered.iter().filter(|(_, times)| **times == 1).count();
    if numbered.len() < CROWD || once * 2 < numbered.len() {
        return HashSet::new();
    }
    numbered.into_iter().filter(|(_, times)| **times == 1).map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::rich::Rich;

    fn names(lines: &[String]) -> Names {
        let items: Vec<Item> =
            lines.iter().map(|line| Item::Paragraph(vec![(1, Rich::from(line.as_str()))])).collect();
        Names::of(&items)
    }

    #[test]
    fn numbers_that_never_come_back_are_nobody() {
        let mut lines: Vec<String> = (0..30).map(|n| format!("SPEAKER_{n:02}: It rains.")).collect();
        lines.push("SPEAKER_03: Still.".to_owned());
        let found = names(&lines);
        assert_eq!((found.tells("SPEAKER_03"), found.tells("SPEAKER_04")), (true, false));
        assert_eq!(names(&lines[..8]).note(), None);
    }

    #[test]
    fn one_who_speaks_alone_is_a_speaker() {
        for (said, alone) in [
            (&["Ann Lee:", "It rained.", "Break: [1:00]", "It snowed."][..], true),
            (&["Ann Lee: Hello. I’m Ann, and it rained.", "All night."], true),
            (
                &[
                    "Ann Lee: Welcome. This is Ann Lee.",
                    "It rains.",
                    "It snows.",
                    "It hails.",
                    "It pours.",
                    "It blows.",
                    "Key Points: no.",
                ],
                true,
            ),
            (&["Ann Lee: Welcome. This is Ann Lee.", "Bo Ek: No."], false),
            (&["Key Points: it rained.", "All night.", "And day."], false),
            (&["Ann Lee: It rained.", "All night.", "Up North: snow.", "Break:", "Up North: fog."], false),
            (&["It rained.", "Ann Lee: I'm Ann.", "All night.", "Break:"], false),
        ] {
            let found = names(&said.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>());
            assert_eq!(found.is_talk && found.counts.len() == 1, alone, "{said:?}");
        }
    }

    #[test]
    fn a_heading_said_again_is_no_speaker() {
        let mut items = vec![Item::Heading { level: 2, title: "Standard Rain".to_owned(), line: 1 }];
        for line in ["Standard Rain: so", "Ann: It falls.", "Bo: No.", "Ann: Yes.", "Bo: So?"] {
            items.push(Item::Paragraph(vec![(1, Rich::from(line))]));
        }
        let found = Names::of(&items);
        assert!(found.label("Ann: It falls.").is_some() && found.label("Standard Rain: so").is_none());
    }
}
