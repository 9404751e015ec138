//! Tells from how labels come, and come back, which of them are people.

use std::collections::{HashMap, HashSet};

use super::name_shapes::without_brackets;
use super::nobody::{self, Word};
use super::speakers::{folded_name, is_anonymous};

/// The labels of a document, in their order.
///
/// | a label | is a person |
/// |---|---|
/// | that comes back | unless others have times or are strong, and it never |
/// | that comes once, with a time or in strong letters or in capitals | where those that come back nearly all do so |
/// | that comes once between two turns of somebody else | for that name was written again behind it |
/// | that comes once, and is `Speaker 3`, `Audience Member`, or named above the talk | yes |
/// | `Host`, `Question` | where it comes back after others did |
/// | `Subject`, `Note` | where it answers one other again and again |
/// | `Kelly Link`, which ends like a heading | where it comes three times after others |
/// | `Remember`, once | no |
#[derive(Debug, Default)]
pub(super) struct RollCall {
    labels: HashMap<String, Label>,
    /// The last two labels that were not the same.
    last: Option<String>,
    before: Option<String>,
    /// Some label came twice in a row: names are written though nobody else spoke.
    is_said_again: bool,
    /// Who is named above the talk, folded, by whole names and given ones.
    announced: HashSet<String>,
}

#[derive(Debug, Clone, Copy)]
struct Label {
    word: Word,
    times: usize,
    /// How often it came after another.
    turns: usize,
    timed: usize,
    strong: usize,
    alone: usize,
    case: Case,
    has_several_words: bool,
    /// It stood between two labels of one other.
    is_between: bool,
}

/// How a name is written: in `CAPITALS`, as a `handle`, or as names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Capital,
    Small,
    Name,
}

/// How a label is written where it stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub timed: bool,
    pub strong: bool,
    /// Nothing is said on its line.
    pub alone: bool,
}

/// How often somebody is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Called {
    pub times: usize,
    pub timed: usize,
}

impl RollCall {
    /// Somebody is named above the talk.
    pub fn announce(&mut self, name: &str) {
        let folded = folded_name(name);
        if let Some((given, _)) = folded.split_once(' ') {
            self.announced.insert(given.to_owned());
        }
        self.announced.insert(folded);
    }

    /// The next label.
    pub fn see(&mut self, name: &str, look: Look) {
        let folded = folded_name(name);
        if !self.labels.contains_key(&folded) {
            self.labels.insert(folded.clone(), Label::new(name));
        }
        let Some(label) = self.labels.get_mut(&folded) else { return };
        label.times += 1;
        label.timed += usize::from(look.timed);
        label.strong += usize::from(look.strong);
        label.alone += usize::from(look.alone);
        if self.last.as_ref() == Some(&folded) {
            self.is_said_again = true;
            return;
        }
        label.turns += 1;
        if self.before.as_ref() == Some(&folded)
            && let Some(between) = self.last.as_ref().and_then(|last| self.labels.get_mut(last))
        {
            between.is_between = true;
        }
        self.before = self.last.replace(folded);
    }

    /// How often labels come that could be names.
    pub fn names(&self) -> HashMap<String, usize> {
        let names = self.labels.iter().filter(|(_, label)| label.word == Word::Name);
        names.map(|(name, label)| (name.clone(), label.times)).collect()
    }

    /// Who they are, by their folded names, and how often they are called.
    pub fn people(&self) -> HashMap<String, Called> {
        let known = || self.labels.iter().filter(|(name, label)| self.is_known(name, label));
        let mut back: HashMap<&String, &Label> = known().collect();
        let habit = if back.is_empty() {
            // Where nobody comes back only times tell.
            Habit { strong: false, alone: false, case: None, ..Habit::of(self.labels.values()) }
        } else {
            Habit::of(back.values().copied())
        };
        back.retain(|name, label| {
            let has_surname = label.has_surname() && !(habit.timed && label.timed == 0);
            habit.fits(label) || has_surname || self.is_called(name)
        });
        let is_person =
            |name: &String, label: &Label| back.contains_key(name) || self.is_believed(label, habit, &back);
        let called = |label: &Label| Called { times: label.times, timed: label.timed };
        let people = self.labels.iter().filter(|(name, label)| is_person(name, label));
        let mut people: HashMap<_, _> = people.map(|(name, label)| (name.clone(), called(label))).collect();
        // A question is a speaker's where there are answers, too.
        if !["q", "a"].iter().all(|side| people.contains_key(*side)) {
            people.retain(|name, _| name != "q" && name != "a");
        }
        let is_role = |name: &String| self.labels.get(name).is_some_and(|label| label.word == Word::Role);
        // A role needs somebody else.
        if people.len() == 1 && people.keys().all(is_role) { HashMap::new() } else { people }
    }

