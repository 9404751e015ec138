//! Reads what the name of a file tells of a talk: its day, its video, its language.

use std::path::Path;

use super::dates;
use super::draft::Draft;
use super::links;
use crate::model::Date;

/// Fills in what neither the file nor anything beside it says.
pub(super) fn complete(draft: &mut Draft, name: &Path) {
    let stem = name.file_stem().unwrap_or_default().to_string_lossy();
    let mut taken = Vec::new();
    if let (None, Some(day)) = (draft.date, day(&stem)) {
        draft.date = Some(day);
        taken.push("day");
    }
    if let (false, Some(id)) = (draft.has_source(), video(&stem)) {
        draft.video(id);
        taken.push("video");
    }
    if let (None, Some(code)) = (&draft.language, language(&stem)) {
        draft.language(code);
        taken.push("language");
    }
    if !taken.is_empty() {
        draft.note(None, format!("from the file's name: {}", taken.join(", ")));
    }
}

/// The day with which a name begins.
///
/// | name | who writes it |
/// |---|---|
/// | `2020-02-11-rain`, `2020_02_11 rain` | Jekyll, people |
/// | `20240229 - Rain` | `yt-dlp` |
/// | `GMT20210323-170000_Recording` | Zoom |
fn day(stem: &str) -> Option<Date> {
    let stem = stem.strip_prefix("GMT").unwrap_or(stem);
    let end = stem.find(|c: char| !c.is_ascii_digit()).unwrap_or(stem.len());
    let day = match end {
        8 => stem.get(..8)?.to_owned(),
        4 => stem.get(..10)?.replace('_', "-"),
        _ => return None,
    };
    let behind = stem.get(day.len()..)?;
    dates::read(&day).filter(|_| !behind.starts_with(char::is_alphanumeric))
}

/// The id in `Rain [abCdefghij_].en`. Eleven small letters may be a word, unless a language stands behind them.
fn video(stem: &str) -> Option<&str> {
    let (before, language) = endings(stem);
    let id = before.rsplit_once(" [")?.1.strip_suffix(']').filter(|id| links::is_video_id(id))?;
    let word = id.bytes().all(|b| b.is_ascii_lowercase());
    (language.is_some() || !word).then_some(id)
}

/// The code in `Rain.en-US` or `Rain [abcdefghij_].de`.
fn language(stem: &str) -> Option<&str> {
    endings(stem).1
}

/// A name (without its ending) without the code of a language, where it has one.
pub(super) fn without_language(stem: &str) -> &str {
    endings(stem).0
}

/// A name without the code of a language behind its last point, and the code. Only codes that people meet are
/// known: `v1.hd` is none.
fn endings(stem: &str) -> (&str, Option<&str>) {
    let Some((before, code)) = stem.rsplit_once('.') else { return (stem, None) };
    let (plain, region) = code.split_once('-').map_or((code, None), |(plain, region)| (plain, Some(region)));
    let in_region = region.is_none_or(|region| {
        region == "orig"
            || (2..=4).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if LANGUAGES.contains(&plain) && in_region {
        (before, Some(code.trim_end_matches("-orig")))
    } else {
        (stem, None)
    }
}

const LANGUAGES: &[&str] = &[
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr",
    "hu", "id", "it", "iw", "ja", "ko", "lt", "lv", "ms", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sr", "sv", "ta", "te", "th", "tr", "uk", "ur", "vi", "zh",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_days_videos_and_languages() {
        for (name, day, video, language) in [
            ("2020-02-11-rain.md", "2020-02-11", "", ""),
            ("2020_02_11 rain.md", "2020-02-11", "", ""),
            ("20240229 - Rain [abCdefghij_].en-US.vtt", "2024-02-29", "abCdefghij_", "en-US"),
            ("GMT20210323-170000_Recording.transcript.vtt", "2021-03-23", "", ""),
            ("Rain [abCdefghij_].de-orig.vtt", "", "abCdefghij_", "de"),
            ("Rain [discussions].hd.vtt", "", "", ""),
            ("Rain [rainyrainyr].pt.vtt", "", "rainyrainyr", "pt"),
            ("2020-02-30-rain.md", "", "", ""),
            ("2020 hours of rain.txt", "", "", ""),
            ("20240229x.txt", "", "", ""),
            ("123.srt", "", "", ""),
            ("-", "", "", ""),
        ] {
            let mut draft = Draft::default();
            complete(&mut draft, Path::new(name));
            let talk = draft.finish().0;
            let got = (talk.date.map(|day| day.to_string()), talk.video_id, talk.language);
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            assert_eq!(got, (some(day), some(video), some(language)), "{name}");
        }
    }
}
