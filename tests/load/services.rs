//! JSON as services and programs lay it out, and lists of chapters.

use dictum::model::Timestamp;
use dictum::text::clean;

use crate::{check, fixture, open};

#[test]
fn segments_and_lines() {
    check(
        "segments.json",
        &format!(
            "json transcript: segments (file name) en\n\
             0:00 SPEAKER_00: We keep bees.\n\
             0:02 SPEAKER_01: Do they sting?\n\
             0:04 SPEAKER_00: Only once.{}\n\
             3 segments",
            clean("\u{1b}[31m")
        ),
    );
    check("lines.jsonl", "json transcript: lines (file name)\n0:00 one bee two bees\n2 segments");
    assert_eq!(open("lines.jsonl", &fixture("lines.jsonl")).problems[0].line, Some(2));
}

#[test]
fn captions_from_youtube() {
    check("rolling.json3", "json transcript: rolling (file name)\n0:00 we keep bees on the roof\n2 segments");
    check(
        "downloader.json",
        "json transcript: downloader (file name)\n0:00 it's raining on the hill\n2 segments",
    );
    let ends: Vec<_> =
        open("a", &fixture("downloader.json")).talk.segments.iter().map(|s| s.end.unwrap().ms()).collect();
    assert_eq!(ends, [2_500, 5_500], "a line ends where the next begins");
}

#[test]
fn the_name_and_the_day_of_a_recording_are_not_the_talks() {
    let paragraphs =
        "\"text\": [{\"paragraph\": [{\"line\": [{\"text\": \"rain\", \"startTime\": 1, \"endTime\": 2}]}]}]";
    let about = "\"title\": \"rain_2013.mp4\", \"metadata\": {\"fileName\": \"rain_2013.mp4\", \"date\": \"2013-03-14 19:16:08\"}";
    let file = format!("{{{about}, {paragraphs}}}");
    let talk = open("a/on-rain.json", file.as_bytes()).talk;
    assert_eq!((talk.title.as_str(), talk.date, talk.text.as_str()), ("on rain", None, "rain"));
}

#[test]
fn words_are_given_to_who_says_them() {
    for (name, picture) in [
        ("podcast.json", "0:00 Ida: Is it?\n0:01 Mo: No.\n3 segments"),
        ("deepgram.json", "0:00 Speaker 0: So it is.\n0:01 Speaker 1: Yes.\n4 segments"),
        ("aws.json", "0:00 spk_0: So it rains.\n0:02 spk_1: Yes.\n4 segments"),
        ("google.json", "0:00 Speaker 1: it\n0:00 Speaker 2: rains\n2 segments"),
        ("ibm.json", "0:00 Speaker 1: it…\n0:00 Speaker 2: rains\n2 segments"),
        ("rev.json", "0:00 Speaker 0: It rains.\n0:02 Speaker 1: Yes.\n2 segments"),
        ("azure.json", "0:01 Speaker 1: It rains.\n0:04 Speaker 2: Yes.\n2 segments"),
    ] {
        let title = name.trim_end_matches(".json");
        check(name, &format!("json transcript: {title} (file name)\n{picture}"));
    }
    check(
        "speechmatics.json",
        "json transcript: speechmatics (file name) en\n0:00 F1: It rains.\n0:02 M1: Yes\n3 segments",
    );
    // It counts milliseconds and does not say so; nobody says three words in a day.
    check(
        "assembly.json",
        "json transcript: assembly (file name) en_us\n0:00 A: Is it?\n1:31 B: No.\n3 segments",
    );
    check("pieces.json", "json transcript: pieces (file name) en\n0:00 Electronic rain.\n2 segments");
}

#[test]
fn a_hearing_has_a_section_for_each_advocate() {
    check(
        "court.json",
        "json transcript: A hearing (metadata)\n\
         # Argument of Ida Rain\n0:00 The Chief: Who begins?\n0:04 Ida Rain: I do.\n\
         # Argument of Mo Snow\n0:09 Mo Snow: I go on.\n3 segments",
    );
}

#[test]
fn chapters_alone_are_a_list_with_times_and_sections() {
    check(
        "chapters.json",
        "json summary: chapters (file name)\n# Rain\n0:00 - Rain\n# Snow\n2:48 - Snow\n2 segments",
    );
    check(
        "chapters.txt",
        "chapters summary: chapters (file name)\n# Rain\n0:00 - Rain\n# Snow: what is it\n4:10 - Snow: what is it\n# Questions\n1:02:03 - Questions\n3 segments",
    );
    check(
        "chapters.vtt",
        "webvtt summary: chapters (file name)\n# Rain\n0:00 - Rain\n# Snow\n4:10 - Snow\n# Questions\n10:00 - Questions\n3 segments",
    );
    check(
        "chapters.ffmetadata",
        "chapters summary: On weather (metadata)\n# Rain\n0:00 - Rain\n# Snow; sleet\n2:00 - Snow; sleet\n2 segments",
    );
    check(
        "ogm.txt",
        "chapters summary: ogm (file name)\n# Rain\n0:00 - Rain\n# Snow\n4:10 - Snow\n2 segments",
    );
    // What is said below such lists is not lost.
    let said = "Ida: It rains on us.\n\nMo: So it does.\n\nIda: And still.\n";
    for list in [
        "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Rain\nCHAPTER02=00:04:10.500\nCHAPTER02NAME=Snow\n",
        ";FFMETADATA1\n[CHAPTER]\nSTART=0\ntitle=Rain\n[CHAPTER]\nSTART=60000000000\ntitle=Snow\n",
    ] {
        let talk = dictum::load::load("a.txt".as_ref(), format!("{list}\n{said}").as_bytes()).unwrap().talk;
        for words in ["It rains on us.", "So it does.", "And still."] {
            assert!(talk.text.contains(words), "{}", talk.text);
        }
    }
    let pictures = b"WEBVTT\n\n00:00.000 --> 00:05.000\nsprite.jpg#xywh=0,0,160,90\n";
    let why = dictum::load::load("a.vtt".as_ref(), pictures).unwrap_err().to_string();
    assert!(why.contains("pictures"), "{why}");
}

#[test]
fn whole_milliseconds_are_known_and_kept_however_late() {
    // An hour and a half, a sentence a minute.
    let starts = (0..90_u32).map(|n| n * 60_000 + 500);
    let said = |start: u32| {
        format!(
            r#"{{"speaker": "A", "text": "It rains on us.", "start": {start}, "end": {}}}"#,
            start + 9_000
        )
    };
    let items: Vec<String> = starts.clone().map(said).collect();
    for text in [
        format!(r#"{{"utterances": [{}]}}"#, items.join(", ")),
        format!("[{}]", items.join(", ")),
        items.join("\n"),
        // Words a moment each are not slow, and end far too late all the same.
        format!(
            r#"{{"words": [{}]}}"#,
            (0..6_000)
                .map(|n| format!(r#"{{"text": "so", "start": {}}}"#, n * 900 + 500))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    ] {
        let talk = open("a.json", text.as_bytes()).talk;
        let last = talk.segments.last().and_then(|s| s.start).map(Timestamp::ms);
        assert!(
            last == starts.clone().next_back() || last == Some(5_999 * 900 + 500),
            "{last:?}: {}",
            text.get(..40).unwrap()
        );
        assert_eq!(
            talk.segments[1].start.map(|time| time.ms() % 1_000),
            Some(if text.contains("words") { 400 } else { 500 })
        );
        assert!(talk.notes.iter().any(|note| note.what.contains("milliseconds")));
    }
}
