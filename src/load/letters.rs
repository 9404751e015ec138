//! Joins letters that a program has parted.

use super::cues::Cue;

/// Some programs write a blank after every letter of scripts that have none. Where nearly all letters are parted
/// so, single blanks go, and three of them are a real one. Answers whether it was so.
pub(super) fn close_spaced_letters(cues: &mut [Cue]) -> bool {
    let (mut parted, mut gaps) = (0_usize, 0_usize);
    for cue in cues.iter().filter(|cue| !cue.text.is_ascii()) {
        let mut before = ' ';
        for c in cue.text.chars() {
            gaps += usize::from(is_unspaced_script(before) && (is_unspaced_script(c) || c == ' '));
            parted += usize::from(is_unspaced_script(before) && c == ' ');
            before = c;
        }
    }
    if gaps < 12 || parted * 10 < gaps * 8 {
        return false;
    }
    for cue in cues {
        cue.text = closed(&cue.text);
    }
    true
}

/// Between single letters, or beside a letter of these scripts, a single blank is none.
fn closed(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let words: Vec<&str> = text.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        closed.push_str(word);
        let Some(next) = words.get(at + 1) else { break };
        let single = |word: &str| word.chars().nth(1).is_none() || word.starts_with(is_unspaced_script);
        if next.is_empty() && !word.is_empty() || !single(word) || !single(next) {
            closed.push(' ');
        }
    }
    closed
}

/// Chinese, Japanese and the scripts of India.
pub(super) fn is_unspaced_script(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let mut cues = [Cue { text: text.to_owned(), ..Cue::default() }];
        close_spaced_letters(&mut cues);
        assert_eq!(cues[0].text, wanted);
    }

    #[test]
    fn letters_that_a_machine_parted_are_joined() {
        check(
            "今 天 我 们 谈 谈 雨   和 雪 以 及 山 上 的 云 还 有 海 风",
            "今天我们谈谈雨 和雪以及山上的云还有海风",
        );
        check(
            "第 2 0 天 我 们 谈 A B 山 上 的 云 还 有 海 风 吧 hello world",
            "第20天我们谈AB山上的云还有海风吧 hello world",
        );
        check("今天我们 谈谈雨和雪 以及山上的云 还有海风", "今天我们 谈谈雨和雪 以及山上的云 还有海风");
        check("a b c d e f g h i j k l m n o p", "a b c d e f g h i j k l m n o p");
    }
}
