//! Pours cues (captions, whisper's segments, spoken lines) into a draft: times mended, repeats folded, sounds set
//! apart, the rest joined to paragraphs.

use std::collections::HashMap;
use std::ops::Range;

use super::draft::{Draft, Shape, Unit, one_line};
use super::paragraphs;
use super::rich::Rich;
use super::speakers::{could_be_name, folded_name};
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

/// Makes blocks and segments of cues.
pub(super) fn pour(draft: &mut Draft, mut cues: Vec<Cue>) {
    close_spaced_letters(draft, &mut cues);
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

    let mut speaker = None;
    for (run, range) in runs(&cues) {
        let Some(cues) = cues.get(range.clone()) else { continue };
        let opens = |cue: &Cue, speaker: &Option<String>| {
            cue.opens_turn || cue.speaker.as_ref().is_some_and(|name| speaker.as_ref() != Some(name))
        };
        match run {
            Run::Speech => {
                for part in paragraphs::part(cues) {
                    let Some(cues @ [first, ..]) = cues.get(part) else { continue };
                    let opens_turn = opens(first, &speaker) && first.speaker.is_some();
                    speaker.clone_from(&first.speaker);
                    add(draft, cues, SegmentKind::Speech, opens_turn, Draft::block);
                }
            }
            Run::Sound => add(draft, cues, SegmentKind::Sound, false, Draft::block),
            Run::Repeat => {
                if let [first, ..] = cues {
                    let opens_turn = opens(first, &speaker) && first.speaker.is_some();
                    speaker.clone_from(&first.speaker);
                    let what = format!("the same {} times over: {}", cues.len(), shortened(&first.text));
                    draft.note((first.line > 0).then_some(first.line), what);
                    add(draft, cues, SegmentKind::Speech, opens_turn, Draft::repeat);
                }
            }
        }
    }
}

fn add(
    draft: &mut Draft,
    cues: &[Cue],
    kind: SegmentKind,
    opens_turn: bool,
    how: fn(&mut Draft, &Shape, Vec<Unit>),
) {
    let speaker = cues.first().and_then(|c| c.speaker.as_deref()).and_then(|name| draft.speaker(name));
    let mut shape = Shape::turn(speaker, opens_turn);
    // Paragraphs have been found already; only what no pause parts is divided further.
    shape.most = paragraphs::LONGEST;
    if kind == SegmentKind::Sound {
        shape.kind = BlockKind::Sound;
    }
    let units = cues.iter().map(|cue| Unit {
        kind,
        speaker,
        text: Rich::from(cue.text.as_str()),
        start: cue.start,
        end: cue.end,
        line: cue.line,
        end_line: cue.end_line,
    });
    how(draft, &shape, units.collect());
}

