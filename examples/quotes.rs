//! Prototype judge.
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;
use dictum::library::{self, Found, scan};
use dictum::model::Span;
use dictum::search::{engine::{Knobs, answer}, shelf::Shelf, stream::each_word};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (queries, hay) = (&args[0], PathBuf::from(&args[1]));
    let mut k = Knobs::default();
    let mut misses = false;
    for a in &args[2..] {
        if a == "misses" { misses = true; continue }
        let (n, v) = a.split_once('=').unwrap(); let v: f32 = v.parse().unwrap();
        match n { "order" => k.order = v, "span" => k.span = v, "gap" => k.gap = v, "adj" => k.adj = v, "header" => k.header = v, "cands" => k.cands = v as usize, "small" => k.small = v, "around" => k.around = v as usize, "unseen" => k.unseen = v, "synonym" => k.synonym = v, "limit" => k.limit = v as usize, "pow" => k.pow = v, "nearby" => k.nearby = v, "join" => k.join = v, "reach" => k.reach = v as usize, _ => panic!() }
    }
    let mut shelf = Shelf::default();
    let mut talks = Vec::new();
    let t = Instant::now();
    scan(&[hay.clone()], &mut |f| {
        if let Found::Talk(a) = f && let Ok(l) = library::open(&a) {
            let mut header: Vec<String> = vec![l.talk.title.clone()];
            header.extend(l.talk.speakers.iter().map(|s| s.name.clone()));
            shelf.add(&l.talk.text, header.iter().map(String::as_str));
            let raw = std::fs::read(a.path()).unwrap();
            let mut lines = vec![0]; lines.extend(raw.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1)); lines.push(raw.len());
            talks.push((a.path().strip_prefix(&hay).unwrap().to_string_lossy().into_owned(), l.talk, lines, raw));
        }
        true
    });
    let loaded = t.elapsed();
    shelf.settle();
    eprintln!("{} talks, {} words, {} different; load {:?} settle {:?}", talks.len(), shelf.stream.len(), shelf.vocabulary.len(), loaded, t.elapsed() - loaded);
    let mut classes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut times = Vec::new();
    for line in std::fs::read_to_string(queries).unwrap().lines() {
        let q: serde_json::Value = serde_json::from_str(line).unwrap();
        let typed = q["query"].as_str().unwrap();
        let t = Instant::now();
        let found = answer(&shelf, typed, &k, 10);
        times.push(t.elapsed().as_secs_f64() * 1e3);
        let file = q["file"].as_str().unwrap();
        let mut rank = 0;
        let mut shown = Vec::new();
        for (r, a) in found.iter().enumerate() {
            let (path, talk, lines, raw) = &talks[a.talk];
            let mut at = 0; let mut span: Option<Span> = None;
            each_word(&talk.text, |_, s| { if at == a.first { span = Some(s) } if at == a.last { span = span.map(|x| x.join(s)) } at += 1; });
            let span = span.unwrap();
            let seg = |b: usize| talk.segment_at(b).unwrap();
            let (l0, l1) = (seg(span.from()).line.max(1) as usize, seg(span.to() - 1).end_line.max(1) as usize);
            let (mut s, mut e) = (lines[l0 - 1], lines[l1.min(lines.len() - 1)]);
            if e - s > 6000 { let txt = span.of(&talk.text).as_bytes(); let key = &txt[..txt.len().min(40)];
                if let Some(p) = raw[s..e].windows(key.len()).position(|w| w == key) { s += p; e = s + txt.len() } else { let m = (s + e) / 2; s = m - 3000; e = m + 3000 } }
            shown.push(format!("{:.3} {} {:?}", a.score, path, span.of(&talk.text)));
            if rank == 0 { for p in q["passages"].as_array().unwrap() {
                let f = p["file"].as_str().unwrap_or(file);
                if f == path && (s as i64) < p["end"].as_i64().unwrap() + 600 && e as i64 > p["start"].as_i64().unwrap() - 600 { rank = r + 1 }
            } }
        }
        classes.entry(q["class"].as_str().unwrap().to_owned()).or_default().push(rank);
        if misses && rank != 1 { println!("rank {rank} [{}] {typed:?}\n   want {} {:?}", q["class"].as_str().unwrap(), file, q["passages"][0]["text"].as_str().unwrap());
            for s in shown.iter().take(rank.max(2)) { println!("     {s}") } }
    }
    let row = |n: &str, r: &[usize]| { let at = |k: usize| r.iter().filter(|&&x| x > 0 && x <= k).count() as f64 / r.len() as f64;
        println!("{n:30} {:4} {:.3} {:.3} {:.3} mrr {:.3}", r.len(), at(1), at(5), at(10), r.iter().filter(|x| **x > 0).map(|x| 1.0 / *x as f64).sum::<f64>() / r.len() as f64) };
    for (c, r) in &classes { row(c, r) }
    row("ALL", &classes.values().flatten().copied().collect::<Vec<_>>());
    times.sort_by(f64::total_cmp);
    println!("ms median {:.1} p95 {:.1}", times[times.len() / 2], times[times.len() * 95 / 100]);
}
