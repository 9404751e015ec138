//! The same talk in several formats: the same words, and said at the same time.

use std::collections::HashMap;
use std::path::Path;

use dictum::load::load;
use dictum::model::{Segment, Talk};

use crate::suites;

/// | relation, as the list of groups has it | words that must agree |
/// |---|---|
/// | `same words`, `same text`, `same captions` | 95 of 100 |
/// | `other recogniser`: other machines heard it | 80 of 100 |
const SAME: f64 = 0.95;
const HEARD_BY_OTHERS: f64 = 0.80;

/// Where both files have times, so many words of 100 are said within a cue's length of each other.
const IN_TIME: f64 = 0.95;

/// Each word by itself is too common to be known again; so many in a row are not.
const RUN: usize = 5;

struct Heard {
    name: String,
    relation: String,
    talk: Talk,
    words: Vec<String>,
    /// Where each word begins in the text.
    at: Vec<usize>,
}

#[test]
fn the_same_talk_has_the_same_words_at_the_same_times() {
    let Some(folder) = suites() else { return };
    let corpus = folder.join("..");
    let mut groups: Vec<(String, Vec<Heard>)> = Vec::new();
    for row in std::fs::read_to_string(folder.join("equivalence.tsv")).unwrap().lines().skip(1) {
        let [group, file, relation] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let Some(heard) = hear(&corpus.join(file), file, relation) else { continue };
        match groups.last_mut().filter(|(name, _)| name == group) {
            Some((_, files)) => files.push(heard),
            None => groups.push((group.to_owned(), vec![heard])),
        }
    }
    println!("{:14} {:>6} {:>8}  file, against the first of its group", "group", "words", "in time");
    let mut short = Vec::new();
    for (group, files) in &groups {
        let Some((first, others)) = files.split_first() else { continue };
        let timed = files.iter().find(|file| file.talk.segments.iter().any(|s| s.start.is_some()));
        for other in others {
            let same = alike(&first.words, &other.words);
            let in_time =
                timed.filter(|timed| timed.name != other.name).and_then(|timed| in_time(timed, other));
            let percent = in_time.map_or("-".to_owned(), |share| format!("{:.1}", share * 100.0));
            println!("{group:14} {:>6.1} {percent:>8}  {} ~ {}", same * 100.0, other.name, first.name);
            let floor = if other.relation.starts_with("other") { HEARD_BY_OTHERS } else { SAME };
            if same < floor || in_time.is_some_and(|share| share < IN_TIME) {
                short.push(format!("{} has {same:.3} of the words, {in_time:?} in time", other.name));
            }
        }
    }
    assert!(groups.len() >= 8, "only {} groups were found", groups.len());
    assert!(short.is_empty(), "{}", short.join("\n"));
}

/// A file as it is read; none where it is not there, or is of a kind that dictum refuses.
fn hear(path: &Path, name: &str, relation: &str) -> Option<Heard> {
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("MISSING: {name}");
        return None;
    };
    match load(path, &bytes) {
        Ok(loaded) => {
            let (words, at) = words(&loaded.talk.text);
            let (name, relation) = (name.to_owned(), relation.to_owned());
            Some(Heard { name, relation, talk: loaded.talk, words, at })
        }
        Err(e) => {
            eprintln!("REFUSED: {e}");
            None
        }
    }
}

/// Words in small letters, and where they begin; in scripts without blanks, each sign is one.
fn words(text: &str) -> (Vec<String>, Vec<usize>) {
    let is_sign = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
    let (mut words, mut at) = (Vec::<String>::new(), Vec::new());
    let mut joined = false;
    for (place, c) in text.char_indices() {
        let part = c.is_alphanumeric() || c == '\'' || c == '’';
        if part && joined && !is_sign(c) {
            words.last_mut().unwrap().extend(c.to_lowercase());
        } else if part {
            words.push(c.to_lowercase().collect());
            at.push(place);
        }
        joined = part && !is_sign(c);
    }
    (words, at)
}

/// The share of words that stand in both, in order: twice the longest common sequence by both lengths. Myers'
/// way, which takes time only for what differs.
fn alike(one: &[String], two: &[String]) -> f64 {
    let all = one.len() + two.len();
    let middle = all + 1;
    let mut reached = vec![0_usize; 2 * all + 3];
    for edits in 0..=all {
        // Diagonals, of which every second can be reached by so many edits.
        for diagonal in (middle - edits..=middle + edits).step_by(2) {
            let (left, right) = (reached[diagonal - 1], reached[diagonal + 1]);
            let down = diagonal == middle - edits || diagonal != middle + edits && left < right;
            let mut at = if down { right } else { left + 1 };
            let mut other = at + middle - diagonal;
            while at < one.len() && other < two.len() && one[at] == two[other] {
                (at, other) = (at + 1, other + 1);
            }
            reached[diagonal] = at;
            if at >= one.len() && other >= two.len() {
                #[allow(clippy::cast_precision_loss)]
                return (all - edits) as f64 / all.max(1) as f64;
            }
        }
    }
    0.0
}

/// Of the runs of words that stand once in each, the share that begins within a cue's length of the other; none
/// where one has no times.
fn in_time(a: &Heard, b: &Heard) -> Option<f64> {
    let (mut near, mut all) = (0_u32, 0_u32);
    let places = runs(&b.words);
    for (run, at) in runs(&a.words) {
        let (Some(at), Some(Some(other))) = (at, places.get(run)) else { continue };
        let (Some(one), Some(two)) = (cue(a, at), cue(b, *other)) else { continue };
        let (Some(from), Some(other_from)) = (one.start, two.start) else { continue };
        let length = |s: &Segment| s.end.zip(s.start).map_or(0, |(end, start)| end.ms() - start.ms());
        all += 1;
        near += u32::from(from.ms().abs_diff(other_from.ms()) <= length(one).max(length(two)).max(1_000));
    }
    (all > 0).then(|| f64::from(near) / f64::from(all))
}

/// Runs of words and where they stand, if only once.
fn runs(words: &[String]) -> HashMap<&[String], Option<usize>> {
    let mut places = HashMap::new();
    for (at, run) in words.windows(RUN).enumerate() {
        places.entry(run).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// The segment that holds a word.
fn cue(heard: &Heard, word: usize) -> Option<&Segment> {
    let at = *heard.at.get(word)?;
    let segments = &heard.talk.segments;
    let after = segments.partition_point(|segment| segment.span.from() <= at);
    segments.get(after.checked_sub(1)?).filter(|segment| segment.span.contains(at))
}
