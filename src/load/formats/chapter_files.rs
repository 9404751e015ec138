//! Reads chapters as programs for sound and pictures keep them: ffmpeg's metadata, and OGM's lists (mkvmerge, `MP4Box`).

use super::chapters::Chapter;
use crate::load::source::{Line, Source};
use crate::load::tidy::one_line;
use crate::load::times::take_clock;
use crate::model::Timestamp;

/// What one of these programs wrote.
#[derive(Debug, Default)]
pub(super) struct ChapterFile {
    /// What the whole is called: `title=` above the first part of ffmpeg's metadata.
    pub title: Option<String>,
    pub chapters: Vec<Chapter>,
    /// Chapters without a time that can be read, or without a title: their lines.
    pub flawed: Vec<u32>,
    /// Lines that no such program writes.
    pub strange: Vec<u32>,
    /// The last line is one of these, and may be the start of a line that broke off.
    breaks_off: bool,
}

impl ChapterFile {
    /// Whether there is nothing but chapters, so that nothing that is said could be lost.
    pub fn is_pure(&self) -> bool {
        self.strange.len() <= usize::from(self.breaks_off)
    }
}

/// The chapters of a file that opens as one of these programs writes it; none if none of them does.
pub(super) fn read(source: &Source) -> Option<ChapterFile> {
    let first = source.lines().find(|line| !line.is_blank())?;
    let mut file = match () {
        () if first.text.trim().starts_with(";FFMETADATA") => metadata(source),
        () if numbered(first.text).is_some_and(|(_, key, _)| key.is_empty()) => pairs(source),
        () => return None,
    };
    let last = source.lines().filter(|line| !line.is_blank()).last();
    file.breaks_off = last.is_some_and(|last| {
        let could_go_on = last.text.bytes().all(|b| b.is_ascii_alphanumeric() || b"[_-".contains(&b));
        could_go_on && file.strange.last() == Some(&last.number) && !source.text.ends_with('\n')
    });
    let is_whole = |chapter: &Chapter| chapter.start.is_some() && !chapter.title.is_empty();
    file.flawed.extend(file.chapters.iter().filter(|chapter| !is_whole(chapter)).map(|chapter| chapter.line));
    file.flawed.sort_unstable();
    file.chapters.retain(is_whole);
    Some(file)
}

/// | line of a `[CHAPTER]` | |
/// |---|---|
/// | `TIMEBASE=1/1000` | what its times count; else nanoseconds |
/// | `START=120000` | |
/// | `title=Boats\; hulls` | signs that mean something stand behind `\`, also the end of a line |
fn metadata(source: &Source) -> ChapterFile {
    let mut file = ChapterFile::default();
    let (mut part, mut base) = (Part::Head, NANOSECONDS);
    for (number, line) in joined(source) {
        let line = line.trim();
        if line.is_empty() || line.starts_with([';', '#']) {
            continue;
        }
        if line.starts_with('[') && line.ends_with(']') {
            base = NANOSECONDS;
            part = if line.eq_ignore_ascii_case("[chapter]") { Part::Chapter } else { Part::Other };
            if part == Part::Chapter {
                file.chapters.push(Chapter { start: None, title: String::new(), line: number });
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=').filter(|(key, _)| is_key(key)) else {
            file.strange.push(number);
            continue;
        };
        match (part, key.trim().to_ascii_lowercase().as_str(), file.chapters.last_mut()) {
            (Part::Head, "title", _) => file.title = Some(unescaped(value)),
            (Part::Chapter, "timebase", _) => base = fraction(value).unwrap_or(base),
            (Part::Chapter, "start", Some(chapter)) => {
                chapter.start = value.trim().parse().ok().and_then(|count| moment(count, base));
            }
            (Part::Chapter, "title", Some(chapter)) => chapter.title = unescaped(value),
            _ => (),
        }
    }
    file
}

/// The part of ffmpeg's metadata in which a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Chapter,
    Other,
}

/// Lines, each with those that its `\` at the end goes on to.
fn joined(source: &Source) -> Vec<(u32, String)> {
    let mut lines: Vec<(u32, String)> = Vec::new();
    let mut goes_on = false;
    for Line { text, number } in source.lines() {
        match lines.last_mut().filter(|_| goes_on) {
            Some((_, line)) => {
                line.push('\n');
                line.push_str(text);
            }
            None => lines.push((number, text.to_owned())),
        }
        let marks = text.len() - text.trim_end_matches('\\').len();
        goes_on = marks % 2 == 1;
    }
    lines
}

/// `title`, `major_brand`, `Encoding Params`
fn is_key(key: &str) -> bool {
    let key = key.trim();
    !key.is_empty() && key.len() <= LONGEST_KEY && key.split_whitespace().nth(2).is_none()
}

const LONGEST_KEY: usize = 60;

/// One second has so many of the other, as a part.
const NANOSECONDS: (i64, i64) = (1, 1_000_000_000);

fn fraction(value: &str) -> Option<(i64, i64)> {
    let (above, below) = value.trim().split_once('/')?;
    let parts = (above.parse().ok()?, below.parse().ok()?);
    (parts.0 > 0 && parts.1 > 0).then_some(parts)
}

fn moment(count: i64, (above, below): (i64, i64)) -> Option<Timestamp> {
    let count = Some(count).filter(|count| *count >= 0)?;
    let ms = i128::from(count).checked_mul(i128::from(above))?.checked_mul(1000)? / i128::from(below);
    i64::try_from(ms).ok().map(Timestamp::from_ms)
}

