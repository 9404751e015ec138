//! The suites of parsers of captions and transcripts that say themselves what their files hold.

use std::path::Path;

use serde_json::Value;

use crate::judge::{Case, Cue, Wanted, as_read, cues_of};

fn json(folder: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// `1.5` or `00:00:01.500`
fn seconds(value: &Value) -> Option<f64> {
    let clock =
        |text: &str| text.split(':').try_fold(0.0, |sum, part| Some(sum * 60.0 + part.parse::<f64>().ok()?));
    value.as_f64().or_else(|| clock(value.as_str()?))
}

fn cue_of(start: &Value, end: &Value, text: Option<&str>) -> Cue {
    Cue { start: seconds(start), end: seconds(end), text: text.map(crate::judge::one_line), voice: None }
}

pub fn webvtt_py(folder: &Path) -> Vec<Case> {
    let expected = json(folder, "expected.json");
    let wanted = |facts: &Value| {
        if facts.is_string() {
            return Wanted::at_least_opens();
        }
        let text = |key: &str| facts[key].as_str().map(|text| cue_of(&Value::Null, &Value::Null, Some(text)));
        let mut cues: Vec<(isize, Cue)> = Vec::new();
        for (at, key) in [(0, "first_text"), (-2, "last_but_one_text")] {
            cues.extend(text(key).map(|cue| (at, cue)));
        }
        // Rolling captions are merged, so that places in them say nothing.
        let texts = [(1, "second"), (2, "third")];
        for (at, key) in texts {
            match &facts[key] {
                Value::String(text) => cues.push((at, cue_of(&Value::Null, &Value::Null, Some(text)))),
                Value::Array(items) => {
                    cues.push((at, cue_of(&items[0], &items[1], items.get(2).and_then(Value::as_str))));
                }
                _ => (),
            }
        }
        if facts["start"].is_number() {
            cues.push((0, cue_of(&facts["start"], &facts["end"], facts["text"].as_str())));
        }
        let count = facts["cues"].as_u64().map(|n| usize::try_from(n).unwrap());
        // An empty cue counts upstream, and is nothing to read.
        let empty = usize::from(facts["second_text"] == "");
        Wanted { count: count.map(|count| count - empty), cues, ..Wanted::default() }
    };
    expected
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, facts)| Case::file(folder, name, wanted(facts)))
        .collect()
}

/// Ends are not judged: where a file has none, upstream invents them.
pub fn mantas(folder: &Path) -> Vec<Case> {
    let cases = std::fs::read_to_string(folder.join("cases.jsonl")).unwrap();
    cases
        .lines()
        .map(|line| {
            let case: Value = serde_json::from_str(line).unwrap();
            let cue = |cue: &Value| {
                let lines: Vec<&str> = cue[2].as_array().unwrap().iter().filter_map(Value::as_str).collect();
                cue_of(&cue[0], &Value::Null, Some(&lines.join(" ")))
            };
            Case {
                name: format!("{} {}", case["format"].as_str().unwrap(), case["test"].as_str().unwrap()),
                bytes: case["input"].as_str().unwrap().as_bytes().to_vec(),
                wanted: Wanted::cues(case["expected"].as_array().unwrap().iter().map(cue).collect()),
            }
        })
        .collect()
}

pub fn astisub(folder: &Path) -> Vec<Case> {
    let expected = json(folder, "expected.json");
    let six = || {
        let cue = |item: &Value| cue_of(&item[0], &item[1], item[2].as_str());
        Wanted::cues(expected["items"].as_array().unwrap().iter().map(cue).collect())
    };
    let names = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    };
    let same = [names(&expected["same_items_for"]), names(&expected["utf16_inputs"])].concat();
    let pairs = expected["pairs_in_out"].as_array().unwrap().iter().map(|pair| {
        let (from, to) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
        Case::file(folder, to, Wanted::cues(cues_of(&as_read(folder, from).talk)))
    });
    // Upstream's list is mistaken about three files: they hold three other cues, the same in each.
    let (others, same): (Vec<_>, Vec<_>) =
        same.into_iter().partition(|name| name.contains("carriage-return"));
    let first = cues_of(&as_read(folder, "example-in-carriage-return.srt").talk);
    assert_eq!(first.len(), 3);
    let others = others.iter().map(|name| Case::file(folder, name, Wanted::cues(first.clone())));
    same.iter().map(|name| Case::file(folder, name, six())).chain(others).chain(pairs).collect()
}

/// All are of one clip: the words that each service itself calls the transcript.
pub fn deepgram(folder: &Path) -> Vec<Case> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    names
        .iter()
        .map(|name| {
            let name = name.to_str().unwrap();
            let file = json(folder, name);
            let channels = file["results"]["channels"].as_array();
            let said = match (file["text"].as_str(), channels) {
                (Some(text), _) => text.to_owned(),
                (None, Some(channels)) => channels
                    .iter()
                    .filter_map(|channel| channel["alternatives"][0]["transcript"].as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
                _ => panic!("{name} does not say what was said"),
            };
            Case::file(folder, name, Wanted::words(&said))
        })
        .collect()
}

