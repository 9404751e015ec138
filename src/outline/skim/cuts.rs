//! Where a sentence without end is cut: at pauses, and where another thought begins.

use std::ops::Range;

use super::anew::begins_anew;
use super::asked::{asks, asks_what};
use super::hangs::{WITHIN, hangs, hangs_close_by, reports};
use crate::model::{Segment, Span, Talk};
use crate::outline::words::Words;

/// A cut, before the word of that number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    pub at: usize,
    /// What stands before it may end here.
    pub ends: bool,
    /// A clause with somebody or something it speaks of begins here.
    pub begins: bool,
}

/// Words of a piece as a rule.
const USUAL: f32 = 16.0;
/// A piece may be so many words longer or shorter before it matters.
const LEEWAY: f32 = 9.0;
/// Milliseconds after which something else is said, as a rule.
pub const LONG_PAUSE: u32 = 800;
/// The longest piece of a sentence that is cut.
const LONGEST_PIECE: usize = 40;

/// How a talk runs: where nobody speaks for a while, for words asked for in the text's order, and whether full stops part
/// what is said.
pub struct Flow<'a> {
    segments: &'a [Segment],
    /// Hardly anybody set a full stop.
    pub is_bare: bool,
}

/// A talk has fewer full stops than one for so many words where they part nothing.
const WORDS_A_STOP: usize = 60;

impl<'a> Flow<'a> {
    pub fn of(talk: &'a Talk, words: &Words) -> Self {
        let stops = talk.text.bytes().filter(|c| matches!(c, b'.' | b'?' | b'!')).count();
        Self { segments: &talk.segments, is_bare: stops * WORDS_A_STOP < words.tokens.len() }
    }

    /// Whether these words go on with what was said before, although a paragraph begins with them: where nobody sets full
    /// stops, paragraphs are parted anywhere.
    pub fn goes_on(&mut self, words: &Words, tokens: &Range<usize>) -> bool {
        let from = words.tokens.get(tokens.start).map_or(0, |token| token.span.from());
        let rests = self.pause_before(from) >= LONG_PAUSE;
        let before = tokens.start.checked_sub(1).and_then(|at| words.tokens.get(at));
        self.is_bare && !rests && before.is_some_and(|token| leaves_open(words.lower(*token)))
    }

    /// In milliseconds; 0 within a cue.
    fn pause_before(&mut self, at: usize) -> u32 {
        let begun = self.segments.partition_point(|segment| segment.span.from() < at);
        // The last cue before it stays, to tell when that ended.
        self.segments = self.segments.get(begun.saturating_sub(1)..).unwrap_or_default();
        match self.segments {
            [before, here, ..] if here.span.from() == at => match (before.end, here.start) {
                (Some(end), Some(start)) => start.ms().saturating_sub(end.ms()),
                _ => 0,
            },
            _ => 0,
        }
    }
}

/// The best cuts of a sentence of these words, the last of them at its end: pieces are about as long as usual, and begin
/// where a thought does. `marked` is a text with full stops and commas.
#[allow(clippy::cast_precision_loss, reason = "numbers of words")]
pub fn cuts(text: &str, words: &Words, tokens: Range<usize>, marked: bool, flow: &mut Flow) -> Vec<Cut> {
    let count = tokens.len();
    let joints = joints(text, words, &tokens, marked, flow);
    // For each word: what the best pieces before it cost, and where the last of them begins.
    let mut best = vec![(0.0_f32, 0_usize)];
    for (to, joint) in joints.iter().enumerate().skip(1) {
        let cost = |from: usize| {
            let strain = ((to - from) as f32 - USUAL) / LEEWAY;
            (best[from].0 + strain * strain - joint.gain, from)
        };
        let froms = to.saturating_sub(LONGEST_PIECE)..to;
        let least = froms.map(cost).min_by(|a, b| a.0.total_cmp(&b.0));
        best.push(least.unwrap_or_default());
    }
    let mut cuts = vec![Cut { at: tokens.end, ends: true, begins: true }];
    let mut at = best[count].1;
    while at > 0 {
        cuts.push(Cut { at: tokens.start + at, ends: joints[at].ends, begins: joints[at].begins });
        at = best[at].1;
    }
    cuts.reverse();
    cuts
}

/// What is before each of these words, and behind the last.
fn joints(text: &str, words: &Words, tokens: &Range<usize>, marked: bool, flow: &mut Flow) -> Vec<Joint> {
    // Where the last clause began that stands on its own.
    let mut begun = tokens.start;
    let between = |at: usize| {
        if at == tokens.start || at == tokens.end {
            return Joint::default();
        }
        let joint = joint(text, words, begun..tokens.end, at - begun, marked, flow);
        begun = if joint.begins { at } else { begun };
        joint
    };
    (tokens.start..=tokens.end).map(between).collect()
}

