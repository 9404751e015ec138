//! Finds the key sentences of the talk that is on the screen.

use std::sync::Arc;

use super::{Shared, attempt};
use crate::app::News;
use crate::outline;

/// Skims talks until dictum ends.
pub fn serve(shared: &Shared) {
    while let Some((talk, text)) = shared.skim.take() {
        let news = match attempt(|| outline::skim(&text)) {
            Ok(skim) => News::Skimmed { talk, skim: Arc::new(skim) },
            Err(what) => News::Fault(format!("this talk cannot be skimmed: {what}; please report it")),
        };
        (shared.tell)(news);
    }
}
