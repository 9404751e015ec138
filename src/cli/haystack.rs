//! The talks that a query is asked of: those of folders by their indexes, the others by reading them.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::gather::{Met, PassedOver, each_talk};
use super::naming::Names;
use super::plan::Search;
use super::progress::Told;
use super::{Outcome, complain};
use crate::error::Error;
use crate::index::{FolderIndex, Found, Index, Rules, cache_folder};
use crate::library::{self, Address, Loaded, Wanted};
use crate::model::{Card, Talk};

/// The talks that a query is asked of.
pub struct Haystack {
    folders: Vec<FolderIndex>,
    /// What was read for this query alone.
    read: Index,
    sources: Vec<Source>,
    /// Talks of folders that say something else than their index has; they are read for this query instead.
    outdated: HashSet<(usize, (usize, usize))>,
    pub names: Names,
    wanted: Wanted,
    pub passed_over: PassedOver,
    /// Something could not be read.
    pub failed: bool,
}

/// Where a talk is from; its number is its place among these.
enum Source {
    /// Read for this query; what is known of it, where the query is not about all talks.
    Read(Address, Option<Box<Card>>),
    /// A folder's, and its place there.
    Kept(usize, (usize, usize)),
}

/// A shard may be damaged; the one that is made in its place hardly is.
const ATTEMPTS: usize = 3;

impl Haystack {
    /// Brings the indexes of folders up to date, and reads what has none.
    pub fn gather(search: &Search) -> Outcome<Self> {
        let mut all = Self {
            folders: Vec::new(),
            read: Index::default(),
            sources: Vec::new(),
            outdated: HashSet::new(),
            names: Names::default(),
            wanted: search.reading.wanted,
            passed_over: PassedOver::default(),
            failed: false,
        };
        if search.paths.is_empty() {
            all.read(search, &[])?;
        }
        for path in &search.paths {
            if search.by_index && path.is_dir() {
                all.bring_up_to_date(search, path);
            } else {
                all.read(search, std::slice::from_ref(path))?;
            }
        }
        all.read.seal();
        all.note_folders();
        Ok(all)
    }

    fn bring_up_to_date(&mut self, search: &Search, path: &Path) {
        let cache = cache_folder();
        let mut folder = FolderIndex::new(path, &search.reading, cache.as_deref(), Rules::default());
        update(&mut folder);
        for (unreadable, why) in folder.unreadable() {
            self.failed = true;
            complain(&Error::at(unreadable, why));
        }
        for (skipped, why) in folder.skipped() {
            let error = Error::at(&skipped, why);
            if skipped == path {
                self.failed = true;
                complain(&error);
            } else {
                self.passed_over.add(error);
            }
        }
        self.folders.push(folder);
    }

    fn read(&mut self, search: &Search, paths: &[PathBuf]) -> Outcome<()> {
        each_talk(paths, &search.reading, &mut |met| {
            match met {
                Met::Talk(address, mut loaded) => {
                    self.names.apply(&address, &mut loaded.talk);
                    self.take_in(search, address, &loaded);
                }
                Met::Failed(error) => {
                    self.failed = true;
                    complain(&error);
                }
                Met::Skipped(error) => self.passed_over.add(error),
            }
            Ok(())
        })
    }

    /// Numbers the talks of the folders, after those that were read.
    fn note_folders(&mut self) {
        self.sources.retain(|source| matches!(source, Source::Read(..)));
        for (at, folder) in self.folders.iter().enumerate() {
            self.sources.extend(folder.places().into_iter().map(|place| Source::Kept(at, place)));
        }
    }

    /// The best passages.
    pub fn ask(&mut self, search: &Search, most: usize) -> Outcome<Vec<Found>> {
        for _ in 0..ATTEMPTS {
            let mut index = Index::default();
            self.read.lend(&mut index);
            let mut first = self.count_read();
            for folder in &self.folders {
                first += folder.lend(&mut index, first);
            }
            let wanted = self.wanted_by(search);
            let is_wanted =
                |number: usize| wanted.as_ref().is_none_or(|wanted| wanted.get(number) == Some(&true));
            match index.ask(&search.query, Some(&is_wanted), most, &|| false) {
                Ok(found) => return Ok(found),
                Err(damaged) => self.folders.iter_mut().for_each(|folder| {
                    folder.forget(&damaged);
                    update(folder);
                }),
            }
            self.note_folders();
        }
        Err(Error::new("the index is damaged again and again")
            .do_next("try `--no-index`, and look after the disk that the cache lies on")
            .into())
    }

