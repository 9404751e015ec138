//! Several at once, and kills.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use dictum::memory::{Context, Memory};
use dictum::model::SectionEdit;

use crate::{key, open};

const TEXT: &str = "Whoever writes marks must find them again, come what may.";

/// Names the folder and the first letter to the child that [`keeper`] starts.
const FOLDER: &str = "DICTUM_TEST_KEEPER_FOLDER";
const FIRST: &str = "DICTUM_TEST_KEEPER_FIRST";

/// Not a test by itself: what the child process does. It keeps mark after mark, and says each letter when it is kept.
#[test]
fn child_that_keeps_marks() {
    let (Some(folder), Ok(first)) = (env::var_os(FOLDER), env::var(FIRST)) else { return };
    let first: u32 = first.parse().unwrap();
    let mut memory = open(folder.as_ref());
    for n in first..first + 1000 {
        insist_on_mark(&mut memory, n);
        println!("kept {n} ");
        std::io::stdout().flush().unwrap();
    }
}

/// Keeps a mark as a stubborn reader would: on a machine that stands still for seconds, a lock may be held for
/// longer than dictum waits, and the reader is told to try again.
fn insist_on_mark(memory: &mut Memory, n: u32) {
    let mut keep = || memory.keep_mark(&key(TEXT, None), letter(n), 0, None, &Context::default());
    insist(&mut keep);
    // And a section of the reader's own, by the same number.
    let edit = SectionEdit { at: 0, was: format!("section {n}"), now: None, level: 1 };
    insist(&mut || memory.keep_section(&key(TEXT, None), &edit, &Context::default()));
}

fn insist(keep: &mut dyn FnMut() -> dictum::error::Result<()>) {
    let kept = (0..10).map(|_| keep()).find(|kept| {
        !kept.as_ref().is_err_and(|error| error.to_string().contains("another program has it locked"))
    });
    kept.unwrap().unwrap();
}

/// There are letters enough for every mark of every child.
fn letter(n: u32) -> char {
    char::from_u32(0x4e00 + n).unwrap()
}

fn keeper(folder: &Path, first: u32) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "kills::child_that_keeps_marks", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The number in a line that acknowledges a mark.
fn acknowledged(line: &str) -> Option<u32> {
    line.split("kept ").nth(1)?.strip_suffix(' ')?.parse().ok()
}

fn letters(memory: &mut Memory) -> HashSet<char> {
    memory.all_marks().unwrap().into_iter().map(|kept| kept.mark.letter).collect()
}

#[test]
fn a_kill_loses_no_mark_that_was_kept() {
    let state = tempfile::tempdir().unwrap();
    let mut kept = HashSet::new();
    for round in 0..30 {
        let mut child = keeper(state.path(), round * 100);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        // Now before the first mark, while the database is opened, now in the middle of one or the other.
        kept.extend(lines.by_ref().filter_map(|line| acknowledged(&line)).take((round % 7) as usize));
        thread::sleep(Duration::from_micros(u64::from(round) * 137));
        child.kill().unwrap();
        child.wait().unwrap();
        kept.extend(lines.filter_map(|line| acknowledged(&line)));

        let there = letters(&mut open(state.path()));
        let lost: Vec<_> = kept.iter().filter(|&&n| !there.contains(&letter(n))).collect();
        assert!(lost.is_empty(), "after kill {round}: {lost:?}");
    }
    assert!(kept.len() >= 80, "the children must have kept some: {}", kept.len());
    assert_eq!(crate::names_in(state.path()), ["memory.db", "memory.lock"], "nothing is left lying about");
}

#[test]
fn eight_at_once_lose_nothing() {
    let state = tempfile::tempdir().unwrap();
    // Four in this process and four of their own, all from the first moment on.
    let mut children: Vec<_> = (0..4).map(|at| keeper(state.path(), at * 1000)).collect();
    thread::scope(|scope| {
        for at in 4..8 {
            let folder = state.path();
            scope.spawn(move || {
                let mut memory = open(folder);
                for n in at * 1000..at * 1000 + 50 {
                    insist_on_mark(&mut memory, n);
                }
            });
        }
    });
    let mut expected: HashSet<_> = (4..8).flat_map(|at| at * 1000..at * 1000 + 50).map(letter).collect();
    for child in &mut children {
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        expected.extend(lines.by_ref().filter_map(|line| acknowledged(&line)).take(50).map(letter));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(expected.len(), 400);
    assert!(letters(&mut open(state.path())).is_superset(&expected));
}

#[test]
fn a_memory_whose_file_was_taken_away_goes_on_in_the_new_one() {
    let state = tempfile::tempdir().unwrap();
    let [mut first, mut second] = [open(state.path()), open(state.path())];
    insist_on_mark(&mut first, 1);
    for suffix in ["-wal", "-shm", ""] {
        let file = state.path().join(format!("memory.db{suffix}"));
        fs::rename(&file, state.path().join(format!("away.db{suffix}"))).unwrap();
    }
    insist_on_mark(&mut second, 2);
    insist_on_mark(&mut first, 3);
    drop((first, second));
    assert_eq!(letters(&mut open(state.path())), [2, 3].map(letter).into());
}
