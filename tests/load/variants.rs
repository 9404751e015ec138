//! The same file in other bytes, and files that are not whole.

use dictum::load::load;

use crate::sound::sound;
use crate::{fixtures, open};

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
