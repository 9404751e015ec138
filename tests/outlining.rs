//! The outline pane, the speakers at a glance, and sections that are set right: keys in, lines out.
#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use common::Desk;
use dictum::app::{Action, Fold, Overlay};
use dictum::model::Origin;
use dictum::worker::Places;

/// A book of two parts with chapters, the second chapter with sections, and one long appendix.
fn book(folder: &Path) -> PathBuf {
    let mut text = String::from("---\ntitle: A book\n---\n\n");
    let headings =
        ["# Part one", "## Rain", "## Wind", "### Storm", "### Breeze", "# Part two", "## Sun", "# Appendix"];
    for heading in headings {
        writeln!(text, "{heading}\n").unwrap();
        for p in 0..if heading == "# Appendix" { 30 } else { 3 } {
            let filler = "The path goes on and on between the stones, and nobody minds. ".repeat(5);
            writeln!(text, "{} {p}. {filler}\n", heading.trim_start_matches(['#', ' '])).unwrap();
        }
    }
    let path = folder.join("book.md");
    std::fs::write(&path, text).unwrap();
    path
}

fn over(path: &Path) -> Desk {
    Desk::over(Places::Paths(vec![path.to_path_buf()]), 100, 40)
}

fn with_memory(path: &Path, memory: &Path) -> Desk {
    Desk::remembering(Places::Paths(vec![path.to_path_buf()]), memory.to_path_buf(), 100, 40)
}

/// What the pane shows: `▾Part one, [Rain], ▸Wind`; what is chosen stands in brackets.
fn pane(desk: &Desk) -> String {
    let (outline, sections) = (&desk.app.outline, &desk.app.reader.as_ref().unwrap().talk.sections);
    let line = |(i, line): (usize, &dictum::app::OutlineLine)| {
        let section = &sections[line.section];
        let fold = match line.fold {
            Fold::Leaf => "",
            Fold::Open => "▾",
            Fold::Closed => "▸",
            Fold::Long => "▹",
        };
        let origin = match section.origin {
            Origin::Written => "",
            Origin::Found => "~",
            Origin::Reader => "*",
        };
        let shown = format!("{}{fold}{origin}{}", "-".repeat(line.depth), section.title);
        if i == outline.choice.at { format!("[{shown}]") } else { shown }
    };
    outline.lines().iter().enumerate().map(line).collect::<Vec<_>>().join(", ")
}

fn message(desk: &Desk) -> &str {
    desk.app.message.as_ref().map_or("", |message| message.text.as_str())
}

#[track_caller]
fn check(keys: &str, expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = over(&book(folder.path()));
    desk.keys(keys);
    assert_eq!(pane(&desk), expected, "{keys}\n{}", desk.screen());
}

#[test]
fn sections_fold_and_unfold() {
    let all = "-Rain, -▾Wind, --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix";
    check("o", &format!("[▾Part one], {all}"));
    check("oh", "[▸Part one], ▾Part two, -Sun, ▹Appendix");
    check("oza", "[▸Part one], ▾Part two, -Sun, ▹Appendix");
    check("ohl", &format!("[▾Part one], {all}"));
    check("ozaza", &format!("[▾Part one], {all}"));
    check("ol", "▾Part one, [-Rain], -▾Wind, --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix");
    check("ojjj", "▾Part one, -Rain, -▾Wind, [--Storm], --Breeze, ▾Part two, -Sun, ▹Appendix");
    // Out of a section goes to the one around it, which `zc` folds at once.
    check("ojjjh", "▾Part one, -Rain, [-▾Wind], --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix");
    check("ojjjzc", "▾Part one, -Rain, [-▸Wind], ▾Part two, -Sun, ▹Appendix");
    check("ozM", "[▸Part one], ▸Part two, ▹Appendix");
    check("ozMl", "[▾Part one], -Rain, -▸Wind, ▸Part two, ▹Appendix");
    check("ozMzR", &format!("[▾Part one], {all}"));
    check("ozMG", "▸Part one, ▸Part two, [▹Appendix]");
}

