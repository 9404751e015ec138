//! The list of talks: order, filter, choice.

use tui_input::Input;

use super::action::TalkId;
use super::choice::Choice;
use crate::model::{Card, Span};
use crate::search::names::fuzzy;

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
    shown: Vec<Shown>,
}

/// A talk in the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As the user knows it, cleaned.
    pub path: String,
    pub state: State,
    /// How much of it was read, 0 to 1.
    pub read: Option<f32>,
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

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub talk: TalkId,
    /// The letters of its title that the filter matched.
    pub marks: Vec<Span>,
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
        Self { path, state: State::Waiting, read: None, opened: 0 }
    }

    /// Its title, or its path while nothing better is known.
    pub fn title(&self) -> &str {
        match &self.state {
            State::Known(card) if !card.title.trim().is_empty() => &card.title,
            _ => self.path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&self.path),
        }
    }

    fn card(&self) -> Option<&Card> {
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
    /// The lines that pass the filter, in order.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// The talk that is chosen.
    pub fn chosen(&self) -> Option<TalkId> {
        self.shown.get(self.choice.at).map(|s| s.talk)
    }

    /// Puts the list in order again after a change, keeping the choice on its talk.
    pub fn arrange(&mut self) {
        let chosen = self.chosen();
        let hits = fuzzy(self.filter.value(), self.entries.iter().map(Entry::title));
        self.shown = hits.into_iter().map(|hit| Shown { talk: hit.at, marks: hit.marks }).collect();
        if self.filter.value().trim().is_empty() {
            let entries = &self.entries;
            self.shown.sort_by(|a, b| self.order.compare(&entries[a.talk], &entries[b.talk]));
        }
        let at = chosen.and_then(|talk| self.shown.iter().position(|s| s.talk == talk));
        self.choice.go_to(at.unwrap_or(0), self.shown.len());
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
        if let Some(at) = self.shown.iter().position(|s| s.talk == talk) {
            self.choice.go_to(at, self.shown.len());
        }
    }
}

impl Order {
    fn compare(self, a: &Entry, b: &Entry) -> std::cmp::Ordering {
        let of = |e: &Entry| e.card().map(|c| (c.date, c.duration, c.words));
        match self {
            Self::Path => std::cmp::Ordering::Equal,
            Self::Date => of(b).and_then(|c| c.0).cmp(&of(a).and_then(|c| c.0)),
            Self::Title => a.title().to_lowercase().cmp(&b.title().to_lowercase()),
            Self::Length => of(b).map(|c| c.2).cmp(&of(a).map(|c| c.2)),
            Self::Reading => {
                let rank = |e: &Entry| (e.read.unwrap_or(0.0) > 0.0, e.read.unwrap_or(0.0) < 0.99, e.opened);
                rank(b).cmp(&rank(a))
            }
        }
    }
}
