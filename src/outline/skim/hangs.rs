//! What a clause hangs on: what somebody is told to say, think, doubt or deny is not said by the speaker.

/// Words back from a clause in which it may hang on something.
pub const WITHIN: usize = 16;
/// Words back in which it does so whatever capitals and silence tell: `he told me They`.
const CLOSE_BY: usize = 3;

/// Whether what comes after these words may be what somebody says, thinks or makes a condition of, and so be no statement
/// of its own: `he denied they sold it and they` and `if they pay then we`, not so `i think they pay and we`.
pub fn hangs(before: &[&str]) -> bool {
    let first = before.len().saturating_sub(WITHIN);
    let leads = |at: usize| {
        let said = before.get(at.saturating_sub(1)..=at).unwrap_or_default();
        CONDITIONS.contains(&before[at]) || (reports(before[at]) && !MERE.contains(&said))
    };
    (first..before.len()).any(leads)
}

/// Whether it hangs on one of the last words before it.
pub fn hangs_close_by(before: &[&str]) -> bool {
    hangs(before.get(before.len().saturating_sub(CLOSE_BY)..).unwrap_or_default())
}

/// Whether a word tells that somebody says, thinks, doubts or feels something, and may go before that.
pub fn reports(word: &str) -> bool {
    IRREGULAR.contains(&word) || VERBS.iter().any(|verb| is_form_of(word, verb))
}

/// `denies`, `denied`, `denying` of `deny`, and the like.
fn is_form_of(word: &str, verb: &str) -> bool {
    let Some((last, stem)) = verb.chars().next_back().map(|last| (last, &verb.as_bytes()[..verb.len() - 1]))
    else {
        return false;
    };
    let ending = |stem: &[u8]| word.as_bytes().strip_prefix(stem);
    if word == verb {
        return true;
    }
    match last {
        'e' => matches!(ending(stem), Some(b"es" | b"ed" | b"ing")),
        'y' if matches!(ending(stem), Some(b"ies" | b"ied")) => true,
        _ => match ending(verb.as_bytes()) {
            Some(b"s" | b"es" | b"ed" | b"ing") => true,
            // `admitted`
            Some([double, rest @ ..]) => char::from(*double) == last && matches!(rest, b"ed" | b"ing"),
            _ => false,
        },
    }
}

/// With these people say no more than what follows.
const MERE: &[&[&str]] = &[
    &["i", "think"],
    &["i", "guess"],
    &["i", "mean"],
    &["i", "know"],
    &["you", "know"],
    &["you", "see"],
    &["we", "know"],
    &["we", "see"],
];

/// What comes after them is so only in a case, or is asked.
const CONDITIONS: &[&str] =
    &["if", "unless", "whether", "when", "lest", "until", "once", "assuming", "provided", "wherever"];

/// Verbs whose forms are made by rule, and nouns and the like that are said of what is said.
const VERBS: &[&str] = &[
    "accuse", "acknowledge", "admit", "agree", "allege", "announce", "answer", "argue", "ask", "assert",
    "assume", "assure", "believe", "bet", "boast", "brag", "call", "claim", "complain", "conclude",
    "confess", "consider", "convince", "declare", "decide", "demand", "deny", "dispute", "doubt", "dream",
    "exclaim", "expect", "explain", "fancy", "fear", "figure", "forecast", "gossip", "guess", "hint", "hope",
    "imagine", "imply", "insist", "joke", "lie", "maintain", "mention", "murmur", "notice", "object",
    "persuade", "pray", "predict", "presume", "pretend", "proclaim", "promise", "propose", "protest",
    "prove", "question", "reckon", "recall", "refuse", "reject", "remark", "remember", "repeat", "reply",
    "report", "request", "respond", "rumour", "rumor", "scream", "seem", "shout", "signal", "state",
    "suggest", "suppose", "suspect", "swear", "testify", "threaten", "trust", "vow", "want", "warn",
    "whisper", "wish", "wonder", "worry", "yell",
];

const IRREGULAR: &[&str] = &[
    "say", "says", "said", "saying", "tell", "tells", "told", "telling", "think", "thinks", "thought",
    "thinking", "know", "knows", "knew", "known", "knowing", "feel", "feels", "felt", "feeling", "hear",
    "hears", "heard", "hearing", "see", "sees", "saw", "seen", "seeing", "mean", "means", "meant", "meaning",
    "write", "writes", "wrote", "written", "writing", "read", "reads", "find", "finds", "found", "forget",
    "forgets", "forgot", "forgotten", "swore", "sworn", "dreamt", "understand", "understands", "understood",
    "foresee", "foresaw", "lying", "afraid", "sure", "unsure", "certain", "uncertain", "likely", "unlikely",
    "possible", "impossible", "true", "untrue", "false", "belief", "myth", "idea", "allegation",
    "accusation", "suspicion",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_of_saying_are_known_in_all_their_forms() {
        let check = |said: &str, told: bool| {
            for word in said.split(' ') {
                assert_eq!(reports(word), told, "{word}");
            }
        };
        check("deny denies denied denying", true);
        check("doubt doubts doubted doubting", true);
        check("imagine imagines imagined imagining", true);
        check("admit admits admitted admitting", true);
        check("promise argues lied lies hoped hoping wished refuses refused said told", true);
        check("den denim hop hopping fearful admittance clay sail sold rowed ferry é ée", false);
    }

    #[test]
    fn a_clause_hangs_on_what_is_said_before_it() {
        let check = |before: &str, does: bool| {
            let before: Vec<&str> = before.split(' ').collect();
            assert_eq!(hangs(&before), does, "{before:?}");
        };
        check("she denied they rowed out at night", true);
        check("i never think of it", true);
        check("if the tide is in", true);
        check("i don't think it floats", true);
        check("i think it floats", false);
        check("you know it floats", false);
        check("the herons left in the spring", false);
        check("she doubted it a b c d e f g h i j k l m n o p q", false);
    }
}
