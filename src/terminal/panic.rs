//! What happens when dictum itself is at fault.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic::{PanicHookInfo, set_hook};
use std::thread::{self, ThreadId};

use super::held::held;
use crate::worker;

/// To be called first of all, on the main thread.
///
/// | Panic | Terminal | Told |
/// |---|---|---|
/// | in a worker, or any `worker::attempt` | stays dictum's | by the worker's `failed` |
/// | on the main thread | given back first | on standard error, cleaned: a panic may quote a talk |
pub fn install_panic_hook() {
    let main = thread::current().id();
    set_hook(Box::new(move |panic| on_panic(panic, main)));
}

fn on_panic(panic: &PanicHookInfo<'_>, main: ThreadId) {
    if worker::will_be_caught(panic) {
        return;
    }
    if thread::current().id() == main
        && let Some(held) = held()
    {
        held.give_back();
    }
    tell(&worker::last_words(panic));
}

/// Never panics itself, as `eprintln!` does where standard error is closed.
fn tell(words: &str) {
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "dictum failed: {words}");
    let _ =
        writeln!(err, "This is a fault in dictum, not in your talk; please report it with the line above.");
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        let _ = writeln!(err, "{trace}");
    }
}
