//! The form in which text is matched.

use crate::model::Span;

/// Text in its matching form, with the way back.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    pub text: String,
    /// For each byte of `text`, the byte of the original that it came from; one more at the end.
    pub from: Vec<u32>,
}

impl Folded {
    /// The range of the original that a range of the folded text came from.
    pub fn original(&self, span: Span) -> Span {
        Span { start: self.from[span.from()], end: self.from[span.to()] }
    }
}

/// Case, accents and punctuation gone.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    for (at, c) in text.char_indices() {
        for lower in c.to_lowercase() {
            folded.text.push(lower);
            folded.from.resize(folded.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
    }
    folded.from.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    folded
}
