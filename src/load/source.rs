//! A file's text on its way to becoming a talk.

use std::cell::OnceCell;
use std::path::Path;

/// A file's text, without the front matter that stood above it.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// The file, for what its text does not tell.
    pub name: &'a Path,
    /// Lines end in `\n` alone.
    pub text: &'a str,
    /// The 1-based line of the file on which `text` starts.
    pub first_line: u32,
    /// Front matter stood above the text.
    pub has_front_matter: bool,
    sample: OnceCell<Vec<Line<'a>>>,
}

/// So many lines tell a format.
const SAMPLE: usize = 400;

/// Lines as `split` has them, sooner: one more than there are ends of lines.
pub(super) fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr::memchr(b'\n', text.as_bytes());
        let (line, behind) = text.split_at_checked(end.unwrap_or(text.len()))?;
        rest = end.and_then(|_| behind.get(1..));
        Some(line)
    })
}

/// A line of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// 1-based, in the file.
    pub number: u32,
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// The text of a file; `first_line` is where it starts.
    pub fn new(name: &'a Path, text: &'a str, first_line: u32, has_front_matter: bool) -> Self {
        Self { name, text, first_line, has_front_matter, sample: OnceCell::new() }
    }

    /// A part of the same file.
    pub fn part<'b>(&self, text: &'b str, first_line: u32) -> Source<'b>
    where
        'a: 'b,
    {
        Source::new(self.name, text, first_line, self.has_front_matter)
    }

    /// All lines, blank ones too.
    pub fn lines(&self) -> impl Iterator<Item = Line<'a>> + use<'a> {
        let mut rest = self.text;
        let lines = std::iter::from_fn(move || {
            let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let (line, behind) = rest.split_at_checked(end).filter(|_| !rest.is_empty())?;
            rest = behind.strip_prefix('\n').unwrap_or_default();
            Some(line)
        });
        (self.first_line..).zip(lines).map(|(number, text)| Line { number, text })
    }

    /// The same, but of blank lines in a row only the first: where a paragraph ends, more of them say nothing, and a file
    /// may have millions.
    pub fn lines_and_gaps(&self) -> impl Iterator<Item = Line<'a>> + use<'a> {
        let mut after_blank = false;
        self.lines().filter(move |line| {
            let again = after_blank && line.is_blank();
            after_blank = line.is_blank();
            !again
        })
    }

    /// The lines by which a format is known: the first few hundred that are not blank.
    pub fn sample(&self) -> &[Line<'a>] {
        self.sample.get_or_init(|| self.lines().filter(|line| !line.is_blank()).take(SAMPLE).collect())
    }

    /// Whether all lines that are not blank are in the sample.
    pub fn is_all_sample(&self) -> bool {
        self.sample().len() < SAMPLE
    }

    /// Whether at least so many tenths of the sample are such. Where they are not, that shows soon.
    pub fn mostly(&self, tenths: usize, is_such: impl Fn(&str) -> bool) -> bool {
        let sample = self.sample();
        let spare = sample.len() * (10 - tenths) / 10;
        sample.iter().filter(|line| !is_such(line.text)).nth(spare).is_none()
    }

    /// Whether the file's name ends in one of these (lower case, without the dot).
    pub fn is_named(&self, endings: &[&str]) -> bool {
        let ending = self.name.extension().and_then(|e| e.to_str()).unwrap_or_default();
        endings.iter().any(|e| e.eq_ignore_ascii_case(ending))
    }
}

impl Line<'_> {
    /// Whether there is nothing to see.
    pub fn is_blank(&self) -> bool {
        self.text.trim_start().is_empty()
    }
}
