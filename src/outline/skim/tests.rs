//! The skim as a whole, over talks that are put together here.

use proptest::prelude::*;

use super::*;
use crate::model::{Block, Origin, Repeat, Section, Segment, SegmentKind, Speaker};

/// A talk of these paragraphs: `# ` begins a section, `Ada: ` is who speaks.
fn talk(paragraphs: &[&str]) -> Talk {
    let mut talk = Talk::default();
    for paragraph in paragraphs {
        if let Some(title) = paragraph.strip_prefix("# ") {
            let span = Span::empty(talk.text.len() + if talk.text.is_empty() { 0 } else { 2 });
            let title = title.to_owned();
            talk.sections.push(Section {
                title,
                level: 1,
                origin: Origin::Written,
                span,
                start: None,
                line: 0,
            });
            continue;
        }
        if !talk.text.is_empty() {
            talk.text.push_str("\n\n");
        }
        let (speaker, said) = match paragraph.split_once(": ") {
            Some((name, said)) => {
                let known = talk.speakers.iter().position(|speaker| speaker.name == name);
                let number = known.unwrap_or_else(|| {
                    talk.speakers.push(Speaker::new(name, false));
                    talk.speakers.len() - 1
                });
                (u16::try_from(number).ok().map(SpeakerId), said)
            }
            None => (None, *paragraph),
        };
        let span = Span::new(talk.text.len(), talk.text.len() + said.len());
        talk.text.push_str(said);
        let kind = SegmentKind::Speech;
        talk.segments.push(Segment { kind, speaker, span, start: None, end: None, line: 0, end_line: 0 });
        let kind = BlockKind::Prose;
        talk.blocks.push(Block { kind, span, speaker, opens_turn: false, repeat: None });
    }
    crate::outline::settle(&mut talk);
    talk
}

fn lines(talk: &Talk) -> Vec<Vec<String>> {
    let line = |sentence: KeySentence| match sentence.speaker.and_then(|id| talk.speaker(id)) {
        Some(speaker) => format!("{}: {}", speaker.name, sentence.line),
        None => sentence.line,
    };
    skim(talk).into_iter().map(|part| part.sentences.into_iter().map(line).collect()).collect()
}

#[test]
fn a_section_is_told_by_what_it_says_most() {
    let talk = talk(&[
        "Good morning and thank you all for coming out in this weather.",
        "# Lanterns",
        "It was late by then, as it so often is. The glaziers made lanterns of copper and horn, and the copper came from the \
         harbour. Somebody laughed at that. Nobody knew why he had said it.",
        "# Bells",
        "A bell is cast in loam, and the loam must dry for eleven weeks. That is how it goes with such things.",
    ]);
    assert_eq!(
        lines(&talk),
        [
            vec!["Good morning and thank you all for coming out in this weather."],
            vec!["The glaziers made lanterns of copper and horn, and the copper came from the harbour."],
            vec!["A bell is cast in loam, and the loam must dry for eleven weeks."],
        ]
    );
}

#[test]
fn nothing_is_told_twice_and_speakers_are_named_where_they_change() {
    let filler =
        "Well, there it is, and that is that, as they say about such things when they have been said. "
            .repeat(8);
    let talk = talk(&[
        &format!("Ada: So the ferry crosses the estuary at slack water, when the sandbanks show. {filler}"),
        &format!("Ada: Um, the lighthouse keeper counts herons from the gallery each morning. {filler}"),
        &format!("Bo: The ferry crosses the estuary at slack water, when sandbanks show. {filler}"),
    ]);
    let told = lines(&talk).concat();
    assert_eq!(told.iter().filter(|line| line.contains("estuary")).count(), 1, "{told:?}");
    let keeper = "Ada: The lighthouse keeper counts herons from the gallery each morning.";
    assert!(told.iter().any(|line| line == keeper), "{told:?}");
}

