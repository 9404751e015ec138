//! How much of what people say of a section its key sentences have:
//! `cargo run --release --example skim -- TALKS.jsonl[.xz] [--show]`.
//!
//! A line of TALKS is `{"units", "speakers", "boundaries", "titles"}`: what is said, by whom, which units begin a section,
//! and what people called it; where it has `"summaries"` as well, these are what people wrote of each section (empty where
//! nobody did). Told are, beside the first sentences of each section in as many words and its first three: the share of
//! titles that have a word of weight in common with the key sentences, of those that have one in common with the section
//! at all; ROUGE-1 (F1, on stems) against the summaries; the words that a reader of the skim reads; and the time that it
//! takes for the longest talk.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, clippy::string_slice)]

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::time::Instant;

use dictum::model::{
    Block, BlockKind, Origin, Section, Segment, SegmentKind, Span, Speaker, SpeakerId, Talk, Timestamp,
};
use dictum::outline::{Skimmed, skim};
use dictum::text::{sentences, words};
use rust_stemmers::{Algorithm, Stemmer};
use serde_json::Value;

/// Words that titles and texts share whatever they are about.
const SMALL: &str = "the of and to in a for on with is it that this at by from as an are be was or what how why we i you \
                     our your their they its can do does did about not but if more some so up out into over between";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let show = args.iter().any(|arg| arg == "--show");
    let path = args.iter().find(|arg| !arg.starts_with("--")).expect("TALKS.jsonl");
    let mut rows = [Row::default(), Row::default(), Row::default()];
    let (mut longest, mut took) = (0, 0.0);
    for line in read(path).lines() {
        let told: Value = serde_json::from_str(line).unwrap();
        let talk = talk(&told);
        let skimmed = skim(&talk);
        if talk.text.len() > longest {
            (longest, took) = (talk.text.len(), time(&talk));
        }
        for part in skimmed.iter().filter(|part| part.section.is_some()) {
            let at = part.section.unwrap();
            let key: Vec<&str> = part.sentences.iter().map(|s| s.span.of(&talk.text)).collect();
            let read = stems(&key.join(" ")).len();
            let first = first(&talk, part);
            let (mut count, lead) = (0, &first);
            let lead: Vec<&str> = lead
                .iter()
                .take_while(|s| {
                    let before = count;
                    count += stems(s).len();
                    before < read
                })
                .copied()
                .collect();
            let three: Vec<&str> = first.iter().take(3).copied().collect();
            let title = &talk.sections[at].title;
            let summary = told["summaries"].get(at).and_then(Value::as_str).unwrap_or("");
            for (row, said) in rows.iter_mut().zip([key, lead, three]) {
                row.take(title, summary, part.span.of(&talk.text), &said.join(" "));
            }
            if show {
                println!("\n## {title}");
                part.sentences.iter().for_each(|s| println!("- {}", s.line));
            }
        }
    }
    println!("{:28} {:>8} {:>8} {:>10}", "", "titles", "ROUGE-1", "words each");
    for (name, row) in
        ["key sentences", "first sentences, as long", "first three sentences"].iter().zip(&rows)
    {
        row.print(name);
    }
    println!("sections: {}; the longest talk ({} kB) takes {took:.1} ms", rows[0].sections, longest / 1024);
}

/// Milliseconds, the best of five times.
fn time(talk: &Talk) -> f64 {
    let once = |_| {
        let began = Instant::now();
        assert!(!skim(talk).is_empty());
        began.elapsed().as_secs_f64() * 1000.0
    };
    (0..5).map(once).fold(f64::INFINITY, f64::min)
}

fn read(path: &str) -> String {
    let bytes = std::fs::read(path).unwrap();
    if std::path::Path::new(path).extension().is_none_or(|e| e != "xz") {
        return String::from_utf8(bytes).unwrap();
    }
    let mut text = String::new();
    lzma_rust2::XzReader::new(bytes.as_slice(), true).read_to_string(&mut text).unwrap();
    text
}

