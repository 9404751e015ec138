//! Naming a speaker: the field for it, and what follows from a name.

use tui_input::Input;

use super::App;
use super::action::{Effect, TalkId};
use super::list::State;
use super::overlay::{Naming, Overlay};
use super::voices::Voices;

/// Nobody is called longer, in letters; what is longer is cut.
const LONGEST_NAME: usize = 80;

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
        let naming =
            Naming { label: speaker.label().to_owned(), input: Input::new(name.to_owned()), over: None };
        self.overlay = Some(Overlay::Name(naming));
    }

    fn ask_for_name_of(&mut self, voices: Voices) {
        let speaker = voices.chosen().and_then(|voice| self.reader.as_ref()?.talk.speaker(voice.speaker));
        let Some(speaker) = speaker else { return };
        let name = speaker.label.as_ref().map_or("", |_| speaker.name.as_str());
        let (label, input) = (speaker.label().to_owned(), Input::new(name.to_owned()));
        self.overlay = Some(Overlay::Name(Naming { label, input, over: Some(voices) }));
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
            let section = reader.talk.section_at(at).and_then(|n| reader.talk.sections.get(n));
            hit.section = section.map(|s| s.title.clone());
        }
    }
}
