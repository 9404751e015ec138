//! The same file in other bytes, and files that are not whole.

use std::io::Write;
use std::path::{Path, PathBuf};

use dictum::load::Loaded;
use dictum::model::{Talk, Timestamp};
use flate2::{Compression, write::GzEncoder};

use crate::sound::{sound, try_open};
use crate::{fixtures, open};

/// The fixtures, and the talks that are built in.
pub fn files() -> Vec<(String, String)> {
    let seeds = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap();
    let seeds = seeds.map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path.file_name().unwrap().to_str().unwrap().to_owned(), text)
    };
    fixtures().into_iter().chain(seeds).map(named).collect()
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn utf_32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().flat_map(|c| bytes(u32::from(c))).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

/// The text in the encoding of western Windows, if that can write it and if it is not plain ASCII.
fn windows_1252(text: &str) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    (!unmappable && !text.is_ascii()).then(|| bytes.into_owned())
}

/// A file in other bytes that mean the same. Without a mark, UTF-16 is known by its zeros, which western text has.
fn variants(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let marked = format!("\u{FEFF}{text}");
    let western = text.chars().filter(char::is_ascii).count() * 10 >= text.chars().count() * 9;
    let mut variants = vec![
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
        ("a mark", marked.clone().into_bytes()),
        ("UTF-16LE", utf_16(&marked, u16::to_le_bytes)),
        ("UTF-16BE", utf_16(&marked, u16::to_be_bytes)),
        ("UTF-32LE", utf_32(&marked, u32::to_le_bytes)),
        ("UTF-32BE", utf_32(&marked, u32::to_be_bytes)),
        ("gzip", gzip(text)),
    ];
    if western {
        variants.push(("UTF-16LE without a mark", utf_16(text, u16::to_le_bytes)));
        variants.push(("UTF-16BE without a mark", utf_16(text, u16::to_be_bytes)));
        variants.push(("UTF-32LE without a mark", utf_32(text, u32::to_le_bytes)));
        variants.push(("UTF-32BE without a mark", utf_32(text, u32::to_be_bytes)));
    }
    variants.extend(windows_1252(text).map(|bytes| ("windows-1252", bytes)));
    variants
}

/// All but the notes, which may tell of the encoding.
fn without_notes(talk: Talk) -> Talk {
    Talk { notes: Vec::new(), ..talk }
}

