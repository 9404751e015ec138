//! Takes off the frame that meeting software puts round a transcript: its title, who was there, where the words begin.

use super::article::Item;
use super::dates;
use super::draft::Draft;
use super::name_shapes::has_shape_of_name;
use super::times::take_clock;
use crate::model::{Date, Timestamp, TitleFrom};

/// The frame is looked for in so many items.
const REACH: usize = 12;

/// What a line of the frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    /// `Weekly sync – 2025/03/03 10:00 CET - Transcript`
    Title(&'a str),
    Day(Date),
    /// `Attendees`: the next line names them.
    Attendees,
    /// `Transcript`: what follows is said.
    Begins,
    Other(&'a str),
}

/// Takes the frame off the top of a document; false where there is none.
pub(super) fn take_frame(draft: &mut Draft, items: &mut Vec<Item>) -> bool {
    let head: Vec<Vec<(u32, String)>> = items.iter().take(REACH).map(lines_of).collect();
    let texts: Vec<&str> = head.iter().flatten().map(|(_, text)| text.as_str()).collect();
    let Some(taken) = take_notes(draft, &texts)
        .or_else(|| take_recording(draft, &texts))
        .or_else(|| take_listed(draft, &texts))
    else {
        return false;
    };
    let mut lines = head.iter().flatten().zip(&taken);
    for ((line, text), _) in lines.by_ref().filter(|(_, taken)| **taken) {
        draft.note(Some(*line), format!("frame of the meeting taken off: {}", text.trim()));
    }
    let mut taken = taken.into_iter();
    let mut kept = Vec::with_capacity(items.len());
    for (at, mut item) in std::mem::take(items).into_iter().enumerate() {
        let goes: Vec<bool> =
            head.get(at).map_or_else(Vec::new, |lines| taken.by_ref().take(lines.len()).collect());
        if let Item::Paragraph(lines) = &mut item {
            let mut goes = goes.iter();
            lines.retain(|_| goes.next() != Some(&true));
        }
        if goes.is_empty() || goes.contains(&false) {
            kept.push(item);
        }
    }
    *items = kept;
    true
}

/// Which lines are the frame of a meeting's notes: one says `… - Transcript`, and another below it `Attendees` or
/// `Transcript`.
fn take_notes(draft: &mut Draft, lines: &[&str]) -> Option<Vec<bool>> {
    let parts: Vec<Part> = lines.iter().map(|line| part(line)).collect();
    let title = parts.iter().position(|part| matches!(part, Part::Title(_)))?;
    let below = parts.get(title..).unwrap_or_default();
    if !below.iter().any(|part| matches!(part, Part::Attendees | Part::Begins)) {
        return None;
    }
    let begins = title + below.iter().position(|part| *part == Part::Begins).unwrap_or(below.len());
    let mut taken: Vec<bool> = Vec::with_capacity(parts.len());
    for (at, found) in parts.iter().enumerate() {
        let after_attendees = at.checked_sub(1).and_then(|at| parts.get(at)) == Some(&Part::Attendees);
        taken.push(at <= begins && apply(draft, *found, after_attendees));
    }
    Some(taken)
}

/// Which lines are the head of a recording, as Teams writes it: its name, the day with the hour, how long it lasts.
fn take_recording(draft: &mut Draft, lines: &[&str]) -> Option<Vec<bool>> {
    let head = lines.windows(3).position(|head| is_hour_of_day(head[1]) && is_length(head[2]))?;
    draft.date = draft.date.or_else(|| dates::read(lines.get(head + 1)?));
    let name = lines.get(head)?.trim().trim_end_matches("-Meeting Recording");
    // `Weekly sync-20250303_100204` tells the moment again.
    let is_stamp = |stamp: &str| stamp.len() >= 15 && stamp.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let name = name.rsplit_once('-').filter(|(_, stamp)| is_stamp(stamp)).map_or(name, |(name, _)| name);
    draft.title(name, TitleFrom::PageHead);
    Some((0..lines.len()).map(|at| (head..head + 3).contains(&at)).collect())
}

/// Which lines are the head that Otter writes: a title, the day with the length, lists of keywords and of who speaks.
fn take_listed(draft: &mut Draft, lines: &[&str]) -> Option<Vec<bool>> {
    let day = lines.iter().position(|line| day_and_length(line).is_some())?;
    let lists =
        ["SUMMARY KEYWORDS", "SPEAKERS"].map(|head| lines.iter().position(|line| line.trim() == head));
    if lists.iter().flatten().next().is_none_or(|first| *first <= day) {
        return None;
    }
    let (date, length) = day_and_length(lines.get(day)?)?;
    draft.date = draft.date.or(Some(date));
    draft.lasts = draft.lasts.or(length);
    if let Some(title) = day.checked_sub(1).and_then(|above| lines.get(above)) {
        draft.title(title.trim(), TitleFrom::PageHead);
    }
    let names = lists[1].and_then(|head| lines.get(head + 1)).into_iter().flat_map(|names| names.split(','));
    names.filter(|name| has_shape_of_name(name)).for_each(|name| draft.spelling(name));
    let is_listed = |at: usize| lists.iter().flatten().any(|head| at == *head || at == head + 1);
    Some((0..lines.len()).map(|at| at == day || at + 1 == day || is_listed(at)).collect())
}

/// `Sun, Mar 3, 2024 10:02AM • 32:15`
fn day_and_length(line: &str) -> Option<(Date, Option<Timestamp>)> {
    let (day, length) = line.split_once('•')?;
    let day = day.trim();
    let behind_weekday = day.split_once(", ").map_or(day, |(_, behind)| behind);
    let date = dates::read(day).or_else(|| dates::read(behind_weekday))?;
    Some((date, take_clock(length.trim()).map(|(lasts, _)| lasts)))
}

/// `March 3, 2025, 10:02AM`
fn is_hour_of_day(line: &str) -> bool {
    line.contains(':') && line.split_whitespace().nth(6).is_none() && dates::read(line).is_some()
}

/// `1h 2m 3s`
fn is_length(line: &str) -> bool {
    let is_part = |word: &str| {
        let number = word.strip_suffix(['h', 'm', 's']).unwrap_or_default();
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    };
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some() && words.all(is_part)
}

fn lines_of(item: &Item) -> Vec<(u32, String)> {
    match item {
        Item::Heading { title, line, .. } => vec![(*line, title.clone())],
        Item::Paragraph(lines) => lines.iter().map(|(line, text)| (*line, text.text.clone())).collect(),
        _ => Vec::new(),
    }
}

fn part(line: &str) -> Part<'_> {
    let line = without_picture(line);
    let says = |word: &str| line.eq_ignore_ascii_case(word);
    match () {
        () if says("attendees") || says("invited") => return Part::Attendees,
        () if says("transcript") => return Part::Begins,
        () => (),
    }
    let title =
        [" - Transcript", " – Transcript", " — Transcript"].iter().find_map(|end| line.strip_suffix(end));
    if let Some(title) = title {
        return Part::Title(title);
    }
    let short = line.split_whitespace().nth(3).is_none();
    match Some(line).filter(|_| short).and_then(dates::read) {
        Some(day) => Part::Day(day),
        None => Part::Other(line),
    }
}

