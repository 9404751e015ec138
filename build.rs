//! Tells the program by which sources it reads talks and takes their words: an index that others made is made again.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The rooms that decide what a talk says, what its card tells and which words are searched; and the packages they use.
const SOURCES: [&str; 8] = [
    "Cargo.lock", "src/index", "src/library", "src/load", "src/model", "src/outline", "src/search",
    "src/text",
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        take(&root.join(source), &mut hash)?;
    }
    println!("cargo::rustc-env=DICTUM_SOURCES={:016x}", hash.0);
    Ok(())
}

/// Takes a file in, or all below a folder in the order of their names. What is not there counts as empty.
fn take(path: &Path, hash: &mut Fnv) -> io::Result<()> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>();
        let mut paths = entries?;
        paths.sort();
        return paths.iter().try_for_each(|path| take(path, hash));
    }
    let bytes = if path.exists() { fs::read(path)? } else { Vec::new() };
    hash.take(path.file_name().unwrap_or_default().as_encoded_bytes());
    hash.take(&bytes);
    Ok(())
}

/// The hash of Fowler, Noll and Vo: a few lines, and the same on every machine.
struct Fnv(u64);

impl Fnv {
    fn take(&mut self, bytes: &[u8]) {
        let length = (bytes.len() as u64).to_le_bytes();
        for byte in length.iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
