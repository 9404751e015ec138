//! Moves a database away that this dictum cannot use. Nothing is ever deleted.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::trouble::{plainly, trouble};
use crate::error::{Error, Result};

/// The files that `SQLite` keeps beside a database, and the database itself, in the order in which they are moved.
/// The database is last: were it moved first and dictum killed then, `SQLite` would take the old log for the new
/// database's.
const FILES: [&str; 4] = ["-wal", "-shm", "-journal", ""];

/// The path of a file that `SQLite` keeps beside the database: `memory.db-wal`.
pub fn beside(db: &Path, suffix: &str) -> PathBuf {
    let mut path = db.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

/// Moves `memory.db` and the files beside it to `memory.db.KIND-YYYYMMDD-HHMMSS`, and answers where to.
/// `SQLite` opens it there as it was.
pub fn set_aside(db: &Path, kind: &str) -> Result<PathBuf> {
    let target = free_name(db, &format!(".{kind}-{}", now(db)?));
    for suffix in FILES {
        match fs::rename(beside(db, suffix), beside(&target, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                let what = format!("is {kind}, and cannot be set aside: {}", plainly(&error));
                return Err(Error::at(db, what).do_next("move it away yourself"));
            }
            _ => {}
        }
    }
    Ok(target)
}

/// A name that no file has yet: two may be set aside within a second.
fn free_name(db: &Path, ending: &str) -> PathBuf {
    let numbered = (2..).map(|n| beside(db, &format!("{ending}-{n}")));
    std::iter::once(beside(db, ending))
        .chain(numbered)
        .find(|name| FILES.iter().all(|suffix| !beside(name, suffix).exists()))
        .unwrap_or_else(|| beside(db, ending))
}

/// The local day and time, for a name. `SQLite` knows the calendar and the zone already.
fn now(db: &Path) -> Result<String> {
    Connection::open_in_memory()
        .and_then(|calendar| {
            calendar.query_row("SELECT strftime('%Y%m%d-%H%M%S', 'now', 'localtime')", [], |row| row.get(0))
        })
        .map_err(|error| trouble(Some(db), &error))
}
