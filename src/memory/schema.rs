//! The tables of the memory, and how an older database is brought to them.

use rusqlite::{Connection, TransactionBehavior};

/// In the file's header, by which it is told from other programs' databases: `dict`.
pub const APPLICATION: i32 = 0x6469_6374;

/// The version that this dictum writes: how many migrations there are.
pub const LATEST: usize = MIGRATIONS.len();

/// Migration `n` brings a database of version `n` to version `n + 1`. Released ones never change; new tables and
/// columns are a new one at the end.
///
/// Paths are bytes, for names need not be UTF-8. Times are milliseconds of Unix time. `at` and `read_to` are
/// byte offsets of the talk's text.
const MIGRATIONS: [&str; 1] = ["
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
"];

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
