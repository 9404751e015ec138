//! Holds the search in shards, in memory and on the disk, against going through all words one by one.

use std::fs::File;
use std::io::Write;

use proptest::prelude::*;

use super::shard::{BLOCK, Builder, Entry, Parts, Shard};
use super::stream::each_word;
use super::{Query, Scope, ask};

/// Few words, so that phrases come again; each is unlike the others, and none is small.
const WORDS: [&str; 6] = ["walrus", "kettle", "pyjama", "bishop", "lemon", "tundra"];

fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word, _| words.push(word.to_owned()));
    words
}

/// The talks, so many in a shard, the odd shards from a file.
fn shards(talks: &[String], in_each: usize) -> Vec<Shard> {
    let parts = talks.chunks(in_each).map(|talks| {
        let mut builder = Builder::default();
        for text in talks {
            builder.add(&Entry { text, language: Some("en"), ..Entry::default() });
        }
        builder.finish()
    });
    parts
        .enumerate()
        .map(|(at, parts)| if at % 2 == 1 { from_file(&parts) } else { parts.in_memory() })
        .collect()
}

fn from_file(parts: &Parts) -> Shard {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let written = parts.write(&mut file).unwrap();
    file.flush().unwrap();
    assert_eq!(file.path().metadata().unwrap().len(), written);
    Shard::open(File::open(file.path()).unwrap()).unwrap()
}

/// Where a phrase stands: talk and first word, in order.
fn naive(talks: &[String], phrase: &[String]) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    for (talk, text) in talks.iter().enumerate() {
        let said = words_of(text);
        let starts = said.windows(phrase.len()).enumerate().filter(|(_, window)| *window == phrase);
        found.extend(starts.map(|(at, _)| (talk, u32::try_from(at).unwrap())));
    }
    found
}

/// A region is answered by its best passage: of phrases that come again within so many words one is enough.
const NEAR: usize = 4 * BLOCK;

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
    #[test]
    fn a_phrase_is_found_wherever_it_stands_and_nowhere_else(
        talks in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 0..600), 1..6),
        phrase in prop::collection::vec(0..WORDS.len(), 2..5),
        in_each in 1..4usize,
    ) {
        let said = |words: &[usize]| words.iter().map(|&at| WORDS[at]).collect::<Vec<_>>().join(" ");
        let talks: Vec<String> = talks.iter().map(|talk| said(talk)).collect();
        let phrase = words_of(&said(&phrase));
        prop_assume!(phrase.len() >= 2);
        let shards = shards(&talks, in_each);
        let shards: Vec<&Shard> = shards.iter().collect();
        let query = Query::new(&phrase.join(" "), false).exactly();
        let passages = ask(&shards, &query, &[Scope::Everywhere], usize::MAX, &|| false).unwrap();
        let found: Vec<_> =
            passages.iter().map(|passage| (passage.shard * in_each + passage.talk, passage.first)).collect();
        let stands = naive(&talks, &phrase);
        prop_assert!(found.is_sorted(), "of equals the earlier first: {:?}", found);
        prop_assert!(found.iter().all(|place| stands.contains(place)), "{:?}: {:?}", phrase, found);
        for (talk, at) in stands {
            let answers = |&(other, first): &(usize, u32)| talk == other && at.abs_diff(first) as usize <= NEAR;
            prop_assert!(found.iter().any(answers), "{:?} at {} of talk {}: {:?}", phrase, at, talk, found);
        }
        for passage in passages {
            prop_assert_eq!((passage.last - passage.first + 1) as usize, phrase.len());
        }
    }
}
