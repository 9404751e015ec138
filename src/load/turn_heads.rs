//! Writes the heads of turns, a name and a time in whatever order a program has them, in one form: `Ann Lee (0:12):`.

use std::collections::HashMap;

use super::name_shapes::{could_be_name, has_shape_of_name};
use super::nobody::{Word, is_nobody, is_part, is_state, word};
use super::source::lines_of;
use super::speakers::{folded_name, is_anonymous};
use super::times::take_clock;

/// How a program writes who speaks, and when.
///
/// | lines | who writes them |
/// |---|---|
/// | `[00:00:01.230] - Ann Lee`, `0:00 - Ann Lee (acme.com)` | Happy Scribe, Fathom |
/// | `Ann Lee - 00:00` | Fireflies |
/// | `Ann Lee [00:00:12]`, `Ann Lee [00:00:12]: text`, `[00:01 - 00:10]`, also `**Ann Lee** [00:00:12]:` | scripts, notes |
/// | `Speaker 1:`, a tab, `00:01`, a tab, `text` | Temi |
/// | `Ann Lee(00:00:12) text` | a page, copied |
/// | `[Ann Lee] text` | scripts |
/// | `Ann Lee`, and `00:12` below it, also in brackets | Google's recorder, a page, copied |
/// | `0:12`, `00:00:01:05 - 00:00:03:12`, and `Ann Lee` below it | Spotify, editors of films |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    TimeDashName,
    NameDashTime,
    NameBracket,
    NameTab,
    NameGlued,
    Bracket,
    NameAbove,
    NameBelow,
}

const FORMS: &[Form] = &[
    Form::TimeDashName,
    Form::NameDashTime,
    Form::NameBracket,
    Form::NameTab,
    Form::NameGlued,
    Form::NameAbove,
    Form::NameBelow,
    Form::Bracket,
];

/// Who speaks and when, and what is said on the same line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head<'a> {
    name: &'a str,
    /// As it is written, without the pictures behind the seconds.
    time: Option<&'a str>,
    said: &'a str,
}

/// A text whose heads of turns are in one form, with as many lines as before; and how many there are.
pub(super) fn in_one_form(text: &str) -> Option<(String, usize)> {
    let sample: Vec<&str> = lines_of(text).take(SAMPLE * 2).collect();
    // Most texts have none, which shows sooner than that each form is none.
    sample.iter().filter(|line| may_be_head(line)).nth(FEWEST - 1)?;
    let form = FORMS.iter().copied().find(|form| form.is_habit(&sample))?;
    let lines: Vec<&str> = lines_of(text).collect();
    let mut heads = believed(form.heads(&lines));
    let said = form.with_words(&heads, &lines);
    let mut said = said.into_iter();
    // Where nothing is said, nobody would be shown, and the words of the line would be lost.
    heads.retain(|_| said.next().unwrap_or(false));
    (!heads.is_empty()).then(|| (form.write(&heads, &lines, text.len()), heads.len()))
}

/// Whether a line has a time or begins with a bracket, as all heads do that are looked for.
fn may_be_head(line: &str) -> bool {
    let is_digit = |at: usize| line.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    line.trim_start().starts_with('[')
        || line.contains('：')
        || memchr::memchr_iter(b':', line.as_bytes()).any(|at| at > 0 && is_digit(at - 1) && is_digit(at + 1))
}

impl Head<'_> {
    /// What stood in a heading is strong, as is what was: the rest of the text may well be Markdown, too.
    fn write(self, text: &mut String, is_marked: bool) {
        let strong = if is_marked { "**" } else { "" };
        text.push_str(strong);
        text.push_str(self.name);
        if let Some(time) = self.time {
            text.push_str(" (");
            text.push_str(time);
            text.push(')');
        }
        text.push(':');
        text.push_str(strong);
        text.push_str(if self.said.is_empty() { "" } else { " " });
        text.push_str(self.said);
    }
}

