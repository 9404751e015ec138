//! Why a query finds nothing, so far as it can be told from the query and the cards of the talks. The overlay and
//! `dictum find` tell the same.

use super::distance::distance;
use super::narrowing::Narrowing;
use super::query::Query;
use crate::model::{Card, Date};
use crate::text;

/// Names that are told of people who are called nearly so.
const MOST_NAMES: usize = 3;

/// What it is narrowed by that lets none of the talks through; where each does by itself, that all of it together does
/// not. `here`: only one talk is looked in.
///
/// | what is so | what is told |
/// |---|---|
/// | nobody is called so | that, and who is called nearly so |
/// | no talk is | that |
/// | no day is as late and as early | that |
/// | no talk is of that time | that, and how many may be, for their day is not known |
pub fn unmet(narrowing: &Narrowing, cards: &[&Card], here: bool) -> Vec<String> {
    let takes = |only: &Narrowing| {
        cards.iter().any(|card| only.takes(&card.title, card.date, card.speakers.iter().map(String::as_str)))
    };
    if narrowing.is_wide() || takes(narrowing) {
        return Vec::new();
    }
    let (these, no_talk) =
        if here { ("this talk", "this talk is not") } else { ("these talks", "no talk is") };
    let wide = Narrowing::default();
    let mut told = Vec::new();
    if let Some(name) = &narrowing.speaker
        && !takes(&Narrowing { speaker: narrowing.speaker.clone(), ..wide.clone() })
    {
        let near = names_near(name, cards);
        let near = if near.is_empty() { near } else { format!("; {near} does") };
        told.push(format!("nobody called “{name}” speaks in {these}{near}"));
    }
    if let Some(title) = &narrowing.title
        && !takes(&Narrowing { title: narrowing.title.clone(), ..wide.clone() })
    {
        told.push(format!("{no_talk} called “{title}”"));
    }
    match (narrowing.after, narrowing.before) {
        (Some(after), Some(before)) if after >= before => {
            told.push(format!("no day is both before {before} and {after} or later"));
        }
        (after, before) => {
            let unknown = without_a_day(cards, here);
            if let Some(day) = before.filter(|_| !takes(&Narrowing { before, ..wide.clone() })) {
                told.push(format!("{no_talk} from before {day}{unknown}"));
            }
            if let Some(day) = after.filter(|_| !takes(&Narrowing { after, ..wide.clone() })) {
                told.push(format!("{no_talk} from {day} or later{unknown}"));
            }
        }
    }
    if told.is_empty() {
        told.push(format!("{no_talk} all of that at once"));
    }
    told
}

/// How many talks have no day, to be put behind what no talk is of.
fn without_a_day(cards: &[&Card], here: bool) -> String {
    let day = |card: &&Card| -> Option<Date> { card.date };
    match cards.iter().filter(|card| day(card).is_none()).count() {
        0 => String::new(),
        _ if here => "; its day is not known".to_owned(),
        count if count == cards.len() => "; no day of any is known".to_owned(),
        1 => "; the day of 1 talk is not known".to_owned(),
        count => format!("; the days of {count} talks are not known"),
    }
}

/// The names in which each word of `wanted` stands with a slip at most, the first few of them.
fn names_near(wanted: &str, cards: &[&Card]) -> String {
    let wanted = text::fold(wanted).text;
    let nearly = |name: &str| {
        let name = text::fold(name).text;
        let mut words = wanted.split_whitespace().peekable();
        let is_near = |word: &str| {
            let slips = if word.len() < 8 { 1 } else { 2 };
            name.split_whitespace().any(|own| distance(word, own, slips).is_some())
        };
        words.peek().is_some() && words.all(|word| word.chars().count() > 2 && is_near(word))
    };
    let mut near: Vec<&str> = Vec::new();
    for name in cards.iter().flat_map(|card| &card.speakers) {
        if near.len() < MOST_NAMES && !near.contains(&name.as_str()) && nearly(name) {
            near.push(name);
        }
    }
    near.join(" or ")
}

/// Something that a query asks for beside its words, which may leave nothing over.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it keeps out.
    pub what: String,
    /// What was typed to ask for it.
    pub typed: String,
    /// The query without it.
    pub without: Query,
}

impl Bar {
    /// What it does, and what would be without it, told by `is_there`: `there is something`. Where others keep something out
    /// too, none alone can be said to keep out all.
    pub fn told(&self, typed: &str, alone: bool, is_there: &str) -> String {
        if alone {
            format!("{}; without {typed} {is_there}", self.what)
        } else {
            format!("without {typed} {is_there}")
        }
    }
}

/// What is typed for the very words.
pub const MARKS: &str = "the quotation marks";

