//! The memory: recalls a talk, keeps places, marks, names, sections and searches, lists what is kept.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::context::Context;
use super::open::{FILE, open_kept};
use super::talks::{self, Known};
use super::trouble::{about, trouble};
use super::{KeptMark, Mark, Name, Progress, Remembered, TalkKey, schema};
use crate::error::{Error, Result};
use crate::model::SectionEdit;

/// What is remembered across runs, or, where nothing can be kept, until dictum ends.
#[derive(Debug)]
pub struct Memory {
    db: Option<Connection>,
    /// None where nothing is kept.
    file: Option<KeptFile>,
}

#[derive(Debug)]
struct KeptFile {
    folder: PathBuf,
    path: PathBuf,
    /// Its disk and number there, by which it is seen that another file has its name now.
    identity: Option<(u64, u64)>,
}

impl Memory {
    /// Opens the memory in `folder` (see [`super::state_folder`]). Where that cannot be, it lasts until dictum
    /// ends. Also answers what to tell the reader, once: that nothing is kept and why, or that an old database
    /// was set aside. Waits at most a few seconds.
    pub fn open(folder: Option<&Path>) -> (Self, Option<String>) {
        let why = match folder {
            None => Error::new("no home folder is known").do_next("set HOME or XDG_STATE_HOME to keep them"),
            Some(folder) => match open_kept(folder) {
                Ok((db, told)) => return (Self { db: Some(db), file: Some(KeptFile::at(folder)) }, told),
                Err(error) => error,
            },
        };
        let told = format!("your places and marks last only until you quit: {why}");
        (Self::unkept(), Some(told))
    }

    /// Opens the memory in `folder` if there is one; begins none.
    pub fn open_if_there(folder: Option<&Path>) -> Option<(Self, Option<String>)> {
        let folder = folder.filter(|folder| folder.join(FILE).exists())?;
        Some(Self::open(Some(folder)))
    }

    /// A memory that lasts until dictum ends.
    fn unkept() -> Self {
        let db = Connection::open_in_memory().and_then(|mut db| schema::migrate(&mut db).map(|()| db));
        Self { db: db.ok(), file: None }
    }

    /// Whether anything outlasts this run.
    pub fn is_kept(&self) -> bool {
        self.file.is_some()
    }

    /// What is remembered of a talk whose text is `text`. If the file was edited since, what was kept is carried
    /// over to the words that it was kept for.
    ///
    /// # Errors
    /// Where the database cannot be read, or what was carried over cannot be written.
    pub fn recall(&mut self, key: &TalkKey, text: &str) -> Result<Remembered> {
        let (known, kept) = self.read(|db| {
            let known = talks::find(db, key)?;
            let kept = if let Known::Same { id, .. } = known { Some(talks::load(db, id)?) } else { None };
            Ok((known, kept))
        })?;
        match known {
            Known::New => Ok(Remembered::default()),
            Known::Edited { .. } => self.recall_edited(key, text),
            Known::Same { here, .. } => {
                if !here {
                    // It was moved. If this cannot be noted now, it will be with the next place that is kept.
                    let _ = self.write(|tx| talks::note(tx, key, now_ms()));
                }
                Ok(kept.map(|kept| kept.remembered(text)).unwrap_or_default())
            }
        }
    }

    fn recall_edited(&mut self, key: &TalkKey, text: &str) -> Result<Remembered> {
        let kept = self.write(|tx| match talks::find(tx, key)? {
            Known::Edited { from, old_len } => talks::adopt(tx, key, text, from, old_len, now_ms()),
            // Another dictum was quicker.
            Known::Same { id, .. } => talks::load(tx, id).map(Some),
            Known::New => Ok(None),
        })?;
        Ok(kept.map(|kept| kept.remembered(text)).unwrap_or_default())
    }

