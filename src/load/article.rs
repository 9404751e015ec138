//! Composes a talk of headings, paragraphs, lists, quotes and code, as Markdown and plain text have them; finds
//! the turns in it where its paragraphs carry names.

use std::borrow::Cow;

use super::agenda;
use super::attendees::Attendees;
use super::divide::ends_sentence;
use super::draft::{Draft, Shape, TURN_PARAGRAPH, Unit};
use super::interludes::{self, Interlude};
use super::labels::{self, Label};
use super::listed_turns;
use super::meeting;
use super::moments::Marks;
use super::name_lines;
use super::names::Names;
use super::opening;
use super::raised;
use super::rich::Rich;
use super::times::take_clock;
use super::wall_clock::WallClock;
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
    let is_framed = meeting::take_frame(draft, &mut items);
    take_title(draft, &mut items);
    opening::take_fields(draft, &mut items);
    agenda::list_contents(&mut items);
    opening::take_contents(draft, &mut items);
    let goes_on = opening::place_chapters(draft, &mut items);
    raised::raise(draft, &mut items);
    agenda::bracket_times(&mut items);
    agenda::follow_agenda(draft, &mut items);
    drop_lone_heading(draft, &mut items);
    name_lines::label(&mut items);
    listed_turns::unlist(&mut items);
    let attendees = Attendees::of(&items);
    let names = Names::of(&items, draft.announced().chain(attendees.labels()));
    let marks = Marks::of(&items, names.is_talk, is_framed);
    let clock = WallClock::of(&items);
    if draft.kind != Kind::Summary {
        draft.kind = if names.is_talk { Kind::Transcript } else { Kind::Article };
    }
    let mut composer = Composer {
        draft,
        names,
        attendees,
        clock,
        marks,
        speaker: None,
        goes_on,
        named: None,
        turn: None,
        time: None,
    };
    for item in items {
        composer.take(item);
    }
    composer.close();
    let Composer { names, clock, marks, .. } = composer;
    for note in [names.note(), clock.note(), marks.note()].into_iter().flatten() {
        draft.note(None, note);
    }
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

/// Meeting software writes a heading of nothing but a time every few minutes.
fn is_only_a_time(title: &str) -> bool {
    take_clock(title.trim()).is_some_and(|(_, rest)| rest.is_empty())
}

