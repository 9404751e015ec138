//! Takes a list of chapters from above lines with times, as people paste a video's description above what is said.

use super::chapters::{Chapter, are_chapters, read_line};
use crate::load::draft::Draft;
use crate::load::labels;
use crate::load::opening::names_contents;
use crate::load::source::Line;
use crate::model::Timestamp;

/// A description has hardly more lines.
const REACH: usize = 150;
/// Behind the list times begin anew, with the talk or soon after.
const SOON: u32 = 60_000;
/// So many of the times below tell how far apart they are.
const AGAIN: usize = 20;

/// Takes the list, the line above that says so (`Timestamps:`), and a line `Transcript` below. `time` reads when a line is
/// said. Chapters stand in lines right below each other, far apart in time; behind them times begin anew. Where nobody
/// wrote what it is, it must look like no part of what is said.
pub(super) fn take(
    lines: &mut Vec<Line>,
    draft: &mut Draft,
    time: impl Fn(&str) -> Option<Timestamp>,
) -> Vec<Chapter> {
    let head: Vec<Option<Chapter>> = lines.iter().take(REACH).map(read_line).collect();
    let Some(from) = head.iter().position(Option::is_some) else { return Vec::new() };
    let mut listed: Vec<Chapter> = head.into_iter().skip(from).map_while(|chapter| chapter).collect();
    // The first thing that is said may have a chapter's shape.
    listed.truncate(listed.windows(2).take_while(|two| two[0].start < two[1].start).count() + 1);
    let to = from + listed.len();
    let below = lines.get(to..).unwrap_or_default();
    let again: Vec<Timestamp> = below.iter().filter_map(|line| time(line.text)).take(AGAIN).collect();
    let begins_anew = again.len() >= 3
        && again.first().is_some_and(|first| first.ms() <= SOON)
        && listed.last().and_then(|last| last.start) > again.first().copied();
    if !are_chapters(&listed) || !begins_anew {
        return Vec::new();
    }
    let bare = |line: &Line| line.text.trim_matches(['#', '*', ':', ' ']).to_lowercase();
    let titled = from
        .checked_sub(1)
        .and_then(|above| lines.get(above))
        .is_some_and(|line| names_contents(&bare(line)));
    let between = below.iter().take_while(|line| time(line.text).is_none());
    let transcript =
        between.clone().position(|line| ["transcript", "full transcript"].contains(&bare(line).as_str()));
    let is_named = titled || transcript.is_some();
    if !is_named && (between.count() > 0 || could_be_said(&listed, &again)) {
        return Vec::new();
    }
    draft.note(
        listed.first().map(|chapter| chapter.line),
        format!("list of chapters above the text taken as its sections, {} of them", listed.len()),
    );
    if let Some(at) = transcript {
        lines.remove(to + at);
    }
    lines.drain(from - usize::from(titled)..to);
    listed
}

/// Whether lines may be the first part of what is said: somebody's name stands before one, the most go on within a
/// sentence, or they are hardly further apart than the lines below them.
fn could_be_said(listed: &[Chapter], below: &[Timestamp]) -> bool {
    let named = listed.iter().any(|chapter| labels::read(&chapter.title).is_some());
    let small = listed.iter().filter(|chapter| chapter.title.starts_with(char::is_lowercase)).count();
    let starts: Vec<Timestamp> = listed.iter().filter_map(|chapter| chapter.start).collect();
    named || small * 2 > listed.len() || apart(&starts) < apart(below).saturating_mul(2)
}

/// How far times are apart on the whole.
fn apart(times: &[Timestamp]) -> u32 {
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return 0 };
    let gaps = u32::try_from(times.len().saturating_sub(1)).unwrap_or(u32::MAX);
    last.ms().saturating_sub(first.ms()) / gaps.max(1)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::load::times::take_clock;

    /// How many chapters are taken, and the lines that stay.
    pub fn taken_by(
        take: impl Fn(&mut Vec<Line>, &mut Draft, fn(&str) -> Option<Timestamp>) -> Vec<Chapter>,
        text: &str,
    ) -> (usize, String) {
        let mut lines: Vec<Line> =
            (1..).zip(text.split(" / ")).map(|(number, text)| Line { number, text }).collect();
        let chapters = take(&mut lines, &mut Draft::default(), |line| take_clock(line).map(|(time, _)| time));
        (chapters.len(), lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" / "))
    }

    fn taken(text: &str) -> (usize, String) {
        taken_by(take, text)
    }

    #[test]
    fn a_list_above_what_is_said_is_taken() {
        let said = "0:00 It rains. / 0:04 It snows. / 0:09 It hails.";
        let list = "0:00 Rain / 2:00 Snow / 4:00 Hail";
        let check =
            |text: String, count, left: &str| assert_eq!(taken(&text), (count, left.to_owned()), "{text}");
        check(format!("{list} / {said}"), 3, said);
        check(format!("Timestamps: / {list} / Transcript / {said}"), 3, said);
        check(format!("## Chapters / - {} / ## Transcript: / {said}", list.replace(" / ", " / - ")), 3, said);
        check(format!("On weather / {list} / {said}"), 3, &format!("On weather / {said}"));
        // What stands between the list and what is said stays.
        let on = format!("{list} / Follow the harbour / Transcript / {said}");
        check(on, 3, &format!("Follow the harbour / {said}"));
        // Chapters alone, chapters that are said, and what goes on where the list ends.
        check(list.to_owned(), 0, list);
        check(said.to_owned(), 0, said);
        let on = format!("{list} / 4:04 It snows. / 4:09 It hails. / 4:20 It rains.");
        check(on.clone(), 0, &on);
    }

    #[test]
    fn what_may_be_said_stays_unless_it_is_named() {
        let said = "0:00 It rains. / 0:04 It snows. / 0:09 It hails.";
        let slow = "0:00 So it rained / 0:50 On the lamp / 1:40 And on the keeper";
        for (list, below) in [
            ("0:00 Ida: Hello to the harbour / 1:00 The ferries / 2:00 The lamp", said),
            ("0:00 Hello to the harbour / 1:00 and to the ferries / 2:00 and the lamp", said),
            ("0:00 Hello to the harbour / 1:00 The ferries / 2:00 The lamp", slow),
            ("0:00 Hello to the harbour / 1:00 The ferries / 2:00 The lamp / Part two", said),
        ] {
            let text = format!("Today we row. / {list} / {below}");
            assert_eq!(taken(&text), (0, text.clone()));
            let named = format!("Chapters / {list} / {below}");
            assert_eq!(taken(&named).0, 3, "{named}");
            let named = format!("{list} / TRANSCRIPT: / {below}");
            assert_eq!(taken(&named).0, 3, "{named}");
        }
    }
}
