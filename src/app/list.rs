//! The list of talks: order, filter, choice.

use std::cmp::Reverse;
use std::collections::HashSet;

use tui_input::Input;

use super::action::{Kin, TalkId};
use super::choice::Choice;
use crate::model::Card;
use crate::search::names::fuzzy;
use crate::text::natural_key;

/// The list pane.
#[derive(Debug, Default)]
pub struct List {
    pub entries: Vec<Entry>,
    pub order: Order,
    /// What the list is narrowed by, and whether it is being typed.
    pub filter: Input,
    pub typing: bool,
    pub choice: Choice,
    /// All folders were walked and every talk was looked at.
    pub complete: bool,
    shown: Vec<TalkId>,
}

const ENTRY_ROWS: usize = 2;
const ROOMY_ROWS: usize = 3;
const AIRY_ROWS: usize = 4;

/// A talk in the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As the user knows it, cleaned.
    pub path: String,
    pub state: State,
    /// How much of it was read, 0 to 1.
    pub read: Option<f32>,
    /// What else there is of it.
    pub kin: Kin,
    /// The talk that it stands behind, if it was found later.
    pub beside: Option<TalkId>,
    /// When it was opened last, counted in this run; 0 for not at all.
    pub opened: u64,
}

/// What is known of a talk.
#[derive(Debug, Clone)]
pub enum State {
    /// Nobody has looked yet.
    Waiting,
    Known(Card),
    /// It cannot be read, and why.
    Failed(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As the folders have them.
    #[default]
    Path,
    /// The newest first, talks without a date last.
    Date,
    Title,
    /// The longest first.
    Length,
    /// Those that are begun but not done first.
    Reading,
}

impl Entry {
    pub fn new(path: String) -> Self {
        Self { path, state: State::Waiting, read: None, kin: Kin::default(), beside: None, opened: 0 }
    }

    /// Its title, or its path while nothing better is known.
    pub fn title(&self) -> &str {
        match &self.state {
            State::Known(card) if !card.title.trim().is_empty() => &card.title,
            _ => self.file_name(),
        }
    }

    /// The name of its file.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&self.path)
    }

    /// Who speaks in it.
    pub fn speakers(&self) -> impl Iterator<Item = &str> {
        self.card().into_iter().flat_map(|card| &card.speakers).map(String::as_str)
    }

    /// What is known of it.
    pub fn card(&self) -> Option<&Card> {
        if let State::Known(card) = &self.state { Some(card) } else { None }
    }
}

impl Order {
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "by path",
            Self::Date => "newest first",
            Self::Title => "by title",
            Self::Length => "longest first",
            Self::Reading => "begun first",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Path => Self::Date,
            Self::Date => Self::Title,
            Self::Title => Self::Length,
            Self::Length => Self::Reading,
            Self::Reading => Self::Path,
        }
    }
}

impl List {
    /// Rows above the talks: the header, and the filter while there is one.
    pub fn header_rows(&self) -> u16 {
        1 + u16::from(self.typing || !self.filter.value().is_empty())
    }

    /// Rows that each talk takes: its title and what is known of it; where all talks have room, one more for a long
    /// title, and one to part them.
    pub fn entry_rows(&self, height: usize) -> usize {
        let fits = |rows: &usize| self.shown.len() * rows <= height;
        [AIRY_ROWS, ROOMY_ROWS].into_iter().find(fits).unwrap_or(ENTRY_ROWS)
    }

    /// The talks that pass the filter, in order.
    pub fn shown(&self) -> &[TalkId] {
        &self.shown
    }

    /// The talk that is chosen.
    pub fn chosen(&self) -> Option<TalkId> {
        self.shown.get(self.choice.at).copied()
    }

    /// Puts the list in order again after a change, keeping the choice on its talk.
    pub fn arrange(&mut self) {
        let chosen = self.chosen();
        self.shown = if self.filter.value().trim().is_empty() {
            let mut talks: Vec<TalkId> = (0..self.entries.len()).collect();
            self.order.sort(&mut talks, &self.entries);
            talks
        } else {
            self.filtered()
        };
        let at = chosen.and_then(|talk| self.shown.iter().position(|&shown| shown == talk));
        self.choice.go_to(at.unwrap_or(0), self.shown.len());
    }

    /// The talks whose titles fit the filter, the best first; then those in which somebody speaks whose name does; then
    /// those whose files' names do.
    fn filtered(&self) -> Vec<TalkId> {
        let mut fitting = Fitting { typed: self.filter.value(), talks: Vec::new(), there: HashSet::new() };
        let entries = || self.entries.iter().enumerate();
        fitting.add(entries().map(|(talk, entry)| (talk, entry.title())));
        fitting.add(entries().flat_map(|(talk, entry)| entry.speakers().map(move |name| (talk, name))));
        fitting.add(entries().map(|(talk, entry)| (talk, entry.file_name())));
        fitting.talks
    }

    /// Whether talks are filtered just now, and none of them passes.
    pub fn nothing_fits(&self) -> bool {
        self.typing && self.shown.is_empty() && !self.entries.is_empty()
    }

    /// After news of talks that are in the list already: only an order that goes by what they tell changes.
    pub fn news_came(&mut self) {
        if self.order != Order::Path || !self.filter.value().trim().is_empty() {
            self.arrange();
        }
    }

    /// After a letter in the filter: the best match is chosen.
    pub fn filter_changed(&mut self) {
        self.arrange();
        self.choice.go_to(0, self.shown.len());
    }

    pub fn next_order(&mut self) {
        self.order = self.order.next();
        self.arrange();
    }

    /// Chooses a talk, if the filter lets it through.
    pub fn choose(&mut self, talk: TalkId) {
        if let Some(at) = self.shown.iter().position(|&shown| shown == talk) {
            self.choice.go_to(at, self.shown.len());
        }
    }
}

/// Talks with a name that fits what is typed.
struct Fitting<'a> {
    typed: &'a str,
    talks: Vec<TalkId>,
    there: HashSet<TalkId>,
}

impl Fitting<'_> {
    /// Adds those that fit by these names, the best first; each talk is there once.
    fn add<'a>(&mut self, names: impl Iterator<Item = (TalkId, &'a str)>) {
        let is_new = |(talk, _): &(TalkId, &str)| !self.there.contains(talk);
        let (whose, names): (Vec<TalkId>, Vec<&str>) = names.filter(is_new).unzip();
        for hit in fuzzy(self.typed, names) {
            let talk = whose[hit.at];
            if self.there.insert(talk) {
                self.talks.push(talk);
            }
        }
    }
}

impl Order {
    fn sort(self, talks: &mut [TalkId], entries: &[Entry]) {
        let card = |talk: &TalkId| entries[*talk].card();
        match self {
            Self::Path => talks.sort_by_key(|t| (entries[*t].beside.unwrap_or(*t), *t)),
            Self::Date => talks.sort_by_key(|t| Reverse(card(t).and_then(|c| c.date))),
            Self::Title => talks.sort_by_cached_key(|t| natural_key(entries[*t].title())),
            Self::Length => talks.sort_by_key(|t| Reverse(card(t).map(|c| c.words))),
            Self::Reading => talks.sort_by_key(|t| {
                let entry = &entries[*t];
                let read = entry.read.unwrap_or(0.0);
                Reverse((read > 0.0, read < 0.99, entry.opened))
            }),
        }
    }
}
