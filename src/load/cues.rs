//! Pours cues (captions, whisper's segments, spoken lines) into a draft: times mended, repeats folded, sounds set
//! apart, the rest joined to paragraphs.

use std::ops::RangeInclusive;

use super::breaks;
use super::draft::{Draft, Shape, Unit};
use super::formats::pour_beside_chapters;
use super::letters::close_spaced_letters;
use super::paragraphs;
use super::rich::Rich;
use super::stuck::{self, Stuck};
use super::tidy::{is_one_line, one_line};
use super::turns;
use crate::model::{BlockKind, SegmentKind, Timestamp};
use crate::text::is_plain;

/// One caption, or one line that somebody says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cue {
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub speaker: Option<String>,
    /// Somebody else begins to speak, whoever it is (`>>`).
    pub opens_turn: bool,
    pub text: String,
    pub line: u32,
    pub end_line: u32,
}

impl Cue {
    /// A part of it: other words of the same speaker, at the same time. The whole may be long, and have many parts.
    pub fn part(&self, text: String, opens_turn: bool) -> Self {
        Self {
            start: self.start,
            end: self.end,
            speaker: self.speaker.clone(),
            opens_turn,
            text,
            line: self.line,
            end_line: self.end_line,
        }
    }
}

/// So many cues are poured at a time: more than any talk has, and few enough for what each takes on its way. Larger files
/// are read portion by portion, so that only their text and their talk are in memory, and begin a paragraph at each.
pub(super) const PORTION: usize = 50_000;

/// What a run of cues becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    Speech,
    Sound,
    Repeat,
}

/// Makes blocks and segments of cues; and sections, where there are chapters beside the file.
pub(super) fn pour(draft: &mut Draft, mut cues: Vec<Cue>) {
    turns::part(&mut cues);
    if draft.awaits_chapters() && cues.iter().any(|cue| cue.start.is_some()) {
        return pour_beside_chapters(draft, cues);
    }
    pour_plainly(draft, cues);
}

/// Makes blocks and segments of cues, and leaves chapters to others.
pub(super) fn pour_plainly(draft: &mut Draft, mut cues: Vec<Cue>) {
    if close_spaced_letters(&mut cues) {
        draft.note(None, "blanks between single letters taken out");
    }
    for cue in &mut cues {
        if !(is_plain(&cue.text) && is_one_line(&cue.text)) {
            cue.text = one_line(&cue.text);
        }
        if let Some(rest) = cue.text.strip_prefix(">>") {
            cue.text = rest.trim_start_matches('>').trim_start().to_owned();
            cue.opens_turn = true;
        }
    }
    let all = cues.len();
    cues.retain(|cue| !cue.text.is_empty());
    if cues.len() < all {
        draft.note(None, format!("{} cues without text left out", all - cues.len()));
    }
    mend_times(&mut cues);
    let stuck = stuck::set_apart(&mut cues, |cue, unit, times| {
        let what = format!("a loop, {times} times over: {}", shortened(unit));
        draft.note((cue.line > 0).then_some(cue.line), what);
    });

    let (mut speaker, mut from) = (None, 0);
    for looped in stuck {
        set(draft, cues.get_mut(from..looped.cue).unwrap_or_default(), &mut speaker);
        from = looped.cue + 1;
        add_loop(draft, cues.get_mut(looped.cue..from).unwrap_or_default(), looped, &mut speaker);
    }
    set(draft, cues.get_mut(from..).unwrap_or_default(), &mut speaker);
}

/// Adds cues, in as many blocks as they need.
fn set(draft: &mut Draft, cues: &mut [Cue], speaker: &mut Option<String>) {
    let mut at = 0;
    while let Some((run, length)) = run_at(cues, at) {
        let said = cues.get_mut(at..at + length).unwrap_or_default();
        at += length;
        if run != Run::Speech {
            add(draft, run, said, speaker);
            continue;
        }
        for some in said.chunks_mut(PORTION) {
            for part in breaks::set(some) {
                add(draft, run, some.get_mut(part).unwrap_or_default(), speaker);
            }
        }
    }
}

