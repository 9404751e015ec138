//! Opens the memory's database, or sets it aside and begins a new one.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::aside::{beside, set_aside};
use super::schema;
use super::trouble::{is_damage, plainly, trouble};
use crate::error::{Error, Result};

/// The database's name in the state folder.
pub const FILE: &str = "memory.db";

/// Who looks whether a database can be used holds this file locked with others, and who begins one or sets one
/// aside alone: so nobody looks at one half made, or at one that is being moved away.
const LOCK: &str = "memory.lock";

/// Another dictum holds a lock for milliseconds; whoever holds it longer hangs, and waiting would not help.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long to wait before a lock is tried again. Always as short: `SQLite`'s own waits grow to a tenth of a second,
/// and with several at work whoever waits longest is then the least likely to get it.
const STEP: Duration = Duration::from_millis(1);

/// What a look at the database found.
enum Found {
    Sound(Connection),
    /// Missing, empty, or of an older version.
    ToBegin,
    /// Not to be used by this dictum, and why.
    Unfit {
        kind: &'static str,
        why: String,
    },
}

/// Opens the database in `folder`, which is made if it is not there. Also answers what to tell the reader, if
/// the one that was there had to be set aside.
///
/// ```text
/// sound                      opened
/// missing, empty or older    begun, or brought up to date
/// no database, or damaged    set aside as memory.db.broken-DATE, a new one is begun
/// of a newer dictum          set aside as memory.db.newer-DATE, a new one is begun
/// locked, not to be written  the error; nothing is touched
/// ```
pub fn open_kept(folder: &Path) -> Result<(Connection, Option<String>)> {
    let path = folder.join(FILE);
    make_folder(folder)?;
    let lock = folder.join(LOCK);
    {
        let _with_others = hold(&lock, File::try_lock_shared)?;
        if let Found::Sound(db) = examine(&path)? {
            return Ok((db, None));
        }
    }
    let _alone = hold(&lock, File::try_lock)?;
    // Another dictum may have put things right while this one waited: what counts is what is there now.
    match examine(&path)? {
        Found::Sound(db) => Ok((db, None)),
        Found::ToBegin => Ok((begin(&path)?, None)),
        Found::Unfit { kind, why } => {
            let aside = set_aside(&path, kind)?;
            let name = aside.file_name().unwrap_or_default().to_string_lossy();
            let told = Error::at(&path, format!("{why}; it was set aside as {name}, and a new memory begun"));
            Ok((begin(&path)?, Some(told.to_string())))
        }
    }
}

fn make_folder(folder: &Path) -> Result<()> {
    // What someone reads is nobody else's business.
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| {
        let next = "make a folder there that can be written to, or name one by XDG_STATE_HOME";
        Error::at(folder, format!("cannot be made: {}", plainly(&error))).do_next(next)
    })
}

fn examine(path: &Path) -> Result<Found> {
    match fs::metadata(path) {
        Ok(file) if !file.is_file() => return Ok(unfit("broken", "is no file")),
        Ok(file) if file.len() > 0 => {}
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Error::at(path, plainly(&error)).do_next("make it and its folder writable"));
        }
        // SQLite would throw away a log whose database is gone.
        _ if fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0) => {
            return Ok(unfit("broken", "has lost all but its log"));
        }
        _ => return Ok(Found::ToBegin),
    }
    let found = connect(path, OpenFlags::empty()).and_then(judge);
    match found {
        Ok(Found::Sound(db)) => ask_for_writing(path, db),
        Ok(found) => Ok(found),
        Err(error) if is_damage(&error) => Ok(unfit("broken", &format!("is damaged ({error})"))),
        Err(error) => Err(trouble(Some(path), &error)),
    }
}

fn judge(db: Connection) -> rusqlite::Result<Found> {
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i32 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version = schema::version(&db)?;
    if tables == 0 && version == 0 && application == 0 {
        return Ok(Found::ToBegin);
    }
    if application != schema::APPLICATION {
        return Ok(unfit("broken", "is another program's database"));
    }
    if version > schema::LATEST {
        return Ok(unfit("newer", "was written by a newer dictum"));
    }
    if version == 0 || !schema::is_whole(&db)? {
        return Ok(unfit("broken", "is damaged (its tables are not as they were made)"));
    }
    let check: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if check != "ok" {
        return Ok(unfit("broken", &format!("is damaged ({check})")));
    }
    Ok(if version < schema::LATEST { Found::ToBegin } else { Found::Sound(db) })
}

fn unfit(kind: &'static str, why: &str) -> Found {
    Found::Unfit { kind, why: why.into() }
}

/// `SQLite` opens what it may not write for reading only. Where the system would allow writing, it is a byte of
/// the header that forbids it.
fn ask_for_writing(path: &Path, db: Connection) -> Result<Found> {
    if !db.is_readonly(MAIN_DB).map_err(|error| trouble(Some(path), &error))? {
        return Ok(Found::Sound(db));
    }
    // Not by opening it: closing a file gives up all locks that this process has on it.
    match rustix::fs::access(path, rustix::fs::Access::WRITE_OK) {
        Ok(()) => Ok(unfit("broken", "is damaged (its header forbids writing)")),
        Err(error) => {
            let what = format!("cannot be written to: {}", plainly(&error.into()));
            Err(Error::at(path, what).do_next("make it and its folder writable"))
        }
    }
}

/// A new database, or an older one brought up to date.
fn begin(path: &Path) -> Result<Connection> {
    let make = || {
        let mut db = connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        // Readers and the one writer do not wait for each other.
        db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        schema::migrate(&mut db)?;
        Ok(db)
    };
    make().map_err(|error| trouble(Some(path), &error))
}

fn connect(path: &Path, more: OpenFlags) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let mut db = Connection::open_with_flags(path, flags)?;
    db.busy_handler(Some(patiently()))?;
    // FULL: a commit is on the disk when it returns, also if the power fails then.
    db.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON",
    )?;
    Ok(db)
}

/// What `SQLite` does while another has the database locked; answers whether to try again.
fn patiently() -> impl FnMut(i32) -> bool {
    let mut begun = Instant::now();
    move |tries| {
        if tries == 0 {
            begun = Instant::now();
        }
        thread::sleep(STEP);
        begun.elapsed() < PATIENCE
    }
}

/// Waits for the lock, but not for ever.
fn hold(path: &Path, try_lock: fn(&File) -> Result<(), TryLockError>) -> Result<File> {
    let fail = |what: &str| Error::at(path, what).do_next("make it and its folder writable");
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    let file = file.map_err(|error| fail(&format!("cannot be opened: {}", plainly(&error))))?;
    let begun = Instant::now();
    loop {
        match try_lock(&file) {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => {
                return Err(fail(&format!("cannot be locked: {}", plainly(&error))));
            }
            Err(TryLockError::WouldBlock) if begun.elapsed() >= PATIENCE => {
                return Err(
                    Error::at(path, "another dictum has it locked").do_next("try again when that has ended")
                );
            }
            Err(TryLockError::WouldBlock) => thread::sleep(STEP),
        }
    }
}