    /// Whether a label is somebody without more ado.
    fn is_known(&self, name: &str, label: &Label) -> bool {
        label.comes_back() || label.word != Word::Field && self.is_called(name)
    }

    /// Whether somebody is named above the talk, or by a machine.
    fn is_called(&self, name: &str) -> bool {
        self.announced.contains(name) || is_machines(name)
    }

    /// Whether a label is somebody where others, `back`, are known to be.
    fn is_believed(&self, label: &Label, habit: Habit, back: &HashMap<&String, &Label>) -> bool {
        if label.may_be_nobody() {
            let pair = back.len() == 1 && back.values().all(|other| other.turns >= 3);
            return pair && label.turns >= 3 && habit.fits(label);
        }
        if label.times > 1 || habit.timed && label.timed == 0 {
            return false;
        }
        // Where names are written only as somebody else begins, one who is called once tells that others spoke before.
        let changes = !self.is_said_again;
        let (any, several, fits) = (!back.is_empty(), back.len() >= 2, habit.fits(label));
        let has_surname = label.has_surname();
        fits && habit.shows(label) && (habit.timed || several || any && (changes || has_surname))
            || habit.case.is_none() && fits && changes && (label.is_between || any && has_surname)
            || habit.case.is_none() && several && has_surname
    }
}

/// Whether a machine gave the name: `Speaker 3`. A letter alone may be anything.
fn is_machines(name: &str) -> bool {
    name.len() > 1 && is_anonymous(name)
}

impl Case {
    fn of(name: &str) -> Self {
        let letters = || name.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
        match () {
            () if letters().nth(1).is_none() => Self::Name,
            () if letters().all(char::is_uppercase) => Self::Capital,
            () if letters().all(char::is_lowercase) => Self::Small,
            () => Self::Name,
        }
    }
}

impl Label {
    fn new(name: &str) -> Self {
        Self {
            word: nobody::word(name),
            times: 0,
            turns: 0,
            timed: 0,
            strong: 0,
            alone: 0,
            case: Case::of(without_brackets(name)),
            has_several_words: name.split_whitespace().nth(1).is_some(),
            is_between: false,
        }
    }

    /// `Ann Lee`: of several words a heading would hardly have all with capitals.
    fn has_surname(&self) -> bool {
        self.word == Word::Name && self.has_several_words
    }

    /// Once is not enough.
    fn may_be_nobody(&self) -> bool {
        matches!(self.word, Word::Field | Word::Heading)
    }

    fn comes_back(&self) -> bool {
        match self.word {
            Word::Name | Word::Long => self.times >= 2,
            Word::Role => self.turns >= 2,
            Word::Heading => self.turns >= 3,
            Word::Field => false,
        }
    }
}

/// What labels have in common that come back.
#[derive(Debug, Clone, Copy)]
struct Habit {
    timed: bool,
    strong: bool,
    alone: bool,
    /// All are written so, and not as names mostly are.
    case: Option<Case>,
}

