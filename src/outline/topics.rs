//! What a speaker says a section is about: the topic that a cue announces, and the question that opens it.

use super::words::{Token, Words};
use crate::model::{Span, Talk};
use crate::outline::phrases::is_close;

/// How many of a section's first words may announce its topic.
const OPENING: usize = 60;

/// Words behind which a topic is named.
const ANNOUNCERS: &[&str] = &[
    "talk about", "talking about", "talk more about", "bit about", "talk on", "speak about",
    "presentation about", "discuss", "discussing", "discussion of", "discussion on", "discussion about",
    "move on to", "moving on to", "on to the", "moving to", "move to", "topic of", "topic is", "item is",
    "item of", "section is", "section is on", "section is about", "section on", "part is", "part is about",
    "next is", "next up is", "next one is", "chapter on", "question about", "question is about",
    "question on", "questions about", "questions on", "overview of", "introduction to", "primer on",
    "introduce", "introducing", "called", "presenting", "proposal for", "start with", "begin with",
    "starting with", "look at", "jump into", "get into", "dive into", "cover", "thoughts on", "update on",
    "updates on", "basics of", "notion of", "idea of", "concept of", "titled", "problem of", "tell us about",
    "tell me about", "curious about", "focus on", "ask about", "asked about", "explain", "describe",
    "definition of", "case of", "wondering about", "story of", "history of", "state of", "example of",
    "here is", "news about",
];

/// Words that stand before a topic and are no part of it.
const BEFORE: &str = "the a an this these our my your that those some about of on to is just briefly quickly also \
    basically actually really little more kind sort maybe first now how what all bit different your their his her \
    another other next second third uh um you know like is very any lot";

/// Words that join the words of a topic; none stands at its end.
const WITHIN: &str =
    "of in for to and the on with versus vs between from by as without over or at into after";

/// The most words of a topic.
const LONGEST: usize = 6;

/// A topic as a section announces it.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    pub span: Span,
    /// The stems at its first and last content word are within these tokens.
    pub first: usize,
    pub last: usize,
}

/// The topics that are announced in the first words of a section, in order.
pub fn announced(talk: &Talk, words: &Words, span: Span) -> Vec<Topic> {
    let tokens = words.within(span);
    let opening = tokens.start..tokens.end.min(tokens.start + OPENING);
    let mut topics = Vec::new();
    for at in opening.clone() {
        for announcer in ANNOUNCERS {
            let mut next = at;
            let said = announcer.split(' ').all(|word| {
                let same = words.tokens.get(next).is_some_and(|token| words.lower(*token) == word);
                next += 1;
                same
            });
            if said && next < tokens.end {
                topics.extend(topic_from(talk, words, next, tokens.end));
            }
        }
    }
    topics
}

/// The words of a topic that begins at a token or soon behind it.
fn topic_from(talk: &Talk, words: &Words, from: usize, end: usize) -> Option<Topic> {
    let lower = |token: &Token| words.lower(*token);
    let mut first = from;
    while first < end && is_in(BEFORE, lower(words.tokens.get(first)?)) {
        first += 1;
        if first > from + 5
            || !is_close(talk, words.tokens[first - 1].span.to(), words.tokens.get(first)?.span)
        {
            return None;
        }
    }
    let mut last = None;
    for at in first..end.min(first + LONGEST) {
        let token = words.tokens.get(at)?;
        if at > first && !is_close(talk, words.tokens[at - 1].span.to(), token.span) {
            break;
        }
        if words.stem(*token).is_some() {
            last = Some(at);
        } else if !is_in(WITHIN, lower(token)) {
            break;
        }
    }
    let last = last?;
    let begins = words.tokens.get(first)?;
    words.stem(*begins)?;
    Some(Topic { span: begins.span.join(words.tokens.get(last)?.span), first, last })
}

/// Words with which a question begins that may stand as a title.
const ASKS: &str = "what what's how why who where when can could should is are does do did will would which";

/// Words that may stand before the one that asks.
const OPENERS: &str = "so and okay now but well then";

/// Words that make a question one of its place, not of its topic.
const OF_ITS_PLACE: &str = "you your i my me we us our it he she they him her them this that these those there here so guys \
    it's that's thing things yourself mean say";

/// A short question among the first words of a section that says what it asks about.
pub fn opening_question(talk: &Talk, words: &Words, span: Span) -> Option<Topic> {
    let tokens = words.within(span);
    let opening = tokens.start..tokens.end.min(tokens.start + OPENING + 30);
    for at in opening.clone() {
        let token = words.tokens.get(at)?;
        let end = token.span.to();
        if !talk.text.get(end..).is_some_and(|rest| rest.starts_with('?')) {
            continue;
        }
        // Back to the word that asks, within one breath.
        let mut first = at;
        while first > opening.start
            && at - first < 8
            && is_close(talk, words.tokens[first - 1].span.to(), words.tokens[first].span)
        {
            first -= 1;
        }
        // It asks from its first word on, small openers apart.
        let inside = first > opening.start
            && is_close(talk, words.tokens[first - 1].span.to(), words.tokens[first].span);
        let openers = (first..at).take_while(|word| is_in(OPENERS, words.lower(words.tokens[*word]))).count();
        let asks = Some(first + openers).filter(|at| is_in(ASKS, words.lower(words.tokens[*at])) && !inside);
        let Some(asks) = asks else { continue };
        let said = &words.tokens[asks..=at];
        let plain = said.iter().all(|word| !is_in(OF_ITS_PLACE, words.lower(*word)));
        let tells = said.iter().any(|word| words.stem(*word).is_some());
        // `Where the walrus is?` only repeats a question.
        let whole = !is_in("is are was were", words.lower(*token));
        if plain && tells && whole && said.len() <= 7 && said.len() >= 3 {
            return Some(Topic { span: Span::new(said[0].span.from(), end + 1), first: asks, last: at });
        }
    }
    None
}

/// The words of the first question that a section asks early, from the word behind the sentence before.
pub fn asked(talk: &Talk, words: &Words, span: Span) -> Option<std::ops::Range<usize>> {
    let tokens = words.within(span);
    let end = tokens.end.min(tokens.start + OPENING + 30);
    let asks = |at: &usize| {
        let rest = words.tokens.get(*at).and_then(|token| talk.text.get(token.span.to()..));
        rest.is_some_and(|rest| rest.starts_with('?'))
    };
    let last = (tokens.start..end).find(asks)?;
    let begins = |at: &usize| !is_close(talk, words.tokens[*at - 1].span.to(), words.tokens[*at].span);
    let first = (tokens.start + 1..=last).rev().find(begins).unwrap_or(tokens.start);
    Some(first..last + 1)
}

fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}