/// Tells the draft what a part says; false where it is no part of the frame.
fn apply(draft: &mut Draft, part: Part, after_attendees: bool) -> bool {
    match part {
        Part::Title(title) => {
            draft.date = draft.date.or_else(|| dates::in_title(title));
            draft.title(without_day(title), TitleFrom::PageHead);
        }
        Part::Day(day) => draft.date = draft.date.or(Some(day)),
        Part::Other(names) if after_attendees && names.split(',').all(has_shape_of_name) => {
            for name in names.split(',') {
                draft.spelling(name);
            }
        }
        Part::Other(text) => return text == "Notes",
        Part::Attendees | Part::Begins => (),
    }
    true
}

/// `📝 Weekly sync` begins with a small picture.
fn without_picture(line: &str) -> &str {
    line.trim().trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii()).trim()
}

/// `Weekly sync (2025-03-03 10:00 GMT+1)` and `Weekly sync – 2025/03/03 10:00 CET` are called `Weekly sync`.
fn without_day(title: &str) -> &str {
    let parted = [" (", " - ", " – ", " — "].iter().find_map(|joint| {
        let (name, day) = title.rsplit_once(joint)?;
        Date::parse(day).map(|_| name.trim())
    });
    parted.filter(|name| !name.is_empty()).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::rich::Rich;

    fn paragraph(text: &str) -> Item {
        Item::Paragraph(text.lines().map(|line| (1, Rich::from(line))).collect())
    }

    fn heading(title: &str) -> Item {
        Item::Heading { level: 2, title: title.to_owned(), line: 1 }
    }

    #[test]
    fn the_frame_tells_of_the_meeting_and_goes() {
        let lines = "Kite call – 2025/03/03 10:00 CET - Transcript\nAttendees\nIda Lund, Mo\nTranscript\nIda Lund: So.";
        let headed = vec![
            paragraph("📝 Notes"),
            paragraph("Mar 3, 2025"),
            heading("📝 Kite call (2025-03-03 at 10:00 GMT) - Transcript"),
            heading("Attendees"),
            paragraph("Ida Lund, Mo"),
            heading("Transcript"),
            paragraph("Ida Lund: So."),
        ];
        for mut items in [vec![paragraph(lines)], headed] {
            let mut draft = Draft::default();
            take_frame(&mut draft, &mut items);
            assert_eq!(items, [paragraph("Ida Lund: So.")]);
            let talk = draft.finish().0;
            let day = talk.date.map(|day| day.to_string());
            assert_eq!((talk.title.as_str(), day.as_deref()), ("Kite call", Some("2025-03-03")));
            assert_eq!(talk.speakers.len(), 2);
        }
    }

    #[test]
    fn the_head_of_a_recording_tells_its_name_and_day() {
        let head = "Kite call-20250303_100204-Meeting Recording\nMarch 3, 2025, 10:02AM\n1h 2m 15s";
        let apart: Vec<Item> = head.lines().map(paragraph).collect();
        for mut items in [vec![paragraph(head)], apart] {
            items.push(paragraph("Ida Lund   0:04\nSo."));
            let mut draft = Draft::default();
            take_frame(&mut draft, &mut items);
            assert_eq!(items, [paragraph("Ida Lund   0:04\nSo.")]);
            let talk = draft.finish().0;
            let day = talk.date.map(|day| day.to_string());
            assert_eq!((talk.title.as_str(), day.as_deref()), ("Kite call", Some("2025-03-03")));
        }
    }

    #[test]
    fn a_head_with_lists_tells_title_day_length_and_names() {
        let head = "Kite call\nSun, Mar 2, 2025 10:02AM • 32:15\nSUMMARY KEYWORDS\nkite, wind\nSPEAKERS\nIda Lund, Mo";
        let mut items = vec![paragraph(head), paragraph("Ida Lund  0:04\nSo.")];
        let mut draft = Draft::default();
        assert!(take_frame(&mut draft, &mut items));
        assert_eq!(items, [paragraph("Ida Lund  0:04\nSo.")]);
        assert_eq!(draft.lasts.map(Timestamp::seconds), Some(1_935));
        let talk = draft.finish().0;
        let day = talk.date.map(|day| day.to_string());
        assert_eq!((talk.title.as_str(), day.as_deref()), ("Kite call", Some("2025-03-02")));
        assert_eq!(talk.speakers.len(), 2);
    }

    #[test]
    fn a_heading_alone_is_no_frame() {
        for items in [
            vec![paragraph("Kites - Transcript"), paragraph("Ida: So.")],
            vec![heading("Transcript"), paragraph("Ida: So.")],
            vec![paragraph("Kites"), paragraph("March 3, 2025, 10:02AM"), paragraph("Ida: So.")],
            vec![],
        ] {
            let mut same = items.clone();
            take_frame(&mut Draft::default(), &mut same);
            assert_eq!(same, items);
        }
    }
}
