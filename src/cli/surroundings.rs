//! What dictum was started in: pipes or terminals, how wide, and whether colour is welcome.

use std::io::IsTerminal;

/// What dictum was started in.
#[derive(Debug, Clone)]
pub struct Surroundings {
    pub stdin_is_terminal: bool,
    pub stdout_is_terminal: bool,
    /// The terminal's width, where there is one.
    pub columns: usize,
    /// The width for a talk that goes into a pipe: there is a terminal behind it, so the pipe leads to a pager as a rule.
    pub columns_behind_pipe: Option<usize>,
    /// Whether bold and the like are welcome where there is a terminal: there is no `NO_COLOR`, and it is not a dumb one.
    pub colour: bool,
    /// The language that the user reads, as far as the system is told: `de`, `pt-BR`.
    pub language: Option<String>,
}

/// What printed text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The width to print at; none where a paragraph is one line.
    pub columns: Option<usize>,
    /// Whether bold is used.
    pub bold: bool,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_this_process() -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let stderr = std::io::stderr();
        Self {
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            columns: width_of(std::io::stdout()).unwrap_or(80),
            columns_behind_pipe: if stderr.is_terminal() { width_of(stderr) } else { None },
            language: ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(set)
                .and_then(|locale| language_of(&locale.to_string_lossy())),
            colour: set("NO_COLOR").is_none() && set("TERM").is_some_and(|term| term != "dumb"),
        }
    }

    /// How to print here.
    pub fn look(&self) -> Look {
        Look {
            columns: self.stdout_is_terminal.then_some(self.columns),
            bold: self.stdout_is_terminal && self.colour,
        }
    }

    /// How to print a talk's text here: at the width that was asked for (0 for a line a paragraph), else at a
    /// comfortable one where somebody looks.
    pub fn page_look(&self, asked: Option<usize>) -> Look {
        let here = if self.stdout_is_terminal { Some(self.columns) } else { self.columns_behind_pipe };
        let columns = match asked {
            Some(0) => None,
            Some(columns) => Some(columns),
            None => here.map(|columns| columns.min(super::prose::WIDEST)),
        };
        Look { columns, ..self.look() }
    }
}

/// | locale | language |
/// |---|---|
/// | `de_DE.UTF-8`, `de_DE@euro` | `de-DE` |
/// | `eo` | `eo` |
/// | `C`, `C.UTF-8`, `POSIX` | none |
fn language_of(locale: &str) -> Option<String> {
    let code = locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    let known = code.bytes().take_while(u8::is_ascii_alphabetic).count();
    ((2..=3).contains(&known)).then_some(code)
}

fn width_of(terminal: impl std::os::fd::AsFd) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(terminal).ok()?;
    Some(usize::from(size.ws_col)).filter(|&columns| columns > 0)
}

impl Look {
    /// The text in bold, where bold is used.
    pub fn strong(self, text: &str) -> String {
        if self.bold && !text.is_empty() { format!("\x1b[1m{text}\x1b[22m") } else { text.to_owned() }
    }

    /// The text more quietly than the rest, where bold is used.
    pub fn quiet(self, text: &str) -> String {
        if self.bold && !text.is_empty() { format!("\x1b[2m{text}\x1b[22m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn locales_tell_languages() {
        for (locale, language) in [
            ("de_DE.UTF-8", Some("de-DE")),
            ("sr_RS@latin", Some("sr-RS")),
            ("eo", Some("eo")),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
        ] {
            assert_eq!(super::language_of(locale).as_deref(), language, "{locale}");
        }
    }
}
