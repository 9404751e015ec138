//! Where lines break.

use std::iter::Peekable;

use unicode_linebreak::linebreaks;

use super::width::{letter_width, letters};
use crate::model::Span;

/// Breaks the text of `span` into rows of at most `columns`; the rows are spans of `text`, without the blanks at their
/// ends. There is always at least one row.
///
/// Lines break where Unicode's rules (UAX 14) let them: at blanks, after hyphens and dashes, between Chinese
/// characters but not before their full stop. A word wider than a row is cut between letters, and a letter wider
/// than a row gets a row to itself. A line end in the text ends a row; an empty line is an empty row.
pub fn wrap(text: &str, span: Span, columns: usize) -> Vec<Span> {
    let mut rows = Rows::new(columns);
    for line in lines(text, span) {
        rows.start_line(line.from());
        for piece in pieces(line.of(text)) {
            rows.place(text, piece.shift(line.from()));
        }
        rows.end(text);
    }
    rows.done
}

/// The same for code: lines are kept as they are, and broken only where they are wider than `columns`.
pub fn wrap_code(text: &str, span: Span, columns: usize) -> Vec<Span> {
    let mut rows = Rows::new(columns);
    for line in lines(text, span) {
        rows.start_line(line.from());
        let end = line.from() + line.of(text).trim_end_matches(is_blank).len();
        rows.cut(text, Span::new(line.from(), end));
        rows.end(text);
    }
    rows.done
}

/// The range held within the text and on letters' borders.
pub(super) fn snap(text: &str, span: Span) -> Span {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    Span::new(floor(span.from()), floor(span.to()))
}

/// The lines of a range, without their line ends; at least one.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let span = snap(text, span);
    let mut start = span.from();
    span.of(text).split('\n').map(move |line| {
        let line = Span::new(start, start + line.len());
        start = line.to() + 1;
        line
    })
}

/// What stays together on a row: a word, or part of one, and the blanks after it.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// The piece without the blanks after it.
    word: Span,
    /// Columns of the word, and of the blanks after it.
    columns: usize,
    blanks: usize,
}

impl Piece {
    fn shift(self, by: usize) -> Self {
        Self { word: Span::new(self.word.from() + by, self.word.to() + by), ..self }
    }
}

fn pieces(line: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut breaks = linebreaks(line).map(|(at, _)| at).peekable();
    let mut rest = letters(line).peekable();
    std::iter::from_fn(move || {
        let &(start, _) = rest.peek()?;
        let mut piece = Piece { word: Span::empty(start), columns: 0, blanks: 0 };
        while let Some((at, letter)) = rest.next() {
            let columns = letter_width(letter);
            if letter.chars().all(is_blank) {
                piece.blanks += columns;
            } else {
                piece.word = Span::new(start, at + letter.len());
                piece.columns += piece.blanks + columns;
                piece.blanks = 0;
            }
            if rest.peek().is_none_or(|&(next, after)| breaks_at(&mut breaks, next) && !clings(after)) {
                break;
            }
        }
        Some(piece)
    })
}

/// Whether a line may break before the letter at `at`. A break within a letter is passed over.
fn breaks_at(breaks: &mut Peekable<impl Iterator<Item = usize>>, at: usize) -> bool {
    while breaks.next_if(|&place| place < at).is_some() {}
    breaks.peek() == Some(&at)
}

/// A dash reads as the end of a row, not as its beginning, although Unicode would let it begin one.
fn clings(letter: &str) -> bool {
    letter.starts_with('—')
}

/// Blanks at which lines break; no-break blanks are none of them.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
}

/// Rows as they fill.
struct Rows {
    done: Vec<Span>,
    /// The room in a row.
    columns: usize,
    row: Span,
    taken: usize,
    /// Blanks after the row's last word, which count once another word follows.
    blanks: usize,
}

impl Rows {
    fn new(columns: usize) -> Self {
        Self { done: Vec::new(), columns, row: Span::default(), taken: 0, blanks: 0 }
    }

    fn start_line(&mut self, at: usize) {
        (self.row, self.taken, self.blanks) = (Span::empty(at), 0, 0);
    }

    fn place(&mut self, text: &str, piece: Piece) {
        if piece.word.is_empty() {
            // Blanks with which a line begins are left out.
            return;
        }
        if self.taken + self.blanks + piece.columns > self.columns && !self.row.is_empty() {
            self.end(text);
            self.start_line(piece.word.from());
        }
        if self.row.is_empty() {
            self.row = Span::empty(piece.word.from());
        }
        if piece.columns > self.columns {
            self.cut(text, piece.word);
        } else {
            self.row.end = piece.word.end;
            self.taken += self.blanks + piece.columns;
        }
        self.blanks = piece.blanks;
    }

    /// Fills rows with the letters of `word` from the start of a row.
    fn cut(&mut self, text: &str, word: Span) {
        for (at, letter) in letters(word.of(text)) {
            let (start, columns) = (word.from() + at, letter_width(letter));
            if self.taken + columns > self.columns && !self.row.is_empty() {
                self.end(text);
                self.start_line(start);
            }
            self.row.end = Span::new(start, start + letter.len()).end;
            self.taken += columns;
        }
    }

