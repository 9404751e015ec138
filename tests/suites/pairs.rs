//! The suites in which one file says what another must hold.

use std::path::Path;

use crate::judge::{Case, Cue, Wanted, as_read, cues_of};

fn like(folder: &Path, model: &str, name: &str) -> Case {
    Case::file(folder, name, Wanted::cues(cues_of(&as_read(folder, model).talk)))
}

/// TTML, and the ASS that upstream makes of it.
pub fn pysubs2(folder: &Path) -> Vec<Case> {
    [
        ("ttml_example.ass", "ttml_example.ttml"),
        ("ttml_example2.ass", "ttml_example2.ttml"),
        ("ttml_example_apple.ass", "ttml_example_apple.ttml"),
        ("subtitle_with_attached_images_pysubs2_ref.ass", "subtitle_with_attached_images_aegisub.ass"),
    ]
    .iter()
    .map(|(model, name)| like(folder, model, name))
    .collect()
}

pub fn pysrt(folder: &Path) -> Vec<Case> {
    let marks = ["bom-utf-16-le.srt", "bom-utf-16-be.srt", "bom-utf-32-le.srt", "bom-utf-32-be.srt"];
    let film = like(folder, "utf-8.srt", "windows-1252.srt");
    marks
        .iter()
        .map(|name| like(folder, "bom-utf-8.srt", name))
        .chain([film])
        .chain(
            [("no-indexes.srt", false), ("invalid.srt", true), ("empty.srt", true)].map(|(name, may)| {
                Case::file(folder, name, Wanted { may_be_refused: may, ..Wanted::default() })
            }),
        )
        .collect()
}

/// The tolerances that upstream asserts, a case of each, and its two files.
pub fn cdown(folder: &Path) -> Vec<Case> {
    let two =
        |first: (f64, f64)| vec![Cue::new(first.0, first.1, "first line"), Cue::new(3.0, 4.0, "second line")];
    let usual = (1.0, 2.5);
    let second = "2\n00:00:03,000 --> 00:00:04,000\nsecond line\n";
    let cases = [
        ("a point for a comma", format!("1\n00:00:01.000 --> 00:00:02.500\nfirst line\n\n{second}"), usual),
        (
            "full-width signs",
            format!("1\n00：00：01，000 --> 00：00：02，500\nfirst line\n\n{second}"),
            usual,
        ),
        ("no fraction", format!("1\n00:00:01 --> 00:00:02\nfirst line\n\n{second}"), (1.0, 2.0)),
        ("no blanks", format!("1\n00:00:01,000-->00:00:02,500\nfirst line\n\n{second}"), usual),
        ("many blanks", format!("1\n\t 00:00:01,000 \t --> 00:00:02,500 \t\nfirst line\n\n{second}"), usual),
        (
            "blanks before a number",
            format!("  1\n00:00:01,000 --> 00:00:02,500\nfirst line\n\n  {second}"),
            usual,
        ),
        (
            "a number with a point",
            format!("123.4 \n00:00:01,000 --> 00:00:02,500\nfirst line\n\n00{second}"),
            usual,
        ),
        ("a number below zero", format!("-1\n00:00:01,000 --> 00:00:02,500\nfirst line\n\n-{second}"), usual),
        (
            "no number",
            "00:00:01,000 --> 00:00:02,500\nfirst line\n\n00:00:03,000 --> 00:00:04,000\nsecond line\n"
                .to_owned(),
            usual,
        ),
        ("blank lines within", format!("1\n00:00:01,000 --> 00:00:02,500\nfirst\n\nline\n\n{second}"), usual),
        (
            "no blank line between",
            format!("1\n00:00:01,000 --> 00:00:02,500\nfirst line\n{}", second.trim_end()),
            usual,
        ),
        (
            "CRLF",
            format!("1\n00:00:01,000 --> 00:00:02,500\nfirst line\n\n{second}").replace('\n', "\r\n"),
            usual,
        ),
    ];
    let mut cases: Vec<Case> = cases
        .into_iter()
        .map(|(name, text, first)| Case {
            name: name.to_owned(),
            bytes: text.into_bytes(),
            wanted: Wanted::cues(two(first)),
        })
        .collect();
    cases.push(Case {
        name: "no words in a cue".to_owned(),
        bytes: format!("1\n00:00:01,000 --> 00:00:02,500\n\n{second}").into_bytes(),
        wanted: Wanted::cues(two(usual).split_off(1)),
    });
    cases.push(Case {
        name: "long hours, short numbers".to_owned(),
        bytes: "1\n1:2:3,4 --> 123:0:0,0\nfirst line\n".into(),
        wanted: Wanted::cues(vec![Cue::new(3723.4, 442_800.0, "first line")]),
    });
    for name in ["ascii.srt", "gb2312.srt"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let text = encoding_rs::GBK.decode(&bytes).0;
        let said: Vec<&str> = text.lines().filter(|line| line.contains(char::is_alphabetic)).collect();
        cases.push(Case::file(folder, name, Wanted::words(&said.join("\n"))));
    }
    cases
}

/// One recogniser's own outputs for one recording: the same words, and the same times where there are any.
pub fn whisper_timestamped(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for group in ["punctuations_no", "punctuations_yes"] {
        for recording in ["bonjour.wav", "punctuations.mp3"] {
            let name = |end: &str| format!("{group}/{recording}.{end}");
            for end in ["vtt", "tsv", "csv", "txt"] {
                let mut case = like(folder, &name("srt"), &name(end));
                if end == "txt" {
                    case.wanted.cues.iter_mut().for_each(|(_, cue)| (cue.start, cue.end) = (None, None));
                }
                cases.push(case);
            }
            for end in ["words.vtt", "words.tsv", "words.csv"] {
                cases.push(like(folder, &name("words.srt"), &name(end)));
            }
            let said = as_read(folder, &name("srt")).talk.text;
            cases.push(Case::file(folder, &name("words.json"), Wanted::words(&said)));
        }
    }
    for recording in ["punctuations.mp3", "smartphone.mp3"] {
        let name = |split: &str| format!("split_subtitles/{recording}_{split}");
        let said = as_read(folder, &name("50.srt")).talk.text;
        for split in ["6.srt", "20.srt", "6.vtt", "20.vtt", "50.vtt"] {
            cases.push(Case::file(folder, &name(split), Wanted::words(&said)));
        }
    }
    for group in ["verbose", "verbose.cpu"] {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.join(group)).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        for name in names {
            let name = format!("{group}/{}", name.to_str().unwrap());
            cases.push(Case::file(folder, &name, Wanted::default()));
        }
    }
    cases
}
