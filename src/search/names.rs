//! Finds names (titles, speakers, headings) by some of their letters.

use std::borrow::Cow;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;
use memchr::{memchr, memchr2};

use crate::model::Span;
use crate::text;

/// The matcher's table for a name is as large as name times typed; a name beyond this is matched more simply.
const TABLE: usize = 50_000;

/// The worth of a matched letter, for letters that stand together: `wal` means `The Walrus` before `we are all`, though
/// the matcher thinks much of a name's first letter.
const IN_ONE_RUN: i64 = 16;

/// Names that are compared closely, each with one word. Of more than that only the likest are, by how plainly the
/// letters stand in them: twenty thousand titles must not take longer than a frame.
const CLOSELY: usize = 500;

/// A name that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameHit {
    /// Its place among the names that were given.
    pub at: usize,
    pub score: i64,
}

/// The names that have the typed letters in order, best first; all of them, in their order, where nothing is typed.
///
/// Each word that is typed has to fit, anywhere in the name. A capital asks for that capital (and for accents as they
/// are typed); without capitals, case and accents do not matter. Of equals, the earlier comes first.
/// [`Finder::marks`] tells which letters they are.
pub fn fuzzy<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<NameHit> {
    let finder = Finder::new(typed);
    let mut form = String::new();
    let plain = names.into_iter().enumerate().filter_map(|(at, name)| {
        let plainly = finder.plainly(name, &mut form)?;
        Some((plainly, at, name))
    });
    let mut fits: Vec<(Plainly, usize, &str)> = plain.collect();
    let close = fits.len().min(CLOSELY / finder.words.len().max(1));
    if fits.len() > close {
        fits.sort_by_key(|&(plainly, at, _)| (plainly, at));
    }
    let mut hits: Vec<NameHit> = Vec::with_capacity(fits.len());
    hits.extend(fits.drain(..close).filter_map(|(_, at, name)| {
        let (score, _) = finder.fit(name)?;
        Some(NameHit { at, score })
    }));
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.at));
    let least = hits.last().map_or(0, |hit| hit.score);
    hits.extend(fits.into_iter().map(|(_, at, _)| NameHit { at, score: least }));
    hits
}

/// How plainly the typed letters stand in a name, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Plainly {
    /// The name begins with them.
    First,
    /// A word of it does.
    AtAWord,
    Together,
    Apart,
}

/// What a name or one of its words is to begin with, whatever its case and accents.
pub struct Beginning(String);

impl Beginning {
    /// None where nothing of what was typed could be told apart.
    pub fn new(typed: &str) -> Option<Self> {
        let folded = text::fold(typed).text;
        Some(Self(folded)).filter(|beginning| !beginning.0.is_empty())
    }

    /// Where a name begins so, or its first word that does; and whether it is the name itself.
    pub fn of(&self, name: &str) -> Option<(bool, Span)> {
        if name.is_ascii() {
            let is_here = |at: &usize| {
                let here = name.as_bytes().get(*at..at + self.0.len());
                here.is_some_and(|here| here.eq_ignore_ascii_case(self.0.as_bytes()))
            };
            let at = word_starts(name).find(is_here)?;
            return Some((at == 0, Span::new(at, at + self.0.len())));
        }
        let folded = text::fold(name);
        let is_here = |at: &usize| folded.text.get(*at..).is_some_and(|rest| rest.starts_with(&self.0));
        let at = word_starts(&folded.text).find(is_here)?;
        Some((at == 0, folded.original(Span::new(at, at + self.0.len()))))
    }
}

/// Where the words of a name begin.
fn word_starts(name: &str) -> impl Iterator<Item = usize> {
    let mut within = false;
    name.char_indices().filter_map(move |(at, c)| {
        let was_within = std::mem::replace(&mut within, c.is_alphanumeric() || c == '\'');
        (within && !was_within).then_some(at)
    })
}

/// Finds the typed letters in names.
pub struct Finder {
    matcher: SkimMatcherV2,
    words: Vec<String>,
    /// Finds each of the words as it is typed.
    whole: Vec<memmem::Finder<'static>>,
    minds_case: bool,
}

impl Finder {
    pub fn new(typed: &str) -> Self {
        let minds_case = typed.chars().any(char::is_uppercase);
        let matcher = SkimMatcherV2::default().element_limit(TABLE).respect_case();
        let typed = if minds_case { typed.to_owned() } else { text::fold(typed).text };
        let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
        let whole = words.iter().map(|word| memmem::Finder::new(word).into_owned()).collect();
        Self { matcher, words, whole, minds_case }
    }

    /// The letters of a name that matched, as ranges of its bytes.
    pub fn marks(&self, name: &str) -> Vec<Span> {
        self.fit(name).map(|(_, marks)| marks).unwrap_or_default()
    }

