//! The search overlay: keys in, its lines out.
#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::Desk;
use dictum::app::{Action, Effect, Find, Focus, Line, Overlay, Scope, What};
use dictum::model::Origin;
use dictum::worker::Places;

/// Three talks: `bees.md` with sections and a day, `panel.vtt` with two who speak, `tides.txt` with neither.
fn talks(folder: &Path) {
    let filler = "Nobody counted the jars on the shelf that year, and nobody minded it much. ".repeat(12);
    let bees = format!(
        "---\ntitle: A year of bees\ndate: 2023-05-01\n---\n\n## Winter quarters\n\nIn the cold they shiver in turns. {filler}\n\n\
         ## Spring\n\nThe orchard wakes before the keeper does. {filler}\n\n\
         ## Swarms\n\nA swarm follows the oldest queen across the orchard. {filler}\n"
    );
    let panel = "WEBVTT\n\n00:00:01.000 --> 00:00:05.000\n<v Ada Brook>Where do the bees go when the orchard sleeps?</v>\n\n\
         00:00:05.000 --> 00:00:09.000\n<v Tom Reed>They stay at home and shiver in turns.</v>\n";
    let tides =
        format!("The harbour keeps a secret clock. {filler}\n\nThe attorney spoke of the tide tables.\n");
    for (name, text) in [("bees.md", bees.as_str()), ("panel.vtt", panel), ("tides.txt", tides.as_str())] {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

fn desk(width: u16, height: u16) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    talks(folder.path());
    let desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), width, height);
    (folder, desk)
}

fn find(desk: &Desk) -> &Find {
    match &desk.app.overlay {
        Some(Overlay::Find(find)) => find,
        other => panic!("no search is open but {other:?}\n{}", desk.screen()),
    }
}

/// A line for each line of the overlay: `> Winter quarters: they shiver in turns`, the chosen one with its sign.
fn lines(desk: &Desk) -> String {
    let find = find(desk);
    let mut drawn = String::new();
    for at in 0..find.lines() {
        let sign = if at == find.choice.at { '>' } else { ' ' };
        match find.line(at).unwrap() {
            Line::Name(name) => writeln!(drawn, "{sign} {:?} {}", name.what, name.name).unwrap(),
            Line::Hit(hit) => {
                let words = hit.in_passage(hit.hit.span).of(&hit.passage);
                let place = hit
                    .section
                    .as_ref()
                    .map(|section| section.title.as_str())
                    .or(hit.speaker.as_deref())
                    .unwrap_or(&hit.title);
                writeln!(drawn, "{sign} {place}: {words}").unwrap();
            }
        }
    }
    drawn
}

#[track_caller]
fn check(keys: &str, expected: &str) {
    let (_folder, mut desk) = desk(100, 30);
    desk.keys(keys);
    assert_eq!(lines(&desk).trim_end(), expected.trim_matches('\n'), "{keys}\n{}", desk.screen());
}

#[test]
fn hits_are_listed_the_best_first_or_by_their_talks() {
    let best_first = "
> Winter quarters: shiver in turns
  Tom Reed: shiver in turns";
    check("/shiver in turns", best_first);
    let (_folder, mut desk) = desk(100, 30);
    desk.keys("/the orchard");
    let flat = lines(&desk);
    let titles = |desk: &Desk| desk.screen().matches("A year of bees").count();
    let above_each = titles(&desk);
    desk.keys("<^t>");
    let grouped = lines(&desk);
    assert_eq!(flat.lines().count(), grouped.lines().count());
    let of_bees = |line: &str| line.contains("Spring") || line.contains("Swarms") || line.contains("Winter");
    let from = grouped.lines().position(of_bees).unwrap();
    let run = grouped.lines().skip(from).take_while(|line| of_bees(line)).count();
    assert_eq!(
        run,
        grouped.lines().filter(|line| of_bees(line)).count(),
        "a talk's hits stand together\n{grouped}"
    );
    assert!(titles(&desk) < above_each, "{}", desk.screen());
    // The form that was chosen stays.
    desk.keys("<esc>/the orchard");
    assert_eq!(lines(&desk), grouped);
    desk.keys("<^t>");
    assert_eq!(lines(&desk), flat);
}

