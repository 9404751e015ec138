//! Starts threads, and keeps what goes wrong in one of them from taking the rest of dictum down.
//!
//! Nothing else in dictum starts a thread.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::thread::Builder;

use crate::error::{Error, Result};
use crate::text::clean_line;

/// Runs `work` on a thread of its own. If it panics, `failed` is given a sentence for the screen, and nothing else
/// stops.
///
/// # Errors
/// Where the system has no thread left to give.
pub fn spawn(
    name: &str,
    work: impl FnOnce() + Send + 'static,
    failed: impl FnOnce(String) + Send + 'static,
) -> Result<()> {
    let worker = name.to_string();
    let guarded = move || {
        if let Err(what) = attempt(work) {
            failed(format!("the {worker} worker failed: {what}; please report it"));
        }
    };
    Builder::new().name(name.to_string()).spawn(guarded).map(drop).map_err(|e| {
        Error::new(format!("no thread for {name}: {e}")).do_next("close other programs and try again")
    })
}

/// Does one job here and now; if it panics, the answer is what the panic said and where. A bad talk costs one talk.
///
/// # Errors
/// Where the job panicked.
pub fn attempt<T>(job: impl FnOnce() -> T) -> Result<T, String> {
    ATTEMPTS.set(ATTEMPTS.get() + 1);
    let outcome = catch_unwind(AssertUnwindSafe(job));
    ATTEMPTS.set(ATTEMPTS.get() - 1);
    outcome.map_err(|payload| match LAST_WORDS.take() {
        Some(words) => words,
        // Without the hook of `terminal::install_panic_hook` the place is not known.
        None => said(&*payload),
    })
}

/// For the panic hook: whether an [`attempt`] on this thread will catch the panic. If so its words are kept for it.
pub(crate) fn will_be_caught(panic: &PanicHookInfo<'_>) -> bool {
    let caught = ATTEMPTS.get() > 0;
    if caught {
        LAST_WORDS.set(Some(last_words(panic)));
    }
    caught
}

/// What a panic said and where, on one line that is safe to show: it may quote a talk.
pub(crate) fn last_words(panic: &PanicHookInfo<'_>) -> String {
    let words = said(panic.payload());
    match panic.location() {
        Some(place) => format!("{words} ({}:{})", clean_line(place.file()), place.line()),
        None => words,
    }
}

/// Panics on purpose, in builds for testing, where `DICTUM_TEST_PANIC` is `place`: how dictum ends or goes on then is
/// tried like everything else.
///
/// # Panics
/// That is what it is for.
pub fn panic_if_asked(place: &str) {
    let asked =
        cfg!(debug_assertions) && std::env::var_os("DICTUM_TEST_PANIC").is_some_and(|asked| asked == place);
    assert!(!asked, "asked to panic: {place}");
}

thread_local! {
    /// How many attempts this thread is inside of.
    static ATTEMPTS: Cell<usize> = const { Cell::new(0) };
    static LAST_WORDS: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn said(payload: &(dyn Any + Send)) -> String {
    let words = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("it did not say why");
    clean_line(words)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_panic_is_told_and_cleaned() {
        let (tell, told) = channel();
        let work = || panic!("no \u{1b}]0;title\u{7} here");
        spawn("search", work, move |what| tell.send(what).unwrap_or_default()).unwrap();
        let what = told.recv_timeout(Duration::from_secs(10)).unwrap();
        assert!(what.starts_with("the search worker failed: no "), "{what}");
        assert!(what.ends_with("; please report it"), "{what}");
        assert!(what.chars().all(crate::text::is_clean), "{what}");
    }

    #[test]
    fn an_attempt_answers_or_says_why_not() {
        assert_eq!(attempt(|| 7), Ok(7));
        let first = attempt(|| -> u8 { panic!("first {}", 1) }).unwrap_err();
        assert!(first.contains("first 1"), "{first}");
        assert_eq!(ATTEMPTS.get(), 0);
        assert_eq!(attempt(|| attempt(|| 7)), Ok(Ok(7)));
    }

    #[test]
    fn work_that_ends_well_tells_of_no_failure() {
        let (done, told) = channel();
        let failed = done.clone();
        spawn(
            "list",
            move || done.send("done".to_string()).unwrap_or_default(),
            move |what| {
                failed.send(what).unwrap_or_default();
            },
        )
        .unwrap();
        assert_eq!(told.iter().collect::<Vec<_>>(), ["done"]);
    }
}
