//! Formats that are named instead of guessed, how sure a guess is, and flaws that are told with their lines.

use std::path::Path;

use dictum::load::{Format, Wanted, load, load_as};
use dictum::outline::settle;
use proptest::prelude::*;

use crate::any::scraps;
use crate::{fixture, fixtures, sound};

fn named(name: &str) -> Wanted {
    Wanted { format: Some(Format::named(name).unwrap()) }
}

/// What is read, or the error.
fn check(text: &str, format: &str, expected: &str) {
    let read = match load_as(Path::new("a.txt"), text.as_bytes(), named(format)) {
        Ok(loaded) => {
            assert_eq!((loaded.format.name(), loaded.sure), (format, None));
            loaded.talk.text.replace("\n\n", " | ")
        }
        Err(error) => format!("error {error}"),
    };
    assert!(read.starts_with(expected), "{text:?} as {format}: {read}");
}

#[test]
fn a_named_format_overrules_the_guess() {
    let captions = "1\n00:00:01,000 --> 00:00:02,000\nIt rains.\n";
    check(captions, "srt", "It rains.");
    check(captions, "webvtt", "It rains.");
    check(captions, "prose", "1 00:00:01,000 --> 00:00:02,000 It rains.");
    let pictures = "WEBVTT\n\n00:00.000 --> 00:05.000\nrain.jpg#xywh=0,0,160,90\n";
    for format in ["webvtt", "srt"] {
        check(pictures, format, "rain.jpg#xywh=0,0,160,90");
    }
    check("# Rain\n\nIt rains.", "prose", "# Rain | It rains.");
    check("# Rain\n\nIt rains.", "markdown", "It rains.");
    check(
        "It rains.",
        "srt",
        "error a.txt: has nothing that can be read as srt; leave out --as, or name another format",
    );
    check("{\"a\": 1}\n{\"a\": 2}\n", "json", "error a.txt: is JSON, but no transcript that dictum knows; ");
    check("It rains.", "json", "error a.txt: is no whole JSON: expected value at line 1 column 1; ");
    for timed in ["lrc", "sbv", "table"] {
        check(captions, timed, &format!("error a.txt: has nothing that can be read as {timed}; "));
    }
    check("It rains.", "chapters", "error a.txt: has nothing that can be read as chapters");
}

#[test]
fn a_guess_says_how_sure_it_is_and_what_else_it_may_be() {
    let loaded = load(Path::new("a.srt"), fixture("captions.srt")).unwrap();
    let other = loaded.other.unwrap();
    assert_eq!((loaded.format.name(), loaded.sure), ("srt", Some(92)));
    assert!(other.sure <= 92 && !other.why.is_empty(), "{other:?}");
    // Where another format was named, the guess is what it may be as well.
    let loaded = load_as(Path::new("a.srt"), fixture("captions.srt"), named("prose")).unwrap();
    assert_eq!(loaded.other.map(|o| (o.format.name(), o.sure)), Some(("srt", 92)));
    let loaded = load_as(Path::new("a.srt"), fixture("captions.srt"), named("srt")).unwrap();
    assert_eq!(loaded.other, None);
}

/// The flaws of a file: `7: end before start`, problems first, then notes that have a line.
fn told(text: &str) -> Vec<String> {
    let loaded = load(Path::new("a.txt"), text.as_bytes()).unwrap();
    let notes = loaded.talk.notes.iter().filter(|note| note.line.is_some());
    let all = loaded.problems.iter().chain(notes);
    all.map(|note| format!("{}: {}", note.line.map_or("-".into(), |n| n.to_string()), note.what)).collect()
}

#[test]
fn flaws_are_told_with_their_lines() {
    let cue = "00:00:01,000 --> 00:00:02,000\nIt rains.\n\n";
    let named_chapters = |text: &str| {
        let loaded = load_as(Path::new("a.txt"), text.as_bytes(), named("chapters")).unwrap();
        loaded.problems.iter().map(|note| (note.line, note.what.clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        named_chapters(
            "CHAPTER01=0:00\nCHAPTER01NAME=Rain\nCHAPTER02=oops\nCHAPTER02NAME=Hail\nIt rained.\n"
        ),
        [
            (Some(3), "a chapter without a time that can be read or without a title; left out".to_owned()),
            (Some(5), "a line that tells nothing of a chapter; left out".to_owned()),
        ]
    );
    for (text, expected) in [
        (
            format!("{cue}00:00:09,000 --> 00:00:04,000\nStill.\n"),
            "4: end before start; the next start was taken for the end",
        ),
        (format!("{cue}00:00:05,000 -->\nStill.\n"), "4: no end; the next start was taken for it"),
        (format!("{cue}00:xx --> 00:00:04,000\nStill.\n\n{cue}"), "4: a time that makes no sense; kept as text"),
        (format!("00:xx --> 1\n\n{cue}"), "1: a time that makes no sense; left out"),
        (
            format!("My captions\nof rain\n\n1\n{cue}2\n00:00:03,000 --> 00:00:04,000\nStill.\n\n3\n00:00:05,000 --> 00:00:06,000\nAgain.\n"),
            "1: lines above the first cue: 2 left out",
        ),
        // What strict readers pass over.
        (
            "0:0:1.5 --> 0:0:2.5\nIt rains.\n\n0:0:3.0 --> 0:0:4.0\nStill.\n".into(),
            "1: times that are not written as SubRip has them: 2; read all the same",
        ),
        (
            "WEBVTT\n\n0:0:1.5 --> 0:0:2.5\nIt rains.\n".into(),
            "3: times that are not written as WebVTT has them: 1; read all the same",
        ),
        (
            "0:00 The gate\n1:00 The ford\n2:00 The ridge\n3:00 The hill\n4:00 The wood\n5:00 The mill\n6:00 The lane\n7:00 The yard\nHow we went\n8:00 The door\n9:00 Home\n".into(),
            "9: a line without a time or without a title; left out",
        ),
    ] {
        assert_eq!(told(&text), [expected], "{text}");
    }
    for sound in [
        cue.to_owned(),
        format!("7\n{cue}"),
        "WEBVTT - On rain\nKind: captions\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\nNOTE by hand\n\nfirst\n00:01.000 --> 00:02.000 align:start\nIt rains.\n".into(),
    ] {
        assert_eq!(told(&sound), [""; 0], "{sound}");
    }
}

#[test]
fn every_fixture_as_every_format_makes_a_sound_talk_or_an_error() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        for name in Format::names() {
            if let Ok(mut loaded) = load_as(&path, &bytes, named(name)) {
                settle(&mut loaded.talk);
                sound(&loaded.talk).unwrap_or_else(|e| panic!("{} as {name}: {e}", path.display()));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scraps_as_any_format_make_a_sound_talk_or_an_error(
        text in scraps(), name in prop::sample::select(Format::names().collect::<Vec<_>>()),
    ) {
        if let Ok(mut loaded) = load_as(Path::new("any"), text.as_bytes(), named(name)) {
            settle(&mut loaded.talk);
            sound(&loaded.talk).map_err(TestCaseError::fail)?;
        }
    }
}
