//! Keys in, a one-line picture of the reader out.
#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use common::Desk;
use dictum::app::{Effect, Focus, Overlay, Reader, State};
use dictum::model::{Origin, Span};
use dictum::worker::Places;

/// Two talks: `walk.md` has five sections of four paragraphs, `tide.srt` has a cue every ten seconds for ten minutes.
fn talks() -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = String::from("---\ntitle: A walk\ndate: 2024-03-01\n---\n\n");
    for (s, section) in ["Gate", "Meadow", "Ford", "Ridge", "Home"].iter().enumerate() {
        writeln!(walk, "## {section}\n").unwrap();
        for p in 0..4 {
            let filler = "The path goes on and on between the stones, and nobody minds. ".repeat(5);
            writeln!(walk, "Paragraph {s}{p} begins here. {filler}\n").unwrap();
        }
    }
    let mut tide = String::new();
    for n in 0..60 {
        let (from, to) = (n * 10, n * 10 + 10);
        let clock = |s: i32| format!("00:{:02}:{:02},000", s / 60, s % 60);
        let words = if n == 33 { "Every harbour keeps" } else { "The water comes and the water" };
        let more = if n == 34 { "a secret clock." } else { "goes out again." };
        writeln!(tide, "{}\n{} --> {}\n{words} {more} Cue {n}.\n", n + 1, clock(from), clock(to)).unwrap();
    }
    let paths: Vec<PathBuf> = [("walk.md", walk), ("tide.srt", tide)]
        .into_iter()
        .map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        })
        .collect();
    (folder, paths)
}

fn picture(desk: &Desk) -> String {
    let app = &desk.app;
    let pane = match (&app.overlay, app.focus) {
        (Some(Overlay::Find(find)), _) => format!("find {:?}", find.input.value()),
        (Some(Overlay::Sections(_)), _) => "sections".into(),
        (Some(Overlay::Line(_)), _) => "line".into(),
        (Some(Overlay::Name(naming)), _) => format!("name {}", naming.label),
        (Some(Overlay::Title(titling)), _) => format!("title {:?}", titling.input.value()),
        (Some(Overlay::Speakers(_)), _) => "speakers".into(),
        (Some(Overlay::Help(_)), _) => "help".into(),
        (None, Focus::List) => "list".into(),
        (None, Focus::Transcript) => "text".into(),
        (None, Focus::Outline) => "outline".into(),
    };
    let mut shown = pane;
    if let Some(reader) = &app.reader {
        write!(shown, " | {} | {}", section(reader), words_at(reader)).unwrap();
    }
    if let Some(message) = &app.message {
        write!(shown, " | {}", message.text).unwrap();
    }
    shown
}

/// The section that is read; those that dictum finds in the fillers of these talks are no matter here.
fn section(reader: &Reader) -> &str {
    let section = reader.section().map(|at| &reader.talk.sections[at]);
    section.filter(|s| s.origin != Origin::Found).map_or("-", |s| s.title.as_str())
}

