//! A time in a talk, from its start.

use std::fmt;

/// Milliseconds from the start of the talk, between 0 and about 277 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(u32);

/// No talk is longer than a million seconds; times past it are mistakes of the file.
const LATEST_MS: u32 = 1_000_000_000;

impl Timestamp {
    /// From milliseconds; below zero is zero, past 10^9 ms is 10^9 ms.
    pub fn from_ms(ms: i64) -> Self {
        Self(u32::try_from(ms.max(0)).unwrap_or(LATEST_MS).min(LATEST_MS))
    }

    /// Reads a time as people type it.
    ///
    /// | typed                | is                              |
    /// |----------------------|---------------------------------|
    /// | `12:31`, `1:02:03`   | minutes and seconds, with hours |
    /// | `1h2m3s`, `90s`      | any of the three, in that order |
    /// | `90`                 | seconds                         |
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim().to_ascii_lowercase();
        let seconds = if typed.contains(':') { clock(&typed) } else { units(&typed) }?;
        Some(Self::from_ms(seconds.checked_mul(1000)?))
    }

    /// Milliseconds.
    pub fn ms(self) -> u32 {
        self.0
    }

    /// Whole seconds, for links that take seconds.
    pub fn seconds(self) -> u32 {
        self.0 / 1000
    }
}

/// As a clock shows it, without fractions: `12:31`, `1:02:03`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = self.seconds();
        let (h, m, s) = (s / 3600, s / 60 % 60, s % 60);
        let clock = if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") };
        f.pad(&clock)
    }
}

/// `[h:]m:s`; the first part may be as large as it likes, the others stay below sixty.
fn clock(typed: &str) -> Option<i64> {
    let mut parts = typed.split(':');
    let mut seconds = number(parts.next()?)?;
    let rest: Vec<i64> = parts.map(number).collect::<Option<_>>()?;
    if rest.len() > 2 || rest.iter().any(|&part| part > 59) {
        return None;
    }
    for part in rest {
        seconds = seconds.checked_mul(60)?.checked_add(part)?;
    }
    Some(seconds)
}

fn units(typed: &str) -> Option<i64> {
    let mut rest = typed;
    let mut seconds = 0i64;
    for (unit, worth) in [('h', 3600), ('m', 60), ('s', 1)] {
        if let Some((count, after)) = rest.split_once(unit) {
            seconds = seconds.checked_add(number(count)?.checked_mul(worth)?)?;
            rest = after;
        }
    }
    match (rest.is_empty(), rest == typed) {
        (true, false) => Some(seconds),
        (false, true) => number(rest),
        _ => None,
    }
}

fn number(digits: &str) -> Option<i64> {
    if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_shows_hours_only_when_there_are_any() {
        for (ms, shown) in
            [(0, "0:00"), (65_500, "1:05"), (751_000, "12:31"), (3_723_000, "1:02:03"), (-5, "0:00")]
        {
            assert_eq!(Timestamp::from_ms(ms).to_string(), shown);
        }
        assert_eq!(Timestamp::from_ms(i64::MAX).ms(), LATEST_MS);
    }
}