/// So many lines show a habit.
const SAMPLE: usize = 400;
/// A name is no longer than this, in bytes.
const LONGEST_NAME: usize = 400;
/// Fewer heads show none.
const FEWEST: usize = 3;

impl Form {
    /// Whether a text has its heads in this form: names come back, times grow, and something is said below most.
    fn is_habit(self, lines: &[&str]) -> bool {
        let placed = self.heads(lines);
        let heads: Vec<Head> = placed.iter().map(|(_, head)| *head).collect();
        if heads.len() < FEWEST {
            return false;
        }
        let filled = || lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let bare_times = || filled().filter(|line| time_alone(line).is_some()).count();
        // What is not said by anybody would be lost among so many others.
        let enough = match self {
            // Where a time stands above all, what is below it is said then.
            Self::NameAbove if filled().next().is_some_and(|line| time_alone(line).is_some()) => false,
            Self::NameAbove | Self::NameBelow => heads.len() * 10 >= bare_times() * 6,
            Self::Bracket => heads.len() * 10 >= filled().count() * 7,
            _ => true,
        };
        let said = self.with_words(&placed, lines).into_iter().filter(|said| *said).count();
        let all_marked = all_marked(&placed, lines);
        let habit = enough && said * 2 > heads.len() && come_back(&heads, all_marked);
        habit && (self == Self::Bracket || grow(&heads))
    }

    /// The heads in lines, and where they stand.
    fn heads<'a>(self, lines: &[&'a str]) -> Vec<(usize, Head<'a>)> {
        let mut heads: Vec<(usize, Head)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if heads.last().is_some_and(|(last, _)| at < last + self.lines()) {
                continue;
            }
            let next = lines.get(at + 1).copied().unwrap_or_default();
            let head = self.head(line, next).filter(|head| !is_no_speaker(head.name, head.time));
            heads.extend(head.map(|head| (at, head)));
        }
        heads
    }

    /// Whether something is said on the line of each head, or before the next one.
    fn with_words(self, heads: &[(usize, Head)], lines: &[&str]) -> Vec<bool> {
        let ends = heads.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
        let is_said = |((at, head), end): (&(usize, Head), usize)| {
            let below = lines.get(at + self.lines()..end).unwrap_or_default();
            !head.said.is_empty() || below.iter().any(|line| !line.trim().is_empty())
        };
        heads.iter().zip(ends).map(is_said).collect()
    }

    /// The lines with their heads in one form.
    fn write(self, heads: &[(usize, Head)], lines: &[&str], len: usize) -> String {
        let mut written = String::with_capacity(len + len / 16);
        let mut heads = heads.iter().peekable();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            if let Some((_, head)) = heads.next_if(|(place, _)| *place == at) {
                if self == Self::NameBelow {
                    written.push('\n');
                }
                head.write(&mut written, is_marked(line));
                if self == Self::NameAbove {
                    written.push('\n');
                }
                at += self.lines();
            } else {
                written.push_str(line);
                at += 1;
            }
            written.push('\n');
        }
        written.pop();
        written
    }

    /// How many lines a head has.
    fn lines(self) -> usize {
        if matches!(self, Self::NameAbove | Self::NameBelow) { 2 } else { 1 }
    }

    /// The head at the start of a line, `next` being the one below it.
    fn head<'a>(self, line: &'a str, next: &'a str) -> Option<Head<'a>> {
        let line = line.trim();
        let named = |name: &'a str, time: &'a str, said: &'a str| {
            let (name, said) = (name.trim(), said.trim());
            has_shape_of_name(name).then_some(Head { name, time: Some(time), said })
        };
        match self {
            Self::TimeDashName => {
                let (time, rest) = time_at(line)?;
                named(after_dash(rest)?, time, "")
            }
            Self::NameDashTime => {
                // No sentence ends so, which would be searched for dashes.
                line.chars().next_back().filter(|last| last.is_ascii_digit() || matches!(last, ')' | ']'))?;
                let (name, time) = [" - ", " – ", " — "].iter().find_map(|dash| line.rsplit_once(dash))?;
                named(name, time_alone(time.trim())?, "")
            }
            Self::NameBracket => {
                let line = line.trim_start_matches('#').trim_start();
                let start = line.as_bytes().get(..LONGEST_NAME).unwrap_or(line.as_bytes());
                let at = memchr::memmem::find(start, b" [")?;
                let (time, rest) = time_at(line.get(at + 1..)?)?;
                let said = rest.trim_start().strip_prefix(':').or(rest.trim().is_empty().then_some(""))?;
                named(without_strong(line.get(..at)?), time, said)
            }
            Self::NameTab => {
                let at = early(b'\t', line)?;
                let (name, rest) = (line.get(..at)?.strip_suffix(':')?, line.get(at + 1..)?);
                let (time, said) = rest.split_once('\t').unwrap_or((rest, ""));
                named(name, time_alone(time.trim())?, said)
            }
            Self::NameGlued => {
                let at = early(b'(', line).filter(|at| *at > 0)?;
                let name = line.get(..at)?;
                let (time, said) = time_at(line.get(at..)?)?;
                named(name, time, said).filter(|_| !name.ends_with(char::is_whitespace))
            }
            Self::Bracket => {
                let (name, said) = line.strip_prefix('[')?.split_once(']')?;
                let said = said.strip_prefix(char::is_whitespace)?.trim();
                let is_label = !said.is_empty() && !said.starts_with(['[', '(']) && could_be_name(name);
                is_label.then_some(Head { name: name.trim(), time: None, said })
            }
            Self::NameAbove => {
                let time = time_alone(next.trim())?;
                named(name_alone(line)?, time, "")
            }
            Self::NameBelow => {
                let time = time_alone(line)?;
                named(name_alone(next.trim())?, time, "")
            }
        }
    }
}

