//! Panes and what lies over them: which has the keys, what Enter opens, what Esc closes.

use super::action::{Effect, TalkId};
use super::overlay::{Overlay, Pick};
use super::{App, Arrival, Focus, Land, Reader, State};
use crate::model::Origin;

/// The narrowest and the widest measure, in columns.
const MEASURES: std::ops::RangeInclusive<usize> = 32..=160;

impl App {
    pub(super) fn focus_text(&mut self) {
        if self.reader.is_some() {
            self.focus = Focus::Transcript;
        }
    }

    pub(super) fn next_pane(&mut self, forward: bool) {
        let mut ring = Vec::with_capacity(3);
        if self.list.entries.len() > 1 || self.focus == Focus::List {
            ring.push(Focus::List);
        }
        ring.push(Focus::Transcript);
        if self.has_sections() {
            ring.push(Focus::Outline);
        }
        let here = ring.iter().position(|&f| f == self.focus).unwrap_or(0);
        let next = if forward { here + 1 } else { here + ring.len() - 1 };
        self.set_focus(ring[next % ring.len()]);
    }

    pub(super) fn set_focus(&mut self, focus: Focus) {
        if focus == Focus::List || self.reader.is_some() {
            self.list.typing = false;
            self.outline.widen();
            self.focus = focus;
        }
    }

    /// Esc: out of what is open on top, back to the list; never out of dictum.
    pub(super) fn back_out(&mut self) {
        if self.overlay.is_some() {
            return self.close_overlay();
        }
        if self.list.typing || (self.focus == Focus::List && !self.list.filter.value().is_empty()) {
            self.list.typing = false;
            self.list.filter.reset();
            self.list.arrange();
            if let Some(reader) = &self.reader {
                self.list.choose(reader.id);
            }
        } else if self.outline.typing {
            self.outline.widen();
        } else if self.view.zen {
            self.view.zen = false;
        } else if self.focus == Focus::Outline {
            self.focus = Focus::Transcript;
        } else if let Some(walk) = self.walk.as_mut().filter(|walk| walk.shown) {
            // The hits are put away first: they are what was opened last.
            walk.shown = false;
        } else if self.list.entries.len() > 1 {
            self.focus = Focus::List;
        }
    }

    pub(super) fn accept(&mut self) {
        if let Some(Overlay::Find(_)) = self.overlay {
            return self.accept_hit();
        }
        match self.overlay.take() {
            Some(Overlay::Sections(pick)) => {
                if let Some(section) = pick.chosen() {
                    self.go_to_section(section);
                }
            }
            Some(Overlay::Line(line)) => self.run_line(line.input.value()),
            Some(Overlay::Name(naming)) => self.name_speaker(naming),
            Some(Overlay::Title(titling)) => self.title_section(titling),
            Some(Overlay::Speakers(voices)) => self.follow_speaker(voices),
            Some(Overlay::Help(help)) => self.do_from_help(help),
            Some(Overlay::Find(_)) => {}
            None if self.focus == Focus::List => self.read_chosen(),
            None if self.focus == Focus::Outline => {
                if let Some(section) = self.outline.chosen() {
                    self.go_to_section(section);
                }
            }
            None if self.is_skimming() => self.read_on(),
            None => self.read(|r| r.scroll(1)),
        }
    }

    /// Enter in the list: the talk gets the keys.
    pub(super) fn read_chosen(&mut self) {
        self.list.typing = false;
        let Some(talk) = self.list.chosen() else { return };
        if let State::Failed(why) = &self.list.entries[talk].state {
            let line = format!("{}: {why}", self.list.entries[talk].path);
            return self.warn(line);
        }
        self.counter += 1;
        self.list.entries[talk].opened = self.counter;
        self.open(talk, None);
        self.focus = Focus::Transcript;
    }

    /// The chosen talk is shown beside the list.
    pub(super) fn show_chosen(&mut self) {
        if let Some(talk) = self.list.chosen() {
            self.open(talk, None);
        }
    }

    /// Puts a talk on the screen: at once if it is there already, else when it was read.
    pub(super) fn open(&mut self, talk: TalkId, arrival: Option<Arrival>) {
        if self.reader.as_ref().is_some_and(|r| r.id == talk) {
            if self.opening() == Some(talk) {
                // It is being turned to another language, where the place means nothing.
                return;
            }
            self.wanted = None;
            self.list.choose(talk);
            return self.arrive(arrival);
        }
        if self.wanted.is_none_or(|(asked, _)| asked != talk) {
            self.effects.push(Effect::Open(talk));
        }
        self.wanted = Some((talk, arrival));
        self.list.choose(talk);
    }