#[test]
fn the_pane_keeps_step_with_the_text_also_while_the_keys_are_its_own() {
    check("o]]]", "▾Part one, -Rain, [-▾Wind], --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix");
    check("o3]j", "▾Part one, -Rain, -▾Wind, [--Storm], --Breeze, ▾Part two, -Sun, ▹Appendix");
    // What is read is folded away: the section that holds it is chosen.
    check("ozM4]", "[▸Part one], ▸Part two, ▹Appendix");
    check("ozM<tab>6]", "▸Part one, [▸Part two], ▹Appendix");
    check("o4}", "▾Part one, [-Rain], -▾Wind, --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix");
}

#[test]
fn what_comes_next_is_in_view_with_the_section_that_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.md");
    let part = |n: usize| format!("# Part {n:02}\n\n{}\n\n", "The path goes on and on. ".repeat(90));
    std::fs::write(&path, (0..40).map(part).collect::<String>()).unwrap();
    let mut desk = Desk::over(Places::Paths(vec![path]), 100, 16);
    desk.keys("o<tab>");
    for _ in 1..40 {
        desk.keys("]");
        let (choice, lines) = (desk.app.outline.choice, desk.app.outline.lines().len());
        let rows = 13;
        let last = (choice.top + rows - 1).min(lines - 1);
        assert!(choice.top.max(2) - 2 <= choice.at, "{choice:?}");
        assert!((choice.at + 2).min(lines - 1) <= last, "{choice:?}\n{}", desk.screen());
    }
    // Who chooses goes to the edge before the lines move.
    desk.keys("go");
    let desk_at = |desk: &Desk| (desk.app.outline.choice.at, desk.app.outline.choice.top);
    desk.keys("12j");
    assert_eq!(desk_at(&desk), (12, 0), "{}", desk.screen());
}

#[test]
fn a_run_of_steps_is_one_jump() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = over(&book(folder.path()));
    let place = |desk: &Desk| desk.app.reader.as_ref().unwrap().place();
    desk.keys("jjjjjjjjj");
    let left = place(&desk);
    desk.keys("]]3]");
    let there = place(&desk);
    desk.keys("<^o>");
    assert_eq!(place(&desk), left);
    desk.keys("<tab>");
    assert_eq!(place(&desk), there, "Tab is ^i");
    // Whoever reads on begins a new one.
    desk.keys("jjj");
    let read_on = place(&desk);
    desk.keys("[[<^o>");
    assert_eq!(place(&desk), read_on);
}

#[test]
fn the_pane_is_narrowed_by_some_letters() {
    check("ofstrm", "[Storm]");
    check("ofar", "[Part one], Part two");
    check("ofzz", "");
    check("ofstorm<esc>", "▾Part one, -Rain, -▾Wind, [--Storm], --Breeze, ▾Part two, -Sun, ▹Appendix");
    check("ofstorm<enter>", "▾Part one, -Rain, -▾Wind, [--Storm], --Breeze, ▾Part two, -Sun, ▹Appendix");
    check("ofart<down><enter>", "▾Part one, -Rain, -▾Wind, --Storm, --Breeze, [▾Part two], -Sun, ▹Appendix");
}

#[test]
fn a_long_section_is_parted_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = over(&book(folder.path()));
    desk.keys("ozMGl");
    let shown = pane(&desk);
    assert!(shown.starts_with("▸Part one, ▸Part two, [▾Appendix], -~"), "{shown}");
    assert!(message(&desk).ends_with("parts are found in this section"), "{}", message(&desk));
    desk.keys("F");
    assert_eq!(pane(&desk), "▸Part one, ▸Part two, [Appendix]");
    desk.keys("F");
    assert_eq!(pane(&desk), shown);
    // Once all of them are left out, they are not found again.
    desk.keys("j").keys(&"D".repeat(shown.matches('~').count())).keys("Gl");
    assert!(!pane(&desk).contains('~'), "{}", pane(&desk));
}

