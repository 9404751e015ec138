//! Takes the names of those who speak off the fronts of captions.

use std::collections::HashMap;

use super::cues::Cue;
use super::name_shapes::{LONGEST, MOST_WORDS, could_be_name, has_shape_of_name, is_short_name};
use super::roll_call::{Called, Look, RollCall};
use super::tidy::is_one_line;
use super::turns;

/// Who speaks where names are written, and a turn has none.
const SOMEBODY: &str = "Unknown";

/// Takes speakers' names off the fronts of all cues of a file.
pub(super) fn take_speakers(cues: &mut Vec<Cue>) {
    Speakers::default().take(cues);
}

/// Who speaks in a file that is read portion by portion.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// The labels of all cues so far.
    roll: RollCall,
    /// So many cues there were.
    cues: usize,
    /// People are known to speak by turns.
    known: bool,
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
        let people = self.people(cues, split);
        let is_name =
            |name: &str| people.contains_key(&folded_name(name)) || self.loose && is_short_name(name);
        let comes_back = |name: &str| people.get(&folded_name(name)).is_some_and(|called| called.times >= 2);
        turns::part_at_names(cues, comes_back);

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
    }

    /// How names are told. Where every cue has words before a colon, they are names however they look: people call
    /// themselves `emma (tea)`.
    fn split(&mut self, cues: &[Cue]) -> fn(&str) -> Option<(&str, &str)> {
        let loose = cues.iter().filter(|cue| loosely_named(in_cue(&cue.text)).is_some()).count();
        self.loose |= loose >= 2 && loose * 10 >= cues.len() * 9;
        if self.loose { loosely_named } else { labelled }
    }

    /// Who speaks in the cues so far, and how often they are called.
    fn people(&mut self, cues: &[Cue], split: fn(&str) -> Option<(&str, &str)>) -> HashMap<String, Called> {
        let labels = cues.iter().filter(|cue| split(in_cue(&cue.text)).is_some()).count();
        self.cues += cues.len();
        call(&mut self.roll, cues, split);
        let people = self.roll.people();
        let called: usize = people.values().map(|called| called.times).sum();
        let custom = (people.len() >= 2 || called >= 3) && called * 10 >= self.cues * 3;
        // Where few cues have a label, two that come twice may be steps of anything.
        let often = if labels * 10 >= cues.len() { 2 } else { 3 };
        let returning = people.values().filter(|called| called.times >= often).count();
        self.known |= custom || returning >= 2;
        if self.known { people } else { HashMap::new() }
    }
}

/// Calls the names that stand before what is said, at the start of a cue or of a further line. A cue that stands there
/// twice says nothing twice.
fn call(roll: &mut RollCall, cues: &[Cue], split: fn(&str) -> Option<(&str, &str)>) {
    let mut before = "";
    for cue in cues.iter().filter(|cue| std::mem::replace(&mut before, &cue.text) != cue.text) {
        let own = split(in_cue(&cue.text)).map(|(name, _)| name);
        for name in own.into_iter().chain(turns::names_in_further_lines(&cue.text)) {
            roll.see(name, Look::default());
        }
    }
}

/// A cue without the dash that parts a turn from its time: `- Ann: text`.
fn in_cue(text: &str) -> &str {
    text.trim_start().trim_start_matches(['-', '–', '—']).trim_start()
}

/// What stands before the first colon, where it could be a name, and what stands after it.
pub(super) fn named(text: &str) -> Option<(&str, &str)> {
    before_colon(text).filter(|(name, _)| could_be_name(name))
}

/// The same of any label: a long name, or a word that is somebody only where it comes back.
pub(super) fn labelled(text: &str) -> Option<(&str, &str)> {
    by_machine(text).or_else(|| before_colon(text).filter(|(name, _)| has_shape_of_name(name)))
}

/// `[SPEAKER_00] text` and `(speaker 0) text`, as programs write that tell voices apart.
fn by_machine(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let (name, said) = match text.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?,
        None => text.strip_prefix('(')?.split_once(')')?,
    };
    let is_label = name.len() > 1 && is_anonymous(name) && said.starts_with(char::is_whitespace);
    is_label.then(|| (name, said.trim_start()))
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
    by_machine(text).or_else(|| before_colon(text).filter(|(name, _)| could_be_handle(name)))
}

/// What stands before the first colon, and what is said behind it.
pub(super) fn before_colon(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start().trim_start_matches('>').trim_start();
    let (name, rest) = split_at_colon(text)?;
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace) || text.contains('：');
    let name = name.trim();
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    parted.then(|| (name, rest.trim_start()))
}

/// What people call themselves in a meeting may be small letters and signs.
fn could_be_handle(name: &str) -> bool {
    name.chars().nth(LONGEST).is_none()
        && name.split_whitespace().nth(MOST_WORDS).is_none()
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
        assert_eq!(names, ["BO", "BO", "BO", "ANN", "ANN", "ANN", "ANN", "CY"]);
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
