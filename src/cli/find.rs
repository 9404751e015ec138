//! `dictum find`: where something was said, best first, over all the talks that are named.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;

use super::haystack::Haystack;
use super::plan::Search;
use super::table::{count, field};
use super::{Exit, Look, Outcome, complain, json, shown};
use crate::error::Error;
use crate::index::{Found, Outlines, cache_folder};
use crate::library::Address;
use crate::model::{Origin, Span, Talk, Timestamp};
use crate::search::{self, Bar, MARKS, Query, bars, said_by, sentence_of, turns_within, unmet};
use crate::text::{clean_line, width, wrap};

/// About three rows of a terminal: enough to know a passage again.
const MOST_AROUND: usize = 240;

/// Of what only comes closest so many are printed for people to read: more of it is noise.
const MOST_CLOSEST: usize = 3;

/// Finds passages and prints the best. Where they only come closest, that is told on standard error, and nothing was found.
/// A file that cannot be read is told on standard error; the others go on.
pub fn find(search: &Search, look: Look, out: &mut impl Write) -> Outcome {
    let mut haystack = Haystack::gather(search)?;
    let Best { mut hits, mut open } = best(search, &mut haystack)?;
    haystack.passed_over.tell();
    search.query.doubts.iter().for_each(|doubt| complain(&Error::new(doubt.clone())));
    let found = is_found(&hits);
    for (at, (_, hit)) in hits.iter_mut().enumerate() {
        hit.rank = at + 1;
        hit.closest |= !found;
    }
    if !found {
        tell_why(search, &mut haystack, !hits.is_empty())?;
    }
    if !found && !search.json {
        hits.truncate(MOST_CLOSEST);
    }
    // Lines for editors tell no sections: nothing is found for them.
    if search.json || look.columns.is_some() {
        let cache = cache_folder().filter(|_| search.by_index);
        find_sections(&mut hits, &mut open, &mut haystack, &Outlines::new(cache.as_deref()));
    }
    hits.iter().try_for_each(|(_, hit)| match (search.json, look.columns) {
        (true, _) => json::write(out, hit),
        (false, None) => write_line(hit, out),
        (false, Some(columns)) => write_passage(hit, columns, look, out),
    })?;
    Ok(match (found, haystack.failed) {
        (true, _) => Exit::Done,
        (false, false) => Exit::Nothing,
        (false, true) => Exit::Failed,
    })
}

/// The best hits, each with the number of its talk, and the talks that they are in.
#[derive(Default)]
struct Best {
    hits: Vec<(usize, json::Hit)>,
    open: Open,
}

/// Talks by their numbers; none where one says something else than was looked through.
type Open = HashMap<usize, Option<(Address, Talk)>>;

/// Whether the best is more than what comes closest.
fn is_found(best: &[(usize, json::Hit)]) -> bool {
    best.first().is_some_and(|(_, hit)| !hit.closest)
}

/// Hits under no heading get the section that dictum finds there. That takes a while for a long talk, so it is done for
/// what is printed alone, and for all of it at once.
fn find_sections(
    hits: &mut [(usize, json::Hit)],
    open: &mut Open,
    haystack: &mut Haystack,
    outlines: &Outlines,
) {
    let bare: HashSet<usize> =
        hits.iter().filter(|(_, hit)| hit.section.is_none()).map(|(talk, _)| *talk).collect();
    open.retain(|talk, _| bare.contains(talk));
    open.par_iter_mut().filter_map(|(_, talk)| talk.as_mut()).for_each(|(_, talk)| {
        // The reader's own sections are put in again below: they may be made from found ones.
        if let Some(unedited) = talk.unedited.take() {
            talk.sections = unedited;
        }
        // What breaks on a talk costs its sections, not the hits.
        if catch_unwind(AssertUnwindSafe(|| outlines.complete(talk))).is_err() {
            talk.sections.clear();
        }
    });
    for (address, talk) in open.values_mut().flatten() {
        haystack.names.apply(address, talk);
    }
    for (talk, hit) in hits.iter_mut().filter(|(_, hit)| hit.section.is_none()) {
        if let Some(Some((_, talk))) = open.get(talk) {
            (hit.section, hit.origin) = section_of(talk, hit.start as usize).unzip();
        }
    }
}

