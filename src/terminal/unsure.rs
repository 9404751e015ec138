//! Rows with letters that terminals lay out each in its own way: sent whole, so that nothing of what stood there is left.
//!
//! ratatui counts on a letter being gone once something is written over its first column. That holds for `字`, but not
//! for `का` or `กำ`, whose second sign is a cell of its own to most terminals (tmux, xterm, VTE) and part of the first to
//! others (kitty); nor do terminals agree on how wide `👍🏽` is.
//!
//! | In such a row | Is sent |
//! |---|---|
//! | anything changed | every column as a blank, then the letters |
//! | letters, and single blanks between them | in one go: where a sign takes no column, words do not fall apart |
//! | what follows on two blanks, a line of a frame, or a letter that may be wider than its place | at its own column |

use std::collections::BTreeMap;
use std::mem;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};

use crate::text::{is_unsure, widest};

/// Marks the cells of all rows with unsure letters, and of those that had such letters before, to be sent with the next
/// frame whatever they hold. `rows` are the rows that have them.
pub fn mark(buffer: &mut Buffer, rows: &mut Vec<bool>) {
    let columns = usize::from(buffer.area.width).max(1);
    rows.resize(buffer.content.len() / columns, false);
    for (row, had) in buffer.content.chunks_mut(columns).zip(rows) {
        let has = row.iter().any(|cell| is_unsure(cell.symbol()));
        if mem::replace(had, has) || has {
            for cell in row {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

/// What is to be drawn: at which column of which row.
pub type Placed<C> = (u16, u16, C);

/// What is sent of a frame.
pub struct Parts<'a> {
    /// Cells that stand where they stand, as ratatui found them to have changed.
    pub sure: Vec<Placed<&'a Cell>>,
    /// The rows that are sent whole.
    pub rows: Vec<Whole<'a>>,
}

/// A row that is sent whole: its cells, each with its column.
pub struct Whole<'a> {
    y: u16,
    cells: Vec<(u16, &'a Cell)>,
}

/// The marked rows as they were last sent: one that is still the same is not sent again.
#[derive(Default)]
pub struct Sent(BTreeMap<u16, Vec<Cell>>);

impl Sent {
    /// Parts a frame's cells; marked ones come row by row.
    pub fn part<'a>(&mut self, cells: impl Iterator<Item = Placed<&'a Cell>>) -> Parts<'a> {
        let mut parts = Parts { sure: Vec::new(), rows: Vec::new() };
        for (x, y, cell) in cells {
            if cell.diff_option != CellDiffOption::AlwaysUpdate {
                self.0.remove(&y);
                parts.sure.push((x, y, cell));
                continue;
            }
            match parts.rows.last_mut().filter(|row| row.y == y) {
                Some(row) => row.cells.push((x, cell)),
                None => parts.rows.push(Whole { y, cells: vec![(x, cell)] }),
            }
        }
        parts.rows.retain(|row| self.is_new(row));
        parts
    }

    /// The screen was cleared.
    pub fn forget(&mut self) {
        self.0.clear();
    }

    fn is_new(&mut self, row: &Whole) -> bool {
        let same =
            self.0.get(&row.y).is_some_and(|sent| sent.iter().eq(row.cells.iter().map(|&(_, cell)| cell)));
        if !same {
            self.0.insert(row.y, row.cells.iter().map(|&(_, cell)| cell.clone()).collect());
        }
        !same
    }
}

impl<'a> Whole<'a> {
    /// A blank for every column, in the style of what will stand there.
    pub fn blanks(&self) -> Vec<Placed<Cell>> {
        let mut blanks = Vec::new();
        for (x, cell) in self.letters() {
            let mut blank = Cell::EMPTY;
            blank.set_style(cell.style());
            blanks.extend((x..x + cell.cell_width().max(1)).map(|x| (x, self.y, blank.clone())));
        }
        blanks
    }

    /// What is written in one go, from the column of its first cell on. The columns after that count the cells.
    pub fn runs(&self) -> Vec<Vec<Placed<&'a Cell>>> {
        let mut runs: Vec<Vec<Placed<&Cell>>> = Vec::new();
        let mut blanks = 0;
        let mut anchored = true;
        for (x, cell) in self.letters() {
            let symbol = cell.symbol();
            if symbol == " " {
                blanks += 1;
                if let Some(run) = runs.last_mut().filter(|_| !anchored && blanks == 1) {
                    run.push((next(run), self.y, cell));
                }
                continue;
            }
            anchored |= blanks > 1 || is_frame(symbol);
            match runs.last_mut().filter(|_| !anchored) {
                Some(run) => run.push((next(run), self.y, cell)),
                None => runs.push(vec![(x, self.y, cell)]),
            }
            blanks = 0;
            anchored = is_frame(symbol) || widest(symbol) > usize::from(cell.cell_width());
        }
        runs
    }

    /// The cells without those that a wide letter covers.
    fn letters(&self) -> impl Iterator<Item = (u16, &'a Cell)> {
        let mut free = 0;
        self.cells.iter().copied().filter(move |(x, cell)| {
            let shown = *x >= free;
            if shown {
                free = x + cell.cell_width().max(1);
            }
            shown
        })
    }
}

fn next(run: &[Placed<&Cell>]) -> u16 {
    run.last().map_or(0, |(x, _, _)| x + 1)
}

