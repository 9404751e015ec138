//! Names found sections, in their own words: by the topic that is announced, the question that opens them, or the phrases
//! that tell them from the others.

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrases::{Phrase, Phrases, is_close};
use super::topics::{Topic, announced, opening_question};
use super::words::Words;
use crate::model::{Span, Talk};
use crate::text::clean_line;

/// A title has at most so many words.
const MOST_WORDS: usize = 6;
/// More phrases make a list, not a title.
const MOST_PHRASES: usize = 3;
/// An announced topic must weigh at least this share of what the best phrase of its section weighs.
const TOPIC_SHARE: f32 = 0.4;
/// Titles of more letters do not fit beside the text.
const MOST_LETTERS: usize = 60;

/// The titles of some sections that follow each other.
pub struct Titles {
    titles: Vec<String>,
}

struct Titler<'a> {
    talk: &'a Talk,
    words: &'a Words,
    phrases: Phrases<'a>,
    spans: &'a [Span],
    /// How a form is written within sentences: the commonest way.
    written: FxHashMap<u32, String>,
    used: FxHashSet<String>,
}

impl Titles {
    pub fn of(talk: &Talk, words: &Words, spans: &[Span]) -> Self {
        let phrases = Phrases::of(talk, words, spans);
        let mut namer =
            Titler { talk, words, phrases, spans, written: written(talk, words), used: FxHashSet::default() };
        let titles = (0..spans.len()).map(|number| namer.title(number)).collect();
        Self { titles }
    }

    pub fn all(self) -> Vec<String> {
        self.titles
    }
}