    pub(super) fn arrive(&mut self, arrival: Option<Arrival>) {
        match arrival {
            Some(Arrival::Skimmed(_)) => self.set_skimming(true),
            Some(Arrival::Place(_) | Arrival::Hit(_) | Arrival::Time(_)) => self.set_skimming(false),
            Some(Arrival::Heading(_)) | None => {}
        }
        self.read(|r| match arrival {
            Some(Arrival::Place(at) | Arrival::Skimmed(at)) => r.go_to(at, Land::Top),
            Some(Arrival::Hit(at)) => r.go_to(at, Land::InView),
            Some(Arrival::Heading(heading)) => {
                // Found sections come and go, and have no headings.
                let given = r.talk.sections.iter().enumerate().filter(|(_, s)| s.origin != Origin::Found);
                if let Some(section) = given.map(|(at, _)| at).nth(heading) {
                    r.go_to_section(section);
                }
            }
            Some(Arrival::Time(time)) => {
                if let Some(at) = r.talk.place_at(time) {
                    r.go_to(at, Land::Top);
                }
            }
            None => {}
        });
    }

    /// The same time in the talk's next language; where it has no times, its beginning or the place that was kept.
    pub(super) fn next_language(&mut self) {
        let Some(reader) = self.reader.as_ref().filter(|_| self.wanted.is_none()) else { return };
        let talk = reader.id;
        let next = self.list.entries.get(talk).and_then(|entry| entry.kin.languages.first()).cloned();
        let Some(next) = next else { return self.say("this talk is here in one language only") };
        let arrival = reader.talk.time_at(reader.place()).map(Arrival::Time);
        self.say(format!("in {next}; L again for the next language"));
        self.wanted = Some((talk, arrival));
        self.effects.push(Effect::OpenInNextLanguage(talk));
    }

    pub(super) fn go_to_section(&mut self, section: usize) {
        self.leave_place();
        self.outline.widen();
        self.focus_text();
        self.read(|r| r.go_to_section(section));
    }

    pub(super) fn toggle_outline(&mut self) {
        if !self.has_sections() && self.wanted.is_some() {
            // The talk is being opened: its outline is there when it is.
            return self.outline.wanted = Some(true);
        }
        if !self.has_sections() {
            return self.say_no_sections();
        }
        let shown = self.panes().outline.is_some();
        let close = shown && self.focus == Focus::Outline;
        self.outline.wanted = Some(!close);
        self.focus = if close { Focus::Transcript } else { Focus::Outline };
    }

    pub(super) fn open_filter(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Help(help)) => return help.filter(),
            Some(Overlay::Speakers(voices)) => return voices.typing = true,
            _ => {}
        }
        if self.focus == Focus::Outline {
            self.outline.typing = true;
            return;
        }
        if self.list.entries.len() > 1 {
            self.focus = Focus::List;
            self.list.typing = true;
        }
    }

    pub(super) fn sort(&mut self) {
        self.list.next_order();
        self.say(format!("talks {}", self.list.order.name()));
    }

    pub(super) fn open_sections(&mut self) {
        match &self.reader {
            Some(reader) if !reader.talk.sections.is_empty() => {
                let current = reader.section().unwrap_or(0);
                self.overlay = Some(Overlay::Sections(Pick::sections(&reader.talk.sections, current)));
            }
            _ => self.say_no_sections(),
        }
    }

    pub(super) fn set_measure(&mut self, columns: usize) {
        self.view.measure = columns.clamp(*MEASURES.start(), *MEASURES.end());
        self.say(format!("text {} columns wide at most", self.view.measure));
    }

    pub(super) fn toggle_zen(&mut self) {
        if self.reader.is_some() {
            self.view.zen = !self.view.zen;
            self.focus = Focus::Transcript;
        }
    }

    pub(super) fn toggle_folds(&mut self) {
        if self.is_skimming() {
            return self.read(Reader::toggle_part);
        }
        self.view.folded = !self.view.folded;
        let folded = self.view.folded;
        self.read(|r| r.set_folded(folded));
        self.say(if folded {
            "repeats are shown once, with their count"
        } else {
            "repeats are shown in full"
        });
    }

    pub(super) fn toggle_raw(&mut self) {
        self.view.raw = !self.view.raw;
        let raw = self.view.raw;
        self.read(|r| r.set_raw(raw));
        self.say(if raw { "cues as they are; r joins them again" } else { "cues joined to prose" });
    }

    pub(super) fn toggle_mouse(&mut self) {
        self.view.mouse = !self.view.mouse;
        self.effects.push(Effect::Mouse(self.view.mouse));
        self.say(if self.view.mouse {
            "the mouse scrolls and clicks here"
        } else {
            "the mouse is the terminal's: select as you like; M takes it back"
        });
    }
}
