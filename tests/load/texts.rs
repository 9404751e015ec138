//! Text that people and programs write: Markdown, turns, lines with times, saved pages, prose.

use dictum::model::Style;

use crate::{check, fixture, open};

#[test]
fn markdown() {
    check(
        "front-matter.md",
        "markdown article: On the care of umbrellas: a talk (front matter) 2021-04-09 https://youtu.be/umbrella_01?t=3\n\
         An umbrella wants three things  a stand  a dry hall  and nobody who forgets it on a train.\n\
         # Drying\n\
         Open it halfway, see the chart. Then count:\n\
         python> # not a heading⏎for rib in range(8):⏎    print(\"rib\", rib)\n\
         1. shake\n\
         2. stand\n\
         \u{20} - in the hall\n\
         \u{20} - never in the bath\n\
         > Nobody ever lost an umbrella in the sun.\n\
         8 segments",
    );
    let loaded = open("front-matter.md", &fixture("front-matter.md"));
    let talk = &loaded.talk;
    let styled: Vec<_> = talk.styles.iter().map(|s| (s.span.of(&talk.text), s.style)).collect();
    for wanted in [
        ("nobody", Style::Emphasis),
        ("halfway", Style::Strong),
        ("the chart", Style::Link),
        ("# not a heading", Style::Comment),
        ("for", Style::Keyword),
    ] {
        assert!(styled.contains(&wanted), "{wanted:?} in {styled:?}");
    }
    assert!(talk.notes.iter().any(|n| n.what.contains("comment") && n.line == Some(12)), "{:?}", talk.notes);
    assert_eq!(
        talk.segments.iter().map(|s| (s.line, s.end_line)).take(3).collect::<Vec<_>>(),
        [(10, 10), (16, 16), (18, 22)]
    );
}

#[test]
fn a_short_table_is_markdown() {
    let minutes =
        "| Name | Letters |\n|---|---|\n| Ida Lund | IL |\n\nIda: It rains.\n\nMo: Does it?\n\nIda: Yes.\n";
    for name in ["minutes.md", "minutes.txt"] {
        let loaded = open(name, minutes.as_bytes());
        let first: Vec<_> = loaded.talk.text.split("\n\n").take(2).collect();
        assert_eq!(
            (loaded.format.name(), first),
            ("markdown", vec!["Name | Letters", "Ida Lund | IL"]),
            "{name}"
        );
    }
}

#[test]
fn segments_in_front_matter_give_times_to_the_text() {
    let held = |second: &str| {
        let segments = format!(
            r#"[{{"id": 0, "start": 0.0, "end": 4.5, "text": " It rained."}}, {{"start": 4.5, "end": 9, "text": " {second}"}}]"#
        );
        format!("---\ntitle: Rain\nwhisper_segments: '{segments}'\n---\n\nIt rained.\nWe ran home.\n")
    };
    for (second, starts, note) in [
        ("We ran home.", vec![Some(0), Some(4)], "times of 2 segments taken"),
        ("We walked.", vec![None], "left out: its 2 segments say other words"),
    ] {
        let talk = open("rain.md", held(second).as_bytes()).talk;
        assert_eq!(talk.text, "It rained. We ran home.");
        assert_eq!(
            talk.segments.iter().map(|s| s.start.map(dictum::model::Timestamp::seconds)).collect::<Vec<_>>(),
            starts
        );
        assert!(talk.notes.iter().any(|n| n.what.contains(note)), "{:?}", talk.notes);
    }
}

#[test]
fn a_heading_of_nothing_but_a_comment_goes() {
    for (end, sections) in [("<!--\n{}\n-->\n", 1), ("<!-- so -->\n\nIt does.\n", 2), ("", 2)] {
        let text = format!("# Rain\n\n## Hills\n\nIt rains.\n\n## Metadata\n{end}");
        let talk = open("rain.md", text.as_bytes()).talk;
        assert_eq!(talk.sections.len(), sections, "{end:?}");
    }
}

#[test]
fn turns() {
    check(
        "turns.md",
        "markdown transcript: Two bakers (heading)\n\
         Mo: The oven was cold.\n\
         And the flour was wet.\n\
         Ida: Was it?\n\
         0:41 I had not seen it.\n\
         Mo: You had not looked.\n\
         Ida: True.\n\
         4 segments",
    );
    check(
        "interview.txt",
        "speakers transcript: interview (file name)\n\
         Noor: How did you come to clocks?\n\
         Eli: By being late. It was a habit of the family.\n\
         Noor: And now?\n\
         Eli: Now I am on time: mostly.\n\
         4 segments",
    );
    check(
        "rev.txt",
        "speakers transcript: rev (file name)\n\
         0:00 Noor: How did you come to clocks?\n\
         0:04 Eli: By being late.\n\
         0:30 It was a habit of the family.\n\
         1:20 Noor: And now?\n\
         3 segments",
    );
}

