//! Makes text safe to show.

/// Text without anything that a terminal would act on or a reader could not see.
pub fn clean(text: &str) -> String {
    text.chars().filter(|&c| c == '\n' || is_clean(c)).collect()
}

/// The same on one line: line ends become blanks.
pub fn clean_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Whether a letter may reach the terminal.
pub fn is_clean(c: char) -> bool {
    !c.is_control()
}
