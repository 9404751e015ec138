//! What large files take: memory as a multiple of the file, and time that grows as the file does. Each is opened by the
//! program itself, in a process of its own.
//!
//! The table in `docs/performance.md` is printed by
//! `cargo test --release --test bounds -- --ignored --nocapture`; `DICTUM_BOUNDS_MB` says how large its files are.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A kind of file that a program can write without end.
struct Kind {
    name: &'static str,
    /// The file's name tells nothing but what it would tell of such a file.
    ending: &'static str,
    head: &'static str,
    /// Adds the piece of this number.
    piece: fn(&mut String, usize),
    tail: &'static str,
    /// The peak may be so many times the file.
    most: f64,
}

const KINDS: &[Kind] = &[
    Kind { name: "srt", ending: "srt", head: "", piece: srt, tail: "", most: 4.0 },
    Kind { name: "srt, 45 bytes a cue", ending: "srt", head: "", piece: short_cues, tail: "", most: 4.0 },
    Kind { name: "vtt", ending: "vtt", head: "WEBVTT\n\n", piece: vtt, tail: "", most: 4.0 },
    Kind { name: "vtt, rolling", ending: "vtt", head: "WEBVTT\n\n", piece: rolling, tail: "", most: 4.0 },
    Kind { name: "whisper's lines", ending: "txt", head: "", piece: whisper_lines, tail: "", most: 4.0 },
    Kind { name: "tsv", ending: "tsv", head: "start\tend\ttext\n", piece: tsv, tail: "", most: 4.0 },
    Kind { name: "caption lines", ending: "txt", head: "", piece: lines, tail: "", most: 4.0 },
    Kind { name: "prose", ending: "txt", head: "", piece: prose, tail: "", most: 4.0 },
    Kind { name: "one line", ending: "txt", head: "", piece: one_line, tail: "", most: 4.0 },
    Kind { name: "blank lines", ending: "txt", head: "It rains.", piece: blank, tail: "", most: 4.0 },
    Kind { name: "markdown", ending: "md", head: "# Rain\n\n", piece: markdown, tail: "", most: 7.0 },
    Kind {
        name: "html of spans",
        ending: "html",
        head: "<html><body>",
        piece: spans,
        tail: "</body></html>",
        most: 4.0,
    },
    Kind {
        name: "json, segments",
        ending: "json",
        head: "{\"segments\":[{}",
        piece: segments,
        tail: "]}",
        most: 5.0,
    },
    Kind {
        name: "json, words",
        ending: "json",
        head: "{\"segments\":[{}",
        piece: words,
        tail: "]}",
        most: 6.0,
    },
    Kind {
        name: "json, one string",
        ending: "json",
        head: "{\"text\":\"",
        piece: one_line,
        tail: "\"}",
        most: 5.0,
    },
    // Lines of a word or two: what a paragraph takes outweighs what it says.
    Kind {
        name: "html of tiny paragraphs",
        ending: "html",
        head: "<html><body>",
        piece: tiny_paragraphs,
        tail: "</body></html>",
        most: 60.0,
    },
    Kind {
        name: "json, lists of a word",
        ending: "json",
        head: "[[0,1,\"so\"]",
        piece: lists,
        tail: "]",
        most: 40.0,
    },
    Kind { name: "turns of a line", ending: "txt", head: "", piece: turns, tail: "", most: 27.0 },
    Kind { name: "lrc", ending: "lrc", head: "[ti:Rain]\n", piece: song, tail: "", most: 12.0 },
];

fn tiny_paragraphs(out: &mut String, _: usize) {
    out.push_str("<p>so\n");
}

fn lists(out: &mut String, _: usize) {
    out.push_str(",[0,1,\"so\"]");
}

fn turns(out: &mut String, _: usize) {
    out.push_str("Ann: so it is\nBo: no it was not\n");
}

fn song(out: &mut String, n: usize) {
    writeln!(out, "[{:02}:{:02}.00]{}", n / 60 % 100, n % 60, say(n)).unwrap();
}

/// Sentences that are not all the same, from a few words.
fn say(number: usize) -> String {
    const WORDS: &[&str] = &[
        "rain", "fell", "over", "the", "hills", "and", "a", "river", "rose", "by", "night", "so", "we",
        "went", "to", "see", "where", "it", "ran",
    ];
    // A step that is prime to the words, and that changes, so that no neighbours say the same.
    let word = |n: usize| WORDS[(number * 7 + n * (3 + number % 5) + number / 19) % WORDS.len()];
    let said: Vec<&str> = (0..5 + number % 4).map(word).collect();
    let (first, rest) = said.split_first().unwrap();
    let (letter, behind) = first.split_at(1);
    format!("{}{behind} {}.", letter.to_uppercase(), rest.join(" "))
}