/// Parts cues where what is said changes its nature or its speaker.
fn runs(cues: &[Cue]) -> Vec<(Run, Range<usize>)> {
    let mut runs: Vec<(Run, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(cue) = cues.get(at) {
        let same =
            || cues.iter().skip(at).take_while(|c| c.text == cue.text && c.speaker == cue.speaker).count();
        let (run, length) = match () {
            () if is_sound(&cue.text) => (Run::Sound, 1),
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

/// Ends that are missing or before their start become the next cue's start.
fn mend_times(cues: &mut [Cue]) {
    let mut next: Option<Timestamp> = None;
    for cue in cues.iter_mut().rev() {
        if cue.start.is_some() && cue.end.is_none_or(|end| Some(end) < cue.start) {
            cue.end = next.filter(|&next| Some(next) >= cue.start);
        }
        next = cue.start.or(next);
    }
}

/// Takes speakers' names off the fronts of cues, where they are names: `Ann: text`. A cue without a name is
/// said by whoever spoke last.
pub(super) fn take_speakers(cues: &mut [Cue]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in cues.iter().filter_map(|cue| named(&cue.text)).map(|(name, _)| name) {
        *counts.entry(folded_name(name)).or_default() += 1;
    }
    let returning = counts.values().filter(|&&n| n >= 2).count();
    let labelled: usize = counts.values().sum();
    let often = labelled * 10 >= cues.len() * 3;
    let is_name = |name: &str| {
        let times = counts.get(&folded_name(name)).copied().unwrap_or(0);
        // A name that comes once is believed where names are the custom of the file.
        times >= 2
            || times == 1
                && (often && labelled >= 2 || returning >= 2 && name.starts_with(char::is_uppercase))
    };
    let mut speaker: Option<String> = None;
    for cue in cues {
        if let Some((name, rest)) = named(&cue.text).filter(|(name, _)| is_name(name)) {
            speaker = Some(name.to_owned());
            cue.opens_turn = false;
            cue.text = rest.to_owned();
        }
        if cue.speaker.is_none() {
            cue.speaker.clone_from(&speaker);
        }
    }
}

/// What stands before the first colon, where it could be a name, and what stands after it.
pub(super) fn named(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start().trim_start_matches('>').trim_start();
    let (name, rest) = text.split_once([':', '：'])?;
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace) || text.contains('：');
    (parted && could_be_name(name)).then(|| (name.trim(), rest.trim_start()))
}

/// Some programs write a blank after every letter of scripts that have none. Where nearly all letters are
/// parted so, the single blanks go, and three of them are a real one.
fn close_spaced_letters(draft: &mut Draft, cues: &mut [Cue]) {
    let (mut parted, mut gaps) = (0_usize, 0_usize);
    for cue in cues.iter() {
        let letters: Vec<char> = cue.text.chars().collect();
        for pair in letters.windows(2) {
            let [a, b] = pair else { continue };
            gaps += usize::from(is_unspaced_script(*a) && (is_unspaced_script(*b) || *b == ' '));
            parted += usize::from(is_unspaced_script(*a) && *b == ' ');
        }
    }
    if gaps < 12 || parted * 10 < gaps * 8 {
        return;
    }
    draft.note(None, "blanks between single letters taken out");
    for cue in cues {
        let letters: Vec<char> = cue.text.chars().collect();
        let mut closed = String::with_capacity(cue.text.len());
        for (at, &c) in letters.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|n| letters.get(n));
            let after = letters.get(at + 1);
            let parts_letters =
                c == ' ' && before.is_some_and(|&b| is_unspaced_script(b)) && after != Some(&' ');
            if !parts_letters {
                closed.push(c);
            }
        }
        cue.text = closed;
    }
}

/// Chinese, Japanese and the scripts of India.
fn is_unspaced_script(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
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
    fn names_are_taken_off_where_they_come_back() {
        let mut said = cues(&["Ann: One thing: rain.", "It fell.", "Bo: Yes.", "Ann: More.", "Bo: So: no."]);
        take_speakers(&mut said);
        let got: Vec<_> =
            said.iter().map(|c| (c.speaker.as_deref().unwrap_or(""), c.text.as_str())).collect();
        assert_eq!(
            got,
            [
                ("Ann", "One thing: rain."),
                ("Ann", "It fell."),
                ("Bo", "Yes."),
                ("Ann", "More."),
                ("Bo", "So: no.")
            ]
        );
    }

    #[test]
    fn an_end_that_is_missing_or_wrong_is_the_next_start() {
        let at = |ms| Some(Timestamp::from_ms(ms));
        let mut said = cues(&["a", "b", "c"]);
        for (cue, (start, end)) in said.iter_mut().zip([(0, 900), (2_000, 1_000), (3_000, 2_500)]) {
            (cue.start, cue.end) = (at(start), at(end));
        }
        mend_times(&mut said);
        assert_eq!(said.iter().map(|c| c.end).collect::<Vec<_>>(), [at(900), at(3_000), None]);
    }

    #[test]
    fn letters_that_a_machine_parted_are_joined() {
        let mut draft = Draft::default();
        pour(&mut draft, cues(&["今 天 我 们 谈 谈 雨   和 雪 以 及 山 上 的 云 还 有 海 风 吧"]));
        assert_eq!(draft.finish().0.text, "今天我们谈谈雨 和雪以及山上的云还有海风吧");
    }
}