/// Whether a thought may well begin with this word, as far as the word tells.
pub fn may_begin(word: &str) -> bool {
    JOINS.contains(&word) || SUBJECTS.contains(&word)
}

/// Whether a sentence may well have ended before this word.
pub fn may_follow(word: &str) -> bool {
    may_begin(word) && !HANG_ON.contains(&word)
}

/// Between two words.
#[derive(Debug, Clone, Copy, Default)]
struct Joint {
    /// How good it is to cut there.
    gain: f32,
    ends: bool,
    begins: bool,
}

/// How good it is to cut before a word, and whether what is before and what is behind is whole. The words are those since
/// a clause last began.
///
/// | between the words | gain |
/// |---|---|
/// | silence of 0.8 s (of 0.3 s) | 3 (1) |
/// | a semicolon, a dash (a comma) | 3 (1.5) |
/// | nobody sets full stops in the talk, and `They` or `It's` stands there with a capital | 8 |
/// | nobody does, and a question begins: `do you`, `what is` | 4 |
/// | `and I`, `because the`: a thought is joined | 3 |
/// | `I think`, `there is`: somebody or something comes up | 1.5 |
/// | another word that joins | 0.5 |
/// | none of these | -2.5 |
/// | the word before leaves something open: `the`, `of`, `I`, `doubt` | -4 |
/// | no blank, as in `test-driven` | never |
///
/// Where there are no full stops a clause may be what somebody doubts or what would be so in a case. So it stands on its
/// own only where silence, a capital or a word that joins parts it from what is before, and that is nothing on which it may
/// hang; and what is before ends only there.
fn joint(text: &str, words: &Words, tokens: Range<usize>, at: usize, marked: bool, flow: &mut Flow) -> Joint {
    let said = words.tokens.get(tokens.clone()).unwrap_or_default();
    let word = |at: usize| said.get(at).map_or("", |token| words.lower(*token));
    let (before, here, after) = (word(at - 1), word(at), word(at + 1));
    let between = Span::new(said[at - 1].span.to(), said[at].span.from()).of(text);
    let pause = flow.pause_before(said[at].span.from());
    let rests = pause >= LONG_PAUSE;

    let comma = between.starts_with([',', '、', '，']);
    let apart = between.trim_start().starts_with([';', ':', '-', '–', '—', '；']);
    let joined = JOINS.contains(&here) && SUBJECTS.contains(&after);
    let speaks_up = SPEAK_UP.contains(&here)
        && (comma || (!JOINS.contains(&before) && !BEFORE_SUBJECTS.contains(&before)));
    let anew = !marked && flow.is_bare && begins_anew(text, words, tokens.start + at, rests);
    let around = [before, here, after, word(at + 2)];
    let asked = !marked && flow.is_bare && asks(&around);
    let told = [
        (8.0, anew),
        (4.0, asked),
        (if rests { 3.0 } else { 1.0 }, pause >= 300),
        (1.5, comma),
        (3.0, apart),
        (3.0, joined),
        (1.5, speaks_up),
        (0.5, JOINS.contains(&here)),
    ];
    let best = told.iter().filter(|(_, applies)| *applies).map(|(gain, _)| *gain);
    let best = best.max_by(f32::total_cmp).unwrap_or(-2.5);
    let open = leaves_open(before) && !anew;
    let glued = !between.contains(char::is_whitespace) && !between.contains(['–', '—', '、', '，', '；']);

    let since = || -> Vec<&str> { (at.saturating_sub(WITHIN)..at).map(word).collect() };
    let joins = if marked {
        // Where there are full stops a cut is shown as one, also before whoever comes up behind a comma.
        (joined && !HANG_ON.contains(&here)) || (speaks_up && comma)
    } else {
        joins_on(&around) || (asked && asks_what(&around))
    };
    Joint {
        gain: best + if open { -4.0 } else { 0.0 } + if glued { -100.0 } else { 0.0 },
        ends: !open && (anew || apart || rests || joins || (marked && joined)),
        begins: !open
            && (anew
                || (joins && (marked || !hangs(&since())))
                || (rests && (asked || may_begin(here)) && !hangs_close_by(&since()))),
    }
}

/// Whether something must follow a word: `the`, `of`, `doubt`.
pub fn leaves_open(word: &str) -> bool {
    LEAVE_OPEN.contains(&word) || reports(word)
}

/// Whether the second of these words joins a clause to the one before it, as `and we` does; not so `and the`, which may be
/// one more of the same, nor `so they can`, which tells what for.
fn joins_on([before, join, who, third]: &[&str; 4]) -> bool {
    let speaks = SPEAK_UP.contains(who) || ["it", "there", "if"].contains(who);
    let whom = *who == "you" && !AFTER_YOU.contains(third);
    let purpose = *join == "so" && PURPOSES.contains(third);
    let save = *join == "but" && SAVE.contains(before);
    JOIN_ON.contains(join) && speaks && !whom && !purpose && !save
}

