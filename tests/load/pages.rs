//! Web pages: those that mark who speaks and when, and those that do not.

use crate::{check, fixture, open};

#[test]
fn pages_that_mark_who_speaks_and_when() {
    check(
        "podcast.html",
        "html transcript: podcast (file name)\n0:00 Ida: It's raining.\n0:53 Mo: It does that.\n1:02 Ida: It does.\n3 segments",
    );
    check(
        "words.html",
        "html transcript: Rain (metadata) en\n# Clouds\n0:00 Ida: It rains. Still.\n# Sun\n0:09 Mo: No more.\n3 segments",
    );
    check(
        "turns.html",
        "html transcript: On rain: a talk (metadata) https://www.youtube.com/watch?v=rainy_id-01\n\
         # Clouds\n0:00 Ida Lund: It rains. Still.\n0:09 Mo Berg: It does.\n3 segments",
    );
    check(
        "interview.html",
        "html transcript: interview (file name)\nIda: Did it rain?\nMo: It did.\nIda: All night?\n3 segments",
    );
    check("signs.smi", "html transcript: Rain (metadata)\n0:01 It rains, no? It does.\n2 segments");
    let lines: Vec<_> = open("a", &fixture("podcast.html")).talk.segments.iter().map(|s| s.line).collect();
    assert_eq!(lines, [3, 6, 9]);
}

#[test]
fn pages_that_are_articles() {
    check(
        "article.html",
        "html article: On umbrellas (metadata) 2023-04-05 https://example.org/umbrellas en\n\
         An umbrella & a hat are two things.\n- one\n- two\n> Nobody said so.\ncode> a  b⏎ c\n5 segments",
    );
}

#[test]
fn buttons_above_what_is_said_are_cut() {
    let said =
        |name: &str, s: u32| format!("<p data-m=\"{s}000\">{name}: It rains, said for the {s}th time.</p>");
    let said = [said("Ida", 1), said("Mo", 5), said("Ida", 9)].concat();
    let page =
        format!("<html><body><div><a>Copy to clipboard</a></div><article>{said}</article></body></html>");
    let talk = open("a.html", page.as_bytes()).talk;
    assert!(!talk.text.contains("clipboard") && talk.text.contains("for the 1th time"), "{}", talk.text);
    assert!(talk.notes.iter().any(|note| note.what.ends_with("cut: Copy to clipboard")), "{:?}", talk.notes);
}

#[test]
fn a_tag_that_is_never_closed_loses_nothing() {
    let page = b"<html><body><p>It rains.</p><form><p>And it goes on.</p></body></html>";
    assert_eq!(open("a.html", page).talk.text, "It rains.\n\nAnd it goes on.");
}

#[test]
fn a_page_that_stands_in_a_form_is_read() {
    let page = |form: &str, beside: &str| {
        let page = format!(
            "<html><body><form id=a>{form}<label>Name</label><button>Go</button></form>{beside}</body></html>"
        );
        open("a.html", page.as_bytes()).talk.text
    };
    assert_eq!(page("<p>It rains on the hill.</p><p>It does.</p>", ""), "It rains on the hill.\n\nIt does.");
    let most = page("<p>Ida: It rains.</p><p>Mo: So.</p>", "<p>Ida: Yes.</p>");
    assert_eq!(most, "It rains.\n\nSo.\n\nYes.");
    // A form beside a page is a form.
    let script = "<script>let words = 'as many as there are';</script>";
    assert_eq!(page(&format!("<p>search</p>{script}"), "<p>It rains.</p>"), "It rains.");
}
