//! Which panes are on the screen, and where: numbers only, no terminal.

/// A part of the screen, in columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

/// What the reader's keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    List,
    Transcript,
    Outline,
}

/// Where everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Panes {
    /// The window is too small for anything but a word.
    pub too_small: bool,
    /// Everything above the strip: what overlays cover.
    pub main: Area,
    pub list: Option<Area>,
    pub transcript: Option<Area>,
    pub outline: Option<Area>,
    pub strip: Option<Area>,
    pub status: Option<Area>,
}

/// What the panes hang on.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
pub struct Wish {
    pub size: (u16, u16),
    pub focus: Focus,
    /// There is more than one talk to choose from.
    pub list: bool,
    /// The reader wants the outline, and the talk has one.
    pub outline: bool,
    /// Columns in which no title of it is cut, and those that the text has a use for.
    pub titles: u16,
    pub text: u16,
    pub zen: bool,
    /// There is something to say or to type at the foot, also in zen.
    pub told: bool,
}

/// Below this nothing useful can be shown.
const LEAST: (u16, u16) = (20, 5);
/// Below this width one pane at a time is shown.
const TWO_PANES: u16 = 80;
/// From this width on the list, the text and the outline stand side by side.
pub(super) const THREE_PANES: u16 = 120;
/// The timeline strip is given up before the text gets this short.
const STRIP_FROM: u16 = 9;

impl Area {
    pub fn contains(&self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// The right edge: the first column after it.
    pub fn right(&self) -> u16 {
        self.x + self.width
    }

    /// The area without its first row, where a pane's header stands.
    #[must_use]
    pub fn below_header(&self) -> Area {
        Area { y: self.y + 1.min(self.height), height: self.height.saturating_sub(1), ..*self }
    }
}

impl Panes {
    /// | width   | focus on the list | on the text            | on the outline |
    /// |---------|-------------------|------------------------|----------------|
    /// | < 80    | list              | text                   | outline        |
    /// | 80..119 | list, text        | text (outline if asked) | text, outline |
    /// | >= 120  | list, text, outline wherever the focus is |      |             |
    ///
    /// What the text has no use for goes to the titles in the outline, as far as they need it, up to a third of the screen.
    pub fn of(wish: Wish) -> Panes {
        let (width, height) = wish.size;
        if width < LEAST.0 || height < LEAST.1 {
            return Panes { too_small: true, ..Panes::default() };
        }
        if wish.zen {
            let main = Area { x: 0, y: 0, width, height };
            let status = wish.told.then_some(Area { y: height - 1, height: 1, ..main });
            return Panes { main, transcript: Some(main), status, ..Panes::default() };
        }
        let strip = height >= STRIP_FROM;
        let main = Area { x: 0, y: 0, width, height: height - 1 - u16::from(strip) };
        let row = |y| Area { x: 0, y, width, height: 1 };
        let mut panes = Panes {
            main,
            strip: strip.then(|| row(height - 2)),
            status: Some(row(height - 1)),
            ..Panes::default()
        };
        panes.place_columns(wish);
        panes
    }

    fn place_columns(&mut self, wish: Wish) {
        let width = self.main.width;
        let (list, outline) = match (width, wish.focus) {
            (..TWO_PANES, Focus::List) => return self.list = Some(self.main),
            (..TWO_PANES, Focus::Transcript) => return self.transcript = Some(self.main),
            (..TWO_PANES, Focus::Outline) => return self.outline = Some(self.main),
            (..THREE_PANES, Focus::List) => (true, false),
            (..THREE_PANES, _) => (false, wish.outline),
            _ => (wish.list || wish.focus == Focus::List, wish.outline),
        };
        let list_width = if list { (width * 3 / 10).clamp(28, 46) } else { 0 };
        let share = if width < THREE_PANES { width * 7 / 20 } else { width / 4 };
        let unused = width.saturating_sub(list_width + wish.text + u16::from(list) + u16::from(outline));
        let titles = wish.titles.min(width / 3).min(unused);
        let outline_width = if outline { share.clamp(24, 42).max(titles) } else { 0 };
        let column = |x, width| Some(Area { x, width, ..self.main });
        // A column between panes belongs to the line that parts them.
        let text_from = list_width + u16::from(list);
        let text_to = width - outline_width - u16::from(outline);
        self.list = if list { column(0, list_width) } else { None };
        self.outline = if outline { column(text_to + 1, outline_width) } else { None };
        self.transcript = column(text_from, text_to - text_from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_gets_what_its_titles_need_and_the_text_does_not() {
        for (width, titles, text, expected) in [
            // Where the text could use the room it has it, whatever the titles need.
            (80, 60, 83, 28),
            (100, 60, 83, 35),
            (120, 60, 83, 30),
            // Else the titles get what they need, but no more than that and than a third of the screen.
            (200, 20, 83, 42),
            (200, 50, 83, 50),
            (200, 90, 83, 66),
            (200, 90, 140, 42),
            (160, 60, 83, 40),
        ] {
            let size = (width, 60);
            let wish = Wish {
                size,
                focus: Focus::Transcript,
                list: true,
                outline: true,
                titles,
                text,
                zen: false,
                told: false,
            };
            let panes = Panes::of(wish);
            let widths =
                panes.outline.zip(panes.transcript).map(|(outline, text)| (outline.width, text.width));
            let (outline, text) = widths.unwrap();
            assert_eq!(outline, expected, "{width} {titles} {text}");
            let list = panes.list.map_or(0, |list| list.width + 1);
            assert_eq!(list + text + 1 + outline, width);
        }
    }
}
