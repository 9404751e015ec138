//! Declines what looks like a talk line by line and is none: chats, logs, captions counted in frames, lists of pictures.

use super::source::{Line, Source};
use super::times::take_clock;
use crate::error::{Error, Result};

/// What a file is, and what to do with it.
struct FalseFriend {
    is_line: fn(&str) -> bool,
    what: &'static str,
    next: &'static str,
}

const FALSE_FRIENDS: &[FalseFriend] = &[
    FalseFriend {
        is_line: is_chat,
        what: "is the chat of a meeting, not what was said",
        next: "open the captions of the recording, or read it all the same: --as speakers",
    },
    FalseFriend {
        is_line: is_log,
        what: "is the log of a program",
        next: "name a transcript, or read it all the same: --as prose",
    },
    FalseFriend {
        is_line: is_in_frames,
        what: "is captions whose times are counted in frames (MicroDVD)",
        next: "make SubRip of it: ffmpeg -i FILE captions.srt",
    },
];

impl FalseFriend {
    /// Whether every line that is not of the kind is indented below one that is: `hello` below `From Ann Lee to Everyone:`.
    fn has_text_below(&self, sample: &[Line]) -> bool {
        let is_line = |line: &Line| (self.is_line)(line.text);
        sample.first().is_some_and(is_line)
            && sample.iter().filter(|line| is_line(line)).count() >= 2
            && sample.iter().all(|line| line.text.starts_with('\t') || is_line(line))
    }
}

/// Fewer lines may look like anything.
const FEWEST: usize = 3;

/// # Errors
/// Where nearly all lines are those of a false friend, or a page is a chat's archive.
pub(super) fn decline(source: &Source) -> Result<()> {
    let sample = source.sample();
    for friend in FALSE_FRIENDS {
        if sample.len() >= FEWEST && (source.mostly(8, friend.is_line) || friend.has_text_below(sample)) {
            return Err(Error::at(source.name, friend.what).do_next(friend.next));
        }
    }
    if is_chat_page(source.text) {
        return Err(Error::at(source.name, "is the archive of a chat, not what was said")
            .do_next("name a transcript, or read it all the same: --as html"));
    }
    if are_pictures(sample) {
        let what = "lists pictures for a video's slider, and nothing that is said";
        return Err(Error::at(source.name, what)
            .do_next("open the captions that lie beside it, or read it all the same: --as webvtt"));
    }
    Ok(())
}

/// `10:00:12<TAB>Ann Lee:<TAB>text`, and `10:00:12 From Ann Lee to Everyone:`, as Zoom saves chats, with or without the day.
fn is_chat(line: &str) -> bool {
    let line = line.trim_start();
    let is_day =
        |word: &str| word.matches('-').count() == 2 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let line = line.split_once(' ').filter(|(day, _)| is_day(day)).map_or(line, |(_, behind)| behind);
    let Some((_, rest)) = take_clock(line) else { return false };
    let tabs = rest.strip_prefix('\t').and_then(|rest| rest.split_once('\t'));
    let from = rest.trim_start().strip_prefix("From ").is_some_and(|rest| rest.contains(':'));
    tabs.is_some_and(|(name, _)| name.trim_end().ends_with(':')) || from
}

/// `[12:00:01] INFO`, `2024-02-03 12:00:01,123 [main] ERROR` and their like.
fn is_log(line: &str) -> bool {
    let is_level = |word: &str| LEVELS.contains(&word.trim_matches(['[', ']', ':', '|', '-', '(', ')']));
    let is_time = |word: &str| take_clock(word.rsplit(['T', '[']).next().unwrap_or(word)).is_some();
    let mut words = line.split_whitespace().take(4);
    if !words.by_ref().take(2).any(is_time) {
        return false;
    }
    let (first, second) = (words.next(), words.next());
    let after_thread = || first.is_some_and(|thread| thread.starts_with('[')) && second.is_some_and(is_level);
    first.is_some_and(is_level) || after_thread()
}

const LEVELS: &[&str] =
    &["INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "CRITICAL", "NOTICE"];

/// `{1}{50}text`
fn is_in_frames(line: &str) -> bool {
    let frame = |text: &'_ str| -> Option<usize> {
        let inside = text.strip_prefix('{')?;
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        (inside.as_bytes().get(digits) == Some(&b'}')).then_some(digits + 2)
    };
    let line = line.trim_start();
    frame(line).filter(|end| *end > 2).and_then(|end| frame(line.get(end..)?)).is_some()
}

/// Cues that show `sprite.jpg#xywh=0,0,160,90` and nothing else.
fn are_pictures(sample: &[Line]) -> bool {
    let is_frame = |line: &str| {
        line.contains("-->") || line.starts_with("WEBVTT") || line.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut said = sample.iter().map(|line| line.text.trim()).filter(|line| !is_frame(line)).peekable();
    let is_picture = |line: &str| {
        let Some((file, place)) = line.rsplit_once("#xywh=") else { return false };
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        (!file.contains(' ') || PICTURES.contains(&ending.as_str()))
            && place.bytes().all(|b| b.is_ascii_digit() || b == b',')
    };
    said.peek().is_some() && said.all(is_picture)
}

/// The endings of pictures.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "webp", "avif", "gif"];

/// Pages that keep the messages of Discord.
fn is_chat_page(text: &str) -> bool {
    text.trim_start().starts_with('<')
        && ["class=\"chatlog__", "class=chatlog__", "<discord-messages"]
            .iter()
            .any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn false_friends_are_declined_and_talks_are_not() {
        for (line, declined) in [
            ("10:00:12\tIda Lund:\tcan you hear me", true),
            ("10:00:12 From Ida Lund to Everyone: can you hear me", true),
            ("10:00:12 From Ida Lund to Everyone:\n\tcan you hear me\n\tat all", true),
            ("2024-03-03 10:00:12 From Ida Lund to Everyone:\n\tcan you hear me", true),
            ("10:00:12 so it is\n\tand on", false),
            ("[12:00:01] INFO kettle on", true),
            ("2024-02-03 12:00:01,123 [main] ERROR kettle off", true),
            ("2024-02-03T12:00:01Z DEBUG kettle", true),
            ("{1}{50}It rains.", true),
            ("{1}{}It rains.", true),
            ("<div class=\"chatlog__message\">It rains.</div>", true),
            ("1\n00:01.000 --> 00:05.000\nsprite.jpg#xywh=0,0,160,90\n", true),
            ("1\n00:01.000 --> 00:05.000\nsprite 1.jpg#xywh=0,0,160,90\n", true),
            ("1\n00:01.000 --> 00:05.000\nlook at #xywh=0,0,160,90\n", false),
            ("00:01.000 --> 00:05.000\n", false),
            ("10:00:12 Ida Lund: can you hear me", false),
            ("0:12\tit rains", false),
            ("[0:12] INFORMATION is what we need", false),
            ("[0:12] we saw the ERROR at once", false),
            ("{so}{it} rains", false),
            ("12:00", false),
            ("", false),
        ] {
            let text = format!("{line}\n").repeat(4);
            let source = Source::new(Path::new("a"), &text, 1, false);
            assert_eq!(decline(&source).is_err(), declined, "{line}");
        }
    }
}
