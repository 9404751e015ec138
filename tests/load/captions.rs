//! Captions as files of cues, in XML, in tables, in songs and in films.

use dictum::model::Timestamp;

use std::fmt::Write;

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
    assert_eq!(open("captions.srt", &fixture("captions.srt")).problems.len(), 2);
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

/// The cues of captions: when, and what.
fn lines(name: &str, text: &str) -> Vec<(Option<u32>, Option<u32>, String)> {
    let talk = open(name, text.as_bytes()).talk;
    let ms = |time: Option<Timestamp>| time.map(Timestamp::ms);
    talk.segments.iter().map(|s| (ms(s.start), ms(s.end), s.span.of(&talk.text).to_owned())).collect()
}

#[test]
fn times_of_odd_makes() {
    let line = |start, end, text: &str| (Some(start), Some(end), text.to_owned());
    let none = |text: &str| (None, None, text.to_owned());
    for (what, text, wanted) in [
        (
            "numbers count on without a blank line",
            "1\n00:01 --> 00:02\nIt rains.\n2\n00:02 --> 00:03\n1999\n\n3\n00:03 --> 00:04\nSo.\n",
            vec![line(1_000, 2_000, "It rains."), line(2_000, 3_000, "1999"), line(3_000, 4_000, "So.")],
        ),
        (
            "a number that is said stays",
            "00:01 --> 00:02\nHow many?\n4\n00:02 --> 00:03\nFour.\n",
            vec![line(1_000, 2_000, "How many? 4"), line(2_000, 3_000, "Four.")],
        ),
        (
            "numbers below zero",
            "-2\n00:01 --> 00:02\nIt rains.\n\n-1\n00:02 --> 00:03\nSo.\n",
            vec![line(1_000, 2_000, "It rains."), line(2_000, 3_000, "So.")],
        ),
        (
            "a time that makes no sense",
            "00:01 --> 00:02\nIt rains.\n\n00:02 --> 00:0x\nOr not.\n\n0:0:.1 --> 0:04\nSo.\n",
            vec![line(1_000, 2_000, "It rains."), none("Or not."), none("So.")],
        ),
        (
            "places and colons behind the times",
            "WEBVTT\n\n00:01.000 --> 00:02.000line:40%\nIt rains.\n\n00:02.000 --> 00:03.000:\nSo.\n",
            vec![line(1_000, 2_000, "It rains."), line(2_000, 3_000, "So.")],
        ),
    ] {
        assert_eq!(lines("a", text), wanted, "{what}");
    }
    let flawed = open("a", b"00:01 --> 00:02\nIt rains.\n\n00:02 --> 00:0x\nOr not.\n");
    assert_eq!(flawed.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [Some(4)]);
}

/// A file of captions of a second each.
fn captions(head: &str, shown: &[&str]) -> String {
    shown.iter().enumerate().fold(head.to_owned(), |text, (n, shown)| {
        text + &format!("00:00:{n:02}.000 --> 00:00:{:02}.000\n{shown}\n\n", n + 1)
    })
}

#[test]
fn captions_roll_where_neighbours_overlap_and_not_where_tags_say_so() {
    let said = |head: &str, shown: &[&str]| -> Vec<String> {
        lines("a", &captions(head, shown)).into_iter().map(|(.., text)| text).collect()
    };
    let styled = ["<v Ann><c.loud>It rains\non us.</c></v>"; 5].map(str::to_owned);
    let styled: Vec<String> =
        styled.iter().zip(1..).map(|(text, n)| text.replace("us", &format!("{n} of us"))).collect();
    let styled: Vec<&str> = styled.iter().map(String::as_str).collect();
    assert_eq!(said("WEBVTT\n\n", &styled)[4], "It rains on 5 of us.");
    let sung = ["<c>It</c><00:00:01.000><c> rains</c>\non us", "so", "<c>It</c> <c>snows</c>\non us", "no"];
    assert_eq!(said("WEBVTT\n\n", &sung), ["It rains on us", "so", "It snows on us", "no"]);

    let converted = [
        " \nit rains on the hill",
        "it rains on the hill\n ",
        "it rains on the hill\nyes",
        "yes\n ",
        "yes\nyes",
        "yes\n ",
        "yes\nand so on",
    ];
    for head in ["WEBVTT\n\n", ""] {
        assert_eq!(said(head, &converted), ["it rains on the hill", "yes", "yes", "and so on"]);
        assert_eq!(said(head, &["it", "it rains", "it rains on", "it rains on us"]), ["it rains on us"]);
    }
}

