//! Finds sections that an author wrote otherwise than as headings: an agenda whose items come up in the text, contents
//! without marks, times behind headings.

use super::article::Item;
use super::draft::Draft;
use super::formats::{Chapter, are_chapters, chapter_of};
use super::labels::{self, bracketed_time};
use super::opening::names_contents;
use super::rich::Rich;
use super::times::take_clock;
use crate::model::Timestamp;
use crate::text::{fold, words};

/// An agenda stands among so many items of a document.
const REACH: usize = 20;
/// An item of an agenda is called up with the first words of a paragraph, or it is only mentioned.
const CALLED_WITHIN: usize = 20;
/// A longer item of an agenda is a sentence that nobody says again.
const LONGEST_ITEM: usize = 10;
/// No meeting has more items.
const MOST_ITEMS: usize = 40;
/// The first part begins with the talk, or very soon; what is later is a time of day.
const SOON: u32 = 30_000;

/// Contents as plain lines (`0:00 Rain`) become a list, which `opening::take_contents` knows, where paragraphs have times.
pub(super) fn list_contents(items: &mut Vec<Item>) {
    let listed = |item: &Item| match item {
        Item::Paragraph(lines) => contents_of(lines).filter(|chapters| are_chapters(chapters)),
        _ => None,
    };
    let Some((at, chapters)) =
        items.iter().take(REACH).enumerate().find_map(|(at, item)| Some((at, listed(item)?)))
    else {
        return;
    };
    let has_time = |(_, line): &(u32, Rich)| labels::read(&line.text).is_some_and(|l| l.time.is_some());
    let timed = |item: &Item| matches!(item, Item::Paragraph(lines) if lines.iter().any(has_time));
    if !items.iter().skip(at + 1).any(timed) {
        return;
    }
    let list = |Chapter { start, title, line }: Chapter| Item::List {
        depth: 0,
        number: None,
        text: Rich::from(format!("[{}] {title}", start.unwrap_or_default())),
        line,
        end_line: line,
    };
    items.splice(at..=at, chapters.into_iter().map(list));
    let above = at.checked_sub(1).and_then(|above| items.get(above));
    if let Some(Item::Paragraph(lines)) = above
        && let [(line, text)] = lines.as_slice()
        && names_contents(text.text.trim_end_matches(':'))
    {
        items[at - 1] = Item::Heading { level: 1, title: "Contents".to_owned(), line: *line };
    }
}

/// The chapters of a paragraph of nothing else, but for a first line that says so.
fn contents_of(lines: &[(u32, Rich)]) -> Option<Vec<Chapter>> {
    let titled = lines.first().is_some_and(|(_, line)| names_contents(line.text.trim_end_matches(':')));
    let chapter = |(line, text): &(u32, Rich)| {
        let (start, title) = chapter_of(&text.text)?;
        Some(Chapter { start: Some(start), title: title.to_owned(), line: *line })
    };
    lines.iter().skip(usize::from(titled)).map(chapter).collect()
}

/// Times before or behind headings (`0:00 Rain`, `Rain (0:00)`) come to stand where all else looks for them, where most
/// headings have one and they only grow.
pub(super) fn bracket_times(items: &mut [Item]) {
    let titles = items.iter().filter_map(|item| match item {
        Item::Heading { title, .. } => Some(title.as_str()),
        _ => None,
    });
    let all = titles.clone().count();
    let times: Vec<Timestamp> = titles.filter_map(|title| Some(time_beside(title)?.0)).collect();
    let soon = times.first().is_some_and(|first| first.ms() <= SOON);
    if times.len() < 2 || times.len() * 2 <= all || !soon || !times.is_sorted_by(|a, b| a < b) {
        return;
    }
    for item in items {
        if let Item::Heading { title, .. } = item
            && let Some((time, bare)) = time_beside(title)
        {
            *title = format!("[{time}] {bare}");
        }
    }
}

/// | heading |
/// |---|
/// | `[0:00] Rain`, `(0:00) Rain`, `0:00 Rain`, `0:00 - Rain` |
/// | `Rain [0:00]`, `Rain (0:00)`, `Rain - 0:00` |
fn time_beside(title: &str) -> Option<(Timestamp, &str)> {
    const JOINTS: &[char] = &['-', '–', '—', '|', ':', ' ', '\u{a0}'];
    let title = title.trim();
    let before = || {
        let unmarked = || take_clock(title).filter(|(_, rest)| rest.starts_with(JOINTS));
        bracketed_time(title).or_else(unmarked)
    };
    let behind = || {
        let (bare, time) = title.split_at_checked(title.rfind([' ', '\u{a0}'])?)?;
        let time = time.trim_start();
        let joined = || take_clock(time).filter(|_| bare.ends_with(['-', '–', '—', '|']));
        let (time, rest) = bracketed_time(time).or_else(joined)?;
        rest.is_empty().then_some((time, bare))
    };
    let (time, bare) = before().or_else(behind)?;
    let bare = bare.trim_matches(JOINTS);
    (!bare.is_empty()).then_some((time, bare))
}

