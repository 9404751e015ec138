//! Tells somebody who waits at a terminal how far the reading of a library is.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::index::Progress;

/// Who waits no longer than this needs to be told nothing.
const PATIENCE: Duration = Duration::from_millis(700);
const BETWEEN: Duration = Duration::from_millis(200);

/// What was told so far.
pub struct Told {
    began: Instant,
    last: Option<Instant>,
}

impl Default for Told {
    fn default() -> Self {
        Self { began: Instant::now(), last: None }
    }
}

impl Told {
    /// Tells it on standard error, on one line that is written over, where that is a terminal.
    pub fn tell(&mut self, progress: Progress) {
        let is_time = self.last.map_or(self.began.elapsed() >= PATIENCE, |last| last.elapsed() >= BETWEEN);
        if !is_time || !io::stderr().is_terminal() {
            return;
        }
        self.last = Some(Instant::now());
        // Where standard error is closed there is nobody to tell.
        let _ = write!(io::stderr(), "\r\u{1b}[Kreading talks: {} of {}", progress.opened, progress.of);
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        if self.last.is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
