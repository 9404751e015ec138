//! The names that the reader gave to speakers and sections, as all workers know them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::memory::Name;
use crate::model::{SectionEdit, Talk};
use crate::outline;
use crate::text::clean_line;

/// For each talk, by its fingerprint, what the reader calls its parts. The memory fills it when it is opened.
#[derive(Debug, Default)]
pub struct Names(Mutex<HashMap<u128, Given>>);

/// What the reader gave to one talk.
#[derive(Debug, Default)]
struct Given {
    /// What its labels for speakers mean.
    speakers: HashMap<String, String>,
    sections: Vec<SectionEdit>,
}

impl Names {
    /// Learns the names of a talk's speakers; one that is empty takes an earlier one off.
    pub fn learn(&self, talk: u128, names: impl IntoIterator<Item = Name>) {
        let mut all = self.all();
        for Name { label, name } in names {
            all.entry(talk).or_default().speakers.insert(label, clean_line(&name));
        }
    }

    /// Learns how a talk's sections were set right; what changes nothing takes an earlier one off.
    pub fn learn_sections(&self, talk: u128, edits: impl IntoIterator<Item = SectionEdit>) {
        let mut all = self.all();
        for edit in edits.into_iter().map(outline::clean_edit) {
            let sections = &mut all.entry(talk).or_default().sections;
            sections.retain(|earlier| !earlier.is_about(&edit));
            if !edit.changes_nothing() {
                sections.push(edit);
            }
        }
    }

    /// Whether anything of the talk was given a name.
    pub fn has(&self, talk: u128) -> bool {
        self.all().contains_key(&talk)
    }

    /// Gives the speakers and sections of a talk their names.
    pub fn apply(&self, talk: u128, to: &mut Talk) {
        let all = self.all();
        let Some(given) = all.get(&talk) else { return };
        for (label, name) in &given.speakers {
            to.name_speaker(label, name);
        }
        outline::set_right(to, &given.sections, true);
    }

    /// What the reader calls the speaker whom the talk calls `label`.
    pub fn of(&self, talk: u128, label: &str) -> Option<String> {
        self.all().get(&talk)?.speakers.get(label).filter(|name| !name.is_empty()).cloned()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<u128, Given>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
