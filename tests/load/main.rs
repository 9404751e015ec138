//! Small files, a quirk or two in each, and what becomes of them; and what holds for any bytes at all.
#![allow(clippy::unwrap_used)]

mod captions;
mod dialects;
mod pages;
mod services;
mod sidecars;
mod wanted;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use dictum::load::{Loaded, load};
use dictum::model::{BlockKind, Span, Style, Talk};
use dictum::outline::settle;
use dictum::text::clean;
use proptest::prelude::*;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
}

fn open(name: &str, bytes: &[u8]) -> Loaded {
    let mut loaded = load(Path::new(name), bytes).unwrap();
    settle(&mut loaded.talk);
    sound(&loaded.talk).unwrap();
    loaded
}

/// A talk as a picture: what is known of it, then its sections and blocks.
fn picture(loaded: &Loaded) -> String {
    let talk = &loaded.talk;
    let mut drawn =
        format!("{} {}: {} ({})", loaded.format.name(), talk.kind.name(), talk.title, talk.title_from.name());
    let known = [talk.date.map(|d| d.to_string()), talk.source_url.clone(), talk.language.clone()];
    for known in known.into_iter().flatten() {
        write!(drawn, " {known}").unwrap();
    }
    writeln!(drawn).unwrap();
    let mut sections = talk.sections.iter().peekable();
    for block in &talk.blocks {
        while let Some(section) = sections.next_if(|s| s.span.start <= block.span.start) {
            writeln!(drawn, "{} {}", "#".repeat(usize::from(section.level)), section.title).unwrap();
        }
        let mark = match &block.kind {
            BlockKind::Prose => String::new(),
            BlockKind::List { depth, number } => {
                format!(
                    "{}{} ",
                    "  ".repeat(usize::from(*depth)),
                    number.map_or("-".to_owned(), |n| format!("{n}."))
                )
            }
            BlockKind::Quote => "> ".to_owned(),
            BlockKind::Code { language } => format!("{}> ", language.as_deref().unwrap_or("code")),
            BlockKind::Sound => "~ ".to_owned(),
        };
        let who = block.speaker.filter(|_| block.opens_turn).and_then(|id| talk.speaker(id));
        let who = who.map_or(String::new(), |s| format!("{}: ", s.name));
        let times = block.repeat.map_or(String::new(), |r| format!(" x{}", r.count));
        let when = talk.time_at(block.span.from()).map_or(String::new(), |t| format!("{t} "));
        writeln!(drawn, "{when}{who}{mark}{}{times}", block.span.of(&talk.text).replace('\n', "⏎")).unwrap();
    }
    write!(drawn, "{} segments", talk.segments.len()).unwrap();
    drawn
}

fn check(name: &str, wanted: &str) {
    let got = picture(&open(name, &fixture(name)));
    assert!(got == wanted, "{name} is now\n{got}\n");
}

