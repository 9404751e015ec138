//! By what a file or a folder is known not to have changed since it was read.

use std::fs::File;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::fs::{AtFlags, FileType, statat};

use super::fields::Fields;

/// A file's size, when its content changed last, and when anything of it did (which no program can set back).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    content: i64,
    anything: i64,
}

const SECOND: i64 = 1_000_000_000;
/// Some disks count time in steps of two seconds: what changed again within the step looks the same.
const STEP: i64 = 2 * SECOND;

impl Stamp {
    /// Of what lies at a path below a folder that is open; none where there is nothing.
    pub fn of(folder: &File, path: &Path) -> Option<Self> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let told = statat(folder, path, AtFlags::empty()).ok()?;
        let is_file = FileType::from_raw_mode(told.st_mode) == FileType::RegularFile;
        let nanoseconds = |seconds: i64, rest: u64| {
            seconds.saturating_mul(SECOND).saturating_add(i64::try_from(rest).unwrap_or(0))
        };
        Some(Self {
            size: if is_file { u64::try_from(told.st_size).unwrap_or(0) } else { 0 },
            content: nanoseconds(told.st_mtime, told.st_mtime_nsec),
            anything: nanoseconds(told.st_ctime, told.st_ctime_nsec),
        })
    }

    /// Whether a file that still has this stamp is still the same, the stamp being from this time.
    pub fn proves_at(self, now: i64) -> bool {
        self.content.max(self.anything) < now.saturating_sub(STEP)
    }

    pub fn put(self, out: &mut Vec<u8>) {
        out.extend(self.size.to_le_bytes());
        out.extend(self.content.to_le_bytes());
        out.extend(self.anything.to_le_bytes());
    }

    pub fn take(fields: &mut Fields) -> Option<Self> {
        let (size, content, anything) = (fields.long()?, fields.array()?, fields.array()?);
        Some(Self { size, content: i64::from_le_bytes(content), anything: i64::from_le_bytes(anything) })
    }
}

/// Nanoseconds of Unix time.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}
