//! Where the memory lies.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The folder of dictum's state: `$XDG_STATE_HOME/dictum`, or `~/.local/state/dictum`. None where neither
/// `XDG_STATE_HOME` nor `HOME` names one.
pub fn state_folder() -> Option<PathBuf> {
    folder_from(env::var_os("XDG_STATE_HOME"), env::var_os("HOME"))
}

/// A relative path counts as none, as the XDG base directory specification asks: it would be another folder
/// wherever dictum is started.
fn folder_from(state: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let absolute = |value: Option<OsString>| value.map(PathBuf::from).filter(|path| path.is_absolute());
    let state = absolute(state).or_else(|| absolute(home).map(|home| home.join(".local/state")))?;
    Some(state.join("dictum"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_folder_is_where_xdg_says() {
        for (state, home, folder) in [
            (Some("/s"), Some("/h"), Some("/s/dictum")),
            (None, Some("/h"), Some("/h/.local/state/dictum")),
            (Some(""), Some("/h"), Some("/h/.local/state/dictum")),
            (Some("s"), Some("/h"), Some("/h/.local/state/dictum")),
            (None, Some(""), None),
            (Some("s"), None, None),
            (None, None, None),
        ] {
            let found = folder_from(state.map(Into::into), home.map(Into::into));
            assert_eq!(found, folder.map(PathBuf::from), "{state:?} {home:?}");
        }
    }
}
