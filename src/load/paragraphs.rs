//! Finds where the paragraphs of speech begin: caption lines end anywhere, thoughts do not.

use std::ops::Range;

use super::cues::Cue;
use super::divide::{ends_sentence, opens_thought};
use super::word_sets::{Key, keys};
use crate::model::Timestamp;

/// What is said in one go, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub text: &'a str,
}

impl<'a> From<&'a Cue> for Said<'a> {
    fn from(cue: &'a Cue) -> Self {
        Self { start: cue.start, end: cue.end, text: &cue.text }
    }
}

/// What no pause parts is divided at this length all the same.
pub(super) const LONGEST: usize = 1_200;

/// How long paragraphs are, in words, and what it costs to tear a sentence.
struct Rhythm {
    fewest: usize,
    wanted: usize,
    most: usize,
    torn: i32,
}

/// Where sentences have marks, a paragraph is a few of them.
const SENTENCES: Rhythm = Rhythm { fewest: 45, wanted: 90, most: 260, torn: 30 };
/// Without marks a reader needs a break sooner.
const LINES: Rhythm = Rhythm { fewest: 40, wanted: 78, most: 140, torn: 0 };

/// Parts the cues of one speaker into paragraphs: of all ways to part them, the one whose breaks are best.
pub(super) fn part(cues: &[Said]) -> Vec<Range<usize>> {
    let rhythm = if is_punctuated(cues) { SENTENCES } else { LINES };
    let usual = usual_length(cues);
    let words: Vec<usize> = cues.iter().map(|cue| count_words(cue.text)).collect();
    let stops: Vec<bool> = (0..cues.len()).map(|at| is_long_pause(cues, at)).collect();

    // `best[end]` is how good the best way is to part the cues before `end`, and where its last paragraph starts.
    let mut best: Vec<(i64, usize)> = Vec::with_capacity(cues.len() + 1);
    best.push((0, 0));
    for end in 1..=cues.len() {
        let after = if end == cues.len() { 0 } else { goodness(cues, end - 1, usual, rhythm.torn) };
        let mut length = 0;
        let mut choice = (i64::MIN, end - 1);
        for start in (0..end).rev() {
            length += words.get(start).copied().unwrap_or(0);
            let whole = length <= rhythm.most && stops.get(start) != Some(&true);
            if !whole && start + 1 < end {
                break;
            }
            let so_far = best.get(start).map_or(0, |b| b.0) - i64::from(rhythm.cost(length));
            if so_far > choice.0 {
                choice = (so_far, start);
            }
        }
        best.push((choice.0 + i64::from(after), choice.1));
    }

    let mut parts = Vec::new();
    let mut end = cues.len();
    while let Some(&(_, start)) = best.get(end).filter(|_| end > 0) {
        parts.push(start..end);
        end = start;
    }
    parts.reverse();
    parts
}

/// After a pause of so many milliseconds nobody goes on with the same thing, however short the paragraph is.
const LONG_PAUSE: u32 = 20_000;
/// The same, where a sentence has ended.
const LONG_PAUSE_AFTER_SENTENCE: u32 = 8_000;

/// Whether a pause after the cue `at` always begins a paragraph.
fn is_long_pause(cues: &[Said], at: usize) -> bool {
    let (Some(cue), Some(next)) = (cues.get(at), cues.get(at + 1)) else { return false };
    match pause(cue, next) {
        LONG_PAUSE.. => true,
        LONG_PAUSE_AFTER_SENTENCE.. => ends_sentence(cue.text),
        _ => false,
    }
}

impl Rhythm {
    /// What a paragraph of so many words costs.
    fn cost(&self, words: usize) -> i32 {
        let cost = words.abs_diff(self.wanted) / 10 + 2 * self.fewest.saturating_sub(words) / 5;
        i32::try_from(cost.min(1_000)).unwrap_or(1_000)
    }
}

/// Whether sentence marks can be trusted: one in forty words is far less than any writer uses.
pub(super) fn is_punctuated(cues: &[Said]) -> bool {
    let mut words = 0;
    let mut ends = 0;
    for cue in cues.iter().take(2_000) {
        for word in cue.text.split_whitespace() {
            words += 1;
            ends += usize::from(ends_sentence(word));
        }
    }
    ends * 40 >= words
}

/// How good it would be to begin a paragraph after the cue `at`.
///
/// | what speaks for it, or against | worth |
/// |---|---|
/// | the next line opens a thought | up to +6 |
/// | a line that is much shorter than usual: the speaker paused | +3 |
/// | the same words come again: somebody else takes up, or a clip ends | +4 |
/// | a pause by the clock | +2 to +6 |
/// | a sentence ends | +4, or nothing where all have marks |
/// | a sentence is torn where all have marks | -30 |
/// | nothing at all | -5 |
/// | the line ends in words that want others: `the`, `of`, `you know` | -6 |
/// | the next line begins with a word that wants one before it: `of`, `than` | -4 |
fn goodness(cues: &[Said], at: usize, usual: usize, torn: i32) -> i32 {
    let (Some(cue), Some(next)) = (cues.get(at), cues.get(at + 1)) else { return 0 };
    let opens = opens_thought(next.text);
    let mut good = 2 * i32::from(opens);
    good += match pause(cue, next) {
        0..600 => 0,
        600..1_500 => 2,
        1_500..4_000 => 4,
        _ => 6,
    };
    if torn > 0 {
        return if ends_sentence(cue.text) { good } else { good - torn };
    }
    if ends_sentence(cue.text) {
        good += 4;
    } else if wants_more(cue.text) {
        good -= 6;
    } else if measure(cue.text) * 10 < usual * 7 {
        good += 3;
    }
    let before = at.checked_sub(1).and_then(|n| cues.get(n));
    if before.is_some_and(|b| b.text.ends_with(cue.text) && count_words(cue.text) > 2) {
        good += 4;
    }
    if good == 0 {
        good -= 5;
    }
    if opens == 0 && leans_back(next.text) {
        good -= 4;
    }
    good
}

