//! The last door before the terminal: whatever a widget put into a cell, nothing harmful gets through.
//!
//! | In a cell | What is sent |
//! |---|---|
//! | clean text | itself |
//! | a letter that a terminal would act on | `U+FFFD` in its place |
//! | nothing that has a width | a blank, or all that follows would stand one column too far left |
//! | a colour, where colours are not wanted | the same without it; bold, dim, underlined and reversed stay |

use std::borrow::Cow;
use std::io::{self, Write};

use crossterm::queue;
use crossterm::terminal::{Clear, ClearType as CrosstermClear};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::modes;
use super::unsure::{Placed, Sent};
use crate::text::{is_clean, width};

/// Draws through crossterm, and asks the terminal nothing: its size is told, its cursor is remembered.
#[allow(clippy::struct_excessive_bools, reason = "what is so of a terminal, each apart from the others")]
pub struct Guard<W: Write> {
    inner: CrosstermBackend<W>,
    size: Size,
    /// Whether colours are left out.
    plain: bool,
    cursor: Position,
    /// Where the terminal's cursor is; nobody knows once something was drawn.
    cursor_sent: Option<Position>,
    cursor_on: bool,
    /// Whether the frame that is being written has begun.
    in_frame: bool,
    /// The rows that were sent whole.
    sent: Sent,
}

impl<W: Write> Guard<W> {
    /// For a screen on which the cursor is hidden.
    pub fn new(out: W, plain: bool) -> Self {
        Self {
            inner: CrosstermBackend::new(out),
            size: Size::ZERO,
            plain,
            cursor: Position::ORIGIN,
            cursor_sent: None,
            cursor_on: false,
            in_frame: false,
            sent: Sent::default(),
        }
    }

    /// The size that the next frame is drawn at.
    pub fn set_size(&mut self, width: u16, height: u16) {
        self.size = Size { width, height };
    }

    /// Sends what is no part of a frame, at once.
    pub fn send(&mut self, text: &str) -> io::Result<()> {
        self.inner.write_all(text.as_bytes())?;
        Write::flush(&mut self.inner)
    }

    /// The screen was entered anew, where the cursor is hidden.
    pub fn forget_cursor(&mut self) {
        self.cursor_on = false;
        self.cursor_sent = None;
    }

    fn begin_frame(&mut self) -> io::Result<()> {
        if !self.in_frame {
            self.in_frame = true;
            self.inner.write_all(modes::frame(true).as_bytes())?;
        }
        Ok(())
    }

    /// Draws these cells from left to right; the cursor is moved only where one does not follow on the one before.
    fn draw_safe<'a>(&mut self, cells: impl IntoIterator<Item = Placed<&'a Cell>>) -> io::Result<()> {
        let cells: Vec<_> = cells.into_iter().map(|(x, y, cell)| (x, y, safe(cell, self.plain))).collect();
        if cells.is_empty() {
            return Ok(());
        }
        self.begin_frame()?;
        self.cursor_sent = None;
        self.inner.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell.as_ref())))
    }

    fn switch_cursor(&mut self, on: bool) -> io::Result<()> {
        if self.cursor_on != on {
            self.cursor_on = on;
            self.inner.write_all(modes::cursor(on).as_bytes())?;
        }
        Ok(())
    }
}

impl<W: Write> Backend for Guard<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let parts = self.sent.part(content);
        self.draw_safe(parts.sure)?;
        for row in parts.rows {
            self.draw_safe(row.blanks().iter().map(|(x, y, cell)| (*x, *y, cell)))?;
            for run in row.runs() {
                self.draw_safe(run)?;
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.switch_cursor(false)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.switch_cursor(true)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        // Nothing is written for a frame in which nothing changed.
        if self.cursor_sent == Some(position) {
            return Ok(());
        }
        (self.cursor, self.cursor_sent) = (position, Some(position));
        queue!(self.inner, crossterm::cursor::MoveTo(self.cursor.x, self.cursor.y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// The whole screen is cleared as the beginning of the next frame, so that it is never seen empty.
    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        if region != ClearType::All {
            return self.inner.clear_region(region);
        }
        self.begin_frame()?;
        self.sent.forget();
        queue!(self.inner, Clear(CrosstermClear::All))
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.in_frame) {
            self.inner.write_all(modes::frame(false).as_bytes())?;
        }
        Write::flush(&mut self.inner)
    }
}

/// The cell as it may be sent.
fn safe(cell: &Cell, plain: bool) -> Cow<'_, Cell> {
    let symbol = safe_symbol(cell.symbol());
    if !plain && matches!(symbol, Cow::Borrowed(same) if same == cell.symbol()) {
        return Cow::Borrowed(cell);
    }
    let mut safe = if plain { Cell::default() } else { cell.clone() };
    safe.modifier = cell.modifier;
    safe.set_symbol(&symbol);
    Cow::Owned(safe)
}