#[test]
fn xml_of_cinemas_and_of_songs() {
    check(
        "cinema.xml",
        "xml transcript: Rain, a film (metadata)\n0:01 It rains on the hill. It does.\n2 segments",
    );
    let song = "<tt xmlns:i='x' i:timing='Line'><body><div begin='10.0' end='20.0'>\
        <p begin='10.5' end='12.0'>It rains</p></div></body></tt>";
    assert_eq!(lines("a", song), [(Some(10_500), Some(12_000), "It rains".to_owned())]);
    let spoken = "<tt xmlns:p='x'><body><p begin='1.0' end='4.0'><span p:unit='sentence'><span p:unit='word'>It</span>\
        <span p:unit='word'>rains.</span></span><span p:unit='sentence'><span p:unit='word'>Again.</span></span></p>\
        <p begin='5.0' end='6.0'><span begin='5.0'>be</span><span begin='5.5'>fore</span></p></body></tt>";
    let said: Vec<_> = lines("a", spoken).into_iter().map(|(.., text)| text).collect();
    assert_eq!(said, ["It rains. Again.", "before"]);
    let bare = "<?xml version='1.0'?><body><p t=\"9100\" d=\"900\"><s>\u{200B}</s><s>It\u{200B}</s> rains</p></body>";
    assert_eq!(lines("a", bare), [(Some(9_100), Some(10_000), "It rains".to_owned())]);
}

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
    let line = |start, text: &str| (Some(start), None::<u32>, text.to_owned());
    for (what, text, wanted) in [
        ("a column of times", ",Timecode,Subtitle\n,0:06,\"It rains, no?\"\n,0:08,So.\n", [6_000, 8_000]),
        ("nothing but a time", "0:00:06,\"It rains, no?\"\n,\n0:00:08,So.\n", [6_000, 8_000]),
    ] {
        let starts: Vec<_> =
            lines("a", text).into_iter().map(|(start, _, text)| (start, None::<u32>, text)).collect();
        assert_eq!(starts, [line(wanted[0], "It rains, no?"), line(wanted[1], "So.")], "{what}");
    }
    for (what, text) in [
        ("semicolons, and commas in numbers", "start;end;text\n0,5;2,5;It rains, no?\n2,5;4,0;So.\n"),
        ("whole seconds", "start\tend\ttext\n0\t2\tIt rains, no?\n2\t4\tSo.\n"),
    ] {
        let loaded = open("a", text.as_bytes());
        let ends: Vec<_> =
            loaded.talk.segments.iter().map(|s| s.end.map(dictum::model::Timestamp::seconds)).collect();
        assert_eq!((ends, loaded.problems.len()), (vec![Some(2), Some(4)], 0), "{what}");
        assert!(!text.contains(';') || loaded.why.contains("semicolons"), "{}", loaded.why);
    }
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

#[test]
fn a_time_with_an_arrow_in_a_text_makes_no_captions_of_it() {
    let cue = "1\n00:00:01,000 --> 00:00:02,500\nIt rains.\n";
    let two = format!("{cue}\n2\n00:00:03,000 --> 00:00:04,500\nOn us.\n");
    let text = "Captions are text.\n\nThey have numbers.\n\nThey have times.\n\n";
    for (what, text) in [
        ("fenced", format!("# Captions\n\nThey are text.\n\n```\n{two}```\n\nThat is all.\n")),
        ("below a text", format!("{text}{cue}")),
        ("below two lines", format!("It rains in this text.\nOr so.\n\n{cue}\nThat is all.\n")),
        ("of two", format!("{text}{two}\nSo it is.\n")),
        ("of a bus", "10:15 -> 10:45 mill to sea\n11:15 -> 11:45 mill to sea\nIt is slow.\n".to_owned()),
    ] {
        let loaded = open("a.txt", text.as_bytes());
        assert_ne!(loaded.format.name(), "srt", "{what}");
        let said = if text.starts_with("10") { "mill to sea" } else { "text" };
        assert!(loaded.talk.text.contains(said), "{what}: {}", loaded.talk.text);
    }
    for head in ["", "\n", "The river\n\n", "The river\nspoke\n\n"] {
        assert_eq!(open("a.txt", format!("{head}{two}").as_bytes()).format.name(), "srt", "{head}");
    }
}

#[test]
fn what_stands_above_the_first_cue_is_told() {
    let above = |head: &str| {
        let text = format!(
            "{head}\n00:00:01,000 --> 00:00:02,500\nIt rains.\n\n2\n00:00:03,000 --> 00:00:04,500\nSo.\n"
        );
        let notes = open("a.srt", text.as_bytes()).talk.notes;
        notes.iter().find_map(|n| n.what.strip_prefix("lines above the first cue: ").map(str::to_owned))
    };
    assert_eq!(above("What the river said"), Some("1 left out".to_owned()));
    assert_eq!(above("What the river said\n1"), Some("1 left out".to_owned()));
    assert_eq!((above("1"), above("")), (None, None));
}
