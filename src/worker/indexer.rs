//! Brings the indexes of the folders that were named up to date, and lends them to the finder.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::{Places, Shared};
use crate::app::News;
use crate::index::{FolderIndex, Index, Rules};
use crate::library::Reading;
use crate::model::Card;
use crate::search::Shard;

/// What the indexes hold by now.
#[derive(Default)]
pub struct Indexed {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Counts what was lent.
    version: u64,
    at_work: bool,
    /// What was known of the talks is on the screen: that comes first.
    list_is_told: bool,
    lent: Vec<Arc<Lent>>,
    damaged: Vec<Arc<Shard>>,
    closed: bool,
}

/// A folder's words as they are known now.
pub struct Lent {
    index: Index,
    /// By their numbers in the index, the files that are read, and what is known of them.
    pub talks: Vec<(PathBuf, Option<Card>)>,
}

/// Who waits looks up so often, whether a newer question came.
const LOOK_UP: Duration = Duration::from_millis(10);

/// Keeps the indexes of the folders among these places, until dictum ends.
pub fn keep(places: &Places, reading: &Reading, shared: &Shared) {
    let Places::Paths(paths) = places else { return };
    let _rest = Rest(&shared.indexed);
    shared.indexed.wait_for_list();
    let folders = paths.iter().filter(|path| path.is_dir());
    let cache = shared.cache.as_deref();
    let mut indexes: Vec<FolderIndex> =
        folders.map(|folder| FolderIndex::new(folder, reading, cache, Rules::default())).collect();
    for (at, index) in indexes.iter_mut().enumerate() {
        if index.reload() {
            shared.indexed.lend(at, index);
        }
    }
    for (at, index) in indexes.iter_mut().enumerate() {
        bring_up_to_date(at, index, shared);
    }
    shared.indexed.rest();
    while let Some(damaged) = shared.indexed.wait_for_damage() {
        for (at, index) in indexes.iter_mut().enumerate() {
            for shard in &damaged {
                index.forget(shard);
            }
            bring_up_to_date(at, index, shared);
        }
        shared.indexed.rest();
    }
}

fn bring_up_to_date(at: usize, index: &mut FolderIndex, shared: &Shared) {
    let mut lent = index.count_shards();
    index.update(&mut |index, _| {
        if index.count_shards() != lent {
            lent = index.count_shards();
            shared.indexed.lend(at, index);
        }
        !shared.is_over()
    });
    if let Some(error) = index.trouble() {
        (shared.tell)(News::Fault(error.to_string()));
    }
    shared.indexed.lend(at, index);
}

/// However this worker ends, nobody waits for it any longer.
struct Rest<'a>(&'a Indexed);

impl Drop for Rest<'_> {
    fn drop(&mut self) {
        self.0.rest();
    }
}

impl Indexed {
    /// There is work to be done from the start on.
    pub fn begin(&self) {
        self.change(|state| state.at_work = true);
    }

    /// The index may go to work.
    pub fn list_is_told(&self) {
        self.change(|state| state.list_is_told = true);
    }

    fn wait_for_list(&self) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |state: &mut State| !state.list_is_told && !state.closed;
        drop(self.changed.wait_while(state, waits));
    }

    fn rest(&self) {
        self.change(|state| state.at_work = false);
    }

    pub fn close(&self) {
        self.change(|state| state.closed = true);
    }

    fn lend(&self, at: usize, folder: &FolderIndex) {
        let mut index = Index::default();
        folder.lend(&mut index, 0);
        let talks = folder.talks().map(|kept| (kept.family.file.clone(), kept.card.ok())).collect();
        let lent = Arc::new(Lent { index, talks });
        self.change(|state| {
            state.version += 1;
            if at < state.lent.len() {
                state.lent[at] = lent;
            } else {
                state.lent.push(lent);
            }
        });
    }

    /// What is lent, if it is other than at that version: at which, and what.
    pub fn newer_than(&self, version: u64) -> Option<(u64, Vec<Arc<Lent>>)> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        (state.version != version).then(|| (state.version, state.lent.clone()))
    }

    /// Whether more is to come.
    pub fn is_at_work(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.at_work && !state.closed
    }

    /// A shard turned out to be damaged: it is made again.
    pub fn report(&self, damaged: Arc<Shard>) {
        self.change(|state| {
            state.damaged.push(damaged);
            state.at_work = true;
        });
    }

    /// Waits until something else is lent than at that version, or nothing more is to come, or `stop` says so.
    pub fn wait(&self, version: u64, stop: &(dyn Fn() -> bool + Sync)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.version == version && state.at_work && !state.closed && !stop() {
            state = self.changed.wait_timeout(state, LOOK_UP).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits until nothing more is to come for now, or `stop` says so.
    pub fn wait_for_rest(&self, stop: &(dyn Fn() -> bool + Sync)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.at_work && !state.closed && !stop() {
            state = self.changed.wait_timeout(state, LOOK_UP).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn wait_for_damage(&self) -> Option<Vec<Arc<Shard>>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.damaged.is_empty() && !state.closed {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        (!state.closed).then(|| std::mem::take(&mut state.damaged))
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
    }
}

impl Lent {
    /// Gives its shards to an index in which its talks go by the numbers of their files.
    pub fn lend(&self, index: &mut Index, numbers: &HashMap<PathBuf, usize>) {
        self.index.lend_as(index, &|talk| numbers.get(&self.talks.get(talk)?.0).copied());
    }
}
