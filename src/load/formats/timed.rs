//! Reads lines that begin with a time: what whisper prints, what note takers and web sites write.

use std::collections::{HashMap, HashSet};

use super::Guess;
use super::chapters::{Chapter, pour_with};
use super::contents_above;
use super::contents_below;
use super::panel::{self, Habit, bare_time, is_spoken, take_spoken};
use super::said_clocks::{self, Written};
use crate::error::Result;
use crate::load::cues::{Cue, PORTION, pour};
use crate::load::draft::Draft;
use crate::load::furniture;
use crate::load::labels::bracketed_time;
use crate::load::links::{video_id, web_address};
use crate::load::name_shapes::could_be_name;
use crate::load::source::{Line, Source};
use crate::load::speakers::{Speakers, folded_name, named};
use crate::load::times::{take_clock, take_range, take_time};
use crate::model::{Timestamp, TitleFrom};

/// The time at the start of a line, and what is said then.
struct Stamp<'a> {
    start: Timestamp,
    end: Option<Timestamp>,
    said: &'a str,
}

pub(super) fn sniff_whisper(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    // What a program prints beside what it hears says nothing of the format.
    let fits = |line: &str| range_in_brackets(line).is_some() || furniture::is_furniture(line);
    if !source.mostly(6, fits) {
        return None;
    }
    let stamped = sample.iter().filter(|line| range_in_brackets(line.text).is_some()).count();
    (stamped > 0)
        .then(|| Guess::new(95, format!("{stamped} of {} lines are [time --> time] text", sample.len())))
}

pub(super) fn sniff_lines(source: &Source) -> Option<Guess> {
    let mut sample: Vec<Line> = source.sample().iter().copied().filter(|l| !is_spoken(l.text)).collect();
    let habit = Habit::of(&sample);
    // What stands above the first time may be a few lines of a program's own.
    let head = sample.iter().take_while(|line| line.text.starts_with("# ")).count();
    sample.drain(..head);
    let stamps: Vec<Stamp> = sample.iter().filter_map(|line| stamp(line.text, habit)).collect();
    let stamped = stamps.len();
    let share = stamped * 100 / sample.len().max(1);
    // Times before strong names stand in Markdown, which may have headings too.
    let marked = sample.iter().any(|line| line.text.contains("**"));
    let strong = stamps.iter().filter(|stamp| stamp.said.starts_with("**")).count();
    let sure = match () {
        () if strong * 2 > stamped => 45,
        () if share >= 70 && !marked => 88,
        () => 78,
    };
    let sure = if share >= 40 { sure } else { 71 };
    let below = said_below_times(&sample) + said_below_names(&sample, habit);
    let covered = (stamped + below) * 100 / sample.len().max(1);
    (stamped >= 3 && (share >= 40 || covered >= 60))
        .then(|| Guess::new(sure, format!("{stamped} of {} lines begin with a time", sample.len())))
}

/// How many lines stand below lines that are only a time; none where names do, for these are turns.
fn said_below_times(sample: &[Line]) -> usize {
    let below = sample.windows(2).filter_map(|two| bare_time(two[0].text).map(|_| two[1].text));
    if below.clone().any(|line| named(line).is_some()) {
        return 0;
    }
    below.filter(|line| bare_time(line).is_none()).count()
}