fn safe_symbol(symbol: &str) -> Cow<'_, str> {
    let is_plain_letter = |b: u8| (b' '..=b'~').contains(&b);
    if !symbol.is_empty() && symbol.bytes().all(is_plain_letter) {
        return Cow::Borrowed(symbol);
    }
    if !symbol.chars().all(is_clean) {
        return Cow::Owned(symbol.chars().map(|c| if is_clean(c) { c } else { '\u{fffd}' }).collect());
    }
    if width(symbol) == 0 { Cow::Borrowed(" ") } else { Cow::Borrowed(symbol) }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    /// What is sent for one row of these symbols. Not by way of `Terminal`, which in debug builds stops at the worst.
    fn sent(symbols: &[&str], style: Style, plain: bool) -> String {
        let mut bytes = Vec::new();
        let mut cells = vec![Cell::default(); symbols.len()];
        for (cell, symbol) in cells.iter_mut().zip(symbols) {
            cell.set_symbol(symbol).set_style(style);
        }
        let mut guard = Guard::new(&mut bytes, plain);
        guard.draw((0..).zip(&cells).map(|(x, cell)| (x, 0, cell))).unwrap();
        Backend::flush(&mut guard).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn forbidden_letters_are_replaced() {
        let check = |symbol: &str, expected: &str| {
            let sent = sent(&["a", symbol, "b"], Style::new(), false);
            assert!(sent.contains(expected), "{symbol:?}: {sent:?}");
            #[cfg(debug_assertions)]
            assert_eq!(crate::terminal::allowed::check(sent.as_bytes()), Ok(()));
        };
        check("\x1b", "a\u{fffd}b");
        check("\x1b]0;PWN\x07", "a\u{fffd}]0;PWN\u{fffd}");
        check("\u{9b}", "\u{fffd}");
        check("\n", "\u{fffd}");
        check("é", "aéb");
        check("e\u{301}", "ae\u{301}b");
    }

    #[test]
    fn what_has_no_width_leaves_a_hole() {
        for symbol in ["", "\u{301}", "\u{200d}", "\u{fe0f}"] {
            let sent = sent(&["a", symbol, "b"], Style::new(), false);
            assert!(sent.contains("a b"), "{symbol:?}: {sent:?}");
        }
    }

    #[test]
    fn a_clean_cell_is_sent_as_it_is() {
        let clean = Cell::new("日");
        assert!(matches!(safe(&clean, false), Cow::Borrowed(_)), "a clean cell is not copied");
    }

    #[test]
    fn plain_keeps_styles_and_drops_colours() {
        let style = Style::new().fg(Color::Red).bg(Color::Indexed(200)).underlined().reversed().bold();
        let colour = sent(&["x"], style, false);
        assert!(colour.contains("38;5;1") && colour.contains("48;5;200"), "{colour:?}");
        let plain = sent(&["x"], style, true);
        assert!(!plain.contains("38;") && !plain.contains("48;"), "{plain:?}");
        for kept in ["\x1b[7m", "\x1b[1m", "\x1b[4m"] {
            assert!(plain.contains(kept), "{kept:?} in {plain:?}");
        }
    }

    #[test]
    fn a_frame_is_held_together_and_an_empty_one_sends_nothing() {
        let mut bytes = Vec::new();
        let mut guard = Guard::new(&mut bytes, false);
        guard.set_size(4, 1);
        let mut terminal = Terminal::new(guard).unwrap();
        terminal.draw(|_| ()).unwrap();
        terminal.draw(|frame| frame.render_widget("ab", frame.area())).unwrap();
        terminal.draw(|frame| frame.render_widget("ab", frame.area())).unwrap();
        terminal.resize(Rect::new(0, 0, 4, 1)).unwrap();
        terminal.draw(|frame| frame.render_widget("ab", frame.area())).unwrap();
        drop(terminal);
        let sent = String::from_utf8(bytes).unwrap();
        assert_eq!(sent.matches(modes::frame(true)).count(), 2, "{sent:?}");
        assert_eq!(sent.matches(modes::frame(false)).count(), 2, "{sent:?}");
        assert_eq!(sent.matches("\x1b[2J").count(), 1, "{sent:?}");
        assert!(!sent.contains("\x1b[6n"), "asks for the cursor: {sent:?}");
        assert!(sent.contains("\x1b[?2026h\x1b[2J"), "cleared within the frame: {sent:?}");
    }
}
