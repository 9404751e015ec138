//! Reads the labels that stand before what somebody says: a name, a time, or both.

use super::name_shapes::{could_be_name, has_shape_of_name};
use super::speakers::before_colon;
use super::times::{take_clock, take_time};
use crate::model::Timestamp;

/// Who speaks, or when, at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub name: Option<&'a str>,
    pub time: Option<Timestamp>,
    /// What the line says after the label.
    pub rest: &'a str,
}

/// The label at the start of a line, if there is one.
///
/// | line | who writes it |
/// |---|---|
/// | `[00:21] Ann: text`, `[00:21] text` | Descript, diarising scripts |
/// | `[Ann] [00:21] text`, `[Ann] 00:21:05` | archives, Zoom's saved captions |
/// | `Ann (00:21): text`, `Ann (00:21):` | Rev |
/// | `Ann: 00:21:05` | edited transcripts |
/// | `Ann  0:21` | Otter |
/// | `Ann: text`, `Ann:` | minutes, interviews |
/// | `Q. text`, `A: text` | courts, interviews |
/// | `(00:21)`, `(00:21):` | the same speaker goes on, or it is the time of what follows |
pub(super) fn read(line: &str) -> Option<Label<'_>> {
    read_by(line, could_be_name)
}

/// The same, where the name may be a long one or a word that is somebody only where it comes back: `Host: text`.
pub(super) fn read_any(line: &str) -> Option<Label<'_>> {
    read_by(line, has_shape_of_name)
}

/// Whether words could be a name.
pub(super) type Shape = fn(&str) -> bool;

fn read_by(line: &str, is_name: Shape) -> Option<Label<'_>> {
    let line = line.trim();
    // Most lines have no label, and most of them show it at once.
    let colon = memchr::memchr2(b':', WIDE_COLON, line.as_bytes());
    if colon.is_none() && !line.starts_with(['[', '(', 'Q', 'A']) {
        return None;
    }
    time_first(line, is_name)
        .or_else(|| name_in_brackets(line, is_name))
        .or_else(|| name_with_hour(line, is_name))
        .or_else(|| time_last(line, is_name))
        .or_else(|| side(line))
        .or_else(|| {
            let (name, rest) = before_colon(line).filter(|(name, _)| is_name(name))?;
            Some(Label { name: Some(name), time: None, rest })
        })
}

/// The first byte of `：`, with which few other letters begin.
const WIDE_COLON: u8 = 0xEF;

fn time_first(line: &str, is_name: Shape) -> Option<Label<'_>> {
    let (time, rest) = bracketed_time(line)?;
    let rest = rest.trim_start();
    if let Some((name, said)) = before_colon(rest).filter(|(name, _)| is_name(name)) {
        return Some(Label { name: Some(name), time: Some(time), rest: said });
    }
    // `(00:21):` says that whoever spoke goes on.
    let rest = rest.strip_prefix(':').map_or(rest, str::trim_start);
    Some(Label { name: None, time: Some(time), rest })
}

fn name_in_brackets(line: &str, is_name: Shape) -> Option<Label<'_>> {
    let (name, rest) = line.strip_prefix('[')?.split_once(']')?;
    let rest = rest.trim_start();
    let (time, rest) = bracketed_time(rest)?;
    is_name(name).then(|| Label { name: Some(name.trim()), time: Some(time), rest: rest.trim_start() })
}

/// `[Ann] 22:10:36`, as Zoom saves captions.
pub(super) fn name_with_hour(line: &str, is_name: Shape) -> Option<Label<'_>> {
    let (name, rest) = line.trim().strip_prefix('[')?.split_once(']')?;
    let (time, _) = take_clock(rest.trim()).filter(|(_, rest)| rest.is_empty())?;
    is_name(name).then(|| Label { name: Some(name.trim()), time: Some(time), rest: "" })
}

