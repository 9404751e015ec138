//! Which row is which talk: by its content first, then by its path.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::context::{Context, find_again, in_proportion, letter_at};
use super::{Mark, Name, Remembered, TalkKey};
use crate::model::SectionEdit;

/// A talk's row.
pub type TalkId = i64;

/// What is kept of a talk, with what is needed to find its places again.
pub struct Kept {
    place: Option<(usize, Context)>,
    read_to: usize,
    marks: Vec<(Mark, Context)>,
    names: Vec<Name>,
    sections: Vec<(SectionEdit, Context, i64)>,
}

/// What the database knows of a talk.
pub enum Known {
    /// By its content; `here` if also by its path.
    Same {
        id: TalkId,
        here: bool,
    },
    /// Its path is known for a talk of another content: an edit of that one, or another talk by its name.
    Edited {
        from: TalkId,
        old_len: usize,
    },
    New,
}

pub fn find(db: &Connection, key: &TalkKey) -> Result<Known> {
    let same = db
        .prepare_cached("SELECT id FROM talks WHERE fingerprint = ?")?
        .query_row([key.fingerprint.to_be_bytes()], |row| row.get(0))
        .optional()?;
    let Some(path) = lasting(key.path.as_deref()) else {
        return Ok(same.map_or(Known::New, |id| Known::Same { id, here: true }));
    };
    let here = db
        .prepare_cached("SELECT id, text_len FROM talks JOIN paths ON talk_id = id WHERE path = ?")?
        .query_row([path], |row| Ok((row.get(0)?, size(row, 1)?)))
        .optional()?;
    Ok(match (same, here) {
        (Some(id), here) => Known::Same { id, here: here.is_some_and(|(there, _)| there == id) },
        (None, Some((from, old_len))) => Known::Edited { from, old_len },
        (None, None) => Known::New,
    })
}

/// The talk's row, made if there is none, with its title and path noted. What is known by the path alone stays
/// with the talk that it was kept for.
pub fn note(db: &Connection, key: &TalkKey, now: i64) -> Result<TalkId> {
    let id = db
        .prepare_cached(
            "INSERT INTO talks (fingerprint, title, text_len, seen_ms) VALUES (?, ?, ?, ?)
             ON CONFLICT (fingerprint) DO UPDATE SET title = excluded.title, seen_ms = excluded.seen_ms
             RETURNING id",
        )?
        .query_row(params![key.fingerprint.to_be_bytes(), key.title, integer(key.text_len), now], |row| {
            row.get(0)
        })?;
    if let Some(path) = lasting(key.path.as_deref()) {
        db.prepare_cached(
            "INSERT INTO paths (path, talk_id, seen_ms) VALUES (?, ?, ?)
             ON CONFLICT (path) DO UPDATE SET talk_id = excluded.talk_id, seen_ms = excluded.seen_ms",
        )?
        .execute(params![path, id, now])?;
    }
    Ok(id)
}

/// What is kept of the talk of that row.
pub fn load(db: &Connection, id: TalkId) -> Result<Kept> {
    let place = db
        .prepare_cached("SELECT at, before, after, read_to FROM places WHERE talk_id = ?")?
        .query_row([id], |row| Ok((size(row, 0)?, context(row, 1)?, size(row, 3)?)))
        .optional()?;
    let marks = db
        .prepare_cached("SELECT letter, at, start_ms, made_ms, before, after FROM marks WHERE talk_id = ?")?
        .query_map([id], |row| Ok((mark(row, 0)?, context(row, 4)?)))?
        .collect::<Result<_>>()?;
    let read_to = place.as_ref().map_or(0, |(_, _, read_to)| *read_to);
    let place = place.map(|(at, context, _)| (at, context));
    Ok(Kept { place, read_to, marks, names: names(db, id)?, sections: sections(db, id)? })
}

/// Whether names or sections are kept of the talk of that row.
pub fn has_names(db: &Connection, id: TalkId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM names WHERE talk_id = ?1)
                   OR EXISTS (SELECT 1 FROM sections WHERE talk_id = ?1)";
    db.prepare_cached(sql)?.query_row([id], |row| row.get(0))
}

