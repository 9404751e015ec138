//! Cue phrases: what people say when they come to something new, and what they say when they do not.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// How many words of a unit are heard for cues.
pub const HEARD: usize = 13;
/// How many words before a unit are.
pub const HEARD_BEFORE: usize = 5;

/// Classes of cues, and the patterns of each. A pattern is a row of words: `/` parts words of which any will do, `~2`
/// says that up to two words may stand between, `^` that it stands at the beginning, behind nothing but small openers.
pub const CLASSES: [(&str, &[&str]); 13] = [
    (
        "next",
        &[
            "next/last/final/another/second/third/fourth/fifth/sixth/following/remaining ~2 \
         one/item/topic/question/section/thing/up/slide/point/part/speaker/is/was/chapter/step/piece/example/issue/\
         pr/agenda/segment/group/area/problem",
            "^ next/finally/lastly",
        ],
    ),
    (
        "move",
        &[
            "move/moving/jump/jumping/switch/switching/turn/turning/shift/shifting/transition/skip/skipping/dive/diving/\
         get/getting/go/going/come/circle/circling/zoom/pivot/proceed ~1 on/to/into/onto/over/back/gears/ahead/through",
            "on to the/our/a",
            "moving on/along",
            "change gears/topic/topics",
        ],
    ),
    (
        "lets",
        &[
            "let's/i'll/we'll/gonna/lemme ~2 talk/discuss/look/start/begin/move/switch/jump/dive/turn/ask/introduce/cover/\
         show/go/focus/get/return/spend/shift/consider/describe/explain/hear/open/mention",
            "want/wanted/like/going/will/let to/me/us ~2 talk/discuss/look/start/begin/move/switch/jump/dive/turn/ask/\
         introduce/cover/show/go/focus/get/return/spend/shift/consider/describe/explain/hear/open/mention",
        ],
    ),
    (
        "topic",
        &[
            "section/topic/agenda/item/chapter/slide/slides/presentation/subject/segment/proposal/part/news/update/updates/\
         discussion/outline/overview/introduction/background/summary/conclusion/motivation/notable/recap",
        ],
    ),
    (
        "talkabout",
        &["talk/talking/talked/speak/chat/discuss ~3 about/through/on", "tell/walk me/us", "discuss"],
    ),
    (
        "ack",
        &[
            "^ okay/ok/alright/great/cool/awesome/excellent/perfect/fantastic/right/gotcha/wonderful/good/sure/nice",
            "^ all/got/very/makes right/it/good/cool/sense",
        ],
    ),
    ("so", &["^ so/now/well/anyway/anyways"]),
    (
        "thanks",
        &[
            "thank you",
            "thanks/appreciate/welcome/joining/hello/introduce",
            "good morning/afternoon/evening",
            "my name is",
            "hi everyone/everybody/all",
        ],
    ),
    (
        "asks",
        &[
            "what/how/why is/are/was/were/about/do/does/did",
            "what's/how's/curious/wondering/wonder",
            "can/could/would/do/did/have/are you",
            "tell me",
        ],
    ),
    (
        "mention",
        &[
            "you've/you mentioned/said/talked/wrote/were",
            "in your",
            "i noticed",
            "your paper/book/work",
            "earlier",
        ],
    ),
    (
        "goes on",
        &[
            "^ and/but/because/which/or/yeah/yes/no/also/that/it/it's/that's/he/she/they/then/exactly/um/uh/like/if/not/of/\
         the/in/to/for/with/as/at",
            "^ i mean/think",
            "^ you know",
        ],
    ),
    (
        "first",
        &["first/starting", "start/begin/started/kick with/off", "to start/begin", "let's start/begin"],
    ),
    ("announced", ANNOUNCED),
];

/// Parts that a speaker announces by name or number; a reader notices when these are missing.
const ANNOUNCED: &[&str] = &[
    "my/our/the first/second/third/fourth/fifth/sixth/next/last/final section/part/topic/chapter/segment",
    "section/chapter/topic number",
    "open ~1 the/it ~1 floor/up ~2 question/questions",
    "take/taking ~1 questions",
    "move/moving/turn/turning/switch/on ~1 to ~2 next/second/third/last/final ~1 section/part/topic/chapter/item/subject",
    "next item/topic/section/chapter/proposal/speaker",
    "last/final topic/item/section",
    "next up",
    "moving on to",
    "let's move/switch on/to/over/gears",
];

/// Words that may stand before what opens a unit.
const SMALL_OPENERS: &str = "so/and/okay/ok/now/then/alright/well/um/uh/all/right/yeah/great/but";

