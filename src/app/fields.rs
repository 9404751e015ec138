//! Fields of text: letters, pastes, and the line behind `:`.

use super::App;
use super::action::{Edit, Effect};
use super::help::Help;
use super::overlay::{self, Overlay};
use super::typed::{self, Typed};
use crate::text::clean_line;

/// What a paste may bring into a field, in letters.
const PASTE_LIMIT: usize = 400;

impl App {
    pub(super) fn edit(&mut self, change: Edit) {
        let emptied = matches!(change, Edit::Backspace);
        let field = match &mut self.overlay {
            Some(overlay) => overlay.field(),
            None if self.outline.typing => Some(&mut self.outline.filter),
            None => self.list.typing.then_some(&mut self.list.filter),
        };
        let Some(field) = field else { return };
        if emptied && field.value().is_empty() {
            return self.back_out();
        }
        if overlay::edit(field, change) {
            self.field_changed();
        }
    }

    pub(super) fn field_changed(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Find(find)) => {
                find.earlier.forget();
                self.ask();
            }
            Some(Overlay::Sections(pick)) => {
                if let Some(reader) = &self.reader {
                    pick.narrow(&reader.talk.sections);
                }
            }
            Some(Overlay::Help(help)) => help.narrow(),
            Some(Overlay::Speakers(voices)) => {
                if let Some(reader) = &self.reader {
                    voices.narrow(&reader.talk);
                }
            }
            Some(Overlay::Name(naming)) => naming.narrow(),
            Some(Overlay::Line(_) | Overlay::Title(_)) => {}
            None if self.outline.typing => {
                if let Some(reader) = &self.reader {
                    self.outline.narrow(reader);
                }
            }
            None => {
                self.list.filter_changed();
                self.show_chosen();
            }
        }
    }

    /// Pasted text goes into the open field, on one line.
    pub(super) fn paste(&mut self, text: &str) {
        let beginning: String = text.trim_start().chars().take(PASTE_LIMIT).collect();
        let text = clean_line(beginning.trim_end());
        let field = match &mut self.overlay {
            Some(overlay) => overlay.field(),
            None if self.outline.typing => Some(&mut self.outline.filter),
            None => self.list.typing.then_some(&mut self.list.filter),
        };
        if let Some(field) = field {
            for c in text.chars() {
                overlay::edit(field, Edit::Insert(c));
            }
            self.field_changed();
        }
    }

    pub(super) fn run_line(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        match typed::read(line) {
            Ok(Typed::Time(time)) => match self.reader.as_ref().map(|r| r.talk.place_at(time)) {
                Some(Some(at)) => self.jump_to(|_| Some(at)),
                Some(None) => self.warn("this talk has no times; :50% goes to a share of it"),
                None => {}
            },
            Ok(Typed::Share(share)) => self.go_to_share(share),
            Ok(Typed::Quit) => self.effects.push(Effect::Quit),
            Ok(Typed::Help) => self.overlay = Some(Overlay::Help(Help::default())),
            // What is no time is what a key does.
            Err(_) if !line.contains(|c: char| c.is_ascii_digit()) && self.look_up(line) => {}
            Err(what) => self.warn(clean_line(&what)),
        }
    }
}