    /// Of each talk whether it is among those that the query is narrowed to; none where it is not narrowed.
    fn wanted_by(&mut self, search: &Search) -> Option<Vec<bool>> {
        let narrowing = &search.query.narrowing;
        if narrowing.is_wide() && self.outdated.is_empty() {
            return None;
        }
        let given = if narrowing.speaker.is_some() { self.names.all() } else { HashMap::default() };
        let is_wanted = |source: &Source| {
            let (folder, place) = match source {
                Source::Kept(folder, place) => (folder, place),
                Source::Read(_, card) => {
                    return card.as_ref().is_none_or(|card| {
                        narrowing.takes(&card.title, card.date, card.speakers.iter().map(String::as_str))
                    });
                }
            };
            if self.outdated.contains(&(*folder, *place)) {
                return false;
            }
            let Some(Ok(card)) = self.folders.get(*folder).and_then(|f| f.talk(*place)).map(|talk| talk.card)
            else {
                return false;
            };
            let given = given.get(&card.fingerprint.0).into_iter().flatten().map(|name| name.name.as_str());
            let speakers: Vec<&str> = card.speakers.iter().map(String::as_str).chain(given).collect();
            narrowing.takes(&card.title, card.date, speakers)
        };
        Some(self.sources.iter().map(is_wanted).collect())
    }

    /// How many talks are looked through.
    pub fn count_meant(&mut self, search: &Search) -> usize {
        if let Some(wanted) = self.wanted_by(search) {
            return wanted.into_iter().filter(|is_wanted| *is_wanted).count();
        }
        let unreadable = self.folders.iter().map(|folder| folder.unreadable().count()).sum();
        self.sources.len().saturating_sub(unreadable)
    }

    /// What is known of all talks that there are, where a query is not about all of them.
    pub fn cards(&mut self) -> Vec<Card> {
        let given = self.names.all();
        let kept = self.folders.iter().flat_map(FolderIndex::talks).filter_map(|talk| talk.card.ok());
        let named = kept.map(|mut card| {
            let names = given.get(&card.fingerprint.0).into_iter().flatten();
            card.speakers.extend(names.map(|name| name.name.clone()));
            card
        });
        let read = self.sources.iter().filter_map(|source| match source {
            Source::Read(_, card) => card.as_deref().cloned(),
            Source::Kept(..) => None,
        });
        read.chain(named).collect()
    }

    /// How many talks were read for this query; they are numbered first.
    fn count_read(&self) -> usize {
        self.sources.partition_point(|source| matches!(source, Source::Read(..)))
    }

    /// Talks of folders say something else than their indexes have: from now on they are asked as they are. Talks get
    /// other numbers by this.
    pub fn mend(&mut self, search: &Search, talks: &[usize]) {
        let place = |talk: &usize| match self.sources.get(*talk)? {
            Source::Kept(folder, place) => Some((*folder, *place)),
            Source::Read(..) => None,
        };
        for (folder, place) in talks.iter().filter_map(place).collect::<Vec<_>>() {
            self.outdated.insert((folder, place));
            let family = self.folders.get(folder).and_then(|kept| kept.talk(place)).map(|talk| talk.family);
            let Some(address) = family.map(Address::File) else { continue };
            // In what cannot be read any more there is nothing to find.
            let Ok(mut loaded) = library::open(&address, self.wanted) else { continue };
            self.names.apply(&address, &mut loaded.talk);
            self.take_in(search, address, &loaded);
        }
        self.read.seal();
    }

    /// Takes a talk in that was read for this query.
    fn take_in(&mut self, search: &Search, address: Address, loaded: &Loaded) {
        let number = self.count_read();
        self.read.add(number, &loaded.talk);
        let card = (!search.query.narrowing.is_wide()).then(|| Box::new(library::card(loaded)));
        self.sources.insert(number, Source::Read(address, card));
    }

    /// A talk, for its hits to be shown; none where it says something else than was looked through (then it can be
    /// [mended](Self::mend)).
    pub fn open(&mut self, number: usize) -> Outcome<Option<(Address, Talk)>> {
        let (address, expected) = match self.sources.get(number) {
            None => return Ok(None),
            Some(Source::Read(address, _)) => (address.clone(), None),
            Some(Source::Kept(folder, place)) => {
                let talk = self.folders.get(*folder).and_then(|folder| folder.talk(*place));
                let Some((family, Ok(card))) = talk.map(|talk| (talk.family, talk.card)) else {
                    return Ok(None);
                };
                (Address::File(family), Some(card.fingerprint))
            }
        };
        let mut talk = match (library::open(&address, self.wanted), expected) {
            (Ok(loaded), _) => loaded.talk,
            (Err(_), Some(_)) => return Ok(None),
            (Err(error), None) => return Err(error.into()),
        };
        if expected.is_some_and(|expected| library::fingerprint(&talk.text) != expected) {
            return Ok(None);
        }
        self.names.apply(&address, &mut talk);
        Ok(Some((address, talk)))
    }
}

fn update(folder: &mut FolderIndex) {
    let mut told = Told::default();
    folder.update(&mut |_, progress| {
        told.tell(progress);
        true
    });
    if let Some(error) = folder.trouble() {
        complain(&error);
    }
}
