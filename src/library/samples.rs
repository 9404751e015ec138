//! The sample talks that are built in: one of each main kind, in the order in which a newcomer should meet them.
//!
//! They lie in `seeds/`, and say nothing of themselves there: a README beside them would be listed as a talk.
//! They were written for dictum, their people and events are invented, and they are under dictum's own licence.

/// A talk that is built in.
#[derive(Debug)]
pub struct Sample {
    /// Its file's name below `seeds/`.
    pub name: &'static str,
    pub bytes: &'static [u8],
}

/// The built-in talks, one of each main kind.
pub fn samples() -> &'static [Sample] {
    &SAMPLES
}

/// Easy reading first: a lecture with times, then voices, headings, bare captions, a digest.
static SAMPLES: [Sample; 5] = [
    Sample {
        name: "How-keepers-counted-time.txt",
        bytes: include_bytes!("../../seeds/How-keepers-counted-time.txt"),
    },
    Sample { name: "interview.vtt", bytes: include_bytes!("../../seeds/interview.vtt") },
    Sample { name: "blog.md", bytes: include_bytes!("../../seeds/blog.md") },
    Sample { name: "captions.txt", bytes: include_bytes!("../../seeds/captions.txt") },
    Sample { name: "digest.txt", bytes: include_bytes!("../../seeds/digest.txt") },
];
