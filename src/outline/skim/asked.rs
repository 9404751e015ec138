//! Where a question begins that nobody set off with marks.

use super::cuts::leaves_open;

/// Whether the second of these words begins a question: `do you`, `what is the`; not so `where do you` or `know what it`.
pub fn asks(around: &[&str; 4]) -> bool {
    let [before, first, second, _] = around;
    let plain = is_turned(first, second) && !ASKING.contains(before) && *first != "is";
    asks_what(around) || (plain && !BEFORE_TURNED.contains(before) && !leaves_open(before))
}

/// Whether it does so with a word that asks: without one, `rarely have they` and `were they to come` look the same.
pub fn asks_what([before, first, second, third]: &[&str; 4]) -> bool {
    let whole = ASKING.contains(first) && is_turned(second, third);
    let short =
        ["what's", "who's", "how's", "where's"].contains(first) && ["the", "your", "a"].contains(second);
    (whole || short) && !BEFORE_TURNED.contains(before) && !leaves_open(before)
}

fn is_turned(verb: &str, whom: &str) -> bool {
    AUXILIARIES.contains(&verb) && ASKED.contains(&whom)
}

const ASKING: &[&str] = &["what", "how", "why", "where", "when", "who"];

const AUXILIARIES: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "can", "could", "would", "will", "should", "have", "has",
];

const ASKED: &[&str] = &["you", "we", "they", "he", "she", "i", "it", "there", "the", "your"];

/// After these a verb stands before its subject without asking: `neither do we`, `as does the`; or it is another's verb.
const BEFORE_TURNED: &[&str] = &[
    "neither", "nor", "so", "as", "than", "what", "how", "which", "who", "where", "only", "never", "here",
    "there", "things", "thing", "people", "all", "everything", "know", "see", "it", "that", "this", "rarely",
    "seldom", "hardly", "barely", "scarcely", "ever", "once", "little", "nowhere", "not", "circumstances",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_begins_with_a_verb_or_a_word_that_asks() {
        let check = |said: &str, any: bool, surely: bool| {
            let words: Vec<&str> = said.split(' ').collect();
            let around: &[&str; 4] = words.first_chunk().expect("four words");
            assert_eq!((asks(around), asks_what(around)), (any, surely), "{said}");
        };
        check("river do you row", true, false);
        check("river what is the", true, true);
        check("water what's the reason", true, true);
        check("know what you do", false, false);
        check("where do you row", false, false);
        check("wondered why did they", false, false);
        check("rarely have they rowed", false, false);
        check("circumstances are they to", false, false);
    }
}
