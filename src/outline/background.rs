//! What is known of English words before any talk is read: which of them are small, and how rare the others are.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Stems by how rare they are.
const TABLE: &str = include_str!("background.txt");

/// A stem that the table does not have.
const UNKNOWN: f32 = 6.5;

/// English words that hold sentences together, or fill them: they tell nothing of what a section is about.
const SMALL_WORDS: &str = "\
    a about above across actually after afterwards again against ago ah all almost alone along already alright also \
    although always am among an and another any anybody anyone anything anyway anyways apart are aren't around as at \
    away back basically be became because become becomes been before behind being below besides between beyond bit both \
    but by call called came can can't cannot cause certain certainly come comes coming could couldn't couple course \
    cuz definitely did didn't different do does doesn't doing don't done down during each either else enough especially \
    etc even ever every everybody everyone everything exactly fact few fine first for from fully further gave get gets \
    getting give given gives go goes going gone gonna good got gotten gotta great guess guy guys had hadn't happen \
    happened happening happens hard has hasn't have haven't having he he'd he'll he's hello hence her here here's hers \
    herself hey hi him himself his hmm how how's however huh i i'd i'll i'm i've if in indeed instead interested \
    interesting into is isn't it it'd it'll it's its itself just keep kind kinda knew know known knows last later least \
    less let let's like little lot lots made mainly make makes making many may maybe me mean means meant might mine mm \
    more most mostly much must my myself near need needs neither never nevertheless next nice no nobody none nope nor \
    not nothing now nowhere obviously of off often oh ok okay on once one one's ones only onto or other others otherwise \
    ought our ours ourselves out over own part particular particularly people per perhaps please point pretty probably \
    put puts quite rather real really right said same saw say saying says see seem seemed seems seen several shall she \
    she'd she'll she's should shouldn't show since so some somebody somehow someone something sometimes somewhat \
    somewhere soon sort still stuff such super sure take taken takes taking talk talked talking tell than thank thanks \
    that that'd that'll that's the their theirs them themselves then there there'd there'll there's thereby therefore \
    these they they'd they'll they're they've thing things think thinking thinks third this those though thought through \
    throughout thus to together told too took totally toward towards tried tries try trying two uh uhhuh um under unless \
    until up upon us use used uses using usually very via wanna want wanted wants was wasn't way ways we we'd we'll \
    we're we've well went were weren't what what'll what's whatever when when's whenever where where's whereas wherever \
    whether which while who who'd who'll who's whoever whole whom whose why why's will with within without won't would \
    wouldn't yeah yep yes yet you you'd you'll you're you've your yours yourself yourselves cool awesome absolutely \
    laughter laughs inaudible applause music second three four five \
    ain't 'cause yup wow alrighty gosh folks ahead able sense long big small new old better best end start started \
    look looking looks number today time times work works year years day ask asked asking idea example question \
    questions answer feel find found turn turns run working different same honestly literally essentially";

static SMALL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| SMALL_WORDS.split_whitespace().collect());
static BACKGROUND: LazyLock<Background> = LazyLock::new(Background::read);

/// Whether a word, in lower case, tells nothing of what a section is about.
pub fn is_small(word: &str) -> bool {
    SMALL.contains(word)
}

/// How rare stems are in talks.
#[derive(Debug)]
pub struct Background(FxHashMap<&'static str, f32>);

impl Background {
    pub fn get() -> &'static Self {
        &BACKGROUND
    }

    fn read() -> Self {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let stems = lines.filter_map(|line| line.split_once(' ')).flat_map(|(rarity, stems)| {
            let rarity = rarity.parse().unwrap_or(UNKNOWN);
            stems.split(' ').map(move |stem| (stem, rarity))
        });
        Self(stems.collect())
    }

    /// The logarithm of how few talks have a stem: from 0, as `the`, to 6.5, as a name.
    pub fn rarity(&self, stem: &str) -> f32 {
        self.0.get(stem).copied().unwrap_or(UNKNOWN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_less_rare_than_others() {
        let rarity = |stem| Background::get().rarity(stem);
        assert!(rarity("so") < rarity("softwar") && rarity("softwar") < rarity("esperanto"));
        assert!(rarity("esperanto") < rarity("nobody-says-this"));
        assert!(is_small("the") && is_small("doesn't") && !is_small("walrus") && !is_small(""));
    }
}
