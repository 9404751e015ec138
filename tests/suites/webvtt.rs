//! The suites of the two `WebVTT` parsers that browsers' makers wrote: W3C's webvtt.js and Mozilla's vtt.js.

use std::path::Path;

use serde_json::Value;

use crate::judge::{Case, Cue, Wanted, one_line};

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

pub fn w3c(folder: &Path) -> Vec<Case> {
    let expected = json(&folder.join("file-parsing.expected.json"));
    let files = expected.as_object().unwrap().iter().map(|(name, facts)| {
        let cue = |cue: &Value| Cue {
            voice: cue["voices"][0].as_str().filter(|name| !name.is_empty()).map(str::to_owned),
            ..Cue::new(
                cue["start"].as_f64().unwrap(),
                cue["end"].as_f64().unwrap(),
                cue["plain"].as_str().unwrap(),
            )
        };
        let cues = facts["cues"].as_array().unwrap().iter().map(cue).collect();
        Case::file(folder, &format!("wpt-file-parsing/{name}"), Wanted::cues(cues))
    });
    let texts = ["entities", "tags", "text", "timestamps", "tree-building"].iter().flat_map(|name| {
        let trees = json(&folder.join(format!("wpt-cue-parsing/{name}.json")));
        let trees: Vec<Value> = trees.as_array().unwrap().clone();
        trees.into_iter().enumerate().map(move |(at, tree)| cue_text(name, at, &tree))
    });
    files.chain(texts).collect()
}

/// One cue of the tests of text: its words, and the first voice that is named.
fn cue_text(name: &str, at: usize, case: &Value) -> Case {
    let (text, tree) = (case["text"].as_str().unwrap(), case["expectedTree"].as_str().unwrap());
    // A blank line would end the cue; the tests were made for a parser of the text alone.
    let text: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let bytes = format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}\n", text.join("\n")).into_bytes();
    let voice = tree.lines().find_map(|line| line.trim_start_matches(['|', ' ']).strip_prefix("title=\""));
    let voice = voice.and_then(|name| name.strip_suffix('"')).filter(|name| !name.is_empty());
    let cue = Cue { voice: voice.map(str::to_owned), ..Cue::new(0.0, 1.0, &words_of_a_tree(tree)) };
    Case { name: format!("{name} {at}"), bytes, wanted: Wanted::cues(vec![cue]) }
}

/// `|   "text"`: the quoted lines of a tree, which may go over several lines.
fn words_of_a_tree(tree: &str) -> String {
    let mut said = String::new();
    let mut open = false;
    for line in tree.lines() {
        let inner = if open { line } else { line.trim_start_matches(['|', ' ']) };
        let Some(rest) = (if open { Some(inner) } else { inner.strip_prefix('"') }) else { continue };
        let (text, closed) = rest.strip_suffix('"').map_or((rest, false), |text| (text, true));
        said.push_str(text);
        open = !closed;
        if open {
            said.push('\n');
        }
    }
    said
}

pub fn vttjs(folder: &Path) -> Vec<Case> {
    let index = std::fs::read_to_string(folder.join("cases.jsonl")).unwrap();
    index
        .lines()
        .map(|line| {
            let case: Value = serde_json::from_str(line).unwrap();
            let expected = json(&folder.join(case["expected_json"].as_str().unwrap()));
            let cue = |cue: &Value| {
                let text = cue["text"].as_str().unwrap();
                Cue {
                    voice: first_voice(text),
                    ..Cue::new(
                        cue["startTime"].as_f64().unwrap(),
                        cue["endTime"].as_f64().unwrap(),
                        &one_line(&without_tags(text)),
                    )
                }
            };
            let cues = expected["cues"].as_array().unwrap().iter().map(cue).collect();
            Case::file(folder, case["vtt"].as_str().unwrap(), Wanted::cues(cues))
        })
        .collect()
}

/// As the standard's tokenizer has it: whatever stands between `<` and `>`, or the text's end, is a tag.
fn without_tags(text: &str) -> String {
    let mut parts = text.split('<');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('>').map_or("", |(_, behind)| behind));
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&")]
        .iter()
        .fold(plain, |text, (entity, letter)| text.replace(entity, letter))
}

fn first_voice(text: &str) -> Option<String> {
    let (_, behind) = text.split_once("<v")?;
    let (tag, _) = behind.split_once('>')?;
    let (_, name) = tag.split_once(char::is_whitespace)?;
    Some(one_line(name)).filter(|name| !name.is_empty())
}
