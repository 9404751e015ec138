//! Composes a talk of headings, paragraphs, lists, quotes and code, as Markdown and plain text have them; finds
//! the turns in it where its paragraphs carry names.

use std::collections::HashMap;

use super::draft::{Draft, Shape, TURN_PARAGRAPH, Unit};
use super::labels::{self, Label};
use super::opening;
use super::rich::Rich;
use super::speakers::folded_name;
use super::times::take_clock;
use crate::model::{BlockKind, Kind, SegmentKind, SpeakerId, Timestamp, TitleFrom};

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Heading {
        level: u8,
        title: String,
        line: u32,
    },
    /// The lines of a paragraph, each with its number in the file.
    Paragraph(Vec<(u32, Rich)>),
    List {
        depth: u8,
        number: Option<u32>,
        text: Rich,
        line: u32,
        end_line: u32,
    },
    Quote {
        text: Rich,
        line: u32,
        end_line: u32,
    },
    Code {
        language: Option<String>,
        text: String,
        line: u32,
        end_line: u32,
    },
}

/// No paragraph that a person set is longer; what is longer was never divided by anybody.
const UNDIVIDED: usize = 1_800;

/// Fills a draft with the items of a document.
pub(super) fn compose(draft: &mut Draft, mut items: Vec<Item>) {
    take_title(draft, &mut items);
    opening::take_fields(draft, &mut items);
    opening::take_contents(draft, &mut items);
    drop_lone_heading(draft, &mut items);
    let names = Names::of(&items);
    if draft.kind != Kind::Summary {
        draft.kind = if names.is_talk { Kind::Transcript } else { Kind::Article };
    }
    let mut composer = Composer { draft, names, speaker: None, turn: None, time: None };
    for item in items {
        composer.take(item);
    }
    composer.end_turn();
}

/// The heading at the top is the title, unless the title is known; where it only says the title again, it goes.
fn take_title(draft: &mut Draft, items: &mut Vec<Item>) {
    if let Some(Item::Heading { level, title, .. }) = items.first() {
        let same = draft.is_title(title);
        if same || *level == 1 && !draft.has_title() {
            draft.title(title, TitleFrom::Heading);
            items.remove(0);
        }
    }
}

/// A lone outermost heading that holds all others and no text parts nothing from nothing, and goes.
fn drop_lone_heading(draft: &mut Draft, items: &mut Vec<Item>) {
    let outermost: Vec<usize> =
        (0..items.len()).filter(|&n| matches!(items.get(n), Some(Item::Heading { level: 1, .. }))).collect();
    if let [at] = outermost.as_slice()
        && !items.iter().take(*at).any(|item| matches!(item, Item::Heading { .. }))
        && matches!(items.get(at + 1), Some(Item::Heading { .. }))
        && let Item::Heading { title, line, .. } = items.remove(*at)
        && !draft.is_title(&title)
    {
        draft.note(Some(line), format!("heading that holds all others left out: {title}"));
    }
}

/// Which names before colons are speakers.
struct Names {
    counts: HashMap<String, usize>,
    /// Names are the custom of the document.
    is_talk: bool,
}

impl Names {
    /// A name is a speaker where it comes back, or where names stand before a third of all paragraphs.
    fn of(items: &[Item]) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let (mut labelled, mut timed, mut paragraphs) = (0, 0, 0);
        for item in items {
            let Item::Paragraph(lines) = item else { continue };
            paragraphs += 1;
            for (_, line) in lines {
                let Some(Label { name: Some(name), time, .. }) = labels::read(&line.text) else { continue };
                *counts.entry(folded_name(name)).or_default() += 1;
                labelled += 1;
                timed += usize::from(time.is_some());
            }
        }
        // A question is a speaker's where there are answers, too.
        let sides = ["q", "a"].map(|side| counts.get(side).copied().unwrap_or(0));
        if sides.contains(&0) {
            labelled -= sides.iter().sum::<usize>();
            counts.retain(|name, _| name != "q" && name != "a");
        }
        let returning: usize = counts.values().filter(|&&n| n >= 2).sum();
        let several = counts.len() >= 2;
        let custom = labelled * 10 >= paragraphs * 3;
        let is_talk = timed >= 3 && several
            || several && custom && labelled >= 2
            || returning >= 4 && returning * 20 >= paragraphs * 3;
        if !is_talk {
            counts.clear();
        } else if !custom && timed == 0 {
            counts.retain(|_, n| *n >= 2);
        }
        Self { counts, is_talk }
    }

    /// The label of a line, where it is one in this document.
    fn label<'a>(&self, line: &'a str) -> Option<Label<'a>> {
        let label = labels::read(line)?;
        let known = label.name.is_none_or(|name| self.counts.contains_key(&folded_name(name)));
        if known {
            return self.is_talk.then_some(label);
        }
        // A time may stand before words that only look like a name.
        let (time, rest) = labels::bracketed_time(line.trim()).filter(|_| self.is_talk)?;
        Some(Label { name: None, time: Some(time), rest: rest.trim_start() })
    }
}