#[test]
fn captions_without_full_stops_are_cut_where_thoughts_begin() {
    let talk = talk(&[&"so we went up to the quarry in the second winter and the slate was split by hand into thin tiles \
                        because the saws were still at the bottom of the river and nobody had thought of fetching them so \
                        I asked the foreman about the river and he told me the saws were older than the quarry"
        .repeat(2)]);
    let [part] = &skim(&talk)[..] else { panic!("one part") };
    assert!(!part.sentences.is_empty());
    for sentence in &part.sentences {
        let words = sentence.line.split(' ').count();
        assert!((6..=40).contains(&words), "{}", sentence.line);
        assert!(
            !["The", "So", "And"].contains(&sentence.line.split(' ').next_back().unwrap_or("")),
            "{}",
            sentence.line
        );
    }
}

#[test]
fn what_is_repeated_and_what_is_heard_is_not_told() {
    let mut talk =
        talk(&["Herons nest above the weir. Herons nest above the weir. Herons nest above the weir."]);
    talk.blocks[0].repeat = Some(Repeat { unit: Span::new(0, 27), count: 3 });
    assert_eq!(lines(&talk), [["Herons nest above the weir."]]);
    talk.segments[0].kind = SegmentKind::Sound;
    assert_eq!(skim(&talk), []);
}

#[test]
fn a_talk_without_words_has_nothing_to_tell() {
    assert_eq!(skim(&Talk::default()), []);
    assert_eq!(lines(&talk(&["# Empty", "# At all"])), [[""; 0], [""; 0]]);
}

