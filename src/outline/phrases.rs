//! The phrases of a section that may stand in its title: nouns, what belongs to them, and what the talk itself joins.

use rustc_hash::FxHashMap;

use super::kinds::{Kind, Told};
use super::words::{Form, Words};
use super::worth::Worth;
use crate::model::{Span, Talk};

/// Some words of a section that stand together.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// The tokens where the section says it first, or says the first form of it.
    pub first: usize,
    pub last: usize,
    stems: [u32; MOST_WORDS],
    told: usize,
    /// It has words that join others, and articles.
    pub linked: bool,
    pub value: f32,
}

/// What a phrase has at most: that many words.
pub const MOST_WORDS: usize = 6;
/// A noun and what belongs to it are at most so many.
const LONGEST: usize = 4;
/// Words that the talk joins are looked for among twice so many first ones.
const OPENING: usize = 70;
/// So many of the best are told.
const TOLD: usize = 40;
/// The keys of small words, which have no stem, begin here.
const SMALL: u32 = 1 << 31;
/// Small words that may be part of a phrase with another: `block time`, `proof of work`.
const LIGHT: [&str; 7] = ["work", "time", "end", "number", "use", "point", "start"];
/// Words that join two names of things, and those that may follow them.
const LINKS: [&str; 14] = [
    "of", "in", "for", "and", "to", "on", "with", "versus", "vs", "between", "from", "over", "without",
    "against",
];
const ARTICLES: [&str; 5] = ["the", "a", "an", "your", "its"];
/// Behind these a form in `ing` is no name of a doing: `we are sending the coins`.
const BE: [&str; 14] = [
    "is", "are", "was", "were", "be", "been", "am", "i'm", "it's", "we're", "you're", "they're", "he's",
    "that's",
];

/// Doings of the mind are no topic: `hoping the outcome`.
const MINDS: [&str; 8] =
    ["hoping", "wondering", "thinking", "saying", "assuming", "seeing", "wanting", "knowing"];

/// What a word of a phrase must add, and what speaks for a phrase: that the talk joins its words.
const PRICE: f32 = 0.005;
const LINKED: f32 = 0.02;
/// What each word of two phrases that the talk joins must be likely to be in the title.
const LIKELY: f32 = 0.03;

/// What a word can be in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Noun,
    Modifier,
    Light,
    Of,
    None,
}

/// Gathers the phrases of sections.
pub struct Phrases<'a> {
    talk: &'a Talk,
    words: &'a Words,
    worth: &'a Worth<'a>,
    /// What each form can be in a phrase.
    parts: Vec<Part>,
}

impl<'a> Phrases<'a> {
    pub fn of(talk: &'a Talk, words: &'a Words, worth: &'a Worth<'a>) -> Self {
        Self { talk, words, worth, parts: parts(words, worth) }
    }

