//! The sample talks that are built in.

/// A talk that is built in.
#[derive(Debug)]
pub struct Sample {
    /// Its file's name below `seeds/`.
    pub name: &'static str,
    pub bytes: &'static [u8],
}

/// The built-in talks, one of each main kind.
pub fn samples() -> &'static [Sample] {
    &[]
}
