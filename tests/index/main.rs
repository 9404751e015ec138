//! The index of a folder: what it finds is what reading the folder finds, whatever happened to it.
#![allow(clippy::unwrap_used)]

mod changes;
mod damage;
mod others;
mod program;
mod several;

use std::fs;
use std::path::{Path, PathBuf};

use dictum::index::{FolderIndex, Index, Progress, Rules};
use dictum::library::Reading;
use dictum::search::Query;

/// Small shards, and an index for any folder.
pub const RULES: Rules = Rules { least_bytes: 0, words_a_shard: 4000 };

/// A library, and a cache for its index.
pub(crate) struct Desk {
    _all: tempfile::TempDir,
    pub library: PathBuf,
    pub cache: PathBuf,
}

impl Desk {
    /// With so many talks.
    pub(crate) fn new(talks: usize) -> Self {
        // What a disk takes to be sure of what it was given is not what is tried here.
        let memory = Path::new("/dev/shm");
        let all = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let (library, cache) = (all.path().join("talks"), all.path().join("cache"));
        fs::create_dir_all(library.join("more")).unwrap();
        let desk = Self { _all: all, library, cache };
        for talk in 0..talks {
            desk.write(&name_of(talk), &text(talk, 700));
        }
        desk
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.library.join(name), text).unwrap();
    }

    pub(crate) fn index(&self) -> FolderIndex {
        FolderIndex::new(&self.library, &Reading::default(), Some(&self.cache), RULES)
    }

    /// What is found by the index that lies in the cache, after it was brought up to date; and how many files that
    /// took.
    pub(crate) fn found(&self) -> (Vec<String>, usize) {
        let mut index = self.index();
        let opened = update(&mut index);
        (answers(&mut index), opened)
    }

    /// What is found by reading all.
    pub(crate) fn fresh(&self) -> Vec<String> {
        let mut index = FolderIndex::new(&self.library, &Reading::default(), None, RULES);
        update(&mut index);
        answers(&mut index)
    }

    /// The files of the index.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let folder = self.index().on_disk().unwrap().0.to_path_buf();
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

pub(crate) fn name_of(talk: usize) -> String {
    if talk.is_multiple_of(3) { format!("more/talk-{talk:03}.txt") } else { format!("talk-{talk:03}.md") }
}

/// So many words.
pub(crate) fn text(seed: usize, words: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "bra", "kle", "mon", "tif", "sul", "der", "gan", "pov", "lix", "nar", "hem", "zut", "cor", "wei",
        "fas", "jul",
    ];
    let mut state = seed as u64 * 7919 + 17;
    let mut said = String::new();
    for n in 1..=words {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let syllable = |shift: u64| SYLLABLES[usize::try_from((state >> shift) % 16).unwrap()];
        said.push_str(syllable(33));
        said.push_str(syllable(40));
        said.push_str(if n % 50 == 0 { ".\n\n" } else { " " });
    }
    said
}

/// Some words of that text.
fn quote(seed: usize, from: usize, words: usize) -> String {
    text(seed, from + words).split_whitespace().skip(from).collect::<Vec<_>>().join(" ").replace('.', "")
}

pub(crate) fn update(index: &mut FolderIndex) -> usize {
    let mut last = Progress::default();
    index.update(&mut |_, progress| {
        last = progress;
        true
    });
    last.opened
}

/// The answers to some queries: which talk, and where. A damaged shard is made again.
pub(crate) fn answers(index: &mut FolderIndex) -> Vec<String> {
    let quotes = (0..6).map(|n| quote(n * 5, n * 30, 6));
    // Some have this in them by chance.
    let phrases = (0..6).map(|n| format!("\"{}\"", quote(n * 3, n * 7, 2)));
    let mut all: Vec<String> =
        quotes.flat_map(|quote| answers_to(index, &quote).into_iter().take(1)).collect();
    all.extend(phrases.flat_map(|phrase| answers_to(index, &phrase)));
    all
}

fn answers_to(kept: &mut FolderIndex, query: &str) -> Vec<String> {
    for _ in 0..5 {
        let mut index = Index::default();
        kept.lend(&mut index, 0);
        let talks: Vec<_> = kept.talks().collect();
        match index.ask(&Query::new(query, false), None, 200, &|| false) {
            Ok(found) => {
                // Of what nobody says, something else is found, by a hair's breadth before others.
                let good = found.iter().filter(|found| found.passage.score > 0.9);
                let mut drawn: Vec<String> = good
                    .map(|found| {
                        let file = talks[found.talk].family.file.file_name().unwrap().to_string_lossy();
                        format!("{query}: {file} {}-{}", found.passage.first, found.passage.last)
                    })
                    .collect();
                if query.starts_with('"') {
                    // All are as good; those of an earlier shard come first, and shards differ.
                    drawn.sort();
                }
                return drawn;
            }
            Err(damaged) => {
                kept.forget(&damaged);
                update(kept);
            }
        }
    }
    panic!("damaged again and again");
}

/// Copies a folder of files.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
