//! Makes a title for a talk that has none: from its file's name, or from its opening words.

use std::path::Path;

use super::file_name;
use super::tidy::one_line;
use crate::model::TitleFrom;

/// So many letters of the opening words make a title.
const OPENING: usize = 60;

/// A title for a talk without one.
pub(super) fn invent(name: &Path, text: &str) -> (String, TitleFrom) {
    if let Some(title) = from_name(name) {
        return (title, TitleFrom::FileName);
    }
    let opening = opening_words(text);
    if opening.is_empty() {
        return (one_line(&name.to_string_lossy()), TitleFrom::FileName);
    }
    (opening, TitleFrom::OpeningWords)
}

/// A file's name without its ending, as words; none where it means nothing to a person.
///
/// | name | title |
/// |---|---|
/// | `on_rain-and-snow.en.vtt`, `on rain and snow.zh-Hans.vtt` | on rain and snow |
/// | `2020-02-11-rain.md` | rain |
/// | `Rain [abcdefghij_].en.srt` | Rain |
/// | `20240229 - Rain.vtt`, `Rain_transcript.txt` | Rain |
/// | `001_5a1fd643e2a21382.txt`, `-`, `transcript.txt`, `GMT20210323-170000_Recording.vtt` | none |
fn from_name(name: &Path) -> Option<String> {
    let stem = name.file_stem()?.to_string_lossy();
    let bare = file_name::without_language(&stem);
    let stem = match bare.rsplit_once('.') {
        // A code that dictum does not know, or a second ending such as `.transcript`.
        Some((before, code)) if bare == stem && (code.len() <= 5 || code == "transcript") => {
            file_name::without_language(before)
        }
        _ => bare,
    };
    let stem = match stem.rsplit_once(" [") {
        Some((before, id)) if id.len() == 12 && id.ends_with(']') => before,
        _ => stem,
    };
    let spaced = if stem.contains(' ') { stem.replace('_', " ") } else { stem.replace(['_', '-'], " ") };
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let words = match words.as_slice() {
        [day, "-", rest @ ..] if day.len() == 8 && is_number(day) => rest,
        [year, month, day, rest @ ..]
            if !rest.is_empty() && [year, month, day].iter().all(|n| is_number(n)) =>
        {
            rest
        }
        all => all,
    };
    let words = match words {
        [rest @ .., last] if !rest.is_empty() && last.eq_ignore_ascii_case("transcript") => rest,
        all => all,
    };
    words.iter().any(|word| means_something(word)).then(|| one_line(&words.join(" ")))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Numbers, hashes and `transcript` tell nothing of a talk.
fn means_something(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let hash = word.len() >= 7 && digits > 0 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let said = [
        "transcript", "transcription", "captions", "subtitles", "recording", "audio", "output", "untitled",
        "index", "txt",
    ];
    letters >= 2 && letters >= digits && !hash && !said.contains(&word.to_lowercase().as_str())
}

/// The first words of a text, with `…` where they go on.
fn opening_words(text: &str) -> String {
    let mut opening = String::new();
    let mut letters = 0;
    for word in text.split_whitespace() {
        letters += word.chars().count() + 1;
        if letters > OPENING {
            if opening.is_empty() {
                opening = word.chars().take(OPENING).collect();
            }
            opening = opening.trim_end_matches([',', ';', ':']).to_owned();
            opening.push('…');
            break;
        }
        if !opening.is_empty() {
            opening.push(' ');
        }
        opening.push_str(word);
    }
    opening
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_something_are_titles() {
        for (name, title) in [
            ("on_rain-and-snow.en.vtt", Some("on rain and snow")),
            ("Rain.zh-Hans.vtt", Some("Rain")),
            ("Rain.es-419.vtt", Some("Rain")),
            ("Rain.en-orig.vtt", Some("Rain")),
            ("Rain.v2.en.vtt", Some("Rain.v2")),
            ("Rain.pt-BR.transcript.vtt", Some("Rain")),
            ("2020-02-11-rain.md", Some("rain")),
            ("Rain [abcdefghij_].en.srt", Some("Rain")),
            ("a/b/Rain - part 2.txt", Some("Rain - part 2")),
            ("001_5a1fd643e2a21382.txt", None),
            ("transcript.txt", None),
            ("20240229 - On rain [abcdefghij_].en-US.vtt", Some("On rain")),
            ("On_Rain_transcript.txt", Some("On Rain")),
            ("GMT20210323-170000_Recording.transcript.vtt", None),
            ("-", None),
            ("12.srt", None),
            ("/", None),
        ] {
            assert_eq!(from_name(Path::new(name)).as_deref(), title, "{name}");
        }
    }

    #[test]
    fn else_the_talk_is_called_by_its_opening_words() {
        let text =
            "It rained on the hills, and in the valleys, and nobody in the town had seen the like of it.";
        let (title, from) = invent(Path::new("-"), text);
        assert_eq!(
            (title.as_str(), from),
            ("It rained on the hills, and in the valleys, and nobody in…", TitleFrom::OpeningWords)
        );
        assert_eq!(invent(Path::new("-"), "").0, "-");
    }
}
