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
         0:54 And it goes on.\n2:34 Still.\n2 segments",
    );
    assert_eq!(open("marks.md", &fixture("marks.md")).talk.moments.len(), 3);
}

#[test]
fn a_line_directly_above_a_name_is_said_before_it() {
    let text = "so it goes\n**[0:01] MO:** It snows.\n**[0:05] IDA:** It rains.\n**[0:09] IDA:** It hails.\n";
    assert_eq!(open("a.md", text.as_bytes()).talk.text, "so it goes\n\nIt snows.\n\nIt rains.\n\nIt hails.");
}