struct Composer<'a> {
    draft: &'a mut Draft,
    names: Names,
    attendees: Attendees,
    clock: WallClock,
    /// The times that stand within lines.
    marks: Marks,
    /// Who speaks where no name is written.
    speaker: Option<SpeakerId>,
    /// Whoever speaks goes on below a heading, for it stands there only by its time.
    goes_on: bool,
    /// Whose name stood last: it stands once, however often a file repeats it while they go on.
    named: Option<SpeakerId>,
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
                self.speaker = self.speaker.filter(|_| self.goes_on);
                self.named = None;
                let (start, title) = match labels::bracketed_time(title.trim()) {
                    Some((time, rest)) if !rest.trim().is_empty() => (Some(time), rest.trim().to_owned()),
                    _ => (None, title),
                };
                self.draft.section(&title, level, start, line);
            }
            Item::Paragraph(lines) => self.paragraph(lines),
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
    fn alone(&mut self, kind: BlockKind, segment: SegmentKind, mut text: Rich, line: u32, end_line: u32) {
        self.end_turn();
        match segment {
            SegmentKind::Code => (),
            SegmentKind::List => self.marks.lift_first(&mut text),
            _ => self.marks.lift(&mut text),
        }
        let unit = Unit { kind: segment, speaker: self.speaker, text, line, end_line, ..Unit::default() };
        self.draft.block(&Shape { speaker: self.speaker, ..Shape::of(kind) }, vec![timed(unit)]);
    }

    /// Lines of one paragraph are joined, but for those that begin a turn.
    fn paragraph(&mut self, lines: Vec<(u32, Rich)>) {
        let mut plain: Option<Unit> = None;
        let mut opened = false;
        for (line, mut text) in lines {
            if self.marks.is_bare(&text.text) {
                self.time = take_clock(text.text.trim()).map(|(time, _)| time);
                continue;
            }
            if let Some(pause) = interludes::read(&text.text).filter(|_| self.names.is_talk) {
                if let Some(unit) = plain.take() {
                    self.plain(unit);
                }
                self.pause(pause);
                opened = false;
                continue;
            }
            if let Some(label) = self.names.label(&text.text) {
                // What stood above the name was said before it.
                if let Some(unit) = plain.take() {
                    self.plain(unit);
                }
                let mut said = text.cut_before(offset_of(&text.text, label.rest));
                self.marks.lift(&mut said);
                if label.name.is_none() && said.text.trim().is_empty() {
                    // Meeting software writes the time on a line of its own: whoever speaks next speaks then.
                    self.time = label.time;
                    opened = false;
                    continue;
                }
                self.begin(label, said, line);
            } else {
                self.marks.lift(&mut text);
                text.times.splice(0..0, self.time.take().map(|time| (0, time)));
                if self.turn.is_some() {
                    self.go_on(text, line, !opened);
                } else {
                    let unit = plain.get_or_insert_with(|| self.fresh(line));
                    append(&mut unit.text, text, " ");
                    unit.end_line = line;
                }
            }
            opened = true;
        }
        if let Some(unit) = plain {
            self.plain(unit);
        }
    }

    /// The recording pauses. Whoever spoke goes on behind it, where no other name stands there.
    fn pause(&mut self, pause: Interlude) {
        self.end_turn();
        let start = pause.start.or(self.time.take());
        self.draft.interlude(&format!("[{}]", pause.what), [start, pause.end]);
    }

    /// A label: a turn begins, or goes on at a later time.
    fn begin(&mut self, label: Label, mut said: Rich, line: u32) {
        let Some(name) = label.name else {
            said.times.splice(0..0, label.time.map(|time| (0, time)));
            if self.turn.is_some() {
                self.go_on(said, line, true);
            } else {
                self.turn = Some((Unit { text: said, ..self.fresh(line) }, false));
            }
            return;
        };
        self.end_turn();
        let name = self.attendees.full_name(name).map_or(Cow::Borrowed(name), Cow::Owned);
        self.speaker = if self.names.tells(&name) { self.draft.speaker(&name) } else { None };
        let start = label.time.map(|time| self.clock.since(time)).or(self.time.take());
        let opens = std::mem::replace(&mut self.named, self.speaker) != self.speaker;
        self.turn = Some((Unit { start, text: said, ..self.fresh(line) }, opens));
    }

    fn fresh(&self, line: u32) -> Unit {
        let kind = if self.speaker.is_some() { SegmentKind::Speech } else { SegmentKind::Paragraph };
        Unit { kind, speaker: self.speaker, line, end_line: line, ..Unit::default() }
    }

    fn go_on(&mut self, text: Rich, line: u32, new_paragraph: bool) {
        if let Some((unit, _)) = &mut self.turn {
            let parted = new_paragraph && !is_torn(&unit.text.text, &text.text);
            append(&mut unit.text, text, if parted { "\n" } else { " " });
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
        self.draft.block(&shape, vec![timed(unit)]);
    }

    /// A time that nothing follows is when the last turn ended.
    fn close(&mut self) {
        if let Some(((unit, _), time)) = self.turn.as_mut().zip(self.time.take()) {
            unit.text.times.push((unit.text.text.len(), time));
        }
        self.end_turn();
    }

    fn end_turn(&mut self) {
        if let Some((unit, opens)) = self.turn.take() {
            self.draft.block(&Shape::turn(unit.speaker, opens), vec![timed(unit)]);
        }
    }
}

/// A time that stands before all that a unit says is when it begins; one that stands behind it, when it ends.
fn timed(mut unit: Unit) -> Unit {
    let leads = |at: usize| unit.text.text.get(..at).is_some_and(|before| before.trim().is_empty());
    let leading = unit.text.times.iter().take_while(|(at, _)| leads(*at)).count();
    for (_, time) in unit.text.times.drain(..leading) {
        unit.start = unit.start.or(Some(time));
    }
    let end = unit.text.text.trim_end().len();
    if let Some((_, time)) = unit.text.times.pop_if(|(at, _)| *at >= end) {
        unit.end = unit.end.or(Some(time)).filter(|_| Some(time) >= unit.start);
    }
    unit
}