/// Whether a line is a heading, or begins in strong letters.
fn is_marked(line: &str) -> bool {
    line.starts_with('#') || line.trim_start().starts_with("**")
}

/// Whether all heads are marked; where they are headings, hardly any other heading stands among them.
fn all_marked(heads: &[(usize, Head)], lines: &[&str]) -> bool {
    let is_heading = |line: &&&str| line.starts_with('#');
    let mut headed = heads.iter().filter_map(|(at, _)| lines.get(*at));
    let headings = headed.clone().filter(is_heading).count();
    headed.all(|line| is_marked(line))
        && (headings == 0 || lines.iter().filter(is_heading).count() <= headings + 1)
}

/// `**Ann Lee**`, `**Ann Lee:**`
fn without_strong(name: &str) -> &str {
    let inside = name.trim().strip_prefix("**").and_then(|name| name.strip_suffix("**"));
    inside.map_or(name, |name| name.trim_end_matches(':'))
}

/// Where a byte stands first, behind what may be a name.
fn early(byte: u8, line: &str) -> Option<usize> {
    memchr::memchr(byte, line.as_bytes().get(..LONGEST_NAME).unwrap_or(line.as_bytes()))
}

/// The heads whose names come back, and those that speak once at a time between the others'.
fn believed(heads: Vec<(usize, Head)>) -> Vec<(usize, Head)> {
    let counts = counts(heads.iter().map(|(_, head)| head.name));
    let comes_back = |head: &Head| counts.get(&folded_name(head.name)).is_some_and(|times| *times >= 2);
    let time = |head: &Head| head.time.and_then(take_clock).map(|(time, _)| time);
    // When the next head speaks whose name comes back.
    let mut after = vec![None; heads.len()];
    let mut next = None;
    for (slot, (_, head)) in after.iter_mut().zip(&heads).rev() {
        *slot = next;
        next = time(head).filter(|_| comes_back(head)).or(next);
    }
    let mut before = None;
    let mut after = after.into_iter();
    let mut is_believed = |head: &Head| {
        let after = after.next().flatten();
        if comes_back(head) {
            before = time(head).or(before);
            return true;
        }
        time(head).is_some_and(|time| before.is_none_or(|t| t <= time) && after.is_none_or(|t| time <= t))
    };
    heads.into_iter().filter(|(_, head)| is_believed(head)).collect()
}