/// How many lines stand below names behind times, as Word writes them: `00:00:03 Speaker 1`.
fn said_below_names(sample: &[Line], habit: Habit) -> usize {
    let names = names_behind_times(sample, habit);
    let is_name = |line: &str| {
        stamp(line, habit).is_some_and(|s| names.contains(&folded_name(s.said.trim_end_matches(':'))))
    };
    let below = sample.windows(2).filter(|two| is_name(two[0].text) && stamp(two[1].text, habit).is_none());
    if names.is_empty() { 0 } else { below.count() }
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut lines: Vec<Line> = source.lines_and_gaps().collect();
    furniture::cut(draft, &mut lines);
    lines.retain(|line| !line.is_blank());
    panel::drop_spoken(&mut lines);
    take_head(&mut lines, draft);
    let mut chapters = panel::take_chapters(&mut lines);
    let habit = Habit::of(&lines);
    let time = |line: &str| Some(stamp(line, habit)?.start);
    chapters.extend(contents_above::take(&mut lines, draft, time));
    let below = contents_below::take(&mut lines, draft, time);
    if chapters.is_empty() {
        chapters = below;
    }
    chapters.extend(take_headings(&mut lines, habit));
    let names = names_behind_times(&lines, habit);

    let mut cues: Vec<Cue> = Vec::new();
    let mut speakers = Speakers::default();
    let mut speaker = None;
    let said = said_clocks::find(lines.iter().map(|line| written(line.text, habit)));
    for (line, is_said) in lines.into_iter().zip(said) {
        let stamp = stamp(line.text, habit).filter(|_| !is_said);
        tell_source(line.text, draft);
        if let Some(name) = name_alone(line.text).filter(|_| stamp.is_none()) {
            speaker = Some(name.to_owned());
            // The name may stand above the time or below it.
            if let Some(cue) = cues.last_mut().filter(|cue| cue.text.is_empty()) {
                cue.speaker.clone_from(&speaker);
            }
            continue;
        }
        let stamp = stamp.map(|stamp| {
            let name = stamp.said.trim_end_matches(':');
            if names.contains(&folded_name(name)) {
                speaker = Some(name.to_owned());
                return Stamp { said: "", ..stamp };
            }
            stamp
        });
        if stamp.is_some() && cues.len() >= PORTION && chapters.is_empty() {
            let speakers = Some(&mut speakers).filter(|_| speaker.is_none());
            finish(draft, std::mem::take(&mut cues), Vec::new(), speakers);
        }
        match (stamp, cues.last_mut()) {
            // The panel tells the same time in figures and in words.
            (Some(stamp), Some(cue)) if cue.text.is_empty() && cue.start == Some(stamp.start) => {
                stamp.said.clone_into(&mut cue.text);
                cue.end_line = line.number;
            }
            (Some(stamp), _) => cues.push(Cue {
                start: Some(stamp.start),
                end: stamp.end,
                speaker: speaker.clone(),
                text: stamp.said.to_owned(),
                line: line.number,
                end_line: line.number,
                ..Cue::default()
            }),
            (None, Some(cue)) => {
                cue.text.push(' ');
                cue.text.push_str(line.text);
                cue.end_line = line.number;
            }
            (None, None) => {
                let (text, number) = (line.text.to_owned(), line.number);
                cues.push(Cue { text, line: number, end_line: number, ..Cue::default() });
            }
        }
    }
    finish(draft, cues, chapters, Some(&mut speakers).filter(|_| speaker.is_none()));
    Ok(())
}

/// `speakers` are to be found before what is said, where they do not stand on lines of their own.
fn finish(draft: &mut Draft, mut cues: Vec<Cue>, chapters: Vec<Chapter>, speakers: Option<&mut Speakers>) {
    if let Some(speakers) = speakers {
        speakers.take(&mut cues);
    }
    if chapters.is_empty() {
        pour(draft, cues);
    } else {
        pour_with(draft, cues, chapters);
    }
}

/// `00:00:03 Speaker 1`, with what is said on the next line: what stands behind times and comes back is a name, if it
/// stands behind nearly all of them.
fn names_behind_times(lines: &[Line], habit: Habit) -> HashSet<String> {
    let stamps = lines.iter().filter_map(|line| stamp(line.text, habit));
    let said: Vec<&str> =
        stamps.map(|stamp| stamp.said.trim_end_matches(':')).filter(|said| !said.is_empty()).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in said.iter().filter(|said| could_be_name(said)) {
        *counts.entry(folded_name(name)).or_default() += 1;
    }
    let returning: usize = counts.values().filter(|&&times| times >= 2).sum();
    if returning * 10 < said.len() * 6 || said.len() * 3 > lines.len() * 2 {
        return HashSet::new();
    }
    counts.into_keys().collect()
}

/// `![](https://…)`, where notes show the video that they are of.
fn embedded(line: &str) -> Option<&str> {
    line.trim().strip_prefix("![](")?.strip_suffix(')').filter(|address| address.starts_with("http"))
}

/// Takes `# title`, `# https://…` and `![](https://…)` lines from above the first time.
fn take_head(lines: &mut Vec<Line>, draft: &mut Draft) {
    let mut above =
        lines.iter().take_while(|line| stamp(line.text, Habit::default()).is_none()).count().min(10);
    lines.retain(|line| {
        let is_head = above > 0;
        above = above.saturating_sub(1);
        if let Some(address) = embedded(line.text).filter(|_| is_head) {
            draft.source(address);
            return false;
        }
        let Some(text) = line.text.strip_prefix("# ").map(str::trim).filter(|_| is_head) else { return true };
        if text.starts_with("http") {
            draft.source(text);
        } else if !text.starts_with("tactiq.io") && text != "No title found" {
            if draft.has_title() && !draft.is_title(text) {
                draft.note(Some(line.number), format!("a second title left out: {text}"));
            }
            draft.title(text, TitleFrom::Heading);
        }
        false
    });
}