/// What holds for every talk.
fn sound(talk: &Talk) -> Result<(), String> {
    let hold = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
    let inside = |span: Span| talk.text.get(span.range()).is_some();
    hold(clean(&talk.text) == talk.text, "the text is clean")?;
    for line in [&talk.title]
        .into_iter()
        .chain(talk.speakers.iter().map(|s| &s.name))
        .chain(talk.sections.iter().map(|s| &s.title))
    {
        hold(clean(line) == *line && !line.contains('\n'), "titles and names are clean and of one line")?;
    }
    let (mut end, mut at) = (0, 0);
    for block in &talk.blocks {
        hold(inside(block.span) && !block.span.is_empty(), "blocks lie in the text and hold some")?;
        hold(block.span.len() <= 4096, "blocks are short")?;
        hold(
            talk.text
                .get(end..block.span.from())
                .is_some_and(|gap| gap == if end == 0 { "" } else { "\n\n" }),
            "blank lines part blocks",
        )?;
        hold(block.repeat.is_none_or(|r| inside(r.unit) && r.count >= 2), "repeats lie in the text")?;
        hold(
            matches!(block.kind, BlockKind::Code { .. }) || !block.span.of(&talk.text).contains('\n'),
            "prose has no line ends",
        )?;
        end = block.span.to();
    }
    hold(end == talk.text.len(), "blocks cover the text")?;
    for segment in &talk.segments {
        hold(inside(segment.span) && !segment.span.is_empty(), "segments lie in the text and hold some")?;
        hold(segment.span.from() >= at, "segments are in order and apart")?;
        hold(segment.end.is_none_or(|end| Some(end) >= segment.start), "no segment ends before it starts")?;
        hold(segment.end_line >= segment.line, "lines are in order")?;
        at = segment.span.to();
    }
    hold(talk.styles.iter().all(|s| inside(s.span) && !s.span.is_empty()), "styles lie in the text")?;
    hold(talk.sections.iter().all(|s| inside(s.span)), "sections lie in the text")?;
    hold(talk.sections.is_sorted_by_key(|s| s.span.start), "sections are in order")
}

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
fn captions() {
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

#[test]
fn json() {
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
fn plain_text() {
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
fn a_talk_is_the_same_whatever_its_line_ends_and_its_encoding() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let wanted = open(name, &bytes).talk;
        let utf_16: Vec<u8> =
            "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        for (how, bytes) in [
            ("CRLF", text.replace('\n', "\r\n").into_bytes()),
            ("CR", text.replace('\n', "\r").into_bytes()),
            ("a mark", format!("\u{FEFF}{text}").into_bytes()),
            ("UTF-16", utf_16),
        ] {
            assert_eq!(open(name, &bytes).talk, wanted, "{name} with {how}");
        }
    }
}

#[test]
fn a_file_that_was_cut_off_is_read_as_far_as_it_goes() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        for cut in (1..bytes.len()).step_by(7) {
            if let Ok(loaded) = load(&path, &bytes[..cut]) {
                sound(&loaded.talk).unwrap();
            }
        }
    }
}

