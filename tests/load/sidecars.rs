//! What is told of a talk beside it, and what is taken of that.

use std::fmt::Write;
use std::path::Path;

use dictum::load::{Sidecar, SidecarKind, Wanted, load_beside};
use dictum::outline::settle;

use super::{picture, sound};

/// Ten cues, a minute apart.
fn captions() -> String {
    let mut file = "WEBVTT\n\n".to_owned();
    for minute in 0..10 {
        write!(file, "00:{minute:02}:00.000 --> 00:{minute:02}:59.000\nMinute {minute}, and it rains.\n\n")
            .unwrap();
    }
    file
}

/// What becomes of a file with others beside it: its picture, its notes, its problems.
fn told(name: &str, file: &str, beside: &[(&str, &str)]) -> String {
    let kind = |name: &str| match name {
        _ if name.ends_with(".info.json") => SidecarKind::Info,
        _ if name.ends_with(".description") => SidecarKind::Description,
        _ => SidecarKind::Chapters,
    };
    let sidecars: Vec<Sidecar> = beside
        .iter()
        .map(|(name, text)| Sidecar { kind: kind(name), path: Path::new(name), bytes: Ok(text.as_bytes()) })
        .collect();
    let mut loaded = load_beside(Path::new(name), file.as_bytes(), Wanted::default(), &sidecars).unwrap();
    settle(&mut loaded.talk);
    sound(&loaded.talk).unwrap();
    let mut told = picture(&loaded) + "\n";
    for (what, notes) in [("note", &loaded.talk.notes), ("problem", &loaded.problems)] {
        for note in notes {
            writeln!(told, "{what}: {}", note.what).unwrap();
        }
    }
    told
}

fn sections(told: &str) -> Vec<&str> {
    told.lines().filter_map(|line| line.strip_prefix("# ")).collect()
}

const INFO: &str = r#"{"title": "On rain", "upload_date": "20240229", "uploader": "The Weather Club", "duration": 599,
    "webpage_url": "https://www.youtube.com/watch?v=abcdefghij_", "language": "en",
    "chapters": [{"start_time": 0, "end_time": 120, "title": "Drizzle"}, {"start_time": 120.0, "title": "Pour"},
    {"start_time": 480, "title": "Sun"}]}"#;

#[test]
fn what_the_file_does_not_say_is_taken_from_beside_it() {
    let told = told("talk.vtt", &captions(), &[("talk.info.json", INFO)]);
    let first =
        "webvtt transcript: On rain (sidecar) 2024-02-29 https://www.youtube.com/watch?v=abcdefghij_ en\n";
    assert!(told.starts_with(first), "{told}");
    assert_eq!(sections(&told), ["Drizzle", "Pour", "Sun"], "{told}");
    assert!(told.contains("# Pour\n2:00 Minute 2, and it rains."), "{told}");
    assert!(told.contains("note: from talk.info.json: 3 chapters\n"), "{told}");
    let taken = "note: from talk.info.json: title, date, link, language, published by The Weather Club\n";
    assert!(told.contains(taken), "{told}");
}

#[test]
fn what_the_file_says_itself_is_believed_first() {
    let file = "---\ntitle: My rain\ndate: 2020-01-01\n---\n\n## Clouds\n\nThey are grey.\n\n## Mud\n\nIt is brown.\n";
    let told = told("talk.md", file, &[("talk.info.json", INFO)]);
    assert!(told.starts_with("markdown article: My rain (front matter) 2020-01-01 https://"), "{told}");
    assert_eq!(sections(&told), ["Clouds", "Mud"]);
    assert!(told.contains("note: the 3 chapters in talk.info.json were not needed"), "{told}");
    assert!(told.contains("talk.info.json: link, language, length, published by"), "{told}");
}

const FRONT: &str = "---\ntitle: On rain\nchapters:\n  - time: \"00:00\"\n    title: Mist\n  - start: 120\n    title: Storm\n---\n\n";

#[test]
fn chapters_of_front_matter_are_placed_by_their_times() {
    let lines = (0..5).map(|minute| format!("[{minute:02}:00] Minute {minute}, and it rains.\n\n"));
    let turns = (0..5).map(|minute| format!("**Ann** [{minute:02}:00]: Minute {minute}, and it rains.\n\n"));
    for text in [lines.collect::<String>(), turns.collect()] {
        let file = format!("{FRONT}{text}");
        let told = told("talk.md", &file, &[("talk.info.json", INFO)]);
        assert_eq!(sections(&told), ["Mist", "Storm"], "{told}");
        let storm = told.lines().skip_while(|line| *line != "# Storm").nth(1).unwrap_or_default();
        assert!(storm.contains("Minute 2"), "{told}");
        assert!(told.contains("note: from the front matter: 2 chapters\n"), "{told}");
    }
}

#[test]
fn whoever_speaks_goes_on_below_a_chapter() {
    let turns = "**Ann** (0:10): It rains.\n\n(2:10) It pours.\n\n**Bo** (3:00): So.\n\n**Ann** (4:00): It does.\n\n**Bo** (5:00): Yes.\n";
    let file = format!("{FRONT}{turns}");
    let talk = load_beside(Path::new("talk.md"), file.as_bytes(), Wanted::default(), &[]).unwrap().talk;
    let pours =
        talk.segments.iter().find(|segment| segment.span.of(&talk.text).contains("It pours.")).unwrap();
    let name = pours.speaker.and_then(|id| talk.speaker(id)).map(|speaker| speaker.name.as_str());
    assert_eq!((talk.sections.len(), name), (2, Some("Ann")));
}

