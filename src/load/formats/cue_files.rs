//! Reads `SubRip`, `WebVTT` and SBV captions, and the many files that are nearly one of them.

use super::Guess;
use super::chapters::{self, Chapter};
use super::odd_cues::Odd;
use super::voices::{voices, without_overrides};
use crate::error::Result;
use crate::load::cues::{Cue, PORTION, pour};
use crate::load::draft::Draft;
use crate::load::markup::{Tags, plain};
use crate::load::name_lines;
use crate::load::rolling::{self, Window};
use crate::load::source::{Line, Source};
use crate::load::speakers::Speakers;
use crate::load::times::{take_clock, take_range};
use crate::load::underlined::Underlined;
use crate::model::{Timestamp, TitleFrom};

/// A caption as it stands in the file.
struct Raw<'a> {
    /// None where the time makes no sense; what is said is kept all the same.
    start: Option<Timestamp>,
    end: Option<Timestamp>,
    lines: Vec<Line<'a>>,
    line: u32,
    /// The number that stood above the time.
    number: Option<u32>,
    /// How many heads of files stood above it, but for the first: pieces of a stream were put together.
    piece: u32,
}

pub(super) fn sniff_webvtt(source: &Source) -> Option<Guess> {
    let first = source.lines().find(|line| !line.is_blank())?;
    let header = first.text.trim_start().strip_prefix("WEBVTT")?;
    (header.is_empty() || header.starts_with([' ', '\t', '-']))
        .then(|| Guess::new(100, "its first line is WEBVTT"))
}

pub(super) fn sniff_subrip(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    let times = sample.iter().filter(|line| is_time_line(line.text)).count();
    let share = times * 100 / sample.len().max(1);
    // A cue is a number, a time and a line or two; long cues have more lines.
    (times > 0 && share >= 8 && !is_example(sample, times)).then(|| {
        Guess::new(
            if times > 1 { 92 } else { 80 },
            format!("{times} of {} lines are times with an arrow between", sample.len()),
        )
    })
}

/// Whether cues only stand in a text about them: between fences of code, or under more lines than there are cues.
fn is_example(sample: &[Line], times: usize) -> bool {
    let above = sample.iter().take_while(|line| !is_time_line(line.text)).count();
    let number =
        above.checked_sub(1).and_then(|n| sample.get(n)).is_some_and(|line| index(line.text).is_some());
    let above = above - usize::from(number);
    above > times || sample.iter().take(above).any(|line| line.text.starts_with("```"))
}

/// The lines of times and what they mean, format by format.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    SubRip,
    WebVtt,
    /// As `YouTube`'s studio writes it: `0:00:01.000,0:00:02.500`.
    SubViewer,
}

impl Dialect {
    /// The times of a line that is nothing but a cue's times.
    fn times(self, line: &str) -> Option<(Timestamp, Option<Timestamp>)> {
        if self == Self::SubViewer {
            let (start, rest) = take_clock(line.trim())?;
            let (end, rest) = take_clock(rest.strip_prefix(',')?.trim_start())?;
            return rest.is_empty().then_some((start, Some(end)));
        }
        take_range(line).filter(|(.., rest)| ends_time_line(rest)).map(|(start, end, _)| (start, end))
    }
}

pub(super) fn sniff_subviewer(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    let times = sample.iter().filter(|line| Dialect::SubViewer.times(line.text).is_some()).count();
    (times > 0 && times * 100 / sample.len().max(1) >= 8).then(|| {
        Guess::new(95, format!("{times} of {} lines are two times with a comma between", sample.len()))
    })
}

pub(super) fn parse_subviewer(source: &Source, draft: &mut Draft) -> Result<()> {
    if let Some(title) = source.lines().take(HEAD).find_map(|line| line.text.strip_prefix("[TITLE]")) {
        draft.title(title, TitleFrom::Metadata);
    }
    parse(source, draft, Dialect::SubViewer)
}

/// So many lines may tell of a file before its first cue.
const HEAD: usize = 20;