/// Carries what is kept of a talk over to its edit: each place to where its words are now. None where not one of
/// them is left in the text: then it is another talk that was given the old one's name.
///
/// If the old talk still lies elsewhere, it keeps its own.
pub fn adopt(
    db: &Connection,
    key: &TalkKey,
    text: &str,
    from: TalkId,
    old_len: usize,
    now: i64,
) -> Result<Option<Kept>> {
    let Some(kept) = load(db, from)?.moved_to(text, old_len) else { return Ok(None) };
    if !lies_elsewhere(db, key, from)? {
        db.execute(
            "UPDATE talks SET fingerprint = ?, text_len = ? WHERE id = ?",
            params![key.fingerprint.to_be_bytes(), integer(key.text_len), from],
        )?;
    }
    let id = note(db, key, now)?;
    kept.store(db, id, now)?;
    Ok(Some(kept))
}

fn lies_elsewhere(db: &Connection, key: &TalkKey, id: TalkId) -> Result<bool> {
    let here = lasting(key.path.as_deref());
    let mut query = db.prepare_cached("SELECT path FROM paths WHERE talk_id = ?")?;
    let paths = query.query_map([id], |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| Some(path) != here.as_ref()).any(|path| path_of(path).exists()))
}

impl Kept {
    /// For the reader, within `text`.
    pub fn remembered(&self, text: &str) -> Remembered {
        let mut marks: Vec<_> =
            self.marks.iter().map(|(mark, _)| Mark { at: letter_at(text, mark.at), ..*mark }).collect();
        marks.sort_by_key(|mark| (mark.at, mark.letter));
        let sections =
            self.sections.iter().map(|(s, ..)| SectionEdit { at: letter_at(text, s.at), ..s.clone() });
        Remembered {
            place: self.place.as_ref().map(|(at, _)| letter_at(text, *at)),
            read_to: letter_at(text, self.read_to),
            marks,
            names: self.names.clone(),
            sections: sections.collect(),
        }
    }

    /// The same places in an edited text; none where nothing of it is left.
    pub fn moved_to(self, text: &str, old_len: usize) -> Option<Self> {
        let mut any = false;
        let mut to_now = |at: usize, context: &Context| {
            let found = find_again(text, context, at, old_len);
            any |= found.is_some();
            let at = found.unwrap_or_else(|| in_proportion(text, at, old_len));
            (at, Context::around(text, at))
        };
        let place = self.place.as_ref().map(|(at, context)| to_now(*at, context));
        let read_to = match (&self.place, &place) {
            // What was read to the end is read, also if the end moved.
            (Some((was, _)), Some((is, _))) if self.read_to < old_len => {
                (is + self.read_to).saturating_sub(*was)
            }
            _ => in_proportion(text, self.read_to, old_len),
        };
        let marks = self.marks.into_iter().map(|(mark, context)| {
            let (at, context) = to_now(mark.at, &context);
            (Mark { at, ..mark }, context)
        });
        let marks = marks.collect();
        let sections = self.sections.into_iter().map(|(section, context, made_ms)| {
            let (at, context) = to_now(section.at, &context);
            (SectionEdit { at, ..section }, context, made_ms)
        });
        let sections = sections.collect();
        let read_to = letter_at(text, read_to);
        let moved = Self { place, read_to, marks, names: self.names, sections };
        any.then_some(moved)
    }

    /// Writes it as what is kept of the talk of that row.
    fn store(&self, db: &Connection, id: TalkId, now: i64) -> Result<()> {
        if let Some((at, context)) = &self.place {
            store_place(db, id, *at, self.read_to, context, now)?;
            // How far it was read only grows within one text; this is another.
            let read_to = integer(self.read_to);
            db.execute("UPDATE places SET read_to = ? WHERE talk_id = ?", params![read_to, id])?;
        }
        self.marks.iter().try_for_each(|(mark, context)| store_mark(db, id, mark, context))?;
        self.names.iter().try_for_each(|given| store_name(db, id, &given.label, &given.name))?;
        self.sections
            .iter()
            .try_for_each(|(section, context, made_ms)| store_section(db, id, section, context, *made_ms))
    }
}

pub fn store_place(
    db: &Connection,
    id: TalkId,
    at: usize,
    read_to: usize,
    context: &Context,
    now: i64,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO places (talk_id, at, before, after, read_to, saved_ms) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (talk_id) DO UPDATE SET at = excluded.at, before = excluded.before, after = excluded.after,
             read_to = max(read_to, excluded.read_to), saved_ms = excluded.saved_ms",
    )?
    .execute(params![id, integer(at), context.before, context.after, integer(read_to), now])?;
    Ok(())
}

pub fn store_mark(db: &Connection, id: TalkId, mark: &Mark, context: &Context) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO marks (talk_id, letter, at, start_ms, before, after, made_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (talk_id, letter) DO UPDATE SET at = excluded.at, start_ms = excluded.start_ms,
             before = excluded.before, after = excluded.after, made_ms = excluded.made_ms",
    )?
    .execute(params![
        id,
        mark.letter.to_string(),
        integer(mark.at),
        mark.start_ms,
        context.before,
        context.after,
        mark.made_ms
    ])?;
    Ok(())
}

