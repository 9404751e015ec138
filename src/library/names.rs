//! What a file's name says: whether it may be a talk, in which language, or what it tells of a talk beside it.

use std::ffi::OsStr;
use std::path::Path;

use crate::load::SidecarKind;

/// The extensions that talks have, in lower case, the best first: of the same talk in several formats that one is shown.
/// What a file holds is told from its content when it is opened.
///
/// | | because it has |
/// |---|---|
/// | `json`, `jsonl`, `json3` | the times of words, and speakers where there are any; nothing is rounded or rolled |
/// | `vtt`, `srv3`, `ttml`, `dfxp`, `itt`, `xml` | the times of cues, and speakers (`<v Name>`) |
/// | `srt`, `ass`, `ssa`, `sbv`, `srv1`, `srv2`, `smi`, `sami` | the times of cues |
/// | `tsv`, `csv`, `lrc` | times, without any frills |
/// | `md`, `markdown`, `mkd`, `html`, `htm` | no times as a rule, but headings and names |
/// | `docx`, `odt`, `rtf` | what is left of these in a document |
/// | `txt`, `text` | words |
const TALKS: &[&str] = &[
    "json", "jsonl", "json3", "vtt", "srv3", "ttml", "dfxp", "itt", "xml", "srt", "ass", "ssa", "sbv",
    "srv1", "srv2", "smi", "sami", "tsv", "csv", "lrc", "md", "markdown", "mkd", "html", "htm", "docx",
    "odt", "rtf", "txt", "text",
];

/// Lists of chapters, whatever stands before it.
const CHAPTERS: &[&str] = &["ffmetadata", "ffmeta"];

/// A second extension, after one of the others: the talk is packed.
const PACKED: &[&str] = &["gz", "xz", "zst"];

/// What a talk can be heard or seen in; what can be seen first.
const MEDIA: &[&str] = &[
    "mkv", "mp4", "webm", "mov", "m4v", "avi", "mpg", "mpeg", "ogv", "wmv", "ts", "flac", "wav", "m4a",
    "m4b", "mp3", "opus", "ogg", "oga", "aac", "aiff", "wma",
];

/// What may hold a talk and is not read: by its extension, what it is, and what to do. Pictures, programs and their like
/// are nothing that anybody looks for here.
const NOT_READ: &[(&str, &str)] = &[
    ("pdf", "a PDF; make text of it with pdftotext -layout"),
    ("epub", BOOK),
    ("mobi", BOOK),
    ("azw3", BOOK),
    ("doc", DOCUMENT),
    ("pages", DOCUMENT),
    ("ppt", DOCUMENT),
    ("pptx", DOCUMENT),
    ("odp", DOCUMENT),
    ("zip", PACK),
    ("tar", PACK),
    ("tgz", PACK),
    ("txz", PACK),
    ("bz2", PACK),
    ("7z", PACK),
    ("rar", PACK),
    ("scc", CAPTIONS),
    ("stl", CAPTIONS),
    ("sup", CAPTIONS),
];

const BOOK: &str = "a book; convert it to text";
const DOCUMENT: &str = "a document; save it as plain text";
const PACK: &str = "packed; unpack it";
const CAPTIONS: &str = "captions that are not read; make SubRip of them: ffmpeg -i FILE captions.srt";

/// What lies in many folders and is nobody's talk.
const PAPERS: &[&str] = &[
    "license", "licence", "copying", "copyright", "notice", "authors", "codeowners", "makefile",
    "dockerfile", "gemfile", "rakefile", "procfile", "jenkinsfile", "vagrantfile",
];

/// The codes of ISO 639-1, and those of three letters that `YouTube` has captions in.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    io is it iu iw ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn \
    mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si \
    sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi \
    yo za zh zu bho ceb crh fil haw hmn kha kri lua luo mfe new nso pam war yue";

/// What a name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What the names of all files of one talk have in common.
    pub stem: String,
    pub part: Part,
}

/// What a file is to a talk, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Its words: in this language, and in the so manieth best format.
    Words { language: Option<String>, rank: usize },
    /// What somebody else tells of it.
    Sidecar(SidecarKind),
    /// The chapters of the only talk in the folder.
    LoneChapters,
    /// Its sound or pictures; the lower the better.
    Media(usize),
}

