//! Keeps places, marks, names, sections, searches and wishes: the one who holds the memory, so that no key ever waits for a disk.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::names::Names;
use super::{Opened, Tell};
use crate::app::{Kept, News, TalkId};
use crate::memory::{Context, Memory, Name, TalkKey};
use crate::model::SectionEdit;

/// How long places are gathered before they are written: scrolling is not a hundred writes. A kill loses no more.
const REST: Duration = Duration::from_millis(300);
/// How long opening a talk waits to be told what is remembered of it.
const PATIENCE: Duration = Duration::from_millis(500);
/// The same for the list, which nobody waits for.
const LONG_PATIENCE: Duration = Duration::from_secs(5);
/// Under which found sections are wished for or not.
const FOUND: &str = "found sections";
const SHOWN: &str = "shown";
const HIDDEN: &str = "hidden";

/// The way to the keeper.
#[derive(Debug, Clone)]
pub struct Keeper(Sender<Request>);

#[derive(Debug)]
enum Request {
    Recall {
        talk: TalkId,
        opened: Opened,
        answer: Sender<Kept>,
    },
    Progress(Sender<HashMap<u128, f32>>),
    Place {
        key: TalkKey,
        at: usize,
        read_to: usize,
        context: Context,
    },
    Mark {
        key: TalkKey,
        letter: char,
        at: usize,
        start_ms: Option<u32>,
        context: Context,
    },
    Name {
        key: TalkKey,
        given: Name,
    },
    Section {
        key: TalkKey,
        edit: SectionEdit,
        context: Context,
    },
    FoundShown(bool),
    Search(String),
    /// Everything before this is on the disk once it is answered.
    Flush(Sender<bool>),
}

impl Keeper {
    /// The way to a keeper, and what [`serve`] needs to be one.
    pub fn new() -> (Self, Requests) {
        let (to, from) = channel();
        (Self(to), Requests(from))
    }

    /// What is remembered of a talk. If the memory does not answer soon, nothing; then it tells by itself, later.
    pub fn recall(&self, talk: TalkId, opened: &Opened) -> Option<Kept> {
        let (answer, kept) = channel();
        self.0.send(Request::Recall { talk, opened: opened.clone(), answer }).ok()?;
        kept.recv_timeout(PATIENCE).ok()
    }

    /// How far each talk was read, by its fingerprint.
    pub fn progress(&self) -> HashMap<u128, f32> {
        let (answer, progress) = channel();
        let sent = self.0.send(Request::Progress(answer));
        sent.ok().and_then(|()| progress.recv_timeout(LONG_PATIENCE).ok()).unwrap_or_default()
    }

    pub fn keep_place(&self, opened: &Opened, at: usize, read_to: usize) {
        let context = Context::around(&opened.talk.text, at);
        // A keeper that is gone has said why; there is nothing to add.
        let _ = self.0.send(Request::Place { key: opened.key.clone(), at, read_to, context });
    }

    pub fn keep_mark(&self, opened: &Opened, letter: char, at: usize) {
        let context = Context::around(&opened.talk.text, at);
        let start_ms = opened.talk.time_at(at).map(crate::model::Timestamp::ms);
        let _ = self.0.send(Request::Mark { key: opened.key.clone(), letter, at, start_ms, context });
    }

    /// Keeps a speaker's name; an empty one takes it off.
    pub fn keep_name(&self, key: TalkKey, given: Name) {
        let _ = self.0.send(Request::Name { key, given });
    }

    /// Keeps how a section was set right; what changes nothing takes that off.
    pub fn keep_section(&self, key: &TalkKey, text: &str, edit: SectionEdit) {
        let context = Context::around(text, edit.at);
        let _ = self.0.send(Request::Section { key: key.clone(), edit, context });
    }

    /// Keeps whether found sections are wanted.
    pub fn keep_found_shown(&self, shown: bool) {
        let _ = self.0.send(Request::FoundShown(shown));
    }

    /// Keeps what was searched for.
    pub fn keep_search(&self, typed: String) {
        let _ = self.0.send(Request::Search(typed));
    }

    /// Waits until all that was given to be kept is on the disk, but not longer than `most`. Answers whether it is.
    pub fn flush(&self, most: Duration) -> bool {
        let (answer, done) = channel();
        self.0.send(Request::Flush(answer)).is_ok() && done.recv_timeout(most).unwrap_or(false)
    }
}

/// What the keeper is asked.
#[derive(Debug)]
pub struct Requests(Receiver<Request>);

struct Desk {
    memory: Memory,
    names: Arc<Names>,
    tell: Tell,
    /// The newest place of each talk, not written yet, and when the oldest of them came.
    waiting: HashMap<u128, (TalkKey, usize, usize, Context)>,
    since: Option<Instant>,
    /// A failure to write is told once, not at every step.
    complained: bool,
}

