//! The tables of the memory, and how an older database is brought to them.

use rusqlite::{Connection, TransactionBehavior};

/// In the file's header, by which it is told from other programs' databases: `dict`.
pub const APPLICATION: i32 = 0x6469_6374;

/// The version that this dictum writes: how many migrations there are.
pub const LATEST: usize = MIGRATIONS.len();

/// Migration `n` brings a database of version `n` to version `n + 1`. Released ones never change; new tables and
/// columns are a new one at the end.
///
/// A section belongs to a talk's title for it, which is empty where the reader added it; one that was left out has no title.
/// Names of speakers belong to a talk's label for them (`SPEAKER_00`). Searches are newer the higher their id. Paths are
/// bytes, for names need not be UTF-8. Times are milliseconds of Unix time. `at` and `read_to` are byte offsets of the
/// talk's text.
const MIGRATIONS: [&str; 4] = [
    "
    CREATE TABLE talks (
        id          INTEGER PRIMARY KEY,
        fingerprint BLOB NOT NULL UNIQUE CHECK (length(fingerprint) = 16),
        title       TEXT NOT NULL,
        text_len    INTEGER NOT NULL CHECK (text_len >= 0),
        seen_ms     INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE paths (
        path    BLOB PRIMARY KEY,
        talk_id INTEGER NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
        seen_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX paths_of_a_talk ON paths (talk_id);

    CREATE TABLE places (
        talk_id  INTEGER PRIMARY KEY REFERENCES talks (id) ON DELETE CASCADE,
        at       INTEGER NOT NULL CHECK (at >= 0),
        before   TEXT NOT NULL,
        after    TEXT NOT NULL,
        read_to  INTEGER NOT NULL CHECK (read_to >= 0),
        saved_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE marks (
        id       INTEGER PRIMARY KEY,
        talk_id  INTEGER NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
        letter   TEXT NOT NULL CHECK (length(letter) = 1),
        at       INTEGER NOT NULL CHECK (at >= 0),
        start_ms INTEGER CHECK (start_ms >= 0),
        before   TEXT NOT NULL,
        after    TEXT NOT NULL,
        made_ms  INTEGER NOT NULL,
        UNIQUE (talk_id, letter)
    ) STRICT;
",
    "
    CREATE TABLE names (
        talk_id INTEGER NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
        label   TEXT NOT NULL,
        name    TEXT NOT NULL CHECK (length(name) > 0),
        PRIMARY KEY (talk_id, label)
    ) STRICT, WITHOUT ROWID;
",
    "
    CREATE TABLE searches (
        id       INTEGER PRIMARY KEY,
        typed    TEXT NOT NULL UNIQUE CHECK (length(typed) > 0),
        asked_ms INTEGER NOT NULL
    ) STRICT;
",
    "
    CREATE TABLE sections (
        id      INTEGER PRIMARY KEY,
        talk_id INTEGER NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
        at      INTEGER NOT NULL CHECK (at >= 0),
        was     TEXT NOT NULL,
        title   TEXT CHECK (length(title) > 0),
        level   INTEGER NOT NULL CHECK (level BETWEEN 1 AND 255),
        before  TEXT NOT NULL,
        after   TEXT NOT NULL,
        made_ms INTEGER NOT NULL,
        UNIQUE (talk_id, at, was)
    ) STRICT;

    CREATE TABLE wishes (
        what TEXT PRIMARY KEY CHECK (length(what) > 0),
        wish TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
",
];

/// The version of a database; 0 for an empty one.
pub fn version(db: &Connection) -> rusqlite::Result<usize> {
    // A negative one was written by nobody who knows this schema: as good as far too new.
    db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))
        .map(|version| usize::try_from(version).unwrap_or(usize::MAX))
}

/// Brings an empty or older database to the latest version, all in one transaction.
pub fn migrate(db: &mut Connection) -> rusqlite::Result<()> {
    migrate_to(db, LATEST)
}

fn migrate_to(db: &mut Connection, target: usize) -> rusqlite::Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in MIGRATIONS.iter().take(target).skip(version(&tx)?) {
        tx.execute_batch(step)?;
    }
    tx.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {target}"))?;
    tx.commit()
}

/// Whether the database has all the tables of its version, word for word. A check of the pages cannot see that
/// a letter of a column's name has changed.
pub fn is_whole(db: &Connection) -> rusqlite::Result<bool> {
    let mut model = Connection::open_in_memory()?;
    migrate_to(&mut model, version(db)?)?;
    let there = tables(db)?;
    Ok(tables(&model)?.iter().all(|table| there.contains(table)))
}

fn tables(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut query = db.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    query.query_map([], |row| row.get(0))?.collect()
}

#[cfg(test)]
mod tests {
    use super::super::open::FILE;
    use super::super::{Context, Memory, Name, TalkKey};
    use super::*;
    use crate::model::SectionEdit;

    #[test]
    fn a_memory_without_names_is_brought_up_to_date_and_loses_nothing() {
        let state = tempfile::tempdir().unwrap();
        let mut old = Connection::open(state.path().join(FILE)).unwrap();
        migrate_to(&mut old, 1).unwrap();
        old.execute_batch(
            "INSERT INTO talks VALUES (1, x'00000000000000000000000000000007', 'A talk', 9, 0);
             INSERT INTO places VALUES (1, 3, 'abc', 'defghi', 5, 0);
             INSERT INTO marks VALUES (1, 1, 'q', 4, NULL, 'abcd', 'efghi', 0);",
        )
        .unwrap();
        assert_eq!(version(&old).unwrap(), 1);
        drop(old);

        let (mut memory, told) = Memory::open(Some(state.path()));
        assert_eq!(told, None);
        let key = TalkKey { fingerprint: 7, path: None, title: "A talk".into(), text_len: 9 };
        let kept = memory.recall(&key, "abcdefghi").unwrap();
        assert_eq!((kept.place, kept.read_to, kept.marks.len(), kept.names), (Some(3), 5, 1, vec![]));
        memory.keep_name(&key, "SPEAKER_00", "Ada").unwrap();
        let ada = Name { label: "SPEAKER_00".into(), name: "Ada".into() };
        assert_eq!(memory.peek(&key, "abcdefghi").unwrap().names, [ada]);
    }

    #[test]
    fn a_memory_without_searches_is_brought_up_to_date_and_loses_nothing() {
        let state = tempfile::tempdir().unwrap();
        let mut old = Connection::open(state.path().join(FILE)).unwrap();
        migrate_to(&mut old, 2).unwrap();
        old.execute_batch(
            "INSERT INTO talks VALUES (1, x'00000000000000000000000000000007', 'A talk', 9, 0);
             INSERT INTO names VALUES (1, 'SPEAKER_00', 'Ada');",
        )
        .unwrap();
        drop(old);

        let (mut memory, told) = Memory::open(Some(state.path()));
        assert_eq!(told, None);
        assert_eq!(memory.searches().unwrap(), [""; 0]);
        memory.keep_search("the light").unwrap();
        assert_eq!(memory.searches().unwrap(), ["the light"]);
        let ada = Name { label: "SPEAKER_00".into(), name: "Ada".into() };
        assert_eq!(memory.all_names().unwrap()[&7], [ada]);
    }

    #[test]
    fn a_memory_without_sections_is_brought_up_to_date_and_loses_nothing() {
        let state = tempfile::tempdir().unwrap();
        let mut old = Connection::open(state.path().join(FILE)).unwrap();
        migrate_to(&mut old, 3).unwrap();
        old.execute_batch(
            "INSERT INTO talks VALUES (1, x'00000000000000000000000000000007', 'A talk', 9, 0);
             INSERT INTO marks VALUES (1, 1, 'q', 4, NULL, 'abcd', 'efghi', 0);
             INSERT INTO names VALUES (1, 'SPEAKER_00', 'Ada');
             INSERT INTO searches VALUES (1, 'the light', 0);",
        )
        .unwrap();
        drop(old);

        let (mut memory, told) = Memory::open(Some(state.path()));
        assert_eq!(told, None);
        let key = TalkKey { fingerprint: 7, path: None, title: "A talk".into(), text_len: 9 };
        let kept = memory.recall(&key, "abcdefghi").unwrap();
        assert_eq!((kept.marks.len(), kept.names.len(), kept.sections.len()), (1, 1, 0));
        assert_eq!(memory.searches().unwrap(), ["the light"]);
        assert_eq!(memory.wish("found sections").unwrap(), None);
        let edit = SectionEdit { at: 4, was: String::new(), now: Some("The middle".into()), level: 1 };
        memory.keep_section(&key, &edit, &Context::around("abcdefghi", 4)).unwrap();
        assert_eq!(memory.recall(&key, "abcdefghi").unwrap().sections, [edit]);
    }
}
