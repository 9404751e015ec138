//! From a key, the mode and the keys before it to an action.

use std::collections::HashMap;

use crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::{Action, Binding, Command, Edit, KEYS, Mode};

type Key = (KeyCode, KeyModifiers);

/// The table of keys, ready to look up, and the keys that wait for more.
#[derive(Debug)]
pub struct Keymap {
    table: HashMap<(Mode, Key), Command>,
    /// What `z` and a letter mean.
    folds: HashMap<(Mode, Key), Command>,
    /// What a key means in some pane: there it can be said which.
    in_panes: HashMap<Key, &'static Binding>,
    count: String,
    /// `m`, `'` or `z`, waiting for its letter.
    prefix: Option<char>,
}

/// A count never has more digits; what is typed beyond them is let go.
const MOST_DIGITS: usize = 7;

impl Default for Keymap {
    fn default() -> Self {
        let (mut table, mut folds, mut in_panes) = (HashMap::new(), HashMap::new(), HashMap::new());
        for binding in KEYS {
            for written in binding.keys {
                for &mode in binding.modes {
                    if let Some(key) = read_key(written) {
                        table.insert((mode, key), binding.command);
                        if is_pane(mode) {
                            in_panes.insert(key, binding);
                        }
                    } else if let Some(key) = read_after_z(written) {
                        folds.insert((mode, key), binding.command);
                    }
                }
            }
        }
        Self { table, folds, in_panes, count: String::new(), prefix: None }
    }
}

impl Keymap {
    /// What a key means, if anything.
    pub fn press(&mut self, mode: Mode, event: KeyEvent) -> Option<Action> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let key = normal(event);
        let typing = matches!(mode, Mode::Line | Mode::Picking);
        if typing {
            self.forget();
        } else if let Some(action) = self.wait_for_more(mode, key) {
            return Some(action);
        }
        let count = std::mem::take(&mut self.count).parse().ok();
        if let Some(&command) = self.table.get(&(mode, key)) {
            return Some(Action::Do(command, count));
        }
        if let Some(binding) = self.in_panes.get(&key).filter(|_| is_pane(mode)) {
            return Some(Action::Elsewhere(binding));
        }
        let edit = if typing { edit(key) } else { None };
        edit.map(Action::Edit).or_else(|| count.map(|_| Action::Pending(String::new())))
    }

    /// Lets go of a count or a prefix: something else than a key came.
    pub fn forget(&mut self) {
        self.count.clear();
        self.prefix = None;
    }

    /// Digits of a count, `m`, `'` and `z` wait; the letter after them ends the waiting.
    fn wait_for_more(&mut self, mode: Mode, key: Key) -> Option<Action> {
        if let Some(prefix) = self.prefix.take() {
            self.count.clear();
            return Some(match (prefix, key) {
                ('z', key) => {
                    let command = self.folds.get(&(mode, key));
                    command.map_or(Action::Pending(String::new()), |&command| Action::Do(command, None))
                }
                ('m', (KeyCode::Char(letter), KeyModifiers::NONE)) if letter.is_alphanumeric() => {
                    Action::Mark(letter)
                }
                ('\'', (KeyCode::Char(letter), KeyModifiers::NONE)) if !letter.is_whitespace() => {
                    Action::GoToMark(letter)
                }
                _ => Action::Pending(String::new()),
            });
        }
        match key {
            (KeyCode::Char(digit @ '0'..='9'), KeyModifiers::NONE)
                if digit != '0' || !self.count.is_empty() =>
            {
                if self.count.len() < MOST_DIGITS {
                    self.count.push(digit);
                }
                Some(Action::Pending(self.count.clone()))
            }
            (KeyCode::Char('z'), KeyModifiers::NONE)
                if self.folds.keys().any(|&(there, _)| there == mode) =>
            {
                self.prefix = Some('z');
                Some(Action::Pending("z".into()))
            }
            (KeyCode::Char('m'), KeyModifiers::NONE) => {
                self.prefix = Some('m');
                Some(Action::Pending("m".into()))
            }
            (KeyCode::Char('\'' | '`'), KeyModifiers::NONE) => {
                self.prefix = Some('\'');
                Some(Action::Pending("'".into()))
            }
            _ => None,
        }
    }
}

fn is_pane(mode: Mode) -> bool {
    matches!(mode, Mode::List | Mode::Transcript | Mode::Outline)
}

/// What the mouse means.
pub fn mouse(event: MouseEvent) -> Option<Action> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(event.column, event.row)),
        MouseEventKind::ScrollDown => Some(Action::Wheel(event.column, event.row, 1)),
        MouseEventKind::ScrollUp => Some(Action::Wheel(event.column, event.row, -1)),
        _ => None,
    }
}

/// Shift is in the letter already; terminals differ in whether they tell it besides.
fn normal(event: KeyEvent) -> Key {
    match event.code {
        KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => {
            (KeyCode::Char(c.to_ascii_lowercase()), KeyModifiers::CONTROL)
        }
        KeyCode::Char(_) => (event.code, event.modifiers - KeyModifiers::SHIFT),
        KeyCode::BackTab => (KeyCode::BackTab, KeyModifiers::NONE),
        code => (code, event.modifiers),
    }
}

