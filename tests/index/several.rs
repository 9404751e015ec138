//! Several at once, and kills.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, thread};

use dictum::index::FolderIndex;
use dictum::library::Reading;

use crate::{Desk, RULES, name_of, text, update};

/// Names library and cache to the child that [`builder`] starts.
const LIBRARY: &str = "DICTUM_TEST_LIBRARY";
const CACHE: &str = "DICTUM_TEST_CACHE";

/// Not a test by itself: what the child process does.
#[test]
fn child_that_brings_up_to_date() {
    let (Some(library), Some(cache)) = (env::var_os(LIBRARY), env::var_os(CACHE)) else { return };
    let (library, cache) = (Path::new(&library), Path::new(&cache));
    for _ in 0..3 {
        update(&mut FolderIndex::new(library, &Reading::default(), Some(cache), RULES));
    }
}

fn builder(desk: &Desk) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "several::child_that_brings_up_to_date", "--test-threads=1"])
        .env(LIBRARY, &desk.library)
        .env(CACHE, &desk.cache)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_kill_at_any_moment_leaves_an_index_that_can_be_trusted() {
    let desk = Desk::new(40);
    let expected = desk.fresh();
    let mut unfinished = 0;
    for round in 0..12 {
        let mut child = builder(&desk);
        thread::sleep(Duration::from_millis(10 + round * 15));
        child.kill().unwrap();
        child.wait().unwrap();
        let (found, opened) = desk.found();
        assert_eq!(found, expected, "after kill {round}");
        unfinished += usize::from(opened > 0);
        if round % 2 == 0 {
            desk.index().remove().unwrap();
        }
    }
    assert!(unfinished > 0, "no kill came in the middle");
    let left = desk.files();
    let left: Vec<_> = left.iter().map(|file| file.file_name().unwrap().to_string_lossy()).collect();
    assert!(left.iter().all(|name| !name.ends_with(".new")), "nothing unfinished is left: {left:?}");
}

#[test]
fn several_at_once_find_the_same() {
    let desk = Desk::new(40);
    let expected = desk.fresh();
    let mut children = [builder(&desk), builder(&desk)];
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..3 {
                    assert_eq!(desk.found().0, expected);
                }
            });
        }
    });
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(desk.found().0, expected);
}

#[test]
fn who_has_an_index_open_goes_on_while_another_changes_it() {
    let desk = Desk::new(20);
    let mut first = desk.index();
    update(&mut first);
    for change in 0..12 {
        desk.write(&name_of(change), &text(500 + change, 300));
        desk.found();
    }
    update(&mut first);
    assert_eq!(crate::answers(&mut first), desk.fresh());
}