#[test]
fn sections_are_set_right_and_it_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let (path, memory) = (book(folder.path()), folder.path().join("memory"));
    let before = std::fs::read(&path).unwrap();
    let mut desk = with_memory(&path, &memory);
    desk.keys("ozMj");
    assert_eq!(pane(&desk), "▸Part one, [▸Part two], ▹Appendix");
    desk.keys("c<^u>Fair weather<enter>");
    assert_eq!(pane(&desk), "▸Part one, [▸*Fair weather], ▹Appendix");
    assert_eq!(message(&desk), "now “Fair weather”; U takes it back");
    desk.keys("<tab>]]j}a");
    assert!(matches!(desk.app.overlay, Some(Overlay::Title(_))), "{}", desk.screen());
    desk.keys("Puddles<enter>ozR");
    let made = "▾Part one, -Rain, -*Puddles, -▾Wind, --Storm, --Breeze, ▾*Fair weather, -Sun, ▹Appendix";
    assert_eq!(pane(&desk).replace(['[', ']'], ""), made, "{}", desk.screen());
    desk.keys("gjD");
    assert_eq!(message(&desk), "“Rain” is left out; U brings it back");
    desk.finish();

    let mut desk = with_memory(&path, &memory);
    assert_eq!(pane(&desk).replace(['[', ']'], ""), made.replace("-Rain, ", ""));
    // What was done in an earlier run can be taken back too, the last first.
    desk.keys("U");
    assert_eq!(message(&desk), "“Rain” is back");
    assert_eq!(pane(&desk).replace(['[', ']'], ""), made);
    desk.keys("U");
    assert_eq!(message(&desk), "the section is taken off again");
    desk.keys("U");
    assert_eq!(message(&desk), "called “Part two” again");
    desk.keys("U");
    assert_eq!(message(&desk), "no section was set right in this talk");
    desk.finish();
    let desk = with_memory(&path, &memory);
    assert!(!pane(&desk).contains('*'), "{}", pane(&desk));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn who_sets_sections_right_in_the_pane_goes_on_from_there() {
    // The one that came back is chosen, and so is a new one; the one that is read is far away.
    check("ojDU", "▾Part one, [-Rain], -▾Wind, --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix");
    check("5]ogjD", "▾Part one, [-▾Wind], --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix");
    check("5]ogjDjjU", "▾Part one, [-Rain], -▾Wind, --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix");
    check("7]ogjjjc!<enter>", "▾Part one, -Rain, -▾Wind, [--*Storm!], --Breeze, ▾Part two, -Sun, ▹Appendix");
    check(
        "2]}ogaDew<enter>",
        "▾Part one, -Rain, [-*Dew], -▾Wind, --Storm, --Breeze, ▾Part two, -Sun, ▹Appendix",
    );
    // Parts that are found before the place that is read take the choice nowhere.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.md");
    let text = std::fs::read_to_string(book(folder.path())).unwrap();
    std::fs::write(&path, format!("{text}\n# Index\n\n{}", "Almost nothing.\n\n".repeat(40))).unwrap();
    let mut desk = over(&path);
    desk.keys("Gokl");
    assert!(pane(&desk).contains("[▾Appendix], -~"), "{}", pane(&desk));
}

#[test]
fn a_title_is_cut_taken_off_and_given_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let mut desk = over(&path);
    desk.keys("a");
    assert_eq!(message(&desk), "a section begins here already; c gives it another title");
    desk.keys("c");
    assert_eq!(message(&desk), "no section here; a begins one");
    desk.keys("]]c<^u>Drizzle<enter>c<^u>Snow<enter>zU");
    assert!(pane(&desk).contains("*Drizzle"), "a name is taken back to the one before: {}", pane(&desk));
    desk.keys("c<^u><enter>");
    assert!(pane(&desk).contains("-Rain"), "nothing typed is the talk's own title: {}", pane(&desk));
    desk.keys("c<esc>");
    assert!(desk.app.overlay.is_none());
    // All sections gone: the pane is closed, and there is still a way back.
    desk.keys("oDDDDDDDD");
    assert_eq!(pane(&desk), "");
    desk.keys("o");
    assert_eq!(message(&desk), "all sections are left out; U brings them back");
    desk.keys("8U");
    assert!(!pane(&desk).is_empty());
}

