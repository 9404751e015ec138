//! Reads chapters as programs for sound and pictures keep them: ffmpeg's metadata, and OGM's lists (mkvmerge, `MP4Box`).

use super::chapters::Chapter;
use crate::load::source::{Line, Source};
use crate::load::times::take_clock;
use crate::model::Timestamp;

/// The chapters of a file that one of these programs wrote; none if none of them did.
pub(super) fn read(source: &Source) -> Option<Vec<Chapter>> {
    let first = source.lines().find(|line| !line.is_blank())?;
    match () {
        () if first.text.trim().starts_with(";FFMETADATA") => Some(metadata(source)),
        () if numbered(first.text).is_some_and(|(_, key, _)| key.is_empty()) => Some(pairs(source)),
        () => None,
    }
}

/// What the whole is called: `title=` above the first part of ffmpeg's metadata.
pub(super) fn title(source: &Source) -> Option<String> {
    let mut lines = source.lines().map(|line| line.text.trim());
    let is_metadata = lines.next().is_some_and(|line| line.starts_with(";FFMETADATA"));
    let mut head = lines.take_while(|line| !line.starts_with('['));
    head.find_map(|line| line.strip_prefix("title=")).filter(|_| is_metadata).map(unescaped)
}

/// | line of a `[CHAPTER]` | |
/// |---|---|
/// | `TIMEBASE=1/1000` | what its times count; else nanoseconds |
/// | `START=120000` | |
/// | `title=Boats\; hulls` | signs that mean something stand behind `\` |
fn metadata(source: &Source) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    let (mut within, mut base) = (false, NANOSECONDS);
    for Line { text, number } in source.lines() {
        let line = text.trim();
        if line.starts_with('[') {
            within = line.eq_ignore_ascii_case("[chapter]");
            base = NANOSECONDS;
            if within {
                chapters.push(Chapter { start: None, title: String::new(), line: number });
            }
        }
        let (Some((key, value)), Some(chapter)) = (line.split_once('='), chapters.last_mut()) else {
            continue;
        };
        match key.trim().to_ascii_lowercase().as_str() {
            _ if !within => (),
            "timebase" => base = fraction(value).unwrap_or(base),
            "start" => chapter.start = value.trim().parse().ok().and_then(|count| moment(count, base)),
            "title" => chapter.title = unescaped(value),
            _ => (),
        }
    }
    chapters.retain(|chapter| chapter.start.is_some() && !chapter.title.is_empty());
    chapters
}

/// One second has so many of the other, as a part.
const NANOSECONDS: (i64, i64) = (1, 1_000_000_000);

fn fraction(value: &str) -> Option<(i64, i64)> {
    let (above, below) = value.trim().split_once('/')?;
    let parts = (above.parse().ok()?, below.parse().ok()?);
    (parts.0 > 0 && parts.1 > 0).then_some(parts)
}

fn moment(count: i64, (above, below): (i64, i64)) -> Option<Timestamp> {
    let count = Some(count).filter(|count| *count >= 0)?;
    let ms = i128::from(count) * i128::from(above) * 1000 / i128::from(below);
    i64::try_from(ms).ok().map(Timestamp::from_ms)
}

fn unescaped(value: &str) -> String {
    let mut escaped = false;
    let kept = value.trim().chars().filter(|c| {
        escaped = *c == '\\' && !escaped;
        !escaped
    });
    kept.collect()
}

/// `CHAPTER01=00:00:00.000` and `CHAPTER01NAME=Rain`, in pairs.
fn pairs(source: &Source) -> Vec<Chapter> {
    let mut chapters: Vec<(u32, Chapter)> = Vec::new();
    for line in source.lines() {
        let Some((count, key, value)) = numbered(line.text) else { continue };
        match key {
            "" => {
                let start = take_clock(value.trim()).map(|(time, _)| time);
                chapters.push((count, Chapter { start, title: String::new(), line: line.number }));
            }
            "NAME" => {
                if let Some((_, chapter)) = chapters.last_mut().filter(|(last, _)| *last == count) {
                    value.trim().clone_into(&mut chapter.title);
                }
            }
            _ => (),
        }
    }
    let whole = |chapter: &Chapter| chapter.start.is_some() && !chapter.title.is_empty();
    chapters.into_iter().map(|(_, chapter)| chapter).filter(whole).collect()
}

/// The number of a chapter, what is told of it, and its value.
fn numbered(line: &str) -> Option<(u32, &str, &str)> {
    let (key, value) = line.trim().strip_prefix("CHAPTER")?.split_once('=')?;
    let end = key.find(|c: char| !c.is_ascii_digit()).unwrap_or(key.len());
    let (count, key) = key.split_at_checked(end)?;
    Some((count.parse().ok()?, key, value))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn told(text: &str) -> Option<Vec<String>> {
        let chapters = read(&Source::new(Path::new("a.txt"), text, 1, false))?;
        Some(chapters.iter().map(|c| format!("{} {}", c.start.unwrap_or_default(), c.title)).collect())
    }

    #[test]
    fn chapters_of_programs() {
        for (text, chapters) in [
            (
                ";FFMETADATA1\ntitle=Weather\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=9\ntitle=Rain\n\n[CHAPTER]\n\
                 TIMEBASE=1/10\nSTART=605\ntitle=Snow\\; hail\\\\n",
                vec!["0:00 Rain", "1:00 Snow; hail\\n"],
            ),
            (";FFMETADATA1\n[CHAPTER]\nSTART=2000000000\ntitle=Rain\n", vec!["0:02 Rain"]),
            (";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/0\nSTART=-2\ntitle=Rain\n[STREAM]\ntitle=b\n", vec![]),
            (
                "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Rain\nCHAPTER02=00:04:10.500\nCHAPTER02NAME=Snow\nCHAPTER03=x",
                vec!["0:00 Rain", "4:10 Snow"],
            ),
        ] {
            assert_eq!(told(text).unwrap_or_default(), chapters, "{text}");
        }
        assert_eq!(told("CHAPTER one\n0:00 Rain"), None);
        assert_eq!(told("0:00 Rain"), None);
    }

    #[test]
    fn the_whole_has_a_title_of_its_own() {
        let title = |text| title(&Source::new(Path::new("a.txt"), text, 1, false));
        assert_eq!(
            title(";FFMETADATA1\nartist=Ann\ntitle=Weather\n[CHAPTER]\ntitle=Rain").as_deref(),
            Some("Weather")
        );
        assert_eq!(title(";FFMETADATA1\n[CHAPTER]\ntitle=Rain"), None);
        assert_eq!(title("title=Weather"), None);
    }
}
