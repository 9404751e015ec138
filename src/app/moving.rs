//! Moving: lines, screens, sections, shares of the talk; in the text, a list or an overlay.

use super::overlay::{self, Overlay};
use super::{App, Focus, Frame, Land, Piece, Reader};

impl App {
    pub(super) fn read(&mut self, change: impl FnOnce(&mut Reader)) {
        if let Some(reader) = &mut self.reader {
            change(reader);
        }
    }

    /// Down and Up: lines of a list, rows of a text.
    pub(super) fn move_by(&mut self, lines: isize) {
        if let Some(overlay) = &mut self.overlay {
            return overlay.move_by(lines);
        }
        match self.focus {
            Focus::List => {
                let count = self.list.shown().len();
                self.list.choice.move_by(lines, count);
                self.show_chosen();
            }
            Focus::Transcript => self.read(|r| r.scroll(lines)),
            Focus::Outline => {
                let count = self.outline.lines().len();
                self.outline.choice.move_by(lines, count);
            }
        }
    }

    pub(super) fn move_half(&mut self, halves: isize) {
        if self.is_reading() {
            self.read(|r| r.half_page(halves));
        } else {
            self.move_by(halves * self.lines_on_screen() / 2);
        }
    }

    pub(super) fn move_page(&mut self, pages: isize) {
        if self.is_reading() {
            self.read(|r| r.page(pages));
        } else {
            self.move_by(pages * (self.lines_on_screen() - 1).max(1));
        }
    }

    pub(super) fn is_reading(&self) -> bool {
        self.overlay.is_none() && self.focus == Focus::Transcript
    }

    pub(super) fn lines_on_screen(&self) -> isize {
        let panes = self.panes();
        let lines = match (&self.overlay, self.focus) {
            (Some(Overlay::Find(find)), _) => {
                let frame = Frame::new(overlay::overlay_layout(panes.main).lines, panes.main.height);
                find.placed(frame).iter().filter(|placed| matches!(placed.piece, Piece::Line(_))).count()
            }
            (None, Focus::List) => self.list_lines(&panes),
            _ => usize::from(panes.main.height.saturating_sub(2)),
        };
        lines.max(2).cast_signed()
    }

    /// `g`, `G`: the ends; with a count, that paragraph (line) from the start.
    pub(super) fn go_to_end(&mut self, bottom: bool, count: Option<usize>) {
        if !self.is_reading() {
            let far = isize::MAX / 2;
            self.move_by(-far);
            match count {
                Some(n) => self.move_by(n.saturating_sub(1).cast_signed()),
                None if bottom => self.move_by(far),
                None => {}
            }
            return;
        }
        self.leave_place();
        self.read(|r| match count {
            Some(n) => {
                let block = n.saturating_sub(1).min(r.talk.blocks.len().saturating_sub(1));
                if let Some(at) = r.talk.blocks.get(block).map(|b| b.span.from()) {
                    r.go_to(at, Land::Top);
                }
            }
            None if bottom => r.go_to_bottom(),
            None => r.go_to_top(),
        });
    }

    pub(super) fn go_to_percent(&mut self, percent: Option<usize>) {
        let Some(percent) = percent else { return self.say("a number first: 50%") };
        self.jump_to(|r| Some(r.talk.text.len() * percent.min(100) / 100));
    }

    /// A jump within the talk: the place that is left can be gone back to.
    pub(super) fn jump_to(&mut self, place: impl FnOnce(&Reader) -> Option<usize>) {
        if let Some(at) = self.reader.as_ref().and_then(place) {
            self.leave_place();
            self.focus_text();
            self.set_skimming(false);
            self.read(|r| r.go_to(at, Land::Top));
        }
    }

    pub(super) fn go_to_share(&mut self, share: f64) {
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        self.jump_to(|r| Some((r.talk.text.len() as f64 * share) as usize));
    }

    pub(super) fn leave_place(&mut self) {
        if let Some(reader) = &self.reader {
            self.jumps.leave(reader.spot());
        }
    }

    pub(super) fn move_sections(&mut self, steps: isize) {
        self.leave_place_once();
        let Some(reader) = &mut self.reader else { return };
        if reader.talk.sections.is_empty() && reader.talk.unedited.is_some() {
            self.say_no_sections();
        } else if reader.talk.sections.is_empty() {
            self.say("this talk has no sections; } and { go by paragraphs");
        } else if !reader.move_sections(steps) {
            self.say(if steps > 0 { "the last section" } else { "the first section" });
        }
        self.note_landing();
    }

    /// A run of steps by sections or turns is one jump: back goes to where it began.
    pub(super) fn leave_place_once(&mut self) {
        if self.landed != self.reader.as_ref().map(|r| (r.id, r.place())) {
            self.leave_place();
        }
    }

    pub(super) fn note_landing(&mut self) {
        self.landed = self.reader.as_ref().map(|r| (r.id, r.place()));
    }
}
