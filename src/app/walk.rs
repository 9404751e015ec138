//! The walk along the hits that were taken along from the search overlay.

use super::action::{Answer, Scope, TalkId};
use super::find::{Find, count_of, in_order};
use super::found_hit::FoundHit;
use crate::model::Span;

/// The hits that were taken along from the overlay.
#[derive(Debug, Clone)]
pub struct Walk {
    pub typed: String,
    pub hits: Vec<FoundHit>,
    pub at: usize,
    /// Esc puts the hits away; `n` brings them back.
    pub shown: bool,
    /// They are walked talk by talk, as they were listed.
    grouped: bool,
    scope: Scope,
    /// The question, and whether all of its answer is there: more hits come while the first are walked.
    number: u64,
    done: bool,
}

impl Walk {
    /// The hits of the overlay, to be walked from the chosen one.
    pub fn from(find: &Find) -> Option<Walk> {
        let chosen = find.chosen_hit()?.clone();
        let mut walk = Walk {
            typed: find.input.value().trim().to_owned(),
            hits: vec![chosen],
            at: 0,
            shown: true,
            grouped: find.grouped,
            scope: find.scope,
            number: find.number,
            done: find.done,
        };
        walk.take(find.hits.clone());
        Some(walk)
    }

    /// More of the answer. The current hit stays the current one.
    pub fn answer(&mut self, answer: Answer) {
        if answer.number == self.number {
            self.done = answer.done;
            self.take(answer.hits);
        }
    }

    /// Another question was asked: no more of this answer comes.
    pub fn end(&mut self) {
        self.done = true;
    }

    /// In the talk's order where all hits are in one talk, as they were listed where they lie in many.
    fn take(&mut self, mut hits: Vec<FoundHit>) {
        let of = |h: &FoundHit| (h.talk, h.hit.span);
        if hits.iter().all(|h| Some(h.talk) == hits.first().map(|f| f.talk)) {
            hits.sort_by_key(|h| h.hit.span);
        } else if self.grouped {
            hits = in_order(&hits, true).into_iter().filter_map(|at| hits.get(at).cloned()).collect();
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
        format!("{} of {}{more}", self.at + 1, count_of(self.hits.len(), self.scope))
    }

    pub fn current(&self) -> Option<&FoundHit> {
        self.hits.get(self.at)
    }

    /// On to the nth hit further on (or back), round the ends: from the current one, or from a place of the talk in which
    /// all hits are. Answers whether it went round.
    pub fn step(&mut self, steps: isize, from: Option<(TalkId, usize)>) -> bool {
        let count = self.hits.len().max(1).cast_signed();
        let from = from.filter(|(talk, _)| self.hits.iter().all(|hit| hit.talk == *talk));
        let at = from.map_or(self.at.cast_signed(), |(_, place)| {
            let behind = self.hits.partition_point(|hit| hit.hit.span.from() < place).cast_signed();
            behind - isize::from(steps > 0)
        });
        let to = at + steps;
        self.at = to.rem_euclid(count).cast_unsigned();
        !(0..count).contains(&to)
    }

    /// The hits in one talk, in its order, and which of them is the current one.
    pub fn within(&self, talk: TalkId) -> impl Iterator<Item = (Span, &[Span], bool)> {
        let here = self.hits.iter().enumerate().filter(move |(_, h)| h.talk == talk);
        here.map(|(i, h)| (h.hit.span, h.hit.marks.as_slice(), i == self.at))
    }
}