/// What else than its words may leave nothing of a query over.
///
/// | typed | keeps out |
/// |---|---|
/// | `"good life"` | other words, and others between them |
/// | `-walrus` | what is said near a walrus |
/// | `speaker:ada` | what others say |
/// | `title:bees`, `before:2024`, `after:2023` | other talks |
pub fn bars(query: &Query) -> Vec<Bar> {
    let mut bars = Vec::new();
    if query.asks_for_the_very_words() {
        bars.push(Bar {
            what: "just so it is not said".to_owned(),
            typed: MARKS.to_owned(),
            without: query.clone().loosely(),
        });
    }
    if !query.without().is_empty() {
        let words: Vec<String> = query.without().iter().map(|word| format!("“{word}”")).collect();
        let typed: Vec<String> = query.without().iter().map(|word| format!("-{word}")).collect();
        bars.push(Bar {
            what: format!("what is said near {} is left out", words.join(" or ")),
            typed: typed.join(" "),
            without: query.clone().with_all(),
        });
    }
    let narrowing = &query.narrowing;
    if !narrowing.is_wide() {
        bars.push(Bar {
            what: match &narrowing.speaker {
                Some(name) if narrowing.is_by_speaker_alone() => format!("nobody called “{name}” says it"),
                _ => "it is not said in the talks that are meant".to_owned(),
            },
            typed: narrowing.as_typed(),
            without: query.clone().everywhere(),
        });
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fingerprint, Talk};

    fn card(title: &str, day: Option<(u16, u8, u8)>, speakers: &[&str]) -> Card {
        let talk = Talk {
            title: title.to_owned(),
            date: day.and_then(|(year, month, day)| Date::new(year, month, day)),
            ..Talk::default()
        };
        let speakers = speakers.iter().map(|&name| name.to_owned()).collect();
        Card { speakers, ..Card::of(&talk, "", 0, Fingerprint(0)) }
    }

    #[test]
    fn what_lets_no_talk_through_is_told() {
        let bees = card("A year of bees", Some((2023, 5, 1)), &["Zoë Castellane", "Tom Reed"]);
        let tides = card("Tide tables", None, &["Ada Brook"]);
        let check = |typed: &str, cards: &[&Card], told: &[&str]| {
            assert_eq!(unmet(&Query::new(typed, false).narrowing, cards, cards.len() == 1), told, "{typed}");
        };
        let both = [&bees, &tides];
        check("tea", &both, &[]);
        check("tea speaker:zoe title:bees after:2023", &both, &[]);
        check("tea speaker:mo", &both, &["nobody called “mo” speaks in these talks"]);
        check(
            "tea speaker:Castelane",
            &both,
            &["nobody called “Castelane” speaks in these talks; Zoë Castellane does"],
        );
        check(
            "tea speaker:\"tim read\"",
            &both,
            &["nobody called “tim read” speaks in these talks; Tom Reed does"],
        );
        check("tea speaker:brook", &[&bees], &["nobody called “brook” speaks in this talk"]);
        check(
            "tea title:bee before:1999",
            &both,
            &["no talk is from before 1999-01-01; the day of 1 talk is not known"],
        );
        check("tea after:2024", &[&bees], &["this talk is not from 2024-01-01 or later"]);
        check(
            "tea after:2024",
            &[&tides],
            &["this talk is not from 2024-01-01 or later; its day is not known"],
        );
        check(
            "tea after:2024",
            &[&tides, &tides],
            &["no talk is from 2024-01-01 or later; no day of any is known"],
        );
        check(
            "tea after:2024 before:2023-05",
            &both,
            &["no day is both before 2023-05-01 and 2024-01-01 or later"],
        );
        check(
            "tea after:2023-05-01 before:2023-05-01",
            &both,
            &["no day is both before 2023-05-01 and 2023-05-01 or later"],
        );
        check("tea title:bees speaker:ada", &both, &["no talk is all of that at once"]);
    }

    #[test]
    fn what_else_is_asked_for_can_be_left_out() {
        let check = |typed: &str, left: &[(&str, &str)]| {
            let query = Query::new(typed, false);
            let bars = bars(&query);
            let told: Vec<_> = bars.iter().map(|bar| (bar.what.as_str(), bar.typed.as_str())).collect();
            assert_eq!(told, left, "{typed}");
            for bar in &bars {
                assert_eq!(bar.without.words().len(), query.words().len(), "{typed}");
            }
        };
        check("good life", &[]);
        check("\"good life\"", &[("just so it is not said", "the quotation marks")]);
        check(
            "good -walrus life -tusks",
            &[("what is said near “walrus” or “tusks” is left out", "-walrus -tusks")],
        );
        check("life speaker:ada", &[("nobody called “ada” says it", "speaker:ada")]);
        check(
            "life speaker:\"ada b\" title:tea before:2024 after:2023-05",
            &[(
                "it is not said in the talks that are meant",
                "speaker:\"ada b\" title:tea after:2023-05-01 before:2024-01-01",
            )],
        );
        let bars = bars(&Query::new("\"good life\" -walrus", false));
        assert_eq!(bars[0].without, Query::new("good life -walrus", false));
        assert_eq!(bars[1].without, Query::new("\"good life\"", false));
    }
}
