//! Tells names of speakers from other words before a colon.

use std::collections::{HashMap, HashSet};

use super::cues::Cue;
use super::nobody::is_nobody;
use super::tidy::is_one_line;
use super::turns;

/// Words within a name that are written small.
const SMALL_WORDS: &[&str] = &[
    "van", "von", "de", "der", "den", "da", "di", "du", "del", "della", "la", "le", "el", "al", "bin", "ibn",
    "of", "the", "and", "&", "y", "e", "from", "to",
];

/// Whether the words before a colon could be a speaker's name. That they are one shows in their coming back.
///
/// | could be | could not be |
/// |---|---|
/// | `Ann`, `ANN LEE`, `SPEAKER_00`, `Mr. Clement` | `He said`, `the thing is` |
/// | `stokes` (a handle), `Van der Wijden (M)` | `Note`, `https`, `12` |
/// | `Doe, Jane [NA]`, `李雷`, `田中 一郎` | `Well, what he meant`, `Is it?` |
pub(super) fn could_be_name(text: &str) -> bool {
    let name = text.trim();
    if name.chars().nth(40).is_some() {
        return false;
    }
    let words = || name.split_whitespace();
    let count = words().take(6).count();
    if count == 0 || count > 5 || is_nobody(name) {
        return false;
    }
    let (mut open, mut commas, mut has_letter) = ([0_i8; 2], 0, false);
    for c in name.chars() {
        match c {
            '(' => open[0] += 1,
            ')' => open[0] -= 1,
            '[' => open[1] += 1,
            ']' => open[1] -= 1,
            ',' => commas += 1,
            ' ' | '.' | '\'' | '’' | '-' | '–' | '_' | '&' | '/' | '#' | '+' => (),
            _ if c.is_alphabetic() => has_letter = true,
            _ if c.is_alphanumeric() || is_letter_mark(c) || c.is_whitespace() => (),
            _ => return false,
        }
    }
    if open != [0, 0] || !has_letter || commas > 1 {
        return false;
    }
    let single = count == 1;
    words().all(|word| could_be_part_of_name(word, single)) && !name.starts_with([',', '.', '-', '–'])
}

fn could_be_part_of_name(word: &str, single: bool) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let point = word.strip_suffix('.').is_none_or(|w| w.chars().count() <= 4);
    let small = bare.starts_with(char::is_lowercase) && !single && !SMALL_WORDS.contains(&bare);
    point && !small
}

/// Combining marks belong to the letters of many scripts.
fn is_letter_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{200C}' || c == '\u{200D}'
}

/// Who speaks where names are written, and a turn has none.
const SOMEBODY: &str = "Unknown";

/// Takes speakers' names off the fronts of all cues of a file.
pub(super) fn take_speakers(cues: &mut Vec<Cue>) {
    Speakers::default().take(cues);
}

/// Who speaks in a file that is read portion by portion.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// Names that came back, folded.
    known: HashSet<String>,
    /// Names are the custom of the file.
    custom: bool,
    /// Every cue of it has one, however it looks.
    loose: bool,
    /// Who spoke last.
    speaker: Option<String>,
}

impl Speakers {
    /// Takes speakers' names off the fronts of the next cues, where they are names: `Ann: text`. A cue without a name is
    /// said by whoever spoke last, unless a mark opens it (`>>`): then nobody knows by whom. A cue in which several speak
    /// is parted.
    pub fn take(&mut self, cues: &mut Vec<Cue>) {
        turns::part(cues);
        let split = self.split(cues);
        let (counts, returning) = self.count(cues, split);
        let is_name = |name: &str| {
            let name_folded = folded_name(name);
            let times = counts.get(&name_folded).copied().unwrap_or(0);
            // A name that comes once is believed where names are the custom of the file.
            self.custom
                || self.known.contains(&name_folded)
                || returning >= 2 && (times >= 2 || name.starts_with(char::is_uppercase))
        };
        let comes_back = |name: &str| counts.get(name).is_some_and(|&n| n >= 2) || self.known.contains(name);
        turns::part_at_names(cues, |name| is_name(name) && comes_back(&folded_name(name)));

        for cue in cues {
            if let Some((name, rest)) = split(in_cue(&cue.text)).filter(|(name, _)| is_name(name)) {
                self.speaker = Some(name.to_owned());
                cue.opens_turn = false;
                cue.text = rest.to_owned();
            } else if self.speaker.is_some() && cue.text.trim_start().starts_with(">>") {
                self.speaker = Some(SOMEBODY.to_owned());
            }
            if cue.speaker.is_none() {
                cue.speaker.clone_from(&self.speaker);
            }
        }
        if self.custom || returning >= 2 {
            self.known.extend(counts.into_iter().filter(|(_, times)| *times >= 2).map(|(name, _)| name));
        }
    }

