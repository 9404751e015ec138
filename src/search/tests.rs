//! What is found of what was asked: small talks, a query each, and the hits drawn.

use proptest::prelude::*;

use super::{Builder, Entry, Query, Scope, Shard, Why, ask, hits};

fn shard(texts: &[&str]) -> Shard {
    let mut builder = Builder::default();
    for (key, text) in (0..).zip(texts) {
        builder.add(&Entry { key, text, header: &[], language: Some("en") });
    }
    builder.finish().in_memory()
}

/// Draws the hits in a text, best first: why, and the passage with the marked words in brackets.
fn found(text: &str, query: &Query) -> Vec<String> {
    let shard = shard(&[text]);
    let passages = ask(&[&shard], query, &[], 9, &|| false).unwrap();
    let drawn = hits(text, &passages).into_iter().map(|hit| {
        let mut drawn = text.get(..hit.span.to()).unwrap().to_owned();
        for mark in hit.marks.iter().rev() {
            drawn.insert(mark.to(), ']');
            drawn.insert(mark.from(), '[');
        }
        format!("{}: {}", hit.why.name(), drawn.get(hit.span.from()..).unwrap())
    });
    drawn.collect()
}

fn check(text: &str, typed: &str, expected: &[&str]) {
    assert_eq!(found(text, &Query::new(typed, false)), expected, "{typed:?} in {text:?}");
}

/// The best hit is this one.
fn best(text: &str, typed: &str, expected: &str) {
    let all = found(text, &Query::new(typed, false));
    assert_eq!(all.first().map(String::as_str), Some(expected), "{typed:?} in {text:?}: {all:?}");
}

const TEXT: &str = "The unexamined life, he said, is not worth living.\n\nWorth what? A life is long.";

#[test]
fn the_very_words_are_found_across_lines_and_marks() {
    best(TEXT, "LIFE he said", "exact: [life], [he] [said]");
    best(TEXT, "living worth", "exact: [living].\n\n[Worth]");
    check("Worth it. Yes, worth it.", "worth", &["exact: [Worth]", "exact: [worth]"]);
    best("Ein schönes Café", "schones CAFE\u{301}", "exact: [schönes] [Café]");
    best("He pays four", "pays 4", "exact: [pays] [four]");
}

/// Wherever the passage lies in the blocks of its talk.
#[test]
fn what_must_not_be_near_is_seen_on_both_sides() {
    for before in 0..140 {
        for (gap, found_still) in [(9, 0), (11, 1)] {
            let fill =
                |count: usize| "so ".to_owned() + &"on it ".repeat(count / 2) + &"as ".repeat(count % 2);
            let text = format!("{}walrus {}sit still", fill(before), fill(gap - 1));
            assert_eq!(
                found(&text, &Query::new("\"sit still\" -walrus", false)).len(),
                found_still,
                "{text}"
            );
        }
    }
}

#[test]
fn others_may_stand_between() {
    best(TEXT, "life not worth", "in order: [life], he said, is [not] [worth]");
    best("living well is worth it", "worth living", "near: [living] well is [worth]");
    best("I, um, I I think so", "I think", "exact: [I] [think]");
}

#[test]
fn words_may_be_wrong() {
    let talk = "We sail at dawn. The lawyer was very expensive, and cloud said nothing. \
                The gigahertz race is over. The deepest sea is near. Then we sang.";
    best(talk, "costly attorney", "alike: [lawyer] was very [expensive]");
    best(talk, "claude said", "alike: [cloud] [said]");
    best(talk, "expnsive lawyers", "alike: [lawyer] was very [expensive]");
    best(talk, "giga hertz race", "in order: [gigahertz] [race]");
    best("They met deep seek there. A seek is deep.", "deepseek", "in order: [deep] [seek]");
    best(talk, "we walked at dawn", "most words: [We] sail [at] [dawn]");
    best(talk, "singing", "in order: [sang]");
}

#[test]
fn quotation_marks_ask_for_the_very_words() {
    let text = "good old life, and a good uh life. Goods of lives.";
    check(text, "\"good life\"", &["exact: [good] uh [life]"]);
    check(text, "\"bad life\"", &[]);
    check(text, "\"goods\"", &["exact: [Goods]"]);
    assert_eq!(found(text, &Query::new("good life", false).exactly()), ["exact: [good] uh [life]"]);
}

#[test]
fn a_word_may_have_to_be_away() {
    let text =
        "red tea and milk are here. They speak of many other things for long. Then red coffee and milk.";
    check(text, "red milk -tea", &["in order: [red] coffee and [milk]"]);
}

#[test]
fn what_is_typed_may_be_unfinished() {
    let typing = |typed| found(TEXT, &Query::new(typed, true));
    assert_eq!(typing("unex"), ["exact: [unexamined]"]);
    assert_eq!(typing("unexamined li")[0], "exact: [unexamined] [life]");
    assert!(typing("").is_empty() && typing("zzzz").is_empty());
}

#[test]
fn each_occurrence_is_a_hit_of_its_own() {
    let text = "the light goes, the light comes, and then for a while nothing, and the light again";
    assert_eq!(found(text, &Query::new("the light", false)), ["exact: [the] [light]"; 3]);
}

