//! Takes talks in, to make a shard of them.

use super::classes::{FILLER, MOST_WORDS};
use super::codes::Written;
use super::finish::{self, Seen};
use super::{BLOCK, Damaged, Parts, Shard, Shelved};
use crate::search::forms::Forms;
use crate::search::stream::each_word;
use crate::search::tongue::{Tongue, Tongues};
use crate::search::vocabulary::Term;

/// Words by which the language of a talk that does not tell it is guessed.
const ENOUGH_TO_GUESS: usize = 400;

/// A shard in the making: its words by numbers that are given as they come, and what was seen of each.
#[derive(Default)]
pub struct Builder {
    forms: Forms,
    /// The words of all talks, as they are said; each talk begins with a block.
    said: Written,
    blocks: u32,
    seen: Vec<Seen>,
    talks: Vec<Shelved>,
    /// The words of the talk that is being taken in.
    talk: Vec<Term>,
}

/// What is said in a talk, and of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry<'a> {
    /// By this the talk is known outside.
    pub key: u64,
    pub text: &'a str,
    /// Its title and its speakers: words that are known of all of it.
    pub header: &'a [&'a str],
    /// Its language's code, if it tells it.
    pub language: Option<&'a str>,
}

impl Builder {
    /// Takes a talk in.
    pub fn add(&mut self, entry: &Entry) {
        let mut words = std::mem::take(&mut self.talk);
        words.clear();
        self.forms.each(entry.text, |term| words.push(term));
        let tongue = entry.language.map_or_else(|| self.guess(&words), Tongue::of_code);
        let tongues = tongue.map_or_else(Tongues::default, Tongues::of);
        let mut header = Vec::new();
        for part in entry.header {
            each_word(part, |word, _| header.push(self.forms.vocabulary.number(word)));
        }
        self.take_in(entry.key, &words, header, tongues);
        self.talk = words;
    }

    /// Takes talks of another shard in again, those with a key that is wanted, without their text.
    ///
    /// # Errors
    /// Where that shard is damaged.
    pub fn add_again(&mut self, shard: &Shard, wanted: &dyn Fn(u64) -> bool) -> Result<(), Damaged> {
        let mut renumbered: Vec<Option<Term>> = vec![None; shard.lexicon.count()];
        let (mut buffer, mut words) = (Vec::new(), Vec::new());
        for (at, talk) in shard.talks.iter().enumerate().filter(|(_, talk)| wanted(talk.key)) {
            let blocks = shard.blocks_of(at);
            let start = blocks.start * BLOCK;
            words.clear();
            shard.words(blocks, &mut buffer, |place, term| {
                // What no number was left for keeps its place.
                words.resize(place - start, FILLER);
                words.push(self.renumber(shard, term, &mut renumbered));
            })?;
            words.resize(talk.words as usize, FILLER);
            let header = talk.header.iter().map(|&term| self.renumber(shard, term, &mut renumbered));
            let header = header.collect();
            self.take_in(talk.key, &words, header, Tongues::default());
        }
        Ok(())
    }

    /// Takes the words of a talk in, which is spoken in these languages.
    fn take_in(&mut self, key: u64, words: &[Term], mut header: Vec<Term>, tongues: Tongues) {
        header.sort_unstable();
        header.dedup();
        self.seen.resize(self.forms.vocabulary.len(), Seen::default());
        for &term in &header {
            self.seen[term as usize].tongues.add_all(tongues);
        }
        let block = self.blocks;
        for words in words.chunks(BLOCK) {
            for &term in words {
                // A word too many is not found, which is better than one found for another.
                self.said.push(term.min(FILLER));
                if let Some(seen) = self.seen.get_mut(term as usize).filter(|_| term < MOST_WORDS) {
                    seen.again(self.blocks, tongues);
                }
            }
            (words.len()..BLOCK).for_each(|_| self.said.push(FILLER));
            self.blocks += 1;
        }
        self.talks.push(Shelved {
            key,
            block,
            words: u32::try_from(words.len()).unwrap_or(u32::MAX),
            header,
        });
    }

    /// The number here of a word of another shard, which is spoken in the same languages.
    fn renumber(&mut self, shard: &Shard, term: Term, renumbered: &mut [Option<Term>]) -> Term {
        if let Some(&Some(known)) = renumbered.get(term as usize) {
            return known;
        }
        let word = shard.lexicon.word(term);
        let own = self.forms.vocabulary.number(word);
        if self.seen.len() < self.forms.vocabulary.len() {
            self.seen.resize(self.forms.vocabulary.len(), Seen::default());
        }
        if let Some(seen) = self.seen.get_mut(own as usize) {
            Tongue::all(shard.lexicon.tongues)
                .filter(|tongue| shard.lexicon.of_stem(tongue.stem(word)).any(|other| other == term))
                .for_each(|tongue| seen.tongues.add_all(Tongues::of(tongue)));
        }
        if let Some(place) = renumbered.get_mut(term as usize) {
            *place = Some(own);
        }
        own
    }

    /// How many words were taken in.
    pub fn words(&self) -> usize {
        self.blocks as usize * BLOCK
    }

    pub fn is_empty(&self) -> bool {
        self.talks.is_empty()
    }

    /// The shard; the commoner a word, the smaller its number.
    pub fn finish(self) -> Parts {
        let vocabulary = self.forms.into_vocabulary();
        finish::parts(vocabulary, self.said.finish(), self.blocks, &self.seen, self.talks)
    }

    fn guess(&self, words: &[Term]) -> Option<Tongue> {
        let some = words.iter().take(ENOUGH_TO_GUESS);
        Tongue::guess(some.map(|&term| self.forms.vocabulary.word(term)))
    }
}
