//! The modes that dictum asks of a terminal, and the one string that undoes them all.
//!
//! | Mode | On | Means |
//! |---|---|---|
//! | 1049 | always | a screen of our own; the shell's comes back afterwards |
//! | 25 | off, but in a text field | the cursor is seen |
//! | 1000, 1002, 1006 | while dictum has the mouse | clicks, wheel and drags are told, in decimal |
//! | 2004 | while a text field is open | a paste is told apart from typing |
//! | 2026 | within a frame | the terminal shows the frame in one go |
//!
//! Mode 1003 (every move of the mouse) is never asked for: it would wake dictum for nothing. 2004 is not left on,
//! because a paste that never ends would swallow every key. Nothing is ever asked *of* the terminal: an answer that
//! comes late would be taken for keys. The cursor's shape and the title are never touched, so they need no restoring.

/// Takes a screen of our own.
pub const ENTER: &str = "\x1b[?1049h\x1b[?25l";

/// Undoes everything in this table, in reverse. To undo a mode that was never set does no harm, and a string that is
/// always the same can be written by a thread that knows nothing.
pub const LEAVE: &str = "\x1b[?2026l\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Takes the mouse, or lets go of it.
pub fn mouse(on: bool) -> &'static str {
    if on { "\x1b[?1000h\x1b[?1002h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1002l\x1b[?1000l" }
}

/// Marks pastes, or no longer.
pub fn paste(on: bool) -> &'static str {
    if on { "\x1b[?2004h" } else { "\x1b[?2004l" }
}

/// Holds the terminal's picture still until the frame is whole, or shows it.
pub fn frame(begins: bool) -> &'static str {
    if begins { "\x1b[?2026h" } else { "\x1b[?2026l" }
}

/// Shows the cursor, or hides it.
pub fn cursor(on: bool) -> &'static str {
    if on { "\x1b[?25h" } else { "\x1b[?25l" }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of the modes in a string, in order, with whether they are set.
    fn modes(text: &str) -> Vec<(u16, bool)> {
        text.split("\x1b[?")
            .filter_map(|mode| {
                let end = mode.find(['h', 'l'])?;
                Some((mode.get(..end)?.parse().ok()?, mode.get(end..=end)? == "h"))
            })
            .collect()
    }

    #[test]
    fn leaving_undoes_every_mode_in_reverse() {
        let entered = [ENTER, mouse(true), paste(true), frame(true)].concat();
        let undone: Vec<_> = modes(&entered).into_iter().rev().map(|(mode, on)| (mode, !on)).collect();
        assert_eq!(modes(LEAVE), undone);
        assert_eq!(undone.len(), 7);
    }

    #[test]
    fn each_switch_has_its_way_back() {
        for switch in [mouse, paste, frame, cursor] {
            let back: Vec<_> = modes(switch(true)).into_iter().rev().map(|(mode, _)| (mode, false)).collect();
            assert_eq!(modes(switch(false)), back);
            assert!(!back.is_empty());
        }
    }

    #[test]
    fn no_mode_that_wakes_dictum_for_nothing() {
        assert!(!modes(mouse(true)).iter().any(|(mode, _)| matches!(mode, 1003 | 1015)));
    }
}