#[test]
fn a_file_of_line_ends_is_a_talk_without_text() {
    let loaded = open("empty.txt", &[b'\n'; 500]);
    assert_eq!((loaded.talk.text.as_str(), loaded.talk.segments.len()), ("", 0));
    assert_eq!(loaded.talk.notes[0].what, "there is no text in it");
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

#[test]
fn what_is_no_talk_is_refused_with_its_name_and_what_to_do() {
    for (bytes, said) in [
        (&b""[..], "a.txt: is empty; name a file that holds a transcript"),
        (b"%PDF-1.4", "a.txt: is a PDF; make text of it with pdftotext -layout and open that"),
        (
            b"{\"a\": 1}",
            "a.txt: is JSON, but no transcript that dictum knows; have the segments in a list named segments, each with text, start and end in seconds",
        ),
    ] {
        assert_eq!(load(Path::new("a.txt"), bytes).unwrap_err().to_string(), said);
    }
    let cut = load(Path::new("a.json"), b"{\"segments\": [{\"te").unwrap_err().to_string();
    assert!(cut.contains("line 1 column 18"), "{cut}");
}

/// Shapes that would take for ever if anything were read over and over.
#[test]
fn long_and_odd_files_are_read_in_one_go() {
    let long = 300_000;
    let odd: Vec<String> = [
        "<",
        "{",
        "<v",
        "[",
        "(",
        "&",
        "*_",
        "> ",
        "<!--",
        ">>",
        "[Music]\n",
        "a: b\n",
        "[[",
        "`",
        "00:00:01 --> 00:00:02\n",
        "\n\n- ",
        "1:",
        "# h\n",
        "```\n",
        "**a:** b\n\n",
        "•",
        "um\n",
        "{\\",
        "\u{301}",
        "a\u{200d}",
        "-->",
        "<div>",
        "<b>",
        "<li>x",
        "<cite>a",
        "<p><span class=time>0:01</span>x",
        "&#x",
        "[00:01.00]",
        "0:00:01.000,0:00:02.000\n",
        "Q. a\n",
        "0:00 - x\n",
    ]
    .iter()
    .map(|piece| piece.repeat(long / piece.len()))
    .chain(
        [
            "<html><p>",
            "<tt><p>",
            "<transcript><text>",
            "start\tend\ttext\n1\t2\t",
            "[{\"text\":\"a\"}",
            "[Script Info]\nDialogue: ",
            "WEBVTT\n\n",
        ]
        .iter()
        .flat_map(|head| {
            ["<p t='1'>x", "<div>", "&a;", "{\\p1}", ",", "\"", "\t", "<![CDATA["]
                .map(|piece| format!("{head}{}", piece.repeat(long / piece.len())))
        }),
    )
    .collect();
    for text in odd {
        let begun = std::time::Instant::now();
        if let Ok(mut loaded) = load(Path::new("odd.txt"), text.as_bytes()) {
            settle(&mut loaded.talk);
            sound(&loaded.talk).unwrap();
        }
        let taken = begun.elapsed();
        let start: String = text.chars().take(10).collect();
        if taken.as_millis() > 700 {
            eprintln!("SLOW {start:?} {taken:?}");
        }
        assert!(taken.as_secs() < 20, "{start:?} took {taken:?}");
    }
}

/// Pieces that formats are made of, to be put together in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "---\n",
        "title: x\n",
        "WEBVTT\n",
        "\n",
        "\n\n",
        "00:01 --> 00:02\n",
        "[00:01 --> 00:02] so.\n",
        "00:00:01,5 --> ",
        "1\n",
        "Ann: ",
        "Bo: ",
        "**Ann:** ",
        "# ",
        "```rust\n",
        "```\n",
        "- ",
        "> ",
        "<v Ann>",
        "<c>",
        "<!--",
        "-->",
        "&amp;",
        "{\"text\":",
        "[{\"start\":1,",
        "\"a\"",
        "}",
        "]",
        "it rained ",
        "Thank you.\n",
        "[Music]\n",
        "♪\n",
        "um\n",
        "\u{301}",
        "\u{202e}",
        "\u{1b}[31m",
        "\t",
        "  ",
        "。",
        "今天 ",
        "abcdefghij_ • 2020-01-01\n",
        "Share\n",
        "(00:01)\n",
        "Ann (00:01):\n",
        "\u{FEFF}",
        "\r",
        "<script>",
        "<html>",
        "<p>",
        "</p>",
        "<li>",
        "<tt>",
        "<text start='1' dur='2'>",
        "</text>",
        "start\tend\ttext\n",
        "1\t2\tso\n",
        "[ti:x]\n",
        "[00:01.00]",
        "0:00:01.000,0:00:02.000\n",
        "Dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,so\n",
        "<think>",
        "0:00 - Title\n",
        "12:30 - Title\n",
        "Q. why\n",
        "{\"events\":[{\"segs\":",
        "<cite>Ann</cite>",
        "<time>0:01</time>",
        "| a | b |\n|---|---|\n",
    ]);
    prop::collection::vec(scrap, 0..80).prop_map(|scraps| scraps.concat())
}

proptest! {
    // The seeds of failures become fixtures, not files beside the test.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_make_a_sound_talk_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        if let Ok(mut loaded) = load(Path::new("any"), &bytes) {
            settle(&mut loaded.talk);
            sound(&loaded.talk).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn any_bytes_in_a_pack_or_a_document_make_a_sound_talk_or_an_error(
        magic in prop::sample::select(vec![
            &b"\x1F\x8B\x08\0\0\0\0\0\0\x03"[..],
            b"\xFD7zXZ\0\0\x04",
            b"\x28\xB5\x2F\xFD",
            b"PK\x03\x04",
            b"{\\rtf1 \\'",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        if let Ok(loaded) = load(Path::new("any"), &[magic, &bytes].concat()) {
            sound(&loaded.talk).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn any_scraps_make_a_sound_talk_or_an_error(text in scraps(), name in prop::sample::select(vec!["a.md", "a.txt", "a.srt", "a.json", "a.html", "a.lrc", "-"])) {
        if let Ok(mut loaded) = load(Path::new(name), text.as_bytes()) {
            settle(&mut loaded.talk);
            sound(&loaded.talk).map_err(TestCaseError::fail)?;
        }
    }
}
