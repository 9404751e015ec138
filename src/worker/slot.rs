//! A place for the newest request: an older one that nobody has taken yet is forgotten.

use std::sync::{Condvar, Mutex, PoisonError};

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
        slot.close();
        assert_eq!(slot.take(), None);
    }
}
