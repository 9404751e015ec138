//! Key phrases of sections: what a section says often, early, and more than the others do.

use rustc_hash::FxHashMap;

use super::kinds::{Kind, is_first_name, kinds};
use super::words::{Token, Words};
use crate::model::{Span, Talk};

/// A phrase of one to four words, as a section has it.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// What its words are known by: stems, or forms where a word is small.
    keys: [u32; LONGEST],
    len: usize,
    /// The token at which the section says it first, and how many words in that is.
    pub first: usize,
    into: usize,
    pub count: u32,
    pub score: f32,
}

/// A section's first words: who begins something new says what it is.
const OPENING: usize = 70;
/// A phrase of four words is the longest.
const LONGEST: usize = 4;
/// So many of the best are told.
const TOLD: usize = 12;
/// The keys of small words, which have no stem, begin here.
const SMALL: u32 = 1 << 31;
/// Small words that may be part of a phrase with another: `block time`, `proof of work`.
const LIGHT: [&str; 7] = ["work", "time", "end", "number", "use", "point", "start"];

/// What the phrases of all sections have in common.
pub struct Phrases<'a> {
    talk: &'a Talk,
    words: &'a Words,
    spans: &'a [Span],
    /// What each form can be in a phrase.
    parts: Vec<Part>,
    /// In how many sections a stem is.
    sections_with: Vec<u32>,
    /// How often a stem is written with a capital where no sentence begins, and how often not.
    capitals: Vec<(u32, u32)>,
    /// Stems of people's names, and others that are no topic.
    refused: Vec<bool>,
}

/// What a word can be in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Noun,
    Modifier,
    Light,
    Of,
    None,
}

impl<'a> Phrases<'a> {
    pub fn of(talk: &'a Talk, words: &'a Words, spans: &'a [Span]) -> Self {
        let mut phrases = Self {
            talk,
            words,
            spans,
            parts: parts(talk, words),
            sections_with: vec![0u32; words.stems.len()],
            capitals: vec![(0, 0); words.stems.len()],
            refused: vec![false; words.stems.len()],
        };
        phrases.count();
        phrases.refuse();
        phrases
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
                }
                if within_sentence {
                    let upper = token.span.of(&self.talk.text).starts_with(char::is_uppercase);
                    let (capital, small) = &mut self.capitals[stem];
                    *if upper { capital } else { small } += 1;
                }
            }
        }
    }

    /// Numbers, the speakers, and people: first names, and what mostly stands behind one.
    fn refuse(&mut self) {
        let speakers = self.talk.speakers.iter().flat_map(|s| s.name.split_whitespace());
        let speakers: Vec<String> = speakers.map(str::to_lowercase).collect();
        for form in &self.words.forms {
            let lower = form.lower.as_str();
            let bare = lower.strip_suffix("'s").unwrap_or(lower);
            let Some(stem) = form.stem else { continue };
            let number = lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
            if number || is_first_name(lower) || speakers.iter().any(|name| name == bare) {
                self.refused[stem as usize] = true;
            }
        }
        let mut behind = vec![0u32; self.words.stems.len()];
        for pair in self.words.tokens.windows(2) {
            if let Some(stem) = self.words.stem(pair[1])
                && is_first_name(self.words.lower(pair[0]))
                && pair[1].span.of(&self.talk.text).starts_with(char::is_uppercase)
                && is_close(self.talk, pair[0].span.to(), pair[1].span)
            {
                behind[stem as usize] += 1;
            }
        }
        for ((refused, stem), behind) in self.refused.iter_mut().zip(&self.words.stems).zip(behind) {
            *refused |= behind > 0 && behind * 2 >= stem.count;
        }
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
        apart.powf(0.2) * (rarity - 0.4).max(0.0).powf(0.4)
    }

    pub fn is_refused(&self, stem: u32) -> bool {
        self.refused.get(stem as usize).copied().unwrap_or(true)
    }

    /// Whether a stem is in more than half of the sections: alone it tells none of them.
    pub fn is_everywhere(&self, stem: u32) -> bool {
        let with = self.sections_with.get(stem as usize).copied().unwrap_or(0) as usize;
        self.spans.len() > 3 && with * 2 > self.spans.len()
    }

    /// How much a stem is what a section is about.
    pub fn weight(&self, stem: u32, said: &FxHashMap<u32, (u32, usize)>) -> f32 {
        let Some(&(count, first)) = said.get(&stem) else { return 0.0 };
        (count as f32).powf(0.75) * self.tells(stem) * early(first)
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
        let gathered = self.gather(*span);
        let mut all: Vec<&Phrase> = gathered.iter().filter(|phrase| phrase.score > 0.0).collect();
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.first.cmp(&b.first)));
        let mut best: Vec<Phrase> = Vec::new();
        for phrase in all.iter().take(60) {
            let longer = longer(phrase, &gathered);
            let told = |known: &Phrase| longer.stems().any(|stem| known.keys().contains(&stem));
            if !best.iter().any(told) {
                best.push(Phrase { score: longer.score.max(phrase.score), ..longer.clone() });
            }
            if best.len() == TOLD {
                break;
            }
        }
        best
    }

    /// All phrases of a section, with their scores; 0 for those that are none of their own.
    fn gather(&self, span: Span) -> Vec<Phrase> {
        let within = self.words.within(span);
        let mut known: FxHashMap<([u32; LONGEST], usize), usize> = FxHashMap::default();
        let mut all: Vec<Phrase> = Vec::new();
        for from in within.clone() {
            let mut keys = [0; LONGEST];
            for len in 1..=LONGEST.min(within.end - from) {
                let Some((key, part)) = self.part(from, from + len - 1) else { break };
                if keys.contains(&key) && key != 0 {
                    break;
                }
                keys[len - 1] = key;
                if matches!(part, Part::Of | Part::Modifier) || (part == Part::Light && len == 1) {
                    continue;
                }
                let next = all.len();
                let at = *known.entry((keys, len)).or_insert(next);
                if at == next {
                    all.push(Phrase {
                        keys,
                        len,
                        first: from,
                        into: from - within.start,
                        count: 0,
                        score: 0.0,
                    });
                }
                all[at].count += 1;
            }
        }
        for phrase in &mut all {
            phrase.score = self.score(phrase);
        }
        all
    }

    /// What the token at a place is for a phrase that began at another; none where it cannot go on.
    fn part(&self, from: usize, at: usize) -> Option<(u32, Part)> {
        let token: &Token = self.words.tokens.get(at)?;
        let part = *self.parts.get(token.form as usize)?;
        if part == Part::None || (at == from && part == Part::Of) {
            return None;
        }
        if at > from {
            let before = self.words.tokens.get(at - 1)?;
            let after_of = self.parts.get(before.form as usize) == Some(&Part::Of);
            if !is_close(self.talk, before.span.to(), token.span) || (after_of && part == Part::Of) {
                return None;
            }
            // Only a noun has something of its own.
            if part == Part::Of && self.parts.get(before.form as usize) == Some(&Part::Modifier) {
                return None;
            }
        }
        Some((self.words.stem(*token).unwrap_or(SMALL | token.form), part))
    }

    fn score(&self, phrase: &Phrase) -> f32 {
        let stems: Vec<u32> = phrase.stems().collect();
        let alone = phrase.len == 1;
        if stems.iter().all(|stem| self.is_refused(*stem))
            || (phrase.count < 2 && phrase.len > 1 && phrase.into > OPENING)
            || (phrase.count < 2 && stems.len() < phrase.len)
        {
            return 0.0;
        }
        let people = if stems.iter().any(|stem| self.is_refused(*stem)) { 0.5 } else { 1.0 };
        let mean = stems.iter().map(|stem| self.tells(*stem)).sum::<f32>() / stems.len().max(1) as f32;
        let capital = if stems.iter().any(|stem| self.is_name(*stem)) { 1.25 } else { 1.0 };
        let length = if alone { 1.0 } else { 2.2 };
        people * (phrase.count as f32).powf(0.75) * mean * capital * length * early(phrase.into)
    }
}

