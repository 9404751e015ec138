//! Holds facts that people read off real documents against what dictum makes of them. The documents are not part
//! of the project; without them the test says so and passes.
#![allow(clippy::unwrap_used)]

#[path = "common/digest.rs"]
mod digest;

use std::path::{Path, PathBuf};

use dictum::load::{load, read};
use dictum::model::{Origin, SegmentKind, Talk, Timestamp, TitleFrom};
use dictum::outline::settle;
use digest::digest;
use serde_json::Value;
use unicode_normalization::char::is_combining_mark;

fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("DICTUM_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = named.unwrap_or_else(beside);
    if folder.join("corpus/expected.jsonl").is_file() {
        return Some(folder);
    }
    eprintln!("SKIPPED: no documents at {}; name their folder in DICTUM_SHARED", folder.display());
    None
}

/// Blanks and case put aside, and the marks of scripts that write vowels as marks: the facts were read without.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.chars().map(|c| if is_combining_mark(c) { ' ' } else { c }).collect()
}

/// Letters and digits alone: not every script parts its words.
fn letters(text: &str) -> String {
    plain(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn strings<'a>(facts: &'a Value, key: &str) -> Vec<&'a str> {
    match &facts[key] {
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        Value::String(one) => vec![one],
        _ => Vec::new(),
    }
}

fn numbers(facts: &Value, key: &str) -> Vec<u64> {
    match &facts[key] {
        Value::Array(items) => items.iter().filter_map(Value::as_u64).collect(),
        other => other.as_u64().into_iter().collect(),
    }
}

/// Facts of one document, and those of them that do not hold.
struct Check<'a> {
    facts: &'a Value,
    talk: &'a Talk,
    misses: Vec<String>,
}

impl Check<'_> {
    fn hold(&mut self, what: &str, holds: bool, got: impl std::fmt::Debug) {
        if !holds {
            self.misses.push(format!("{what}: got {got:?}"));
        }
    }

    fn title_and_date(&mut self) {
        let (facts, talk) = (self.facts, self.talk);
        // What a list does not speak of is not judged.
        if facts.get("title").is_none() {
            return;
        }
        let invented = matches!(talk.title_from, TitleFrom::FileName | TitleFrom::OpeningWords);
        let right = match facts["title"].as_str() {
            Some(title) => [vec![title], strings(facts, "title_alt")]
                .concat()
                .iter()
                .any(|t| plain(t) == plain(&talk.title)),
            None => invented,
        };
        self.hold("title", right, (&talk.title, talk.title_from.name()));
        let date = talk.date.map(|d| d.to_string());
        let other = date.as_deref().is_some_and(|d| strings(facts, "date_alt").contains(&d));
        self.hold("date", date.as_deref() == facts["date"].as_str() || other, &date);
        for (key, got) in [("source", &talk.source_url), ("video_id", &talk.video_id)] {
            self.hold(key, facts[key].is_null() || got.as_deref() == facts[key].as_str(), got);
        }
        self.hold("kind", facts["kind"].is_null() || facts["kind"] == talk.kind.name(), talk.kind);
    }

    fn speakers(&mut self) {
        if !self.facts["speakers"].is_array() {
            return;
        }
        let sorted = |names: Vec<&str>| {
            let mut names: Vec<_> = names.into_iter().map(plain).collect();
            names.sort();
            names
        };
        let got = sorted(self.talk.speakers.iter().map(|s| s.name.as_str()).collect());
        let other = sorted(strings(self.facts, "speakers_alt"));
        let right = got == sorted(strings(self.facts, "speakers")) || !other.is_empty() && got == other;
        self.hold("speakers", right, &got);
        for never in strings(self.facts, "speakers_must_not_contain") {
            self.hold("no speaker", !got.contains(&plain(never)), never);
        }
    }

    fn segments(&mut self) {
        let (facts, segments) = (self.facts, &self.talk.segments);
        let counts = [numbers(facts, "segments"), numbers(facts, "segments_alt")].concat();
        let count = segments.len() as u64;
        self.hold("segments", facts["segments"].is_null() || counts.contains(&count), (count, counts));

        let starts: Vec<_> = segments.iter().filter_map(|s| s.start).map(Timestamp::ms).collect();
        let end = segments.iter().filter_map(|s| s.end).map(Timestamp::ms).next_back();
        let times = [
            ("first_start_s", starts.first().copied()),
            ("last_start_s", starts.last().copied()),
            ("last_end_s", end),
        ];
        for (key, got) in times {
            let near = |seconds: f64| got.is_some_and(|ms| (f64::from(ms) / 1000.0 - seconds).abs() < 0.06);
            self.hold(key, facts[key].as_f64().is_none_or(near), got);
        }
        if let Some(wanted) = facts["code_blocks"].as_u64() {
            let count = segments.iter().filter(|s| s.kind == SegmentKind::Code).count() as u64;
            self.hold("pieces of code", count == wanted, count);
        }
    }

    fn sections(&mut self) {
        let facts = self.facts;
        let written = self.talk.sections.iter().filter(|s| s.origin == Origin::Written);
        let written: Vec<_> = written.map(|s| plain(&s.title)).collect();
        let first: Vec<_> = strings(facts, "sections").into_iter().map(plain).collect();
        let none = facts.get("sections").is_some() && first.is_empty() && facts["sections_total"].is_null();
        self.hold(
            "first sections",
            if none { written.is_empty() } else { written.starts_with(&first) },
            &written,
        );
        let total = facts["sections_total"].as_u64().is_none_or(|total| written.len() as u64 == total);
        self.hold("number of sections", total, written.len());
        let last = facts["last_section"].as_str().is_none_or(|last| written.last() == Some(&plain(last)));
        self.hold("last section", last, written.last());
        for never in strings(facts, "sections_must_not_contain") {
            self.hold("no section", !written.iter().any(|s| s.contains(&plain(never))), never);
        }
    }

    fn text(&mut self) {
        let facts = self.facts;
        // The facts are about what is said: music and applause are left out.
        let spoken = self.talk.segments.iter().filter(|segment| segment.kind != SegmentKind::Sound);
        let said: String = spoken.map(|segment| letters(segment.span.of(&self.talk.text))).collect();
        let text = plain(&self.talk.text);
        let wanted = |key: &str| letters(facts[key].as_str().unwrap_or(""));
        let start: String = said.chars().take(60).collect();
        self.hold("first words", said.starts_with(&wanted("first_words")), start);
        let end: String = said.chars().skip(said.chars().count().saturating_sub(60)).collect();
        self.hold("last words", said.ends_with(&wanted("last_words")), end);
        // Blanks put aside, a fact about a line end is about nothing.
        for never in strings(facts, "must_not_contain").into_iter().filter(|s| !s.trim().is_empty()) {
            self.hold("text without", !text.contains(&plain(never)), never);
        }
        for once in strings(facts, "must_occur_once") {
            let count = text.matches(&plain(once)).count();
            self.hold("once", count == 1, (count, once));
        }
    }
}

