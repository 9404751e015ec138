//! How well a piece reads on its own, without what stands around it.

use super::cuts::leaves_open;
use super::pieces::{Edge, Piece, Whole};
use crate::outline::words::Words;

/// What a piece's worth is taken times.
///
/// | piece | times |
/// |---|---|
/// | asks something | 0.6 |
/// | thanks, greets, hands over | 0.3 |
/// | shorter than five words | 0.3 |
/// | shorter than seven words | 0.5 |
/// | shorter than ten words | 0.8 |
/// | longer than 32 words | 0.85 |
/// | begins with what was said before (`It`, `They`, `That's`) | 0.65 |
/// | begins with what somebody said (`“We went`), or goes on counting (`Second,`) | 0.7 |
/// | has no verb that is known for one | 0.8 |
/// | is a clause of a longer sentence | 0.6 |
/// | is cut, and begins (ends) amid a thought | 0.4 (0.4) |
/// | was not understood in part | 0.3 |
/// | goes on from the sentence before, in lower case | 0.7 |
/// | says why or but of something that is not shown | 0.7 |
/// | trails off, or announces what is not shown (`:`) | 0.7 |
/// | an eighth of its words only fill | 0.75 |
/// | has an address or code | 0.4 |
pub fn looks(text: &str, words: &Words, piece: &Piece) -> f32 {
    let said = piece.span.of(text);
    let spoken: Vec<&str> =
        words.tokens[piece.tokens.clone()].iter().map(|token| words.lower(*token)).collect();
    let opening = spoken.iter().position(|word| !OPENERS.contains(word)).unwrap_or(0);
    let begins = spoken.get(opening).copied().unwrap_or_default();
    let ends = spoken.last().copied().unwrap_or_default();
    let loose = piece.whole != Whole::Sentence;
    let (starts, ends_so) = match piece.whole {
        Whole::Cut { starts, ends } => (starts, ends),
        Whole::Sentence | Whole::Line => (Edge::Whole, Edge::Whole),
    };

    let mut looks = 1.0;
    let mut bear = |applies: bool, times: f32| looks *= if applies { times } else { 1.0 };
    bear(said.contains(['?', '？']) || asks(&spoken[opening..]), 0.6);
    bear(spoken.iter().any(|word| POLITE.contains(word)), 0.3);
    bear(piece.len() < 5, 0.6);
    bear(piece.len() < 7, 0.6);
    bear(piece.len() < 10, 0.8);
    bear(piece.len() > 32, 0.85);
    bear(POINT_BACK.contains(&begins), 0.65);
    bear(said.starts_with(['"', '“', '«']) || counts_on(said, &spoken[opening..]), 0.7);
    bear(words.english && !tells(&spoken), 0.8);
    bear(starts == Edge::Clause || ends_so == Edge::Clause, 0.6);
    bear(starts == Edge::Amid || (loose && GO_ON.contains(&begins)), 0.4);
    bear(ends_so == Edge::Amid || (loose && leaves_open(ends)), 0.4);
    bear(said.contains("nintelligible") || said.contains("naudible") || said.starts_with('['), 0.3);
    bear(!loose && said.starts_with(char::is_lowercase), 0.7);
    bear(SIDE_CLAUSES.contains(&begins) && !said.contains(','), 0.6);
    bear(LEAN_ON.contains(&begins) || leans(&spoken[opening..]), 0.7);
    bear(
        said.ends_with(':')
            || said.ends_with("...")
            || said.ends_with('…')
            || said.ends_with(['-', '–', '—']),
        0.7,
    );
    let fill = spoken.iter().filter(|word| FILL.contains(word)).count();
    bear(fill > 1 && fill * 8 > spoken.len(), 0.75);
    bear(
        said.contains("://")
            || said.contains(".com/")
            || said.contains(".fm/")
            || said.contains(['{', '}', '\\']),
        0.4,
    );
    looks
}

