//! The skim on the screen: to it, about in it, into the text and back.
#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write;

use common::Desk;
use dictum::app::Focus;
use dictum::model::Span;
use dictum::worker::Places;

/// Three sections, each with a sentence or two that tell, and much that does not.
fn ferry() -> (tempfile::TempDir, Places) {
    let filler = "That is how it goes, and so it was with them as it is with all of us. ";
    let mut text = String::from("# The ferry\n");
    for (title, told) in [
        ("Boats", "The ferry crosses the estuary at slack water when the sandbanks show."),
        ("Birds", "Herons and avocets nest above the weir until the floods of autumn."),
        (
            "Bells",
            "The foundry casts its bells in loam that dries for eleven weeks. Copper came by barge from the harbour, tin by mule.",
        ),
    ] {
        write!(text, "\n## {title}\n\n{0}{0}\n\n{0}{told} {0}\n\n{0}{0}\n", filler.repeat(4)).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferry.md");
    std::fs::write(&path, text).unwrap();
    (folder, Places::Paths(vec![path]))
}

/// What is on the screen, the section, and the words of the place.
fn picture(desk: &Desk) -> String {
    let reader = desk.app.reader.as_ref().unwrap();
    let layout = if reader.is_skimming() { "skim" } else { "text" };
    let section = reader.section().map_or("-", |at| &reader.talk.sections[at].title);
    let words = Span::new(reader.place(), reader.talk.text.len()).of(&reader.talk.text);
    let words: Vec<_> = words.split_whitespace().take(2).collect();
    format!("{layout} | {section} | {}", words.join(" "))
}

#[track_caller]
fn check(keys: &str, expected: &str) {
    let (_folder, places) = ferry();
    let mut desk = Desk::over(places, 80, 24);
    desk.keys(keys);
    assert_eq!(picture(&desk), expected, "{keys}\n{}", desk.screen());
}

#[test]
fn the_skim_is_walked_by_sentences_and_sections() {
    check("v", "skim | Boats | The ferry");
    check("v]", "skim | Birds | Herons and");
    check("v2]", "skim | Bells | The foundry");
    check("v99]", "skim | Bells | The foundry");
    check("vG", "skim | Bells | Copper came");
    check("vGg", "skim | Boats | The ferry");
    check("vG[", "skim | Bells | The foundry");
    check("vG[[", "skim | Birds | Herons and");
    check("v}", "skim | Birds | Herons and");
    check("v}}{{", "skim | Boats | The ferry");
    check("vjjk", "skim | Birds | Herons and");
    check("vjjj", "skim | Bells | Copper came");
    check("v<space><space>b", "skim | Boats | The ferry");
}

#[test]
fn it_opens_at_the_section_that_is_read() {
    check("]]v", "skim | Birds | Herons and");
    check("Gv", "skim | Bells | The foundry");
}

#[test]
fn enter_goes_into_the_text_and_the_way_back_leads_to_the_same_sentence() {
    check("v]<enter>", "text | Birds | Herons and");
    check("v]<enter>v", "skim | Birds | Herons and");
    check("v]<enter>jjj<^o>", "skim | Birds | Herons and");
    check("v]<enter>jjj<^o><^o>", "skim | Boats | The ferry");
    check("v]<enter>jjj<^o><^o><^o>", "text | - | That is");
}

#[test]
fn the_text_stands_where_it_was_and_so_does_the_skim() {
    check("]]jjjjv]v", "text | Birds | That is");
    check("v2]vv", "skim | Bells | The foundry");
}

#[test]
fn places_and_hits_are_shown_in_the_text() {
    check("vma]]'a", "text | Boats | The ferry");
    check("v/avocets<enter>", "text | Birds | avocets nest");
    check("v:50%<enter>", "text | Birds | of autumn.");
    check("vsbel<enter>", "skim | Bells | The foundry");
}

#[test]
fn a_section_is_unfolded_in_place() {
    check("v]xj", "skim | Birds | That is");
    check("v]xx", "skim | Birds | Herons and");
    check("v]x]", "skim | Bells | The foundry");
    let (_folder, places) = ferry();
    let mut desk = Desk::over(places, 80, 24);
    desk.keys("v]x");
    assert!(desk.screen().contains("autumn. That"), "{}", desk.screen());
}

#[test]
fn sections_are_set_right_in_the_skim() {
    check("v]c<^u>Waders<enter>", "skim | Waders | Herons and");
    check("v]c<^u>Waders<enter>U", "skim | Birds | Herons and");
    check("v]D", "skim | Boats | Herons and");
    check("v]DU", "skim | Birds | Herons and");
    check("v]aNests<enter>", "skim | Nests | Herons and");
    check("v]aNests<enter>DD", "skim | Boats | Herons and");
    check("v]xc<^u>Waders<enter>j", "skim | Waders | That is");
    check("vv]]c<^u>Waders<enter>v", "skim | Waders | Herons and");
    check("]]v]vD", "text | Boats | That is");
}

#[test]
fn the_skim_is_made_anew_when_sections_are_others() {
    let (_folder, places) = ferry();
    let mut desk = Desk::over(places, 80, 24);
    desk.keys("v]D");
    let reader = desk.app.reader.as_ref().unwrap();
    let parts: Vec<_> = reader.skim().unwrap().parts().iter().map(|p| p.section).collect();
    assert_eq!(parts, [Some(0), Some(1)]);
    assert_eq!(reader.skim().unwrap().parts(), dictum::outline::skim(&reader.talk));
}

#[test]
fn until_it_is_made_anew_the_sentences_stand_in_their_new_sections() {
    let (_folder, places) = ferry();
    let mut desk = Desk::over(places, 80, 24);
    desk.keys("v]").burst("aNests<enter>");
    assert_eq!(picture(&desk), "skim | Nests | Herons and");
    desk.burst("DDD");
    assert_eq!(picture(&desk), "skim | - | Herons and");
    desk.catch_up();
    assert_eq!(picture(&desk), "skim | - | Herons and");
}

#[test]
fn where_nothing_is_said_the_skim_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("music.vtt");
    std::fs::write(&path, "WEBVTT\n\n00:01.000 --> 00:09.000\n[Music]\n").unwrap();
    let mut desk = Desk::over(Places::Paths(vec![path]), 80, 24);
    desk.keys("vjG]x<space>[kg");
    assert!(desk.screen().contains("nothing to skim"), "{}", desk.screen());
    desk.keys("<enter>");
    assert!(desk.screen().contains("[Music]"), "{}", desk.screen());
}

