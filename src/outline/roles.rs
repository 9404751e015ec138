//! What a section is for in its talk, where its first words tell: the introduction, the conclusion, questions of the audience.

use super::words::Words;
use crate::model::Span;

/// How many of a section's first words tell what it is for.
const OPENING: usize = 45;
/// A section that so few words stand before is the first of its talk.
const BEFORE: usize = 12;

/// What sections can be for.
pub const ROLES: [&str; 3] = ["Introduction", "Questions", "Conclusion"];

const GREETINGS: [&str; 26] = [
    "welcome", "hello", "hi", "hey", "my name", "my name's", "name is", "good morning", "good afternoon",
    "good evening", "joined by", "live from", "thanks for having", "thank you for having",
    "thank you for coming", "thanks for coming", "thank you very much", "thanks for joining",
    "thank you for joining", "this week", "today i'm", "today we're", "today we", "i'm here with",
    "we are here", "we're here",
];
const FAREWELLS: [&str; 16] = [
    "wrap up",
    "wrap it up",
    "wrapping up",
    "final thoughts",
    "closing thoughts",
    "in conclusion",
    "to conclude",
    "conclude",
    "to sum up",
    "to sum it up",
    "to summarize",
    "thank you for listening",
    "thanks for listening",
    "final words",
    "last words",
    "that's all i have",
];
const QUESTIONS: [&str; 13] = [
    "any questions",
    "open the floor",
    "floor to questions",
    "questions now",
    "take questions",
    "take some questions",
    "questions from the audience",
    "open it up for questions",
    "open up for questions",
    "open for questions",
    "have any questions",
    "time for questions",
    "q and a",
];

/// At how many words the first section introduces the others by being short: half as long as they are on the average. None
/// where they are too few to tell.
pub fn short_opening(words: &Words, spans: &[Span]) -> Option<usize> {
    let whole = spans.first()?.join(*spans.last()?);
    (spans.len() > 2).then(|| words.within(whole).len() / spans.len() / 2)
}

/// The name of what a section is for, before what it is about, in a talk of `end` bytes. Who begins with something of at most
/// `short` words introduces the rest.
pub fn role(
    words: &Words,
    span: Span,
    is_last: bool,
    end: usize,
    short: Option<usize>,
) -> Option<&'static str> {
    if !words.english {
        return None;
    }
    let within = words.within(span);
    let opening = within.start..within.end.min(within.start + OPENING);
    let told = |phrases: &[&str]| phrases.iter().any(|phrase| is_said(words, opening.clone(), phrase));
    let is_late = within.start * 2 > words.within(Span::new(0, end)).end;
    let is_short = short.is_some_and(|short| within.len() <= short);
    if within.start < BEFORE && (told(&GREETINGS) || is_short) {
        Some("Introduction")
    } else if is_late && told(&QUESTIONS) {
        Some("Questions")
    } else if is_last && told(&FAREWELLS) {
        Some("Conclusion")
    } else {
        None
    }
}

fn is_said(words: &Words, within: std::ops::Range<usize>, phrase: &str) -> bool {
    let tokens = words.tokens.get(within).unwrap_or(&[]);
    let said = |at: usize| {
        let mut rest = tokens[at..].iter();
        phrase.split(' ').all(|word| rest.next().is_some_and(|token| words.lower(*token) == word))
    };
    (0..tokens.len()).any(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Talk;

    /// The role of what stands behind `from` bytes of filler.
    fn role_behind(filler: &str, text: &str, is_last: bool) -> Option<&'static str> {
        let talk = Talk { text: format!("{filler}{text}"), ..Talk::default() };
        let end = talk.text.len();
        role(&Words::of(&talk), Span::new(filler.len(), end), is_last, end, None)
    }

    #[test]
    fn a_short_first_section_introduces_the_others() {
        let text = "The walrus is on the ice and it is asleep. ".repeat(40);
        let talk = Talk { text, ..Talk::default() };
        let (words, end) = (Words::of(&talk), talk.text.len());
        let check = |starts: &[usize], to: usize, expected: Option<&str>| {
            let ends = starts.iter().copied().skip(1).chain([to]);
            let spans: Vec<Span> = starts.iter().zip(ends).map(|(from, to)| Span::new(*from, to)).collect();
            let short = short_opening(&words, &spans);
            assert_eq!(role(&words, spans[0], false, end, short), expected, "{starts:?} to {to}");
        };
        check(&[0, end / 10, end / 3, end / 2], end, Some("Introduction"));
        check(&[0, end / 4, end / 2, end * 3 / 4], end, None);
        check(&[0, end / 10], end, None);
        // What is no part of these sections says nothing of how long they are.
        check(&[0, end / 10, end / 5], end / 3, None);
    }

    #[test]
    fn first_words_tell_what_a_section_is_for() {
        let filler = "The walrus is on the ice and it is asleep. ".repeat(20);
        let check = |filler: &str, text: &str, is_last: bool, expected: Option<&str>| {
            assert_eq!(role_behind(filler, text, is_last), expected, "{text}");
        };
        let welcome = "Hello and welcome to the show, it is the one about the walrus and the ice.";
        check("", welcome, false, Some("Introduction"));
        check(&filler, welcome, false, None);
        check("", "The walrus is on the ice, and to the left of it you see the sea.", false, None);
        let floor = "I open the floor now. Is the walrus of the north the bigger of the two?";
        check(&filler, floor, true, Some("Questions"));
        check("", floor, true, None);
        let farewell = "To sum up, the walrus is on the ice and that is all of it.";
        check(&filler, farewell, true, Some("Conclusion"));
        check(&filler, farewell, false, None);
    }
}
