//! Words that people put for one another when they remember, irregular forms, and other spellings. English only.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tongue::Tongue;

/// Groups of words, a group a line, in three parts; each part is opened by a line with its name.
const LIST: &str = include_str!("synonyms.txt");

/// How like each other the words of a group are, by the name of its part.
const PARTS: [(&str, f32); 3] = [("# synonyms", 0.65), ("# irregular forms", 0.9), ("# spellings", 0.95)];

/// The groups, by the stems of their words.
#[derive(Default)]
struct Groups {
    groups: Vec<(f32, Vec<u32>)>,
    of_stem: FxHashMap<u32, Vec<usize>>,
}

static GROUPS: LazyLock<Groups> = LazyLock::new(Groups::read);

/// The stems of the words that may stand for a word of this stem, and how like it each is.
pub fn synonyms(stem: u32) -> impl Iterator<Item = (u32, f32)> {
    let groups = GROUPS.of_stem.get(&stem).map_or(&[][..], Vec::as_slice);
    groups.iter().filter_map(|&at| GROUPS.groups.get(at)).flat_map(move |(similarity, stems)| {
        stems.iter().filter(move |&&other| other != stem).map(move |&other| (other, *similarity))
    })
}

impl Groups {
    fn read() -> Self {
        let mut all = Self::default();
        let mut similarity = 0.0;
        for line in LIST.lines() {
            if let Some((_, part)) = PARTS.iter().find(|(name, _)| *name == line) {
                similarity = *part;
                continue;
            }
            let stems: Vec<u32> = line.split_whitespace().map(|word| Tongue::ENGLISH.stem(word)).collect();
            for &stem in &stems {
                all.of_stem.entry(stem).or_default().push(all.groups.len());
            }
            all.groups.push((similarity, stems));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_for_one_another() {
        let alike = |one: &str, other: &str| {
            let (one, other) = (Tongue::ENGLISH.stem(one), Tongue::ENGLISH.stem(other));
            synonyms(one)
                .filter(|(stem, _)| *stem == other)
                .map(|(_, similarity)| similarity)
                .reduce(f32::max)
        };
        assert_eq!(alike("big", "large"), Some(0.65));
        assert_eq!(alike("went", "going"), Some(0.9));
        assert_eq!(alike("colors", "colour"), Some(0.95));
        assert_eq!(alike("walrus", "kettle"), None);
    }

    #[test]
    fn the_list_is_in_order() {
        assert!(PARTS.iter().all(|(name, _)| LIST.lines().any(|line| line == *name)));
        assert!(LIST.starts_with("# "));
        for line in LIST.lines().filter(|line| !line.starts_with("# ")) {
            assert!(line.split(' ').count() >= 2, "{line}");
            assert!(line.bytes().all(|b| b.is_ascii_lowercase() || b == b' '), "{line}");
        }
    }
}