#[test]
fn nothing_counts_as_read_and_no_place_is_kept_while_skimming() {
    let (_folder, places) = ferry();
    let mut desk = Desk::over(places, 80, 24);
    let before = desk.app.reader.as_ref().unwrap().read_to;
    desk.keys("vG");
    assert_eq!(desk.app.reader.as_ref().unwrap().read_to, before);
    desk.keys("v");
    assert!(picture(&desk).starts_with("text | - |"), "{}", picture(&desk));
}

/// A part with two chapters, and one without.
fn nested() -> (tempfile::TempDir, Places) {
    let said = "The ferry of the estuary crosses at slack water when the sandbanks show. ".repeat(12);
    let other = "Herons and avocets nest above the weir until the floods of autumn come. ".repeat(12);
    let text = format!(
        "---\ntitle: The harbour\n---\n\n# Ships\n\n## Ferries\n\n{said}\n\n## Birds\n\n{other}\n\n# Bells\n\n{}\n",
        "Bells ring. ".repeat(60)
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nested.md");
    std::fs::write(&path, text).unwrap();
    (folder, Places::Paths(vec![path]))
}

#[test]
fn what_is_folded_in_the_outline_is_told_as_one() {
    let (_folder, places) = nested();
    let mut desk = Desk::over(places, 120, 40);
    let told = |desk: &Desk| {
        let reader = desk.app.reader.as_ref().unwrap();
        let skim = reader.skim().unwrap();
        let titles = |at| reader.talk.sections[skim.part(at).unwrap().section.unwrap()].title.clone();
        let told = skim.shown_parts().map(|at| format!("{} {}", titles(at), skim.sentences_of(at).len()));
        (told.collect::<Vec<_>>().join(", "), reader.counted())
    };
    desk.keys("v");
    // Ships says nothing before its first chapter, and is no chapter of no length.
    let open = ("Ships 0, Ferries 1, Birds 1, Bells 1".to_owned(), Some((2, 4)));
    assert_eq!(told(&desk), open);
    assert!(!desk.screen().contains(" 0 words"), "{}", desk.screen());
    desk.keys("ozM");
    assert_eq!(told(&desk), ("Ships 2, Bells 1".to_owned(), Some((1, 2))));
    assert!(desk.screen().contains("Herons and avocets"), "{}", desk.screen());
    desk.keys("zR");
    let (parts, _) = told(&desk);
    assert_eq!(parts, open.0);
}

#[test]
fn a_folded_section_is_unfolded_with_all_that_is_within_it() {
    let (_folder, places) = nested();
    let mut desk = Desk::over(places, 120, 40);
    desk.keys("ohvx");
    let (reader, screen) = (desk.app.reader.as_ref().unwrap(), desk.screen());
    assert_eq!(reader.skim().unwrap().span_of(0), reader.talk.sections[0].span);
    assert!(screen.contains("The ferry of the estuary") && screen.contains("Herons"), "{screen}");
    desk.keys("]");
    assert_eq!(desk.app.reader.as_ref().unwrap().counted(), Some((2, 2)));
}

#[test]
fn the_keys_go_to_the_skim_and_back_where_they_were() {
    let (folder, _) = ferry();
    std::fs::write(folder.path().join("tides.txt"), "The tide turns at noon.\n").unwrap();
    let places = || Places::Paths(vec![folder.path().to_path_buf()]);
    let check = |keys: &str, expected: Focus| {
        let mut desk = Desk::over(places(), 120, 24);
        desk.keys(keys);
        assert_eq!(desk.app.focus, expected, "{keys}\n{}", desk.screen());
    };
    check("<enter>ov", Focus::Transcript);
    check("<enter>ovjv", Focus::Outline);
    check("<enter>vv", Focus::Transcript);
    check("v", Focus::Transcript);
    check("vv", Focus::List);
    // Whoever went on from the skim is not fetched back.
    check("<enter>ov<enter>", Focus::Transcript);
    check("<enter>ov<enter>vv", Focus::Transcript);
    check("v<tab>v", Focus::Outline);
    // Only the pane that has the keys has a cursor.
    for (keys, without) in [("<enter>ov", 1), ("<enter>ovo", 0)] {
        let mut desk = Desk::over(places(), 100, 24);
        desk.keys(keys);
        let screen = desk.screen();
        let pane = |at: usize| screen.lines().filter_map(move |line| line.split('│').nth(at));
        assert!(pane(without).all(|row| !row.contains('▌')), "{keys}\n{screen}");
        assert!(pane(1 - without).any(|row| row.contains('▌')), "{keys}\n{screen}");
    }
}

#[test]
fn in_a_narrow_pane_sentences_take_the_columns_of_the_times() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("WEBVTT\n");
    let told =
        ["the ferry crosses the estuary at slack water", "herons nest above the weir until the floods"];
    for n in 0..60 {
        write!(text, "\n00:{n:02}:00.000 --> 00:{n:02}:30.000\n").unwrap();
        writeln!(text, "And {} when the sandbanks show, number {n}.", told[n / 30]).unwrap();
    }
    let path = folder.path().join("ferry.vtt");
    std::fs::write(&path, text).unwrap();
    let column = |width: u16| {
        let mut desk = Desk::over(Places::Paths(vec![path.clone()]), width, 30);
        desk.keys("v");
        let screen = desk.screen();
        let dash =
            screen.lines().find_map(|line| line.split_once("– ")).map(|(before, _)| before.chars().count());
        dash.unwrap_or_else(|| panic!("no sentence\n{screen}"))
    };
    assert_eq!(column(40), 2);
    assert!(column(79) > 6);
}
