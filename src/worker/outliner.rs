//! Finds the sections of the talks whose hits are on the screen.

use std::sync::Arc;
use std::time::Duration;

use super::{Shared, attempt};
use crate::app::{News, TalkId};
use crate::library;
use crate::model::Section;

/// While somebody types, nothing is done for hits that are gone with the next letter, and nothing moves on the screen but
/// them: who rests for longer than between two letters looks at them.
const PAUSE: Duration = Duration::from_millis(400);

/// Finds sections until dictum ends; a newer wish is heard between two talks.
pub fn serve(shared: &Shared) {
    while let Some(talks) = shared.outline.take() {
        if shared.outline.has_newer_within(PAUSE) {
            continue;
        }
        for talk in talks {
            // What breaks on a talk, or cannot be read any more, has no sections to tell.
            let sections = attempt(|| sections_of(talk, shared)).ok().flatten().unwrap_or_default();
            (shared.tell)(News::SectionsFound { talk, sections });
            if shared.outline.has_newer() {
                break;
            }
        }
    }
}

fn sections_of(number: TalkId, shared: &Shared) -> Option<Arc<[Section]>> {
    let mut talk = match shared.opened(number) {
        Some(opened) => return Some(opened.talk.sections.as_slice().into()),
        None => shared.read(&shared.catalogue.get(number)?).ok()?.talk,
    };
    shared.outlines.complete(&mut talk);
    shared.names.apply(library::fingerprint(&talk.text).0, &mut talk);
    Some(talk.sections.into())
}