#[test]
fn tab_looks_in_this_talk_in_all_and_in_this_section() {
    let (_folder, mut desk) = desk(100, 30);
    desk.keys("<enter>]]/orchard");
    let in_talk = find(&desk).hits.len();
    assert_eq!((find(&desk).scope, in_talk), (Scope::ThisTalk, 2));
    desk.keys("<tab>");
    assert_eq!((find(&desk).scope, find(&desk).hits.len()), (Scope::AllTalks, 3));
    desk.keys("<tab>");
    assert_eq!(find(&desk).scope, Scope::ThisSection);
    assert_eq!(lines(&desk), "> Spring: orchard\n");
    assert!(desk.screen().contains("this section"), "{}", desk.screen());
    desk.keys("<tab>");
    assert_eq!((find(&desk).scope, find(&desk).hits.len()), (Scope::ThisTalk, in_talk));
    // Where no section is read there is none to look in; without a talk on the screen there are only all.
    desk.keys("<esc>g/orchard<tab><tab>");
    assert_eq!(find(&desk).scope, Scope::ThisTalk);
}

/// Two talks of about 1,000 words that nobody parted, each first about bees and then about ice.
fn long_talks(folder: &Path) {
    for (name, verb) in [("first.txt", "sat"), ("second.txt", "lay")] {
        let mut text = String::new();
        for (first, words) in [
            ("So let's talk about bees in winter.", ["hive", "honey", "queen", "swarm", "wax"]),
            ("Now let's move on to glacier ice.", ["glacier", "ice", "moraine", "crevasse", "valley"]),
        ] {
            write!(text, "{first}\n\n").unwrap();
            for n in 0..40 {
                let (what, whom) = (words[n % 5], words[(n * 2 + 1) % 5]);
                write!(text, "The {what} of it is that the {whom} {verb} with all of them again. ").unwrap();
                text.push_str(if n % 4 == 3 { "\n\n" } else { "" });
            }
        }
        write!(text, "At last a penguin {verb} on the ice.").unwrap();
        std::fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn hits_under_no_heading_get_the_section_that_is_found() {
    let folder = tempfile::tempdir().unwrap();
    talks(folder.path());
    long_talks(folder.path());
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 30);
    let sections = |desk: &Desk| {
        let told = find(desk).hits.iter().map(|hit| hit.section.clone().map(|s| (s.title, s.origin)));
        told.collect::<Vec<_>>()
    };
    let asked = |desk: &Desk| {
        let mut asks = desk.effects.iter().filter_map(|effect| match effect {
            Effect::FindSections(talks) => Some(talks.clone()),
            _ => None,
        });
        asks.next_back()
    };
    desk.keys("/pengui");
    assert!(sections(&desk).iter().all(Option::is_none), "{:?}", sections(&desk));
    let first = find(&desk).chosen_hit().unwrap().talk;
    assert_eq!(asked(&desk).unwrap().first(), Some(&first), "the chosen hit's talk comes first");
    let before = lines(&desk);
    desk.find_sections();
    assert_eq!(lines(&desk).lines().count(), before.lines().count());
    for section in sections(&desk) {
        let (title, origin) = section.expect("a section");
        assert_eq!(origin, Origin::Found, "{title}");
        assert!(desk.screen().contains(&format!("~ {title}")), "{}", desk.screen());
    }
    // They are known for the next letters; a hit that is not there yet asks for nothing.
    let asks = desk.effects.len();
    desk.keys("n");
    assert!(sections(&desk).iter().all(Option::is_some), "{:?}", sections(&desk));
    assert!(!desk.effects[asks..].iter().any(|e| matches!(e, Effect::FindSections(_))));
    // Where found sections are hidden, none are looked for, and those that are known are not shown.
    desk.keys("<esc><enter>Fg/penguin");
    assert!(!desk.screen().contains("~ "), "{}", desk.screen());
}

#[test]
fn the_next_letter_calls_the_finding_of_sections_off() {
    let folder = tempfile::tempdir().unwrap();
    long_talks(folder.path());
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 30);
    desk.keys("/pengui");
    desk.effects.clear();
    desk.burst("n");
    let asks: Vec<_> = desk.effects.iter().filter(|e| matches!(e, Effect::FindSections(_))).collect();
    assert_eq!(asks, [&Effect::FindSections(Vec::new())]);
}