/// Lines and blocks, of which panes are drawn.
fn is_frame(symbol: &str) -> bool {
    symbol.starts_with(|c| matches!(c, '\u{2500}'..='\u{259f}'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::Terminal;
    use unicode_width::UnicodeWidthChar;

    use super::super::guard::Guard;
    use super::*;

    /// What a terminal of these manners shows once the frames were sent one after another. A frame is its rows.
    fn shown(frames: &[Vec<&str>], takes: fn(char) -> usize) -> Vec<String> {
        let mut bytes = Vec::new();
        let mut guard = Guard::new(&mut bytes, false);
        guard.set_size(COLUMNS, ROWS);
        let (mut terminal, mut rows) = (Terminal::new(guard).unwrap(), Vec::new());
        for lines in frames {
            let draw = |frame: &mut ratatui::Frame| {
                for (y, line) in (0..ROWS).zip(lines) {
                    frame.buffer_mut().set_string(0, y, line, ratatui::style::Style::new());
                    frame.buffer_mut().set_string(COLUMNS - 1, y, "▐", ratatui::style::Style::new());
                }
                mark(frame.buffer_mut(), &mut rows);
            };
            terminal.draw(draw).unwrap();
        }
        drop(terminal);
        screen(&String::from_utf8(bytes).unwrap(), takes)
    }

    const COLUMNS: u16 = 12;
    const ROWS: u16 = 2;

    /// A terminal in which a sign that takes columns has cells of its own; one that takes none joins the cell before.
    fn screen(sent: &str, takes: fn(char) -> usize) -> Vec<String> {
        let mut cells = vec![vec![" ".to_owned(); usize::from(COLUMNS)]; usize::from(ROWS)];
        let (mut x, mut y) = (0, 0);
        let mut rest = sent;
        while let Some(letter) = rest.chars().next() {
            if let Some(control) = rest.strip_prefix("\x1b[") {
                let (numbers, after) =
                    control.split_at(control.find(|c: char| c.is_ascii_alphabetic()).unwrap());
                if let Some((row, column)) = numbers.split_once(';').filter(|_| after.starts_with('H')) {
                    (x, y) = (column.parse::<usize>().unwrap() - 1, row.parse::<usize>().unwrap() - 1);
                }
                rest = after.get(1..).unwrap();
                continue;
            }
            rest = rest.strip_prefix(letter).unwrap();
            match takes(letter) {
                0 => cells[y][x.saturating_sub(1)].push(letter),
                columns => {
                    // A wide letter of which a half is written over is gone.
                    let after = x + columns;
                    if cells[y].get(x).is_some_and(String::is_empty) {
                        cells[y][x - 1] = " ".to_owned();
                    }
                    if let Some(half) = cells[y].get_mut(after).filter(|cell| cell.is_empty()) {
                        *half = " ".to_owned();
                    }
                    for (i, place) in (x..cells[y].len()).take(columns).enumerate() {
                        cells[y][place] = if i == 0 { letter.to_string() } else { String::new() };
                    }
                    x = (x + columns).min(cells[y].len());
                }
            }
        }
        cells.into_iter().map(|row| row.concat().trim_end().to_owned()).collect()
    }

    fn one_by_one(sign: char) -> usize {
        sign.width().unwrap_or(0)
    }

    fn joined(sign: char) -> usize {
        if "ािीोำຳ".contains(sign) { 0 } else { one_by_one(sign) }
    }

    #[test]
    fn nothing_is_left_of_the_screen_before() {
        let check = |frames: &[&str], expected: &str| {
            let frames: Vec<Vec<&str>> = frames.iter().map(|line| vec![*line]).collect();
            assert_eq!(shown(&frames, one_by_one)[0], expected, "{frames:?}");
        };
        check(&["का की", "क त"], "क त        ▐");
        check(&["กำ", "ก"], "ก          ▐");
        check(&["का", "abc"], "abc        ▐");
        check(&["", "का"], "का         ▐");
        check(&["a👍🏽b c", "a👍🏽bd"], "a👍bd      ▐");
    }

    #[test]
    fn words_stay_whole_where_a_sign_takes_no_column() {
        assert_eq!(shown(&[vec!["बाकी था"]], joined)[0], "बाकी था       ▐");
    }

    #[test]
    fn a_row_that_is_the_same_is_not_sent_again() {
        let mut sent = Sent::default();
        let mut rows = Vec::new();
        for (text, new) in [("का", 1), ("का", 0), ("कि", 1), ("a", 1)] {
            let mut buffer = Buffer::with_lines([text]);
            mark(&mut buffer, &mut rows);
            let cells = (0..).zip(&buffer.content).map(|(x, cell)| (x, 0, cell));
            assert_eq!(sent.part(cells).rows.len(), new, "{text}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let letter = prop::sample::select(vec![
            "a", "b", " ", "का", "कि", "नी", "क", "क्ष", "กำ", "ที่", "字", "👍🏽", "🇫🇷", "é", "ﾃﾞ", "⚠\u{fe0f}",
        ]);
        prop::collection::vec(letter, 0..8).prop_map(|letters| letters.concat())
    }

    proptest! {
        #[test]
        fn a_frame_looks_the_same_after_any_other(
            frames in prop::collection::vec(prop::collection::vec(line(), 2), 1..5),
            joins: bool,
        ) {
            let frames: Vec<Vec<&str>> =
                frames.iter().map(|lines| lines.iter().map(String::as_str).collect()).collect();
            let takes = if joins { joined } else { one_by_one };
            let alone = shown(&frames[frames.len() - 1..], takes);
            prop_assert_eq!(shown(&frames, takes), alone);
        }
    }
}
