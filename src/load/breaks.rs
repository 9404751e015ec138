//! Finds where paragraphs of speech break: between cues, and within those in which a sentence ends, for a caption's end
//! means nothing.

use std::ops::Range;

use super::cues::{Cue, PORTION};
use super::divide::ends_sentence;
use super::paragraphs::{self, Said};

/// Writes a line end into the cues where a paragraph breaks, and answers the runs of cues that make a block or several,
/// broken at these line ends.
pub(super) fn set(cues: &mut [Cue]) -> Vec<Range<usize>> {
    let said: Vec<Said> = cues.iter().map(Said::from).collect();
    if !paragraphs::is_punctuated(&said) || said.iter().all(|said| starts(said.text).is_empty()) {
        return paragraphs::part(&said);
    }
    let mut runs = Vec::new();
    let mut from = 0;
    let mut breaks: Vec<Place> = Vec::new();
    for place in paragraphs_of(&said).into_iter().skip(1) {
        if place.at > 0 {
            breaks.push(place);
        } else {
            runs.push(from..place.cue);
            from = place.cue;
        }
    }
    runs.push(from..cues.len());
    for places in breaks.chunk_by(|a, b| a.cue == b.cue) {
        if let Some(cue) = places.first().and_then(|place| cues.get_mut(place.cue)) {
            cue.text = broken(&cue.text, places);
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

/// Where the paragraphs begin. A cue may have any number of sentences: no more are in hand than a portion.
fn paragraphs_of(cues: &[Said]) -> Vec<Place> {
    let mut begins = Vec::new();
    let mut sentences = sentences(cues);
    loop {
        let (pieces, places): (Vec<Said>, Vec<Place>) = sentences.by_ref().take(PORTION).unzip();
        if pieces.is_empty() {
            return begins;
        }
        begins.extend(paragraphs::part(&pieces).into_iter().filter_map(|part| places.get(part.start)));
    }
}

/// The sentences of the cues, or what there is of them in each, as if they were cues.
fn sentences<'a>(cues: &'a [Said<'a>]) -> impl Iterator<Item = (Said<'a>, Place)> {
    cues.iter().enumerate().flat_map(|(index, cue)| {
        let mut at = 0;
        let ends = starts(cue.text).into_iter().map(Some).chain([None]);
        ends.map(move |end| {
            let place = Place { cue: index, at };
            let piece = Said {
                // Within a cue nobody pauses, as far as its times tell.
                start: cue.start.filter(|_| at == 0),
                end: cue.end.filter(|_| end.is_none()),
                text: cue.text.get(at..end.unwrap_or(cue.text.len())).unwrap_or_default().trim(),
            };
            at = end.unwrap_or(at);
            (piece, place)
        })
    })
}

/// A text with a line end at each of these places in it.
fn broken(text: &str, places: &[Place]) -> String {
    let mut broken = String::with_capacity(text.len() + places.len());
    let mut from = 0;
    for place in places {
        broken.push_str(text.get(from..place.at).unwrap_or_default());
        broken.push('\n');
        from = place.at;
    }
    broken.push_str(text.get(from..).unwrap_or_default());
    broken
}

/// The bytes at which sentences begin within a text.
pub(super) fn starts(text: &str) -> Vec<usize> {
    let mut starts = behind_blanks(text);
    if !text.is_ascii() {
        let unspaced = text.match_indices(['。', '！', '？']).map(|(at, mark)| at + mark.len());
        let goes_on =
            |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        let before = starts.len();
        starts.extend(unspaced.filter(goes_on));
        if before < starts.len() {
            starts.sort_unstable();
        }
    }
    starts
}

/// The same, as far as a blank stands before them.
fn behind_blanks(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut word = 0;
    for at in memchr::memchr_iter(b' ', text.as_bytes()) {
        let after = at + 1;
        // Most words begin with a small letter, and need no other look.
        if text.as_bytes().get(after).is_some_and(|b| !b.is_ascii_lowercase()) {
            let rest = text.get(after..).unwrap_or_default();
            let opens = !rest.starts_with(|c: char| c.is_lowercase() || c.is_whitespace());
            if opens && ends_sentence(text.get(word..at).unwrap_or_default()) {
                starts.push(after);
            }
        }
        word = after;
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