/// `Q. text` and `A: text`, as courts and interviews have them.
fn side(line: &str) -> Option<Label<'_>> {
    let (name, rest) = line.split_at_checked(1).filter(|(name, _)| matches!(*name, "Q" | "A"))?;
    let said = rest.strip_prefix(['.', ':'])?.strip_prefix(char::is_whitespace)?.trim_start();
    // `A. Smith` is somebody, and `A. the first` is a list.
    (!said.is_empty()).then_some(Label { name: Some(name), time: None, rest: said })
}

/// A name with its time behind it: `Ann (0:21):`, `Ann: 0:21`, `Ann  0:21`.
fn time_last(line: &str, is_name: Shape) -> Option<Label<'_>> {
    if let Some((name, behind)) = before_bracket(line)
        && let Some((time, after)) = take_clock(behind)
        && let Some(rest) = after.strip_prefix(')')
        && is_name(name)
    {
        let said = rest.strip_prefix(':').unwrap_or(rest);
        let complete = said.len() < rest.len() || said.trim().is_empty();
        return complete.then(|| Label {
            name: Some(name.trim()),
            time: Some(time),
            rest: said.trim_start(),
        });
    }
    let at = line.rfind(|c: char| c.is_whitespace())?;
    let (name, time) = line.split_at_checked(at)?;
    let (time, after) = take_clock(time.trim_start())?;
    let name = name.trim_end().trim_end_matches(':');
    (after.is_empty() && is_name(name)).then(|| Label { name: Some(name.trim()), time: Some(time), rest: "" })
}

/// What stands before and behind the first ` (` that a digit follows: `Ann (North) (0:21):`.
fn before_bracket(line: &str) -> Option<(&str, &str)> {
    let bytes = line.as_bytes();
    let has_time = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before == Some(&b' ') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    let at = memchr::memchr_iter(b'(', bytes).find(has_time)?;
    Some((line.get(..at - 1)?, line.get(at + 1..)?))
}

/// `[00:21]`, `(1:00:21)`, `[3.9s]`, and what follows.
pub(super) fn bracketed_time(line: &str) -> Option<(Timestamp, &str)> {
    let (close, rest) = match line.strip_prefix('[') {
        Some(rest) => (']', rest),
        None => (')', line.strip_prefix('(')?),
    };
    let (time, rest) = take_time(rest.trim_start())?;
    Some((time, rest.trim_start().strip_prefix(close)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_all_makes() {
        for (line, name, ms, rest) in [
            ("[00:21] Ann: so", "Ann", 21_000, "so"),
            ("[00:21] so it is", "", 21_000, "so it is"),
            ("[Ann Lee] [1:00:21] so", "Ann Lee", 3_621_000, "so"),
            ("[Ann] 00:00:21", "Ann", 21_000, ""),
            ("Ann (00:21):", "Ann", 21_000, ""),
            ("Ann (00:21): so", "Ann", 21_000, "so"),
            ("Ann Lee: 00:00:21", "Ann Lee", 21_000, ""),
            ("Ann  0:21  ", "Ann", 21_000, ""),
            ("Ann\u{a0}\u{a0}0:21", "Ann", 21_000, ""),
            ("Ann: so it is", "Ann", 0, "so it is"),
            ("Ann:", "Ann", 0, ""),
            ("Q. Did it rain?", "Q", 0, "Did it rain?"),
            ("(01:44:28)", "", 6_268_000, ""),
            ("(00:21):", "", 21_000, ""),
            ("(00:21): so", "", 21_000, "so"),
            ("[3.9s] so", "", 3_900, "so"),
        ] {
            let label = read(line).unwrap_or(Label { name: None, time: None, rest: "no label" });
            let got = (label.name.unwrap_or(""), label.time.map_or(0, Timestamp::ms), label.rest);
            assert_eq!(got, (name, ms, rest), "{line}");
        }
        for line in
            ["", "so it is", "we met at 10:30", "He said: no", "(laughter)", "it is (1:2) so", "https://a.b"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
