//! A reader without a terminal: real workers, real talks, keys in, screens out.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::string_slice)]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dictum::app::{Action, App, Effect, News, State, TalkId};
use dictum::library::Reading;
use dictum::ui::{Theme, keymap::Keymap, paint_screen};
use dictum::worker::{Folders, Places, Tell, Workers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

pub struct Desk {
    pub app: App,
    pub effects: Vec<Effect>,
    keymap: Keymap,
    workers: Workers,
    news: Receiver<News>,
    awaited: Awaited,
    hasty: bool,
    _memory: Option<tempfile::TempDir>,
}

/// What the workers were asked for and have not answered yet.
#[derive(Debug, Default, PartialEq)]
struct Awaited {
    talk: Option<TalkId>,
    answer: Option<u64>,
    mark: bool,
    parts: bool,
    skim: Option<(TalkId, u64)>,
}

impl Desk {
    /// Over the built-in talks.
    pub fn samples(width: u16, height: u16) -> Self {
        Self::over(Places::Samples, width, height)
    }

    pub fn over(places: Places, width: u16, height: u16) -> Self {
        let memory = tempfile::tempdir().unwrap();
        let folder = memory.path().to_path_buf();
        Self { _memory: Some(memory), ..Self::remembering(places, folder, width, height) }
    }

    /// With a memory that outlasts the desk.
    pub fn remembering(places: Places, memory: PathBuf, width: u16, height: u16) -> Self {
        let (to, news) = channel();
        let tell: Tell = Arc::new(move |told| {
            let _ = to.send(told);
        });
        let single = match &places {
            Places::Paths(paths) => paths.len() == 1 && paths[0].is_file(),
            Places::Samples => false,
            Places::One(_) => true,
        };
        let cache = Some(memory.join("cache"));
        let kept = Folders { memory: Some(memory), cache };
        let workers = Workers::start(places, Reading::default(), kept, tell).unwrap();
        let app = App::new((width, height), single);
        let mut desk = Self {
            app,
            effects: Vec::new(),
            keymap: Keymap::default(),
            workers,
            news,
            awaited: Awaited::default(),
            hasty: false,
            _memory: None,
        };
        desk.settle();
        desk
    }

    /// Types keys: `jj/walrus<enter>`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let name = rest
                .strip_prefix('<')
                .and_then(|r| r.split_once('>'))
                .filter(|(name, _)| named(name).is_some());
            let (key, after) = match name {
                Some((name, after)) => (named(name).unwrap(), after),
                None => (KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE), &rest[first.len_utf8()..]),
            };
            rest = after;
            if let Some(action) = self.keymap.press(self.app.mode(), key) {
                self.act(action);
            }
        }
        self
    }

    pub fn act(&mut self, action: Action) {
        let effects = self.app.update(action);
        for effect in effects {
            match effect.clone() {
                Effect::Open(talk) => {
                    self.awaited.talk = Some(talk);
                    self.workers.open(talk);
                }
                Effect::OpenInNextLanguage(talk) => {
                    self.awaited.talk = Some(talk);
                    self.workers.open_in_next_language(talk);
                }
                Effect::Ask(ask) => {
                    self.awaited.answer = Some(ask.number);
                    self.workers.ask(ask);
                }
                Effect::Skim { talk, version } => {
                    self.awaited.skim = Some((talk, version));
                    if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                        self.workers.skim(talk, Arc::clone(&r.talk), version);
                    }
                }
                Effect::KeepPlace { talk, at, read_to } => {
                    if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                        self.workers.keep_place(talk, &r.talk, &r.card, at, read_to);
                    }
                }
                Effect::KeepMark { talk, letter, at } => {
                    self.awaited.mark = true;
                    if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                        self.workers.keep_mark(talk, &r.talk, &r.card, letter, at);
                    }
                }
                Effect::KeepName { talk, label, name } => {
                    if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                        self.workers.keep_name(talk, &r.talk, &r.card, label, name);
                    }
                }
                Effect::Part { talk, section, version } => {
                    self.awaited.parts = true;
                    if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                        self.workers.part(talk, Arc::clone(&r.talk), section, version);
                    }
                }
                Effect::KeepSection { talk, edit } => {
                    if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                        self.workers.keep_section(talk, &r.talk, &r.card, edit);
                    }
                }
                Effect::KeepFoundShown(shown) => self.workers.keep_found_shown(shown),
                Effect::KeepSearch(typed) => self.workers.keep_search(typed),
                _ => {}
            }
            self.effects.push(effect);
        }
        self.settle();
    }

    /// Types keys faster than any worker answers; [`Desk::catch_up`] lets them.
    pub fn burst(&mut self, keys: &str) -> &mut Self {
        self.hasty = true;
        self.keys(keys);
        self.hasty = false;
        self
    }

    /// Hears everything that was asked for meanwhile.
    pub fn catch_up(&mut self) -> &mut Self {
        self.settle();
        self
    }

    /// Lets the sections be found that the hits on the screen lack, if they were asked for.
    pub fn find_sections(&mut self) -> &mut Self {
        let asked = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::FindSections(talks) => Some(talks.clone()),
            _ => None,
        });
        let talks = asked.unwrap_or_default();
        self.workers.find_sections(talks.clone());
        for _ in talks {
            let is_told = |news: &News| matches!(news, News::SectionsFound { .. });
            loop {
                let news = self.news.recv_timeout(Duration::from_secs(20)).expect("no sections are told");
                let told = is_told(&news);
                self.act(Action::News(news));
                if told {
                    break;
                }
            }
        }
        self
    }

    /// Hears news until the app is as it should be: what is told without being asked for.
    pub fn wait_until(&mut self, is_so: impl Fn(&App) -> bool) -> &mut Self {
        while !is_so(&self.app) {
            let news = self.news.recv_timeout(Duration::from_secs(20)).expect("it never comes to that");
            self.act(Action::News(news));
        }
        self
    }

    /// Hears news until everything that was asked for is there.
    fn settle(&mut self) {
        while !self.hasty && self.is_waiting() {
            let mut news = self.news.recv_timeout(Duration::from_secs(20)).expect("a worker does not answer");
            match &mut news {
                News::Opened { talk, .. } if self.awaited.talk == Some(*talk) => self.awaited.talk = None,
                News::Answer(answer) => {
                    answer.took_ms = 0;
                    if answer.done && self.awaited.answer == Some(answer.number) {
                        self.awaited.answer = None;
                    }
                }
                News::NotTurned { talk, .. } if self.awaited.talk == Some(*talk) => self.awaited.talk = None,
                News::Skimmed { talk, version, .. } if self.awaited.skim == Some((*talk, *version)) => {
                    self.awaited.skim = None;
                }
                News::MarkKept(_) => self.awaited.mark = false,
                News::Parted { .. } => self.awaited.parts = false,
                _ => {}
            }
            self.act(Action::News(news));
        }
    }

    fn is_waiting(&self) -> bool {
        let list = &self.app.list;
        let unknown = list.entries.iter().any(|e| matches!(e.state, State::Waiting));
        !list.complete || unknown || self.awaited != Awaited::default()
    }

    /// As at the end of a run.
    pub fn finish(self) {
        assert!(self.workers.finish(Duration::from_secs(5)), "the memory does not answer");
    }

    pub fn buffer(&self) -> Buffer {
        let (width, height) = self.app.size;
        let area = Rect { x: 0, y: 0, width, height };
        let mut buffer = Buffer::empty(area);
        paint_screen(&self.app, Theme { colour: true }, area, &mut buffer);
        buffer
    }

    /// The letters on the screen, a line a row.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let rows = buffer.content.chunks(usize::from(buffer.area.width).max(1));
        let mut screen = String::new();
        for row in rows {
            let mut line = String::new();
            let mut skip = 0;
            for cell in row {
                if skip == 0 {
                    line.push_str(cell.symbol());
                    skip = dictum::text::width(cell.symbol()).max(1);
                }
                skip -= 1;
            }
            screen.push_str(line.trim_end());
            screen.push('\n');
        }
        screen
    }

    /// The screen, and beside it how each cell looks: `.` plain, `b`old, `d`im, `u`nderlined, `r`eversed, `i`talic; in
    /// capitals where it has a colour.
    pub fn picture(&self) -> String {
        let buffer = self.buffer();
        let looks = buffer.content.chunks(usize::from(buffer.area.width).max(1)).map(|row| {
            let look: String = row
                .iter()
                .map(|cell| look(cell.modifier, cell.fg != Color::Reset || cell.bg != Color::Reset))
                .collect();
            look.trim_end_matches('.').to_owned()
        });
        format!("{}\n--- looks\n{}\n", self.screen(), looks.collect::<Vec<_>>().join("\n"))
    }
}

fn look(modifier: Modifier, coloured: bool) -> char {
    let sign = if modifier.contains(Modifier::REVERSED) {
        'r'
    } else if modifier.contains(Modifier::UNDERLINED) {
        'u'
    } else if modifier.contains(Modifier::BOLD) {
        'b'
    } else if modifier.contains(Modifier::DIM) {
        'd'
    } else if modifier.contains(Modifier::ITALIC) {
        'i'
    } else if coloured {
        'c'
    } else {
        '.'
    };
    if coloured { sign.to_ascii_uppercase() } else { sign }
}

fn named(name: &str) -> Option<KeyEvent> {
    let (code, modifiers) = match name {
        "enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "space" => (KeyCode::Char(' '), KeyModifiers::NONE),
        "bs" => (KeyCode::Backspace, KeyModifiers::NONE),
        "down" => (KeyCode::Down, KeyModifiers::NONE),
        "up" => (KeyCode::Up, KeyModifiers::NONE),
        "pagedown" => (KeyCode::PageDown, KeyModifiers::NONE),
        _ => {
            let letter = name.strip_prefix('^')?.chars().next()?;
            (KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
    };
    Some(KeyEvent::new(code, modifiers))
}
