//! The dialects of plain text and Markdown that programs write.

use crate::{check, fixture, open};

#[test]
fn names_and_times_in_any_order() {
    check(
        "office.txt",
        "timed transcript: office (file name)\n0:03 Speaker 1: It rains, I think.\n0:09 Speaker 2: It does.\n0:12 Speaker 1: And it goes on.\n3 segments",
    );
    check(
        "saved-captions.txt",
        "speakers transcript: saved captions (file name)\n0:00 Ida Lund: It rains.\n0:05 Mo: It does.\n0:14 Ida Lund: So it does.\n3 segments",
    );
    check(
        "court.txt",
        "speakers transcript: court (file name)\nQ: Did it rain?\nA: It did.\nQ: All night?\nA: All night.\n4 segments",
    );
    check(
        "panel.txt",
        "timed transcript: panel (file name)\n0:00 so it rains and it rains again and then it stops\n3 segments",
    );
}

#[test]
fn what_stands_above_a_talk() {
    check(
        "contents.md",
        "markdown transcript: contents (file name)\n# Rain\n0:00 IDA: It rains.\n# Snow\n1:05 MO: It snows.\n# Hail\n2:00 IDA: It hails.\n3 segments",
    );
    check(
        "thoughts.md",
        "markdown transcript: thoughts (file name)\n0:00 IDA: It rains.\n0:05 MO: It snows.\n0:09 IDA: It hails.\n3 segments",
    );
    let notes = open("notes.md", &fixture("notes.md")).talk;
    assert_eq!(
        (notes.date.unwrap().to_string(), notes.video_id.unwrap()),
        ("2024-06-28".to_owned(), "rainy_id-01".to_owned())
    );
    assert_eq!(notes.text, "it rains and it snows\n\nand then it is still");
    assert_eq!((notes.moments.len(), notes.segments[1].start.unwrap().seconds()), (1, 14));
    check(
        "minutes.md",
        "markdown transcript: March 3, 2021 meeting (heading)\nName | Abbreviation\nIda Lund | IL\nMo Berg | MB\n\
         # Rain\nRain:\n- it falls\nIda Lund: It rains.\nMo Berg: It does.\nIda Lund / Mo Berg: We agree.\n8 segments",
    );
    let meeting = open("meet.md", &fixture("meet.md")).talk;
    assert_eq!(
        meeting
            .segments
            .iter()
            .filter_map(|s| s.start)
            .map(dictum::model::Timestamp::seconds)
            .collect::<Vec<_>>(),
        [0, 300]
    );
    assert!(!meeting.text.contains("computer generated") && !meeting.text.contains("ended after"));
}

#[test]
fn times_within_lines_are_times() {
    check(
        "marks.md",
        "markdown transcript: marks (file name)\nIda: It rained all night.\n\
         4:04 Mo: It did. And in the morning, too.\n4:30 Then it stopped.\n\
         Ida: So we went out to see and came back.\n6:00 ~ [Break]\n3 segments",
    );
    check(
        "hours.md",
        "markdown transcript: hours (file name)\n# Call\n0:01 Ida: It rains.\nMo: It does.\n\
         0:54 And it goes on.\n2:34 Ida: Still.\n3 segments",
    );
    assert_eq!(open("marks.md", &fixture("marks.md")).talk.moments.len(), 3);
}

#[test]
fn a_line_directly_above_a_name_is_said_before_it() {
    let text = "so it goes\n**[0:01] MO:** It snows.\n**[0:05] IDA:** It rains.\n**[0:09] IDA:** It hails.\n";
    assert_eq!(open("a.md", text.as_bytes()).talk.text, "so it goes\n\nIt snows.\n\nIt rains.\n\nIt hails.");
}

/// Who speaks in a text, a segment each.
fn who(name: &str, text: &str) -> Vec<String> {
    let talk = open(name, text.as_bytes()).talk;
    let speaker = |id| talk.speaker(id).map_or(String::new(), |speaker| speaker.name.clone());
    talk.segments.iter().map(|segment| segment.speaker.map_or(String::new(), speaker)).collect()
}

