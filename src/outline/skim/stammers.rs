//! Words that are said again while looking for the next, and those that are meant twice.

use super::fillers::{
    AUXILIARIES, BEGIN_CLAUSE, JOINTS, MAY_END, MAY_END_CLAUSE, NEVER_END, PERSONS, SPEAKERS, bare, is,
};
use super::writing::Capitals;

/// `bri- a bridge` is `a bridge`: a word that was not finished goes where it is said in full soon after. Any other word with
/// a hyphen behind it (`the votes- are in`) is meant.
pub fn drop_cut_off(said: &mut Vec<String>) {
    let is_cut_off = |at: usize| {
        let (begun, after) = bare(&said[at]);
        let begun = begun.to_lowercase();
        let soon = said.iter().skip(at + 1).take(3).map(|word| bare(word).0.to_lowercase());
        // `short- and long-term`
        let hangs = said.get(at + 1).is_some_and(|next| is(next, &["and", "or", "to"]));
        matches!(after, "-" | "-," | "--,")
            && !hangs
            && !begun.is_empty()
            && soon.into_iter().any(|w| w.starts_with(&begun))
    };
    let goes: Vec<bool> = (0..said.len()).map(is_cut_off).collect();
    let mut goes = goes.into_iter();
    said.retain(|_| !goes.next().unwrap_or(false));
}

/// Words said twice or thrice while looking for the next: `the the`, `it was it was`.
pub fn drop_stammers(said: &mut Vec<String>, capitals: Capitals) {
    let mut kept: Vec<String> = Vec::with_capacity(said.len());
    let mut coming = said.drain(..).peekable();
    while let Some(word) = coming.next() {
        kept.push(word);
        let next = coming.peek().map_or("", String::as_str);
        for length in [3, 2, 1] {
            let Some(again) = kept.len().checked_sub(length) else { continue };
            let Some(first) = again.checked_sub(length) else { continue };
            let twice =
                Twice { before: &kept[..first], once: &kept[first..again], again: &kept[again..], next };
            if twice.is_same(capitals) && twice.is_stammer() {
                kept.drain(first..again);
                break;
            }
        }
    }
    drop(coming);
    *said = kept;
}

/// Words that are said twice, and what stands beside them.
struct Twice<'a> {
    before: &'a [String],
    once: &'a [String],
    again: &'a [String],
    next: &'a str,
}

impl Twice<'_> {
    /// Not so `The The`, which is a name.
    fn is_same(&self, capitals: Capitals) -> bool {
        let same = self.once.iter().zip(self.again).all(|(a, b)| bare(a).0.eq_ignore_ascii_case(bare(b).0));
        // `the… the` is one, too.
        let ends = self.once.iter().any(|word| word.ends_with(['.', '!', '?']));
        let [named, ..] = self.again else { return false };
        let is_name = capitals == Capitals::Some && named.starts_with(|c: char| c.is_uppercase() && c != 'I');
        same && !ends && !is_name
    }

    /// Whether words are said again by mistake. Not so where they are meant twice (`on and on and on`), or where one thought
    /// ends with the word that the next begins with (`I like this, this is good`, `what it is is a boat`).
    fn is_stammer(&self) -> bool {
        let [first, .., last] = self.once else {
            return self.once.first().is_some_and(|word| self.is_word_stammered(word));
        };
        let joins = |word: &String| is(word, &["and", "or"]);
        let never_ends = is(last, NEVER_END);
        if self.once.iter().any(joins) && (!never_ends || !joins(first) || joins(last)) {
            return false;
        }
        let is_small = |word: &String| [NEVER_END, MAY_END_CLAUSE, MAY_END].iter().any(|list| is(word, list));
        let small = self.once.iter().all(is_small);
        let begun = small || (is(first, NEVER_END) && !is(first, JOINTS));
        // `I think, I think` is not meant more for being said twice.
        let thinks = is(last, &["think"]);
        begun
            && match (never_ends || thinks, last.ends_with(',')) {
                (true, _) => true,
                (false, true) => small && self.begins(&["and", "but", "so"]),
                (false, false) => !self.is_in_clause(),
            }
    }

    fn is_word_stammered(&self, word: &str) -> bool {
        let comma = word.ends_with(',');
        if is(word, NEVER_END) {
            return !comma || !self.may_end_here(word);
        }
        if is(word, MAY_END_CLAUSE) {
            // `the things we have have a price`
            let told = is(word, AUXILIARIES)
                && self.before.split_last().is_some_and(|(last, rest)| is(last, PERSONS) && !is_start(rest));
            // `made of, of course`
            let phrase = is(self.next, &["course"]);
            return !comma && !told && !phrase && !self.is_in_clause();
        }
        is(word, MAY_END) && self.begins(JOINTS)
    }

    /// `my, my, what a boat`, `you and I, I think`, `who was he, he asked`
    fn may_end_here(&self, word: &str) -> bool {
        let Some((last, rest)) = self.before.split_last() else { return is(word, &["my"]) };
        let joined = is(last, &["and", "or"]) && !is_start(rest);
        is(word, SPEAKERS) && (joined || is(last, &["nor", "than", "as", "like"]) || is(last, AUXILIARIES))
    }

    /// Whether a thought begins with it, as far as the word before tells.
    fn begins(&self, joints: &[&str]) -> bool {
        self.before.last().is_none_or(|before| is(before, joints))
    }

    /// Whether a side clause may have begun before it.
    fn is_in_clause(&self) -> bool {
        let near = self.before.iter().rev().take(8);
        near.take_while(|word| !word.ends_with([',', ';', ':', '.', '?', '!']))
            .any(|word| is(word, BEGIN_CLAUSE))
    }
}

/// Whether a sentence, or after a comma a clause, begins behind these words.
fn is_start(before: &[String]) -> bool {
    before.last().is_none_or(|word| word.ends_with(',') || is(word, JOINTS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, kept: &str) {
        let mut words: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
        drop_stammers(&mut words, Capitals::of(said));
        assert_eq!(words.join(" "), kept, "{said}");
    }

    #[track_caller]
    fn stays(said: &str) {
        check(said, said);
    }

    #[test]
    fn what_is_said_again_goes() {
        check("so I, I think the, the tide turns", "so I think the tide turns");
        check("I think, I think it was it was low", "I think it was low");
        check("the tide is is low", "the tide is low");
        check("we we we went to to the weir", "we went to the weir");
        check("in the, in the harbour", "in the harbour");
        check("and and I and I rowed", "and I rowed");
        check("this, this ferry is slow", "this ferry is slow");
    }

    #[test]
    fn what_is_meant_twice_stays() {
        stays("I am not a fan of, of all things, wooden boats.");
        stays("The hull is made of of course oak.");
        stays("The council will, will they not, vote.");
        stays("You can, can you?");
        stays("what it is is a boat");
        stays("all there is is love");
        stays("the things we have have a price");
        stays("they relied on on Monday");
        stays("it went on and on and on");
        stays("You and I, I think, can row.");
        stays("Who was he, he asked.");
        stays("My, my, what a boat.");
        stays("It is not not good.");
        stays("It was so so good.");
        stays("As it is, it is slow.");
        stays("do what you can you can row");
        stays("We tried, we tried hard.");
        stays("The Who The Who is a band");
    }
}