proptest! {
    #[test]
    fn key_sentences_stand_in_their_sections_in_order(
        paragraphs in prop::collection::vec(
            "(# [a-z]{1,4}|(Ada: |Bo: )?([a-zA-Z]{1,7}[ ,.?!]{1,2}|so |the |um, |字。|[“”'…é-] ?){1,60})", 0..12)
    ) {
        let talk = talk(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
        let mut end = 0;
        for part in skim(&talk) {
            prop_assert!(part.span.from() >= end && part.sentences.len() <= 3);
            end = part.span.from();
            for sentence in part.sentences {
                prop_assert!(sentence.span.from() >= end && sentence.span.to() <= part.span.to());
                prop_assert!(!sentence.span.of(&talk.text).is_empty() && !sentence.line.is_empty());
                prop_assert!(talk.text.is_char_boundary(sentence.span.from()));
                end = sentence.span.to();
            }
            end = end.max(part.span.to());
        }
        prop_assert_eq!(skim(&talk), skim(&talk), "the same talk has the same skim");
    }
}

/// The lines of a talk of one part.
fn only(said: &str) -> Vec<String> {
    lines(&talk(&[said])).concat()
}

#[test]
fn a_sentence_that_is_too_long_is_cut_at_its_clauses_and_says_so() {
    let told = only(
        "Through a chain of odd chances on the long quay by the test-driven ferry sheds of the harbour, my sister and I kept \
         the lighthouse of the outer islands for three winters in all, and we painted the lantern room of the lighthouse \
         white, because the lantern of the lighthouse had blackened the walls of the lantern room, and the harbour master \
         had long complained about the walls.",
    );
    assert!(!told.is_empty());
    for line in &told {
        assert!(line.starts_with("… ") || line.starts_with("Through"), "{told:?}");
        assert!(line.ends_with(" …") || line.ends_with("the walls."), "{told:?}");
        assert!(!line.starts_with("… driven"), "{told:?}");
    }
}

#[test]
fn a_whole_sentence_is_shown_rather_than_a_piece_of_a_longer_one() {
    let told = only(
        "The lantern, the lamps, the lenses, the keeper of the lenses, the lamps of the tower and the mast, the oil for the \
         lamps, the wicks for the lanterns, the lenses of the lanterns and all the other parts of the lamps and lanterns and \
         lenses of a lighthouse came by barge and by cart. The keeper polishes the lenses of the lantern each morning.",
    );
    assert_eq!(told, ["The keeper polishes the lenses of the lantern each morning."]);
}

/// Two sections within one, which has a line of its own, and one beside it.
fn nested() -> Talk {
    let mut talk = talk(&[
        "# Ships",
        "All about ships, then.",
        "# Hulls",
        "The hulls were planked with larch, and the larch came from the northern valleys by river.",
        "# Sails",
        "The sails were woven from flax, and the flax was retted in the ponds below the harbour.",
        "# Bells",
        "A bell is cast in loam, and the loam must dry for eleven weeks.",
    ]);
    talk.sections[1].level = 2;
    talk.sections[2].level = 2;
    crate::outline::settle(&mut talk);
    talk
}

#[test]
fn a_section_is_as_long_as_all_that_is_within_it() {
    let talk = nested();
    let parts = skim(&talk);
    let words: Vec<usize> = parts.iter().map(|part| part.words).collect();
    assert_eq!(words, [4 + 16 + 17, 16, 17, 14]);
    assert_eq!(parts[0].whole, talk.sections[0].span);
    assert!(parts[0].sentences.is_empty(), "a line before the first part needs no sentence of its own");
    let whole: Vec<&str> = parts[0].of_whole.iter().map(|sentence| sentence.line.as_str()).collect();
    assert_eq!(whole.len(), 1, "{whole:?}");
    assert!(whole[0].contains("were"), "{whole:?}");
    assert!(parts[1..].iter().all(|part| part.of_whole.is_empty()));
}

#[test]
fn parts_that_come_in_leave_the_whole_its_sentences() {
    let mut talk = nested();
    let inner = talk.sections.drain(1..3).collect::<Vec<_>>();
    crate::outline::settle(&mut talk);
    let before = skim(&talk);
    talk.sections.splice(1..1, inner);
    crate::outline::settle(&mut talk);
    let parts = refit(&talk, &before);
    assert_eq!(parts.len(), 4);
    assert_eq!(parts[0].of_whole, before[0].sentences);
    assert_eq!((parts[0].words, parts[3].words), (before[0].words, before[1].words));
}

/// Every piece of a text as it would be shown, were it chosen.
fn every_line(said: &str) -> Vec<String> {
    let talk = talk(&said.split("\n\n").collect::<Vec<_>>());
    let words = Words::of(&talk);
    let writing = Writing { english: words.english, capitals: Capitals::of(&talk.text) };
    let all = pieces_within(&talk, Span::new(0, talk.text.len()), &words, &mut Flow::of(&talk, &words));
    all.iter().map(|piece| tidy::line(&talk, piece, writing)).collect()
}

#[test]
fn what_is_only_said_or_doubted_is_not_stated() {
    let before = "so about the old mill on the upper river where the millers of the valley ground the rye";
    let behind = "after the mill wheel was broken by the ice of that winter and the millers of the upper river went without \
                  any bread for weeks";
    let check = |lead: &str, parted: &str, clause: &str| {
        let said = format!("{before} {lead}{parted}{clause} {behind}");
        let lines = every_line(&said);
        let begins: String = clause.to_lowercase().chars().take(12).collect();
        let states = |line: &String| {
            let line = line.to_lowercase();
            line.starts_with(&begins) || line.ends_with(&format!("{lead}."))
        };
        assert!(lines.iter().all(|line| !states(line)), "{lines:#?}");
    };
    let leads = [
        "and i doubt",
        "and the council denied",
        "which the reeve claimed",
        "and all of the boys pretend",
        "and i can imagine",
        "and let us suppose",
        "and the widows fear",
        "and none of the carters admitted",
        "and the reeve argued",
        "and the reeve never promised",
        "and the carter lied that",
        "and we hope",
        "and the bakers wondered whether",
        "and i refuse to believe",
        "and nobody ever claimed",
        "and hardly anyone said",
        "and the reeve rarely told us that",
        "and they asked me if",
        "and nobody knows why",
    ];
    for lead in leads {
        for parted in [" ", "\n\n"] {
            check(lead, parted, "they sold the mill wheel to the miller");
            check(lead, parted, "we're burning the mill wheel of the miller");
        }
        check(lead, " ", "They sold the mill wheel to the miller");
        check(lead, " ", "The wheel of the mill fell into the river");
    }
}

#[test]
fn a_statement_does_not_lose_what_it_depends_on() {
    let check = |rest: &str| {
        let lines = every_line(&format!(
            "so about the old mill on the upper river where the millers of the valley ground the rye but we will sell the mill \
             wheel of the valley to the miller {rest} after the ice of that winter and the floods of the spring that came with \
             it over the fields"
        ));
        assert!(lines.iter().all(|line| !line.ends_with("to the miller.")), "{lines:#?}");
    };
    check("if the reeve pays");
    check("when the ice is gone");
    check("unless the reeve pays");
    check("so they can grind the rye");
    check("or we burn it in the market");
}
