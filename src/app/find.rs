//! The search overlay: what is typed, what was found, which hit is chosen; and the walk along the hits afterwards.

use tui_input::Input;

use super::action::{FoundHit, Scope, TalkId};
use super::choice::Choice;
use crate::model::Span;

/// The search overlay while it is open.
#[derive(Debug)]
pub struct Find {
    pub input: Input,
    pub scope: Scope,
    /// The number of the newest question; answers to older ones are let go.
    pub number: u64,
    pub hits: Vec<FoundHit>,
    pub choice: Choice,
    pub done: bool,
    /// The hits are those of the newest question, not of the letters before.
    pub fresh: bool,
    /// Enter was pressed before the answer was there.
    pub entered: bool,
    /// In what time, in milliseconds.
    pub took_ms: u64,
}

/// Hits that an answer holds at most: more than anybody walks through.
pub const MOST_HITS: usize = 200;

/// How many hits there are, as it is told: an answer that was cut says so.
pub fn count_of(hits: usize) -> String {
    if hits >= MOST_HITS { format!("{hits}+") } else { hits.to_string() }
}

/// The hits that were taken along from the overlay.
#[derive(Debug, Clone)]
pub struct Walk {
    pub typed: String,
    pub hits: Vec<FoundHit>,
    pub at: usize,
    /// Esc puts the hits away; `n` brings them back.
    pub shown: bool,
    /// The question, and whether all of its answer is there: more hits come while the first are walked.
    number: u64,
    done: bool,
}

/// How many rows a hit takes in the overlay: where it is, and one or two rows of its sentence.
pub fn hit_rows(overlay_height: u16) -> u16 {
    if overlay_height >= 20 { 3 } else { 2 }
}

impl Find {
    pub fn new(scope: Scope, typed: String) -> Self {
        Self {
            input: Input::new(typed),
            scope,
            number: 0,
            hits: Vec::new(),
            choice: Choice::default(),
            done: true,
            fresh: false,
            entered: false,
            took_ms: 0,
        }
    }

    pub fn chosen(&self) -> Option<&FoundHit> {
        self.hits.get(self.choice.at)
    }

    /// Takes an answer in, if it is to the newest question.
    pub fn answer(&mut self, number: u64, hits: Vec<FoundHit>, done: bool, took_ms: u64) {
        if number == self.number {
            // Somebody who has moved down the list keeps the hit, wherever it stands now.
            let kept = self.chosen().filter(|_| self.choice.at > 0).map(|h| (h.talk, h.hit.span));
            let at = kept.and_then(|kept| hits.iter().position(|h| (h.talk, h.hit.span) == kept));
            self.hits = hits;
            self.fresh = true;
            self.done = done;
            self.took_ms = took_ms;
            self.choice.go_to(at.unwrap_or(self.choice.at), self.hits.len());
        }
    }
}

impl Walk {
    /// The hits of the overlay, to be walked from the chosen one.
    pub fn from(find: &Find) -> Option<Walk> {
        let chosen = find.chosen()?.clone();
        let typed = find.input.value().trim().to_owned();
        let mut walk =
            Walk { typed, hits: vec![chosen], at: 0, shown: true, number: find.number, done: find.done };
        walk.take(find.hits.clone());
        Some(walk)
    }

    /// More of the answer. The current hit stays the current one.
    pub fn answer(&mut self, number: u64, hits: Vec<FoundHit>, done: bool) {
        if number == self.number {
            self.done = done;
            self.take(hits);
        }
    }

    /// Another question was asked: no more of this answer comes.
    pub fn end(&mut self) {
        self.done = true;
    }

    /// In the talk's order where all hits are in one talk, best first where they lie in many.
    fn take(&mut self, mut hits: Vec<FoundHit>) {
        let of = |h: &FoundHit| (h.talk, h.hit.span);
        if hits.iter().all(|h| Some(h.talk) == hits.first().map(|f| f.talk)) {
            hits.sort_by_key(|h| h.hit.span);
        }
        let current = self.current().map(of);
        let at = hits.iter().position(|h| Some(of(h)) == current);
        // Better hits may have pushed it out of the answer; then nothing changes under the reader.
        if let Some(at) = at {
            self.hits = hits;
            self.at = at;
        }
    }

    /// `3 of 12`; `3 of 12+` while more are looked for, or where the answer was cut.
    pub fn count(&self) -> String {
        let more = if self.done { "" } else { "+" };
        format!("{} of {}{more}", self.at + 1, count_of(self.hits.len()))
    }

    pub fn current(&self) -> Option<&FoundHit> {
        self.hits.get(self.at)
    }

    /// On to the nth hit further on (or back), round the ends. Answers whether it went round.
    pub fn step(&mut self, steps: isize) -> bool {
        let count = self.hits.len().max(1).cast_signed();
        let to = self.at.cast_signed() + steps;
        self.at = to.rem_euclid(count).cast_unsigned();
        !(0..count).contains(&to)
    }

    /// The hits in one talk, in its order, and which of them is the current one.
    pub fn within(&self, talk: TalkId) -> impl Iterator<Item = (Span, &[Span], bool)> {
        let here = self.hits.iter().enumerate().filter(move |(_, h)| h.talk == talk);
        here.map(|(i, h)| (h.hit.span, h.hit.marks.as_slice(), i == self.at))
    }
}