fn words_at(reader: &Reader) -> String {
    let text = &reader.talk.text;
    let words = Span::new(reader.place(), text.len()).of(text).split_whitespace().take(2);
    words.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(talk: usize, keys: &str, expected: &str) {
    let (_folder, paths) = talks();
    let mut desk = Desk::over(Places::Paths(vec![paths[talk].clone()]), 80, 24);
    desk.keys(keys);
    assert_eq!(picture(&desk), expected, "{keys}\n{}", desk.screen());
}

const WALK: usize = 0;
const TIDE: usize = 1;

#[test]
fn sections_and_paragraphs() {
    check(WALK, "", "text | - | Paragraph 00");
    check(WALK, "]", "text | Gate | Paragraph 00");
    check(WALK, "]]", "text | Meadow | Paragraph 10");
    check(WALK, "5]", "text | Home | Paragraph 40");
    check(WALK, "99]", "text | Home | Paragraph 40 | the last section");
    check(WALK, "5]]", "text | Home | Paragraph 40 | the last section");
    check(WALK, "]][", "text | Gate | Paragraph 00");
    check(WALK, "]][[", "text | - | Paragraph 00");
    check(WALK, "[", "text | - | Paragraph 00 | the first section");
    check(WALK, "]]]jj[", "text | Ford | Paragraph 20");
    check(WALK, "]]}}", "text | Meadow | Paragraph 12");
    check(WALK, "]]}{", "text | Meadow | Paragraph 10");
    check(WALK, "]]2}j{", "text | Meadow | Paragraph 12");
    check(WALK, "G99}}}}", "text | Home | Paragraph 43");
    check(WALK, "4j{", "text | - | Paragraph 00");
    check(WALK, "]]jjj2{", "text | Gate | Paragraph 03");
}

#[test]
fn headings_that_begin_at_one_place_are_gone_through_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nested.md");
    let filler = "Words to fill a paragraph with, so that it is longer than the screen is high. ".repeat(12);
    let text = format!(
        "# The book\n\n# Part one\n\n## Chapter a\n\n{filler}\n\n## Chapter b\n\n{filler}\n\n# Part two\n\n## Chapter c\n\n{filler}\n"
    );
    std::fs::write(&path, text).unwrap();
    let mut desk = Desk::over(Places::Paths(vec![path]), 80, 14);
    let mut met = Vec::new();
    for _ in 0..5 {
        desk.keys("]");
        met.push(section(desk.app.reader.as_ref().unwrap()).to_owned());
    }
    assert_eq!(met, ["Part one", "Chapter a", "Chapter b", "Part two", "Chapter c"]);
    desk.keys("[[[[");
    assert_eq!(section(desk.app.reader.as_ref().unwrap()), "Part one");
}

#[test]
fn the_ends_shares_and_times() {
    check(WALK, "Gg", "text | - | Paragraph 00");
    check(TIDE, ":05:30<enter>", "text | - | Every harbour");
    check(TIDE, ":5m30s<enter>", "text | - | Every harbour");
    check(
        WALK,
        ":05:30<enter>",
        "text | - | Paragraph 00 | this talk has no times; :50% goes to a share of it",
    );
    check(
        WALK,
        ":x1<enter>",
        "text | - | Paragraph 00 | :x1: type a time as 12:30 or 1:02:03, or a share as 50%",
    );
    let (_folder, paths) = talks();
    let mut desk = Desk::over(Places::Paths(vec![paths[WALK].clone()]), 80, 24);
    desk.keys("50%");
    let reader = desk.app.reader.as_ref().unwrap();
    assert!((0.45..0.55).contains(&reader.share()), "{}", reader.share());
    desk.keys("G");
    assert!(desk.app.reader.as_ref().unwrap().share() > 0.999);
}

#[test]
fn a_sentence_over_two_cues_is_found_and_walked_to() {
    check(TIDE, "/harbour keeps goes", "find \"harbour keeps goes\" | - | The water");
    check(TIDE, "/HARBOUR, keeps<enter>", "text | - | harbour keeps");
    check(TIDE, "/harbour keeps<esc>", "text | - | The water");
    check(TIDE, ":09:00<enter>/harbour<enter><^o>", "text | - | The water");
    check(TIDE, "n", "text | - | The water | nothing was searched for yet; / searches");
    let (_folder, paths) = talks();
    let mut desk = Desk::over(Places::Paths(vec![paths[TIDE].clone()]), 80, 24);
    desk.keys("/secret clock<enter>");
    let walk = desk.app.walk.as_ref().unwrap();
    assert_eq!((walk.at, walk.hits.len()), (0, 1));
    assert!(desk.screen().contains("1 of 1"), "{}", desk.screen());
}

