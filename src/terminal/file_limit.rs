//! A file that may grow no further (`ulimit -f`) is an error of who writes it, as a full disk is, not the end of dictum.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::signal::SIGXFSZ;
use signal_hook::flag;

/// From now on what is written beyond the limit fails with an error. Without it the system ends the process by a signal.
pub fn survive_file_limits() {
    // That somebody listens is all that is wanted. Where nobody can, all is as it was.
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}
