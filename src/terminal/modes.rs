//! The terminal's modes: taken, given back, in one place and in every way in which dictum can end.

use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::fs::{Mode, OFlags, open};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

/// The other screen, no cursor.
const ENTER: &str = "\x1b[?1049h\x1b[?25l";
/// All that may be on, off again, in reverse: a frame left open, pastes, the mouse, looks, the cursor, the screen.
const LEAVE: &str = "\x1b[?2026l\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";
/// Presses and the wheel, told in columns beyond 223; not every movement, which only wakes.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";
const PASTE_ON: &str = "\x1b[?2004h";
const PASTE_OFF: &str = "\x1b[?2004l";
/// What is between them is shown at once: no tearing over a slow line.
pub const FRAME_BEGINS: &str = "\x1b[?2026h";
pub const FRAME_ENDS: &str = "\x1b[?2026l";

/// How the line was before dictum.
static BEFORE: OnceLock<Mutex<Termios>> = OnceLock::new();
/// Whether the modes are dictum's now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal that dictum was started from, for settings and for watching; never waits.
pub fn controlling_terminal() -> io::Result<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(open("/dev/tty", flags, Mode::empty())?)
}

/// Takes the line and the screen.
pub fn take(mouse: bool, paste: bool) -> io::Result<()> {
    let terminal = controlling_terminal()?;
    let now = tcgetattr(&terminal)?;
    let before = BEFORE.get_or_init(|| Mutex::new(now.clone()));
    if !TAKEN.swap(true, Ordering::SeqCst) {
        // Whoever had the terminal while dictum was stopped may have left it otherwise.
        *before.lock().unwrap_or_else(PoisonError::into_inner) = now.clone();
    }
    tcsetattr(&terminal, OptionalActions::Now, &raw_with_signals(now))?;
    write_out(ENTER)?;
    set_mouse(mouse)?;
    set_paste(paste)
}

/// Keys come one by one and unechoed, but ^C and ^Z stay signals: they work even while keys are held up.
fn raw_with_signals(mut termios: Termios) -> Termios {
    termios.make_raw();
    termios.local_modes |= LocalModes::ISIG;
    termios.special_codes[SpecialCodeIndex::VQUIT] = 0;
    termios
}

/// Gives everything back, once, whatever fails on the way.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = write_out(LEAVE);
        give_back_line();
    }
}

/// The same when the terminal may take no bytes any more: never waits.
pub fn give_back_without_waiting() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        give_back_line();
        if let Ok(terminal) = controlling_terminal() {
            let _ = rustix::io::write(&terminal, LEAVE.as_bytes());
        }
    }
}

fn give_back_line() {
    let before = BEFORE.get().map(|b| b.lock().unwrap_or_else(PoisonError::into_inner).clone());
    if let (Some(before), Ok(terminal)) = (before, controlling_terminal()) {
        let _ = tcsetattr(&terminal, OptionalActions::Now, &before);
    }
}

pub fn set_mouse(on: bool) -> io::Result<()> {
    write_out(if on { MOUSE_ON } else { MOUSE_OFF })
}

pub fn set_paste(on: bool) -> io::Result<()> {
    write_out(if on { PASTE_ON } else { PASTE_OFF })
}

/// Writes to standard output at once.
pub fn write_out(bytes: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes.as_bytes())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_that_is_turned_on_is_turned_off() {
        for on in [ENTER, MOUSE_ON, PASTE_ON, FRAME_BEGINS] {
            for mode in on.split("\x1b[").filter(|m| !m.is_empty()) {
                let (number, end) = mode.split_at(mode.len() - 1);
                let off = format!("\x1b[{number}{}", if end == "h" { 'l' } else { 'h' });
                assert!(LEAVE.contains(&off), "{mode:?} stays on");
            }
        }
    }
}