impl Habit {
    fn of<'a>(labels: impl Iterator<Item = &'a Label>) -> Self {
        let [mut all, mut timed, mut strong, mut alone, mut capital, mut small] = [0; 6];
        for label in labels.filter(|label| !label.may_be_nobody()) {
            all += label.times;
            timed += label.timed;
            strong += label.strong;
            alone += label.alone;
            match label.case {
                Case::Capital => capital += label.times,
                Case::Small => small += label.times,
                Case::Name => (),
            }
        }
        let nearly_all = |some: usize| all > 0 && some * 10 >= all * 8;
        let case = match () {
            () if nearly_all(capital) => Some(Case::Capital),
            () if nearly_all(small) => Some(Case::Small),
            () => None,
        };
        Self { timed: nearly_all(timed), strong: nearly_all(strong), alone: nearly_all(alone), case }
    }

    /// Whether a label has a time where labels have times, and is strong where they are.
    fn fits(self, label: &Label) -> bool {
        (!self.timed || label.timed > 0) && (!self.strong || label.strong > 0)
    }

    /// Whether a label that fits looks like those that come back, where these look like nothing else.
    fn shows(self, label: &Label) -> bool {
        let is_any = self.timed || self.strong || self.alone || self.case.is_some();
        is_any && (!self.alone || label.alone > 0) && self.case.is_none_or(|case| case == label.case)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels as they stand: `*` strong, `@` with a time, `.` alone on its line; those that are people, sorted.
    fn check(labels: &str, people: &str) {
        let mut roll = RollCall::default();
        for label in labels.split(", ") {
            let name = label.trim_matches(['*', '@', '.']);
            if let Some(name) = name.strip_prefix('!') {
                roll.announce(name);
                continue;
            }
            let has = |mark: char| label.contains(mark);
            roll.see(name, Look { strong: has('*'), timed: has('@'), alone: has('.') });
        }
        let mut found: Vec<_> = roll.people().into_keys().collect();
        found.sort();
        assert_eq!(found.join(", "), people, "{labels}");
    }

    #[test]
    fn people_come_back() {
        for (labels, people) in [
            // Who comes back is somebody; what comes once is not.
            ("Ann, Bo, Ann, Bo", "ann, bo"),
            ("Ann, Bo, First, Second, Remember, Ann, Bo", "ann, bo"),
            ("Einstein, Newton", ""),
            ("Topics, Sponsors, Credits, Install, License", ""),
            // Who stands between two turns of another is.
            ("Ann, Bo, Ann", "ann, bo"),
            ("Ann, Ann, Rivers, Ann", "ann"),
            // Once is enough for those who look like the others.
            ("@Ann, @Bo, @Ann, @Cy", "ann, bo, cy"),
            ("@Ann, Yeah, @Bo, Look, @Ann, Look, @Bo", "ann, bo"),
            ("*Ann, *Bo, *Ann, *Bo, *Cy, Rivers", "ann, bo, cy"),
            ("Ann., Bo., Ann., Bo., Cy., Rivers", "ann, bo, cy"),
            ("ANN, BO, ANN, BO, QUESTION, Look", "ann, bo, question"),
            ("ANN, BO, ANN, BO, REPORTER (on the hill), Look", "ann, bo, reporter (on the hill)"),
            ("kit, stokes, kit, stokes, potuz, Look", "kit, potuz, stokes"),
            ("Ann, Bo, Ann, Bo, Cy Oh, Fun Fact", "ann, bo, cy oh"),
            // One voice with clips, and with bold words in a list.
            ("*Ann, *Ann, *Friday, *Monday, *Ann", "ann"),
            ("*Ann, *Ann, *Bo Ek, *Ann, Here's Cy Oh, *Ann", "ann, bo ek"),
            ("*Ann, *Bo, *Ann, *Bo, *Ann, *Bo, *Ann, *Bo, Cy Oh, Rain, Snow, Rain", "ann, bo, cy oh"),
            ("Q, A, Q, A", "a, q"),
            ("Q, Ann, Q, Ann", "ann"),
            // Machines and heads of documents name people.
            ("Speaker 1, Speaker 2", "speaker 1, speaker 2"),
            ("!Ann Lee, !Bo, Ann, Rain, Bo, Snow", "ann, bo"),
            // Roles and fields that come back.
            ("Host, Guest, Host, Guest", "guest, host"),
            ("Host, Topics, Links", ""),
            ("Question, Answer, Question, Answer", "answer, question"),
            ("Moderator, Ann, Moderator, Bo, Ann", "ann, moderator"),
            ("Ann, Note, Bo, Note, Ann, Note, Bo", "ann, bo"),
            ("Ann, Recording, Ann, Recording, Ann", "ann, recording"),
            ("Ann, Note, Ann, Note, Ann, Note", "ann, note"),
            // A surname may be what a heading ends with.
            ("Ann, Wanda Point, Bo, Wanda Point, Ann, Wanda Point, Bo", "ann, bo, wanda point"),
            ("Ann, Key Point, Bo, Key Point, Ann, Key Point, Bo", "ann, bo"),
            ("Ann, Wanda Point, Bo, Ann, Bo", "ann, bo"),
            // Long names, too.
            (
                "Dr. Ann Maria de la Cruz Lee Berg, Bo, Dr. Ann Maria de la Cruz Lee Berg, Bo",
                "bo, dr. ann maria de la cruz lee berg",
            ),
        ] {
            check(labels, people);
        }
    }
}
