//! Databases that are damaged, foreign, newer, locked.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use dictum::memory::Memory;
use proptest::prelude::*;
use proptest::sample::Index;
use rusqlite::Connection;

use crate::{keep_mark, keep_place, key, names_in, open, recall};

const TEXT: &str = "A bit that turns in the night must not cost the reader a year of marks.";

/// Opens what must not be used; answers what was told, and that the memory works all the same.
fn open_unfit(folder: &Path) -> String {
    let (mut memory, told) = Memory::open(Some(folder));
    assert!(memory.is_kept());
    keep_mark(&mut memory, &key(TEXT, None), TEXT, 'n', "night");
    drop(memory);
    assert!(recall(&mut open(folder), &key(TEXT, None), TEXT).ends_with("; n=night"), "the new one is kept");
    told.unwrap()
}

/// The one file in the folder that was set aside, without its log.
fn set_aside(folder: &Path, kind: &str) -> String {
    let names = names_in(folder);
    let aside: Vec<_> = names.iter().filter(|name| name.starts_with(&format!("memory.db.{kind}-"))).collect();
    assert_eq!(aside.len(), 1, "{names:?}");
    let date = aside[0].rsplit_once(&format!("{kind}-")).unwrap().1;
    assert!(date.len() == 15 && date.as_bytes()[8] == b'-', "{date}");
    aside[0].clone()
}

/// The bytes of a database that holds a place and three marks.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    let talk = key(TEXT, Some("a.txt".as_ref()));
    keep_place(&mut memory, &talk, TEXT, "cost");
    for (letter, words) in [('a', "bit"), ('b', "night"), ('c', "year")] {
        keep_mark(&mut memory, &talk, TEXT, letter, words);
    }
    drop(memory);
    fs::read(state.path().join("memory.db")).unwrap()
});

#[test]
fn what_is_no_database_is_set_aside_as_it_was() {
    for bytes in [&b"no database at all, but a shopping list"[..], &[0; 5000], b"SQLite format 3\0"] {
        let state = tempfile::tempdir().unwrap();
        fs::write(state.path().join("memory.db"), bytes).unwrap();
        let told = open_unfit(state.path());
        let aside = set_aside(state.path(), "broken");
        assert!(
            told.contains("memory.db: is damaged") && told.contains(&format!("set aside as {aside}, ")),
            "{told}"
        );
        assert_eq!(fs::read(state.path().join(aside)).unwrap(), bytes);
    }
}

#[test]
fn a_newer_database_is_set_aside_as_it_was() {
    let state = tempfile::tempdir().unwrap();
    let file = state.path().join("memory.db");
    keep_place(&mut open(state.path()), &key(TEXT, None), TEXT, "cost");
    Connection::open(&file).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let bytes = fs::read(&file).unwrap();

    let told = open_unfit(state.path());
    assert!(told.contains("memory.db: was written by a newer dictum; it was set aside as "), "{told}");
    assert_eq!(fs::read(state.path().join(set_aside(state.path(), "newer"))).unwrap(), bytes);
}

#[test]
fn another_programs_database_is_set_aside() {
    let state = tempfile::tempdir().unwrap();
    let other = Connection::open(state.path().join("memory.db")).unwrap();
    other
        .execute_batch("CREATE TABLE recipes (name); PRAGMA application_id = 7; PRAGMA user_version = 1")
        .unwrap();
    drop(other);
    let told = open_unfit(state.path());
    assert!(told.contains("is another program's database"), "{told}");
    set_aside(state.path(), "broken");
}

#[test]
fn a_log_without_its_database_is_not_thrown_away() {
    let state = tempfile::tempdir().unwrap();
    fs::write(state.path().join("memory.db-wal"), "the last marks").unwrap();
    let told = open_unfit(state.path());
    assert!(told.contains("has lost all but its log"), "{told}");
    let names = names_in(state.path());
    assert!(
        names.iter().any(|name| name.starts_with("memory.db.broken-") && name.ends_with("-wal")),
        "{names:?}"
    );
}

#[test]
fn a_folder_in_the_files_place_is_set_aside() {
    let state = tempfile::tempdir().unwrap();
    fs::create_dir(state.path().join("memory.db")).unwrap();
    assert!(open_unfit(state.path()).contains("is no file"));
}

#[test]
fn of_eight_that_find_it_damaged_one_sets_it_aside() {
    for _ in 0..5 {
        let state = tempfile::tempdir().unwrap();
        fs::write(state.path().join("memory.db"), "damaged").unwrap();
        let told: Vec<_> = thread::scope(|scope| {
            let openers: Vec<_> = ('a'..='h')
                .map(|letter| {
                    let folder = state.path();
                    scope.spawn(move || {
                        let (mut memory, told) = Memory::open(Some(folder));
                        keep_mark(&mut memory, &key(TEXT, None), TEXT, letter, "bit");
                        told
                    })
                })
                .collect();
            openers.into_iter().filter_map(|opener| opener.join().unwrap()).collect()
        });
        assert_eq!(told.len(), 1, "{told:?}");
        set_aside(state.path(), "broken");
        assert_eq!(open(state.path()).all_marks().unwrap().len(), 8);
    }
}

