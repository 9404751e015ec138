//! Finds the passages of a talk that answer a query, best first.

use super::in_order::{self, in_order};
use super::near::{self, near};
use super::passage::Passage;
use super::places::{Place, places};
use super::query::Query;
use super::words::Words;
use crate::model::Span;

/// A passage that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The passage, snapped to words, in the talk's text.
    pub span: Span,
    /// The words that matched, within `span`.
    pub marks: Vec<Span>,
    /// 1.0 for the very words in their order; less the further they are from it. Comparable between talks.
    pub score: f32,
    pub why: Why,
}

/// How well a passage fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The words as asked, one after another.
    Exact,
    /// All the words in the order asked, with others between.
    InOrder,
    /// All the words, near each other.
    Near,
    /// Most of the words, near each other: one was remembered wrong, or small ones were left out.
    Most,
}

impl Why {
    /// As JSON and people name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::InOrder => "in order",
            Self::Near => "near",
            Self::Most => "most words",
        }
    }
}

/// The passages of one talk that answer a query, best first, at most `limit`; of equals, the earlier first.
///
/// | the words stand | score |
/// |---|---|
/// | one after another | 1.0 |
/// | in the order asked | up to 0.95, halved by twice as many others between them as were asked |
/// | near each other | up to 0.75, less out of order, less the further apart |
/// | near each other, but not all | up to 0.85, less the more the missing ones tell |
///
/// A word that only begins with what was typed costs a little. Hesitations and immediate repeats between the words
/// cost nothing. Where the very words stand somewhere in the talk, passages that lack some are left out.
pub fn find(words: &Words, query: &Query, limit: usize) -> Vec<Hit> {
    if query.is_empty() || limit == 0 {
        return Vec::new();
    }
    let places = places(words, query);
    let mut passages = in_order(&places, query);
    passages.extend(near(&places, query));
    let mut passages = without_overlaps(passages);
    if passages.iter().any(|passage| passage.why == Why::Exact) {
        passages.retain(|passage| passage.why != Why::Most);
    }
    let best_first = |a: &Passage, b: &Passage| b.score.total_cmp(&a.score).then(a.first.cmp(&b.first));
    if passages.len() > limit {
        // Of a million passages only the few that are asked for need to be sorted.
        passages.select_nth_unstable_by(limit, best_first);
        passages.truncate(limit);
    }
    passages.sort_unstable_by(best_first);
    passages.iter().filter_map(|passage| hit(words, query, &places, passage)).collect()
}

fn without_overlaps(mut passages: Vec<Passage>) -> Vec<Passage> {
    passages.sort_by_key(|passage| (passage.first, passage.last));
    let mut best = Vec::with_capacity(passages.len());
    for passage in passages {
        passage.add_to(&mut best);
    }
    best
}

fn hit(words: &Words, query: &Query, places: &[Place], passage: &Passage) -> Option<Hit> {
    let chosen = match passage.why {
        Why::Exact | Why::InOrder => in_order::chosen(places, query.turns(), passage.from, passage.to),
        Why::Near | Why::Most => near::chosen(places, passage.from, passage.to),
    };
    let mut marks: Vec<Span> = chosen.iter().flat_map(|&at| marks(words, &places[at])).collect();
    marks.sort_unstable();
    marks.dedup();
    let span = marks.iter().copied().reduce(Span::join)?;
    Some(Hit { span, marks, score: passage.score, why: passage.why })
}

