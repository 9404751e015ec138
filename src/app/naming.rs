//! Naming a speaker: the field for it, the names that are known already, and what follows from a name.

use std::collections::BTreeSet;

use tui_input::Input;

use super::App;
use super::action::{Effect, TalkId};
use super::list::{Entry, State};
use super::overlay::Overlay;
use super::voices::Voices;
use crate::search::names::fuzzy;

/// Nobody is called longer, in letters; what is longer is cut.
const LONGEST_NAME: usize = 80;

/// A name for a speaker while it is typed.
#[derive(Debug)]
pub struct Naming {
    /// What the file calls them.
    pub label: String,
    pub input: Input,
    /// The speakers at a glance that the field was opened over.
    pub over: Option<Voices>,
    /// The letters that the names beside it have: those that were typed, not taken.
    pub typed: String,
    /// Who is called somehow in these talks.
    known: Vec<String>,
    /// Those that fit what is typed, the best first; and how many of them were tried.
    fits: Vec<usize>,
    tried: usize,
}

impl Naming {
    fn new(label: &str, name: &str, over: Option<Voices>, known: Vec<String>) -> Self {
        let (label, input) = (label.to_owned(), Input::new(name.to_owned()));
        Self { label, input, over, known, typed: String::new(), fits: Vec::new(), tried: 0 }
    }

    /// The names that may be meant, the next one first.
    pub fn fitting(&self) -> impl Iterator<Item = &str> {
        let next = self.tried % self.fits.len().max(1);
        let (tried, ahead) = self.fits.split_at(next);
        ahead.iter().chain(tried).filter_map(|&at| self.known.get(at)).map(String::as_str)
    }

    /// After a letter.
    pub(super) fn narrow(&mut self) {
        self.input.value().clone_into(&mut self.typed);
        self.tried = 0;
        self.fits = match self.typed.trim() {
            "" => Vec::new(),
            typed => fuzzy(typed, self.known.iter().map(String::as_str)).iter().map(|hit| hit.at).collect(),
        };
    }

    /// Takes the next name that fits.
    fn complete(&mut self) {
        let Some(name) = self.fitting().next().map(str::to_owned) else { return };
        self.input = Input::new(name);
        self.tried += 1;
    }
}

/// Everybody who is called somehow; a label such as `SPEAKER_00` is no name.
fn known(entries: &[Entry]) -> Vec<String> {
    let names = entries.iter().filter_map(Entry::card).flat_map(|card| &card.speakers);
    let is_name = |name: &&String| !name.contains(|c: char| c.is_ascii_digit());
    names.filter(is_name).collect::<BTreeSet<_>>().into_iter().cloned().collect()
}

impl App {
    /// Opens the field for the name of who speaks at the place that is read, or is chosen among the speakers.
    pub(super) fn ask_for_name(&mut self) {
        if let Some(Overlay::Speakers(voices)) = self.overlay.take() {
            return self.ask_for_name_of(voices);
        }
        let Some(reader) = self.reader.as_ref().filter(|_| self.wanted.is_none()) else { return };
        let Some(speaker) = reader.speaker() else {
            return self.say("the file does not say who speaks here");
        };
        let name = speaker.label.as_ref().map_or("", |_| speaker.name.as_str());
        let naming = Naming::new(speaker.label(), name, None, known(&self.list.entries));
        self.overlay = Some(Overlay::Name(naming));
    }

    fn ask_for_name_of(&mut self, voices: Voices) {
        let speaker = voices.chosen().and_then(|voice| self.reader.as_ref()?.talk.speaker(voice.speaker));
        let Some(speaker) = speaker else { return };
        let name = speaker.label.as_ref().map_or("", |_| speaker.name.as_str());
        let naming = Naming::new(speaker.label(), name, Some(voices), known(&self.list.entries));
        self.overlay = Some(Overlay::Name(naming));
    }

    /// Tab in a field: the next name that fits; after `:` what the word is in help.
    pub(super) fn complete(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Name(naming)) => naming.complete(),
            Some(Overlay::Line(line)) => {
                let typed = line.input.value().to_owned();
                self.look_up(&typed);
            }
            _ => {}
        }
    }

    /// Enter in the field: the speaker goes by that name everywhere; an empty one takes the name off.
    pub(super) fn name_speaker(&mut self, mut naming: Naming) {
        self.overlay = naming.over.take().map(Overlay::Speakers);
        let Some(reader) = &mut self.reader else { return };
        let typed = naming.input.value().trim();
        let name: String =
            if typed == naming.label { "" } else { typed }.chars().take(LONGEST_NAME).collect();
        let label = naming.label.clone();
        reader.name_speaker(&label, &name);
        let talk = reader.id;
        self.names_changed(talk);
        self.say(match name.as_str() {
            "" => format!("{label} has no other name"),
            name => format!("{label} is {name}"),
        });
        self.effects.push(Effect::KeepName { talk, label, name });
    }

    /// The list and the hits call the speakers of the talk on the screen as it does.
    pub(super) fn names_changed(&mut self, talk: TalkId) {
        let Some(reader) = self.reader.as_ref().filter(|r| r.id == talk) else { return };
        if let Some(entry) = self.list.entries.get_mut(talk) {
            entry.state = State::Known(reader.card.clone());
        }
        let hits = self.walk.iter_mut().flat_map(|walk| &mut walk.hits).filter(|hit| hit.talk == talk);
        for hit in hits {
            let at = hit.hit.span.from();
            hit.speaker = reader.talk.speaker_at(at).map(|s| s.name.clone());
            hit.stand_in(&reader.talk.sections);
        }
    }
}