#[test]
fn a_talk_is_the_same_whatever_its_line_ends_its_encoding_and_its_packing() {
    let mut different = Vec::new();
    for (name, text) in files() {
        let wanted = without_notes(open(&name, text.as_bytes()).talk);
        for (how, bytes) in variants(&text) {
            match try_open(&name, &bytes).map(|loaded| without_notes(loaded.talk)) {
                Ok(talk) if talk == wanted => (),
                Ok(_) => different.push(format!("{name} in {how}: another talk")),
                Err(e) => different.push(format!("{name} in {how}: {e}")),
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// How many of `got` do not stand in `wanted`, in order, near where they were looked for.
fn strangers(got: &[&str], wanted: &[&str]) -> usize {
    let mut at = 0;
    let mut missed = 0;
    for word in got {
        match wanted.iter().skip(at).take(20).position(|other| other == word) {
            Some(ahead) => at += ahead + 1,
            None => missed += 1,
        }
    }
    missed
}

/// What is said in a segment, when, and how much of the file there must be for it to be whole: what is said next begins.
struct Said {
    words: String,
    start: Option<Timestamp>,
    whole_from: usize,
}

/// The segments whose words stand in the file as they are said, but for the last; where they stand there twice, the later
/// place counts.
fn said(text: &str, talk: &Talk) -> Vec<Said> {
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let in_file: Vec<&str> = words(text);
    let mut found: Vec<(usize, Said)> = Vec::new();
    for segment in &talk.segments {
        let words = words(segment.span.of(&talk.text));
        let Some(run) = in_file.windows(words.len().max(1)).rfind(|run| *run == words) else { continue };
        let last = run[run.len() - 1];
        let whole_from = place(last) + last.len() + 1;
        found.push((place(run[0]), Said { words: words.join(" "), start: segment.start, whole_from }));
    }
    found.sort_by_key(|(at, _)| *at);
    let next: Vec<usize> = found.iter().skip(1).map(|(at, _)| *at + 1).collect();
    let with_next = found.into_iter().zip(next);
    with_next.map(|((_, said), next)| Said { whole_from: said.whole_from.max(next), ..said }).collect()
}

/// What is wrong with a file that was cut off, of which so much is whole.
fn lost(cut: &Loaded, whole: &Loaded, there: &[&Said]) -> Option<String> {
    let got = format!(" {} ", words(&cut.talk.text).join(" "));
    if let Some(lost) = there.iter().find(|said| !got.contains(&format!(" {} ", said.words))) {
        return Some(format!("{:?} is not in {got:?}", lost.words));
    }
    let timed = there.iter().filter(|said| said.start.is_some()).count();
    if timed < CUSTOM {
        return None;
    }
    let starts: Vec<_> = cut.talk.segments.iter().map(|segment| segment.start).collect();
    let untimed = there.iter().find(|said| !starts.contains(&said.start));
    untimed
        .map(|said| format!("{:?} is not said at {:?}", said.words, said.start))
        .or_else(|| (cut.format != whole.format).then(|| format!("it is {} now", cut.format.name())))
}

/// So many times in a file show that they are its custom; fewer may be text.
const CUSTOM: usize = 3;

/// So many words may be read otherwise: what is half there at the end, and a heading or a name above, of which only
/// the rest of the file shows that it is one.
const LOOSE: usize = 8;
/// Front matter that never ends, or a table of contents without its talk, has more; it is text then.
const LOOSEST: usize = 25;

#[test]
fn a_file_that_was_cut_off_is_the_same_talk_up_to_the_cut() {
    let (mut loose, mut all, mut judged) = (0, 0, 0);
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let whole = open(&name, text.as_bytes());
        let (wanted, said) = (words(&whole.talk.text), said(&text, &whole.talk));
        // Steps without a common measure with the files' lines, so that every place in a line is met.
        for cut in (1..text.len()).step_by(if text.len() > 2_000 { 97 } else { 7 }) {
            let there: Vec<&Said> = said.iter().filter(|said| said.whole_from <= cut).collect();
            judged += there.len();
            let loaded = match try_open(&name, &text.as_bytes()[..cut]) {
                Ok(loaded) => loaded,
                Err(_) if there.is_empty() => continue,
                Err(e) => {
                    wrong.push(format!("{name} cut at {cut}: {e}"));
                    continue;
                }
            };
            sound(&loaded.talk).unwrap();
            wrong.extend(lost(&loaded, &whole, &there).map(|what| format!("{name} cut at {cut}: {what}")));
            // What is text in one format may be a heading in another.
            if loaded.format == whole.format {
                let strangers = strangers(&words(&loaded.talk.text), &wanted);
                assert!(strangers <= LOOSEST, "{name} cut at {cut}: {}", loaded.talk.text);
                loose += usize::from(strangers > LOOSE);
                all += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(judged > 15_000, "only {judged} segments were there to be judged");
    assert!(all > 1_000 && loose * 100 <= all * 3, "{loose} of {all} are not the beginning of the whole");
}

/// As recognisers write it: segments one after the other, in one line or in many.
#[test]
fn json_that_was_cut_off_has_every_segment_that_is_whole() {
    let segment = |n: usize| format!(r#"{{"id": {n}, "start": {n}.5, "end": {n}.9, "text": " rain {n}"}}"#);
    for joint in [", ", ",\n    "] {
        let head = "{\"language\": \"en\", \"segments\": [".to_owned();
        let mut ends = Vec::new();
        let text = (0..20).map(segment).fold(head, |text, segment| {
            let text = format!("{text}{}{segment}", if ends.is_empty() { "" } else { joint });
            ends.push(text.len());
            text
        });
        for cut in ends[0]..text.len() {
            let loaded = open("a.json", &text.as_bytes()[..cut]);
            let whole = ends.iter().filter(|&&end| end <= cut).count();
            assert_eq!(loaded.talk.segments.len(), whole, "cut at {cut}");
            assert!(loaded.problems.iter().any(|problem| problem.what.contains("breaks off")));
        }
    }
}

#[test]
fn flaws_of_json_are_told_with_their_lines() {
    let lines = "{\"start\": 0, \"text\": \"so\"}\n{\"start\": NaN, \"text\": \"on\"}\n{\"start\": NaN, \"text\": \"and\"}\n{\"start\": 9, \"te";
    let list = "[\n{\"start\": 0, \"text\": \"so\"},\n{\"start\": NaN, \"text\": \"on\"},\n{\"start\": NaN, \"text\": \"and\"},\n{\"te";
    for (text, at) in [(lines, [2, 4]), (list, [3, 5])] {
        let loaded = open("a", text.as_bytes());
        let told: Vec<_> = loaded.problems.iter().filter_map(|problem| problem.line).collect();
        assert_eq!((loaded.talk.segments.len(), told), (3, at.to_vec()), "{text}");
    }
}

#[test]
fn captions_without_a_caption_are_a_talk_without_text() {
    let loaded = open("silence.vtt", b"WEBVTT\n\n");
    assert_eq!((loaded.talk.text.as_str(), loaded.talk.segments.len()), ("", 0));
    assert_eq!(loaded.talk.notes[0].what, "there is no text in it");
}
