//! An index that another dictum made, which may read other words in the same files.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use dictum::index::Saved;
use dictum::library::Reading;
use dictum::search::sum_of;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};

use crate::program::{dictum, library};
use crate::{Desk, text};

fn manifest_below(cache: &Path) -> PathBuf {
    let folder = fs::read_dir(cache.join("index")).unwrap().next().unwrap().unwrap().path();
    folder.join("manifest")
}

#[test]
fn what_was_made_by_other_sources_is_made_again() {
    let desk = Desk::new(12);
    let (expected, _) = desk.found();
    let manifest = manifest_below(&desk.cache);
    let saved = || Saved::of(&desk.library, &Reading::default(), Some(&desk.cache));
    assert_eq!(saved().unwrap().count(), 12);
    let mut bytes = fs::read(&manifest).unwrap();
    // Behind the sixteen letters that all manifests begin with stands by whom it was written.
    bytes[16] ^= 1;
    fs::write(&manifest, bytes).unwrap();
    assert!(saved().is_none(), "its cards may be others by now");
    assert_eq!(desk.found(), (expected, 12), "all is read anew");
    assert_eq!(saved().unwrap().count(), 12);
}

/// Gives a file another text behind the back of the index: as if the same bytes had become other words.
fn read_otherwise(all: &Path, name: &str, said: &str) {
    let stamp = |path: &Path| {
        let told = path.metadata().unwrap();
        let nanoseconds = |seconds: i64, rest: i64| (seconds * 1_000_000_000 + rest).to_le_bytes();
        let content = nanoseconds(told.mtime(), told.mtime_nsec());
        [told.len().to_le_bytes(), content, nanoseconds(told.ctime(), told.ctime_nsec())].concat()
    };
    let path = all.join(name);
    let before = stamp(&path);
    fs::write(&path, said).unwrap();
    let manifest = manifest_below(&all.join("cache/dictum"));
    let mut bytes = fs::read(&manifest).unwrap();
    let at = bytes.windows(before.len()).position(|window| window == before).expect("the stamp is kept");
    bytes[at..at + before.len()].copy_from_slice(&stamp(&path));
    let sum = sum_of(&bytes[32..]);
    bytes[24..32].copy_from_slice(&sum.to_le_bytes());
    fs::write(&manifest, bytes).unwrap();
}

#[test]
fn a_hit_that_does_not_fit_its_talk_is_looked_for_in_the_talk_as_it_is() {
    let all = library();
    // Only of what has settled a stamp is kept.
    std::thread::sleep(std::time::Duration::from_millis(2200));
    let said = |words: &str| format!("{words} {}", text(3, 20_000));
    dictum(all.path(), &["index", "talks"]).assert().success();
    let list = || dictum(all.path(), &["list", "talks"]).assert().success().get_output().stdout.clone();
    let listed = list();
    let find = |quote: &str| dictum(all.path(), &["find", quote, "talks", "--limit", "1"]).assert();
    let quote = text(3, 20).replace('.', "");
    find(&quote).success().stdout(contains("talk-3.txt:1: "));

    // The place that the index knows has moved.
    read_otherwise(all.path(), "talks/talk-3.txt", &said("Something else came first.\n\nAnd this.\n\n"));
    assert_eq!(list(), listed, "as long as nothing has changed, no file is read for the list");
    let told = contains("talk-3.txt:5: ").and(contains(&*quote));
    find(&quote).success().stdout(told).stderr(is_empty());
    // What the index still has is said no more.
    read_otherwise(all.path(), "talks/talk-3.txt", "Nothing of that is said any more.");
    find(&format!("\"{quote}\"")).code(1).stdout(is_empty());
}
