//! Names found sections, in their own words: by the question that opens them, or by the phrases, up to three, that a
//! person would most likely put into the title.

use rustc_hash::{FxHashMap, FxHashSet};

use super::label::{capital, joined, repeats_itself};
use super::opening_words::opening_words;
use super::phrases::{MOST_WORDS, Phrase, Phrases};
use super::roles::{ROLES, role, short_opening};
use super::topics::opening_question;
use super::words::Words;
use super::worth::Worth;
use super::written::Written;
use crate::model::{Section, Span, Talk};
use crate::text::clean_line;

/// Titles of more letters do not fit beside the text.
const MOST_LETTERS: usize = 60;
/// A question must be worth at least this share of what the best phrases of its section are.
const QUESTION_SHARE: f32 = 0.5;
/// What a second phrase must be worth, and a second word.
const SECOND: f32 = 0.02;
const SECOND_WORD: f32 = 0.03;
/// A word that is worth more stands in a title whatever speaks against it.
const LIKELY: f32 = 0.15;
/// What a title of one common noun is worth less: it stands where there is nothing else.
const BARE: f32 = 1.0;
/// A common noun stands beside others where its section says it so often.
const OFTEN: u32 = 3;
/// So many words are tried where nothing tells a section.
const TRIES: usize = 20;

/// The titles of some sections that follow each other.
pub struct Titles {
    titles: Vec<String>,
}

struct Titler<'a> {
    talk: &'a Talk,
    words: &'a Words,
    worth: &'a Worth<'a>,
    phrases: Phrases<'a>,
    spans: &'a [Span],
    written: Written<'a>,
    used: FxHashSet<String>,
    /// What the section before is about.
    lead: String,
    /// At how many words the first section is an introduction; none where these are parts of a section.
    short: Option<usize>,
    /// How often the section that gets its title says its forms, and its stems.
    said: FxHashMap<u32, u32>,
    said_stems: FxHashMap<u32, u32>,
}

impl Titles {
    /// The titles of the sections in these spans, all different, and none that a section beside them has.
    pub fn of(talk: &Talk, words: &Words, spans: &[Span], beside: &[Section]) -> Self {
        let worth = Worth::of(talk, words, spans);
        let phrases = Phrases::of(talk, words, &worth);
        let written = Written::of(talk, words);
        let used = beside.iter().map(|section| bare(&section.title)).collect();
        let short = if beside.is_empty() { short_opening(words, spans) } else { None };
        let (said, said_stems) = (FxHashMap::default(), FxHashMap::default());
        let mut namer = Titler {
            talk,
            words,
            worth: &worth,
            phrases,
            spans,
            written,
            used,
            lead: String::new(),
            short,
            said,
            said_stems,
        };
        let titles = (0..spans.len()).map(|number| namer.title(number)).collect();
        Self { titles }
    }

    pub fn all(self) -> Vec<String> {
        self.titles
    }
}

