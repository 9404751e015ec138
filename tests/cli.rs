//! The command line from outside: what is printed where, and with which exit status (`docs/cli.md`).
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, starts_with};
use serde_json::Value;
use tempfile::TempDir;

const WHISPER: &str = "\
[00:00:00.000 --> 00:00:04.000]   Good evening. I keep bees on the roof
[00:00:04.000 --> 00:00:08.000]   of a bank, and nobody there knows.
[00:00:08.000 --> 00:00:12.500]   A swarm is a decision that has wings.
";

const VTT: &str = "\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Brook>Where do the bees go in winter?</v>

00:00:04.000 --> 00:00:09.000
<v Émile Sorg>They stay at home, and they shiver in turns.</v>
";

const ARTICLE: &str = "\
---
title: Bees on the roof
date: 2024-02-29
---

A first word.

## Winter

- honey
- shivering

```sh
ls hive
```

## Spring

The bees come out.
";

/// Escape sequences, an 8-bit one, and a letter that turns the reading direction.
const HOSTILE: &str = "A \u{1b}[31mred\u{1b}[0m word \u{1b}]52;c;UFdORUQ=\u{7} and \u{9b}1m bold \u{202e}drow.\n\nA second paragraph.\n";

fn dictum() -> Command {
    let mut command = Command::cargo_bin("dictum").unwrap();
    command.timeout(std::time::Duration::from_secs(60));
    // Whoever runs the tests may have named speakers of their own.
    command.env("XDG_STATE_HOME", "/nowhere").env("XDG_CACHE_HOME", "/dev/null");
    command
}

/// A folder with talks of a few kinds.
fn talks() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in [("roof.txt", WHISPER), ("winter.vtt", VTT), ("article.md", ARTICLE)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn seed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)
}

/// Standard output of a run that must end with `code`.
fn out(code: i32, build: impl FnOnce(&mut Command) -> &mut Command) -> String {
    let mut command = dictum();
    let output = build(&mut command).output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

fn assert_keys(object: &Value, expected: &str) {
    let (mut expected, mut found) = (expected.split(' ').collect::<Vec<_>>(), keys(object));
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
}

fn assert_plain(bytes: &[u8], whence: &str) {
    let text = String::from_utf8_lossy(bytes);
    let bad = text
        .chars()
        .find(|&c| (c.is_control() && c != '\n' && c != '\t') || ('\u{202a}'..='\u{202e}').contains(&c));
    assert_eq!(bad, None, "{whence}: {text:?}");
}

// ---- no command

#[test]
fn alone_in_a_pipe_it_lists_the_samples() {
    let listed = out(0, |c| c);
    let paths: Vec<_> = listed.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(
        paths,
        ["How-keepers-counted-time.txt", "interview.vtt", "blog.md", "captions.txt", "digest.txt"]
    );
}

#[test]
fn one_file_in_a_pipe_is_shown_and_a_folder_is_listed() {
    let folder = talks();
    let shown = out(0, |c| c.arg(folder.path().join("roof.txt")));
    assert!(shown.starts_with("# "), "{shown}");
    assert!(shown.contains("A swarm is a decision that has wings."), "{shown}");
    assert_eq!(out(0, |c| c.arg(folder.path())).lines().count(), 3);
}

#[test]
fn standard_input_is_read_for_a_dash() {
    for args in [&["-"][..], &["show", "-"]] {
        dictum().args(args).write_stdin(WHISPER).assert().success().stdout(contains("has wings."));
    }
    dictum().args(["check", "-"]).write_stdin(WHISPER).assert().success().stdout(starts_with("-\n"));
    dictum()
        .args(["check", "-", "-"])
        .assert()
        .code(2)
        .stderr(starts_with("dictum: -: named more than once; "));
}

#[test]
fn a_file_that_is_named_like_a_command_is_given_with_its_folder() {
    let folder = talks();
    fs::write(folder.path().join("list"), "A talk about lists.\n").unwrap();
    dictum().current_dir(&folder).arg("./list").assert().success().stdout(contains("A talk about lists."));
    dictum()
        .current_dir(&folder)
        .arg("list")
        .assert()
        .success()
        .stdout(contains("winter.vtt").or(contains("How-keepers-counted-time.txt")));
}

#[test]
fn help_and_version_are_no_errors_and_mistakes_are() {
    dictum().arg("--help").assert().success().stdout(contains("Examples:")).stderr(is_empty());
    dictum().arg("--version").assert().success().stdout(starts_with("dictum "));
    for command in ["list", "show", "outline", "find", "check", "marks"] {
        dictum().args([command, "--help"]).assert().success().stdout(contains("Examples:"));
    }
    for args in [
        &["show"][..],
        &["show", "a", "--json", "--raw"],
        &["find"],
        &["check"],
        &["list", "--nonsense"],
        &["find", "x", "--limit", "0"],
    ] {
        dictum().args(args).assert().code(2).stdout(is_empty()).stderr(starts_with("dictum: "));
    }
}

// ---- list

#[test]
fn list_tells_of_each_talk_in_json() {
    let folder = talks();
    let lines = json_lines(&out(0, |c| c.arg("list").arg(folder.path()).arg("--json")));
    assert_eq!(lines.len(), 3);
    for line in &lines {
        assert_keys(
            line,
            "path title date speakers duration_ms words sections format problems error formats languages sidecars media",
        );
        assert!(Path::new(line["path"].as_str().unwrap()).starts_with(folder.path()));
        assert!(line["words"].as_u64().unwrap() > 5);
    }
    let article = lines.iter().find(|line| line["path"].as_str().unwrap().ends_with("article.md")).unwrap();
    assert_eq!((&article["title"], &article["date"]), (&"Bees on the roof".into(), &"2024-02-29".into()));
    assert_eq!(article["sections"], 2);
    let vtt = lines.iter().find(|line| line["path"].as_str().unwrap().ends_with("winter.vtt")).unwrap();
    assert_eq!(vtt["speakers"], serde_json::json!(["Ada Brook", "Émile Sorg"]));
    assert_eq!(vtt["duration_ms"], 9000);
}

#[test]
fn list_parts_its_fields_by_tabs_and_gives_reasons_a_field() {
    let folder = talks();
    let listed = out(0, |c| c.arg("list").arg(folder.path()).arg(folder.path().join("gone.txt")));
    assert_eq!(listed.lines().count(), 4, "{listed}");
    for line in listed.lines() {
        let fields: Vec<_> = line.split('\t').collect();
        assert_eq!(fields.len(), 7, "{line}");
        assert_eq!(fields[6].is_empty(), !fields[0].ends_with("gone.txt"), "{line}");
    }
}

#[test]
fn list_without_any_talk_is_nothing_or_an_error() {
    let empty = TempDir::new().unwrap();
    dictum().arg("list").arg(empty.path()).assert().code(1).stdout(is_empty()).stderr(contains("no talks"));
    let gone = empty.path().join("gone.txt");
    dictum().arg("list").arg(&gone).assert().code(2).stdout(is_empty()).stderr(contains("gone.txt: "));
    let lines = json_lines(&out(2, |c| c.arg("list").arg("--json").arg(&gone)));
    assert!(lines[0]["error"].is_string() && lines[0]["title"].is_null());
}

// ---- show

#[test]
fn show_json_is_by_the_contract() {
    let folder = talks();
    let path = folder.path().join("winter.vtt");
    let talk = &json_lines(&out(0, |c| c.arg("show").arg(&path).arg("--json")))[0];
    assert_keys(
        talk,
        "path format kind title title_from date source_url video_id language duration_ms speakers text sections segments notes",
    );
    assert_eq!(talk["path"], path.to_str().unwrap());
    assert_eq!(talk["kind"], "transcript");
    let segments = talk["segments"].as_array().unwrap();
    assert_eq!(segments.len(), 2);
    assert_keys(&segments[0], "kind speaker label start end start_ms end_ms line end_line");
    assert_eq!((&segments[1]["speaker"], &segments[1]["start_ms"]), (&"Émile Sorg".into(), &4000.into()));
    assert_eq!(said(talk, &segments[1]), "They stay at home, and they shiver in turns.");

    let article =
        &json_lines(&out(0, |c| c.arg("show").arg(folder.path().join("article.md")).arg("--json")))[0];
    let sections = article["sections"].as_array().unwrap();
    assert_eq!(
        sections.iter().map(|s| s["title"].as_str().unwrap()).collect::<Vec<_>>(),
        ["Winter", "Spring"]
    );
    assert_keys(&sections[0], "title level origin start end start_ms line");
    assert_eq!((&sections[0]["origin"], &sections[0]["line"]), (&"written".into(), &8.into()));
    assert_eq!(said(article, &sections[1]).trim(), "The bees come out.");
}

/// The text that a segment or section of `show --json` points to.
fn said<'a>(talk: &'a Value, part: &Value) -> &'a str {
    let at = |key: &str| usize::try_from(part[key].as_u64().unwrap()).unwrap();
    talk["text"].as_str().unwrap().get(at("start")..at("end")).unwrap()
}

