//! The search overlay while it is open: what is typed, what was found, and which line is chosen.

use std::collections::HashMap;
use std::sync::Arc;

use tui_input::Input;

use super::action::{Answer, Scope, TalkId};
use super::choice::Choice;
use super::earlier::Earlier;
use super::found_hit::FoundHit;
use super::named::Named;
use crate::model::{Section, Span};
use crate::search::Query;

/// The search overlay while it is open.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is true or not by itself")]
pub struct Find {
    pub input: Input,
    pub scope: Scope,
    /// The hits of a talk stand together.
    pub grouped: bool,
    /// The number of the newest question; answers to older ones are let go.
    pub number: u64,
    /// Titles, speakers and headings that begin with the letters or two that were typed. They stand above the hits.
    pub names: Vec<Named>,
    /// Best first. While a newer question is answered, those of the last one stay.
    pub hits: Vec<FoundHit>,
    /// The hits as they are shown.
    pub(super) order: Vec<usize>,
    /// The line that is chosen, counted from the first name on, and the first one on the screen.
    pub choice: Choice,
    pub done: bool,
    /// The hits are those of the newest question, not of the letters before.
    pub fresh: bool,
    /// Enter was pressed before the answer was there.
    pub entered: bool,
    /// How many of how many talks were read, while some are still to be.
    pub reading: Option<(usize, usize)>,
    /// How many hits there are, while not all of them are here.
    pub total: Option<usize>,
    /// In what time, in milliseconds.
    pub took_ms: u64,
    /// What was typed that makes no sense, or may have been meant otherwise.
    pub problems: Vec<String>,
    /// Why nothing was found.
    pub reasons: Vec<String>,
    /// The hit that was first before the last letter was added.
    leader: Option<(TalkId, Span)>,
    /// The sections of talks that hits are in, as they were found, and the talks of which they are still to be.
    pub(super) sections: HashMap<TalkId, (u128, Arc<[Section]>)>,
    pub(super) lacking: Vec<TalkId>,
    /// What the last question was.
    asked: String,
    pub(super) earlier: Earlier,
}

/// A line that is chosen.
#[derive(Debug, Clone, Copy)]
pub enum Line<'a> {
    Name(&'a Named),
    Hit(&'a FoundHit),
}

/// A hit stays the first as long as no other is better by more than this: what is read is not taken away for nothing.
const STEADY: f32 = 0.03;

/// How many hits there are, as it is told: an answer that was cut says so.
pub fn count_of(hits: usize, scope: Scope) -> String {
    if hits >= scope.most_hits() { format!("{hits}+") } else { hits.to_string() }
}

/// The order in which hits are shown: best first, or the talk of the best first with all of its hits.
pub(super) fn in_order(hits: &[FoundHit], grouped: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..hits.len()).collect();
    if grouped {
        let mut first = HashMap::new();
        for (at, hit) in hits.iter().enumerate() {
            first.entry(hit.talk).or_insert(at);
        }
        order.sort_by_key(|&at| (first[&hits[at].talk], at));
    }
    order
}

impl Find {
    pub fn new(scope: Scope, grouped: bool) -> Self {
        Self {
            input: Input::default(),
            scope,
            grouped,
            number: 0,
            names: Vec::new(),
            hits: Vec::new(),
            order: Vec::new(),
            choice: Choice::default(),
            done: true,
            fresh: false,
            entered: false,
            reading: None,
            total: None,
            took_ms: 0,
            problems: Vec::new(),
            reasons: Vec::new(),
            leader: None,
            sections: HashMap::new(),
            lacking: Vec::new(),
            asked: String::new(),
            earlier: Earlier::default(),
        }
    }

    /// Whether there is anything to look for.
    pub fn is_empty(&self) -> bool {
        self.input.value().trim().is_empty()
    }

    /// How many lines there are: names and hits.
    pub fn lines(&self) -> usize {
        self.names.len() + self.hits.len()
    }