impl Titler<'_> {
    fn title(&mut self, number: usize) -> String {
        let Some(span) = self.spans.get(number).copied() else { return String::new() };
        let odds = self.worth.odds(number);
        self.count_said(span);
        let best = self.phrases.best(span, &odds);
        let is_last = number > 0 && number + 1 == self.spans.len();
        let role = role(self.words, span, is_last, self.talk.text.len(), self.short);
        let most = MOST_WORDS - usize::from(role.is_some());
        let title = if self.words.english {
            self.by_question(span, &best, &odds).or_else(|| self.by_phrases(&best, most))
        } else {
            opening_words(span.of(&self.talk.text)).filter(|title| self.is_good(title))
        };
        let title = title.unwrap_or_else(|| self.by_first_words(number));
        self.used.insert(bare(&title));
        let lead = title.split([':', ',']).next().and_then(|lead| lead.split(" and ").next());
        self.lead = lead.unwrap_or("").to_lowercase();
        role.map_or(title.clone(), |role| format!("{role}: {title}"))
    }

    /// The question that opens the section, if it is about what the section says.
    fn by_question(&self, span: Span, best: &[Phrase], odds: &FxHashMap<u32, f32>) -> Option<String> {
        let topic = opening_question(self.talk, self.words, span)?;
        let stems = (topic.first..=topic.last).filter_map(|at| self.stem(at));
        let worth: f32 = stems.filter_map(|stem| odds.get(&stem)).sum();
        let title = capital(&clean_line(topic.span.of(&self.talk.text)));
        let enough = best.first().map_or(0.0, |best| best.value * QUESTION_SHARE);
        (worth >= enough && self.is_good(&title)).then_some(title)
    }

    /// The best phrase, or the best two or three that fit beside each other.
    fn by_phrases(&self, best: &[Phrase], most: usize) -> Option<String> {
        let phrases: Vec<&Phrase> = best.iter().filter(|phrase| self.stands(phrase)).collect();
        let mut titles: Vec<(f32, String)> = Vec::new();
        for (number, lead) in phrases.iter().enumerate() {
            if lead.len() <= most {
                let bare = if lead.len() > 1 || self.is_name(lead) { 0.0 } else { BARE };
                titles.push((lead.value - bare, self.written(lead)));
            }
            for (second, after) in phrases.iter().zip(1..).skip(number + 1) {
                if !fits(&[lead], second, most) || !self.stands_behind(second) {
                    continue;
                }
                let rest = phrases.get(after..).unwrap_or(&[]);
                let fit = |third: &&&Phrase| fits(&[lead, second], third, most) && self.stands_behind(third);
                let third = rest.iter().find(fit);
                titles.extend(self.listed(&[lead, second], most));
                titles.extend(third.and_then(|third| self.listed(&[lead, second, third], most)));
            }
        }
        titles.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut titles = titles.into_iter().map(|(_, title)| capital(&title));
        titles.find(|title| self.is_good(title) && !repeats_itself(title))
    }

    /// What a section is about, and what it says of it: `Fees: block space and mining pools`. And what these phrases are worth
    /// together; none where one of them is a list itself.
    fn listed(&self, phrases: &[&Phrase], most: usize) -> Option<(f32, String)> {
        let mut written: Vec<String> = phrases.iter().map(|phrase| self.written(phrase)).collect();
        // It goes on about what the whole talk is about: what is new comes first.
        let is_the_talk = |lead: &&Phrase| lead.stems().iter().all(|stem| self.worth.is_everywhere(*stem));
        if phrases.first().is_some_and(is_the_talk)
            && written.first().is_some_and(|lead| lead.to_lowercase() == self.lead)
        {
            written.rotate_left(1);
        }
        let is_list = written.iter().any(|phrase| phrase.contains(" and "));
        let worth = phrases.iter().map(|phrase| phrase.value).sum();
        let words = phrases.iter().map(|phrase| phrase.len()).sum();
        (!is_list).then(|| (worth, joined(&written, words, most)))
    }

    fn written(&self, phrase: &Phrase) -> String {
        self.written.phrase(phrase, &self.said)
    }

    /// Whether a phrase is one name or term.
    fn is_name(&self, phrase: &Phrase) -> bool {
        let token = self.words.tokens.get(phrase.first);
        token.is_some_and(|token| self.worth.is_proper(*token))
    }

    /// Whether a phrase tells something behind another: no word that most sections have, no common noun that this one hardly
    /// says (`…, joke and pain`).
    fn stands_behind(&self, phrase: &Phrase) -> bool {
        let often = |stem: &u32| self.said_stems.get(stem).is_some_and(|count| *count >= OFTEN);
        phrase.len() > 1
            || (!self.is_everywhere(phrase) && (self.is_name(phrase) || phrase.stems().iter().any(often)))
    }

    /// A word that most sections have says nothing by itself, nor does one that may be no noun, unless it is likely that a person
    /// would take it nevertheless.
    fn stands(&self, phrase: &Phrase) -> bool {
        let is_noun =
            || self.words.tokens.get(phrase.first).is_some_and(|token| self.worth.stands_alone(*token));
        phrase.len() > 1 || phrase.value > LIKELY || (is_noun() && !self.is_everywhere(phrase))
    }

    fn is_everywhere(&self, phrase: &Phrase) -> bool {
        phrase.stems().iter().any(|stem| self.worth.is_everywhere(*stem))
    }

    /// Nothing tells it: the first words that no other section begins with, or else a number.
    fn by_first_words(&self, number: usize) -> String {
        let tokens = self.spans.get(number).map_or(0..0, |span| self.words.within(*span));
        let starts = tokens.clone().filter(|at| self.stem(*at).is_some()).take(TRIES);
        let mut titles = starts.filter_map(|first| {
            let follow =
                (first + 1..tokens.end.min(first + MOST_WORDS)).take_while(|at| self.phrases.follows(*at));
            let last = follow.last().unwrap_or(first);
            let (a, b) = (self.words.tokens.get(first)?, self.words.tokens.get(last)?);
            Some(capital(&clean_line(a.span.join(b.span).of(&self.talk.text))))
        });
        // Of one number more than there are titles in use, one is free.
        let mut parts = (0..=self.used.len()).map(|next| format!("Part {}", number + 1 + next));
        let part = || parts.find(|title| self.is_good(title));
        titles.find(|title| self.is_good(title)).or_else(part).unwrap_or_default()
    }

    fn is_good(&self, title: &str) -> bool {
        !title.is_empty()
            && title.chars().count() <= MOST_LETTERS
            && title.chars().any(char::is_alphabetic)
            && !self.used.contains(&bare(title))
    }

    /// Counts the forms and stems of a section.
    fn count_said(&mut self, span: Span) {
        self.said.clear();
        self.said_stems.clear();
        for token in self.words.tokens.get(self.words.within(span)).unwrap_or(&[]) {
            *self.said.entry(token.form).or_default() += 1;
            if let Some(stem) = self.words.stem(*token) {
                *self.said_stems.entry(stem).or_default() += 1;
            }
        }
    }

    fn stem(&self, at: usize) -> Option<u32> {
        self.words.tokens.get(at).and_then(|token| self.words.stem(*token))
    }
}

