//! How many sections people would give a talk.
//!
//! The numbers come from talks that people have chaptered. That short turns and many people make fewer sections also holds
//! when the talks of one source are told from those of the others.

use std::collections::BTreeSet;

use super::units::Units;

/// Sections grow with the cube root of the words, as tables of contents do.
const FOR_EACH_ROOT: f32 = 0.6;
/// Where turns are short, people talk of one thing for longer: a meeting goes about its agenda in a few parts, an interview
/// turns to something else with a question.
const TURNS: f32 = 0.4;
/// The words of a turn that is neither short nor long, and where it is no use to look further.
const TURN: f32 = 60.0;
const TURNS_FROM: f32 = 8.0;
const TURNS_TO: f32 = 120.0;
/// More people than sit at a small table keep to an agenda.
const TABLE: f32 = 4.0;
const CROWD: f32 = 40.0;
const SPEAKERS: f32 = -0.25;
/// Where there are neither speakers nor sentences, little tells one place from another: fewer sections are claimed.
const UNSURE: f32 = 0.55;
/// In a text of a page sections would be shorter than paragraphs.
const FEWEST_WORDS: f32 = 250.0;

/// How many sections are expected.
pub fn expected(units: &Units) -> f32 {
    let words = units.all.iter().map(|unit| unit.tokens.len()).sum::<usize>() as f32;
    let known = units.all.iter().filter(|unit| unit.speaker.is_some()).count();
    let talk = if known * 2 > units.all.len() {
        let turned = units.all.windows(2).filter(|pair| pair[0].speaker != pair[1].speaker).count();
        let turn = (words / (turned + 1) as f32).clamp(TURNS_FROM, TURNS_TO) / TURN;
        let speakers: BTreeSet<_> = units.all.iter().filter_map(|unit| unit.speaker).collect();
        let crowd = (speakers.len() as f32).clamp(TABLE, CROWD) / TABLE;
        turn.powf(TURNS) * crowd.powf(SPEAKERS)
    } else if units.bare {
        UNSURE
    } else {
        1.0
    };
    (FOR_EACH_ROOT * words.cbrt() * talk).min(words / FEWEST_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, SpeakerId};
    use crate::outline::units::Unit;

    /// So many units of so many words, said in turn by so many people; nobody where there are none.
    fn count(units: usize, words: usize, speakers: u16, bare: bool) -> f32 {
        let unit = |at: usize| Unit {
            span: Span::empty(at),
            tokens: at * words..(at + 1) * words,
            speaker: (speakers > 0).then(|| SpeakerId(u16::try_from(at).unwrap_or(0) % speakers.max(1))),
            line: 0,
            pause: 0,
            asks: false,
            opens: true,
        };
        expected(&Units { all: (0..units).map(unit).collect(), bare })
    }

    #[test]
    fn longer_talks_have_more_sections_and_quick_crowds_fewer() {
        assert!((count(100, 80, 0, false) - 12.0).abs() < 0.1, "twenty times 0.6");
        assert!(count(200, 80, 0, false) < 2.0 * count(100, 80, 0, false));
        assert!(count(800, 10, 3, false) < 0.6 * count(80, 100, 3, false), "short turns");
        assert!(count(100, 80, 20, false) < 0.8 * count(100, 80, 3, false), "many people");
        assert!(count(800, 10, 0, true) < 0.7 * count(800, 10, 0, false), "nothing to go by");
        assert!((count(5, 100, 0, false) - 2.0).abs() < 0.1, "two pages");
        assert!(count(0, 1, 0, false).abs() < 0.1, "nothing");
    }
}
