//! Where a shard's bytes lie: in memory, or in a file that may be cut off or damaged while it is read.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use twox_hash::XxHash3_64;

/// Bytes that are checked together.
pub const PAGE: usize = 4096;

/// Where a shard's bytes lie.
#[derive(Debug)]
pub struct Pages {
    bytes: Bytes,
    length: u64,
    /// What the bytes of each page must come to.
    sums: Vec<u64>,
}

#[derive(Debug)]
enum Bytes {
    Memory(Arc<[u8]>),
    /// From this byte of a file on. Read by `pread`, never mapped: a file that is cut off while it is read gives an
    /// error, not a signal.
    File(Arc<File>, u64),
}

/// A page is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

impl Pages {
    /// Bytes in memory, which nobody can damage.
    pub fn in_memory(bytes: Vec<u8>) -> Self {
        let length = bytes.len() as u64;
        Self { bytes: Bytes::Memory(bytes.into()), length, sums: Vec::new() }
    }

    /// `length` bytes of a file from `from` on, whose pages come to `sums`.
    pub fn of_file(file: Arc<File>, from: u64, length: u64, sums: Vec<u64>) -> Self {
        Self { bytes: Bytes::File(file, from), length, sums }
    }

    /// The bytes from `from` on, `length` of them, in `buffer`'s memory where they have to be copied.
    ///
    /// # Errors
    /// Where they are not there any more, or not what was written.
    pub fn read<'a>(
        &'a self,
        from: u64,
        length: usize,
        buffer: &'a mut Vec<u8>,
    ) -> Result<&'a [u8], Damaged> {
        let end = from.checked_add(length as u64).filter(|&end| end <= self.length).ok_or(Damaged)?;
        match &self.bytes {
            Bytes::Memory(bytes) => {
                let (from, end) = (usize::try_from(from), usize::try_from(end));
                let (from, end) = (from.map_err(|_| Damaged)?, end.map_err(|_| Damaged)?);
                bytes.get(from..end).ok_or(Damaged)
            }
            Bytes::File(file, base) => {
                let first = from / PAGE as u64;
                let start = first * PAGE as u64;
                let whole = (end.div_ceil(PAGE as u64) * PAGE as u64).min(self.length);
                buffer.resize(usize::try_from(whole - start).map_err(|_| Damaged)?, 0);
                let at = base.checked_add(start).ok_or(Damaged)?;
                file.read_exact_at(buffer, at).map_err(|_: io::Error| Damaged)?;
                let sums =
                    usize::try_from(first).ok().and_then(|first| self.sums.get(first..)).ok_or(Damaged)?;
                let pages = buffer.chunks(PAGE);
                if pages.len() > sums.len() || !pages.zip(sums).all(|(page, &sum)| sum_of(page) == sum) {
                    return Err(Damaged);
                }
                let skip = usize::try_from(from - start).map_err(|_| Damaged)?;
                buffer.get(skip..skip + length).ok_or(Damaged)
            }
        }
    }
}

/// What a page comes to.
pub fn sum_of(page: &[u8]) -> u64 {
    XxHash3_64::oneshot(page)
}