#[test]
fn what_must_not_be_there_must_not_be_near() {
    let far = "and then ".repeat(9) + &"so it was and so it went on ".repeat(9);
    for (text, typed, hits) in [
        ("The cat sat. A dog ate the bone by the bridge.", "bone -bridge", 0),
        ("The bridge is where a dog ate the bone.", "\"dog ate\" -bridge", 0),
        ("The cat sat. A dog ate the bone by the bridge.", "bone -walrus", 1),
        (&format!("The bridge fell, {far} a dog ate the bone."), "bone -bridge", 1),
    ] {
        assert_eq!(found(text, &Query::new(typed, false)).len(), hits, "{typed}: {text}");
    }
}

#[test]
fn the_very_words_stand_out_among_the_same_words_in_other_orders() {
    // Nine passages before it have all four words.
    let said = "abcdacadabacbabdcabcabcaebabcacabcabcabdebadebdacabcababedabecbabda";
    let words: Vec<String> = said.chars().map(|c| format!("{c}x")).collect();
    let shard = shard(&[&words.join(" ")]);
    let found = ask(&[&shard], &Query::new(&words[56..60].join(" "), false), &[], 9, &|| false).unwrap();
    assert_eq!((found[0].first, found[0].why, found[0].score), (56, Why::Exact, 1.0));
}

#[test]
fn what_is_said_of_all_of_a_talk_counts() {
    let mut builder = Builder::default();
    let talk = |key, text, header| Entry { key, text, header, language: Some("en") };
    builder.add(&talk(0, "A collider is a machine for particle beams.", &["On machines"]));
    builder.add(&talk(1, "A collider is a machine for particle beams.", &["On dreams", "Karina Example"]));
    let shard = builder.finish().in_memory();
    let found = ask(&[&shard], &Query::new("karina particle collider", false), &[], 9, &|| false).unwrap();
    assert_eq!(found.iter().map(|passage| passage.talk).collect::<Vec<_>>(), [1, 0]);
    let only = [Scope::Talks(vec![true, false])];
    let found = ask(&[&shard], &Query::new("particle collider", false), &only, 9, &|| false).unwrap();
    assert_eq!(found.iter().map(|passage| passage.talk).collect::<Vec<_>>(), [0]);
}

#[test]
fn each_language_is_found_in_its_own_way() {
    for (language, text, typed, expected) in [
        ("de", "Die Häuser am Fluss waren schön, und die Größe zählt.", "hauser grosse", "Häuser"),
        ("fr", "Les élèves continueront à étudier la forêt.", "eleves foret", "élèves"),
        ("es", "Mañana caminaremos por las montañas del país.", "caminaremos montana", "caminaremos"),
        ("ja", "今日は灯台について話します。", "灯台について", "灯台について"),
        ("ar", "كانت الرسائل تصل في الصباح الباكر.", "الرسائل الصباح", "الرسائل"),
        ("th", "ประภาคารเป็นนาฬิกา", "นาฬิกา", "นาฬิกา"),
        ("zh", "知者楽水，仁者楽山。", "仁者楽山", "仁者楽山"),
    ] {
        let mut builder = Builder::default();
        builder.add(&Entry { key: 0, text, header: &[], language: Some(language) });
        let shard = builder.finish().in_memory();
        let passages = ask(&[&shard], &Query::new(typed, false), &[], 3, &|| false).unwrap();
        let hit = hits(text, &passages).into_iter().next().unwrap();
        assert!(hit.span.of(text).starts_with(expected), "{language}: {:?}", hit.span.of(text));
    }
}

#[test]
fn english_ways_are_off_in_other_languages() {
    let german = |text: &str, typed: &str| {
        let mut builder = Builder::default();
        builder.add(&Entry { key: 0, text, header: &[], language: Some("de") });
        let shard = builder.finish().in_memory();
        ask(&[&shard], &Query::new(typed, false), &[], 3, &|| false).unwrap().len()
    };
    assert_eq!((german("Der Anwalt kam.", "anwalt"), german("a large boot", "big")), (1, 0));
}

proptest! {
    /// A phrase is found exactly where a walk along the words finds it, and before all else.
    #[test]
    fn exact_phrases_are_where_a_naive_scan_finds_them(
        words in prop::collection::vec("[a-e]x", 1..150),
        at in 0..200_usize,
        length in 1..5_usize,
    ) {
        let mut said = words.clone();
        said.dedup();
        let from = at % said.len();
        let phrase: Vec<String> = said.iter().skip(from).take(length).cloned().collect();
        let naive: Vec<u32> = (0..).zip(said.windows(phrase.len())).filter(|(_, w)| *w == phrase).map(|(at, _)| at).collect();
        let text = words.join(" ");
        let shard = shard(&[&text]);
        let query = Query::new(&phrase.join(" "), false);
        let found = ask(&[&shard], &query, &[], 500, &|| false).unwrap();
        prop_assert!(naive.contains(&found[0].first), "{:?} {:?}", naive, found[0]);
        prop_assert_eq!(found[0].why, Why::Exact);
        prop_assert!((found[0].score - 1.0).abs() < 0.001);
        let quoted = ask(&[&shard], &query.exactly(), &[], 500, &|| false).unwrap();
        for passage in &quoted {
            prop_assert!(naive.contains(&passage.first), "{:?} {:?}", naive, passage);
        }
    }

    #[test]
    fn any_text_and_any_query_are_answered(text in "(\\PC|[a-d ,.\n]){0,80}", typed in "(\\PC|[a-d :\"-]){0,20}", typing: bool) {
        let shard = shard(&[&text, "a b c d"]);
        for passage in ask(&[&shard], &Query::new(&typed, typing), &[], 9, &|| false).unwrap() {
            prop_assert!(passage.first <= passage.last && passage.score <= 1.001 && !passage.marks.is_empty());
        }
    }
}