#[test]
fn show_sets_each_kind_of_block_in_its_form() {
    let folder = talks();
    let shown = out(0, |c| c.arg("show").arg(folder.path().join("article.md")));
    assert!(shown.starts_with("# Bees on the roof\n2024-02-29 · "), "{shown}");
    for part in [
        "\n\nA first word.\n\n## Winter\n\n• honey\n• shivering\n\n    ls hive\n",
        "\n## Spring\n\nThe bees come out.\n",
    ] {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    let shown = out(0, |c| c.arg("show").arg(folder.path().join("winter.vtt")));
    assert!(shown.contains("[0:01] Ada Brook: Where do the bees go in winter?\n"), "{shown}");
}

#[test]
fn show_raw_prints_the_units_of_the_file() {
    let folder = talks();
    let raw = out(0, |c| c.args(["show", "--raw"]).arg(folder.path().join("roof.txt")));
    assert_eq!(
        raw.lines().collect::<Vec<_>>(),
        [
            "[00:00:00.000 --> 00:00:04.000] Good evening. I keep bees on the roof",
            "[00:00:04.000 --> 00:00:08.000] of a bank, and nobody there knows.",
            "[00:00:08.000 --> 00:00:12.500] A swarm is a decision that has wings.",
        ]
    );
    let said = "**Ida:** It swarms.\n\n**Break:** \\[01:00\\]\n\n**Mo:** Where?\n\n**Ida:** There.\n\n**Outro:** \\[02:00\\]\n";
    std::fs::write(folder.path().join("breaks.md"), said).unwrap();
    let raw = out(0, |c| c.args(["show", "--raw"]).arg(folder.path().join("breaks.md")));
    assert_eq!(
        raw.lines().collect::<Vec<_>>(),
        ["Ida: It swarms.", "[00:01:00.000] [Break]", "Mo: Where?", "Ida: There.", "[00:02:00.000] [Outro]"]
    );
}

#[test]
fn show_takes_a_part_by_time() {
    let folder = talks();
    let path = folder.path().join("roof.txt");
    let part = |code, args: &[&str]| out(code, |c| c.arg("show").arg(&path).args(args));
    let late = part(0, &["--from", "8s"]);
    assert!(late.contains("A swarm") && !late.contains("Good evening"), "{late}");
    let early = part(0, &["--to", "0:04", "--raw"]);
    assert_eq!(early.lines().count(), 1, "{early}");
    let middle = json_lines(&part(0, &["--from", "0:05", "--to", "0:06", "--json"]));
    assert_eq!(middle[0]["segments"].as_array().unwrap().len(), 1);
    assert_eq!(said(&middle[0], &middle[0]["segments"][0]), "of a bank, and nobody there knows.");
    assert_eq!(part(1, &["--from", "2h"]), "");
    assert_eq!(part(2, &["--from", "noon"]), "");
    assert_eq!(part(2, &["--from", "9s", "--to", "3s"]), "");
    let untimed = folder.path().join("article.md");
    dictum()
        .arg("show")
        .arg(untimed)
        .args(["--from", "1s"])
        .assert()
        .code(2)
        .stderr(contains("has no times; leave out"));
}

#[test]
fn show_tells_what_is_wrong_and_what_to_do() {
    let folder = talks();
    let gone = folder.path().join("gone.txt");
    dictum()
        .arg("show")
        .arg(&gone)
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(starts_with(format!("dictum: {}: ", gone.display())));
    dictum().arg("show").arg(folder.path()).assert().code(2).stderr(contains("is a folder; name one talk"));
}

#[test]
fn a_sample_is_shown_by_its_name_unless_a_file_has_it() {
    let folder = TempDir::new().unwrap();
    let mut command = dictum();
    command.current_dir(&folder).args(["show", "How-keepers-counted-time.txt"]);
    command
        .assert()
        .success()
        .stdout(contains("Carrow Head").and(contains("\n## ~ Fog: ")))
        .stderr(contains("this is the sample talk of that name"));
    fs::write(folder.path().join("How-keepers-counted-time.txt"), "My own lecture.\n").unwrap();
    command
        .assert()
        .success()
        .stdout(contains("My own lecture.").and(contains("Carrow Head").not()))
        .stderr(is_empty());
}

// ---- outline

#[test]
fn outline_has_the_sections() {
    let folder = talks();
    let article = folder.path().join("article.md");
    assert_eq!(out(0, |c| c.arg("outline").arg(&article)), "Bees on the roof\n  Winter\n  Spring\n");
    let outline = &json_lines(&out(0, |c| c.arg("outline").arg(&article).arg("--json")))[0];
    assert_keys(outline, "path title sections");
    assert_keys(&outline["sections"][0], "title level origin start end start_ms line");
}

#[test]
fn outline_tells_what_is_said_in_each_section() {
    let folder = talks();
    let article = folder.path().join("article.md");
    let skim = out(0, |c| c.args(["outline", "--skim"]).arg(&article));
    assert!(skim.starts_with("# Bees on the roof\n\n"), "{skim}");
    assert!(skim.lines().all(|line| line.chars().count() <= 80), "{skim}");
    let outline = &json_lines(&out(0, |c| c.args(["outline", "--skim", "--json"]).arg(&article)))[0];
    assert_keys(outline, "path title sections sentences");
    assert_keys(&outline["sections"][0], "title level origin start end start_ms line sentences");
    assert_keys(&outline["sections"][0]["sentences"][0], "start end start_ms speaker text");
}

// ---- find

#[test]
fn find_json_is_by_the_contract() {
    let folder = talks();
    let hits = json_lines(&out(0, |c| {
        c.args(["find", "BEES on the roof of a bank"]).arg(folder.path()).arg("--json")
    }));
    let hit = &hits[0];
    assert_keys(
        hit,
        "rank score path title line end_line start end start_ms end_ms speaker label section origin text marks before after why source_url",
    );
    assert_eq!((&hit["rank"], &hit["why"]), (&1.into(), &"exact".into()));
    assert_eq!((&hit["line"], &hit["end_line"]), (&1.into(), &2.into()));
    assert_eq!(hit["path"], folder.path().join("roof.txt").to_str().unwrap());
    let text = hit["text"].as_str().unwrap();
    assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), "bees on the roof of a bank");
    for mark in hit["marks"].as_array().unwrap() {
        let at = |end: usize| usize::try_from(mark[end].as_u64().unwrap()).unwrap();
        assert!(!text.get(at(0)..at(1)).unwrap().trim().is_empty());
    }
    assert!(hit["before"].as_str().unwrap().ends_with("I keep "), "{hit}");
    assert!(hit["after"].as_str().unwrap().starts_with(", and nobody"), "{hit}");
}

