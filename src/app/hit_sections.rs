//! The sections of talks that hits are in: those that nobody wrote are found beside the screen, while the reader looks.

use std::sync::Arc;

use super::action::{Effect, TalkId};
use super::find::{Find, Line};
use super::found_hit::FoundHit;
use super::hits::Piece;
use super::overlay::{Overlay, overlay_layout};
use super::{App, Frame};
use crate::model::Section;

impl App {
    /// Once all hits are there, those on the screen that are under no heading get the section that dictum finds. Whoever
    /// types on wants it no more.
    pub(super) fn ask_for_sections(&mut self) {
        let main = self.panes().main;
        let found = self.view.found;
        let read = self.reader.as_ref().map(|reader| reader.id);
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        let frame = Frame::new(overlay_layout(main).lines, main.height);
        let lacking = if found { find.talks_without_sections(frame, read) } else { Vec::new() };
        let more = lacking.iter().any(|talk| !find.lacking.contains(talk));
        // What is asked for already goes on, but for who types.
        let over = lacking.is_empty() && !find.lacking.is_empty();
        if more || over {
            find.lacking.clone_from(&lacking);
            self.effects.push(Effect::FindSections(lacking));
        }
    }

    pub(super) fn take_sections(&mut self, talk: TalkId, text: u128, sections: Arc<[Section]>) {
        if let Some(Overlay::Find(find)) = &mut self.overlay {
            find.take_sections(talk, text, sections);
        }
    }
}

impl Find {
    /// The talks of hits under no heading: that of the chosen one, then those of the others on the screen. None before all
    /// hits are there. The sections of the talk that is read are known.
    fn talks_without_sections(&self, frame: Frame, read: Option<TalkId>) -> Vec<TalkId> {
        let mut talks = Vec::new();
        if !self.done || !self.fresh {
            return talks;
        }
        let seen = self.placed(frame).into_iter().filter_map(|placed| match placed.piece {
            Piece::Line(at) => self.line(at),
            Piece::Talk(_) => None,
        });
        for line in self.chosen().into_iter().chain(seen) {
            let Line::Hit(hit) = line else { continue };
            let is_bare = hit.section.is_none() && !self.sections.contains_key(&hit.talk);
            if is_bare && Some(hit.talk) != read && !talks.contains(&hit.talk) {
                talks.push(hit.talk);
            }
        }
        talks
    }

    fn take_sections(&mut self, talk: TalkId, text: u128, sections: Arc<[Section]>) {
        self.lacking.retain(|lacking| *lacking != talk);
        self.sections.insert(talk, (text, sections));
        let mut hits = std::mem::take(&mut self.hits);
        hits.iter_mut().filter(|hit| hit.talk == talk).for_each(|hit| self.put_in_section(hit));
        self.hits = hits;
    }

    /// Puts a hit under no heading in the section that was found there, if it was found in the same text: the talk may have
    /// changed meanwhile, or be read in another language.
    pub(super) fn put_in_section(&self, hit: &mut FoundHit) {
        if let (None, Some((text, sections))) = (&hit.section, self.sections.get(&hit.talk))
            && *text == hit.text
        {
            hit.stand_in(sections);
        }
    }
}
