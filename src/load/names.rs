//! Finds out which words before colons are speakers in a document of paragraphs.

use std::collections::{HashMap, HashSet};

use super::article::Item;
use super::interludes;
use super::labels::{self, Label};
use super::rich::Rich;
use super::roll_call::{Called, Look, RollCall};
use super::speakers::{folded_name, is_anonymous};
use crate::model::Style;

/// Which names before colons are speakers.
pub(super) struct Names {
    people: HashMap<String, Called>,
    /// Names are the custom of the document.
    pub is_talk: bool,
    /// Labels such as `SPEAKER_17` that come once and tell nobody apart.
    nobody: HashSet<String>,
}

impl Names {
    /// Who is called in a document; `announced` are those whom something else names.
    pub fn of<'a>(items: &[Item], announced: impl Iterator<Item = &'a str>) -> Self {
        let mut roll = RollCall::default();
        announced.for_each(|name| roll.announce(name));
        let paragraphs = call(items, &mut roll);
        let alone = monologue(items, &roll.names());
        if let Some(name) = &alone {
            roll.announce(name);
        }
        let mut people = roll.people();
        let habit = custom(&people, paragraphs);
        let is_talk = habit.is_some();
        if !is_talk && let Some(alone) = alone {
            let people = HashMap::from([(alone, Called { times: 1, timed: 0 })]);
            return Self { people, is_talk: true, nobody: HashSet::new() };
        }
        match habit {
            None => people.clear(),
            Some(Custom::Some) => people.retain(|_, called| called.times >= 2),
            Some(Custom::Most) => (),
        }
        drop_headings(items, &mut people);
        Self { nobody: endless(&people), people, is_talk }
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
        let label = labels::read_any(line)?;
        let known = label.name.is_none_or(|name| self.people.contains_key(&folded_name(name)));
        if known {
            return self.is_talk.then_some(label);
        }
        // A time may stand before words that only look like a name.
        let (time, rest) = labels::bracketed_time(line.trim()).filter(|_| self.is_talk)?;
        Some(Label { name: None, time: Some(time), rest: rest.trim_start() })
    }
}

/// How names are the custom of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Custom {
    /// They stand before many of its paragraphs, or have times.
    Most,
    /// Some come back, among much that has none.
    Some,
}

/// Whether people speak by turns in so many paragraphs.
fn custom(people: &HashMap<String, Called>, paragraphs: usize) -> Option<Custom> {
    let sum = |of: fn(&Called) -> usize| people.values().map(of).sum::<usize>();
    let (calls, timed) = (sum(|called| called.times), sum(|called| called.timed));
    let returning = sum(|called| if called.times >= 2 { called.times } else { 0 });
    let several = people.len() >= 2;
    if several && (timed >= 3 || calls * 10 >= paragraphs * 3) {
        return Some(Custom::Most);
    }
    let some = returning >= 4 && returning * 20 >= paragraphs * 3;
    some.then_some(if timed > 0 || calls * 10 >= paragraphs * 3 { Custom::Most } else { Custom::Some })
}

/// Who is called in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InLines {
    pub people: usize,
    pub times: usize,
    pub timed: usize,
}

/// Who is called in lines, where people speak by turns in them. What somebody says may have several lines.
pub(super) fn in_lines<'a>(lines: impl ExactSizeIterator<Item = &'a str>) -> Option<InLines> {
    let paragraphs = lines.len() * 2 / 3;
    let mut roll = RollCall::default();
    for label in lines.filter_map(labels::read_any) {
        if let Some(name) = label.name {
            let (timed, alone) = (label.time.is_some(), label.rest.is_empty());
            roll.see(name, Look { timed, strong: false, alone });
        }
    }
    let people = roll.people();
    custom(&people, paragraphs)?;
    let sum = |of: fn(&Called) -> usize| people.values().map(of).sum();
    Some(InLines {
        people: people.len(),
        times: sum(|called| called.times),
        timed: sum(|called| called.timed),
    })
}

/// Calls the labels of a document; how many paragraphs it has. What always stands above a list is its heading, not somebody.
fn call(items: &[Item], roll: &mut RollCall) -> usize {
    let mut paragraphs = 0;
    for (at, item) in items.iter().enumerate() {
        let Item::Paragraph(lines) = item else { continue };
        paragraphs += 1;
        let is_above_list = matches!(items.get(at + 1), Some(Item::List { .. }));
        for (nth, (_, line)) in lines.iter().enumerate() {
            let Some(label) = labels::read_any(&line.text) else { continue };
            let Some(name) = label.name else { continue };
            if is_above_list && nth + 1 == lines.len() && label.rest.is_empty() && label.time.is_none() {
                continue;
            }
            let (timed, alone) = (label.time.is_some(), label.rest.is_empty());
            roll.see(name, Look { timed, strong: is_strong(line, name), alone });
        }
    }
    paragraphs
}

/// Whether a name is written in strong letters.
pub(super) fn is_strong(line: &Rich, name: &str) -> bool {
    let strong = || line.styles.iter().filter(|(_, style)| *style == Style::Strong);
    // Most lines have no strong letters.
    strong().next().is_some()
        && line.text.find(name).is_some_and(|at| strong().any(|(range, _)| range.contains(&at)))
}

/// Under a heading some authors say it again: `Rain:`.
fn drop_headings(items: &[Item], people: &mut HashMap<String, Called>) {
    for item in items {
        if let Item::Heading { title, .. } = item {
            let folded = folded_name(title.trim_end_matches(':'));
            if people.get(&folded).is_some_and(|called| called.times < 2) {
                people.remove(&folded);
            }
        }
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
fn endless(people: &HashMap<String, Called>) -> HashSet<String> {
    let numbered: Vec<_> = people.iter().filter(|(name, _)| is_anonymous(name)).collect();
    let once = numbered.iter().filter(|(_, called)| called.times == 1).count();
    if numbered.len() < CROWD || once * 2 < numbered.len() {
        return HashSet::new();
    }
    numbered.into_iter().filter(|(_, called)| called.times == 1).map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lines: &[String]) -> Names {
        let items: Vec<Item> =
            lines.iter().map(|line| Item::Paragraph(vec![(1, Rich::from(line.as_str()))])).collect();
        Names::of(&items, std::iter::empty())
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
            assert_eq!(found.is_talk && found.people.len() == 1, alone, "{said:?}");
        }
    }

    #[test]
    fn a_heading_said_again_is_no_speaker() {
        let mut items = vec![Item::Heading { level: 2, title: "Standard Rain".to_owned(), line: 1 }];
        for line in ["Standard Rain: so", "Ann: It falls.", "Bo: No.", "Ann: Yes.", "Bo: So?"] {
            items.push(Item::Paragraph(vec![(1, Rich::from(line))]));
        }
        let found = Names::of(&items, std::iter::empty());
        assert!(found.label("Ann: It falls.").is_some() && found.label("Standard Rain: so").is_none());
    }
}