fn append(text: &mut Rich, more: Rich, joint: &str) {
    if text.text.is_empty() && text.times.is_empty() {
        *text = more;
        return;
    }
    if !text.text.trim().is_empty() {
        text.push(joint, None);
    }
    text.append(&more);
}

/// Whether a program took the point of a shortened word for the end of a paragraph: `at 9 p.`, `m. on Thursday`.
fn is_torn(before: &str, after: &str) -> bool {
    after.trim_start().starts_with(char::is_lowercase)
        && before.trim_end().ends_with('.')
        && !ends_sentence(before)
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
    fn a_name_stands_once_however_often_a_file_repeats_it() {
        let mut draft = Draft::default();
        let said = "Ann: So.\n\nAnn: It rained.\n\nBo: No.\n\nBreak:\n\nBo: Or so.\n\n# Snow\n\nBo: It did.\n\nAnn: Yes.";
        compose(&mut draft, document(said));
        let talk = draft.finish().0;
        let opens: Vec<_> = talk.blocks.iter().map(|block| block.opens_turn).collect();
        assert_eq!(opens, [true, false, true, false, false, true, true]);
        assert_eq!(talk.segments.len(), 6);
    }

    #[test]
    fn a_pause_of_the_recording_is_a_sound_at_its_time() {
        let said =
            "Ann: It rained.\n\nBreak: [1:00]\n\nBo: Did it?\n\nAll night?\n\nBreak:\n\nOr so.\n\nAnn: No.";
        check(said, &["Ann|It rained.", "Bo|Did it?\n\nAll night?", "Bo|Or so.", "Ann|No."]);
        let mut draft = Draft::default();
        compose(&mut draft, document(said));
        let talk = draft.finish().0;
        let heard: Vec<_> = talk.blocks.iter().filter(|block| block.kind == BlockKind::Sound).collect();
        let told = |at: usize| (talk.speaker_at(at).is_some(), talk.time_at(at).map(Timestamp::seconds));
        let got: Vec<_> =
            heard.iter().map(|block| (block.span.of(&talk.text), told(block.span.from()))).collect();
        assert_eq!(got, [("[Break]", (false, Some(60))), ("[Break]", (false, None))]);
        check("Ann has\n\nBreak:\n\na leg.", &["|Ann has", "|Break:", "|a leg."]);
    }

    #[test]
    fn a_shortened_word_ends_no_paragraph() {
        for (said, wanted) in [
            ("Ann: We met at 9 p.\n\nm. on a hill.\n\nBo: No.\n\nAnn: Yes.", "We met at 9 p. m. on a hill."),
            (
                "Ann: We met.\n\nand then\n\nit rained.\n\nBo: No.\n\nAnn: Yes.",
                "We met.\n\nand then\n\nit rained.",
            ),
            ("Ann: We met Dr.\n\nWho.\n\nBo: No.\n\nAnn: Yes.", "We met Dr.\n\nWho."),
        ] {
            check(said, &[&format!("Ann|{wanted}"), "Bo|No.", "Ann|Yes."]);
        }
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
    fn times_on_lines_of_their_own_are_those_of_what_follows() {
        let mut draft = Draft::default();
        let said =
            "(0:00)\n\nAnn: So.\nBo: No.\n(5:00)\n\nAnn: Yes.\n\n(6:00):\nAnd more.\n\nBo: Ah.\n(9:00)";
        compose(&mut draft, document(said));
        let talk = draft.finish().0;
        let got: Vec<_> =
            talk.segments.iter().map(|s| (s.start.map(Timestamp::seconds), s.span.of(&talk.text))).collect();
        let wanted = [(Some(0), "So."), (None, "No."), (Some(300), "Yes.\n\nAnd more."), (None, "Ah.")];
        assert_eq!(got, wanted);
        assert_eq!(talk.moments.iter().map(|m| m.time.seconds()).collect::<Vec<_>>(), [360]);
        assert_eq!(talk.segments.last().and_then(|s| s.end).map(Timestamp::seconds), Some(540));
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