/// Adds cues as one block, and takes their words away. `before` is who spoke before them.
fn add(draft: &mut Draft, run: Run, cues: &mut [Cue], before: &mut Option<String>) {
    let Some(first) = cues.first() else { return };
    if run == Run::Repeat {
        let what = format!("the same {} times over: {}", cues.len(), shortened(&first.text));
        draft.note((first.line > 0).then_some(first.line), what);
    }
    let speaker = first.speaker.as_deref().and_then(|name| draft.speaker(name));
    let opens_turn = run != Run::Sound && speaker.is_some() && (first.opens_turn || first.speaker != *before);
    if run != Run::Sound {
        before.clone_from(&first.speaker);
    }
    let kind = if run == Run::Sound { SegmentKind::Sound } else { SegmentKind::Speech };
    let units = cues.iter_mut().map(|cue| Unit {
        kind,
        speaker,
        text: Rich::from(std::mem::take(&mut cue.text)),
        start: cue.start,
        end: cue.end,
        line: cue.line,
        end_line: cue.end_line,
    });
    let units: Vec<Unit> = units.collect();

    // Paragraphs have been found already; only what no pause parts is divided further.
    let shape = Shape { most: paragraphs::LONGEST, ..Shape::turn(speaker, opens_turn) };
    match run {
        Run::Speech => draft.block(&shape, units),
        Run::Sound if units.len() > 1 => draft.repeat(&Shape { kind: BlockKind::Sound, ..shape }, &units),
        Run::Sound => draft.block(&Shape { kind: BlockKind::Sound, ..shape }, units),
        Run::Repeat => draft.repeat(&shape, &units),
    }
}

/// Adds a cue that is nothing but a loop, to be shown once with its count.
fn add_loop(draft: &mut Draft, cue: &mut [Cue], looped: Stuck, before: &mut Option<String>) {
    let first = draft.count_blocks();
    add(draft, Run::Speech, cue, before);
    draft.fold(first, looped.words, looped.times);
}

/// What the cues from `at` on are, and how many of them: as far as what is said changes neither its nature nor its speaker.
fn run_at(cues: &[Cue], at: usize) -> Option<(Run, usize)> {
    let (first, length) = kind_at(cues, at)?;
    if first != Run::Speech {
        return Some((first, length));
    }
    let mut end = at + length;
    while let (Some(before), Some(cue)) = (cues.get(end - 1), cues.get(end))
        && !cue.opens_turn
        && before.speaker == cue.speaker
        && let Some((Run::Speech, length)) = kind_at(cues, end)
    {
        end += length;
    }
    Some((Run::Speech, end - at))
}

/// What the cue at `at` is, and how many that follow are one with it.
fn kind_at(cues: &[Cue], at: usize) -> Option<(Run, usize)> {
    let cue = cues.get(at)?;
    let same = cues.iter().skip(at).take_while(|c| c.text == cue.text && c.speaker == cue.speaker).count();
    if is_sound(&cue.text) {
        return Some((Run::Sound, same));
    }
    Some(if is_repeat(&cue.text, same) { (Run::Repeat, same) } else { (Run::Speech, 1) })
}

/// People say "no, no" and "yes, yes"; whole phrases come twice, and words three times, only from machines.
fn is_repeat(text: &str, times: usize) -> bool {
    times >= 3 || times == 2 && text.split_whitespace().nth(2).is_some()
}

/// Whether nothing is said: `[Music]`, `(laughter)`, `♪♪`, `*applause*`.
pub(super) fn is_sound(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let enclosed = [('[', ']'), ('(', ')'), ('*', '*'), ('【', '】'), ('（', '）')]
        .iter()
        .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    match enclosed {
        Some(inside) => {
            inside.len() <= 40
                && !inside.contains(['[', ']', '(', ')', '.', '?', '!', '*'])
                && inside.contains(char::is_alphabetic)
        }
        None => !text.is_empty() && text.chars().all(|c| "♪♫♬🎵🎶 ".contains(c)),
    }
}

