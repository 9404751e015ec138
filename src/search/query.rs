//! What was asked.

use std::ops::Range;

use super::distance::distance;
use super::narrowing::{KEYS, Narrowing};
use super::stream::each_word;

/// More words than anyone types; a pasted page is asked for by its beginning.
const MOST_WORDS: usize = 64;

/// What was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
    /// Ranges of `words` that stood in quotation marks: they must stand one after another, as they are.
    phrases: Vec<Range<usize>>,
    /// Words that must not stand near.
    without: Vec<String>,
    pub narrowing: Narrowing,
    /// What was typed that makes no sense: `before:yesterday`.
    pub problems: Vec<String>,
    /// What makes sense, but may have been meant otherwise: `spaeker:ada`.
    pub doubts: Vec<String>,
}

/// A word that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    /// In its matching form.
    pub letters: String,
    /// It is still being typed.
    pub unfinished: bool,
    /// It stood in quotation marks: nothing else will do.
    pub exact: bool,
}

impl Word {
    /// Whether so few of its letters are typed that they tell nothing beside other words.
    pub fn is_hardly_begun(&self) -> bool {
        const TELLING_LETTERS: usize = 3;
        self.unfinished && self.letters.len() < TELLING_LETTERS
    }
}

impl Query {
    /// Reads what was typed. While `typing`, the last word may be unfinished.
    ///
    /// | typed | asks for |
    /// |---|---|
    /// | `good life` | both words, near each other or alike |
    /// | `"good life"` | just these, one after the other |
    /// | `life -walrus` | no walrus near |
    /// | `speaker:ada`, `title:"second talk"` | what she says; talks that are called so |
    /// | `before:2024`, `after:2023-05-01` | talks of before that year; of that day or later |
    pub fn new(typed: &str, typing: bool) -> Self {
        let mut query = Self::default();
        let mut last = None;
        for part in parts(typed) {
            last = Some(part.quoted);
            // A mark that is still to come is nothing to tell.
            if part.open && !typing {
                query.doubts.push(NOT_CLOSED.to_owned());
            }
            if !part.quoted && query.is_operator(&part, typing) {
                last = None;
            } else {
                query.add(part.text, part.quoted);
            }
        }
        let goes_on = typed.ends_with(|c: char| !c.is_whitespace() && !is_quotation_mark(c));
        if let (true, true, Some(_), Some(word)) = (typing, goes_on, last, query.words.last_mut()) {
            word.unfinished = true;
        }
        query
    }

    /// Only the very words, one after another.
    #[must_use]
    pub fn exactly(mut self) -> Self {
        self.phrases.clear();
        if self.words.len() > 1 {
            self.phrases.push(0..self.words.len());
        }
        for word in &mut self.words {
            word.exact = true;
        }
        self
    }

    /// The same words, also where others stand for them or between them.
    #[must_use]
    pub fn loosely(mut self) -> Self {
        self.phrases.clear();
        for word in &mut self.words {
            word.exact = false;
        }
        self
    }

    /// The same, whatever is near.
    #[must_use]
    pub fn with_all(mut self) -> Self {
        self.without.clear();
        self
    }

    /// The same in all talks, whoever speaks.
    #[must_use]
    pub fn everywhere(mut self) -> Self {
        self.narrowing = Narrowing::default();
        self
    }

    /// Whether some words have to stand as they are.
    pub fn asks_for_the_very_words(&self) -> bool {
        self.words.iter().any(|word| word.exact)
    }

    /// Whether there is no word to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that are looked for.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    pub(super) fn phrases(&self) -> &[Range<usize>] {
        &self.phrases
    }

    pub(super) fn without(&self) -> &[String] {
        &self.without
    }

    /// Takes `-word` and `speaker:name` for what they are; whether it was one.
    fn is_operator(&mut self, part: &Part, typing: bool) -> bool {
        if let Some(word) = part.text.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphanumeric))
        {
            each_word(word, |word, _| self.without.push(word.to_owned()));
            return true;
        }
        match self.narrowing.take(part.text, part.value) {
            None => {
                self.doubts.extend(part.value.and_then(|value| taken_as_a_word(part.text, value)));
                false
            }
            Some(Ok(())) => true,
            Some(Err(what)) => {
                // What is still being typed may yet make sense.
                if !(typing && part.last) {
                    self.problems.push(what);
                }
                true
            }
        }
    }

    fn add(&mut self, text: &str, quoted: bool) {
        let first = self.words.len();
        let before = self.words.last().map(|word| word.letters.clone());
        each_word(text, |word, _| {
            let again = self.words.len() == first && before.as_deref() == Some(word);
            if self.words.len() < MOST_WORDS && !again {
                self.words.push(Word { letters: word.to_owned(), unfinished: false, exact: quoted });
            }
        });
        if quoted && self.words.len() > first + 1 {
            self.phrases.push(first..self.words.len());
        }
    }
}

