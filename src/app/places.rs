//! Places: back and forth along the jumps, marks, and a passage to take away.

use super::action::Effect;
use super::{App, Arrival, Entry, Walk};
use crate::cite;

/// Paragraphs that are copied at once; terminals take no more than a few.
const MOST_PARAGRAPHS: usize = 50;

impl App {
    pub(super) fn jump_back(&mut self, steps: isize) {
        for _ in 0..steps {
            let Some(here) = self.reader.as_ref().map(|r| (r.id, r.place())) else { return };
            match self.jumps.back(here) {
                Some((talk, at)) => self.open(talk, Some(Arrival::Place(at))),
                None => return self.say("no jump to go back to"),
            }
        }
        self.focus_text();
        self.jumping = true;
    }

    pub(super) fn jump_forward(&mut self, steps: isize) {
        for _ in 0..steps {
            match self.jumps.forward() {
                Some((talk, at)) => self.open(talk, Some(Arrival::Place(at))),
                None => return self.say("no jump to go forth to"),
            }
        }
        self.focus_text();
        self.jumping = true;
    }

    pub(super) fn mark(&mut self, letter: char) {
        let Some(reader) = self.reader.as_mut().filter(|_| self.wanted.is_none()) else {
            let opening = self.wanted.is_some();
            return self.say(if opening {
                "not marked: the talk is still being opened"
            } else {
                "there is no talk to mark"
            });
        };
        let at = reader.place();
        reader.marks.retain(|&(l, _)| l != letter);
        reader.marks.push((letter, at));
        self.effects.push(Effect::KeepMark { talk: reader.id, letter, at });
    }

    pub(super) fn go_to_mark(&mut self, letter: char) {
        if matches!(letter, '\'' | '`') {
            if let Some((talk, at)) = self.jumps.last() {
                self.leave_place();
                self.open(talk, Some(Arrival::Place(at)));
            }
            return;
        }
        let mark = self.reader.as_ref().and_then(|r| r.marks.iter().find(|&&(l, _)| l == letter));
        match mark.map(|&(_, at)| at) {
            Some(at) => self.jump_to(|_| Some(at)),
            None => self.say(format!("no mark {letter} in this talk; m {letter} puts one")),
        }
    }

    /// The hit's sentence while a hit is on the screen, else the paragraph that is read (and those after it).
    pub(super) fn copy(&mut self, paragraphs: usize) {
        let Some(reader) = &self.reader else { return };
        let hit = self.shown_walk().and_then(Walk::current).filter(|h| h.talk == reader.id);
        let hit = hit.filter(|h| reader.cursor() == Some(h.hit.span.from()));
        let read = reader.passages(paragraphs.min(MOST_PARAGRAPHS));
        let Some(span) = hit.map(|h| h.sentence).or(read) else { return };
        let entry = self.list.entries.get(reader.id);
        let name = entry.map_or("", Entry::file_name);
        // Of a talk in several languages the words tell which, but where they are found is not told by its title.
        let language =
            reader.talk.language.as_deref().filter(|_| entry.is_some_and(|e| !e.kin.languages.is_empty()));
        self.effects.push(Effect::Copy(cite::quote(&reader.talk, span, name, language)));
    }
}
