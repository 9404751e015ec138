//! Help: every key at a glance; or those whose words have some letters, the chosen one done from there.

use super::choice::Choice;
use super::keys::{self, Binding, Told};
use super::overlay::{Overlay, Pick};
use super::{App, Focus, Mode};
use crate::search::names::{NameHit, fuzzy};

/// Letters of another word for what a key does that tell which word it is.
const SAID_OTHERWISE: usize = 3;

/// The help overlay while it is open.
#[derive(Debug, Default)]
pub struct Help {
    /// Rows that are scrolled away while every key is shown.
    pub top: usize,
    /// Some letters are typed, and only what has them is shown.
    pub typing: bool,
    pub pick: Pick,
}

impl Help {
    /// What has these letters.
    pub fn with(typed: &str) -> Self {
        let mut help = Self { typing: true, ..Self::default() };
        help.pick.input = typed.to_owned().into();
        help.narrow();
        help
    }

    pub(super) fn filter(&mut self) {
        self.typing = true;
        self.narrow();
    }

    /// After a letter: the key that is typed itself, then those for which others have such a word, then those of which
    /// the first words fit, then the rest; the best first.
    pub(super) fn narrow(&mut self) {
        let typed = self.pick.input.value();
        let told: Vec<Told> = keys::told().collect();
        let is_typed = |at: &usize| told.get(*at).is_some_and(|told| told.has_key(typed.trim()));
        let mut hits: Vec<NameHit> =
            (0..told.len()).filter(is_typed).map(|at| NameHit { at, score: i64::MAX }).collect();
        let is_also = |at: &usize| told.get(*at).is_some_and(|told| told.is_also(typed));
        if typed.trim().chars().count() >= SAID_OTHERWISE {
            hits.extend((0..told.len()).filter(is_also).map(|at| NameHit { at, score: 0 }));
        }
        hits.extend(fuzzy(typed, told.iter().map(Told::first_words)));
        hits.extend(fuzzy(typed, told.iter().map(|told| told.words)));
        let mut seen = vec![false; told.len()];
        hits.retain(|hit| !std::mem::replace(&mut seen[hit.at], true));
        self.pick.hits = hits;
        self.pick.choice = Choice::default();
    }

    fn chosen(&self) -> Option<Told> {
        keys::told().nth(self.pick.chosen()?)
    }
}

impl App {
    /// Opens help at what is called so; answers whether anything is.
    pub(super) fn look_up(&mut self, typed: &str) -> bool {
        let help = Help::with(typed.trim());
        let any = !help.pick.hits.is_empty();
        if any {
            self.overlay = Some(Overlay::Help(help));
        }
        any
    }

    /// Enter in help: does what the chosen key does, in the pane where it means that.
    pub(super) fn do_from_help(&mut self, help: Help) {
        if !help.typing {
            return;
        }
        let chosen = help.chosen();
        let does = chosen.as_ref().and_then(|told| told.does);
        if let Some(binding) = does.filter(|binding| self.go_where_it_means_that(binding.modes)) {
            return self.perform(binding.command, None);
        }
        self.overlay = Some(Overlay::Help(help));
        if let Some(told) = chosen {
            self.say(format!("not done from here: press {} where it is meant", told.keys));
        }
    }

    /// To the pane in which a key has a meaning: that which has the keys already, if it can be.
    fn go_where_it_means_that(&mut self, modes: &[Mode]) -> bool {
        if modes.contains(&self.mode()) {
            return true;
        }
        let there = self.pane_for(modes);
        if let Some(focus) = there {
            self.set_focus(focus);
        }
        there.is_some()
    }

    /// The pane that has one of these modes, if it is there.
    fn pane_for(&self, modes: &[Mode]) -> Option<Focus> {
        let panes = [
            (Mode::Transcript, Focus::Transcript, self.reader.is_some()),
            (Mode::Outline, Focus::Outline, self.has_sections()),
            (Mode::List, Focus::List, self.list.entries.len() > 1),
        ];
        let there = panes.into_iter().find(|(mode, _, is_there)| *is_there && modes.contains(mode));
        there.map(|(_, focus, _)| focus)
    }

    /// A key that does nothing in this pane: says where it does something.
    pub(super) fn point_elsewhere(&mut self, binding: &Binding) {
        let key = binding.keys.first().copied().unwrap_or_default();
        match self.pane_for(binding.modes) {
            Some(Focus::Transcript) if self.is_skimming() => {
                self.say(format!("{key} is for the skim; Tab goes there"));
            }
            Some(Focus::Transcript) => self.say(format!("{key} is for the text; Tab goes there")),
            Some(Focus::Outline) => self.say(format!("{key} is for the outline; o goes there")),
            Some(Focus::List) => self.say(format!("{key} is for the list; Esc goes there")),
            None if binding.modes.contains(&Mode::Transcript) => {
                self.say(format!("{key} is for the text of a talk; none is open"));
            }
            None if binding.modes.contains(&Mode::Outline) => self.say_no_sections(),
            None => self.say(format!("{key} is for the list of talks; there is one talk here")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<String> {
        let told: Vec<Told> = keys::told().collect();
        Help::with(typed).pick.hits.iter().filter_map(|hit| Some(told.get(hit.at)?.keys.clone())).collect()
    }

    #[test]
    fn what_others_call_it_is_found() {
        for (typed, key) in [
            ("rename", "c"),
            ("rename speaker", "w"),
            ("exclude", "D"),
            ("exclude", "-walrus"),
            ("Remove", "D"),
            ("undo", "U"),
            ("bookmark", "m a"),
            ("chapters", "o"),
            ("summ", "v"),
        ] {
            assert!(found(typed).iter().any(|keys| keys == key), "{typed}: {:?}", found(typed));
        }
        assert_eq!(found("rename").get(..3), Some(&["w", "w", "c"].map(str::to_owned)[..]));
        let named = found("rename speaker");
        assert!(!named.iter().any(|keys| keys == "c"), "{named:?}");
        assert!(found("xylophone").is_empty());
    }

    #[test]
    fn other_words_are_those_of_keys_that_there_are() {
        for (key, _) in keys::ALSO {
            let is_told = keys::told().any(|told| told.is_of(key));
            assert!(is_told, "{key}");
        }
    }
}