#[test]
fn an_empty_list_has_its_reasons() {
    let check = |keys: &str, reasons: &[&str]| {
        let (_folder, mut desk) = desk(100, 30);
        desk.keys(keys);
        assert_eq!(find(&desk).reasons, reasons, "{keys}\n{}", desk.screen());
        assert!(reasons.iter().all(|reason| desk.screen().contains(reason)), "{}", desk.screen());
    };
    check("/zebra crossing", &["Nothing like it is said in 3 talks."]);
    check("<enter>/zebra", &["Nothing like it is said in this talk; Tab looks in all talks."]);
    check(
        "<enter>]/zebra<tab><tab>",
        &["Nothing like it is said in this section; Tab looks in the whole talk."],
    );
    check("/bees speaker:zoe", &["Nobody called “zoe” speaks in these talks."]);
    check("/bees speaker:\"tom reid\"", &["Nobody called “tom reid” speaks in these talks; Tom Reed does."]);
    check(
        "/bees title:zebra before:1999",
        &[
            "No talk is called “zebra”.",
            "No talk is from before 1999-01-01; the days of 2 talks are not known.",
        ],
    );
    check(
        "/bees title:bees after:2024",
        &["No talk is from 2024-01-01 or later; the days of 2 talks are not known."],
    );
    check("/bees after:2024 before:2023", &["No day is both before 2023-01-01 and 2024-01-01 or later."]);
    check(
        "/\"shiver at home\" ",
        &["Just so it is not said; without the quotation marks there may be something."],
    );
    check(
        "/harbour -clock",
        &["What is said near “clock” is left out; without -clock there may be something."],
    );
    check(
        "/harbour speaker:ada",
        &["Nobody called “ada” says it; without speaker:ada there may be something."],
    );
    check("/bees title:bees speaker:ada", &["No talk is all of that at once."]);
    check("<enter>/shiver title:tides", &["This talk is not called “tides”.", "Tab looks in all talks."]);
    check(
        "/speaker:ada ",
        &[
            "Type words that were said.",
            "speaker:, title:, before: and after: only say where to look for them.",
        ],
    );
    check("/???", &["Type words that were said."]);
    check("/bees", &[]);
}

#[test]
fn talks_that_cannot_be_read_are_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    talks(folder.path());
    std::fs::write(folder.path().join("empty.txt"), "").unwrap();
    let mut desk = Desk::over(Places::Paths(vec![folder.path().to_path_buf()]), 100, 30);
    desk.keys("/zebra");
    assert_eq!(
        find(&desk).reasons,
        ["Nothing like it is said in 3 talks.", "1 talk cannot be read; the list says why."]
    );
}

#[test]
fn what_makes_no_sense_is_told_under_the_field() {
    let (_folder, mut desk) = desk(100, 30);
    desk.keys("/before:soon bees");
    let screen = desk.screen();
    assert!(screen.lines().nth(1).unwrap().contains("before:soon is no day: 2024"), "{screen}");
    assert!(find(&desk).lines() > 0, "what does make sense is looked for");
    desk.keys("<^u>/bees");
    assert!(find(&desk).problems.is_empty());
    desk.keys("<^u>befor:2024 bees");
    let screen = desk.screen();
    let told = "befor: is taken as a word; did you mean before:?";
    assert!(screen.lines().nth(1).unwrap().contains(told), "{screen}");
    assert!(find(&desk).lines() > 0, "it is looked for as it stands");
    desk.keys("<^u>say \"bees");
    assert!(find(&desk).problems.is_empty(), "what is being typed may yet be closed");
}

#[test]
fn one_or_two_letters_find_names_first() {
    let (_folder, mut desk) = desk(100, 30);
    let first = |desk: &Desk, count| lines(desk).lines().take(count).collect::<Vec<_>>().join("\n");
    desk.keys("/a");
    assert_eq!(first(&desk, 3), "> Title A year of bees\n  Speaker Ada Brook\n  Swarms: A");
    desk.keys("<^u>s");
    assert_eq!(first(&desk, 2), "> Heading(1) Spring\n  Heading(2) Swarms");
    desk.keys("<^u>re");
    assert_eq!(first(&desk, 1), "> Speaker Tom Reed");
    assert!(desk.screen().contains("speaks in panel"), "{}", desk.screen());
}

