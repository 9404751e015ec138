//! What `SQLite` says, as a reader can understand it and act on it.

use std::io;
use std::path::Path;

use rusqlite::ErrorCode;

use crate::error::Error;

/// An error of the database at `path`, or of a memory that has no file.
pub fn trouble(path: Option<&Path>, error: &rusqlite::Error) -> Error {
    let (what, next) = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            ("another program has it locked".into(), "try again when that has ended")
        }
        Some(ErrorCode::DiskFull) => ("the disk is full".into(), "make room and try again"),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            ("cannot be written to".into(), "make it and its folder writable")
        }
        Some(ErrorCode::CannotOpen) => ("cannot be opened".into(), "make it and its folder writable"),
        Some(ErrorCode::SystemIoFailure) => (format!("the disk gave an error ({error})"), "check the disk"),
        _ if is_damage(error) => (
            format!("is damaged ({error})"),
            "start dictum again: it sets the file aside and begins a new one",
        ),
        _ => (error.to_string(), "try again"),
    };
    about(path, &what).do_next(next)
}

/// The same for what `SQLite` does not know: `what` says it of the database.
pub fn about(path: Option<&Path>, what: &str) -> Error {
    match path {
        Some(path) => Error::at(path, what),
        None => Error::new(format!("the memory {what}")),
    }
}

/// Whether the bytes of the database are to blame, and not the disk, the rights or another program.
pub fn is_damage(error: &rusqlite::Error) -> bool {
    !matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::DiskFull
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::CannotOpen
                | ErrorCode::SystemIoFailure
                | ErrorCode::OutOfMemory
                | ErrorCode::OperationInterrupted
                | ErrorCode::NoLargeFileSupport
        )
    )
}

/// What the system says, without its number where the words are enough.
pub fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        _ => error.to_string(),
    }
}
