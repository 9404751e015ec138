//! Finds the sections that nobody wrote.

use super::count::expected;
use super::edits::is_long;
use super::evidence::{Evidence, evidence, weigh};
use super::place::divide;
use super::title::Titles;
use super::units::Units;
use super::weights::Weights;
use super::words::{Words, stem};
use super::worth::Worth;
use crate::model::{Origin, Section, Span, Talk};
use crate::text;

/// What is heard at a place.
#[derive(Debug, Clone)]
pub struct Heard {
    pub at: usize,
    pub line: u32,
    /// The words with which it begins, and the last ones before it.
    pub opening: Vec<String>,
    pub closing: Vec<String>,
    pub clues: Vec<(&'static str, f32)>,
}

/// Five minutes of speech, a text of two pages: one with fewer words is read, not skimmed.
const WORTH_DIVIDING: usize = 800;
/// So many words are a long stretch where they are most of the talk.
const LONG_SHARE: usize = 1_500;
/// A stretch of so many words without a heading is long in any talk.
const LONG_STRETCH: usize = 4_000;

/// The sections of a talk without headings: in order, of level 1, each from where something new begins to the next one.
/// None of a short talk. The same talk always has the same sections.
pub fn found(talk: &Talk) -> Vec<Section> {
    found_by(talk, Weights::get())
}

/// The same, with other weights than dictum's own.
pub fn found_by(talk: &Talk, weights: &Weights) -> Vec<Section> {
    let words = Words::of(talk);
    let whole = Span::new(0, talk.text.len());
    within(talk, &words, whole, None, 1, weights, &[])
}

/// What is heard at each place where a section may begin, for who fits weights.
pub fn heard(talk: &Talk) -> Vec<Heard> {
    let words = Words::of(talk);
    let units = Units::of(talk, &words, Span::new(0, talk.text.len())).hear_questions(talk);
    let said = |forms: &[u32]| forms.iter().map(|form| words.forms[*form as usize].lower.clone()).collect();
    let open = |evidence: Evidence, line: u32| Heard {
        line,
        at: evidence.at,
        opening: said(&evidence.opening),
        closing: said(&evidence.closing),
        clues: evidence.clues,
    };
    let all = evidence(&words, &units).into_iter().zip(&units.all);
    all.filter(|(_, unit)| unit.opens).map(|(evidence, unit)| open(evidence, unit.line)).collect()
}

/// What sections are called that begin at these bytes of a talk, each at the end of the one before.
pub fn titles(talk: &Talk, starts: &[usize]) -> Vec<String> {
    Titles::of(talk, &Words::of(talk), &spans(talk, starts), &[]).all()
}

/// What is known of each word of each section that begins at these bytes, and whether its title has the word: for who fits
/// what words are worth.
pub fn clues_of_titles(talk: &Talk, starts: &[usize], titles: &[String]) -> Vec<(Vec<f32>, bool)> {
    let words = Words::of(talk);
    let spans = spans(talk, starts);
    let worth = Worth::of(talk, &words, &spans);
    let mut all = Vec::new();
    for (number, title) in titles.iter().enumerate().take(spans.len()) {
        let title: Vec<String> =
            text::words(title).map(|word| stem(&word.of(title).to_lowercase())).collect();
        all.extend(worth.told(number).into_iter().map(|(stem, clues)| {
            let letters = &words.stems[stem as usize].letters;
            (clues.to_vec(), title.contains(letters))
        }));
    }
    all
}

fn spans(talk: &Talk, starts: &[usize]) -> Vec<Span> {
    let ends = starts.iter().copied().skip(1).chain([talk.text.len()]);
    starts.iter().zip(ends).map(|(from, to)| Span::new(*from, to)).collect()
}

/// The parts of a long section that has no sections in it; none of a short one.
pub fn inner(talk: &Talk, at: usize) -> Vec<Section> {
    let Some(section) = talk.sections.get(at) else { return Vec::new() };
    let next = talk.sections.get(at + 1);
    if next.is_some_and(|next| next.level > section.level) {
        return Vec::new();
    }
    if !is_long(section) {
        return Vec::new();
    }
    let words = Words::of(talk);
    let count = words.within(section.span).len();
    // A part is a page or two.
    let parts = (0.4 * (count as f32).cbrt()).min(count as f32 / 350.0);
    within(
        talk,
        &words,
        section.span,
        Some(parts),
        section.level.saturating_add(1),
        Weights::get(),
        &talk.sections,
    )
}

/// Gives a talk found sections where it has no written ones: throughout, or in long stretches without a heading. What is
/// written stays as it is.
pub fn complete(talk: &mut Talk) {
    if talk.sections.iter().any(|section| section.origin == Origin::Found) {
        return;
    }
    if talk.sections.is_empty() {
        talk.sections = found(talk);
    } else {
        fill_stretches(talk);
    }
    part_blocks(talk);
}

/// Gives a talk the sections that it got from [`complete`] before.
pub fn complete_with(talk: &mut Talk, sections: Vec<Section>) {
    talk.sections = sections;
    part_blocks(talk);
}

/// Finds sections between written headings that are far apart.
fn fill_stretches(talk: &mut Talk) {
    let total = talk.text.len().max(1);
    // About six bytes a word: nothing is counted where nothing can be found.
    let mut stretches = Vec::new();
    let starts: Vec<usize> = talk.sections.iter().map(|section| section.span.from()).collect();
    let mut from = (0, None);
    for (number, to) in starts.into_iter().map(Some).chain([None]).enumerate() {
        let to = to.unwrap_or(talk.text.len());
        stretches.push((Span::new(from.0, to), from.1));
        from = (to, Some(number));
    }
    let long = |span: &Span| {
        let about = span.len() / 5;
        about > LONG_STRETCH || (about > LONG_SHARE && span.len() * 10 > total * 6)
    };
    if !stretches.iter().any(|(span, _)| long(span)) {
        return;
    }
    let words = Words::of(talk);
    let mut all = talk.sections.clone();
    for (span, under) in stretches.into_iter().filter(|(span, _)| long(span)) {
        let level = under.and_then(|at| talk.sections.get(at)).map_or(1, |s| s.level.saturating_add(1));
        let parts = within(talk, &words, span, None, level, Weights::get(), &all);
        // The first part of a written section has the written heading.
        all.extend(parts.into_iter().skip(usize::from(under.is_some())));
    }
    all.sort_by_key(|section| section.span.start);
    talk.sections = all;
}

/// A paragraph ends where a section does.
pub(super) fn part_blocks(talk: &mut Talk) {
    let found = talk.sections.iter().filter(|section| section.origin == Origin::Found);
    let starts: Vec<usize> = found.map(|section| section.span.from()).collect();
    for at in starts.into_iter().rev() {
        let number = talk.block_at(at);
        let Some(block) = talk.blocks.get_mut(number) else { continue };
        if block.span.from() < at && at < block.span.to() && block.repeat.is_none() {
            let mut rest = block.clone();
            rest.span = Span::new(at, block.span.to());
            rest.opens_turn = false;
            let before = Span::new(block.span.from(), at).of(&talk.text).trim_end().len();
            block.span = Span::new(block.span.from(), block.span.from() + before);
            talk.blocks.insert(number + 1, rest);
        }
    }
}

/// Sections of a part of a talk, about as many as are wanted or else as people would make; none where there would be one. No
/// title is that of a section beside them.
fn within(
    talk: &Talk,
    words: &Words,
    part: Span,
    wanted: Option<f32>,
    level: u8,
    weights: &Weights,
    beside: &[Section],
) -> Vec<Section> {
    if words.within(part).len() < WORTH_DIVIDING {
        return Vec::new();
    }
    let units = Units::of(talk, words, part).hear_questions(talk);
    // Cues are English; elsewhere the likelihood and the lengths tell.
    let weighed = if words.english { weigh(words, &units, weights) } else { vec![0.0; units.all.len()] };
    let starts = divide(words, &units, &weighed, wanted.unwrap_or_else(|| expected(&units)));
    if starts.len() < 2 {
        return Vec::new();
    }
    let begins: Vec<usize> = starts.iter().map(|at| units.all[*at].span.from()).collect();
    let ends = begins.iter().copied().skip(1).chain([part.to()]);
    let spans: Vec<Span> = begins.iter().zip(ends).map(|(from, to)| Span::new(*from, to)).collect();
    let titles = Titles::of(talk, words, &spans, beside).all();
    let section = |((span, start), title): ((&Span, &usize), String)| Section {
        title,
        level,
        origin: Origin::Found,
        span: *span,
        start: talk.time_at(span.from()),
        line: units.all[*start].line,
    };
    spans.iter().zip(&starts).zip(titles).map(section).collect()
}
