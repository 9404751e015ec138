//! A shard as a file: written once, and opened without its stream and postings being read.
//!
//! ```text
//! header    magic, version, lengths, the sum of the memory parts; its own sum
//! memory    the lexicon, the talks, the steps, the sums of the pages: lists, each after its length
//! stream    from the next page's start on
//! postings  likewise
//! ```
//!
//! Numbers are little-endian. What differs in one bit from what was written is [`Damaged`]; what is damaged so that its
//! sum is right all the same may give wrong words, and does no other harm.

use std::fs::File;
use std::hash::Hasher;
use std::io::{self, Read, Write};
use std::sync::Arc;

use twox_hash::XxHash3_64;

use super::classes::LEAST_BITS;
use super::lexicon::{Lexicon, WordFacts};
use super::pages::{Damaged, PAGE, Pages, sum_of};
use super::{BLOCK, Parts, Shard, Shelved};
use crate::search::memo::Memo;
use crate::search::tongue::Tongues;

/// Counts up whenever a shard is written otherwise, or words are understood otherwise: their forms, stems and sounds.
pub const VERSION: u32 = 5;

/// The fewest bytes that a block has in the stream.
const LEAST_A_BLOCK: usize = BLOCK * LEAST_BITS / 8;
const MAGIC: [u8; 12] = *b"dictum shard";
/// Magic, version, five numbers, their sum.
const HEADER: usize = 12 + 4 + 5 * 8 + 8;
const SUM: usize = HEADER - 8;

impl Parts {
    /// Writes the shard, and answers how many bytes it has.
    ///
    /// # Errors
    /// Where `out` takes no more.
    pub fn write(&self, out: &mut impl Write) -> io::Result<u64> {
        let memory = self.memory_parts();
        let mut header = MAGIC.to_vec();
        header.extend(VERSION.to_le_bytes());
        let lengths = [memory.len(), self.stream.len(), self.postings.len(), self.blocks];
        let numbers = lengths.into_iter().map(|length| length as u64).chain([sum_of(&memory)]);
        header.extend(numbers.flat_map(u64::to_le_bytes));
        header.extend(sum_of(&header).to_le_bytes());
        let mut written = 0;
        for parts in [&[&header, &memory][..], &[&self.stream], &[&self.postings]] {
            let length = parts.iter().map(|part| part.len()).sum();
            parts.iter().try_for_each(|part| out.write_all(part))?;
            out.write_all(&[0; PAGE][..to_page(length) - length])?;
            written += to_page(length);
        }
        Ok(written as u64)
    }

    fn memory_parts(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let lexicon = &self.lexicon;
        put(&mut out, lexicon.letters.bytes(), |byte| [byte]);
        for fact in [|facts: &WordFacts| facts.blocks, |facts: &WordFacts| facts.length] {
            put(&mut out, lexicon.facts.iter().map(fact), u32::to_le_bytes);
        }
        put(&mut out, lexicon.sounds.iter().copied(), u32::to_le_bytes);
        put(&mut out, lexicon.letters_of.iter().copied(), u32::to_le_bytes);
        put(&mut out, lexicon.lengths.iter().copied(), |byte| [byte]);
        put(&mut out, lexicon.stems.iter().map(|(stem, _)| *stem), u32::to_le_bytes);
        put(&mut out, lexicon.stems.iter().map(|(_, term)| *term), u32::to_le_bytes);
        put(&mut out, lexicon.sorted().iter().copied(), u32::to_le_bytes);
        put(&mut out, [lexicon.tongues.0].into_iter(), u32::to_le_bytes);
        put(&mut out, self.talks.iter().map(|talk| talk.key), u64::to_le_bytes);
        put(&mut out, self.talks.iter().map(|talk| talk.block), u32::to_le_bytes);
        put(&mut out, self.talks.iter().map(|talk| talk.words), u32::to_le_bytes);
        let lengths = self.talks.iter().map(|talk| u32::try_from(talk.header.len()).unwrap_or(0));
        put(&mut out, lengths, u32::to_le_bytes);
        put(&mut out, self.talks.iter().flat_map(|talk| talk.header.iter().copied()), u32::to_le_bytes);
        put(&mut out, self.steps.iter().copied(), u32::to_le_bytes);
        for pages in [&self.stream, &self.postings] {
            put(&mut out, pages.chunks(PAGE).map(sum_of), u64::to_le_bytes);
        }
        out
    }
}

