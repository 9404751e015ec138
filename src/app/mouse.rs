//! What the mouse does, by where it is.

use super::overlay::{HEAD_ROWS, Overlay, overlay_layout};
use super::{App, Focus, Fold, Frame, Piece, Placed, outline};

/// Rows of text for a turn of the wheel.
const WHEEL_ROWS: i32 = 3;

impl App {
    pub(super) fn click(&mut self, x: u16, y: u16) {
        let panes = self.panes();
        if self.overlay.is_some() {
            return self.click_overlay(x, y);
        }
        let inside = |area: Option<super::Area>| area.filter(|a| a.contains(x, y));
        if let Some(strip) = inside(panes.strip) {
            self.go_to_share(f64::from(x - strip.x) / f64::from(strip.width.max(1)));
        } else if let Some(area) = inside(panes.list) {
            let header = self.list.header_rows();
            let height = usize::from(area.height.saturating_sub(header));
            let rows = self.list.entry_rows(height);
            let row = usize::from(y.saturating_sub(area.y + header)) / rows;
            let line = self.list.choice.top + row;
            self.set_focus(Focus::List);
            if y >= area.y + header && row < height / rows && line < self.list.shown().len() {
                let chosen_again = self.list.choice.at == line;
                self.list.choice.at = line;
                if chosen_again { self.read_chosen() } else { self.show_chosen() }
            }
        } else if let Some(area) = inside(panes.outline) {
            let lines = outline::lines_area(area);
            let line = self.outline.choice.top + usize::from(y.saturating_sub(lines.y));
            let Some(&there) = self.outline.lines().get(line).filter(|_| lines.contains(x, y)) else {
                return;
            };
            if there.fold != Fold::Leaf && x == area.x + there.indent() {
                self.set_focus(Focus::Outline);
                self.outline.choice.at = line;
                self.toggle_fold();
            } else {
                self.go_to_section(there.section);
            }
        } else if inside(panes.transcript).is_some() {
            self.set_focus(Focus::Transcript);
        }
    }

    fn click_overlay(&mut self, x: u16, y: u16) {
        let main = self.panes().main;
        let from_top = usize::from(y.saturating_sub(main.y + HEAD_ROWS));
        let below_head = y >= main.y + HEAD_ROWS && main.contains(x, y);
        let taken = match &mut self.overlay {
            Some(Overlay::Find(find)) => {
                let area = overlay_layout(main).lines;
                let is_here = |placed: &Placed| {
                    (placed.y..placed.y + placed.height)
                        .contains(&u16::try_from(from_top).unwrap_or(u16::MAX))
                };
                let here = find.placed(Frame::new(area, main.height)).into_iter().find(is_here);
                match here.filter(|_| below_head && area.contains(x, y)).map(|placed| placed.piece) {
                    Some(Piece::Talk(line) | Piece::Line(line)) => {
                        find.choice.at = line;
                        true
                    }
                    None => false,
                }
            }
            Some(Overlay::Sections(pick)) => below_head && pick.choice.take(from_top, pick.hits.len()),
            Some(Overlay::Speakers(voices)) => voices.take(main, y),
            Some(Overlay::Help(help)) => {
                !help.typing || below_head && help.pick.choice.take(from_top, help.pick.hits.len())
            }
            _ => false,
        };
        if taken {
            self.accept();
        }
    }

    /// The wheel turns what is under it, wherever the keys go.
    pub(super) fn wheel(&mut self, x: u16, y: u16, turns: i32) {
        let lines = isize::try_from(turns).unwrap_or(0);
        if let Some(overlay) = &mut self.overlay {
            return overlay.move_by(lines);
        }
        let panes = self.panes();
        if panes.list.is_some_and(|a| a.contains(x, y)) {
            let count = self.list.shown().len();
            self.list.choice.move_by(lines, count);
            self.show_chosen();
        } else if panes.outline.is_some_and(|a| a.contains(x, y)) {
            let count = self.outline.lines().len();
            self.set_focus(Focus::Outline);
            self.outline.choice.move_by(lines, count);
        } else if let Some(reader) = &mut self.reader {
            reader.scroll_rows(isize::try_from(turns * WHEEL_ROWS).unwrap_or(0));
        }
    }
}
