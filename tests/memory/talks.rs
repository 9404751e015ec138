//! Talks that are read again: the same, moved, edited, copied.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use dictum::memory::{Context, Memory};
use dictum::model::SectionEdit;

use crate::{keep_mark, keep_place, key, open, recall};

const TEXT: &str = "Long before the harbour had a lantern the fishermen steered by smell alone. \
    Then a keeper came, a quiet woman from the hills, who counted ships the way others count sheep. \
    In her ninth winter a storm took the roof, the bell and the only chair worth sitting on. \
    She wrote to the council forty times; the answer, when it came, was a bill for the chair.";

#[test]
fn a_talk_is_opened_where_it_was_left() {
    let state = tempfile::tempdir().unwrap();
    let key = key(TEXT, Some("talks/lantern.txt".as_ref()));
    let mut memory = open(state.path());
    assert_eq!(recall(&mut memory, &key, TEXT), "at nowhere; read to Long; ");

    keep_place(&mut memory, &key, TEXT, "storm");
    keep_mark(&mut memory, &key, TEXT, 'b', "sheep");
    keep_mark(&mut memory, &key, TEXT, 'a', "council");
    keep_mark(&mut memory, &key, TEXT, 'é', "keeper");
    assert_eq!(
        recall(&mut open(state.path()), &key, TEXT),
        "at storm; read to storm; é=keeper b=sheep. a=council"
    );

    // Going back changes the place, not how far it was read; a letter marks one place; what is dropped is gone.
    keep_place(&mut memory, &key, TEXT, "keeper");
    keep_mark(&mut memory, &key, TEXT, 'a', "bell");
    assert!(memory.drop_mark(&key, 'b').unwrap());
    assert!(!memory.drop_mark(&key, 'b').unwrap());
    assert_eq!(recall(&mut open(state.path()), &key, TEXT), "at keeper; read to storm; é=keeper a=bell");
}

#[test]
fn a_talk_is_known_by_its_content_wherever_it_lies() {
    let (state, talks) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut memory = open(state.path());
    let [first, second, odd] = ["a.txt".as_ref(), "b.txt".as_ref(), OsStr::from_bytes(b"\xff\n\x1b.txt")]
        .map(|name| talks.path().join(name));

    keep_place(&mut memory, &key(TEXT, Some(&first)), TEXT, "storm");
    // Renamed, then piped in, then copied under a name that is no text.
    assert_eq!(recall(&mut memory, &key(TEXT, Some(&second)), TEXT), "at storm; read to storm; ");
    assert_eq!(recall(&mut memory, &key(TEXT, None), TEXT), "at storm; read to storm; ");
    assert_eq!(recall(&mut memory, &key(TEXT, Some(&odd)), TEXT), "at storm; read to storm; ");

    // Twins share what is kept, and each is known by its path.
    keep_mark(&mut memory, &key(TEXT, Some(&odd)), TEXT, 'a', "bell");
    assert_eq!(recall(&mut memory, &key(TEXT, Some(&first)), TEXT), "at storm; read to storm; a=bell");
    let mut paths: Vec<_> = memory.progress().unwrap().into_iter().map(|talk| talk.path.unwrap()).collect();
    paths.sort();
    assert_eq!(paths, [first, second, odd]);
}

#[test]
fn an_edited_file_keeps_its_places() {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    let path = state.path().join("lantern.txt");
    let old = key(TEXT, Some(&path));
    keep_place(&mut memory, &old, TEXT, "storm");
    keep_mark(&mut memory, &old, TEXT, 'a', "keeper");
    keep_mark(&mut memory, &old, TEXT, 'z', "council");

    let edited = TEXT
        .replace("Long before", "A preface that someone added later. Long before")
        .replace("a quiet woman", "a woman");
    let new = key(&edited, Some(&path));
    assert!(recall(&mut memory, &new, &edited).starts_with("at storm; read to storm; "));
    assert!(
        recall(&mut open(state.path()), &new, &edited).ends_with("; a=keeper z=council"),
        "it is kept so"
    );

    // The edit took the old talk's place: its marks are listed once, and the edit undone finds them again.
    assert_eq!(memory.all_marks().unwrap().len(), 2);
    keep_mark(&mut memory, &new, &edited, 'm', "chair");
    assert!(recall(&mut memory, &old, TEXT).ends_with("; a=keeper m=chair z=council"));
}

#[test]
fn an_edit_takes_nothing_from_a_copy_that_still_lies_there() {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    let [copy, path] = ["copy.txt", "talk.txt"].map(|name| state.path().join(name));
    fs::write(&copy, TEXT).unwrap();
    keep_place(&mut memory, &key(TEXT, Some(&copy)), TEXT, "storm");
    recall(&mut memory, &key(TEXT, Some(&path)), TEXT);

    let edited = TEXT.replace("Long before", "Before");
    assert_eq!(recall(&mut memory, &key(&edited, Some(&path)), &edited), "at storm; read to storm; ");
    keep_place(&mut memory, &key(&edited, Some(&path)), &edited, "council");
    assert_eq!(recall(&mut memory, &key(TEXT, Some(&copy)), TEXT), "at storm; read to storm; ");
}

