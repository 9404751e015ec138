//! How a manifest is written: numbers of seven bits a byte, and strings after their lengths.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Appends a number: seven bits a byte, the lowest first; the highest bit says that more follows. (LEB128.)
pub fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        out.push(low(number % 128) | 128);
        number /= 128;
    }
    out.push(low(number));
}

fn low(number: u64) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Appends bytes after their length.
pub fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

pub fn put_path(out: &mut Vec<u8>, path: &Path) {
    put_bytes(out, path.as_os_str().as_bytes());
}

/// Appends whether there is something, and what.
pub fn put_option<T>(out: &mut Vec<u8>, option: Option<T>, put: impl FnOnce(&mut Vec<u8>, T)) {
    out.push(u8::from(option.is_some()));
    if let Some(one) = option {
        put(out, one);
    }
}

/// What was written, taken off from the front; none where it makes no sense.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a>(pub &'a [u8]);

impl<'a> Fields<'a> {
    pub fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    /// A number that counts things; each of them takes a byte at least, so that no more can be meant than there are.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|&count| count <= self.0.len())
    }

    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    pub fn long(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.count()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.bytes()?).ok()
    }

    pub fn path(&mut self) -> Option<&'a Path> {
        Some(Path::new(OsStr::from_bytes(self.bytes()?)))
    }

    /// What [`put_option`] wrote.
    #[allow(clippy::option_option, reason = "there was nothing, or there was nothing that makes sense")]
    pub fn option<T>(&mut self, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            _ => take(self).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_comes_back(numbers: Vec<u64>, bytes: Vec<u8>, option: Option<u64>) {
            let mut out = Vec::new();
            for &number in &numbers {
                put_number(&mut out, number);
            }
            put_bytes(&mut out, &bytes);
            put_option(&mut out, option, put_number);
            let mut fields = Fields(&out);
            for number in numbers {
                prop_assert_eq!(fields.number(), Some(number));
            }
            prop_assert_eq!(fields.bytes(), Some(bytes.as_slice()));
            prop_assert_eq!(fields.option(Fields::number), Some(option));
            prop_assert_eq!(fields.byte(), None);
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes: Vec<u8>) {
            let read = |read: fn(&mut Fields) -> bool| read(&mut Fields(&bytes));
            read(|fields| fields.number().is_some());
            read(|fields| fields.text().is_some());
            read(|fields| fields.option(Fields::path).is_some());
        }
    }
}
