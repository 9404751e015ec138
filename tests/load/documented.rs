//! What `docs/formats.md` says of formats and fixtures is so.

use std::collections::BTreeSet;

use dictum::load::Format;

use crate::{fixture, fixtures, open};

const PAGE: &str = include_str!("../../docs/formats.md");

/// The rows of the table whose header begins so: their cells.
fn rows(header: &str) -> Vec<Vec<&'static str>> {
    let below = PAGE.lines().skip_while(|line| !line.starts_with(header)).skip(2);
    let rows = below.take_while(|line| line.starts_with('|'));
    let cells = |row: &'static str| {
        let mut cells: Vec<&str> = row.split('|').map(str::trim).collect();
        // What stands outside of the outermost strokes is nothing.
        cells.pop();
        cells.split_off(1)
    };
    rows.map(cells).collect()
}

/// What stands in backticks.
fn named(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Each format's row has five cells, each layout's four, of which the last names fixtures.
fn formats() -> Vec<(&'static str, Vec<&'static str>)> {
    let row = |row: Vec<&'static str>| {
        assert_eq!(row.len(), 5, "{row:?}");
        (named(row[0])[0], named(row[4]))
    };
    let mut formats: Vec<_> = rows("| format |").into_iter().map(row).collect();
    for layout in rows("| layout |") {
        assert_eq!(layout.len(), 4, "{layout:?}");
        formats.push(("json", named(layout[3])));
    }
    formats
}

#[test]
fn every_format_has_its_row_with_a_fixture() {
    let rows = rows("| format |");
    let documented: Vec<&str> = rows.iter().map(|row| named(row[0])[0]).collect();
    let wanted: BTreeSet<&str> = Format::all().map(Format::name).collect();
    assert_eq!(documented.iter().copied().collect::<BTreeSet<_>>(), wanted);
    assert_eq!(documented.len(), wanted.len(), "a format stands there twice");
    for row in &rows {
        assert!(!named(row[4]).is_empty(), "{} names no fixture", row[0]);
    }
}

#[test]
fn every_fixture_stands_in_the_row_of_its_format() {
    let formats = formats();
    let mut seen = BTreeSet::new();
    for (format, names) in &formats {
        for name in names {
            assert_eq!(open(name, &fixture(name)).format.name(), *format, "{name}");
            seen.insert((*name).to_owned());
        }
    }
    let there =
        fixtures().iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(seen, there);
}
