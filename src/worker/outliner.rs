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
            let found = attempt(|| sections_of(talk, shared)).ok().flatten();
            let (text, sections) = found.unwrap_or_default();
            (shared.tell)(News::SectionsFound { talk, text, sections });
            if shared.outline.has_newer() {
                break;
            }
        }
    }
}

/// The sections of a talk as it is now, and by what its text is known.
fn sections_of(number: TalkId, shared: &Shared) -> Option<(u128, Arc<[Section]>)> {
    if let Some(opened) = shared.opened(number) {
        return Some((opened.key.fingerprint, opened.talk.sections.as_slice().into()));
    }
    let mut talk = shared.read(&shared.catalogue.get(number)?).ok()?.talk;
    shared.outlines.complete(&mut talk);
    let text = library::fingerprint(&talk.text).0;
    shared.names.apply(text, &mut talk);
    Some((text, talk.sections.into()))
}
