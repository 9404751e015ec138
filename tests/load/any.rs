//! What holds for any bytes at all: a talk or a clear error, soon.

use std::path::Path;
use std::time::Instant;

use dictum::load::load;
use proptest::prelude::*;

use crate::sound::{hold, sound, try_open};
use crate::variants::files;

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
    // What holds nothing but blanks opens as a talk in which nothing is said.
    let blank = load(Path::new("a.txt"), &b"\xEF\xBB\xBF \n\t\r\n\n"[..]).unwrap();
    assert_eq!((blank.talk.text.as_str(), blank.talk.notes.len()), ("", 1));
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
        let begun = Instant::now();
        if let Ok(loaded) = try_open("odd.txt", text.as_bytes()) {
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
pub fn scraps() -> impl Strategy<Value = String> {
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

/// One of the files, with lines of it or of another cut out, doubled, put elsewhere or broken off.
fn spliced() -> impl Strategy<Value = (String, String)> {
    let files = files();
    let file = 0..files.len();
    let change = (0..5_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (file.clone(), file, prop::collection::vec(change, 1..8)).prop_map(move |(first, second, changes)| {
        let (name, text) = &files[first];
        let other: Vec<&str> = files[second].1.split_inclusive('\n').collect();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        for (kind, one, two) in changes {
            if lines.is_empty() {
                break;
            }
            let (at, to) = (one.index(lines.len()), two.index(lines.len()));
            match kind {
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, lines[to]),
                2 => lines.swap(at, to),
                3 => lines.insert(at, other[two.index(other.len())]),
                _ => {
                    let line = lines[at];
                    let letters = two.index(line.chars().count() + 1);
                    let cut = line.char_indices().nth(letters).map_or(line.len(), |(at, _)| at);
                    lines[at] = line.get(..cut).unwrap_or(line);
                }
            }
        }
        (name.clone(), lines.concat())
    })
}

proptest! {
    // The seeds of failures become fixtures, not files beside the test.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_make_a_sound_talk_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        hold("any", &bytes).map_err(TestCaseError::fail)?;
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
        hold("any", &[magic, &bytes].concat()).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_scraps_make_a_sound_talk_or_an_error(text in scraps(), name in prop::sample::select(vec!["a.md", "a.txt", "a.srt", "a.json", "a.html", "a.lrc", "-"])) {
        hold(name, text.as_bytes()).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_splice_makes_a_sound_talk_or_an_error((name, text) in spliced()) {
        hold(&name, text.as_bytes()).map_err(TestCaseError::fail)?;
    }
}