#[test]
fn what_is_locked_is_left_alone_and_told_in_time() {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    let other = Connection::open(state.path().join("memory.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    // Reading goes on; what cannot be written is told, and can be written later.
    let (begun, talk) = (Instant::now(), key(TEXT, None));
    assert_eq!(open(state.path()).all_marks().unwrap(), []);
    let error = memory.drop_mark(&talk, 'a').unwrap_err().to_string();
    assert!(
        error.ends_with("memory.db: another program has it locked; try again when that has ended"),
        "{error}"
    );
    assert!(begun.elapsed() < Duration::from_secs(5));
    other.execute_batch("ROLLBACK").unwrap();
    keep_mark(&mut memory, &talk, TEXT, 'a', "bit");
    drop(memory);

    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; PRAGMA user_version = 1").unwrap();
    let begun = Instant::now();
    let (memory, told) = Memory::open(Some(state.path()));
    assert!(!memory.is_kept() && told.unwrap().contains("another program has it locked"));
    assert!(begun.elapsed() < Duration::from_secs(8));
    assert_eq!(names_in(state.path()).iter().filter(|name| name.contains("broken")).count(), 0);
}

#[test]
fn a_file_that_may_not_be_written_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let state = tempfile::tempdir().unwrap();
    drop(open(state.path()));
    let file = state.path().join("memory.db");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
    if rustix::fs::access(&file, rustix::fs::Access::WRITE_OK).is_ok() {
        eprintln!("not tried: the superuser may write to any file");
        return;
    }
    let (memory, told) = Memory::open(Some(state.path()));
    assert!(!memory.is_kept());
    let told = told.unwrap();
    assert!(told.contains("memory.db: cannot be written to: permission denied"), "{told}");
    assert!(!names_in(state.path()).iter().any(|name| name.contains("broken")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever became of the bytes: it opens, works, and what was there is either still read or set aside.
    #[test]
    fn any_damage_is_survived(
        flips in prop::collection::vec((any::<Index>(), 0..8), 0..4),
        // The header and the tables' definitions are a small part of the file, and the most delicate.
        early in prop::collection::vec((0..4096usize, 0..8), 0..3),
        cut in prop::option::weighted(0.2, any::<Index>()),
    ) {
        let mut bytes = SOUND.clone();
        for (at, bit) in flips.iter().map(|(at, bit)| (at.index(SOUND.len()), *bit)).chain(early) {
            bytes[at] ^= 1u8 << bit;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(SOUND.len())));
        let state = tempfile::tempdir().unwrap();
        fs::write(state.path().join("memory.db"), &bytes).unwrap();

        let (mut memory, told) = Memory::open(Some(state.path()));
        let talk = key(TEXT, Some("a.txt".as_ref()));
        let recalled = memory.recall(&talk, TEXT);
        let (marks, progress) = (memory.all_marks(), memory.progress());
        keep_mark(&mut memory, &talk, TEXT, 'n', "night");
        let aside = names_in(state.path()).iter().any(|name| name.starts_with("memory.db.broken") || name.starts_with("memory.db.newer"));
        prop_assert_eq!(told.is_some(), aside);
        // SQLite takes a file of a single byte for an empty one, and so do we.
        if !aside && bytes.len() > 1 {
            prop_assert!(recalled.is_ok());
            prop_assert_eq!((marks.unwrap().len(), progress.unwrap().len()), (3, 1));
        }
    }

    /// A dictum was killed, and its log damaged: what is left of it can be used.
    #[test]
    fn a_damaged_log_is_survived(
        flips in prop::collection::vec((any::<Index>(), 0..8), 1..4),
        cut in prop::option::weighted(0.3, any::<Index>()),
    ) {
        let (alive, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut memory = open(alive.path());
        keep_mark(&mut memory, &key(TEXT, None), TEXT, 'a', "bit");
        keep_mark(&mut memory, &key(TEXT, None), TEXT, 'b', "night");
        fs::copy(alive.path().join("memory.db"), state.path().join("memory.db")).unwrap();
        let mut log = fs::read(alive.path().join("memory.db-wal")).unwrap();
        for (at, bit) in &flips {
            let at = at.index(log.len());
            log[at] ^= 1u8 << bit;
        }
        log.truncate(cut.map_or(log.len(), |cut| cut.index(log.len())));
        fs::write(state.path().join("memory.db-wal"), log).unwrap();

        let (mut memory, _) = Memory::open(Some(state.path()));
        keep_mark(&mut memory, &key(TEXT, None), TEXT, 'n', "night");
        drop(memory);
        prop_assert!(recall(&mut open(state.path()), &key(TEXT, None), TEXT).ends_with("n=night"));
    }
}
