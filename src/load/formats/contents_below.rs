//! Takes a list of chapters from below lines with times, where its title says what it is: nobody says it.

use super::chapters::{Chapter, are_chapters, read_line};
use crate::load::draft::Draft;
use crate::load::opening::names_contents;
use crate::load::source::Line;
use crate::model::Timestamp;

/// Takes the list and the line above that says so (`## Chapters`, `Timestamps:`). `time` reads when a line is said. Times
/// begin anew in the list, and none stands below it.
pub(super) fn take(
    lines: &mut Vec<Line>,
    draft: &mut Draft,
    time: impl Fn(&str) -> Option<Timestamp>,
) -> Vec<Chapter> {
    let Some(title) = lines.iter().rposition(|line| is_title(line.text)) else { return Vec::new() };
    let (above, below) = lines.split_at_checked(title + 1).unwrap_or_default();
    let chapters: Vec<Chapter> = below.iter().map_while(read_line).collect();
    let said = above.iter().rev().find_map(|line| time(line.text));
    let begins_anew = said > chapters.get(1).and_then(|second| second.start);
    let goes_on = below.iter().skip(chapters.len()).any(|line| time(line.text).is_some());
    if !are_chapters(&chapters) || !begins_anew || goes_on {
        return Vec::new();
    }
    draft.note(
        above.last().map(|line| line.number),
        format!("list of chapters below the text taken as its sections, {} of them", chapters.len()),
    );
    lines.drain(title..=title + chapters.len());
    chapters
}

/// `## Chapters`, `**Timestamps:**`
fn is_title(line: &str) -> bool {
    line.len() <= LONGEST_TITLE && names_contents(line.trim_matches(['#', '*', ':', ' ']))
}

/// `## **Table of contents:**` and some blanks.
const LONGEST_TITLE: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::formats::contents_above::tests::taken_by;

    fn taken(text: &str) -> (usize, String) {
        taken_by(take, text)
    }

    #[test]
    fn a_list_below_what_is_said_is_taken() {
        let said = "0:00 It rains. / 2:04 It snows. / 5:09 It hails.";
        let list = "0:00 Rain / 2:00 Snow / 4:00 Hail";
        let check =
            |text: String, count, left: &str| assert_eq!(taken(&text), (count, left.to_owned()), "{text}");
        for title in ["Chapters:", "## Chapters", "**Timestamps**", "Table of Contents"] {
            check(format!("{said} / {title} / {list}"), 3, said);
            check(format!("{said} / {title} / - Rain - 0:00 / - Snow (2:00) / - Hail: 4:00"), 3, said);
        }
        check(format!("{said} / Chapters / {list} / Thanks."), 3, &format!("{said} / Thanks."));
        // Without a title, too few, what is said again, and what goes on.
        for text in [
            format!("{said} / {list}"),
            format!("{said} / Chapters / 0:00 Rain / 2:00 Snow"),
            format!("{said} / Chapters / 0:00 It rains again. / 2:04 It snows again. / 5:09 It hails again."),
            format!("{said} / Chapters / 6:00 Rain / 8:00 Snow / 9:00 Hail"),
            format!("0:00 It rains. / Chapters / {list} / It is late. / 6:00 It hails."),
            format!("Chapters / {list}"),
        ] {
            check(text.clone(), 0, &text);
        }
    }
}