/// Meeting software writes a heading of nothing but a time every few minutes.
fn is_only_a_time(title: &str) -> bool {
    take_clock(title.trim()).is_some_and(|(_, rest)| rest.is_empty())
}

struct Composer<'a> {
    draft: &'a mut Draft,
    names: Names,
    /// Who speaks where no name is written.
    speaker: Option<SpeakerId>,
    turn: Option<(Unit, bool)>,
    /// The time that stood above what comes next.
    time: Option<Timestamp>,
}

impl Composer<'_> {
    fn take(&mut self, item: Item) {
        match item {
            Item::Heading { title, .. } if is_only_a_time(&title) => {
                self.end_turn();
                self.time = take_clock(title.trim()).map(|(time, _)| time);
            }
            Item::Heading { level, title, line } => {
                self.end_turn();
                self.speaker = None;
                let (start, title) = match labels::bracketed_time(title.trim()) {
                    Some((time, rest)) if !rest.trim().is_empty() => (Some(time), rest.trim().to_owned()),
                    _ => (None, title),
                };
                self.draft.section(&title, level, start, line);
            }
            Item::Paragraph(lines) => self.paragraph(&lines),
            Item::List { depth, number, text, line, end_line } => {
                self.alone(BlockKind::List { depth, number }, SegmentKind::List, text, line, end_line);
            }
            Item::Quote { text, line, end_line } => {
                self.alone(BlockKind::Quote, SegmentKind::Quote, text, line, end_line);
            }
            Item::Code { language, text, line, end_line } => {
                self.alone(BlockKind::Code { language }, SegmentKind::Code, Rich::from(text), line, end_line);
            }
        }
    }

    /// What is no paragraph is a block of its own.
    fn alone(&mut self, kind: BlockKind, segment: SegmentKind, text: Rich, line: u32, end_line: u32) {
        self.end_turn();
        let unit = Unit { kind: segment, speaker: self.speaker, text, line, end_line, ..Unit::default() };
        self.draft.block(&Shape { speaker: self.speaker, ..Shape::of(kind) }, vec![unit]);
    }

    /// Lines of one paragraph are joined, but for those that begin a turn.
    fn paragraph(&mut self, lines: &[(u32, Rich)]) {
        let mut plain: Option<Unit> = None;
        let mut opened = false;
        for (line, text) in lines {
            match self.names.label(&text.text) {
                Some(label) => {
                    // What stood above the name was said before it.
                    if let Some(unit) = plain.take() {
                        self.plain(unit);
                    }
                    let said = text.cut_before(offset_of(&text.text, label.rest));
                    self.begin(label, said, *line);
                }
                None if self.turn.is_some() => self.go_on(text, *line, !opened),
                None => {
                    let unit = plain.get_or_insert_with(|| self.fresh(*line));
                    append(&mut unit.text, text, " ");
                    unit.end_line = *line;
                }
            }
            opened = true;
        }
        if let Some(unit) = plain {
            self.plain(unit);
        }
    }

    /// A label: a turn begins, or goes on at a later time.
    fn begin(&mut self, label: Label, said: Rich, line: u32) {
        let Some(name) = label.name else {
            // The turn goes on: where it stands in time is told well enough by its start and its end.
            if self.turn.is_some() {
                self.go_on(&said, line, true);
            } else {
                self.turn = Some((Unit { start: label.time, text: said, ..self.fresh(line) }, false));
            }
            return;
        };
        self.end_turn();
        let speaker = self.draft.speaker(name);
        self.speaker = speaker;
        let start = label.time.or(self.time.take());
        self.turn = Some((Unit { start, text: said, ..self.fresh(line) }, true));
    }

    fn fresh(&self, line: u32) -> Unit {
        let kind = if self.speaker.is_some() { SegmentKind::Speech } else { SegmentKind::Paragraph };
        Unit { kind, speaker: self.speaker, line, end_line: line, ..Unit::default() }
    }

    fn go_on(&mut self, text: &Rich, line: u32, new_paragraph: bool) {
        if let Some((unit, _)) = &mut self.turn {
            append(&mut unit.text, text, if new_paragraph { "\n" } else { " " });
            unit.end_line = line;
        }
    }

    fn plain(&mut self, unit: Unit) {
        if self.names.is_talk && self.speaker.is_some() {
            self.turn = Some((unit, false));
            return;
        }
        let mut shape = Shape::prose();
        if unit.text.text.len() > UNDIVIDED {
            shape.most = TURN_PARAGRAPH;
        }
        self.draft.block(&shape, vec![unit]);
    }

    fn end_turn(&mut self) {
        if let Some((unit, opens)) = self.turn.take() {
            self.draft.block(&Shape::turn(unit.speaker, opens), vec![unit]);
        }
    }
}

