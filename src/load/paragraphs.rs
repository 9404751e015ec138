//! Finds where the paragraphs of speech begin: caption lines end anywhere, thoughts do not.

use std::ops::Range;

use super::cues::Cue;
use super::divide::{ends_sentence, opens_thought};

/// What no pause parts is divided at this length all the same.
pub(super) const LONGEST: usize = 1_200;

/// Parts the cues of one speaker into paragraphs.
pub(super) fn part(cues: &[Cue]) -> Vec<Range<usize>> {
    if is_punctuated(cues) { by_sentences(cues) } else { by_rhythm(cues) }
}

/// Whether sentence marks can be trusted: one in forty words is far less than any writer uses.
fn is_punctuated(cues: &[Cue]) -> bool {
    let mut words = 0;
    let mut ends = 0;
    for cue in cues.iter().take(2_000) {
        for word in cue.text.split_whitespace() {
            words += 1;
            ends += usize::from(ends_sentence(word));
        }
    }
    ends * 40 >= words || words < 40
}

/// A paragraph ends with a sentence, the sooner the longer the pause after it:
///
/// | so far | ends |
/// |---|---|
/// | 240 letters | at a sentence's end before a pause of two seconds and more |
/// | 420 | at a sentence's end, if the next opens a new thought |
/// | 600 | at any sentence's end |
/// | 1000 | before a cue that opens a thought |
/// | 1200 | before any cue |
fn by_sentences(cues: &[Cue]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut from, mut letters) = (0, 0);
    for (at, pair) in cues.windows(2).enumerate() {
        let [cue, next] = pair else { continue };
        letters += measure(&cue.text);
        let sentence = ends_sentence(&cue.text);
        let opens = opens_thought(&next.text);
        let ends = match letters {
            0..240 => false,
            240..420 => sentence && pause(cue, next) >= 2_000,
            420..600 => sentence && (opens >= 3 || pause(cue, next) >= 1_000),
            600..1_000 => sentence,
            1_000..1_200 => sentence || opens >= 2,
            _ => true,
        };
        if ends {
            parts.push(from..at + 1);
            (from, letters) = (at + 1, 0);
        }
    }
    parts.push(from..cues.len());
    parts
}

/// A paragraph of speech without marks has this many words, and no more than the last of these.
const FEWEST: usize = 55;
const WANTED: usize = 80;
const MOST: usize = 120;

/// Speech without marks is parted at the best place between so and so many words.
fn by_rhythm(cues: &[Cue]) -> Vec<Range<usize>> {
    let usual = usual_length(cues);
    let mut parts = Vec::new();
    let mut from = 0;
    while from < cues.len() {
        let mut words = 0;
        let mut best: Option<(i32, usize)> = None;
        let mut at = from;
        while let (Some(cue), Some(_)) = (cues.get(at), cues.get(at + 1)) {
            words += count_words(&cue.text);
            if words > MOST && best.is_some() {
                break;
            }
            if words >= FEWEST {
                let good = goodness(cues, at, usual)
                    - i32::try_from(words.abs_diff(WANTED) / 12).unwrap_or(i32::MAX);
                if best.is_none_or(|(most, _)| good >= most) {
                    best = Some((good, at + 1));
                }
            }
            at += 1;
        }
        let rest: usize = cues.iter().skip(from).take(MOST).map(|c| count_words(&c.text)).sum();
        let end = match best {
            Some((_, end)) if rest > MOST => end,
            _ => cues.len(),
        };
        parts.push(from..end);
        from = end;
    }
    parts
}

/// How good it would be to begin a paragraph after the cue `at`.
///
/// | what speaks for it, or against | worth |
/// |---|---|
/// | the next line opens a thought | up to +6 |
/// | a line that is much shorter than usual: the speaker paused | +3 |
/// | the same words come again: somebody else takes up, or a clip ends | +4 |
/// | a pause by the clock | +2 to +5 |
/// | the line ends in a word that wants another: `the`, `of`, `and` | -6 |
/// | the next line begins with a word that wants one before it: `of`, `than` | -4 |
fn goodness(cues: &[Cue], at: usize, usual: usize) -> i32 {
    let (Some(cue), Some(next)) = (cues.get(at), cues.get(at + 1)) else { return 0 };
    let mut good = 2 * i32::from(opens_thought(&next.text));
    let long = measure(&cue.text);
    if long * 10 < usual * 7 && !is_filler(&cue.text) {
        good += 3;
    }
    let before = at.checked_sub(1).and_then(|n| cues.get(n));
    if before.is_some_and(|b| b.text.ends_with(&cue.text) && count_words(&cue.text) > 2) {
        good += 4;
    }
    good += match pause(cue, next) {
        0..600 => 0,
        600..1_500 => 2,
        _ => 5,
    };
    if wants_more(&cue.text) {
        good -= 6;
    }
    if leans_back(&next.text) {
        good -= 4;
    }
    if ends_sentence(&cue.text) {
        good += 4;
    }
    good
}

