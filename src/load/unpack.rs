//! Unpacks what was packed with gzip, xz or zstd, up to a size that a talk may have.

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::StreamingDecoder;

use super::{binary, room};
use crate::error::{Error, Result};

/// What a packed file may grow to, however small it is.
const ALWAYS_FINE: u64 = 64 << 20;
/// Text shrinks to a tenth, and the same words over and over to a hundredth; what grows by more is made to fill the memory.
const LARGEST_RATIO: u64 = 200;
/// As for files that are not packed.
const LARGEST: u64 = 1 << 30;
/// Packers remember so much of a text at most, in kilobytes; files that ask for more memory are refused.
const LARGEST_WINDOW_KB: u32 = 256 << 10;

/// | first bytes | packer | endings |
const PACKERS: &[(&[u8], &str, &[&str])] = &[
    (b"\x1F\x8B", "gzip", &["gz", "gzip"]),
    (b"\xFD7zXZ\0", "xz", &["xz"]),
    (b"\x28\xB5\x2F\xFD", "zstd", &["zst", "zstd"]),
];

/// The bytes of a file as they were before they were packed.
pub(super) struct Unpacked<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// The name without the packer's ending.
    pub name: PathBuf,
    /// The packer, and what was wrong.
    pub note: Option<String>,
}

/// Unpacks a file, if it is packed. One that breaks off is read as far as it goes.
///
/// # Errors
/// Where nothing can be unpacked, or where it would be too much.
pub(super) fn unpack<'a>(name: &Path, bytes: Cow<'a, [u8]>) -> Result<Unpacked<'a>> {
    let Some(&(_, packer, endings)) = PACKERS.iter().find(|(magic, ..)| bytes.starts_with(magic)) else {
        return Ok(Unpacked { bytes, name: name.to_owned(), note: None });
    };
    let bytes: &[u8] = &bytes;
    let (unpacked, flaw) = match packer {
        "gzip" => read(name, bytes, &mut MultiGzDecoder::new(bytes))?,
        "xz" => read(name, bytes, &mut XzReader::new_mem_limit(bytes, true, LARGEST_WINDOW_KB))?,
        _ => match StreamingDecoder::new(bytes) {
            Ok(mut reader) => read(name, bytes, &mut reader)?,
            Err(e) => (Vec::new(), Some(e.to_string())),
        },
    };
    if unpacked.is_empty() {
        let why = flaw.unwrap_or_else(|| "it is empty".to_owned());
        return Err(Error::at(name, format!("is packed with {packer}, but cannot be unpacked: {why}"))
            .do_next("fetch or pack it anew"));
    }
    if let Some(&(_, inner, _)) = PACKERS.iter().find(|(magic, ..)| unpacked.starts_with(magic)) {
        return Err(Error::at(name, format!("is packed twice, with {packer} and in it with {inner}"))
            .do_next("unpack it once, and open that"));
    }
    if let Some((what, next)) = binary::known(&unpacked).filter(|(what, _)| what.ends_with("archive")) {
        return Err(Error::at(name, format!("{what}, packed with {packer}")).do_next(next));
    }
    let ending = name.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let packed_name = endings.iter().any(|e| e.eq_ignore_ascii_case(ending));
    let note = match flaw {
        Some(why) => format!("unpacked from {packer} as far as it goes: {why}"),
        None => format!("unpacked from {packer}"),
    };
    Ok(Unpacked {
        bytes: unpacked.into(),
        name: if packed_name { name.with_extension("") } else { name.to_owned() },
        note: Some(note),
    })
}

/// Reads to the end, to the first flaw, or to what is too much.
fn read(name: &Path, packed: &[u8], reader: &mut dyn Read) -> Result<(Vec<u8>, Option<String>)> {
    let most = most(packed.len());
    let mut bytes = Vec::new();
    let flaw = match reader.take(most + 1).read_to_end(&mut bytes) {
        Err(e) if room::is_too_little(&e) => return Err(room::too_little(name, bytes.len() as u64)),
        Err(e) => Some(e.to_string()),
        Ok(_) => None,
    };
    if bytes.len() as u64 > most {
        return Err(Error::at(name, format!("would be larger than {} MB when unpacked", most >> 20))
            .do_next("unpack it yourself and open a part of it"));
    }
    Ok((bytes, flaw))
}

/// How large so many packed bytes may become.
pub(super) fn most(packed: usize) -> u64 {
    (packed as u64).saturating_mul(LARGEST_RATIO).clamp(ALWAYS_FINE, LARGEST)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn packed_files_are_what_they_were() {
        let packed = gzip(b"It rains.");
        let unpacked = unpack(Path::new("rain.txt.gz"), (&packed).into()).unwrap();
        assert_eq!((&*unpacked.bytes, unpacked.name.to_str()), (&b"It rains."[..], Some("rain.txt")));
        let cut = unpack(Path::new("rain"), (&packed[..packed.len() - 4]).into()).unwrap();
        assert_eq!(&*cut.bytes, b"It rains.");
        assert!(cut.note.unwrap().contains("as far as it goes"));
    }

    #[test]
    fn packs_in_packs_are_named_by_their_own_file() {
        let mut tar = vec![0; 512];
        tar[257..262].copy_from_slice(b"ustar");
        for (bytes, said) in [(gzip(b"It rains."), "packed twice"), (tar, "tar archive, packed with gzip")] {
            let why = unpack(Path::new("rain.gz"), gzip(&bytes).into()).err().unwrap().to_string();
            assert!(why.starts_with("rain.gz: ") && why.contains(said), "{why}");
        }
    }

    #[test]
    fn a_file_that_grows_too_much_is_refused() {
        let bomb = gzip(&vec![b' '; 80 << 20]);
        let why = unpack(Path::new("a.gz"), bomb.into()).err().unwrap().to_string();
        assert!(why.contains("larger than 64 MB"), "{why}");
        for (_, packer, _) in PACKERS {
            let magic = PACKERS.iter().find(|(_, p, _)| p == packer).unwrap().0;
            let why = unpack(Path::new("a"), (*magic).into()).err().unwrap().to_string();
            assert!(why.contains(packer), "{why}");
        }
    }
}