fn append(text: &mut Rich, more: &Rich, joint: &str) {
    if !text.text.trim().is_empty() {
        text.push(joint, None);
    }
    text.append(more);
}

/// Where a part of a text begins in it.
fn offset_of(whole: &str, part: &str) -> usize {
    whole.trim_end().len().saturating_sub(part.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Vec<Item> {
        let paragraph = |p: &str| match p.strip_prefix("# ") {
            Some(title) => Item::Heading { level: 1, title: title.to_owned(), line: 1 },
            None => Item::Paragraph(p.lines().map(|l| (1, Rich::from(l))).collect()),
        };
        text.split("\n\n").map(paragraph).collect()
    }

    /// One line a segment: `speaker|text`.
    fn check(text: &str, segments: &[&str]) {
        let mut draft = Draft::default();
        compose(&mut draft, document(text));
        let (talk, _) = draft.finish();
        let name = |s: &crate::model::Segment| {
            s.speaker.and_then(|id| talk.speaker(id)).map_or("", |s| s.name.as_str())
        };
        let got: Vec<_> =
            talk.segments.iter().map(|s| format!("{}|{}", name(s), s.span.of(&talk.text))).collect();
        assert_eq!(got, segments);
    }

    #[test]
    fn turns_are_found_where_names_come_back() {
        check(
            "Ann: It rained.\n\nAll night.\n\nBo: Did it?\n\nAnn: Yes.",
            &["Ann|It rained.\n\nAll night.", "Bo|Did it?", "Ann|Yes."],
        );
        check(
            "Ann: 0:01\nIt rained.\nAll night.\n\nBo: 0:05\nNo.\n\nAnn: 0:07\nYes.",
            &["Ann|It rained. All night.", "Bo|No.", "Ann|Yes."],
        );
    }

    #[test]
    fn an_article_with_colons_has_no_speakers() {
        check(
            "One thing first: rain.\n\nRain: it is wet.\n\nIt falls.\n\nIt runs.\n\nAnd dries.",
            &["|One thing first: rain.", "|Rain: it is wet.", "|It falls.", "|It runs.", "|And dries."],
        );
    }

    #[test]
    fn times_in_the_flow_of_a_turn_are_taken_out() {
        check(
            "Ann: So.\n\n[04:04] It rained.\n\nBo: No.\n\nAnn: Yes.",
            &["Ann|So.\n\nIt rained.", "Bo|No.", "Ann|Yes."],
        );
    }

    #[test]
    fn the_heading_at_the_top_is_the_title() {
        let mut draft = Draft::default();
        compose(&mut draft, document("# Rain\n\nIt rained.\n\n# Snow\n\nIt snowed."));
        let (talk, _) = draft.finish();
        assert_eq!((talk.title.as_str(), talk.title_from), ("Rain", TitleFrom::Heading));
        assert_eq!(talk.sections.iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["Snow"]);
        assert_eq!(talk.sections[0].span.from(), talk.text.find("It snowed").unwrap());
    }
}
