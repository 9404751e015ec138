//! What stands round a talk and is none of it: frames of meeting software, panels of web pages, names of files; and
//! what only looks like a talk.

use std::path::Path;

use dictum::load::{Format, Wanted, load_as};

use crate::open;
use crate::picture::picture;

fn check(name: &str, text: &str, wanted: &str) {
    let got = picture(&open(name, text.as_bytes()));
    assert!(got == wanted, "{name} is now\n{got}\n");
}

#[test]
fn strong_names_behind_times_are_turns() {
    check(
        "kites.txt",
        "[0:00] **Ida Lund:** It flies.\n\n[0:05] **Mo:** Does it?\n\n[0:09] **Ida Lund:** It does.\n",
        "markdown transcript: kites (file name)\n0:00 Ida Lund: It flies.\n0:05 Mo: Does it?\n0:09 Ida Lund: It does.\n3 segments",
    );
}

#[test]
fn a_meetings_frame_tells_its_name_and_day() {
    check(
        "call.txt",
        "Kite call – 2025/03/03 10:00 CET - Transcript\nAttendees\nIda Lund, Mo\nTranscript\n(00:00:00)\n\n\
         Ida Lund: It flies.\nMo: Does it?\n(00:05:00)\n\nIda Lund: It does.\nMo: So it does.\n\n\
         Meeting ended after 00:05:20 👋\n\nThis editable transcript was computer generated and might contain errors. \
         People can also change the text after it was created.\n",
        "speakers transcript: Kite call (page head) 2025-03-03\n0:00 Ida Lund: It flies.\nMo: Does it?\n\
         5:00 Ida Lund: It does.\nMo: So it does.\n4 segments",
    );
}

#[test]
fn the_panel_of_a_video_in_its_shapes() {
    let said = "0:00 it flies and it falls and that is all\n3 segments";
    let wanted = format!("timed transcript: panel (file name)\n{said}");
    for text in [
        "0:00it flies\n0:17and it falls\n1:05and that is all\n",
        "0 seconds it flies\n17 seconds and it falls\n1 minute, 5 seconds and that is all\n",
        "0:00\n0 secondsit flies\n0:17\n17 secondsand it falls\n1:05\n1 minute, 5 secondsand that is all\n",
    ] {
        check("panel.txt", text, &wanted);
    }
    check(
        "panel.txt",
        "Transcript\nSearch in video\nChapter 1: Up\n0:00\nit flies\n0:17\nand on\nChapter 2: Down\n1:05\nit falls\n",
        "timed transcript: panel (file name)\n# Up\n0:00 it flies and on\n# Down\n1:05 it falls\n3 segments",
    );
}

#[test]
fn a_page_with_speakers_leaves_its_contents_out() {
    let turn = |name: &str, time: &str, said: &str| {
        format!(
            "<div><span class=\"ts-name\">{name}</span> <span class=\"ts-timestamp\">({time})</span> <span>{said}</span></div>"
        )
    };
    let text = format!(
        "<html><head><title>Transcript for Kites | The Show</title></head><body><h1>Transcript for Kites</h1>\
         <h2>Table of Contents</h2><ul><li>0:00 - Up</li><li>1:20 - Down</li></ul><h2>Up</h2>{}{}<h2>Down</h2>{}</body></html>",
        turn("Ida", "0:00", "It flies."),
        turn("Mo", "0:40", "Does it?"),
        turn("Ida", "1:20", "It falls."),
    );
    check(
        "kites.html",
        &text,
        "html transcript: Kites (metadata)\n# Up\n0:00 Ida: It flies.\n0:40 Mo: Does it?\n# Down\n1:20 Ida: It falls.\n3 segments",
    );
}

#[test]
fn names_on_lines_of_their_own_speak() {
    let cue = |at: u32, name: &str, said: &str| format!("0:0:{at}.0 --> 0:0:{}.5\n{name}\n{said}\n", at + 1);
    let said =
        [("Ida Lund", "It flies."), ("Mo", "Does it?"), ("Ida Lund", "It does."), ("Mo", "So it does.")];
    let text: String = (0..).step_by(3).zip(said).map(|(at, (name, said))| cue(at, name, said)).collect();
    check(
        "old.txt",
        &text,
        "srt transcript: old (file name)\n0:00 Ida Lund: It flies.\n0:03 Mo: Does it?\n0:06 Ida Lund: It does.\n\
         0:09 Mo: So it does.\n4 segments",
    );
    check(
        "minutes.md",
        "**Mo**\n\n* It flies.\n* High.\n\n**Ida**\n\n* Does it?\n\n**Mo**\n\n* It does.\n\n**Ida**\n\n* Well.\n",
        "markdown transcript: minutes (file name)\nMo: It flies.\nHigh.\nIda: Does it?\nMo: It does.\nIda: Well.\n4 segments",
    );
}

#[test]
fn a_files_name_tells_what_nothing_else_does() {
    let cues = "WEBVTT\n\n00:01.000 --> 00:02.000\nit flies\n";
    check(
        "20240229 - On kites [kites_id-01].en-GB.vtt",
        cues,
        "webvtt transcript: On kites (file name) 2024-02-29 https://www.youtube.com/watch?v=kites_id-01 en-GB\n0:01 it flies\n1 segments",
    );
    check(
        "2020-02-11-kites.md",
        "---\ndate: 2020-01-30\n---\nIt flies.\n",
        "markdown article: kites (file name) 2020-01-30\nIt flies.\n1 segments",
    );
}

#[test]
fn what_only_looks_like_a_talk_is_declined_unless_it_is_named() {
    let chat = "10:00:12\tIda:\tcan you hear me\n".repeat(4);
    let error = load_as(Path::new("chat.txt"), chat.as_bytes(), Wanted::default()).unwrap_err();
    assert!(error.to_string().contains("chat.txt: is the chat of a meeting"), "{error}");
    let wanted = Wanted { format: Some(Format::Prose) };
    assert!(load_as(Path::new("chat.txt"), chat.as_bytes(), wanted).unwrap().talk.text.contains("hear me"));
}
