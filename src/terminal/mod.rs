//! The terminal: taken at the start, drawn on, given back in every way in which dictum can end.
//!
//! ```text
//! backend cells to bytes
//! modes   what is switched on, and off again
//! watch   keys, signals, and whether the terminal is still there, each on a thread of its own
//! guard   the last look at every cell
//! ```

mod backend;
mod guard;
mod modes;
mod watch;

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::os::fd::AsFd;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::Event;
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::tcgetwinsize;

use backend::Cells;

use crate::error::{Error, Result};

/// Everything from the terminal's side that can wake dictum.
#[derive(Debug)]
pub enum Wake {
    Input(Event),
    /// ^C, or SIGINT.
    Interrupt,
    /// ^Z, or SIGTSTP.
    Stop,
    /// SIGCONT: dictum goes on after a stop.
    Resumed,
    /// SIGTERM or SIGHUP, by its number.
    Ended(i32),
    /// The terminal went away.
    Gone,
}

/// The terminal while it is dictum's.
pub struct Session {
    screen: Screen,
    size: (u16, u16),
    mouse: bool,
    paste: bool,
    stopped: bool,
    heard: Arc<AtomicBool>,
}

type Screen = Terminal<Cells>;

/// A whole frame of a large window fits, so that it is written at once.
const FRAME_BYTES: usize = 64 << 10;

impl Session {
    /// Whether there is a terminal to take.
    ///
    /// # Errors
    /// Where standard output is no terminal, or there is none to read keys from.
    pub fn check() -> Result<()> {
        if !io::stdout().is_terminal() {
            return Err(Error::new("reading needs a terminal, and standard output is none")
                .do_next("use `dictum show FILE` or `dictum list` for pipes"));
        }
        match modes::controlling_terminal() {
            Ok(_) => Ok(()),
            Err(_) => Err(Error::new("reading needs a terminal for its keys, and there is none")
                .do_next("use `dictum show FILE` or `dictum list` instead")),
        }
    }

    /// Takes the terminal, and sets those who watch it to wake the loop by `wake`.
    ///
    /// # Errors
    /// Where the terminal cannot be taken.
    pub fn start(wake: impl Fn(Wake) + Send + Sync + 'static) -> Result<Self> {
        let failed = |e: io::Error| Error::new(format!("the terminal cannot be used: {e}"));
        restore_on_panic();
        let heard = Arc::new(AtomicBool::new(true));
        modes::take(true, false).map_err(failed)?;
        let begun = || -> io::Result<Self> {
            watch::begin(&(Arc::new(wake) as watch::Tell), &heard)?;
            let size = window_size();
            Ok(Self { screen: screen(size)?, size, mouse: true, paste: false, stopped: false, heard })
        };
        begun().map_err(|error| {
            modes::give_back();
            failed(error)
        })
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Says that an interrupt was heard: dictum will not be ended for it.
    pub fn note_interrupt(&self) {
        self.heard.store(true, Ordering::SeqCst);
    }

    /// Draws a frame.
    ///
    /// # Errors
    /// Where the terminal takes no bytes any more.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if self.stopped || self.size.0 == 0 || self.size.1 == 0 {
            return Ok(());
        }
        self.write(modes::FRAME_BEGINS)?;
        self.screen.draw(|frame| {
            paint(frame);
            guard::hold_back(frame.buffer_mut());
        })?;
        self.write(modes::FRAME_ENDS)?;
        Write::flush(self.screen.backend_mut())
    }

    fn write(&mut self, bytes: &str) -> io::Result<()> {
        self.screen.backend_mut().write_all(bytes.as_bytes())
    }

    /// The window has a new size; the next frame is drawn from nothing.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        if let Ok(mut screen) = screen(self.size) {
            // A terminal that takes no bytes is found out by the next frame.
            let _ = execute!(screen.backend_mut(), Clear(ClearType::All));
            self.screen = screen;
        }
    }

    /// Takes the mouse, or lets it go so that the terminal can select.
    pub fn set_mouse(&mut self, on: bool) {
        self.mouse = on;
        let _ = modes::set_mouse(on);
    }

    /// Whether pasted text is told as such: only while a field is open, since a paste that never ends swallows all keys.
    pub fn set_paste(&mut self, on: bool) {
        self.paste = on;
        let _ = modes::set_paste(on);
    }

    /// Gives a text to the terminal's clipboard (OSC 52). It must be clean.
    ///
    /// # Errors
    /// Where the terminal takes no bytes any more. Whether it took the text it does not say.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.screen.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back and stops, as ^Z does everywhere.
    ///
    /// # Errors
    /// Where dictum was not started by a shell: nobody could continue it.
    pub fn suspend(&mut self) -> Result<()> {
        if getsid(None).is_ok_and(|session| session == getpgrp()) {
            return Err(Error::new("there is no shell to go back to"));
        }
        self.stopped = true;
        modes::give_back();
        // The whole group, as the terminal would: whoever is in a pipe with dictum stops too.
        let _ = kill_current_process_group(Signal::STOP);
        Ok(())
    }

    /// Takes the terminal again after a stop, whoever stopped dictum.
    pub fn resume(&mut self) {
        self.stopped = false;
        if modes::take(self.mouse, self.paste).is_ok() {
            let (width, height) = window_size();
            self.resize(width, height);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        modes::give_back();
    }
}

fn screen((width, height): (u16, u16)) -> io::Result<Screen> {
    let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let backend = Cells::new(BufWriter::with_capacity(FRAME_BYTES, out));
    let viewport = Viewport::Fixed(Rect { x: 0, y: 0, width, height });
    Terminal::with_options(backend, TerminalOptions { viewport })
}

/// Columns and rows; 80 by 24 where the terminal does not say.
fn window_size() -> (u16, u16) {
    tcgetwinsize(io::stdout()).map_or((80, 24), |size| (size.ws_col, size.ws_row))
}

/// A panic of the loop gives the terminal back before it says what happened. A worker's panic is caught and told on the
/// screen; its report must not be written over it.
fn restore_on_panic() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        if std::thread::current().name() == Some("main") {
            modes::give_back();
            report(panicked);
        }
    }));
}
