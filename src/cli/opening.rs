//! Opens talks as the commands want them: read as the format that was named, with the names that the reader gave.

use super::complain;
use crate::error::{Error, Result};
use crate::library::{self, Address};
use crate::load::{Loaded, Wanted};
use crate::memory::{Memory, TalkKey, state_folder};
use crate::text::clean_line;

/// Opens talks for a command.
#[derive(Debug)]
pub struct Opening {
    wanted: Wanted,
    memory: Names,
}

/// The memory's names of speakers.
#[derive(Debug)]
enum Names {
    /// Nobody has spoken yet.
    NotAsked,
    Kept(Memory),
    /// Nothing was ever kept, or it cannot be read, which was told.
    None,
}

impl Opening {
    pub fn new(wanted: Wanted) -> Self {
        Self { wanted, memory: Names::NotAsked }
    }

    /// Opens a talk. That its speakers' names cannot be recalled is told, and the talk has its labels.
    pub fn open(&mut self, address: &Address) -> Result<Loaded> {
        let mut loaded = library::open(address, self.wanted)?;
        if !loaded.talk.speakers.is_empty()
            && let Err(error) = self.name_speakers(address, &mut loaded)
        {
            complain(&error);
            self.memory = Names::None;
        }
        Ok(loaded)
    }

    fn name_speakers(&mut self, address: &Address, loaded: &mut Loaded) -> Result<()> {
        if let Names::NotAsked = self.memory {
            self.memory = match Memory::open_if_there(state_folder().as_deref()) {
                None => Names::None,
                Some((memory, told)) => {
                    if let Some(told) = told {
                        complain(&Error::new(told));
                    }
                    Names::Kept(memory)
                }
            };
        }
        let Names::Kept(memory) = &mut self.memory else { return Ok(()) };
        let talk = &mut loaded.talk;
        let key = TalkKey {
            fingerprint: library::fingerprint(&talk.text).0,
            path: address.file().map(Into::into),
            title: talk.title.clone(),
            text_len: talk.text.len(),
        };
        for given in memory.names(&key, &talk.text)? {
            talk.name_speaker(&given.label, &clean_line(&given.name));
        }
        Ok(())
    }
}