impl Titler<'_> {
    fn title(&mut self, number: usize) -> String {
        let best = self.phrases.best(number);
        let title = self
            .by_question(number, &best)
            .or_else(|| self.by_topic(number, &best))
            .or_else(|| self.by_phrases(&best))
            .unwrap_or_else(|| self.by_first_words(number));
        self.used.insert(title.to_lowercase());
        title
    }

    fn by_question(&self, number: usize, best: &[Phrase]) -> Option<String> {
        let topic = opening_question(self.talk, self.words, *self.spans.get(number)?)?;
        let title = capital(&clean_line(topic.span.of(&self.talk.text)));
        (self.is_worth(number, topic, best) && self.is_good(&title)).then_some(title)
    }

    fn by_topic(&self, number: usize, best: &[Phrase]) -> Option<String> {
        let topics = announced(self.talk, self.words, *self.spans.get(number)?);
        let topic = topics.into_iter().find(|topic| self.is_worth(number, *topic, best))?;
        let title = self.as_written(topic.first, topic.last);
        let stems: Vec<u32> = (topic.first..=topic.last).filter_map(|at| self.stem(at)).collect();
        // Few words are little: the best phrases beside them say more.
        let others = best.iter().filter(|phrase| !phrase.stems().any(|stem| stems.contains(&stem)));
        let enough = best.first().map_or(0.0, |best| best.score / 4.0);
        self.list(vec![title], others.filter(|phrase| phrase.score > enough))
    }

    /// The best phrase and what stands well beside it. A word that most sections have comes after one that tells.
    fn by_phrases(&self, best: &[Phrase]) -> Option<String> {
        let enough = best.first()?.score / 10.0;
        let common =
            |phrase: &&Phrase| phrase.is_alone() && phrase.stems().all(|s| self.phrases.is_everywhere(s));
        let (common, telling): (Vec<_>, Vec<_>) =
            best.iter().filter(|phrase| phrase.score > enough).partition(common);
        let two = telling.iter().take(1).chain(&common).chain(telling.iter().skip(1));
        let mut parts: Vec<&Phrase> = two.copied().collect();
        parts.sort_by(|a, b| b.score.total_cmp(&a.score));
        // What tells leads, whatever is said more often.
        if let Some(lead) = telling.first() {
            parts.retain(|phrase| phrase.first != lead.first);
            parts.insert(0, lead);
        }
        self.list(Vec::new(), parts.into_iter())
    }

    /// `Disk`, `Disk and memory`, `Disk, memory and flushing`: what is there already and phrases that fit beside it.
    fn list<'p>(&self, mut parts: Vec<String>, phrases: impl Iterator<Item = &'p Phrase>) -> Option<String> {
        let mut title = joined(&parts);
        for phrase in phrases {
            parts.push(self.phrase_as_written(phrase));
            let longer = joined(&parts);
            let fits = longer.split(' ').count() <= MOST_WORDS && longer.chars().count() <= MOST_LETTERS;
            if (fits || parts.len() == 1) && self.is_good(&longer) {
                title = longer;
            } else {
                parts.pop();
            }
            if parts.len() >= MOST_PHRASES {
                break;
            }
        }
        self.is_good(&title).then_some(title)
    }

    /// Nothing tells it: the words it begins with.
    fn by_first_words(&self, number: usize) -> String {
        let tokens = self.spans.get(number).map_or(0..0, |span| self.words.within(*span));
        let first = tokens.clone().find(|at| self.stem(*at).is_some()).unwrap_or(tokens.start);
        let mut last = first;
        while last + 1 < tokens.end.min(first + MOST_WORDS) && self.follows(last + 1) {
            last += 1;
        }
        let title = self.words.tokens.get(first).zip(self.words.tokens.get(last));
        let title = title.map(|(a, b)| capital(&clean_line(a.span.join(b.span).of(&self.talk.text))));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| format!("Part {}", number + 1))
    }

    /// What is announced must be what the section is about.
    fn is_worth(&self, number: usize, topic: Topic, best: &[Phrase]) -> bool {
        let said = self.phrases.said(number);
        let stems = (topic.first..=topic.last).filter_map(|at| self.stem(at));
        let weight = stems
            .filter(|stem| !self.phrases.is_refused(*stem))
            .map(|stem| self.phrases.weight(stem, &said))
            .fold(0.0, f32::max);
        best.first().is_none_or(|best| weight >= best.score * TOPIC_SHARE)
    }

    fn is_good(&self, title: &str) -> bool {
        !title.is_empty()
            && title.chars().count() <= MOST_LETTERS
            && title.chars().any(char::is_alphabetic)
            && !self.used.contains(&title.to_lowercase())
    }

    fn stem(&self, at: usize) -> Option<u32> {
        self.words.tokens.get(at).and_then(|token| self.words.stem(*token))
    }

    fn follows(&self, at: usize) -> bool {
        let (before, word) = (self.words.tokens.get(at.saturating_sub(1)), self.words.tokens.get(at));
        before.zip(word).is_some_and(|(before, word)| is_close(self.talk, before.span.to(), word.span))
    }

    fn phrase_as_written(&self, phrase: &Phrase) -> String {
        self.as_written(phrase.first, phrase.last())
    }

    /// Words of the talk as it writes them within sentences, with what stands between them.
    fn as_written(&self, first: usize, last: usize) -> String {
        let mut title = String::new();
        let mut before = None;
        for token in self.words.tokens.get(first..=last).unwrap_or(&[]) {
            if let Some(before) = before {
                let between = Span::new(before, token.span.from()).of(&self.talk.text);
                title.push_str(if between == "\n" { " " } else { between });
            }
            before = Some(token.span.to());
            let own = token.span.of(&self.talk.text);
            title.push_str(self.written.get(&token.form).map_or(own, String::as_str));
        }
        clean_line(&title)
    }
}

/// How each form is written where no sentence begins.
fn written(talk: &Talk, words: &Words) -> FxHashMap<u32, String> {
    let mut counts: FxHashMap<(u32, &str), (u32, usize)> = FxHashMap::default();
    let mut before = 0;
    for (at, token) in words.tokens.iter().enumerate() {
        if is_close(talk, before, token.span) {
            counts.entry((token.form, token.span.of(&talk.text))).or_insert((0, at)).0 += 1;
        }
        before = token.span.to();
    }
    let mut best: FxHashMap<u32, (u32, usize, &str)> = FxHashMap::default();
    for ((form, own), (count, at)) in counts {
        let known = best.entry(form).or_insert((count, at, own));
        if (count, std::cmp::Reverse(at)) > (known.0, std::cmp::Reverse(known.1)) {
            *known = (count, at, own);
        }
    }
    best.into_iter().map(|(form, (_, _, own))| (form, own.to_owned())).collect()
}

fn joined(parts: &[String]) -> String {
    let title = match parts {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    };
    capital(&title)
}

/// With a capital at its head.
fn capital(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