/// Turns of small invented meetings, as each service writes them, and the importer's own reading of a file.
pub fn transcriptx(folder: &Path) -> Vec<Case> {
    let golden = json(folder, "vtt/golden/simple.json");
    let texts = |segments: &Value, with_times: bool| -> Vec<Cue> {
        let cue = |segment: &Value| {
            let some = |value: &Value| if with_times { value.clone() } else { Value::Null };
            cue_of(&some(&segment["start"]), &some(&segment["end"]), segment["text"].as_str())
        };
        segments.as_array().unwrap().iter().map(cue).collect()
    };
    let mut cases =
        vec![Case::file(folder, "vtt/simple.vtt", Wanted::cues(texts(&golden["segments"], true)))];
    for (given, read) in [
        ("whisperx_legacy.json", "whisperx_legacy_transcriptx.json"),
        ("mini_transcript.json", "mini_transcriptx.json"),
    ] {
        let wanted = texts(&json(folder, read)["segments"], true);
        cases.push(Case::file(folder, given, Wanted::cues(wanted)));
    }
    let turn =
        |voice: &str, start: Option<f64>| Cue { voice: Some(voice.to_owned()), start, ..Cue::default() };
    for (name, turns) in [
        ("transcripts/fireflies/sample.json", &[("Alice", 0.0), ("Bob", 4.5), ("Alice", 9.3)][..]),
        ("transcripts/otter/sample.json", &[("Alice", 0.0), ("Bob", 4.6), ("Alice", 9.4)]),
        ("transcripts/rev/sample.json", &[("Speaker 0", 0.0), ("Speaker 1", 4.5), ("Speaker 0", 9.3)]),
        ("transcripts/sembly/sample.json", &[("Alice Smith", 0.0), ("Bob Jones", 4.5), ("Alice Smith", 9.3)]),
        ("transcripts/sembly/sample.html", &[("Alice Smith", 0.0), ("Bob Jones", 4.5), ("Alice Smith", 9.3)]),
        ("transcripts/zoom/sample.vtt", &[("Alice Smith", 0.0), ("Bob Jones", 4.5), ("Alice Smith", 9.3)]),
        ("vtt/with_speakers.vtt", &[("Alice", 0.0), ("Bob", 5.5), ("Alice", 10.0)]),
        (
            "transcripts/generic_text/with_timestamps.txt",
            &[("Alice", 1.0), ("Bob", 5.0), ("Alice", 12.0), ("Bob", 18.0)],
        ),
    ] {
        let turns: Vec<Cue> = turns.iter().map(|&(voice, start)| turn(voice, Some(start))).collect();
        cases.push(Case::file(folder, name, Wanted::cues(turns)));
    }
    for name in ["simple", "with_preamble"] {
        let turns = ["Alice", "Bob", "Alice", "Bob"].map(|voice| turn(voice, None));
        let name = format!("transcripts/generic_text/{name}.txt");
        cases.push(Case::file(folder, &name, Wanted::cues(turns.to_vec())));
    }
    cases
}

/// No expectations are written down; what the specification says of its own examples is little, and is asked.
pub fn podcast_namespace(folder: &Path) -> Vec<Case> {
    let voice = |at, voice: &str, start: Option<f64>, end: Option<f64>| {
        (at, Cue { start, end, voice: Some(voice.to_owned()), ..Cue::default() })
    };
    let wanted = |count, cues| Wanted { count: Some(count), cues, ..Wanted::default() };
    vec![
        Case::file(
            folder,
            "transcripts/example.json",
            wanted(
                5,
                vec![voice(0, "Darth Vader", Some(0.5), None), voice(-1, "Luke", Some(2.75), Some(3.0))],
            ),
        ),
        Case::file(
            folder,
            "transcripts/example.vtt",
            wanted(
                7,
                vec![
                    voice(0, "Sarah", Some(0.0), Some(2.76)),
                    voice(-1, "Gillian", Some(21.45), Some(25.35)),
                ],
            ),
        ),
        Case::file(
            folder,
            "transcripts/example.html",
            Wanted {
                cues: vec![voice(0, "Travis", Some(0.0), None), voice(1, "Sarah", Some(53.0), None)],
                ..Wanted::default()
            },
        ),
        Case::file(
            folder,
            "transcripts/example.srt",
            Wanted { cues: vec![voice(0, "Travis", Some(0.179), Some(2.399))], ..Wanted::default() },
        ),
        Case::file(
            folder,
            "chapters/example.json",
            Wanted {
                cues: vec![
                    (0, cue_of(&0.into(), &Value::Null, Some("Intro"))),
                    (1, cue_of(&168.into(), &Value::Null, Some("Hearing Aids"))),
                ],
                ..Wanted::default()
            },
        ),
    ]
}

pub fn youtube(folder: &Path) -> Vec<Case> {
    let expected = json(folder, "expected.json");
    let lines = expected["without_formatting"].as_array().unwrap();
    let cue = |line: &Value| {
        let (start, lasts) = (line[1].as_f64().unwrap(), line[2].as_f64().unwrap());
        Cue::new(start, start + lasts, line[0].as_str().unwrap())
    };
    vec![Case::file(folder, "transcript.xml.static", Wanted::cues(lines.iter().map(cue).collect()))]
}
