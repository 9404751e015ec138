//! Whether files that seem to be one talk by their names truly are: told by their words, and by how long they last.

use std::path::Path;
use std::sync::Arc;

use super::family::{Family, Kinship, Relative};
use super::{Address, open};
use crate::error::Result;
use crate::load::{Loaded, Wanted};
use crate::model::{Span, Talk, Timestamp};
use crate::text::{fold, words};

/// Runs of so many words are compared: single ones are the same everywhere.
const RUN: usize = 4;
/// So many runs stand for a talk. Those with the smallest hashes are as good as any, and two talks that share their words
/// keep the same.
const KEPT: usize = 512;
/// Two texts that share so many of a hundred runs are one, with a word changed here and there.
const SAME: usize = 70;
/// Translations share names and numbers, but hardly a run of words.
const TRANSLATED: usize = 30;
/// Translations of captions last as long, but for a credit at the end.
const LONGER_MS: u32 = 60_000;

/// What is kept of a talk to know it again in another file.
struct Gist {
    /// The smallest hashes of runs of words, in order, each once.
    runs: Vec<u64>,
    words: usize,
    lasts: Option<Timestamp>,
}

/// The languages of a talk that are known, the one that is read first.
type Known = [(Option<String>, Option<Gist>)];

/// Opens a talk, and tells who truly belongs to it; then what only lies beside it under the same name, talk by talk.
/// All are read as it is `wanted`. `tell` answers whether to go on.
pub fn meet(address: &Address, wanted: Wanted, tell: &mut dyn FnMut(Address, Result<Loaded>) -> bool) {
    let opened = open(address, wanted);
    let Address::File(family) = address else {
        tell(address.clone(), opened);
        return;
    };
    let unsettled = family.others.iter().any(|other| other.is.is_none());
    if !unsettled {
        tell(address.clone(), opened);
        return;
    }
    let lead = opened.as_ref().ok().map(|loaded| Gist::of(&loaded.talk));
    let mut families = sort_out(family, lead, wanted).into_iter();
    let Some(first) = families.next() else { return };
    let first = Address::File(Arc::new(first));
    // Another of its files may be the better one.
    let opened = if first.path() == family.file { opened } else { open(&first, wanted) };
    if !tell(first, opened) || family.named.is_some() {
        return;
    }
    families.map(|family| Address::File(Arc::new(family))).all(|address| {
        let opened = open(&address, wanted);
        tell(address, opened)
    });
}

/// Parts files that seem to be one talk into those that are: first the family of the file that is read, then the others.
fn sort_out(family: &Family, lead: Option<Gist>, wanted: Wanted) -> Vec<Family> {
    let own = Family { others: Vec::new(), ..family.clone() };
    let mut sorted = vec![(own, vec![(family.language.clone(), lead)])];
    for other in &family.others {
        let gist = gist_of(&other.path, family.wanted(&other.path, wanted));
        let found = sorted.iter_mut().find_map(|(family, known)| {
            let is = kinship(known, other, gist.as_ref()?)?;
            Some((family, known, is))
        });
        if let Some((family, known, is)) = found {
            family.others.push(Relative { is: Some(is), ..other.clone() });
            if is == Kinship::Format && is_better(family, known, other, gist.as_ref()) {
                put_first(family);
                if let Some(first) = known.first_mut() {
                    *first = (other.language.clone(), gist);
                }
            } else if is == Kinship::Language {
                known.push((other.language.clone(), gist));
            }
        } else {
            let stranger = Family {
                file: other.path.clone(),
                language: other.language.clone(),
                others: Vec::new(),
                named: None,
                ..family.clone()
            };
            sorted.push((stranger, vec![(other.language.clone(), gist)]));
        }
    }
    sorted.into_iter().map(|(family, _)| family).collect()
}

/// Whether another file with the words of a talk is rather to be read: one with times, of the same language, where the
/// file that is read by its format has none. What was named is read whatever lies beside it.
fn is_better(family: &Family, known: &Known, other: &Relative, gist: Option<&Gist>) -> bool {
    let has_times = |gist: Option<&Gist>| gist.is_some_and(|gist| gist.lasts.is_some());
    let lead = known.first().and_then(|(_, gist)| gist.as_ref());
    family.named.is_none() && family.language == other.language && !has_times(lead) && has_times(gist)
}

/// The last of the others is read from now on; what was read is the first of the others.
fn put_first(family: &mut Family) {
    let Some(best) = family.others.pop() else { return };
    let before = Relative {
        path: std::mem::replace(&mut family.file, best.path),
        language: std::mem::replace(&mut family.language, best.language),
        is: Some(Kinship::Format),
    };
    family.others.insert(0, before);
}

fn gist_of(path: &Path, wanted: Wanted) -> Option<Gist> {
    let loaded = open(&Address::File(Arc::new(Family::alone(path))), wanted).ok()?;
    Some(Gist::of(&loaded.talk))
}

