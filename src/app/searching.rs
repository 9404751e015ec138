//! The search: asking as letters are typed, taking a hit, walking the hits.

use super::action::{Answer, Ask, Edit, Effect, Scope, Within};
use super::find::Line;
use super::help::Help;
use super::named::{Named, What, named};
use super::naming::Naming;
use super::overlay::{self, Overlay};
use super::reasons::reasons;
use super::{App, Arrival, Find, Focus, Frame, Walk};
use crate::model::Span;

/// Earlier searches that are kept: as many as the memory keeps.
const MOST_SEARCHES: usize = 200;

impl App {
    pub(super) fn open_find(&mut self) {
        let scope = if self.focus == Focus::List || self.reader.is_none() {
            Scope::AllTalks
        } else {
            Scope::ThisTalk
        };
        self.list.typing = false;
        self.overlay = Some(Overlay::Find(Box::new(Find::new(scope, self.view.grouped))));
    }

    /// From this talk to all talks, to the section that is read, and round to this talk.
    pub(super) fn switch_scope(&mut self) {
        let Some(Overlay::Find(find)) = &self.overlay else { return };
        let (in_talk, in_section) = (self.reader.is_some(), self.section_read().is_some());
        let next = match find.scope {
            Scope::AllTalks if in_section => Scope::ThisSection,
            Scope::AllTalks | Scope::ThisSection if in_talk => Scope::ThisTalk,
            Scope::ThisTalk | Scope::AllTalks | Scope::ThisSection => Scope::AllTalks,
        };
        if let Some(Overlay::Find(find)) = &mut self.overlay {
            find.scope = next;
        }
        self.ask();
    }

    /// The text of the section that is read.
    fn section_read(&self) -> Option<Span> {
        let reader = self.reader.as_ref()?;
        reader.talk.sections.get(reader.section()?).map(|section| section.span)
    }

    /// The hits by their talks, or the best first.
    pub(super) fn group(&mut self) {
        if let Some(Overlay::Find(find)) = &mut self.overlay {
            self.view.grouped = !find.grouped;
            find.group(self.view.grouped);
        }
    }

    pub(super) fn ask(&mut self) {
        let Some(Overlay::Find(find)) = &self.overlay else { return };
        let (scope, typed) = (find.scope, find.input.value().to_owned());
        let names = if scope == Scope::AllTalks { named(&typed, &self.list.entries) } else { Vec::new() };
        let within = match (scope, &self.reader, self.section_read()) {
            (Scope::ThisSection, Some(reader), Some(span)) => Within::Part(reader.id, span),
            (Scope::ThisSection | Scope::ThisTalk, Some(reader), _) => Within::Talk(reader.id),
            _ => Within::AllTalks,
        };
        self.counter += 1;
        let number = self.counter;
        if let Some(Overlay::Find(find)) = &mut self.overlay {
            find.begin(number, names);
        }
        if let Some(walk) = &mut self.walk {
            walk.end();
        }
        let main = self.panes().main;
        let frame = Frame::new(overlay::overlay_layout(main).lines, main.height);
        self.effects.push(Effect::Ask(Ask { number, typed, within, frame }));
    }

    /// More talks were found: what is looked for in all of them is looked for again.
    pub(super) fn ask_in_more_talks(&mut self) {
        let in_all = |overlay: &Overlay| match overlay {
            Overlay::Find(find) => find.scope == Scope::AllTalks && !find.is_empty(),
            _ => false,
        };
        if !self.overlay.as_ref().is_some_and(in_all) {
            return;
        }
        let entered = matches!(&self.overlay, Some(Overlay::Find(find)) if find.entered);
        self.ask();
        if let Some(Overlay::Find(find)) = &mut self.overlay {
            find.entered = entered;
        }
    }

    pub(super) fn take_answer(&mut self, answer: Answer) {
        let Some(Overlay::Find(find)) = self.overlay.as_mut().filter(|o| o.asks(answer.number)) else {
            if let Some(walk) = &mut self.walk {
                walk.answer(answer);
            }
            return;
        };
        find.answer(answer);
        if find.done {
            let nothing = find.lines() == 0 && !find.is_empty();
            find.reasons = if nothing { reasons(find, &self.list, self.reader.as_ref()) } else { Vec::new() };
        }
        if std::mem::take(&mut find.entered) {
            self.accept_hit();
        }
    }

    /// Enter in the overlay: to the hit; the others are taken along, and those that are still found. Before the first
    /// is there it waits; where nothing was found the overlay stays. An empty question repeats the last one.
    pub(super) fn accept_hit(&mut self) {
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        if find.is_empty() {
            self.close_overlay();
            return self.walk(1);
        }
        if let Some(Line::Name(name)) = find.chosen() {
            let name = name.clone();
            return self.go_to_named(&name);
        }
        let there = find.fresh && (find.done || !find.hits.is_empty());
        if !there {
            find.entered = true;
            return;
        }
        let Some(walk) = Walk::from(find) else { return };
        self.overlay = None;
        self.remember_search(&walk.typed);
        self.walk = Some(walk);
        self.leave_place();
        self.go_to_current_hit();
    }

