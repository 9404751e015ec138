//! Cuts what a web page puts round a transcript: buttons, menus, footers.

use std::collections::VecDeque;

use super::draft::Draft;
use super::name_shapes::could_be_name;
use super::source::Line;
use super::times::take_clock;
use crate::model::Timestamp;

/// Furniture is looked for in so many lines at either end.
const REACH: usize = 15;

/// Lines that are furniture at either end of a file. Those of one word count only next to other furniture or at
/// the very edge, for a caption may be one word, too.
const AT_THE_ENDS: &[&str] = &[
    "Transcript preview",
    "Open",
    "Resume",
    "Read",
    "Categories",
    "Manage",
    "Transcript",
    "Search in video",
    "Search transcript",
    "Show transcript",
    "English (auto-generated)",
    "English",
    "Sync to video time",
    "Follow along using the transcript.",
    "Share",
    "Save",
    "Download",
    "Watch the Video",
    "Watch the video",
    "Stay Informed with Quality Articles",
    "Stay Informed with Quality Articles.",
    "Subscribe",
    "Copy",
    "Copy to clipboard",
    "Print",
    "No title found",
    "No text",
    "Audio file",
];

/// How lines begin that are furniture at either end.
const AT_THE_ENDS_BEGINNING: &[&str] = &[
    "file updated ",
    "Discover curated summaries",
    "© ",
    "Copyright ©",
    "Transcribed by ",
    "# tactiq.io free youtube transcript",
];

/// How lines begin that are furniture anywhere.
const ANYWHERE: &[&str] = &[
    "Kind: captions",
    "Transcribed by https://otter.ai",
    "This editable transcript was computer generated",
    "People can also change the text after it was created",
    "Downloaded From www.AllSubs.org",
    "Subtitles by the Amara.org community",
    "TRANSCRIPT BELOW:",
];

/// How lines begin that whisper and whisper.cpp print beside what they hear.
const PROGRAMS_SAY: &[&str] = &[
    "Detecting language using up to the first ",
    "Detected language: ",
    "Detected language '",
    "warnings.warn(",
    "whisper_init_",
    "whisper_model_load:",
    "whisper_backend_init",
    "whisper_print_timings:",
    "whisper_full_with_state:",
    "ggml_",
    "system_info: n_threads",
    "main: processing '",
];

/// Takes furniture out of the lines of a file, and tells the draft of each piece.
pub(super) fn cut(draft: &mut Draft, lines: &mut Vec<Line>) {
    let edges = Edges::of(lines.iter().copied());
    lines.retain(|line| !edges.cut(draft, line));
}

/// The numbers of the lines at either end of a file that are furniture.
pub(super) struct Edges(Vec<u32>);

impl Edges {
    pub fn of<'a>(lines: impl Iterator<Item = Line<'a>>) -> Self {
        let (mut head, mut tail) = (Vec::new(), VecDeque::new());
        for line in lines.filter(|line| !line.is_blank()) {
            if head.len() < REACH {
                head.push(line);
            }
            if tail.len() == REACH {
                tail.pop_back();
            }
            tail.push_front(line);
        }
        let mut furniture = at_the_edge(&head);
        furniture.extend(at_the_edge(tail.make_contiguous()));
        Self(furniture)
    }

    /// Whether a line is furniture, and goes; the draft is told.
    pub fn cut(&self, draft: &mut Draft, line: &Line) -> bool {
        let cut = self.0.contains(&line.number) || is_furniture(line.text);
        if cut {
            draft.lasts = draft.lasts.or(length(line.text));
            draft.note(Some(line.number), format!("furniture of the page cut: {}", line.text.trim()));
        }
        cut
    }
}