    /// How plainly the letters stand in a name; none where they do not. `form` is room to work in.
    fn plainly(&self, name: &str, form: &mut String) -> Option<Plainly> {
        form.clear();
        let is_ascii = name.is_ascii();
        if is_ascii && !self.words.iter().all(|word| has_in_order(name, word, self.minds_case)) {
            return None;
        }
        if self.minds_case {
            form.push_str(name);
        } else if is_ascii {
            form.push_str(name);
            form.make_ascii_lowercase();
        } else {
            text::fold_into(name, form);
        }
        self.words
            .iter()
            .zip(&self.whole)
            .map(|(word, whole)| plainly(form, word, whole))
            .try_fold(Plainly::First, |worst, one| Some(worst.max(one?)))
    }

    /// How well a name fits, and by which of its letters.
    fn fit(&self, name: &str) -> Option<(i64, Vec<Span>)> {
        if self.minds_case || name.is_ascii() {
            let lower =
                if self.minds_case { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) };
            let (score, letters) = self.fit_words(&lower)?;
            return Some((score, runs(letter_spans(name, &letters))));
        }
        let folded = text::fold(name);
        let (score, letters) = self.fit_words(&folded.text)?;
        Some((score, runs(letter_spans(&folded.text, &letters).map(|letter| folded.original(letter)))))
    }

    /// The sum of the words' scores, and the letters of all, counted in characters.
    fn fit_words(&self, name: &str) -> Option<(i64, Vec<usize>)> {
        let (mut score, mut letters) = (0, Vec::new());
        for word in &self.words {
            let (more, at) = self.matcher.fuzzy_indices(name, word)?;
            let in_one_run = at.windows(2).all(|pair| pair[0] + 1 == pair[1]);
            score += if in_one_run { more + IN_ONE_RUN } else { more };
            letters.extend(at);
        }
        letters.sort_unstable();
        letters.dedup();
        Some((score, letters))
    }
}

/// Whether a name in ASCII has the letters in order. Most names do not, and are known by this at once.
fn has_in_order(name: &str, letters: &str, minds_case: bool) -> bool {
    let mut rest = name.as_bytes();
    letters.bytes().all(|letter| {
        let at = if minds_case {
            memchr(letter, rest)
        } else {
            memchr2(letter, letter.to_ascii_uppercase(), rest)
        };
        at.is_some_and(|at| {
            rest = rest.get(at + 1..).unwrap_or_default();
            true
        })
    })
}

/// How plainly a word stands in a name, both in the form in which they are matched.
fn plainly(name: &str, word: &str, whole: &memmem::Finder) -> Option<Plainly> {
    if name.starts_with(word) {
        return Some(Plainly::First);
    }
    let opens_word = |&at: &usize| {
        let before = name.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric())
    };
    let mut together = whole.find_iter(name.as_bytes()).peekable();
    if together.peek().is_some() {
        return Some(if together.any(|here| opens_word(&here)) {
            Plainly::AtAWord
        } else {
            Plainly::Together
        });
    }
    let mut letters = name.chars();
    word.chars().all(|letter| letters.any(|here| here == letter)).then_some(Plainly::Apart)
}

/// The bytes of the characters that are counted off in `letters`, which is sorted.
fn letter_spans<'a>(name: &'a str, letters: &'a [usize]) -> impl Iterator<Item = Span> + 'a {
    let mut wanted = letters.iter().peekable();
    let at_letters = name.char_indices().enumerate();
    at_letters
        .filter(move |(n, _)| wanted.next_if_eq(&n).is_some())
        .map(|(_, (at, c))| Span::new(at, at + c.len_utf8()))
}

