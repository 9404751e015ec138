//! The only place where threads begin.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

/// Begins a thread. What it panics with, if it does, is handed to `broke` on that thread; dictum goes on.
pub fn spawn(name: &str, broke: impl FnOnce(String) + Send + 'static, work: impl FnOnce() + Send + 'static) {
    let told = name.to_owned();
    let body = move || {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
            let said = panic.downcast_ref::<&str>().map(ToString::to_string);
            let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
            broke(format!("{told} failed: {said}"));
        }
    };
    // A system that gives no thread leaves nothing to work with; the caller's channel falls silent.
    let _ = thread::Builder::new().name(name.to_owned()).spawn(body);
}

/// Panics on purpose, in builds for testing, where `DICTUM_TEST_PANIC` is `thread`: how dictum ends or goes on then is
/// tried like everything else.
///
/// # Panics
/// That is what it is for.
pub fn panic_if_asked(thread: &str) {
    let asked =
        cfg!(debug_assertions) && std::env::var_os("DICTUM_TEST_PANIC").is_some_and(|asked| asked == thread);
    assert!(!asked, "asked to panic: {thread}");
}
