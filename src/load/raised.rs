//! Raises lines to headings that their author marked otherwise: in strong letters, underlined, between rules, numbered
//! or timed, alone above what they are about.

use std::collections::HashSet;

use super::article::Item;
use super::draft::Draft;
use super::formats::{Chapter, are_chapters, chapter_of};
use super::labels::bracketed_time;
use super::rich::Rich;
use super::times::take_clock;
use super::title_shapes::are_no_titles;
use crate::model::Style;

/// A text with more headings than these (`Agenda`, `Minutes`) has its sections.
const MOST_HEADINGS: usize = 2;
/// Fewer lines of a kind are no custom.
const FEWEST: usize = 3;
/// Letters that stand below such a line at least, as a rule.
const BELOW: usize = 100;
const LONGEST_TITLE: usize = 100;
const MOST_WORDS: usize = 14;

/// How such lines are marked. The first kind that a text has is the one.
///
/// | kind | line |
/// |---|---|
/// | ruled | `=== Title ===`, `--- Title ---`, a title with `-----` below it |
/// | strong | `**Title**`, `**12:30 - Title**`, `**Title** *(12:30)*` |
/// | timed | `[12:30] Title`, where nothing else has times |
/// | numbered | `3. Title`, in order from 1 |
///
/// No two titles are the same, for names come back; none is a sentence, and together they are no names and nothing that is
/// said or asked. Below each stands text.
const KINDS: [(&str, Reading); 4] =
    [("ruled", ruled), ("strong", strong), ("timed", timed), ("numbered", numbered)];

type Reading = fn(&Item) -> Option<Title>;

/// A line that may be a heading.
struct Title {
    text: String,
    line: u32,
    number: Option<u32>,
    /// How many lines of its paragraph it takes.
    lines: usize,
}

/// Makes headings of the lines that stand for them, in a document that has hardly any.
pub(super) fn raise(draft: &mut Draft, items: &mut Vec<Item>) {
    let levels = items.iter().filter_map(|item| match item {
        Item::Heading { level, .. } => Some(*level),
        _ => None,
    });
    if levels.clone().count() > MOST_HEADINGS {
        return;
    }
    let level = levels.max().map_or(1, |deepest| deepest.saturating_add(1).min(6));
    let Some((kind, titles)) = KINDS.iter().find_map(|(kind, read)| Some((kind, custom(items, *read)?)))
    else {
        return;
    };
    draft.note(None, format!("{} {kind} lines taken as headings", titles.len()));
    for (at, title) in titles.into_iter().rev() {
        if let Some(Item::Paragraph(lines)) = items.get_mut(at)
            && lines.len() > title.lines
        {
            lines.drain(..title.lines);
        } else {
            items.remove(at);
        }
        items.insert(at, Item::Heading { level, title: title.text, line: title.line });
    }
}

/// The lines of one kind, where they are the custom of a document.
fn custom(items: &[Item], read: Reading) -> Option<Vec<(usize, Title)>> {
    let mut titles: Vec<(usize, Title)> =
        items.iter().enumerate().filter_map(|(at, item)| Some((at, read(item)?))).collect();
    if titles.iter().any(|(_, title)| title.number.is_some()) {
        titles = counted(items, titles);
    }
    let distinct: HashSet<String> = titles.iter().map(|(_, title)| title.text.to_lowercase()).collect();
    if titles.len() < FEWEST || distinct.len() < titles.len() {
        return None;
    }
    let lines: Vec<&str> = titles.iter().map(|(_, title)| title.text.as_str()).collect();
    if are_no_titles(&lines) {
        return None;
    }
    if titles.iter().any(|(_, title)| bracketed_time(&title.text).is_some())
        && !is_list_of_times(items, &titles)
    {
        return None;
    }
    let ends = titles.iter().skip(1).map(|(at, _)| *at).chain([items.len()]);
    let filled = titles.iter().zip(ends).filter(|((at, title), end)| {
        let below = items.get(*at..*end).unwrap_or_default().iter().map(letters).sum::<usize>();
        below >= BELOW + title.text.len()
    });
    (filled.count() * 4 >= titles.len() * 3).then_some(titles)
}

/// Whether titles with times are chapters, and nothing else has a time before it.
fn is_list_of_times(items: &[Item], titles: &[(usize, Title)]) -> bool {
    let chapter = |(_, title): &(usize, Title)| {
        let (start, text) = chapter_of(&title.text)?;
        Some(Chapter { start: Some(start), title: text.to_owned(), line: title.line })
    };
    let chapters: Vec<Chapter> = titles.iter().filter_map(chapter).collect();
    let has_time = |(_, line): &&(u32, Rich)| bracketed_time(line.text.trim()).is_some();
    let timed = items.iter().filter_map(|item| match item {
        Item::Paragraph(lines) => Some(lines.iter().filter(has_time).count()),
        _ => None,
    });
    chapters.len() == titles.len() && are_chapters(&chapters) && timed.sum::<usize>() <= titles.len()
}

