//! How fast talks are opened: `cargo run --release --example opening -- FOLDER… [--each]`.
//!
//! Every file is opened by itself, on one thread, format by format, once to warm up and then as often as fits in a few
//! seconds; the quickest round counts. Told are megabytes a CPU second, and a fingerprint of all that was understood: a
//! change that is only for speed must leave it as it was. `--each` prints a file's own fingerprint, a line each.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dictum::library::{self, Address, Family, Wanted};

/// What is opened together.
#[derive(Default)]
struct Group {
    files: Vec<Address>,
    bytes: u64,
    words: usize,
}

/// So much time is given to a group, in seconds.
const PATIENCE: f64 = 3.0;

fn main() {
    let (flags, folders): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let each = flags.iter().any(|flag| flag == "--each");
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    let mut understood = 0_u128;
    for (path, bytes) in folders.iter().flat_map(|folder| files(Path::new(folder))) {
        let address = Address::File(Arc::new(Family::alone(&path)));
        let opened = library::open(&address, Wanted::default());
        let print = library::fingerprint(&format!("{opened:?}")).0;
        understood ^= print;
        if each {
            println!("{print:032x} {}", path.display());
        }
        if let Ok(loaded) = opened {
            let group = groups.entry(loaded.format.name()).or_default();
            group.bytes += bytes;
            group.words += loaded.talk.count_words();
            group.files.push(address);
        }
    }
    let (mut all, mut spent) = (0, 0.0);
    println!("{:<12} {:>6} {:>9} {:>9} {:>9} {:>8}", "format", "files", "MB", "words", "CPU s", "MB/s");
    for (name, group) in &groups {
        let seconds = quickest(group);
        row(name, group, seconds);
        all += group.bytes;
        spent += seconds;
    }
    println!("all: {:.1} MB a CPU second; understood: {understood:032x}", all as f64 / 1e6 / spent);
}

fn row(name: &str, group: &Group, seconds: f64) {
    let megabytes = group.bytes as f64 / 1e6;
    println!(
        "{name:<12} {:>6} {megabytes:>9.2} {:>9} {seconds:>9.3} {:>8.1}",
        group.files.len(),
        group.words,
        megabytes / seconds
    );
}

fn quickest(group: &Group) -> f64 {
    let begun = cpu_seconds();
    let mut best = f64::INFINITY;
    while cpu_seconds() - begun < PATIENCE {
        let before = cpu_seconds();
        for address in &group.files {
            let loaded = library::open(address, Wanted::default());
            std::hint::black_box(&loaded);
        }
        best = best.min(cpu_seconds() - before);
    }
    best
}

/// What this process has spent, in the kernel's finest measure.
fn cpu_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    told.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// The regular files below a folder, and their sizes.
fn files(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        if entry.file_type().is_file() {
            let size = entry.metadata().map_or(0, |about| about.len());
            found.push((entry.into_path(), size));
        }
    }
    found
}