/// A line of nothing but a name; a sentence that is short is none.
fn name_alone(line: &str) -> Option<&str> {
    let is_name = line.starts_with(char::is_alphabetic)
        && !line.starts_with(char::is_lowercase)
        && !line.ends_with(['.', ','])
        && could_be_name(line);
    is_name.then_some(line)
}

fn after_dash(text: &str) -> Option<&str> {
    text.strip_prefix([' ', '\u{a0}', '\t'])?.trim_start().strip_prefix(['-', '–', '—'])?.strip_prefix(' ')
}

/// `0:12`, `[00:00:12.3]`, `(1:02)`, `00:00:01:05 - 00:00:03:12` and nothing else: the first time.
fn time_alone(line: &str) -> Option<&str> {
    time_at(line).filter(|(_, rest)| rest.trim().is_empty()).map(|(time, _)| time)
}

/// A time, or two with a dash between them, at the start of a text, in brackets or not; and what follows.
fn time_at(text: &str) -> Option<(&str, &str)> {
    let close = match text.chars().next()? {
        '[' => Some(']'),
        '(' => Some(')'),
        c if c.is_ascii_digit() => None,
        _ => return None,
    };
    let inside = if close.is_some() { text.get(1..)? } else { text };
    let (time, mut rest) = clock(inside)?;
    let end = || after_dash(rest).or_else(|| rest.strip_prefix(['-', '–'])).and_then(clock);
    if let Some((_, behind)) = end() {
        rest = behind;
    }
    match close {
        Some(close) => Some((time, rest.strip_prefix(close)?)),
        None => Some((time, rest)),
    }
}

/// A clock as it is written, without the number of the picture behind it.
fn clock(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = take_clock(text).filter(|_| text.starts_with(|c: char| c.is_ascii_digit()))?;
    let written = text.get(..text.len() - rest.len())?;
    let picture = rest.strip_prefix([':', ';']).map(|r| r.trim_start_matches(|c: char| c.is_ascii_digit()));
    Some((written, picture.unwrap_or(rest)))
}

/// Whether most heads have a name that comes back, of at least two people, unless a machine numbered the one, or its
/// author marked each of them.
fn come_back(heads: &[Head], all_marked: bool) -> bool {
    let counts = counts(heads.iter().map(|head| head.name));
    let returning: usize = counts.values().filter(|&&times| times >= 2).sum();
    let some = counts.len() >= 2 || all_marked || heads.iter().all(|head| is_anonymous(head.name));
    some && returning >= 2 && returning * 2 >= heads.len()
}

/// How often each name comes.
fn counts<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for name in names {
        *counts.entry(folded_name(name)).or_default() += 1;
    }
    counts
}

/// Whether a name beside a time, or in brackets, is that of a part of a day or of a song, or of what became of a task.
fn is_no_speaker(name: &str, time: Option<&str>) -> bool {
    let is_field = is_nobody(name) && word(name) == Word::Field;
    is_field || if time.is_some() { is_part(name) } else { is_state(name) }
}

