//! Reads LRC: lines of a song or a talk, each behind its time or times.

use super::Guess;
use crate::error::Result;
use crate::load::cues::{Cue, pour};
use crate::load::divide::ends_sentence;
use crate::load::draft::Draft;
use crate::load::labels::bracketed_time;
use crate::load::markup::{Tags, strip_tags};
use crate::load::source::Source;
use crate::model::{Timestamp, TitleFrom};

/// What a file says of itself: `[ti:Title]`.
const TAGS: &[&str] = &["ti", "ar", "al", "au", "by", "offset", "length", "re", "ve", "tool"];

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    if !source.mostly(8, |line| tag(line).is_some() || !times(line).0.is_empty()) {
        return None;
    }
    let tags = sample.iter().filter(|line| tag(line.text).is_some()).count();
    let several = sample.iter().filter(|line| times(line.text).0.len() > 1).count();
    let timed = sample.iter().filter(|line| !times(line.text).0.is_empty()).count();
    let marked = tags + several > 0 || source.is_named(&["lrc"]);
    (timed > 0 && marked && (timed + tags) * 10 >= sample.len() * 8)
        .then(|| Guess::new(93, format!("{timed} lines with times and {tags} with tags as LRC has them")))
}

/// `[key:value]`
fn tag(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().strip_prefix('[')?.strip_suffix(']')?.split_once(':')?;
    TAGS.contains(&key.to_ascii_lowercase().as_str()).then_some((key, value.trim()))
}

/// The times at the start of a line, `[00:12.00][00:30.50]`, and what stands behind them.
fn times(line: &str) -> (Vec<Timestamp>, &str) {
    let mut times = Vec::new();
    let mut rest = line.trim();
    while rest.starts_with('[')
        && let Some((time, behind)) = with_hundredths(rest).or_else(|| bracketed_time(rest))
    {
        times.push(time);
        rest = behind;
    }
    (times, rest)
}

/// `[01:02:10]`: songs have no hours, and some programs write a colon before the hundredths.
fn with_hundredths(text: &str) -> Option<(Timestamp, &str)> {
    let end = text.bytes().take(10).position(|b| b == b']')?;
    let mut parts = text.get(1..end)?.split(':');
    let mut two_digits = || parts.next()?.parse::<i64>().ok().filter(|n| (0..100).contains(n));
    let (minutes, seconds, hundredths) = (two_digits()?, two_digits()?, two_digits()?);
    let ms = (minutes * 60 + seconds) * 1_000 + hundredths * 10;
    Some((Timestamp::from_ms(ms), text.get(end + 1..)?)).filter(|_| parts.next().is_none())
}

/// No line of a song comes more often,
const MOST_TIMES: usize = 32;
/// and none that comes again is longer, in bytes: each time is a copy of it.
const LONGEST: usize = 300;

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut earlier = 0;
    for line in source.lines().filter(|line| !line.is_blank()) {
        if let Some((key, value)) = tag(line.text) {
            match key.to_ascii_lowercase().as_str() {
                "ti" => draft.title(value, TitleFrom::Metadata),
                "offset" => earlier = value.trim_start_matches('+').parse().unwrap_or(0),
                _ => (),
            }
            continue;
        }
        let (mut times, text) = times(line.text);
        if times.len() > 1 && (times.len() > MOST_TIMES || text.len() > LONGEST) {
            let what = format!("a line with {} times, which no song has; read at the first", times.len());
            draft.problem(Some(line.number), what);
            times.truncate(1);
        }
        let cue = |start: Option<Timestamp>| Cue {
            start,
            text: strip_tags(text, Tags::Captions),
            line: line.number,
            end_line: line.number,
            ..Cue::default()
        };
        if times.is_empty() {
            cues.push(cue(cues.last().and_then(|cue| cue.start)));
        }
        cues.extend(times.into_iter().map(|time| cue(Some(time))));
    }
    for start in cues.iter_mut().filter_map(|cue| cue.start.as_mut()) {
        *start = Timestamp::from_ms(i64::from(start.ms()) - earlier);
    }
    // A line with several times is sung several times. An empty line ends the one before it.
    cues.sort_by_key(|cue| cue.start);
    let starts: Vec<_> = cues.iter().skip(1).map(|cue| cue.start).collect();
    for (cue, next) in cues.iter_mut().zip(starts) {
        cue.end = next;
    }
    if is_verse(&cues) {
        for verse in &mut cues {
            verse.opens_turn = true;
        }
    }
    pour(draft, cues);
    Ok(())
}

/// Whether lines are verses, which stand alone, and not captions of speech: hardly any goes on with a small letter, and few
/// end as sentences do.
fn is_verse(cues: &[Cue]) -> bool {
    let lines = || cues.iter().map(|cue| cue.text.trim()).filter(|line| !line.is_empty());
    let all = lines().count();
    let begun = lines().filter(|line| !line.starts_with(char::is_lowercase)).count();
    let ended = lines().filter(|line| ends_sentence(line)).count();
    begun * 10 >= all * 8 && ended * 10 <= all * 3
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_no_song_has_is_read_once_and_told() {
        for (times, text) in
            [(40, "It rains".to_owned()), (3, "It rains ".repeat(100)), (3, "It rains".to_owned())]
        {
            let file = format!("[ti:Rain]\n{}{text}\n", "[00:01.00]".repeat(times));
            let mut draft = Draft::default();
            parse(&Source::new(std::path::Path::new("a"), &file, 1, false), &mut draft).unwrap();
            let (talk, problems) = draft.finish();
            let is_song = times == 3 && text.len() < 100;
            assert_eq!((talk.segments.len(), problems.len()), if is_song { (3, 0) } else { (1, 1) });
        }
    }

    #[test]
    fn verses_stand_alone_and_speech_does_not() {
        for (song, blocks) in [
            ("[00:01.00]Rain on the hill\n[00:02.00]Rain in the vale\n[00:03.00]O how it falls", 3),
            ("[00:01.00]so it rained on\n[00:02.00]the hill and\n[00:03.00]in the vale.", 1),
            ("[00:01.00]It rained.\n[00:02.00]We ran home.\n[00:03.00]It stopped.", 1),
        ] {
            let mut draft = Draft::default();
            parse(&Source::new(Path::new("a.lrc"), song, 1, false), &mut draft).unwrap();
            assert_eq!(draft.finish().0.blocks.len(), blocks, "{song}");
        }
    }

    #[test]
    fn hundredths_stand_behind_a_point_or_a_colon() {
        for (line, ms, text) in [
            ("[01:02.10]It rains", &[62_100][..], "It rains"),
            ("[01:02:10]It rains", &[62_100], "It rains"),
            ("[01:02:10.50] It rains", &[3_730_500], " It rains"),
            ("[00:01][00:03:50]", &[1_000, 3_500], ""),
            ("[01:02:10:3]", &[], "[01:02:10:3]"),
        ] {
            let (times, rest) = times(line);
            let times: Vec<u32> = times.into_iter().map(Timestamp::ms).collect();
            assert_eq!((times.as_slice(), rest), (ms, text), "{line}");
        }
    }
}
