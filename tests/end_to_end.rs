//! The built program in a real terminal (tmux): opened, read, searched, marked, left, and opened again.
#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// A tmux server of its own, ended with the test.
struct Tmux {
    socket: String,
}

impl Tmux {
    fn start(size: (u16, u16), state: &std::path::Path) -> Self {
        let tmux = Self { socket: format!("dictum-{}", std::process::id()) };
        let (width, height) = (size.0.to_string(), size.1.to_string());
        let shell = format!("XDG_STATE_HOME='{}' sh", state.display());
        let args = ["-f", "/dev/null", "new-session", "-d", "-x", &width, "-y", &height, &shell];
        assert!(tmux.run(&args).status.success(), "tmux did not start");
        tmux
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new("tmux").args(["-L", &self.socket]).args(args).output().unwrap()
    }

    fn type_line(&self, line: &str) {
        self.run(&["send-keys", "-l", line]);
        self.run(&["send-keys", "Enter"]);
    }

    fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.run(&["send-keys", key]);
        }
    }

    fn screen(&self) -> String {
        String::from_utf8_lossy(&self.run(&["capture-pane", "-p"]).stdout).into_owned()
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    fn wait_for(&self, text: &str) -> String {
        let began = Instant::now();
        loop {
            let screen = self.screen();
            if screen.contains(text) {
                return screen;
            }
            assert!(began.elapsed() < Duration::from_secs(10), "never showed {text:?}:\n{screen}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
fn a_reader_comes_back_to_the_place() {
    if Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("SKIPPED: there is no tmux here");
        return;
    }
    let state = tempfile::tempdir().unwrap();
    let tmux = Tmux::start((100, 30), state.path());
    let dictum = env!("CARGO_BIN_EXE_dictum");

    tmux.type_line(&format!("'{dictum}'"));
    tmux.wait_for("Talks");
    tmux.wait_for("Enter read");
    tmux.keys(&["Enter"]);
    tmux.wait_for("sections · ? help");

    // Search for words of the talk, go to the hit, mark it.
    tmux.keys(&["/"]);
    tmux.run(&["send-keys", "-l", "grandfather"]);
    tmux.wait_for("hit");
    tmux.keys(&["Enter"]);
    tmux.wait_for("1 of");
    tmux.keys(&["m", "a"]);
    tmux.wait_for("marked a");
    tmux.keys(&["G"]);
    tmux.wait_for("100%");
    tmux.keys(&["'", "a"]);
    let at_mark = tmux.wait_for("grandfather");
    assert!(!at_mark.contains("100%"));

    // The shell is as it was.
    tmux.keys(&["q"]);
    tmux.type_line("echo back; stty -a | grep -o ' icanon\\| echo '");
    tmux.wait_for("icanon");

    // The place is kept.
    tmux.type_line(&format!("clear; '{dictum}'"));
    tmux.wait_for("Enter read");
    tmux.keys(&["Enter"]);
    tmux.wait_for("grandfather");
    tmux.keys(&["q"]);
}
