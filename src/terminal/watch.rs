//! The three threads that wait for the terminal's side: keys, signals, the line going dead.
//!
//! Each tells the main thread and leaves the work to it. Where the main thread does not answer (it may hang in a write
//! to a terminal that takes no bytes) they end dictum themselves, the terminal restored as well as can be.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use crossterm::event::{self, Event};
use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::exit as exit_at_once;

use super::held::Held;
use crate::error::{Error, Result};
use crate::worker;

/// Everything from the terminal's side that can wake dictum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// A key, the mouse, a paste, a new size. The mouse may be outside of the screen: terminals report what they like.
    Input(Event),
    /// `^Z` or SIGTSTP: the user wants the shell for a while. Answer with `Session::suspend`.
    Stop,
    /// SIGCONT: dictum is in front again. Answer with `Session::resume`, then draw.
    Resumed,
    /// SIGTERM, SIGHUP, SIGINT (`^C`) or SIGQUIT: end with this exit code, which is 128 and the signal's number.
    Ended(u8),
    /// The terminal went away. End; there is nothing left to draw on.
    Gone,
    /// One of these threads failed over something; the words are for the screen.
    Failed(String),
}

/// Told from any of the threads.
pub type Tell = Arc<dyn Fn(Wake) + Send + Sync>;

/// The exit code where the terminal is gone: as after SIGHUP.
pub const GONE: u8 = code_of(SIGHUP);

/// How long the main thread may take to give the terminal back after a signal. A frame takes a fraction of it, and a
/// person who pressed `^C` does not begin to wonder.
const PATIENCE: Duration = Duration::from_millis(600);

/// How long the main thread may then take to put its papers in order.
const LAST_ORDERS: Duration = Duration::from_secs(2);

/// How long the main thread has where the terminal is gone and nothing can be restored.
const PATIENCE_WHEN_GONE: Duration = Duration::from_millis(300);

/// Catches the signals from here on. To be done before the terminal is changed.
pub fn catch_signals() -> Result<Signals> {
    Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])
        .map_err(|e| Error::new(format!("signals cannot be caught: {e}")))
}

/// Starts the thread that passes signals on.
pub fn watch_signals(mut signals: Signals, held: &'static Held, tell: Tell) -> Result<()> {
    start("signal", tell, move |tell| {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => tell(Wake::Stop),
                SIGCONT => tell(Wake::Resumed),
                _ => {
                    tell(Wake::Ended(code_of(signal)));
                    end_in_time(held, code_of(signal));
                }
            }
        }
    })
}

/// Starts the thread that notices that the terminal went away. The system does not always say so by a signal, and
/// crossterm would then spin for ever.
pub fn watch_line(held: &'static Held, tell: Tell) -> Result<()> {
    start("hang-up", tell, move |tell| {
        held.wait_until_gone();
        tell(Wake::Gone);
        sleep(PATIENCE_WHEN_GONE);
        exit_at_once(GONE.into());
    })
}

/// Starts the thread that reads keys. It only ever reads and tells, so that a burst is read to its end.
pub fn watch_keys(tell: Tell) -> Result<()> {
    start("key", tell, |tell| {
        loop {
            match worker::attempt(event::read) {
                Ok(Ok(event)) => tell(Wake::Input(event)),
                Ok(Err(_)) => return tell(Wake::Gone),
                // Crossterm stumbled over what it read. The keys that follow may still be understood.
                Err(what) => tell(Wake::Failed(format!("a key could not be read: {what}; please report it"))),
            }
        }
    })
}

/// The main thread has been told; if it does not end dictum, this does.
fn end_in_time(held: &Held, code: u8) -> ! {
    sleep(PATIENCE);
    if held.is_free() {
        sleep(LAST_ORDERS);
    }
    held.give_back_at_once();
    exit_at_once(code.into());
}

/// The exit code by which shells know the signal that ended a program.
const fn code_of(signal: i32) -> u8 {
    128 + signal.to_le_bytes()[0]
}

fn start(name: &str, tell: Tell, watch: impl FnOnce(&dyn Fn(Wake)) + Send + 'static) -> Result<()> {
    let tell_failure = Arc::clone(&tell);
    worker::spawn(name, move || watch(&*tell), move |what| tell_failure(Wake::Failed(what)))
}
