//! Where words begin and end.

use crate::model::Span;

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    use unicode_segmentation::UnicodeSegmentation;
    text.unicode_word_indices().map(|(at, word)| Span::new(at, at + word.len()))
}
