//! What the screen looks like: pictures at four sizes.
#![allow(clippy::unwrap_used)]

mod common;

use common::Desk;

#[test]
fn look() {
    let size: Vec<u16> =
        std::env::var("SIZE").unwrap_or("80x24".into()).split('x').map(|n| n.parse().unwrap()).collect();
    let keys = std::env::var("KEYS").unwrap_or_default();
    let places = match std::env::var("AT") {
        Ok(paths) => dictum::worker::Places::Paths(paths.split(':').map(Into::into).collect()),
        Err(_) => dictum::worker::Places::Samples,
    };
    let mut desk = Desk::over(places, size[0], size[1]);
    desk.keys(&keys);
    println!("{}", desk.screen());
}
