//! Joins the units of a paragraph to one clean text, and parts it where it is too long.

use std::ops::Range;

use super::divide::divide;
use super::draft::{LONGEST_BLOCK, Unit};
use super::highlight::Highlighter;
use super::rich::Rich;
use super::tidy::{is_one_line, tidy_run};
use crate::model::{Style, Timestamp};
use crate::text::clean;

/// Units as one clean text, before it is placed.
#[derive(Default)]
pub(super) struct Paragraph {
    pub text: String,
    pub styles: Vec<(Range<usize>, Style)>,
    /// When it is said, by bytes.
    pub times: Vec<(usize, Timestamp)>,
    /// Only what has text.
    pub units: Vec<(Range<usize>, Unit)>,
    /// What is to be set as a block each.
    pub pieces: Vec<Range<usize>>,
}

impl Paragraph {
    /// Prose: units are joined by blanks.
    pub fn of_prose(units: Vec<Unit>, most: usize) -> Self {
        let mut made = Self::default();
        for mut unit in units {
            let rich = std::mem::take(&mut unit.text).cleaned();
            let before = made.text.len();
            if before > 0 {
                made.text.push(' ');
            }
            let from = made.text.len();
            made.push_tidy(&rich);
            if made.text.len() == from {
                made.text.truncate(before);
            } else {
                made.units.push((from..made.text.len(), unit));
            }
        }
        let mut from = 0;
        for line in made.text.split('\n') {
            made.pieces.extend(divide(line, most).into_iter().map(|r| r.start + from..r.end + from));
            from += line.len() + 1;
        }
        made
    }

    /// Adds clean text: blanks trimmed, runs of blanks and line ends made one.
    ///
    /// Two blanks in the middle of a sentence are kept: it is how some authors write a pause where others put
    /// a full stop. After a mark they are a typist's habit, and become one.
    fn push_tidy(&mut self, rich: &Rich) {
        if rich.styles.is_empty() && rich.times.is_empty() && is_one_line(&rich.text) {
            return self.text.push_str(&rich.text);
        }
        let start = self.text.len();
        let (mut gap, mut blanks, mut line_ends) = (false, 0, 0);
        let mut styles = rich.styles.iter().peekable();
        let mut times = rich.times.iter().peekable();
        let mut open: Option<(usize, usize, Style)> = None;
        let (mut rest, mut at) = (rich.text.as_str(), 0);
        while let Some(c) = rest.chars().next() {
            if let Some((from, _, style)) = open.take_if(|(_, end, _)| *end <= at) {
                self.styles.extend((from < self.text.len()).then_some((from..self.text.len(), style)));
            }
            let run = if c.is_whitespace() {
                gap = true;
                blanks += usize::from(c == ' ');
                line_ends += usize::from(c == '\n');
                c.len_utf8()
            } else {
                if self.text.len() > start && gap {
                    self.push_gap(blanks, line_ends);
                }
                (gap, blanks, line_ends) = (false, 0, 0);
                while let Some((range, style)) = styles.next_if(|(range, _)| range.start <= at) {
                    if range.end > at {
                        open = Some((self.text.len(), range.end, *style));
                    }
                }
                while let Some((_, time)) = times.next_if(|(written, _)| *written <= at) {
                    self.times.push((self.text.len(), *time));
                }
                // On to the next place at which anything begins or ends.
                let borders = [
                    open.map(|(_, end, _)| end),
                    styles.peek().map(|(range, _)| range.start),
                    times.peek().map(|(written, _)| *written),
                ];
                let border = borders.into_iter().flatten().min().map_or(rest.len(), |border| border - at);
                let run = tidy_run(rest.get(..border).unwrap_or(rest)).max(c.len_utf8());
                self.text.push_str(rest.get(..run).unwrap_or_default());
                run
            };
            rest = rest.get(run..).unwrap_or_default();
            at += run;
        }
        if let Some((from, _, style)) = open {
            self.styles.extend((from < self.text.len()).then_some((from..self.text.len(), style)));
        }
    }

