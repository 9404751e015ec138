//! Gathers what is odd about a file of captions while its cues are read, and tells it.

use super::cue_files::Dialect;
use crate::load::draft::Draft;
use crate::load::source::Line;
use crate::model::Timestamp;

/// What is odd about a file of captions, told once all of it is read.
#[derive(Default)]
pub(super) struct Odd {
    /// Lines that look like times and are none, and what became of them.
    times: Vec<(u32, &'static str)>,
    /// The first line of times that strict readers pass over, and how many there are.
    loose: Option<(u32, usize)>,
    /// What stands above the first cue: the first line, and how many.
    above: Option<(u32, usize)>,
    /// The last line of it, where that is the number or the id of the cue if it stands directly above.
    id: Option<u32>,
    /// The line where the first cue begins.
    first_cue: Option<u32>,
}

impl Odd {
    /// The line where a cue begins, and its times unless they make no sense.
    pub fn take_times(
        &mut self,
        line: Line,
        times: Option<(Timestamp, Option<Timestamp>)>,
        dialect: Dialect,
    ) {
        self.first_cue.get_or_insert(line.number);
        match times {
            None => self.times.push((line.number, "a time that makes no sense; what is said there was kept")),
            Some((_, Some(_))) if dialect != Dialect::SubViewer && !is_strict(line.text, dialect) => {
                self.loose.get_or_insert((line.number, 0)).1 += 1;
            }
            Some(_) => (),
        }
    }

    /// A line of what is said.
    pub fn take_said(&mut self, line: Line) {
        if line.text.contains("-->") && line.text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            self.times.push((line.number, "a time that makes no sense; kept as text"));
        }
    }

    /// A line above the first cue.
    pub fn take_above(&mut self, line: Line, webvtt: bool) {
        if line.text.contains("-->") {
            self.times.push((line.number, "a time that makes no sense; left out"));
        } else if !(line.is_blank() || webvtt && is_header(line.text)) {
            self.above.get_or_insert((line.number, 0)).1 += 1;
            let is_number = line.text.trim().trim_start_matches('-').bytes().all(|b| b.is_ascii_digit());
            self.id = (webvtt || is_number).then_some(line.number);
        }
    }

    /// Tells the draft.
    pub fn tell(self, draft: &mut Draft, dialect: Dialect) {
        if let Some((first, count)) = self.loose {
            let name = if dialect == Dialect::WebVtt { "WebVTT" } else { "SubRip" };
            let what = format!("times that are not written as {name} has them: {count}; read all the same");
            draft.note(Some(first), what);
        }
        for (line, what) in self.times {
            draft.problem(Some(line), what);
        }
        if let (Some((first, count)), Some(cue)) = (self.above, self.first_cue) {
            let count = count - usize::from(self.id.is_some_and(|line| line + 1 >= cue));
            if count > 0 {
                draft.note(Some(first), format!("lines above the first cue: {count} left out"));
            }
        }
    }
}

/// `WEBVTT`, `Kind: captions`, `X-TIMESTAMP-MAP=…`: what belongs above the first cue.
fn is_header(line: &str) -> bool {
    let key = line.split([':', '=']).next().unwrap_or_default();
    line.starts_with("WEBVTT") || key.len() < line.len() && !key.contains(' ')
}

/// Whether a line of times is written as strict readers want it: `00:00:01,000 --> 00:00:02,000`, with a point and
/// perhaps without hours in `WebVTT`.
fn is_strict(line: &str, dialect: Dialect) -> bool {
    let clock = |time: &str| {
        let (whole, ms) = time.rsplit_once(if dialect == Dialect::SubRip { ',' } else { '.' })?;
        let digits =
            |part: &str, least: usize| part.len() >= least && part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = whole.split(':').collect();
        let count = parts.len() == 3 || parts.len() == 2 && dialect == Dialect::WebVtt;
        Some(count && digits(ms, 3) && ms.len() == 3 && parts.iter().all(|part| digits(part, 2)))
    };
    let Some((start, end)) = line.trim().split_once(" --> ") else { return false };
    let end = end.split_whitespace().next().unwrap_or_default();
    clock(start) == Some(true) && clock(end) == Some(true)
}