    /// A search that was made before is the newest now; it does not stand there twice.
    fn remember_search(&mut self, typed: &str) {
        self.searches.retain(|search| search != typed);
        self.searches.insert(0, typed.to_owned());
        self.searches.truncate(MOST_SEARCHES);
        self.effects.push(Effect::KeepSearch(typed.to_owned()));
    }

    /// To the talk, or the section, that is called so.
    fn go_to_named(&mut self, name: &Named) {
        self.close_overlay();
        self.leave_place();
        let arrival = match name.what {
            What::Heading(section) => Some(Arrival::Heading(section)),
            What::Title | What::Speaker => None,
        };
        self.open(name.talk, arrival);
        self.focus = Focus::Transcript;
    }

    /// The arrows in the search field go through the earlier searches while nothing was typed; else they move.
    pub(super) fn up_or_earlier(&mut self, steps: isize) {
        match &self.overlay {
            Some(Overlay::Find(find)) if find.is_empty() || find.earlier.is_shown() => self.search_earlier(),
            _ => self.move_by(-steps),
        }
    }

    pub(super) fn down_or_later(&mut self, steps: isize) {
        match &self.overlay {
            Some(Overlay::Find(find)) if find.earlier.is_shown() => self.search_later(),
            _ => self.move_by(steps),
        }
    }

    /// An earlier search that has what is typed comes into the field, and is asked.
    pub(super) fn search_earlier(&mut self) {
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        let field = find.input.value().to_owned();
        match find.earlier.step(&field, true, &self.searches) {
            Some(search) => {
                let search = search.to_owned();
                self.search_for(&search);
            }
            None if self.searches.is_empty() => self.say("no earlier searches"),
            None => self.say("no earlier search with that"),
        }
    }

    fn search_later(&mut self) {
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        let later = find.earlier.step("", false, &self.searches).map(str::to_owned);
        if let Some(search) = later.or_else(|| find.earlier.leave()) {
            self.search_for(&search);
        }
    }

    fn search_for(&mut self, typed: &str) {
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        overlay::edit(&mut find.input, Edit::End);
        overlay::edit(&mut find.input, Edit::Clear);
        for c in typed.chars() {
            overlay::edit(&mut find.input, Edit::Insert(c));
        }
        self.ask();
    }

    /// Closes what is open on top; a search that goes on behind it is called off.
    pub(super) fn close_overlay(&mut self) {
        match self.overlay.take() {
            // The field for a name lay over the speakers.
            Some(Overlay::Name(Naming { over: Some(voices), .. })) => {
                self.overlay = Some(Overlay::Speakers(voices));
            }
            // What is typed is taken back first.
            Some(Overlay::Help(help)) if help.typing => {
                self.overlay = Some(Overlay::Help(Help { top: help.top, ..Help::default() }));
            }
            Some(Overlay::Speakers(mut voices)) if voices.typing => {
                voices.widen();
                self.overlay = Some(Overlay::Speakers(voices));
            }
            Some(Overlay::Find(find)) => {
                if find.is_worth_keeping() {
                    self.remember_search(find.input.value().trim());
                }
                self.end_search();
            }
            _ => {}
        }
    }

    fn end_search(&mut self) {
        self.counter += 1;
        if let Some(walk) = &mut self.walk {
            walk.end();
        }
        let within = Within::AllTalks;
        let nothing = Ask { number: self.counter, typed: String::new(), within, frame: Frame::default() };
        self.effects.push(Effect::Ask(nothing));
    }

    /// The hits that are drawn and counted.
    pub fn shown_walk(&self) -> Option<&Walk> {
        self.walk.as_ref().filter(|walk| walk.shown)
    }

    pub(super) fn walk(&mut self, steps: isize) {
        let Some(walk) = &mut self.walk else { return self.say("nothing was searched for yet; / searches") };
        walk.shown = true;
        // Who has read on until the hit was out of sight goes on from there.
        let read_on = self.reader.as_ref().filter(|reader| {
            let window = reader.window();
            walk.current().is_some_and(|hit| hit.talk == reader.id && !window.contains(hit.hit.span.from()))
        });
        let round = walk.step(steps, read_on.map(|reader| (reader.id, reader.window().from())));
        self.leave_place();
        self.go_to_current_hit();
        if round {
            self.say(if steps > 0 { "on from the first hit" } else { "back from the last hit" });
        }
    }

    pub(super) fn go_to_current_hit(&mut self) {
        let Some(hit) = self.walk.as_ref().and_then(Walk::current) else { return };
        let (talk, at) = (hit.talk, hit.hit.span.from());
        self.open(talk, Some(Arrival::Hit(at)));
        self.focus = Focus::Transcript;
    }
}