#[test]
fn words_before_a_colon_steal_no_turn() {
    for (name, text, speakers) in [
        (
            "timed.txt",
            "Ida (0:01):\nYeah: so it is.\n\nMo (0:05):\nLook: no.\n\nIda (0:09):\nYes.",
            "Ida Mo Ida",
        ),
        (
            "plain.txt",
            "Ida: So.\n\nMo: Two things.\n\nFirst: rain.\n\nLastly: snow.\n\nIda: And?\n\nMo: No.",
            "Ida Mo Ida Mo",
        ),
        (
            "glossary.md",
            "# Words\n\n**Rain:** it falls.\n\n**Snow:** it lies.\n\n**Hail:** it hurts.",
            "- - -",
        ),
        (
            "lecture.txt",
            "So it rains.\n\nTheorem: it does.\n\nProof: see.\n\nTheorem: it snows.\n\nProof: see.",
            "- - - - -",
        ),
        (
            "host.txt",
            "Host: Welcome.\n\nGuest: Thanks.\n\nHost: So?\n\nGuest: It rains.",
            "Host Guest Host Guest",
        ),
        (
            "qa.txt",
            "Question: What is rain?\n\nAnswer: Water.\n\nQuestion: And snow?\n\nAnswer: Too.",
            "Question Answer Question Answer",
        ),
        (
            "court.txt",
            "MS. LUND: It rains.\n\nMR. EK: It does.\n\nMS. LUND: So?\n\nQUESTION: Does it?\n\nMR. EK: Yes.",
            "MS._LUND MR._EK MS._LUND QUESTION MR._EK",
        ),
        ("list.md", "# Talk\n\n- **Ida:** It rains.\n- **Mo:** No.\n- **Ida:** It does.", "Ida Mo Ida"),
        ("quotes.md", "# Talk\n\n> **Ida:** It rains.\n\n> **Mo:** No.\n\n> **Ida:** It does.", "Ida Mo Ida"),
        (
            "heads.md",
            "# Talk\n\n### Ida [0:01]\nIt rains.\n\n### Mo [0:05]\nNo.\n\n### Ida [0:09]\nIt does.",
            "Ida Mo Ida",
        ),
        (
            "recorder.txt",
            "Speaker 1\n00:00\nIt rains.\n\nSpeaker 2\n00:04\nNo.\n\nSpeaker 1\n00:09\nYes.",
            "Speaker_1 Speaker_2 Speaker_1",
        ),
        (
            "whisper.txt",
            "[0:01 --> 0:02] [SPEAKER_00] It rains.\n[0:02 --> 0:03] [SPEAKER_01] No.\n[0:03 --> 0:04] [SPEAKER_00] Yes.",
            "SPEAKER_00 SPEAKER_01 SPEAKER_00",
        ),
        (
            "meeting.vtt",
            "WEBVTT\n\n0:01.000 --> 0:02.000\nIda: So.\n\n0:02.000 --> 0:03.000\nMo (Kites and Sons, north office): No.\n\n\
             0:03.000 --> 0:04.000\nIda: Yes.\n\n0:04.000 --> 0:05.000\nMo (Kites and Sons, north office): Ah.\n",
            "Ida Mo_(Kites_and_Sons,_north_office) Ida Mo_(Kites_and_Sons,_north_office)",
        ),
        (
            "cues.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nTake some rain.\n\n2\n00:00:02,000 --> 00:00:03,000\nTools: a bucket.\n\n\
             3\n00:00:03,000 --> 00:00:04,000\nColours: grey.\n",
            "- - -",
        ),
    ] {
        let found: Vec<String> = who(name, text)
            .iter()
            .map(|who| if who.is_empty() { "-".to_owned() } else { who.replace(' ', "_") })
            .collect();
        assert_eq!(found.join(" "), speakers, "{name}");
    }
}

#[test]
fn few_times_in_a_meeting_are_times() {
    let text = "Kites (2025-03-03 10:00 GMT+1) - Transcript\n\nAttendees\n\nIda Lund, Mo\n\nTranscript\n\n\
        Ida Lund: It rains.\n\nMo: No.\n\n00:05:12\n\nIda Lund: It does.\n\nMeeting ended after 00:08:12\n";
    let talk = open("meet.txt", text.as_bytes()).talk;
    let times: Vec<_> =
        talk.segments.iter().map(|s| s.start.map(dictum::model::Timestamp::seconds)).collect();
    assert_eq!((talk.text.as_str(), times), ("It rains.\n\nNo.\n\nIt does.", vec![None, None, Some(312)]));
    assert_eq!(talk.duration.map(dictum::model::Timestamp::seconds), Some(492));
}

/// The titles of a fixture's sections, with their times.
fn sections(name: &str) -> Vec<String> {
    let talk = open(name, &fixture(name)).talk;
    let title = |s: &dictum::model::Section| {
        let start = s.start.map_or_else(String::new, |start| format!("{start} "));
        format!("{start}{}", s.title)
    };
    talk.sections.iter().map(title).collect()
}

#[test]
fn lines_that_stand_for_headings_are_sections() {
    assert_eq!(sections("strong.md"), ["0:00 Drizzle over roofs", "12:30 Snowfall by night", "25:00 Hail"]);
    assert_eq!(sections("described.txt"), ["0:00 Rain", "2:00 Snow", "4:00 Hail"]);
    let talk = open("described.txt", &fixture("described.txt")).talk;
    assert!(!talk.text.contains("Timestamps") && !talk.text.contains("Transcript"), "{}", talk.text);
    assert_eq!(talk.text.matches("Snow").count(), 1, "{}", talk.text);
}
