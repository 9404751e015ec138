//! Makes text of bytes: which encoding, which line ends.

use std::borrow::Cow;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{binary, office, rtf};
use crate::error::{Error, Result};

/// Text, and how it was come by.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Lines end in `\n` alone.
    pub text: String,
    /// `UTF-8`, `windows-1252 (guessed)`.
    pub encoding: String,
    /// What the reader should know of it.
    pub note: Option<String>,
    /// The title that the file has outside of its text.
    pub title: Option<String>,
}

/// So much of a file tells which encoding it is in.
const SAMPLE: usize = 64 << 10;
/// So much of a file tells whether it is text at all.
const HEAD: usize = 8 << 10;

/// Makes text of bytes.
///
/// # Errors
/// Where there is nothing, or no text.
pub(super) fn decode(path: &Path, bytes: Cow<[u8]>) -> Result<Decoded> {
    if bytes.is_empty() {
        return Err(Error::at(path, "is empty").do_next("name a file that holds a transcript"));
    }
    if let Some(document) = office::read(path, &bytes)? {
        return Ok(Decoded {
            text: tidy_lines(document.text),
            encoding: "a document's XML".to_owned(),
            note: None,
            title: document.title,
        });
    }
    if rtf::is_rtf(&bytes) {
        let text = tidy_lines(office::as_text(rtf::read(&bytes).split('\n')));
        return Ok(Decoded { text, encoding: "rich text".to_owned(), note: None, title: None });
    }
    if let Some((what, next)) = binary::known(&bytes) {
        return Err(Error::at(path, what).do_next(next));
    }
    let told = by_mark(&bytes)
        .or_else(|| by_zeros(&bytes))
        .or_else(|| utf_32_by_zeros(&bytes))
        .or_else(|| utf_16_by_letters(&bytes));
    let decoded = told.map_or_else(|| no_marks(path, bytes), Ok)?;
    Ok(Decoded { text: tidy_lines(decoded.text), ..decoded })
}

/// By the byte order mark; UTF-32's begins with UTF-16's.
fn by_mark(bytes: &[u8]) -> Option<Decoded> {
    let (text, encoding, flawed) = match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => utf_32(rest, u32::from_le_bytes, "UTF-32LE"),
        [0, 0, 0xFE, 0xFF, rest @ ..] => utf_32(rest, u32::from_be_bytes, "UTF-32BE"),
        [0xFF, 0xFE, rest @ ..] => by_encoding(rest, UTF_16LE),
        [0xFE, 0xFF, rest @ ..] => by_encoding(rest, UTF_16BE),
        [0xEF, 0xBB, 0xBF, rest @ ..] => by_encoding(rest, UTF_8),
        _ => return None,
    };
    Some(Decoded {
        text,
        encoding: encoding.to_owned(),
        note: flawed.then(|| flawed_note(encoding)),
        title: None,
    })
}

/// UTF-16 without a mark: nearly every second byte of western text is zero.
fn by_zeros(bytes: &[u8]) -> Option<Decoded> {
    let head = bytes.get(..bytes.len().min(4 << 10))?;
    let zeros = |from: usize| {
        head.iter().skip(from).step_by(2).filter(|&&b| b == 0).count() * 200 / head.len().max(1)
    };
    let encoding = match (zeros(0), zeros(1)) {
        (0..=2, 40..) => UTF_16LE,
        (40.., 0..=2) => UTF_16BE,
        _ => return None,
    };
    Some(guessed(by_encoding(bytes, encoding), "zero bytes"))
}

/// UTF-16 without a mark in other scripts: no text but UTF-16 has control characters where its line ends and full stops
/// are, and read the right way round nearly all of it is letters that people use.
fn utf_16_by_letters(bytes: &[u8]) -> Option<Decoded> {
    let head = bytes.get(..bytes.len().min(4 << 10) & !1)?;
    if head.len() < 16 || !head.iter().any(|byte| *byte < b'\t') {
        return None;
    }
    let letters = |encoding: &'static Encoding| {
        let (text, ..) = by_encoding(head, encoding);
        text.chars().filter(|c| is_in_use(*c)).count() * 100 / text.chars().count().max(1)
    };
    let encoding = match (letters(UTF_16LE), letters(UTF_16BE)) {
        (95.., 0..=80) => UTF_16LE,
        (0..=80, 95..) => UTF_16BE,
        _ => return None,
    };
    Some(guessed(by_encoding(bytes, encoding), "letters"))
}