/// The numbers of the lines that are furniture along an edge, from the outside in.
fn at_the_edge(edge: &[Line]) -> Vec<u32> {
    let of_several_words =
        |t: &str| begins_with_any(t, AT_THE_ENDS_BEGINNING) || AT_THE_ENDS.contains(&t) && t.contains(' ');
    let mut furniture = Vec::new();
    // Whether the line outside is furniture.
    let mut next_to = true;
    for (at, line) in edge.iter().enumerate() {
        let text = line.text.trim();
        let within = edge.get(at + 1).is_some_and(|inner| of_several_words(inner.text.trim()));
        next_to = of_several_words(text)
            || (AT_THE_ENDS.contains(&text) || is_recording(text)) && (next_to || within);
        furniture.extend(next_to.then_some(line.number));
    }
    furniture
}

/// `boats.mp3`, as Word names what it wrote down.
pub(super) fn is_recording(line: &str) -> bool {
    let ending = line.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["mp3", "mp4", "m4a", "wav"].contains(&ending.as_str()))
}

/// Whether a text is a button of a page, or a title of its parts: furniture where nothing has been said yet.
pub(super) fn is_button(text: &str) -> bool {
    AT_THE_ENDS.contains(&text.trim())
}

/// Whether a line is furniture wherever it stands.
pub(super) fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    let who =
        [" started transcription", " stopped transcription"].iter().find_map(|end| line.strip_suffix(end));
    line.len() < 200 && begins_with_any(line, ANYWHERE)
        || begins_with_any(line, PROGRAMS_SAY)
        || tells_language(line)
        || line.contains(".py:") && line.contains("Warning: ")
        || tells_end(line)
        || who.is_some_and(could_be_name)
}

/// `Language: en`, `Language: pt-BR`. In a dialogue it may be a language that speaks.
fn tells_language(line: &str) -> bool {
    let code = line.strip_prefix("Language: ").map(str::trim);
    code.is_some_and(|code| {
        let (plain, region) = code.split_once('-').unwrap_or((code, ""));
        (2..=3).contains(&plain.len())
            && plain.bytes().all(|b| b.is_ascii_lowercase())
            && region.len() <= 4
            && region.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// `Meeting ended after 00:05:20`
fn tells_end(line: &str) -> bool {
    length(line).is_some()
}

/// How long a meeting was, where the line tells its end.
pub(super) fn length(line: &str) -> Option<Timestamp> {
    let line = line.trim();
    let time =
        ["Meeting ended after ", "Transcription ended after "].iter().find_map(|end| line.strip_prefix(end));
    take_clock(time?.trim_start()).map(|(time, _)| time)
}

fn begins_with_any(text: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|b| text.starts_with(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kept: &[&str]) {
        let mut draft = Draft::default();
        let mut lines: Vec<Line> =
            (1..).zip(text.lines()).map(|(number, text)| Line { number, text }).collect();
        let before = lines.len();
        cut(&mut draft, &mut lines);
        let got: Vec<_> = lines.iter().map(|l| l.text).collect();
        assert_eq!(got, kept);
        assert_eq!(draft.finish().0.notes.len(), before - kept.len());
    }

    #[test]
    fn buttons_go_and_words_stay() {
        check("Rain\nTranscript preview\nOpen\nit rained\nResume\nRead", &["Rain", "it rained"]);
        check(
            "what do you do on sundays\nRead\nand what else\nnothing",
            &["what do you do on sundays", "Read", "and what else", "nothing"],
        );
        check("Audio file\nrain.mp3\nTranscript\nMo started transcription\nit rained", &["it rained"]);
        check("Kind: captions\nLanguage: en-US\nit rained\nMeeting ended after 01:02:03 👋", &["it rained"]);
        for said in ["Language: the thing that we share", "Meeting ended after two hours"] {
            check(&format!("so\n{said}\nand on"), &["so", said, "and on"]);
        }
        check("Detected language: English\nggml_cuda: 1\n[0:01] so", &["[0:01] so"]);
        check(
            "/a/whisper.py:114: UserWarning: no\n  warnings.warn(\"no\")\nDetected language 'en' with 1\nWarning: so",
            &["Warning: so"],
        );
        check("it rained\n\nWatch the Video\n\nShare\n\n© 2020 Rain", &["it rained", "", "", ""]);
    }
}