/// Those that are numbered on from 1, each right above a paragraph.
fn counted(items: &[Item], titles: Vec<(usize, Title)>) -> Vec<(usize, Title)> {
    let above =
        |at: usize| matches!(items.get(at + 1), Some(item @ Item::Paragraph(_)) if letters(item) >= BELOW);
    let titles: Vec<_> = titles.into_iter().filter(|(at, _)| above(*at)).collect();
    let in_order = titles.iter().zip(1..).all(|((_, title), number)| title.number == Some(number));
    if in_order { titles } else { Vec::new() }
}

fn letters(item: &Item) -> usize {
    match item {
        Item::Paragraph(lines) => lines.iter().map(|(_, line)| line.text.len()).sum(),
        Item::List { text, .. } | Item::Quote { text, .. } => text.text.len(),
        Item::Code { text, .. } => text.len(),
        Item::Heading { .. } => 0,
    }
}

fn ruled(item: &Item) -> Option<Title> {
    let Item::Paragraph(lines) = item else { return None };
    let (line, first) = lines.first()?;
    let first = first.text.trim();
    let between = || {
        let mark = first.chars().next().filter(|c| "=-*~_#".contains(*c))?;
        let inner = first.trim_matches(mark);
        let (before, behind) = (first.find(inner)?, first.len() - first.find(inner)? - inner.len());
        let apart = inner.starts_with(' ') && inner.ends_with(' ');
        (apart && before >= 2 && behind >= 2).then(|| (inner.trim(), 1))
    };
    let underlined = || {
        let below = lines.get(1)?.1.text.trim();
        let is_rule =
            below.len() >= 3 && ['=', '-', '~'].iter().any(|mark| below.chars().all(|c| c == *mark));
        is_rule.then_some((first, 2))
    };
    let (text, taken) = match lines.len() {
        1 => between()?,
        _ => between().or_else(underlined)?,
    };
    is_title(text).then(|| Title { text: text.to_owned(), line: *line, number: None, lines: taken })
}

fn strong(item: &Item) -> Option<Title> {
    let (line, text) = alone(item)?;
    let strong = || text.styles.iter().filter(|(_, style)| *style == Style::Strong).map(|(range, _)| range);
    let (from, to) = (strong().next()?.start, strong().next_back()?.end);
    // What is not strong is a time before or behind it.
    let mut apart = strong()
        .zip(strong().skip(1))
        .map(|(one, next)| one.end..next.start)
        .chain([0..from, to..text.text.len()]);
    let all = apart
        .all(|range| text.text.get(range).is_some_and(|text| text.trim().is_empty() || is_time(text.trim())));
    let title = text.text.get(from..to).filter(|_| all)?;
    is_title(title).then(|| Title { text: text.text.trim().to_owned(), line, number: None, lines: 1 })
}

/// `(12:30)`, `12:30`
fn is_time(text: &str) -> bool {
    bracketed_time(text).or_else(|| take_clock(text)).is_some_and(|(_, rest)| rest.is_empty())
}

fn timed(item: &Item) -> Option<Title> {
    let (line, text) = alone(item)?;
    let (_, title) = bracketed_time(text.text.trim())?;
    is_title(title.trim()).then(|| Title { text: text.text.trim().to_owned(), line, number: None, lines: 1 })
}

fn numbered(item: &Item) -> Option<Title> {
    let Item::List { number: Some(number), text, line, depth: 0, .. } = item else { return None };
    let text = text.text.trim();
    is_title(text).then(|| Title { text: text.to_owned(), line: *line, number: Some(*number), lines: 1 })
}

/// The line of a paragraph that has but one.
fn alone(item: &Item) -> Option<(u32, &Rich)> {
    match item {
        Item::Paragraph(lines) => match lines.as_slice() {
            [(line, text)] => Some((*line, text)),
            _ => None,
        },
        _ => None,
    }
}

