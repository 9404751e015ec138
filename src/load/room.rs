//! Finds out whether there is memory for a file before it is read, so that a file that is too large costs a message and
//! not the program.

use std::io::ErrorKind;
use std::path::Path;

use crate::error::{Error, Result};

/// While a text becomes a talk, both are in memory, with what lies between them: besides the text itself, seldom more than
/// so many times the text. `docs/performance.md` has what was measured.
const TIMES: usize = 4;
/// Smaller texts find their room, or nothing on the machine does.
const SMALL: usize = 16 << 20;

/// Asks for the memory that a text will need on its way to a talk, and gives it back at once. Nothing is written to it,
/// so it costs nothing; a limit (`ulimit -v`), or a machine that is too small, shows here.
///
/// # Errors
/// Where there is too little.
pub(super) fn ask_for(path: &Path, text: usize) -> Result<()> {
    let fits = text < SMALL || Vec::<u8>::new().try_reserve_exact(text.saturating_mul(TIMES)).is_ok();
    if fits { Ok(()) } else { Err(too_little(path, text as u64)) }
}

/// Bytes with room for so many more.
///
/// # Errors
/// Where there is too little memory for them.
pub(super) fn reserved(path: &Path, size: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let fits = usize::try_from(size).is_ok_and(|size| bytes.try_reserve_exact(size).is_ok());
    if fits { Ok(bytes) } else { Err(too_little(path, size)) }
}

/// Whether something failed because there was no memory for it.
pub(super) fn is_too_little(e: &std::io::Error) -> bool {
    e.kind() == ErrorKind::OutOfMemory
}

/// There is no memory for so many bytes.
pub(super) fn too_little(path: &Path, size: u64) -> Error {
    Error::at(path, format!("not enough memory to read it ({} MB)", size.div_ceil(1_000_000)))
        .do_next("close other programs, or pass a part of it: head -c 100M FILE | dictum -")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_machine_has_is_refused_by_name() {
        let said = "a.txt: not enough memory to read it (";
        for why in [
            ask_for(Path::new("a.txt"), usize::MAX / 2).unwrap_err(),
            reserved(Path::new("a.txt"), u64::MAX).unwrap_err(),
        ] {
            assert!(why.to_string().starts_with(said), "{why}");
        }
        assert!(ask_for(Path::new("a.txt"), SMALL).is_ok());
    }
}
