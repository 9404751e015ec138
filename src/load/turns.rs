//! Parts captions in which somebody else begins to speak: at `>>`, at the dashes of a dialogue, at a name.

use super::breaks;
use super::cues::Cue;
use super::divide::ends_sentence;
use super::speakers::labelled;

/// Parts each caption before the turns that are marked in it. Dashes are marks where at least two captions are dialogues,
/// and `>>` where a caption begins with it.
///
/// | caption | parts |
/// |---|---|
/// | `It floats. >> Does it?` | `It floats.`, `>> Does it?` |
/// | `- Where to?`, on its next line `- Home.` | a line each |
/// | `-Where to? -Home.` | `-Where to?`, `-Home.` |
/// | `x >>= 2`, `-5 degrees`, `-- and so` | whole |
/// | `It floats. [SPEAKER_TURN]` | as it is, and the next caption opens a turn |
pub(super) fn part(cues: &mut Vec<Cue>) {
    take_marks_of_turns(cues);
    if cues.iter().any(|cue| cue.text.trim_start().starts_with(">>")) {
        part_before(cues, arrows);
        pass_on_lone_arrows(cues);
    }
    if cues.iter().filter(|cue| is_dialogue(&cue.text)).nth(1).is_some() {
        part_before(cues, dashes);
        for cue in cues.iter_mut() {
            cue.opens_turn |= opens_with_dash(&cue.text);
        }
    }
}

/// What whisper.cpp writes where it hears that somebody else speaks next.
const TURN: &str = "[SPEAKER_TURN]";

fn take_marks_of_turns(cues: &mut [Cue]) {
    let mut is_next = false;
    for cue in cues {
        cue.opens_turn |= std::mem::take(&mut is_next);
        if let Some(said) = cue.text.trim_end().strip_suffix(TURN) {
            is_next = true;
            cue.text.truncate(said.trim_end().len());
        }
    }
}

/// Parts each caption before the names in it, at the start of a line or of a sentence, that are known.
pub(super) fn part_at_names(cues: &mut Vec<Cue>, is_known: impl Fn(&str) -> bool) {
    part_before(cues, |text| {
        let mut places = Vec::new();
        for (at, line) in lines(text).filter(|(_, line)| line.contains(':')) {
            let starts = std::iter::once(0).chain(breaks::starts(line)).map(|start| at + start);
            places.extend(starts.filter(|&at| at > 0 && name_at(text, at).is_some_and(&is_known)));
        }
        places
    });
}

/// The names that may stand at the start of the further lines of a caption.
pub(super) fn names_in_further_lines(text: &str) -> impl Iterator<Item = &str> {
    lines(text).skip(1).filter_map(|(at, _)| name_at(text, at))
}

/// No name is longer, in letters.
const LONGEST_NAME: usize = 42;

fn name_at(text: &str, at: usize) -> Option<&str> {
    let line = text.get(at..)?;
    let (end, _) = line.char_indices().take(LONGEST_NAME).find(|&(_, c)| c == ':' || c == '\n')?;
    // With the colon, and what follows it.
    let head = line.char_indices().find(|&(at, _)| at > end + 1).map_or(line.len(), |(at, _)| at);
    labelled(line.get(..head)?).map(|(name, _)| name)
}

/// The lines of a text, and where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line)
    })
}

/// Parts cues before the places that are found in their texts. All parts have the times of the whole, for nothing tells
/// them apart.
fn part_before(cues: &mut Vec<Cue>, places: impl Fn(&str) -> Vec<usize>) {
    let Some(first) = cues.iter().position(|cue| !places(&cue.text).is_empty()) else { return };
    for mut cue in cues.split_off(first) {
        let mut rest = Vec::new();
        for at in places(&cue.text).into_iter().rev() {
            let text = cue.text.split_off(at);
            rest.push(cue.part(text, true));
        }
        cues.push(cue);
        cues.extend(rest.into_iter().rev());
    }
}

/// Where `>>` stands within a text.
fn arrows(text: &str) -> Vec<usize> {
    let said = text.len() - text.trim_start().len();
    let opens = |at: usize| {
        let before = at > said && text.get(..at).is_some_and(|t| t.ends_with(char::is_whitespace));
        before && text.get(at..).is_some_and(|t| !t.trim_start_matches('>').starts_with('='))
    };
    text.match_indices(">>").map(|(at, _)| at).filter(|&at| opens(at)).collect()
}

/// Where a caption ends in `>>`, the next one opens the turn.
fn pass_on_lone_arrows(cues: &mut Vec<Cue>) {
    let mut owed = false;
    cues.retain_mut(|cue| {
        if std::mem::take(&mut owed) && !cue.text.trim_start().starts_with(">>") {
            cue.text.insert_str(0, ">> ");
        }
        let text = cue.text.trim();
        owed = text.starts_with(">>") && text.trim_start_matches('>').is_empty();
        !owed
    });
}

