//! What dictum prints: `list`, `show`, `outline`, `find`, `check`, `index` and `marks`, for people and for pipes.
//!
//! What was typed ([`Args`]) becomes what is meant ([`Plan`]), and [`perform`] writes it. Nothing here knows of the
//! reader's screen. Talks are clean when they come (see [`crate::load`]); paths and errors are cleaned here.

mod args;
mod cards;
mod check;
mod clock;
mod find;
mod gather;
mod haystack;
mod index;
mod json;
mod list;
mod marks;
mod naming;
mod outline;
mod plan;
mod progress;
mod prose;
mod show;
mod skim;
mod surroundings;
mod table;

use std::io::{self, Write};
use std::path::Path;

use crate::error::{Error, Result};
use crate::text::clean_line;

pub use args::{Args, with_query_told};
pub use gather::{Met, each_talk, standard_input};
pub use plan::{Plan, Task};
pub use surroundings::{Look, Surroundings};

/// How it went; as an exit status 0, 1, 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Found, or done.
    Done,
    /// All went well, and there was nothing.
    Nothing,
    /// It was told on standard error already.
    Failed,
}

impl Exit {
    /// The exit status of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Nothing => 1,
            Self::Failed => 2,
        }
    }
}

/// Writes what was asked for. A pipe that is closed early is no error: whoever read it has enough.
///
/// # Errors
/// Where a talk that the whole task is about cannot be read, or the output cannot be written.
pub fn perform(task: &Task, look: Look, out: &mut impl Write) -> Result<Exit> {
    let done = match task {
        Task::List { paths, reading, json } => list::list(paths, reading, *json, look, out),
        Task::Show { file, wanted, window, form } => show::show(file, *wanted, *window, *form, look, out),
        Task::Outline { file, wanted, form } => outline::outline(file, *wanted, *form, look, out),
        Task::Find(search) => find::find(search, look, out),
        Task::Check { paths, reading, json } => check::check(paths, reading, *json, out),
        Task::Index(task) => index::index(task, out),
        Task::Marks(form) => marks::marks(*form, look, out),
    };
    match done.and_then(|exit| out.flush().map(|()| exit).map_err(Failure::Output)) {
        Err(Failure::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(Failure::Output(e)) => Err(Error::new(format!("the output cannot be written: {e}"))),
        Err(Failure::Told(error)) => Err(error),
        Ok(exit) => Ok(exit),
    }
}

/// Tells an error on standard error; where even that is closed there is nobody to tell.
pub fn complain(error: &Error) {
    // One write, so that lines of several dictums in one pipeline stay whole.
    let _ = io::stderr().write_all(format!("dictum: {}\n", clean_line(&error.to_string())).as_bytes());
}

/// Why a task ended early.
#[derive(Debug)]
pub enum Failure {
    Output(io::Error),
    Told(Error),
}

impl From<io::Error> for Failure {
    fn from(e: io::Error) -> Self {
        Self::Output(e)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

/// What a task comes to.
type Outcome<T = Exit> = std::result::Result<T, Failure>;

/// A path as plain output shows it.
fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
}
