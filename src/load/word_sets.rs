//! Sets of short words that every line is held against.

/// By what a word is looked up: how long it is, and its first seven letters in lower case. That is all of nearly every
/// word in a set, and it is compared in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Key(u64);

impl Key {
    /// The key of a word, whatever its case. No word of letters beyond ASCII has one of those that are in a set.
    pub const fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let length = if bytes.len() < 255 { bytes.len() } else { 255 };
        let (mut key, mut at) = (length as u64, 0);
        while at < length && at < 7 {
            key = key << 8 | bytes[at].to_ascii_lowercase() as u64;
            at += 1;
        }
        Self(key)
    }
}

/// The keys of words.
pub(super) const fn keys<const N: usize>(words: [&str; N]) -> [Key; N] {
    let mut keys = [Key(0); N];
    let mut at = 0;
    while at < N {
        keys[at] = Key::of(words[at]);
        at += 1;
    }
    keys
}

/// The keys of pairs of words.
pub(super) const fn pairs<const N: usize>(words: [(&str, &str); N]) -> [(Key, Key); N] {
    let mut keys = [(Key(0), Key(0)); N];
    let mut at = 0;
    while at < N {
        keys[at] = (Key::of(words[at].0), Key::of(words[at].1));
        at += 1;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_whatever_their_case() {
        const WEATHER: [Key; 3] = keys(["rain", "let's", "following"]);
        for (word, known) in [
            ("Rain", true),
            ("LET'S", true),
            ("following", true),
            ("rains", false),
            ("rai", false),
            ("followed", false),
            ("räin", false),
            ("", false),
        ] {
            assert_eq!(WEATHER.contains(&Key::of(word)), known, "{word}");
        }
    }
}