    /// How names are told. Where every cue has words before a colon, they are names however they look: people call
    /// themselves `emma (tea)`.
    fn split(&mut self, cues: &[Cue]) -> fn(&str) -> Option<(&str, &str)> {
        let loose = cues
            .iter()
            .filter(|cue| before_colon(in_cue(&cue.text)).is_some_and(|(name, _)| could_be_handle(name)))
            .count();
        self.loose |= loose > 0 && loose * 10 >= cues.len() * 9;
        if self.loose { loosely_named } else { named }
    }

    /// How often each name comes, and how many come back.
    fn count(
        &mut self,
        cues: &[Cue],
        split: fn(&str) -> Option<(&str, &str)>,
    ) -> (HashMap<String, usize>, usize) {
        let labelled = cues.iter().filter(|cue| split(in_cue(&cue.text)).is_some()).count();
        self.custom |= labelled >= 2 && labelled * 10 >= cues.len() * 3;
        let counts = counted(cues, split);
        // Where few cues have a label, two that come twice may be steps of anything.
        let often = if labelled * 10 >= cues.len() { 2 } else { 3 };
        let returning = counts.values().filter(|&&n| n >= often).count();
        (counts, returning)
    }
}

/// How often each name stands before what is said, at the start of a cue or of a further line. A cue that stands there
/// twice says nothing twice.
fn counted(cues: &[Cue], split: fn(&str) -> Option<(&str, &str)>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let mut before = "";
    for cue in cues.iter().filter(|cue| std::mem::replace(&mut before, &cue.text) != cue.text) {
        let own = split(in_cue(&cue.text)).map(|(name, _)| name);
        for name in own.into_iter().chain(turns::names_in_further_lines(&cue.text)) {
            *counts.entry(folded_name(name)).or_default() += 1;
        }
    }
    counts
}

/// A cue without the dash that parts a turn from its time: `- Ann: text`.
fn in_cue(text: &str) -> &str {
    text.trim_start().trim_start_matches(['-', '–', '—']).trim_start()
}

/// What stands before the first colon, where it could be a name, and what stands after it.
pub(super) fn named(text: &str) -> Option<(&str, &str)> {
    before_colon(text).filter(|(name, _)| could_be_name(name))
}

/// What stands before and behind the first colon, be it a wide one.
fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    // Many texts have no colon or a late one: they are searched by bytes.
    let wide = "：".as_bytes();
    let is_colon =
        |at: &usize| text.as_bytes().get(*at..).is_some_and(|b| b.starts_with(b":") || b.starts_with(wide));
    let at = memchr::memchr2_iter(b':', wide[0], text.as_bytes()).find(is_colon)?;
    let (name, behind) = text.split_at_checked(at)?;
    Some((name, behind.strip_prefix([':', '：'])?))
}

fn loosely_named(text: &str) -> Option<(&str, &str)> {
    before_colon(text).filter(|(name, _)| could_be_handle(name))
}

fn before_colon(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start().trim_start_matches('>').trim_start();
    let (name, rest) = split_at_colon(text)?;
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace) || text.contains('：');
    let name = name.trim();
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    parted.then(|| (name, rest.trim_start()))
}

/// What people call themselves in a meeting may be small letters and signs, but it is short.
fn could_be_handle(name: &str) -> bool {
    name.chars().count() <= 40
        && name.split_whitespace().count() <= 5
        && name.contains(char::is_alphabetic)
        && !name.contains(['?', '!', ';', '"'])
}

