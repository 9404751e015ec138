//! Finds where what was asked stands close together, in any order, all of it or nearly.

use super::find::Why;
use super::passage::{Passage, Yardstick, real, whole};
use super::places::Place;
use super::query::{Phrase, Query};

/// Below this a passage has hardly more to do with what was asked than any other.
const FAINT: f32 = 0.3;
/// Of fewer words than these, each is needed.
const FEW: u32 = 4;

/// The passages that have everything, or most of it, in any order, each as short as can be.
///
/// A window slides along the places. It takes each on the right, and on the left lets go of what is out of reach or
/// stands in it once more. Every place comes in once and goes out once.
pub(super) fn near(places: &[Place], query: &Query) -> Vec<Passage> {
    if query.asked().len() < 2 {
        return Vec::new();
    }
    let yardstick = Yardstick::of(query);
    let mut window = Window::new(query, yardstick);
    let mut from = 0;
    let mut passages = Vec::new();
    for (to, place) in places.iter().enumerate() {
        window.take(place);
        while from < to
            && (yardstick.length(&places[from], place).is_none() || window.has_again(&places[from]))
        {
            window.let_go(&places[from]);
            from += 1;
        }
        let (first, last) = (places[from].first, place.last.max(places[from].last));
        // A word that answers two things does not stand near itself.
        if let Some(why) = window.answers().filter(|_| last - first >= window.things - 1) {
            let score = window.share().powi(2) * yardstick.closeness(last - first + 1);
            Passage { from, to, first, last, score, why }.add_to(&mut passages);
        }
    }
    passages.retain_mut(|passage| {
        passage.score = score(places, query, yardstick, passage);
        passage.score >= FAINT
    });
    passages
}

/// What a range of places has of what was asked.
struct Window<'q> {
    asked: &'q [Phrase],
    /// How often each thing stands in it.
    counts: Vec<u32>,
    /// How many of them stand in it, and how many that are more than small words.
    things: u32,
    telling: u32,
    missing: u32,
    weight: u32,
    may_miss: u32,
}

impl<'q> Window<'q> {
    fn new(query: &'q Query, yardstick: Yardstick) -> Self {
        let asked = query.asked();
        let weight = asked.iter().map(|phrase| phrase.weight).sum();
        let may_miss = if yardstick.asked < FEW { 0 } else { Phrase::TELLING.max(weight / 3) };
        Self { asked, counts: vec![0; asked.len()], things: 0, telling: 0, missing: weight, weight, may_miss }
    }

    fn take(&mut self, place: &Place) {
        let (asked, phrase) = (usize::from(place.asked), &self.asked[usize::from(place.asked)]);
        self.counts[asked] += 1;
        if self.counts[asked] == 1 {
            self.things += 1;
            self.telling += u32::from(phrase.is_telling());
            self.missing -= phrase.weight;
        }
    }

    fn let_go(&mut self, place: &Place) {
        let (asked, phrase) = (usize::from(place.asked), &self.asked[usize::from(place.asked)]);
        self.counts[asked] -= 1;
        if self.counts[asked] == 0 {
            self.things -= 1;
            self.telling -= u32::from(phrase.is_telling());
            self.missing += phrase.weight;
        }
    }

    fn has_again(&self, place: &Place) -> bool {
        self.counts[usize::from(place.asked)] > 1
    }

    /// Whether it has enough. Where something is missing, two words that tell something must be there.
    fn answers(&self) -> Option<Why> {
        match self.missing {
            0 => Some(Why::Near),
            missing if missing <= self.may_miss && self.telling >= 2 => Some(Why::Most),
            _ => None,
        }
    }

    /// How much it has of what was asked, up to 1.0.
    fn share(&self) -> f32 {
        real(self.weight - self.missing) / real(self.weight)
    }
}

/// How near a passage is to what was asked. Within the window only what it has and its length were looked at; now
/// the order is, and how the last word fits.
fn score(places: &[Place], query: &Query, yardstick: Yardstick, passage: &Passage) -> f32 {
    let chosen = chosen(places, passage.from, passage.to);
    let weight = |phrases: &mut dyn Iterator<Item = &Phrase>| real(phrases.map(|phrase| phrase.weight).sum());
    let had = weight(&mut chosen.iter().map(|&at| &query.asked()[usize::from(places[at].asked)]));
    let share = had / weight(&mut query.asked().iter());
    let length = yardstick.length(&places[passage.from], &places[passage.to]).unwrap_or(u32::MAX);
    let last = chosen.iter().map(|&at| &places[at]).find(|place| query.turns().last() == Some(&place.asked));
    let most = if passage.why == Why::Near { 0.75 } else { 0.85 };
    let fit = last.map_or(1.0, |place| yardstick.fit(place));
    most * share.powi(2) * yardstick.closeness(length) * order(places, query, &chosen) * fit
}

/// From 0.8 where no two neighbours stand in the order asked, to 1.0 where all do.
fn order(places: &[Place], query: &Query, chosen: &[usize]) -> f32 {
    let turn = |at: usize| query.turns().iter().position(|&asked| asked == places[at].asked);
    let kept = chosen.windows(2).filter(|pair| turn(pair[0]) < turn(pair[1])).count();
    0.8 + 0.2 * real(whole(kept)) / real(whole(chosen.len().max(2) - 1))
}

/// The last place of each thing among the places from `from` to `to`.
pub(super) fn chosen(places: &[Place], from: usize, to: usize) -> Vec<usize> {
    let mut seen = 0_u64;
    let mut chosen = Vec::new();
    for at in (from..=to).rev() {
        let thing = 1_u64 << places[at].asked;
        if seen & thing == 0 {
            chosen.push(at);
        }
        seen |= thing;
    }
    chosen.reverse();
    chosen
}