/// What is said just before something new begins.
pub const CLOSERS: &str = "thank you/thanks/great/cool/okay/ok/makes sense/perfect/awesome/questions/right/alright/\
    that's it/done/move on/go ahead/next/sounds good/so far";

type Set = u128;

/// A pattern with its words as bits.
#[derive(Debug)]
struct Pattern {
    class: usize,
    opens: bool,
    /// The words of which any will do, and how many others may stand before them.
    steps: Vec<(Set, usize)>,
    needs: Set,
}

/// The patterns, ready to be heard.
#[derive(Debug, Default)]
pub struct Cues {
    bits: FxHashMap<&'static str, Set>,
    patterns: Vec<Pattern>,
    small: Set,
}

static CUES: LazyLock<Cues> = LazyLock::new(Cues::read);

impl Cues {
    pub fn get() -> &'static Self {
        &CUES
    }

    fn read() -> Self {
        let mut cues = Self::default();
        let mut sets: FxHashMap<&'static str, Set> = FxHashMap::default();
        cues.small = cues.set_of(SMALL_OPENERS, &mut sets);
        for (class, (_, patterns)) in CLASSES.iter().enumerate() {
            for pattern in *patterns {
                let mut steps = Vec::new();
                let (mut gap, mut opens) = (0, false);
                for word in pattern.split_whitespace() {
                    if word == "^" {
                        opens = true;
                    } else if let Some(between) = word.strip_prefix('~') {
                        gap = between.parse().unwrap_or(0);
                    } else {
                        steps.push((cues.set_of(word, &mut sets), gap));
                        gap = 0;
                    }
                }
                let needs = steps.iter().fold(0, |all, (set, _)| all | set);
                cues.patterns.push(Pattern { class, opens, steps, needs });
            }
        }
        cues
    }

    /// The bit of a set of words, by which each of them is known.
    fn set_of(&mut self, words: &'static str, sets: &mut FxHashMap<&'static str, Set>) -> Set {
        let next = u32::try_from(sets.len()).unwrap_or(127).min(127);
        let bit = *sets.entry(words).or_insert(1 << next);
        for word in words.split('/') {
            *self.bits.entry(word).or_default() |= bit;
        }
        bit
    }

    /// The sets that a word is in.
    pub fn bits(&self, word: &str) -> Set {
        self.bits.get(word).copied().unwrap_or(0)
    }

    /// Which classes are heard in these words, given as the sets that they are in; a bit for each class.
    pub fn heard(&self, words: &[Set]) -> u32 {
        let all = words.iter().fold(0, |all, word| all | word);
        let opening = words.iter().take_while(|&&word| word & self.small != 0).count();
        let mut heard = 0;
        for pattern in &self.patterns {
            if heard & 1 << pattern.class != 0 || all & pattern.needs != pattern.needs {
                continue;
            }
            let reach = if pattern.opens { opening + 1 } else { words.len() };
            if (0..reach.min(words.len())).any(|at| pattern.stands_at(words, at)) {
                heard |= 1 << pattern.class;
            }
        }
        heard
    }
}

impl Pattern {
    fn stands_at(&self, words: &[Set], at: usize) -> bool {
        let mut next = at;
        self.steps.iter().all(|&(set, gap)| {
            let reach = words.get(next..).unwrap_or(&[]).iter().take(gap + 1);
            match reach.into_iter().position(|word| word & set != 0) {
                Some(skipped) => {
                    next += skipped + 1;
                    true
                }
                None => false,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &str, expected: &[&str]) {
        let bits: Vec<_> = said.split(' ').map(|word| Cues::get().bits(word)).collect();
        let heard = Cues::get().heard(&bits);
        let names: Vec<_> =
            (0..).zip(CLASSES).filter(|(at, _)| heard & 1 << at != 0).map(|(_, (name, _))| name).collect();
        assert_eq!(names, expected, "{said}");
    }

    #[test]
    fn cues_are_heard() {
        check("walruses sleep", &[]);
        check("so next up is the walrus", &["next", "so", "announced"]);
        check("my third section is on the walrus", &["next", "topic", "announced"]);
        check("let's talk a little about tusks", &["lets", "talkabout"]);
        check("the next day it was the third time", &["next", "goes on"]);
        check("and it slept", &["goes on"]);
        check("okay great thank you", &["ack", "thanks"]);
        check("so let's open the floor to questions", &["lets", "so", "announced"]);
    }

    #[test]
    fn there_are_bits_for_all_sets() {
        let all = Cues::get().bits.values().fold(0, |all, bit| all | bit);
        assert!(all.count_ones() < 127);
    }
}
