//! Finds where all that was asked stands in the order asked.

use super::find::Why;
use super::passage::{Passage, Yardstick};
use super::places::Place;
use super::query::Query;

/// The first turns of a query, met in order.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// The place where they begin, as late as can be.
    from: usize,
    /// Their last word.
    last: u32,
}

/// The passages that have everything in the order asked, each as short as can be.
///
/// For each turn of the query the run that came so far and began last is kept; a place that answers the next turn
/// carries it on. So the walk costs the places times the turns, and no more.
pub(super) fn in_order(places: &[Place], query: &Query) -> Vec<Passage> {
    let turns = query.turns();
    let yardstick = Yardstick::of(query);
    let mut runs: Vec<Option<Run>> = vec![None; turns.len()];
    let mut passages = Vec::new();
    let mut at = 0;
    for same_word in places.chunk_by(|a, b| a.first == b.first) {
        // From the last turn to the first, so that one word does not answer two turns.
        for (turn, asked) in turns.iter().enumerate().rev() {
            for (place, to) in same_word.iter().zip(at..).filter(|(place, _)| place.asked == *asked) {
                let from = match turn.checked_sub(1).map(|before| runs[before]) {
                    None => to,
                    Some(Some(run)) if run.last < place.first => run.from,
                    Some(_) => continue,
                };
                runs[turn] = Some(Run { from, last: place.last });
                let whole = (turn + 1 == turns.len()).then(|| passage(places, turns, yardstick, from, to));
                if let Some(passage) = whole.flatten() {
                    passage.add_to(&mut passages);
                }
            }
        }
        at += same_word.len();
    }
    passages
}

fn passage(places: &[Place], turns: &[u8], yardstick: Yardstick, from: usize, to: usize) -> Option<Passage> {
    let (start, end) = (&places[from], &places[to]);
    let length = yardstick.length(start, end)?;
    let nothing_between = || {
        let chosen = chosen(places, turns, from, to);
        chosen.windows(2).all(|pair| places[pair[0]].through >= places[pair[1]].before)
    };
    let one_after_another = end.last - start.first + 1 == yardstick.asked;
    let (why, score) = if one_after_another || (length <= yardstick.asked && nothing_between()) {
        (Why::Exact, 1.0)
    } else {
        (Why::InOrder, 0.95 * yardstick.closeness(length))
    };
    let score = score * yardstick.fit(end);
    Some(Passage { from, to, first: start.first, last: end.last, score, why })
}

/// The places that answer the turns one after another, from the last backwards, each as late as can be.
pub(super) fn chosen(places: &[Place], turns: &[u8], from: usize, to: usize) -> Vec<usize> {
    let mut turns = turns.iter().rev().peekable();
    let mut next = u32::MAX;
    let mut chosen = Vec::new();
    for at in (from..=to).rev() {
        let place = &places[at];
        if place.last < next && turns.next_if(|&&asked| asked == place.asked).is_some() {
            next = place.first;
            chosen.push(at);
        }
    }
    chosen.reverse();
    chosen
}
