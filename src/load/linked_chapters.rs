//! Writes lists of chapters whose times or titles are links without their links: `- [0:00](https://…) Intro`.

use super::formats::{Chapter, are_chapters, chapter_of};
use super::opening::names_contents;
use super::source::lines_of;
use super::times::take_clock;
use crate::model::Timestamp;

/// No line of a list of chapters has more bytes.
const LONGEST: usize = 600;
/// What every link has in it.
const LINK: &str = "](http";

/// A line of a list: what it says without its links, and the chapter that it then is.
struct Entry {
    at: usize,
    plain: String,
    has_link: bool,
    chapter: Chapter,
    /// The address that alone tells the time, without it.
    timed_by: Option<String>,
}

/// A text whose lists of chapters have no links, with as many lines as before; and how many chapters that are.
///
/// | line | becomes |
/// |---|---|
/// | `- [5:00](https://…) Boats` | `- 5:00 Boats` |
/// | `- [Boats](https://…) (5:00)` | `- Boats (5:00)` |
/// | `- [Boats](https://…?t=300)`, `?t=5m`, `&t=300s`, `#t=5:00` | `- 5:00 Boats`, where all lead to one recording |
pub(super) fn unlinked(text: &str) -> Option<(String, usize)> {
    memchr::memmem::find(text.as_bytes(), LINK.as_bytes())?;
    let mut lines: Vec<&str> = lines_of(text).collect();
    let lists: Vec<Vec<Entry>> = lists(&lines).into_iter().filter(|list| is_linked(list)).collect();
    for entry in lists.iter().flatten() {
        if let Some(line) = lines.get_mut(entry.at) {
            *line = &entry.plain;
        }
    }
    let count = lists.iter().map(Vec::len).sum();
    (count > 0).then(|| (lines.join("\n"), count))
}

/// The lists: items one below the other, or lines with links below a heading that says what they are.
fn lists(lines: &[&str]) -> Vec<Vec<Entry>> {
    let mut lists: Vec<Vec<Entry>> = Vec::new();
    let (mut is_within, mut is_titled) = (false, false);
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let is_item = is_item(line);
        let may_be = is_item || is_titled && line.contains(LINK);
        let entry = Some(at).filter(|_| may_be).and_then(|at| entry(at, line));
        let is_entry = entry.is_some();
        match (entry, lists.last_mut()) {
            (Some(entry), Some(list)) if is_within => list.push(entry),
            (Some(entry), _) => lists.push(vec![entry]),
            (None, _) => (),
        }
        is_titled = is_titled && is_entry && !is_item || is_title(line);
        is_within = is_entry;
    }
    lists
}

fn is_linked(list: &[Entry]) -> bool {
    let mut recordings = list.iter().filter_map(|entry| entry.timed_by.as_ref());
    let first = recordings.next();
    let chapters: Vec<Chapter> = list.iter().map(|entry| entry.chapter.clone()).collect();
    list.iter().any(|entry| entry.has_link)
        && recordings.all(|other| Some(other) == first)
        && are_chapters(&chapters)
}

/// `## Chapters`, `Timestamps:`
fn is_title(line: &str) -> bool {
    line.len() <= LONGEST && names_contents(line.trim_matches(['#', '*', ':', ' ']))
}

fn is_item(line: &str) -> bool {
    bare_item(line).is_some()
}

/// What an item of a list says, behind its mark or number.
fn bare_item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marked = match digits {
        0 => line.strip_prefix(['-', '*', '+', '•']),
        1..=3 => line.get(digits..)?.strip_prefix(['.', ')']),
        _ => None,
    };
    marked?.strip_prefix([' ', '\t']).map(str::trim)
}

fn entry(at: usize, line: &str) -> Option<Entry> {
    if line.len() > LONGEST {
        return None;
    }
    let (plain, address) = without_links(line);
    let of = |plain: &str| {
        let (start, title) = chapter_of(plain)?;
        Some(Chapter { start: Some(start), title: title.to_owned(), line: 0 })
    };
    let has_link = address.is_some();
    if let Some(chapter) = of(&plain) {
        return Some(Entry { at, plain, has_link, chapter, timed_by: None });
    }
    let (start, recording) = time_in(address?)?;
    let title = bare_item(&plain).unwrap_or(plain.trim());
    let plain = format!("- {start} {title}");
    let chapter = of(&plain)?;
    Some(Entry { at, plain, has_link, chapter, timed_by: Some(recording) })
}

/// A line with the words of its links in place of them, and where the first one leads.
fn without_links(line: &str) -> (String, Option<&str>) {
    let (mut plain, mut rest, mut first) = (String::with_capacity(line.len()), line, None);
    while let Some((before, behind)) = rest.split_once(LINK) {
        let Some(length) = behind.find(')') else { break };
        let Some(open) = opening_bracket(before) else { break };
        plain.push_str(before.get(..open).unwrap_or_default());
        plain.push_str(before.get(open + 1..).unwrap_or_default());
        // With `http`, and without a title in quotation marks.
        let from = line.len() - behind.len() - "http".len();
        let address = line.get(from..line.len() - behind.len() + length).unwrap_or_default();
        first = first.or_else(|| address.split_whitespace().next());
        rest = behind.get(length + 1..).unwrap_or_default();
    }
    plain.push_str(rest);
    (plain, first)
}

