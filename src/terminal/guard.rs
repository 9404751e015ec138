//! The last look at every cell before it is written: nothing that a terminal would act on leaves dictum.
//!
//! Text is cleaned where it comes in; this holds even if that was forgotten somewhere.

use ratatui::buffer::Buffer;

use crate::text::is_clean;

/// Puts a visible sign in place of every cell that holds what must not be written; answers how many there were.
pub fn hold_back(buffer: &mut Buffer) -> usize {
    let mut held = 0;
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        let plain = matches!(symbol.as_bytes(), [b' '..=b'~']);
        if !plain && !symbol.chars().all(is_clean) {
            cell.set_symbol("\u{FFFD}");
            held += 1;
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn escapes_and_bidi_controls_never_pass() {
        let bad = ["\x1b[2J", "\u{9b}", "\u{202e}", "\u{200b}", "\x07", "a\u{2066}"];
        let good = ["a", "é", "日", "👩\u{200d}🚀", "ن\u{200c}", " "];
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        for (cell, symbol) in buffer.content.iter_mut().zip(bad.iter().chain(&good)) {
            cell.set_symbol(symbol);
        }
        assert_eq!(hold_back(&mut buffer), bad.len());
        let after: Vec<_> = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(after[..6], ["\u{FFFD}"; 6]);
        assert_eq!(after[6..], good);
    }
}
