//! Reads days as people and programs write them.

use crate::model::Date;

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that a text names.
///
/// | written | read |
/// |---|---|
/// | `2024-12-03`, `2024/12/03T10:00Z` | as it stands |
/// | `20241203` | as `yt-dlp` writes it |
/// | `Tue, 03 Dec 2024 10:00:00 +0000`, `3rd December 2024` | day, month, year |
/// | `December 3, 2024` | month, day, year |
///
/// `03/12/2024` is two days, depending on where one lives, and so it is none.
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::parse(text).or_else(|| packed(text)).or_else(|| in_words(text))
}

/// The day that a title tells: in numbers where it or a part of it begins, or in words behind its own words,
/// `Rain - November 05, 2024`.
pub(super) fn in_title(title: &str) -> Option<Date> {
    let parts = || {
        let parts = JOINTS
            .iter()
            .fold(vec![title], |parts, joint| parts.into_iter().flat_map(|part| part.split(joint)).collect());
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty())
    };
    let in_numbers = parts().find_map(Date::parse);
    let last = parts().skip(1).last().filter(|last| last.split_whitespace().count() <= 4);
    let dated = |part: &&str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            || part.split([' ', '.']).next().is_some_and(|word| month(&word.to_lowercase()).is_some())
    };
    in_numbers.or_else(|| last.filter(dated).and_then(in_words))
}

/// What parts the parts of a title.
const JOINTS: &[&str] = &[" - ", " – ", " — ", " | ", "(", ")"];

fn packed(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    Date::new(part(0, 4)?, u8::try_from(part(4, 6)?).ok()?, u8::try_from(part(6, 8)?).ok()?)
}

fn in_words(text: &str) -> Option<Date> {
    let words: Vec<String> =
        text.split([' ', ',', '\t']).filter(|w| !w.is_empty()).take(6).map(str::to_lowercase).collect();
    let at = words.iter().position(|w| month(w).is_some())?;
    let month = month(words.get(at)?)?;
    let day = |n: usize| words.get(n)?.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok();
    let year = |n: usize| words.get(n)?.parse::<u16>().ok().filter(|&y| y > 1000);
    let before = at.checked_sub(1).and_then(day).zip(year(at + 1));
    let after = || day(at + 1).zip(year(at + 2));
    let (day, year) = before.or_else(after)?;
    Date::new(year, month, day)
}

fn month(word: &str) -> Option<u8> {
    let start = word.get(..3)?;
    let number = MONTHS.iter().position(|m| *m == start)? + 1;
    word.chars().all(|c| c.is_alphabetic() || c == '.').then(|| u8::try_from(number).ok())?
}

#[cfg(test)]
mod tests {
    #[test]
    fn titles_tell_days_too() {
        for (title, day) in [
            ("Oral hearing - November 05, 2024", Some("2024-11-05")),
            ("Weekly – 2025/03/03 10:00 CET", Some("2025-03-03")),
            ("Weekly (2025-03-03 10:00 GMT+1)", Some("2025-03-03")),
            ("2024-12-03 Rain", Some("2024-12-03")),
            ("9 November 1989 - the wall", None),
            ("Rain - what we saw in May 2024", None),
            ("Rain - on what May 3, 2024 brought", None),
            ("November 05, 2024", None),
        ] {
            assert_eq!(super::in_title(title).map(|d| d.to_string()).as_deref(), day, "{title}");
        }
    }

    #[test]
    fn days_in_many_hands() {
        for (text, day) in [
            ("2024-12-03", Some("2024-12-03")),
            ("20241203", Some("2024-12-03")),
            ("Tue, 03 Dec 2024 10:00:00 +0000", Some("2024-12-03")),
            ("3rd December 2024", Some("2024-12-03")),
            ("Dec. 3, 2024", Some("2024-12-03")),
            ("03/12/2024", None),
            ("December", None),
            ("", None),
        ] {
            assert_eq!(super::read(text).map(|d| d.to_string()).as_deref(), day, "{text}");
        }
    }
}