#[test]
fn lines_with_times() {
    check(
        "whisper.txt",
        "whisper transcript: whisper (file name)\n\
         0:00 Good evening, and thank you for coming out in this weather. Tonight I want to talk about lighthouses, \
         and about the people who kept them.\n\
         0:12 ~ [Applause]\n\
         0:20 The first keeper that we know of by name was a baker.\n\
         1:00:24 Thank you. Thank you. Thank you. x3\n\
         8 segments",
    );
    check(
        "timed.txt",
        "timed transcript: timed (file name)\n\
         0:01 We begin at the harbour. The tide is out, and the boats lie on their sides. Nobody minds.\n\
         3 segments",
    );
}

#[test]
fn pages() {
    check(
        "page.txt",
        "videopage transcript: How to listen to snow (page head) 2020-12-24 \
         https://www.youtube.com/watch?v=snowy_id-11 en\n\
         so the first thing to know about snow is that it is not silent um it has a sound and the sound is made of \
         all the sounds that you do not hear\n\
         5 segments",
    );
    assert_eq!(open("page.txt", &fixture("page.txt")).talk.notes.len(), 9);
    check(
        "summary.txt",
        "summary summary: The year of the apple (page head)\n\
         # Brief Summary\n\
         In this talk an orchard keeper goes through a year with her trees, from the pruning in the cold months to \
         the pressing in October.\n\
         - Prune in the cold.\n\
         - Wait in the spring.\n\
         # Winter\n\
         She begins with the saw, and with the reasons why every branch that crosses another has to go before the sap \
         begins to rise in March.\n\
         # Who waters them?\n\
         Nobody does. She explains that the roots of an old tree go down to where the summer does not reach, and that \
         young ones get one bucket a week.\n\
         5 segments",
    );
}

#[test]
fn plain_text() {
    check(
        "panel-lines.txt",
        "captions transcript: panel lines (file name)\n\
         so the thing about the old pump is that nobody knew where it came from it stood in the yard when we moved in \
         and the handle was tied up with wire my uncle said to leave it alone\n\
         but you know how it is with children we had the wire off by the evening and there was water for about a \
         minute brown water and then clear water and then a noise like a cow and after that nothing at all so that \
         was the end of the pump\n\
         12 segments",
    );
    check(
        "prose.txt",
        "prose article: A word on ladders (heading)\n\
         A ladder is a promise that somebody else made with a saw and two long poles, and everybody who climbs one \
         believes a stranger. That is all that I want to say about ladders today, but I will take an hour over it, \
         because belief is slow.\n\
         1. Look at the feet.\n\
         2. Look at the wall.\n\
         3 segments",
    );
    let sentences = open("sentences.txt", &fixture("sentences.txt"));
    assert_eq!(
        (sentences.format.name(), sentences.talk.segments.len(), sentences.talk.blocks.len()),
        ("sentences", 5, 1)
    );
}

#[test]
fn rich_text_is_read_as_its_text() {
    let loaded = open(
        "a.rtf",
        b"{\\rtf1{\\info{\\title x}}Ida: It rains.\\par Mo: It does.\\par Ida: So it does.\\par}",
    );
    assert_eq!(
        (loaded.format.name(), loaded.talk.text.as_str()),
        ("speakers", "It rains.\n\nIt does.\n\nSo it does.")
    );
}

/// A section's title, and its start in seconds.
type Titled = (String, Option<u32>);

/// The format of a talk, its sections, how many segments it has, and its text.
fn in_brief(text: &str) -> (&'static str, Vec<Titled>, usize, String) {
    let loaded = open("a", text.as_bytes());
    let sections = loaded.talk.sections.iter();
    let sections = sections.map(|s| (s.title.clone(), s.start.map(dictum::model::Timestamp::seconds)));
    (loaded.format.name(), sections.collect(), loaded.talk.segments.len(), loaded.talk.text.clone())
}

#[test]
fn headings_between_times_are_sections() {
    let said = "0:00 It rains on us.\n0:05 It does so.\n0:09 We ran.\n";
    let more = "0:20 It snows.\n0:25 Still.\n0:29 So cold.\n";
    let (format, sections, segments, text) = in_brief(&format!(
        "# A river\n\n{said}\n# Snow: a part\n\n{more}## Sun\n0:40 It shines.\n# And no time"
    ));
    assert_eq!((format, segments), ("timed", 7));
    assert_eq!(sections, [("Snow: a part".to_owned(), Some(20)), ("Sun".to_owned(), Some(40))]);
    assert!(text.ends_with("# And no time") && !text.contains("Snow"), "{text}");
}

#[test]
fn few_lines_below_the_head_of_a_program_are_a_talk_all_the_same() {
    let head = "# tactiq.io free youtube transcript\n# Rain: a count\n# https://www.youtube.com/watch/abCdefghij_\n\n";
    let (format, sections, segments, _) = in_brief(&format!(
        "{head}00:00:00.160 it rains\n00:00:03.000 and runs\n00:00:05.000 [Music]\n00:00:07.000 so\n"
    ));
    assert_eq!((format, sections.len(), segments), ("timed", 0, 4));
    let word = "Audio file\nrain.mp3\nTranscript\n00:00:03 Speaker 1\nIt rains on the hill.\n00:00:12 Speaker 2\nDoes it?\n\
                00:00:20 Speaker 1\nSo.\n";
    let (format, _, segments, text) = in_brief(word);
    assert_eq!((format, segments, text.contains("Speaker")), ("timed", 3, false));
}
