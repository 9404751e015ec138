//! The list of all that dictum may send to a terminal; debug builds hold every byte against it.
//!
//! | Sent | May be |
//! |---|---|
//! | a letter | anything clean |
//! | `ESC [ … m`, `H` | colours and styles, moves |
//! | `ESC [ 2 J` | clearing the screen |
//! | `ESC [ ? … h`, `l` | the modes of `modes.rs` |
//! | `ESC ] 52 ; c ; … ESC \` | copying, never asking what was copied |

use crate::text::is_clean;

/// The modes of `modes.rs`.
const MODES: [&str; 7] = ["1049", "25", "1000", "1002", "1006", "2004", "2026"];

/// What in `bytes` is not on the list, if anything.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let mut rest = std::str::from_utf8(bytes).map_err(|e| format!("{e}"))?;
    while let Some(first) = rest.chars().next() {
        rest = match (rest.strip_prefix("\x1b["), rest.strip_prefix("\x1b]")) {
            (Some(control), _) => after_control(control)?,
            (_, Some(command)) => after_command(command)?,
            _ if is_clean(first) => rest.strip_prefix(first).unwrap_or_default(),
            _ => return Err(format!("the letter U+{:04X}", u32::from(first))),
        };
    }
    Ok(())
}

/// What follows after a control sequence: numbers and a letter.
fn after_control(control: &str) -> Result<&str, String> {
    let end = control.find(|c: char| c.is_ascii_alphabetic()).ok_or("an unfinished sequence")?;
    let (numbers, rest) = control.split_at_checked(end).ok_or("an unfinished sequence")?;
    let (last, rest) = rest.split_at_checked(1).ok_or("an unfinished sequence")?;
    let are_numbers = numbers.bytes().all(|b| b.is_ascii_digit() || b == b';' || b == b':');
    let fine = match last {
        "m" | "H" => are_numbers,
        "J" => numbers == "2",
        "h" | "l" => numbers.strip_prefix('?').is_some_and(|mode| MODES.contains(&mode)),
        _ => false,
    };
    if fine { Ok(rest) } else { Err(format!("CSI {numbers:?} {last}")) }
}

/// What follows after an operating system command.
fn after_command(command: &str) -> Result<&str, String> {
    let (body, rest) = command.split_once("\x1b\\").ok_or("an unfinished command")?;
    let is_base64 = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b));
    match body.strip_prefix("52;c;") {
        Some(copied) if is_base64(copied) => Ok(rest),
        _ => Err(format!("OSC {body:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::modes;

    #[test]
    fn what_dictum_sends_passes() {
        let sent = [modes::ENTER, modes::mouse(true), modes::paste(true), modes::frame(true)].concat();
        for fine in [
            &*sent,
            modes::LEAVE,
            "plain, wide 日本, می‌خواهم, 👩‍👩‍👧, e\u{301}",
            "\x1b[1;1H\x1b[38;5;12mx\x1b[38;2;1;2;3my\x1b[39;49m\x1b[0m",
            "\x1b]52;c;aGVsbG8=\x1b\\",
            "",
        ] {
            assert_eq!(check(fine.as_bytes()), Ok(()), "{fine:?}");
        }
    }

    #[test]
    fn anything_else_is_stopped() {
        let bad: [&[u8]; 16] = [
            b"\x07",
            b"\n",
            b"\x1b",
            b"\x1bc",
            b"\x1b[",
            b"\x1b[6n",
            b"\x1b[c",
            b"\x1b[?1003h",
            b"\x1b[>1u",
            b"\x1b[3J",
            b"\x1b]0;title\x1b\\",
            b"\x1b]52;c;?\x1b\\",
            b"\x1b]52;c;aGVsbG8=",
            b"\x1bP+q544e\x1b\\",
            "\u{9b}31m".as_bytes(),
            b"\xff",
        ];
        for bytes in bad {
            assert!(check(bytes).is_err(), "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
