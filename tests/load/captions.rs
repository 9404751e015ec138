//! Captions in XML, in tables, in songs and in films.

use crate::{check, fixture, open};

#[test]
fn xml() {
    check(
        "first.srv1",
        "xml transcript: first (file name)\n0:00 it's raining on the hill & here\n2 segments",
    );
    check("third.srv3", "xml transcript: third (file name)\n0:00 it is raining\n2 segments");
    check(
        "agents.ttml",
        "xml transcript: On rain (metadata) en-GB\n\
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
