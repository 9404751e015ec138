//! Puts together what services of speech recognition write apart: words and their marks, words and their speakers.

use std::collections::HashMap;

use super::fields::{all_at, at, cue, end, speaker, start, text_at};
use super::tree::Value;
use crate::load::cues::Cue;
use crate::model::Timestamp;

/// `YouTube`: events of pieces. Events without pieces place windows, and those of a line end alone scroll them.
pub(super) fn youtube(file: &Value) -> Vec<Cue> {
    let events = all_at(file, "events.*").into_iter();
    let cues = events.filter_map(|(event, _)| {
        let pieces = all_at(event, "segs.*.utf8");
        let text: String = pieces.iter().filter_map(|(piece, _)| piece.as_str()).collect();
        let said = !text.trim().is_empty();
        said.then(|| Cue { start: start(event), end: end(event), text, ..Cue::default() })
    });
    cues.collect()
}

/// Deepgram without utterances: words, channel by channel. Where there are several, each is somebody.
pub(super) fn deepgram(file: &Value) -> Vec<Cue> {
    let channels = all_at(file, "results.channels.*");
    let several = channels.len() > 1;
    let mut cues = Vec::new();
    for (number, (channel, _)) in channels.iter().enumerate() {
        let words = words(channel, "alternatives.0.words.*").into_iter();
        cues.extend(words.map(|mut word| {
            if several {
                word.speaker.get_or_insert_with(|| format!("Speaker {number}"));
            }
            word
        }));
    }
    if several {
        cues.sort_by_key(|cue| cue.start);
    }
    cues
}

/// AWS: words and marks in one list; who speaks stands with the words, or in a list of its own by their starts.
pub(super) fn aws(file: &Value) -> Vec<Cue> {
    let labels = all_at(file, "results.speaker_labels.segments.*.items.*");
    let by_start: HashMap<&str, String> = labels
        .into_iter()
        .filter_map(|(item, who)| Some((item.get("start_time")?.as_str()?, speaker(item).or(who)?)))
        .collect();
    let mut cues: Vec<Cue> = Vec::new();
    for (item, _) in all_at(file, "results.items.*") {
        let Some(mut word) = cue(item, 0) else { continue };
        if word.speaker.is_none() {
            let start = item.get("start_time").and_then(Value::as_str);
            word.speaker = start.and_then(|start| by_start.get(start).cloned());
        }
        cues.push(word);
    }
    cues
}

/// Google: results of words. With speakers, the last result has all words again, with their tags.
pub(super) fn google(file: &Value) -> Vec<Cue> {
    let mut results = all_at(file, "results.*");
    if results.is_empty() {
        results = all_at(file, "response.results.*");
    }
    let tagged = |result: &Value| {
        let word = at(result, "alternatives.0.words.0");
        word.is_some_and(|word| speaker(word).is_some())
    };
    if let [.., before, (last, _)] = results.as_slice()
        && tagged(last)
        && !tagged(before.0)
    {
        return words(last, "alternatives.0.words.*");
    }
    let mut cues = Vec::new();
    for (result, _) in results {
        let words = words(result, "alternatives.0.words.*");
        if words.is_empty() {
            let text = text_at(result, &["alternatives.0.transcript"]).map(str::to_owned);
            cues.extend(text.map(|text| Cue { text, ..Cue::default() }));
        }
        cues.extend(words);
    }
    cues
}

/// IBM: words as lists; who speaks stands in a list of its own by the words' starts.
pub(super) fn ibm(file: &Value) -> Vec<Cue> {
    let within = |path: &str| {
        let nested = all_at(file, &format!("results.*.{path}"));
        if nested.is_empty() { all_at(file, path) } else { nested }
    };
    let labels: HashMap<Timestamp, String> = within("speaker_labels.*")
        .into_iter()
        .filter_map(|(label, _)| Some((start(label)?, speaker(label)?)))
        .collect();
    let timed = within("results.*.alternatives.0.timestamps.*").into_iter();
    let mut cues: Vec<Cue> = timed.filter_map(|(word, _)| cue(word, 0)).collect();
    for word in &mut cues {
        word.speaker = word.start.and_then(|start| labels.get(&start).cloned());
        if word.text == "%HESITATION" {
            "…".clone_into(&mut word.text);
        }
    }
    cues
}

/// Speechmatics, first version: words with a `name`, and a list of who speaks from when.
pub(super) fn speechmatics(file: &Value) -> Vec<Cue> {
    let word = |item: &Value| {
        let text = item.get("name")?.as_str()?.to_owned();
        Some(Cue { start: start(item), end: end(item), text, ..Cue::default() })
    };
    let words = all_at(file, "words.*").into_iter().filter_map(|(item, _)| word(item)).collect();
    let spoken = all_at(file, "speakers.*").into_iter();
    let turns = spoken.filter_map(|(turn, _)| Some((start(turn)?, turn.get("name")?.as_str()?.to_owned())));
    with_turns(words, turns.collect())
}

/// Words in one list, paragraphs with their speakers in another, as editors of transcripts keep them.
pub(super) fn paragraphs(file: &Value) -> Vec<Cue> {
    let spoken = all_at(file, "paragraphs.*").into_iter();
    let turns = spoken.filter_map(|(paragraph, _)| Some((start(paragraph)?, speaker(paragraph)?)));
    with_turns(words(file, "words.*"), turns.collect())
}

/// Gives words to whoever began to speak last.
fn with_turns(mut words: Vec<Cue>, mut turns: Vec<(Timestamp, String)>) -> Vec<Cue> {
    turns.sort_by_key(|(start, _)| *start);
    for word in words.iter_mut().filter(|word| word.speaker.is_none()) {
        let Some(start) = word.start else { continue };
        let begun = turns.partition_point(|(turn, _)| *turn <= start).checked_sub(1);
        word.speaker = begun.and_then(|n| turns.get(n)).map(|(_, name)| name.clone());
    }
    words
}

/// Rev: turns of elements, where even the blanks are elements.
pub(super) fn rev(file: &Value) -> Vec<Cue> {
    let turns = all_at(file, "monologues.*").into_iter();
    let cues = turns.map(|(turn, _)| {
        let elements = all_at(turn, "elements.*");
        let text = elements.iter().filter_map(|(element, _)| element.get("value")?.as_str()).collect();
        let first = elements.iter().find_map(|(element, _)| start(element));
        let last = elements.iter().rev().find_map(|(element, _)| end(element));
        let (start, end) = (start(turn).or(first), end(turn).or(last));
        Cue { start, end, speaker: speaker(turn), text, ..Cue::default() }
    });
    cues.collect()
}

fn words(value: &Value, path: &str) -> Vec<Cue> {
    all_at(value, path).into_iter().filter_map(|(word, _)| cue(word, 0)).collect()
}
