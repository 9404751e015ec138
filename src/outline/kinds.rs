//! What kind of word an English word is: whether it can be the name of something, stand before one, or neither.
//!
//! Told by a list of common words, by endings, and by how the talk itself uses the word: what mostly follows `to`, `you`
//! or `will` is a verb, what mostly stands between an article and another word is an adjective.

use super::first_names::FIRST_NAMES;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::phrases::is_close;
use super::words::{Form, Words};
use crate::model::Talk;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It may end a phrase, or be one.
    Noun,
    /// It may stand before a noun: adjectives, participles, what belongs to somebody.
    Modifier,
    /// Verbs, adverbs, exclamations: no part of a name.
    Neither,
}

/// Common verbs that are hardly ever nouns, in the forms that talks have.
const VERBS: &str = "accept accepts accelerate activate facilitate mimic recharge sustain wield miss dries achieve achieves acquire adapt add adds admit adopt advise affect affects agree agrees \
    aim allow allows announce apply applies appear appears appreciate approach argue argues arise arrive assume assumes \
    attend avoid avoids began begin begins begun believe believes belong belongs bother break breaks bring brings broke \
    brought build builds built buy buys calculate care carry catch caught choose chose chosen claim clarify click collect \
    combine commit compare compute concentrate confirm connect connects consider considers consist consists construct \
    contain contains continue continues contribute convert convince copy correspond create creates deal decide decides \
    declare define defines deliver deny depend depends deploy derive describe describes deserve destroy detect determine \
    determines develop die differ disagree discover discuss discusses distinguish divide does drive drop eat eliminate \
    emerge emphasize enable enables encourage engage enhance enjoy ensure enter establish estimate evaluate evolve examine \
    exist exists expand expect expects experience explain explains explore express extend face fail fails fall fell felt \
    figure fill finish fit fits focus follow follows forget forgot form found gain gather generate generates grew grow \
    guarantee handle handles hate hear heard held help helped helps hide hides hit hold holds hope hopes identify ignore \
    imagine implement implements imply implies improve improves include includes incorporate increase increases indicate \
    insert install integrate intend interact introduce introduces invent invest invite involve involves join jump lead \
    leads learn learned learns leave leaves led let lets listen live lives load lose loses lost love maintain manage match \
    matter matters measure meet mention mentions met modify move moves notice obtain occur occurs offer offers \
    operate own owns paid participate pass pay pays perform pick play plug prefer prepare preserve press pretend prevent \
    prevents proceed produce produces promise protect prove proves provide provides publish pull push raise ran reach \
    react read realize realizes receive receives recognize recommend reduce reduces refer refers reflect reject relate \
    relates rely relies remain remains remember remove removes repeat replace represent represents require requires \
    resolve respond restrict return returns reveal rewrite rid ride sat satisfy save scale seek select sell send sends sent \
    separate serve serves sets share shares shift show showed showing shown shows sign sit slow sold solve solves \
    somewhat speak speaks specify spend spends spent spoke stand stands starts stay steal step stick stop stops store \
    stores strengthen struggle study submit subscribe succeed suffer suggest suggests support supports suppose survive \
    suspect switch talks teach tend tends tells threw throw throws touch track transform treat trust turn type understand \
    understands understood unlock update updates validate vary verify visit wait wake walk watch wear went win wins wish \
    wonder write writes written wrote yield zoom argued happens goes gone sounds sounded sound lie lies lay laid bear \
    hang hung kick kill lend rise rose shut sing spin split stuck swear sweep tear blow blew draw drew drawn drink dry fly \
    flew grab guess hurt keep kept knock lean mess mind owe pour pray quit recall regret remind remind ring roll rub rush \
    scare scream settle shake shoot sink sleep slip smell spread squeeze stare stir strike suck swim swing taste thank tie \
    trick wash waste weigh whisper wipe worry commented encouraged welcome welcomed please excuse apologize \
    arose ate awoke bled bred clung crept dealt drove dug fled flung forbade forgave fought froze knelt leapt leant mistook outgrew overcame rang sang sank slept slid slung \
    snuck sped sprang stank stole strode strove stung sung sunk swam swept swore swung tore undertook undid wept \
    withdrew withheld withstood woke wove wrung";