/// Reads the name of a file.
///
/// | name | stem | part |
/// |---|---|---|
/// | `talk.vtt`, `talk.vtt.gz`, `talk.mp3.vtt`, `talk.transcript.vtt` | `talk` | words |
/// | `talk.pt-BR.vtt` | `talk` | words in `pt-BR` |
/// | `talk.info.json`, `talk.description` | `talk` | what yt-dlp knows of it |
/// | `talk.chapters.json` (`.vtt`, `.txt`) | `talk` | chapters |
/// | `talk.ffmetadata` (`.ffmeta`) | `talk` | chapters as ffmpeg keeps them |
/// | `chapters.json` (`.vtt`, `.txt`) | | chapters of the only talk there |
/// | `talk.mp4`; of Zoom's, `GMT…_Recording_640x360.mp4` | `talk`; `GMT…_Recording` | media |
/// | `talk`, `talk.png` | | none |
pub(super) fn read(name: &OsStr) -> Option<Name> {
    let name = name.to_str()?;
    let (before, ending) = parted(name)?;
    if is_one_of(ending, MEDIA) {
        let stem = zoom_stem(before).unwrap_or(before).to_owned();
        return Some(Name { stem, part: Part::Media(place(ending, MEDIA)) });
    }
    if ending.eq_ignore_ascii_case("description") {
        return Some(Name { stem: before.to_owned(), part: Part::Sidecar(SidecarKind::Description) });
    }
    if is_one_of(ending, CHAPTERS) {
        let stem = before.strip_suffix(".chapters").unwrap_or(before).to_owned();
        return Some(Name { stem, part: Part::Sidecar(SidecarKind::Chapters) });
    }
    if let Some((stem, "info")) = before.rsplit_once('.')
        && ending.eq_ignore_ascii_case("json")
    {
        return Some(Name { stem: stem.to_owned(), part: Part::Sidecar(SidecarKind::Info) });
    }
    if is_one_of(ending, &["json", "vtt", "txt"]) {
        if before == "chapters" {
            return Some(Name { stem: before.to_owned(), part: Part::LoneChapters });
        }
        if let Some(stem) = before.strip_suffix(".chapters") {
            return Some(Name { stem: stem.to_owned(), part: Part::Sidecar(SidecarKind::Chapters) });
        }
    }
    let (before, ending) = if is_one_of(ending, PACKED) { parted(before)? } else { (before, ending) };
    is_one_of(ending, TALKS).then(|| {
        let (stem, language) = match before.rsplit_once('.') {
            Some((stem, code)) if is_language(code) && !stem.is_empty() => (stem, Some(code.to_owned())),
            _ => (before, None),
        };
        let stem = match stem.rsplit_once('.') {
            // Some writers add their ending to the name of the recording.
            Some((stem, inner)) if inner == "transcript" || is_one_of(inner, MEDIA) => stem,
            _ => stem,
        };
        Name { stem: stem.to_owned(), part: Part::Words { language, rank: place(ending, TALKS) } }
    })
}

/// `GMT20240303-100200_Recording` of `GMT20240303-100200_Recording_1920x1080`: Zoom adds what its pictures show.
fn zoom_stem(stem: &str) -> Option<&str> {
    let at = stem.strip_prefix("GMT").and_then(|_| stem.find("_Recording_"))?;
    stem.get(..at + "_Recording".len())
}

/// Why a file of this name is not opened, where somebody may look for it among the talks.
pub(super) fn why_not_read(name: &OsStr) -> Option<&'static str> {
    let (stem, extension) = split_extension(name)?;
    let packed = || split_extension(stem).is_some_and(|(_, inner)| is_known(inner, &["tar"]));
    if is_known(extension, PACKED) && packed() {
        return Some(PACK);
    }
    NOT_READ.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|&(_, why)| why)
}

/// Whether a file of this name may hold a talk. What yt-dlp writes beside a talk is none.
pub(super) fn may_be_a_talk(name: &OsStr) -> bool {
    if is_paper(name) {
        return false;
    }
    match read(name) {
        Some(Name { part: Part::Words { .. } | Part::LoneChapters, .. }) => true,
        Some(Name { part: Part::Sidecar(kind), .. }) => kind == SidecarKind::Chapters,
        Some(Name { part: Part::Media(_), .. }) => false,
        None => match split_extension(name) {
            None => true,
            // A name that is no text has its extension all the same.
            Some((stem, packed)) if is_known(packed, PACKED) => {
                split_extension(stem).is_some_and(|(_, inner)| is_known(inner, TALKS))
            }
            Some((_, extension)) => is_known(extension, TALKS),
        },
    }
}

/// `LICENSE`, `LICENSE-MIT`, `Copying.md`; but `authors-panel.srt` may be anything.
fn is_paper(name: &OsStr) -> bool {
    let stem = match split_extension(name) {
        None => name.as_encoded_bytes().split(|byte| *byte == b'-').next().unwrap_or_default(),
        Some((stem, extension)) if is_known(extension, &["md", "txt", "rst"]) => stem.as_encoded_bytes(),
        Some(_) => return false,
    };
    PAPERS.iter().any(|paper| stem.eq_ignore_ascii_case(paper.as_bytes()))
}

