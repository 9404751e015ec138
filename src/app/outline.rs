//! The outline pane: the sections of the talk, in step with the text.

use super::choice::Choice;
use super::reader::Reader;

#[derive(Debug, Default)]
pub struct OutlinePane {
    /// What the reader said about it; while nothing was said, it is there when there is room.
    pub wanted: Option<bool>,
    /// The section that is chosen; while the focus is elsewhere, the one that is read.
    pub choice: Choice,
}

impl OutlinePane {
    /// Keeps step with the text, unless the reader is choosing here.
    pub fn follow(&mut self, reader: &Reader, choosing: bool) {
        if !choosing {
            self.choice.at = reader.section().unwrap_or(0);
        }
    }
}
