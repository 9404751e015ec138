//! Which files of a folder are one talk, as far as their names tell: its formats, its languages, what is told of it
//! beside it, and its sound or film. Whether they truly are one talk is told by their words (see `kin`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::names::{self, Name, Part};
use crate::load::{SidecarKind, Wanted};

/// A talk's file, and what lies beside it that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Family {
    /// The file that is read.
    pub file: PathBuf,
    /// Its language, where its name tells it.
    pub language: Option<String>,
    /// Other files with words of the same talk, the best first.
    pub others: Vec<Relative>,
    /// What tells of the talk, in the order in which it is believed.
    pub sidecars: Vec<(SidecarKind, PathBuf)>,
    /// Where it can be heard or seen.
    pub media: Option<PathBuf>,
    /// The file of it that was named, if one was: it is shown whatever lies beside it.
    pub named: Option<PathBuf>,
}

/// Another file with words of a talk.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relative {
    pub path: PathBuf,
    /// Its language, where its name tells it.
    pub language: Option<String>,
    /// What it is to the talk; none while only its name is known.
    pub is: Option<Kinship>,
}

/// What a file is to a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kinship {
    /// The same words in another format.
    Format,
    /// The same talk in another language.
    Language,
}

impl Family {
    /// A file by itself.
    pub fn alone(file: &Path) -> Self {
        Self { file: file.to_path_buf(), ..Self::default() }
    }

    /// How one of its files is to be read. In folders all files are read as it is wanted; of a file that was named
    /// only that one, for what lies beside it is in other formats as a rule.
    pub fn wanted(&self, file: &Path, wanted: Wanted) -> Wanted {
        match &self.named {
            Some(named) if named != file => Wanted::default(),
            _ => wanted,
        }
    }

    /// The others that are this to the talk.
    pub fn are(&self, kinship: Kinship) -> impl Iterator<Item = &Relative> {
        self.others.iter().filter(move |other| other.is == Some(kinship))
    }

    /// The same talk with its next language as the file that is read; none where it has no other.
    pub fn in_next_language(&self) -> Option<Self> {
        let next = self.others.iter().position(|other| other.is == Some(Kinship::Language))?;
        let mut family = self.clone();
        let next = family.others.remove(next);
        let before = Relative {
            path: std::mem::replace(&mut family.file, next.path),
            language: std::mem::replace(&mut family.language, next.language),
            is: Some(Kinship::Language),
        };
        // To the end, so that the languages come in turn.
        family.others.push(before);
        Some(family)
    }
}

/// The files of a folder, gathered by what their names have in common.
#[derive(Debug, Default)]
pub(super) struct Folder {
    groups: BTreeMap<String, Group>,
}

#[derive(Debug, Default)]
struct Group {
    words: Vec<Words>,
    sidecars: Vec<(SidecarKind, OsString)>,
    media: Option<(usize, OsString)>,
}

#[derive(Debug)]
struct Words {
    name: OsString,
    language: Option<String>,
    rank: usize,
}