/// What some writers put where they know no time: `99:59:59.999`.
const NO_TIME: RangeInclusive<u32> = 359_999_000..=359_999_999;

/// Ends that are missing or before their start become the next cue's start.
fn mend_times(cues: &mut [Cue]) {
    for time in cues.iter_mut().flat_map(|cue| [&mut cue.start, &mut cue.end]) {
        *time = time.filter(|time| !NO_TIME.contains(&time.ms()));
    }
    let mut next: Option<Timestamp> = None;
    for cue in cues.iter_mut().rev() {
        if cue.start.is_some() && cue.end.is_none_or(|end| Some(end) < cue.start) {
            cue.end = next.filter(|&next| Some(next) >= cue.start);
        }
        next = cue.start.or(next);
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(lines: &[&str]) -> Vec<Cue> {
        let cue = |text: &&str| Cue { text: (*text).to_owned(), ..Cue::default() };
        lines.iter().map(cue).collect()
    }

    #[test]
    fn the_same_again_and_again_is_set_apart_and_never_lost() {
        let mut draft = Draft::default();
        pour(&mut draft, cues(&["And so we end.", "Thank you.", "Thank you.", "Thank you."]));
        let (talk, _) = draft.finish();
        assert_eq!(talk.text, "And so we end.\n\nThank you. Thank you. Thank you.");
        let repeat = talk.blocks[1].repeat.unwrap();
        assert_eq!((repeat.unit.of(&talk.text), repeat.count), ("Thank you.", 3));
        assert_eq!(talk.segments.len(), 4);
        assert_eq!(talk.notes.len(), 1);
    }

    #[test]
    fn a_sound_that_goes_on_stands_once() {
        let mut draft = Draft::default();
        pour(&mut draft, cues(&["[Music]", "[Music]", "♪ ♪ ♪ ♪ ♪ ♪ ♪ ♪", "So."]));
        let (talk, _) = draft.finish();
        let counts: Vec<_> = talk.blocks.iter().map(|b| (&b.kind, b.repeat.map(|r| r.count))).collect();
        let sound = &BlockKind::Sound;
        assert_eq!(counts, [(sound, Some(2)), (sound, None), (&BlockKind::Prose, None)]);
        assert_eq!((talk.segments.len(), talk.notes.len()), (4, 0));
    }

    #[test]
    fn people_repeat_words_but_not_phrases() {
        for (text, times, repeat) in
            [("no", 2, false), ("no", 3, true), ("we will see", 2, true), ("oh yes", 2, false)]
        {
            assert_eq!(is_repeat(text, times), repeat, "{text} {times}");
        }
    }

    #[test]
    fn sounds_are_no_speech() {
        for (text, sound) in [
            ("[Music]", true),
            ("(laughter)", true),
            ("♪ ♪", true),
            ("[Music] hello", false),
            ("(I was there.)", false),
            ("*applause*", true),
            ("[1]", false),
        ] {
            assert_eq!(is_sound(text), sound, "{text}");
        }
    }

    #[test]
    fn an_end_that_is_missing_or_wrong_is_the_next_start() {
        let at = |ms| Some(Timestamp::from_ms(ms));
        let mut said = cues(&["a", "b", "c"]);
        for (cue, (start, end)) in said.iter_mut().zip([(0, 900), (2_000, 1_000), (3_000, 2_500)]) {
            (cue.start, cue.end) = (at(start), at(end));
        }
        said.push(Cue { start: at(359_999_999), end: at(359_999_999), ..Cue::default() });
        mend_times(&mut said);
        assert_eq!(said.pop().and_then(|none| none.start.or(none.end)), None);
        assert_eq!(said.iter().map(|c| c.end).collect::<Vec<_>>(), [at(900), at(3_000), None]);
    }
}
