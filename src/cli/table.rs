//! The parts that tables are made of: cells that fit, times, numbers.

use std::fmt::Display;

use crate::text::{clean_line, shorten, width};

/// The text on one line in exactly `columns`: shortened or filled up with blanks.
pub fn cell(text: &str, columns: usize) -> String {
    let text = clean_line(text);
    let text = shorten(&text, columns);
    let blanks = columns.saturating_sub(width(&text));
    format!("{text}{:blanks$}", "")
}

/// The text as a field between tabs.
pub fn field(text: &str) -> String {
    clean_line(text).replace('\t', " ")
}

/// A value, or nothing where there is none.
pub fn or_nothing(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A number with its thousands parted, for people: `12,345`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

/// `1 word`, `2,000 words`.
pub fn count(number: usize, of: &str) -> String {
    format!("{} {of}{}", thousands(number), if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_width_whatever_is_in_them() {
        for text in ["", "short", "橋は、渡る人の数だけ長くなる", "a\nb\tc", "much longer than the cell"]
        {
            assert_eq!(width(&cell(text, 10)), 10, "{text:?} is {:?}", cell(text, 10));
        }
    }

    #[test]
    fn numbers_are_parted_by_thousands() {
        for (number, shown) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(number), shown);
        }
        assert_eq!([count(1, "word"), count(2000, "word")], ["1 word", "2,000 words"]);
    }
}
