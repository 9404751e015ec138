//! A passage that may answer a query, and how passages are measured.

use super::find::Why;
use super::places::Place;
use super::query::Query;

/// Others that may stand between the words of a passage, however few were asked: a clause or so.
const ROOM: u32 = 12;

/// A passage before it becomes a hit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage {
    /// Its places, the last included.
    pub from: usize,
    pub to: usize,
    /// Its first and last word.
    pub first: u32,
    pub last: u32,
    pub score: f32,
    pub why: Why,
}

impl Passage {
    /// Adds the passage, unless it overlaps a better one; those that it overlaps and is better than go. Passages come
    /// in about the order of the talk, so only the last ones can overlap it.
    pub(super) fn add_to(self, passages: &mut Vec<Passage>) {
        while let Some(last) =
            passages.last().filter(|last| self.first <= last.last && last.first <= self.last)
        {
            if last.score >= self.score {
                return;
            }
            passages.pop();
        }
        passages.push(self);
    }
}

/// What passages are held against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Yardstick {
    /// How many words were asked.
    pub asked: u32,
}

impl Yardstick {
    pub(super) fn of(query: &Query) -> Self {
        Self { asked: whole(query.words().count()) }
    }

    /// How many words stand from one place to another, those that do not count left out. None where that is more than
    /// a passage may have: twice what was asked, and some [`ROOM`]. Words that do not count are given as much room
    /// again, so that no passage is without bounds.
    pub(super) fn length(self, from: &Place, to: &Place) -> Option<u32> {
        let most = 2 * self.asked + ROOM;
        let length = to.through.saturating_sub(from.before);
        (length <= most && to.last.saturating_sub(from.first) < 2 * most).then_some(length)
    }

    /// 1.0 where a passage has no more words than were asked, 0.5 where it has three times as many.
    pub(super) fn closeness(self, length: u32) -> f32 {
        let others = real(length.saturating_sub(self.asked));
        2.0 * real(self.asked) / (2.0 * real(self.asked) + others)
    }

    /// What it means for the whole passage how well one place fits.
    pub(super) fn fit(self, place: &Place) -> f32 {
        1.0 - (1.0 - place.fit) / real(self.asked)
    }
}

pub(super) fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// For counts within a passage, which are small.
pub(super) fn real(n: u32) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}
