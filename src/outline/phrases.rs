//! Key phrases of sections: what a section says often, early, and more than the others do.

use rustc_hash::FxHashMap;

use super::words::Words;
use crate::model::{Span, Talk};

/// A phrase of one to three words, as a section has it.
#[derive(Debug, Clone)]
pub struct Phrase {
    pub stems: Vec<u32>,
    /// Where the section says it first.
    pub span: Span,
    pub score: f32,
    count: u32,
}

/// A section's first words: who begins something new says what it is.
const OPENING: usize = 70;
/// A phrase of three words is the longest.
const LONGEST: usize = 3;
/// So many of the best are told.
const TOLD: usize = 12;

/// What the phrases of all sections have in common.
pub struct Phrases<'a> {
    talk: &'a Talk,
    words: &'a Words,
    spans: &'a [Span],
    /// In how many sections a stem is.
    sections_with: Vec<u32>,
    /// How often a stem is written with a capital where no sentence begins, and how often not.
    capitals: Vec<(u32, u32)>,
    /// Stems of the speakers' names, and others that are no topic.
    refused: Vec<bool>,
}

/// People of no account, in examples.
const ANYBODY: [&str; 8] = ["alice", "bob", "carol", "dave", "eve", "mallory", "charlie", "john"];

impl<'a> Phrases<'a> {
    pub fn of(talk: &'a Talk, words: &'a Words, spans: &'a [Span]) -> Self {
        let mut sections_with = vec![0u32; words.stems.len()];
        let mut seen = vec![usize::MAX; words.stems.len()];
        let mut capitals = vec![(0, 0); words.stems.len()];
        for (number, span) in spans.iter().enumerate() {
            let mut before = span.from();
            for token in &words.tokens[words.within(*span)] {
                let within_sentence = is_close(talk, before, token.span);
                before = token.span.to();
                let Some(stem) = words.stem(*token).map(|stem| stem as usize) else { continue };
                if seen[stem] != number {
                    seen[stem] = number;
                    sections_with[stem] += 1;
                }
                if within_sentence {
                    let upper = token.span.of(&talk.text).starts_with(char::is_uppercase);
                    let (capital, small) = &mut capitals[stem];
                    *if upper { capital } else { small } += 1;
                }
            }
        }
        let names: Vec<String> =
            talk.speakers.iter().flat_map(|s| s.name.split_whitespace()).map(str::to_lowercase).collect();
        let mut refused = vec![false; words.stems.len()];
        for form in &words.forms {
            let lower = form.lower.as_str();
            let Some(stem) = form.stem else { continue };
            let number = lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
            if number || ANYBODY.contains(&lower) || names.iter().any(|name| name == lower) {
                refused[stem as usize] = true;
            }
        }
        Self { talk, words, spans, sections_with, capitals, refused }
    }

    /// Whether a stem is nearly always written with a capital.
    pub fn is_name(&self, stem: u32) -> bool {
        self.capitals.get(stem as usize).is_some_and(|(upper, lower)| upper > lower && *upper > 0)
    }

    /// How well a stem tells its section from the others, and from other talks.
    pub fn tells(&self, stem: u32) -> f32 {
        let with = self.sections_with.get(stem as usize).copied().unwrap_or(1).max(1) as f32;
        let sections = self.spans.len() as f32;
        let apart = (1.0 + sections / with).ln();
        let rarity = self.words.stems.get(stem as usize).map_or(0.0, |stem| stem.rarity);
        apart.powf(0.3) * (rarity - 0.4).max(0.0).powf(0.5)
    }

    pub fn is_refused(&self, stem: u32) -> bool {
        self.refused.get(stem as usize).copied().unwrap_or(true)
    }

    /// How much a stem is what a section is about.
    pub fn weight(&self, stem: u32, said: &FxHashMap<u32, (u32, usize)>) -> f32 {
        let Some(&(count, first)) = said.get(&stem) else { return 0.0 };
        (count as f32).powf(0.9) * self.tells(stem) * early(first)
    }

