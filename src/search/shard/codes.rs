//! How words and postings are written: bit by bit, the commonest shortest.

use super::classes::{Class, class_of, code_of_word};

/// A gap of more than so many times the usual one is written in full.
const MOST_UNARY: u32 = 20;
const FULL: u32 = 32;

/// How many blocks come from one block of a word to its next, as it is written, and how many bits that is: how many times
/// `2^usual` in unary, and the rest in `usual` bits. (Golomb 1966, Rice 1979.)
#[inline]
pub fn code_of_gap(gap: u32, usual: u32) -> (u64, u32) {
    let (times, rest) = (gap >> usual, u64::from(gap & ((1 << usual) - 1)));
    if times < MOST_UNARY {
        ((rest << 1 | 1) << times, times + 1 + usual)
    } else {
        (u64::from(gap) << MOST_UNARY, MOST_UNARY + FULL)
    }
}

/// The words of a stream as they are written, one after the other. The lowest bit of each byte is the first.
#[derive(Default)]
pub struct Written {
    bytes: Vec<u8>,
    /// Bits that do not fill four bytes yet.
    held: u64,
    count: u32,
}

impl Written {
    #[inline]
    pub fn push(&mut self, word: u32) {
        let (code, bits) = code_of_word(word);
        self.held |= code << self.count;
        self.count += bits;
        if self.count >= 32 {
            self.bytes.extend_from_slice(&low32(self.held).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    /// Takes the bytes away; the last is filled with zeros.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(self).finish()
    }

    /// The bytes; the last is filled with zeros.
    pub fn finish(mut self) -> Vec<u8> {
        let rest = self.held.to_le_bytes().into_iter().take(self.count.div_ceil(8) as usize);
        self.bytes.extend(rest);
        self.bytes
    }
}

/// Where a word's list of gaps goes on.
#[derive(Debug, Clone, Copy)]
pub struct Gaps {
    bits: u64,
    /// The block after the last one that was told.
    next: u32,
    usual: u32,
}

impl Gaps {
    /// A list without a gap, of a word with this [`usual_gap`].
    pub fn new(usual: u32) -> Self {
        Self { bits: 0, next: 0, usual }
    }

    /// The code of the gap before a block, and how many bits it has; none where the word is known to be in it.
    #[inline]
    pub fn code(&mut self, block: u32) -> Option<(u64, u32)> {
        let gap = block.checked_sub(self.next)?;
        let (code, bits) = code_of_gap(gap, self.usual);
        self.next = block + 1;
        self.bits += u64::from(bits);
        Some((code, bits))
    }

    /// The bit where the next code comes.
    #[inline]
    pub fn bits(&self) -> u64 {
        self.bits
    }

    /// Begins once more, at this bit.
    pub fn begin_at(&mut self, bit: u64) {
        (self.bits, self.next) = (bit, 0);
    }
}

/// Writes a code of a gap at a bit, where there are zeros.
#[inline]
pub fn put_code(bytes: &mut [u8], bit: u64, code: u64) {
    let byte = usize::try_from(bit / 8).unwrap_or(usize::MAX);
    if let Some(eight) = bytes.get_mut(byte..).and_then(<[u8]>::first_chunk_mut) {
        *eight = (u64::from_le_bytes(*eight) | code << (bit % 8)).to_le_bytes();
    }
}

/// The logarithm of the usual gap of a word that is in so many blocks of all, for [`code_of_gap`].
pub fn usual_gap(in_blocks: u32, all: usize) -> u32 {
    // 0.69, the natural logarithm of 2, of the mean gap makes the fewest bits.
    let gap = all as u64 * 69 / 100 / u64::from(in_blocks.max(1));
    gap.checked_ilog2().unwrap_or(0).min(24)
}

/// Bits that were written, read one number after the other. What lies behind the last bit is zeros.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads from this bit on.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next 57 bits at least.
    #[inline]
    fn next(&self) -> u64 {
        let (byte, bit) = (self.at / 8, self.at % 8);
        let eight = match self.bytes.get(byte..byte + 8) {
            Some(eight) => eight.try_into().unwrap_or_default(),
            None => self.last(byte),
        };
        u64::from_le_bytes(eight) >> bit
    }

    #[cold]
    fn last(&self, byte: usize) -> [u8; 8] {
        let mut eight = [0; 8];
        let rest = self.bytes.get(byte..).unwrap_or_default();
        eight.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
        eight
    }

    #[inline]
    pub fn word(&mut self) -> u32 {
        let bits = self.next();
        let Class { told, first, own, .. } = class_of(bits);
        self.at += (told + own) as usize;
        first + (low32(bits >> told) & ((1 << own) - 1))
    }

    #[inline]
    pub fn gap(&mut self, usual: u32) -> u32 {
        let bits = self.next();
        let times = bits.trailing_zeros();
        if times < MOST_UNARY {
            self.at += (times + 1 + usual) as usize;
            times << usual | low32(bits >> (times + 1)) & ((1 << usual) - 1)
        } else {
            self.at += (MOST_UNARY + FULL) as usize;
            low32(bits >> MOST_UNARY)
        }
    }

    /// The next bit.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether nothing is left.
    pub fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len() * 8
    }
}

#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the low bits are meant")]
fn low32(bits: u64) -> u32 {
    bits as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::classes::{FILLER, MOST_WORDS};
    use super::*;

    #[test]
    fn common_words_take_few_bits() {
        let last = MOST_WORDS - 1;
        for (number, bits) in
            [(0, 5), (3, 5), (4, 6), (12, 7), (2043, 14), (2044, 16), (last, 29), (FILLER, 29)]
        {
            assert_eq!(code_of_word(number).1, bits, "{number}");
            let mut written = Written::default();
            written.push(number);
            assert_eq!(Reader::new(&written.finish(), 0).word(), number);
        }
        assert!(Reader::new(&[], 0).is_at_end());
    }

    proptest! {
        #[test]
        fn words_come_back(numbers in prop::collection::vec(0..=FILLER, 0..30)) {
            let mut written = Written::default();
            for &number in &numbers {
                written.push(number);
            }
            let bytes = written.finish();
            let mut reader = Reader::new(&bytes, 0);
            for number in numbers {
                prop_assert_eq!(reader.word(), number);
            }
        }

        #[test]
        fn gaps_come_back(
            one in prop::collection::vec(any::<u32>(), 0..30),
            other in prop::collection::vec(0..100u32, 0..30),
            usual in 0..25u32,
        ) {
            let bits: u32 = one.iter().map(|&gap| code_of_gap(gap, usual).1).sum();
            let first = bits.div_ceil(8) as usize;
            let mut written = vec![0; first + other.len() * 8 + 8];
            // The list behind is there already when the one before is written.
            for (list, at) in [(&other, first), (&one, 0)] {
                let mut bit = at as u64 * 8;
                for &gap in list {
                    let (code, bits) = code_of_gap(gap, usual);
                    put_code(&mut written, bit, code);
                    bit += u64::from(bits);
                }
            }
            for (list, at) in [(one, 0), (other, first)] {
                let mut reader = Reader::new(&written, at * 8);
                for gap in list {
                    prop_assert_eq!(reader.gap(usual), gap);
                }
            }
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes: Vec<u8>, usual in 0..25u32) {
            let mut reader = Reader::new(&bytes, 0);
            while !reader.is_at_end() {
                reader.word();
                reader.gap(usual);
            }
        }
    }
}
