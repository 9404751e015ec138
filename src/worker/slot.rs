//! A place for the newest request: an older one that nobody has taken yet is forgotten.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

#[derive(Debug)]
pub struct Slot<T> {
    request: Mutex<Held<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct Held<T> {
    newest: Option<T>,
    closed: bool,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { request: Mutex::new(Held { newest: None, closed: false }), changed: Condvar::new() }
    }
}

impl<T> Slot<T> {
    /// Puts a request in, in place of what was there.
    pub fn put(&self, request: T) {
        self.request.lock().unwrap_or_else(PoisonError::into_inner).newest = Some(request);
        self.changed.notify_one();
    }

    /// Waits for a request; none once the slot is closed.
    pub fn take(&self) -> Option<T> {
        let mut held = self.request.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if held.closed {
                return None;
            }
            if let Some(request) = held.newest.take() {
                return Some(request);
            }
            held = self.changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether a newer request waits: work on the old one can be given up.
    pub fn has_newer(&self) -> bool {
        let held = self.request.lock().unwrap_or_else(PoisonError::into_inner);
        held.closed || held.newest.is_some()
    }

    /// The same, waiting this long for one.
    pub fn has_newer_within(&self, most: Duration) -> bool {
        let held = self.request.lock().unwrap_or_else(PoisonError::into_inner);
        let none = |held: &mut Held<T>| !held.closed && held.newest.is_none();
        let waited = self.changed.wait_timeout_while(held, most, none);
        !none(&mut waited.unwrap_or_else(PoisonError::into_inner).0)
    }

    /// No more requests: whoever waits is let go.
    pub fn close(&self) {
        self.request.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_wins() {
        let slot = Slot::default();
        slot.put(1);
        slot.put(2);
        assert!(slot.has_newer());
        assert_eq!(slot.take(), Some(2));
        assert!(!slot.has_newer());
        assert!(!slot.has_newer_within(Duration::ZERO));
        slot.close();
        assert_eq!(slot.take(), None);
    }
}