/// Begins a section where an item of an agenda at the top is called up, in a document that has no headings.
pub(super) fn follow_agenda(draft: &mut Draft, items: &mut Vec<Item>) {
    if items.iter().filter(|item| matches!(item, Item::Heading { .. })).count() > 1 {
        return;
    }
    let Some((agenda, below)) = agenda_of(items) else { return };
    let places = called(items, below, &agenda);
    if places.len() < 2 || places.len() * 3 < agenda.len() * 2 {
        return;
    }
    draft.note(None, format!("{} of {} items of the agenda taken as sections", places.len(), agenda.len()));
    for (at, number, alone) in places.into_iter().rev() {
        let line = line_of(&items[at]);
        let heading = Item::Heading { level: 1, title: agenda[number].clone(), line };
        items.splice(at..at + usize::from(alone), [heading]);
    }
}

/// The items of an agenda, and where the text below it begins.
fn agenda_of(items: &[Item]) -> Option<(Vec<String>, usize)> {
    let opens = |item: &Item| -> Option<String> {
        let last = match item {
            Item::Heading { title, .. } => title.as_str(),
            Item::Paragraph(lines) => &lines.last()?.1.text,
            _ => return None,
        };
        let lower = last.trim().to_lowercase();
        let rest =
            ["agenda", "today's agenda", "meeting agenda"].iter().find_map(|w| lower.strip_prefix(w))?;
        let rest = rest.strip_prefix(':').or((rest.is_empty()).then_some(""))?;
        last.trim().get(last.trim().len().checked_sub(rest.len())?..).map(str::to_owned)
    };
    let (at, rest) = items.iter().take(REACH).enumerate().find_map(|(at, item)| Some((at, opens(item)?)))?;
    let listed: Vec<String> = if rest.trim().is_empty() {
        let lists = items.iter().skip(at + 1).take(MOST_ITEMS + 1).map_while(|item| match item {
            Item::List { text, .. } => Some(text.text.trim()),
            _ => None,
        });
        let mut listed: Vec<String> = Vec::new();
        for item in lists {
            // The first item called up may stand right below the list.
            if listed.iter().any(|known| known.eq_ignore_ascii_case(item)) {
                break;
            }
            listed.push(item.to_owned());
        }
        listed
    } else {
        numbered(&rest)
    };
    let below = at + 1 + if rest.trim().is_empty() { listed.len() } else { 0 };
    let short = listed.iter().all(|item| (1..=LONGEST_ITEM).contains(&words(item).count()));
    ((2..=MOST_ITEMS).contains(&listed.len()) && short).then_some((listed, below))
}

/// `1. Rain 2. Snow 3. Hail`, as its parts.
fn numbered(line: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = line.trim();
    for number in 1..100 {
        let Some(behind) =
            rest.strip_prefix(&format!("{number}.")).or(rest.strip_prefix(&format!("{number})")))
        else {
            break;
        };
        let next = [format!(" {}.", number + 1), format!(" {})", number + 1)];
        let end = next.iter().filter_map(|mark| behind.find(mark.as_str())).min().unwrap_or(behind.len());
        let (part, after) = behind.split_at_checked(end).unwrap_or((behind, ""));
        parts.push(part.trim().trim_end_matches([',', ';', '.']).to_owned());
        rest = after.trim_start();
    }
    parts
}

/// Where items of an agenda are called up, in order: the place, which item, and whether nothing else is said there.
fn called(items: &[Item], below: usize, agenda: &[String]) -> Vec<(usize, usize, bool)> {
    let spoken = |text: &str| -> Vec<String> { words(text).map(|word| fold(word.of(text)).text).collect() };
    let agenda: Vec<Vec<String>> = agenda.iter().map(|item| spoken(item)).collect();
    let mut places = Vec::new();
    let mut next = 0;
    for (at, item) in items.iter().enumerate().skip(below) {
        let text = match item {
            Item::Paragraph(lines) => lines.first().map_or("", |(_, line)| line.text.as_str()),
            Item::List { text, .. } => text.text.as_str(),
            _ => continue,
        };
        let said: Vec<String> = spoken(text).into_iter().take(CALLED_WITHIN).collect();
        let mentioned =
            |item: &Vec<String>| said.windows(item.len().max(1)).any(|window| window == item.as_slice());
        // Who names several only looks ahead.
        let mut named = (0..agenda.len()).filter(|number| mentioned(&agenda[*number]));
        let (Some(number), None) = (named.next(), named.next()) else { continue };
        if number >= next {
            let lines = if let Item::Paragraph(lines) = item { lines.len() } else { 1 };
            places.push((at, number, lines == 1 && said.len() == agenda[number].len()));
            next = number + 1;
        }
    }
    places
}