/// About 1,000 words under no heading, first of all about bees and then about ice.
const LONG_TALK: &[(&str, [&str; 5])] = &[
    ("So let's talk about bees in winter.", ["hive", "honey", "queen", "swarm", "wax"]),
    ("Now let's move on to glacier ice.", ["glacier", "ice", "moraine", "crevasse", "valley"]),
];

fn long_talk(opening: &str) -> String {
    let mut text = opening.to_owned();
    for (first, words) in LONG_TALK {
        text.extend([first, "\n\n"]);
        for n in 0..40 {
            let (what, whom) = (words[n % 5], words[(n * 2 + 1) % 5]);
            text.extend(["The ", what, " of it is that the ", whom, " was with all of them again. "]);
            text.push_str(if n % 4 == 3 { "\n\n" } else { "" });
        }
    }
    text
}

#[test]
fn find_names_the_sections_that_nobody_wrote() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("bare.txt"), long_talk("")).unwrap();
    fs::write(folder.path().join("written.md"), long_talk("---\ntitle: Notes\n---\n\n## Insects\n\n"))
        .unwrap();
    fs::write(folder.path().join("short.txt"), "A moraine was with the valley again.\n").unwrap();
    let outline = out(0, |c| c.arg("outline").arg(folder.path().join("bare.txt")));
    // Talks with the same sentences are told once, so each is asked by itself.
    for (file, expected) in [("bare.txt", "found"), ("written.md", "written"), ("short.txt", "")] {
        let hits = json_lines(&out(0, |c| {
            c.args(["find", "moraine was with", "--json"]).arg(folder.path().join(file))
        }));
        for hit in &hits {
            let section = hit["section"].as_str().unwrap_or_default();
            assert_eq!(hit["origin"].as_str().unwrap_or_default(), expected, "{hit}");
            assert_eq!(section == "Insects", expected == "written", "{hit}");
            assert_eq!(outline.contains(&format!("~ {section}\n")), expected == "found", "{hit}\n{outline}");
        }
    }
    let hits = json_lines(&out(0, |c| c.args(["find", "moraine was with", "--json"]).arg(folder.path())));
    assert!(hits.iter().any(|hit| hit["origin"] == "found"), "{hits:?}");
}

