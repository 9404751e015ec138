//! What the mouse does, by where it is.

use super::overlay::{HEAD_ROWS, Overlay, overlay_layout};
use super::{App, ENTRY_ROWS, Focus, hit_rows};

/// Rows of text for a turn of the wheel.
const WHEEL_ROWS: i32 = 3;

impl App {
    pub(super) fn click(&mut self, x: u16, y: u16) {
        let panes = self.panes();
        if let Some(overlay) = &mut self.overlay {
            let lines = overlay_layout(panes.main).lines;
            let from_top = y.checked_sub(panes.main.y + HEAD_ROWS).map(usize::from);
            match (overlay, from_top) {
                (Overlay::Find(find), Some(rows)) if lines.contains(x, y) => {
                    let line = find.choice.top + rows / usize::from(hit_rows(panes.main.height));
                    if line < find.hits.len() {
                        find.choice.at = line;
                        self.accept_overlay();
                    }
                }
                (Overlay::Sections(pick), Some(rows)) if rows + pick.choice.top < pick.hits.len() => {
                    pick.choice.at = pick.choice.top + rows;
                    self.accept_overlay();
                }
                (Overlay::Help(_), _) => self.overlay = None,
                _ => {}
            }
            return;
        }
        let inside = |area: Option<super::Area>| area.filter(|a| a.contains(x, y));
        if let Some(strip) = inside(panes.strip) {
            self.go_to_share(f64::from(x - strip.x) / f64::from(strip.width.max(1)));
        } else if let Some(area) = inside(panes.list) {
            let header = 1 + u16::from(self.list.typing || !self.list.filter.value().is_empty());
            let line = self.list.choice.top + usize::from(y.saturating_sub(area.y + header)) / ENTRY_ROWS;
            self.set_focus(Focus::List);
            if y >= area.y + header && line < self.list.shown().len() {
                let chosen_again = self.list.choice.at == line;
                self.list.choice.at = line;
                if chosen_again { self.read_chosen() } else { self.show_chosen() }
            }
        } else if let Some(area) = inside(panes.outline) {
            let line = self.outline.choice.top + usize::from(y.saturating_sub(area.y + 1));
            if y > area.y && self.reader.as_ref().is_some_and(|r| line < r.talk.sections.len()) {
                self.go_to_section(line);
            }
        } else if inside(panes.transcript).is_some() {
            self.set_focus(Focus::Transcript);
        }
    }

    fn accept_overlay(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Find(find)) => self.take_hit(&find),
            Some(Overlay::Sections(pick)) => {
                if let Some(section) = pick.chosen() {
                    self.go_to_section(section);
                }
            }
            other => self.overlay = other,
        }
    }

    /// The wheel turns what is under it, wherever the keys go.
    pub(super) fn wheel(&mut self, x: u16, y: u16, turns: i32) {
        let lines = isize::try_from(turns).unwrap_or(0);
        match &mut self.overlay {
            Some(Overlay::Find(find)) => return find.choice.move_by(lines, find.hits.len()),
            Some(Overlay::Sections(pick)) => return pick.choice.move_by(lines, pick.hits.len()),
            Some(Overlay::Help(top)) => return *top = top.saturating_add_signed(lines),
            Some(Overlay::Line(_)) => return,
            None => {}
        }
        let panes = self.panes();
        if panes.list.is_some_and(|a| a.contains(x, y)) {
            let count = self.list.shown().len();
            self.list.choice.move_by(lines, count);
            self.show_chosen();
        } else if panes.outline.is_some_and(|a| a.contains(x, y)) {
            let count = self.reader.as_ref().map_or(0, |r| r.talk.sections.len());
            self.set_focus(Focus::Outline);
            self.outline.choice.move_by(lines, count);
        } else if let Some(reader) = &mut self.reader {
            reader.scroll(isize::try_from(turns * WHEEL_ROWS).unwrap_or(0));
        }
    }
}