/// The form in which names are the same: case and spacing gone.
pub(super) fn folded_name(name: &str) -> String {
    if name.is_ascii() && is_one_line(name) {
        return name.to_ascii_lowercase();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a label was given by a machine: `Speaker 1`, `SPEAKER_00`, `spk_0`, `A`, `Unknown Speaker`.
pub(super) fn is_anonymous(name: &str) -> bool {
    let name = folded_name(name);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches([' ', '_', '-', '#']);
    matches!(
        bare,
        "" | "speaker"
            | "spk"
            | "unknown"
            | "unknown speaker"
            | "unnamed speaker"
            | "unidentified speaker"
            | "unidentified"
            | "person"
            | "participant"
            | "voice"
    ) || name.chars().count() == 1 && name.is_ascii()
        || name.strip_prefix("speaker ").is_some_and(|n| n.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_other_words_before_a_colon() {
        for name in [
            "Ann",
            "ANN LEE",
            "SPEAKER_00",
            "Mr. Clement",
            "stokes",
            "Van Der Wijden (M)",
            "Doe, Jane [NA]",
            "李雷",
            "田中\u{3000}一郎",
            "J. R. Smith",
            "Ludwig van Beethoven",
        ] {
            assert!(could_be_name(name), "{name}");
        }
        for words in [
            "",
            "He said",
            "the thing is",
            "Note",
            "https",
            "12",
            "Well, what he meant",
            "Is it?",
            "One Two Three Four Five Six",
            "And so. Then",
            "(Ann",
            "Ann]",
            "Step Two",
            "part 3",
        ] {
            assert!(!could_be_name(words), "{words}");
        }
    }

    #[test]
    fn colons_part_at_the_first() {
        for (text, parts) in [
            ("Ann: so: no", Some(("Ann", " so: no"))),
            ("李雷：好: no", Some(("李雷", "好: no"))),
            ("ｎｏ～ so", None),
            ("", None),
        ] {
            assert_eq!(split_at_colon(text), parts, "{text}");
        }
    }

    #[test]
    fn machine_labels_are_anonymous() {
        for (name, anonymous) in [
            ("Speaker 1", true),
            ("SPEAKER_00", true),
            ("spk_0", true),
            ("A", true),
            ("Unknown Speaker", true),
            ("Unnamed Speaker", true),
            ("UNKNOWN", true),
            ("speaker B", true),
            ("Ann", false),
            ("Speaker Pelosi", false),
            ("李", false),
        ] {
            assert_eq!(is_anonymous(name), anonymous, "{name}");
        }
    }

    fn lines(lines: &[&str]) -> Vec<Cue> {
        lines.iter().map(|text| Cue { text: (*text).to_owned(), ..Cue::default() }).collect()
    }

    #[test]
    fn names_are_taken_off_where_they_come_back() {
        let mut said = lines(&["Ann: One thing: rain.", "It fell.", "Bo: Yes.", "Ann: More.", "Bo: So: no."]);
        take_speakers(&mut said);
        let got: Vec<_> =
            said.iter().map(|c| (c.speaker.as_deref().unwrap_or(""), c.text.as_str())).collect();
        assert_eq!(
            got,
            [
                ("Ann", "One thing: rain."),
                ("Ann", "It fell."),
                ("Bo", "Yes."),
                ("Ann", "More."),
                ("Bo", "So: no.")
            ]
        );
    }

    #[test]
    fn where_all_have_names_even_odd_ones_are() {
        let mut said = lines(&["emma (tea): so", "kit k: no", "emma (tea): well: yes", "Bo: fine"]);
        take_speakers(&mut said);
        let names: Vec<_> = said.iter().filter_map(|c| c.speaker.as_deref()).collect();
        assert_eq!(names, ["emma (tea)", "kit k", "emma (tea)", "Bo"]);
    }

    #[test]
    fn who_spoke_in_one_portion_is_known_in_the_next() {
        let mut speakers = Speakers::default();
        speakers.take(&mut lines(&["ANN: So.", "It rains.", "BO: Does it?", "ANN: Yes.", "BO: No."]));
        let mut next =
            lines(&["and on", "and so", "we went", "ANN: home", "so", "and", "Well: no", "CY: Me?"]);
        for line in &mut next {
            line.text.push_str(" it is");
        }
        speakers.take(&mut next);
        let names: Vec<_> = next.iter().filter_map(|c| c.speaker.as_deref()).collect();
        assert_eq!(names, ["BO", "BO", "BO", "ANN", "ANN", "ANN", "Well", "CY"]);
        let mut odd = Speakers::default();
        odd.take(&mut lines(&["emma (tea): so", "kit k: no", "emma (tea): well: yes", "kit k: fine"]));
        let mut last = lines(&["and on", "kit k: so"]);
        odd.take(&mut last);
        assert_eq!(last[1].speaker.as_deref(), Some("kit k"));
    }

    #[test]
    fn one_phrase_that_comes_back_is_no_name() {
        let mut said =
            lines(&["so", "Third step: rain", "and", "more", "and more", "Third step: snow", "and", "more"]);
        take_speakers(&mut said);
        assert!(said.iter().all(|c| c.speaker.is_none()));
    }

    #[test]
    fn names_stand_behind_a_dash_or_in_brackets() {
        for said in [
            &["- Ann: so", "- Bo: no", "- Ann: well", "- Bo: fine"][..],
            &["[Ann]: so", "[Bo]: no", "[Ann]: well", "[Bo]: fine"],
        ] {
            let mut said = lines(said);
            take_speakers(&mut said);
            let got: Vec<_> = said.iter().map(|c| (c.speaker.as_deref().unwrap(), c.text.as_str())).collect();
            assert_eq!(got, [("Ann", "so"), ("Bo", "no"), ("Ann", "well"), ("Bo", "fine")]);
        }
    }

    #[test]
    fn labels_that_are_few_or_repeated_are_no_names() {
        let among = |labelled: &[&'static str], cues: usize| {
            let mut said: Vec<&str> = ["it rains", "and on"].repeat(cues / 2);
            said.splice(1..1, labelled.iter().copied());
            let mut said = lines(&said);
            take_speakers(&mut said);
            said.iter().any(|cue| cue.speaker.is_some())
        };
        let colours = ["Red Paint: dry.", "Blue Paint: wet.", "Red Paint: wet.", "Blue Paint: dry."];
        assert!(!among(&colours, 58));
        assert!(among(&colours, 20));
        assert!(among(&[&colours[..], &["Red Paint: so.", "Blue Paint: no."]].concat(), 70));
        // A caption that is shown twice.
        assert!(!among(&["Ann: dry.", "Ann: dry.", "Bo: wet.", "Bo: wet."], 12));
        assert!(!among(&["Step One: dry.", "Step Two: wet.", "Step One: wet.", "Step Two: dry."], 12));
    }
}