/// `en`, `pt-BR`, `zh-Hans`, `es-419`, `en-orig`.
fn is_language(code: &str) -> bool {
    let mut parts = code.split(['-', '_']);
    let first = parts.next().unwrap_or_default().to_ascii_lowercase();
    LANGUAGES.split_ascii_whitespace().any(|known| known == first)
        && parts.clone().count() <= 3
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn parted(name: &str) -> Option<(&str, &str)> {
    let (stem, extension) = split_extension(OsStr::new(name))?;
    Some((stem.to_str()?, extension.to_str()?))
}

/// Parts a name before its last dot. In `2024.12.03 Opening words` the dots are no extension's, for extensions
/// have no blanks.
fn split_extension(name: &OsStr) -> Option<(&OsStr, &OsStr)> {
    let path = Path::new(name);
    let (stem, extension) = (path.file_stem()?, path.extension()?);
    let blank = extension.is_empty() || extension.as_encoded_bytes().contains(&b' ');
    (!blank).then_some((stem, extension))
}

fn is_known(extension: &OsStr, known: &[&str]) -> bool {
    known.iter().any(|k| extension.eq_ignore_ascii_case(k))
}

fn is_one_of(extension: &str, known: &[&str]) -> bool {
    is_known(OsStr::new(extension), known)
}

fn place(extension: &str, known: &[&str]) -> usize {
    known.iter().position(|k| extension.eq_ignore_ascii_case(k)).unwrap_or(known.len())
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn names_say_what_a_file_is_to_a_talk() {
        let check = |name: &str, expected: &str| {
            let said = match read(OsStr::new(name)) {
                None => "nothing".to_owned(),
                Some(Name { stem, part }) => match part {
                    Part::Words { language: None, .. } => format!("{stem}: words"),
                    Part::Words { language: Some(code), .. } => format!("{stem}: words in {code}"),
                    Part::Sidecar(kind) => format!("{stem}: {kind:?}"),
                    Part::LoneChapters => "lone chapters".to_owned(),
                    Part::Media(_) => format!("{stem}: media"),
                },
            };
            assert_eq!(said, expected, "{name}");
        };
        check("talk.vtt", "talk: words");
        check("talk.VTT.gz", "talk: words");
        check("talk.mp3.srt", "talk: words");
        check("talk.transcript.vtt", "talk: words");
        check("Rain [abcdefghij_].pt-BR.vtt", "Rain [abcdefghij_]: words in pt-BR");
        check("talk.en-orig.json3", "talk: words in en-orig");
        check("talk.part.txt", "talk.part: words");
        check("talk.v2.txt", "talk.v2: words");
        check("en.vtt", "en: words");
        check("talk.info.json", "talk: Info");
        check("talk.description", "talk: Description");
        check("talk.chapters.json", "talk: Chapters");
        check("talk.chapters.vtt", "talk: Chapters");
        check("talk.ffmetadata", "talk: Chapters");
        check("talk.chapters.ffmeta", "talk: Chapters");
        check("chapters.json", "lone chapters");
        check("talk.MP4", "talk: media");
        check("GMT20240303-1002_Recording_as_640x360.mp4", "GMT20240303-1002_Recording: media");
        check("GMT20240303-1002_Recording.transcript.vtt", "GMT20240303-1002_Recording: words");
        check("talk", "nothing");
        check("talk.png", "nothing");
        check("2024.12.03 Opening words", "nothing");
    }

    #[test]
    fn names_that_may_be_talks() {
        for (name, may) in [
            ("a.txt", true),
            ("A.SRT", true),
            ("a.en.vtt", true),
            ("a.json3", true),
            ("a.odt", true),
            ("a.sami", true),
            ("notes", true),
            ("a.srt.gz", true),
            ("a.md.ZST", true),
            ("Dr. Who on walruses", true),
            ("ends in a dot.", true),
            ("chapters.json", true),
            ("a.chapters.vtt", true),
            ("a.tar.gz", false),
            ("a.gz", false),
            ("a.mp4", false),
            ("a.srt~", false),
            ("a.info.json", false),
            ("a.description", false),
            ("txt", true),
            ("README", true),
            ("LICENSE", false),
            ("Copying.md", false),
            ("LICENSE-MIT", false),
            ("Makefile", false),
            ("licensed to rain.txt", true),
            ("authors-panel.txt", true),
            ("authors.srt", true),
        ] {
            assert_eq!(may_be_a_talk(OsStr::new(name)), may, "{name}");
        }
        assert!(may_be_a_talk(OsStr::from_bytes(b"\xff\xfe.TXT")));
        assert!(!may_be_a_talk(OsStr::from_bytes(b"\xff\xfe.png")));
    }

    #[test]
    fn what_somebody_may_look_for_is_not_passed_over_in_silence() {
        for (name, why) in [
            ("a.PDF", "a PDF"),
            ("a.epub", "a book"),
            ("a.doc", "a document"),
            ("a.zip", "packed"),
            ("a.tar.gz", "packed"),
            ("a.srt.bz2", "packed"),
            ("a.scc", "captions"),
            ("a.png", ""),
            ("a.srt.gz", ""),
            ("a.rs", ""),
            ("pdf", ""),
        ] {
            let told = why_not_read(OsStr::new(name)).unwrap_or_default();
            assert!(told.starts_with(why) && told.is_empty() == why.is_empty(), "{name}: {told:?}");
        }
    }
}
