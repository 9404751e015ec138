//! How text measures: what is safe to show, which letters are the same, where words and sentences begin, how
//! wide they are, and where lines break.

mod clean;
mod fold;
mod natural;
mod sentence;
mod width;
mod words;
mod wrap;

pub use clean::{clean, clean_line, is_clean, is_plain};
pub use fold::{Folded, fold, fold_into};
pub use natural::natural_key;
pub use sentence::{sentence_around, sentence_ends, sentences};
pub use width::{is_unsure, shorten, widest, width};
pub use words::{is_word_alone, words};
pub use wrap::{wrap, wrap_code};
