//! Takes what stands above a talk and is not said: fields about it, its table of contents, a machine's preamble.

use super::article::Item;
use super::dates;
use super::draft::Draft;
use super::formats::chapter_of;
use super::labels::{self, bracketed_time};
use super::name_shapes::could_be_name;
use super::tidy::one_line;
use crate::model::{Timestamp, TitleFrom};

/// Fields are looked for in so many items.
const REACH: usize = 20;
/// So many fields together are a card about the talk, wherever it stands.
const CARD: usize = 3;

/// What a field above a talk tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Video,
    Link,
    Date,
    Language,
    /// Who speaks, where other fields stand beside it; alone it may be somebody's label.
    Speaker,
    /// It is about the talk, and dictum has no place for it.
    Other,
}

/// Keys as people write them, `**Video ID:** …` or `### Meeting Date/Time: …`.
const FIELDS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("meeting title", Field::Title),
    ("video id", Field::Video),
    ("url", Field::Link),
    ("video url", Field::Link),
    ("link", Field::Link),
    ("source", Field::Link),
    ("published", Field::Date),
    ("publish date", Field::Date),
    ("date", Field::Date),
    ("upload date", Field::Date),
    ("meeting date", Field::Date),
    ("meeting date/time", Field::Date),
    ("language", Field::Language),
    ("speaker", Field::Speaker),
    ("speakers", Field::Speaker),
    ("guest", Field::Speaker),
    ("guests", Field::Speaker),
    ("host", Field::Speaker),
    ("hosts", Field::Speaker),
    ("meeting participants", Field::Speaker),
    ("participants", Field::Speaker),
    ("attendees", Field::Speaker),
    ("channel", Field::Other),
    ("uploader", Field::Other),
    ("duration", Field::Other),
    ("length", Field::Other),
    ("meeting duration", Field::Other),
    ("downloaded", Field::Other),
    ("views", Field::Other),
    ("moderator", Field::Other),
    ("notes", Field::Other),
];

/// Takes the fields at the top: paragraphs and headings that are nothing but `key: value`.
pub(super) fn take_fields(draft: &mut Draft, items: &mut Vec<Item>) {
    let reach = items.len().min(REACH);
    let head: Vec<Item> = items.drain(..reach).collect();
    let mut kept = Vec::new();
    let mut above = true;
    for item in head {
        let lines: Vec<(u32, &str)> = match &item {
            Item::Paragraph(lines) => lines.iter().map(|(line, text)| (*line, text.text.as_str())).collect(),
            Item::Heading { title, line, .. } => vec![(*line, title.as_str())],
            _ => Vec::new(),
        };
        let fields: Option<Vec<_>> = lines.iter().map(|(line, text)| Some((*line, field(text)?))).collect();
        if let Some(fields) = fields.filter(|fields| are_fields(fields, above)) {
            for (line, field) in fields {
                apply(draft, line, field);
            }
        } else {
            above &= matches!(item, Item::Heading { .. });
            kept.push(item);
        }
    }
    items.splice(0..0, kept);
}

/// A field above the text: its kind, its key and its value.
type Found<'a> = (Field, &'a str, &'a str);

/// Below some text only a whole card of fields is one; and `Host: Welcome.` alone is somebody who speaks. So is what
/// says more than a field would, `Notes: all that I say is a draft`, unless others stand beside it that do not.
fn are_fields(fields: &[(u32, Found)], above: bool) -> bool {
    let told = fields.iter().any(|(_, found)| found.0 != Field::Speaker && tells(*found));
    told && (above || fields.len() >= CARD)
}

/// Whether what stands behind a key is what the key announces, and no sentence.
///
/// | field | could be | could not be |
/// |---|---|---|
/// | link | `https://…`, `example.org`, `a podcast` | `that is the word for where a river begins.` |
/// | day | `2024-01-02`, `last spring` | `it was a day in March when we met again.` |
/// | `Length:` | `4:00`, `two hours` | `what we mean is how long it is.` |
/// | title | anything of a line's length | more |
fn tells((field, _, value): Found) -> bool {
    let words = value.split_whitespace().count();
    let is_sentence = words > FEW_WORDS || words > 2 && value.ends_with(['.', '?', '!', '…']);
    match field {
        Field::Title => value.chars().count() <= LONGEST_TITLE && !(words > 2 && value.ends_with('.')),
        Field::Link => !is_sentence || value.contains("://"),
        Field::Date => !is_sentence || dates::read(value).is_some(),
        Field::Speaker => true,
        Field::Video | Field::Language | Field::Other => !is_sentence,
    }
}

