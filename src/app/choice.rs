//! A chosen line in a list that scrolls.

/// Which line is chosen, and which is the first on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    pub at: usize,
    pub top: usize,
}

impl Choice {
    /// Moves the choice, stopping at both ends.
    pub fn move_by(&mut self, lines: isize, count: usize) {
        self.at = self.at.saturating_add_signed(lines).min(count.saturating_sub(1));
    }

    /// Chooses the line at a row of the screen, if there is one.
    pub fn take(&mut self, row: usize, count: usize) -> bool {
        let there = self.top + row < count;
        if there {
            self.at = self.top + row;
        }
        there
    }

    /// Chooses a line.
    pub fn go_to(&mut self, at: usize, count: usize) {
        self.at = at.min(count.saturating_sub(1));
    }

    /// Scrolls so that some lines around the choice are on the screen too.
    pub fn keep_around(&mut self, around: usize, count: usize, rows: usize) {
        let around = around.min(rows.saturating_sub(1) / 2);
        let at = self.at;
        for edge in [at.saturating_sub(around), at + around, at] {
            self.at = edge;
            self.keep_visible(count, rows);
        }
    }

    /// Scrolls as little as it takes to have the choice among the `rows` lines on the screen.
    pub fn keep_visible(&mut self, count: usize, rows: usize) {
        self.at = self.at.min(count.saturating_sub(1));
        let last_top = count.saturating_sub(rows);
        let lowest = (self.at + 1).saturating_sub(rows);
        self.top = self.top.clamp(lowest, self.at.max(lowest)).min(last_top.max(lowest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_stays_on_the_screen() {
        for (at, top, count, rows, expected) in [
            (0, 0, 10, 3, 0),
            (5, 0, 10, 3, 3),
            (5, 7, 10, 3, 5),
            (9, 0, 10, 20, 0),
            (0, 5, 0, 3, 0),
            (4, 4, 5, 3, 2),
        ] {
            let mut choice = Choice { at, top };
            choice.keep_visible(count, rows);
            assert_eq!(choice.top, expected, "{at} {top} {count} {rows}");
        }
    }

    #[test]
    fn what_is_around_the_choice_stays_on_the_screen() {
        for (at, top, count, rows, expected) in [
            (0, 0, 50, 10, 0),
            (7, 0, 50, 10, 0),
            (8, 0, 50, 10, 1),
            (20, 20, 50, 10, 18),
            (49, 0, 50, 10, 40),
            (1, 30, 50, 10, 0),
            (5, 0, 50, 2, 4),
            (5, 0, 50, 1, 5),
            (2, 0, 3, 10, 0),
            (0, 0, 0, 5, 0),
        ] {
            let mut choice = Choice { at, top };
            choice.keep_around(2, count, rows);
            assert_eq!((choice.at, choice.top), (at, expected), "{at} {top} {count} {rows}");
        }
    }
}
