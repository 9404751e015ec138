//! Tells the lines at which a recording pauses, `Break: [22:50]`, from what somebody says.

use super::times::take_clock;
use crate::model::Timestamp;

/// What podcasts play between two parts of a talk, as their transcripts call it.
const INTERLUDES: &[&str] = &[
    "ad", "ad break", "ads", "break", "clip", "commercial break", "interlude", "intro", "jingle", "music",
    "outro", "sponsor", "sponsor break",
];

/// A colon stands no further from the start of a line than this, in bytes.
const LONGEST: usize = 40;

/// A pause of the recording: what is played, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interlude<'a> {
    pub what: &'a str,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
}

/// The pause that a line is, where it says nothing else.
///
/// | line | pause |
/// |---|---|
/// | `Break:`, `Break: [22:50]`, `Outro : [1:02:03.5]` | yes |
/// | `Jingle: [22:50] to [23:01]`, `Jingle: [22:50] - [23:01]` | with its end |
/// | `Break: [\22:50\]` | yes: who escapes brackets may err |
/// | `Break`, `Break: we are back`, `Ann: [22:50]` | no |
pub(super) fn read(line: &str) -> Option<Interlude<'_>> {
    let colon = line.bytes().take(LONGEST).position(|byte| byte == b':')?;
    let (what, rest) = (line.get(..colon)?.trim(), line.get(colon + 1..)?);
    if !INTERLUDES.iter().any(|known| known.eq_ignore_ascii_case(what)) {
        return None;
    }
    let mut times = Vec::new();
    for word in rest.split_whitespace() {
        let time = word.trim_matches(['[', ']', '(', ')', '\\']);
        match take_clock(time) {
            Some((time, "")) => times.push(time),
            _ if matches!(time, "" | "to" | "-" | "–" | "—") => (),
            _ => return None,
        }
    }
    let start = times.first().copied();
    let end = times.get(1).copied().filter(|_| times.len() == 2);
    (times.len() <= 2).then_some(Interlude { what, start, end: end.filter(|_| end >= start) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_a_line_of_its_own() {
        for (line, wanted) in [
            ("Break:", Some(("Break", None, None))),
            ("Break: [22:50]", Some(("Break", Some(1_370), None))),
            ("Outro : [1:02:03.5] ", Some(("Outro", Some(3_723), None))),
            ("Jingle: [22:50] to [23:01]", Some(("Jingle", Some(1_370), Some(1_381)))),
            ("jingle: (22:50) - (23:01)", Some(("jingle", Some(1_370), Some(1_381)))),
            ("Break: [\\22:50\\]", Some(("Break", Some(1_370), None))),
            ("Break: [22:50] to [21:00]", Some(("Break", Some(1_370), None))),
            ("Break", None),
            ("Break: we are back", None),
            ("Break: [1:00] [2:00] [3:00]", None),
            ("Ann: [22:50]", None),
        ] {
            let seconds = |time: Option<Timestamp>| time.map(Timestamp::seconds);
            let got = read(line).map(|pause| (pause.what, seconds(pause.start), seconds(pause.end)));
            assert_eq!(got, wanted, "{line}");
        }
    }
}
