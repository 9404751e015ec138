//! Everything that runs beside the screen: who finds talks, who opens them, who searches, who remembers.
//!
//! The only threads of dictum begin here. A worker speaks the app's news and takes its questions; where only the
//! newest question matters there is a slot for it.

mod catalogue;
mod finder;
mod indexer;
mod keeper;
mod names;
mod opener;
mod outliner;
mod parter;
mod ready;
mod recall;
mod scanner;
mod skimmer;
mod slot;
mod thread;
mod words;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use catalogue::Catalogue;
use keeper::Keeper;
use names::Names;
use slot::Slot;

use crate::app::{Ask, News, TalkId};
use crate::error::Result;
use crate::index::Outlines;
use crate::library::{self, Address, Loaded, Reading, Wanted};
use crate::memory::{Name, TalkKey};
use crate::model::{Card, SectionEdit, Talk};

pub use scanner::Places;
pub use thread::{attempt, panic_if_asked, spawn};
pub(crate) use thread::{last_words, will_be_caught};

/// Where news goes.
pub type Tell = Arc<dyn Fn(News) + Send + Sync>;

/// Talks that were opened last and are held for searching.
const HELD: usize = 8;

/// A talk that was opened, and by what it is known again.
#[derive(Debug, Clone)]
pub struct Opened {
    pub key: TalkKey,
    pub talk: Arc<Talk>,
}

/// A talk that is wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wish {
    talk: TalkId,
    /// Not as it is, but in its next language.
    next_language: bool,
}

/// What the workers share.
pub struct Shared {
    catalogue: Catalogue,
    /// How all files are to be read.
    wanted: Wanted,
    names: Arc<Names>,
    open: Slot<Wish>,
    ask: Slot<Ask>,
    outline: Slot<Vec<TalkId>>,
    /// Where what can be made again is kept; none where it is not.
    cache: Option<PathBuf>,
    outlines: Outlines,
    part: Slot<parter::Long>,
    skim: Slot<skimmer::Wanted>,
    indexed: indexer::Indexed,
    opened: Mutex<Vec<(TalkId, Opened)>>,
    over: AtomicBool,
    tell: Tell,
}

/// Where things are kept from one run to the next.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// What is remembered; without a folder it lasts until the end.
    pub memory: Option<PathBuf>,
    /// What can be made again.
    pub cache: Option<PathBuf>,
}

/// The workers, as the loop knows them.
pub struct Workers {
    shared: Arc<Shared>,
    keeper: Keeper,
}

impl Workers {
    /// Sets everyone to work, for this `reading`.
    ///
    /// # Errors
    /// Where the system has no threads to give.
    pub fn start(places: Places, reading: Reading, keep: Folders, tell: Tell) -> Result<Self> {
        let memory = keep.memory;
        let shared = Arc::new(Shared {
            catalogue: Catalogue::default(),
            wanted: reading.wanted,
            names: Arc::default(),
            open: Slot::default(),
            ask: Slot::default(),
            outline: Slot::default(),
            outlines: Outlines::new(keep.cache.as_deref()),
            cache: keep.cache,
            part: Slot::default(),
            skim: Slot::default(),
            indexed: indexer::Indexed::default(),
            opened: Mutex::default(),
            over: AtomicBool::new(false),
            tell: Arc::clone(&tell),
        });
        let (keeper, requests) = Keeper::new();
        let workers = Self { shared: Arc::clone(&shared), keeper: keeper.clone() };
        let (keep, names) = (Arc::clone(&tell), Arc::clone(&shared.names));
        let work = move || keeper::serve(memory.as_deref(), &requests, names, &keep);
        spawn("memory", work, complain_to(tell))?;
        if matches!(&places, Places::Paths(paths) if paths.iter().any(|path| path.is_dir())) {
            shared.indexed.begin();
            let (places, reading) = (places.clone(), reading.clone());
            workers.employ("index", move |shared, _| indexer::keep(&places, &reading, shared))?;
        }
        workers.employ("list", move |shared, keeper| scanner::scan(&places, &reading, shared, keeper))?;
        workers.employ("reading", opener::serve)?;
        workers.employ("search", |shared, _| finder::serve(shared))?;
        workers.employ("sections", |shared, _| outliner::serve(shared))?;
        workers.employ("parts", |shared, _| parter::serve(shared))?;
        workers.employ("skim", |shared, _| skimmer::serve(shared))?;
        Ok(workers)
    }

    fn employ(&self, name: &str, work: impl FnOnce(&Shared, &Keeper) + Send + 'static) -> Result<()> {
        let (shared, keeper) = (Arc::clone(&self.shared), self.keeper.clone());
        let complain = complain_to(Arc::clone(&shared.tell));
        spawn(name, move || work(&shared, &keeper), complain)
    }

