//! Finds where paragraphs of speech break: between cues, and within those in which a sentence ends, for a caption's end
//! means nothing.

use std::ops::Range;

use super::cues::Cue;
use super::divide::ends_sentence;
use super::paragraphs;

/// What is said without a change of speaker in more cues than these is broken between cues only: a copy of each sentence
/// would cost too much.
const MOST: usize = 200_000;

/// Writes a line end into the cues where a paragraph breaks, and answers the runs of cues that make a block or several,
/// broken at these line ends.
pub(super) fn set(cues: &mut [Cue]) -> Vec<Range<usize>> {
    if cues.len() > MOST || !paragraphs::is_punctuated(cues) {
        return paragraphs::part(cues);
    }
    let sentences = sentences(cues);
    if sentences.len() == cues.len() {
        return paragraphs::part(cues);
    }
    let (pieces, places): (Vec<Cue>, Vec<Place>) = sentences.into_iter().unzip();
    let mut runs = Vec::new();
    let mut from = 0;
    let mut breaks: Vec<Place> = Vec::new();
    for part in paragraphs::part(&pieces) {
        match places.get(part.end) {
            Some(place) if place.at > 0 => breaks.push(*place),
            place => {
                let to = place.map_or(cues.len(), |place| place.cue);
                runs.push(from..to);
                from = to;
            }
        }
    }
    for place in breaks.into_iter().rev() {
        if let Some(cue) = cues.get_mut(place.cue) {
            cue.text.insert(place.at, '\n');
        }
    }
    runs
}

/// Where a sentence begins: in which cue, and at which byte of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    cue: usize,
    at: usize,
}

/// The sentences of the cues, or what there is of them in each, as cues.
fn sentences(cues: &[Cue]) -> Vec<(Cue, Place)> {
    let mut sentences = Vec::with_capacity(cues.len());
    for (index, cue) in cues.iter().enumerate() {
        let starts: Vec<usize> = std::iter::once(0).chain(starts(&cue.text)).collect();
        for (n, &at) in starts.iter().enumerate() {
            let to = starts.get(n + 1).copied();
            let text = cue.text.get(at..to.unwrap_or(cue.text.len())).unwrap_or_default().trim();
            let piece = Cue {
                // Within a cue nobody pauses, as far as its times tell.
                start: cue.start.filter(|_| at == 0),
                end: cue.end.filter(|_| to.is_none()),
                text: text.to_owned(),
                ..Cue::default()
            };
            sentences.push((piece, Place { cue: index, at }));
        }
    }
    sentences
}

/// The bytes at which sentences begin within a text.
pub(super) fn starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut word = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let rest = text.get(after..).unwrap_or_default();
        if c == ' ' {
            let opens = !rest.starts_with(|c: char| c.is_lowercase() || c.is_whitespace());
            if opens && !rest.is_empty() && ends_sentence(text.get(word..at).unwrap_or_default()) {
                starts.push(after);
            }
            word = after;
        } else if "。！？".contains(c) && rest.starts_with(|c: char| c.is_alphanumeric()) {
            starts.push(after);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cues(lines: &[&str]) -> Vec<Cue> {
        lines.iter().map(|text| Cue { text: (*text).to_owned(), ..Cue::default() }).collect()
    }

    #[test]
    fn sentences_begin_behind_marks() {
        for (text, wanted) in [
            ("It rained. We ran.", &[11][..]),
            ("It rained. and so on", &[]),
            ("We met Dr. Who. So?", &[16]),
            ("下雨了。我们跑", &[12]),
            ("下雨了。", &[]),
            ("“Rain.” So it was", &[12]),
        ] {
            assert_eq!(starts(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_paragraph_breaks_where_a_sentence_ends_within_a_cue() {
        let long = "it rained, oh! on the hills and in the valleys all through that night and";
        let mut lines = vec![long; 14];
        lines[6] = "then it stopped. Now it";
        lines[13] = "it ends.";
        let mut said = cues(&lines);
        assert_eq!(set(&mut said).len(), 1);
        assert_eq!(said[6].text, "then it stopped. \nNow it");
        assert!(said.iter().enumerate().all(|(n, cue)| n == 6 || !cue.text.contains('\n')));
    }

    proptest! {
        #[test]
        fn all_cues_stay_and_no_word_changes(lines in prop::collection::vec("[a-zA-Z.? 。]{1,60}", 0..40)) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let mut said = cues(&lines);
            let runs = set(&mut said);
            let covered: Vec<usize> = runs.into_iter().flatten().collect();
            prop_assert_eq!(covered, (0..lines.len()).collect::<Vec<_>>());
            for (cue, line) in said.iter().zip(lines) {
                prop_assert_eq!(cue.text.replace('\n', ""), line);
            }
        }
    }
}