/// Whether several people speak in a caption, each behind a dash.
fn is_dialogue(text: &str) -> bool {
    opens_with_dash(text) && !dashes(text).is_empty()
}

/// Where lines open with a dash; and where sentences do, in a caption that opens with one.
fn dashes(text: &str) -> Vec<usize> {
    if !text.contains(DASHES) {
        return Vec::new();
    }
    let dialogue = opens_with_dash(text);
    let opens = |at: usize| {
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { return false };
        let line = before.ends_with('\n');
        let word = before.rsplit(char::is_whitespace).find(|word| !word.is_empty());
        let sentence = before.ends_with(' ') && dialogue && word.is_some_and(ends_sentence);
        (line || sentence) && opens_with_dash(rest)
    };
    text.match_indices(DASHES).map(|(at, _)| at).filter(|&at| opens(at)).collect()
}

const DASHES: [char; 5] = ['-', '‐', '‑', '–', '—'];

/// What somebody says behind a dash follows within so many letters; a line of dashes says nothing.
const NEAR: usize = 100;

fn opens_with_dash(text: &str) -> bool {
    text.trim_start().strip_prefix(DASHES).is_some_and(|said| {
        !said.starts_with(DASHES)
            && !said.starts_with(|c: char| c.is_ascii_digit())
            && said.chars().take(NEAR).any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rustix::time::{ClockId, clock_gettime};

    use super::*;

    fn cues(texts: &[&str]) -> Vec<Cue> {
        texts.iter().map(|text| Cue { text: (*text).to_owned(), ..Cue::default() }).collect()
    }

    fn texts(cues: &[Cue]) -> Vec<&str> {
        cues.iter().map(|cue| cue.text.trim()).collect()
    }

    #[test]
    fn captions_are_parted_where_turns_are_marked() {
        for (said, parted) in [
            (
                &[">> It floats. >> Does it?", "No >>", "it sinks"][..],
                &[">> It floats.", ">> Does it?", "No", ">> it sinks"][..],
            ),
            (&["print to it with a >> b"], &["print to it with a >> b"]),
            (&[">> so", "x >>= 2"], &[">> so", "x >>= 2"]),
            (
                &["- Where to?\n- Home.", "-Now? -Soon.", "– So", "It was\n-5 degrees - or less. - Or so."],
                &[
                    "- Where to?",
                    "- Home.",
                    "-Now?",
                    "-Soon.",
                    "– So",
                    "It was\n-5 degrees - or less. - Or so.",
                ],
            ),
            (&["- one\n- two", "a list"], &["- one\n- two", "a list"]),
        ] {
            let mut cues = cues(said);
            part(&mut cues);
            assert_eq!(texts(&cues), parted, "{said:?}");
            let once = cues.clone();
            part(&mut cues);
            assert_eq!(cues, once, "{said:?} again");
        }
    }

    /// What this thread has taken of the processor: others use the machine, too.
    fn own_time() -> Duration {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
    }

    /// The shortest of a few runs.
    fn time(text: &str, work: fn(&mut Vec<Cue>)) -> Duration {
        let run = || {
            let mut said = cues(&["- So?\n- No.", text]);
            let begun = own_time();
            work(&mut said);
            own_time().saturating_sub(begun)
        };
        (0..3).map(|_| run()).min().unwrap_or_default()
    }

    #[test]
    fn time_grows_as_a_caption_does() {
        let known: fn(&mut Vec<Cue>) = |said| part_at_names(said, |_| true);
        let works =
            [(">> a ", part as fn(&mut Vec<Cue>)), ("- a\n", part), ("-\n", part), ("a\nBO: ", known)];
        for (piece, work) in works {
            let [small, large] = [20_000, 80_000].map(|times| time(&piece.repeat(times), work));
            let some = Duration::from_millis(50);
            assert!(large < small * 6 + some, "{piece:?}: {small:?}, then {large:?}");
        }
    }

    #[test]
    fn a_mark_behind_a_caption_opens_the_next_turn() {
        let mut said = cues(&["It rains. [SPEAKER_TURN]", "Does it?", "So?"]);
        part(&mut said);
        assert_eq!(texts(&said), ["It rains.", "Does it?", "So?"]);
        assert_eq!(said.iter().map(|cue| cue.opens_turn).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn captions_are_parted_at_names_that_are_known() {
        let mut said = cues(&["ANN: It rains.\nBO: Never. ANN: It does: look.\nCY: So?"]);
        part_at_names(&mut said, |name| name != "CY");
        assert_eq!(texts(&said), ["ANN: It rains.", "BO: Never.", "ANN: It does: look.\nCY: So?"]);
    }
}
