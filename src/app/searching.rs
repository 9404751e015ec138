//! The search: asking as letters are typed, taking a hit, walking the hits.

use super::action::{Ask, Effect, Scope};
use super::overlay::Overlay;
use super::{App, Arrival, Find, Focus, Walk};

impl App {
    pub(super) fn open_find(&mut self) {
        let scope = if self.focus == Focus::List || self.reader.is_none() {
            Scope::AllTalks
        } else {
            Scope::ThisTalk
        };
        self.list.typing = false;
        self.overlay = Some(Overlay::Find(Box::new(Find::new(scope, String::new()))));
    }

    pub(super) fn switch_scope(&mut self) {
        if let Some(Overlay::Find(find)) = &mut self.overlay {
            find.scope = match find.scope {
                Scope::AllTalks if self.reader.is_some() => Scope::ThisTalk,
                _ => Scope::AllTalks,
            };
            self.ask();
        }
    }

    pub(super) fn ask(&mut self) {
        let within = self.reader.as_ref().map(|r| r.id);
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        self.counter += 1;
        find.number = self.counter;
        find.choice = super::Choice::default();
        find.entered = false;
        find.fresh = false;
        let typed = find.input.value().to_owned();
        find.done = typed.trim().is_empty();
        if find.done {
            find.hits.clear();
        }
        if let Some(walk) = &mut self.walk {
            walk.end();
        }
        let within = within.filter(|_| find.scope == Scope::ThisTalk);
        self.effects.push(Effect::Ask(Ask { number: find.number, typed, within }));
    }

    /// Enter in the overlay: to the hit; the others are taken along, and those that are still found. Before the first
    /// is there it waits; where nothing was found the overlay stays. An empty question repeats the last one.
    pub(super) fn accept_hit(&mut self) {
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        if find.input.value().trim().is_empty() {
            self.close_overlay();
            return self.walk(1);
        }
        let there = find.fresh && (find.done || !find.hits.is_empty());
        if !there {
            find.entered = true;
            return;
        }
        let Some(walk) = Walk::from(find) else { return };
        self.overlay = None;
        self.walk = Some(walk);
        self.leave_place();
        self.go_to_current_hit();
    }

    /// Closes what is open on top; a search that goes on behind it is called off.
    pub(super) fn close_overlay(&mut self) {
        if let Some(Overlay::Find(_)) = self.overlay.take() {
            self.counter += 1;
            if let Some(walk) = &mut self.walk {
                walk.end();
            }
            self.effects.push(Effect::Ask(Ask { number: self.counter, typed: String::new(), within: None }));
        }
    }

    /// The hits that are drawn and counted.
    pub fn shown_walk(&self) -> Option<&Walk> {
        self.walk.as_ref().filter(|walk| walk.shown)
    }

    pub(super) fn walk(&mut self, steps: isize) {
        let Some(walk) = &mut self.walk else { return self.say("nothing was searched for yet; / searches") };
        walk.shown = true;
        let round = walk.step(steps);
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