/// Keeps a speaker's name in place of an earlier one; an empty one takes it off.
pub fn store_name(db: &Connection, id: TalkId, label: &str, name: &str) -> Result<()> {
    if name.is_empty() {
        db.execute("DELETE FROM names WHERE talk_id = ? AND label = ?", params![id, label])?;
    } else {
        db.prepare_cached(
            "INSERT INTO names (talk_id, label, name) VALUES (?, ?, ?)
             ON CONFLICT (talk_id, label) DO UPDATE SET name = excluded.name",
        )?
        .execute(params![id, label, name])?;
    }
    Ok(())
}

/// Keeps how a section was set right in place of what was kept for it; what changes nothing takes that off.
pub fn store_section(
    db: &Connection,
    id: TalkId,
    edit: &SectionEdit,
    context: &Context,
    made_ms: i64,
) -> Result<()> {
    if edit.changes_nothing() {
        let sql = "DELETE FROM sections WHERE talk_id = ? AND at = ? AND was = ?";
        db.execute(sql, params![id, integer(edit.at), edit.was])?;
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO sections (talk_id, at, was, title, level, before, after, made_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (talk_id, at, was) DO UPDATE SET title = excluded.title, level = excluded.level,
             before = excluded.before, after = excluded.after, made_ms = excluded.made_ms",
    )?
    .execute(params![
        id,
        integer(edit.at),
        edit.was,
        edit.now,
        edit.level.max(1),
        context.before,
        context.after,
        made_ms
    ])?;
    Ok(())
}

fn sections(db: &Connection, id: TalkId) -> Result<Vec<(SectionEdit, Context, i64)>> {
    let sql = "SELECT at, was, title, level, before, after, made_ms FROM sections WHERE talk_id = ? ORDER BY made_ms, id";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([id], |row| Ok((section(row, 0)?, context(row, 4)?, row.get(6)?)))?;
    rows.collect()
}

/// How a section was set right, in the columns from `first`: at, was, title, level.
pub fn section(row: &Row, first: usize) -> Result<SectionEdit> {
    let is_left_out = matches!(row.get_ref(first + 2)?, rusqlite::types::ValueRef::Null);
    Ok(SectionEdit {
        at: size(row, first)?,
        was: words(row, first + 1)?,
        now: if is_left_out { None } else { Some(words(row, first + 2)?) },
        level: row.get::<_, i64>(first + 3)?.clamp(1, 255).try_into().unwrap_or(1),
    })
}

fn names(db: &Connection, id: TalkId) -> Result<Vec<Name>> {
    let mut query = db.prepare_cached("SELECT label, name FROM names WHERE talk_id = ? ORDER BY label")?;
    let rows = query.query_map([id], |row| Ok(Name { label: words(row, 0)?, name: words(row, 1)? }))?;
    rows.collect()
}

/// A path that means the same file from every folder, as bytes. It is not resolved further: a link by which a
/// talk was named may lead to another one tomorrow.
fn lasting(path: Option<&Path>) -> Option<Vec<u8>> {
    let path = path?;
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    Some(absolute.as_os_str().as_bytes().to_vec())
}

pub fn path_of(bytes: Vec<u8>) -> PathBuf {
    OsString::from_vec(bytes).into()
}

/// The mark in the columns from `first`: letter, at, `start_ms`, `made_ms`.
pub fn mark(row: &Row, first: usize) -> Result<Mark> {
    Ok(Mark {
        letter: words(row, first)?.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER),
        at: size(row, first + 1)?,
        start_ms: row.get::<_, Option<i64>>(first + 2)?.and_then(|ms| u32::try_from(ms).ok()),
        made_ms: row.get(first + 3)?,
    })
}

/// The context in the columns from `first`: before, after.
pub fn context(row: &Row, first: usize) -> Result<Context> {
    Ok(Context { before: words(row, first)?, after: words(row, first + 1)? })
}

/// A text that need not be UTF-8: a byte of the database may have changed without `SQLite` noticing.
pub fn words(row: &Row, column: usize) -> Result<String> {
    Ok(String::from_utf8_lossy(row.get_ref(column)?.as_bytes()?).into_owned())
}

/// A number of bytes; what is none is 0.
pub fn size(row: &Row, column: usize) -> Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

fn integer(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
