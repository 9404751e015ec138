//! Numbers the items of lists as they are written: a reader shows what stands there.

/// The number that a list's item begins with, and the number with its mark: `3)`.
pub(super) fn written_number(item: &str) -> Option<(u32, &str)> {
    let item = item.trim_start();
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let number = item.get(..digits)?.parse().ok()?;
    Some((number, item.get(..=digits)?))
}

/// No list counts as far. What does is a year, or something else that is said.
pub(super) const YEAR: u32 = 1_000;

/// How a list is numbered: as it is written, unless all its numbers are the same, as Markdown allows.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The number that all have so far, and how many there are.
    same: Option<(u32, u32)>,
    differ: bool,
}

impl Numbers {
    /// The number that an item is shown with.
    pub fn next(&mut self, written: u32) -> u32 {
        let (first, count) = *self.same.get_or_insert((written, 0));
        self.differ |= written != first;
        self.same = Some((first, count.saturating_add(1)));
        if self.differ { written } else { first.saturating_add(count) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_numbered_as_they_are_written() {
        for (written, shown) in [
            (&[1, 2, 3][..], &[1, 2, 3][..]),
            (&[1, 1, 1], &[1, 2, 3]),
            (&[7, 7], &[7, 8]),
            (&[3, 2, 1], &[3, 2, 1]),
            (&[1, 2, 2, 4], &[1, 2, 2, 4]),
            (&[10, 20, 10], &[10, 20, 10]),
        ] {
            let mut numbers = Numbers::default();
            let got: Vec<u32> = written.iter().map(|&number| numbers.next(number)).collect();
            assert_eq!(got, shown, "{written:?}");
        }
        for (item, number) in
            [("1986. She", Some((1986, "1986."))), (" 3) so", Some((3, "3)"))), ("- so", None), ("", None)]
        {
            assert_eq!(written_number(item), number, "{item}");
        }
    }
}
