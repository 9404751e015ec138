//! Found sections, from files as people have them.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use dictum::load::{self, Wanted};
use dictum::model::{Origin, Section, Talk};
use dictum::outline;
use dictum::text::is_clean;
use proptest::prelude::*;

fn read(name: &str, text: &str) -> Option<Talk> {
    let mut talk = load::load_as(Path::new(name), text.as_bytes(), Wanted::default()).ok()?.talk;
    outline::settle(&mut talk);
    Some(talk)
}

fn completed(name: &str, text: &str) -> Option<Talk> {
    let mut talk = read(name, text)?;
    outline::complete(&mut talk);
    Some(talk)
}

/// Four subjects, each with a vocabulary of its own, a paragraph after another.
const SUBJECTS: [(&str, &[&str]); 4] = [
    (
        "So let's talk about the lighthouse lamp.",
        &["lighthouse", "lamp", "lens", "keeper", "oil", "beam", "tower"],
    ),
    (
        "Now let's move on to beekeeping in winter.",
        &["hive", "beekeeping", "winter", "honey", "queen", "wax"],
    ),
    ("My third section is on glacier ice.", &["glacier", "ice", "moraine", "crevasse", "valley", "melt"]),
    (
        "Okay, the last topic is bread ovens.",
        &["oven", "bread", "crust", "dough", "flour", "yeast", "bakers"],
    ),
];

/// A talk over these subjects, of about 1,900 words.
fn talk_of_subjects(parted: &str) -> String {
    let mut text = String::new();
    for (opening, words) in SUBJECTS {
        text += opening;
        text += parted;
        for paragraph in 0..12 {
            for sentence in 0..4 {
                let word = |step: usize| words[(paragraph * 5 + sentence * 3 + step) % words.len()];
                let (what, whom, who) = (word(0), word(1), word(2 + sentence));
                let said = ["The ", what, " of it is that the ", whom, " was with the ", who, " again. "];
                text.extend(said);
            }
            text = text.trim_end().to_owned() + parted;
        }
    }
    text
}

/// What is true of all sections of any talk.
fn assert_sound(talk: &Talk) {
    let found: Vec<&Section> = talk.sections.iter().filter(|s| s.origin == Origin::Found).collect();
    for section in &found {
        assert!(talk.text.get(section.span.range()).is_some_and(|text| !text.is_empty()), "{section:?}");
        assert!(!section.title.trim().is_empty() && section.title.chars().all(is_clean), "{section:?}");
        assert!(talk.blocks.iter().any(|block| block.span.from() <= section.span.from()), "{section:?}");
    }
    assert!(talk.sections.is_sorted_by_key(|section| section.span.start));
    for pair in found.windows(2) {
        assert!(pair[0].span.from() < pair[1].span.from());
        assert!(pair[0].level != pair[1].level || pair[0].span.to() <= pair[1].span.from());
    }
    for pair in talk.blocks.windows(2) {
        assert!(pair[0].span.to() <= pair[1].span.from() && !pair[0].span.is_empty());
    }
}

#[test]
fn sections_begin_where_the_subject_changes() {
    let text = talk_of_subjects("\n\n");
    let talk = completed("subjects.txt", &text).unwrap();
    assert_sound(&talk);
    for (opening, words) in SUBJECTS {
        let section = talk.sections.iter().find(|s| s.span.of(&talk.text).starts_with(opening));
        let section = section.unwrap_or_else(|| panic!("no section at {opening}: {:#?}", talk.sections));
        let title = section.title.to_lowercase();
        assert!(words.iter().any(|word| title.contains(word)), "{opening} is called {title}");
        assert_eq!(section.origin, Origin::Found);
        let line = text.lines().nth(section.line as usize - 1).unwrap();
        assert!(line.starts_with(opening), "{line}");
    }
}

#[test]
fn the_same_talk_always_has_the_same_sections() {
    let text = talk_of_subjects("\n\n");
    let once = completed("a.txt", &text).unwrap().sections;
    assert_eq!(once, completed("a.txt", &text).unwrap().sections);
    // To complete what is complete changes nothing.
    let mut twice = completed("a.txt", &text).unwrap();
    outline::complete(&mut twice);
    assert_eq!(once, twice.sections);
}

