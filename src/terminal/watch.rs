//! The three who watch: keys, signals, and whether the terminal is still there.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event;
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::exit;

use super::Wake;
use super::modes::{controlling_terminal, give_back_without_waiting};
use crate::worker::spawn;

/// How a watcher wakes the loop.
pub type Tell = Arc<dyn Fn(Wake) + Send + Sync>;

/// How long the loop has to end by itself after a signal, before it is ended: it may hang in a write to a terminal that
/// takes no bytes.
const GRACE: Duration = Duration::from_millis(600);
/// The same after the terminal went away; there is nothing to restore.
const GRACE_WITHOUT_TERMINAL: Duration = Duration::from_millis(300);

/// Sets all three watching. `heard` is lowered when an interrupt is told, and the loop raises it when it takes notice.
pub fn begin(tell: &Tell, heard: &Arc<AtomicBool>) -> io::Result<()> {
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let (to, heard) = (Arc::clone(tell), Arc::clone(heard));
    spawn("signals", gone(tell), move || watch_signals(signals, &to, &heard));
    let to = Arc::clone(tell);
    spawn("keys", gone(tell), move || read_keys(&to));
    let to = Arc::clone(tell);
    spawn("hang-up", gone(tell), move || watch_terminal(&to));
    Ok(())
}

/// Without a watcher dictum cannot be used: it ends, as if the terminal were gone.
fn gone(tell: &Tell) -> impl FnOnce(String) + Send + 'static {
    let tell = Arc::clone(tell);
    move |_| tell(Wake::Gone)
}

/// Only reads; what a key means is the loop's affair.
fn read_keys(tell: &Tell) {
    while let Ok(event) = event::read() {
        tell(Wake::Input(event));
    }
    tell(Wake::Gone);
}

fn watch_signals(mut signals: Signals, tell: &Tell, heard: &Arc<AtomicBool>) {
    for signal in signals.forever() {
        match signal {
            SIGTSTP => tell(Wake::Stop),
            SIGCONT => tell(Wake::Resumed),
            SIGINT => {
                heard.store(false, Ordering::SeqCst);
                tell(Wake::Interrupt);
                let heard = Arc::clone(heard);
                end_after_grace(signal, move || heard.load(Ordering::SeqCst));
            }
            signal => {
                tell(Wake::Ended(signal));
                end_after_grace(signal, || false);
            }
        }
    }
}

/// Ends dictum after the grace, unless it was `answered`.
fn end_after_grace(signal: i32, answered: impl FnOnce() -> bool + Send + 'static) {
    let watch = move || {
        std::thread::sleep(GRACE);
        if !answered() {
            give_back_without_waiting();
            exit(128 + signal);
        }
    };
    spawn("grace", |_| {}, watch);
}

/// A terminal can go away without a signal: then reading it would spin for ever.
fn watch_terminal(tell: &Tell) {
    let Ok(terminal) = controlling_terminal() else { return };
    loop {
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) if !watched[0].revents().is_empty() => break,
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
    tell(Wake::Gone);
    std::thread::sleep(GRACE_WITHOUT_TERMINAL);
    exit(128 + SIGHUP);
}
