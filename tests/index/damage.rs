//! An index that is damaged in any way finds the same as one that was made anew.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::FileExt;

use proptest::prelude::*;

use crate::{Desk, answers, copy, update};

/// What can happen to a file.
#[derive(Debug, Clone)]
enum Harm {
    Flip(f64),
    CutTo(f64),
    Garbage(Vec<u8>),
    Remove,
    LongerBy(usize),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        4 => (0.0..1.0f64).prop_map(Harm::Flip),
        2 => (0.0..1.0f64).prop_map(Harm::CutTo),
        1 => prop::collection::vec(any::<u8>(), 0..200).prop_map(Harm::Garbage),
        1 => Just(Harm::Remove),
        1 => (1..5000usize).prop_map(Harm::LongerBy),
    ]
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn part(length: u64, share: f64) -> u64 {
    (length as f64 * share) as u64
}

fn hurt(path: &std::path::Path, harm: &Harm) {
    let length = fs::metadata(path).unwrap().len();
    let file = OpenOptions::new().read(true).write(true).append(false).open(path).unwrap();
    match harm {
        Harm::Flip(share) => {
            let (at, mut byte) = (part(length, *share), [0]);
            if file.read_exact_at(&mut byte, at).is_ok() {
                file.write_all_at(&[byte[0] ^ 0x10], at).unwrap();
            }
        }
        Harm::CutTo(share) => file.set_len(part(length, *share)).unwrap(),
        Harm::Garbage(bytes) => fs::write(path, bytes).unwrap(),
        Harm::Remove => fs::remove_file(path).unwrap(),
        Harm::LongerBy(bytes) => {
            OpenOptions::new().append(true).open(path).unwrap().write_all(&vec![7; *bytes]).unwrap();
        }
    }
}

#[test]
fn whatever_is_damaged_the_same_is_found() {
    let desk = Desk::new(24);
    let (expected, _) = desk.found();
    assert_eq!(expected, desk.fresh());
    assert!(expected.len() > 12, "there must be something to find: {}", expected.len());
    let whole = desk.cache.with_file_name("whole");
    copy(&desk.cache, &whole);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let many = prop::collection::vec((any::<prop::sample::Index>(), harm()), 1..4);
    runner
        .run(&many, |harms| {
            fs::remove_dir_all(&desk.cache).unwrap();
            copy(&whole, &desk.cache);
            let files = desk.files();
            for (which, harm) in &harms {
                let path = which.get(&files);
                if path.exists() {
                    hurt(path, harm);
                }
            }
            let (found, _) = desk.found();
            prop_assert_eq!(found, expected.as_slice());
            // What was found out is mended for the next time.
            let (found, _) = desk.found();
            prop_assert_eq!(found, expected.as_slice());
            Ok(())
        })
        .unwrap();
}

#[test]
fn damage_under_the_hands_of_a_reader_is_an_error_and_not_a_wrong_answer() {
    let desk = Desk::new(24);
    let (expected, _) = desk.found();
    for harm in [Harm::CutTo(0.0), Harm::CutTo(0.9), Harm::Flip(0.7), Harm::Garbage(vec![1; 9000])] {
        let mut index = desk.index();
        update(&mut index);
        for file in desk.files() {
            hurt(&file, &harm);
        }
        assert_eq!(answers(&mut index), expected, "{harm:?}");
    }
}