impl Shard {
    /// Opens a shard that was written. Its stream and its postings are read when they are needed.
    ///
    /// # Errors
    /// Where it is not what was written, or of another version.
    pub fn open(file: File) -> Result<Self, Damaged> {
        let mut reader = &file;
        let mut header = [0; HEADER];
        reader.read_exact(&mut header).map_err(|_| Damaged)?;
        let (told, sum) = header.split_at(SUM);
        let numbers: Vec<u64> = told.get(16..).map(longs).ok_or(Damaged)?;
        let right = told.starts_with(&MAGIC)
            && told.get(12..16) == Some(&VERSION.to_le_bytes()[..])
            && sum_of(told).to_le_bytes() == sum;
        let &[memory, stream, postings, blocks, memory_sum] = numbers.as_slice() else { return Err(Damaged) };
        let [memory, stream, postings, blocks] =
            [memory, stream, postings, blocks].map(|number| usize::try_from(number).unwrap_or(usize::MAX));
        // Lengths add up to the file's own, so no more memory is asked for than it has bytes.
        let start_of_stream = to_page(HEADER.saturating_add(memory));
        let start_of_postings = start_of_stream.saturating_add(to_page(stream));
        let end = start_of_postings.saturating_add(to_page(postings));
        let length = file.metadata().map_err(|_| Damaged)?.len();
        if !right || length != end as u64 || blocks.saturating_mul(LEAST_A_BLOCK) > stream {
            return Err(Damaged);
        }
        let mut rest = Lists::of(&file, memory);
        let lexicon = rest.lexicon()?;
        let talks = rest.talks()?;
        let steps = rest.numbers()?;
        let (stream_sums, postings_sums) = (rest.longs()?, rest.longs()?);
        if rest.left > 0 || rest.sum.finish() != memory_sum {
            return Err(Damaged);
        }
        let file = Arc::new(file);
        let pages = |from: usize, length: usize, sums| {
            Pages::of_file(Arc::clone(&file), from as u64, length as u64, sums)
        };
        Ok(Self {
            headers: Self::of_headers(&talks),
            memo: Memo::default(),
            lexicon,
            talks,
            steps,
            blocks,
            stream: pages(start_of_stream, stream, stream_sums),
            postings: pages(start_of_postings, postings, postings_sums),
        })
    }
}

/// The lists of a shard's memory parts, one after the other, read in portions: fresh memory is what costs most here.
struct Lists<'a> {
    file: &'a File,
    /// Bytes that are not read yet.
    left: usize,
    /// What the others come to.
    sum: XxHash3_64,
    portion: Vec<u8>,
}

/// Bytes that are read at once.
const PORTION: usize = 1 << 16;

impl<'a> Lists<'a> {
    fn of(file: &'a File, length: usize) -> Self {
        Self { file, left: length, sum: XxHash3_64::new(), portion: vec![0; PORTION] }
    }

    fn read(&mut self, length: usize) -> Result<&[u8], Damaged> {
        self.left = self.left.checked_sub(length).ok_or(Damaged)?;
        let bytes = self.portion.get_mut(..length).ok_or(Damaged)?;
        self.file.read_exact(bytes).map_err(|_| Damaged)?;
        self.sum.write(bytes);
        Ok(bytes)
    }