/// Whether a letter is of a script that talks are written in.
fn is_in_use(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\n' | '\r' | '\t'
        // European, Near Eastern and Indian scripts, Thai and Lao.
        | '\u{A0}'..='\u{24F}' | '\u{370}'..='\u{6FF}' | '\u{900}'..='\u{EFF}'
        // Dashes and quotation marks; Chinese, Japanese and Korean, with their marks.
        | '\u{2010}'..='\u{203B}' | '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{FF00}'..='\u{FFEF}')
}

fn guessed((text, name, _): (String, &'static str, bool), from: &str) -> Decoded {
    Decoded {
        text,
        encoding: format!("{name} (guessed)"),
        note: Some(format!("read as {name}, which was guessed from its {from}")),
        title: None,
    }
}

/// UTF-32 without a mark: of every four bytes the highest is zero and the next nearly, and all of it has a meaning.
fn utf_32_by_zeros(bytes: &[u8]) -> Option<Decoded> {
    let head = bytes.get(..bytes.len().min(4 << 10))?;
    let letters = || head.as_chunks::<4>().0.iter();
    let (text, name, flawed) = match () {
        () if letters().all(|letter| letter[3] == 0 && letter[2] <= LAST_PLANE) => {
            utf_32(bytes, u32::from_le_bytes, "UTF-32LE")
        }
        () if letters().all(|letter| letter[0] == 0 && letter[1] <= LAST_PLANE) => {
            utf_32(bytes, u32::from_be_bytes, "UTF-32BE")
        }
        () => return None,
    };
    let note = Some(format!("read as {name}, which was guessed from its zero bytes"));
    (!flawed && !text.is_empty() && !text.contains('\0')).then(|| Decoded {
        text,
        encoding: format!("{name} (guessed)"),
        note,
        title: None,
    })
}

/// Unicode has planes of 65,536 letters, up to this one.
const LAST_PLANE: u8 = 0x10;

fn no_marks(path: &Path, bytes: Cow<[u8]>) -> Result<Decoded> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(&bytes);
    let zeros = head.split(|&b| b == 0).count() - 1;
    let no_text = || Error::at(path, "holds no text (it has zero bytes)").do_next("name a text file");
    // A single one is a slip in any text, however short.
    if zeros > 1 && zeros * 100 > head.len() {
        return Err(no_text());
    }
    // A stray zero in old text is a slip; zeros among bytes that are no UTF-8 either are a program's data.
    let many_zeros = zeros * 1_000 > head.len();
    let bytes = match whole_utf_8(bytes) {
        Ok(text) => {
            return Ok(Decoded { text, encoding: UTF_8.name().to_owned(), note: None, title: None });
        }
        Err(bytes) => bytes,
    };
    if mostly_utf_8(&bytes) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Ok(Decoded {
            text,
            encoding: "UTF-8 (flawed)".to_owned(),
            note: Some(flawed_note("UTF-8")),
            title: None,
        });
    }
    if many_zeros {
        return Err(no_text());
    }
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(&bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, sample.len() == bytes.len());
    let (text, name, _) = by_encoding(&bytes, detector.guess(None, Utf8Detection::Deny));
    Ok(Decoded {
        text,
        encoding: format!("{name} (guessed)"),
        note: Some(format!(
            "read as {name}, which was guessed; if letters look wrong, convert it with iconv"
        )),
        title: None,
    })
}

/// The bytes as they are, if they are UTF-8 throughout: a large file is not copied.
fn whole_utf_8(bytes: Cow<[u8]>) -> Result<String, Cow<[u8]>> {
    match bytes {
        Cow::Owned(bytes) => String::from_utf8(bytes).map_err(|e| Cow::Owned(e.into_bytes())),
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Cow::Borrowed(bytes))
        }
    }
}

fn by_encoding(bytes: &[u8], encoding: &'static Encoding) -> (String, &'static str, bool) {
    let (text, flawed) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding.name(), flawed)
}