/// A line of two times and an arrow, and of nothing else but places on the screen.
fn is_time_line(line: &str) -> bool {
    let places = |rest: &str| rest.split_whitespace().all(|word| word.contains([':', '%']));
    take_range(line).is_some_and(|(.., rest)| ends_time_line(rest) && places(rest))
}

fn ends_time_line(rest: &str) -> bool {
    rest.is_empty() || rest == ":" || rest.starts_with(char::is_whitespace) || is_place(rest)
}

/// `line:40%`: where `WebVTT` shows a cue, though nothing parts it from the time.
fn is_place(rest: &str) -> bool {
    ["align:", "line:", "position:", "size:", "vertical:", "region:"]
        .iter()
        .any(|word| rest.starts_with(word))
}

/// A line that was meant to be a cue's times, and is none: `00:00:07.000 --> 00:00:1d.890`.
fn is_broken_time_line(line: &str) -> bool {
    if !line.contains('>') {
        return false;
    }
    let Some((start, end)) = line.split_once("-->") else { return false };
    let is_timely = |c: char| c.is_ascii_digit() || ":.,; \t-".contains(c);
    !start.trim().is_empty()
        && start.contains(':')
        && start.chars().all(is_timely)
        && end.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == ':')
}

pub(super) fn parse_subrip(source: &Source, draft: &mut Draft) -> Result<()> {
    parse(source, draft, Dialect::SubRip)
}

/// `WEBVTT - The river`: by the letter a comment, and where people write a title.
fn title_behind_the_magic_word(line: Line<'_>) -> Option<&str> {
    let comment = line.text.trim().strip_prefix("WEBVTT")?.trim_start();
    comment.strip_prefix(['-', '–', '—']).map(str::trim).filter(|title| title.contains(' '))
}

pub(super) fn parse_webvtt(source: &Source, draft: &mut Draft) -> Result<()> {
    if let Some(title) = source.lines().find_map(title_behind_the_magic_word) {
        draft.title(title, TitleFrom::Metadata);
    }
    for line in source.lines().skip(1).take_while(|line| !line.is_blank()) {
        if let Some(code) = line.text.strip_prefix("Language:") {
            draft.language(code);
        }
    }
    parse(source, draft, Dialect::WebVtt)
}

/// Reads the cues of a file, one after the other: there may be millions.
fn parse(source: &Source, draft: &mut Draft, dialect: Dialect) -> Result<()> {
    let mut names = Names::default();
    let mut underlined = Underlined::of(sample(source, dialect).iter().map(shown));
    let mut window = rolls(source, dialect, &underlined).then(Window::default);
    let (mut odd, mut odd_ends, mut cues) = (Odd::default(), Vec::new(), Vec::new());
    let (mut all, mut again, mut new) = (0_usize, 0_usize, Vec::new());
    for raw in raw_cues(source.lines(), &mut odd, dialect) {
        all += 1;
        odd_ends.extend(odd_end(&raw).map(|what| (raw.line, what)));
        if let Some(window) = &mut window {
            again += usize::from(take_cues(&raw, &mut new, &mut underlined));
            new.drain(..).for_each(|cue| window.take(cue, &mut cues));
        } else {
            again += usize::from(take_cues(&raw, &mut cues, &mut underlined));
        }
        if cues.len() >= PORTION {
            // What is shown at last may be shown again.
            let last = cues.split_off(cues.len() - AT_ONCE);
            finish(std::mem::replace(&mut cues, last), &mut names, draft);
        }
    }
    odd.tell(draft, dialect);
    if let Some(window) = window {
        draft.note(None, format!("rolling captions: {all} cues show {} lines", window.kept));
    }
    if again > 0 {
        draft.note(None, format!("lines shown again for each of their words: {again} left out"));
    }
    for (line, what) in odd_ends {
        draft.problem(Some(line), what);
    }
    finish(cues, &mut names, draft);
    Ok(())
}

/// The first cues, which show how a file writes them.
fn sample<'a>(source: &Source<'a>, dialect: Dialect) -> Vec<Raw<'a>> {
    raw_cues(source.lines(), &mut Odd::default(), dialect).take(rolling::SAMPLE).collect()
}

