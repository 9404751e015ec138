//! What a case wants, and how far dictum agrees: on what a reader cares about, which is cues, their times, their
//! words and who says them.

use std::path::Path;

use dictum::load::{Loaded, load};
use dictum::model::{Segment, Talk, Timestamp};
use dictum::text::clean;

/// A caption as a suite has it. What a suite does not say is not judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cue {
    pub start: Option<f64>,
    pub end: Option<f64>,
    pub text: Option<String>,
    pub voice: Option<String>,
}

impl Cue {
    pub fn new(start: f64, end: f64, text: &str) -> Self {
        Self { start: Some(start), end: Some(end), text: Some(one_line(text)), voice: None }
    }
}

/// What a suite holds to be right of a file.
#[derive(Debug, Default)]
pub struct Wanted {
    /// How many cues hold words.
    pub count: Option<usize>,
    /// Cues by their places; from the end where negative.
    pub cues: Vec<(isize, Cue)>,
    /// All that is said, one word after the other.
    pub words: Option<String>,
    /// A chapter list or an empty file has nothing that is said: refusing it is as good.
    pub may_be_refused: bool,
}

impl Wanted {
    /// These cues and no others. Cues without words are nothing to read.
    pub fn cues(cues: Vec<Cue>) -> Self {
        let spoken: Vec<Cue> = cues.into_iter().filter(|cue| cue.text.as_deref() != Some("")).collect();
        Self {
            count: Some(spoken.len()),
            may_be_refused: spoken.is_empty(),
            cues: (0..).zip(spoken).collect(),
            words: None,
        }
    }

    pub fn words(words: &str) -> Self {
        Self { words: Some(words.to_owned()), ..Self::default() }
    }

    /// A file that upstream refuses: reading it and refusing it are both right, crashing is not.
    pub fn at_least_opens() -> Self {
        Self { may_be_refused: true, ..Self::default() }
    }
}

pub struct Case {
    pub name: String,
    pub bytes: Vec<u8>,
    pub wanted: Wanted,
}

impl Case {
    /// A file of a suite, by its name within the suite.
    pub fn file(folder: &Path, name: &str, wanted: Wanted) -> Self {
        let bytes = std::fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        Self { name: name.to_owned(), bytes, wanted }
    }
}

/// Times in a suite are rounded in many ways; nobody hears a hundredth of a second.
const NEAR: f64 = 0.011;

/// Where dictum reads a file otherwise than the suite wants, in words.
pub fn disagreement(case: &Case) -> Option<String> {
    let loaded = match load(Path::new(&case.name), &case.bytes) {
        Ok(loaded) => loaded,
        Err(_) if case.wanted.may_be_refused => return None,
        Err(e) => return Some(e.to_string()),
    };
    let cues = cues_of(&loaded.talk);
    if let Some(count) = case.wanted.count.filter(|&count| count != cues.len()) {
        return Some(format!("{} cues, wanted {count}: {:?}", cues.len(), short(&cues)));
    }
    for (at, wanted) in &case.wanted.cues {
        let place = if *at < 0 { cues.len().checked_add_signed(*at) } else { usize::try_from(*at).ok() };
        let Some(got) = place.and_then(|place| cues.get(place)) else { return Some(format!("no cue {at}")) };
        if !agrees(wanted, got) {
            return Some(format!("cue {at}: {got:?}, wanted {wanted:?}"));
        }
    }
    let (wanted, got) = (words(case.wanted.words.as_deref()?), words(&loaded.talk.text));
    (wanted != got).then(|| {
        let at = wanted.iter().zip(&got).take_while(|(a, b)| a == b).count();
        let some = |words: &[String]| words.iter().skip(at).take(5).cloned().collect::<Vec<_>>().join(" ");
        format!("word {at}: {:?}, wanted {:?}", some(&got), some(&wanted))
    })
}

fn short(cues: &[Cue]) -> Vec<&str> {
    cues.iter().filter_map(|cue| cue.text.as_deref()).take(12).collect()
}

fn agrees(wanted: &Cue, got: &Cue) -> bool {
    let near = |a: Option<f64>, b: Option<f64>| a.is_none_or(|a| b.is_some_and(|b| (a - b).abs() < NEAR));
    // A name that stands before a colon in the text is a voice for dictum.
    let with_name = || Some(format!("{}: {}", got.voice.as_deref()?, got.text.as_deref()?));
    let text = wanted.text.is_none() || wanted.text == got.text || wanted.text == with_name();
    let voice = wanted.voice.is_none() || wanted.voice == got.voice;
    near(wanted.start, got.start) && near(wanted.end, got.end) && text && voice
}

/// The cues as they stood in the file: what dictum parted by voices is joined again.
pub fn cues_of(talk: &Talk) -> Vec<Cue> {
    let mut cues: Vec<(u32, Cue)> = Vec::new();
    let seconds = |time: Option<Timestamp>| time.map(|time| f64::from(time.ms()) / 1e3);
    let voice = |segment: &Segment| segment.speaker.and_then(|id| talk.speaker(id)).map(|s| s.name.clone());
    for segment in &talk.segments {
        let text = segment.span.of(&talk.text);
        if let Some((line, cue)) = cues.last_mut()
            && *line == segment.line
            && *line > 0
            && cue.start == seconds(segment.start)
            && cue.end == seconds(segment.end)
            && let Some(said) = &mut cue.text
        {
            said.push(' ');
            said.push_str(text);
            continue;
        }
        cues.push((
            segment.line,
            Cue {
                start: seconds(segment.start),
                end: seconds(segment.end),
                text: Some(one_line(text)),
                voice: voice(segment),
            },
        ));
    }
    cues.into_iter().map(|(_, cue)| Cue { text: cue.text.map(|text| one_line(&text)), ..cue }).collect()
}

/// All of a file that dictum has read, as a wish for another.
pub fn as_read(folder: &Path, name: &str) -> Loaded {
    let bytes = std::fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    load(Path::new(name), &bytes).unwrap_or_else(|e| panic!("{e}"))
}

/// Safe to show, and blanks folded: how lines are broken is the screen's affair. So is the shape of an apostrophe,
/// or a quote, which some programs straighten, and marks that nobody sees.
pub fn one_line(text: &str) -> String {
    clean(&text.replace(['\u{200B}', '\u{200E}', '\u{200F}'], "").replace('’', "'").replace(['“', '”'], "\""))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Words in small letters, without marks.
pub fn words(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    let parts = small.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