/// `Second, …`, `Number three, …`, `Another one is …`: one of several that are not shown.
fn counts_on(said: &str, spoken: &[&str]) -> bool {
    let lower = said.to_lowercase();
    let set_off = |word: &str| lower.split_once(word).is_some_and(|(_, behind)| behind.starts_with(','));
    match spoken {
        ["number" | "step" | "point", count, ..] => COUNTS.contains(count),
        [one, ..] if ORDINALS.contains(one) => set_off(one),
        ["the", one, ..] => ORDINALS.contains(one) && !matches!(*one, "last" | "next"),
        _ => false,
    }
}

/// `For example`, `In that case`, `Of these`: it leans on what was said before by more than a word.
fn leans(spoken: &[&str]) -> bool {
    matches!(
        spoken,
        ["for", "example" | "instance" | "that" | "this", ..]
            | [
                "in",
                "this"
                    | "that"
                    | "these"
                    | "those"
                    | "such"
                    | "which"
                    | "other"
                    | "addition"
                    | "contrast"
                    | "short",
                ..
            ]
            | ["of", "these" | "those", ..]
            | ["on", "the", "other" | "contrary", ..]
            | ["at", "that", ..]
            | ["as", "a", "result", ..]
            | ["more", "specifically" | "precisely" | "generally", ..]
            | ["after" | "before" | "with" | "from" | "by" | "because", "that" | "this", ..]
            | ["to" | "by", "do" | "doing", "that" | "this" | "so", ..]
            | ["when", "we" | "you" | "they" | "i", "do" | "did", "that" | "this" | "so", ..]
            | ["the", "same" | "other" | "former" | "latter", ..]
    )
}

/// Whether there is a verb in it as far as common ones and endings tell, or somebody of whom something is told.
fn tells(spoken: &[&str]) -> bool {
    let is_verb = |word: &&str| {
        VERBS.contains(word)
            || word.contains('\'') && !word.ends_with("s'")
            || (word.len() > 4 && word.ends_with("ed"))
    };
    let somebody = spoken.iter().rev().skip(1).any(|word| PERSONS.contains(word));
    somebody || spoken.iter().any(is_verb)
}

/// Questions without their mark, as captions have them.
fn asks(spoken: &[&str]) -> bool {
    let [first, second, ..] = spoken else { return false };
    QUESTION_WORDS.contains(first) && AFTER_QUESTION_WORDS.contains(second)
}

/// Words with which people begin to speak; a key sentence is shown without them.
pub const OPENERS: &[&str] = &[
    "so", "and", "but", "well", "okay", "ok", "yeah", "yes", "um", "uh", "oh", "right", "like", "now", "then",
];

const QUESTION_WORDS: &[&str] = &[
    "what", "how", "why", "who", "where", "when", "which", "do", "does", "did", "can", "could", "would",
    "will", "is", "are", "was", "were", "have", "has", "should",
];

const AFTER_QUESTION_WORDS: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "you", "we", "they", "i", "he", "she", "it", "can",
    "could", "would", "should", "will", "about", "there", "that", "your", "the", "anybody", "anyone",
    "somebody",
];

/// Clauses that hang on another: without a comma there is none in the sentence.
const SIDE_CLAUSES: &[&str] = &[
    "because", "cause", "unless", "whereas", "if", "when", "while", "rather", "which", "since", "although",
    "though", "until", "whether", "who", "where",
];

/// Words that lean on what was said before.
const LEAN_ON: &[&str] = &[
    "because", "cause", "whereas", "rather", "which", "instead", "otherwise", "meanwhile", "therefore",
    "however", "another", "also", "even", "plus", "again", "especially", "including", "or", "yet", "same",
    "likewise", "similarly", "conversely", "thus", "hence", "besides", "furthermore", "moreover",
    "additionally", "nevertheless", "nonetheless", "others",
];

const ORDINALS: &[&str] = &[
    "second", "secondly", "third", "thirdly", "fourth", "fifth", "sixth", "next", "finally", "lastly", "last",
];

const COUNTS: &[&str] = &["two", "three", "four", "five", "six", "seven", "2", "3", "4", "5", "6", "7"];

/// Whom or what something is told of, with a verb behind.
const PERSONS: &[&str] = &["i", "we", "you", "they", "he", "she", "it", "who", "there"];