fn clock(ms: usize, mark: char) -> String {
    format!("{:02}:{:02}:{:02}{mark}{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000)
}

fn range(number: usize, mark: char) -> String {
    format!("{} --> {}", clock(number * 2_500, mark), clock(number * 2_500 + 2_400, mark))
}

fn srt(out: &mut String, n: usize) {
    write!(out, "{}\n{}\n{}\n{}\n\n", n + 1, range(n, ','), say(2 * n), say(2 * n + 1)).unwrap();
}

fn short_cues(out: &mut String, n: usize) {
    let said = ["so it is", "and then", "we know"][n % 3];
    write!(out, "{}\n{} --> {}\n{said}\n\n", n + 1, clock(n * 90, ','), clock(n * 90 + 80, ',')).unwrap();
}

fn vtt(out: &mut String, n: usize) {
    let name = ["Ann", "Bo"][n / 9 % 2];
    write!(out, "{} align:start\n<v {name}>{}\n{}</v>\n\n", range(n, '.'), say(2 * n), say(2 * n + 1))
        .unwrap();
}

fn rolling(out: &mut String, n: usize) {
    let timed = say(n + 1).replace(' ', &format!("<{}><c> ", clock(n * 2_500 + 900, '.')));
    write!(out, "{}\n{}\n{timed}\n\n", range(n, '.'), say(n)).unwrap();
}

fn whisper_lines(out: &mut String, n: usize) {
    writeln!(out, "[{}]   {}", range(n, '.'), say(n)).unwrap();
}

fn tsv(out: &mut String, n: usize) {
    writeln!(out, "{}\t{}\t{}", n * 2_500, n * 2_500 + 2_400, say(n)).unwrap();
}

fn lines(out: &mut String, n: usize) {
    writeln!(out, "{}", say(n).trim_end_matches('.').to_lowercase()).unwrap();
}

fn prose(out: &mut String, n: usize) {
    write!(out, "{}{}", say(n), if n % 14 == 13 { "\n\n" } else { " " }).unwrap();
}

fn one_line(out: &mut String, n: usize) {
    write!(out, "{} ", say(n)).unwrap();
}

fn blank(out: &mut String, _: usize) {
    out.push('\n');
}

fn markdown(out: &mut String, n: usize) {
    let before = if n.is_multiple_of(60) { format!("## Part {n}\n\n") } else { String::new() };
    let name = if n.is_multiple_of(6) { ["**Ann:** ", "**Bo:** "][n / 6 % 2] } else { "" };
    write!(out, "{before}{name}{}{}", say(n), if n % 6 == 5 { "\n\n" } else { " *so* " }).unwrap();
}

fn spans(out: &mut String, n: usize) {
    out.push_str(if n.is_multiple_of(8) { "<p>" } else { "" });
    for (at, word) in say(n).split(' ').enumerate() {
        write!(out, "<span data-m=\"{}\" data-d=\"200\">{word} </span>", n * 2_500 + at * 300).unwrap();
    }
}

fn segments(out: &mut String, n: usize) {
    let (start, said) = (n * 5 / 2, say(n));
    let tokens: Vec<String> = (50_364..50_364 + said.len() / 4).map(|token| token.to_string()).collect();
    write!(
        out,
        ", {{\"id\": {n}, \"start\": {start}.5, \"end\": {start}.9, \"text\": \" {said}\", \"tokens\": [{}], \
         \"temperature\": 0.0, \"avg_logprob\": -0.2287}}",
        tokens.join(", ")
    )
    .unwrap();
}

fn words(out: &mut String, n: usize) {
    let (start, said) = (n * 5 / 2, say(n));
    let word = |word: &str| {
        format!("{{\"word\": \"{word}\", \"start\": {start}.512, \"end\": {start}.731, \"score\": 0.93}}")
    };
    let words: Vec<String> = said.split(' ').map(word).collect();
    write!(
        out,
        ", {{\"start\": {start}.5, \"end\": {start}.9, \"text\": \" {said}\", \"words\": [{}]}}",
        words.join(", ")
    )
    .unwrap();
}

impl Kind {
    /// Writes a file of about so many bytes.
    fn file(&self, folder: &Path, size: usize) -> PathBuf {
        let path = folder.join(format!("large.{}", self.ending));
        let mut file = BufWriter::new(File::create(&path).unwrap());
        file.write_all(self.head.as_bytes()).unwrap();
        let (mut written, mut piece) = (0, String::new());
        for number in 0.. {
            piece.clear();
            (self.piece)(&mut piece, number);
            file.write_all(piece.as_bytes()).unwrap();
            written += piece.len();
            if written >= size {
                break;
            }
        }
        file.write_all(self.tail.as_bytes()).unwrap();
        file.flush().unwrap();
        path
    }
}

/// What it took to open a file.
struct Taken {
    bytes: f64,
    peak: f64,
    cpu: f64,
}

/// Opens a file and removes it, for files of one name may be one talk, and are opened together.
fn open_once(path: &Path) -> Taken {
    let taken = open(path);
    fs::remove_file(path).unwrap();
    taken
}

/// Opens a file and looks at the process until it ends.
fn open(path: &Path) -> Taken {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dictum"))
        .arg("check")
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let about = format!("/proc/{}", child.id());
    let (mut peak, mut ticks) = (0.0, 0.0);
    let status = loop {
        let said = fs::read_to_string(format!("{about}/status")).unwrap_or_default();
        let hwm = said.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        peak = hwm.map_or(peak, |kb| kb.parse::<f64>().unwrap() * 1024.0);
        // User and system time are the twelfth and the thirteenth field behind the name in brackets.
        let stat = fs::read_to_string(format!("{about}/stat")).unwrap_or_default();
        let fields =
            stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace().skip(11).take(2);
        let sum: f64 = fields.map(|n| n.parse::<f64>().unwrap()).sum();
        ticks = sum.max(ticks);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    assert!(status.success(), "{} was not opened", path.display());
    #[allow(clippy::cast_precision_loss)]
    let bytes = fs::metadata(path).unwrap().len() as f64;
    Taken { bytes, peak, cpu: ticks / 100.0 }
}

#[test]
fn memory_is_a_small_multiple_of_the_file_and_time_grows_with_it() {
    const SMALL: usize = 1 << 19;
    // Cues are read in portions, and two files as small as these lie within one: there each takes more.
    const WITHIN_A_PORTION: f64 = 4.0;
    let folder = tempfile::tempdir().unwrap();
    for kind in KINDS {
        let [small, large] = [SMALL, 4 * SMALL].map(|size| open_once(&kind.file(folder.path(), size)));
        // What the program takes for any file is in both.
        let ratio = (large.peak - small.peak) / (large.bytes - small.bytes);
        assert!(ratio <= kind.most + WITHIN_A_PORTION, "{}: {ratio:.1} times the file", kind.name);
        let (first, second) = (small.cpu, large.cpu);
        assert!(second <= 10.0 * first + 0.5, "{}: {first:.2} s, then {second:.2} s", kind.name);
    }
}

#[test]
#[ignore = "writes and opens files of 100 MB; for a release build"]
fn large_files_keep_their_bounds() {
    let mb: usize = std::env::var("DICTUM_BOUNDS_MB").map_or(100, |mb| mb.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut over = Vec::new();
    println!("| {mb} MB of | peak, times the file | CPU, s | MB a second |\n|---|---|---|---|");
    for kind in KINDS {
        let path = kind.file(folder.path(), mb * 1_000_000);
        let taken = open_once(&path);
        let (ratio, rate) = (taken.peak / taken.bytes, taken.bytes / 1e6 / taken.cpu);
        println!("| {} | {ratio:.1} | {:.1} | {rate:.0} |", kind.name, taken.cpu);
        over.extend((ratio > kind.most).then(|| format!("{}: {ratio:.1} times the file", kind.name)));
    }
    assert!(over.is_empty(), "{over:?}");
}

#[test]
fn too_little_memory_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sparse.txt");
    let file = File::create(&path).unwrap();
    (&file).write_all(b"It rains.\n").unwrap();
    file.set_len(900 << 20).unwrap();
    let limited = Command::new("sh")
        .args(["-c", "ulimit -v 700000; exec \"$0\" check \"$1\"", env!("CARGO_BIN_EXE_dictum")])
        .arg(&path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&limited.stderr).into_owned();
    assert!(said.contains("sparse.txt: not enough memory to read it (944 MB)"), "{said}");
    assert_eq!(limited.status.code(), Some(2), "{said}");
}
