//! Captions in XML, in tables, in songs and in films.

use std::fmt::Write;

use crate::{check, fixture, open};

#[test]
fn xml() {
    check(
        "first.srv1",
        "xml captions transcript: first (file name)\n0:00 it's raining on the hill & here\n2 segments",
    );
    check("third.srv3", "xml captions transcript: third (file name)\n0:00 it is raining\n2 segments");
    check(
        "agents.ttml",
        "xml captions transcript: On rain (metadata) en-GB\n\
         0:11 Ida Lund: It rains on the hill & here.\n\
         0:13 So it is&big;. Word by word.\n3 segments",
    );
    let times: Vec<_> = open("a", &fixture("agents.ttml"))
        .talk
        .segments
        .iter()
        .map(|s| (s.start.unwrap().ms(), s.end.unwrap().ms(), s.line))
        .collect();
    assert_eq!(times, [(11_200, 12_000, 6), (13_000, 13_500, 7), (15_000, 16_000, 8)]);
}

#[test]
fn studio_captions() {
    check(
        "studio.sbv",
        "sbv transcript: studio (file name)\n0:00 it rains on the hill\n0:02 1999 it did not\n2 segments",
    );
}

#[test]
fn tables() {
    check(
        "whisper.tsv",
        "table transcript: whisper (file name)\n0:00 It rains, he said \"so. And then it stopped.\n2 segments",
    );
    check(
        "editor.csv",
        "table transcript: editor (file name)\n0:01 Ida: It rains, no?\n0:03 Mo: It does.\n2 segments",
    );
    check("bare.csv", "table transcript: bare (file name)\n0:00 It rains, no? Yes.\n2 segments");
}

#[test]
fn songs_and_films() {
    check(
        "song.lrc",
        "lrc transcript: The rain song (metadata)\n0:01 It rains and rains It rains\n3 segments",
    );
    check(
        "signs.ass",
        "ass transcript: Rain, a film (metadata)\n0:01 Ida: It rains, no?\n0:03 Mo: Yes, it does.\n2 segments",
    );
}

#[test]
fn more_cues_than_any_talk_has_are_all_there() {
    const CUES: usize = 120_000;
    let mut text = String::new();
    for n in 0..CUES {
        let (minutes, seconds) = (n / 60, n % 60);
        write!(
            text,
            "{}\n{minutes:02}:{seconds:02},000 --> {minutes:02}:{seconds:02},900\nword {n}\n\n",
            n + 1
        )
        .unwrap();
    }
    let talk = open("large.srt", text.as_bytes()).talk;
    assert_eq!(talk.segments.len(), CUES);
    for (n, segment) in talk.segments.iter().enumerate() {
        assert_eq!(segment.span.of(&talk.text), format!("word {n}"));
        assert_eq!(segment.start.map(dictum::model::Timestamp::seconds), u32::try_from(n).ok());
    }
}