#[test]
fn another_talk_under_an_old_name_begins_at_its_start() {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    let path = state.path().join("this-week.txt");
    keep_place(&mut memory, &key(TEXT, Some(&path)), TEXT, "storm");

    let other = "Today we bake bread. Flour, water, salt and a good deal of waiting are all that it needs. "
        .repeat(5);
    assert_eq!(recall(&mut memory, &key(&other, Some(&path)), &other), "at nowhere; read to Today; ");
    keep_place(&mut memory, &key(&other, Some(&path)), &other, "salt");
    assert_eq!(
        recall(&mut memory, &key(TEXT, None), TEXT),
        "at storm; read to storm; ",
        "the old one is not forgotten"
    );
}

#[test]
fn the_lists_say_how_far_and_where() {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    let path = state.path().join("lantern.txt");
    let talk = key(TEXT, Some(&path));
    memory.keep_place(&talk, TEXT.len(), usize::MAX, &Context::around(TEXT, TEXT.len())).unwrap();
    keep_mark(&mut memory, &talk, TEXT, 'q', "keeper");

    let progress = memory.progress().unwrap();
    assert_eq!(progress.len(), 1);
    assert_eq!(
        (progress[0].fingerprint, progress[0].path.as_deref()),
        (talk.fingerprint, Some(path.as_path()))
    );
    assert!((progress[0].read - 1.0).abs() < f64::EPSILON);

    let marks = memory.all_marks().unwrap();
    assert_eq!(marks.len(), 1);
    assert_eq!((marks[0].title.as_str(), marks[0].path.as_deref()), ("A talk", Some(path.as_path())));
    assert_eq!((marks[0].mark.letter, marks[0].mark.start_ms), ('q', Some(1000)));
    assert!(
        marks[0].context.before.ends_with("Then a ") && marks[0].context.after.starts_with("keeper came")
    );
}

#[test]
fn without_a_home_it_remembers_until_the_end() {
    let talk = key(TEXT, None);
    for folder in [None, Some("/proc/none/dictum".as_ref()), Some("/dev/null/dictum".as_ref())] {
        let (mut memory, told) = Memory::open(folder);
        assert!(!memory.is_kept());
        let told = told.unwrap();
        assert!(told.starts_with("your places and marks last only until you quit: "), "{told}");
        assert!(told.contains("XDG_STATE_HOME"), "{told}");
        keep_place(&mut memory, &talk, TEXT, "storm");
        assert_eq!(recall(&mut memory, &talk, TEXT), "at storm; read to storm; ");
    }
}

/// The names of a talk: `SPEAKER_00=Ada SPEAKER_01=Bo`.
fn names(memory: &mut Memory, key: &dictum::memory::TalkKey, text: &str) -> String {
    let shown = |names: Vec<dictum::memory::Name>| {
        names.iter().map(|n| format!("{}={}", n.label, n.name)).collect::<Vec<_>>().join(" ")
    };
    let without_writing = shown(memory.peek(key, text).unwrap().names);
    assert_eq!(shown(memory.recall(key, text).unwrap().names), without_writing);
    without_writing
}

#[test]
fn names_of_speakers_go_with_their_talk() {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    let path = state.path().join("lantern.txt");
    let talk = key(TEXT, Some(&path));
    assert_eq!(names(&mut memory, &talk, TEXT), "");
    memory.keep_name(&talk, "SPEAKER_01", "Bo").unwrap();
    memory.keep_name(&talk, "SPEAKER_00", "Al").unwrap();
    memory.keep_name(&talk, "SPEAKER_00", "Ada").unwrap();
    keep_place(&mut memory, &talk, TEXT, "storm");
    assert_eq!(names(&mut open(state.path()), &talk, TEXT), "SPEAKER_00=Ada SPEAKER_01=Bo");
    assert_eq!(names(&mut memory, &key(TEXT, None), TEXT), "SPEAKER_00=Ada SPEAKER_01=Bo");

    // An edit keeps them; another talk under the same name has none, for its labels mean others.
    let edited = TEXT.replace("a quiet woman", "a woman");
    assert_eq!(names(&mut memory, &key(&edited, Some(&path)), &edited), "SPEAKER_00=Ada SPEAKER_01=Bo");
    let other = "Today we bake bread. Flour, water, salt and a good deal of waiting are all that it needs.";
    assert_eq!(names(&mut memory, &key(other, Some(&path)), other), "");

    memory.keep_name(&key(&edited, Some(&path)), "SPEAKER_00", "").unwrap();
    memory.keep_name(&key(&edited, Some(&path)), "SPEAKER_07", "").unwrap();
    assert_eq!(names(&mut memory, &key(&edited, Some(&path)), &edited), "SPEAKER_01=Bo");
    let all = memory.all_names().unwrap();
    assert_eq!(all.values().map(Vec::len).sum::<usize>(), 1);
}