/// The talk that a line tells of, with its sections.
fn talk(told: &Value) -> Talk {
    let mut talk = Talk::default();
    let strings = |key: &str| told[key].as_array().cloned().unwrap_or_default();
    let (speakers, times) = (strings("speakers"), strings("times"));
    let starts: Vec<u64> = strings("boundaries").iter().filter_map(Value::as_u64).collect();
    let mut before = None;
    for (at, unit) in strings("units").iter().enumerate() {
        if at > 0 {
            talk.text.push_str("\n\n");
        }
        let from = talk.text.len();
        talk.text.push_str(&dictum::text::clean_line(unit.as_str().unwrap()));
        let span = Span::new(from, talk.text.len());
        let speaker = speakers.get(at).and_then(Value::as_str).map(|name| {
            let known = talk.speakers.iter().position(|s| s.name == name);
            SpeakerId(
                u16::try_from(known.unwrap_or_else(|| {
                    talk.speakers.push(Speaker::new(name, false));
                    talk.speakers.len() - 1
                }))
                .unwrap(),
            )
        });
        let start =
            times.get(at).and_then(Value::as_f64).map(|s| Timestamp::read(&format!("{s:.0}")).unwrap());
        talk.segments.push(Segment {
            kind: SegmentKind::Speech,
            speaker,
            span,
            start,
            end: None,
            line: 0,
            end_line: 0,
        });
        let opens_turn = speaker != before;
        talk.blocks.push(Block { kind: BlockKind::Prose, span, speaker, opens_turn, repeat: None });
        before = speaker;
        if let Some(section) = starts.iter().position(|start| *start == at as u64) {
            let title = strings("titles").get(section).and_then(Value::as_str).unwrap_or("").to_owned();
            let span = Span::empty(from);
            talk.sections.push(Section { title, level: 1, origin: Origin::Written, span, start, line: 0 });
        }
    }
    dictum::outline::settle(&mut talk);
    talk
}

fn first<'a>(talk: &'a Talk, part: &Skimmed) -> Vec<&'a str> {
    sentences(&talk.text, part.span).map(|span| span.of(&talk.text)).collect()
}

/// All stems of a text, in order.
fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    words(text).map(|word| stemmer.stem(&word.of(text).to_lowercase()).into_owned()).collect()
}

/// The stems that have weight.
fn telling(text: &str) -> HashSet<String> {
    let small: HashSet<&str> = SMALL.split_whitespace().collect();
    stems(text).into_iter().filter(|stem| stem.len() > 2 && !small.contains(stem.as_str())).collect()
}

#[derive(Default)]
struct Row {
    sections: usize,
    titles: usize,
    named: usize,
    rouge: Vec<f64>,
    words: usize,
}

impl Row {
    fn take(&mut self, title: &str, summary: &str, section: &str, said: &str) {
        self.sections += 1;
        self.words += words(said).count();
        let title = telling(title);
        if !title.is_disjoint(&telling(section)) {
            self.titles += 1;
            self.named += usize::from(!title.is_disjoint(&telling(said)));
        }
        if !summary.is_empty() {
            self.rouge.push(rouge(summary, said));
        }
    }

    fn print(&self, name: &str) {
        let share = self.named as f64 / self.titles.max(1) as f64;
        let rouge = self.rouge.iter().sum::<f64>() / self.rouge.len().max(1) as f64;
        let each = self.words as f64 / self.sections.max(1) as f64;
        println!("{name:28} {share:8.3} {rouge:8.3} {each:10.1}");
    }
}

/// F1 of the words that two texts share, each as often as both have it.
fn rouge(reference: &str, said: &str) -> f64 {
    let (reference, said) = (stems(reference), stems(said));
    let mut left: HashMap<&str, usize> = HashMap::new();
    for stem in &reference {
        *left.entry(stem).or_default() += 1;
    }
    let mut shared = 0.0;
    for stem in &said {
        if let Some(count) = left.get_mut(stem.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1.0;
        }
    }
    2.0 * shared / (reference.len() + said.len()).max(1) as f64
}
