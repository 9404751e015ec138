//! Small files, a quirk or two in each, and what becomes of them; and what holds for any bytes at all.
#![allow(clippy::unwrap_used)]

mod any;
mod captions;
mod dialects;
mod documented;
mod frames;
mod pages;
mod picture;
mod services;
mod sidecars;
mod sound;
mod texts;
mod variants;
mod wanted;
mod words;

use std::path::{Path, PathBuf};

use dictum::load::Loaded;

use picture::picture;
use sound::{sound, try_open};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
}

fn open(name: &str, bytes: &[u8]) -> Loaded {
    let loaded = try_open(name, bytes).unwrap();
    sound(&loaded.talk).unwrap();
    loaded
}

fn check(name: &str, wanted: &str) {
    let got = picture(&open(name, &fixture(name)));
    assert!(got == wanted, "{name} is now\n{got}\n");
}