/// Of those, the ones that are nouns too; how the talk uses them tells.
const NOUNS_TOO: &str = "approach break build care claim commit copy deal drive drop experience face fall fit focus form \
    gain guarantee help hope increase lead lives load match matter measure move moves notice offer offers own pass play \
    press promise push read return returns ride scale set sets share shares shift show shows sign sound sounds split stand \
    step stop store stores study support switch talks touch track trust turn type update updates visit walk watch win wish \
    worry wonder yield lie lies draw drink fly guess mind mess ring rise roll rush sleep slip smell spread spin strike \
    taste tie trick waste estimate exercise figure live love hits hit experience pay waiting";

/// Verbs that tell nothing in any talk.
const SMALL_VERBS: [&str; 12] =
    ["see", "go", "get", "make", "take", "know", "want", "say", "come", "think", "happen", "mean"];

/// Common adjectives, and words of measure and order, that are hardly ever nouns.
const ADJECTIVES: &str = "active actual additional advanced afraid aggressive alive alone amazing ancient angry annoying \
    appropriate arbitrary asleep automatic available aware awful awkward backwards bad badder basic beautiful bigger \
    biggest bizarre blind brief bright brilliant broad broken busy careful cheap cheaper clean clear clearer clever \
    close closer cold comfortable common compatible complete complex complicated concrete confident confusing conscious \
    considerable consistent constant convenient correct crazy crucial curious current cute dangerous dead decent deep deeper \
    dense dependent desirable difficult direct dirty dishonest distinct double due dumb early easier easiest easy effective \
    efficient eight elaborate elegant embarrassing empty endless enormous entire equal equivalent essential everyday evil \
    evident exact excellent exciting expensive explicit extra extreme fair fake false familiar famous fantastic fascinating \
    fast faster fastest favorite few final fixed flat flexible fond foolish formal former forward free fresh friendly full \
    fun funny further general generic genuine giant glad global golden gradual grateful greater greatest guilty half happier \
    happy harder hardest healthy heavy helpful hidden high higher highest honest hot huge human ideal identical illegal \
    immediate important impossible impressive inappropriate incorrect incredible independent individual inevitable informal \
    inherent initial innocent intelligent intense interactive internal intuitive invalid invisible known large larger \
    largest late latest lazy legal legitimate lesser light likely limited linear literal local logical lone longer longest \
    loose loud low lower lowest lucky mad main major malicious manual massive mature maximum meaningful medium mental mere \
    minimal minimum minor missing misunderstood mixed modern moderate modest multiple mutual naive narrow native natural neat \
    necessary negative nervous neutral nicer nine normal notable numerous obvious odd official okay older oldest ongoing opposite \
    optimal optional ordinary organic original outer overall parallel partial past patient peculiar perfect permanent \
    personal physical plain pleasant polite poor popular positive possible potential powerful practical precise predictable \
    preferable present previous primary prior private probable productive professional profitable proper proud public pure \
    quick quicker quiet random rapid rare raw ready realistic reasonable recent redundant regular related relative relevant \
    reliable remarkable remote rich rigid robust rough round sad safe safer scary scared secret secure secondary selfish \
    senior sensible sensitive serious seven severe shallow sharp shiny short shorter sick significant silly similar simple \
    simpler simplest single six slight slower smaller smallest smart smarter smooth soft solid sorry special specific stable \
    standard static steady strange strict strong stronger strongest stupid subsequent substantial subtle successful sudden \
    sufficient suitable sure surprised surprising suspicious sweet symmetric technical temporary ten terrible thick thin \
    tight tiny tired top tough tricky trivial true twenty typical ugly ultimate unable uncomfortable unclear underlying \
    unfair unfortunate unhappy unique universal unknown unlikely unnecessary unusual upper upset useful useless usual vague \
    valid valuable various vast violent virtual visible vulnerable warm weak weaker weird welcome wide wider wild wise \
    wonderful worse worst worth worthwhile wrong younger yellow young eleven twelve hundred thousand million billion \
    thirty forty fifty total existing remaining corresponding underlying open";

