//! How numbers are written: as few bytes as they need.

/// Words with a number below this, the commonest, take one byte in a stream. They are rather more than half of all that is said.
const ONE_BYTE: u32 = 192;
/// The first byte of a word that takes two: sixty-two times 256 words.
const TWO_BYTES: u32 = 62;
/// The words that take one or two bytes.
const WITHIN_TWO: u32 = ONE_BYTE + TWO_BYTES * 256;
/// The first byte of a word that takes four. (255 is free: no word begins with it, so it fills a stream's end.)
const FOUR_BYTES: u8 = 254;
/// Fills what is left of a talk's last block.
pub const FILLER: u8 = 255;

/// Writes a word of a stream: the commoner the word, the smaller its number, the fewer bytes.
///
/// | number | bytes |
/// |---|---|
/// | below 192 | itself |
/// | below 16,064 | 192 to 253, then the low byte |
/// | others | 254, then three bytes |
pub fn put_word(out: &mut Vec<u8>, number: u32) {
    if number < ONE_BYTE {
        out.push(low(number));
    } else if number < WITHIN_TWO {
        let rest = number - ONE_BYTE;
        out.extend([low(ONE_BYTE + rest / 256), low(rest % 256)]);
    } else {
        let rest = number - WITHIN_TWO;
        out.extend([FOUR_BYTES, low(rest / 65_536), low(rest / 256 % 256), low(rest % 256)]);
    }
}

/// The most words that a shard can tell apart.
pub const MOST_WORDS: u32 = WITHIN_TWO + (1 << 24);

/// Reads the word that begins at `at`, and tells where the next begins; none at a filler or past the end.
pub fn word_at(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let first = *bytes.get(at)?;
    let byte = |n: usize| bytes.get(at + n).map(|&b| u32::from(b));
    match first {
        FILLER => None,
        FOUR_BYTES => Some((WITHIN_TWO + (byte(1)? << 16 | byte(2)? << 8 | byte(3)?), at + 4)),
        _ if u32::from(first) < ONE_BYTE => Some((u32::from(first), at + 1)),
        _ => Some((ONE_BYTE + (u32::from(first) - ONE_BYTE) * 256 + byte(1)?, at + 2)),
    }
}

/// Writes a number, seven bits a byte, the lowest first; the highest bit says that more follows. (LEB128.)
pub fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        out.push(low(number % 128) | 128);
        number /= 128;
    }
    out.push(low(number));
}

/// Reads a number of [`put_number`], and tells where the next begins.
pub fn number_at(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let (mut number, mut at, mut shift) = (0u32, at, 0);
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        number |= u32::from(byte & 127).checked_shl(shift)?;
        if byte < 128 {
            return Some((number, at));
        }
        shift += 7;
    }
}

fn low(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn common_words_take_one_byte() {
        for (number, length) in [(0, 1), (191, 1), (192, 2), (16_063, 2), (16_064, 4), (MOST_WORDS - 1, 4)] {
            let mut bytes = Vec::new();
            put_word(&mut bytes, number);
            assert_eq!((bytes.len(), word_at(&bytes, 0)), (length, Some((number, length))), "{number}");
        }
        assert_eq!((word_at(&[FILLER], 0), word_at(&[], 0), word_at(&[200], 0)), (None, None, None));
    }

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut bytes = Vec::new();
            for &number in &numbers {
                put_number(&mut bytes, number);
            }
            let mut at = 0;
            for number in numbers {
                let (read, next) = number_at(&bytes, at).unwrap();
                prop_assert_eq!(read, number);
                at = next;
            }
            prop_assert_eq!(number_at(&bytes, at), None);
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..9)) {
            let _ = (number_at(&bytes, 0), word_at(&bytes, 0));
        }
    }
}
