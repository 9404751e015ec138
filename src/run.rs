//! The loop: receive, give keys their meaning, update, carry out, draw.
//!
//! Everything that can wake dictum comes through one channel as an `Event`. Nothing ticks: an idle dictum waits.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crossterm::event::Event as Input;

use crate::app::{Action, App, Effect, News};
use crate::error::{Error, Result};
use crate::index::cache_folder;
use crate::library::{Reading, holds_no_talk};
use crate::memory::state_folder;
use crate::terminal::{GONE, Session, Wake};
use crate::text::clean_line;
use crate::ui::{self, Theme, keymap};
use crate::worker::{Folders, Places, Tell, Workers, panic_if_asked};

/// Everything that can wake dictum.
enum Event {
    Terminal(Wake),
    News(News),
}

/// Frames come no faster: what happens in between is drawn together.
const BETWEEN_FRAMES: Duration = Duration::from_millis(8);
/// How long the first frame waits for something worth showing.
const FIRST_NEWS: Duration = Duration::from_millis(60);
/// How long quitting waits for the disk; where the terminal went away, all is over after 300 ms.
const LAST_WRITE: Duration = Duration::from_millis(250);
/// The exit code where there is nothing to read.
const FAILED: u8 = 2;
/// Events that are worked off before a frame: a flood must not keep the screen dark.
const MOST_AT_ONCE: usize = 10_000;

/// Reads: takes the terminal until the reader quits.
///
/// # Errors
/// Where there is no terminal, or nothing to read; the terminal is given back by then.
pub fn read(places: Places, reading: Reading) -> Result<ExitCode> {
    let (to, events) = channel();
    let news = to.clone();
    let tell: Tell = Arc::new(move |told| {
        // Nobody listens any more once dictum ends.
        let _ = news.send(Event::News(told));
    });
    let named = match &places {
        Places::Paths(paths) => paths.clone(),
        _ => Vec::new(),
    };
    let single = !matches!(places, Places::Samples) && named.len() <= 1 && !named.iter().any(|p| p.is_dir());
    let kept = Folders { memory: state_folder(), cache: cache_folder() };
    let mut reader = Loop {
        app: App::new((0, 0), single),
        keymap: keymap::Keymap::default(),
        theme: Theme::from_environment(),
        workers: Workers::start(places, reading, kept, tell)?,
        named,
        single,
        screen: None,
        new_size: None,
        exit: None,
        failed: None,
    };
    reader.first_news(&events);
    if reader.failed.is_none() {
        let session = Session::start(move |wake| {
            let _ = to.send(Event::Terminal(wake));
        })?;
        reader.take_screen(session);
        reader.turn(&events);
    }
    reader.leave()
}

struct Loop {
    app: App,
    keymap: keymap::Keymap,
    theme: Theme,
    workers: Workers,
    /// The files and folders to read, as they were named; and whether that is one talk.
    named: Vec<PathBuf>,
    single: bool,
    screen: Option<Session>,
    /// The window's newest size, not applied yet.
    new_size: Option<(u16, u16)>,
    exit: Option<u8>,
    /// There is nothing to read, and why.
    failed: Option<Error>,
}

impl Loop {
    /// Waits a moment for the first talk or a list of talks, so that the first frame has it, and an error needs no screen.
    fn first_news(&mut self, events: &Receiver<Event>) {
        let began = Instant::now();
        while self.failed.is_none()
            && let Ok(event) = events.recv_timeout(FIRST_NEWS.saturating_sub(began.elapsed()))
        {
            let is_listed = matches!(event, Event::News(News::Cards(_))) && !self.single;
            let is_talk = matches!(event, Event::News(News::Opened { .. }));
            self.take(event);
            if is_talk || is_listed {
                return;
            }
        }
    }

    /// A lone file that cannot be read and folders without talks end dictum with the reason, whenever that turns out.
    fn hear(&mut self, news: News) {
        let first = self.named.first().map_or(Path::new("-"), PathBuf::as_path);
        self.failed = match &news {
            News::ScanDone { .. } if self.app.list.entries.is_empty() => Some(holds_no_talk(first)),
            News::Opened { read: Err(why), .. } if self.single => Some(Error::at(first, why)),
            _ => None,
        };
        if self.failed.is_some() {
            self.exit = Some(FAILED);
        }
        self.update(Action::News(news));
    }

    fn take_screen(&mut self, mut session: Session) {
        session.set_mouse(true);
        let (width, height) = session.size();
        self.screen = Some(session);
        self.update(Action::Resize(width, height));
    }