/// Adverbs without the ending that tells, exclamations, and what else is no name.
const OTHERS: &str = "abroad afterward alas altogether amid amongst anymore asap aside bye despite downstairs e.g eg else \
    elsewhere everywhere except forever forth goodbye halfway hence hereby i.e ie inside maybe meanwhile minus namely \
    nearby nevertheless nonetheless nonsense notwithstanding onwards otherwise outside overnight plus presumably \
    regarding regardless sorry straight though thereafter today tomorrow tonight twice underneath upstairs versus via \
    whatsoever worldwide yesterday yet morning afternoon evening monday tuesday wednesday thursday friday saturday sunday \
    january february march april june july august september october november december bunch chunk dude guys lots \
    ones others piece someone stuff tons week weeks month months minute minutes hour hours second seconds moment \
    oops ooh aha yay hm hmm mhm uh-huh okey yo mr mrs ms madam dr sir ma'am lol haha god gosh damn hell shit fuck crap \
    somebody nobody thing things everyone anyone percent respect sake regards lack rest side sides sort sorts kinds \
    hand hands ways term terms reason reasons fact facts case cases bits deal plenty amount amounts amongst apart across \
    yes-no kinda gonna wanna gotta isn't aren't wasn't won't can't don't shouldn't couldn't wouldn't hasn't haven't \
    episode podcast viewers listeners guest guests attendee unknown unidentified speaker speakers slide slides audience \
    http https www com org html inaudible unintelligible crosstalk laughing chuckles applause gotcha curiosity \
    viewpoint sentence sentences word words everybody's people's let's today's paper papers meeting \
    page pages line lines paragraph hopefully regardless mm-hmm bullet gist goal stage topic section sections topics madame fucking fucked shitty bullshit goddamn christ ass asshole";

#[derive(Debug, Clone, Copy)]
enum Known {
    Verb,
    VerbOrNoun,
    Adjective,
    Other,
    Name,
}

static KNOWN: LazyLock<FxHashMap<&'static str, Known>> = LazyLock::new(|| {
    let lists = [
        (VERBS, Known::Verb),
        (NOUNS_TOO, Known::VerbOrNoun),
        (ADJECTIVES, Known::Adjective),
        (FIRST_NAMES, Known::Name),
        (OTHERS, Known::Other),
    ];
    lists.iter().flat_map(|(list, known)| list.split_whitespace().map(|word| (word, *known))).collect()
});

/// Words behind which a verb stands, and articles and the like, behind which a name of something does.
const BEFORE_VERBS: &str = "to i you we they he she who will can could would should may might must don't didn't doesn't \
    can't won't cannot couldn't wouldn't let's i'll we'll you'll they'll it'll i'd we'd they'd you'd";
const ARTICLES: &str = "the a an my your our their its his her every no";
/// Behind these stand nouns, too, but `this means` has none.
const POINTERS: &str = "this these those each some any of";

/// How often a form stands where verbs do, where modifiers do, and where nouns do.
#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    all: u32,
    verb: u32,
    modifier: u32,
    noun: u32,
    /// Of the uses as a noun, those behind an article or what belongs to somebody.
    surely: u32,
}

impl Uses {
    /// Whether the talk shows a form to be a noun although it ends as others do: `the watershed`, `a stranger`.
    fn show_a_noun(self) -> bool {
        self.surely >= 2 && self.surely > self.modifier
    }
}

/// What is told of a form.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub kind: Kind,
    /// How often it stands behind an article, with nothing of its own behind it.
    pub nouns: u32,
    /// Whether the talk shows it to be a noun by that.
    pub shown: bool,
}