fn unescaped(value: &str) -> String {
    let mut escaped = false;
    let kept = value.trim().chars().filter(|c| {
        escaped = *c == '\\' && !escaped;
        !escaped
    });
    one_line(&kept.collect::<String>())
}

/// `CHAPTER01=00:00:00.000` and `CHAPTER01NAME=Rain`, in pairs.
fn pairs(source: &Source) -> ChapterFile {
    let mut file = ChapterFile::default();
    let mut last = None;
    for line in source.lines().filter(|line| !line.is_blank()) {
        let Some((count, key, value)) = numbered(line.text) else {
            file.strange.push(line.number);
            continue;
        };
        match key {
            "" => {
                let time = take_clock(value.trim()).filter(|(_, rest)| rest.is_empty());
                let start = time.map(|(time, _)| time);
                file.chapters.push(Chapter { start, title: String::new(), line: line.number });
                last = Some(count);
            }
            "NAME" => match file.chapters.last_mut().filter(|_| last == Some(count)) {
                Some(chapter) => chapter.title = one_line(value),
                None => file.flawed.push(line.number),
            },
            _ => (),
        }
    }
    file
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

    use proptest::prelude::*;

    use super::*;

    fn file(text: &str) -> Option<ChapterFile> {
        read(&Source::new(Path::new("a.txt"), text, 1, false))
    }

    fn told(text: &str) -> Option<Vec<String>> {
        let told = |c: &Chapter| format!("{} {}", c.start.unwrap_or_default(), c.title);
        Some(file(text)?.chapters.iter().map(told).collect())
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
            (";FFMETADATA1\n[CHAPTER]\nSTART=0\ntitle=Rain \\\nand wind\n", vec!["0:00 Rain and wind"]),
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
    fn what_is_no_chapter_is_counted_and_never_passed_over() {
        let ogm = "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Rain";
        let metadata = ";FFMETADATA1\ntitle=Weather\n; of June\n[CHAPTER]\nSTART=0\ntitle=Rain";
        for (text, flawed, strange, is_pure) in [
            (ogm.to_owned(), vec![], vec![], true),
            (metadata.to_owned(), vec![], vec![], true),
            (format!("{ogm}\n\nAnn: It rains.\nYes\n"), vec![], vec![4, 5], false),
            (format!("{metadata}\n\nAnn: It rains."), vec![], vec![8], false),
            (format!("{metadata}\n[Music] It rains = it pours."), vec![], vec![7], false),
            (format!("{ogm}\nCHAPTER02=oops\nCHAPTER02NAME=Hail"), vec![3], vec![], true),
            (format!("{ogm}\nCHAPTER03NAME=Hail"), vec![3], vec![], true),
            (format!("{metadata}\n[CHAPTER]\nSTART=5"), vec![7], vec![], true),
            // What broke off within a line.
            (format!("{ogm}\nCHAPTER0"), vec![], vec![3], true),
            (format!("{metadata}\n[CHAP"), vec![], vec![7], true),
            (format!("{ogm}\nRain.\n"), vec![], vec![3], false),
        ] {
            let file = file(&text).unwrap();
            let got = (file.is_pure(), file.flawed, file.strange);
            assert_eq!(got, (is_pure, flawed, strange), "{text}");
        }
    }

    #[test]
    fn times_of_any_size_are_read_or_left() {
        let most = i64::MAX;
        let text = format!(
            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE={most}/1\nSTART={most}\ntitle=Rain\n[CHAPTER]\nTIMEBASE=1/1\n\
             START=5\ntitle=Snow\n"
        );
        assert_eq!(told(&text).unwrap(), ["0:05 Snow"]);
        assert_eq!(file(&text).unwrap().flawed, [2]);
    }

    #[test]
    fn the_whole_has_a_title_of_its_own() {
        let title = |text| file(text).and_then(|file| file.title);
        assert_eq!(
            title(";FFMETADATA1\nartist=Ann\ntitle=Weather\n[CHAPTER]\ntitle=Rain").as_deref(),
            Some("Weather")
        );
        assert_eq!(title(";FFMETADATA1\n[CHAPTER]\ntitle=Rain"), None);
        assert_eq!(title("title=Weather"), None);
    }

    proptest! {
        #[test]
        fn any_numbers_can_be_read(counts in prop::collection::vec(any::<(i64, i64, i64)>(), 0..4)) {
            let chapter = |(start, above, below)| {
                format!("[CHAPTER]\nTIMEBASE={above}/{below}\nSTART={start}\ntitle=Rain\n")
            };
            let text = format!(";FFMETADATA1\n{}", counts.iter().copied().map(chapter).collect::<String>());
            let file = file(&text).unwrap();
            prop_assert!(file.is_pure());
            prop_assert_eq!(file.chapters.len() + file.flawed.len(), counts.len());
        }

        #[test]
        fn any_lines_can_be_read(text in r"(;FFMETADATA1\n|CHAPTER1=0:00\n)([CHAPTER=0-9:/a \\\[\]\n]|START=|title=|NAME=)*") {
            let file = file(&text).unwrap();
            let lines = u32::try_from(text.lines().count()).unwrap();
            prop_assert!(file.strange.iter().chain(&file.flawed).all(|line| (1..=lines).contains(line)));
        }
    }
}
