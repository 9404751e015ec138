use std::path::PathBuf;
use dictum::library::{self, Found, scan};
use dictum::search::shelf::Shelf;
fn vlen(mut x: u32) -> usize { let mut n = 1; while x >= 128 { x >>= 7; n += 1 } n }
fn main() {
    let hay = PathBuf::from(std::env::args().nth(1).unwrap());
    let mut shelf = Shelf::default();
    let mut bytes = 0usize; let mut raw = 0u64;
    let (mut tl, mut ta) = (0.0, 0.0);
    scan(&[hay], &mut |f| { if let Found::Talk(a) = f { let t = std::time::Instant::now(); if let Ok(l) = library::open(&a) { tl += t.elapsed().as_secs_f64(); raw += std::fs::metadata(a.path()).unwrap().len(); bytes += l.talk.text.len(); let t = std::time::Instant::now(); shelf.add(&l.talk.text, [l.talk.title.as_str()]); ta += t.elapsed().as_secs_f64(); } } true });
    println!("raw {raw} text {bytes} words {} different {} load {tl:.2}s add {ta:.2}s", shelf.stream.len(), shelf.vocabulary.len());
    let mut count = vec![0u32; shelf.vocabulary.len()];
    for &t in &shelf.stream { if t != u32::MAX { count[t as usize] += 1 } }
    let mut order: Vec<u32> = (0..count.len() as u32).collect(); order.sort_by_key(|&t| std::cmp::Reverse(count[t as usize]));
    let mut rank = vec![0u32; count.len()]; for (r, &t) in order.iter().enumerate() { rank[t as usize] = r as u32 }
    let mut stream = 0usize; let mut s192 = 0; let mut bits = 0f64; let total: f64 = count.iter().map(|&c| c as f64).sum();
    for &t in &shelf.stream { if t == u32::MAX { stream += 1; continue } let r = rank[t as usize]; stream += vlen(r); s192 += if r < 192 { 1 } else if r < 192 + 62 * 256 { 2 } else { 3 }; bits -= (count[t as usize] as f64 / total).log2() }
    println!("stream varint {stream} coded {s192} entropy {:.0}", bits / 8.0);
    for group in [1u32, 2, 4] { for limit in [4usize, 8, 1000] {
        let n = shelf.blocks() / group as usize; let mut p = 0usize; let mut lists = 0;
        for list in &shelf.postings { let mut prev = u32::MAX; let mut own = 0; let mut len = 0; for &b in list { let g = b / group; if g == prev { continue } own += vlen(if prev == u32::MAX { g } else { g - prev }); prev = g; len += 1 } if len <= n / limit * if limit == 1000 { 1000 } else { 1 } { p += own; lists += 1 } }
        println!("block {} limit 1/{limit}: {p} bytes, {lists} lists", 16 * group);
    } }
}