/// What is told of each form of a talk. Elsewhere than in English all are nouns.
pub fn kinds(talk: &Talk, words: &Words) -> Vec<Told> {
    let told = |(form, uses): (&Form, Uses)| {
        let kind = if words.english { kind(&form.lower, uses) } else { Kind::Noun };
        Told { kind, nouns: uses.noun, shown: uses.noun > 0 || !words.english }
    };
    words.forms.iter().zip(uses(talk, words)).map(told).collect()
}

/// Whether a word, in lower case, is the first name of many people.
pub fn is_first_name(word: &str) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word);
    matches!(KNOWN.get(word), Some(Known::Name))
}

fn kind(word: &str, uses: Uses) -> Kind {
    let noun = uses.noun;
    match KNOWN.get(word) {
        Some(Known::VerbOrNoun) if noun * 3 > uses.all || noun > uses.verb => return Kind::Noun,
        Some(Known::Verb | Known::VerbOrNoun | Known::Other) => return Kind::Neither,
        Some(Known::Adjective) => return Kind::Modifier,
        Some(Known::Name) | None => {}
    }
    if !uses.show_a_noun() {
        if is_verb_form(word) {
            return Kind::Neither;
        }
        if is_compared(word, "er") {
            return Kind::Modifier;
        }
    }
    // `The cheapest` is whatever was talked about.
    if is_compared(word, "est") {
        return Kind::Modifier;
    }
    if uses.verb >= 2 && uses.verb > noun + uses.modifier && uses.verb * 3 >= uses.all {
        return Kind::Neither;
    }
    if uses.modifier >= 3 && uses.modifier > 3 * noun && uses.modifier * 2 > uses.all {
        return Kind::Modifier;
    }
    by_ending(word, uses)
}

/// Whether it is a form of a verb that is hardly ever a noun, or ends as new verbs do: `sees`, `parallelize`.
fn is_verb_form(word: &str) -> bool {
    let is_verb = |bare: &str| matches!(KNOWN.get(bare), Some(Known::Verb)) || SMALL_VERBS.contains(&bare);
    let third = word.strip_suffix("es").is_some_and(is_verb) || word.strip_suffix('s').is_some_and(is_verb);
    third || (word.len() > 6 && (word.ends_with("ize") || word.ends_with("ify")))
}

/// Whether it compares by that ending: `broader`, `cheapest`, `trickier`.
fn is_compared(word: &str, ending: &str) -> bool {
    word.strip_suffix(ending).is_some_and(|bare| {
        let is_adjective = |word: &str| matches!(KNOWN.get(word), Some(Known::Adjective));
        let doubled = bare.get(..bare.len().saturating_sub(1)).unwrap_or("");
        let with_y = bare.strip_suffix('i').map(|bare| format!("{bare}y"));
        is_adjective(bare)
            || is_adjective(&format!("{bare}e"))
            || is_adjective(doubled)
            || with_y.is_some_and(|bare| is_adjective(&bare))
    })
}

/// What the ending of a word tells, and how often it is a noun in this talk.
fn by_ending(word: &str, uses: Uses) -> Kind {
    let noun = uses.noun;
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let is_adverb = word.len() > 4 && ends(&["ly"]);
    let is_participle = word.len() > 4 && ends(&["ing"]) && !ends(&["thing"]);
    // `The watershed` is rare, and `created` is no topic.
    let is_past = word.len() > 4 && ends(&["ed"]) && !ends(&["eed"]) && !uses.show_a_noun();
    let is_adjective = word.len() > 5
        && ends(&[
            "ous", "ful", "able", "ible", "less", "ish", "ical", "ional", "onic", "stic", "etic", "tive",
        ]);
    if word.ends_with("'s") || word.ends_with("s'") || is_past || (is_participle || is_adjective) && noun < 2
    {
        Kind::Modifier
    } else if word.contains('\'') || is_adverb && noun < 2 {
        Kind::Neither
    } else {
        Kind::Noun
    }
}