/// What has more words behind its key is a sentence, also without its full stop.
const FEW_WORDS: usize = 12;
const LONGEST_TITLE: usize = 200;

/// `key: value`, Obsidian's `key:: value`, and `Transcript:` above what is said.
fn field(line: &str) -> Option<Found<'_>> {
    let (key, value) = line.split_once(':')?;
    let (folded, value) = (key.trim().to_lowercase(), value.trim_start_matches(':').trim());
    if folded == "transcript" && value.is_empty() {
        return Some((Field::Other, key.trim(), value));
    }
    let &(_, field) = FIELDS.iter().find(|(known, _)| *known == folded)?;
    Some((field, key.trim(), value))
}

fn apply(draft: &mut Draft, line: u32, (field, key, value): Found) {
    match field {
        Field::Title => draft.title(value, TitleFrom::Metadata),
        Field::Video => draft.video(value),
        Field::Link => draft.source(value),
        Field::Date => draft.date = draft.date.or_else(|| dates::read(value)),
        Field::Language => draft.language(value),
        Field::Speaker => {
            for name in value.split([',', ';']).map(str::trim).filter(|name| could_be_name(name)) {
                draft.spelling(name);
            }
        }
        Field::Other => (),
    }
    draft.note(Some(line), format!("taken as a field, not as text: {key}: {value}"));
}

/// A table of contents is for finding one's way on a page, and dictum has its own. One with times, in a talk without
/// headings, tells the chapters.
pub(super) fn take_contents(draft: &mut Draft, items: &mut Vec<Item>) {
    let titled = items.iter().take(REACH).position(is_contents);
    let timed = || items.iter().take(REACH).position(|item| timed_title(item).is_some());
    let Some(at) = titled.or_else(timed) else { return };
    let first = at + usize::from(titled.is_some());
    let listed: Vec<_> =
        items.iter().skip(first).take_while(|item| matches!(item, Item::List { .. })).collect();
    let chapters: Vec<_> = listed.iter().filter_map(|item| timed_title(item)).collect();
    if listed.is_empty() || titled.is_none() && (chapters.len() < 3 || chapters.len() < listed.len()) {
        return;
    }
    let (listed, below) = (listed.len(), first + listed.len());
    let has_headings =
        items.iter().skip(below).filter(|item| matches!(item, Item::Heading { .. })).count() > 1;
    let line = line_of(items.get(at));
    if has_headings || chapters.is_empty() {
        draft.note(line, format!("table of contents left out, {listed} lines"));
        items.drain(at..below);
        return;
    }
    if begin_chapters(items, below, &chapters) {
        drop_name_of_text(draft, items, below);
        draft.note(line, format!("table of contents taken as chapters, {} of them", chapters.len()));
        items.drain(at..below);
    }
}

/// Begins the chapters that wait, which front matter or a file beside the talk has, in a text with times and without
/// headings. Those that come later than all times go on waiting. Answers whether any began.
pub(super) fn place_chapters(draft: &mut Draft, items: &mut Vec<Item>) -> bool {
    let is_heading = |item: &Item| matches!(item, Item::Heading { .. });
    if !draft.awaits_chapters() || items.iter().any(is_heading) {
        return false;
    }
    let mut waiting = draft.chapters_beside().to_vec();
    waiting.retain(|chapter| chapter.start.is_some());
    waiting.sort_by_key(|chapter| chapter.start);
    let chapters: Vec<_> = waiting.iter().filter_map(|c| Some((c.start?, c.title.clone(), c.line))).collect();
    begin_chapters(items, 0, &chapters);
    let placed = items.iter().filter(|item| is_heading(item)).count();
    if placed > 0 {
        draft.take_chapters_beside();
        draft.await_chapters(waiting.split_off(placed));
    }
    placed > 0
}

fn is_contents(item: &Item) -> bool {
    matches!(item, Item::Heading { title, .. } if names_contents(title))
}

/// Whether a heading stands above a table of contents.
pub(super) fn names_contents(title: &str) -> bool {
    ["table of contents", "contents", "chapters", "timestamps"]
        .contains(&title.trim().to_lowercase().as_str())
}