/// Short, and no sentence.
fn is_title(text: &str) -> bool {
    let text = text.trim();
    text.contains(char::is_alphabetic)
        && !text.ends_with(['.', ',', ';', ':', '…', '-', '–', '—', '。'])
        && text.chars().count() <= LONGEST_TITLE
        && text.split_whitespace().count() <= MOST_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paragraphs parted by blank lines; `**` around a line is strong, `1. ` begins an item of a list, `# ` a heading.
    fn items(text: &str) -> Vec<Item> {
        let item = |(line, part): (u32, &str)| {
            if let Some(title) = part.strip_prefix("# ") {
                return Item::Heading { level: 2, title: title.to_owned(), line };
            }
            if let Some((number, text)) = part.split_once(". ")
                && let Ok(number) = number.parse()
            {
                return Item::List {
                    depth: 0,
                    number: Some(number),
                    text: Rich::from(text),
                    line,
                    end_line: line,
                };
            }
            Item::Paragraph(part.lines().map(|text| (line, rich(text))).collect())
        };
        (1..).zip(text.split("\n\n")).map(item).collect()
    }

    fn rich(text: &str) -> Rich {
        let mut rich = Rich::default();
        for (at, part) in text.split("**").enumerate() {
            rich.push(part, (at % 2 == 1).then_some(Style::Strong));
        }
        rich
    }

    const SAID: &str = "It rained on the harbour and on the ferries for all of the second winter, and nobody who rowed there \
                        thought much of it then.";

    /// The headings of a text in which these lines stand above paragraphs.
    fn headings(lines: &[&str]) -> Vec<String> {
        headings_above(lines, SAID)
    }

    fn headings_above(lines: &[&str], said: &str) -> Vec<String> {
        let mut items =
            items(&lines.iter().map(|line| format!("{line}\n\n{said}")).collect::<Vec<_>>().join("\n\n"));
        raise(&mut Draft::default(), &mut items);
        let title = |item| match item {
            Item::Heading { level, title, .. } => Some(format!("{level} {title}")),
            _ => None,
        };
        items.into_iter().filter_map(title).collect()
    }

    #[test]
    fn lines_that_stand_for_headings_are_headings() {
        let all = ["1 Rain on the roof", "1 Boats", "1 How bells are cast"];
        for lines in [
            ["**Rain on the roof**", "**Boats**", "**How bells are cast**"],
            ["=== Rain on the roof ===", "=== Boats ===", "=== How bells are cast ==="],
            ["--- Rain on the roof ---", "--- Boats ---", "--- How bells are cast ---"],
            ["Rain on the roof\n-----", "Boats\n-----", "How bells are cast\n====="],
            ["1. Rain on the roof", "2. Boats", "3. How bells are cast"],
        ] {
            assert_eq!(headings(&lines), all, "{lines:?}");
        }
        let timed = ["[0:00] Rain on roofs", "[5:00] Boats of oak", "[9:00] How bells are cast"];
        assert_eq!(headings(&timed), timed.map(|title| format!("1 {title}")));
        assert_eq!(
            headings(&["**0:00 - Rain on roofs**", "**Boats of oak** (5:00)", "[9:00] **Bells**"]),
            ["1 0:00 - Rain on roofs", "1 Boats of oak (5:00)", "1 [9:00] Bells"]
        );
    }

    #[test]
    fn they_stand_below_the_headings_that_there_are() {
        assert_eq!(
            headings(&["# Minutes", "**Rain on roofs**", "**Boats of oak**", "**Bells**"]),
            ["2 Minutes", "3 Rain on roofs", "3 Boats of oak", "3 Bells"]
        );
        let written = ["# Rain", "# Boats", "# Bells", "**On roofs**", "**Of oak**", "**Of iron**"];
        assert_eq!(headings(&written), ["2 Rain", "2 Boats", "2 Bells"]);
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        let none: [&str; 0] = [];
        for lines in [
            // Names stand above what people say, questions are asked, sentences are said.
            &["**Ann Lee**", "**Bo Berg**", "**Ann Lee**", "**Bo Berg**"][..],
            &["**Ann Lee**", "**Bo Berg**", "**Cy Dahl**"],
            &["**Ann Lee** (0:00)", "**Bo Berg** (5:00)", "**Cy Dahl** (9:00)"],
            &["--- Ann Lee ---", "--- Bo Berg ---", "--- Cy Dahl ---"],
            &["Ann: hello all\n-----", "Bo: and what of the bridge\n-----", "Cy: it is gone\n-----"],
            &["**We never sold it!**", "**I was seventy and rowing**", "**Our ferry of oak**"],
            &["**Tell me about the lamp**", "**And the ferry**", "**Boats of oak**"],
            &["**Does it rain?**", "**Do boats float?**", "**And bells?**"],
            &["**It rained.**", "**It snowed.**", "**It hailed.**"],
            &["**Rain on roofs:**", "**Boats of oak:**", "**Bells of iron:**"],
            &["**Rain on roofs** falls", "**Boats of oak** float", "**Bells of iron** ring"],
            &["**Rain on roofs**", "**Boats of oak**"],
            // Times of what is said, and numbers of nothing.
            &["[0:00] Rain on roofs", "[0:05] Boats of oak", "[0:09] Bells of iron"],
            &[
                "[0:00] Rain on roofs",
                "[5:00] Boats of oak",
                "[9:00] Bells of iron",
                "[9:30] It went on, and on, and on.",
            ],
            &["2. Rain on roofs", "3. Boats of oak", "4. Bells of iron"],
            &["1. Rain on roofs", "1. Boats of oak", "1. Bells of iron"],
            &["-----", "=====", "-----"],
        ] {
            assert_eq!(headings(lines), none, "{lines:?}");
        }
        assert_eq!(
            headings_above(&["**Rain on roofs**", "**Boats of oak**", "**Bells**"], "So."),
            none,
            "nothing stands below"
        );
    }
}