    /// A line, counted from the first name on.
    pub fn line(&self, at: usize) -> Option<Line<'_>> {
        match at.checked_sub(self.names.len()) {
            None => self.names.get(at).map(Line::Name),
            Some(at) => self.hits.get(*self.order.get(at)?).map(Line::Hit),
        }
    }

    pub fn chosen(&self) -> Option<Line<'_>> {
        self.line(self.choice.at)
    }

    pub fn chosen_hit(&self) -> Option<&FoundHit> {
        if let Some(Line::Hit(hit)) = self.chosen() { Some(hit) } else { None }
    }

    /// How many hits there are, so far as it is known.
    pub fn count(&self) -> usize {
        self.hits.len().max(self.total.unwrap_or(0))
    }

    /// Whether there are no more than those.
    pub fn is_counted(&self) -> bool {
        self.done || self.fresh && self.total.is_some() && self.reading.is_none()
    }

    /// Whether the best that was found is no more than the closest that there is.
    pub fn is_closest(&self) -> bool {
        self.hits.first().is_some_and(|best| best.hit.closest)
    }

    /// Whether it is a search to come back to, though no hit of it was taken.
    pub(super) fn is_worth_keeping(&self) -> bool {
        const LETTERS: usize = 3;
        let letters = self.input.value().chars().filter(|c| c.is_alphanumeric()).count();
        letters >= LETTERS && !self.hits.is_empty()
    }

    /// Whether the hits stand under the titles of their talks. The hits of one talk need no such order.
    pub fn shows_talks(&self) -> bool {
        self.grouped && self.scope == Scope::AllTalks
    }

    /// How many of the hits are in a talk.
    pub fn count_in(&self, talk: TalkId) -> usize {
        self.hits.iter().filter(|hit| hit.talk == talk).count()
    }

    /// A new question is asked of what is typed now. What is on the screen stays until the answer is there.
    pub(super) fn begin(&mut self, number: u64, names: Vec<Named>) {
        let typed = self.input.value().to_owned();
        let goes_on = !self.asked.is_empty() && typed.starts_with(&self.asked);
        self.leader = self.hits.first().filter(|_| goes_on).map(|hit| (hit.talk, hit.hit.span));
        self.number = number;
        self.entered = false;
        self.fresh = false;
        self.reading = None;
        self.done = typed.trim().is_empty();
        let query = Query::new(&typed, true);
        self.problems = query.problems.into_iter().chain(query.doubts).collect();
        self.keep_chosen(|find| {
            find.names = names;
            if find.done {
                find.hits.clear();
                find.order.clear();
                find.reasons.clear();
            }
        });
        self.asked = typed;
    }

    /// Takes an answer in, if it is to the newest question.
    pub fn answer(&mut self, answer: Answer) {
        if answer.number != self.number {
            return;
        }
        self.fresh = true;
        self.done = answer.done;
        self.reading = answer.reading;
        self.total = answer.total;
        self.took_ms = answer.took_ms;
        // Nothing yet is no reason to take away what is there.
        if answer.hits.is_empty() && !answer.done {
            return;
        }
        let mut hits = steady(answer.hits, self.leader);
        for hit in &mut hits {
            self.put_in_section(hit);
        }
        self.keep_chosen(|find| {
            find.hits = hits;
            find.order = in_order(&find.hits, find.grouped);
        });
    }

    /// Hits by their talks, or best first.
    pub(super) fn group(&mut self, grouped: bool) {
        self.keep_chosen(|find| {
            find.grouped = grouped;
            find.order = in_order(&find.hits, grouped);
        });
    }

    /// Somebody who has moved down the list keeps the line, wherever it stands after a change; else the first is chosen.
    fn keep_chosen(&mut self, change: impl FnOnce(&mut Self)) {
        enum Kept {
            Name(Named),
            Hit(TalkId, Span),
        }
        let kept = self.chosen().filter(|_| self.choice.at > 0).map(|line| match line {
            Line::Name(name) => Kept::Name(name.clone()),
            Line::Hit(hit) => Kept::Hit(hit.talk, hit.hit.span),
        });
        change(self);
        let is_kept = |line: Option<Line>| match (line, &kept) {
            (Some(Line::Name(name)), Some(Kept::Name(kept))) => name.is_same(kept),
            (Some(Line::Hit(hit)), Some(Kept::Hit(talk, span))) => hit.is_where(*talk, *span),
            _ => false,
        };
        let at = (0..self.lines()).find(|&at| is_kept(self.line(at)));
        self.choice.go_to(at.unwrap_or(0), self.lines());
    }
}