#[test]
fn a_short_text_has_none() {
    let text = talk_of_subjects("\n\n");
    let page: String = text.split_inclusive(' ').take(400).collect();
    assert_eq!(completed("page.txt", &page).unwrap().sections, []);
}

#[test]
fn written_sections_stay_as_they_are() {
    let parts: Vec<String> =
        SUBJECTS.iter().map(|(opening, _)| format!("## On this\n\n{opening}\n")).collect();
    let text = format!("# A talk\n\n{}", parts.join("\n"));
    let written = read("talk.md", &text).unwrap().sections;
    assert_eq!(completed("talk.md", &text).unwrap().sections, written);
    assert!(!written.is_empty());

    // One heading above a long talk: it stays, and what is found stands below it.
    let text = format!("# A talk\n\n## Everything\n\n{}", talk_of_subjects("\n\n"));
    let talk = completed("talk.md", &text).unwrap();
    assert_sound(&talk);
    let (first, rest) = talk.sections.split_first().unwrap();
    assert_eq!((first.title.as_str(), first.origin), ("Everything", Origin::Written));
    assert!(rest.len() > 1 && rest.iter().all(|s| s.origin == Origin::Found && s.level > first.level));
}

#[test]
fn a_long_section_has_parts() {
    let text = format!("# A talk\n\n## Short\n\nOh.\n\n## Everything\n\n{}", talk_of_subjects("\n\n"));
    let talk = read("talk.md", &text).unwrap();
    assert_eq!(outline::inner(&talk, 0), []);
    let inner = outline::inner(&talk, 1);
    assert!(
        inner.len() > 1 && inner.iter().all(|part| part.level == talk.sections[1].level + 1),
        "{inner:#?}"
    );
    assert!(inner.iter().all(|part| talk.sections[1].span.contains(part.span.from())));
    assert_eq!(outline::inner(&talk, 99), []);
}

#[test]
fn captions_without_punctuation_are_parted_at_openings() {
    let mut captions = talk_of_subjects(" ").replace(['.', ','], "").to_lowercase();
    let words: Vec<&str> = captions.split_whitespace().collect();
    let lines: Vec<String> = words.chunks(8).map(|line| line.join(" ")).collect();
    captions = lines.join("\n");
    let talk = completed("captions.txt", &captions).unwrap();
    assert_sound(&talk);
    let start = |s: &Section| {
        let said: Vec<&str> = s.span.of(&talk.text).split_whitespace().take(4).collect();
        said.join(" ")
    };
    let starts: Vec<String> = talk.sections.iter().map(start).collect();
    let openings = ["now let's move on", "okay the last topic"];
    assert!(openings.iter().all(|opening| starts.iter().any(|start| start == opening)), "{starts:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is in a file, its sections are in order, within the text, and have titles that can be shown.
    #[test]
    fn any_text_is_divided_soundly(
        parts in prop::collection::vec(
            prop_oneof![
                Just("so now let's talk about ".to_owned()), Just("\n\n".to_owned()), Just("\n".to_owned()),
                Just(". ".to_owned()), Just("? ".to_owned()), Just("**Ann:** ".to_owned()),
                Just("# ".to_owned()), Just("Überraschung über é’s ".to_owned()), Just("字典と言葉".to_owned()),
                "[a-h]{1,6} ", "\\PC{0,6}", "[0-9:.,_-]{1,5} ",
            ],
            900..1_800,
        )
    ) {
        if let Some(mut talk) = read("any.txt", &parts.concat()) {
            let whole = outline::found(&talk);
            prop_assert!(whole.is_sorted_by_key(|section| section.span.start));
            outline::complete(&mut talk);
            assert_sound(&talk);
            for at in 0..talk.sections.len() {
                for part in outline::inner(&talk, at) {
                    prop_assert!(part.span.overlaps(talk.sections[at].span) && !part.title.is_empty());
                }
            }
        }
    }
}
