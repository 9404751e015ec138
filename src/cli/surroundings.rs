//! What dictum was started in: pipes or terminals, how wide, and whether colour is welcome.

use std::io::IsTerminal;

/// What dictum was started in.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    pub stdin_is_terminal: bool,
    pub stdout_is_terminal: bool,
    /// The terminal's width, where there is one.
    pub columns: usize,
    /// Whether bold and the like are welcome where there is a terminal: there is no `NO_COLOR`, and it is not a dumb one.
    pub colour: bool,
}

/// What printed text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The terminal's width; none into a pipe, where a paragraph is one line.
    pub columns: Option<usize>,
    /// Whether bold is used.
    pub bold: bool,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_this_process() -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok();
        Self {
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            columns: size.map(|s| usize::from(s.ws_col)).filter(|&columns| columns > 0).unwrap_or(80),
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
}

impl Look {
    /// The text in bold, where bold is used.
    pub fn strong(self, text: &str) -> String {
        if self.bold && !text.is_empty() { format!("\x1b[1m{text}\x1b[22m") } else { text.to_owned() }
    }
}