    /// The phrases of a section that are worth most, the best first.
    pub fn best(&self, span: Span, odds: &FxHashMap<u32, f32>) -> Vec<Phrase> {
        let within = self.words.within(span);
        let mut all = self.nouns(within.clone(), odds);
        all.extend(self.linked(within, odds));
        all.retain(|phrase| phrase.value > 0.0);
        all.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.first.cmp(&b.first)).then(a.last.cmp(&b.last)));
        all.truncate(TOLD);
        all
    }

    /// Nouns and what belongs to them: `fee`, `replacement fee`, `proof of work`.
    fn nouns(&self, within: std::ops::Range<usize>, odds: &FxHashMap<u32, f32>) -> Vec<Phrase> {
        let mut known: FxHashMap<([u32; LONGEST], usize), usize> = FxHashMap::default();
        let mut all: Vec<(Phrase, u32)> = Vec::new();
        for from in within.clone() {
            let mut keys = [0; LONGEST];
            for len in 1..=LONGEST.min(within.end - from) {
                let Some((key, part)) = self.part(from, from + len - 1) else { break };
                if keys.contains(&key) && key != 0 {
                    break;
                }
                keys[len - 1] = key;
                let is_whole = !self.is_bound(from + len);
                if !is_whole || matches!(part, Part::Of | Part::Modifier) || (part == Part::Light && len == 1)
                {
                    continue;
                }
                let next = all.len();
                let at = *known.entry((keys, len)).or_insert(next);
                if at == next {
                    all.push((self.phrase(from, from + len - 1), 0));
                }
                all[at].1 += 1;
            }
        }
        let valued = |(mut phrase, count): (Phrase, u32)| {
            let is_chance = count < 2 && phrase.len() > 1 && !self.is_sound(&phrase);
            phrase.value = if is_chance { 0.0 } else { self.value(&phrase, odds) };
            phrase
        };
        all.into_iter().map(valued).collect()
    }

    /// Whether words that stand together once only may be the name of something: none of them is small, and they begin with
    /// no doing (`collecting data`, `mentioned plans`) unless an article stands before.
    fn is_sound(&self, phrase: &Phrase) -> bool {
        let said = |at: usize| self.words.tokens.get(at).map_or("", |token| self.words.lower(*token));
        let article = phrase.first.checked_sub(1).is_some_and(|before| ARTICLES.contains(&said(before)));
        let first = said(phrase.first);
        let is_doing =
            (first.ends_with("ing") || first.ends_with("ed")) && self.part_of(phrase.first) == Part::Modifier;
        phrase.told == phrase.len() && (article || !is_doing)
    }

    /// What the token at a place is for a phrase that began at another; none where it cannot go on.
    fn part(&self, from: usize, at: usize) -> Option<(u32, Part)> {
        let token = self.words.tokens.get(at)?;
        let part = match self.part_of(at) {
            // `off-chain fees`: the halves of a word that says of what kind something is. `E-cash` is something.
            Part::None if self.is_bound(at + 1) => Part::Modifier,
            Part::Noun if self.is_bound(at) && self.is_small(at - 1) => Part::Modifier,
            part => part,
        };
        if part == Part::None || (at == from && (part == Part::Of || self.is_bound(at))) {
            return None;
        }
        // `use of memory`, but not `use memory`.
        if at == from && part == Part::Light && self.part_of(at + 1) != Part::Of && self.is_doing(at) {
            return None;
        }
        if at > from {
            let before = self.part_of(at - 1);
            // Only a noun has something of its own.
            if !self.follows(at) || (part == Part::Of && matches!(before, Part::Of | Part::Modifier)) {
                return None;
            }
        }
        Some((self.words.stem(*token).unwrap_or(SMALL | token.form), part))
    }

    /// Two of them that the talk joins, and doings: `fees on the main chain`, `opening a channel`.
    fn linked(&self, within: std::ops::Range<usize>, odds: &FxHashMap<u32, f32>) -> Vec<Phrase> {
        let end = within.end.min(within.start + 2 * OPENING);
        let mut all = Vec::new();
        let mut before: Option<(usize, usize)> = None;
        let mut at = within.start;
        while at < end {
            let Some(last) = self.longest(at, within.end) else {
                at += 1;
                continue;
            };
            if let Some((first, until)) = before.filter(|(_, until)| self.is_link(*until + 1, at)) {
                all.extend((last - first < MOST_WORDS).then(|| self.phrase(first, last)));
                // The end of the first may be enough: `the main fees of chains`.
                if until > first && last - until < MOST_WORDS {
                    all.push(self.phrase(until, last));
                }
            }
            if let Some(doing) = self.doing(at, within.start).filter(|doing| last - doing < MOST_WORDS) {
                all.push(self.phrase(doing, last));
            }
            before = Some((at, last));
            at = last + 1;
        }
        for phrase in &mut all {
            phrase.linked = true;
            let is_likely = |stem: &u32| odds.get(stem).is_some_and(|odds| *odds > LIKELY);
            let fits = phrase.stems().iter().all(is_likely);
            phrase.value = if fits { self.value(phrase, odds) + LINKED } else { 0.0 };
        }
        all
    }

    /// The last token of the longest noun that begins at a place.
    fn longest(&self, from: usize, end: usize) -> Option<usize> {
        let mut last = None;
        for at in from..end.min(from + LONGEST) {
            match self.part(from, at)? {
                (_, Part::Noun) if !self.is_bound(at + 1) => last = Some(at),
                (_, Part::None) => break,
                _ => {}
            }
            if at + 1 < end && self.part(from, at + 1).is_none() {
                break;
            }
        }
        last
    }

    /// Whether the tokens from one to before another join what stands around them.
    fn is_link(&self, from: usize, to: usize) -> bool {
        let said = |at: usize| self.words.lower(self.words.tokens[at]);
        (from..=to).all(|at| self.follows(at))
            && match to - from {
                1 => LINKS.contains(&said(from)),
                2 => said(from) != "and" && LINKS.contains(&said(from)) && ARTICLES.contains(&said(from + 1)),
                _ => false,
            }
    }

    /// The doing whose object begins at a token: `opening`, before `a channel`.
    fn doing(&self, at: usize, start: usize) -> Option<usize> {
        let doing = at.checked_sub(2).filter(|doing| *doing > start)?;
        let said = |at: usize| self.words.lower(self.words.tokens[at]);
        let fits = said(doing).len() > 5
            && said(doing).ends_with("ing")
            && self.part_of(doing) == Part::Modifier
            && ARTICLES.contains(&said(at - 1))
            && !BE.contains(&said(doing - 1))
            && !MINDS.contains(&said(doing))
            && self.follows(at)
            && self.follows(at - 1);
        fits.then_some(doing)
    }

    /// Whether a small word that may be in phrases is a verb as well.
    fn is_doing(&self, at: usize) -> bool {
        matches!(self.words.lower(self.words.tokens[at]), "use" | "work" | "start" | "point" | "end")
    }

    fn phrase(&self, first: usize, last: usize) -> Phrase {
        let mut phrase = Phrase { first, last, stems: [0; MOST_WORDS], told: 0, linked: false, value: 0.0 };
        for token in &self.words.tokens[first..=last] {
            if let Some(stem) = self.words.stem(*token).filter(|stem| !phrase.has(*stem)) {
                phrase.stems[phrase.told] = stem;
                phrase.told += 1;
            }
        }
        phrase
    }

    /// How much of a title it would be: what its words are likely to be in one, less a price for each.
    fn value(&self, phrase: &Phrase, odds: &FxHashMap<u32, f32>) -> f32 {
        if phrase.stems().iter().all(|stem| self.worth.is_refused(*stem)) {
            return 0.0;
        }
        let known = phrase.stems().iter().filter(|stem| !self.worth.is_refused(**stem));
        let sum: f32 = known.filter_map(|stem| odds.get(stem)).sum();
        sum - PRICE * phrase.len() as f32
    }

    fn part_of(&self, at: usize) -> Part {
        let token = self.words.tokens.get(at);
        token.and_then(|token| self.parts.get(token.form as usize)).copied().unwrap_or(Part::None)
    }

    /// Whether a token is the rest of a word that the one before it begins: `Fi` in `Wi-Fi`.
    fn is_bound(&self, at: usize) -> bool {
        let token = self.words.tokens.get(at);
        let before = token.and_then(|token| self.talk.text.get(..token.span.from()));
        before.is_some_and(|before| {
            let mut letters = before.chars().rev();
            matches!(letters.next(), Some('-' | '_')) && letters.next().is_some_and(char::is_alphanumeric)
        })
    }

    /// Whether a token of more than a letter is no part of any phrase by itself.
    fn is_small(&self, at: usize) -> bool {
        let token = self.words.tokens.get(at);
        self.part_of(at) == Part::None && token.is_some_and(|token| self.words.lower(*token).len() > 1)
    }

    /// Whether a token follows the one before it within one sentence.
    pub fn follows(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.tokens.get(before));
        let pair = before.zip(self.words.tokens.get(at));
        pair.is_some_and(|(before, word)| is_close(self.talk, before.span.to(), word.span))
    }
}

