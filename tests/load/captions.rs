//! Captions as files of cues, in XML, in tables, in songs and in films.

use crate::{check, fixture, open};

#[test]
fn files_of_cues() {
    check(
        "captions.srt",
        "srt transcript: It was late, and the harbour was dark. Nobody had lit the… (opening words)\n\
         0:01 Bo: It was late, and the harbour was dark. Nobody had lit the lamp & nobody would.\n\
         0:07 Cy: Why not?\n\
         0:08 Bo: The oil was gone.\n\
         0:12 ~ ♪\n\
         5 segments",
    );
    assert_eq!(open("captions.srt", &fixture("captions.srt")).problems.len(), 1);
    check(
        "voices.vtt",
        "webvtt transcript: voices (file name) en-GB\n\
         0:01 Dr. Oak: The tree is old.\n\
         0:03 Fern Green: How old?\n\
         0:03 Dr. Oak: Very.\n\
         3 segments",
    );
    check(
        "rolling.vtt",
        "webvtt transcript: rolling (file name) en\n0:00 we keep bees on the roof of the school\n3 segments",
    );
}

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