/// Before these `you` begins a clause, and is not whom something is done to.
const AFTER_YOU: &[&str] = &[
    "can", "can't", "could", "would", "will", "should", "might", "may", "must", "are", "were", "have", "had",
    "do", "don't", "did", "just", "also", "need", "want", "see", "get", "know", "think", "say", "look",
    "put", "use", "take", "go", "make", "start", "end", "all",
];

/// Words that join a clause to another that stands on its own.
const JOIN_ON: &[&str] = &["and", "but", "so", "then", "now", "okay", "well", "yeah", "therefore"];

/// Behind whom `so they` tells what for.
const PURPOSES: &[&str] = &[
    "can", "can't", "could", "couldn't", "may", "might", "will", "won't", "would", "wouldn't", "should",
    "don't", "didn't", "never",
];

/// After these `but` takes somebody out: `nobody but we`.
const SAVE: &[&str] =
    &["nobody", "nothing", "none", "one", "all", "everybody", "everyone", "everything", "anything", "anyone"];

/// Words that join what is no sentence on its own.
const HANG_ON: &[&str] = &["because", "or", "while", "although", "when", "if"];

/// Words that begin another thought.
const JOINS: &[&str] = &[
    "and", "but", "so", "because", "then", "now", "or", "while", "although", "however", "when", "if",
    "therefore", "okay", "well", "yeah",
];

/// Words of whom or what something is told.
const SUBJECTS: &[&str] = &[
    "i", "you", "we", "they", "he", "she", "it", "that's", "it's", "there's", "there", "this", "these",
    "the", "i'm", "you're", "we're", "they're", "he's", "she's", "i've", "we've", "you've", "they've",
    "i'll", "we'll", "you'll", "my", "our", "your", "people", "let's", "what", "if", "when", "here's",
    "that",
];

/// Those of them that begin a thought also where no word joins it.
const SPEAK_UP: &[&str] = &[
    "i", "you", "we", "they", "he", "she", "that's", "it's", "there's", "i'm", "you're", "we're", "they're",
    "he's", "she's", "i've", "we've", "you've", "they've", "i'll", "we'll", "you'll", "let's", "here's",
];

/// After these somebody or something is spoken of within the same thought: `that I`, `do you`, `with the`.
const BEFORE_SUBJECTS: &[&str] = &[
    "which", "who", "as", "how", "did", "like", "all", "both", "put", "made", "make", "makes", "see", "saw",
    "use", "using", "get", "give", "take", "got", "off", "out", "up", "down", "back", "after", "before",
    "during", "near", "behind", "across", "against", "around", "within", "let", "said", "says", "told",
    "tell", "ask", "help", "find", "found", "build", "call", "called", "hope", "wish", "guess", "believe",
    "understand", "remember", "mean", "means", "sure", "only", "where", "whatever", "now", "once", "time",
    "thing", "way", "things", "ones", "everything", "something", "anything", "nothing", "part", "what's",
    "whenever", "same", "be", "love", "show", "try", "trying",
];