/// The words of a place; in a phrase without the hesitations that were passed over.
fn marks(words: &Words, place: &Place) -> impl Iterator<Item = Span> {
    let (first, last) = (place.first as usize, place.last as usize);
    let is_met = move |&at: &usize| {
        at == first || at == last || words.said().get(at).is_some_and(|said| !said.is_passed_over())
    };
    (first..=last).filter(is_met).map(|at| words.span(at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text;

    /// Draws the hits, best first: why, and the passage with the marked words in brackets.
    fn found(text: &str, typed: &str, typing: bool) -> Vec<String> {
        let hits = find(&Words::of(text), &Query::new(typed, typing), 9);
        let drawn = hits.iter().map(|hit| {
            let mut drawn = text.get(..hit.span.to()).unwrap().to_owned();
            for mark in hit.marks.iter().rev() {
                drawn.insert(mark.to(), ']');
                drawn.insert(mark.from(), '[');
            }
            format!("{}: {}", hit.why.name(), drawn.get(hit.span.from()..).unwrap())
        });
        drawn.collect()
    }

    fn check(text: &str, typed: &str, expected: &[&str]) {
        assert_eq!(found(text, typed, false), expected, "{typed:?} in {text:?}");
    }

    const TEXT: &str = "The unexamined life, he said, is not worth living.\n\nWorth what? A life is long.";

    #[test]
    fn the_very_words_are_found_across_lines_and_marks() {
        check(TEXT, "LIFE he said", &["exact: [life], [he] [said]"]);
        check(TEXT, "living worth", &["exact: [living].\n\n[Worth]"]);
        check(TEXT, "worth", &["exact: [worth]", "exact: [Worth]"]);
        check("Ein schönes Café", "schones CAFE\u{301}", &["exact: [schönes] [Café]"]);
        check("知者楽水", "者楽", &["exact: [者][楽]"]);
    }

    #[test]
    fn others_may_stand_between() {
        check(TEXT, "life not worth", &["in order: [life], he said, is [not] [worth]"]);
        check("a b x a c", "a c", &["exact: [a] [c]"]);
        let far = format!("unexamined {} life", "word ".repeat(40));
        check(&far, "unexamined life", &[]);
    }

    #[test]
    fn the_order_may_be_turned() {
        check("living well is worth it", "worth living", &["near: [living] well is [worth]"]);
        check("c x a b", "c a b", &["in order: [c] x [a] [b]"]);
        check("c x y z a b c", "c a b", &["near: [a] [b] [c]"]);
    }

    #[test]
    fn one_word_may_be_wrong_in_a_longer_quote() {
        check(
            TEXT,
            "the unexplored life is not worth living",
            &["most words: [The] unexamined [life], he said, [is] [not] [worth] [living]"],
        );
        check(TEXT, "unexplored life worth", &[]);
        check("the is of a not to", "the cat is of a dog", &[]);
    }

    #[test]
    fn hesitations_and_repeats_cost_nothing() {
        check("I, um, I I think so", "I think", &["exact: [I] [think]"]);
        check("it is uh erm very very good", "is very good", &["exact: [is] uh erm very [very] [good]"]);
        check("the the uh the life", "the life", &["exact: [the] [life]"]);
        check("so very very good", "very very good", &["exact: [very] [very] [good]"]);
    }

    #[test]
    fn quotation_marks_ask_for_the_very_words() {
        let text = "good old life, and a good uh life";
        check(text, "\"good life\"", &["exact: [good] uh [life]"]);
        check(text, "\"good life\" and", &["near: [and] a [good] uh [life]"]);
        let exactly = |typed| find(&Words::of(text), &Query::new(typed, false).exactly(), 9).len();
        assert_eq!((exactly("good life"), exactly("life good")), (1, 0));
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        let text = "walking on, the walrus and the wall";
        assert_eq!(found(text, "the wal", true), ["exact: [the] [wall]", "exact: [the] [walrus]"]);
        assert_eq!(found(text, "the wal ", true), [""; 0]);
        assert_eq!(found(text, "w", true), ["exact: [wall]", "exact: [walrus]", "exact: [walking]"]);
        assert_eq!(found("th other the", "the th", true).first().unwrap(), "near: [th] other [the]");
    }

    #[test]
    fn nothing_asked_or_nothing_there_finds_nothing() {
        check(TEXT, "", &[]);
        check(TEXT, "walrus", &[]);
        check("", "walrus", &[]);
        assert!(find(&Words::of(TEXT), &Query::new("life", false), 0).is_empty());
    }

    #[test]
    fn scores_fall_with_the_distance() {
        let score = |text: &str| find(&Words::of(text), &Query::new("one two three four", false), 1)[0].score;
        let scores = [
            "one two three four",
            "one two x three four",
            "one two x three y four",
            "two one three four",
            "two one x y four z three",
        ]
        .map(score);
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
        assert!((scores[0] - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn a_word_said_a_million_times_is_no_trouble() {
        let many = "the life of a ".repeat(50_000) + &"the ".repeat(50_000);
        let words = Words::of(&many);
        for typed in [
            "the",
            "t",
            "the the the the",
            "life the",
            "the of walrus a life",
            "a a a a a a a a a the",
            "\"the the the the\"",
        ] {
            let query = Query::new(typed, true);
            assert!(find(&words, &query, 10).len() <= 10 && find(&words, &query.exactly(), 10).len() <= 10);
        }
    }

    /// Where the words stand one after another, found by trying every place; of overlapping places the first.
    fn naive(text: &str, asked: &[&str]) -> Vec<usize> {
        let words: Vec<Span> = text::words(text).collect();
        let said: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
        let (mut starts, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let here = said[at..].starts_with(asked);
            starts.extend(here.then(|| words[at].from()));
            at += if here { asked.len() } else { 1 };
        }
        starts
    }

    proptest! {
        #[test]
        fn exact_phrases_are_found_where_a_naive_scan_finds_them(
            said in prop::collection::vec(prop::sample::select(vec!["ab", "cd", "ef", "gh"]), 0..40),
            asked in prop::collection::vec(prop::sample::select(vec!["ab", "cd", "ef", "gh"]), 1..4),
        ) {
            // Repeats are passed over on purpose; here no word stands twice in a row.
            let mut said = said;
            said.dedup();
            let text = said.join(", ");
            let hits = find(&Words::of(&text), &Query::new(&asked.join(" "), false).exactly(), 1000);
            let mut starts: Vec<usize> = hits.iter().map(|hit| hit.span.from()).collect();
            starts.sort_unstable();
            prop_assert_eq!(starts, naive(&text, &asked));
        }

        #[test]
        fn hits_are_sound(
            said in prop::collection::vec("[a-d]{1,2}|um|\\PC", 0..40),
            typed in "([a-d]{1,2} |um |\"){0,7}\\PC?",
            typing: bool,
        ) {
            let text = said.join(" ");
            let hits = find(&Words::of(&text), &Query::new(&typed, typing), 5);
            prop_assert!(hits.len() <= 5);
            prop_assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
            for hit in &hits {
                prop_assert!(hit.score > 0.0 && hit.score <= 1.0);
                prop_assert!(!hit.marks.is_empty() && hit.marks.is_sorted());
                prop_assert!(hit.marks.iter().all(|mark| mark.intersect(hit.span) == *mark && !mark.of(&text).is_empty()));
            }
            for (n, hit) in hits.iter().enumerate() {
                prop_assert!(hits[..n].iter().all(|other| !other.span.overlaps(hit.span)), "{hits:?}");
            }
        }
    }
}
