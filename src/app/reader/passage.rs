//! What is read as one: a paragraph, or in the raw view a cue.

use super::Reader;
use crate::model::{SegmentKind, Span, Speaker, SpeakerId};

impl Reader {
    /// The passage that the byte at `at` is in, counted from the talk's start.
    fn passage_at(&self, at: usize) -> usize {
        if self.setting.raw {
            self.talk.segments.partition_point(|s| s.span.from() <= at).saturating_sub(1)
        } else {
            self.talk.block_at(at)
        }
    }

    fn passage(&self, number: usize) -> Option<Span> {
        if self.setting.raw {
            self.talk.segments.get(number).map(|s| s.span)
        } else {
            self.talk.blocks.get(number).map(|b| b.span)
        }
    }

    /// Whether the byte at `at` is in the passage that is read: the margin points at it.
    pub fn is_read_at(&self, at: usize) -> bool {
        self.passage_at(at) == self.passage_at(self.place())
    }

    /// The passage that is read; in the skim the one that the sentence is from.
    pub fn passage_here(&self) -> Option<Span> {
        self.passage(self.passage_at(self.place()))
    }

    /// The passage that is read and those after it, `count` in all: what copying takes.
    pub fn passages(&self, count: usize) -> Option<Span> {
        if let Some(sentence) = self.chosen_sentence() {
            return Some(sentence.span);
        }
        let first = self.passage_at(self.place());
        (first..first + count).map_while(|number| self.passage(number)).reduce(Span::join)
    }

    /// Who speaks at the place that is read. Where only a sound is heard there it is whose turn it is.
    pub fn speaker(&self) -> Option<&Speaker> {
        self.talk.speaker(self.speaker_id()?)
    }

    /// The same, by the place among the talk's speakers.
    pub fn speaker_id(&self) -> Option<SpeakerId> {
        let at = self.place();
        let turn = || self.talk.blocks.get(self.talk.block_at(at))?.speaker;
        self.talk.segment_at(at).and_then(|segment| segment.speaker).or_else(turn)
    }

    /// What a speaker says without another in between, from turn to turn.
    pub fn turns_of(&self, speaker: SpeakerId) -> Vec<Span> {
        let mut turns: Vec<Span> = Vec::new();
        let mut goes_on = false;
        let said = self.talk.segments.iter().filter(|s| s.kind != SegmentKind::Sound);
        for (segment, who) in said.filter_map(|s| Some((s, s.speaker?))) {
            match turns.last_mut().filter(|_| goes_on) {
                Some(turn) if who == speaker => *turn = turn.join(segment.span),
                _ if who == speaker => turns.push(segment.span),
                _ => {}
            }
            goes_on = who == speaker;
        }
        turns
    }

    /// Passages forward or back: back from within one is its own beginning first, forward from the last is nothing.
    pub fn move_paragraphs(&mut self, steps: isize) {
        if self.is_skimming() {
            return self.skim_by(steps);
        }
        let here = self.place();
        let passage = self.passage_at(here);
        let within = self.passage(passage).is_some_and(|span| span.from() < here);
        let back_to_start = usize::from(steps < 0 && within);
        let target = (passage + back_to_start).saturating_add_signed(steps);
        let count = if self.setting.raw { self.talk.segments.len() } else { self.talk.blocks.len() };
        let start = self.passage(target.min(count.saturating_sub(1))).map(Span::from);
        if let Some(start) = start.filter(|&start| steps < 0 || start > here) {
            self.go_to(start, super::Land::Top);
        }
    }
}
