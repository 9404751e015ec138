//! Where dictum reads a file otherwise on purpose, and why.

/// Cases of a suite that differ for one reason.
pub struct Reason {
    pub suite: &'static str,
    pub why: &'static str,
    /// Each with the digest of its disagreement: another one in the same case is another case.
    pub cases: &'static [(&'static str, &'static str)],
}

const fn reason(
    suite: &'static str,
    why: &'static str,
    cases: &'static [(&'static str, &'static str)],
) -> Reason {
    Reason { suite, why, cases }
}

pub const REASONS: &[Reason] = &[
    reason(
        "w3c-webvttjs",
        "a cue whose time is flawed is dropped by the standard; here it is read, or kept without a time and told",
        &[
            ("wpt-file-parsing/timings-60.vtt", "1e2d713d"),
            ("wpt-file-parsing/timings-garbage.vtt", "1563bf98"),
            ("wpt-file-parsing/timings-too-long.vtt", "fc8ef276"),
            ("wpt-file-parsing/timings-too-short.vtt", "ce4d1dd3"),
            ("wpt-file-parsing/whitespace-chars.vtt", "cf9ec762"),
        ],
    ),
    reason(
        "w3c-webvttjs",
        "a cue that ends before it starts ends where the next begins",
        &[("wpt-file-parsing/timings-negative.vtt", "d32d1788")],
    ),
    reason(
        "w3c-webvttjs",
        "a line with an arrow that is no time is kept as what is said",
        &[("wpt-file-parsing/arrows.vtt", "b8a71e55")],
    ),
    reason(
        "w3c-webvttjs",
        "more zero bytes than one in a hundred: taken for no text",
        &[("wpt-file-parsing/nulls.vtt", "8a33b265"), ("text 2", "62786e8a")],
    ),
    reason(
        "w3c-webvttjs",
        "a blank line does not end a cue; many files have them within",
        &[("text 4", "24561929")],
    ),
    reason(
        "w3c-webvttjs",
        "a tag that is never closed would take the words behind it; it is kept as text",
        &[
            ("entities 14", "0b35e8b1"),
            ("entities 15", "3d137fb8"),
            ("tags 0", "4ce60765"),
            ("tags 1", "22369ddd"),
            ("tags 2", "4ce60765"),
            ("tags 3", "4ce60765"),
            ("tags 4", "4ce60765"),
            ("tags 5", "82a0fd8b"),
            ("tags 6", "90ab5cc6"),
            ("tags 7", "94c21212"),
            ("timestamps 0", "d378e021"),
            ("timestamps 1", "cea438f3"),
            ("timestamps 2", "45663b08"),
            ("timestamps 4", "09b61cac"),
            ("timestamps 5", "bc66f4ae"),
        ],
    ),
    reason(
        "w3c-webvttjs",
        "a tag that WebVTT does not have may be something that was said; it is kept as text",
        &[("tags 8", "f04ed058"), ("tags 9", "7a920d10")],
    ),
    reason(
        "w3c-webvttjs",
        "an entity without its semicolon stays as it is written",
        &[("entities 1", "d50d00b1"), ("entities 23", "d2779a97"), ("entities 24", "c5baf440")],
    ),
    reason(
        "w3c-webvttjs",
        "a zero byte in a tag is dropped, and the tag kept as text",
        &[("timestamps 3", "958bbdde")],
    ),
    reason("w3c-webvttjs", "a voice within a line begins a turn", &[("tags 26", "8ffe57d4")]),
    reason(
        "vttjs",
        "a cue whose time is flawed is dropped by the standard; here it is read",
        &[("cue-times/fraction-digits.vtt", "643aeb85"), ("cue-times/min-mid-digits.vtt", "643aeb85")],
    ),
    reason(
        "vttjs",
        "120:00 is two hours, as people write it; upstream takes it for 120",
        &[("cue-times/minimum-spots-over-sixty.vtt", "91792b84")],
    ),
    reason(
        "vttjs",
        "a tag that WebVTT does not have may be something that was said; it is kept as text",
        &[
            ("cuetext/tag-format/bogus-span-name.vtt", "a0cb9cf3"),
            ("cuetext/timestamp/non-digit.vtt", "2b235858"),
        ],
    ),
    reason(
        "vttjs",
        "words in a tag that nothing closes may be said (`if a<b and c>d`); it is kept as text",
        &[
            ("cuetext/bold/with-annotation.vtt", "f4a14c65"),
            ("cuetext/italic/with-annotation.vtt", "26fb4319"),
        ],
    ),
    reason(
        "vttjs",
        "a blank line does not end a cue; many files have them within",
        &[("cuetext/format/double-line-break.vtt", "48f7ce44")],
    ),
    reason(
        "vttjs",
        "a tag that is never closed would take the words behind it; it is kept as text",
        &[
            ("cuetext/lang/no-end-gt.vtt", "4ba7ae6d"),
            ("cuetext/tag-format/end-tag-no-gt.vtt", "20f05cbf"),
            ("cuetext/tag-format/no-closing-gt.vtt", "cb4b5d9f"),
            ("cuetext/tag-format/start-tag-missing-gt.vtt", "1ee2a768"),
            ("cuetext/timestamp/no-end-gt.vtt", "1c0cceb1"),
            ("cuetext/timestamp/space-after-lt.vtt", "b273796e"),
            ("cuetext/voice/no-end-gt.vtt", "1f637889"),
        ],
    ),
    reason(
        "vttjs",
        "a flawed first line does not make the cues below it unreadable",
        &[
            ("file-layout/bom-garbage-data.vtt", "eadcc631"),
            ("file-layout/bom-tab-webvtt.vtt", "eadcc631"),
            ("file-layout/garbage-signature.vtt", "ea99848f"),
            ("file-layout/header-no-new-line.vtt", "477ffe15"),
            ("file-layout/newline-before-webvtt.vtt", "eadcc631"),
            ("file-layout/tab-after-bom-before-header.vtt", "eadcc631"),
            ("file-layout/bad-double-webvtt.vtt", "ef4fe1d9"),
        ],
    ),
    reason(
        "vttjs",
        "a lone arrow above a time is an odd id, and takes no cue with it",
        &[("integration/id.vtt", "b9e7314c")],
    ),
    reason(
        "webvtt-py",
        "a cue without words is nothing to read",
        &[("missing_caption_text.vtt", "ff52934b")],
    ),
    reason(
        "mantas-subtitles",
        "two or three lines of a time and a word are too few to tell how they are meant",
        &[("lrc testTimeFormats", "81d59a94"), ("csv testParseFileWithSingleTimestamp", "5e1a9aed")],
    ),
    reason(
        "mantas-subtitles",
        "cinemas count ticks of 4 ms where upstream counts milliseconds",
        &[("ttml testParsesDCSubtitles", "1476437d"), ("ttml testParsesDCSubtitlesNoFont", "1476437d")],
    ),
    reason(
        "mantas-subtitles",
        "MicroDVD and QuickTime's text are not known; refused by name, or read as plain text",
        &[
            ("submicrodvd testParsesLinesWithoutDotAtTheEnd", "26af4bf8"),
            ("submicrodvd testUsesSpecifiedFps", "598e9d50"),
            ("submicrodvd testParsesSquareBrackets", "9a3ee77d"),
            ("txtquicktime testParsesWithNoEndTimestamp", "657d1f7a"),
        ],
    ),
    reason("go-astisub", "EBU STL is refused by name, with what to do", &[("example-in.stl", "4210a763")]),
    reason(
        "transcriptx",
        "what stands around the turns is kept",
        &[
            ("transcripts/sembly/sample.html", "0111b7f6"),
            ("transcripts/generic_text/with_preamble.txt", "1095aeca"),
        ],
    ),
    reason(
        "transcriptx",
        "a name on a line of its own, which was invented for the suite: Zoom writes `Name: text`",
        &[("transcripts/zoom/sample.vtt", "b3dbd9e8")],
    ),
];
