//! Finds the parts of a long section of the talk that is on the screen.

use std::sync::Arc;

use super::{Shared, attempt};
use crate::app::{News, TalkId};
use crate::model::Talk;
use crate::outline;

/// A section whose parts are wanted, by its number in that version of the talk's sections.
pub struct Long {
    pub talk: TalkId,
    pub text: Arc<Talk>,
    pub section: usize,
    pub version: u64,
}

/// Parts sections until dictum ends.
pub fn serve(shared: &Shared) {
    while let Some(Long { talk, text, section, version }) = shared.part.take() {
        let parts = attempt(|| outline::inner(&text, section));
        // The talk belongs to the app alone again before it is given its parts.
        drop(text);
        (shared.tell)(match parts {
            Ok(parts) => News::Parted { talk, section, version, parts },
            Err(what) => News::Fault(format!("this section cannot be parted: {what}; please report it")),
        });
    }
}
