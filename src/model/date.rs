//! A day.

use std::fmt;

/// A day of the calendar, as `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day that the calendar has, or none.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD` (also with `/` or `.`, and with anything after it that is not a digit).
    pub fn parse(s: &str) -> Option<Self> {
        let s = s.trim();
        let b = s.as_bytes();
        if b.len() < 10 || b.get(10).is_some_and(u8::is_ascii_digit) || !matches!(b[4], b'-' | b'/' | b'.') || b[7] != b[4] {
            return None;
        }
        let number = |from: usize, to: usize| s.get(from..to)?.parse::<u16>().ok();
        Self::new(number(0, 4)?, u8::try_from(number(5, 7)?).ok()?, u8::try_from(number(8, 10)?).ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}-{:02}", self.year, self.month, self.day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar() {
        for (typed, read) in [
            ("2024-12-03", Some("2024-12-03")),
            (" 2024/02/29T10:00", Some("2024-02-29")),
            ("2023-02-29", None),
            ("2023-13-01", None),
            ("20240203", None),
            ("2024-02-031", None),
            ("é024-02-03", None),
        ] {
            assert_eq!(Date::parse(typed).map(|d| d.to_string()).as_deref(), read, "{typed}");
        }
    }
}
