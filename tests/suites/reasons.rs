//! Where dictum reads a file otherwise on purpose, and why.

/// Cases of a suite that differ for one reason.
pub struct Reason {
    pub suite: &'static str,
    pub why: &'static str,
    pub cases: &'static [&'static str],
}

const fn reason(suite: &'static str, why: &'static str, cases: &'static [&'static str]) -> Reason {
    Reason { suite, why, cases }
}

pub const REASONS: &[Reason] = &[
    reason(
        "w3c-webvttjs",
        "a cue whose time is flawed is dropped by the standard; here it is read, or kept without a time and told",
        &[
            "wpt-file-parsing/timings-60.vtt",
            "wpt-file-parsing/timings-garbage.vtt",
            "wpt-file-parsing/timings-too-long.vtt",
            "wpt-file-parsing/timings-too-short.vtt",
            "wpt-file-parsing/whitespace-chars.vtt",
        ],
    ),
    reason(
        "w3c-webvttjs",
        "a cue that ends before it starts ends where the next begins",
        &["wpt-file-parsing/timings-negative.vtt"],
    ),
    reason(
        "w3c-webvttjs",
        "a line with an arrow that is no time is kept as what is said",
        &["wpt-file-parsing/arrows.vtt"],
    ),
    reason(
        "w3c-webvttjs",
        "more zero bytes than one in a hundred: taken for no text",
        &["wpt-file-parsing/nulls.vtt", "text 2"],
    ),
    reason("w3c-webvttjs", "a blank line does not end a cue; many files have them within", &["text 4"]),
    reason(
        "w3c-webvttjs",
        "a tag that is never closed would take the words behind it; it is kept as text",
        &[
            "entities 14",
            "entities 15",
            "tags 0",
            "tags 1",
            "tags 2",
            "tags 3",
            "tags 4",
            "tags 5",
            "tags 6",
            "tags 7",
            "timestamps 0",
            "timestamps 1",
            "timestamps 2",
            "timestamps 4",
            "timestamps 5",
        ],
    ),
    reason(
        "w3c-webvttjs",
        "an entity without its semicolon stays as it is written",
        &["entities 1", "entities 23", "entities 24"],
    ),
    reason("w3c-webvttjs", "a zero byte in a tag is dropped, and the tag kept as text", &["timestamps 3"]),
    reason("w3c-webvttjs", "a voice within a line begins a turn", &["tags 26"]),
    reason(
        "vttjs",
        "a cue whose time is flawed is dropped by the standard; here it is read",
        &["cue-times/fraction-digits.vtt", "cue-times/min-mid-digits.vtt"],
    ),
    reason(
        "vttjs",
        "120:00 is two hours, as people write it; upstream takes it for 120",
        &["cue-times/minimum-spots-over-sixty.vtt"],
    ),
    reason(
        "vttjs",
        "a blank line does not end a cue; many files have them within",
        &["cuetext/format/double-line-break.vtt"],
    ),
    reason(
        "vttjs",
        "a tag that is never closed would take the words behind it; it is kept as text",
        &[
            "cuetext/lang/no-end-gt.vtt",
            "cuetext/tag-format/end-tag-no-gt.vtt",
            "cuetext/tag-format/no-closing-gt.vtt",
            "cuetext/tag-format/start-tag-missing-gt.vtt",
            "cuetext/timestamp/no-end-gt.vtt",
            "cuetext/timestamp/space-after-lt.vtt",
            "cuetext/voice/no-end-gt.vtt",
        ],
    ),
    reason(
        "vttjs",
        "a flawed first line does not make the cues below it unreadable",
        &[
            "file-layout/bom-garbage-data.vtt",
            "file-layout/bom-tab-webvtt.vtt",
            "file-layout/garbage-signature.vtt",
            "file-layout/header-no-new-line.vtt",
            "file-layout/newline-before-webvtt.vtt",
            "file-layout/tab-after-bom-before-header.vtt",
            "file-layout/bad-double-webvtt.vtt",
        ],
    ),
    reason(
        "vttjs",
        "a lone arrow above a time is an odd id, and takes no cue with it",
        &["integration/id.vtt"],
    ),
    reason("webvtt-py", "a cue without words is nothing to read", &["missing_caption_text.vtt"]),
    reason(
        "mantas-subtitles",
        "two or three lines of a time and a word are too few to tell how they are meant",
        &["lrc testTimeFormats", "csv testParseFileWithSingleTimestamp"],
    ),
    reason(
        "mantas-subtitles",
        "cinemas count ticks of 4 ms where upstream counts milliseconds",
        &["ttml testParsesDCSubtitles", "ttml testParsesDCSubtitlesNoFont"],
    ),
    reason(
        "mantas-subtitles",
        "MicroDVD and QuickTime's text are not known; refused by name, or read as plain text",
        &[
            "submicrodvd testParsesLinesWithoutDotAtTheEnd",
            "submicrodvd testUsesSpecifiedFps",
            "submicrodvd testParsesSquareBrackets",
            "txtquicktime testParsesWithNoEndTimestamp",
        ],
    ),
    reason("go-astisub", "EBU STL is refused by name, with what to do", &["example-in.stl"]),
    reason(
        "transcriptx",
        "what stands around the turns is kept",
        &["transcripts/sembly/sample.html", "transcripts/generic_text/with_preamble.txt"],
    ),
    reason(
        "transcriptx",
        "a name on a line of its own, which was invented for the suite: Zoom writes `Name: text`",
        &["transcripts/zoom/sample.vtt"],
    ),
];
