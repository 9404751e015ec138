//! What is typed after `:`.

use crate::model::Timestamp;

/// What a typed line asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Typed {
    Time(Timestamp),
    /// 0 to 1.
    Share(f64),
    Quit,
    Help,
}

/// Reads a line.
///
/// | typed             | is                       |
/// |-------------------|--------------------------|
/// | `12:30`           | 12 minutes 30 seconds    |
/// | `1:02:03`         | with hours               |
/// | `90s`, `12m`, `1h5m` | a time with units     |
/// | `50%`             | the middle of the talk   |
/// | `q`, `h`          | quit, help               |
///
/// # Errors
/// What to type instead.
pub fn read(line: &str) -> Result<Typed, String> {
    let line = line.trim();
    match line {
        "q" | "quit" | "q!" | "wq" | "x" => return Ok(Typed::Quit),
        "h" | "help" => return Ok(Typed::Help),
        _ => {}
    }
    if let Some(share) = line.strip_suffix('%').and_then(|n| n.trim().parse::<f64>().ok()) {
        return Ok(Typed::Share((share / 100.0).clamp(0.0, 1.0)));
    }
    // A bare number may be meant in any unit.
    Timestamp::read(line)
        .filter(|_| line.parse::<u64>().is_err())
        .map(Typed::Time)
        .ok_or_else(|| format!(":{line}: type a time as 12:30 or 1:02:03, or a share as 50%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<Typed>) {
        assert_eq!(read(line).ok(), expected, "{line}");
    }

    #[test]
    fn times_shares_and_words() {
        let time = |ms| Some(Typed::Time(Timestamp::from_ms(ms)));
        check("12:30", time(750_000));
        check(" 1:02:03 ", time(3_723_000));
        check("90s", time(90_000));
        check("1h5m", time(3_900_000));
        check("50%", Some(Typed::Share(0.5)));
        check("300%", Some(Typed::Share(1.0)));
        check("q", Some(Typed::Quit));
        for wrong in ["", "12", "1:2:3:4", "a:b", "5x", "99999999999999999999s", "h5", "+1:30"] {
            check(wrong, None);
        }
    }
}