#[test]
fn find_takes_a_query_that_begins_with_what_is_not_wanted() {
    let folder = talks();
    let find = |args: &[&str]| out(0, |c| c.arg("find").args(args).arg(folder.path()));
    let expected = find(&["shiver in turns -zebra"]);
    assert_ne!(expected, "");
    assert_eq!(find(&["-zebra shiver in turns"]), expected);
    assert_eq!(find(&["--limit", "5", "-zebra shiver in turns"]), expected);
    assert_eq!(find(&["--", "-zebra shiver in turns"]), expected);
    dictum().args(["find", "-z"]).assert().code(2).stderr(contains("unexpected argument"));
}

#[test]
fn outline_has_the_chapters_of_a_list_of_chapters() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("chapters.vtt");
    let cue = |from: u32, title: &str| format!("\n{from:02}:00.000 --> {:02}:00.000\n{title}\n", from + 5);
    fs::write(&path, format!("WEBVTT\n{}{}{}", cue(0, "Rain"), cue(5, "Snow"), cue(10, "Hail"))).unwrap();
    let outline = out(0, |c| c.arg("outline").arg(&path));
    assert!(outline.ends_with("    0:00  Rain\n    5:00  Snow\n   10:00  Hail\n"), "{outline}");
    // A title that is all that a section says is told once.
    for args in [&["show"][..], &["outline", "--skim"]] {
        let told = out(0, |c| c.args(args).arg(&path));
        assert_eq!(told.matches("Snow").count(), 1, "{told}");
    }
}

#[test]
fn find_prints_lines_that_editors_can_jump_to() {
    let folder = talks();
    let path = folder.path().join("roof.txt");
    let found = out(0, |c| c.args(["find", "decision that has wings"]).arg(&path));
    assert!(found.starts_with(&format!("{}:3: [0:", path.display())), "{found}");
    assert!(found.ends_with("A swarm is a decision that has wings.\n"), "{found}");
}

#[test]
fn find_goes_by_speaker_and_limit() {
    let folder = talks();
    let path = folder.path().join("winter.vtt");
    let find = |code, args: &[&str]| out(code, |c| c.arg("find").args(args).arg(&path).arg("--json"));
    assert_eq!(json_lines(&find(0, &["they", "--limit", "1"])).len(), 1);
    assert_eq!(json_lines(&find(0, &["shiver", "--speaker", "emile sorg"]))[0]["speaker"], "Émile Sorg");
    assert_eq!(find(1, &["shiver", "--speaker", "ada"]), "");
    dictum()
        .args(["find", "shiver", "--speaker", "nobody"])
        .arg(&path)
        .assert()
        .code(1)
        .stderr(contains("nobody"));
}

#[test]
fn find_exactly_takes_no_others_between() {
    let folder = talks();
    let path = folder.path().join("roof.txt");
    let find = |code, args: &[&str]| out(code, |c| c.arg("find").args(args).arg(&path));
    assert_ne!(find(0, &["bees roof bank"]), "");
    assert_eq!(find(1, &["bees roof bank", "--exact"]), "");
    assert_ne!(find(0, &["of a bank", "--exact"]), "");
}

#[test]
fn find_follows_found_nothing_error() {
    let folder = talks();
    let gone = folder.path().join("gone.txt");
    let find = |query: &str| {
        let mut command = dictum();
        command.args(["find", query]).arg(folder.path()).arg(&gone);
        command
    };
    find("shiver in turns").assert().code(0).stderr(contains("gone.txt: "));
    find("xylophone").assert().code(2).stdout(is_empty()).stderr(contains("gone.txt: "));
    dictum().args(["find", "xylophone"]).arg(folder.path()).assert().code(1).stdout(is_empty());
    dictum()
        .args(["find", " ?! "])
        .arg(folder.path())
        .assert()
        .code(2)
        .stderr(contains("no word to look for"));
}

#[test]
fn find_says_why_it_found_nothing() {
    let folder = talks();
    let check = |args: &[&str], told: &str| {
        for how in [None, Some("--no-index")] {
            let mut command = dictum();
            command.arg("find").args(args).args(how).arg(folder.path());
            command.assert().code(1).stdout(is_empty()).stderr(contains(told));
        }
    };
    check(&["xylophone"], "nothing like it is said in 3 talks\n");
    check(&["shiver title:zebra"], "no talk is called “zebra”");
    check(&["shiver speaker:sorge"], "nobody called “sorge” speaks in these talks; Émile Sorg does");
    check(&["shiver", "--speaker", "sorge"], "; Émile Sorg does");
    check(&["shiver speaker:ada"], "nobody called “ada” says it; without speaker:ada there is something");
    check(&["\"turns shiver\" -zebra speaker:ada"], "-zebra and speaker:ada there is something");
    check(&["shiver before:1700"], "no talk is from before 1700-01-01; the days of 2 talks are not known");
    check(&["shiver after:2024 before:2023"], "no day is both before 2023-01-01 and 2024-01-01 or later");
    check(&["\"bees roof bank\""], "just so it is not said; without the quotation marks there is something");
    check(&["bees roof bank", "--exact"], "just so it is not said; without --exact there is something");
    check(&["\"xylophone\""], "nothing like it is said in 3 talks");
    check(&["wings -swarm"], "what is said near “swarm” is left out; without -swarm there is something");
}

#[test]
fn find_tells_what_may_have_been_meant_otherwise() {
    let folder = talks();
    let check = |query: &str, told: &str| {
        dictum().args(["find", query]).arg(folder.path()).assert().code(0).stderr(contains(told));
    };
    check("spaeker:sorg shiver in turns", "spaeker: is taken as a word; did you mean speaker:?");
    check("\"shiver in turns", "the quotation mark is not closed");
    dictum().args(["find", "shiver in turns"]).arg(folder.path()).assert().code(0).stderr(is_empty());
}