/// How sections were set right: `Storm@The keeper`, the last first words where it begins; nothing where it is left out.
fn sections(memory: &mut Memory, key: &dictum::memory::TalkKey, text: &str) -> String {
    let shown = |edits: Vec<SectionEdit>| {
        let words =
            |at: usize| text.get(at..).unwrap().split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let one =
            |e: &SectionEdit| format!("{}={}@{}", e.was, e.now.as_deref().unwrap_or("nothing"), words(e.at));
        edits.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let without_writing = shown(memory.peek(key, text).unwrap().sections);
    assert_eq!(shown(memory.recall(key, text).unwrap().sections), without_writing);
    without_writing
}

#[test]
fn sections_that_were_set_right_go_with_their_talk() {
    let (state, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().join("lantern.txt");
    let talk = key(TEXT, Some(&path));
    let mut memory = open(state.path());
    assert_eq!(sections(&mut memory, &talk, TEXT), "");
    let keep = |memory: &mut Memory, was: &str, words: &str, now: Option<&str>| {
        let at = TEXT.find(words).unwrap();
        let edit = SectionEdit { at, was: was.into(), now: now.map(Into::into), level: 2 };
        memory.keep_section(&talk, &edit, &Context::around(TEXT, at)).unwrap();
    };
    keep(&mut memory, "Weather", "In her", Some("The storm"));
    keep(&mut memory, "", "Then a", Some("The keeper"));
    keep(&mut memory, "Letters", "She wrote", None);
    let all = "Weather=The storm@In her; =The keeper@Then a; Letters=nothing@She wrote";
    assert_eq!(sections(&mut open(state.path()), &talk, TEXT), all);
    assert_eq!(sections(&mut memory, &key(TEXT, None), TEXT), all, "a copy is the same talk");
    assert_eq!(memory.all_sections().unwrap().values().map(Vec::len).sum::<usize>(), 3);

    // Named again it is there once; what changes nothing takes it off.
    keep(&mut memory, "Weather", "In her", Some("The gale"));
    keep(&mut memory, "Letters", "She wrote", Some("Letters"));
    keep(&mut memory, "", "Long before", None);
    let left = "=The keeper@Then a; Weather=The gale@In her";
    let sorted = |shown: String| {
        let mut parts: Vec<_> = shown.split("; ").map(str::to_owned).collect();
        parts.sort();
        parts.join("; ")
    };
    assert_eq!(sorted(sections(&mut memory, &talk, TEXT)), left);

    // The file was edited: they are where their words are now.
    let edited =
        format!("A note on sources, for those who care. {}", TEXT.replace("steered", "found their way home"));
    assert_eq!(sorted(sections(&mut memory, &key(&edited, Some(&path)), &edited)), left);
    let other = "Today we bake bread. Flour, water, salt and a good deal of waiting are all that it needs.";
    assert_eq!(sections(&mut memory, &key(other, Some(&path)), other), "");
}

#[test]
fn a_wish_is_kept_until_there_is_another() {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    assert_eq!(memory.wish("found sections").unwrap(), None);
    for wish in ["hidden", "shown"] {
        memory.keep_wish("found sections", wish).unwrap();
        assert_eq!(open(state.path()).wish("found sections").unwrap().as_deref(), Some(wish));
    }
}

#[test]
fn a_memory_is_only_begun_where_something_is_kept() {
    let state = tempfile::tempdir().unwrap();
    assert!(Memory::open_if_there(Some(state.path())).is_none() && Memory::open_if_there(None).is_none());
    assert_eq!(fs::read_dir(state.path()).unwrap().count(), 0);
    open(state.path());
    assert!(
        Memory::open_if_there(Some(state.path()))
            .is_some_and(|(memory, told)| memory.is_kept() && told.is_none())
    );
}

#[test]
fn searches_are_remembered_the_newest_first_each_once() {
    let state = tempfile::tempdir().unwrap();
    let mut memory = open(state.path());
    for typed in ["the light", "a clock", "the light"] {
        memory.keep_search(typed).unwrap();
    }
    assert_eq!(open(state.path()).searches().unwrap(), ["the light", "a clock"]);

    for n in 0..205 {
        memory.keep_search(&format!("search {n}")).unwrap();
    }
    let kept = memory.searches().unwrap();
    assert_eq!((kept.len(), kept[0].as_str(), kept[199].as_str()), (200, "search 204", "search 5"));
    assert!(memory.keep_search("").is_err(), "there was no search");
}
