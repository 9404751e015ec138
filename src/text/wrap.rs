//! Where lines break.

use crate::model::Span;

/// Breaks the text of `span` into rows of at most `columns`; the rows are spans of `text`, without the blanks at their
/// ends. There is always at least one row.
pub fn wrap(text: &str, span: Span, columns: usize) -> Vec<Span> {
    let _ = (text, columns);
    vec![span]
}

/// The same for code: lines are kept as they are, and broken only where they are wider than `columns`.
pub fn wrap_code(text: &str, span: Span, columns: usize) -> Vec<Span> {
    let _ = (text, columns);
    vec![span]
}
