//! What changes in the folder, and what is read for it.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use dictum::index::{FolderIndex, Rules};
use dictum::library::Reading;

use crate::{Desk, RULES, answers, name_of, text, update};

/// Longer than a time on a disk may be coarse: what is older proves that nothing changed.
const A_WHILE: Duration = Duration::from_millis(2200);

#[test]
fn only_what_changed_is_read_and_all_is_found() {
    let desk = Desk::new(30);
    sleep(A_WHILE);
    assert_eq!(desk.found(), (desk.fresh(), 30));
    assert_eq!(desk.found(), (desk.fresh(), 0), "nothing changed");

    desk.write(&name_of(4), &text(104, 500));
    assert_eq!(desk.found(), (desk.fresh(), 1), "a talk was edited");
    desk.write("new.txt", &text(200, 300));
    fs::remove_file(desk.library.join(name_of(5))).unwrap();
    let (found, opened) = desk.found();
    assert_eq!(found, desk.fresh(), "one came and one went");
    assert!((1..=2).contains(&opened), "the edited one may be too young to be known: {opened}");

    fs::rename(desk.library.join(name_of(7)), desk.library.join("moved.md")).unwrap();
    fs::create_dir(desk.library.join("later")).unwrap();
    fs::rename(desk.library.join(name_of(9)), desk.library.join("later/talk-009.txt")).unwrap();
    assert_eq!(desk.found().0, desk.fresh(), "two moved");

    sleep(A_WHILE);
    desk.found();
    assert_eq!(desk.found(), (desk.fresh(), 0), "all is settled");
    desk.write("later/new.txt", &text(201, 300));
    assert_eq!(desk.found(), (desk.fresh(), 1), "a new one in a folder below");
}

#[test]
fn many_small_changes_leave_few_shards() {
    let desk = Desk::new(12);
    let shards = || desk.files().iter().filter(|file| file.to_string_lossy().contains("shard-")).count();
    desk.found();
    for change in 0..24 {
        desk.write(&name_of(change % 12), &text(300 + change, 200));
        let (found, _) = desk.found();
        assert!(change % 5 > 0 || found == desk.fresh(), "change {change}");
        assert!(shards() <= 12, "{} shards after {change} changes", shards());
    }
}

#[test]
fn files_that_are_one_talk_stay_one() {
    let desk = Desk::new(0);
    let said = text(1, 80);
    desk.write("a.txt", &said);
    desk.write("a.md", &said);
    desk.write("b.txt", &text(2, 80));
    desk.write("b.md", &text(3, 80));
    desk.write("b.json", "{\"a\": 1}");
    sleep(A_WHILE);
    let told = |index: &FolderIndex| -> Vec<String> {
        let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
        let others = |kept: &dictum::index::Kept| kept.family.others.iter().map(|o| name(&o.path)).collect();
        index
            .talks()
            .map(|kept| {
                let others: Vec<String> = others(&kept);
                format!("{} {others:?} {}", name(&kept.family.file), kept.card.is_ok())
            })
            .collect()
    };
    let expected = ["a.md [\"a.txt\"] true", "b.json [] false", "b.md [] true", "b.txt [] true"];
    let mut index = desk.index();
    assert_eq!(update(&mut index), 2, "two families");
    assert_eq!(told(&index), expected);
    let mut index = desk.index();
    assert_eq!((update(&mut index), told(&index)), (0, expected.map(str::to_owned).to_vec()));
    assert_eq!(index.unreadable().count(), 1);
    desk.write("a.txt", &text(4, 80));
    assert_eq!((update(&mut index), told(&index).len()), (1, 5), "one was edited, and they are two now");
}

#[test]
fn a_small_folder_has_no_index_and_an_unwritable_cache_is_told_once() {
    let desk = Desk::new(3);
    let small = Rules { least_bytes: 1 << 20, ..RULES };
    let mut index = FolderIndex::new(&desk.library, &Reading::default(), Some(&desk.cache), small);
    update(&mut index);
    assert_eq!(answers(&mut index), desk.fresh());
    assert!(index.on_disk().is_none() && index.trouble().is_none());

    assert!(!desk.cache.exists(), "it leaves no trace");
    fs::write(&desk.cache, "a file where the folder should be").unwrap();
    let mut index = desk.index();
    update(&mut index);
    assert_eq!(answers(&mut index), desk.fresh());
    let told = index.trouble().unwrap().to_string();
    assert!(index.on_disk().is_none() && told.contains("the index cannot be kept"), "{told}");
    assert!(index.trouble().is_none());
}
