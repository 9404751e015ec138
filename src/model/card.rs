//! What a list shows of a talk, without its text.

use super::{Date, Origin, Section, Talk, Timestamp, TitleFrom};

/// A talk in a line or two. Thousands of these are held at once; texts are not.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub title: String,
    pub title_from: TitleFrom,
    pub date: Option<Date>,
    pub duration: Option<Timestamp>,
    pub words: usize,
    pub speakers: Vec<String>,
    /// Those that dictum finds are not counted.
    pub sections: usize,
    /// The headings that the author wrote or the reader gave, a line each; found ones are only labels.
    pub headings: Box<str>,
    pub format: &'static str,
    pub problems: usize,
    pub fingerprint: Fingerprint,
}

/// A hash of a talk's reading text: by this it is known again wherever it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub u128);

impl Card {
    /// The card of a talk.
    pub fn of(talk: &Talk, format: &'static str, problems: usize, fingerprint: Fingerprint) -> Self {
        Self {
            title: talk.title.clone(),
            title_from: talk.title_from,
            date: talk.date,
            duration: talk.duration,
            words: talk.count_words(),
            speakers: names(talk),
            sections: given(talk).count(),
            headings: headings(talk),
            format,
            problems,
            fingerprint,
        }
    }

    /// Takes the names of speakers and sections again: the reader has given some.
    pub fn take_names(&mut self, talk: &Talk) {
        self.speakers = names(talk);
        self.sections = given(talk).count();
        self.headings = headings(talk);
    }
}

/// The sections that the author wrote or the reader gave.
fn given(talk: &Talk) -> impl Iterator<Item = &Section> {
    talk.sections.iter().filter(|s| s.origin != Origin::Found)
}

fn headings(talk: &Talk) -> Box<str> {
    given(talk).map(|s: &Section| s.title.replace('\n', " ")).collect::<Vec<_>>().join("\n").trim_end().into()
}

fn names(talk: &Talk) -> Vec<String> {
    talk.speakers.iter().map(|speaker| speaker.name.clone()).collect()
}
