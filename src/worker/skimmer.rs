//! Finds the key sentences of the talk that is on the screen.

use std::sync::Arc;

use super::{Shared, attempt};
use crate::app::{News, TalkId};
use crate::model::Talk;
use crate::outline;

/// A talk of which the key sentences are wanted, in that version of its sections.
pub struct Wanted {
    pub talk: TalkId,
    pub text: Arc<Talk>,
    pub version: u64,
}

/// Skims talks until dictum ends.
pub fn serve(shared: &Shared) {
    while let Some(Wanted { talk, text, version }) = shared.skim.take() {
        let skim = attempt(|| outline::skim(&text));
        // The talk belongs to the app alone again before its sections can change.
        drop(text);
        (shared.tell)(match skim {
            Ok(skim) => News::Skimmed { talk, version, skim: Arc::new(skim) },
            Err(what) => News::Fault(format!("this talk cannot be skimmed: {what}; please report it")),
        });
    }
}