/// The title of the section that a byte of the text is in, and whose it is.
fn section_of(talk: &Talk, at: usize) -> Option<(String, &'static str)> {
    let section = talk.sections.get(talk.section_at(at)?)?;
    Some((section.title.clone(), section.origin.name()))
}

/// Tells on standard error why nothing was found: what lets no talk through, else what of that which was asked for
/// beside the words keeps something out, else that it is not said.
fn tell_why(search: &Search, haystack: &mut Haystack, anything_close: bool) -> Outcome<()> {
    let narrowing = &search.query.narrowing;
    let mut why = Vec::new();
    if !narrowing.is_wide() {
        let cards = haystack.cards();
        why = unmet(narrowing, &cards.iter().collect::<Vec<_>>(), cards.len() == 1);
    }
    let bars = if why.is_empty() { bars(&search.query) } else { Vec::new() };
    let mut is_said = |query: Query| -> Outcome<bool> {
        let without = Search { query, limit: NonZeroUsize::MIN, ..search.clone() };
        Ok(is_found(&best(&without, haystack)?.hits))
    };
    let typed =
        |bar: &Bar| if search.exact && bar.typed == MARKS { "--exact" } else { &bar.typed }.to_owned();
    for bar in &bars {
        if is_said(bar.without.clone())? {
            why.push(bar.told(&typed(bar), bars.len() == 1, "there is something"));
        }
    }
    if why.is_empty() && bars.len() > 1 && is_said(search.query.clone().loosely().with_all().everywhere())? {
        let typed: Vec<String> = bars.iter().map(typed).collect();
        why.push(format!("without {} there is something", typed.join(" and ")));
    }
    if why.is_empty() {
        let talks = count(haystack.count_meant(search), "talk");
        why.push(format!(
            "{} like it is said in {talks}",
            if anything_close { "hardly anything" } else { "nothing" }
        ));
    }
    if anything_close && let Some(last) = why.last_mut() {
        last.push_str("; what comes closest:");
    }
    for why in why {
        complain(&Error::new(why));
    }
    Ok(())
}

/// A file may change while it is looked through; one that does so again and again is let be.
const ATTEMPTS: usize = 3;

/// The best hits. A talk that says something else than its index has is asked as it is.
fn best(search: &Search, haystack: &mut Haystack) -> Outcome<Best> {
    let mut best = Best::default();
    for _ in 0..ATTEMPTS {
        best = best_of_now(search, haystack)?;
        let outdated: Vec<usize> =
            best.open.iter().filter(|(_, talk)| talk.is_none()).map(|(at, _)| *at).collect();
        if outdated.is_empty() {
            break;
        }
        haystack.mend(search, &outdated);
    }
    Ok(best)
}

/// The best hits of talks that say what was looked through. Their talks are read again, so that not all talks have to be
/// held.
fn best_of_now(search: &Search, haystack: &mut Haystack) -> Outcome<Best> {
    let limit = search.limit.get();
    // Which of them the speaker says is only known afterwards.
    let many = if search.query.narrowing.speaker.is_some() { usize::MAX } else { limit.saturating_mul(2) };
    let Best { mut hits, mut open } = Best::default();
    for Found { talk: at, passage } in haystack.ask(search, many)? {
        if let Entry::Vacant(new) = open.entry(at) {
            new.insert(haystack.open(at)?);
        }
        let Some(Some((address, talk))) = open.get(&at) else { continue };
        let narrowing = &search.query.narrowing;
        let says = |at| narrowing.is_said_by(talk.speaker_at(at).map(|speaker| speaker.name.as_str()));
        for hit in search::hits(&talk.text, &[passage]).into_iter().filter_map(|hit| said_by(hit, says)) {
            let hit = described(address.path(), talk, &hit);
            if !hits.iter().any(|(_, other)| are_twins(other, &hit)) {
                hits.push((at, hit));
            }
        }
        if hits.len() >= limit {
            break;
        }
    }
    Ok(Best { hits, open })
}

