//! Setting sections right: naming, adding and leaving out, taking that back, and hiding what dictum found.

use tui_input::Input;

use super::action::{Effect, TalkId};
use super::overlay::Overlay;
use super::{App, Focus, Reader};
use crate::model::{Origin, Section, SectionEdit, Span};

/// Why nothing can be done to a section.
const NOT_OPEN: &str = "no talk is open yet";
/// Titles are not longer, in letters; what is longer is cut.
const LONGEST_TITLE: usize = 120;

/// A section's title while it is typed.
#[derive(Debug)]
pub struct Titling {
    pub input: Input,
    /// What Enter makes of the section, but for the title.
    edit: SectionEdit,
}

impl Titling {
    /// Whether it is to be a new section.
    pub fn adds(&self) -> bool {
        self.edit.was.is_empty() && self.edit.now.is_none()
    }

    /// The talk's own title, which nothing typed brings back.
    pub fn brings_back(&self) -> Option<&str> {
        let renamed = !self.edit.was.is_empty() && self.edit.now.as_ref() != Some(&self.edit.was);
        (renamed && self.input.value().trim().is_empty()).then_some(self.edit.was.as_str())
    }
}

impl App {
    /// Opens the field for the title of the section that is chosen or read.
    pub(super) fn ask_for_title(&mut self) {
        let Some(edit) = self.edit_here() else { return };
        let input = Input::new(edit.now.clone().unwrap_or_default());
        self.overlay = Some(Overlay::Title(Titling { input, edit }));
    }

    /// Opens the field for the title of a new section, which begins with the paragraph that is read.
    pub(super) fn ask_for_section(&mut self) {
        let Some(reader) = self.reader.as_ref().filter(|_| self.wanted.is_none()) else {
            return self.say(NOT_OPEN);
        };
        let at = reader.passage_here().map_or(0, Span::from);
        let sections = &reader.talk.sections;
        if sections.iter().any(|s| s.span.from() == at) {
            return self.say("a section begins here already; c gives it another title");
        }
        let level = reader.talk.section_at(at).and_then(|n| sections.get(n)).map_or(1, |s| s.level);
        let edit = SectionEdit { at, was: String::new(), now: None, level };
        self.overlay = Some(Overlay::Title(Titling { input: Input::default(), edit }));
    }

    /// Enter in the field. Nothing typed takes an earlier name off.
    pub(super) fn title_section(&mut self, titling: Titling) {
        let typed: String = titling.input.value().trim().chars().take(LONGEST_TITLE).collect();
        let before = titling.edit.now.clone();
        let now = match (typed.is_empty(), titling.edit.was.is_empty()) {
            (false, _) => Some(typed),
            (true, false) => Some(titling.edit.was.clone()),
            // A section of the reader's own goes by `D`, and one that was not begun needs no title.
            (true, true) => before.clone(),
        };
        if now == before {
            return;
        }
        self.say(match (&before, &now) {
            (None, Some(title)) => format!("“{title}” begins here; U takes it back"),
            (_, title) => format!("now “{}”; U takes it back", title.as_deref().unwrap_or_default()),
        });
        self.edit_section(SectionEdit { now, ..titling.edit });
    }

    /// Leaves the section that is chosen or read out of the outline.
    pub(super) fn leave_section_out(&mut self) {
        let Some(edit) = self.edit_here() else { return };
        self.say(format!("“{}” is left out; U brings it back", edit.now.as_deref().unwrap_or_default()));
        self.edit_section(SectionEdit { now: None, ..edit });
    }

    /// Takes back what was last done to a section of this talk.
    pub(super) fn take_section_back(&mut self) {
        let Some(reader) = self.reader.as_mut().filter(|_| self.wanted.is_none()) else {
            return self.say(NOT_OPEN);
        };
        let before = reader.talk.sections.len();
        let Some(edit) = reader.take_back() else { return self.say("no section was set right in this talk") };
        let (talk, sections) = (reader.id, &reader.talk.sections);
        let back = section_of(sections, &edit);
        if let Some(section) = back {
            self.outline.choose_what_came(section);
        }
        let told = match &edit.now {
            Some(title) if back.is_none() => format!("“{title}” is back; F shows it"),
            Some(title) if sections.len() > before => format!("“{title}” is back"),
            Some(title) => format!("called “{title}” again"),
            None if edit.was.is_empty() => "the section is taken off again".to_owned(),
            None => format!("“{}” is left out again", edit.was),
        };
        self.say(told);
        self.keep_section(talk, edit);
    }

    /// Shows the sections that dictum found, or hides them, in every talk and from now on.
    pub(super) fn toggle_found(&mut self) {
        let shown = !self.view.found;
        self.show_found(shown);
        self.effects.push(Effect::KeepFoundShown(shown));
        let none = self.reader.as_ref().is_some_and(|reader| !has_found(reader));
        self.say(match (shown, none) {
            (true, false) => "sections that dictum found are shown",
            (false, false) => "sections that dictum found are hidden; F shows them",
            (true, true) => "found sections are shown; this talk has none",
            (false, true) => "found sections are hidden; this talk has none",
        });
    }

    pub(super) fn show_found(&mut self, shown: bool) {
        self.view.found = shown;
        self.read(|r| r.show_found(shown));
    }

    /// Why there is nothing to choose from.
    pub(super) fn say_no_sections(&mut self) {
        self.say(match &self.reader {
            Some(reader) if hides_some(reader) => "the sections that dictum found are hidden; F shows them",
            Some(reader) if reader.talk.unedited.is_some() => "all sections are left out; U brings them back",
            _ => "this talk has no sections; a begins one",
        });
    }

    fn edit_section(&mut self, edit: SectionEdit) {
        let Some(reader) = &mut self.reader else { return };
        reader.edit_section(edit.clone());
        if let Some(section) = section_of(&reader.talk.sections, &edit) {
            self.outline.choose_what_came(section);
        }
        let talk = reader.id;
        self.keep_section(talk, edit);
    }

    fn keep_section(&mut self, talk: TalkId, edit: SectionEdit) {
        self.names_changed(talk);
        self.effects.push(Effect::KeepSection { talk, edit });
    }

    /// What was done so far to the section that is meant: in the outline the chosen one, in the text the one that is read.
    fn edit_here(&mut self) -> Option<SectionEdit> {
        let Some(reader) = self.reader.as_ref().filter(|_| self.wanted.is_none()) else {
            self.say(NOT_OPEN);
            return None;
        };
        let section = if self.focus == Focus::Outline { self.outline.chosen() } else { reader.section() };
        let edit = section.and_then(|section| reader.edit_of(section));
        if edit.is_none() {
            self.say(no_section(reader));
        }
        edit
    }
}

/// The section that an edit made: the nearest of its title.
fn section_of<'a>(sections: &'a [Section], edit: &SectionEdit) -> Option<&'a Section> {
    let named = sections.iter().filter(|s| Some(&s.title) == edit.now.as_ref());
    named.min_by_key(|s| s.span.from().abs_diff(edit.at))
}

fn no_section(reader: &Reader) -> &'static str {
    if hides_some(reader) {
        "no section here; F shows those that dictum found"
    } else {
        "no section here; a begins one"
    }
}

pub(super) fn hides_some(reader: &Reader) -> bool {
    reader.talk.unedited.is_some() && !reader.shows_found() && has_found(reader)
}

/// Whether dictum found any of the sections, shown or not.
fn has_found(reader: &Reader) -> bool {
    let all = reader.talk.unedited.as_ref().unwrap_or(&reader.talk.sections);
    all.iter().any(|section| section.origin == Origin::Found)
}