/// Where the bracket stands that is open at the end of a text.
fn opening_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(at),
            b'[' => depth -= 1,
            _ => (),
        }
    }
    None
}

/// The time that an address leads to, and the address without it.
fn time_in(address: &str) -> Option<(Timestamp, String)> {
    let mark = ["?t=", "&t=", "#t=", "?start=", "&start="].iter().find(|mark| address.contains(**mark))?;
    let (before, value) = address.split_once(mark)?;
    let length = value.find(['&', '#']).unwrap_or(value.len());
    let (value, behind) = value.split_at_checked(length)?;
    Some((moment(value)?, format!("{before}{behind}")))
}

/// `90`, `90s`, `1m30s`, `1h2m`, `1:30`
fn moment(value: &str) -> Option<Timestamp> {
    if let Some((time, rest)) = take_clock(value) {
        return rest.is_empty().then_some(time);
    }
    let (mut total, mut rest) = (0_i64, value);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = rest.split_at_checked(digits)?;
        let mut letters = behind.chars();
        let unit = match letters.next() {
            Some('h') => 3600,
            Some('m') => 60,
            Some('s') | None => 1,
            Some(_) => return None,
        };
        total = total.saturating_add(number.parse::<i64>().ok()?.saturating_mul(unit));
        rest = letters.as_str();
    }
    (!value.is_empty()).then(|| Timestamp::from_ms(total.saturating_mul(1000)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chapters_lose_their_links() {
        let plain = "- 0:00 Rain\n- 2:00 Snow\n- 5:00 Hail";
        for list in [
            "- [0:00](https://a.org/x?t=0) Rain\n- [2:00](https://a.org/x?t=120) Snow\n- [5:00](https://a.org/x) Hail",
            "- [0:00 Rain](https://a.org/x)\n- 2:00 [Snow](https://a.org/snow \"Snow\")\n- 5:00 Hail",
            "- [Rain](https://a.org/x?t=0s)\n- [Snow](https://a.org/x?t=2m)\n- [Hail](https://a.org/x?t=0h4m60s)",
            "1. [Rain](https://a.org/w?v=x&t=0)\n2. [Snow](https://a.org/w?v=x&t=120)\n3. [Hail](https://a.org/w?v=x&t=5:00)",
            "- [Rain](https://a.org/x#t=0)\n- [Snow](https://a.org/x#t=120)\n- 5:00 Hail",
        ] {
            assert_eq!(unlinked(list), Some((plain.to_owned(), 3)), "{list}");
            let (within, _) = unlinked(&format!("# Weather\n\n{list}\n\nIt rains.")).unwrap_or_default();
            assert_eq!(within, format!("# Weather\n\n{plain}\n\nIt rains."));
        }
        let titled = "\n[0:00](https://a.org) Rain\n[2:00](https://a.org) Snow\n[5:00](https://a.org) Hail";
        let bare = "\n0:00 Rain\n2:00 Snow\n5:00 Hail";
        let said = "[0:04] It rains.\n\n[0:09] It pours.";
        for title in ["Chapters:", "## Timestamps\n"] {
            let (written, _) = unlinked(&format!("{title}{titled}\n\n{said}")).unwrap_or_default();
            assert_eq!(written, format!("{title}{bare}\n\n{said}"));
        }
        let (written, _) = unlinked(&format!("## Chapters\n- [Rain](https://a.org?t=0)\n- [Snow](https://a.org?t=120)\n- [Hail](https://a.org?t=300)\n\n{said}")).unwrap_or_default();
        assert_eq!(written, format!("## Chapters\n{plain}\n\n{said}"));
    }

    #[test]
    fn other_links_stay() {
        for text in [
            "",
            "- 0:00 Rain\n- 2:00 Snow\n- 5:00 Hail",
            // Other recordings, what is said, and too few.
            "- [Rain](https://a.org/x?t=0)\n- [Snow](https://a.org/y?t=120)\n- [Hail](https://a.org/z?t=300)",
            "[0:00](https://a.org) Rain\n[2:00](https://a.org) Snow\n[5:00](https://a.org) Hail",
            "- [0:00](https://a.org) So it rains.\n- [2:00](https://a.org) Then it snows.\n- [5:00](https://a.org) It hails on.",
            "- [0:00](https://a.org) Rain\n- [0:02](https://a.org) Snow\n- [0:05](https://a.org) Hail",
            "- [0:00](https://a.org) Rain\n- [2:00](https://a.org) Snow",
            "- [Rain](https://a.org/rain)\n- [Snow](https://a.org/snow)\n- [Hail](https://a.org/hail?t=cold)",
        ] {
            assert_eq!(unlinked(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_list_is_too_odd(lines in prop::collection::vec("(- )?[\\[\\]()0-9:a-z=?ß]{0,12}(\\]\\(http)?[?&#]?(t=)?[0-9hms:)]{0,5}", 0..12)) {
            let text = lines.join("\n");
            if let Some((written, _)) = unlinked(&text) {
                prop_assert_eq!(written.matches('\n').count(), text.matches('\n').count());
            }
        }
    }
}
