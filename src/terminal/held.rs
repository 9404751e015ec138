//! The terminal as it was found, and the ways to give it back.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::OFlags;
use rustix::io::retry_on_intr;
use rustix::process::getpgrp;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcgetpgrp,
    tcsetattr, ttyname,
};

use crate::error::{Error, Result};

use super::modes;

/// The terminal of this process. One for all: whatever ends dictum, on whichever thread, must find it.
static HELD: OnceLock<Held> = OnceLock::new();

/// Both ends of the terminal, and how it was set before dictum came.
pub struct Held {
    keyboard: File,
    screen: File,
    /// A way to write that never waits, opened beforehand: at the end there may be no descriptor left to open.
    rescue: Option<File>,
    found: Termios,
    state: AtomicU8,
}

/// It is the shell's.
const FREE: u8 = 0;
/// It is dictum's.
const TAKEN: u8 = 1;
/// It is being given back, which waits for as long as the terminal takes no bytes.
const LEAVING: u8 = 2;

/// The terminal, if it was ever taken.
pub fn held() -> Option<&'static Held> {
    HELD.get()
}

/// Finds the terminal, and changes nothing yet.
///
/// # Errors
/// Where there is no terminal to read keys from or to draw on.
pub fn find() -> Result<&'static Held> {
    if !io::stdout().is_terminal() {
        return Err(
            Error::new("the output is not a terminal").do_next("print a talk with `dictum show FILE`")
        );
    }
    let no_keys = |e| {
        Error::new(format!("there is no terminal to read keys from: {e}"))
            .do_next("print a talk with `dictum show FILE`")
    };
    let no_screen = |e| Error::new(format!("the terminal cannot be used: {e}"));
    let keyboard = keyboard().map_err(no_keys)?;
    let found = tcgetattr(&keyboard).map_err(|e| no_keys(e.into()))?;
    let screen = File::from(io::stdout().as_fd().try_clone_to_owned().map_err(no_screen)?);
    let rescue = screen_without_waiting(&screen).ok();
    let held = Held { keyboard, screen, rescue, found, state: AtomicU8::new(FREE) };
    HELD.set(held).map_err(|_| Error::new("the terminal is taken already"))?;
    HELD.get().ok_or_else(|| Error::new("the terminal is lost"))
}

impl Held {
    /// Whether dictum may draw.
    pub fn is_taken(&self) -> bool {
        self.state.load(Ordering::SeqCst) == TAKEN
    }

    /// Whether the terminal is the shell's, as it was found.
    pub fn is_free(&self) -> bool {
        self.state.load(Ordering::SeqCst) == FREE
    }

    /// Keys come one by one from now on. To do it again is right: a shell may have undone it while dictum was stopped.
    pub fn take(&self) -> io::Result<()> {
        self.state.store(TAKEN, Ordering::SeqCst);
        retry_on_intr(|| tcsetattr(&self.keyboard, OptionalActions::Now, &key_by_key(&self.found)))?;
        Ok(())
    }

    /// Puts everything back as it was found, once, and whatever fails on the way. Waits for the terminal.
    pub fn give_back(&self) {
        if self.state.compare_exchange(TAKEN, LEAVING, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
            let _ = self.write(modes::LEAVE.as_bytes());
            self.restore_line();
            self.state.store(FREE, Ordering::SeqCst);
        }
    }

    /// The same from another thread when the main thread does not answer: it does not wait for anything.
    pub fn give_back_at_once(&self) {
        if self.is_free() {
            return;
        }
        self.restore_line();
        if let Some(mut rescue) = self.rescue.as_ref() {
            let _ = rescue.write(modes::LEAVE.as_bytes());
        }
    }

    /// Writes all of it, waiting for as long as the terminal takes no bytes.
    pub fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match (&self.screen).write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                // Another program that shares the terminal may have set it so.
                Err(e) if e.kind() == ErrorKind::WouldBlock => wait_for(&self.screen, PollFlags::OUT)?,
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Waits until the terminal is gone. A hang-up is always told, so nothing is asked for: neither a key nor room to
    /// write wakes this up.
    pub fn wait_until_gone(&self) {
        let ends = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        loop {
            let nothing = PollFlags::empty();
            let mut lines = [PollFd::new(&self.keyboard, nothing), PollFd::new(&self.screen, nothing)];
            let told = retry_on_intr(|| poll(&mut lines, None));
            if told.is_err() || lines.iter().any(|line| line.revents().intersects(ends)) {
                return;
            }
        }
    }

    /// Whether another job is in front. To set up the terminal would then stop dictum.
    pub fn is_in_background(&self) -> bool {
        tcgetpgrp(&self.keyboard).is_ok_and(|front| front != getpgrp())
    }

    /// Columns and rows that the terminal has now; none where it does not say.
    pub fn size(&self) -> (u16, u16) {
        rustix::termios::tcgetwinsize(&self.screen).map_or((0, 0), |size| (size.ws_col, size.ws_row))
    }

    /// What was typed and not read is dropped: it would be reports of the mouse that nobody is left to understand.
    /// In the background a shell has set up the line to its own liking already.
    fn restore_line(&self) {
        if self.is_in_background() {
            return;
        }
        let _ = tcflush(&self.keyboard, QueueSelector::IFlush);
        let _ = retry_on_intr(|| tcsetattr(&self.keyboard, OptionalActions::Now, &self.found));
    }
}