/// Letters and the keys that every line of text knows, as in a shell.
fn edit((code, modifiers): Key) -> Option<Edit> {
    Some(match (code, modifiers) {
        (KeyCode::Char(c), KeyModifiers::NONE) => Edit::Insert(c),
        (KeyCode::Backspace, KeyModifiers::NONE) | (KeyCode::Char('h'), KeyModifiers::CONTROL) => {
            Edit::Backspace
        }
        (KeyCode::Delete, _) | (KeyCode::Char('d'), KeyModifiers::CONTROL) => Edit::Delete,
        (KeyCode::Char('w'), KeyModifiers::CONTROL) | (KeyCode::Backspace, KeyModifiers::ALT) => {
            Edit::DeleteWord
        }
        (KeyCode::Char('u'), KeyModifiers::CONTROL) => Edit::Clear,
        (KeyCode::Left, _) | (KeyCode::Char('b'), KeyModifiers::CONTROL) => Edit::Left,
        (KeyCode::Right, _) | (KeyCode::Char('f'), KeyModifiers::CONTROL) => Edit::Right,
        (KeyCode::Home, _) | (KeyCode::Char('a'), KeyModifiers::CONTROL) => Edit::Home,
        (KeyCode::End, _) | (KeyCode::Char('e'), KeyModifiers::CONTROL) => Edit::End,
        _ => return None,
    })
}

/// Reads a key as the table writes it.
fn read_key(written: &str) -> Option<Key> {
    let named = |name: &str| {
        Some(match name {
            "Down" => KeyCode::Down,
            "Up" => KeyCode::Up,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "Space" => KeyCode::Char(' '),
            "PageDown" => KeyCode::PageDown,
            "PageUp" => KeyCode::PageUp,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "BackTab" => KeyCode::BackTab,
            "F1" => KeyCode::F(1),
            _ => return None,
        })
    };
    let letter = |s: &str| {
        let mut chars = s.chars();
        chars.next().filter(|_| chars.next().is_none()).map(KeyCode::Char)
    };
    if let Some(code) = named(written).or_else(|| letter(written)) {
        return Some((code, KeyModifiers::NONE));
    }
    if let Some(code) = written.strip_prefix('^').and_then(letter) {
        return Some((code, KeyModifiers::CONTROL));
    }
    written.strip_prefix("Alt-").and_then(named).map(|code| (code, KeyModifiers::ALT))
}

/// Reads the letter of a key that the table writes as `za`.
fn read_after_z(written: &str) -> Option<Key> {
    written.strip_prefix('z').filter(|letter| letter.len() == 1).and_then(read_key)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_means_one_thing_in_a_mode() {
        let mut seen = HashSet::new();
        for binding in KEYS {
            for written in binding.keys {
                let after_z = read_after_z(written).filter(|_| read_key(written).is_none());
                let key = read_key(written).or(after_z);
                assert!(key.is_some(), "{written} is no key");
                for &mode in binding.modes {
                    assert!(
                        seen.insert((mode, key, after_z.is_some())),
                        "{written} means two things in {mode:?}"
                    );
                }
            }
        }
    }

    fn press(keys: &[&str], mode: Mode) -> Option<Action> {
        let mut map = Keymap::default();
        let mut last = None;
        for key in keys {
            let (code, modifiers) = read_key(key).unwrap();
            last = map.press(mode, KeyEvent::new(code, modifiers));
        }
        last
    }

    fn check(keys: &[&str], mode: Mode, expected: &str) {
        assert_eq!(press(keys, mode).map_or("nothing".into(), |a| format!("{a:?}")), expected, "{keys:?}");
    }

    #[test]
    fn counts_prefixes_and_letters() {
        check(&["j"], Mode::Transcript, "Do(Down, None)");
        check(&["1", "0", "j"], Mode::Transcript, "Do(Down, Some(10))");
        check(&["5", "0", "%"], Mode::Transcript, "Do(Share, Some(50))");
        check(&["0"], Mode::Transcript, "nothing");
        check(&["5", "Esc"], Mode::Transcript, "Do(BackOut, Some(5))");
        check(&["m", "a"], Mode::Transcript, "Mark('a')");
        check(&["m", "Esc"], Mode::Transcript, "Pending(\"\")");
        check(&["'", "'"], Mode::Transcript, "GoToMark('\\'')");
        check(&["z"], Mode::Transcript, "Do(Zen, None)");
        check(&["z"], Mode::Outline, "Pending(\"z\")");
        check(&["z", "z"], Mode::Outline, "Do(Zen, None)");
        check(&["z", "R"], Mode::Outline, "Do(OpenAllFolds, None)");
        check(&["z", "j"], Mode::Outline, "Pending(\"\")");
        check(&["5"], Mode::Picking, "Edit(Insert('5'))");
        check(&["j"], Mode::Picking, "Edit(Insert('j'))");
        check(&["^w"], Mode::Picking, "Edit(DeleteWord)");
        check(&["Tab"], Mode::Picking, "Do(SwitchScope, None)");
    }
}