/// Words after which something must follow.
pub const LEAVE_OPEN: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "for", "with", "and", "or", "but", "so", "that", "is", "are", "was",
    "were", "be", "been", "my", "your", "our", "their", "his", "her", "its", "this", "these", "those", "i",
    "we", "you", "they", "he", "she", "it's", "that's", "at", "on", "from", "by", "as", "if", "because",
    "like", "very", "really", "just", "not", "don't", "can't", "can", "could", "would", "should", "will",
    "have", "has", "had", "do", "does", "did", "which", "who", "what", "how", "when", "where", "why", "than",
    "about", "into", "there's", "i'm", "you're", "we're", "they're", "more", "some", "any", "no", "every",
    "each", "then", "also", "think", "know", "say", "mean", "um", "uh", "kind", "sort", "going", "want",
    "need", "gonna", "wanna", "most", "much", "many", "all", "other", "such", "too", "it", "between",
    "through", "over", "under", "without", "whether", "while", "until", "i've", "we've", "you've", "i'd",
    "i'll", "we'll", "you'll", "actually", "maybe", "even", "one", "two", "there", "make", "gets", "got",
    "get", "he's", "she's", "isn't", "wasn't", "didn't", "doesn't", "won't", "am", "being", "may", "might",
    "must", "let's", "only", "probably", "pretty", "little", "new", "good", "big", "bit", "lot", "well",
    "yeah", "course", "unless", "almost", "especially", "including",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said, cut at `|` where a sentence begins with a capital or a question.
    fn cut_anew(said: &str) -> String {
        let talk = Talk { text: said.to_owned(), ..Talk::default() };
        let words = Words::of(&talk);
        let lower = |at: usize| words.tokens.get(at).map_or("", |token| words.lower(*token));
        let cut = |at: usize| {
            let begins = begins_anew(said, &words, at, false)
                || asks(&[lower(at - 1), lower(at), lower(at + 1), lower(at + 2)]);
            let word = words.tokens[at].span.of(said);
            if begins { format!("| {word}") } else { word.to_owned() }
        };
        let rest: Vec<String> = (1..words.tokens.len()).map(cut).collect();
        format!("{} {}", words.tokens[0].span.of(said), rest.join(" "))
    }

    /// What is said, with `.` where it may end and `|` where a clause may begin, wherever it is cut.
    fn edges(said: &str) -> String {
        let talk = Talk { text: said.to_owned(), ..Talk::default() };
        let words = Words::of(&talk);
        let mut flow = Flow::of(&talk, &words);
        let all = joints(said, &words, &(0..words.tokens.len()), false, &mut flow);
        let shown = |(token, joint): (&crate::outline::words::Token, &Joint)| {
            let (end, begin) = (if joint.ends { "." } else { "" }, if joint.begins { "| " } else { "" });
            format!("{end} {begin}{}", token.span.of(said))
        };
        words.tokens.iter().zip(&all).map(shown).collect::<String>().trim().to_owned()
    }

    #[test]
    fn only_what_is_joined_or_set_apart_is_a_sentence_of_its_own() {
        let check = |cut: &str| assert_eq!(edges(&cut.replace(['.', '|'], "").replace("  ", " ")), cut);
        check("the mill burned. | and we rowed home. | but they stayed");
        check("the mill burned we rowed home");
        check("the mill burned. | what is the reason");
        check("the mill and the barn and you and my boat");
        check("they lit the lamps so we could see");
        check("we sold it if they paid or we burned it when they came because they asked");
        check("nobody but they rowed");
        check("they denied it rained. and we sold boats. but they rowed");
        check("if the ice holds they pay. and we sell fish. then they row");
        check("i think it floats. | and we row");
    }

    #[test]
    fn what_hangs_on_a_verb_of_saying_begins_nothing() {
        let leads = [
            "i doubt",
            "he denied",
            "she claimed",
            "they pretend",
            "i imagine",
            "they suppose",
            "we fear",
            "he admitted",
            "she argued",
            "he promised",
            "he lied that",
            "we hope",
            "she wondered whether",
            "they refuse to believe",
            "nobody ever said",
            "they never told us that",
            "hardly anyone thought",
            "he rarely mentioned",
            "she asked me why",
            "it is not true",
            "he denied that then",
            "i doubt now",
            "unless he pays",
        ];
        for lead in leads {
            for clause in [
                "they sold the mill", "we're selling the mill", "They sold the mill",
                "It's sold to the mill", "The mill burned",
            ] {
                let cut = edges(&format!("{lead} {clause}"));
                assert!(!cut.contains(['.', '|']), "{cut}");
            }
            for clause in ["and they sold the mill", "so he burned the mill", "then we left the mill"] {
                let cut = edges(&format!("{lead} they rowed {clause}"));
                assert!(!cut.contains('|'), "{cut}");
            }
        }
    }

    #[test]
    fn a_verb_before_its_subject_begins_and_ends_nothing() {
        for lead in
            ["and rarely", "and under no circumstances", "at no time", "not once", "so little", "such a boat"]
        {
            let cut = edges(&format!("the mill burned {lead} have they rowed to the mill"));
            assert!(!cut.contains(['.', '|']), "{cut}");
        }
    }

    #[test]
    fn without_full_stops_capitals_and_questions_part_sentences() {
        let check = |said: &str, cut: &str| assert_eq!(cut_anew(said), cut, "{said}");
        check("the tide turned They left", "the tide turned | They left");
        check("they rowed to Bergen They left early", "they rowed to Bergen | They left early");
        check("a ship left the harbour It's gone", "a ship left the harbour | It's gone");
        check("she read It Happened Here", "she read It Happened Here");
        check("he spoke of The tide", "he spoke of The tide");
        check("in June He Ate Fish opened", "in June He Ate Fish opened");
        check("the tide turned do you row", "the tide turned | do you row");
        check("a good boat what is the hull of", "a good boat | what is the hull of");
        check("full of water what's the reason", "full of water | what's the reason");
        check("I know what you do", "I know what you do");
        check("the boats do float and so do you", "the boats do float and so do you");
        check("where do you row", "where do you row");
        check("tell me how it is the same", "tell me how it is the same");
    }
}