impl Phrase {
    fn keys(&self) -> &[u32] {
        self.keys.get(..self.len).unwrap_or(&[])
    }

    /// Whether it is one word.
    pub fn is_alone(&self) -> bool {
        self.len == 1
    }

    /// The last token, where the section says it first.
    pub fn last(&self) -> usize {
        self.first + self.len - 1
    }

    /// Its words that tell something.
    pub fn stems(&self) -> impl Iterator<Item = u32> {
        self.keys().iter().copied().filter(|key| *key < SMALL)
    }
}

fn parts(talk: &Talk, words: &Words) -> Vec<Part> {
    let part = |(form, kind): (&super::words::Form, Kind)| match (form.stem, kind) {
        _ if form.lower == "of" => Part::Of,
        _ if LIGHT.contains(&form.lower.as_str()) => Part::Light,
        (None, _) | (_, Kind::Neither) => Part::None,
        (_, Kind::Noun) => Part::Noun,
        (_, Kind::Modifier) => Part::Modifier,
    };
    words.forms.iter().zip(kinds(talk, words)).map(part).collect()
}

/// Up to nine times as much for what is said at once.
fn early(into: usize) -> f32 {
    1.0 + 8.0 * (-(into as f32) / 20.0).exp()
}

/// The longest form of a phrase that is at least half as frequent.
fn longer<'p>(phrase: &'p Phrase, all: &'p [Phrase]) -> &'p Phrase {
    let holds = |long: &&Phrase| {
        long.len > phrase.len
            && long.score > 0.0
            && long.count > 1
            && long.count * 2 >= phrase.count
            && long.keys().windows(phrase.len).any(|part| part == phrase.keys())
    };
    all.iter()
        .filter(holds)
        .max_by(|a, b| a.count.cmp(&b.count).then(b.first.cmp(&a.first)))
        .unwrap_or(phrase)
}

/// Whether a word follows what ends at `before` within one sentence.
pub fn is_close(talk: &Talk, before: usize, word: Span) -> bool {
    matches!(Span::new(before, word.from()).of(&talk.text), " " | "-" | "_" | "" | "\n")
        && before < word.from()
}