    /// Adds what becomes of the white space between two words.
    fn push_gap(&mut self, blanks: usize, line_ends: usize) {
        let pause = blanks > 1 && !self.text.ends_with(['.', '?', '!', ':', ';', ',', '…', ')', '"', '”']);
        self.text.push_str(match () {
            () if line_ends > 0 => "\n",
            () if pause => "  ",
            () => " ",
        });
    }

    /// Code: lines stay as they are; blank ones at both ends go.
    pub fn of_code(units: Vec<Unit>, language: Option<&str>, highlighter: &mut Highlighter) -> Self {
        let mut made = Self::default();
        for mut unit in units {
            let code = clean(&std::mem::take(&mut unit.text).text);
            let lines: Vec<_> = code.lines().map(str::trim_end).collect();
            let first = lines.iter().position(|l| !l.is_empty()).unwrap_or(lines.len());
            let last = lines.iter().rposition(|l| !l.is_empty()).map_or(first, |n| n + 1);
            let code = lines.get(first..last).unwrap_or_default().join("\n");
            if code.is_empty() {
                continue;
            }
            if !made.text.is_empty() {
                made.text.push('\n');
            }
            let from = made.text.len();
            made.text.push_str(&code);
            made.units.push((from..made.text.len(), unit));
        }
        made.styles = language.map_or_else(Vec::new, |language| highlighter.colours(language, &made.text));
        made.pieces = code_pieces(&made.text);
        made
    }
}

/// Code in pieces that a block may hold, parted at line ends.
fn code_pieces(code: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for line in code.split_inclusive('\n') {
        let to = from + line.trim_end_matches('\n').len();
        match pieces.last_mut() {
            Some(piece) if to - piece.start <= LONGEST_BLOCK => piece.end = to,
            _ => pieces.extend(divide(line, LONGEST_BLOCK).into_iter().map(|r| r.start + from..r.end + from)),
        }
        from += line.len();
    }
    pieces.retain(|p| code.get(p.clone()).is_some_and(|t| !t.trim().is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(texts: &[&str], most: usize) -> Paragraph {
        let unit = |text: &&str| Unit { text: Rich::from(*text), ..Unit::default() };
        Paragraph::of_prose(texts.iter().map(unit).collect(), most)
    }

    #[test]
    fn blanks_are_tidied_but_a_pause_is_kept() {
        for (texts, wanted) in [
            (&["  so \u{a0}it", "rained  "][..], "so it rained"),
            (&["it rained  we ran"], "it rained  we ran"),
            (&["It rained.  We ran."], "It rained. We ran."),
            (&["one\n \ntwo"], "one\ntwo"),
            (&["", " ", "so"], "so"),
        ] {
            assert_eq!(prose(texts, 1_000).text, wanted, "{texts:?}");
        }
    }

    #[test]
    fn units_know_where_they_stand() {
        let made = prose(&["It rained.", " ", "We ran."], 1_000);
        let ranges: Vec<_> = made.units.iter().map(|(range, _)| range.clone()).collect();
        assert_eq!(ranges, [0..10, 11..18]);
        assert_eq!((made.pieces.len(), made.text.as_str()), (1, "It rained. We ran."));
    }

    #[test]
    fn long_code_is_parted_at_line_ends() {
        let unit = Unit { text: Rich::from("let x = 1;\n".repeat(1_000)), ..Unit::default() };
        let made = Paragraph::of_code(vec![unit], None, &mut Highlighter::default());
        assert!(made.pieces.len() > 2);
        let pieces = made.pieces.iter().filter_map(|piece| made.text.get(piece.clone()));
        assert!(pieces.into_iter().all(|piece| piece.len() <= LONGEST_BLOCK && piece.ends_with("1;")));
    }
}