fn uses(talk: &Talk, words: &Words) -> Vec<Uses> {
    let in_list = |list: &str| -> Vec<bool> {
        let list: rustc_hash::FxHashSet<&str> = list.split_whitespace().collect();
        words.forms.iter().map(|form| list.contains(form.lower.as_str())).collect()
    };
    let (verbs, articles, pointers) = (in_list(BEFORE_VERBS), in_list(ARTICLES), in_list(POINTERS));
    let mut uses = vec![Uses::default(); words.forms.len()];
    for (at, token) in words.tokens.iter().enumerate() {
        let form = &mut uses[token.form as usize];
        form.all += 1;
        let before = at.checked_sub(1).and_then(|before| words.tokens.get(before));
        let Some(before) = before.filter(|before| is_close(talk, before.span.to(), token.span)) else {
            continue;
        };
        form.verb += u32::from(verbs[before.form as usize]);
        let is_article = articles[before.form as usize];
        if is_article || pointers[before.form as usize] {
            let next = words.tokens.get(at + 1);
            let goes_on = next.is_some_and(|next| {
                words.stem(*next).is_some() && is_close(talk, token.span.to(), next.span)
            });
            *if goes_on { &mut form.modifier } else { &mut form.noun } += 1;
            form.surely += u32::from(is_article && !goes_on);
        }
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_by_lists_and_endings() {
        let check = |word: &str, expected: Kind| assert_eq!(kind(word, Uses::default()), expected, "{word}");
        for noun in
            ["walrus", "fly-wheel", "speed", "mechanism", "consensus", "seed", "letter", "order", "prize"]
        {
            check(noun, Kind::Noun);
        }
        for modifier in [
            "dangerous", "frozen's", "optimized", "larger", "reusable", "walrus's", "broader",
            "misunderstood",
        ] {
            check(modifier, Kind::Modifier);
        }
        for neither in ["slowly", "explain", "today", "isn't", "sees", "explains", "parallelize"] {
            check(neither, Kind::Neither);
        }
    }

    #[test]
    fn words_are_told_by_their_uses() {
        let text = "you frob it, they frob me, we frob. The blue walrus and the blue cat in a blue sea; a trust, the \
            trust of the trust. I swim to the walrus.";
        let talk = Talk { text: text.to_owned(), ..Talk::default() };
        let words = Words::of(&talk);
        let kinds = kinds(&talk, &words);
        let check = |word: &str, expected: Kind| {
            let form = words.forms.iter().position(|form| form.lower == word).unwrap();
            assert_eq!(kinds[form].kind, expected, "{word}");
        };
        check("frob", Kind::Neither);
        check("blue", Kind::Modifier);
        check("trust", Kind::Noun);
        check("swim", Kind::Neither);
        check("walrus", Kind::Noun);
    }

    #[test]
    fn what_ends_as_no_noun_does_is_one_where_the_talk_shows_it() {
        let kind_in = |text: String, word: &str| {
            let talk = Talk { text, ..Talk::default() };
            let words = Words::of(&talk);
            let form = words.forms.iter().position(|form| form.lower == word).unwrap();
            kinds(&talk, &words)[form].kind
        };
        for word in ["stranger", "cleaner", "lighter", "watershed", "testbed", "moped", "means", "catches"] {
            let text =
                format!("It is the {word}, and a {word}. Here is my {word}. The {word} is his {word}.");
            assert_eq!(kind_in(text, word), Kind::Noun, "{word}");
        }
        let check = |text: &str, word: &str, expected: Kind| {
            assert_eq!(kind_in(format!("It is what the walrus is for. {text}"), word), expected, "{text}");
        };
        check("The watershed is here.", "watershed", Kind::Modifier);
        // Behind `this` a verb is as likely.
        check("Of that, this means it. This means it is so, and this means it.", "means", Kind::Neither);
        check("This changed the ice, these changed, and this changed it.", "changed", Kind::Modifier);
        check("A broader ice, a broader sea, the broader the broader.", "broader", Kind::Modifier);
        check("It is the cheapest. And this is the cheapest of the cheapest.", "cheapest", Kind::Modifier);
        check("The bell rang.", "rang", Kind::Neither);
    }
}