#[test]
fn hiding_found_sections_is_remembered_for_all_talks() {
    let folder = tempfile::tempdir().unwrap();
    let memory = folder.path().join("memory");
    let path = folder.path().join("flat.txt");
    let paragraphs = |n: usize| {
        format!("Paragraph {n}. {}\n\n", "It is about the same thing as before, only later. ".repeat(9))
    };
    std::fs::write(&path, (0..120).map(paragraphs).collect::<String>()).unwrap();
    let mut desk = with_memory(&path, &memory);
    assert!(pane(&desk).contains('~'), "{}", desk.screen());
    desk.keys("F");
    assert_eq!(pane(&desk), "");
    assert_eq!(message(&desk), "sections that dictum found are hidden; F shows them");
    desk.finish();
    let mut desk = with_memory(&path, &memory);
    desk.wait_until(|app| !app.view.found);
    assert_eq!(pane(&desk), "");
    desk.keys("c");
    assert_eq!(message(&desk), "no section here; F shows those that dictum found");
    for key in ["o", "s", "]", "["] {
        desk.keys(key);
        assert_eq!(message(&desk), "the sections that dictum found are hidden; F shows them");
    }
    desk.keys("v");
    assert!(message(&desk).contains("F shows them"), "{}", message(&desk));
    desk.keys("v");
    desk.keys("F");
    assert!(pane(&desk).contains('~'), "{}", desk.screen());
}

/// Three who speak in turn, a cue of ten seconds each; the third says nothing before the end.
const VOICES: &str = "WEBVTT\n\n";

fn voices(folder: &Path) -> PathBuf {
    let mut text = String::from(VOICES);
    for (n, who) in "ABABBACABCC".chars().enumerate() {
        let name = match who {
            'A' => "Ada Lune",
            'B' => "Bo Marsh",
            _ => "SPEAKER_02",
        };
        let clock = |n: usize| format!("00:{:02}:{:02}.000", n * 10 / 60, n * 10 % 60);
        writeln!(
            text,
            "{} --> {}\n<v {name}>This is said as number {n}, and no more.\n",
            clock(n),
            clock(n + 1)
        )
        .unwrap();
    }
    let path = folder.join("voices.vtt");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn speakers_at_a_glance_and_the_turns_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::over(Places::Paths(vec![voices(folder.path())]), 80, 12);
    let said = |desk: &Desk| {
        let reader = desk.app.reader.as_ref().unwrap();
        let text = reader.talk.text.get(reader.place()..).unwrap();
        format!("{} | {}", text.split_whitespace().nth(5).unwrap_or_default(), message(desk))
    };
    desk.keys(")");
    assert_eq!(said(&desk), "2, | Ada Lune: turn 2 of 4 · ) (");
    desk.keys("2)");
    assert_eq!(said(&desk), "7, | Ada Lune: turn 4 of 4 · ) (");
    desk.keys(")");
    assert_eq!(said(&desk), "7, | Ada Lune: this is the last turn · ) (");
    // A count goes as far as there are turns.
    desk.keys("9(");
    assert_eq!(said(&desk), "0, | Ada Lune: turn 1 of 4 · ) (");
    desk.keys("(");
    assert_eq!(said(&desk), "0, | Ada Lune: this is the first turn · ) (");
    desk.keys("9)(");
    assert_eq!(said(&desk), "5, | Ada Lune: turn 3 of 4 · ) (");
    desk.keys("W");
    let screen = desk.screen();
    let rows: Vec<&str> = screen.lines().map(str::trim).filter(|row| row.contains('%')).collect();
    assert!(rows[0].starts_with("▌ Ada Lune") && rows[0].contains("36%       1 min   4 turns"), "{screen}");
    assert!(screen.contains("SPEAKER_02 (unknown)"), "{screen}");
    // Named from here, and back among them.
    desk.keys("jjwCleo<enter>");
    assert!(matches!(desk.app.overlay, Some(Overlay::Speakers(_))), "{}", desk.screen());
    assert!(desk.screen().contains("Cleo"), "{}", desk.screen());
    desk.keys("w<esc>");
    assert!(matches!(desk.app.overlay, Some(Overlay::Speakers(_))), "{}", desk.screen());
    desk.keys("<enter>");
    assert_eq!(said(&desk), "6, | Cleo: turn 1 of 2 · ) (");
    desk.keys(")");
    assert_eq!(said(&desk), "9, | Cleo: turn 2 of 2 · ) (");
    desk.keys("<^o>");
    assert_eq!(said(&desk), "5, | ", "a run of turns is one jump");
    let mut desk = over(&book(folder.path()));
    desk.keys("W");
    assert_eq!(message(&desk), "the file does not say who speaks");
    desk.keys(")");
    assert_eq!(message(&desk), "the file does not say who speaks");
}