/// Keeps until everyone who asks is gone.
pub fn serve(folder: Option<&Path>, requests: &Requests, names: Arc<Names>, tell: &Tell) {
    let (memory, told) = Memory::open(folder);
    if let Some(told) = told {
        tell(News::Fault(crate::text::clean_line(&told)));
    }
    let tell = tell.clone();
    let mut desk = Desk { memory, names, tell, waiting: HashMap::new(), since: None, complained: false };
    desk.learn_names();
    desk.tell_searches();
    desk.tell_wish();
    loop {
        let request = match desk.since {
            None => requests.0.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(since) => requests.0.recv_timeout(REST.saturating_sub(since.elapsed())),
        };
        match request {
            Ok(request) => desk.answer(request),
            Err(RecvTimeoutError::Timeout) => desk.write_places(),
            Err(RecvTimeoutError::Disconnected) => return desk.write_places(),
        }
    }
}

impl Desk {
    fn learn_names(&mut self) {
        let all = self.memory.all_names();
        for (talk, names) in self.or_complain(all).unwrap_or_default() {
            self.names.learn(talk, names);
        }
        let all = self.memory.all_sections();
        for (talk, edits) in self.or_complain(all).unwrap_or_default() {
            self.names.learn_sections(talk, edits);
        }
    }

    fn tell_wish(&mut self) {
        let wish = self.memory.wish(FOUND);
        if let Some(Some(wish)) = self.or_complain(wish) {
            (self.tell)(News::FoundShown(wish != HIDDEN));
        }
    }

    fn tell_searches(&mut self) {
        let searches = self.memory.searches();
        let searches = self.or_complain(searches).unwrap_or_default();
        if !searches.is_empty() {
            let clean = searches.iter().map(|typed| crate::text::clean_line(typed)).collect();
            (self.tell)(News::Searches(clean));
        }
    }

    fn answer(&mut self, request: Request) {
        match request {
            Request::Recall { talk, opened, answer } => {
                self.write_places();
                let kept = self.memory.recall(&opened.key, &opened.talk.text);
                // The talk belongs to the opener alone again before it goes on with it.
                let fingerprint = opened.key.fingerprint;
                drop(opened);
                let Some(kept) = self.or_complain(kept) else { return };
                self.names.learn(fingerprint, kept.names.clone());
                self.names.learn_sections(fingerprint, kept.sections.clone());
                let kept = super::opener::kept(kept);
                if let Err(late) = answer.send(kept) {
                    (self.tell)(News::Recalled { talk, kept: late.0 });
                }
            }
            Request::Progress(answer) => {
                let all = self.memory.progress();
                #[allow(clippy::cast_possible_truncation, reason = "shown in percent")]
                let share = |p: &crate::memory::Progress| (p.fingerprint, p.read as f32);
                let _ = answer.send(self.or_complain(all).unwrap_or_default().iter().map(share).collect());
            }
            Request::Place { key, at, read_to, context } => {
                self.waiting.insert(key.fingerprint, (key, at, read_to, context));
                self.since.get_or_insert_with(Instant::now);
            }
            Request::Mark { key, letter, at, start_ms, context } => {
                let kept = self.memory.keep_mark(&key, letter, at, start_ms, &context);
                // A mark that is not kept is told each time: the reader relies on it.
                (self.tell)(match kept {
                    Ok(()) if self.memory.is_kept() => News::MarkKept(letter),
                    Ok(()) => News::Say(format!("marked {letter}, until you quit")),
                    Err(error) => News::Fault(format!("{letter} is not kept: {error}")),
                });
            }
            Request::Name { key, given } => {
                let kept = self.memory.keep_name(&key, &given.label, &given.name);
                let what = format!("the name of {}", given.label);
                self.names.learn(key.fingerprint, [given]);
                match kept {
                    Ok(()) if self.memory.is_kept() => {}
                    Ok(()) => (self.tell)(News::Say(format!("{what} is kept until you quit"))),
                    Err(error) => (self.tell)(News::Fault(format!("{what} is not kept: {error}"))),
                }
            }
            Request::Section { key, edit, context } => {
                let kept = self.memory.keep_section(&key, &edit, &context);
                // It is told each time: the reader relies on it.
                if let Err(error) = kept {
                    (self.tell)(News::Fault(format!("the section is not kept: {error}")));
                }
            }
            Request::FoundShown(shown) => {
                let kept = self.memory.keep_wish(FOUND, if shown { SHOWN } else { HIDDEN });
                self.or_complain(kept);
            }
            Request::Search(typed) => {
                let kept = self.memory.keep_search(&typed);
                self.or_complain(kept);
            }
            Request::Flush(answer) => {
                self.write_places();
                self.memory.fold_log_in();
                let _ = answer.send(self.waiting.is_empty());
            }
        }
    }

    fn write_places(&mut self) {
        self.since = None;
        for (talk, (key, at, read_to, context)) in std::mem::take(&mut self.waiting) {
            let kept = self.memory.keep_place(&key, at, read_to, &context);
            if self.or_complain(kept).is_none() {
                // It is tried again with the next request, and at the end.
                self.waiting.insert(talk, (key, at, read_to, context));
            }
        }
    }

    fn or_complain<T>(&mut self, result: crate::error::Result<T>) -> Option<T> {
        match result {
            Ok(value) => {
                self.complained = false;
                Some(value)
            }
            Err(error) => {
                if !std::mem::replace(&mut self.complained, true) {
                    (self.tell)(News::Fault(error.to_string()));
                }
                None
            }
        }
    }
}