/// Words after which nobody stops.
const OPEN_ENDED: [Key; 81] = keys([
    "the", "a", "an", "of", "to", "and", "or", "but", "that", "is", "are", "was", "were", "be", "in", "on",
    "at", "for", "with", "by", "from", "as", "like", "my", "your", "his", "her", "our", "their", "its", "i",
    "we", "you", "they", "he", "she", "if", "so", "because", "when", "what", "how", "who", "which", "um",
    "uh", "very", "really", "can", "will", "would", "could", "should", "have", "has", "had", "do", "does",
    "not", "don't", "about", "into", "than", "this", "some", "just", "it's", "i'm", "there's", "that's",
    "more", "most", "these", "those", "any", "every", "much", "all", "where", "why", "think",
]);

/// Pairs of words after which nobody stops.
const OPEN_ENDED_PAIRS: &[&str] =
    &["you know", "i mean", "kind of", "sort of", "a lot", "going to", "i guess"];

fn wants_more(line: &str) -> bool {
    let ends_with = |pair: &str| {
        let tail = line.len().checked_sub(pair.len()).and_then(|from| line.get(from..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(pair))
    };
    OPEN_ENDED_PAIRS.iter().any(|pair| ends_with(pair))
        || line.split_whitespace().next_back().is_some_and(|word| OPEN_ENDED.contains(&Key::of(word)))
}

/// Words with which nobody begins.
const LEANING: [Key; 48] = keys([
    "of", "to", "than", "is", "are", "was", "were", "be", "been", "being", "or", "that", "which", "who",
    "whose", "with", "for", "on", "at", "by", "from", "as", "into", "it", "not", "them", "him", "us", "me",
    "up", "out", "off", "about", "a", "an", "the", "in", "would", "could", "should", "will", "can", "has",
    "have", "had", "did", "does", "do",
]);

fn leans_back(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(|word| LEANING.contains(&Key::of(word)))
}

/// The length that lines usually have, by which a short one is known.
fn usual_length(cues: &[Said]) -> usize {
    let mut lengths: Vec<_> = cues.iter().map(|c| measure(c.text)).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).copied().unwrap_or(0)
}

/// Milliseconds between the end of one cue and the start of the next.
fn pause(cue: &Said, next: &Said) -> u32 {
    let end = cue.end.or(cue.start).map_or(u32::MAX, Timestamp::ms);
    next.start.map_or(0, |t| t.ms().saturating_sub(end))
}

/// Letters, those of Chinese and its like counted double: they say more.
fn measure(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

/// Words, two letters of Chinese and its like counted as one.
fn count_words(text: &str) -> usize {
    if text.is_ascii() {
        return text.split_ascii_whitespace().count();
    }
    text.split_whitespace().map(|w| (w.chars().filter(|&c| is_wide(c)).count() / 2).max(1)).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Cue> {
        text.lines().map(|l| Cue { text: l.trim().to_owned(), ..Cue::default() }).collect()
    }

    fn parts(cues: &[Cue]) -> Vec<Range<usize>> {
        part(&cues.iter().map(Said::from).collect::<Vec<_>>())
    }

    const HALF: &str = "it rained on the hills and in the valleys all through that night";

    #[test]
    fn sentences_are_not_torn() {
        let mut cues = lines(&[HALF; 14].join("\n"));
        for at in [0, 1, 8, 9, 10, 13] {
            cues[at].text.push('.');
        }
        assert_eq!(parts(&cues), [0..9, 9..14]);
    }

    #[test]
    fn a_pause_is_a_good_place_for_a_break() {
        let mut cues = lines(&[format!("{HALF}.").as_str(); 12].join("\n"));
        for (n, cue) in cues.iter_mut().enumerate() {
            let start = i64::try_from(n).unwrap() * 5_000 + if n >= 5 { 4_000 } else { 0 };
            cue.start = Some(Timestamp::from_ms(start));
            cue.end = Some(Timestamp::from_ms(start + 5_000));
        }
        assert_eq!(parts(&cues), [0..5, 5..12]);
    }

    #[test]
    fn speech_without_marks_is_parted_where_a_thought_opens() {
        let mut said: Vec<&str> = Vec::new();
        said.extend(
            ["it rained on the hills and the rain", "ran down to the sea in long grey lines"]
                .iter()
                .cycle()
                .take(10),
        );
        said.push("until night");
        said.push("so the next day we went out to look");
        said.extend(
            ["it rained on the hills and the rain", "ran down to the sea in long grey lines"]
                .iter()
                .cycle()
                .take(10),
        );
        let cues = lines(&said.join("\n"));
        assert_eq!(parts(&cues), [0..11, 11..22]);
    }

    #[test]
    fn words_that_want_another_do_not_end_a_paragraph() {
        for (line, wants) in [("we went to the", true), ("we went home", false), ("and I", true)] {
            assert_eq!(wants_more(line), wants, "{line}");
        }
    }
}
