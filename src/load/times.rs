//! Reads times as people and programs write them.

use crate::model::Timestamp;

/// A time at the start of `text`, and what follows it.
///
/// | written | read as |
/// |---|---|
/// | `1:02:03.450`, `1:02:03,45` | hours, minutes, seconds, a fraction of any length |
/// | `75:10`, `0:5` | minutes, seconds |
/// | `12：30` | the same with full-width signs |
/// | `-0:00:01` | zero: a talk has no time before its start |
///
/// Numbers may be of any length; what is too late is held at the last time that there is.
pub(super) fn take_clock(text: &str) -> Option<(Timestamp, &str)> {
    let (negative, mut rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (first, after) = take_number(rest)?;
    rest = after;
    let mut total = first;
    let mut parts = 1;
    while parts < 3 {
        let Some((next, after)) = rest.strip_prefix([':', '：']).and_then(take_number) else { break };
        total = total.saturating_mul(60).saturating_add(next);
        rest = after;
        parts += 1;
    }
    if parts == 1 {
        return None;
    }
    let (fraction, rest) = take_fraction(rest);
    let ms = total.saturating_mul(1000).saturating_add(fraction);
    Some((Timestamp::from_ms(if negative { 0 } else { ms }), rest))
}

/// A time in seconds at the start of `text`, with a fraction, `12.34` or `12.34s`, and what follows it.
pub(super) fn take_seconds(text: &str) -> Option<(Timestamp, &str)> {
    let (whole, after) = take_number(text)?;
    let (fraction, rest) = take_fraction(after);
    let unit = rest.strip_prefix('s').filter(|r| !r.starts_with(char::is_alphanumeric));
    if rest.len() == after.len() && unit.is_none() {
        return None;
    }
    Some((Timestamp::from_ms(whole.saturating_mul(1000).saturating_add(fraction)), unit.unwrap_or(rest)))
}

/// A clock's time or one in seconds.
pub(super) fn take_time(text: &str) -> Option<(Timestamp, &str)> {
    take_clock(text).or_else(|| take_seconds(text))
}

/// `T --> T`, with the marks that people put in place of the arrow, and what follows it. The end is missing
/// where it was not written.
pub(super) fn take_range(text: &str) -> Option<(Timestamp, Option<Timestamp>, &str)> {
    let (start, rest) = take_cue_time(text.trim_start())?;
    let rest = rest.trim_start();
    let rest = ["-->", "->", "–>", "—>"].iter().find_map(|arrow| rest.strip_prefix(arrow))?;
    let rest = rest.trim_start();
    match take_cue_time(rest) {
        Some((end, rest)) => Some((start, Some(end), rest)),
        None => Some((start, None, rest)),
    }
}

/// A time whose milliseconds may stand behind a colon: `00:00:08:200`.
fn take_cue_time(text: &str) -> Option<(Timestamp, &str)> {
    let (time, rest) = take_time(text)?;
    let Some((ms, behind)) = rest.strip_prefix(':').and_then(take_number) else { return Some((time, rest)) };
    let three_digits = rest.len() - behind.len() == 4;
    Some(if three_digits { (Timestamp::from_ms(i64::from(time.ms()) + ms), behind) } else { (time, rest) })
}

/// Seconds as JSON gives them.
pub(super) fn from_seconds(seconds: f64) -> Option<Timestamp> {
    // A cast of a float saturates, so nothing that a file can say is too large.
    #[allow(clippy::cast_possible_truncation)]
    seconds.is_finite().then(|| Timestamp::from_ms((seconds * 1000.0).round() as i64))
}

fn take_number(text: &str) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length)?;
    (length > 0).then(|| (digits.parse().unwrap_or(i64::MAX), rest))
}

/// Milliseconds of `.450`; a point that no digit follows belongs to the sentence.
fn take_fraction(text: &str) -> (i64, &str) {
    let Some(after) = text.strip_prefix(['.', ',', '，']) else { return (0, text) };
    let length = after.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return (0, text);
    }
    let (digits, rest) = after.split_at_checked(length).unwrap_or((after, ""));
    let ms = digits.bytes().chain([b'0'; 3]).take(3).fold(0, |ms, digit| ms * 10 + i64::from(digit - b'0'));
    (ms, rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn clocks_of_all_makes() {
        for (text, ms, rest) in [
            ("1:02:03.450 on", 3_723_450, " on"),
            ("00:00:01,5", 1_500, ""),
            ("0:0:5.320", 5_320, ""),
            ("75:10] text", 4_510_000, "] text"),
            ("12：30", 750_000, ""),
            ("00:00:07.123456", 7_123, ""),
            ("0:05. Then", 5_000, ". Then"),
            ("1:2:3:4", 3_723_000, ":4"),
            ("-00:00:05,000", 0, ""),
            ("99999999999999999999:59:59", 1_000_000_000, ""),
        ] {
            let read = take_clock(text).unwrap();
            assert_eq!((i64::from(read.0.ms()), read.1), (ms, rest), "{text}");
        }
        for text in ["", "12", "12 30", "a:30", ":30", "12:"] {
            assert_eq!(take_clock(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_need_a_fraction_or_a_unit() {
        for (text, ms) in
            [("3.9s]", Some(3_900)), ("0.00 ", Some(0)), ("12s", Some(12_000)), ("12", None), ("12th", None)]
        {
            assert_eq!(take_seconds(text).map(|t| i64::from(t.0.ms())), ms, "{text}");
        }
    }

    #[test]
    fn ranges_may_lack_blanks_and_an_end() {
        for (text, read) in [
            ("00:01 --> 00:02 align:start", Some((1_000, Some(2_000), " align:start"))),
            ("00:01-->00:02,5", Some((1_000, Some(2_500), ""))),
            ("0.00 -> 1.76", Some((0, Some(1_760), ""))),
            ("00:00:01 -->", Some((1_000, None, ""))),
            ("00:00:08:200-->00:00:09:123", Some((8_200, Some(9_123), ""))),
            ("00:01 - 00:02", None),
        ] {
            let got = take_range(text).map(|(a, b, rest)| (a.ms(), b.map(Timestamp::ms), rest));
            assert_eq!(got, read, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC*", digits in "[-0-9:.,s >]*") {
            for text in [&text, &digits] {
                let _ = (take_time(text), take_range(text));
            }
        }
    }
}
