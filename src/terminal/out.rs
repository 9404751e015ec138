//! What is written to the terminal: kept until a frame is whole, then sent in one go.

use std::io::{self, Write};

use super::held::Held;

/// The way to the screen. What was never flushed is dropped with it: half a frame must not land on the shell's screen
/// after a panic, as it would from a `BufWriter`.
pub struct Out {
    held: &'static Held,
    waiting: Vec<u8>,
}

impl Out {
    pub fn new(held: &'static Held) -> Self {
        Self { held, waiting: Vec::new() }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = std::mem::take(&mut self.waiting);
        #[cfg(debug_assertions)]
        if let Err(what) = super::allowed::check(&frame) {
            panic!("a forbidden sequence was about to leave: {what}");
        }
        self.held.write(&frame)?;
        self.waiting = frame;
        self.waiting.clear();
        Ok(())
    }
}
