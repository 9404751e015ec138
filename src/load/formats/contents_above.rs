//! Takes a list of chapters from above lines with times, as people paste a video's description above what is said.

use super::chapters::{Chapter, are_chapters, chapter};
use crate::load::draft::Draft;
use crate::load::opening::names_contents;
use crate::load::source::Line;
use crate::model::Timestamp;

/// A description has hardly more lines.
const REACH: usize = 150;
/// Behind the list times begin anew, with the talk or soon after.
const SOON: u32 = 60_000;

/// Takes the list, the line above that says so (`Timestamps:`), and a line `Transcript` below. `time` reads when a line is
/// said. Chapters stand in lines right below each other, far apart in time; behind them times begin anew.
pub(super) fn take(
    lines: &mut Vec<Line>,
    draft: &mut Draft,
    time: impl Fn(&str) -> Option<Timestamp>,
) -> Vec<Chapter> {
    let head: Vec<Option<Chapter>> = lines.iter().take(REACH).map(read).collect();
    let Some(from) = head.iter().position(Option::is_some) else { return Vec::new() };
    let chapters: Vec<Chapter> = head.into_iter().skip(from).map_while(|chapter| chapter).collect();
    // The first thing that is said may have a chapter's shape.
    let rising = chapters.windows(2).take_while(|two| two[0].start < two[1].start).count() + 1;
    let listed = chapters.get(..rising).unwrap_or_default();
    let to = from + rising;
    let again: Vec<Timestamp> = lines.iter().skip(to).filter_map(|line| time(line.text)).take(3).collect();
    let begins_anew = again.len() == 3
        && again.first().is_some_and(|first| first.ms() <= SOON)
        && listed.last().and_then(|last| last.start) > again.first().copied();
    if !are_chapters(listed) || !begins_anew {
        return Vec::new();
    }
    let bare = |line: &Line| line.text.trim_matches(['#', '*', ':', ' ']).to_lowercase();
    let is_named = |line: &Line| names_contents(&bare(line));
    let titled = from.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(is_named);
    let is_transcript = |line: &Line| ["transcript", "full transcript"].contains(&bare(line).as_str());
    let below = usize::from(lines.get(to).is_some_and(is_transcript));
    let listed = listed.to_vec();
    let line = lines.get(from).map(|line| line.number);
    draft.note(
        line,
        format!("list of chapters above the text taken as its sections, {} of them", listed.len()),
    );
    lines.drain(from - usize::from(titled)..to + below);
    listed
}

fn read(line: &Line) -> Option<Chapter> {
    let (start, title) = chapter(line.text)?;
    Some(Chapter { start: Some(start), title: title.to_owned(), line: line.number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::times::take_clock;

    /// How many chapters are taken, and the lines that stay.
    fn taken(text: &str) -> (usize, String) {
        let mut lines: Vec<Line> =
            (1..).zip(text.split(" / ")).map(|(number, text)| Line { number, text }).collect();
        let clock = |line: &str| take_clock(line).map(|(time, _)| time);
        let chapters = take(&mut lines, &mut Draft::default(), clock);
        (chapters.len(), lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" / "))
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
        // Chapters alone, chapters that are said, and what goes on where the list ends.
        check(list.to_owned(), 0, list);
        check(said.to_owned(), 0, said);
        let on = format!("{list} / 4:04 It snows. / 4:09 It hails. / 4:20 It rains.");
        check(on.clone(), 0, &on);
    }
}
