//! What is known of the languages that people speak: how their words bend, and which of their words tell little.

use rust_stemmers::{Algorithm, Stemmer};

/// A language whose words dictum can bring back to their stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tongue(u8);

/// Codes of ISO 639-1, and their stemmers. (Snowball, Martin Porter.)
const TONGUES: [(&str, Algorithm); 18] = [
    ("en", Algorithm::English),
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// English words that hold sentences together. They tell little about a passage, and people misremember them.
const SMALL_WORDS: &str = " a about all also am an and are as at be because been but by can could did do does dont for \
     from get go going gonna got had has have he hes her him his how i id if ill im in into is it its ive just kind \
     know like lot me more most much my no not of on only or our out really say she so some sort still than that \
     thats the their them then there theres these they theyre thing things think this those to too up us very want \
     was we well were what whats when where which who why will with would yeah you your youre 1 even ";

/// The commonest English words: a text without them is in another language.
const MARKS_OF_ENGLISH: [&str; 8] = ["the", "and", "of", "to", "that", "is", "it", "you"];

impl Tongue {
    pub const ENGLISH: Self = Self(0);

    /// The language of a code such as `en` or `pt-BR`.
    pub fn of_code(code: &str) -> Option<Self> {
        let code = code.split(['-', '_']).next().unwrap_or_default();
        let at = TONGUES.iter().position(|(known, _)| known.eq_ignore_ascii_case(code))?;
        u8::try_from(at).ok().map(Self)
    }

    /// English, if that is what these words are: of eight, at least one is among the eight commonest. In English it is
    /// every fourth or fifth.
    pub fn guess<'a>(words: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (all, common) = words.fold((0usize, 0usize), |(all, common), word| {
            (all + 1, common + usize::from(MARKS_OF_ENGLISH.contains(&word)))
        });
        (common * 8 >= all).then_some(Self::ENGLISH)
    }

    /// All languages of a set.
    pub fn all(set: Tongues) -> impl Iterator<Item = Self> {
        (0..).take(TONGUES.len()).map(Self).filter(move |tongue| set.has(*tongue))
    }

    /// The stem by which the forms of a word are known as one; it carries the language, for `die` is not `die`.
    pub fn stem(self, word: &str) -> u32 {
        let algorithm =
            TONGUES.get(usize::from(self.0)).map_or(Algorithm::English, |(_, algorithm)| *algorithm);
        let stem = Stemmer::create(algorithm).stem(word);
        twox_hash::XxHash3_64::oneshot_with_seed(u64::from(self.0), stem.as_bytes()) as u32
    }
}

/// Some languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tongues(pub u32);

impl Tongues {
    /// This one alone.
    pub fn of(tongue: Tongue) -> Self {
        Self(1 << tongue.0)
    }

    pub fn add_all(&mut self, others: Self) {
        self.0 |= others.0;
    }

    pub fn has(self, tongue: Tongue) -> bool {
        self.0 & 1 << tongue.0 != 0
    }
}

/// Whether a word holds sentences together rather than tells of something.
pub fn is_small(word: &str) -> bool {
    !word.is_empty() && !word.contains(' ') && SMALL_WORDS.split(' ').any(|small| small == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let stem = |code, word| Tongue::of_code(code).unwrap().stem(word);
        for (code, one, other) in [
            ("en", "walks", "walking"),
            ("de", "hauser", "hausern"),
            ("fr", "continuer", "continuation"),
            ("es", "caminando", "caminar"),
            ("pt-BR", "falando", "falar"),
        ] {
            assert_eq!(stem(code, one), stem(code, other), "{one} {other}");
        }
        assert_ne!(stem("en", "die"), stem("de", "die"));
        assert_eq!(Tongue::of_code("xx"), None);
    }

    #[test]
    fn english_is_known_by_its_commonest_words() {
        assert_eq!(Tongue::guess("it is the end of that day".split(' ')), Some(Tongue::ENGLISH));
        assert_eq!(Tongue::guess("das ist also das ende von diesem tag und gut".split(' ')), None);
        assert!(is_small("the") && !is_small("walrus") && !is_small(""));
    }
}
