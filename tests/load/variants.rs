//! The same file in other bytes, and files that are not whole.

use std::io::Write;
use std::path::{Path, PathBuf};

use dictum::model::Talk;
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

/// So many words may be read otherwise: what is half there at the end, and a heading or a name above, of which only
/// the rest of the file shows that it is one.
const LOOSE: usize = 8;
/// Front matter that never ends, or a table of contents without its talk, has more; it is text then.
const LOOSEST: usize = 25;

#[test]
fn a_file_that_was_cut_off_is_read_as_far_as_it_goes() {
    let (mut loose, mut all) = (0, 0);
    for (name, text) in files() {
        let whole = open(&name, text.as_bytes());
        let wanted = words(&whole.talk.text);
        // Steps without a common measure with the files' lines, so that every place in a line is met.
        for cut in (1..text.len()).step_by(if text.len() > 2_000 { 97 } else { 7 }) {
            let Ok(loaded) = try_open(&name, &text.as_bytes()[..cut]) else { continue };
            sound(&loaded.talk).unwrap();
            if loaded.format == whole.format {
                let got = words(&loaded.talk.text);
                let strangers = strangers(&got, &wanted);
                assert!(strangers <= LOOSEST, "{name} cut at {cut}: {}", loaded.talk.text);
                loose += usize::from(strangers > LOOSE);
                all += 1;
            }
        }
    }
    assert!(all > 1_000 && loose * 100 <= all * 3, "{loose} of {all} are not the beginning of the whole");
}

#[test]
fn captions_without_a_caption_are_a_talk_without_text() {
    let loaded = open("silence.vtt", b"WEBVTT\n\n");
    assert_eq!((loaded.talk.text.as_str(), loaded.talk.segments.len()), ("", 0));
    assert_eq!(loaded.talk.notes[0].what, "there is no text in it");
}
