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
        let name = state.file_name().unwrap().to_string_lossy();
        let tmux = Self { socket: format!("dictum-{name}") };
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

    /// The shell reads whole lines and echoes them, as before.
    #[track_caller]
    fn wait_until_the_line_is_cooked(&self) {
        self.type_line("stty -a | grep -c ' icanon.* echo '");
        self.wait_for("\n1\n");
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    fn wait_for(&self, text: &str) -> String {
        self.wait_until(|screen| screen.contains(text), &format!("never showed {text:?}"))
    }

    #[track_caller]
    fn wait_until(&self, holds: impl Fn(&str) -> bool, otherwise: &str) -> String {
        let began = Instant::now();
        loop {
            let screen = self.screen();
            if holds(&screen) {
                return screen;
            }
            assert!(began.elapsed() < Duration::from_secs(10), "{otherwise}:\n{screen}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

fn no_tmux() -> bool {
    let missing = Command::new("tmux").arg("-V").output().is_err();
    if missing {
        eprintln!("SKIPPED: there is no tmux here");
    }
    missing
}

#[test]
fn a_panic_leaves_the_shell_as_it_was_and_a_search_that_panics_leaves_the_reader() {
    if no_tmux() {
        return;
    }
    let state = tempfile::tempdir().unwrap();
    let tmux = Tmux::start((80, 24), state.path());
    let dictum = env!("CARGO_BIN_EXE_dictum");
    tmux.type_line(&format!("RUST_BACKTRACE=0 DICTUM_TEST_PANIC=main '{dictum}'; echo ended $?"));
    let screen = tmux.wait_for("ended 101");
    assert!(screen.contains("asked to panic: main"), "{screen}");
    tmux.wait_until_the_line_is_cooked();

    tmux.type_line(&format!("clear; DICTUM_TEST_PANIC=search '{dictum}'"));
    tmux.wait_for("Enter read");
    tmux.keys(&["/", "a"]);
    tmux.wait_for("dictum failed on this search");
    // A terminal's Esc with a key right behind it is Alt and that key.
    tmux.keys(&["Escape"]);
    tmux.wait_for("Talks");
    tmux.keys(&["Enter"]);
    // What it failed on, the field before the letter or the letter, may be told only now, over the hints.
    tmux.wait_for("Can everyone hear me");
    tmux.keys(&["q"]);
}

#[test]
fn a_reader_comes_back_to_the_place() {
    if no_tmux() {
        return;
    }
    let state = tempfile::tempdir().unwrap();
    let tmux = Tmux::start((100, 30), state.path());
    let dictum = env!("CARGO_BIN_EXE_dictum");

    tmux.type_line(&format!("'{dictum}'; echo left with $?"));
    tmux.wait_for("Talks");
    tmux.wait_for("Enter read");
    tmux.keys(&["Enter"]);
    tmux.wait_for("sections · ? help");

    // Search for words of the talk, go to the hit, mark it.
    tmux.keys(&["/"]);
    tmux.run(&["send-keys", "-l", "grandfather"]);
    tmux.wait_for("found");
    tmux.keys(&["Enter"]);
    tmux.wait_for("1 of");
    tmux.keys(&["m", "a"]);
    tmux.wait_for("marked a");
    tmux.keys(&["G"]);
    tmux.wait_for("100%");
    tmux.keys(&["'", "a"]);
    tmux.wait_until(|screen| !screen.contains("100%"), "did not go to the mark");

    // The shell is as it was.
    tmux.keys(&["q"]);
    tmux.wait_for("left with 0");
    tmux.wait_until_the_line_is_cooked();

    // The place is kept.
    tmux.type_line(&format!("clear; '{dictum}'"));
    tmux.wait_for("Enter read");
    tmux.keys(&["Enter"]);
    tmux.wait_for("grandfather");
    tmux.keys(&["q"]);
}
