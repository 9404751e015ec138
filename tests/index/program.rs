//! The index as `dictum find` and `dictum index` use it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};

use crate::{quote, text};

/// A folder that is worth an index, and room for a cache and a state.
pub(crate) fn library() -> tempfile::TempDir {
    let all = tempfile::tempdir().unwrap();
    fs::create_dir(all.path().join("talks")).unwrap();
    for talk in 0..10 {
        fs::write(all.path().join(format!("talks/talk-{talk}.txt")), text(talk, 32_000)).unwrap();
    }
    all
}

pub(crate) fn dictum(all: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("dictum").unwrap();
    command
        .current_dir(all)
        .env("XDG_STATE_HOME", all.join("state"))
        .env("XDG_CACHE_HOME", all.join("cache"));
    command.timeout(std::time::Duration::from_secs(120)).args(args);
    command
}

fn shards(all: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(all.join("cache/dictum/index")).into_iter().flatten();
    let files = folders.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap());
    let files = files.map(|file| file.unwrap().path());
    files.filter(|file| file.to_string_lossy().contains("shard-")).collect()
}

#[test]
fn find_makes_an_index_and_mends_it() {
    let all = library();
    let quote = quote(3, 31_000, 7);
    let find = |more: &[&str]| {
        let args = [&["find", &quote, "talks", "--limit", "1"], more].concat();
        let output =
            dictum(all.path(), &args).assert().success().stderr(is_empty()).get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let expected = find(&["--no-index"]);
    assert!(expected.starts_with("talks/talk-3.txt:"), "{expected}");
    assert!(shards(all.path()).is_empty());
    assert_eq!(find(&[]), expected);
    let [shard] = shards(all.path()).try_into().unwrap();
    assert_eq!(find(&[]), expected);
    // All that is read when it is asked, but not when it is opened.
    let mut bytes = fs::read(&shard).unwrap();
    let half = bytes.len() / 2;
    bytes.iter_mut().skip(half).for_each(|byte| *byte ^= 1);
    fs::write(&shard, bytes).unwrap();
    assert_eq!(find(&[]), expected);
    assert_eq!(shards(all.path()).len(), 1);

    fs::write(all.path().join("talks/new.txt"), format!("{} and so on", "nobody said marzipan but me"))
        .unwrap();
    dictum(all.path(), &["find", "marzipan but", "talks"]).assert().success().stdout(contains("new.txt"));
    dictum(all.path(), &["find", "marzipan but", "talks", "talks/new.txt", "--json"])
        .assert()
        .success()
        .stdout(contains("new.txt"));
    fs::remove_file(all.path().join("talks/new.txt")).unwrap();
    dictum(all.path(), &["find", "\"marzipan but\"", "talks"]).assert().code(1).stdout(is_empty());
}

#[test]
fn an_index_is_made_told_of_and_removed() {
    let all = library();
    let index = |more: &[&str]| dictum(all.path(), &[&["index", "talks"], more].concat()).assert();
    index(&["--status"]).code(1).stdout(contains("no index"));
    index(&[]).success().stdout(contains("10 talks").and(contains("read 10 files")));
    index(&["--status"]).success().stdout(contains("10 talks").and(contains("read 10 files").not()));
    index(&["--json"]).success().stdout(contains("\"talks\":10").and(contains("\"words\":320000")));
    index(&["--remove"]).success().stdout(contains("removed"));
    index(&["--remove"]).code(1).stdout(contains("no index"));
    assert!(shards(all.path()).is_empty());
    let args = ["index", "talks/talk-1.txt", "nowhere"];
    let told = contains("talks/talk-1.txt: is no folder").and(contains("nowhere: no such folder"));
    dictum(all.path(), &args).assert().code(2).stderr(told);
}

#[test]
fn where_nothing_can_be_written_the_search_goes_on_and_says_so_once() {
    let all = library();
    let quote = quote(5, 20_000, 7);
    let told = contains("the index cannot be kept").count(1);
    fs::write(all.path().join("cache"), "a file where the folder should be").unwrap();
    let find = ["find", &quote, "talks", "--limit", "1"];
    dictum(all.path(), &find).assert().success().stdout(contains("talk-5.txt")).stderr(told.clone());

    // A disk that is full, as far as this program is concerned: no file may be longer than 100 kB.
    fs::remove_file(all.path().join("cache")).unwrap();
    let program = assert_cmd::cargo::cargo_bin("dictum");
    let full =
        format!("trap '' XFSZ; ulimit -f 100; exec '{}' find '{quote}' talks --limit 1", program.display());
    let mut command = Command::new("bash");
    command.current_dir(all.path()).env("XDG_STATE_HOME", all.path().join("state"));
    command.env("XDG_CACHE_HOME", all.path().join("cache")).args(["-c", &full]);
    command.assert().success().stdout(contains("talk-5.txt")).stderr(told);
    assert!(shards(all.path()).is_empty(), "what did not get done is gone");
    dictum(all.path(), &find).assert().success().stdout(contains("talk-5.txt")).stderr(is_empty());
    assert_eq!(shards(all.path()).len(), 1);
}

#[test]
fn the_list_is_the_same_with_an_index_and_without() {
    let all = library();
    let talks = all.path().join("talks");
    let cue = "1\n00:00:01,000 --> 00:00:04,000\nSPEAKER_00: It rains on the hills.\n\n2\n00:00:05,000 --> 00:00:07,000\nSPEAKER_01: It does.\n";
    for (name, text) in [
        ("hills.srt", cue),
        ("hills.de.srt", &cue.replace("It rains on the hills", "Es regnet in den Bergen")),
        ("hills.txt", "It rains on the hills.\n\nIt does.\n"),
        (
            "heads.md",
            "---\ntitle: Heads\ndate: 2024-02-03\n---\n\n## One\n\nIt rains.\n\n## Two\n\nIt snows.\n",
        ),
        ("blank.vtt", "WEBVTT\n"),
        ("empty.txt", ""),
        ("disguised.txt", "%PDF-1.7 ..."),
    ] {
        fs::write(talks.join(name), text).unwrap();
    }
    std::thread::sleep(std::time::Duration::from_millis(2200));
    let list = |args: &[&str]| {
        let output = dictum(all.path(), &[&["list"], args].concat()).assert().success().get_output().clone();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let ways: [&[&str]; 4] =
        [&["talks"], &["talks", "--json"], &["./talks/", "--json"], &["talks/hills.srt", "talks", "--json"]];
    let lists = || ways.map(list);
    let read = lists();
    assert!(read[1].0.contains("\"title\":\"Heads\""), "{}", read[1].0);
    dictum(all.path(), &["index", "talks"]).assert().stdout(contains("talks"));
    assert_eq!(lists(), read);

    // A file that has changed is read again.
    let large = talks.join("talk-1.txt");
    fs::write(&large, "Only this is left.").unwrap();
    let now = list(&["talks"]).0;
    assert!(now.lines().any(|line| line.starts_with("talks/talk-1.txt") && line.contains("\t4\t")), "{now}");
}
