//! Reads Sub Station Alpha captions (ASS and SSA).

use super::Guess;
use crate::error::Result;
use crate::load::cues::{Cue, pour};
use crate::load::draft::Draft;
use crate::load::source::Source;
use crate::load::speakers::take_speakers;
use crate::load::times::take_clock;
use crate::model::{Timestamp, TitleFrom};

/// The columns of a line where the file does not name them.
const USUAL: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let sample = source.sample();
    let first = sample.first()?.text.trim();
    let lines = sample.iter().filter(|line| line.text.starts_with("Dialogue:")).count();
    let headed = first.eq_ignore_ascii_case("[Script Info]");
    (headed || lines * 2 > sample.len()).then(|| {
        let why = if headed {
            "it begins with [Script Info]".to_owned()
        } else {
            format!("{lines} lines begin with Dialogue:")
        };
        Guess::new(98, why)
    })
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    let mut columns: Vec<&str> = USUAL.split(", ").collect();
    let mut section = "";
    let (mut cues, mut comments) = (Vec::new(), 0);
    for line in source.lines() {
        let text = line.text.trim();
        if text.starts_with('[') && text.ends_with(']') {
            section = text;
            continue;
        }
        let Some((key, value)) = text.split_once(':') else { continue };
        match key.trim() {
            "Title" if section.eq_ignore_ascii_case("[Script Info]") && !is_editors_own(value) => {
                draft.title(value.trim(), TitleFrom::Metadata);
            }
            "Format" if section.eq_ignore_ascii_case("[Events]") => {
                columns = value.split(',').map(str::trim).collect();
            }
            "Comment" if section.eq_ignore_ascii_case("[Events]") => comments += 1,
            "Dialogue" => match dialogue(&columns, value) {
                Some(cue) => cues.push(Cue { line: line.number, end_line: line.number, ..cue }),
                None => draft.problem(Some(line.number), "a line without times or text; left out"),
            },
            _ => (),
        }
    }
    if comments > 0 {
        draft.note(None, format!("{comments} comments left out"));
    }
    // Signs and songs stand in the file in any order.
    cues.sort_by_key(|cue| cue.start);
    if cues.iter().all(|cue| cue.speaker.is_none()) {
        take_speakers(&mut cues);
    }
    pour(draft, cues);
    Ok(())
}

/// What Aegisub writes where nobody gave a title.
fn is_editors_own(title: &str) -> bool {
    ["default aegisub file", "<untitled>", "untitled", ""].contains(&title.trim().to_lowercase().as_str())
}

/// The text is the last column and may hold commas.
fn dialogue(columns: &[&str], value: &str) -> Option<Cue> {
    let fields: Vec<&str> = value.splitn(columns.len(), ',').collect();
    let field = |name: &str| {
        let at = columns.iter().position(|column| column.eq_ignore_ascii_case(name))?;
        fields.get(at).map(|field| field.trim())
    };
    let time = |name: &str| take_clock(field(name)?).map(|(time, _)| time);
    let speaker = field("Name").or_else(|| field("Actor")).filter(|name| !name.is_empty() && *name != "NTP");
    let (start, end): (Option<Timestamp>, _) = (Some(time("Start")?), time("End"));
    Some(Cue {
        start,
        end,
        speaker: speaker.map(str::to_owned),
        text: spoken(field("Text")?),
        ..Cue::default()
    })
}

/// Without `{\i1}` and its like, and without drawings: `{\p1}m 0 0 l 10 10{\p0}`.
fn spoken(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut drawing = false;
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if !drawing {
            said.push_str(before);
        }
        let Some((inside, behind)) = after.split_once('}') else {
            rest = "";
            break;
        };
        for (at, _) in inside.match_indices("\\p") {
            if let Some(scale) = inside.as_bytes().get(at + 2).filter(|b| b.is_ascii_digit()) {
                drawing = *scale != b'0';
            }
        }
        rest = behind;
    }
    if !drawing {
        said.push_str(rest);
    }
    said.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn only_what_is_said_is_kept() {
        for (text, said) in [
            (r"{\i1}It{\i0} rains,\Nno?", "It rains,\nno?"),
            (r"{\p1}m 0 0 l 10 10{\p0}So", "So"),
            (r"{\pos(1,2)}So\hit is", "So it is"),
            ("{never closed", ""),
        ] {
            assert_eq!(spoken(text), said, "{text}");
        }
    }
}
