//! How it looks: the app's state drawn into a buffer, and keys given their meaning.
//!
//! Drawing borrows the app and changes nothing; it draws what is seen and no more.

mod field;
mod find;
mod help;
mod initials;
pub mod keymap;
mod list;
mod outline;
mod outline_details;
mod paint;
mod picking;
mod sections;
mod skim;
mod status;
mod strip;
mod theme;
mod transcript;
mod voices;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{App, Naming, Overlay, Panes};
use paint::{put, rect};

pub use theme::Theme;

/// Draws the whole screen.
pub fn draw(app: &App, theme: Theme, frame: &mut Frame) {
    let cursor = paint_screen(app, theme, frame.area(), frame.buffer_mut());
    if let Some(at) = cursor {
        frame.set_cursor_position(at);
    }
}

/// Paints the whole screen; answers where the cursor stands, while something is typed.
pub fn paint_screen(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let panes = app.panes();
    if panes.too_small {
        let middle = Rect { y: area.y + area.height / 2, height: area.height.min(1), ..area };
        put(buffer, middle, "dictum: too small", theme.text());
        return None;
    }
    paint_panes(app, theme, &panes, buffer);
    let mut cursor = list::cursor(app, &panes).or_else(|| outline::cursor(app, &panes));
    match &app.overlay {
        Some(Overlay::Find(find)) => cursor = Some(find::paint(app, find, theme, rect(panes.main), buffer)),
        Some(Overlay::Sections(pick)) => {
            cursor = Some(sections::paint(app, pick, theme, rect(panes.main), buffer));
        }
        Some(Overlay::Help(help)) => cursor = help::paint(help, theme, rect(panes.main), buffer),
        Some(Overlay::Speakers(voices) | Overlay::Name(Naming { over: Some(voices), .. })) => {
            cursor = voices::paint(app, voices, theme, rect(panes.main), buffer);
        }
        Some(Overlay::Line(_) | Overlay::Name(_) | Overlay::Title(_)) | None => {}
    }
    if let Some(area) = panes.strip {
        strip::paint(app, theme, rect(area), buffer);
    }
    if let Some(area) = panes.status {
        cursor = status::paint(app, theme, rect(area), buffer).or(cursor);
    }
    cursor
}

fn paint_panes(app: &App, theme: Theme, panes: &Panes, buffer: &mut Buffer) {
    if app.overlay.as_ref().is_some_and(|overlay| !overlay.is_at_foot()) {
        return;
    }
    if let Some(area) = panes.list {
        list::paint(app, theme, rect(area), buffer);
        if panes.transcript.is_some() {
            line_between(theme, area.right(), panes, buffer);
        }
    }
    if let Some(area) = panes.transcript {
        transcript::paint(app, theme, rect(area), buffer);
    }
    if let Some(area) = panes.outline {
        outline::paint(app, theme, rect(area), buffer);
        if panes.transcript.is_some() {
            line_between(theme, area.x - 1, panes, buffer);
        }
    }
}

fn line_between(theme: Theme, x: u16, panes: &Panes, buffer: &mut Buffer) {
    for y in panes.main.y..panes.main.y + panes.main.height {
        put(buffer, Rect { x, y, width: 1, height: 1 }, "│", theme.quiet());
    }
}
