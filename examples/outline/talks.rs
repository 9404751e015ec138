//! Talks that people have chaptered, written as files are and read again.

use std::fmt::Write;
use std::path::Path;

use dictum::load::{self, Wanted};
use dictum::model::{Section, Talk};
use dictum::outline;
use serde_json::Value;

/// In so many parts talks are parted to fit weights.
pub const PARTS: usize = 6;

pub struct Chaptered {
    pub id: String,
    pub source: String,
    /// Which half of its source it is in.
    pub half: usize,
    /// Which part of its source it is in: weights are fitted to the others and tried on it.
    pub part: usize,
    /// Words of each unit.
    pub words: Vec<usize>,
    /// The units at which people begin sections, and their titles.
    pub boundaries: Vec<usize>,
    pub titles: Vec<String>,
    pub talk: Talk,
    /// The line of the file on which each unit begins.
    lines: Vec<u32>,
}

pub fn read(path: &str) -> Vec<Chaptered> {
    let bytes = load::read(Path::new(path)).unwrap();
    let text = if Path::new(path).extension().is_some_and(|e| e == "xz") {
        unpack(&bytes)
    } else {
        String::from_utf8(bytes).unwrap()
    };
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    let mut parts = std::collections::BTreeMap::<String, usize>::new();
    let mut talks = Vec::new();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let source = value["source"].as_str().unwrap().to_owned();
        let number = seen.entry(source.clone()).or_default();
        *number += 1;
        let mut talk = Chaptered::of(&value, source, *number);
        // What both a person and a machine wrote down is one lecture: weights that know the one know the other.
        let lecture = talk.id.rsplit('/').next().unwrap_or("");
        talk.part = *parts.entry(lecture.to_owned()).or_insert(talk.part);
        talks.push(talk);
    }
    talks
}

fn unpack(bytes: &[u8]) -> String {
    let mut text = String::new();
    std::io::Read::read_to_string(&mut lzma_rust2::XzReader::new(bytes, true), &mut text).unwrap();
    text
}

impl Chaptered {
    fn of(value: &Value, source: String, number: usize) -> Self {
        let list = |name: &str| value[name].as_array().cloned().unwrap_or_default();
        let units: Vec<String> = list("units")
            .iter()
            .map(|unit| unit.as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" "))
            .map(|unit| if unit.is_empty() { "...".to_owned() } else { unit })
            .collect();
        let speakers: Vec<Option<String>> = list("speakers")
            .iter()
            .map(|s| s.as_str().filter(|s| !s.is_empty()).map(str::to_owned))
            .collect();
        let times: Vec<Option<f64>> = list("times").iter().map(Value::as_f64).collect();
        let (file, lines) = write(&units, &speakers, &times);
        let mut loaded = load::load_as(Path::new("talk.txt"), file.into_bytes(), Wanted::default()).unwrap();
        outline::settle(&mut loaded.talk);
        Self {
            id: value["id"].as_str().unwrap().to_owned(),
            source,
            half: number % 2,
            part: number % PARTS,
            words: units.iter().map(|unit| unit.split_whitespace().count()).collect(),
            boundaries: list("boundaries").iter().map(|b| b.as_u64().unwrap() as usize).collect(),
            titles: list("titles").iter().map(|t| t.as_str().unwrap_or("").to_owned()).collect(),
            talk: loaded.talk,
            lines,
        }
    }

    /// The source that it comes from, whoever wrote it down, a person or a machine.
    pub fn maker(&self) -> &str {
        self.source.trim_end_matches("-asr")
    }

    /// The unit that a section begins in, by its line.
    pub fn unit_of(&self, section: &Section) -> usize {
        self.unit_on(section.line)
    }

    /// The unit that a line of the file is in.
    pub fn unit_on(&self, line: u32) -> usize {
        self.lines.partition_point(|known| *known <= line.max(1)).saturating_sub(1)
    }

    /// The bytes of the text at which people begin sections.
    pub fn true_starts(&self) -> Vec<usize> {
        let places = outline::heard(&self.talk);
        let start = |unit: &usize| {
            let first = places.iter().find(|place| self.unit_on(place.line) >= *unit);
            first.map_or(self.talk.text.len(), |place| place.at)
        };
        self.boundaries.iter().map(start).collect()
    }

    /// The human section that begins within 3 % of the words of a unit.
    pub fn near(&self, unit: usize) -> Option<usize> {
        let near = (0..self.boundaries.len()).min_by_key(|at| self.boundaries[*at].abs_diff(unit))?;
        let (a, b) = (unit.min(self.boundaries[near]), unit.max(self.boundaries[near]));
        let between: usize = self.words[a..b].iter().sum();
        (between as f64 <= 0.03 * self.words.iter().sum::<usize>() as f64).then_some(near)
    }
}

/// Turns as `Name (h:mm:ss):` and text, cues as whisper prints them, captions line by line, else paragraphs; and the line
/// on which each unit begins.
fn write(units: &[String], speakers: &[Option<String>], times: &[Option<f64>]) -> (String, Vec<u32>) {
    let count = units.len();
    let has_times = times.iter().flatten().count() * 10 > 9 * count;
    let named = speakers.iter().flatten().count() * 2 > count;
    let (mut out, mut lines, mut line) = (String::new(), Vec::new(), 1);
    let (mut last, mut before) = (0.0, None);
    let captions =
        !named && !has_times && units.iter().map(|unit| unit.chars().count()).sum::<usize>() < 60 * count;
    for (at, unit) in units.iter().enumerate() {
        let time = times.get(at).copied().flatten();
        let speaker = speakers.get(at).cloned().flatten();
        lines.push(line);
        if named {
            last = time.unwrap_or(last);
            match speaker {
                Some(name) if has_times => {
                    write!(out, "{name} ({}):\n{unit}\n\n", clock(last)).unwrap();
                    line += 3;
                }
                Some(name) if before.as_ref() != Some(&name) => {
                    write!(out, "**{name}:** {unit}\n\n").unwrap();
                    before = Some(name);
                    line += 2;
                }
                _ => {
                    write!(out, "{unit}\n\n").unwrap();
                    line += 2;
                }
            }
        } else if has_times {
            let start = time.unwrap_or(last);
            last = start;
            let end = times.get(at + 1).copied().flatten().unwrap_or(start + 3.0).max(start);
            writeln!(out, "[{} --> {}]   {unit}", stamp(start), stamp(end)).unwrap();
            line += 1;
        } else {
            write!(out, "{unit}{}", if captions { "\n" } else { "\n\n" }).unwrap();
            line += if captions { 1 } else { 2 };
        }
    }
    (out, lines)
}

fn clock(time: f64) -> String {
    let time = time as u64;
    format!("{}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60)
}

fn stamp(time: f64) -> String {
    format!("{:02}:{:02}:{:06.3}", time as u64 / 3600, time as u64 / 60 % 60, time % 60.0)
}