#[test]
fn names_lead_to_their_talk_or_section() {
    let (_folder, mut desk) = desk(100, 30);
    desk.keys("/sw");
    let first = find(&desk).names.first().unwrap();
    assert_eq!((first.what, first.name.as_str()), (What::Heading(2), "Swarms"));
    desk.keys("<enter>");
    let reader = desk.app.reader.as_ref().unwrap();
    let section = reader.section().map(|at| reader.talk.sections[at].title.as_str());
    assert_eq!((reader.card.title.as_str(), section), ("A year of bees", Some("Swarms")));
    assert_eq!(desk.app.focus, Focus::Transcript);
    // In one talk words are looked for, not names; and three letters are a word.
    desk.keys("/sw");
    assert!(find(&desk).names.is_empty());
    desk.keys("<tab>a");
    assert!(find(&desk).names.is_empty());
    desk.keys("<esc><esc>/to<enter>");
    assert_eq!(desk.app.reader.as_ref().unwrap().card.title, "panel");
}

#[test]
fn the_list_stays_while_letters_are_added() {
    let (_folder, mut desk) = desk(100, 30);
    desk.keys("/orchar");
    let before = lines(&desk);
    desk.burst("d");
    assert_eq!(lines(&desk), before, "the old hits stay until the new ones are there");
    desk.catch_up();
    desk.keys("<^n>");
    let chosen = |desk: &Desk| find(desk).chosen_hit().map(|hit| (hit.talk, hit.hit.span.from())).unwrap();
    let kept = chosen(&desk);
    desk.keys("<space>");
    assert_eq!((chosen(&desk), find(&desk).choice.at), (kept, 1), "who has moved down keeps the hit");
    desk.keys("<^t>");
    assert_eq!(chosen(&desk), kept, "in the other form, too");
    desk.keys("<^u>zebra");
    assert!(find(&desk).chosen().is_none());
}

#[test]
fn esc_goes_back_to_where_the_search_began() {
    let (_folder, mut desk) = desk(80, 24);
    desk.keys("<enter>]]jj");
    let before = desk.picture();
    desk.keys("/shiver<tab><^n><esc>");
    assert_eq!(desk.picture(), before);
    desk.keys("<esc>fbees<enter><esc>");
    let before = desk.picture();
    desk.keys("/shiver<^t><esc>");
    assert_eq!(desk.picture(), before);
}

/// As in less: after reading on, the next hit is the next one from there.
#[test]
fn hits_are_walked_from_where_one_reads() {
    let (_folder, mut desk) = desk(60, 12);
    // Winter, in the talk of bees; the words of the filler are in each of three sections.
    desk.keys("/title:bees winter quarters shiver<enter>");
    desk.wait_until(|app| app.opening().is_none());
    desk.keys("/nobody minded it much<enter>");
    let place = |desk: &Desk| desk.app.reader.as_ref().unwrap().place();
    let first = place(&desk);
    desk.keys("G");
    let end = place(&desk);
    desk.keys("N");
    let last = place(&desk);
    assert!(first < last && last <= end, "{first} {last} {end}\n{}", desk.screen());
    desk.keys("ggn");
    assert!(place(&desk) <= first && !desk.screen().contains("on from the first hit"), "{}", desk.screen());
}

