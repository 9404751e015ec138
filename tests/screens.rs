//! What the screen looks like: pictures at four sizes, letters and looks.
#![allow(clippy::unwrap_used)]

mod common;

use common::Desk;
use dictum::app::Action;

const SIZES: [(u16, u16); 4] = [(80, 24), (40, 12), (20, 5), (200, 60)];

/// Draws what the keys lead to at all four sizes.
#[track_caller]
fn check(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut desk = Desk::samples(width, height);
        desk.keys(keys);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), desk.picture());
    }
}

#[test]
fn the_list() {
    check("list", "jj");
}

#[test]
fn a_lecture_with_times() {
    check("lecture", "<enter><space>");
}

#[test]
fn an_interview_with_speakers() {
    check("interview", "j<enter><space>");
}

#[test]
fn cues_as_they_are() {
    check("raw", "j<enter><space>r");
}

#[test]
fn a_blog_post_with_code_and_other_scripts() {
    check("blog", "jj<enter>]]]jj");
}

#[test]
fn the_end_of_a_lecture_with_its_repeats() {
    check("end", "<enter>G");
}

#[test]
fn the_search() {
    check("find", "<enter>/the light");
}

#[test]
fn the_search_in_all_talks_by_talk() {
    check("found_by_talk", "/\"the light\"<^t><^n>");
}

#[test]
fn the_search_for_a_letter() {
    check("letter", "/sw");
}

#[test]
fn the_search_that_finds_nothing() {
    check("nothing_found", "/zebra speaker:zoe before:soon x");
}

#[test]
fn a_hit() {
    check("hit", "<enter>/clock repeats<enter>n");
}

#[test]
fn the_sections() {
    check("sections", "jjjj<enter>sfl");
}

#[test]
fn the_outline() {
    check("outline", "jjjj<enter>ojj");
}

#[test]
fn the_outline_narrowed() {
    check("outline_narrowed", "jjjj<enter>ofth");
}

#[test]
fn the_outline_of_found_sections() {
    check("outline_found", "j<enter>oj");
}

#[test]
fn the_outline_after_a_search() {
    check("outline_hits", "j<enter>/the bread<enter>oj");
}

#[test]
fn the_outline_with_sections_of_the_reader() {
    check("outline_edited", "jj<enter>]}aOut of the rain<enter>]c<^u>Swans and their opinions<enter>o");
}

#[test]
fn the_speakers() {
    check("speakers", "j<enter><space>Wj");
}

#[test]
fn a_turn_of_a_speaker() {
    check("turn", "j<enter>Wj<enter>)");
}

#[test]
fn the_skim() {
    check("skim", "j<enter>v]jj");
}

#[test]
fn the_skim_with_a_section_unfolded() {
    check("unfolded", "jj<enter>v]]xj");
}

#[test]
fn help() {
    check("help", "?");
}

#[test]
fn what_keys_do_by_some_letters() {
    check("help_filtered", "?fskim");
}

#[test]
fn the_speakers_by_some_letters() {
    check("speakers_filtered", "j<enter>Wfen");
}

#[test]
fn nothing_but_the_text() {
    check("zen", "jj<enter>z]");
}

#[test]
fn a_window_that_is_too_small_says_so() {
    let mut desk = Desk::samples(80, 24);
    for size in [(19, 5), (20, 4), (1, 1), (0, 0), (500, 1)] {
        desk.act(Action::Resize(size.0, size.1));
        let screen = desk.screen();
        assert!(size.0 < 17 || screen.contains("dictum: too small"), "{size:?}: {screen}");
    }
}
