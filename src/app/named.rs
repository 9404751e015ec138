//! What is called so: titles, speakers and headings that begin with the letter or two that were typed.

use super::action::TalkId;
use super::list::{Entry, State};
use crate::model::Span;
use crate::search::names::Beginning;

/// A name that begins with what was typed, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub what: What,
    pub name: String,
    /// The letters that were typed.
    pub mark: Span,
    pub talk: TalkId,
}

/// What is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Title,
    Speaker,
    /// The section of that number.
    Heading(usize),
}

/// Letters up to which names are looked at: more of them are words that were said.
const MOST_LETTERS: usize = 2;
/// Names of each kind that are shown: the hits below them are what was asked for.
const OF_A_KIND: usize = 3;

impl Named {
    /// Whether another question found the same name.
    pub fn is_same(&self, other: &Named) -> bool {
        (self.what, self.talk, &self.name) == (other.what, other.talk, &other.name)
    }
}

/// The titles, speakers and headings that begin so, or have a word that does: titles first, and of each kind those that
/// begin so themselves.
pub fn named(typed: &str, entries: &[Entry]) -> Vec<Named> {
    let typed = typed.trim();
    if typed.is_empty() || typed.chars().count() > MOST_LETTERS {
        return Vec::new();
    }
    let Some(beginning) = Beginning::new(typed) else { return Vec::new() };
    let mut kinds = [Few::default(), Few::default(), Few::default()];
    let [titles, speakers, headings] = &mut kinds;
    for (talk, entry) in entries.iter().enumerate() {
        let found = |what, name: &str, few: &mut Few| {
            if few.first.len() == OF_A_KIND {
                return;
            }
            if let Some((first, mark)) = beginning.of(name) {
                few.add(first, || Named { what, name: name.to_owned(), mark, talk });
            }
        };
        found(What::Title, entry.title(), titles);
        let State::Known(card) = &entry.state else { continue };
        for name in &card.speakers {
            found(What::Speaker, name, speakers);
        }
        for (section, heading) in card.headings.lines().enumerate() {
            found(What::Heading(section), heading, headings);
        }
    }
    kinds.into_iter().flat_map(Few::taken).collect()
}

/// The first few names of a kind.
#[derive(Default)]
struct Few {
    /// They begin so.
    first: Vec<Named>,
    /// A later word of theirs does.
    later: Vec<Named>,
}

impl Few {
    fn add(&mut self, first: bool, name: impl FnOnce() -> Named) {
        let few = if first { &mut self.first } else { &mut self.later };
        if few.len() < OF_A_KIND {
            few.push(name());
        }
    }

    fn taken(self) -> impl Iterator<Item = Named> {
        self.first.into_iter().chain(self.later).take(OF_A_KIND)
    }
}