fn line_of(item: &Item) -> u32 {
    match item {
        Item::Paragraph(lines) => lines.first().map_or(0, |(line, _)| *line),
        Item::Heading { line, .. }
        | Item::List { line, .. }
        | Item::Quote { line, .. }
        | Item::Code { line, .. } => *line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Item {
        Item::Paragraph((1..).zip(text.lines().map(Rich::from)).collect())
    }

    fn list(text: &str) -> Item {
        Item::List { depth: 0, number: None, text: Rich::from(text), line: 1, end_line: 1 }
    }

    fn picture(items: &[Item]) -> Vec<String> {
        let show = |item: &Item| match item {
            Item::Heading { title, .. } => format!("# {title}"),
            Item::Paragraph(lines) => lines[0].1.text.clone(),
            Item::List { text, .. } => format!("- {}", text.text),
            _ => String::new(),
        };
        items.iter().map(show).collect()
    }

    #[test]
    fn items_of_an_agenda_are_sections_where_they_are_called_up() {
        let lists = || vec![paragraph("Agenda:"), list("Rain gauges"), list("Snow")];
        let inline = || vec![paragraph("Agenda: 1. Rain gauges 2. Snow")];
        let called = ["Ann: First, the rain gauges.", "Bo: They leak.", "Ann: On to snow then."];
        let ahead = ["Ann: We have rain gauges and snow today.", "Bo: Fine."];
        for (top, said, expected) in [
            (lists(), &called[..], vec![3, 6]),
            (inline(), &called[..], vec![1, 4]),
            (lists(), &["Rain gauges", "They leak.", "2. Snow", "It fell."][..], vec![3, 5]),
            (lists(), &["2. Rain gauges", "They leak.", "2. Snow", "It fell."][..], vec![3, 5]),
            (lists(), &["2. RAIN GAUGES", "They leak.", "2. SNOW", "It fell."][..], vec![3, 5]),
            (lists(), &ahead[..], vec![]),
            (vec![paragraph("Weather:"), list("Rain gauges"), list("Snow")], &called[..], vec![]),
        ] {
            let mut items: Vec<Item> = top;
            items.extend(said.iter().map(|text| match text.strip_prefix("2. ") {
                Some(text) => list(text),
                None => paragraph(text),
            }));
            follow_agenda(&mut Draft::default(), &mut items);
            let picture = picture(&items);
            let heads: Vec<usize> = (0..items.len()).filter(|at| picture[*at].starts_with("# ")).collect();
            assert_eq!(heads, expected, "{picture:?}");
        }
    }

    #[test]
    fn contents_as_plain_lines_are_a_list_where_there_are_times() {
        let contents = || [paragraph("Contents:"), paragraph("0:00 Rain\n1:00 Snow\n2:00 Hail")];
        let mut items: Vec<Item> = contents().into_iter().chain([paragraph("Ann (0:00): So.")]).collect();
        list_contents(&mut items);
        let expected = ["# Contents", "- [0:00] Rain", "- [1:00] Snow", "- [2:00] Hail", "Ann (0:00): So."];
        assert_eq!(picture(&items), expected);
        let mut items: Vec<Item> = contents().into_iter().chain([paragraph("So.")]).collect();
        list_contents(&mut items);
        assert_eq!(picture(&items), ["Contents:", "0:00 Rain", "So."]);
    }

    #[test]
    fn times_beside_headings_stand_before_them() {
        for (titles, expected) in [
            (["0:00 Rain", "1:00 - Snow"], ["# [0:00] Rain", "# [1:00] Snow"]),
            (["Rain – 0:00", "Snow | 1:02:00"], ["# [0:00] Rain", "# [1:02:00] Snow"]),
            (["Rain at 0:00", "Snow at 8:00"], ["# Rain at 0:00", "# Snow at 8:00"]),
            (["9:00 Rain", "10:00 Snow"], ["# 9:00 Rain", "# 10:00 Snow"]),
            (["[0:00] Rain", "[1:00] Snow"], ["# [0:00] Rain", "# [1:00] Snow"]),
            (["Rain (0:00)", "Snow (1:00)"], ["# [0:00] Rain", "# [1:00] Snow"]),
        ] {
            let head = |title: &str| Item::Heading { level: 1, title: title.to_owned(), line: 1 };
            let mut items: Vec<Item> = titles.map(head).into();
            bracket_times(&mut items);
            assert_eq!(picture(&items), expected);
        }
    }
}