#[test]
fn hits_are_walked_from_talk_to_talk_in_the_order_of_the_list() {
    for form in ["", "<^t>"] {
        let (_folder, mut desk) = desk(120, 30);
        desk.keys("/the orchard").keys(form);
        let listed: Vec<(usize, usize)> = (0..find(&desk).lines())
            .filter_map(|at| match find(&desk).line(at) {
                Some(Line::Hit(hit)) => Some((hit.talk, hit.hit.span.from())),
                _ => None,
            })
            .collect();
        desk.keys("<enter>");
        let mut walked = Vec::new();
        for _ in 0..listed.len() {
            let reader = desk.app.reader.as_ref().unwrap();
            walked.push((reader.id, reader.place()));
            desk.keys("n");
        }
        assert_eq!(walked, listed, "{form:?}");
        assert!(desk.screen().contains("on from the first hit"));
        // They are counted in the outline and drawn on the strip.
        desk.wait_until(|app| app.opening().is_none());
        while desk.app.reader.as_ref().unwrap().card.title != "A year of bees" {
            desk.keys("n");
        }
        let screen = desk.screen();
        assert!(screen.lines().any(|line| line.contains("Spring") && line.contains("•1")), "{screen}");
        assert!(screen.lines().rev().nth(1).unwrap().contains(['•', '◆']), "{screen}");
    }
}

#[test]
fn searches_come_back_as_in_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    talks(folder.path());
    let memory = tempfile::tempdir().unwrap();
    let open = || {
        Desk::remembering(
            Places::Paths(vec![folder.path().to_path_buf()]),
            memory.path().to_path_buf(),
            100,
            30,
        )
    };
    let mut desk = open();
    desk.keys("/orchard<enter>/secret clock<tab><enter><esc>/harbour<esc>/zebra<esc>/or<esc>/harbour<esc>");
    desk.finish();

    let mut desk = open();
    desk.wait_until(|app| !app.searches.is_empty());
    // What was left without a hit taken is kept once; not what found nothing, nor a letter or two.
    assert_eq!(desk.app.searches, ["harbour", "secret clock", "orchard"]);
    desk.keys("/");
    assert!(desk.screen().contains("secret clock"), "{}", desk.screen());
    let field = |desk: &Desk| find(desk).input.value().to_owned();
    desk.keys("<up><up>");
    assert_eq!((field(&desk).as_str(), find(&desk).hits.len()), ("secret clock", 1));
    desk.keys("<up><up>");
    assert_eq!(field(&desk), "orchard");
    desk.keys("<down><down><down>");
    assert_eq!(field(&desk), "");
    // With letters in the field the arrows move, and ^r finds the search that has them.
    desk.keys("orch<down>");
    assert_eq!((field(&desk).as_str(), find(&desk).choice.at), ("orch", 1));
    desk.keys("<^u>cl<^r>");
    assert_eq!(field(&desk), "secret clock");
    desk.keys("<^r>");
    assert!(desk.screen().contains("no earlier search with that"), "{}", desk.screen());
    // A search that is taken again is the newest.
    desk.keys("<^u><^r><^r><^r><enter>");
    assert_eq!(desk.app.searches, ["orchard", "harbour", "secret clock"]);
    assert!(desk.effects.contains(&Effect::KeepSearch("orchard".into())));
}

#[test]
fn another_word_for_one_is_told() {
    let (_folder, mut desk) = desk(100, 30);
    desk.keys("/lawyer spoke of the tide tables");
    assert!(desk.screen().contains("attorney for lawyer"), "{}", desk.screen());
}

#[test]
fn every_size_shows_the_chosen_line_and_clicks_take_what_they_point_at() {
    for (width, height) in [(80, 24), (40, 12), (20, 5), (200, 60), (60, 18), (33, 7)] {
        for form in ["", "<^t>"] {
            let (_folder, mut desk) = desk(width, height);
            desk.keys("/nobody minded").keys(form);
            let count = find(&desk).lines();
            assert!(count > 2, "{}", desk.screen());
            for at in (0..count).chain((0..count).rev()) {
                let now = find(&desk).choice.at;
                for _ in now..at {
                    desk.keys("<^n>");
                }
                for _ in at..now {
                    desk.keys("<^p>");
                }
                assert!(desk.screen().contains('▌'), "{width}x{height} {at}\n{}", desk.screen());
            }
        }
    }
    let (_folder, mut desk) = desk(100, 30);
    desk.keys("/shiver in turns<^t>");
    let row = desk.screen().lines().position(|line| line.starts_with(" panel")).unwrap();
    desk.act(Action::Click(10, u16::try_from(row + 1).unwrap()));
    assert_eq!(desk.app.reader.as_ref().unwrap().card.title, "panel");
}