/// Where keys come from: standard input, or the terminal itself where a talk is piped in.
fn keyboard() -> io::Result<File> {
    if io::stdin().is_terminal() {
        return Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?));
    }
    let tty = File::open("/dev/tty")?;
    if tty.is_terminal() { Ok(tty) } else { Err(io::Error::other("/dev/tty is none")) }
}

/// The screen opened once more: whether a write waits is a property of the opening, and the shell shares the other one.
fn screen_without_waiting(screen: &File) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let mut open = OpenOptions::new();
    open.write(true).custom_flags(flags.bits().cast_signed());
    let name = ttyname(screen, Vec::new())?;
    open.open(Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()))).or_else(|_| open.open("/dev/tty"))
}

/// Every key is told at once and none is shown, but `^C` and `^Z` stay signals: they work even while the reader of
/// keys hangs in a paste that never ends. `^\` becomes a key, for it would leave a core file and a broken terminal.
fn key_by_key(found: &Termios) -> Termios {
    let mut line = found.clone();
    line.make_raw();
    line.local_modes.insert(LocalModes::ISIG);
    line.special_codes[SpecialCodeIndex::VQUIT] = NO_KEY;
    line
}

/// The value of a special code that no key has (`_POSIX_VDISABLE`).
const NO_KEY: u8 = if cfg!(target_os = "linux") { 0 } else { 0xff };

fn wait_for(file: &File, what: PollFlags) -> io::Result<()> {
    retry_on_intr(|| poll(&mut [PollFd::new(file, what)], None))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    use super::*;
    use crate::worker;

    /// A terminal that nobody looks at: its far end, and dictum's hold on it.
    fn terminal() -> (File, Held) {
        let far = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&far).unwrap();
        unlockpt(&far).unwrap();
        let name = ptsname(&far, Vec::new()).unwrap();
        let flags = OFlags::NOCTTY.bits().cast_signed();
        let keyboard = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(flags)
            .open(name.to_str().unwrap())
            .unwrap();
        let screen = keyboard.try_clone().unwrap();
        let rescue = Some(screen_without_waiting(&screen).unwrap());
        let found = tcgetattr(&keyboard).unwrap();
        (File::from(far), Held { keyboard, screen, rescue, found, state: AtomicU8::new(FREE) })
    }

    /// Does it aside, so that what waits for ever fails a test rather than stopping it.
    fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
        let (tell, told) = channel();
        worker::spawn("test", move || tell.send(work()).unwrap_or_default(), |what| eprintln!("{what}"))
            .unwrap();
        told
    }

    const SOON: Duration = Duration::from_secs(20);

    fn local_modes(held: &Held) -> LocalModes {
        tcgetattr(&held.keyboard).unwrap().local_modes
    }

    /// Writes until the terminal takes no more bytes.
    fn stall(held: &Held) -> usize {
        let mut rescue = held.rescue.as_ref().unwrap();
        std::iter::from_fn(|| rescue.write(&[b'x'; 1024]).ok()).sum()
    }

    #[test]
    fn keys_come_one_by_one_but_the_signals_stay() {
        let (_far, held) = terminal();
        held.take().unwrap();
        let line = tcgetattr(&held.keyboard).unwrap();
        assert!(line.local_modes.contains(LocalModes::ISIG));
        assert!(!line.local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN));
        assert_eq!(line.special_codes[SpecialCodeIndex::VQUIT], NO_KEY);
        for kept in [SpecialCodeIndex::VINTR, SpecialCodeIndex::VSUSP] {
            assert_eq!(line.special_codes[kept], held.found.special_codes[kept]);
        }
    }

    #[test]
    fn everything_is_given_back_once() {
        let (mut far, held) = terminal();
        held.take().unwrap();
        assert!(held.is_taken() && local_modes(&held) != held.found.local_modes);
        held.give_back();
        assert!(held.is_free());
        assert_eq!(local_modes(&held), held.found.local_modes);
        held.give_back();
        held.give_back_at_once();
        held.write(b"$ ").unwrap();
        let wanted = format!("{}$ ", modes::LEAVE);
        let mut seen = vec![0; wanted.len()];
        far.read_exact(&mut seen).unwrap();
        assert_eq!(String::from_utf8_lossy(&seen), wanted);
    }

    #[test]
    fn a_stalled_terminal_is_given_back_without_waiting() {
        let (_far, held) = terminal();
        held.take().unwrap();
        assert!(stall(&held) > 0);
        let (found, now) = aside(move || {
            held.give_back_at_once();
            (held.found.local_modes, local_modes(&held))
        })
        .recv_timeout(SOON)
        .expect("it waits for a terminal that takes no bytes");
        assert_eq!(now, found);
    }

    #[test]
    fn writing_waits_where_another_program_made_the_terminal_impatient() {
        let (mut far, mut held) = terminal();
        let before = stall(&held);
        held.screen = held.rescue.as_ref().unwrap().try_clone().unwrap();
        let written = aside(move || held.write(&vec![b'y'; 100_000]).map(|()| held));
        let mut seen = vec![0; before + 100_000];
        aside(move || far.read_exact(&mut seen).map(|()| far)).recv_timeout(SOON).unwrap().unwrap();
        assert!(written.recv_timeout(SOON).unwrap().is_ok());
    }

    #[test]
    fn a_terminal_that_goes_away_is_noticed() {
        let (far, held) = terminal();
        let gone = aside(move || held.wait_until_gone());
        assert!(gone.recv_timeout(Duration::from_millis(50)).is_err(), "it is still there");
        drop(far);
        gone.recv_timeout(SOON).expect("nobody noticed");
    }
}
