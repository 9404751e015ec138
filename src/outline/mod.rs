//! How a talk is skimmed: its sections, in step with its text.

use crate::model::Talk;

/// Brings a talk's sections in order: spans that end where the next begins, starts from the segments' times.
/// To be called once on what `load` made.
pub fn settle(talk: &mut Talk) {
    let _ = talk;
}
