//! Makes plain text of rich text (RTF): a paragraph a line, letters as they are, everything else left out.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Groups that hold no text of the document.
const LEFT_OUT: &[&str] = &[
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "headerl", "headerr", "footerl",
    "footerr", "listtable", "listoverridetable", "rsidtbl", "themedata", "datastore", "xmlnstbl", "footnote",
    "object", "fldinst",
];

/// What begins as rich text does.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{\\rtf")
}

/// The text of a document.
pub(super) fn read(bytes: &[u8]) -> String {
    let mut reader = Reader::new(bytes);
    while let Some(&byte) = reader.rest.first() {
        reader.rest = reader.rest.get(1..).unwrap_or_default();
        match byte {
            b'{' => reader.open(),
            b'}' => reader.close(),
            b'\\' => reader.control(),
            b'\r' | b'\n' | 0 => (),
            byte => reader.byte(byte),
        }
    }
    reader.flush();
    reader.text
}

struct Reader<'a> {
    rest: &'a [u8],
    text: String,
    /// Bytes that wait for their fellows: letters of some scripts have two.
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    /// How many groups are open, and in the how manieth what follows is left out.
    depth: usize,
    hidden: Option<usize>,
    /// How many letters stand for a Unicode letter to those who know none, and how many of them are to come.
    skip: usize,
    skipping: usize,
    /// The first half of a letter that Windows writes in two.
    half: Option<u16>,
}

impl<'a> Reader<'a> {
    fn new(rest: &'a [u8]) -> Self {
        Self {
            rest,
            text: String::new(),
            bytes: Vec::new(),
            encoding: WINDOWS_1252,
            depth: 0,
            hidden: None,
            skip: 1,
            skipping: 0,
            half: None,
        }
    }

    fn open(&mut self) {
        self.depth += 1;
        self.skipping = 0;
    }

    fn close(&mut self) {
        if self.hidden.is_some_and(|hidden| hidden >= self.depth) {
            self.hidden = None;
        }
        self.depth = self.depth.saturating_sub(1);
        self.skipping = 0;
    }

    /// What stands behind a backslash: a sign, a byte, or a word with a number.
    fn control(&mut self) {
        let Some(&first) = self.rest.first() else { return };
        if !first.is_ascii_alphabetic() {
            self.rest = self.rest.get(1..).unwrap_or_default();
            match first {
                b'\'' => {
                    let digits = self.rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
                    if let Some(byte) = digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                        self.rest = self.rest.get(2..).unwrap_or_default();
                        self.byte(byte);
                    }
                }
                b'*' => drop(self.hidden.get_or_insert(self.depth)),
                b'~' => self.push('\u{a0}'),
                b'_' => self.push('-'),
                b'\n' | b'\r' => self.push('\n'),
                b'\\' | b'{' | b'}' => self.byte(first),
                _ => (),
            }
            return;
        }
        let word = self.take_while(u8::is_ascii_alphabetic);
        let negative = self.rest.first() == Some(&b'-');
        if negative {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        let number =
            self.take_while(u8::is_ascii_digit).parse::<i64>().ok().map(|n| if negative { -n } else { n });
        if self.rest.first() == Some(&b' ') {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        self.word(word, number);
    }

    fn take_while(&mut self, belongs: fn(&u8) -> bool) -> &'a str {
        let length = self.rest.iter().take(32).take_while(|b| belongs(b)).count();
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        std::str::from_utf8(taken).unwrap_or_default()
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match (word, number) {
            ("par" | "line" | "sect" | "page" | "row", _) => self.push('\n'),
            ("tab" | "cell", _) => self.push('\t'),
            ("emdash", _) => self.push('—'),
            ("endash", _) => self.push('–'),
            ("lquote", _) => self.push('‘'),
            ("rquote", _) => self.push('’'),
            ("ldblquote", _) => self.push('“'),
            ("rdblquote", _) => self.push('”'),
            ("bullet", _) => self.push('•'),
            ("uc", Some(count)) => self.skip = usize::try_from(count).unwrap_or(1),
            ("u", Some(code)) => self.unicode(code),
            ("ansicpg", Some(page)) => self.encoding = encoding(page),
            (word, _) if LEFT_OUT.contains(&word) => drop(self.hidden.get_or_insert(self.depth)),
            _ => (),
        }
    }

    /// A letter by its number; numbers past the half of 65,536 are written below zero.
    fn unicode(&mut self, code: i64) {
        let unit = u16::try_from(code.rem_euclid(1 << 16)).unwrap_or(0xFFFD);
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
        } else {
            for letter in char::decode_utf16(units) {
                self.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        self.skipping = self.skip;
    }

    fn byte(&mut self, byte: u8) {
        if self.skipping > 0 {
            self.skipping -= 1;
        } else if self.hidden.is_none() {
            self.bytes.push(byte);
        }
    }

    fn push(&mut self, letter: char) {
        if self.hidden.is_none() {
            self.flush();
            self.text.push(letter);
        }
    }

    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            self.text.push_str(&self.encoding.decode_without_bom_handling(&self.bytes).0);
            self.bytes.clear();
        }
    }
}

/// An encoding by the number that Windows gives it.
fn encoding(page: i64) -> &'static Encoding {
    let label = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        65001 => "utf-8".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn letters_stay_and_the_rest_goes() {
        for (rich, plain) in [
            (
                r"{\rtf1\ansi{\fonttbl{\f0 Calibri;}}{\*\generator x;}\f0 It \b rains\b0 .\par So\'e9.\par}",
                "It rains.\nSoé.\n",
            ),
            (r"{\rtf1\ansicpg932 \'93\'fa}", "日"),
            (r"{\rtf1 \u-10179 ?\u-8704 ?}", "😀"),
            (r"{\rtf1\uc1\u8217 ?s \{so\}\~on}", "’s {so}\u{a0}on"),
            (r"{\rtf1{\info{\title x}}{{{{so}", "so"),
            (r"{\rtf1 }}}} on\", " on"),
        ] {
            assert_eq!(read(rich.as_bytes()), plain, "{rich}");
        }
    }
}
