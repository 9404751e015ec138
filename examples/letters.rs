//! How long a letter takes over a folder's index: `cargo run --release --example letters -- FOLDER QUOTES.txt`.
//!
//! Types each line of QUOTES letter by letter, as the search over all talks does, and tells the milliseconds from a
//! letter to its passages (median, p95, the most), and of the CPU, without talks being opened to show them. The index of the folder is made
//! first where there is none, in `$XDG_CACHE_HOME`.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::time::{Duration, Instant};

use dictum::index::{FolderIndex, Index, Rules, cache_folder};
use dictum::library::Reading;
use dictum::search::Query;
use rustix::time::{ClockId, clock_gettime};

const MOST: usize = 200;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, quotes] = args.as_slice() else { panic!("FOLDER QUOTES.txt") };
    let began = Instant::now();
    let cache = cache_folder();
    let mut folder =
        FolderIndex::new(Path::new(folder), &Reading::default(), cache.as_deref(), Rules::default());
    folder.update(&mut |_, _| true);
    let mut index = Index::default();
    let talks = folder.lend(&mut index, 0);
    println!("{talks} talks in {} shards, ready after {:?}", folder.count_shards(), began.elapsed());

    let mut times = Vec::new();
    let quotes = std::fs::read_to_string(quotes).unwrap();
    for quote in quotes.lines() {
        for end in (1..=quote.len()).filter(|&end| quote.is_char_boundary(end)) {
            let typed = quote.get(..end).unwrap();
            let (began, cpu) = (Instant::now(), cpu_time());
            let found = index.ask(&Query::new(typed, true), None, MOST, &|| false).unwrap();
            times.push((cpu_time().saturating_sub(cpu), began.elapsed(), typed, found.len()));
        }
    }
    times.sort();
    let mut walls: Vec<Duration> = times.iter().map(|time| time.1).collect();
    walls.sort();
    let (median, p95) = (times.len() / 2, times.len() * 95 / 100);
    println!("{} letters: median {:?}, p95 {:?}", times.len(), walls[median], walls[p95]);
    println!("of the CPU: median {:?}, p95 {:?}", times[median].0, times[p95].0);
    for (cpu, wall, typed, found) in times.iter().rev().take(12) {
        println!("{cpu:>12?} {wall:>12?} {found:4} {typed:?}");
    }
}

/// What the whole process has taken of the CPU, all threads together.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}