    /// The newest wish for a talk.
    pub fn open(&self, talk: TalkId) {
        self.shared.open.put(Wish { talk, next_language: false });
    }

    /// The newest wish, for a talk in its next language.
    pub fn open_in_next_language(&self, talk: TalkId) {
        self.shared.open.put(Wish { talk, next_language: true });
    }

    /// The newest question.
    pub fn ask(&self, ask: Ask) {
        self.shared.ask.put(ask);
    }

    /// The talks of which the sections are wanted; those that were wanted before are not any more.
    pub fn find_sections(&self, talks: Vec<TalkId>) {
        self.shared.outline.put(talks);
    }

    /// The newest section of which the parts are wanted.
    pub fn part(&self, talk: TalkId, text: Arc<Talk>, section: usize, version: u64) {
        self.shared.part.put(parter::Long { talk, text, section, version });
    }

    /// The newest talk of which the key sentences are wanted.
    pub fn skim(&self, talk: TalkId, text: Arc<Talk>, version: u64) {
        self.shared.skim.put(skimmer::Wanted { talk, text, version });
    }

    /// Keeps where the reader is in a talk, and how far it was read.
    pub fn keep_place(&self, talk: TalkId, text: &Arc<Talk>, card: &Card, at: usize, read_to: usize) {
        if let Some(opened) = self.shared.as_opened(talk, text, card) {
            self.keeper.keep_place(&opened, at, read_to);
        }
    }

    /// Keeps a letter for a place.
    pub fn keep_mark(&self, talk: TalkId, text: &Arc<Talk>, card: &Card, letter: char, at: usize) {
        if let Some(opened) = self.shared.as_opened(talk, text, card) {
            self.keeper.keep_mark(&opened, letter, at);
        }
    }

    /// Keeps the name of a speaker; an empty one takes it off.
    pub fn keep_name(&self, talk: TalkId, text: &Arc<Talk>, card: &Card, label: String, name: String) {
        if let Some(opened) = self.shared.as_opened(talk, text, card) {
            // The finder knows it at once; the memory needs a moment.
            let given = Name { label, name };
            self.shared.names.learn(opened.key.fingerprint, [given.clone()]);
            self.keeper.keep_name(opened.key, given);
        }
    }

    /// Keeps how a section was set right; what changes nothing takes that off.
    pub fn keep_section(&self, talk: TalkId, text: &Arc<Talk>, card: &Card, edit: SectionEdit) {
        if let Some(opened) = self.shared.as_opened(talk, text, card) {
            self.shared.names.learn_sections(opened.key.fingerprint, [edit.clone()]);
            self.keeper.keep_section(&opened.key, &opened.talk.text, edit);
        }
    }

    /// Keeps whether found sections are wanted.
    pub fn keep_found_shown(&self, shown: bool) {
        self.keeper.keep_found_shown(shown);
    }

    /// Keeps what was searched for.
    pub fn keep_search(&self, typed: String) {
        self.keeper.keep_search(typed);
    }

    /// Lets everyone go home; what is to be kept is on the disk then, if that takes no longer than `most`.
    /// Answers whether it is.
    pub fn finish(&self, most: Duration) -> bool {
        self.shared.over.store(true, Ordering::Relaxed);
        self.shared.open.close();
        self.shared.ask.close();
        self.shared.outline.close();
        self.shared.part.close();
        self.shared.skim.close();
        self.shared.indexed.close();
        self.keeper.flush(most)
    }
}

/// A worker that breaks is told at the foot of the screen; the others go on.
fn complain_to(tell: Tell) -> impl FnOnce(String) + Send + 'static {
    move |what| tell(News::Fault(what))
}

impl Shared {
    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Opens a talk as it is wanted.
    fn read(&self, address: &Address) -> Result<Loaded> {
        library::open(address, self.wanted)
    }

    fn as_opened(&self, talk: TalkId, text: &Arc<Talk>, card: &Card) -> Option<Opened> {
        let key = opener::key_of(&self.catalogue.get(talk)?, card, text.text.len());
        Some(Opened { key, talk: Arc::clone(text) })
    }

    fn opened(&self, talk: TalkId) -> Option<Opened> {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.iter().find(|(id, _)| *id == talk).map(|(_, o)| o.clone())
    }

    fn remember_opened(&self, talk: TalkId, opened: Opened) {
        let mut held = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|(id, _)| *id != talk);
        if held.len() >= HELD {
            held.remove(0);
        }
        held.push((talk, opened));
    }
}
