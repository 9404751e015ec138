//! Mends JSON as programs really leave it: cut off, with numbers that JSON does not have, with halves of letters.

/// JSON that can be read, and what was mended in it.
#[derive(Debug, PartialEq)]
pub(super) struct Mended {
    pub text: String,
    /// What was mended, for the reader, and the line where.
    pub told: Vec<(u32, &'static str)>,
}

const CUT_OFF: &str = "the JSON breaks off; what was whole of it was read";
const NO_NUMBER: &str = "a number that JSON does not have (NaN, Infinity); read as none";
const HALF_A_LETTER: &str = "half a letter in an escape; shown as U+FFFD";
const LINE_END: &str = "a line end within a string; kept";
const COMMA: &str = "a comma too many";

/// As deep as the reader of JSON goes.
const DEEPEST: usize = 120;

/// Mends a text that is no JSON, if that is enough to make it JSON: it is one value, its end may be missing, and then so
/// is the piece that it broke off in.
///
/// | written | read |
/// |---|---|
/// | `[{"text": "so"}, {"text": "on` | `[{"text": "so"}]` |
/// | `{"start": NaN, "end": -Infinity}` | `{"start": null, "end": null}` |
/// | `"so \ud83d"` | `"so \ufffd"` |
/// | `[1, 2, ]` | `[1, 2]` |
pub(super) fn mend(text: &str) -> Option<Mended> {
    let mut mender = Mender { text, ..Mender::default() };
    while mender.at < text.len() {
        mender.step()?;
    }
    mender.finish()
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    List,
    Object,
}

#[derive(Default)]
struct Mender<'a> {
    text: &'a str,
    at: usize,
    /// Till here the text was copied.
    copied: usize,
    mended: String,
    open: Vec<Open>,
    /// In an object the key has been read, and its value comes next.
    after_key: bool,
    /// The whole text is read.
    closed: bool,
    /// The end of what is whole, and what was open there.
    whole: usize,
    open_there: Vec<Open>,
    /// Where something was mended, each kind of flaw once.
    told: Vec<(usize, &'static str)>,
}

impl Mender<'_> {
    /// Reads a mark, a string or a word. None where no mending helps.
    fn step(&mut self) -> Option<()> {
        let byte = self.peek(0)?;
        if byte.is_ascii_whitespace() {
            self.at += 1;
            return Some(());
        }
        if self.closed {
            return None;
        }
        match byte {
            b'{' => self.open(Open::Object),
            b'[' => self.open(Open::List),
            b'}' => self.close(Open::Object),
            b']' => self.close(Open::List),
            b':' => {
                self.after_key = true;
                self.at += 1;
                Some(())
            }
            b',' => {
                self.comma();
                Some(())
            }
            b'"' => self.string(),
            _ => self.word(),
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn open(&mut self, what: Open) -> Option<()> {
        self.at += 1;
        self.open.push(what);
        self.after_key = false;
        (self.open.len() <= DEEPEST).then_some(())
    }

    fn close(&mut self, what: Open) -> Option<()> {
        self.at += 1;
        if self.open.pop() != Some(what) {
            return None;
        }
        self.after_key = self.open.last() == Some(&Open::Object);
        self.end_value();
        Some(())
    }

    /// A comma before a bracket that closes parts nothing.
    fn comma(&mut self) {
        let behind = self.text.get(self.at + 1..).unwrap_or_default().trim_start();
        let needless = behind.starts_with([']', '}']);
        if needless {
            self.replace(1, "", COMMA);
        } else {
            self.at += 1;
        }
    }

    /// A string, with what it needs to be one. One that never ends is left as it is: it is not whole.
    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.peek(0) {
                None => return Some(()),
                Some(b'"') => break,
                Some(b'\\') => self.escape(),
                Some(b'\n') => self.replace(1, "\\n", LINE_END),
                Some(b'\t') => self.replace(1, "\\t", LINE_END),
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        self.end_value();
        Some(())
    }

    /// Letters beyond the first plane are written in two halves, the high one first.
    fn escape(&mut self) {
        let half = |at: usize| {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            u16::from_str_radix(digits, 16).ok()
        };
        match (half(self.at), half(self.at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => self.at += 12,
            (Some(0xD800..=0xDFFF), _) => self.replace(6, "\\ufffd", HALF_A_LETTER),
            // The letter behind the stroke may be a quotation mark, and may be missing.
            _ => self.at = (self.at + 2).min(self.text.len()),
        }
    }

    /// A number, `true`, `false`, `null`, and what JSON does not have.
    fn word(&mut self) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        let end = rest.find(|c: char| c.is_ascii_whitespace() || ",:[]{}\"".contains(c));
        // At the end of the text nobody knows whether there is more of it.
        let Some(end) = end else {
            self.at = self.text.len();
            return Some(());
        };
        if matches!(rest.get(..end)?, "NaN" | "nan" | "Infinity" | "-Infinity" | "inf" | "-inf") {
            self.replace(end, "null", NO_NUMBER);
        } else {
            self.at += end;
        }
        self.end_value();
        Some(())
    }

    /// Puts something else in the place of the next bytes.
    fn replace(&mut self, bytes: usize, by: &str, why: &'static str) {
        if !self.told.iter().any(|(_, known)| *known == why) {
            self.told.push((self.at, why));
        }
        self.copy();
        self.mended.push_str(by);
        self.at += bytes;
        self.copied = self.at;
    }

    fn copy(&mut self) {
        self.mended.push_str(self.text.get(self.copied..self.at).unwrap_or_default());
        self.copied = self.at;
    }

    /// A value has ended, or a key. What stands in a list is whole then, and so is a field of the file itself; the
    /// fields of an item in a list say nothing without the others.
    fn end_value(&mut self) {
        let is_value = match self.open.last() {
            None => {
                self.closed = true;
                return;
            }
            Some(Open::List) => true,
            Some(Open::Object) => self.after_key && !self.open.contains(&Open::List),
        };
        if self.open.last() == Some(&Open::Object) {
            self.after_key = false;
        }
        if is_value {
            self.copy();
            self.whole = self.mended.len();
            self.open_there.clone_from(&self.open);
        }
    }

    fn finish(mut self) -> Option<Mended> {
        self.copy();
        if !self.closed {
            if self.whole == 0 {
                return None;
            }
            self.mended.truncate(self.whole);
            self.mended.extend(self.open_there.iter().rev().map(|open| match open {
                Open::List => ']',
                Open::Object => '}',
            }));
            self.told.push((self.text.trim_end().len(), CUT_OFF));
        }
        let told: Vec<_> = self.told.iter().map(|&(at, why)| (line_at(self.text, at), why)).collect();
        (!told.is_empty()).then_some(Mended { text: self.mended, told })
    }
}

fn line_at(text: &str, at: usize) -> u32 {
    let above = text.get(..at).unwrap_or_default().matches('\n').count();
    u32::try_from(above + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::*;

    fn check(text: &str, wanted: &str, told: &[(u32, &'static str)]) {
        let mended = mend(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((mended.text.as_str(), mended.told.as_slice()), (wanted, told), "{text}");
        serde_json::from_str::<Value>(&mended.text).unwrap();
    }

    #[test]
    fn what_was_whole_is_kept() {
        let cut = |text: &str, wanted: &str| check(text, wanted, &[(1, CUT_OFF)]);
        cut(r#"[{"text": "so"}, {"text": "on"#, r#"[{"text": "so"}]"#);
        cut(r#"{"a": [1, 23"#, r#"{"a": [1]}"#);
        cut(r#"{"a": "b", "c"#, r#"{"a": "b"}"#);
        cut(r#"{"a": "b", "c": ["#, r#"{"a": "b"}"#);
        cut(r#"{"a": {"b": 1, "c": {"d": 2, "e"#, r#"{"a": {"b": 1, "c": {"d": 2}}}"#);
        cut(r#"{"s": [{"t": "so", "w": [{"a": 1}, {"a"#, r#"{"s": [{"t": "so", "w": [{"a": 1}]}]}"#);
        cut(r#"{"s": [{"t": "so"}, {"t": "on", "u": 2, "#, r#"{"s": [{"t": "so"}]}"#);
        cut(r#"["a", "b\"#, r#"["a"]"#);
        check("[1,\n2,\n3\n\n", "[1,\n2,\n3]", &[(3, CUT_OFF)]);
        check("[\nNaN,\n3", "[\nnull]", &[(2, NO_NUMBER), (3, CUT_OFF)]);
    }

    #[test]
    fn what_json_does_not_have_is_mended() {
        check(r#"{"a": NaN, "b": -Infinity}"#, r#"{"a": null, "b": null}"#, &[(1, NO_NUMBER)]);
        check(r#"["\ud83d so", "\ud83d\ude00"]"#, r#"["\ufffd so", "\ud83d\ude00"]"#, &[(1, HALF_A_LETTER)]);
        check(r#"["\ude00\ud83d"]"#, r#"["\ufffd\ufffd"]"#, &[(1, HALF_A_LETTER)]);
        check("[1, 2,\n ]", "[1, 2\n ]", &[(1, COMMA)]);
        check("[1,\n\"a\nb\"]", "[1,\n\"a\\nb\"]", &[(2, LINE_END)]);
        check(r#"[NaN, "a", 1.2"#, r#"[null, "a"]"#, &[(1, NO_NUMBER), (1, CUT_OFF)]);
    }

    #[test]
    fn what_is_no_json_stays_none() {
        let deep = "[".repeat(100_000);
        for text in ["", "{", "[", "so", "{\"a\"", "[1}", "{} {}", "[1] so", "{\"a\": \"b", r#"["\"#, &deep] {
            assert_eq!(mend(text), None, "{text}");
        }
        for text in ["[1, 2]", "{\"a\": \"b\"}", "{so: 1}"] {
            assert_eq!(mend(text), None, "nothing to mend in {text}");
        }
    }
}
