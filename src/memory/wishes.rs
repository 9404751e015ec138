//! What is remembered whatever the talk: what the reader wishes for, and what was searched for.

use rusqlite::OptionalExtension;

use super::store::now_ms;
use super::{Memory, talks};
use crate::error::Result;

/// Searches that are remembered: more than anyone goes back through.
const MOST_SEARCHES: i64 = 200;

impl Memory {
    /// Keeps what the reader wishes for, whatever the talk.
    ///
    /// # Errors
    /// Where it cannot be written; the earlier wish stays.
    pub fn keep_wish(&mut self, what: &str, wish: &str) -> Result<()> {
        let sql = "INSERT INTO wishes (what, wish) VALUES (?, ?)
                   ON CONFLICT (what) DO UPDATE SET wish = excluded.wish";
        self.write(|tx| tx.execute(sql, (what, wish)).map(|_| ()))
    }

    /// What the reader wished for, if anything.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn wish(&mut self, what: &str) -> Result<Option<String>> {
        let sql = "SELECT wish FROM wishes WHERE what = ?";
        self.read(|db| db.prepare_cached(sql)?.query_row([what], |row| talks::words(row, 0)).optional())
    }

    /// Keeps what was searched for, as the newest; the oldest beyond the last two hundred are forgotten.
    ///
    /// # Errors
    /// Where it cannot be written; what was kept before stays.
    pub fn keep_search(&mut self, typed: &str) -> Result<()> {
        self.write(|tx| {
            // The same search again is the newest one, and stands there once.
            tx.execute("DELETE FROM searches WHERE typed = ?", [typed])?;
            tx.execute("INSERT INTO searches (typed, asked_ms) VALUES (?, ?)", (typed, now_ms()))?;
            let old =
                "DELETE FROM searches WHERE id NOT IN (SELECT id FROM searches ORDER BY id DESC LIMIT ?)";
            tx.execute(old, [MOST_SEARCHES]).map(|_| ())
        })
    }

    /// What was searched for, the newest first. The strings are as they lie in the database, which anyone may have
    /// written to: clean them before they are shown.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn searches(&mut self) -> Result<Vec<String>> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT typed FROM searches ORDER BY id DESC LIMIT ?")?;
            let rows = query.query_map([MOST_SEARCHES], |row| talks::words(row, 0))?;
            rows.collect()
        })
    }
}