const NOT_CLOSED: &str = "the quotation mark is not closed; all behind it was taken as one phrase";

/// What is told of a word with a colon that is nearly one of ours, with a value right behind it. What people write with
/// a colon is let be: `note: this`, `12:30`, `https://…`.
fn taken_as_a_word(part: &str, value: &str) -> Option<String> {
    /// Long enough that two slips leave a word that is known again.
    const LONG: usize = 7;
    let (typed, _) = part.split_once(':')?;
    let letters = typed.to_lowercase();
    let near = |key: &&&str| distance(&letters, key, if key.len() < LONG { 1 } else { 2 }).is_some();
    let key = KEYS.iter().find(near).filter(|_| value.starts_with(char::is_alphanumeric))?;
    Some(format!("{typed}: is taken as a word; did you mean {key}:?"))
}

/// A piece of what was typed: between blanks, or between quotation marks.
struct Part<'a> {
    text: &'a str,
    quoted: bool,
    /// What follows the colon of `speaker:"ada lovelace"`, without the quotation marks.
    value: Option<&'a str>,
    /// It began with a quotation mark that nothing closes.
    open: bool,
    last: bool,
}

fn parts(typed: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let (text, quoted, value, next, marked);
        if is_quotation_mark(first) {
            let inner = rest.get(first.len_utf8()..).unwrap_or("");
            let end = inner.find(is_quotation_mark).unwrap_or(inner.len());
            (text, next) = inner.split_at(end);
            (quoted, value, marked) = (true, None, true);
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || is_quotation_mark(c)).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            quoted = false;
            text = piece;
            let opened = after.chars().next().filter(|&c| is_quotation_mark(c) && piece.ends_with(':'));
            marked = opened.is_some();
            if let Some(mark) = opened {
                let inner = after.get(mark.len_utf8()..).unwrap_or("");
                let end = inner.find(is_quotation_mark).unwrap_or(inner.len());
                value = inner.get(..end);
                next = inner.get(end..).unwrap_or("");
            } else {
                value = piece.split_once(':').map(|(_, value)| value);
                next = after;
            }
        }
        let closes = quoted || value.is_some();
        let (next, open) = match next.chars().next() {
            Some(c) if closes && is_quotation_mark(c) => (next.get(c.len_utf8()..).unwrap_or(""), false),
            _ => (next, marked),
        };
        rest = next.trim_start();
        parts.push(Part { text, quoted, value, open, last: rest.is_empty() });
    }
    parts
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a query: phrases in brackets, `…` after an unfinished word, and what narrows it.
    fn drawn(query: &Query) -> String {
        let mut drawn = Vec::new();
        for (at, word) in query.words.iter().enumerate() {
            let open = if query.phrases.iter().any(|p| p.start == at) { "[" } else { "" };
            let close = if query.phrases.iter().any(|p| p.end == at + 1) { "]" } else { "" };
            drawn.push(format!("{open}{}{}{close}", word.letters, if word.unfinished { "…" } else { "" }));
        }
        drawn.extend(query.without.iter().map(|word| format!("-{word}")));
        drawn.extend(query.problems.iter().chain(&query.doubts).map(|what| format!("({what})")));
        drawn.join(" ")
    }

    #[test]
    fn typed_words_are_in_their_matching_form() {
        for (typed, asked) in [
            ("", ""),
            ("  -- ", ""),
            ("The Unexamined  LIFE", "the unexamined life…"),
            ("life ", "life"),
            ("Don’t panic!", "dont panic…"),
            ("“good life” café", "[good life] cafe…"),
            ("say \"good li", "say [good li…]"),
            ("\"good life\"", "[good life]"),
            ("\"\" a", "a…"),
            ("four well-known", "4 well known…"),
            ("note: this -- it is", "note this it is…"),
            ("good -walrus life", "good life… -walrus"),
            ("good -wal", "good -wal"),
            ("very very", "very…"),
        ] {
            assert_eq!(drawn(&Query::new(typed, true)), asked, "{typed:?}");
        }
        assert_eq!(drawn(&Query::new("good life", false)), "good life");
    }

    #[test]
    fn a_query_is_narrowed_by_what_has_a_colon() {
        let query = Query::new("speaker:\"Ada L\" title:tea after:2023-05 life before:2024", true);
        let n = &query.narrowing;
        assert_eq!((n.speaker.as_deref(), n.title.as_deref()), (Some("Ada L"), Some("tea")));
        assert_eq!(n.after.map(|d| d.to_string()).as_deref(), Some("2023-05-01"));
        assert_eq!(n.before.map(|d| d.to_string()).as_deref(), Some("2024-01-01"));
        assert_eq!(drawn(&query), "life");
        assert_eq!(
            drawn(&Query::new("before:soon tea", true)),
            "tea… (before:soon is no day: 2024, 2024-05 or 2024-05-01)"
        );
        assert_eq!(
            drawn(&Query::new("speaker: ada", true)),
            "ada… (speaker: a name stands right behind it, as speaker:ada)"
        );
        assert_eq!(drawn(&Query::new("tea speaker:", true)), "tea");
        assert_eq!(drawn(&Query::new("tea before:20", true)), "tea");
    }

    #[test]
    fn fields_may_be_written_large() {
        let query = Query::new("tea Speaker:ada BEFORE:2024", false);
        assert_eq!((query.narrowing.speaker.as_deref(), query.words.len()), (Some("ada"), 1));
        assert!(query.narrowing.before.is_some() && query.doubts.is_empty());
    }

    #[test]
    fn what_is_nearly_one_of_ours_is_doubted() {
        for (typed, meant) in [
            ("spaeker:ada tea", "speaker"),
            ("tea speakr:ada", "speaker"),
            ("tea spekar:ada", "speaker"),
            ("tea titel:bees", "title"),
            ("tea titel:\"a year of bees\"", "title"),
            ("tea befor:2024", "before"),
            ("tea aftr:2024-05", "after"),
        ] {
            let key = typed.split(':').next().and_then(|key| key.split(' ').next_back()).unwrap_or("");
            let told = format!("{key}: is taken as a word; did you mean {meant}:?");
            let query = Query::new(typed, true);
            assert_eq!((query.doubts, query.problems.len()), (vec![told], 0), "{typed}");
            assert!(query.narrowing.is_wide() && query.words.len() > 1, "{typed}");
        }
        for typed in [
            "note: this",
            "titel: this",
            "tea titel:",
            "at 12:30",
            "https://example.org/titel:x",
            "title:bees tea",
            "ratio 3:1",
            "mailto:ada",
            "std::vec",
            "speech:free",
            "\"titel:bees\"",
        ] {
            assert_eq!(Query::new(typed, true).doubts, Vec::<String>::new(), "{typed}");
        }
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_told_when_all_is_typed() {
        for (typed, open) in [
            ("say \"good life", true),
            ("say \"good life\"", false),
            ("say \"good\" \"life", true),
            ("tea speaker:\"ada brook", true),
            ("tea speaker:\"ada brook\"", false),
            ("tea speaker:ada", false),
            ("don't", false),
        ] {
            let doubts: &[&str] = if open { &[NOT_CLOSED] } else { &[] };
            assert_eq!(Query::new(typed, false).doubts, doubts, "{typed}");
            assert!(Query::new(typed, true).doubts.is_empty(), "{typed}");
        }
    }

    #[test]
    fn asked_exactly_all_is_one_phrase() {
        assert_eq!(drawn(&Query::new("the good life", true).exactly()), "[the good life…]");
        assert!(Query::new("", true).exactly().is_empty());
    }

    #[test]
    fn a_pasted_page_is_asked_for_by_its_beginning() {
        let page = (0..500).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(Query::new(&page, true).words().len(), MOST_WORDS);
        assert_eq!(Query::new(&format!("\"{page}"), true).words().len(), MOST_WORDS);
    }
}