#[test]
fn all_talks_are_searched_from_the_list() {
    let (folder, _) = talks();
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 30);
    assert_eq!(picture(&desk), "list | - | The water");
    desk.keys("/nobody minds<enter>");
    assert!(picture(&desk).starts_with("text | Gate | nobody minds"), "{}", picture(&desk));
    desk.keys("n");
    assert!(desk.screen().contains("2 of "), "{}", desk.screen());
    desk.keys("<esc><esc>");
    assert_eq!(desk.app.focus, Focus::List);
}

#[test]
fn marks_and_jumps() {
    check(WALK, "]]]ma[[['a", "text | Ford | Paragraph 20");
    check(WALK, "'q", "text | - | Paragraph 00 | no mark q in this talk; m q puts one");
    check(WALK, "ma]]]", "text | Ford | Paragraph 20");
    check(WALK, "50%g<^o>", &{
        let (_folder, paths) = talks();
        let mut desk = Desk::over(Places::Paths(vec![paths[WALK].clone()]), 80, 24);
        desk.keys("50%");
        picture(&desk)
    });
    // Terminals send one byte for Tab and ^i: right after a jump it goes forth.
    check(WALK, "sridge<enter>g<^o><tab>", "text | - | Paragraph 00");
}

#[test]
fn a_section_by_some_letters_of_its_name() {
    check(WALK, "s", "sections | - | Paragraph 00");
    check(WALK, "srdg<enter>", "text | Ridge | Paragraph 30");
    check(WALK, "s<esc>", "text | - | Paragraph 00");
    check(TIDE, "Fs", "text | - | The water | this talk has no sections; a begins one");
    check(WALK, "ojj<enter>", "text | Ford | Paragraph 20");
    check(WALK, "ojo", "text | - | Paragraph 00");
}

#[test]
fn esc_only_backs_out_and_q_quits() {
    let (folder, _) = talks();
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 30);
    desk.keys("<enter>z<esc><esc><esc><esc>");
    assert!(!desk.effects.contains(&Effect::Quit));
    assert_eq!(desk.app.focus, Focus::List);
    desk.keys("?");
    assert!(desk.screen().contains("a line down"));
    desk.keys("Gkq");
    assert_eq!(
        desk.app.overlay.is_none(),
        !desk.effects.contains(&Effect::Quit),
        "q closes help, and no more"
    );
    desk.keys("q");
    assert!(desk.effects.contains(&Effect::Quit));
}

#[test]
fn the_list_is_filtered_as_letters_are_typed() {
    let (folder, _) = talks();
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 30);
    desk.keys("fwlk");
    assert_eq!(desk.app.list.shown().len(), 1);
    assert!(desk.screen().contains("1 of 1 (2)"), "{}", desk.screen());
    desk.keys("<enter>");
    assert_eq!(picture(&desk), "text | - | Paragraph 00");
    desk.keys("<esc><esc>");
    assert_eq!(desk.app.list.shown().len(), 2);
}

#[test]
fn copying_takes_the_paragraph_or_the_hit_with_its_source() {
    let (_folder, paths) = talks();
    let mut desk = Desk::over(Places::Paths(vec![paths[WALK].clone()]), 80, 24);
    desk.keys("]]y");
    let copied = |desk: &Desk| {
        desk.effects
            .iter()
            .rev()
            .find_map(|e| if let Effect::Copy(t) = e { Some(t.clone()) } else { None })
            .unwrap()
    };
    let text = copied(&desk);
    assert!(text.starts_with("“Paragraph 10 begins here."), "{text}");
    assert!(text.ends_with("\n— A walk, 2024-03-01"), "{text}");
    desk.keys("/paragraph 31 begins<enter>y");
    assert_eq!(copied(&desk), "“Paragraph 31 begins here.”\n— A walk, 2024-03-01");
}