/// Whether two talks have the very same sentence: a talk that lies there twice.
fn are_twins(one: &json::Hit, other: &json::Hit) -> bool {
    /// A shorter sentence is said by many.
    const LONG: usize = 40;
    let length = one.before.len() + one.text.len() + one.after.len();
    one.path != other.path
        && length >= LONG
        && (&one.before, &one.text, &one.after) == (&other.before, &other.text, &other.after)
}

/// All that is told of a hit; its rank is settled when all talks were searched.
fn described(path: &Path, talk: &Talk, hit: &search::Hit) -> json::Hit {
    let Span { start, end } = hit.span;
    let text = &talk.text;
    let sentence = sentence_of(talk, hit.span, MOST_AROUND);
    let first = talk.segment_at(hit.span.from());
    let last = talk.segment_at(hit.span.to().saturating_sub(1));
    let time = talk.time_at(hit.span.from());
    let (section, origin) = section_of(talk, hit.span.from()).unzip();
    json::Hit {
        rank: 0,
        score: hit.score,
        path: json::path(path),
        title: talk.title.clone(),
        line: first.and_then(|segment| json::line(segment.line)),
        end_line: last.and_then(|segment| json::line(segment.end_line)),
        start,
        end,
        start_ms: time.map(Timestamp::ms),
        end_ms: talk.time_at(hit.span.to().saturating_sub(1)).map(Timestamp::ms),
        speaker: talk.speaker_at(hit.span.from()).map(|speaker| speaker.name.clone()),
        label: talk.speaker_at(hit.span.from()).map(|speaker| speaker.label().to_owned()),
        section,
        origin,
        text: hit.span.of(text).to_owned(),
        marks: hit.marks.iter().map(|mark| within(hit.span, *mark)).collect(),
        before: Span { start: sentence.start, end: start }.of(text).to_owned(),
        after: Span { start: end, end: sentence.end }.of(text).to_owned(),
        turns: turns_within(talk, hit.span)
            .filter_map(|at| Some((at - hit.span.from(), talk.speaker_at(at)?.name.clone())))
            .collect(),
        why: hit.why.name(),
        closest: hit.closest,
        source_url: talk.link_at(time),
    }
}

/// A mark as a range of the passage.
fn within(passage: Span, mark: Span) -> [usize; 2] {
    let mark = mark.intersect(passage);
    [mark.from() - passage.from(), mark.to() - passage.from()]
}

/// For pipes and editors: `path:line: [time] the sentence`.
fn write_line(hit: &json::Hit, out: &mut impl Write) -> io::Result<()> {
    let line = hit.line.map(|line| format!("{line}:")).unwrap_or_default();
    let time = hit.start_ms.map(|ms| format!("[{}] ", at(ms))).unwrap_or_default();
    let speaker = hit.speaker.as_ref().map(|name| format!("{}: ", clean_line(name))).unwrap_or_default();
    let said = one_line(&hit.with_names());
    writeln!(out, "{}:{line} {time}{speaker}{said}", shown(Path::new(&hit.path)))
}

/// For people: what it is from, where in it, and the sentence with the found words in bold.
fn write_passage(hit: &json::Hit, columns: usize, look: Look, out: &mut impl Write) -> io::Result<()> {
    let columns = columns.min(super::prose::WIDEST);
    if hit.rank > 1 {
        writeln!(out)?;
    }
    let place = match hit.line {
        Some(line) => format!("{}:{line}", shown(Path::new(&hit.path))),
        None => shown(Path::new(&hit.path)),
    };
    writeln!(out, "{}", look.strong(&clean_line(&hit.title)))?;
    let time = hit.start_ms.map(|ms| at(ms).to_string());
    // What dictum found is not the author's word: it is marked.
    let sign = if hit.origin == Some(Origin::Found.name()) { "~ " } else { "" };
    let section = hit.section.as_ref().map(|section| format!("{sign}{section}"));
    let facts = [time, hit.speaker.clone(), section, Some(place)];
    writeln!(out, "{}", facts.iter().flatten().map(|fact| clean_line(fact)).collect::<Vec<_>>().join(" · "))?;
    let (said, marks) = with_marks(hit);
    for row in wrap(&said, Span::new(0, said.len()), columns.saturating_sub(2).max(width("  ") + 8)) {
        writeln!(out, "  {}", bold_marks(&said, row, &marks, look))?;
    }
    Ok(())
}

