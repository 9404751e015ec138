//! The names that the reader gave to speakers, as all workers know them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::memory::Name;
use crate::model::Talk;
use crate::text::clean_line;

/// For each talk, by its fingerprint, what its labels mean. The memory fills it when it is opened.
#[derive(Debug, Default)]
pub struct Names(Mutex<HashMap<u128, HashMap<String, String>>>);

impl Names {
    /// Learns the names of a talk; one that is empty takes an earlier one off.
    pub fn learn(&self, talk: u128, names: impl IntoIterator<Item = Name>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for Name { label, name } in names {
            all.entry(talk).or_default().insert(label, clean_line(&name));
        }
    }

    /// Whether any speaker of the talk was given a name.
    pub fn has(&self, talk: u128) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&talk)
    }

    /// Gives the speakers of a talk their names.
    pub fn apply(&self, talk: u128, to: &mut Talk) {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (label, name) in all.get(&talk).into_iter().flatten() {
            to.name_speaker(label, name);
        }
    }

    /// What the reader calls the speaker whom the talk calls `label`.
    pub fn of(&self, talk: u128, label: &str) -> Option<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&talk)?.get(label).filter(|name| !name.is_empty()).cloned()
    }
}