    /// Brings what is in the database's log into the database itself, so that a copy of the one file has all. That it
    /// can wait for another dictum that reads is no failure.
    pub fn fold_log_in(&mut self) {
        if let Some(db) = &self.db {
            let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
    }

    /// Keeps where the reader is. `read_to` is how far the reader has been; it only grows. Writes to the disk and
    /// waits for it: call it when the reader rests, not at every step.
    ///
    /// # Errors
    /// Where it cannot be written; what was kept before stays.
    pub fn keep_place(&mut self, key: &TalkKey, at: usize, read_to: usize, context: &Context) -> Result<()> {
        self.write(|tx| {
            let now = now_ms();
            let id = talks::note(tx, key, now)?;
            talks::store_place(tx, id, at, read_to.min(key.text_len), context, now)
        })
    }

    /// Keeps a mark, in place of the one that had its letter.
    ///
    /// # Errors
    /// Where it cannot be written; what was kept before stays.
    pub fn keep_mark(
        &mut self,
        key: &TalkKey,
        letter: char,
        at: usize,
        start_ms: Option<u32>,
        context: &Context,
    ) -> Result<()> {
        self.write(|tx| {
            let made_ms = now_ms();
            let id = talks::note(tx, key, made_ms)?;
            talks::store_mark(tx, id, &Mark { letter, at, start_ms, made_ms }, context)
        })
    }

    /// Gives a mark up; answers whether there was one.
    ///
    /// # Errors
    /// Where it cannot be written; the mark stays.
    pub fn drop_mark(&mut self, key: &TalkKey, letter: char) -> Result<bool> {
        let sql = "DELETE FROM marks WHERE letter = ?
                   AND talk_id = (SELECT id FROM talks WHERE fingerprint = ?)";
        self.write(|tx| {
            tx.execute(sql, (letter.to_string(), key.fingerprint.to_be_bytes())).map(|gone| gone > 0)
        })
    }

    /// Keeps the name of a speaker whom the talk's file calls `label`; an empty one takes it off again.
    ///
    /// # Errors
    /// Where it cannot be written; what was kept before stays.
    pub fn keep_name(&mut self, key: &TalkKey, label: &str, name: &str) -> Result<()> {
        self.write(|tx| {
            let id = talks::note(tx, key, now_ms())?;
            talks::store_name(tx, id, label, name)
        })
    }

    /// Keeps how the reader set a section right, in place of what was kept for it; an edit that changes nothing takes
    /// that off.
    ///
    /// # Errors
    /// Where it cannot be written; what was kept before stays.
    pub fn keep_section(&mut self, key: &TalkKey, edit: &SectionEdit, context: &Context) -> Result<()> {
        self.write(|tx| {
            let now = now_ms();
            let id = talks::note(tx, key, now)?;
            talks::store_section(tx, id, edit, context, now)
        })
    }

    /// What is remembered of a talk whose text is `text`, also if its file was edited since. Unlike [`Memory::recall`]
    /// it writes nothing.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn peek(&mut self, key: &TalkKey, text: &str) -> Result<Remembered> {
        let kept = self.read(|db| match talks::find(db, key)? {
            Known::Same { id, .. } => talks::load(db, id).map(Some),
            Known::Edited { from, old_len } => Ok(talks::load(db, from)?.moved_to(text, old_len)),
            Known::New => Ok(None),
        })?;
        Ok(kept.map(|kept| kept.remembered(text)).unwrap_or_default())
    }