/// What does not hold, in words.
fn misses(facts: &Value, talk: &Talk) -> Vec<String> {
    let mut check = Check { facts, talk, misses: Vec::new() };
    check.title_and_date();
    check.speakers();
    check.segments();
    check.sections();
    check.text();
    check.misses
}

/// What of a list of facts does not hold, file by file, and how many files hold.
fn told(shared: &Path, list: &str) -> (Vec<(String, Vec<String>)>, usize) {
    let expected = std::fs::read_to_string(shared.join("corpus").join(list)).unwrap();
    let (mut told, mut held) = (Vec::new(), 0);
    for line in expected.lines().filter(|line| !line.trim().is_empty()) {
        let facts: Value = serde_json::from_str(line).unwrap();
        let file = facts["file"].as_str().unwrap();
        let path = shared.join("corpus").join(file);
        let missed = match read(&path).and_then(|bytes| load(&path, &bytes)) {
            Ok(mut loaded) => {
                settle(&mut loaded.talk);
                misses(&facts, &loaded.talk)
            }
            Err(e) => vec![e.to_string()],
        };
        held += usize::from(missed.is_empty());
        if !missed.is_empty() {
            told.push((file.to_owned(), missed));
        }
    }
    (told, held)
}

#[test]
fn facts_that_people_read_hold() {
    let Some(shared) = shared() else { return };
    let (told, held) = told(&shared, "expected.jsonl");
    assert!(told.is_empty(), "{told:#?}");
    assert!(held >= 16, "only {held} documents were found");
}

/// Where the derived facts are not followed, and why; and the digest of each disagreement, so that a new one in the same
/// document is seen.
const DIFFERENT: &[(&str, &str, &[&str])] = &[
    (
        "formats/bracket_speaker_txt/strato_ep1_block.txt",
        "`UNKNOWN:` is a speaker too, of whom the name is unknown",
        &["740e2064"],
    ),
    (
        "formats/otter_txt/eth_call_075_otter_mixed.md",
        "what stands above and below the turns are segments, too",
        &["65e19c9b"],
    ),
    (
        "formats/sbv/webvttpy_sample.sbv",
        "the last cue ends before it starts; its end is left open",
        &["ed7786cc"],
    ),
    (
        "formats/srt/podcast_namespace_example.srt",
        "`Travis:` is a speaker, and no word of the text",
        &["21ec1a19"],
    ),
    (
        "formats/stt_json/oyez_23-217.json",
        "the day stands in the title, which the facts do not read",
        &["92a1cf5a"],
    ),
    (
        "formats/stt_json/speechmatics_katedarling.json",
        "a mark belongs to the word before it, and is no segment",
        &["1e22c05a"],
    ),
    (
        "formats/webvtt/netflix_es.vtt",
        "many cues are dialogues; each dash opens a segment of its own",
        &["a02e0e3c"],
    ),
    (
        "formats/whisper_json/wt_stuck_loop_words.json",
        "a loop within a cue is a segment of its own",
        &["1dfc7609"],
    ),
    (
        "formats/whispercpp_json/remotion_example_full.json",
        "pieces are joined to words, as the facts' own note asks",
        &["3c8c625f"],
    ),
    (
        "formats/youtube_json3/ecosync_en_orig.json3",
        "the facts begin with `[music]`, which is a sound",
        &["002a622f"],
    ),
];

#[test]
fn facts_that_a_machine_derived_hold_or_are_explained() {
    let Some(shared) = shared() else { return };
    let (told, held) = told(&shared, "expected_auto.jsonl");
    println!("{held} of {} lists of derived facts hold", held + told.len());
    let digests = |misses: &[String]| misses.iter().map(|miss| digest(miss)).collect::<Vec<_>>();
    let different: Vec<_> = told.iter().map(|(file, misses)| (file.as_str(), digests(misses))).collect();
    let explained: Vec<_> = DIFFERENT
        .iter()
        .map(|(file, _, digests)| {
            (*file, digests.iter().map(|&digest| digest.to_owned()).collect::<Vec<_>>())
        })
        .collect();
    let misses = told.iter().flat_map(|(file, misses)| misses.iter().map(move |miss| (file, miss)));
    let lines: Vec<_> = misses.map(|(file, miss)| format!("{file} {} {miss}", digest(miss))).collect();
    assert_eq!(different, explained, "{lines:#?}");
}