#[test]
fn the_place_is_kept_across_runs_and_found_by_content() {
    let memory = tempfile::tempdir().unwrap();
    let (folder, paths) = talks();
    let open = |path: &PathBuf| {
        Desk::remembering(Places::Paths(vec![path.clone()]), memory.path().to_path_buf(), 80, 24)
    };
    let mut desk = open(&paths[WALK]);
    desk.keys("]]]]mb");
    desk.finish();
    let moved = folder.path().join("moved elsewhere.md");
    std::fs::rename(&paths[WALK], &moved).unwrap();
    let mut desk = open(&moved);
    assert_eq!(picture(&desk), "text | Ridge | Paragraph 30");
    desk.keys("g'b");
    assert_eq!(picture(&desk), "text | Ridge | Paragraph 30");
    desk.finish();
}

#[test]
fn a_talk_that_cannot_be_read_is_listed_with_its_reason() {
    let (folder, _) = talks();
    std::fs::write(folder.path().join("empty.txt"), "").unwrap();
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 30);
    assert!(desk.screen().contains("▌ empty.txt"), "{}", desk.screen());
    assert!(desk.screen().contains("✗ is empty"), "{}", desk.screen());
    desk.keys("<enter>");
    assert!(desk.app.message.as_ref().is_some_and(|m| m.fault), "{}", picture(&desk));
}

#[test]
fn resizing_keeps_the_place() {
    let (_folder, paths) = talks();
    let mut desk = Desk::over(Places::Paths(vec![paths[WALK].clone()]), 80, 24);
    desk.keys("]]jjjjj");
    let before = desk.app.reader.as_ref().unwrap().window().from();
    for (width, height) in [(40, 12), (200, 60), (25, 6), (0, 0), (133, 40), (80, 24)] {
        desk.act(dictum::app::Action::Resize(width, height));
    }
    assert_eq!(desk.app.reader.as_ref().unwrap().window().from(), before);
}

/// Both talks as a library, with the list in front: `tide` is chosen first.
fn library() -> (tempfile::TempDir, Desk) {
    let (folder, _) = talks();
    let desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 30);
    (folder, desk)
}

#[test]
fn enter_before_the_answer_waits_for_it() {
    let (_folder, mut desk) = library();
    desk.keys("<enter>");
    desk.burst("/secret clock<enter>").catch_up();
    assert_eq!(picture(&desk), "text | - | secret clock.");
    desk.burst("/no such words at all<enter>").catch_up();
    assert!(
        picture(&desk).starts_with("find"),
        "nothing was found, so the overlay stays: {}",
        picture(&desk)
    );
    // An empty question repeats the last one, from where one reads; so does n after Esc put the hits away.
    desk.keys("<esc>g/<enter>");
    assert_eq!(picture(&desk), "text | - | secret clock.");
    desk.keys("g<esc>n");
    assert_eq!(picture(&desk), "text | - | secret clock.");
    desk.keys("n");
    assert_eq!(picture(&desk), "text | - | secret clock. | on from the first hit");
}

#[test]
fn keys_that_come_while_a_talk_is_opened_do_no_harm() {
    let (_folder, mut desk) = library();
    // The sections of one talk are no sections of the next.
    desk.keys("j<enter>s").burst("<esc>hk");
    desk.burst("l s").catch_up();
    desk.keys("<enter>");
    // A mark is for the talk on the screen, not for the one that is on its way.
    let (_folder, mut desk) = library();
    desk.burst("j<enter>ma");
    assert!(picture(&desk).contains("not marked: the talk is still being opened"), "{}", picture(&desk));
    desk.catch_up();
    assert!(desk.app.reader.as_ref().unwrap().marks.is_empty());
    assert_eq!(desk.app.reader.as_ref().unwrap().card.title, "A walk");
}

#[test]
fn jumps_lead_from_talk_to_talk_and_back() {
    let (_folder, mut desk) = library();
    desk.keys("<enter>:05:30<enter><esc>j<enter>]]]");
    desk.keys("/harbour<tab><enter>");
    assert_eq!(desk.app.reader.as_ref().unwrap().card.title, "tide");
    desk.keys("<^o>");
    assert_eq!(picture(&desk), "text | Ford | Paragraph 20");
    desk.keys("<tab>");
    assert_eq!(desk.app.reader.as_ref().unwrap().card.title, "tide");
}