/// What a file is to a talk, of which these languages are known, the first of them being read.
///
/// | names | words | lengths | it is |
/// |---|---|---|---|
/// | any | the same | any | a format |
/// | two languages | any | alike | a language |
/// | one is not marked | shared by chance | of times, alike | a language |
/// | any | others | others | another talk |
fn kinship(known: &Known, other: &Relative, gist: &Gist) -> Option<Kinship> {
    if known.iter().any(|(_, known)| known.as_ref().is_some_and(|known| known.shares(gist) >= SAME)) {
        return Some(Kinship::Format);
    }
    let (language, lead) = known.first()?;
    let lead = lead.as_ref()?;
    if known.iter().any(|(known, _)| *known == other.language) {
        return None;
    }
    let translated = match (language, &other.language) {
        (Some(_), Some(_)) => lead.lasts_like(gist).unwrap_or_else(|| lead.is_as_long_as(gist)),
        _ => lead.shares(gist) < TRANSLATED && lead.lasts_like(gist) == Some(true),
    };
    translated.then_some(Kinship::Language)
}

impl Gist {
    fn of(talk: &Talk) -> Self {
        let text = fold(&talk.text).text;
        let words: Vec<u64> = words(&text).map(|word: Span| hash(word.of(&text).as_bytes())).collect();
        let run = |run: &[u64]| {
            let bytes: Vec<u8> = run.iter().flat_map(|word| word.to_le_bytes()).collect();
            hash(&bytes)
        };
        let length = RUN.min(words.len()).max(1);
        let mut runs: Vec<u64> = words.windows(length).map(run).collect();
        runs.sort_unstable();
        runs.dedup();
        runs.truncate(KEPT);
        // A length without times would be somebody's word for it.
        let lasts = talk.duration.filter(|_| talk.has_times());
        Self { runs, words: words.len(), lasts }
    }

    /// How many of a hundred runs two talks share: of the smallest of both, those that both have.
    fn shares(&self, other: &Self) -> usize {
        let (mut ours, mut theirs) = (self.runs.iter().peekable(), other.runs.iter().peekable());
        let (mut all, mut shared) = (0, 0);
        while all < KEPT {
            let (mine, yours) = (ours.peek().copied(), theirs.peek().copied());
            let Some(least) = mine.into_iter().chain(yours).min() else { break };
            shared += usize::from(mine == yours);
            all += 1;
            ours.next_if(|run| *run == least);
            theirs.next_if(|run| *run == least);
        }
        shared * 100 / all.max(1)
    }

    /// Whether two talks last about as long; none where times are not known.
    fn lasts_like(&self, other: &Self) -> Option<bool> {
        let (a, b) = (self.lasts?.ms(), other.lasts?.ms());
        Some(a.abs_diff(b) <= (a.max(b) / 10).max(LONGER_MS))
    }

    /// Whether two talks without times could be one in two languages: scripts that are counted letter by letter have more
    /// words.
    fn is_as_long_as(&self, other: &Self) -> bool {
        let (less, more) = (self.words.min(other.words), self.words.max(other.words));
        less > 0 && more <= less * 3
    }
}

