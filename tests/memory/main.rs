//! What is remembered across runs, tried with real files: talks that move and change, two dictums at once, kills,
//! and databases that are damaged.
#![allow(clippy::unwrap_used)]

mod damage;
mod kills;
mod talks;

use std::path::Path;

use dictum::memory::{Context, Memory, TalkKey};

/// Opens the memory in `folder`, which must be sound or new.
fn open(folder: &Path) -> Memory {
    let (memory, told) = Memory::open(Some(folder));
    assert_eq!(told, None);
    assert!(memory.is_kept());
    memory
}

/// The key of a talk of that text in that file.
fn key(text: &str, path: Option<&Path>) -> TalkKey {
    let fingerprint = dictum::library::fingerprint(text).0;
    TalkKey { fingerprint, path: path.map(Into::into), title: "A talk".into(), text_len: text.len() }
}

/// Keeps the place where `words` stand in `text`, read up to there.
fn keep_place(memory: &mut Memory, key: &TalkKey, text: &str, words: &str) {
    let at = text.find(words).unwrap();
    memory.keep_place(key, at, at, &Context::around(text, at)).unwrap();
}

/// Marks where `words` stand in `text`.
fn keep_mark(memory: &mut Memory, key: &TalkKey, text: &str, letter: char, words: &str) {
    let at = text.find(words).unwrap();
    memory.keep_mark(key, letter, at, Some(1000), &Context::around(text, at)).unwrap();
}

/// What is remembered, by the words that stand there: `at lantern; read to lantern; a=keeper b=storm`.
fn recall(memory: &mut Memory, key: &TalkKey, text: &str) -> String {
    let kept = memory.recall(key, text).unwrap();
    let word = |at: usize| text.get(at..).unwrap().split_whitespace().next().unwrap_or("END");
    let place = kept.place.map_or("nowhere", word);
    let marks: Vec<_> = kept.marks.iter().map(|mark| format!("{}={}", mark.letter, word(mark.at))).collect();
    format!("at {place}; read to {}; {}", word(kept.read_to), marks.join(" "))
}

/// The names of the files in a folder, sorted.
fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
