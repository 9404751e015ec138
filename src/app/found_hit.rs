//! A hit as a list and a preview show it, with what they need of its talk.

use super::action::TalkId;
use crate::model::{Origin, Section, Span, SpeakerId, Timestamp};
use crate::search::Hit;

/// A hit with what a list needs to show it, so that its talk need not be open.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundHit {
    pub talk: TalkId,
    /// By what the text is known that it was found in.
    pub text: u128,
    pub hit: Hit,
    pub title: String,
    pub section: Option<HitSection>,
    pub speaker: Option<String>,
    pub time: Option<Timestamp>,
    /// The text around, whole blocks.
    pub passage: String,
    /// Where `passage` begins in the talk's text.
    pub passage_from: usize,
    /// The paragraphs of the passage.
    pub paragraphs: Vec<Paragraph>,
    /// The sentence that holds the hit, in the talk's text.
    pub sentence: Span,
}

/// A paragraph of the text around a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it begins in the talk's text.
    pub from: usize,
    pub time: Option<Timestamp>,
    /// Who begins to speak here, or speaks where the passage begins.
    pub speaker: Option<HitSpeaker>,
}

/// A speaker by name, for who does not have their talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitSpeaker {
    pub id: SpeakerId,
    pub name: String,
    /// Nobody knows who it is: the name is a label.
    pub unknown: bool,
}

/// The section that a hit is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitSection {
    pub title: String,
    pub origin: Origin,
}

impl FoundHit {
    /// Puts the hit under the section of its talk that it is in.
    pub fn stand_in(&mut self, sections: &[Section]) {
        let at = sections.partition_point(|s| s.span.from() <= self.hit.span.from());
        let section = at.checked_sub(1).and_then(|at| sections.get(at));
        self.section = section.map(|s| HitSection { title: s.title.clone(), origin: s.origin });
    }

    /// A range of the talk's text as one of the passage.
    pub fn in_passage(&self, span: Span) -> Span {
        let shift = |at: usize| at.saturating_sub(self.passage_from).min(self.passage.len());
        Span::new(shift(span.from()), shift(span.to()))
    }

    /// Whether another question found the same place: words that were added may have made it longer.
    pub fn is_where(&self, talk: TalkId, span: Span) -> bool {
        self.talk == talk && (self.hit.span.overlaps(span) || self.hit.span == span)
    }
}