impl Phrase {
    pub fn len(&self) -> usize {
        self.last + 1 - self.first
    }

    /// Its words that tell something.
    pub fn stems(&self) -> &[u32] {
        self.stems.get(..self.told).unwrap_or(&[])
    }

    /// Whether no word of it is one of another's.
    pub fn is_apart(&self, other: &Self) -> bool {
        !self.stems().iter().any(|stem| other.has(*stem))
    }

    fn has(&self, stem: u32) -> bool {
        self.stems().contains(&stem)
    }
}

fn parts(words: &Words, worth: &Worth) -> Vec<Part> {
    let part = |(form, told): (&Form, &Told)| match (form.stem, told.kind) {
        _ if form.lower == "of" => Part::Of,
        _ if LIGHT.contains(&form.lower.as_str()) => Part::Light,
        (None, _) | (_, Kind::Neither) => Part::None,
        (Some(stem), _) if worth.is_misheard(stem) => Part::None,
        (_, Kind::Noun) => Part::Noun,
        (_, Kind::Modifier) => Part::Modifier,
    };
    words.forms.iter().zip(worth.kinds()).map(part).collect()
}

/// Whether a word follows what ends at `before` within one sentence.
pub fn is_close(talk: &Talk, before: usize, word: Span) -> bool {
    matches!(Span::new(before, word.from()).of(&talk.text), " " | "-" | "_" | "" | "\n")
        && before < word.from()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The phrases of a text, in which all words are as likely.
    fn phrases(text: &str) -> Vec<String> {
        let talk = Talk { text: text.to_owned(), ..Talk::default() };
        let words = Words::of(&talk);
        let span = Span::new(0, talk.text.len());
        let spans = [span];
        let worth = Worth::of(&talk, &words, &spans);
        let odds = (0..).zip(&words.stems).map(|(stem, _)| (stem, 0.1)).collect();
        let said = |phrase: &Phrase| words.tokens[phrase.first].span.join(words.tokens[phrase.last].span);
        let best = Phrases::of(&talk, &words, &worth).best(span, &odds);
        best.iter().map(|phrase| said(phrase).of(&talk.text).to_owned()).collect()
    }

    #[test]
    fn half_a_word_is_no_phrase() {
        let all = phrases(
            "This is the Wi-Fi router of the house. It is the Wi-Fi router that has a time_stamp. And the off-chain fees are low, so the off-chain fees are to stay.",
        );
        for whole in ["Wi-Fi router", "off-chain fees", "router", "fees"] {
            assert!(all.iter().any(|phrase| phrase == whole), "{whole} {all:?}");
        }
        for half in ["Fi", "Fi router", "chain fees", "chain", "stamp", "off-chain"] {
            assert!(!all.iter().any(|phrase| phrase == half), "{half} {all:?}");
        }
    }
}