/// Neighbouring ranges joined.
fn runs(letters: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for letter in letters {
        match runs.last_mut() {
            Some(run) if run.end >= letter.start => *run = run.join(letter),
            _ => runs.push(letter),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Draws the hits: the matched letters in brackets.
    fn check(typed: &str, names: &[&str], expected: &[&str]) {
        let (hits, finder) = (fuzzy(typed, names.iter().copied()), Finder::new(typed));
        let drawn: Vec<String> = hits
            .iter()
            .map(|hit| {
                let mut drawn = names[hit.at].to_owned();
                for mark in finder.marks(names[hit.at]).iter().rev() {
                    drawn.insert(mark.to(), ']');
                    drawn.insert(mark.from(), '[');
                }
                drawn
            })
            .collect();
        assert_eq!(drawn, expected, "{typed:?}");
    }

    #[test]
    fn nothing_typed_finds_all_in_order() {
        check("", &["b", "a"], &["b", "a"]);
        check("  ", &["b", "a"], &["b", "a"]);
        check("x", &["b", "a"], &[]);
    }

    #[test]
    fn the_best_comes_first() {
        check(
            "wal",
            &["we are all", "The Walrus", "Walden"],
            &["[Wal]den", "The [Wal]rus", "[w]e are [al]l"],
        );
        check("a", &["xa", "ya", "za"], &["x[a]", "y[a]", "z[a]"]);
    }

    #[test]
    fn every_word_has_to_fit() {
        check("good soc", &["Socrates on the Good", "Socrates", "The Good"], &["[Soc]rates on the [Good]"]);
    }

    #[test]
    fn capitals_and_accents_matter_only_where_typed() {
        check("cafe", &["Le Café", "CAFE"], &["[CAFE]", "Le [Café]"]);
        check("Ca", &["le café", "le Café"], &["le [Ca]fé"]);
        check("aß", &["Straße"], &["Str[aß]e"]);
        check("漢字", &["日本の漢字"], &["日本の[漢字]"]);
    }

    #[test]
    fn a_name_begins_so_or_a_word_of_it_does() {
        let check = |typed: &str, name: &str, expected: &str| {
            let drawn =
                Beginning::new(typed).and_then(|beginning| beginning.of(name)).map(|(first, mark)| {
                    let sign = if first { "first" } else { "later" };
                    format!("{sign} {}", mark.of(name))
                });
            assert_eq!(drawn.as_deref().unwrap_or("no"), expected, "{typed:?} {name:?}");
        };
        check("wa", "Walden", "first Wa");
        check("wa", "The Walrus", "later Wa");
        check("wa", "Await", "no");
        check("É", "Les étoiles", "later é");
        check("ec", "École", "first Éc");
        check("漢", "漢字", "first 漢");
        check("s", "Don't stop", "later s");
        check("\u{301}", "any", "no");
        check("ab", "a", "no");
    }

    #[test]
    fn of_thousands_the_plainest_come_first_and_none_is_lost() {
        let names: Vec<String> = (0..4000)
            .map(|n| match n % 1000 {
                7 => format!("Walrus {n}"),
                8 => format!("The walrus {n}"),
                _ => format!("we are all {n}"),
            })
            .collect();
        let hits = fuzzy("wal", names.iter().map(String::as_str));
        let mut places: Vec<usize> = hits.iter().map(|hit| hit.at).collect();
        assert_eq!(places[..4], [7, 1007, 2007, 3007]);
        assert_eq!(places[4..8], [8, 1008, 2008, 3008]);
        places.sort_unstable();
        assert_eq!(places, (0..4000).collect::<Vec<_>>());
    }

    #[test]
    #[ignore = "tells how long twenty thousand titles take: cargo test --release names -- --ignored --nocapture"]
    fn twenty_thousand_titles() {
        let words =
            ["Bread", "patience", "and", "the", "Village", "oven", "walrus", "keepers", "counted", "time"];
        let title =
            |n: usize| (0..10).map(|w| words[(n * 7 + w * (n % 13 + 1)) % 10]).collect::<Vec<_>>().join(" ");
        let titles: Vec<String> = (0..20_000).map(title).collect();
        for typed in ["w", "th", "ptn", "walrus", "oven keep", "xyz"] {
            let began = std::time::Instant::now();
            let hits = fuzzy(typed, titles.iter().map(String::as_str)).len();
            eprintln!("{typed:10} {hits:6} fit, in {:?}", began.elapsed());
        }
    }

    proptest! {
        /// What is looked at first lets through just what the matcher does.
        #[test]
        fn letters_that_stand_in_a_name_fit_it(typed in "\\PC{0,3}|[a-cA-C ]{0,3}", name in "\\PC{0,20}|[a-cA-Cé字ß ]{0,9}") {
            let finder = Finder::new(&typed);
            prop_assert_eq!(finder.plainly(&name, &mut String::new()).is_some(), finder.fit(&name).is_some());
        }

        #[test]
        fn a_beginning_is_some_of_the_name(typed in "\\PC{1,2}", name in "\\PC{0,20}|[a-cé字ß ]{0,9}") {
            if let Some((_, mark)) = Beginning::new(&typed).and_then(|beginning| beginning.of(&name)) {
                prop_assert!(!mark.of(&name).is_empty());
            }
        }

        #[test]
        fn marks_are_letters_of_the_name(typed in "\\PC{0,4}", names in prop::collection::vec("\\PC{0,20}|[a-cé字ß ]{0,9}", 0..8)) {
            for hit in fuzzy(&typed, names.iter().map(String::as_str)) {
                let name = &names[hit.at];
                let marks = Finder::new(&typed).marks(name);
                prop_assert!(marks.iter().all(|mark| !mark.of(name).is_empty()));
                prop_assert!(marks.windows(2).all(|pair| pair[0].end < pair[1].start));
            }
        }
    }
}