impl Folder {
    /// Gathers files by their names. Those whose names say nothing belong to nobody.
    pub fn of<'a>(names: impl Iterator<Item = &'a OsStr>) -> Self {
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        let mut lone = Vec::new();
        let mut strays = 0;
        for name in names {
            let Some(Name { stem, part }) = names::read(name) else {
                strays += usize::from(names::may_be_a_talk(name));
                continue;
            };
            if part == Part::LoneChapters {
                lone.push(name.to_owned());
                continue;
            }
            let group = groups.entry(stem).or_default();
            match part {
                Part::Words { language, rank } => {
                    group.words.push(Words { name: name.to_owned(), language, rank });
                }
                Part::Sidecar(kind) => group.sidecars.push((kind, name.to_owned())),
                Part::Media(rank) => {
                    if group.media.as_ref().is_none_or(|(best, _)| rank < *best) {
                        group.media = Some((rank, name.to_owned()));
                    }
                }
                Part::LoneChapters => {}
            }
        }
        let mut talks = groups.values_mut().filter(|group| !group.words.is_empty());
        if let (0, Some(only), None) = (strays, talks.next(), talks.next()) {
            only.sidecars.extend(lone.into_iter().map(|name| (SidecarKind::Chapters, name)));
        }
        for group in groups.values_mut() {
            group.sidecars.sort();
        }
        Self { groups }
    }

    /// The talks of the folder by the name of the file that is read for each, for somebody who reads this language.
    /// What else has words (or is a list of chapters) and belongs to none of them is a talk of its own.
    pub fn families(
        &self,
        folder: &Path,
        names: &[&OsStr],
        language: Option<&str>,
    ) -> HashMap<OsString, Arc<Family>> {
        let mut families = HashMap::new();
        let mut taken: HashSet<&OsStr> = HashSet::new();
        for group in self.groups.values() {
            let sorted = group.best_first(language);
            let Some(best) = sorted.first() else { continue };
            families.insert(best.name.clone(), Arc::new(group.family(folder, &sorted)));
            taken.extend(sorted.iter().map(|words| words.name.as_os_str()));
            taken.extend(group.sidecars.iter().map(|(_, name)| name.as_os_str()));
        }
        for &name in names {
            if !taken.contains(name) && names::may_be_a_talk(name) {
                families.insert(name.to_owned(), Arc::new(Family::alone(&folder.join(name))));
            }
        }
        families
    }

    /// The family of a file that was named.
    pub fn family_of(&self, file: &Path, language: Option<&str>) -> Family {
        let alone = || Family { named: Some(file.to_path_buf()), ..Family::alone(file) };
        let Some(name) = file.file_name() else { return alone() };
        let folder = file.parent().unwrap_or(Path::new(""));
        let group = names::read(name).and_then(|said| self.groups.get(&said.stem));
        let holds = |group: &&Group| group.words.iter().any(|words| words.name == name);
        let Some(group) = group.filter(holds) else { return alone() };
        let mut sorted = group.best_first(language);
        sorted.sort_by_key(|words| words.name != name);
        Family { file: file.to_path_buf(), named: Some(file.to_path_buf()), ..group.family(folder, &sorted) }
    }
}

impl Group {
    /// The words of the talk, those in the best language and format first.
    ///
    /// The best language is the reader's own; else the one that the talk was given in (it has no mark, or `-orig`); else
    /// English; else the first by its code.
    fn best_first(&self, language: Option<&str>) -> Vec<&Words> {
        let preferred = |code: Option<&str>| {
            let same = |wanted: &str| code.is_some_and(|code| code.eq_ignore_ascii_case(wanted));
            let akin =
                |wanted: &str| code.is_some_and(|code| tongue(code).eq_ignore_ascii_case(tongue(wanted)));
            let original = code.is_none_or(|code| code.ends_with("-orig"));
            (language.is_some_and(same), language.is_some_and(akin), original, same("en"), akin("en"))
        };
        let mut sorted: Vec<&Words> = self.words.iter().collect();
        sorted.sort_by_cached_key(|words| {
            let code = words.language.as_deref();
            (Reverse(preferred(code)), code.map(str::to_owned), words.rank, words.name.clone())
        });
        sorted
    }

    /// The family of which the first of these is read.
    fn family(&self, folder: &Path, words: &[&Words]) -> Family {
        let path = |name: &OsStr| folder.join(name);
        let mut words = words.iter();
        let first = words.next();
        Family {
            file: first.map(|words| path(&words.name)).unwrap_or_default(),
            language: first.and_then(|words| words.language.clone()),
            others: words
                .map(|words| Relative { path: path(&words.name), language: words.language.clone(), is: None })
                .collect(),
            sidecars: self.sidecars.iter().map(|(kind, name)| (*kind, path(name))).collect(),
            media: self.media.as_ref().map(|(_, name)| path(name)),
            named: None,
        }
    }
}