/// `[00:02:13] Title`, `0:02 - Title` or `Title (0:02)` as an item of a list.
fn timed_title(item: &Item) -> Option<(Timestamp, String, u32)> {
    let Item::List { text, line, .. } = item else { return None };
    let (time, title) = chapter_of(text.text.trim())?;
    Some((time, one_line(title), *line))
}

/// Puts a heading above the first paragraph at or after each chapter's time; the later ones stand at the end. False where no
/// paragraph has a time.
fn begin_chapters(items: &mut Vec<Item>, from: usize, chapters: &[(Timestamp, String, u32)]) -> bool {
    // The time may stand behind the name: `Ann: [0:12] So.`
    let of_line = |line: &str| {
        let label = labels::read(line)?;
        label.time.or_else(|| Some(bracketed_time(label.rest)?.0))
    };
    let time = |item: &Item| match item {
        Item::Paragraph(lines) => lines.iter().find_map(|(_, line)| of_line(&line.text)),
        _ => None,
    };
    let heading = |(_, title, line): &(Timestamp, String, u32)| Item::Heading {
        level: 1,
        title: title.clone(),
        line: *line,
    };
    let mut chapters = chapters.iter().peekable();
    let mut placed = Vec::with_capacity(items.len());
    let mut any = false;
    for (at, item) in std::mem::take(items).into_iter().enumerate() {
        if let Some(time) = time(&item).filter(|_| at >= from) {
            any = true;
            while let Some(chapter) = chapters.next_if(|(start, ..)| *start <= time) {
                placed.push(heading(chapter));
            }
        }
        placed.push(item);
    }
    placed.extend(chapters.filter(|_| any).map(heading));
    *items = placed;
    any
}

/// `## Transcript` right above the first chapter says nothing.
fn drop_name_of_text(draft: &mut Draft, items: &mut Vec<Item>, below: usize) {
    if let Some([Item::Heading { title, line, .. }, Item::Heading { .. }]) = items.get(below..below + 2)
        && ["transcript", "full transcript"].contains(&title.trim().to_lowercase().as_str())
    {
        draft.note(Some(*line), format!("heading above the chapters left out: {title}"));
        items.remove(below);
    }
}

fn line_of(item: Option<&Item>) -> Option<u32> {
    match item? {
        Item::Heading { line, .. } | Item::List { line, .. } => Some(*line),
        _ => None,
    }
}

/// How a machine opens what it was asked to tidy.
const PREAMBLES: &[&str] = &[
    "here is the", "here's the", "here is a", "here's a", "sure, here", "sure! here", "certainly! here",
    "below is the",
];

/// A text without the thoughts of the machine that tidied it, and without its first words to whoever asked; how many
/// lines that were, and what.
pub(super) fn without_preamble(text: &str) -> Option<(&str, &'static str)> {
    let Some(thoughts) = text.trim_start().strip_prefix("<think>") else {
        return Some((without_opening(text)?, "a machine's preamble above the text left out"));
    };
    let (_, said) = thoughts.split_once("</think>")?;
    Some(match without_opening(said) {
        Some(said) => (said, "a machine's thoughts and preamble above the text left out"),
        None => (said, "a machine's thoughts above the text left out"),
    })
}