/// The hits with the leader still first, unless another is better by more than a little.
fn steady(mut hits: Vec<FoundHit>, leader: Option<(TalkId, Span)>) -> Vec<FoundHit> {
    let Some((talk, span)) = leader else { return hits };
    let best = hits.first().map_or(0.0, |best| best.hit.score);
    let at = hits.iter().position(|hit| hit.is_where(talk, span) && hit.hit.score >= best - STEADY);
    if let Some(first) = at.and_then(|at| hits.get_mut(..=at)) {
        first.rotate_right(1);
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Hit, Why};

    /// A hit in a talk, of a score of so many hundredths.
    fn hit(talk: TalkId, at: usize, score: u8) -> FoundHit {
        let span = Span::new(at, at + 5);
        let score = f32::from(score) / 100.0;
        FoundHit {
            text: 0,
            talk,
            hit: Hit { span, marks: vec![span], score, why: Why::Near, instead: Vec::new(), closest: false },
            title: String::new(),
            section: None,
            speaker: None,
            time: None,
            passage: String::new(),
            passage_from: 0,
            paragraphs: Vec::new(),
            sentence: span,
        }
    }

    fn talks(hits: &[FoundHit]) -> Vec<TalkId> {
        hits.iter().map(|hit| hit.talk).collect()
    }

    #[test]
    fn the_first_hit_stays_first_unless_another_is_clearly_better() {
        let check = |leader, scores: [u8; 3], expected: [TalkId; 3]| {
            let hits = (0..).zip(scores).map(|(talk, score)| hit(talk, 10, score)).collect();
            assert_eq!(talks(&steady(hits, leader)), expected, "{leader:?} {scores:?}");
        };
        let leader = |talk, at| Some((talk, Span::new(at, at + 9)));
        check(None, [92, 91, 90], [0, 1, 2]);
        check(leader(1, 8), [92, 91, 90], [1, 0, 2]);
        check(leader(2, 8), [92, 91, 90], [2, 0, 1]);
        check(leader(2, 8), [99, 91, 90], [0, 1, 2]);
        check(leader(1, 40), [92, 91, 90], [0, 1, 2]);
        check(leader(7, 8), [92, 91, 90], [0, 1, 2]);
    }

    #[test]
    fn by_talk_the_best_talk_comes_first_and_its_best_hit() {
        let hits = [hit(3, 0, 90), hit(1, 0, 80), hit(3, 50, 70), hit(1, 90, 60), hit(0, 0, 50)];
        assert_eq!(in_order(&hits, false), [0, 1, 2, 3, 4]);
        assert_eq!(in_order(&hits, true), [0, 2, 1, 3, 4]);
    }

    #[test]
    fn what_is_not_much_like_it_is_told_to_be_the_closest() {
        let mut find = Find::new(Scope::AllTalks, false);
        assert!(!find.is_closest());
        for (first, second) in [(true, false), (false, true), (false, false)] {
            find.hits = vec![hit(0, 0, 60), hit(0, 10, 60)];
            find.hits[0].hit.closest = first;
            find.hits[1].hit.closest = second;
            assert_eq!(find.is_closest(), first, "{first} {second}");
        }
    }
}