    fn end(&mut self, text: &str) {
        let word = self.row.of(text).trim_end_matches(is_blank);
        self.done.push(Span::new(self.row.from(), self.row.from() + word.len()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width;

    fn rows<'a>(text: &'a str, rows: &[Span]) -> Vec<&'a str> {
        rows.iter().map(|row| row.of(text)).collect()
    }

    fn check(text: &str, columns: usize, expected: &[&str]) {
        let wrapped = wrap(text, Span::new(0, text.len()), columns);
        assert_eq!(rows(text, &wrapped), expected, "{text:?} in {columns} columns");
    }

    fn check_code(text: &str, columns: usize, expected: &[&str]) {
        let wrapped = wrap_code(text, Span::new(0, text.len()), columns);
        assert_eq!(rows(text, &wrapped), expected, "{text:?} in {columns} columns");
    }

    #[test]
    fn lines_break_at_blanks() {
        check("the walrus and the carpenter", 10, &["the walrus", "and the", "carpenter"]);
        check("one.  Two blanks stay.  ", 12, &["one.  Two", "blanks stay."]);
        check("one.  Two", 5, &["one.", "Two"]);
        check("no\u{a0}break here", 6, &["no\u{a0}bre", "ak", "here"]);
        check("  indented   ", 20, &["indented"]);
    }

    #[test]
    fn words_break_where_a_writer_would() {
        check("a well-known half-truth", 12, &["a well-known", "half-truth"]);
        check("a well-known truth", 8, &["a well-", "known", "truth"]);
        check("wait—what", 6, &["wait—", "what"]);
        check("wait—what", 4, &["wait", "—", "what"]);
        check("(see) “it” f(x), ok.", 5, &["(see)", "“it”", "f(x),", "ok."]);
        check("minus -5 and 3.5", 8, &["minus -5", "and 3.5"]);
    }

    #[test]
    fn long_words_are_cut_between_letters() {
        check("abcdefghij k", 4, &["abcd", "efgh", "ij k"]);
        check("x abcdefghij", 4, &["x", "abcd", "efgh", "ij"]);
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn wide_letters_count_twice() {
        check("漢字仮名交じり文。続く", 8, &["漢字仮名", "交じり", "文。続く"]);
        check("ab漢字", 3, &["ab", "漢", "字"]);
        check("👩\u{200d}👧👩\u{200d}👧", 2, &["👩\u{200d}👧", "👩\u{200d}👧"]);
        check("漢字", 1, &["漢", "字"]);
        check("漢 字", 0, &["漢", "字"]);
        check("ab", 0, &["a", "b"]);
    }

    #[test]
    fn line_ends_are_kept() {
        check("", 10, &[""]);
        check("   ", 10, &[""]);
        check("a\n\nb\n", 10, &["a", "", "b", ""]);
        let text = "one two three";
        assert_eq!(rows(text, &wrap(text, Span::new(4, 7), 9)), ["two"]);
        assert_eq!(rows(text, &wrap(text, Span::new(40, 70), 9)), [""]);
    }

    #[test]
    fn code_keeps_its_lines_and_its_indent() {
        check_code("if x {\n    return\n}\n", 20, &["if x {", "    return", "}", ""]);
        check_code("    let a = b;  ", 7, &["    let", " a = b;"]);
        check_code("漢字", 3, &["漢", "字"]);
        check_code("", 3, &[""]);
    }

    fn samples() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            4 => "[a-z]{1,9}[,.]?",
            1 => prop::sample::select(vec![
                "漢字かな。", "（続く）", "well-known", "a—b", "👩🏽\u{200d}🚀", "🇫🇷🇩🇪", "e\u{301}te\u{301}", "ที่นี่", "ភាសាខ្មែរ",
                "العربية", "हिन्दी", "\u{a0}", "http://example.org/a-b?c=d", "«", "\u{301}", "字🏽", "한국어", "가",
            ]).prop_map(str::to_owned),
            1 => "\\PC{1,3}",
        ];
        let gap = prop_oneof![6 => Just(" "), 1 => Just("  "), 1 => Just("\n"), 1 => Just("\u{3000}"), 1 => Just("")];
        prop::collection::vec((word, gap), 0..20)
            .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap.to_owned()]).collect())
    }

    fn bare<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
        parts.into_iter().collect::<String>().replace(|c: char| c == '\n' || is_blank(c), "")
    }

    proptest! {
        #[test]
        fn rows_fit_and_hold_everything(text in samples(), columns in 0..30_usize, code: bool) {
            let whole = Span::new(0, text.len());
            let wrapped = if code { wrap_code(&text, whole, columns) } else { wrap(&text, whole, columns) };
            let widest = letters(&text).map(|(_, letter)| letter_width(letter)).max().unwrap_or(0);
            prop_assert!(!wrapped.is_empty());
            for (row, shown) in wrapped.iter().zip(rows(&text, &wrapped)) {
                prop_assert_eq!(row.len(), shown.len());
                prop_assert!(width(shown) <= columns.max(widest), "{:?} in {} columns", shown, columns);
                prop_assert!(!shown.ends_with(is_blank) && !shown.contains('\n'));
            }
            prop_assert!(wrapped.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert_eq!(bare(rows(&text, &wrapped)), bare([text.as_str()]));
        }

        #[test]
        fn wider_rows_are_never_more(text in samples(), columns in 1..30_usize) {
            let whole = Span::new(0, text.len());
            prop_assert!(wrap(&text, whole, columns + 1).len() <= wrap(&text, whole, columns).len());
        }
    }
}