/// Words after which nobody stops.
const OPEN_ENDED: &[&str] = &[
    "the", "a", "an", "of", "to", "and", "or", "but", "that", "is", "are", "was", "were", "be", "in", "on",
    "at", "for", "with", "by", "from", "as", "like", "my", "your", "his", "her", "our", "their", "its", "i",
    "we", "you", "they", "he", "she", "if", "so", "because", "when", "what", "how", "who", "which", "um",
    "uh", "very", "really", "can", "will", "would", "could", "should", "have", "has", "had", "do", "does",
    "not", "don't", "about", "into", "than", "this", "some", "just", "it's", "i'm", "there's", "that's",
    "more", "most", "these", "those", "any", "every", "where", "why", "think",
];

fn wants_more(line: &str) -> bool {
    line.split_whitespace().next_back().is_some_and(|word| OPEN_ENDED.contains(&word.to_lowercase().as_str()))
}

/// Words with which nobody begins.
const LEANING: &[&str] = &[
    "of", "to", "than", "is", "are", "was", "were", "be", "been", "being", "or", "that", "which", "who",
    "whose", "with", "for", "on", "at", "by", "from", "as", "into", "it", "not", "them", "him", "us", "me",
    "up", "out", "off", "about", "a", "an", "the", "in", "would", "could", "should", "will", "can", "has",
    "have", "had", "did", "does", "do",
];

fn leans_back(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(|word| LEANING.contains(&word.to_lowercase().as_str()))
}

fn is_filler(line: &str) -> bool {
    matches!(
        line.to_lowercase().as_str(),
        "um" | "uh" | "and" | "so" | "like" | "and uh" | "and um" | "you know"
    )
}

/// The length that lines usually have, by which a short one is known.
fn usual_length(cues: &[Cue]) -> usize {
    let mut lengths: Vec<_> = cues.iter().map(|c| measure(&c.text)).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).copied().unwrap_or(0)
}

/// Milliseconds between the end of one cue and the start of the next.
fn pause(cue: &Cue, next: &Cue) -> u32 {
    let end = cue.end.or(cue.start).map_or(u32::MAX, |t| t.ms());
    next.start.map_or(0, |t| t.ms().saturating_sub(end))
}

/// Letters, those of Chinese and its like counted double: they say more.
fn measure(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

/// Words, two letters of Chinese and its like counted as one.
fn count_words(text: &str) -> usize {
    text.split_whitespace().map(|w| (w.chars().filter(|&c| is_wide(c)).count() / 2).max(1)).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn lines(text: &str) -> Vec<Cue> {
        text.lines().map(|l| Cue { text: l.trim().to_owned(), ..Cue::default() }).collect()
    }

    #[test]
    fn sentences_are_not_torn() {
        let long = "it rained on the hills and in the valleys all through that night".to_owned();
        let mut cues = lines(&[long.as_str(); 12].join("\n"));
        cues[10].text.push('.');
        cues[3].text.push('.');
        assert_eq!(by_sentences(&cues), [0..11, 11..12]);
    }

    #[test]
    fn a_pause_ends_a_paragraph_sooner() {
        let mut cues =
            lines(&["It rained on the hills and in the valleys all through that night."; 8].join("\n"));
        for (n, cue) in cues.iter_mut().enumerate() {
            let start = i64::try_from(n).unwrap() * 5_000 + if n >= 5 { 4_000 } else { 0 };
            cue.start = Some(Timestamp::from_ms(start));
            cue.end = Some(Timestamp::from_ms(start + 5_000));
        }
        assert_eq!(by_sentences(&cues), [0..5, 5..8]);
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
        assert_eq!(part(&cues), [0..11, 11..22]);
    }

    #[test]
    fn words_that_want_another_do_not_end_a_paragraph() {
        for (line, wants) in [("we went to the", true), ("we went home", false), ("and I", true)] {
            assert_eq!(wants_more(line), wants, "{line}");
        }
    }
}
