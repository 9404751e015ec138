//! Names by some of their letters: talks, headings, speakers and what keys do; the letters that matched are drawn.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::Desk;
use dictum::app::{Effect, Focus, Overlay};
use dictum::worker::Places;
use ratatui::style::Modifier;

/// Two talks: one with headings, one with four who speak, of whom one has a label only.
fn talks(folder: &Path) {
    let filler = "Nobody counted the jars on the shelf that year, and nobody minded it much. ".repeat(6);
    let bees = format!("# A year of bees\n\n## Winter quarters\n\n{filler}\n\n## Spring\n\n{filler}\n");
    let said = [
        ("Ada Brook", "Where do the bees go when the orchard sleeps?"),
        ("Tom Reed", "They stay at home and shiver in turns."),
        ("SPEAKER_02", "And the queen sits in the middle of them all."),
        ("Žofie Černá", "Nobody has ever asked her, of course."),
        ("Tom Reed", "Not even her keeper."),
    ];
    let cues = (0u32..).zip(said).map(|(n, (who, words))| {
        format!("00:00:{:02}.000 --> 00:00:{:02}.000\n<v {who}>{words}</v>\n\n", n * 5, n * 5 + 5)
    });
    std::fs::write(folder.join("bees.md"), bees).unwrap();
    std::fs::write(folder.join("panel.vtt"), format!("WEBVTT\n\n{}", cues.collect::<String>())).unwrap();
}

fn desk_of(width: u16, height: u16) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    talks(folder.path());
    let desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), width, height);
    (folder, desk)
}

/// The rows on which letters are marked as matching, each with the marks as `[…]`; headers look alike as a whole.
fn marked(desk: &Desk) -> Vec<String> {
    let buffer = desk.buffer();
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    let draw = |row: &[ratatui::buffer::Cell]| {
        let (mut drawn, mut inside) = (String::new(), false);
        for cell in row {
            let matched = cell.modifier.contains(Modifier::UNDERLINED | Modifier::BOLD);
            if matched != inside {
                drawn.push(if matched { '[' } else { ']' });
                inside = matched;
            }
            drawn.push_str(cell.symbol());
        }
        drawn
    };
    let drawn = rows.map(draw).filter(|row| row.contains('[') && !row.starts_with("[ "));
    drawn.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The first row with marks after some keys has these.
#[track_caller]
fn check(keys: &str, first: &str) {
    for (width, height) in [(80, 24), (40, 12), (200, 60)] {
        let (_folder, mut desk) = desk_of(width, height);
        desk.keys(keys);
        let marked = marked(&desk);
        let row = marked.first().map(String::as_str).unwrap_or_default();
        assert!(row.contains(first), "{keys} at {width}x{height}: {marked:#?}\n{}", desk.screen());
    }
}

#[test]
fn matched_letters_are_drawn_wherever_names_are_chosen() {
    // Talks by their titles, by who speaks in them, by their files.
    check("fyrbs", "A [y]ea[r] of [b]ee[s]");
    check("ftomr", "[Tom] [R]eed");
    check("fzofie", "[Žofie] Černá");
    check("fbees.md", "[bees.md]");
    // Headings.
    check("<enter>sqrt", "Winter [q]ua[rt]ers");
    check("<enter>ofspr", "[Spr]ing");
    // Speakers.
    check("j<enter>Wfcerna", "Žofie [Černá]");
    check("j<enter>W/tr", "[T]om [R]eed");
    // What keys do.
    check("?fskim", "the [skim]");
    check("<enter>:skim<enter>", "the [skim]");
    check("?/^o", "[^o");
}

#[test]
fn speakers_are_narrowed_to_those_whose_names_fit() {
    let (_folder, mut desk) = desk_of(80, 24);
    let shown = |desk: &Desk| match &desk.app.overlay {
        Some(Overlay::Speakers(voices)) => (voices.shown().len(), voices.typing),
        _ => panic!("{}", desk.screen()),
    };
    desk.keys("j<enter>Wf");
    assert_eq!(shown(&desk), (4, true));
    desk.keys("zof");
    assert_eq!(shown(&desk), (1, true));
    assert!(desk.screen().contains("1 of 4 speakers"), "{}", desk.screen());
    desk.keys("qq");
    assert_eq!(shown(&desk), (0, true));
    assert!(desk.screen().contains("nothing fits"), "{}", desk.screen());
    desk.keys("<enter>");
    assert_eq!(shown(&desk), (0, true), "there is nobody to go to");
    desk.keys("<bs><bs><esc>");
    assert_eq!(shown(&desk), (4, false), "what was typed is taken back first");
    desk.keys("fzof<enter>");
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.message.as_ref().unwrap().text, "Žofie Černá: turn 1 of 1 · ) (");
}

#[test]
fn a_speaker_is_given_a_name_that_is_known() {
    let (_folder, mut desk) = desk_of(80, 24);
    desk.keys("j<enter>Wgjw");
    assert!(!desk.screen().contains("Tab:"), "{}", desk.screen());
    desk.keys("o");
    let screen = desk.screen();
    let foot = screen.lines().last().unwrap();
    assert!(foot.contains("SPEAKER_02 is: o") && foot.contains("Tab: "), "{screen}");
    assert!(!foot.contains("SPEAKER_02 ·"), "a label is no name: {foot}");
    desk.keys("<bs>re");
    assert_eq!(marked(&desk).last().unwrap(), "SPEAKER_02 is: re Tab: Tom [Re]ed");
    desk.keys("<tab><enter>");
    assert_eq!(desk.app.message.as_ref().unwrap().text, "SPEAKER_02 is Tom Reed");
    let kept = desk.effects.iter().any(|e| matches!(e, Effect::KeepName { name, .. } if name == "Tom Reed"));
    assert!(kept, "{:?}", desk.effects);
    desk.keys("w<^u>nobody at all<tab><enter>");
    assert_eq!(desk.app.message.as_ref().unwrap().text, "SPEAKER_02 is nobody at all");
}

#[test]
fn what_a_key_does_is_found_and_done_from_help() {
    let (_folder, mut desk) = desk_of(80, 24);
    desk.keys("<enter>?fskim<enter>");
    assert!(desk.app.overlay.is_none() && desk.app.view.skim, "{}", desk.screen());
    desk.keys(":theskim<tab><enter>");
    assert!(desk.app.overlay.is_none() && !desk.app.view.skim, "{}", desk.screen());
    desk.keys("?fquit<enter>");
    assert!(desk.effects.contains(&Effect::Quit));

    // It is done in the pane where it means that.
    desk.keys("?ffold all");
    assert_eq!(desk.app.focus, Focus::Transcript);
    desk.keys("<bs><bs><bs> open it<enter>");
    assert_eq!(desk.app.focus, Focus::Outline, "{}", desk.screen());
    desk.keys("?fanother order<enter>");
    assert_eq!(desk.app.focus, Focus::List);
    assert_eq!(desk.app.message.as_ref().unwrap().text, "talks newest first");

    // What cannot be done from there is told, and help stays.
    desk.keys("?fput the letter<enter>");
    assert!(matches!(desk.app.overlay, Some(Overlay::Help(_))));
    assert!(desk.screen().contains("not done from here: press"), "{}", desk.screen());
    desk.keys("<esc>");
    assert!(desk.screen().contains(" Keys"), "all keys again: {}", desk.screen());
    desk.keys("<esc>");
    assert!(desk.app.overlay.is_none());
}
