//! How likely a person would put a word of a section into its title.
//!
//! A logistic model over some clues (`WEIGHTS` names them): how often, how early and how steadily the section says the word, how
//! few sections do, how it is written, and whether it is in what announces the section or asks at its beginning.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::kinds::{Kind, Told, kinds};
use super::phrases::is_close;
use super::refused::{misheard, refused};
use super::topics::{announced, asked};
use super::words::{Token, Words};
use crate::model::{Span, Talk};

/// What is known of a word in a section.
pub type Clues = [f32; CLUES];
const CLUES: usize = WEIGHTS.len();

/// What each clue weighs, in the order in which `clues` tells them (fitted by `examples/outline --fit-titles`), and what it is.
const WEIGHTS: [(f32, &str); 18] = [
    (-6.37, "any word"),
    (0.39, "how often the section says it (ln)"),
    (0.37, "how often the talk does (ln)"),
    (-1.28, "the share of sections that say it"),
    (0.26, "how often the first words of the section say it (ln)"),
    (2.46, "how early it is said first"),
    (0.46, "it is in the first sentence"),
    (0.69, "it is in what is announced"),
    (0.85, "it is in what is asked first"),
    (0.13, "how rare it is in talks (ln)"),
    (0.55, "it is a name"),
    (0.32, "it is a noun"),
    (-0.31, "no section before says it"),
    (0.29, "it is among the last words before the section"),
    (0.66, "the share of the section's quarters that say it"),
    (0.44, "how often it stands beside the same other word (ln)"),
    (-0.35, "the length of the section (ln)"),
    (-0.14, "it is said at once"),
];

/// What the sections of a talk have in common.
pub struct Worth<'a> {
    talk: &'a Talk,
    words: &'a Words,
    spans: &'a [Span],
    /// What kind of word each form is.
    kinds: Vec<Told>,
    /// In how many sections a stem is.
    sections_with: Vec<u32>,
    /// The first section that has it.
    first_with: Vec<usize>,
    /// How often a stem is written with a capital where no sentence begins, and how often not.
    capitals: Vec<(u32, u32)>,
    /// Stems that are no topic.
    refused: Vec<bool>,
    /// Stems that a machine heard for others.
    misheard: Vec<bool>,
}

/// Endings that nouns have.
const NOUN_ENDINGS: [&str; 12] =
    ["s", "ion", "ity", "ness", "ment", "ance", "ence", "ism", "ship", "age", "ology", "cy"];

/// How a section says a stem.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a clue of its own")]
struct Said {
    count: u32,
    /// How many words in it is said first.
    into: usize,
    at_once: u32,
    /// The quarters of the section that have it, as bits.
    quarters: u8,
    /// How often it stands beside another word of the same phrase.
    pair: u32,
    first_sentence: bool,
    announced: bool,
    asked: bool,
    noun: bool,
    before: bool,
}

/// Who begins something new says what it is within so many words.
const AT_ONCE: usize = 20;
/// What comes next may be told in so many words before.
const ANNOUNCED_BEFORE: usize = 30;
/// `Okay. Thanks, Ann.` is not yet the first sentence.
const GREETING: usize = 8;

impl<'a> Worth<'a> {
    pub fn of(talk: &'a Talk, words: &'a Words, spans: &'a [Span]) -> Self {
        let count = words.stems.len();
        let mut worth = Self {
            talk,
            words,
            spans,
            kinds: kinds(talk, words),
            sections_with: vec![0; count],
            first_with: vec![usize::MAX; count],
            capitals: vec![(0, 0); count],
            refused: refused(talk, words),
            misheard: misheard(talk, words),
        };
        worth.count();
        worth
    }

    /// Counts the sections that stems are in, and their capitals.
    fn count(&mut self) {
        let mut seen = vec![usize::MAX; self.words.stems.len()];
        for (number, span) in self.spans.iter().enumerate() {
            let mut before = span.from();
            for token in &self.words.tokens[self.words.within(*span)] {
                let within_sentence = is_close(self.talk, before, token.span);
                before = token.span.to();
                let Some(stem) = self.words.stem(*token).map(|stem| stem as usize) else { continue };
                if seen[stem] != number {
                    seen[stem] = number;
                    self.sections_with[stem] += 1;
                    self.first_with[stem] = self.first_with[stem].min(number);
                }
                if within_sentence {
                    let upper = token.span.of(&self.talk.text).starts_with(char::is_uppercase);
                    let (capital, small) = &mut self.capitals[stem];
                    *if upper { capital } else { small } += 1;
                }
            }
        }
    }

    /// Whether a stem is nearly always written with a capital.
    pub fn is_name(&self, stem: u32) -> bool {
        self.capitals.get(stem as usize).is_some_and(|(upper, lower)| upper > lower && *upper > 0)
    }

    pub fn is_refused(&self, stem: u32) -> bool {
        self.refused.get(stem as usize).copied().unwrap_or(true)
    }

    pub fn is_misheard(&self, stem: u32) -> bool {
        self.misheard.get(stem as usize).copied().unwrap_or(false)
    }

    /// Whether a stem is in more than half of the sections: alone it tells none of them.
    pub fn is_everywhere(&self, stem: u32) -> bool {
        let with = self.sections_with.get(stem as usize).copied().unwrap_or(0) as usize;
        self.spans.len() > 3 && with * 2 > self.spans.len()
    }

    /// What kind of word each form is.
    pub fn kinds(&self) -> &[Told] {
        &self.kinds
    }

    /// Whether a word can stand alone in a title: a term, a name, or surely a noun.
    pub fn stands_alone(&self, token: Token) -> bool {
        let shown = self.kinds.get(token.form as usize).is_some_and(|told| told.shown);
        (shown && self.is_surely(token)) || self.is_proper(token)
    }