#[test]
fn no_size_and_no_talk_breaks_the_pane_or_the_speakers() {
    let folder = tempfile::tempdir().unwrap();
    for path in [book(folder.path()), voices(folder.path())] {
        let mut desk = over(&path);
        for keys in ["W", "<esc>o", "f", "x<esc>", "c", "<esc>zM"] {
            desk.keys(keys);
            for size in [(20, 5), (24, 6), (79, 9), (80, 16), (119, 17), (300, 100), (100, 40)] {
                desk.act(Action::Resize(size.0, size.1));
                assert_eq!(desk.screen().lines().count(), usize::from(size.1));
                desk.act(Action::Click(size.0 / 2, size.1 / 2));
                desk.keys(if keys == "W" { "W" } else { "" });
            }
        }
    }
}

#[test]
fn a_key_that_does_nothing_says_where_or_why() {
    let folder = tempfile::tempdir().unwrap();
    book(folder.path());
    std::fs::write(folder.path().join("tides.txt"), "The tide turns at noon.\n").unwrap();
    std::fs::write(folder.path().join("torn.bin"), [0_u8, 159, 146, 150, 0, 0]).unwrap();
    let check = |keys: &str, expected: &str| {
        let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 40);
        desk.keys(keys);
        assert_eq!(message(&desk), expected, "{keys}\n{}", desk.screen());
    };
    for key in ["a", "c", "D", "U"] {
        check(key, &format!("{key} is for the text; Tab goes there"));
        check(&format!("<enter>vh{key}"), &format!("{key} is for the skim; Tab goes there"));
    }
    check("S<enter>S", "S is for the list; Esc goes there");
    check("j<enter>c", "no section here; a begins one");
    check("j<enter>D", "no section here; a begins one");
    check("j<enter>U", "no section was set right in this talk");
    check("j<enter>F", "found sections are hidden; this talk has none");
    check("j<enter>FF", "found sections are shown; this talk has none");
    check("j<enter>vc", "no section here; a begins one");
    check("<enter>va", "a section begins here already; c gives it another title");
}

/// A meeting with sections of several minutes, each mostly of somebody else.
fn meeting(folder: &Path) -> PathBuf {
    let said = "The path goes on and on between the stones, and nobody minds it there. ".repeat(6);
    let mut text = String::from("# A meeting\n");
    for (title, name) in [("Rain", "Ada Brook"), ("Wind", "Tom Reed"), ("Sun", "Ada Brook")] {
        write!(text, "\n## {title}\n\n**{name}:** {said}\n\n**Eve Lund:** Indeed it does.\n").unwrap();
    }
    let path = folder.join("meeting.md");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn letters_for_speakers_are_told_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let path = meeting(folder.path());
    let desk = |width, height| {
        let mut desk = Desk::over(Places::Paths(vec![path.clone()]), width, height);
        desk.keys("o");
        desk.screen()
    };
    let told = desk(160, 40);
    assert!(told.contains("─ AB Ada Brook ─ TR Tom Reed ─"), "{told}");
    assert!(!told.contains("EL"), "{told}");
    // What has no room is left out rather than cut; without any room there are no letters.
    let narrow = desk(100, 40);
    assert!(narrow.contains(" AB Ada Brook ") && narrow.contains(" TR Tom Reed "), "{narrow}");
    let low = desk(100, 15);
    assert!(!low.contains("AB") && !low.contains("TR"), "{low}");
    // Among the speakers each stands with their letters.
    let mut desk = Desk::over(Places::Paths(vec![path.clone()]), 80, 24);
    desk.keys("W");
    for line in ["AB  Ada Brook", "TR  Tom Reed", "EL  Eve Lund"] {
        assert!(desk.screen().contains(line), "{}", desk.screen());
    }
}
