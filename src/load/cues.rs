//! Pours cues (captions, whisper's segments, spoken lines) into a draft: times mended, repeats folded, sounds set
//! apart, the rest joined to paragraphs.

use std::ops::{Range, RangeInclusive};

use super::breaks;
use super::draft::{Draft, Shape, Unit, one_line};
use super::formats::pour_with_chapters;
use super::letters::close_spaced_letters;
use super::paragraphs;
use super::rich::Rich;
use super::stuck::{self, Stuck};
use super::turns;
use crate::model::{BlockKind, SegmentKind, Timestamp};

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
        return pour_with_chapters(draft, cues, Vec::new());
    }
    if close_spaced_letters(&mut cues) {
        draft.note(None, "blanks between single letters taken out");
    }
    for cue in &mut cues {
        cue.text = one_line(&cue.text);
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
        add_loop(draft, cues.get(looped.cue), looped, &mut speaker);
        from = looped.cue + 1;
    }
    set(draft, cues.get_mut(from..).unwrap_or_default(), &mut speaker);
}

/// Adds cues, in as many blocks as they need.
fn set(draft: &mut Draft, cues: &mut [Cue], speaker: &mut Option<String>) {
    for (run, range) in runs(cues) {
        let Some(cues) = cues.get_mut(range) else { continue };
        if run != Run::Speech {
            add(draft, run, cues, speaker);
            continue;
        }
        for part in breaks::set(cues) {
            add(draft, run, cues.get(part).unwrap_or_default(), speaker);
        }
    }
}

/// Adds cues as one block. `before` is who spoke before them.
fn add(draft: &mut Draft, run: Run, cues: &[Cue], before: &mut Option<String>) {
    let Some(first) = cues.first() else { return };
    let speaker = first.speaker.as_deref().and_then(|name| draft.speaker(name));
    let opens_turn = run != Run::Sound && speaker.is_some() && (first.opens_turn || first.speaker != *before);
    if run != Run::Sound {
        before.clone_from(&first.speaker);
    }
    let kind = if run == Run::Sound { SegmentKind::Sound } else { SegmentKind::Speech };
    let units = cues.iter().map(|cue| Unit {
        kind,
        speaker,
        text: Rich::from(cue.text.as_str()),
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
        Run::Repeat => {
            let what = format!("the same {} times over: {}", cues.len(), shortened(&first.text));
            draft.note((first.line > 0).then_some(first.line), what);
            draft.repeat(&shape, &units);
        }
    }
}

/// Adds a cue that is nothing but a loop, to be shown once with its count.
fn add_loop(draft: &mut Draft, cue: Option<&Cue>, looped: Stuck, before: &mut Option<String>) {
    let first = draft.count_blocks();
    add(draft, Run::Speech, cue.map_or(&[], std::slice::from_ref), before);
    draft.fold(first, looped.words, looped.times);
}

/// Parts cues where what is said changes its nature or its speaker.
fn runs(cues: &[Cue]) -> Vec<(Run, Range<usize>)> {
    let mut runs: Vec<(Run, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(cue) = cues.get(at) {
        let same =
            || cues.iter().skip(at).take_while(|c| c.text == cue.text && c.speaker == cue.speaker).count();
        let (run, length) = match () {
            () if is_sound(&cue.text) => (Run::Sound, same()),
            () => Some(same())
                .filter(|&times| is_repeat(&cue.text, times))
                .map_or((Run::Speech, 1), |n| (Run::Repeat, n)),
        };
        let before = at.checked_sub(1).and_then(|n| cues.get(n));
        let goes_on =
            run == Run::Speech && !cue.opens_turn && before.is_some_and(|b| b.speaker == cue.speaker);
        match runs.last_mut() {
            Some((Run::Speech, range)) if goes_on => range.end = at + 1,
            _ => runs.push((run, at..at + length)),
        }
        at += length;
    }
    runs
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