    /// Whether speakers or sections of a talk go by other names than in its file, which is at this path if it is one; also
    /// if it was edited since.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn has_names(&mut self, fingerprint: u128, path: Option<&Path>) -> Result<bool> {
        let path = path.map(Path::to_path_buf);
        let key = TalkKey { fingerprint, path, title: String::new(), text_len: 0 };
        self.read(|db| match talks::find(db, &key)? {
            Known::Same { id, .. } | Known::Edited { from: id, .. } => talks::has_names(db, id),
            Known::New => Ok(false),
        })
    }

    /// All names that were given to speakers, by their talk's fingerprint.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn all_names(&mut self) -> Result<HashMap<u128, Vec<Name>>> {
        let sql = "SELECT fingerprint, label, name FROM names JOIN talks ON talks.id = talk_id";
        self.read(|db| {
            let mut query = db.prepare_cached(sql)?;
            let mut rows = query.query([])?;
            let mut all: HashMap<u128, Vec<Name>> = HashMap::new();
            while let Some(row) = rows.next()? {
                let name = Name { label: talks::words(row, 1)?, name: talks::words(row, 2)? };
                all.entry(u128::from_be_bytes(row.get(0)?)).or_default().push(name);
            }
            Ok(all)
        })
    }

    /// How the reader set sections right, by their talk's fingerprint.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn all_sections(&mut self) -> Result<HashMap<u128, Vec<SectionEdit>>> {
        let sql = "SELECT fingerprint, at, was, sections.title, level FROM sections
                   JOIN talks ON talks.id = talk_id ORDER BY at";
        self.read(|db| {
            let mut query = db.prepare_cached(sql)?;
            let mut rows = query.query([])?;
            let mut all: HashMap<u128, Vec<SectionEdit>> = HashMap::new();
            while let Some(row) = rows.next()? {
                let edit = talks::section(row, 1)?;
                all.entry(u128::from_be_bytes(row.get(0)?)).or_default().push(edit);
            }
            Ok(all)
        })
    }

    /// How far each talk was read, the last read first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn progress(&mut self) -> Result<Vec<Progress>> {
        let sql = "SELECT fingerprint, path, read_to, text_len, saved_ms FROM places
                   JOIN talks ON talks.id = places.talk_id LEFT JOIN paths ON paths.talk_id = talks.id
                   ORDER BY saved_ms DESC, talks.id, path";
        self.read(|db| {
            let mut query = db.prepare_cached(sql)?;
            let rows = query.query_map([], |row| {
                Ok(Progress {
                    fingerprint: u128::from_be_bytes(row.get(0)?),
                    path: row.get::<_, Option<Vec<u8>>>(1)?.map(talks::path_of),
                    read: share(talks::size(row, 2)?, talks::size(row, 3)?),
                    saved_ms: row.get(4)?,
                })
            })?;
            rows.collect()
        })
    }

    /// All marks: by talk, and there in the text's order.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn all_marks(&mut self) -> Result<Vec<KeptMark>> {
        let sql = "SELECT fingerprint, title,
                       (SELECT path FROM paths WHERE talk_id = talks.id ORDER BY seen_ms DESC, path LIMIT 1),
                       letter, at, start_ms, made_ms, before, after
                   FROM marks JOIN talks ON talks.id = marks.talk_id ORDER BY title, talks.id, at, letter";
        self.read(|db| {
            let mut query = db.prepare_cached(sql)?;
            let rows = query.query_map([], |row| {
                Ok(KeptMark {
                    fingerprint: u128::from_be_bytes(row.get(0)?),
                    title: talks::words(row, 1)?,
                    path: row.get::<_, Option<Vec<u8>>>(2)?.map(talks::path_of),
                    mark: talks::mark(row, 3)?,
                    context: talks::context(row, 7)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Reads everything of one job from the same state of the database.
    pub(super) fn read<T>(&mut self, job: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        self.transact(TransactionBehavior::Deferred, job)
    }

    /// Writes everything of one job, or nothing.
    pub(super) fn write<T>(&mut self, job: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        self.transact(TransactionBehavior::Immediate, job)
    }

    fn transact<T>(
        &mut self,
        behavior: TransactionBehavior,
        job: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.follow_the_file()?;
        let path = self.file.as_ref().map(|file| file.path.as_path());
        let fail = |error: rusqlite::Error| trouble(path, &error);
        let db = self.db.as_mut().ok_or_else(|| Error::new("there is no room to remember anything"))?;
        let tx: Transaction = db.transaction_with_behavior(behavior).map_err(fail)?;
        if schema::version(&tx).map_err(fail)? != schema::LATEST {
            return Err(about(path, "was changed by a newer dictum").do_next("start dictum again"));
        }
        let answer = job(&tx).map_err(fail)?;
        tx.commit().map_err(fail)?;
        Ok(answer)
    }

    /// Another dictum may have set the file aside, or someone may have removed it. What is kept from now on
    /// belongs in the file that has its name, or it would never be read again.
    fn follow_the_file(&mut self) -> Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let there = identity(&file.path);
        if there.is_none() || there != file.identity {
            self.db = Some(open_kept(&file.folder)?.0);
            file.identity = identity(&file.path);
        }
        Ok(())
    }
}

impl KeptFile {
    fn at(folder: &Path) -> Self {
        let path = folder.join(FILE);
        Self { folder: folder.to_path_buf(), identity: identity(&path), path }
    }
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    let file = fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

/// From 0 to 1.
#[allow(clippy::cast_precision_loss)] // A share of a text needs no 53 bits.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64).min(1.0) }
}

/// Milliseconds of Unix time.
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_the_disk_is_full_it_is_told_and_what_was_kept_stays() {
        let state = tempfile::tempdir().unwrap();
        let (mut memory, _) = Memory::open(Some(state.path()));
        let key = TalkKey { fingerprint: 1, path: None, title: "t".repeat(10_000), text_len: 9 };
        memory.keep_mark(&key, 'a', 3, None, &Context::default()).unwrap();

        let db = memory.db.as_ref().unwrap();
        db.query_row("PRAGMA max_page_count = 1", [], |row| row.get::<_, i64>(0)).unwrap();
        let other = TalkKey { fingerprint: 2, ..key.clone() };
        let error = memory.keep_mark(&other, 'b', 3, None, &Context::default()).unwrap_err().to_string();
        assert!(error.ends_with("memory.db: the disk is full; make room and try again"), "{error}");
        assert_eq!(memory.all_marks().unwrap().len(), 1);

        let db = memory.db.as_ref().unwrap();
        db.query_row("PRAGMA max_page_count = 100000", [], |row| row.get::<_, i64>(0)).unwrap();
        memory.keep_mark(&other, 'b', 3, None, &Context::default()).unwrap();
        assert_eq!(memory.all_marks().unwrap().len(), 2);
    }

    #[test]
    fn what_a_newer_dictum_changed_meanwhile_is_not_written_to() {
        let state = tempfile::tempdir().unwrap();
        let (mut memory, _) = Memory::open(Some(state.path()));
        Connection::open(state.path().join(FILE)).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
        let error = memory.all_marks().unwrap_err().to_string();
        assert!(error.ends_with("memory.db: was changed by a newer dictum; start dictum again"), "{error}");
    }
}
