//! Which bits stand for a word of the stream: the commoner it is, the smaller its number, the fewer.

/// The words of a class are told apart by so many bits: 4, then 8, then 16 of the commonest words, and so on; and the
/// class is told by so many before them, the fewer the more is said of it (Huffman 1952). So a word that is said takes
/// 9.6 bits; 9.5 is the least that is possible word by word (the entropy of English talks).
const CLASSES: [Class; COUNT] = numbered([
    (3, 2),
    (3, 3),
    (3, 4),
    (3, 5),
    (3, 6),
    (4, 7),
    (4, 8),
    (4, 9),
    (4, 10),
    (4, 12),
    (5, 14),
    (5, 24),
]);
const COUNT: usize = 12;
/// The most bits by which a class is told, and the fewest bits of a word.
const MOST_TOLD: u32 = 5;
pub const LEAST_BITS: usize = 5;
/// The class of each word that begins with these bits.
const BY_BITS: [Class; 1 << MOST_TOLD] = by_bits();
/// The classes of the commonest words, which are most of what is said.
const OF_FEW: [u8; 2048] = of_few();
/// Fills what is left of a talk's last block; no word has this number.
pub const FILLER: u32 = CLASSES[COUNT - 1].first + (1 << CLASSES[COUNT - 1].own) - 1;
/// The most words that a shard can tell apart.
pub const MOST_WORDS: u32 = FILLER;

#[derive(Debug, Clone, Copy)]
pub struct Class {
    /// What tells it, in its lowest bits, and how many these are.
    told_by: u32,
    pub told: u32,
    /// Of the class's words the first, and the bits by which they are told apart.
    pub first: u32,
    pub own: u32,
}

const fn numbered(bits: [(u32, u32); COUNT]) -> [Class; COUNT] {
    let mut classes = [Class { told_by: 0, told: 0, first: 0, own: 0 }; COUNT];
    let (mut at, mut first, mut code) = (0, 0, 0u32);
    while at < COUNT {
        let (told, own) = bits[at];
        // Codes count up from the highest bit, which is read first.
        classes[at] = Class { told_by: code.reverse_bits(), told, first, own };
        code = code.wrapping_add(1 << (u32::BITS - told));
        first += 1 << own;
        at += 1;
    }
    // All codes are given, so that any bits are some word.
    assert!(code == 0);
    classes
}

const fn by_bits() -> [Class; 1 << MOST_TOLD] {
    let (mut all, mut at) = ([CLASSES[0]; 1 << MOST_TOLD], 0);
    while at < COUNT {
        let mut bits = CLASSES[at].told_by as usize;
        while bits < 1 << MOST_TOLD {
            all[bits] = CLASSES[at];
            bits += 1 << CLASSES[at].told;
        }
        at += 1;
    }
    all
}

const fn of_few() -> [u8; 2048] {
    let (mut few, mut number, mut class) = ([0; 2048], 0, 0);
    while number < 2048 {
        if CLASSES[class as usize + 1].first as usize <= number {
            class += 1;
        }
        few[number] = class;
        number += 1;
    }
    few
}

/// A word of a stream as it is written, and how many bits that is.
#[inline]
pub fn code_of_word(number: u32) -> (u64, u32) {
    let class = OF_FEW.get(number as usize).map_or_else(
        || CLASSES.partition_point(|class| class.first <= number) - 1,
        |&class| usize::from(class),
    );
    let Class { told_by, told, first, own } = CLASSES[class];
    (u64::from(number - first) << told | u64::from(told_by), told + own)
}

/// The class of the word that begins with these bits.
#[inline]
pub fn class_of(bits: u64) -> Class {
    BY_BITS[(bits % (1 << MOST_TOLD)) as usize]
}