fn hash(bytes: &[u8]) -> u64 {
    u64::try_from(twox_hash::XxHash3_128::oneshot(bytes) >> 64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::fs;

    use super::*;
    use crate::library::Scan;

    /// So many different words from `seed` on, one cue every two seconds.
    fn said(seed: usize, words: usize) -> Vec<String> {
        (0..words).map(|n| format!("w{}", (n + 1) * 7919 * seed % 100_003)).collect()
    }

    fn srt(words: &[String]) -> String {
        let mut file = String::new();
        for (n, cue) in words.chunks(5).enumerate() {
            let (minute, second) = (n * 2 / 60, n * 2 % 60);
            let times = format!("00:{minute:02}:{second:02},000 --> 00:{minute:02}:{second:02},900");
            write!(file, "{}\n{times}\n{}\n\n", n + 1, cue.join(" ")).unwrap();
        }
        file
    }

    fn vtt(words: &[String]) -> String {
        format!("WEBVTT\n\n{}", srt(words).replace(",000", ".000").replace(",900", ".900"))
    }

    /// The talks of a folder with these files, each as `file (format …; language …)`.
    fn talks(files: &[(&str, String)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let mut addresses = Vec::new();
        Scan::default().look(&[folder.path().to_path_buf()], &mut |found| {
            if let crate::library::Found::Talk(address) = found {
                addresses.push(address);
            }
            true
        });
        let mut drawn = Vec::new();
        for address in &addresses {
            meet(address, Wanted::default(), &mut |address, opened| {
                drawn.push(picture(&address, opened.is_ok()));
                true
            });
        }
        drawn
    }

    fn picture(address: &Address, readable: bool) -> String {
        let Address::File(family) = address else { return String::new() };
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        let mut drawn = name(&family.file);
        if !readable {
            drawn.push_str(" broken");
        }
        for other in &family.others {
            let kinship = match other.is {
                Some(Kinship::Format) => "format",
                Some(Kinship::Language) => "language",
                None => "unsettled",
            };
            write!(drawn, ", {kinship} {}", name(&other.path)).unwrap();
        }
        drawn
    }

    #[test]
    fn the_same_words_are_one_talk() {
        let words = said(1, 400);
        let text = words.join(" ");
        let files =
            [("a.txt", text.clone()), ("a.srt", srt(&words)), ("a.vtt", vtt(&words)), ("b.txt", text)];
        assert_eq!(talks(&files), ["a.vtt, format a.srt, format a.txt", "b.txt"]);

        let mut mended = words.clone();
        for word in mended.iter_mut().step_by(40) {
            word.push('x');
        }
        let files = [("a.srt", srt(&words)), ("a.md", mended.join(" "))];
        assert_eq!(talks(&files), ["a.srt, format a.md"], "a word changed here and there");
    }

    #[test]
    fn a_file_with_times_is_better_than_one_without() {
        let words = said(1, 400);
        let paragraphs = words.chunks(40).enumerate();
        let timed: Vec<String> =
            paragraphs.map(|(at, some)| format!("[00:{at:02}:00] {}.\n\n", some.join(" "))).collect();
        let timed = timed.concat();
        let page = format!("<html><body><article><p>{}</p></article></body></html>", words.join(" "));
        let files = [("a.html", page.clone()), ("a.txt", timed.clone())];
        assert_eq!(talks(&files), ["a.txt, format a.html"]);
        let files = [("a.html", page.clone()), ("a.md", words.join(" ")), ("a.txt", timed)];
        assert_eq!(talks(&files), ["a.txt, format a.md, format a.html"]);
        let files = [("a.html", page), ("a.txt", words.join(" "))];
        assert_eq!(talks(&files), ["a.html, format a.txt"], "no times in either");
    }

    #[test]
    fn other_words_are_another_talk() {
        let files = [("a.srt", srt(&said(1, 400))), ("a.txt", said(2, 400).join(" "))];
        assert_eq!(talks(&files), ["a.srt", "a.txt"]);
        let half = said(1, 400);
        let files = [("a.srt", srt(&half)), ("a.txt", half[..200].join(" "))];
        assert_eq!(talks(&files), ["a.srt", "a.txt"], "only the half of it");
        let files = [("notes.txt", "buy bread".into()), ("notes.md", "# Ideas\n\nsell bread".into())];
        assert_eq!(talks(&files), ["notes.md", "notes.txt"]);
        let files =
            [("a.vtt", vtt(&said(1, 99))), ("a.md", said(2, 99).join(" ")), ("a.txt", said(2, 99).join(" "))];
        assert_eq!(talks(&files), ["a.vtt", "a.md, format a.txt"], "two talks under one name");
    }

    #[test]
    fn translations_are_known_by_their_names_and_times() {
        let (english, german) = (srt(&said(1, 400)), vtt(&said(2, 380)));
        let files = [("a.de.vtt", german.clone()), ("a.en.srt", english.clone())];
        assert_eq!(talks(&files), ["a.en.srt, language a.de.vtt"]);
        let files = [("a.srt", english.clone()), ("a.de.vtt", german.clone())];
        assert_eq!(talks(&files), ["a.srt, language a.de.vtt"]);
        let files =
            [("a.de.srt", srt(&said(2, 380))), ("a.de.vtt", german.clone()), ("a.en.srt", english.clone())];
        assert_eq!(talks(&files), ["a.en.srt, language a.de.vtt, format a.de.srt"]);
        let files = [("a.en.srt", english.clone()), ("a.de.vtt", vtt(&said(2, 100)))];
        assert_eq!(talks(&files), ["a.en.srt", "a.de.vtt"], "half as long");
        let files = [("a.it.txt", said(1, 50).join(" ")), ("a.txt", said(2, 50).join(" "))];
        assert_eq!(talks(&files), ["a.txt", "a.it.txt"], "`it` may be a word here");
        let files = [("a.en.srt", english), ("a.en.vtt", german)];
        assert_eq!(talks(&files), ["a.en.vtt", "a.en.srt"], "one language, two talks");
    }

    #[test]
    fn what_cannot_be_read_hides_nothing() {
        let words = said(1, 40);
        let files = [("a.json", "{\"a\": 1}".into()), ("a.srt", srt(&words)), ("a.txt", words.join(" "))];
        assert_eq!(talks(&files), ["a.json broken", "a.srt, format a.txt"]);
        let files = [("a.srt", srt(&words)), ("a.docx", "PK\u{3}\u{4}".into())];
        assert_eq!(talks(&files), ["a.srt", "a.docx broken"]);
        let files = [("a.srt", srt(&words)), ("a.txt", " ".into())];
        assert_eq!(talks(&files), ["a.srt", "a.txt"], "nothing is shared");
    }
}
