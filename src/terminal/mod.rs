//! Everything between dictum and the terminal but what is drawn: taking it, giving it back, signals, keys, the last
//! check of what is sent.

#[cfg(debug_assertions)]
mod allowed;
mod file_limit;
mod guard;
mod held;
mod modes;
mod out;
mod panic;
mod unsure;
mod watch;

use std::env;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

use crate::error::{Error, Result};
use crate::text::clean;
use guard::Guard;
use held::Held;
use out::Out;

pub use file_limit::survive_file_limits;
pub use panic::install_panic_hook;
pub use watch::{GONE, Wake};

/// The terminal while it is dictum's. Whatever ends it gives the terminal back as it was found.
pub struct Session {
    terminal: Terminal<Guard<Out>>,
    held: &'static Held,
    size: (u16, u16),
    mouse: bool,
    paste: bool,
    /// Which rows of the last frame had letters that terminals lay out each in its own way.
    unsure: Vec<bool>,
}

/// The largest screen that is drawn, in columns and rows. A terminal can claim 65,535 of each, which would take all
/// memory; these would be letters of five pixels on the largest displays there are.
const LARGEST: (u16, u16) = (2_000, 1_000);

/// The longest text that is copied, in bytes: some terminals drop longer ones without a word.
const LONGEST_COPY: usize = 4_096;

impl Session {
    /// Takes the terminal, and from now on tells `wake` what comes from it, on threads of its own.
    ///
    /// # Errors
    /// Where there is no terminal to draw on or to read keys from. Not a byte was written then.
    pub fn start(wake: impl Fn(Wake) + Send + Sync + 'static) -> Result<Self> {
        let held = held::find()?;
        let tell: watch::Tell = Arc::new(wake);
        let signals = watch::catch_signals()?;
        watch::watch_signals(signals, held, Arc::clone(&tell))?;
        watch::watch_line(held, Arc::clone(&tell))?;
        let terminal =
            Terminal::new(Guard::new(Out::new(held), wants_no_colour())).map_err(|e| unusable(&e))?;
        let mut session =
            Self { terminal, held, size: (0, 0), mouse: false, paste: false, unsure: Vec::new() };
        // Crossterm listens for new sizes from its first use on, so none is missed between the two lines.
        crossterm::event::poll(Duration::ZERO).map_err(|e| unusable(&e))?;
        session.enter().map_err(|e| unusable(&e))?;
        watch::watch_keys(tell)?;
        Ok(session)
    }

    /// Columns and rows that the next frame has.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Draws a frame; only what changed is sent. Nothing happens while dictum is suspended, nor without room.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if !self.held.is_taken() || self.size.0 == 0 || self.size.1 == 0 {
            return Ok(());
        }
        let whole = |frame: &mut Frame| {
            draw(frame);
            unsure::mark(frame.buffer_mut(), &mut self.unsure);
        };
        self.terminal.draw(whole).map(drop)
    }

    /// The terminal has a new size: the next frame is drawn whole.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width.min(LARGEST.0), height.min(LARGEST.1));
        let (width, height) = self.size;
        self.terminal.backend_mut().set_size(width, height);
        // Nothing is written before the next frame, so this cannot fail.
        let _ = self.terminal.resize(Rect::new(0, 0, width, height));
    }

    /// Gives the terminal to the shell and stops, with everything that runs beside dictum in the same job.
    /// `Wake::Resumed` tells when to go on.
    ///
    /// # Errors
    /// Where no shell would ever start dictum again, as in a terminal window that runs nothing else.
    pub fn suspend(&mut self) -> Result<()> {
        if getsid(None) == Ok(getpgrp()) {
            return Err(Error::new("there is no shell to go back to").do_next("press q to leave"));
        }
        self.held.give_back();
        let stopped = kill_current_process_group(Signal::STOP);
        if stopped.is_err() {
            self.resume();
        }
        stopped.map_err(|e| Error::new(format!("dictum cannot be stopped: {e}")))
    }

    /// Takes the terminal again, which may have another size by now and have been changed by a shell. Right also where
    /// dictum was stopped without a word (SIGSTOP). The next frame is drawn whole.
    ///
    /// In the background the terminal is another job's, and dictum stops again.
    pub fn resume(&mut self) {
        if self.held.is_in_background() {
            let _ = kill_current_process_group(Signal::STOP);
            return;
        }
        // If this fails the terminal is gone, and that is told on its own.
        let _ = self.enter();
    }

    /// Takes the mouse, or lets go of it so that the terminal can select.
    pub fn set_mouse(&mut self, on: bool) {
        if self.mouse != on {
            self.mouse = on;
            self.send_mode(modes::mouse(on));
        }
    }

    /// Has pastes told apart from typing. Only for as long as a text field is open: a paste that never ends would
    /// swallow every key but `^C`.
    pub fn set_paste(&mut self, on: bool) {
        if self.paste != on {
            self.paste = on;
            self.send_mode(modes::paste(on));
        }
    }

    /// Hands a text to the terminal's clipboard. Terminals take only so much: the answer is how many bytes of the
    /// (cleaned) text were handed over, and how many there are.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<Copied> {
        let text = clean(text);
        let short = beginning(&text, LONGEST_COPY);
        let mut command = String::new();
        CopyToClipboard::to_clipboard_from(short).write_ansi(&mut command).map_err(io::Error::other)?;
        self.terminal.backend_mut().send(&command)?;
        Ok(Copied { bytes: short.len(), of: text.len() })
    }

    fn enter(&mut self) -> io::Result<()> {
        self.held.take()?;
        let backend = self.terminal.backend_mut();
        backend.forget_cursor();
        backend.send(modes::ENTER)?;
        if self.mouse {
            backend.send(modes::mouse(true))?;
        }
        if self.paste {
            backend.send(modes::paste(true))?;
        }
        let (width, height) = self.held.size();
        self.resize(width, height);
        Ok(())
    }

    /// While dictum is suspended this waits for `enter`. A terminal that is gone is told on its own.
    fn send_mode(&mut self, mode: &str) {
        if self.held.is_taken() {
            let _ = self.terminal.backend_mut().send(mode);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.held.give_back();
    }
}

/// What became of a text that was to be copied, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    pub bytes: usize,
    pub of: usize,
}

/// As much of a text as `most` bytes hold.
fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// By the convention of no-color.org; a terminal that says that it is dumb is not bothered with colours either. It is
/// drawn on all the same: much that calls itself dumb is not, and `q` leaves.
fn wants_no_colour() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn unusable(why: &io::Error) -> Error {
    Error::new(format!("the terminal cannot be used: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_ends_at_a_letter() {
        for (text, most, expected) in [
            ("", 4, ""),
            ("walrus", 4, "walr"),
            ("walrus", 9, "walrus"),
            ("aéé", 4, "aé"),
            ("日本", 2, ""),
            ("日本", 3, "日"),
        ] {
            assert_eq!(beginning(text, most), expected, "{text:?} in {most}");
        }
    }
}