#[test]
fn the_end_is_not_read_by_looking_at_it() {
    let (_folder, mut desk) = library();
    desk.keys("j<enter>Gg<esc>");
    let read = desk.app.list.entries.iter().find(|e| e.title() == "A walk").unwrap().read.unwrap();
    assert!(read < 0.5, "{read}");
    desk.keys("<enter>");
    for _ in 0..40 {
        desk.keys("<space>");
    }
    desk.keys("<space><space><space><space><space><space><space><space>");
    let read = desk.app.list.entries.iter().find(|e| e.title() == "A walk").unwrap().read.unwrap();
    assert!(read > 0.99, "{read}");
}

#[test]
fn a_click_goes_where_it_points() {
    let (_folder, mut desk) = library();
    let click = |desk: &mut Desk, x, y| desk.act(dictum::app::Action::Click(x, y));
    // The second talk of the list, four rows below the first; a second click reads it.
    click(&mut desk, 5, 5);
    assert_eq!(desk.app.reader.as_ref().unwrap().card.title, "A walk");
    click(&mut desk, 5, 5);
    assert_eq!(desk.app.focus, Focus::Transcript);
    // The middle of the strip is the middle of the talk.
    click(&mut desk, 50, 28);
    let share = desk.app.reader.as_ref().unwrap().share();
    assert!((0.45..0.55).contains(&share), "{share}");
    // The third section of the outline.
    desk.keys("o");
    let outline = desk.app.panes().outline.unwrap();
    click(&mut desk, outline.x + 3, outline.y + 3);
    assert_eq!(picture(&desk), "text | Ford | Paragraph 20");
    // Below the last section of the choice there is nothing to take.
    desk.keys("s");
    click(&mut desk, 10, 20);
    assert!(picture(&desk).starts_with("sections"));
}

#[test]
fn a_file_without_words_says_so_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "It rains.\n").unwrap();
    fs::write(folder.path().join("blank.vtt"), "WEBVTT\n").unwrap();
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 24);
    desk.wait_until(|app| app.list.entries.iter().all(|e| !matches!(e.state, State::Waiting)));
    assert!(desk.screen().contains("✗ nothing is said in it"), "{}", desk.screen());
}

#[test]
fn the_first_name_is_told_also_where_a_sound_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.vtt");
    let cue =
        |m: u32, who: &str, text: &str| format!("00:0{m}:00.000 --> 00:0{m}:02.000\n<v {who}>{text}</v>\n\n");
    let talk =
        [cue(1, "Cher", "(deep rumbling)"), cue(3, "Ada", "It rains here."), cue(5, "Ada", "It does.")];
    fs::write(&path, format!("WEBVTT\n\n{}", talk.concat())).unwrap();
    let desk = Desk::over(Places::Paths(vec![path]), 80, 24);
    let screen = desk.screen();
    let before = screen.rsplit_once("(deep rumbling)").unwrap().0;
    assert!(before.lines().any(|line| line.trim().trim_start_matches('▸').trim() == "Cher"), "{screen}");
}

