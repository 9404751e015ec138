//! What a walk tells, in trees made for it.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::Instant;

use super::*;

/// Scans `paths` and pictures what was told, below `root`: `talk a.srt`, `skip link (why)`.
fn picture(root: &Path, paths: &[PathBuf]) -> Vec<String> {
    let mut told = Vec::new();
    Scan::default().look(paths, &mut |found| {
        told.push(match found {
            Found::Talk(address) => format!("talk {:?}", address.path().strip_prefix(root).unwrap()),
            Found::Skipped(path, why) => format!("skip {:?} ({why})", path.strip_prefix(root).unwrap()),
        });
        true
    });
    told
}

/// A folder with these files in it, and the folders that they need.
fn folder_with(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "words").unwrap();
    }
    folder
}

fn picture_of(folder: &tempfile::TempDir) -> Vec<String> {
    picture(folder.path(), &[folder.path().to_path_buf()])
}

#[test]
fn a_folder_is_walked_in_order_without_what_is_hidden_or_no_talk() {
    let folder = folder_with(&[
        "b.srt", "a.txt", "c/d.md", "c/e.png", ".git/config", ".DS_Store", "README", "z.vtt.xz",
    ]);
    assert_eq!(
        picture_of(&folder),
        ["talk \"a.txt\"", "talk \"b.srt\"", "talk \"c/d.md\"", "talk \"README\"", "talk \"z.vtt.xz\""]
    );
}

#[test]
fn what_is_named_is_told_as_it_is() {
    let folder = folder_with(&["film.mp4", ".hidden/talk.txt"]);
    let named: Vec<_> = ["film.mp4", "nowhere", ".hidden"].iter().map(|n| folder.path().join(n)).collect();
    let told = picture(folder.path(), &named);
    assert_eq!(told, ["talk \"film.mp4\"", "talk \"nowhere\"", "talk \".hidden/talk.txt\""]);
}

#[test]
fn links_are_not_followed_but_told() {
    let folder = folder_with(&["in/a.txt"]);
    let root = folder.path();
    symlink("a.txt", root.join("in/b.txt")).unwrap();
    symlink("..", root.join("in/loop")).unwrap();
    symlink("nowhere", root.join("in/torn")).unwrap();
    symlink("in", root.join("door")).unwrap();

    let why = "a link, which is not followed here; name it to read it";
    let told = picture(root, &[root.join("in")]);
    let skip = |name: &str| format!("skip \"in/{name}\" ({why})");
    assert_eq!(told, ["talk \"in/a.txt\"".to_string(), skip("b.txt"), skip("loop"), skip("torn")]);
    assert_eq!(
        picture(root, &[root.join("door")])[0],
        "talk \"door/a.txt\"",
        "a link that is named is followed"
    );
}

#[test]
fn pipes_and_sockets_are_told_and_never_opened() {
    let folder = folder_with(&["a.txt"]);
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, folder.path().join("p.txt"), rustix::fs::FileType::Fifo, mode, 0)
        .unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("s")).unwrap();
    assert_eq!(
        picture_of(&folder),
        ["talk \"a.txt\"", "skip \"p.txt\" (a pipe, not a file)", "skip \"s\" (a socket, not a file)"]
    );
}

#[test]
fn a_locked_folder_is_told_and_the_others_are_read() {
    let folder = folder_with(&["locked/a.txt", "open/b.txt"]);
    let locked = folder.path().join("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let told = picture_of(&folder);
    let bites = fs::read_dir(&locked).is_err();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).unwrap();
    if bites {
        assert_eq!(told, ["skip \"locked\" (cannot be read: permission denied)", "talk \"open/b.txt\""]);
    } else {
        eprintln!("not tried: the superuser may read locked folders");
    }
}

#[test]
fn odd_names_come_through_as_they_are() {
    let folder = folder_with(&["new\nline.txt", "esc\u{1b}[31m.srt"]);
    let torn = OsString::from_vec(b"\xff\xfe.TXT".to_vec());
    fs::write(folder.path().join(&torn), "words").unwrap();
    let mut names = Vec::new();
    Scan::default().look(&[folder.path().to_path_buf()], &mut |found| {
        if let Found::Talk(address) = found {
            names.push(address.path().file_name().unwrap().to_owned());
        }
        true
    });
    assert_eq!(names, [OsString::from("esc\u{1b}[31m.srt"), OsString::from("new\nline.txt"), torn]);
}

#[test]
fn folders_within_folders_come_to_an_end() {
    let deep = "d/".repeat(DEEPEST + 3);
    let folder = folder_with(&[&format!("{deep}a.txt"), "b.txt"]);
    let told = picture_of(&folder);
    let last =
        format!("skip {:?} (too many folders deep; name it to look into it)", ["d"; DEEPEST].join("/"));
    assert_eq!(told, ["talk \"b.txt\"".to_string(), last]);
}

#[test]
fn scanning_stops_when_it_is_told_to() {
    let folder = folder_with(&["a.txt", "b.txt", "c.txt"]);
    let mut told = 0;
    Scan::default().look(&[folder.path().to_path_buf(), folder.path().to_path_buf()], &mut |_| {
        told += 1;
        told < 2
    });
    assert_eq!(told, 2);
}

#[test]
fn a_folder_without_talks_is_told_with_what_would_be_read() {
    let told = holds_no_talk(Path::new("films")).to_string();
    assert!(told.starts_with("films: no talks in this folder; dictum reads .txt, .md, .srt"), "{told}");
}

#[test]
fn twenty_thousand_files_are_scanned_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..20_000 {
        if at % 1000 == 0 {
            fs::create_dir(folder.path().join(format!("{}", at / 1000))).unwrap();
        }
        fs::write(folder.path().join(format!("{}/{at}.srt", at / 1000)), "").unwrap();
    }
    let begun = Instant::now();
    let mut talks = 0;
    Scan::default().look(&[folder.path().to_path_buf()], &mut |_| {
        talks += 1;
        true
    });
    eprintln!("20,000 files in {:?}", begun.elapsed());
    assert_eq!(talks, 20_000);
    // Generous, for a busy machine and a build without optimisation; it holds off anything that opens the files
    // or looks through all that was found for each.
    assert!(begun.elapsed().as_secs() < 5);
}