/// `pt` of `pt-BR`.
fn tongue(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The families of a folder with these files, as `file (others; sidecars; media)`.
    fn check(names: &[&str], language: Option<&str>, expected: &[&str]) {
        let names: Vec<&OsStr> = names.iter().map(OsStr::new).collect();
        let families = Folder::of(names.iter().copied()).families(Path::new(""), &names, language);
        let mut drawn: Vec<String> = families.values().map(|family| picture(family)).collect();
        drawn.sort();
        assert_eq!(drawn, expected, "{names:?} for {language:?}");
    }

    fn picture(family: &Family) -> String {
        let mut drawn = family.file.display().to_string();
        let others = family.others.iter().map(|other| &other.path);
        for path in others.chain(family.sidecars.iter().map(|(_, path)| path)).chain(&family.media) {
            drawn.push(' ');
            drawn.push_str(&path.display().to_string());
        }
        drawn
    }

    #[test]
    fn one_talk_in_several_formats_is_one_with_the_best_first() {
        check(&["a.srt", "a.tsv", "a.txt", "a.json", "a.vtt"], None, &["a.json a.vtt a.srt a.tsv a.txt"]);
        check(&["a.mp3.srt", "a.mp3", "a.webm"], None, &["a.mp3.srt a.webm"]);
        check(&["a.txt", "b.txt", "ab.txt"], None, &["a.txt", "ab.txt", "b.txt"]);
        check(&["a", "a.txt", "a.png"], None, &["a", "a.txt"]);
    }

    #[test]
    fn the_language_of_the_reader_comes_first() {
        let names = ["a.de.vtt", "a.en.vtt", "a.fr.srt", "a.fr.vtt"];
        check(&names, None, &["a.en.vtt a.de.vtt a.fr.vtt a.fr.srt"]);
        check(&names, Some("fr-CA"), &["a.fr.vtt a.fr.srt a.en.vtt a.de.vtt"]);
        check(&names, Some("ja"), &["a.en.vtt a.de.vtt a.fr.vtt a.fr.srt"]);
        check(&["a.de.vtt", "a.en.vtt", "a.vtt"], None, &["a.vtt a.en.vtt a.de.vtt"]);
        check(&["a.de-orig.vtt", "a.en.vtt"], None, &["a.de-orig.vtt a.en.vtt"]);
        check(&["a.pt.vtt", "a.pt-BR.vtt"], Some("pt-BR"), &["a.pt-BR.vtt a.pt.vtt"]);
        check(&["a.it.vtt", "a.es.vtt"], None, &["a.es.vtt a.it.vtt"]);
    }

    #[test]
    fn what_is_told_of_a_talk_is_no_talk() {
        let names = ["a.info.json", "a.description", "a.chapters.json", "a.en.vtt", "a.mp4"];
        check(&names, None, &["a.en.vtt a.chapters.json a.info.json a.description a.mp4"]);
        check(&["b.info.json", "b.description", "b.mp4"], None, &[]);
        check(&["b.chapters.vtt", "c.txt"], None, &["b.chapters.vtt", "c.txt"]);
    }

    #[test]
    fn chapters_without_a_name_belong_to_the_only_talk() {
        check(&["chapters.json", "a.srt", "a.txt"], None, &["a.srt a.txt chapters.json"]);
        check(&["chapters.json", "a.srt", "b.srt"], None, &["a.srt", "b.srt", "chapters.json"]);
        check(&["chapters.json", "a.srt", "README"], None, &["README", "a.srt", "chapters.json"]);
        check(&["chapters.json"], None, &["chapters.json"]);
    }

    #[test]
    fn what_is_named_is_read_and_knows_the_others() {
        let names = ["a.json", "a.de.vtt", "a.txt", "a.info.json"];
        let folder = Folder::of(names.iter().map(OsStr::new));
        let drawn = |file: &str| picture(&folder.family_of(Path::new(file), None));
        assert_eq!(drawn("a.txt"), "a.txt a.json a.de.vtt a.info.json");
        assert_eq!(drawn("a.info.json"), "a.info.json");
        assert_eq!(drawn("b.txt"), "b.txt");
    }

    #[test]
    fn languages_come_in_turn() {
        let other = |name: &str, is| Relative { path: name.into(), language: None, is: Some(is) };
        let mut family = Family {
            others: vec![
                other("a.txt", Kinship::Format),
                other("a.de.vtt", Kinship::Language),
                other("a.fr.vtt", Kinship::Language),
            ],
            ..Family::alone(Path::new("a.vtt"))
        };
        let mut read = Vec::new();
        for _ in 0..3 {
            family = family.in_next_language().unwrap();
            read.push(family.file.display().to_string());
        }
        assert_eq!(read, ["a.de.vtt", "a.fr.vtt", "a.vtt"]);
        assert_eq!(Family::alone(Path::new("a.vtt")).in_next_language(), None);
    }
}
