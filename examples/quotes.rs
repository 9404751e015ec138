//! How well half-remembered quotes are found: `cargo run --release --example quotes -- QUERIES.jsonl FOLDER [--misses]`.
//!
//! A line of QUERIES is `{"class", "query", "file", "passages": [{"start", "end"}]}`, with the bytes of the passage in
//! the file. A hit is right if its lines come within 600 bytes of the passage. Told are recall at 1, 5 and 10, the mean
//! reciprocal rank, by class and over two halves of the queries (every other one); how many letters have to be typed
//! until the right hit is first, as a share of the query; and the time of a letter.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, clippy::cast_possible_truncation)]
#![allow(clippy::cast_possible_wrap, clippy::cast_sign_loss, clippy::string_slice)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use dictum::index::Index;
use dictum::library::{self, Address, Found, Scan, Wanted};
use dictum::model::Talk;
use dictum::search::{Query, hits};
use serde_json::Value;

const SLACK: i64 = 600;
/// A line longer than this says little about where a hit is; then its words do.
const LONG_LINE: i64 = 6000;

struct Haystack {
    index: Index,
    talks: Vec<(String, Talk, Vec<u8>, Vec<i64>)>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [queries, folder, rest @ ..] = args.as_slice() else { panic!("QUERIES FOLDER") };
    let hay = Haystack::read(Path::new(folder));
    let mut classes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut halves = [Vec::new(), Vec::new()];
    let (mut letters, mut times) = (Vec::new(), Vec::new());
    for (at, line) in std::fs::read_to_string(queries).unwrap().lines().enumerate() {
        let query: Value = serde_json::from_str(line).unwrap();
        let typed = query["query"].as_str().unwrap();
        let rank = hay.rank(&query, &Query::new(typed, false));
        let class = query["class"].as_str().unwrap();
        classes.entry(class.to_owned()).or_default().push(rank);
        halves[at % 2].push(rank);
        if rest.iter().any(|arg| arg == "--misses") && rank != 1 {
            println!(
                "rank {rank} [{class}] {typed:?}\n    {:?}",
                query["passages"][0]["text"].as_str().unwrap()
            );
            hay.print(typed);
        }
        if rest.iter().any(|arg| arg == "--letters") {
            letters.push(hay.letters(&query, typed, &mut times));
        }
    }
    for (class, ranks) in &classes {
        row(class, ranks);
    }
    row("all", &classes.values().flatten().copied().collect::<Vec<_>>());
    row("every other one from the first", &halves[0]);
    row("every other one from the second", &halves[1]);
    if !letters.is_empty() {
        letters.sort_unstable();
        times.sort_by(f64::total_cmp);
        println!(
            "letters until the right hit is first: median {}, of {}",
            letters[letters.len() / 2],
            letters.len()
        );
        println!(
            "ms a letter: median {:.2}, p95 {:.2}",
            times[times.len() / 2],
            times[times.len() * 95 / 100]
        );
    }
}

fn row(name: &str, ranks: &[usize]) {
    let all = ranks.len().max(1) as f64;
    let at = |most: usize| ranks.iter().filter(|&&rank| rank > 0 && rank <= most).count() as f64 / all;
    let reciprocal: f64 = ranks.iter().filter(|&&rank| rank > 0).map(|&rank| 1.0 / rank as f64).sum();
    println!("{name:34} {:4}  {:.3} {:.3} {:.3}  {:.3}", ranks.len(), at(1), at(5), at(10), reciprocal / all);
}

impl Haystack {
    fn read(folder: &Path) -> Self {
        let (mut index, mut talks) = (Index::default(), Vec::new());
        let mut add = |address: Address| {
            let Ok(loaded) = library::open(&address, Wanted::default()) else { return };
            index.add(talks.len(), &loaded.talk);
            let bytes = std::fs::read(address.path()).unwrap();
            let ends =
                bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at as i64 + 1);
            let lines = std::iter::once(0).chain(ends).chain([bytes.len() as i64]).collect();
            let name = address.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            talks.push((name, loaded.talk, bytes, lines));
        };
        Scan::for_reader_of(None).look(&[PathBuf::from(folder)], &mut |found| {
            if let Found::Talk(address) = found {
                add(address);
            }
            true
        });
        index.seal();
        Self { index, talks }
    }

    /// At which place the right hit stands; 0 where it is not among the first ten.
    fn rank(&self, asked: &Value, query: &Query) -> usize {
        let found = self.index.ask(query, None, 10, &|| false).unwrap();
        let right = |found: &dictum::index::Found| {
            let (name, from, to) = self.place(found);
            asked["passages"].as_array().unwrap().iter().any(|passage| {
                let file = passage["file"].as_str().or(asked["file"].as_str()).unwrap();
                let (start, end) = (passage["start"].as_i64().unwrap(), passage["end"].as_i64().unwrap());
                file == name && from < end + SLACK && to > start - SLACK
            })
        };
        found.iter().position(right).map_or(0, |at| at + 1)
    }

    fn place(&self, found: &dictum::index::Found) -> (&str, i64, i64) {
        let (name, talk, bytes, lines) = &self.talks[found.talk];
        let span = hits(&talk.text, std::slice::from_ref(&found.passage))[0].span;
        let (first, last) =
            (talk.segment_at(span.from()).unwrap().line, talk.segment_at(span.to() - 1).unwrap().end_line);
        let line = |number: u32| lines[(number.max(1) as usize).min(lines.len() - 1)];
        let (from, to) = (lines[(first.max(1) - 1) as usize], line(last));
        if to - from <= LONG_LINE {
            return (name, from, to);
        }
        let said = span.of(&talk.text).as_bytes();
        let start = &said[..said.len().min(40)];
        let at = bytes[from as usize..to as usize].windows(start.len()).position(|window| window == start);
        let from = at.map_or(i64::midpoint(from, to), |at| from + at as i64);
        (name, from, from + said.len() as i64)
    }

    /// How many letters of a query have to be typed until the right hit is first, and stays it.
    fn letters(&self, asked: &Value, typed: &str, times: &mut Vec<f64>) -> usize {
        let ends: Vec<usize> = typed.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let mut first = ends.len() + 1;
        for (letters, &end) in ends.iter().enumerate() {
            let began = Instant::now();
            let rank = self.rank(asked, &Query::new(&typed[..end], true));
            times.push(began.elapsed().as_secs_f64() * 1000.0);
            if rank != 1 {
                first = ends.len() + 1;
            } else if first > ends.len() {
                first = letters + 1;
            }
        }
        first
    }

    fn print(&self, typed: &str) {
        for found in self.index.ask(&Query::new(typed, false), None, 3, &|| false).unwrap() {
            let (name, talk, ..) = &self.talks[found.talk];
            let hit = &hits(&talk.text, std::slice::from_ref(&found.passage))[0];
            println!(
                "    {:.3} {} {name}\n      {:?} {:?}",
                hit.score,
                hit.why.name(),
                hit.span.of(&talk.text),
                hit.instead
            );
        }
    }
}
