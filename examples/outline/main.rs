//! How well sections are found and titled, on talks that people have chaptered:
//! `cargo run --release --example outline -- TALKS.jsonl[.xz] [--cross] [--fit OUT] [--fit-titles [HALF]] [--titles] [--outlines]
//! [--only SOURCE]`.
//!
//! A line of TALKS is `{"source", "units", "speakers", "times", "boundaries", "titles"}`. Each talk is written without its
//! headings and read again. Told are Pk, `WindowDiff` and F1 (within two units, and within 3 % of the words), by source
//! and over two halves of the talks, and how many titles share a word with the human one. `--fit` writes the table of
//! weights that fits all talks. `--cross` tells how well sections are found with weights that were fitted to other talks:
//! to all but a sixth of each source, which stands for more talks of these kinds, and to all but one source, which stands
//! for talks of other kinds. `--fit-titles [HALF]` prints what the clues of words of titles weigh, fitted to all
//! talks or to half 0 or 1.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, clippy::cast_possible_truncation)]
#![allow(clippy::cast_sign_loss, clippy::cast_possible_wrap)]

mod fit;
mod fit_titles;
mod measure;
mod talks;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use dictum::model::Section;
use dictum::outline::{self, Weights};
use measure::Measures;
use talks::Chaptered;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let after = |flag: &str| args.iter().position(|arg| arg == flag).and_then(|at| args.get(at + 1));
    let only = after("--only");
    let talks: Vec<Chaptered> = talks::read(&args[0])
        .into_iter()
        .filter(|t| only.is_none_or(|only| t.source.contains(only)))
        .collect();
    if has("--cross") {
        cross(&talks, |talk| talk.part.to_string(), "weights of other talks");
        cross(&talks, |talk| talk.maker().to_owned(), "weights of other sources");
        return;
    }
    if let Some(out) = after("--fit") {
        std::fs::write(out, fit::fit(&talks.iter().collect::<Vec<_>>())).unwrap();
        return;
    }
    if has("--fit-titles") {
        let half: Option<usize> = after("--fit-titles").and_then(|half| half.parse().ok());
        let fitted = talks.iter().filter(|talk| half.is_none_or(|half| talk.half == half));
        println!("{:.2?}", fit_titles::fit(&fitted.collect::<Vec<_>>()));
        return;
    }
    if !has("--titles") {
        report(&talks, |talk| outline::found(&talk.talk), "as built in");
    }
    tell_titles(&talks, has("--titles"));
    if has("--outlines") {
        for talk in &talks {
            println!("\n## {}", talk.id);
            for section in outline::found(&talk.talk) {
                println!("{:6} {}", section.line, section.title);
            }
        }
    }
}

/// Tells how well sections are found with weights that were fitted to the talks of all other groups.
fn cross(talks: &[Chaptered], group: impl Fn(&Chaptered) -> String, name: &str) {
    let groups: BTreeSet<String> = talks.iter().map(&group).collect();
    let fit_others = |left_out: &String| {
        let others: Vec<_> = talks.iter().filter(|talk| group(talk) != *left_out).collect();
        Weights::read(&fit::fit(&others))
    };
    let fitted: BTreeMap<String, Weights> =
        groups.iter().map(|left_out| (left_out.clone(), fit_others(left_out))).collect();
    report(talks, |talk| outline::found_by(&talk.talk, &fitted[&group(talk)]), name);
}

fn report(talks: &[Chaptered], find: impl Fn(&Chaptered) -> Vec<Section>, name: &str) {
    let mut rows: BTreeMap<String, Vec<Measures>> = BTreeMap::new();
    let mut slowest = (0.0f64, 0);
    for talk in talks {
        let began = Instant::now();
        let sections = find(talk);
        let took = (began.elapsed().as_secs_f64() * 1e3, talk.words.iter().sum::<usize>());
        slowest = if took.0 > slowest.0 { took } else { slowest };
        let found: Vec<usize> = sections.iter().map(|section| talk.unit_of(section)).collect();
        let measures = Measures::of(talk, &found);
        for row in [talk.source.clone(), format!("= half {}", talk.half), "= all".to_owned()] {
            rows.entry(row).or_default().push(measures);
        }
    }
    println!("{name:26} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6}", "talks", "Pk", "WD", "F2u", "F3%", "n/N");
    for (row, all) in &rows {
        let mean = |of: fn(&Measures) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
        let columns =
            [mean(|m| m.pk), mean(|m| m.wd), mean(|m| m.units), mean(|m| m.share), mean(|m| m.count)];
        println!("{row:26} {:5} {}", all.len(), columns.map(|c| format!("{c:6.3}")).join(" "));
    }
    println!("the slowest talk: {:.1} ms for {} words\n", slowest.0, slowest.1);
}

/// Titles at the places where people begin sections, and at those where dictum does.
fn tell_titles(talks: &[Chaptered], print: bool) {
    let mut shared = BTreeMap::<(String, &str), (usize, usize)>::new();
    for talk in talks {
        let starts = talk.true_starts();
        let mut count = |place: &'static str, human: &str, title: &str| {
            // Two headings above one paragraph: the first has no words of its own.
            let Some(good) = measure::shares_a_word(human, title).filter(|_| !title.is_empty()) else {
                return;
            };
            for row in [format!("= half {}", talk.half), "= all".to_owned(), talk.source.clone()] {
                let (all, hits) = shared.entry((row, place)).or_default();
                *all += 1;
                *hits += usize::from(good);
            }
            if print {
                println!(
                    "{} {place:5} {:14} {human:50.50} | {title}",
                    if good { "+" } else { "-" },
                    talk.source
                );
            }
        };
        for (human, title) in talk.titles.iter().zip(outline::titles(&talk.talk, &starts)) {
            count("true", human, &title);
        }
        for section in outline::found(&talk.talk) {
            if let Some(near) = talk.near(talk.unit_of(&section)) {
                count("found", &talk.titles[near], &section.title);
            }
        }
    }
    for ((row, place), (all, hits)) in shared {
        println!("titles {row:20} {place:5} {hits:4} of {all:4}  {:.3}", hits as f64 / all as f64);
    }
}