#[test]
fn the_filter_knows_files_too() {
    let (_folder, mut desk) = library();
    desk.keys("<esc>fwalk.md");
    let shown: Vec<_> =
        desk.app.list.shown().iter().map(|&talk| desk.app.list.entries[talk].title()).collect();
    assert_eq!(shown, ["A walk"]);
    assert!(desk.screen().contains("walk.md"), "{}", desk.screen());
    desk.keys("qqq");
    assert!(
        desk.screen().contains("nothing fits") && !desk.screen().contains("Paragraph"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_memory_that_answers_late_loses_nothing() {
    use dictum::app::{Action, App, Kept, News};
    use dictum::model::{Card, Fingerprint, Talk};
    use std::sync::Arc;

    let (_folder, mut desk) = library();
    desk.keys("j<enter>");
    let talk: Arc<Talk> = Arc::clone(&desk.app.reader.as_ref().unwrap().talk);
    let card = Card::of(&talk, "markdown", 0, Fingerprint(1));
    let at = talk.text.find("Paragraph 20").unwrap();
    let mut app = App::new((80, 24), true);
    app.update(Action::News(News::Talks(vec!["walk.md".into()])));
    let effects = app.update(Action::News(News::Opened {
        talk: 0,
        path: "walk.md".into(),
        read: Ok((Arc::clone(&talk), Box::new(card), None)),
    }));
    assert!(!effects.iter().any(|e| matches!(e, Effect::KeepPlace { .. })), "{effects:?}");
    let kept = Kept { place: Some(at), read_to: at, marks: vec![('a', at)], ..Kept::default() };
    app.update(Action::News(News::Recalled { talk: 0, kept }));
    assert_eq!(app.reader.as_ref().unwrap().place(), at);
}

/// A panel of two whom a machine has told apart, with a sound and a repeat.
const PANEL: &str = "WEBVTT

00:00:01.000 --> 00:00:04.500
<v SPEAKER_00>Where do the bees go in winter,</v>

00:00:04.500 --> 00:00:06.000
<v SPEAKER_00>when it is cold?</v>

00:00:06.000 --> 00:00:07.000
[laughter]

00:00:07.250 --> 00:00:09.000
<v SPEAKER_01>They stay at home.</v>

00:00:09.000 --> 00:00:12.000
<v SPEAKER_01>They shiver in turns.</v>
";

fn panel_in_subrip() -> String {
    PANEL
        .replace("WEBVTT\n\n", "")
        .replace("<v ", "")
        .replace("</v>", "")
        .replace("0>", "0: ")
        .replace("1>", "1: ")
}

fn panel(memory: &std::path::Path, folder: &std::path::Path) -> Desk {
    let path = folder.join("panel.vtt");
    std::fs::write(&path, PANEL).unwrap();
    Desk::remembering(Places::Paths(vec![path]), memory.to_path_buf(), 60, 20)
}

#[test]
fn the_raw_view_has_the_times_within_a_turn() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bees.md");
    std::fs::write(
        &path,
        "**Ann:** They sleep. \\[01:04\\] Then they wake.\n\n**Bo:** Do they?\n\n**Ann:** So.\n",
    )
    .unwrap();
    let mut desk = Desk::over(Places::Paths(vec![path]), 60, 20);
    desk.keys("r");
    let screen = desk.screen();
    let rows: Vec<&str> = screen.lines().map(str::trim).filter(|row| !row.is_empty()).collect();
    let from = rows.iter().position(|row| row.ends_with("They sleep.")).expect(&screen);
    assert_eq!(rows[from + 1..from + 3], ["1:04.000", "Then they wake."], "{screen}");
    desk.keys("gg}");
    assert!(desk.screen().contains("Do they?"), "{}", desk.screen());
}

#[test]
fn the_raw_view_has_each_cue_with_its_times_and_speaker() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = panel(&folder.path().join("memory"), folder.path());
    desk.keys("r");
    let screen = desk.screen();
    let rows: Vec<&str> = screen.lines().map(str::trim).filter(|row| !row.is_empty()).collect();
    let from = rows.iter().position(|row| row.contains("0:01.000")).expect(&screen);
    assert_eq!(
        rows[from..from + 10],
        [
            "▸ 0:01.000 – 0:04.500  SPEAKER_00",
            "Where do the bees go in winter,",
            "0:04.500 – 0:06.000  SPEAKER_00",
            "when it is cold?",
            "0:06.000 – 0:07.000",
            "[laughter]",
            "0:07.250 – 0:09.000  SPEAKER_01",
            "They stay at home.",
            "0:09.000 – 0:12.000  SPEAKER_01",
            "They shiver in turns.",
        ]
    );
    assert!(screen.contains("r joins them again"), "{screen}");
    // Paragraphs are cues now, and so is what is copied.
    desk.keys("3}y");
    assert!(desk.screen().contains("raw · 0:07 of 0:12"), "{}", desk.screen());
    let copied = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => text.lines().next(),
        _ => None,
    });
    assert_eq!(copied, Some("“They stay at home.”"));
    desk.keys("r");
    assert!(!desk.screen().contains("raw"), "{}", desk.screen());
}