fn utf_32(bytes: &[u8], read: fn([u8; 4]) -> u32, name: &'static str) -> (String, &'static str, bool) {
    let mut flawed = !bytes.len().is_multiple_of(4);
    let letters = bytes.chunks_exact(4).map(|four| {
        let code = four.try_into().map_or(u32::MAX, read);
        char::from_u32(code).unwrap_or_else(|| {
            flawed = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    let text = letters.collect();
    (text, name, flawed)
}

/// A file of UTF-8 with a few bad bytes (two files pasted together, a cut letter) is still UTF-8: a guess
/// at another encoding would spoil all its good letters.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= bad
}

fn flawed_note(encoding: &str) -> String {
    format!("some bytes are no {encoding} and are shown as U+FFFD")
}

/// All line ends become `\n`, and byte order marks at the start of a line go: files that were pasted together
/// have them in the middle.
fn tidy_lines(text: String) -> String {
    let text = if text.contains('\r') { without_returns(&text) } else { text };
    if !text.contains('\u{FEFF}') {
        return text;
    }
    text.split_inclusive('\n').map(|line| line.trim_start_matches('\u{FEFF}')).collect()
}

/// A return, or several, before a line end goes with it; one that stands alone is a line end itself.
fn without_returns(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((line, behind)) = rest.split_once('\r') {
        tidy.push_str(line);
        let after = behind.trim_start_matches('\r');
        if !after.starts_with('\n') {
            tidy.extend(std::iter::repeat_n('\n', 1 + behind.len() - after.len()));
        }
        rest = after;
    }
    tidy.push_str(rest);
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(Path::new("a.txt"), bytes.into()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding.as_str()), (text, encoding));
    }

    #[test]
    fn encodings_are_told_by_mark_by_shape_and_by_guess() {
        check(b"plain", "plain", "UTF-8");
        check(b"\xEF\xBB\xBFna\xC3\xAFve", "naïve", "UTF-8");
        check(b"\xFF\xFEh\0\xEF\0", "hï", "UTF-16LE");
        check(b"\xFE\xFF\0h\0i", "hi", "UTF-16BE");
        check(b"\xFF\xFE\0\0h\0\0\0i\0\0\0", "hi", "UTF-32LE");
        check(b"\0\0\xFE\xFF\0\0\0h\0\0\0i", "hi", "UTF-32BE");
        check(b"n\0o\0 \0m\0a\0r\0k\0", "no mark", "UTF-16LE (guessed)");
        check(b"un caf\xE9 tr\xE8s bon", "un café très bon", "windows-1252 (guessed)");
        check(b"caf\xC3\xA9 \xE9 na\xC3\xAFf", "café \u{FFFD} naïf", "UTF-8 (flawed)");
        check(b"a stray \0 in a text that is long enough to be a text, for it goes on and on, does it not, and on, and on", "a stray \0 in a text that is long enough to be a text, for it goes on and on, does it not, and on, and on", "UTF-8");
    }

    #[test]
    fn utf_16_without_a_mark_is_told_in_any_script() {
        for text in [
            "下雨了，山上也下雨了。\n我们在家里打牌。",
            "山に雨が降っています。\n私たちは家にいます。",
            "언덕에 비가 내린다.\n우리는 집에 있다.",
            "На холме идёт дождь.\nМы сидим дома.",
            "यह पहाड़ी पर बारिश है।\nहम घर पर हैं।",
        ] {
            let bytes = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
            check(&bytes(u16::to_le_bytes), text, "UTF-16LE (guessed)");
            check(&bytes(u16::to_be_bytes), text, "UTF-16BE (guessed)");
        }
        let old = encoding_rs::GB18030.encode("下雨了，山上也下雨了。我们在家里打牌，雨下了一整天。").0;
        check(&old, "下雨了，山上也下雨了。我们在家里打牌，雨下了一整天。", "GBK (guessed)");
    }

    #[test]
    fn every_line_end_is_one() {
        check(b"a\r\nb\rc\nd\r\r\ne\r\rf", "a\nb\nc\nd\ne\n\nf", "UTF-8");
        check("---\n---\n\u{FEFF}text\u{FEFF}".as_bytes(), "---\n---\ntext\u{FEFF}", "UTF-8");
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_reason() {
        for (bytes, said) in [(&b""[..], "is empty"), (b"\x89PNG\r\n", "PNG"), (&[0; 64], "zero bytes")] {
            let why = decode(Path::new("a.txt"), bytes.into()).unwrap_err().to_string();
            assert!(why.contains(said), "{why}");
        }
    }
}