/// Common verbs in the forms that tell something.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "am", "has", "have", "had", "do", "does", "did", "can", "could", "will",
    "would", "shall", "should", "may", "might", "must", "cannot", "gets", "got", "goes", "went", "makes",
    "made", "takes", "took", "comes", "came", "gives", "gave", "means", "meant", "says", "said", "needs",
    "wants", "works", "uses", "looks", "knows", "knew", "thinks", "thought", "feels", "felt", "seems",
    "becomes", "became", "begins", "began", "runs", "ran", "keeps", "kept", "holds", "held", "brings",
    "brought", "leads", "led", "shows", "finds", "found", "puts", "lets", "tells", "told", "starts", "turns",
    "grows", "grew", "writes", "wrote", "sends", "sent", "stands", "stood", "lies", "lay", "sits", "sat",
    "falls", "fell", "rises", "rose", "builds", "built", "buys", "bought", "sells", "sold", "pays", "paid",
    "spends", "spent", "loses", "lost", "wins", "won", "breaks", "broke", "speaks", "spoke", "reads", "sees",
    "saw", "hears", "heard", "leaves", "left", "lives", "helps", "gets", "allows", "provides", "requires",
    "includes", "involves", "depends", "consists", "contains", "describes", "represents", "happens",
    "exists", "remains", "creates", "changes", "moves", "plays", "stays", "ends", "opens", "closes", "costs",
    "calls", "asks", "tries", "let", "let's",
];

/// Words that fill more often than not.
const FILL: &[&str] =
    &["um", "uh", "like", "kind", "sort", "mean", "basically", "actually", "stuff", "whatever", "yeah"];

const POLITE: &[&str] = &["thank", "thanks", "welcome", "hello", "goodbye", "applause", "bye", "hi"];

const POINT_BACK: &[&str] = &[
    "it", "it's", "they", "they're", "he", "she", "he's", "she's", "that", "that's", "those", "these",
    "this", "his", "her", "their", "its", "them", "which",
];

/// Words that go on with a sentence, and begin none.
const GO_ON: &[&str] = &[
    "of", "to", "than", "is", "was", "are", "were", "be", "been", "being", "which", "that", "or", "with",
    "from", "by", "on", "at", "as", "into", "about", "them", "him", "us", "me", "had", "has", "have", "do",
    "does", "did", "not", "also", "for", "while", "where", "who", "whose", "going", "kind", "sort", "really",
    "just", "even", "more", "too", "out", "up", "off", "down", "in", "over", "through",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_the_sentence_before_is_told() {
        let check = |said: &str, needs: bool| {
            let lower = said.to_lowercase().replace([',', '.'], "");
            let spoken: Vec<&str> = lower.split_whitespace().collect();
            assert_eq!(counts_on(said, &spoken) || leans(&spoken), needs, "{said}");
        };
        check("Second, the keel is laid.", true);
        check("Number three, the keel is laid.", true);
        check("The second is the keel.", true);
        check("Next, they lay the keel.", true);
        check("For example, a keel of oak.", true);
        check("In that case the keel is of oak.", true);
        check("When you do that, the keel breaks.", true);
        check("More precisely, it is oak.", true);
        check("Step by step the keel is laid.", false);
        check("Second homes stand along the harbour, mostly empty.", false);
        check("Last Thursday, the keel was laid.", false);
        check("The next ferry leaves at noon.", false);
        check("For years the keel was of oak.", false);
        check("When you lay a keel, it is of oak.", false);
        check("In winter the keel is laid.", false);
    }

    #[test]
    fn a_sentence_tells_something_by_its_verb() {
        let check = |said: &str, tells_it: bool| {
            let spoken: Vec<&str> = said.split_whitespace().collect();
            assert_eq!(tells(&spoken), tells_it, "{said}");
        };
        check("the keel is of oak", true);
        check("herons nested above the weir", true);
        check("we row", true);
        check("the keel wouldn't hold", true);
        check("the ferry to the outer islands in winter", false);
        check("oak planks for the hull", false);
        check("the keepers' lantern", false);
        check("the boat and you", false);
    }
}
