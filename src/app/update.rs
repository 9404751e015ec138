//! How each action changes the app.

use super::action::{Action, Command, Edit, Effect, Scope};
use super::overlay::{self, CommandLine, Overlay, Pick};
use super::typed::{self, Typed};
use super::{App, Arrival, Ask, Find, Focus, Land, Reader, State, TalkId, Walk};
use crate::cite;
use crate::text::clean_line;

/// Rows that Down moves a text by, and the wheel.
const MEASURE_STEP: usize = 4;
/// The narrowest and the widest measure, in columns.
const MEASURES: std::ops::RangeInclusive<usize> = 32..=160;
/// What a paste may bring into a field, in letters.
const PASTE_LIMIT: usize = 400;

impl App {
    /// Changes the app by what happened, and answers what is to be done in the world.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        if matches!(
            action,
            Action::Do(..) | Action::Edit(_) | Action::Click(..) | Action::Mark(_) | Action::GoToMark(_)
        ) {
            self.message = None;
        }
        let was_jumping = std::mem::take(&mut self.jumping);
        let field_was_open = self.field_is_open();
        match action {
            // Terminals send the same byte for Tab and ^i: right after a jump it goes forth along the jumps.
            Action::Do(Command::NextPane, count) if was_jumping && self.jumps.can_go_forward() => {
                self.perform(Command::JumpForward, count);
            }
            Action::Do(command, count) => self.perform(command, count),
            Action::Edit(edit) => self.edit(edit),
            Action::Mark(letter) => self.mark(letter),
            Action::GoToMark(letter) => self.go_to_mark(letter),
            Action::Pending(keys) => {
                self.pending = keys;
                self.jumping = was_jumping;
            }
            Action::Resize(width, height) => self.size = (width, height),
            Action::Click(x, y) => self.click(x, y),
            Action::Wheel(x, y, rows) => self.wheel(x, y, rows),
            Action::Paste(text) => self.paste(&text),
            Action::News(news) => self.hear(news),
        }
        if self.field_is_open() != field_was_open {
            self.effects.push(Effect::Paste(!field_was_open));
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    fn field_is_open(&self) -> bool {
        self.list.typing
            || matches!(self.overlay, Some(Overlay::Find(_) | Overlay::Sections(_) | Overlay::Line(_)))
    }

    fn perform(&mut self, command: Command, count: Option<usize>) {
        self.pending.clear();
        let steps = count.unwrap_or(1).min(1_000_000).cast_signed();
        match command {
            Command::Quit => self.effects.push(Effect::Quit),
            Command::Suspend => self.effects.push(Effect::Suspend),
            Command::Redraw => self.effects.push(Effect::Redraw),
            Command::BackOut => self.back_out(),
            Command::Accept => self.accept(),
            Command::Help => self.overlay = Some(Overlay::Help(0)),
            Command::Down => self.move_by(steps),
            Command::Up => self.move_by(-steps),
            Command::HalfDown => self.move_half(steps),
            Command::HalfUp => self.move_half(-steps),
            Command::PageDown => self.move_page(steps),
            Command::PageUp => self.move_page(-steps),
            Command::Top => self.to_end(false, count),
            Command::Bottom => self.to_end(true, count),
            Command::Share => self.to_share(count.unwrap_or(0)),
            Command::NextSection => self.move_sections(steps),
            Command::PreviousSection => self.move_sections(-steps),
            Command::NextParagraph => self.read(|r| r.move_paragraphs(steps)),
            Command::PreviousParagraph => self.read(|r| r.move_paragraphs(-steps)),
            Command::NextPane => self.next_pane(true),
            Command::PreviousPane => self.next_pane(false),
            Command::JumpBack => self.jump_back(steps),
            Command::JumpForward => self.jump_forward(steps),
            Command::Find => self.open_find(),
            Command::SwitchScope => self.switch_scope(),
            Command::NextHit => self.walk(steps),
            Command::PreviousHit => self.walk(-steps),
            Command::Sections => self.open_sections(),
            Command::Outline => self.toggle_outline(),
            Command::Filter => self.open_filter(),
            Command::Sort => self.sort(),
            Command::CommandLine => self.overlay = Some(Overlay::Line(CommandLine::default())),
            Command::Copy => self.copy(count.unwrap_or(1)),
            Command::Wider => self.set_measure(self.measure + MEASURE_STEP),
            Command::Narrower => self.set_measure(self.measure.saturating_sub(MEASURE_STEP)),
            Command::Zen => self.toggle_zen(),
            Command::Unfold => self.toggle_folds(),
            Command::Mouse => self.toggle_mouse(),
        }
    }

    // --- moving -----------------------------------------------------------------------------------------------

    fn read(&mut self, change: impl FnOnce(&mut Reader)) {
        if let Some(reader) = &mut self.reader {
            change(reader);
        }
    }

    /// Down and Up: lines of a list, rows of a text.
    fn move_by(&mut self, lines: isize) {
        match &mut self.overlay {
            Some(Overlay::Find(find)) => return find.choice.move_by(lines, find.hits.len()),
            Some(Overlay::Sections(pick)) => return pick.choice.move_by(lines, pick.hits.len()),
            Some(Overlay::Help(top)) => return *top = top.saturating_add_signed(lines),
            Some(Overlay::Line(_)) => return,
            None => {}
        }
        match self.focus {
            Focus::List => {
                let count = self.list.shown().len();
                self.list.choice.move_by(lines, count);
                self.show_chosen();
            }
            Focus::Transcript => self.read(|r| r.scroll(lines)),
            Focus::Outline => {
                let count = self.reader.as_ref().map_or(0, |r| r.talk.sections.len());
                self.outline.choice.move_by(lines, count);
            }
        }
    }

    fn move_half(&mut self, halves: isize) {
        if self.is_reading() {
            self.read(|r| r.half_page(halves));
        } else {
            self.move_by(halves * self.lines_on_screen() / 2);
        }
    }

    fn move_page(&mut self, pages: isize) {
        if self.is_reading() {
            self.read(|r| r.page(pages));
        } else {
            self.move_by(pages * (self.lines_on_screen() - 1).max(1));
        }
    }

    fn is_reading(&self) -> bool {
        self.overlay.is_none() && self.focus == Focus::Transcript
    }

    fn lines_on_screen(&self) -> isize {
        let panes = self.panes();
        let lines = match (&self.overlay, self.focus) {
            (Some(Overlay::Find(_)), _) => usize::from(
                overlay::overlay_layout(panes.main).lines.height / super::hit_rows(panes.main.height),
            ),
            (None, Focus::List) => self.list_lines(&panes),
            _ => usize::from(panes.main.height.saturating_sub(2)),
        };
        lines.max(2).cast_signed()
    }

    /// `g`, `G`: the ends; with a count, that paragraph (line) from the start.
    fn to_end(&mut self, bottom: bool, count: Option<usize>) {
        if !self.is_reading() {
            let far = isize::MAX / 2;
            self.move_by(-far);
            match count {
                Some(n) => self.move_by(n.saturating_sub(1).cast_signed()),
                None if bottom => self.move_by(far),
                None => {}
            }
            return;
        }
        self.leave_place();
        self.read(|r| match count {
            Some(n) => {
                let block = n.saturating_sub(1).min(r.talk.blocks.len().saturating_sub(1));
                if let Some(at) = r.talk.blocks.get(block).map(|b| b.span.from()) {
                    r.go_to(at, Land::Top);
                }
            }
            None if bottom => r.to_bottom(),
            None => r.to_top(),
        });
    }

    fn to_share(&mut self, percent: usize) {
        self.jump_to(|r| Some(r.talk.text.len() * percent.min(100) / 100));
    }

    /// A jump within the talk: the place that is left can be gone back to.
    fn jump_to(&mut self, place: impl FnOnce(&Reader) -> Option<usize>) {
        if let Some(at) = self.reader.as_ref().and_then(place) {
            self.leave_place();
            self.focus_text();
            self.read(|r| r.go_to(at, Land::Top));
        }
    }

    pub(super) fn go_to_share(&mut self, share: f64) {
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        self.jump_to(|r| Some((r.talk.text.len() as f64 * share) as usize));
    }

    pub(super) fn leave_place(&mut self) {
        if let Some(reader) = &self.reader {
            self.jumps.leave((reader.id, reader.place()));
        }
    }

    fn move_sections(&mut self, steps: isize) {
        let Some(reader) = &mut self.reader else { return };
        if reader.talk.sections.is_empty() {
            self.say("this talk has no sections; } and { go by paragraphs");
        } else if !reader.move_sections(steps) {
            self.say(if steps > 0 { "the last section" } else { "the first section" });
        }
    }

    // --- panes ------------------------------------------------------------------------------------------------

    pub(super) fn focus_text(&mut self) {
        if self.reader.is_some() {
            self.focus = Focus::Transcript;
        }
    }

    fn next_pane(&mut self, forward: bool) {
        let mut ring = Vec::with_capacity(3);
        if self.list.entries.len() > 1 || self.focus == Focus::List {
            ring.push(Focus::List);
        }
        ring.push(Focus::Transcript);
        if self.has_sections() {
            ring.push(Focus::Outline);
        }
        let here = ring.iter().position(|&f| f == self.focus).unwrap_or(0);
        let next = if forward { here + 1 } else { here + ring.len() - 1 };
        self.set_focus(ring[next % ring.len()]);
    }

    pub(super) fn set_focus(&mut self, focus: Focus) {
        if focus == Focus::List || self.reader.is_some() {
            self.list.typing = false;
            self.focus = focus;
        }
    }

    /// Esc: out of what is open on top, back to the list; never out of dictum.
    fn back_out(&mut self) {
        if self.overlay.take().is_some() {
            return;
        }
        if self.list.typing || (self.focus == Focus::List && !self.list.filter.value().is_empty()) {
            self.list.typing = false;
            self.list.filter.reset();
            self.list.arrange();
        } else if self.zen {
            self.zen = false;
        } else if self.focus == Focus::Outline {
            self.focus = Focus::Transcript;
        } else if self.walk.take().is_some() {
            // The hits are put away first: they are what was opened last.
        } else if self.list.entries.len() > 1 {
            self.focus = Focus::List;
        }
    }

    fn accept(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Find(find)) => self.take_hit(&find),
            Some(Overlay::Sections(pick)) => {
                if let Some(section) = pick.chosen() {
                    self.go_to_section(section);
                }
            }
            Some(Overlay::Line(line)) => self.run_line(line.input.value()),
            Some(Overlay::Help(_)) => {}
            None if self.focus == Focus::List => self.read_chosen(),
            None if self.focus == Focus::Outline => self.go_to_section(self.outline.choice.at),
            None => self.read(|r| r.scroll(1)),
        }
    }

    /// Enter in the list: the talk gets the keys.
    pub(super) fn read_chosen(&mut self) {
        self.list.typing = false;
        let Some(talk) = self.list.chosen() else { return };
        if let State::Failed(why) = &self.list.entries[talk].state {
            let line = format!("{}: {why}", self.list.entries[talk].path);
            return self.warn(line);
        }
        self.counter += 1;
        self.list.entries[talk].opened = self.counter;
        self.open(talk, None);
        self.focus = Focus::Transcript;
    }

    /// The chosen talk is shown beside the list.
    pub(super) fn show_chosen(&mut self) {
        if let Some(talk) = self.list.chosen() {
            self.open(talk, None);
        }
    }

    /// Puts a talk on the screen: at once if it is there already, else when it was read.
    pub(super) fn open(&mut self, talk: TalkId, arrival: Option<Arrival>) {
        if self.reader.as_ref().is_some_and(|r| r.id == talk) {
            self.wanted = None;
            return self.arrive(arrival);
        }
        if self.wanted.is_none_or(|(asked, _)| asked != talk) {
            self.effects.push(Effect::Open(talk));
        }
        self.wanted = Some((talk, arrival));
        self.list.choose(talk);
    }

    pub(super) fn arrive(&mut self, arrival: Option<Arrival>) {
        self.read(|r| match arrival {
            Some(Arrival::Place(at)) => r.go_to(at, Land::Top),
            Some(Arrival::Hit(at)) => r.go_to(at, Land::InView),
            None => {}
        });
    }

    pub(super) fn go_to_section(&mut self, section: usize) {
        self.leave_place();
        self.focus_text();
        self.read(|r| r.go_to_section(section));
    }

    fn toggle_outline(&mut self) {
        if !self.has_sections() {
            return self.say("this talk has no sections");
        }
        let shown = self.panes().outline.is_some();
        match (shown, self.focus) {
            (true, Focus::Outline) => {
                self.outline.wanted = Some(false);
                self.focus = Focus::Transcript;
            }
            _ => {
                self.outline.wanted = Some(true);
                self.focus = Focus::Outline;
            }
        }
    }

    fn open_filter(&mut self) {
        if self.list.entries.len() > 1 {
            self.focus = Focus::List;
            self.list.typing = true;
        }
    }

    fn sort(&mut self) {
        self.list.next_order();
        self.say(format!("talks {}", self.list.order.name()));
    }

    fn open_sections(&mut self) {
        match &self.reader {
            Some(reader) if !reader.talk.sections.is_empty() => {
                let current = reader.section().unwrap_or(0);
                self.overlay = Some(Overlay::Sections(Pick::sections(&reader.talk.sections, current)));
            }
            _ => self.say("this talk has no sections"),
        }
    }

    fn set_measure(&mut self, columns: usize) {
        self.measure = columns.clamp(*MEASURES.start(), *MEASURES.end());
        self.say(format!("text {} columns wide at most", self.measure));
    }

    fn toggle_zen(&mut self) {
        if self.reader.is_some() {
            self.zen = !self.zen;
            self.focus = Focus::Transcript;
        }
    }

    fn toggle_folds(&mut self) {
        self.folded = !self.folded;
        let folded = self.folded;
        self.read(|r| r.set_folded(folded));
        self.say(if folded {
            "repeats are shown once, with their count"
        } else {
            "repeats are shown in full"
        });
    }

    fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.effects.push(Effect::Mouse(self.mouse));
        self.say(if self.mouse {
            "the mouse scrolls and clicks here"
        } else {
            "the mouse is the terminal's: select as you like; M takes it back"
        });
    }

    // --- the search -------------------------------------------------------------------------------------------

    fn open_find(&mut self) {
        let scope = if self.focus == Focus::List || self.reader.is_none() {
            Scope::AllTalks
        } else {
            Scope::ThisTalk
        };
        self.list.typing = false;
        self.overlay = Some(Overlay::Find(Box::new(Find::new(scope, String::new()))));
    }

    fn switch_scope(&mut self) {
        if let Some(Overlay::Find(find)) = &mut self.overlay {
            find.scope = match find.scope {
                Scope::AllTalks if self.reader.is_some() => Scope::ThisTalk,
                _ => Scope::AllTalks,
            };
            self.ask();
        }
    }

    fn ask(&mut self) {
        let within = self.reader.as_ref().map(|r| r.id);
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        self.counter += 1;
        find.number = self.counter;
        find.choice = super::Choice::default();
        let typed = find.input.value().to_owned();
        find.done = typed.trim().is_empty();
        if find.done {
            find.hits.clear();
        }
        let within = within.filter(|_| find.scope == Scope::ThisTalk);
        self.effects.push(Effect::Ask(Ask { number: find.number, typed, within }));
    }

    /// Enter in the overlay: to the hit; the others are taken along.
    pub(super) fn take_hit(&mut self, find: &Find) {
        let Some(walk) = Walk::from(find) else { return };
        self.walk = Some(walk);
        self.leave_place();
        self.go_to_current_hit();
    }

    fn walk(&mut self, steps: isize) {
        let Some(walk) = &mut self.walk else { return self.say("nothing was searched for yet; / searches") };
        if walk.step(steps).is_some() {
            self.leave_place();
            self.go_to_current_hit();
        }
    }

    pub(super) fn go_to_current_hit(&mut self) {
        let Some(hit) = self.walk.as_ref().and_then(Walk::current) else { return };
        let (talk, at) = (hit.talk, hit.hit.span.from());
        self.open(talk, Some(Arrival::Hit(at)));
        self.focus_text();
    }

    // --- jumps and marks --------------------------------------------------------------------------------------

    fn jump_back(&mut self, steps: isize) {
        for _ in 0..steps {
            let Some(here) = self.reader.as_ref().map(|r| (r.id, r.place())) else { return };
            match self.jumps.back(here) {
                Some((talk, at)) => self.open(talk, Some(Arrival::Place(at))),
                None => return self.say("no jump to go back to"),
            }
        }
        self.focus_text();
        self.jumping = true;
    }

    fn jump_forward(&mut self, steps: isize) {
        for _ in 0..steps {
            match self.jumps.forward() {
                Some((talk, at)) => self.open(talk, Some(Arrival::Place(at))),
                None => return self.say("no jump to go forth to"),
            }
        }
        self.focus_text();
        self.jumping = true;
    }

    fn mark(&mut self, letter: char) {
        let Some(reader) = &mut self.reader else { return };
        let at = reader.place();
        reader.marks.retain(|&(l, _)| l != letter);
        reader.marks.push((letter, at));
        self.effects.push(Effect::KeepMark { talk: reader.id, letter, at });
    }

    fn go_to_mark(&mut self, letter: char) {
        if matches!(letter, '\'' | '`') {
            if let Some((talk, at)) = self.jumps.last() {
                self.leave_place();
                self.open(talk, Some(Arrival::Place(at)));
            }
            return;
        }
        let mark = self.reader.as_ref().and_then(|r| r.marks.iter().find(|&&(l, _)| l == letter));
        match mark.map(|&(_, at)| at) {
            Some(at) => self.jump_to(|_| Some(at)),
            None => self.say(format!("no mark {} in this talk; m {} puts one", letter, letter)),
        }
    }

    // --- fields -----------------------------------------------------------------------------------------------

    fn edit(&mut self, change: Edit) {
        let emptied = matches!(change, Edit::Backspace);
        let field = match &mut self.overlay {
            Some(overlay) => overlay.field(),
            None => self.list.typing.then_some(&mut self.list.filter),
        };
        let Some(field) = field else { return };
        if emptied && field.value().is_empty() {
            return self.back_out();
        }
        if overlay::edit(field, change) {
            self.field_changed();
        }
    }

    fn field_changed(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Find(_)) => self.ask(),
            Some(Overlay::Sections(pick)) => {
                if let Some(reader) = &self.reader {
                    pick.narrow(&reader.talk.sections);
                }
            }
            Some(Overlay::Line(_) | Overlay::Help(_)) => {}
            None => {
                self.list.filter_changed();
                self.show_chosen();
            }
        }
    }

    /// Pasted text goes into the open field, on one line; anywhere else it is not keys.
    fn paste(&mut self, text: &str) {
        let text: String = clean_line(text.trim()).chars().take(PASTE_LIMIT).collect();
        let field = match &mut self.overlay {
            Some(overlay) => overlay.field(),
            None => self.list.typing.then_some(&mut self.list.filter),
        };
        if let Some(field) = field {
            for c in text.chars() {
                overlay::edit(field, Edit::Insert(c));
            }
            self.field_changed();
        }
    }

    fn run_line(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        match typed::read(line) {
            Ok(Typed::Time(time)) => match self.reader.as_ref().map(|r| r.talk.place_at(time)) {
                Some(Some(at)) => self.jump_to(|_| Some(at)),
                Some(None) => self.warn("this talk has no times; :50% goes to a share of it"),
                None => {}
            },
            Ok(Typed::Share(share)) => self.go_to_share(share),
            Ok(Typed::Quit) => self.effects.push(Effect::Quit),
            Ok(Typed::Help) => self.overlay = Some(Overlay::Help(0)),
            Err(what) => self.warn(clean_line(&what)),
        }
    }

    // --- taking away ------------------------------------------------------------------------------------------

    /// The hit's sentence while a hit is on the screen, else the paragraph that is read (and those after it).
    fn copy(&mut self, paragraphs: usize) {
        let Some(reader) = &self.reader else { return };
        let hit = self.walk.as_ref().and_then(Walk::current).filter(|h| h.talk == reader.id);
        let hit = hit.filter(|h| reader.cursor() == Some(h.hit.span.from()));
        let span = match hit {
            Some(hit) => hit.sentence,
            None => {
                let blocks = reader.talk.blocks.iter().skip(reader.block()).take(paragraphs);
                let Some(span) = blocks.map(|b| b.span).reduce(|a, b| a.join(b)) else { return };
                span
            }
        };
        self.effects.push(Effect::Copy(cite::quote(&reader.talk, span)));
    }
}