/// A text without the line in which a machine says what it gives.
fn without_opening(text: &str) -> Option<&str> {
    let (first, rest) = text.trim_start().split_once('\n')?;
    let folded = first.trim().to_lowercase();
    let opens = PREAMBLES.iter().any(|words| folded.starts_with(words));
    let about =
        ["transcript", "cleaned", "formatted", "version", "text"].iter().any(|word| folded.contains(word));
    (opens && about && folded.ends_with(':') && first.len() < 160).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::rich::Rich;

    fn paragraph(text: &str) -> Item {
        Item::Paragraph(text.lines().map(|line| (1, Rich::from(line))).collect())
    }

    fn list(text: &str) -> Item {
        Item::List { depth: 0, number: None, text: Rich::from(text), line: 1, end_line: 1 }
    }

    #[test]
    fn fields_at_the_top_are_no_text() {
        let mut draft = Draft::default();
        let mut items = vec![
            paragraph("Video ID: abcdefghij_\nPublished: 2024-01-02"),
            paragraph("Rain: it falls."),
            paragraph("Date: none"),
        ];
        take_fields(&mut draft, &mut items);
        assert_eq!(items.len(), 2);
        let talk = draft.finish().0;
        assert_eq!(
            (talk.video_id.as_deref(), talk.date.map(|d| d.to_string()).as_deref()),
            (Some("abcdefghij_"), Some("2024-01-02"))
        );
    }

    #[test]
    fn a_card_of_fields_names_who_speaks() {
        let card = "Title: Kites\nSpeaker: Ida Lund\nDuration:: 4:00\nURL: https://example.org/kites";
        for (items, left, url) in [
            (vec![paragraph(card), paragraph("Transcript:"), paragraph("Ida: So.")], 1, true),
            (vec![paragraph("Kites are fine."), paragraph(card)], 1, true),
            (vec![paragraph("Host: Welcome."), paragraph("Guest: So.")], 2, false),
        ] {
            let (mut draft, mut items) = (Draft::default(), items);
            take_fields(&mut draft, &mut items);
            let talk = draft.finish().0;
            let names: Vec<_> = talk.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
            assert_eq!((items.len(), talk.source_url.is_some()), (left, url));
            assert_eq!(names, if url { vec!["Ida Lund"] } else { vec![] });
        }
    }

    #[test]
    fn sentences_behind_a_key_are_said() {
        for (text, taken) in [
            ("Notes: Ida Lund", true),
            ("Source: https://example.org/rain", true),
            ("Source: The Weather, a podcast", true),
            ("Date: last spring", true),
            ("Title: What is rain?", true),
            ("Notes: all that I say here\nDate: 2024-01-02", true),
            ("Notes: everything I say here is a draft of what I mean to say, and it may change", false),
            ("Source: that is the word for where a river begins.", false),
            ("Length: what do we mean?", false),
            ("Title: this is what they said to me when I came in.", false),
            ("Language: the thing that we share.", false),
        ] {
            let mut items = vec![paragraph(text), paragraph("It rains.")];
            take_fields(&mut Draft::default(), &mut items);
            assert_eq!(items.len() == 1, taken, "{text}");
        }
    }

    #[test]
    fn contents_with_times_are_chapters() {
        let contents = ["[0:00] Rain", "[1:00] Snow", "[2:00] Hail"].map(list);
        let said = ["Ann (0:00): It rains.", "Bo (0:30): No.", "Ann (1:10): It snows."].map(paragraph);
        let mut items: Vec<Item> = contents.into_iter().chain(said).collect();
        take_contents(&mut Draft::default(), &mut items);
        let picture: Vec<&str> = items
            .iter()
            .map(|item| match item {
                Item::Heading { title, .. } => title.as_str(),
                Item::Paragraph(lines) => lines[0].1.text.as_str(),
                _ => "list",
            })
            .collect();
        assert_eq!(
            picture,
            ["Rain", "Ann (0:00): It rains.", "Bo (0:30): No.", "Snow", "Ann (1:10): It snows.", "Hail"],
            "what comes after all that is said stands at its end"
        );
    }

    #[test]
    fn contents_of_other_makes_are_chapters() {
        let contents = ["0:00 - Rain", "Snow (1:00)", "► 2:00 Hail"].map(list);
        let head = |title: &str| Item::Heading { level: 2, title: title.to_owned(), line: 1 };
        let said = ["Ann: [0:00] It rains.", "Bo: [0:30] No.", "Ann: [1:10] It snows."].map(paragraph);
        let mut items = vec![head("Chapters")];
        items.extend(contents.into_iter().chain([head("Transcript")]).chain(said));
        take_contents(&mut Draft::default(), &mut items);
        let titles: Vec<&str> = items
            .iter()
            .filter_map(|item| match item {
                Item::Heading { title, .. } => Some(title.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!((titles, items.len()), (vec!["Rain", "Snow", "Hail"], 6));
    }

    #[test]
    fn a_machines_own_words_go() {
        for (text, said) in [
            ("<think>\nhm\n</think>\nAnn: so", Some("\nAnn: so")),
            ("Here is the cleaned transcript:\n\nAnn: so", Some("\nAnn: so")),
            ("<think>hm</think>\n\nHere is the transcript:\nAnn: so", Some("Ann: so")),
            ("Here is the thing: rain.\nMore", None),
            ("<think>\nnever closed", None),
        ] {
            assert_eq!(without_preamble(text).map(|(text, _)| text), said, "{text}");
        }
    }
}
