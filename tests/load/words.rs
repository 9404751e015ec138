//! What is said and looks like a mark, a time or a repeat: no word of it is lost.

use dictum::load::Format;

use crate::sound::try_open;
use crate::{open, picture};

/// Each file with what a reader sees of it, below the line of its format and title.
const TALKS: &[(&str, &str, &str)] = &[
    (
        "replies.md",
        "# Rain\n\n[Ida]: Hello.\n\n[Mo]: Hi.\n\n[Ida]: Does it rain?\n\n[Mo]: Yes.\n\n[1]: https://example.org\n",
        "Ida: Hello.\nMo: Hi.\nIda: Does it rain?\nMo: Yes.\n4 segments",
    ),
    (
        "rules.md",
        "# Rain\n\nIda: It rains on the hill.\n---\nMo: So it does.\n---\nIda: And on the sea?\n",
        "Ida: It rains on the hill.\nMo: So it does.\nIda: And on the sea?\n3 segments",
    ),
    (
        "headings.md",
        "Rain: a talk\n===\n\nOn the hill\n---\n\nIt rained all day.\n\nOn the sea\n---\n\nIt did not.\n",
        "# On the hill\nIt rained all day.\n# On the sea\nIt did not.\n2 segments",
    ),
    (
        "years.md",
        "# Rain\n\n1986. It rained.\n1990. It snowed.\n2004. It hailed.\n",
        "- 1986. It rained.\n- 1990. It snowed.\n- 2004. It hailed.\n3 segments",
    ),
    (
        "bare_years.md",
        "# Rain\n\n1986.\n\nIt rained.\n\n- Snow\n  1990.\n\n  1991.\n  - Ice\n",
        "- 1986.\nIt rained.\n- Snow 1990.\n  - 1991.\n  - Ice\n5 segments",
    ),
    (
        "code.md",
        "# Rain\n\n```so``` is code\n\nIda: It rains.\n---\nMo: So.\n\n   ```\n[x]: y z\n---\n   ```\n\n- a\n\n  ~~~~\n  ~~~\n  [x]: y z\n  ~~~~\n\n[Mo]: So it is.\n",
        "so is code\nIda: It rains.\nMo: So.\ncode> [x]: y z⏎---\n- a\ncode> ~~~⏎[x]: y z\n[Mo]: So it is.\n7 segments",
    ),
    (
        "links.md",
        "# Rain\n\nSee [the map][map] and [Ida].\n\n[map]: places/map\n[Ida]: people \"Ida\"\n",
        "See the map and Ida.\n1 segments",
    ),
    (
        "countdown.txt",
        "[0:05] so it begins\n[0:10] 10 seconds to go, Ida\n[0:20] it rains\n[1:00] 1 minute is long\n",
        "0:05 so it begins 10 seconds to go, Ida it rains 1 minute is long\n4 segments",
    ),
    (
        "late.txt",
        "0:05 so it begins\n0:10 10 seconds\n0:20 it rains\n0:30\n30 seconds\n",
        "0:05 so it begins 10 seconds it rains 30 seconds\n4 segments",
    ),
    (
        "echo.srt",
        "1\n00:00:01,000 --> 00:00:02,000\n<i>la</i> la\n\n2\n00:00:02,000 --> 00:00:03,000\nla <i>la</i>\n\n3\n00:00:03,000 --> 00:00:04,000\nit rains\n",
        "0:01 la la la la it rains\n3 segments",
    ),
    (
        "magic.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nThe first line is\nWEBVTT\nand then\n\nWEBVTT\n\n00:03.000 --> 00:04.000\na cue.\nWEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\n00:05.000 --> 00:06.000\nSo.\n",
        "0:01 The first line is WEBVTT and then a cue. So.\n3 segments",
    ),
    ("down.md", "# Rain\n\n3. Three\n2. Two\n1. One\n", "3. Three\n2. Two\n1. One\n3 segments"),
    ("ones.md", "# Rain\n\n1. One\n1. Two\n1. Three\n", "1. One\n2. Two\n3. Three\n3 segments"),
    (
        "glued.txt",
        "0:00so it rains\n0:0310 years ago\n0:063 more days\n0:09and nights\n1:02:03and so on\n",
        "0:00 so it rains 10 years ago 3 more days and nights and so on\n5 segments",
    ),
    (
        "clocks.txt",
        "0:00\nso it rains\n0:03\n3:15 was the time\n0:06\n12\n0:09\nand so on\n0:12\n2:30\n0:15\nend\n",
        "0:00 so it rains 3:15 was the time 12 and so on 2:30 end\n6 segments",
    ),
    (
        "spoken.txt",
        "0:00\n0 Sekunden\nes regnet\n0:03\n3 Sekunden\nnoch\n1:06\n1 Minute und 6 Sekunden\n3 Sekunden\n1:09\n1 Minute und 9 Sekunden\nlang\n",
        "0:00 es regnet noch 3 Sekunden lang\n4 segments",
    ),
    (
        "tags.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nso a Vec<String> and <laughs>\n\n2\n00:00:02,000 --> 00:00:03,000\nif a<b and c>d, <i>then</i> <inaudible>\n",
        "0:01 so a Vec<String> and <laughs> if a<b and c>d, then <inaudible>\n2 segments",
    ),
    (
        "tags.md",
        "# Rain\n\n**Ida:** So a Vec<String> and a Box<dyn Error>.\n\n**Mo:** If a<b and c>d, <b>then</b> <inaudible> it is.\n\n**Ida:** <laughs> So.\n",
        "Ida: So a Vec<String> and a Box<dyn Error>.\nMo: If a<b and c>d, then <inaudible> it is.\nIda: <laughs> So.\n3 segments",
    ),
    (
        "minutes.txt",
        "[0:00] Ida says that it rains.\n[1:00] Mo asks where it does.\n[2:00] She says on the hill.\n",
        "0:00 Ida says that it rains. Mo asks where it does. She says on the hill.\n3 segments",
    ),
    (
        "linked.md",
        "# Rain\n\n![](https://youtu.be/abcdefghij-)\n\n[0:00](https://youtu.be/abcdefghij-?t=0) so it\n\n[0:03](https://youtu.be/abcdefghij-?t=3) rains\n\n[0:06](https://youtu.be/abcdefghij-?t=6) on\n",
        "0:00 so it rains on\n3 segments",
    ),
    (
        "numbers.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n12\n\n00:02.000 --> 00:03.000\nboats\n",
        "0:01 12 boats\n2 segments",
    ),
    (
        "underlined.srt",
        "1\n00:00:00,000 --> 00:00:00,400\n<u>it</u> rains\n\n2\n00:00:00,400 --> 00:00:00,600\nit rains\n\n3\n00:00:00,600 --> 00:00:01,000\nit <u>rains</u>\n\n4\n00:00:01,000 --> 00:00:01,400\n<u>on</u> us\n\n5\n00:00:01,400 --> 00:00:02,000\non <u>us</u>\n",
        "0:00 it rains on us\n2 segments",
    ),
    (
        "few.vtt",
        "WEBVTT\n\n00:00.100 --> 00:02.390\nit rains\n\n00:02.390 --> 00:02.400\nit rains\n\n00:02.400 --> 00:04.000\nit rains\non us\n",
        "0:00 it rains on us\n2 segments",
    ),
    (
        "pieces.vtt",
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n00:01.000 --> 00:02.000\nIt rains.\n\n00:02.000 --> 00:06.000\nSo it\nWEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n00:02.000 --> 00:06.000\nSo it\n\n00:06.000 --> 00:08.000\ngoes on.\n",
        "0:01 It rains. So it goes on.\n3 segments",
    ),
    (
        "frames.csv",
        "Speaker Name,Start Time,End Time,Text\nIda,00;00;01;00,00;00;03;12,\"It rains, I think\"\nMo,00;00;03;12,00;00;05;00,It does\n",
        "0:01 Ida: It rains, I think\n0:03 Mo: It does\n2 segments",
    ),
    (
        "units.csv",
        "Number,Start time in milliseconds,End time in milliseconds,\"Text\"\n1,1000,3000,\"It rains\"\n2,3000,5000,\"on us\"\n",
        "0:01 It rains on us\n2 segments",
    ),
    (
        "timecodes.csv",
        "\"Start Timecode\";\"End Timecode\";\"Speaker\";\"Transcript\"\n\"00:00:01:00\";\"00:00:03:12\";\"Ida\";\"It; rains\"\n\"00:00:03:12\";\"00:00:05:00\";\"Mo\";\"So?\"\n",
        "0:01 Ida: It; rains\n0:03 Mo: So?\n2 segments",
    ),
    (
        "seconds.csv",
        "Time,Subtitle\n0s,it rains\n3s,on us\n6s,again\n",
        "0:00 it rains on us again\n3 segments",
    ),
    (
        "gladia.json",
        r#"{"result":{"transcription":{"utterances":[{"start":0.1,"end":0.6,"speaker":0,"text":"It rains."},{"start":1.2,"end":1.5,"speaker":1,"text":"So?"}]}}}"#,
        "0:00 Speaker 0: It rains.\n0:01 Speaker 1: So?\n2 segments",
    ),
    (
        "content.json",
        r#"{"content":[{"text":"it rains","offset":0,"duration":1540},{"text":"on us","offset":1540,"duration":4160}]}"#,
        "0:00 it rains on us\n2 segments",
    ),
    (
        "snippets.json",
        r#"{"video_id":"abcdefghijk","snippets":[{"text":"it rains","start":0.0,"duration":1.5},{"text":"on us","start":1.5,"duration":2}]}"#,
        "0:00 it rains on us\n2 segments",
    ),
    (
        "lines.dote",
        r#"{"lines":[{"startTime":"00:00:00,000","endTime":"00:00:04,000","speakerDesignation":"Ida","text":"It rains"},{"startTime":"00:00:04,000","endTime":"00:00:09,000","speakerDesignation":"Mo","text":"So?"}]}"#,
        "0:00 Ida: It rains\n0:04 Mo: So?\n2 segments",
    ),
    (
        "data.json",
        r#"[{"data":[{"start":"0.120","dur":"3.5","text":"it rains"},{"start":"3.62","dur":"2.0","text":"on us"}]}]"#,
        "0:00 it rains on us\n2 segments",
    ),
    (
        "tuples.json",
        r#"{"segments":[[0,0,0.0,2.0," It rains.",[],0.1],[1,0,2.0,3.0," So.",[],0.1]],"language":"en"}"#,
        "0:00 It rains. So.\n2 segments",
    ),
    (
        "warned.txt",
        "/a/whisper/transcribe.py:114: UserWarning: half is not supported\n  warnings.warn(\"half\")\nDetected language 'en' with probability 0.98\n[0.00s -> 3.80s]  It rains.\n[3.80s -> 6.20s]  So it does.\n",
        "0:00 It rains. So it does.\n2 segments",
    ),
    (
        "twice.srv3",
        "<timedtext format=\"3\"><body><p t=\"160\" d=\"4550\">it&amp;#39;s raining</p></body></timedtext>",
        "0:00 it's raining\n1 segments",
    ),
    (
        "breaks.sub",
        "[INFORMATION]\n[TITLE]On rain\n[END INFORMATION]\n00:00:01.00,00:00:03.00\nIt rains[br]on us.\n\n00:00:04.00,00:00:06.00\nSo it does.\n",
        "0:01 It rains on us. So it does.\n2 segments",
    ),
];

