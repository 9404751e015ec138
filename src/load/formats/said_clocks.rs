//! Tells clocks that somebody speaks of from the times of a file: these go on rising in the file's own form.

use crate::model::Timestamp;

/// How the time at the start of a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// On a line of its own; what is said then stands below.
    Alone,
    InBrackets,
    BeforeWords,
}

type Time = Option<(Timestamp, Written)>;

/// For each line of a file, with the time that it begins with, whether that time is part of what is said.
///
/// | where | a clock that is said |
/// |---|---|
/// | times stand alone | right below one of them, and not between it and the next that stands alone |
/// | nearly all times stand in brackets | without brackets, and not between its neighbours in brackets |
pub(super) fn find(lines: impl Iterator<Item = Time>) -> Vec<bool> {
    let lines: Vec<Time> = lines.collect();
    let of = |how: Written| lines.iter().flatten().filter(|(_, written)| *written == how).count();
    let (alone, in_brackets, all) =
        (of(Written::Alone), of(Written::InBrackets), lines.iter().flatten().count());
    let form = match () {
        () if in_brackets * 10 >= all * 9 => Written::InBrackets,
        () if alone > 0 => Written::Alone,
        () => return vec![false; lines.len()],
    };
    let next = next_of(form, &lines);
    let mut said: Vec<bool> = Vec::with_capacity(lines.len());
    // The last time of the file's form, and the line that it stands on.
    let mut before: Option<(usize, Timestamp)> = None;
    for (at, (line, next)) in lines.iter().zip(next).enumerate() {
        let Some((time, written)) = *line else {
            said.push(false);
            continue;
        };
        let is_said = match before {
            Some((above, start)) if form == Written::Alone => {
                above + 1 == at
                    && match next {
                        Some(next) => start <= next && !(start..=next).contains(&time),
                        // At the end of a file nothing tells but its custom.
                        None => time < start || time > start && written != form && alone * 2 >= all,
                    }
            }
            Some((_, start)) => {
                written != form && next.is_none_or(|next| start <= next && !(start..=next).contains(&time))
            }
            None => false,
        };
        if written == form && !is_said {
            before = Some((at, time));
        }
        said.push(is_said);
    }
    said
}

/// The next time of such a form behind each line.
fn next_of(form: Written, lines: &[Time]) -> Vec<Option<Timestamp>> {
    let mut next = None;
    let mut all: Vec<Option<Timestamp>> = Vec::with_capacity(lines.len());
    for line in lines.iter().rev() {
        all.push(next);
        next = line.filter(|(_, written)| *written == form).map(|(time, _)| time).or(next);
    }
    all.reverse();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times in seconds: `3` alone, `[3]` in brackets, `3 so` before words, `so` none; in the picture `!` is said.
    fn seen(lines: &str) -> String {
        let lines: Vec<&str> = lines.split(", ").collect();
        let time = |line: &&str| {
            let bare = line.trim_start_matches('[');
            let digits = bare.split(|c: char| !c.is_ascii_digit()).next()?;
            let how = match () {
                () if bare.len() < line.len() => Written::InBrackets,
                () if digits.len() == line.len() => Written::Alone,
                () => Written::BeforeWords,
            };
            Some((Timestamp::from_ms(digits.parse::<i64>().ok()? * 1_000), how))
        };
        find(lines.iter().map(time)).into_iter().map(|said| if said { '!' } else { '.' }).collect()
    }

    #[test]
    fn clocks_that_break_the_row_are_said() {
        for (lines, wanted) in [
            ("0, so, 3, 195 it was, 6, on, 9, 150, 12, end", "...!...!.."),
            ("0, 195 it was, 6, 2 in, 9, 150", ".!.!.."),
            ("0, 3 so, 6 it, 9 was", "...."),
            ("0, so, 9, 3, so, 6, on", "......."),
            ("[0] so, [6] it, 195 was, [9] on, [12] a, [15] b, [18] c, [21] d, [24] e, [27] f", "..!......."),
            ("[0] so, [6] it, 8 was, [9] on, [12] a, [15] b, [18] c, [21] d, [24] e, [27] f", ".........."),
            ("0 so, 6 it, 3 was", "..."),
            ("0, 0 so, 6, 6 it", "...."),
        ] {
            assert_eq!(seen(lines), wanted, "{lines}");
        }
    }
}