    fn turn(&mut self, events: &Receiver<Event>) {
        let mut drawn_at = Instant::now();
        // When the next frame is due; none: nothing changed, and dictum sleeps.
        let mut due = Some(drawn_at);
        while self.exit.is_none() {
            if due.is_some_and(|due| due <= Instant::now()) {
                self.draw();
                // After drawing: a slow terminal still leaves time for keys.
                drawn_at = Instant::now();
                due = None;
                panic_if_asked("main");
            }
            let first = match due {
                None => events.recv().ok(),
                Some(due) => events.recv_timeout(due.saturating_duration_since(Instant::now())).ok(),
            };
            // All that came meanwhile is drawn at once.
            for event in first.into_iter().chain(events.try_iter().take(MOST_AT_ONCE)) {
                due = Some(drawn_at + BETWEEN_FRAMES);
                self.take(event);
                if self.exit.is_some() {
                    return;
                }
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::News(news) => self.hear(news),
            // Of a storm of sizes only the last is worth a new screen; whatever follows wants it to be true.
            Event::Terminal(Wake::Input(Input::Resize(width, height))) => {
                self.new_size = Some((width, height));
            }
            Event::Terminal(wake) => {
                self.apply_size();
                self.wake(wake);
            }
        }
    }

    fn apply_size(&mut self) {
        if let (Some((width, height)), Some(screen)) = (self.new_size.take(), &mut self.screen) {
            screen.resize(width, height);
            let (width, height) = screen.size();
            self.update(Action::Resize(width, height));
        }
    }

    fn wake(&mut self, wake: Wake) {
        match wake {
            Wake::Input(Input::Key(key)) => {
                if let Some(action) = self.keymap.press(self.app.mode(), key) {
                    self.update(action);
                }
            }
            Wake::Input(Input::Mouse(event)) => {
                self.keymap.forget();
                if let Some(action) = keymap::mouse(event) {
                    self.update(action);
                }
            }
            Wake::Input(Input::Paste(text)) => {
                self.keymap.forget();
                self.update(Action::Paste(text));
            }
            Wake::Input(_) => {}
            Wake::Stop => self.suspend(),
            Wake::Resumed => self.resume(),
            Wake::Ended(code) => self.exit = Some(code),
            Wake::Gone => self.exit = Some(GONE),
            Wake::Failed(what) => self.update(Action::News(News::Fault(what))),
        }
    }

    fn update(&mut self, action: Action) {
        for effect in self.app.update(action) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Open(talk) => self.workers.open(talk),
            Effect::OpenInNextLanguage(talk) => self.workers.open_in_next_language(talk),
            Effect::Ask(ask) => self.workers.ask(ask),
            Effect::FindSections(talks) => self.workers.find_sections(talks),
            Effect::Part { talk, section, version } => {
                if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                    self.workers.part(talk, Arc::clone(&r.talk), section, version);
                }
            }
            Effect::Skim { talk, version } => {
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
                if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                    self.workers.keep_mark(talk, &r.talk, &r.card, letter, at);
                }
            }
            Effect::KeepName { talk, label, name } => {
                if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                    self.workers.keep_name(talk, &r.talk, &r.card, label, name);
                }
            }
            Effect::KeepSection { talk, edit } => {
                if let Some(r) = self.app.reader.as_ref().filter(|r| r.id == talk) {
                    self.workers.keep_section(talk, &r.talk, &r.card, edit);
                }
            }
            Effect::KeepFoundShown(shown) => self.workers.keep_found_shown(shown),
            Effect::KeepSearch(typed) => self.workers.keep_search(typed),
            Effect::Copy(text) => self.copy(&text),
            Effect::Mouse(on) => {
                if let Some(screen) = &mut self.screen {
                    screen.set_mouse(on);
                }
            }
            Effect::Paste(on) => {
                if let Some(screen) = &mut self.screen {
                    screen.set_paste(on);
                }
            }
            Effect::Redraw => self.redraw(),
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.exit = Some(0),
        }
    }

    fn copy(&mut self, text: &str) {
        let Some(screen) = &mut self.screen else { return };
        let news = match screen.copy(text) {
            Ok(copied) if copied.bytes < copied.of => News::Fault(format!(
                "only the first {} of {} bytes were copied: terminals take no more",
                copied.bytes, copied.of
            )),
            Ok(_) => {
                let opening: String = clean_line(text).chars().take(40).collect();
                News::Say(format!("copied with its source: {opening}…"))
            }
            Err(error) => News::Fault(clean_line(&format!("not copied: {error}"))),
        };
        self.update(Action::News(news));
    }

    fn redraw(&mut self) {
        if let Some(screen) = &mut self.screen {
            let (width, height) = screen.size();
            screen.resize(width, height);
        }
    }

    fn suspend(&mut self) {
        if let Some(Err(error)) = self.screen.as_mut().map(Session::suspend) {
            self.update(Action::News(News::Fault(error.to_string())));
        }
    }

    fn resume(&mut self) {
        if let Some(screen) = &mut self.screen {
            screen.resume();
            let (width, height) = screen.size();
            self.update(Action::Resize(width, height));
        }
    }

    fn draw(&mut self) {
        self.apply_size();
        let Some(screen) = &mut self.screen else { return };
        let (app, theme) = (&self.app, self.theme);
        if screen.draw(|frame| ui::draw(app, theme, frame)).is_err() {
            // The terminal takes no more: it went away, and the watch on it says so too.
            self.exit = Some(GONE);
        }
    }

    /// Gives the terminal back first, then waits for the disk.
    fn leave(mut self) -> Result<ExitCode> {
        drop(self.screen.take());
        if !self.workers.finish(LAST_WRITE) && self.exit != Some(GONE) {
            let told = "dictum: the last place or mark may not be kept: the memory did not answer in time";
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(io::stderr(), "{told}");
        }
        match self.failed {
            Some(error) => Err(error),
            None => Ok(ExitCode::from(self.exit.unwrap_or(0))),
        }
    }
}
