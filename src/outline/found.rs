//! Finds the sections that nobody wrote.

use crate::model::{Origin, Section, Span, Talk};
use crate::text::{clean_line, shorten};

/// The sections of a talk without headings: in order, of level 1, each from a segment's start to the next one's.
pub fn found(talk: &Talk) -> Vec<Section> {
    within(talk, Span::new(0, talk.text.len()), 1)
}

/// The parts of a long section that has no sections in it; none of a short one.
pub fn inner(talk: &Talk, at: usize) -> Vec<Section> {
    let Some(section) = talk.sections.get(at) else { return Vec::new() };
    let divided = talk.sections.get(at + 1).is_some_and(|next| next.level > section.level);
    if divided { Vec::new() } else { within(talk, section.span, section.level.saturating_add(1)) }
}

/// Gives a talk found sections where it has no written ones.
pub fn complete(talk: &mut Talk) {
    if talk.sections.is_empty() {
        talk.sections = found(talk);
    }
}

/// Sections of about equal lengths.
fn within(talk: &Talk, part: Span, level: u8) -> Vec<Section> {
    let segments: Vec<_> = talk.segments.iter().filter(|s| s.span.overlaps(part)).collect();
    let each = (part.len() / 10).max(4_000);
    let mut sections: Vec<Section> = Vec::new();
    for segment in segments {
        let from = segment.span.from();
        if sections.last().is_none_or(|last| from >= last.span.from() + each) {
            if let Some(last) = sections.last_mut() {
                last.span = Span::new(last.span.from(), from);
            }
            sections.push(Section {
                title: shorten(&clean_line(segment.span.of(&talk.text)), 40).into_owned(),
                level,
                origin: Origin::Found,
                span: Span::new(from, part.to()),
                start: segment.start,
                line: segment.line,
            });
        }
    }
    if sections.len() < 2 { Vec::new() } else { sections }
}