#[test]
fn the_place_stays_where_it_is_in_both_views() {
    for (talk, keys) in [
        (TIDE, ":05:33<enter>"),
        (TIDE, "50%"),
        (TIDE, "G"),
        (TIDE, "jjjjjjj"),
        (TIDE, "3<space>j"),
        (TIDE, "/secret clock<enter>"),
        (TIDE, ":05:33<enter>ma g'a"),
        (WALK, "]]]j"),
        (WALK, "3]"),
        (WALK, "]]}jj"),
    ] {
        let (_folder, paths) = talks();
        let mut desk = Desk::over(Places::Paths(vec![paths[talk].clone()]), 80, 24);
        desk.keys(keys);
        let before = desk.app.reader.as_ref().unwrap().place();
        desk.keys("r");
        let raw = desk.app.reader.as_ref().unwrap();
        assert!(raw.is_raw() && raw.window().contains(before), "{keys}\n{}", desk.screen());
        desk.keys("r");
        assert_eq!(desk.app.reader.as_ref().unwrap().place(), before, "{keys}\n{}", desk.screen());
    }
    // Sections, hits and marks are those of the same text.
    check(WALK, "r]]]", "text | Ford | Paragraph 20");
    check(WALK, "r]]]jj[", "text | Ford | Paragraph 20");
    check(WALK, "r]]}}{", "text | Meadow | Paragraph 11");
    check(TIDE, "r/secret clock<enter>", "text | - | secret clock.");
    check(TIDE, "/water comes<enter>nnr", "text | - | water comes | cues as they are; r joins them again");
    check(TIDE, "r:05:30<enter>mag'a", "text | - | Every harbour");
}

#[test]
fn whoever_speaks_can_be_named_and_is_called_so_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let memory = folder.path().join("memory");
    let mut desk = panel(&memory, folder.path());
    desk.keys("w");
    assert_eq!(picture(&desk), "name SPEAKER_00 | - | Where do");
    assert!(desk.screen().contains("SPEAKER_00 is:"), "{}", desk.screen());
    desk.keys("Ada Brook<enter>");
    assert_eq!(picture(&desk), "text | - | Where do | SPEAKER_00 is Ada Brook");
    let screen = desk.screen();
    assert!(screen.contains("Ada Brook\n") && !screen.contains("SPEAKER_00\n"), "{screen}");
    desk.keys("y/winter<enter>");
    let copied =
        desk.effects.iter().any(|e| matches!(e, Effect::Copy(text) if text.contains("— Ada Brook, ")));
    assert!(copied, "{:?}", desk.effects);
    let hit = desk.app.walk.as_ref().and_then(|walk| walk.current()).unwrap();
    assert_eq!(hit.speaker.as_deref(), Some("Ada Brook"));
    // Hits that were taken along before are called so too.
    desk.keys("w<bs><bs><bs><bs><bs>Lune<enter>");
    let hit = desk.app.walk.as_ref().and_then(|walk| walk.current()).unwrap();
    assert_eq!(hit.speaker.as_deref(), Some("Ada Lune"));
    desk.finish();

    // It is remembered, and an empty name takes it off again.
    let mut desk = panel(&memory, folder.path());
    assert!(desk.screen().contains("Ada Lune"), "{}", desk.screen());
    assert_eq!(desk.app.reader.as_ref().unwrap().card.speakers, ["Ada Lune", "SPEAKER_01"]);
    // The same words in another format are the same talk.
    let path = folder.path().join("panel.srt");
    std::fs::write(&path, panel_in_subrip()).unwrap();
    let desk_of_other = Desk::remembering(Places::Paths(vec![path]), memory.clone(), 60, 20);
    assert!(desk_of_other.screen().contains("Ada Lune"), "{}", desk_of_other.screen());
    desk.keys("w<^u><enter>");
    assert_eq!(picture(&desk), "text | - | Where do | SPEAKER_00 has no other name");
    desk.finish();
    let mut desk = panel(&memory, folder.path());
    assert!(!desk.screen().contains("Ada"), "{}", desk.screen());
    desk.keys("w<esc>");
    assert_eq!(picture(&desk), "text | - | Where do");
    check(WALK, "w", "text | - | Paragraph 00 | the file does not say who speaks here");
}