fn rolls(source: &Source, dialect: Dialect, underlined: &Underlined) -> bool {
    let mut first = Vec::new();
    for raw in sample(source, dialect) {
        take_cues(&raw, &mut first, &mut underlined.clone());
    }
    rolling::is_rolling(&first)
}

/// Finds the cues. What stands before the first time, between a blank line and a time (an index, an id) and in
/// `NOTE`, `STYLE` and `REGION` blocks is not said. `odd` gets what is to be told of it.
fn raw_cues<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    odd: &mut Odd,
    dialect: Dialect,
) -> impl Iterator<Item = Raw<'a>> {
    let webvtt = dialect == Dialect::WebVtt;
    let mut lines = lines.peekable();
    let mut open: Option<Raw> = None;
    let mut skipping = false;
    let mut after_blank = true;
    let mut before = "";
    let mut piece = 0;
    std::iter::from_fn(move || {
        loop {
            let Some(line) = lines.next() else { return open.take() };
            let times = dialect.times(line.text);
            let broken = times.is_none() && !skipping && is_broken_time_line(line.text);
            if broken || times.is_some() {
                (skipping, after_blank) = (false, false);
                odd.take_times(line, times, dialect);
                let number = match &mut open {
                    Some(last) if dialect != Dialect::SubViewer => drop_index(last, webvtt),
                    Some(_) => None,
                    None => index(before),
                };
                let (start, end) = times.map_or((None, None), |(start, end)| (Some(start), end));
                let raw = Raw { start, end, lines: Vec::new(), line: line.number, number, piece };
                let Some(done) = open.replace(raw) else { continue };
                return Some(done);
            }
            before = line.text;
            if line.text.is_empty() {
                (skipping, after_blank) = (false, true);
            } else if webvtt && open.is_some() && is_head(line.text, after_blank, lines.peek()) {
                (skipping, after_blank) = (true, false);
                piece += 1;
            } else if webvtt && after_blank && is_aside(line.text) {
                skipping = true;
                after_blank = false;
            }
            match &mut open {
                _ if skipping => (),
                Some(raw) => {
                    odd.take_said(line);
                    raw.lines.push(line);
                }
                None => odd.take_above(line, webvtt),
            }
            after_blank &= line.text.is_empty();
        }
    })
}

/// The first line of a file, which stands in the middle where files were put together; lines below it belong to it.
/// Right below what is said it is said too, unless the clock of a stream follows.
fn is_head(line: &str, after_blank: bool, next: Option<&Line>) -> bool {
    let is_of_stream = || next.is_some_and(|next| next.text.starts_with("X-TIMESTAMP-MAP"));
    line.trim_end() == "WEBVTT" && (after_blank || is_of_stream())
        || line.starts_with("WEBVTT X-TIMESTAMP-MAP")
}

fn is_aside(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    })
}

/// Takes away the number (or, in `WebVTT`, the id) of the cue that follows, and answers the number: the last line
/// above its time, if a blank line parts it from what was said, or if it counts on from this cue's own number. Where
/// nothing else was said, it stands directly above the time or counts on. An id stands directly above the time.
fn drop_index(raw: &mut Raw, webvtt: bool) -> Option<u32> {
    let directly_above = raw.lines.last().is_some_and(|line| !line.is_blank());
    while raw.lines.last().is_some_and(Line::is_blank) {
        raw.lines.pop();
    }
    let (last, before) = raw.lines.split_last()?;
    let parted = before.last().is_none_or(Line::is_blank);
    let number = index(last.text);
    let counts_on = number.is_some_and(|n| raw.number.is_some_and(|own| n == own + 1));
    // A number that is all that stands in a cue is said, unless the file counts on with it.
    let is_all = !directly_above && before.iter().all(Line::is_blank);
    let is_number = last.text.trim().trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_id = webvtt && directly_above && !before.is_empty();
    if counts_on && (directly_above || parted) || parted && (is_number && !is_all || is_id) {
        raw.lines.pop();
        return number;
    }
    number.filter(|_| !is_all)
}

/// The number of a cue. Nobody numbers as far as a `u32` goes.
fn index(line: &str) -> Option<u32> {
    line.trim().parse().ok().filter(|&number| number < u32::MAX)
}