#[test]
fn chapters_without_a_place_are_not_taken() {
    let told = told("talk.md", &format!("{FRONT}It rains.\n\nIt snows.\n"), &[]);
    assert_eq!(sections(&told), [""; 0], "{told}");
    assert!(told.contains("note: the 2 chapters in the front matter were not needed"), "{told}");
}

#[test]
fn chapters_beside_markdown_with_times_are_its_sections() {
    let file = "**Ann** [0:10]: It rains.\n\n**Bo** [2:10]: It pours.\n\n**Ann** [3:00]: It does.\n";
    let told = told("talk.md", file, &[("talk.info.json", INFO)]);
    assert_eq!(sections(&told).get(..2), Some(&["Drizzle", "Pour"][..]), "{told}");
    assert!(told.contains("note: from talk.info.json: 3 chapters\n"), "{told}");
}

const OGM: &str = "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Uno\nCHAPTER02=00:05:00.000\nCHAPTER02NAME=Due\n";

const FFMPEG: &str = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=300000\ntitle=One\\; first\n\
                      [CHAPTER]\nTIMEBASE=1/1000\nSTART=300000\nEND=600000\ntitle=Two\n";

#[test]
fn chapters_come_from_lists_of_all_kinds_the_best_first() {
    let json = r#"{"chapters": [{"startTime": 0, "title": "One"}, {"startTime": 300, "title": "Two"}]}"#;
    let vtt = "WEBVTT\n\n00:00.000 --> 05:00.000\nUno\n\n05:00.000 --> 09:00.000\nDue\n\n09:00.000 --> 10:00.000\nTre\n";
    let lines = "0:00 Erstens\n5:00 Zweitens\n9:00 Drittens\n";
    let description = "Rain, explained.\nhttps://example.org\n\n0:00 Intro\n2:00 Showers\n8:00 Outro\n";
    for (beside, expected) in [
        (vec![("talk.chapters.json", json), ("talk.info.json", INFO)], vec!["One", "Two"]),
        (vec![("talk.chapters.vtt", vtt)], vec!["Uno", "Due", "Tre"]),
        (vec![("chapters.txt", lines)], vec!["Erstens", "Zweitens", "Drittens"]),
        (vec![("talk.description", description)], vec!["Intro", "Showers", "Outro"]),
        (vec![("talk.info.json", INFO), ("talk.description", description)], vec!["Drizzle", "Pour", "Sun"]),
        (vec![("talk.chapters.txt", OGM)], vec!["Uno", "Due"]),
        (vec![("talk.ffmetadata", FFMPEG)], vec!["One; first", "Two"]),
        (
            vec![(
                "talk.description",
                "✅ 0:00 - 2:00 Intro\n✅ 2:00 - 8:00 Showers\n✅ 8:00 - 9:59 Outro\n",
            )],
            vec!["Intro", "Showers", "Outro"],
        ),
        (
            vec![("talk.description", "Intro (0:00)\nShowers (2:00)\nOutro (8:00)\n")],
            vec!["Intro", "Showers", "Outro"],
        ),
        (vec![("talk.description", "At 5:00 I fall.\n")], vec![]),
    ] {
        let told = told("talk.vtt", &captions(), &beside);
        assert_eq!(sections(&told), expected, "{beside:?}: {told}");
        assert!(!told.contains("problem"), "{told}");
    }
    let within =
        format!(r#"{{"title": "x", "description": {}}}"#, serde_json::to_string(description).unwrap());
    assert_eq!(
        sections(&told("talk.vtt", &captions(), &[("talk.info.json", &within)])),
        ["Intro", "Showers", "Outro"],
        "a description within"
    );
}

#[test]
fn chapters_need_times() {
    let told = told("talk.txt", "It rained.\n\nThen it did not.\n", &[("talk.info.json", INFO)]);
    assert_eq!(sections(&told), Vec::<&str>::new());
    assert!(told.contains("were not needed, or have no place in this text"), "{told}");
    let json = r#"{"segments": [{"text": "It rained."}, {"text": "Then it did not."}]}"#;
    assert_eq!(sections(&self::told("talk.json", json, &[("talk.info.json", INFO)])), Vec::<&str>::new());
}

#[test]
fn damage_beside_a_talk_is_a_problem_and_no_error() {
    for (name, text, why) in [
        ("a/talk.info.json", "{\"title\": \"On", "a/talk.info.json: is no JSON: "),
        ("a/talk.info.json", "[1]", "a/talk.info.json: tells nothing of a talk"),
        ("a/talk.chapters.json", "{}", "a/talk.chapters.json: is JSON, but no transcript"),
        ("a/talk.chapters.txt", "Nothing of the kind.", "a/talk.chapters.txt: lists no chapters"),
        ("a/talk.description", "", "a/talk.description: is empty"),
        ("a/talk.info.json", "%PDF-1.4", "a/talk.info.json: "),
    ] {
        let told = told("talk.vtt", &captions(), &[(name, text)]);
        assert!(told.starts_with("webvtt transcript: talk (file name)\n"), "{told}");
        assert!(told.contains(&format!("problem: {why}")), "{name} {text}: {told}");
    }
}

#[test]
fn what_is_told_beside_a_talk_is_cleaned() {
    let info = r#"{"title": "On \u001b[31mrain", "uploader": "\u202eClub", "chapters":
        [{"start_time": 0, "title": "\u009bDrizzle"}, {"start_time": 60, "title": "Pour\nhard"}]}"#;
    let told = told("talk.vtt", &captions(), &[("talk.info.json", info)]);
    assert!(told.lines().flat_map(str::chars).all(dictum::text::is_clean), "{told:?}");
    assert_eq!(sections(&told).last(), Some(&"Pour hard"));
}