#[test]
fn no_word_is_lost_or_changed() {
    let mut wrong = Vec::new();
    for (name, text, wanted) in TALKS {
        let seen = picture(&open(name, text.as_bytes()));
        let body = seen.split_once('\n').map_or("", |(_, body)| body);
        if body != *wanted {
            wrong.push(format!("{name} is now\n{seen}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_stands_beside_the_words_is_known() {
    let find = |wanted: &str| {
        let (name, text, _) = TALKS.iter().find(|(name, ..)| *name == wanted).unwrap();
        open(name, text.as_bytes())
    };
    assert_eq!(find("linked.md").talk.source_url.as_deref(), Some("https://youtu.be/abcdefghij-"));
    assert_eq!(find("snippets.json").talk.video_id.as_deref(), Some("abcdefghijk"));
    assert_eq!(find("breaks.sub").talk.title, "On rain");
    assert_eq!(find("minutes.txt").format, Format::TimedLines);
    let starts = |name: &str| -> Vec<u32> {
        find(name).talk.segments.iter().filter_map(|segment| Some(segment.start?.seconds())).collect()
    };
    assert_eq!(starts("glued.txt"), [0, 3, 6, 9, 3_723]);
    assert_eq!(starts("clocks.txt"), [0, 3, 6, 9, 12, 15]);
    assert_eq!(starts("spoken.txt"), [0, 3, 66, 69]);
    assert!(find("underlined.srt").talk.notes.iter().any(|note| note.what.contains("shown again")));
}

#[test]
fn clocks_in_json_are_not_told_to_be_milliseconds() {
    let text = r#"[{"sentence":"It rains.","startTime":"00:05","endTime":"00:07"},{"sentence":"So?","startTime":"02:08","endTime":"02:09"}]"#;
    let loaded = open("a.json", text.as_bytes());
    let starts: Vec<u32> = loaded.talk.segments.iter().filter_map(|s| Some(s.start?.seconds())).collect();
    assert_eq!(starts, [5, 128]);
    assert!(
        loaded.talk.notes.iter().all(|note| !note.what.contains("milliseconds")),
        "{:?}",
        loaded.talk.notes
    );
}

#[test]
fn what_is_no_talk_is_declined_in_all_its_shapes() {
    for (name, text) in [
        (
            "chat.txt",
            "10:02:11 From Ida Lund to Everyone:\n\thello all\n10:03:11 From Mo to Everyone:\n\thi\n\tthere\n",
        ),
        ("page.mhtml", "From: <Saved by Blink>\nSubject: Rain\nMIME-Version: 1.0\n\n<p>Ida: It rains</p>\n"),
        ("slider.vtt", "WEBVTT\n\n00:00.000 --> 00:05.000\nhttps://example.org/rain 1.jpg#xywh=0,0,160,90\n"),
    ] {
        assert!(try_open(name, text.as_bytes()).is_err(), "{name}");
    }
}

/// Longer files are read in portions; a line that is shown again over their seam is still one.
#[test]
fn lines_shown_again_are_one_in_files_of_any_length() {
    use std::fmt::Write as _;
    let lines = 50_010;
    let mut text = String::new();
    for n in 0..lines {
        let clock = |ms: usize| {
            format!("{:02}:{:02}:{:02},{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000)
        };
        let (start, middle, end) = (clock(n * 1_000), clock(n * 1_000 + 500), clock(n * 1_000 + 1_000));
        write!(text, "{start} --> {middle}\n<u>rain</u> {n}\n\n{middle} --> {end}\nrain <u>{n}</u>\n\n")
            .unwrap();
    }
    let loaded = open("long.srt", text.as_bytes());
    assert_eq!(loaded.talk.segments.len(), lines);
}
