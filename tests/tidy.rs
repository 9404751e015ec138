//! The house rules that a compiler cannot hold: who may import whom, and what may stand only in one place.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may use; `error` and `text::clean` behind it are open to all.
const ARROWS: &[(&str, &[&str])] = &[
    ("error", &["text"]),
    ("model", &[]),
    ("text", &["model"]),
    ("load", &["model", "text"]),
    ("outline", &["model", "text"]),
    ("cite", &["model"]),
    ("memory", &["model"]),
    ("search", &["model", "text"]),
    ("library", &["model", "text", "load", "outline"]),
    ("index", &["model", "text", "library", "outline", "search"]),
    ("app", &["model", "text", "outline", "search", "cite"]),
    ("ui", &["app", "model", "text", "search"]),
    ("cli", &["model", "text", "load", "outline", "library", "index", "search", "memory", "cite"]),
    // A worker takes the app's questions and speaks its news.
    ("worker", &["app", "outline", "library", "index", "search", "memory", "model", "text"]),
    ("terminal", &["text", "worker"]),
    ("run", &["app", "ui", "worker", "memory", "index", "terminal", "library", "text"]),
    ("main", &["cli", "run", "terminal", "worker", "library", "text"]),
];

fn sources() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let below = path.strip_prefix(&src).unwrap();
                let first = below.iter().next().unwrap().to_string_lossy();
                let room = first.trim_end_matches(".rs").to_owned();
                found.push((room, path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}

/// Lines that are code, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(i, line)| (i + 1, line.trim())).filter(|(_, line)| !line.starts_with("//"))
}

#[test]
fn rooms_import_only_whom_they_may() {
    for (room, path, text) in sources() {
        if room == "lib" {
            continue;
        }
        let (_, allowed) = ARROWS
            .iter()
            .find(|(name, _)| *name == room)
            .unwrap_or_else(|| panic!("{room} is no room of the house"));
        for (number, line) in code(&text) {
            for used in line.split("crate::").skip(1).chain(line.split("dictum::").skip(1)) {
                assert!(!used.starts_with('{'), "{}:{number}: one import a room", path.display());
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let own = name == room || name == "error" || name.is_empty();
                assert!(
                    own || allowed.contains(&name.as_str()),
                    "{}:{number}: {room} may not use {name}",
                    path.display()
                );
            }
        }
    }
}

/// Each of these may stand only in the rooms beside it.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    ("ratatui::", &["ui", "terminal", "run"], "the other rooms know no terminal"),
    ("crossterm::", &["ui", "terminal", "run"], "the other rooms know no terminal"),
    ("thread::spawn", &["worker"], "threads begin in worker"),
    ("thread::Builder", &["worker"], "threads begin in worker"),
    ("rusqlite", &["memory"], "only memory knows its database"),
    (".set_symbol(", &[], "cells are filled by ui::paint, with text that is clean"),
    (".set_char(", &[], "cells are filled by ui::paint, with text that is clean"),
    ("println!", &[], "cli prints to a writer"),
];

#[test]
fn what_belongs_in_one_place_stands_in_no_other() {
    for (room, path, text) in sources() {
        for (number, line) in code(&text) {
            for (what, rooms, why) in ONLY_IN {
                let line = line.replace("eprintln!", "");
                let here = line.contains(what) && !rooms.contains(&room.as_str());
                let excused = room == "main" || path.ends_with("terminal/guard.rs");
                assert!(!here || excused, "{}:{number}: {what} does not belong here: {why}", path.display());
            }
        }
    }
}

#[test]
fn every_file_opens_with_its_duty() {
    for (_, path, text) in sources() {
        assert!(
            text.starts_with("//! "),
            "{}: does not open with a sentence of what it does",
            path.display()
        );
    }
}
