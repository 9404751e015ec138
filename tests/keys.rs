//! `docs/keys.md` says what the table of keys says.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dictum::app::keys_page;

fn written_from_the_table() -> String {
    let mut page = String::from(
        "# Keys\n\nMade from the table in `src/app/keys.rs` (`UPDATE=1 cargo test --test keys` writes it again). `^` is Ctrl.\n",
    );
    for (group, keys) in keys_page() {
        write!(page, "\n## {group}\n\n| keys | what they do |\n|---|---|\n").unwrap();
        for (keys, words) in keys {
            let keys: Vec<_> = keys.split(' ').map(|k| format!("`{k}`")).collect();
            writeln!(page, "| {} | {} |", keys.join(" ").replace('|', "\\|"), words.replace('|', "\\|"))
                .unwrap();
        }
    }
    page.push_str(
        "\nThe mouse: the wheel scrolls what is under it; a click chooses a talk (a second one reads it), a section or its fold, a speaker, a hit, \
         a place on the strip.\n",
    );
    page
}

#[test]
fn the_page_of_keys_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let page = written_from_the_table();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), page, "run UPDATE=1 cargo test --test keys");
}