/// Takes the headings that stand between times: what follows each begins a section.
fn take_headings(lines: &mut Vec<Line>, habit: Habit) -> Vec<Chapter> {
    let mut next = None;
    let mut chapters = Vec::new();
    for line in lines.iter().rev() {
        let start = stamp(line.text, habit).map(|stamp| stamp.start);
        next = start.or(next);
        if let Some(title) = heading(line.text).filter(|_| next.is_some()) {
            chapters.push(Chapter { start: next, title: title.to_owned(), line: line.number });
        }
    }
    chapters.reverse();
    let last = chapters.last().map_or(0, |chapter| chapter.line);
    lines.retain(|line| line.number > last || heading(line.text).is_none());
    chapters
}

/// `# Part two`, of any level.
fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    (line.len() > title.len() && title.starts_with(' '))
        .then(|| title.trim())
        .filter(|title| !title.is_empty())
}

/// | line | |
/// |---|---|
/// | `[00:00:01.000 --> 00:00:05.000]   text` | whisper.cpp, openai-whisper; also in seconds |
/// | `[1.319 - 6.779] text` | scripts |
/// | `[00:21] text`, `(0:21) text`, `[3.9s] text` | diarising scripts, notes |
/// | `[00:21](https://…) text` | notes of videos |
/// | `00:00:21 text`, `0:21` | web sites, panels; what is said may stand on the next line |
/// | `0:21text`, `21 seconds text`, `0:21 21 seconds text` | panels, where it is the file's habit |
fn stamp(line: &str, habit: Habit) -> Option<Stamp<'_>> {
    let line = line.trim();
    if let Some(stamp) = range_in_brackets(line) {
        return Some(stamp);
    }
    let linked = || {
        bracketed_time(line).map(|(start, rest)| (start, link_behind(rest).map_or(rest, |(_, rest)| rest)))
    };
    let clock =
        || take_clock(line).filter(|(_, rest)| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let (start, rest) = linked().or_else(|| habit.take(line)).or_else(clock)?;
    let said = rest.trim();
    Some(Stamp { start, end: None, said: if habit.doubled { without_spoken(start, said) } else { said } })
}

/// What is said behind a time that stands there in words once more.
fn without_spoken(start: Timestamp, said: &str) -> &str {
    let spoken = take_spoken(said).filter(|(time, _)| time.seconds() == start.seconds());
    spoken.map_or(said, |(_, said)| said.trim())
}

/// The address in `(https://…)` behind a time in brackets, and what follows it.
fn link_behind(rest: &str) -> Option<(&str, &str)> {
    let (address, rest) =
        rest.strip_prefix('(').filter(|inside| inside.starts_with("http"))?.split_once(')')?;
    Some((address, rest))
}

/// Where times lead to their places in a recording, that is its address.
fn tell_source(line: &str, draft: &mut Draft) {
    if draft.has_source() {
        return;
    }
    let address =
        bracketed_time(line.trim()).and_then(|(_, rest)| link_behind(rest)).map(|(address, _)| address);
    match address.and_then(web_address) {
        Some(address) if video_id(&address).is_some() => draft.video(&video_id(&address).unwrap_or_default()),
        Some(address) => draft.source(&address),
        None => (),
    }
}

/// How the time at the start of a line is written.
fn written(line: &str, habit: Habit) -> Option<(Timestamp, Written)> {
    let stamp = stamp(line, habit)?;
    let how = match () {
        () if line.trim_start().starts_with(['[', '(']) => Written::InBrackets,
        () if bare_time(line).is_some() => Written::Alone,
        () => Written::BeforeWords,
    };
    Some((stamp.start, how))
}

fn range_in_brackets(line: &str) -> Option<Stamp<'_>> {
    let inside = line.trim_start().strip_prefix('[')?;
    let (start, end, rest) = take_range(inside).or_else(|| {
        let (start, rest) = take_time(inside)?;
        let (end, rest) = take_time(rest.trim_start().strip_prefix(['-', '–'])?.trim_start())?;
        Some((start, Some(end), rest))
    })?;
    Some(Stamp { start, end, said: rest.trim_start().strip_prefix(']')?.trim() })
}

/// `Ann Lee:` on a line of its own.
fn name_alone(line: &str) -> Option<&str> {
    named(line).filter(|(_, rest)| rest.is_empty()).map(|(name, _)| name)
}