    /// Whether it is a term or a name.
    pub fn is_proper(&self, token: Token) -> bool {
        is_odd(token.span.of(&self.talk.text))
            || self.words.stem(token).is_some_and(|stem| self.is_name(stem))
    }

    /// Whether the talk shows a form to be a noun more than once, or its ending does.
    fn is_surely(&self, token: Token) -> bool {
        let lower = self.words.lower(token);
        self.kinds.get(token.form as usize).is_some_and(|told| told.nouns > 1)
            || NOUN_ENDINGS.iter().any(|end| lower.ends_with(end))
    }

    /// How likely the title of a section has each of its stems.
    pub fn odds(&self, number: usize) -> FxHashMap<u32, f32> {
        self.said(number).into_iter().map(|(stem, clues)| (stem, likely(&clues))).collect()
    }

    /// The clues of each stem of a section that may be in its title.
    pub fn told(&self, number: usize) -> Vec<(u32, Clues)> {
        let mut all: Vec<_> =
            self.said(number).into_iter().filter(|(stem, _)| !self.is_refused(*stem)).collect();
        all.sort_by_key(|(stem, _)| *stem);
        all
    }

    /// What is known of each stem of a section.
    fn said(&self, number: usize) -> FxHashMap<u32, Clues> {
        let Some(span) = self.spans.get(number) else { return FxHashMap::default() };
        let within = self.words.within(*span);
        let mut all: FxHashMap<u32, Said> = FxHashMap::default();
        let mut first_sentence = true;
        let mut before = span.from();
        for (into, token) in self.words.tokens[within.clone()].iter().enumerate() {
            let between = Span::new(before, token.span.from()).of(&self.talk.text);
            first_sentence &= into < GREETING || !between.contains(['.', '?', '!', '\n']);
            before = token.span.to();
            let Some(stem) = self.words.stem(*token) else { continue };
            let said = all.entry(stem).or_insert(Said { into, ..Said::default() });
            said.count += 1;
            said.at_once += u32::from(into < AT_ONCE);
            said.quarters |= 1 << (4 * into / within.len());
            said.noun |= self.kinds[token.form as usize].kind == Kind::Noun;
            said.first_sentence |= first_sentence;
        }
        self.pairs(within.clone(), &mut all);
        let last = within.start.saturating_sub(ANNOUNCED_BEFORE)..within.start;
        self.mark(&mut all, last, |said| said.before = true);
        for topic in announced(self.talk, self.words, *span) {
            self.mark(&mut all, topic.first..topic.last + 1, |said| said.announced = true);
        }
        if let Some(question) = asked(self.talk, self.words, *span) {
            self.mark(&mut all, question, |said| said.asked = true);
        }
        all.into_iter().map(|(stem, said)| (stem, self.clues(stem, said, number, within.len()))).collect()
    }

    fn mark(&self, all: &mut FxHashMap<u32, Said>, tokens: Range<usize>, mark: impl Fn(&mut Said)) {
        for token in self.words.tokens.get(tokens).unwrap_or(&[]) {
            if let Some(said) = self.words.stem(*token).and_then(|stem| all.get_mut(&stem)) {
                mark(said);
            }
        }
    }

    /// How often words stand beside another of the same phrase.
    fn pairs(&self, within: Range<usize>, all: &mut FxHashMap<u32, Said>) {
        let mut pairs: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for pair in self.words.tokens.get(within).unwrap_or(&[]).windows(2) {
            let [one, other] = pair else { continue };
            let of_phrase = |token: &Token| self.kinds[token.form as usize].kind != Kind::Neither;
            if let Some((a, b)) = self.words.stem(*one).zip(self.words.stem(*other))
                && of_phrase(one)
                && of_phrase(other)
                && is_close(self.talk, one.span.to(), other.span)
            {
                *pairs.entry((a, b)).or_default() += 1;
            }
        }
        for ((a, b), count) in pairs {
            for stem in [a, b] {
                if let Some(said) = all.get_mut(&stem) {
                    said.pair = said.pair.max(count);
                }
            }
        }
    }

    fn clues(&self, stem: u32, said: Said, number: usize, length: usize) -> Clues {
        let yes = |yes: bool| f32::from(u8::from(yes));
        let whole = &self.words.stems[stem as usize];
        let with = self.sections_with[stem as usize].max(1) as f32 / self.spans.len().max(1) as f32;
        [
            1.0,
            (said.count as f32).ln(),
            (whole.count.max(1) as f32).ln(),
            with,
            (1.0 + said.at_once as f32).ln(),
            (-(said.into as f32) / 100.0).exp(),
            yes(said.first_sentence),
            yes(said.announced),
            yes(said.asked),
            (whole.rarity - 1.5).max(0.0),
            yes(self.is_name(stem)),
            yes(said.noun),
            yes(self.first_with[stem as usize] == number),
            yes(said.before),
            said.quarters.count_ones() as f32 / 4.0,
            (1.0 + said.pair as f32).ln(),
            (length as f32).ln() - 6.0,
            (-(said.into as f32) / 20.0).exp(),
        ]
    }
}

/// Whether a word is written as terms of a trade are: `OP_RETURN`, `v3`, `UTXO`, `zero-conf`.
fn is_odd(own: &str) -> bool {
    own.chars().filter(|c| c.is_uppercase()).count() > 1
        || own.chars().any(|c| c.is_ascii_digit() || matches!(c, '_' | '-'))
}

fn likely(clues: &Clues) -> f32 {
    let odds: f32 =
        WEIGHTS.iter().map(|(weight, _)| weight).zip(clues).map(|(weight, clue)| weight * clue).sum();
    1.0 / (1.0 + (-odds).exp())
}
