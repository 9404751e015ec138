//! Calls speakers and sections by the names that the reader gave them.

use std::collections::HashMap;

use super::complain;
use crate::error::{Error, Result};
use crate::library::{self, Address};
use crate::memory::{Memory, Name, TalkKey, state_folder};
use crate::model::{Fingerprint, Talk};
use crate::outline;
use crate::text::clean_line;

/// The memory's names of speakers and sections.
#[derive(Debug, Default)]
pub enum Names {
    /// No talk has come yet.
    #[default]
    NotAsked,
    Kept(Memory),
    /// Nothing was ever kept, or it cannot be read, which was told.
    None,
}

impl Names {
    /// Names the speakers and sections of a talk. That this cannot be recalled is told, and the talk is as its file has
    /// it.
    pub fn apply(&mut self, address: &Address, to: &mut Talk) {
        if let Err(error) = self.recall(address, to) {
            complain(&error);
            *self = Self::None;
        }
    }

    /// Whether the reader has named anybody or anything in a talk, so far as that can be recalled.
    pub fn has_any(&mut self, address: &Address, fingerprint: Fingerprint) -> bool {
        let Some(memory) = self.memory() else { return false };
        memory.has_names(fingerprint.0, address.file()).unwrap_or(true)
    }

    /// All names that were given, by the fingerprints of their talks.
    pub fn all(&mut self) -> HashMap<u128, Vec<Name>> {
        let Some(memory) = self.memory() else { return HashMap::new() };
        memory.all_names().unwrap_or_else(|error| {
            complain(&error);
            HashMap::new()
        })
    }

    fn memory(&mut self) -> Option<&mut Memory> {
        if let Self::NotAsked = self {
            *self = match Memory::open_if_there(state_folder().as_deref()) {
                None => Self::None,
                Some((memory, told)) => {
                    if let Some(told) = told {
                        complain(&Error::new(told));
                    }
                    Self::Kept(memory)
                }
            };
        }
        if let Self::Kept(memory) = self { Some(memory) } else { None }
    }

    fn recall(&mut self, address: &Address, talk: &mut Talk) -> Result<()> {
        let Some(memory) = self.memory() else { return Ok(()) };
        let key = TalkKey {
            fingerprint: library::fingerprint(&talk.text).0,
            path: address.file().map(Into::into),
            title: talk.title.clone(),
            text_len: talk.text.len(),
        };
        let kept = memory.peek(&key, &talk.text)?;
        for given in kept.names {
            talk.name_speaker(&given.label, &clean_line(&given.name));
        }
        outline::set_right(
            talk,
            &kept.sections.into_iter().map(outline::clean_edit).collect::<Vec<_>>(),
            true,
        );
        Ok(())
    }
}