    /// How often each stem of a section is said, and how many words in first.
    pub fn said(&self, number: usize) -> FxHashMap<u32, (u32, usize)> {
        let mut said = FxHashMap::default();
        let Some(span) = self.spans.get(number) else { return said };
        for (at, token) in self.words.tokens[self.words.within(*span)].iter().enumerate() {
            if let Some(stem) = self.words.stem(*token) {
                said.entry(stem).or_insert((0, at)).0 += 1;
            }
        }
        said
    }

    /// The best phrases of a section, best first.
    pub fn best(&self, number: usize) -> Vec<Phrase> {
        let Some(span) = self.spans.get(number) else { return Vec::new() };
        let mut all = self.gather(*span);
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.span.start.cmp(&b.span.start)));
        let mut best: Vec<Phrase> = Vec::new();
        for phrase in all.iter().take(60) {
            let phrase = longer(phrase, &all);
            let told = |known: &Phrase| known.stems.iter().any(|stem| phrase.stems.contains(stem));
            if !best.iter().any(told) {
                best.push(phrase.clone());
            }
            if best.len() == TOLD {
                break;
            }
        }
        best
    }

    fn gather(&self, span: Span) -> Vec<Phrase> {
        let tokens = &self.words.tokens[self.words.within(span)];
        let mut known: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
        let mut all: Vec<(Phrase, usize)> = Vec::new();
        for from in 0..tokens.len() {
            let mut stems = Vec::new();
            for (length, token) in tokens.iter().skip(from).take(LONGEST).enumerate() {
                let Some(stem) = self.words.stem(*token) else { break };
                let before = tokens.get((from + length).saturating_sub(1)).filter(|_| length > 0);
                if before.is_some_and(|before| !is_close(self.talk, before.span.to(), token.span))
                    || stems.contains(&stem)
                {
                    break;
                }
                stems.push(stem);
                let at = *known.entry(stems.clone()).or_insert(all.len());
                if at == all.len() {
                    let span = tokens[from].span.join(token.span);
                    all.push((Phrase { stems: stems.clone(), span, score: 0.0, count: 0 }, from));
                }
                all[at].0.count += 1;
            }
        }
        all.into_iter().filter_map(|(phrase, first)| self.score(phrase, first)).collect()
    }

    fn score(&self, mut phrase: Phrase, first: usize) -> Option<Phrase> {
        if phrase.stems.iter().all(|stem| self.is_refused(*stem)) {
            return None;
        }
        let words = phrase.stems.len();
        if words > 1 && phrase.count < 2 && first > OPENING {
            return None;
        }
        let mean = phrase.stems.iter().map(|stem| self.tells(*stem)).sum::<f32>() / words as f32;
        let capital = if phrase.stems.iter().any(|stem| self.is_name(*stem)) { 1.25 } else { 1.0 };
        let length = [0.0, 1.0, 1.6, 1.6][words.min(LONGEST)];
        let once = if phrase.count < 2 { 0.4 } else { 1.0 };
        phrase.score = once * (phrase.count as f32).powf(0.9) * mean * capital * length * early(first);
        (phrase.score > 0.0).then_some(phrase)
    }
}

/// Up to four times as much for what is said at once.
fn early(first: usize) -> f32 {
    if first < OPENING { 4.0 - 2.0 * first as f32 / OPENING as f32 } else { 1.0 }
}

/// The longest form of a phrase that is at least half as frequent.
fn longer<'p>(phrase: &'p Phrase, all: &'p [Phrase]) -> &'p Phrase {
    let holds = |long: &&Phrase| {
        long.stems.len() > phrase.stems.len()
            && long.stems.windows(phrase.stems.len()).any(|part| part == phrase.stems)
            && long.count * 2 >= phrase.count
            && long.count > 1
    };
    all.iter()
        .filter(holds)
        .max_by(|a, b| a.count.cmp(&b.count).then(b.span.start.cmp(&a.span.start)))
        .unwrap_or(phrase)
}

/// Whether a word follows what ends at `before` within one sentence.
pub fn is_close(talk: &Talk, before: usize, word: Span) -> bool {
    matches!(Span::new(before, word.from()).of(&talk.text), " " | "-" | "_" | "" | "\n")
        && before < word.from()
}
