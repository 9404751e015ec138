//! How an English word sounds, so that a word that was heard wrong is known again.

use rphonetic::DoubleMetaphone;

/// How a word sounds: at most eight consonants, four bits each, the last one lowest.
/// (Double Metaphone, Lawrence Philips, C/C++ Users Journal, June 2000: its primary code.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sound(u32);

/// The letters of the code; a letter's number is its place here, and one more.
const CODE: &[u8] = b"0ABFHJKLMNPRSTX";
/// Shorter codes are those of too many words.
const LEAST: usize = 2;
const MOST: usize = 8;

impl Sound {
    /// How a word in its matching form sounds; none where it is too short, or no word of plain letters.
    pub fn of(word: &str) -> Option<Self> {
        if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let code = DoubleMetaphone::new(Some(MOST)).double_metaphone(word).primary();
        let bits = code.bytes().take(MOST).try_fold(0, |bits, letter| {
            let number = CODE.iter().position(|&known| known == letter)? + 1;
            Some(bits << 4 | u32::try_from(number).ok()?)
        })?;
        (code.len() >= LEAST).then_some(Self(bits))
    }

    /// As it is written in an index.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// As it was written in an index: 0 for none.
    pub fn from_bits(bits: u32) -> Option<Self> {
        (bits != 0).then_some(Self(bits))
    }

    /// How many letters its code has.
    pub fn len(self) -> usize {
        (8 - self.0.leading_zeros() / 4) as usize
    }

    /// Whether two codes are the same, or differ in one letter that was left out, added or replaced.
    ///
    /// Codes are eight letters at most, so all of this is shifts: what is the same from the front and from the back
    /// is cut off, and what is left must be one letter against one or none.
    pub fn errors(self, other: Self) -> Option<usize> {
        if self == other {
            return Some(0);
        }
        let (long, short) = if self.len() >= other.len() { (self, other) } else { (other, self) };
        if long.len() - short.len() > 1 {
            return None;
        }
        let back = ((long.0 ^ short.0).trailing_zeros() / 4) as usize;
        let back = back.min(short.len());
        let (l, s) = (shifted(long.0, back), shifted(short.0, back));
        // One letter of the longer is left over; what stands before it has to be the same.
        let before = if long.len() == short.len() { shifted(s, 1) } else { s };
        (shifted(l, 1) == before).then_some(1)
    }
}

fn shifted(code: u32, letters: usize) -> u32 {
    u32::try_from(letters * 4).ok().and_then(|bits| code.checked_shr(bits)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(one: &str, other: &str) -> Option<usize> {
        Sound::of(one).unwrap().errors(Sound::of(other).unwrap())
    }

    #[test]
    fn words_that_sound_alike_have_codes_alike() {
        assert_eq!(errors("cloud", "claude"), Some(0));
        assert_eq!(errors("yukowski", "yudkowsky"), Some(1));
        assert_eq!(errors("pacific", "specific"), Some(1));
        assert_eq!(errors("walrus", "kettle"), None);
        assert_eq!((Sound::of("a1b"), Sound::of("ab"), Sound::of("über")), (None, None, None));
    }

    #[test]
    fn one_letter_may_differ() {
        let code = |letters: &[u32]| Sound(letters.iter().fold(0, |bits, letter| bits << 4 | letter));
        for (one, other, wanted) in [
            (&[1, 2, 3][..], &[1, 2, 3][..], Some(0)),
            (&[1, 2, 3], &[1, 4, 3], Some(1)),
            (&[1, 2, 3], &[4, 2, 3], Some(1)),
            (&[1, 2, 3], &[1, 2, 4], Some(1)),
            (&[1, 2, 3], &[1, 3], Some(1)),
            (&[1, 2, 3], &[2, 3], Some(1)),
            (&[1, 2, 3], &[1, 2], Some(1)),
            (&[1, 2, 3], &[3, 2, 1], None),
            (&[1, 2, 3], &[1], None),
            (&[1, 1, 1], &[1, 1], Some(1)),
            (&[1, 2, 3, 4], &[1, 5, 5, 4], None),
        ] {
            assert_eq!(code(one).errors(code(other)), wanted, "{one:?} {other:?}");
            assert_eq!(code(other).errors(code(one)), wanted, "{other:?} {one:?}");
        }
    }
}