/// A talk in English and German: a cue each minute, in two formats; and notes that are no such thing.
fn in_two_languages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let captions = |word: &str| {
        let cue =
            |m: usize| format!("00:{m:02}:00.000 --> 00:{m:02}:30.000\n{word} {m}, {word} and {word}.\n\n");
        format!("WEBVTT\n\n{}", (0..40).map(cue).collect::<String>())
    };
    fs::write(folder.path().join("rain.en.vtt"), captions("rain")).unwrap();
    fs::write(folder.path().join("rain.en.srt"), captions("rain").replace("WEBVTT\n\n", "")).unwrap();
    fs::write(folder.path().join("rain.de.vtt"), captions("Regen")).unwrap();
    fs::write(folder.path().join("snow.txt"), "It snows.\n").unwrap();
    fs::write(folder.path().join("snow.md"), "# Ice\n\nIt is slippery.\n").unwrap();
    folder
}

#[test]
fn a_talk_in_two_languages_is_one_and_the_key_goes_to_the_same_time() {
    let folder = in_two_languages();
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 24);
    desk.wait_until(|app| app.list.entries.len() == 3 && !app.list.entries[0].kin.languages.is_empty());
    desk.wait_until(|app| app.list.entries.iter().all(|e| !matches!(e.state, State::Waiting)));
    assert!(desk.screen().contains("also de, srt"), "{}", desk.screen());
    let shown: Vec<_> =
        desk.app.list.shown().iter().map(|&talk| desk.app.list.entries[talk].title()).collect();
    assert_eq!(shown, ["rain", "Ice", "snow"], "what was found later stands beside its namesake");

    desk.keys("<enter>:20:00<enter>");
    let time = |desk: &Desk| {
        let reader = desk.app.reader.as_ref().unwrap();
        reader.talk.time_at(reader.place()).unwrap().to_string()
    };
    let english = time(&desk);
    desk.keys("L");
    assert!(desk.screen().contains("Regen"), "{}", desk.screen());
    assert_eq!(time(&desk), english);
    assert_eq!(desk.app.list.entries[0].kin.languages, ["en"]);
    assert!(desk.app.list.entries[0].path.ends_with("rain.de.vtt"), "{}", desk.app.list.entries[0].path);
    desk.keys("y");
    let copied = desk
        .effects
        .iter()
        .rev()
        .find_map(|e| if let Effect::Copy(text) = e { Some(text.clone()) } else { None });
    assert!(copied.as_ref().is_some_and(|text| text.contains("— rain (de), ")), "{copied:?}");
    desk.keys("^o");
    assert!(desk.screen().contains("Regen 20"), "a place of the other text is no place here");
    desk.keys("L");
    assert!(desk.screen().contains("rain 20"), "{}", desk.screen());
    assert_eq!(time(&desk), english);

    fs::remove_file(folder.path().join("rain.de.vtt")).unwrap();
    desk.keys("L");
    assert!(desk.screen().contains("rain.de.vtt: there is no such file"), "{}", desk.screen());
    assert!(desk.screen().contains("rain 20"), "the talk stays as it was");
    assert!(desk.app.list.entries[0].path.ends_with("rain.en.vtt"), "{}", desk.app.list.entries[0].path);
    desk.keys("<esc>j<enter>L");
    assert!(desk.screen().contains("in one language only"), "{}", desk.screen());
}
