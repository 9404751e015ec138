//! Tells from how labels come, and come back, which of them are people.

use std::collections::{HashMap, HashSet};

use super::nobody::{self, Word};
use super::speakers::{folded_name, is_anonymous};

/// The labels of a document, in their order.
///
/// | a label | is a person |
/// |---|---|
/// | that comes back | unless others have times or are strong, and it never |
/// | that comes once, with a time or in strong letters or in capitals | where those that come back nearly all do so |
/// | that comes once between two turns of somebody else | for that name was written again behind it |
/// | that comes once, and is `Speaker 3`, `Audience Member`, or named above the talk | yes |
/// | `Host`, `Question` | where it comes back after others did |
/// | `Subject`, `Note` | where it answers one other again and again |
/// | `Remember`, once | no |
#[derive(Debug, Default)]
pub(super) struct RollCall {
    labels: HashMap<String, Label>,
    /// The last two labels that were not the same.
    last: Option<String>,
    before: Option<String>,
    /// Some label came twice in a row: names are written though nobody else spoke.
    is_said_again: bool,
    /// Who is named above the talk, folded, by whole names and given ones.
    announced: HashSet<String>,
}

#[derive(Debug, Clone, Copy)]
struct Label {
    word: Word,
    times: usize,
    /// How often it came after another.
    turns: usize,
    timed: usize,
    strong: usize,
    is_capital: bool,
    has_several_words: bool,
    /// It stood between two labels of one other.
    is_between: bool,
}

/// How a label is written where it stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub timed: bool,
    pub strong: bool,
}

/// How often somebody is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Called {
    pub times: usize,
    pub timed: usize,
}

impl RollCall {
    /// Somebody is named above the talk.
    pub fn announce(&mut self, name: &str) {
        let folded = folded_name(name);
        if let Some((given, _)) = folded.split_once(' ') {
            self.announced.insert(given.to_owned());
        }
        self.announced.insert(folded);
    }

    /// The next label.
    pub fn see(&mut self, name: &str, look: Look) {
        let folded = folded_name(name);
        let label = self.labels.entry(folded.clone()).or_insert_with(|| Label::new(name));
        label.times += 1;
        label.timed += usize::from(look.timed);
        label.strong += usize::from(look.strong);
        if self.last.as_ref() == Some(&folded) {
            self.is_said_again = true;
            return;
        }
        label.turns += 1;
        if self.before.as_ref() == Some(&folded)
            && let Some(between) = self.last.as_ref().and_then(|last| self.labels.get_mut(last))
        {
            between.is_between = true;
        }
        self.before = self.last.replace(folded);
    }

    /// How often labels come that could be names.
    pub fn names(&self) -> HashMap<String, usize> {
        let names = self.labels.iter().filter(|(_, label)| label.word == Word::Name);
        names.map(|(name, label)| (name.clone(), label.times)).collect()
    }

    /// Who they are, by their folded names, and how often they are called.
    pub fn people(&self) -> HashMap<String, Called> {
        let mut back: HashMap<&String, &Label> =
            self.labels.iter().filter(|(_, label)| label.comes_back()).collect();
        let habit = if back.is_empty() {
            // Where nobody comes back only times tell.
            Habit { strong: false, capital: false, ..Habit::of(self.labels.values()) }
        } else {
            Habit::of(back.values().copied())
        };
        back.retain(|_, label| habit.fits(label));
        let pair = back.len() == 1 && back.values().all(|label| label.turns >= 3);
        let is_person = |name: &String, label: &Label| {
            if back.contains_key(name) {
                return true;
            }
            let is_called = self.announced.contains(name) || is_machines(name);
            match label.word {
                Word::Field => pair && label.turns >= 3 && label.is_between && habit.fits(label),
                _ if is_called => true,
                _ if label.times > 1 || !habit.fits(label) => false,
                _ if habit.is_any() => !habit.capital || label.is_capital,
                _ => {
                    let has_surname = label.word == Word::Name && label.has_several_words;
                    label.is_between && !self.is_said_again || back.len() >= 2 && has_surname
                }
            }
        };
        let called = |label: &Label| Called { times: label.times, timed: label.timed };
        let people: HashMap<String, Called> = self
            .labels
            .iter()
            .filter(|(name, label)| is_person(name, label))
            .map(|(name, label)| (name.clone(), called(label)))
            .collect();
        let only_role = people.len() == 1
            && people.keys().all(|name| self.labels.get(name).is_some_and(|label| label.word != Word::Name));
        if only_role { HashMap::new() } else { people }
    }
}

/// Whether a machine gave the name: `Speaker 3`. A letter alone may be anything.
fn is_machines(name: &str) -> bool {
    name.len() > 1 && is_anonymous(name)
}

impl Label {
    fn new(name: &str) -> Self {
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        Self {
            word: nobody::word(name),
            times: 0,
            turns: 0,
            timed: 0,
            strong: 0,
            is_capital: letters().nth(1).is_some() && letters().all(|c| !c.is_lowercase()),
            has_several_words: name.split_whitespace().nth(1).is_some(),
            is_between: false,
        }
    }

    fn comes_back(&self) -> bool {
        match self.word {
            Word::Name | Word::Long => self.times >= 2,
            Word::Role => self.turns >= 2,
            Word::Field => false,
        }
    }
}

/// What labels have in common that come back.
#[derive(Debug, Clone, Copy)]
struct Habit {
    timed: bool,
    strong: bool,
    capital: bool,
}

impl Habit {
    fn of<'a>(labels: impl Iterator<Item = &'a Label>) -> Self {
        let (mut times, mut timed, mut strong, mut capital) = (0, 0, 0, 0);
        for label in labels.filter(|label| label.word != Word::Field) {
            times += label.times;
            timed += label.timed;
            strong += label.strong;
            capital += if label.is_capital { label.times } else { 0 };
        }
        let nearly_all = |some: usize| times > 0 && some * 10 >= times * 8;
        Self { timed: nearly_all(timed), strong: nearly_all(strong), capital: nearly_all(capital) }
    }

    /// Whether a label has a time where labels have times, and is strong where they are.
    fn fits(self, label: &Label) -> bool {
        (!self.timed || label.timed > 0) && (!self.strong || label.strong > 0)
    }

    /// Whether labels look like anything but a name and a colon.
    fn is_any(self) -> bool {
        self.timed || self.strong || self.capital
    }
}