#[test]
fn what_only_comes_closest_is_not_found() {
    let folder = talks();
    let find = |args: &[&str]| {
        let mut command = dictum();
        command.args(["find", "shiver quantum chromodynamics lagrangian"]).args(args).arg(folder.path());
        command.assert().code(1)
    };
    let told = "hardly anything like it is said in 3 talks; what comes closest:\n";
    find(&[]).stdout(contains("winter.vtt:")).stderr(contains(told));
    let out = find(&["--json"]).stderr(contains(told)).get_output().stdout.clone();
    let hits = json_lines(&String::from_utf8(out).unwrap());
    assert!(!hits.is_empty() && hits.iter().all(|hit| hit["closest"] == true), "{hits:?}");
}

/// A file that may grow no further is as a full disk.
#[test]
#[cfg(unix)]
fn find_goes_on_where_files_may_not_grow() {
    let (folder, cache) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let words: Vec<String> = (0..60_000).map(|n| format!("word{n}")).collect();
    for n in 0..5 {
        let lines: Vec<String> = words.chunks(12).map(|line| format!("{}.\n", line.join(" "))).collect();
        fs::write(folder.path().join(format!("{n}.txt")), format!("talk{n} {}", lines.concat())).unwrap();
    }
    let program = dictum().get_program().to_owned();
    let find = |before: &str| {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{before} exec \"$0\" find \"word1001 word1002\" \"$1\" --limit 1"));
        shell.arg(&program).arg(folder.path()).env("XDG_CACHE_HOME", cache.path());
        shell.env("XDG_STATE_HOME", "/nowhere").assert().code(0).stdout(contains("word1001"))
    };
    find("ulimit -f 64;").stderr(contains("the index cannot be kept"));
    let unfinished = |entry: walkdir::Result<walkdir::DirEntry>| {
        entry.unwrap().file_name().to_string_lossy().ends_with(".new")
    };
    assert!(!walkdir::WalkDir::new(cache.path()).into_iter().any(unfinished));
    find("").stderr(contains("cannot be kept").not());
}

#[test]
fn the_samples_have_sentences_worth_finding() {
    for (remembered, sample) in [
        ("a clock is something that repeats", "How-keepers-counted-time.txt"),
        ("a model can only be surprised in the ways that you have allowed for", "interview.vtt"),
        ("you are learning the note", "blog.md"),
        ("never lock the knee", "captions.txt"),
        ("a starter has no memory", "digest.txt"),
    ] {
        let hits = json_lines(&out(0, |c| c.args(["find", remembered, "--json"])));
        assert_eq!((&hits[0]["path"], &hits[0]["why"]), (&sample.into(), &"exact".into()), "{remembered}");
    }
}

// ---- check

#[test]
fn check_tells_how_each_file_was_understood() {
    let folder = talks();
    let path = folder.path().join("article.md");
    let told = out(0, |c| c.arg("check").arg(&path));
    for part in [
        "  format    ",
        "  encoding  UTF-8",
        "  title     Bees on the roof (from: front matter)",
        "  date      2024-02-29",
    ] {
        assert!(told.contains(part), "{part:?} in {told}");
    }
    let object = &json_lines(&out(0, |c| c.arg("check").arg(&path).arg("--json")))[0];
    assert_keys(
        object,
        "path format why sure other encoding title title_from date duration_ms words segments sections speakers notes problems error formats languages sidecars media",
    );
    assert!(object["error"].is_null());
}

#[test]
fn check_says_how_sure_it_is_and_tells_problems_as_editors_want_them() {
    let folder = talks();
    let path = folder.path().join("flawed.srt");
    fs::write(&path, "00:00:09,000 --> 00:00:04,000\nRain.\n\n00:00:10,000 --> 00:00:12,000\nStill.\n")
        .unwrap();
    let told = out(0, |c| c.arg("check").arg(&path));
    assert!(told.contains("  format    srt, sure (92): 2 of 4 lines are times"), "{told}");
    let problem = format!("\n{}:1: end before start; the next start was taken for the end\n", path.display());
    assert!(told.ends_with(&problem), "{told}");
    let object = &json_lines(&out(0, |c| c.args(["check", "--json"]).arg(&path)))[0];
    assert_eq!(object["sure"], 92);
    assert_keys(&object["other"], "format sure why");

    // Named, it is that; what it would have been taken for is told.
    let told = out(0, |c| c.args(["check", "--as", "prose"]).arg(&path));
    assert!(told.contains("  format    prose: named by --as\n  or        srt (92): "), "{told}");
    assert!(told.contains("; --as srt reads it so\n"), "{told}");
}

#[test]
fn a_format_can_be_named() {
    let folder = talks();
    let path = folder.path().join("winter.vtt");
    let shown = |format: &str| out(0, |c| c.args(["show", "--raw", "--as", format]).arg(&path));
    assert!(shown("webvtt").starts_with("[00:00:01.000 --> 00:00:04.000] Ada Brook: Where do"));
    assert!(shown("prose").starts_with("WEBVTT"), "{}", shown("prose"));
    let listed = json_lines(&out(0, |c| c.args(["list", "--json", "--as", "prose"]).arg(folder.path())));
    assert!(listed.iter().all(|line| line["format"] == "prose"), "{listed:?}");
    let mut wrong = dictum();
    wrong.args(["show", "--as", "vtt"]).arg(&path);
    wrong.assert().code(2).stderr(contains("dictum: --as vtt: no such format; name one of webvtt, srt, "));
    let mut nothing = dictum();
    nothing.args(["show", "--as", "srt"]).arg(folder.path().join("article.md"));
    nothing.assert().code(2).stderr(contains("article.md: has nothing that can be read as srt; leave out"));
}