    fn list<T, const N: usize>(&mut self, one: impl Fn([u8; N]) -> T) -> Result<Vec<T>, Damaged> {
        let length = longs(self.read(8)?).first().copied().unwrap_or(0);
        let length = usize::try_from(length).ok().filter(|&length| length <= self.left / N).ok_or(Damaged)?;
        let mut list = Vec::with_capacity(length);
        while list.len() < length {
            let some = (length - list.len()).min(PORTION / N);
            list.extend(self.read(some * N)?.as_chunks().0.iter().map(|bytes| one(*bytes)));
        }
        Ok(list)
    }

    fn bytes(&mut self) -> Result<Vec<u8>, Damaged> {
        self.list(|[byte]| byte)
    }

    fn numbers(&mut self) -> Result<Vec<u32>, Damaged> {
        self.list(u32::from_le_bytes)
    }

    fn longs(&mut self) -> Result<Vec<u64>, Damaged> {
        self.list(u64::from_le_bytes)
    }

    fn lexicon(&mut self) -> Result<Lexicon, Damaged> {
        let letters = String::from_utf8(self.bytes()?).map_err(|_| Damaged)?;
        let (blocks, sizes, sounds) = (self.numbers()?, self.numbers()?, self.numbers()?);
        let (letters_of, lengths) = (self.numbers()?, self.bytes()?);
        let (stems, of_stems) = (self.numbers()?, self.numbers()?);
        let (sorted, tongues) = (self.numbers()?, self.numbers()?);
        let mut ends = Vec::with_capacity(blocks.len());
        let end_of_line = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
        ends.extend(memchr::memchr_iter(b'\n', letters.as_bytes()).map(end_of_line));
        let all = [blocks.len(), sizes.len(), sounds.len(), letters_of.len(), lengths.len()];
        if all.iter().any(|&length| length != ends.len()) || stems.len() != of_stems.len() {
            return Err(Damaged);
        }
        let mut at = 0u32;
        let facts = blocks.iter().zip(&sizes).map(|(&blocks, &length)| {
            // Postings lie one after the other, in the words' order.
            let own = WordFacts { blocks, at, length };
            at = at.saturating_add(length);
            own
        });
        Ok(Lexicon {
            facts: facts.collect(),
            letters_of,
            lengths,
            sounds,
            letters,
            ends,
            stems: stems.into_iter().zip(of_stems).collect(),
            tongues: Tongues(tongues.first().copied().unwrap_or(0)),
            sorted: sorted.into(),
        })
    }

    fn talks(&mut self) -> Result<Vec<Shelved>, Damaged> {
        let (keys, blocks, words) = (self.longs()?, self.numbers()?, self.numbers()?);
        let (lengths, headers) = (self.numbers()?, self.numbers()?);
        if [blocks.len(), words.len(), lengths.len()].iter().any(|&length| length != keys.len()) {
            return Err(Damaged);
        }
        let mut rest = headers.as_slice();
        let talks = keys.into_iter().zip(blocks).zip(words.into_iter().zip(lengths));
        let talks = talks.map(|((key, block), (words, length))| {
            let (header, after) = rest.split_at_checked(length as usize).ok_or(Damaged)?;
            rest = after;
            Ok(Shelved { key, block, words, header: header.to_vec() })
        });
        talks.collect()
    }
}

fn longs(bytes: &[u8]) -> Vec<u64> {
    bytes.as_chunks().0.iter().map(|eight| u64::from_le_bytes(*eight)).collect()
}

/// Appends a list: how many, and then each.
fn put<T, const N: usize>(out: &mut Vec<u8>, list: impl Iterator<Item = T>, bytes: impl Fn(T) -> [u8; N]) {
    let start = out.len();
    out.extend([0; 8]);
    let mut count = 0u64;
    list.for_each(|one| {
        out.extend_from_slice(&bytes(one));
        count += 1;
    });
    out[start..start + 8].copy_from_slice(&count.to_le_bytes());
}

fn to_page(length: usize) -> usize {
    length.checked_next_multiple_of(PAGE).unwrap_or(usize::MAX)
}
