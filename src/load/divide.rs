//! Divides what is too long to read in one piece.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::word_sets::{Key, keys, pairs};

/// Divides a paragraph into pieces of about `most` bytes, at the end of a sentence where there is one, else
/// before a word that opens a new thought, else at a blank, else between two letters. What is only a little
/// longer than `most` stays whole, so that no crumbs are left.
pub(super) fn divide(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while text.len() - from > most + most / 4 {
        // No crumb may come last.
        let high = (from + most).min(text.len() - most / 4);
        let cut = next_border(text, best_cut(text, from + most / 2, high).max(from + 1));
        let end = from + text.get(from..cut).map_or(0, |t| t.trim_end().len());
        if end > from {
            pieces.push(from..end);
        }
        from = text.len() - text.get(cut..).map_or(0, |t| t.trim_start().len());
    }
    if from < text.len() {
        pieces.push(from..text.len());
    }
    pieces
}

/// The best place to cut between two bytes: the start of what comes after the cut.
fn best_cut(text: &str, low: usize, high: usize) -> usize {
    let (low, high) = (next_border(text, low), next_border(text, high));
    let Some(window) = text.get(low..high) else { return high };
    let blanks = || window.char_indices().rev().filter(|(_, c)| c.is_whitespace());
    let after = |at: usize| text.get(low + at..).unwrap_or_default().trim_start();
    blanks()
        .find(|&(at, _)| {
            ends_sentence(window.get(..at).unwrap_or_default()) && !after(at).starts_with(char::is_lowercase)
        })
        .map(|(at, _)| low + at)
        .or_else(|| {
            window
                .char_indices()
                .rev()
                .find(|(_, c)| "。！？".contains(*c))
                .map(|(at, c)| low + at + c.len_utf8())
        })
        .or_else(|| blanks().find(|&(at, _)| opens_thought(after(at)) >= 2).map(|(at, _)| low + at))
        .or_else(|| blanks().next().map(|(at, _)| low + at))
        .unwrap_or(high)
}

/// The next byte at which a letter starts that is no mark upon the one before.
fn next_border(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let rest = text.get(at..).unwrap_or_default();
    let marks = rest.chars().take(MARKS).take_while(|&c| is_combining_mark(c) || c == '\u{200D}');
    at + marks.map(char::len_utf8).sum::<usize>()
}

/// What has more marks is no letter of any script, and may be parted.
const MARKS: usize = 16;

/// Words that end in a point without ending the sentence.
const SHORTENED: &[&str] =
    &["mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "no", "etc", "jr", "sr", "fig"];

/// Whether a text ends where a sentence does: `.`, `?`, `!`, `…`, with any quotes and brackets after it.
pub(super) fn ends_sentence(text: &str) -> bool {
    if text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let text = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let Some(words) = text.strip_suffix('.') else {
        return text.ends_with(['?', '!', '…', '。', '？', '！', '؟', '।']);
    };
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    !(SHORTENED.iter().any(|s| s.eq_ignore_ascii_case(last)) || last.chars().count() == 1 && last != "I")
}

/// How likely a text starts a new thought, for speech without punctuation: 0 not at all, 3 very.
///
/// | 3 | so, okay, well, yeah, right, now, all right, anyway, and so, and then, thank you |
/// |---|---|
/// | 2 | but, because, I mean, you know, if, when, what, how, why, let's |
/// | 1 | um, uh, I, we, it's, that's, this, there, and they |
pub(super) fn opens_thought(text: &str) -> u8 {
    const STRONG: [Key; 14] = keys([
        "so", "okay", "ok", "well", "yeah", "yes", "right", "now", "alright", "anyway", "hey", "hello",
        "first", "finally",
    ]);
    const STRONG_PAIRS: [(Key, Key); 19] = pairs([
        ("all", "right"),
        ("and", "so"),
        ("and", "then"),
        ("and", "now"),
        ("but", "then"),
        ("um", "so"),
        ("uh", "so"),
        ("thank", "you"),
        ("the", "following"),
        ("of", "course"),
        ("you", "see"),
        ("do", "you"),
        ("is", "there"),
        ("is", "it"),
        ("are", "you"),
        ("can", "you"),
        ("what", "is"),
        ("and", "yeah"),
        ("no", "no"),
    ]);
    const MIDDLE: [Key; 4] = keys(["but", "because", "let's", "let"]);
    const MIDDLE_PAIRS: [(Key, Key); 7] = pairs([
        ("i", "mean"),
        ("i", "think"),
        ("you", "know"),
        ("and", "i"),
        ("and", "we"),
        ("and", "that's"),
        ("there", "is"),
    ]);
    const WEAK: [Key; 11] =
        keys(["um", "uh", "i", "i'm", "we", "it's", "that's", "this", "there", "there's", "these"]);
    const WEAK_PAIRS: [(Key, Key); 7] = pairs([
        ("and", "they"),
        ("and", "you"),
        ("and", "it"),
        ("and", "it's"),
        ("and", "he"),
        ("and", "she"),
        ("and", "there's"),
    ]);

    let word = |word: &str| Key::of(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut words = text.split_whitespace().map(word);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is = |set: &[Key]| set.contains(&first);
    let are = |set: &[(Key, Key)]| set.contains(&(first, second));
    match () {
        () if is(&STRONG) || are(&STRONG_PAIRS) => 3,
        () if is(&MIDDLE) || are(&MIDDLE_PAIRS) => 2,
        () if is(&WEAK) || are(&WEAK_PAIRS) => 1,
        () => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, most: usize, pieces: &[&str]) {
        let got: Vec<_> = divide(text, most).into_iter().filter_map(|r| text.get(r)).collect();
        assert_eq!(got, pieces);
    }

    #[test]
    fn cuts_fall_where_a_reader_would_pause() {
        check("Short.", 20, &["Short."]);
        check("One two three. Four five six. Seven.", 20, &["One two three.", "Four five six. Seven."]);
        check(
            "We met Dr. Who in a blue box. It was odd.",
            30,
            &["We met Dr. Who in a blue box.", "It was odd."],
        );
        check(
            "we went on and on so then we went home again",
            26,
            &["we went on and on", "so then we went home again"],
        );
        check("abcdefghijklmnopqrst", 8, &["abcdefgh", "ijklmnop", "qrst"]);
    }

    #[test]
    fn sentences_end_at_marks_but_not_at_titles() {
        for (text, ends) in [
            ("It is.", true),
            ("Is it?”", true),
            ("He met Mr.", false),
            ("Well (yes!)", true),
            ("It is", false),
            ("J. R. R.", false),
            ("so do I.", true),
            ("好。", true),
            ("wait...", true),
        ] {
            assert_eq!(ends_sentence(text), ends, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_long(text in "[a-z .?é\u{301}好]{0,400}", most in 8_usize..80) {
            let text = text.trim();
            let pieces = divide(text, most);
            let kept: String = pieces.iter().filter_map(|r| text.get(r.clone())).collect();
            let bare = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&kept), bare(text));
        }
    }
}