/// What is wrong with a cue's end.
fn odd_end(raw: &Raw) -> Option<&'static str> {
    match (raw.start, raw.end) {
        (start, Some(end)) if Some(end) < start => {
            Some("end before start; the next start was taken for the end")
        }
        (Some(_), None) => Some("no end; the next start was taken for it"),
        _ => None,
    }
}

/// What a cue shows, with its tags, and a cue of its times and lines without any text.
fn shown(raw: &Raw) -> (String, Cue) {
    let said: Vec<&str> =
        raw.lines.iter().map(|line| line.text).filter(|text| !text.trim().is_empty()).collect();
    // Older captions write the ends of their lines.
    let said = said.join("\n").replace("[br]", "\n");
    let end_line = raw.lines.iter().rev().find(|l| !l.is_blank()).map_or(raw.line, |l| l.number);
    (said, Cue { start: raw.start, end: raw.end, line: raw.line, end_line, ..Cue::default() })
}

/// Adds what is said in a cue, a piece for each voice. Answers whether it only shows again what the last one does.
fn take_cues(raw: &Raw, cues: &mut Vec<Cue>, underlined: &mut Underlined) -> bool {
    let (said, whole) = shown(raw);
    if underlined.goes_on(&said, &whole)
        && let Some(line) = cues.last_mut()
    {
        (line.end, line.end_line) = (whole.end, whole.end_line);
        return true;
    }
    let first = cues.len();
    if said.contains(['<', '&', '{']) {
        let parts = voices(&said).into_iter();
        cues.extend(parts.map(|(speaker, text)| Cue {
            speaker,
            ..whole.part(plain(&without_overrides(text), Tags::Captions), false)
        }));
    } else {
        cues.push(whole.part(said, false));
    }
    if raw.piece > 0 && shows_again(cues, first) {
        cues.truncate(first);
    }
    false
}

/// Whether the cues from `first` on stand just before it already: pieces of a stream repeat what is shown over their seam.
fn shows_again(cues: &[Cue], first: usize) -> bool {
    let (before, new) = cues.split_at_checked(first).unwrap_or_default();
    let is_same = |a: &Cue, b: &Cue| (a.start, a.end, &a.text) == (b.start, b.end, &b.text);
    new.iter().all(|cue| before.iter().rev().take(AT_ONCE).any(|other| is_same(cue, other)))
}

/// No more cues are shown at once.
const AT_ONCE: usize = 4;

/// How a file names who speaks, as far as it was read.
#[derive(Default)]
struct Names {
    /// On a line above what is said.
    above: bool,
    /// Before a colon.
    before: Speakers,
}

fn finish(mut cues: Vec<Cue>, names: &mut Names, draft: &mut Draft) {
    // What does not begin as chapters does not go on as such.
    if draft.is_empty() && cues.len() <= MOST_CHAPTERS && are_contiguous(&cues) {
        let chapter = |cue: &Cue| Chapter { start: cue.start, title: cue.text.clone(), line: cue.line };
        let listed: Vec<Chapter> = cues.iter().map(chapter).collect();
        if chapters::are_chapters(&listed) {
            chapters::alone(draft, listed);
            return;
        }
    }
    if cues.iter().all(|cue| cue.speaker.is_none()) {
        name_lines::take_from_cues(&mut cues, &mut names.above);
    }
    if cues.iter().all(|cue| cue.speaker.is_none()) {
        names.before.take(&mut cues);
    }
    pour(draft, cues);
}

/// No talk has more chapters, and captions of a talk of a few hours are more.
const MOST_CHAPTERS: usize = 2_000;

/// Chapters end where the next begin; people who speak make pauses.
fn are_contiguous(cues: &[Cue]) -> bool {
    let ends = cues.iter().map(|cue| cue.end.map_or(0, Timestamp::ms));
    let starts = cues.iter().skip(1).map(|cue| cue.start.map_or(0, Timestamp::ms));
    ends.zip(starts).all(|(end, next)| end.abs_diff(next) <= 2_000)
}