/// Whether another phrase may stand beside these.
fn fits(beside: &[&Phrase], other: &Phrase, most: usize) -> bool {
    let words: usize = beside.iter().map(|phrase| phrase.len()).sum();
    words + other.len() <= most
        && other.value > enough(other)
        && beside.iter().all(|phrase| phrase.is_apart(other))
}

/// What a second phrase must be worth: more where it is one word, which seldom says much.
fn enough(second: &Phrase) -> f32 {
    if second.len() > 1 { SECOND } else { SECOND_WORD }
}

/// A title as it is held against others: without what the section is for, in lower case.
fn bare(title: &str) -> String {
    let (role, topic) = title.split_once(": ").unwrap_or(("", title));
    let topic = if ROLES.contains(&role) { topic } else { title };
    topic.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    /// The titles of sections with these texts, where others have those titles.
    fn titles(texts: &[&str], beside: &[&str]) -> Vec<String> {
        let mut talk = Talk::default();
        let mut spans = Vec::new();
        for text in texts {
            let from = talk.text.len();
            talk.text += text;
            talk.text += "\n\n";
            spans.push(Span::new(from, talk.text.len()));
        }
        let section = |title: &&str| Section {
            title: (*title).to_owned(),
            level: 1,
            origin: Origin::Written,
            span: Span::empty(0),
            start: None,
            line: 1,
        };
        let beside: Vec<Section> = beside.iter().map(section).collect();
        Titles::of(&talk, &Words::of(&talk), &spans, &beside).all()
    }

    const WALRUS: &str = "This is about the walrus colony. The walrus colony is on the ice, and the walrus colony is loud. \
        The walrus likes the ice of the bay.";

    #[test]
    fn no_two_sections_have_one_title() {
        let all = titles(&[WALRUS, WALRUS, WALRUS, WALRUS], &[]);
        let different: FxHashSet<&String> = all.iter().collect();
        assert_eq!(different.len(), 4, "{all:?}");

        let before = titles(&[WALRUS], &[]);
        let prefixed = format!("Introduction: {}", before[0]);
        assert_ne!(titles(&[WALRUS], &[&before[0]]), before);
        assert_ne!(titles(&[WALRUS], &[&prefixed]), before);
    }

    #[test]
    fn where_nothing_tells_sections_they_still_differ() {
        let small = "And so it was that it was. ";
        assert_eq!(titles(&[small, small], &[]), ["Part 1", "Part 2"]);
        assert_eq!(titles(&[small, small], &["Part 1"]), ["Part 2", "Part 3"]);
        assert_eq!(titles(&[small, small], &["Part 2", "Part 3"]), ["Part 1", "Part 4"]);
    }

    #[test]
    fn only_the_first_section_of_a_talk_is_an_introduction_for_being_short() {
        let long = WALRUS.repeat(4);
        let is_introduced =
            |beside: &[&str]| titles(&[WALRUS, &long, &long], beside)[0].starts_with("Introduction: ");
        assert!(is_introduced(&[]));
        // These are the parts of one section, or of a stretch.
        assert!(!is_introduced(&["The whole walrus"]));
    }

    #[test]
    fn a_phrase_is_in_the_plural_where_its_section_has_it_so() {
        let check = |text: &str, expected: &str| {
            let title = titles(&[text], &[]).remove(0).to_lowercase();
            assert!(title.contains(expected), "{title}");
        };
        check("A sea lion swims by. Sea lions are fast, and the sea lions are many.", "sea lions");
        // `this` is not many of a `thi`.
        check("The blue thi. This is a blue thi, and this thi is this.", "blue thi");
    }

    #[test]
    fn a_title_tells_its_topic_and_what_is_said_of_it() {
        let talk = "This is about the walrus colony. The walrus colony is on the pack ice, and that is the walrus colony. ";
        let title = |more: &str| titles(&[&format!("{talk}{more}")], &[]).remove(0);
        let pack_ice = "It is the pack ice that the sea birds like, and the sea birds are on the pack ice.";
        assert_eq!(title(pack_ice), "Walrus colony: pack ice, sea birds");
        assert_eq!(title("It is the pack ice that is cold."), "Walrus colony and pack ice");
    }

    #[test]
    fn what_the_whole_talk_is_about_leads_once() {
        let about = |what: &str| {
            format!(
                "So the walrus colony has the {what}, and that is the {what}. The walrus colony it is, the walrus colony. "
            )
        };
        let texts = ["pack ice", "sea birds", "blue boat", "ship yard"].map(about);
        let all = titles(&texts.each_ref().map(String::as_str), &[]);
        assert_eq!(
            all,
            [
                "Walrus colony and pack ice",
                "Sea birds and walrus colony",
                "Walrus colony and blue boat",
                "Ship yard and walrus colony"
            ]
        );
    }

    #[test]
    fn what_is_said_in_passing_stands_beside_nothing() {
        let text = "This is about the walrus colony and the joke. The walrus colony is on the ice, the walrus colony is loud.";
        let title = titles(&[text], &[]).remove(0).to_lowercase();
        assert!(title.contains("walrus colony") && !title.contains("joke"), "{title}");
    }

    #[test]
    fn a_common_noun_stands_alone_only_where_there_is_nothing_else() {
        let text = "The components are here. The components are heavy, the components are many. In the end the components \
            need a steel frame, as the components do.";
        let title = titles(&[text], &[]).remove(0);
        assert!(title.to_lowercase().contains("steel frame"), "{title}");
        assert_eq!(titles(&["We have the components. The components are here."], &[]), ["Components"]);
    }
}