#[test]
fn a_named_format_is_meant_for_what_is_named() {
    let folder = family();
    let formats = |object: &Value| {
        let formats = object["formats"].as_array().unwrap().iter();
        let names = formats.map(|path| path.as_str().unwrap().rsplit('/').next().unwrap().to_owned());
        (object["format"].clone(), names.collect::<Vec<_>>())
    };
    // Of a file that is named: the others of its talk are read as what they are.
    let file = folder.path().join("hive.en.txt");
    let checked = json_lines(&out(0, |c| c.args(["check", "--json", "--as", "sentences"]).arg(&file)));
    let expected = ["hive.en.vtt", "hive.en.srt"].map(str::to_owned).to_vec();
    assert_eq!(formats(&checked[0]), ("sentences".into(), expected));
    // Of a folder: all of them, so captions are their times and numbers too.
    let listed = json_lines(&out(0, |c| c.args(["list", "--json", "--as", "prose"]).arg(folder.path())));
    assert!(listed.len() > 3 && listed.iter().all(|talk| talk["format"] == "prose"), "{listed:?}");
}

#[test]
fn speakers_go_by_the_names_that_the_reader_gave_them() {
    use dictum::memory::{Memory, TalkKey};
    let (state, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = folder.path().join("panel.vtt");
    fs::write(&path, VTT.replace("Ada Brook", "SPEAKER_00")).unwrap();
    let run = |args: &[&str]| out(0, |c| c.env("XDG_STATE_HOME", state.path()).args(args).arg(&path));
    assert!(run(&["show"]).contains("SPEAKER_00: Where do"));
    assert_eq!(fs::read_dir(state.path()).unwrap().count(), 0, "printing keeps nothing");

    let loaded = dictum::load::load(&path, fs::read(&path).unwrap()).unwrap();
    let (mut memory, told) = Memory::open(Some(&state.path().join("dictum")));
    assert_eq!(told, None);
    let key = TalkKey {
        fingerprint: dictum::library::fingerprint(&loaded.talk.text).0,
        path: Some(path.clone()),
        title: loaded.talk.title.clone(),
        text_len: loaded.talk.text.len(),
    };
    memory.keep_name(&key, "SPEAKER_00", "Ada \u{1b}[31mLune").unwrap();
    drop(memory);

    assert!(run(&["show"]).contains("Ada ␛[31mLune: Where do"), "{}", run(&["show"]));
    assert!(run(&["show", "--raw"]).contains("Ada ␛[31mLune: Where do"));
    assert!(run(&["list"]).contains("\tAda ␛[31mLune, Émile Sorg\t"), "{}", run(&["list"]));
    assert!(run(&["check"]).contains("Ada ␛[31mLune (SPEAKER_00), Émile Sorg"), "{}", run(&["check"]));
    assert!(run(&["find", "bees winter", "--speaker", "lune"]).contains("Lune: Where do"));
    let hit = &json_lines(&run(&["find", "bees", "--json"]))[0];
    assert_eq!((&hit["speaker"], &hit["label"]), (&"Ada ␛[31mLune".into(), &"SPEAKER_00".into()));
    let segment = &json_lines(&run(&["show", "--json"]))[0]["segments"][0];
    assert_eq!((&segment["speaker"], &segment["label"]), (&"Ada ␛[31mLune".into(), &"SPEAKER_00".into()));
}

#[test]
fn sections_are_as_the_reader_set_them_right() {
    use dictum::memory::{Context, Memory, TalkKey};
    use dictum::model::SectionEdit;
    let (state, folder) = (TempDir::new().unwrap(), talks());
    let path = folder.path().join("article.md");
    let run = |args: &[&str]| out(0, |c| c.env("XDG_STATE_HOME", state.path()).args(args).arg(&path));
    assert_eq!(run(&["outline"]), "Bees on the roof\n  Winter\n  Spring\n");

    let talk = dictum::load::load(&path, fs::read(&path).unwrap()).unwrap().talk;
    let key = TalkKey {
        fingerprint: dictum::library::fingerprint(&talk.text).0,
        path: Some(path.clone()),
        title: talk.title.clone(),
        text_len: talk.text.len(),
    };
    let (mut memory, _) = Memory::open(Some(&state.path().join("dictum")));
    let mut keep = |at: usize, was: &str, now: Option<&str>| {
        let edit = SectionEdit { at, was: was.into(), now: now.map(Into::into), level: 1 };
        memory.keep_section(&key, &edit, &Context::around(&talk.text, at)).unwrap();
    };
    let begins = |title: &str| talk.sections.iter().find(|s| s.title == title).unwrap().span.from();
    keep(begins("Winter"), "Winter", Some("The \u{1b}[31mcold"));
    keep(begins("Spring"), "Spring", None);
    keep(0, "", Some("Before"));
    assert_eq!(run(&["outline"]), "Bees on the roof\n  Before\n  The ␛[31mcold\n");
    let shown = &json_lines(&run(&["show", "--json"]))[0]["sections"];
    assert_eq!((&shown[0]["origin"], &shown[1]["title"]), (&"reader".into(), &"The ␛[31mcold".into()));
    assert_eq!(json_lines(&run(&["list", "--json"]))[0]["sections"], 2);
    assert_eq!(talk.sections.len(), 2, "the file is as it was");
}

#[test]
fn check_goes_on_after_a_file_that_cannot_be_read() {
    let folder = talks();
    let gone = folder.path().join("gone.txt");
    let mut check = dictum();
    check.arg("check").arg(&gone).arg(folder.path().join("roof.txt"));
    check.assert().code(2).stdout(contains("roof.txt\n  format")).stderr(contains("gone.txt: "));
    let lines =
        json_lines(&out(2, |c| c.args(["check", "--json"]).arg(&gone).arg(folder.path().join("roof.txt"))));
    assert_eq!(lines.iter().map(|line| line["error"].is_null()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn check_tells_of_the_furniture_that_was_cut() {
    let told = out(0, |c| c.arg("check").arg(seed("captions.txt")));
    assert!(told.contains("  note "), "{told}");
    let shown = out(0, |c| c.arg("show").arg(seed("captions.txt")));
    for furniture in ["Transcript preview", "Kind: captions", "file updated", "Manage"] {
        assert!(!shown.contains(furniture), "{furniture}: {shown}");
    }
    assert!(
        shown.starts_with("# What the Night Train Taught Me | Odd Jobs, Evening 41\n2024-05-14 · "),
        "{shown}"
    );
}

#[test]
fn what_is_not_read_is_told_by_its_kind() {
    let folder = TempDir::new().unwrap();
    for name in ["a.pdf", "b.pdf", "c.tgz", "d.png"] {
        fs::write(folder.path().join(name), "%PDF-1.7").unwrap();
    }
    let told = dictum().arg("list").arg(folder.path()).assert().code(1).get_output().stderr.clone();
    let told = String::from_utf8(told).unwrap();
    assert!(
        told.contains("a.pdf: passed over: a PDF; make text of it with pdftotext -layout (1 more like it)"),
        "{told}"
    );
    assert!(told.contains("c.tgz: passed over: packed; unpack it\n"), "{told}");
    assert!(!told.contains("d.png") && told.lines().count() == 3, "{told}");
}

#[test]
fn what_is_sure_is_not_doubted() {
    let folder = talks();
    let told = dictum().arg("check").arg(folder.path().join("winter.vtt")).assert().success();
    told.stdout(contains("webvtt, sure (100)").and(contains("  or ").not()));
}

#[test]
#[cfg(unix)]
fn what_is_passed_over_below_a_folder_is_told_and_is_no_failure() {
    let folder = talks();
    std::os::unix::fs::symlink(folder.path().join("roof.txt"), folder.path().join("link.txt")).unwrap();
    dictum().arg("list").arg(folder.path()).assert().success().stderr(contains("link.txt: passed over: "));
    dictum()
        .args(["find", "xylophone"])
        .arg(folder.path())
        .assert()
        .code(1)
        .stderr(contains("link.txt: passed over: "));
    dictum().arg("check").arg(folder.path()).assert().success().stdout(contains("link.txt\n  passed over: "));
}

// ---- one talk, several files

/// A talk as whisper and yt-dlp leave it: in formats and languages, with its film and what is told of it.
fn family() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let minute = |at: usize| format!("00:{at:02}:00.000 --> 00:{at:02}:20.000");
    let captions = |words: &[&str]| {
        let cues = words.iter().enumerate().map(|(at, words)| format!("{}\n{words}\n\n", minute(at)));
        format!("WEBVTT\n\n{}", cues.collect::<String>())
    };
    let english =
        ["A hive hums all winter long.", "It does not sleep, it shivers.", "Honey is what it burns."];
    let german = ["Ein Bienenstock summt.", "Er friert nicht, er zittert.", "Honig ist sein Brennstoff."];
    let info = r#"{"title": "The hive in winter", "upload_date": "20240229", "chapters":
        [{"start_time": 0, "title": "Humming"}, {"start_time": 60, "title": "Shivering"}]}"#;
    for (name, content) in [
        ("hive.en.vtt", captions(&english)),
        ("hive.en.srt", captions(&english).replace("WEBVTT\n\n", "").replace(".000", ",000")),
        ("hive.en.txt", english.join("\n")),
        ("hive.de.vtt", captions(&german)),
        ("hive.info.json", info.to_owned()),
        ("hive.webm", "\u{1a}E\u{df}\u{a3}".to_owned()),
        ("notes.md", "# Notes\n\nWhat I heard of bees.\n".to_owned()),
        ("notes.txt", "buy wax\nask about mites\n".to_owned()),
    ] {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

/// The names of the files that a list of JSON tells, and of those that belong to the first.
fn names(value: &Value) -> Vec<String> {
    let path =
        |value: &Value| value.as_str().or_else(|| value["path"].as_str()).unwrap_or_default().to_owned();
    let name = |value: &Value| Path::new(&path(value)).file_name().unwrap().to_string_lossy().into_owned();
    value.as_array().unwrap().iter().map(name).collect()
}

#[test]
fn a_talk_in_several_files_is_listed_once() {
    let folder = family();
    let list = |locale: &str| {
        let printed = out(0, |c| c.args(["list", "--json"]).arg(folder.path()).env("LC_ALL", locale));
        Value::from(json_lines(&printed))
    };
    let talks = list("C");
    assert_eq!(names(&talks), ["hive.en.vtt", "notes.md", "notes.txt"]);
    let hive = &talks[0];
    assert_eq!((&hive["title"], &hive["date"]), (&"The hive in winter".into(), &"2024-02-29".into()));
    assert_eq!(hive["sections"], 2);
    assert_eq!(names(&hive["formats"]), ["hive.en.srt", "hive.en.txt"]);
    assert_eq!(names(&hive["languages"]), ["hive.de.vtt"]);
    assert_eq!(hive["languages"][0]["language"], "de");
    assert_eq!(names(&hive["sidecars"]), ["hive.info.json"]);
    assert!(hive["media"].as_str().unwrap().ends_with("hive.webm"));
    assert_eq!(names(&talks[1]["formats"]), Vec::<String>::new());

    assert_eq!(names(&list("de_AT.UTF-8"))[0], "hive.de.vtt", "for somebody who reads German");
    let words = |word: &str| out(0, |c| c.args(["find", word]).arg(folder.path()));
    assert_eq!(words("hive hums").lines().count(), 1, "once among the hits");
    assert!(words("ask about mites").contains("notes.txt"), "what is no talk's other format is not hidden");
}

#[test]
fn check_tells_of_all_files_of_a_talk_and_of_a_file_that_is_named() {
    let folder = family();
    let file = folder.path().join("hive.en.txt");
    let told = out(0, |c| c.arg("check").arg(&file));
    let path = |name: &str| folder.path().join(name).display().to_string();
    for part in [
        format!("{}\n  format", file.display()),
        "  title     The hive in winter (from: sidecar)\n".to_owned(),
        format!("  also as   {}, {}\n", path("hive.en.vtt"), path("hive.en.srt")),
        format!("  also in   de: {}\n", path("hive.de.vtt")),
        format!("  beside    {}\n", path("hive.info.json")),
        format!("  media     {}\n", path("hive.webm")),
        "  note      from hive.info.json: title, date\n".to_owned(),
    ] {
        assert!(told.contains(&part), "{part:?} in {told}");
    }
    let told = out(0, |c| c.current_dir(folder.path()).args(["outline", "hive.en.vtt"]));
    assert!(told.contains("Shivering"), "sidecars count for a file that is named without its folder: {told}");
}

// ---- marks

#[test]
fn marks_are_printed_in_three_forms_or_there_are_none() {
    use dictum::memory::{Context, Memory, TalkKey};
    let state = TempDir::new().unwrap();
    let marks = |form: &[&str]| {
        let mut command = dictum();
        command.env("XDG_STATE_HOME", state.path()).arg("marks").args(form);
        command
    };
    marks(&[]).assert().code(1).stdout(is_empty()).stderr(contains("no marks are kept; set one"));
    let talk = TalkKey {
        fingerprint: 7,
        path: Some("/talks/roof.txt".into()),
        title: "On \u{1b}[31mroofs".into(),
        text_len: 90,
    };
    let around = Context { before: "I keep bees ".into(), after: "on the roof".into() };
    let (mut memory, told) = Memory::open(Some(&state.path().join("dictum")));
    assert_eq!(told, None);
    memory.keep_mark(&talk, 'a', 30, Some(65_000), &around).unwrap();
    drop(memory);

    for (form, part) in
        [(&[][..], "  'a      1:05  on the roof\n"), (&["--markdown"], "\n- 'a 1:05 on the roof\n")]
    {
        let output = marks(form).output().unwrap();
        assert_plain(&output.stdout, "marks");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains(part) && printed.contains("/talks/roof.txt"), "{printed}");
    }
    let output = marks(&["--json"]).output().unwrap();
    let lines = json_lines(&String::from_utf8(output.stdout).unwrap());
    assert_keys(&lines[0], "path title letter start start_ms made_ms before after");
    assert_eq!(
        (&lines[0]["letter"], &lines[0]["start"], &lines[0]["start_ms"]),
        (&"a".into(), &30.into(), &65_000.into())
    );
}

// ---- whatever comes

#[test]
fn a_pipe_that_is_closed_early_ends_quietly() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("long.txt");
    fs::write(&path, "A line of a long talk that goes on and on.\n\n".repeat(20_000)).unwrap();
    let exe = assert_cmd::cargo::cargo_bin!("dictum");
    let mut child = Process::new(exe)
        .arg("show")
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
    assert!(first.starts_with("# "), "{first}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let exe = assert_cmd::cargo::cargo_bin!("dictum");
    let mut process = Process::new(exe);
    let output = process.env("XDG_STATE_HOME", "/nowhere").arg("list").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("dictum: the output cannot be written: "));
}

#[test]
fn no_escape_byte_comes_out_whatever_goes_in() {
    let folder = TempDir::new().unwrap();
    let name = "ev\u{1b}[31mil\u{9b}2J\u{202e}\nname.txt";
    let path = folder.path().join(name);
    let gone = folder.path().join(format!("gone {name}"));
    fs::write(&path, HOSTILE).unwrap();
    let here = folder.path();
    for args in [
        vec!["show".as_ref(), path.as_os_str()],
        vec!["show".as_ref(), "--json".as_ref(), path.as_os_str()],
        vec!["show".as_ref(), "--raw".as_ref(), path.as_os_str()],
        vec!["show".as_ref(), gone.as_os_str()],
        vec!["list".as_ref(), here.as_os_str(), gone.as_os_str()],
        vec!["list".as_ref(), "--json".as_ref(), here.as_os_str(), gone.as_os_str()],
        vec!["outline".as_ref(), path.as_os_str()],
        vec!["find".as_ref(), "word".as_ref(), here.as_os_str(), gone.as_os_str()],
        vec!["find".as_ref(), "--json".as_ref(), "word".as_ref(), here.as_os_str()],
        vec!["find".as_ref(), "--speaker".as_ref(), "\u{1b}[5mx".as_ref(), "word".as_ref(), here.as_os_str()],
        vec!["check".as_ref(), path.as_os_str(), gone.as_os_str()],
        vec!["check".as_ref(), "--json".as_ref(), path.as_os_str(), gone.as_os_str()],
        vec!["show".as_ref(), path.as_os_str(), "--from".as_ref(), "\u{1b}[5m".as_ref()],
        vec!["list".as_ref(), "--\u{1b}[5m".as_ref()],
    ] {
        let output = dictum().args(&args).output().unwrap();
        assert!(output.status.code().is_some_and(|code| code <= 2), "{args:?}");
        assert_plain(&output.stdout, &format!("{args:?}"));
        assert_plain(&output.stderr, &format!("{args:?}"));
    }
    // In JSON the name is still the name.
    let listed = json_lines(&out(0, |c| c.arg("list").arg("--json").arg(&path)));
    assert_eq!(listed[0]["path"], path.to_str().unwrap());
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_are_no_text_are_names_all_the_same() {
    use std::os::unix::ffi::OsStrExt;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"talk \xff\xfe.txt"));
    fs::write(&path, WHISPER).unwrap();
    dictum().arg(&path).assert().success().stdout(contains("has wings."));
    dictum()
        .args(["list", "--json"])
        .arg(&path)
        .assert()
        .success()
        .stdout(contains("talk \u{fffd}\u{fffd}.txt"));
    dictum().args(["find", "wings"]).arg(&path).assert().success();
}

#[test]
fn any_bytes_are_a_talk_or_an_error() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("bytes.txt");
    let binary: Vec<u8> = (0..=255u8).cycle().take(20_000).collect();
    for bytes in [&b""[..], b"\n", b"\xff\xfe", b"\x00\x00\x00", b"--- \n---", b"{\"a\":", &binary] {
        fs::write(&path, bytes).unwrap();
        for command in ["show", "list", "outline", "check"] {
            let output = dictum().arg(command).arg(&path).output().unwrap();
            let code = output.status.code();
            assert!(code.is_some_and(|code| code <= 2), "{command} of {:?}: {code:?}", bytes.get(..8));
            assert!(
                code != Some(2) || output.stderr.starts_with(b"dictum: "),
                "{command} of {:?}",
                bytes.get(..8)
            );
        }
    }
}