/// Whether nearly all times are later than those before.
fn grow(heads: &[Head]) -> bool {
    let times: Vec<_> =
        heads.iter().filter_map(|head| take_clock(head.time?)).map(|(time, _)| time).collect();
    let grown = times.windows(2).filter(|two| two[0] <= two[1]).count();
    times.len() == heads.len() && grown * 10 >= (times.len() - 1) * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_all_makes() {
        for (said, heads) in [
            (
                "[00:00:01.230] - Ida Lund\nSo.\n\n[00:00:05.010] - Mo\nNo.\n\n[00:00:09.500] - Ida Lund\nYes.",
                "Ida Lund (00:00:01.230):\nSo.\n\nMo (00:00:05.010):\nNo.\n\nIda Lund (00:00:09.500):\nYes.",
            ),
            (
                "Kites\n0:00 - Ida (kites.org)\n  So.\n0:04 - Mo\n  No.\n0:09 - Ida (kites.org)\n  Yes.\n",
                "Kites\nIda (kites.org) (0:00):\n  So.\nMo (0:04):\n  No.\nIda (kites.org) (0:09):\n  Yes.\n",
            ),
            (
                "Ida - 00:00\nSo.\nMo - 00:04\nNo.\nIda - 00:09\nYes.",
                "Ida (00:00):\nSo.\nMo (00:04):\nNo.\nIda (00:09):\nYes.",
            ),
            (
                "Ida [0:01]: So.\nMo [0:04]: No.\nIda [0:09]: Yes.",
                "Ida (0:01): So.\nMo (0:04): No.\nIda (0:09): Yes.",
            ),
            (
                "### Ida [0:01]\nSo.\n\n### Mo [0:04]\nNo.\n### Ida [0:09]\nYes.",
                "**Ida (0:01):**\nSo.\n\n**Mo (0:04):**\nNo.\n**Ida (0:09):**\nYes.",
            ),
            (
                "**Ida** [0:01]: So.\n\n**Mo** [0:04]: No.\n\n**Ida** [0:09]: Yes.",
                "**Ida (0:01):** So.\n\n**Mo (0:04):** No.\n\n**Ida (0:09):** Yes.",
            ),
            // One who speaks alone, and is named each time.
            (
                "**Ida Lund** [0:01]: So.\n**Ida Lund** [0:04]: No.\n**Ida Lund** [0:09]: Yes.",
                "**Ida Lund (0:01):** So.\n**Ida Lund (0:04):** No.\n**Ida Lund (0:09):** Yes.",
            ),
            (
                "## Ida [0:01]\nSo.\n## Ida [0:04]\nNo.\n## Ida [0:09]\nYes.",
                "**Ida (0:01):**\nSo.\n**Ida (0:04):**\nNo.\n**Ida (0:09):**\nYes.",
            ),
            (
                "SPEAKER_00 [0:01 - 0:04]: So.\nSPEAKER_01 [0:04 - 0:09]: No.\nSPEAKER_00 [0:09 - 0:12]: Yes.",
                "SPEAKER_00 (0:01): So.\nSPEAKER_01 (0:04): No.\nSPEAKER_00 (0:09): Yes.",
            ),
            (
                "Speaker 1:\t00:01\tSo.\nSpeaker 2:\t00:04\tNo.\nSpeaker 1:\t00:09\tYes.",
                "Speaker 1 (00:01): So.\nSpeaker 2 (00:04): No.\nSpeaker 1 (00:09): Yes.",
            ),
            (
                "Kites\nIda Lund(00:00:00) So.\n(00:00:02) And on.\nMo(00:00:04) No.\nIda Lund(00:00:09) Yes.",
                "Kites\nIda Lund (00:00:00): So.\n(00:00:02) And on.\nMo (00:00:04): No.\nIda Lund (00:00:09): Yes.",
            ),
            (
                "Speaker 1\n00:00\nSo.\n\nSpeaker 2\n00:04\nNo.\n\nSpeaker 1\n00:09\nYes.",
                "Speaker 1 (00:00):\n\nSo.\n\nSpeaker 2 (00:04):\n\nNo.\n\nSpeaker 1 (00:09):\n\nYes.",
            ),
            (
                "0:00\nIda\n\nSo.\n\n0:04\nMo\n\nNo.\n\n0:09\nIda\n\nYes.",
                "\nIda (0:00):\n\nSo.\n\n\nMo (0:04):\n\nNo.\n\n\nIda (0:09):\n\nYes.",
            ),
            (
                "00:00:00:00 - 00:00:04:12\nIda\nSo.\n\n00:00:04:12 - 00:00:09:00\nMo\nNo.\n\n[00:00:09:00 - 00:00:15:20]\nIda\nYes.",
                "\nIda (00:00:00):\nSo.\n\n\nMo (00:00:04):\nNo.\n\n\nIda (00:00:09):\nYes.",
            ),
            ("[Ida] So.\n\n[Cy] No.\n\n[Ida] Yes.\n[Ida] Ah.", "Ida: So.\n\n[Cy] No.\n\nIda: Yes.\nIda: Ah."),
        ] {
            let (written, count) = in_one_form(said).unwrap_or_default();
            assert_eq!(written, heads);
            assert_eq!((count, written.lines().count()), (3, said.lines().count()), "{said}");
        }
    }

    #[test]
    fn lines_like_heads_stay_where_nobody_speaks() {
        let talk = |said: &str| {
            format!("Ida - 0:00\n{said}\nMo - 0:04\nNo.\nIda - 0:09\nYes.\nMo - 0:12\nAh.\nIda - 0:15\nOh.\n")
        };
        let read = "Ida (0:00):\n{}\nMo (0:04):\nNo.\nIda (0:09):\nYes.\nMo (0:12):\nAh.\nIda (0:15):\nOh.\n";
        for said in
            ["Rest - 12:00\nas ever", "Cyril - 8:00\nas ever", "So.\nCyril - 0:02\n", "So.\nMo - 0:02"]
        {
            let (written, count) = in_one_form(&talk(said)).unwrap_or_default();
            assert_eq!((written, count), (read.replace("{}", said), 5), "{said}");
        }
        let (written, _) = in_one_form(&talk("So.\nCyril - 0:02\nSo?")).unwrap_or_default();
        assert_eq!(written, read.replace("{}", "So.\nCyril (0:02):\nSo?"));
    }

    #[test]
    fn lists_and_captions_have_no_heads() {
        for said in [
            "0:00 - Rain\n1:00 - Snow\n2:00 - Hail",
            "Rain - 4:00\nSnow - 3:00\nRain - 2:00\nSnow - 1:00",
            "0:00\nso it rains\n0:04\nit does\n0:09\nso it rains",
            "John(3:16) says\nMark(2:1) says\nJohn(1:1) says",
            "9:00 - Arrival\n10:00 - Story\n11:00 - Pause\n11:15 - Story\n12:00 - Pause\nBring a cup.",
            "Ida Lund\n10:01\nMo\n10:04\nIda Lund\n10:09\nMo\n10:12",
            "0:01\nGlory\n0:05\nGlory\n0:09\nAmen\n0:12\nGlory",
            "0:01\nso\nGlory\n0:05\nit rains\nGlory\n0:09\nso\nAmen\n0:12\nGlory",
            "Verse - 0:20\nIt rains\nChorus - 0:40\nIt pours\nVerse - 1:00\nIt snows",
            "[Done] mend roof\n[Open] sweep floor\n[Done] feed cat\n[Open] sow peas\n[Done] sleep",
            "### Rain [0:01]\nSo.\n### Snow [2:00]\nNo.\n### Hail [5:00]\nYes.",
            "### Verse [0:01]\nSo.\n### Verse [2:00]\nNo.\n### Verse [5:00]\nYes.",
            "# Day\n## Part\n### Pause [0:01]\nSo.\n## Part\n### Pause [2:00]\nNo.\n### Pause [5:00]\nYes.",
            "Ida [0:01]: So.\nIda [0:04]: No.\nIda [0:09]: Yes.",
            "[Music] So it rains.\nAnd on.\nIt snows.\n[Music] And hails.\n[Music] So.",
            "1\n00:00:01,000 --> 00:00:02,000\nIda\n\n2\n00:00:02,000 --> 00:00:03,000\nIda\n",
            "",
        ] {
            assert_eq!(in_one_form(said), None, "{said}");
        }
    }
}