/// The sentence on one line, with the names of others who speak in it, and where the marks are in it.
fn with_marks(hit: &json::Hit) -> (String, Vec<Span>) {
    let shift = |at: usize| {
        let named = hit.turns.iter().take_while(|(from, _)| *from <= at);
        at + hit.before.len() + named.map(|(_, name)| name.len() + ": ".len()).sum::<usize>()
    };
    let marks = hit.marks.iter().map(|&[from, to]| Span::new(shift(from), shift(from) + to - from)).collect();
    // Letter for letter, so that the marks stay where they are.
    (hit.with_names().replace(['\n', '\t'], " "), marks)
}

fn bold_marks(text: &str, row: Span, marks: &[Span], look: Look) -> String {
    let mut line = String::new();
    let mut at = row.from();
    for mark in marks
        .iter()
        .map(|mark| mark.intersect(row))
        .filter(|mark| !mark.is_empty() && mark.from() >= row.from())
    {
        line.push_str(Span::new(at, mark.from()).of(text));
        line.push_str(&look.strong(mark.of(text)));
        at = mark.to();
    }
    line.push_str(Span::new(at, row.to()).of(text));
    line
}

fn at(ms: u32) -> Timestamp {
    Timestamp::from_ms(i64::from(ms))
}

fn one_line(text: &str) -> String {
    field(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Segment, SegmentKind};
    use crate::search::Why;

    #[test]
    fn a_found_section_has_its_sign() {
        let talk = Talk {
            title: "Harbours".to_owned(),
            text: "the tide turns".to_owned(),
            segments: vec![Segment {
                kind: SegmentKind::Speech,
                speaker: None,
                span: Span::new(0, 14),
                start: None,
                end: None,
                line: 3,
                end_line: 3,
            }],
            ..Talk::default()
        };
        let span = Span::new(4, 8);
        let hit = search::Hit {
            span,
            marks: vec![span],
            score: 1.0,
            why: Why::Exact,
            instead: Vec::new(),
            closest: false,
        };
        let look = Look { columns: Some(40), bold: false };
        for (origin, facts) in [
            (None, "a.txt:3"),
            (Some(Origin::Written), "Tides · a.txt:3"),
            (Some(Origin::Found), "~ Tides · a.txt:3"),
            (Some(Origin::Reader), "Tides · a.txt:3"),
        ] {
            let section = origin.map(|_| "Tides".to_owned());
            let origin = origin.map(Origin::name);
            let hit = json::Hit { section, origin, ..described(Path::new("a.txt"), &talk, &hit) };
            let mut out = Vec::new();
            write_passage(&hit, 40, look, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), format!("Harbours\n{facts}\n  the tide turns\n"));
        }
    }

    #[test]
    fn marks_are_bold_on_every_row_they_reach() {
        let look = Look { columns: Some(20), bold: true };
        let text = "never lock the knee";
        let marks = [Span::new(0, 5), Span::new(11, 19)];
        for (row, printed) in [
            (Span::new(0, 19), "\u{1b}[1mnever\u{1b}[22m lock \u{1b}[1mthe knee\u{1b}[22m"),
            (Span::new(0, 14), "\u{1b}[1mnever\u{1b}[22m lock \u{1b}[1mthe\u{1b}[22m"),
            (Span::new(15, 19), "\u{1b}[1mknee\u{1b}[22m"),
            (Span::new(6, 10), "lock"),
        ] {
            assert_eq!(bold_marks(text, row, &marks, look), printed);
        }
        assert_eq!(bold_marks(text, Span::new(0, 19), &marks, Look { bold: false, ..look }), text);
    }
}
