//! The layout: top bar, rail with its panel, code, board over terminal and plotter, and what lies over all of it.

use super::{
    App, Dialog, HINT_BOARD, HINT_EDIT, HINT_RUN, Lower, Msg, Panel, RunState, Splitter, View,
    dialogs,
};
use crate::{
    board::{controls::Controls, hold::Hold, microbit::Microbit, pyboard::Pyboard},
    device::{self, Ask},
    icon::Icon,
    plotter::Plotter,
    project::{BoardKind, path},
    rail, splitter,
    texts::fill,
    top_bar::TopBar,
};
use yew::html::Scope;
use yew::prelude::*;

impl App {
    pub(super) fn draw(&self, link: &Scope<Self>) -> Html {
        let settings = &self.settings;
        let style = format!(
            "--panel-width: {}px; --side-width: {}px; --board-height: {}%",
            settings.panel_width, settings.side_width, settings.board_height
        );
        let view = match self.view {
            View::Code => "view-code",
            View::Board => "view-board",
            View::Terminal => "view-terminal",
        };
        html! {
            <div class={classes!("page", view, self.panel.map(|_| "with-panel"))} {style}>
                <TopBar texts={self.texts()} name={self.project.name.clone()} saved={self.saved} run={self.run} link={link.clone()}
                    board={self.board_title()} is_connected={self.device.board.is_some()} is_busy={self.device.is_busy()}
                    card={device::card(self.texts(), &self.device, link)}
                    hint={settings.hints & (HINT_RUN | HINT_EDIT) == 0 && self.run == RunState::Idle && self.tabs.len() < 2} />
                { self.draw_rail(link) }
                { self.draw_panel(link) }
                if self.panel.is_some() { { splitter::vertical(link, Splitter::Panel, self.texts().toggle_panel, settings.panel_width) } }
                { self.draw_code(link) }
                { splitter::vertical(link, Splitter::Side, self.texts().board, settings.side_width) }
                <section class="side">
                    { self.draw_stage(link) }
                    { splitter::horizontal(link, Splitter::Board, self.texts().terminal, settings.board_height) }
                    { self.draw_lower(link) }
                </section>
                { self.draw_bottom_bar(link) }
                { dialogs::draw(self, link) }
                if self.dialog.is_none() { { self.draw_toast(link) } }
                if let Some(is_zip) = self.dragging {
                    <div class="drop-zone"><p><Icon name="upload" />{ if is_zip { self.texts().drop_project } else { self.texts().drop_here } }</p></div>
                }
            </div>
        }
    }

    fn draw_rail(&self, link: &Scope<Self>) -> Html {
        let texts = self.texts();
        let item = |panel: Panel| {
            let (name, icon) = match panel {
                Panel::Files => (texts.files, "folder"),
                Panel::Learn => (texts.learn, "learn"),
                Panel::Boards => (texts.boards, "board"),
                Panel::Settings => (texts.settings, "settings"),
            };
            let is_open = self.panel == Some(panel);
            let onclick =
                link.callback(move |_| Msg::Panel(if is_open { None } else { Some(panel) }));
            html! {
                <button type="button" class={classes!("rail-item", is_open.then_some("open"))} aria-expanded={is_open.to_string()}
                    aria-controls="panel" {onclick}><Icon name={icon} /><span>{ name }</span></button>
            }
        };
        html! { <nav class="rail" aria-label={texts.toggle_panel}>{ for Panel::ALL.map(item) }</nav> }
    }

    fn draw_panel(&self, link: &Scope<Self>) -> Html {
        let Some(panel) = self.panel else {
            return html! {};
        };
        let texts = self.texts();
        let close = link.callback(|_| Msg::Panel(None));
        let (title, body) = match panel {
            Panel::Files => (
                texts.files,
                html! { <rail::Files project={self.project.clone()} active={self.active.clone()} knowledge={self.knowledge.clone()} {texts} link={link.clone()} /> },
            ),
            Panel::Learn => (
                texts.learn,
                html! { <rail::Learn language={self.settings.language} board={self.project.board} link={link.clone()} /> },
            ),
            Panel::Boards => (
                texts.boards,
                html! { <rail::Boards board={self.project.board} {texts} link={link.clone()} /> },
            ),
            Panel::Settings => (
                texts.settings,
                html! { <rail::Options settings={self.settings.clone()} link={link.clone()} /> },
            ),
        };
        html! {
            <aside class="panel" id="panel" aria-label={title}>
                <header class="panel-head"><h2>{ title }</h2>
                    <button type="button" class="icon-button" onclick={close} aria-label={texts.close} title={texts.close}><Icon name="close" /></button>
                </header>
                <div class="panel-body">{ body }</div>
            </aside>
        }
    }

    fn draw_code(&self, link: &Scope<Self>) -> Html {
        let texts = self.texts();
        let tab = |name: &String| {
            let is_active = self.active.as_ref() == Some(name);
            let (to_open, to_close) = (name.clone(), name.clone());
            let open = link.callback(move |_| Msg::Open(to_open.clone()));
            let close = link.callback(move |event: MouseEvent| {
                event.stop_propagation();
                Msg::CloseTab(to_close.clone())
            });
            html! {
                <div class={classes!("tab", is_active.then_some("active"))} key={name.clone()}>
                    <button type="button" aria-current={is_active.then_some("true")} title={name.clone()} onclick={open}>{ path::name(name).to_owned() }</button>
                    <button type="button" class="tab-close" aria-label={fill(texts.close_tab, &[name])} onclick={close}><Icon name="close" /></button>
                </div>
            }
        };
        let shows_text = self.active_text().is_some();
        let other = match (&self.active, shows_text) {
            (_, true) => html! {},
            (Some(active), false) => {
                let size = self
                    .project
                    .files
                    .get(active)
                    .map_or(0, |bytes| bytes.len());
                html! { <div class="empty"><p>{ fill(texts.binary_file, &[active, &size]) }</p><p>{ texts.binary_hint }</p></div> }
            }
            (None, _) => {
                let new = link.callback(|_| Msg::NewFile);
                html! { <div class="empty"><p>{ texts.empty_editor }</p><button type="button" class="button" onclick={new}><Icon name="file-new" />{ texts.new_file }</button></div> }
            }
        };
        let hint = self.settings.hints & HINT_EDIT == 0 && self.settings.hints & HINT_RUN != 0;
        html! {
            <main class="code" aria-label={fill(texts.editor, &[&self.project.name])}>
                <div class="tabs" role="group" aria-label={texts.tabs}>{ for self.tabs.iter().map(tab) }</div>
                <div class={classes!("editor", (!shows_text).then_some("away"))} ref={self.editor_place.clone()}></div>
                { other }
                <footer class="code-foot">
                    if hint { <span class="hint"><Icon name="hint" />{ texts.hint_edit }</span> }
                    <span class="position">{ fill(texts.position, &[&self.cursor.0, &self.cursor.1]) }</span>
                </footer>
            </main>
        }
    }

    fn draw_stage(&self, link: &Scope<Self>) -> Html {
        let texts = self.texts();
        let kind = self.board();
        let on_set = link.callback(Msg::Set);
        let (shown, given) = (self.shown.clone(), self.given.clone());
        let drawing = match kind {
            BoardKind::Microbit => {
                html! { <Microbit {shown} {given} {texts} on_set={on_set.clone()} /> }
            }
            BoardKind::Pyboard => {
                html! { <Pyboard {shown} {given} {texts} on_set={on_set.clone()} /> }
            }
        };
        let sound = !self.settings.muted;
        let switch_sound = link.callback(move |_| Msg::Sound(!sound));
        let sound_name = if sound {
            texts.speaker_on
        } else {
            texts.speaker_off
        };
        let reset = link.callback(|_| Msg::Run);
        let hint = match kind {
            BoardKind::Microbit => texts.hint_board,
            BoardKind::Pyboard => texts.hint_pyboard,
        };
        let is_new = self.settings.hints & HINT_BOARD == 0 && self.run != RunState::Idle;
        html! {
            <section class="stage" aria-label={fill(texts.board_of, &[&kind.title()])}>
                <header class="stage-head">
                    <h2>{ kind.title() }</h2>
                    if kind == BoardKind::Microbit {
                        <Hold parts={vec!["button_a".to_owned(), "button_b".to_owned()]} name="A+B" label={texts.button_ab}
                            pressed={self.given.is_pressed("button_a") && self.given.is_pressed("button_b")} on_set={on_set.clone()} />
                    }
                    <button type="button" class={classes!("icon-button", self.device.board.is_some().then_some("connected"))} onclick={link.callback(|_| Msg::Show(Dialog::Cable))}
                        aria-label={texts.cable_title} title={texts.cable_title}><Icon name="usb" /></button>
                    <button type="button" class={classes!("icon-button", self.shown.sounding.then_some("sounding"))} onclick={switch_sound}
                        aria-pressed={sound.to_string()} aria-label={sound_name} title={sound_name}><Icon name={if sound { "sound" } else { "muted" }} /></button>
                    <button type="button" class="icon-button" onclick={reset} aria-label={texts.reset_board} title={texts.reset_board}><Icon name="reset" /></button>
                </header>
                <div class="stage-body">
                    <div class={classes!("boards", self.second.as_ref().map(|_| "two"))}>{ drawing }{ self.draw_second(link) }</div>
                    if is_new { <p class="stage-hint"><span class="hint"><Icon name="hint" />{ hint }</span></p> }
                    <Controls {kind} shown={self.shown.clone()} given={self.given.clone()} {texts} {on_set} on_save_log={link.callback(|()| Msg::SaveLog)}
                        has_second={self.second.is_some()} on_second={link.callback(Msg::Second)} />
                </div>
            </section>
        }
    }

    fn draw_lower(&self, link: &Scope<Self>) -> Html {
        let texts = self.texts();
        let tab = |lower: Lower, name: &str, icon: &'static str| {
            let is_active = self.lower == lower;
            html! {
                <button type="button" role="tab" class={classes!("lower-tab", is_active.then_some("active"))} aria-selected={is_active.to_string()}
                    onclick={link.callback(move |_| Msg::Lower(lower))}><Icon name={icon} />{ name }</button>
            }
        };
        let tool = |icon: &'static str, name: &'static str, message: Msg| {
            html! {
                <button type="button" class="icon-button" aria-label={name} title={name} onclick={link.callback(move |_| message.clone())}><Icon name={icon} /></button>
            }
        };
        let has_board = self.has_prompt() || self.device.terminal.is_some();
        let is = |lower| self.lower == lower;
        let plots_board = has_board && self.device.plots;
        let plot = match plots_board {
            true => self.device.plot.clone(),
            false => self.plot.clone(),
        };
        let choose_plot = link.callback(move |_: Event| Msg::Device(Ask::PlotBoard(!plots_board)));
        html! {
            <section class="lower" aria-label={texts.terminal}>
                <header class="lower-head">
                    <div role="tablist" class="lower-tabs">
                        { tab(Lower::Terminal, texts.terminal, "terminal") }
                        if has_board { { tab(Lower::Board, &self.board_title(), "usb") } }
                        { tab(Lower::Plotter, texts.plotter, "plot") }
                    </div>
                    if is(Lower::Board) { <span class="gap"></span> } else { <span class={classes!("status", self.status_class())} role="status">{ self.status() }</span> }
                    if is(Lower::Board) && self.has_prompt() {
                        { tool("run", texts.run_here, Msg::Device(Ask::Run)) }
                        { tool("stop", texts.interrupt, Msg::Device(Ask::Interrupt)) }
                        { tool("reset", texts.restart_board, Msg::Device(Ask::Reset)) }
                        { tool("folder", texts.board_files, Msg::Device(Ask::Files(String::new()))) }
                    }
                    if is(Lower::Plotter) {
                        if has_board {
                            <select class="field small" aria-label={texts.plot_source} onchange={choose_plot}>
                                <option selected={!plots_board}>{ texts.simulator }</option><option selected={plots_board}>{ self.board_title() }</option>
                            </select>
                        }
                        { tool("download", texts.plot_save, Msg::SavePlot) }
                        { tool("clear", texts.plot_clear, Msg::ClearPlot) }
                    } else {
                        if is(Lower::Terminal) {
                            { tool("copy", texts.copy, Msg::CopyTerminal) }
                            { tool("paste", texts.paste, Msg::PasteTerminal) }
                        }
                        { tool("clear", texts.clear, Msg::ClearTerminal) }
                    }
                </header>
                if self.shared.is_null() { <p class="limited">{ texts.limited }</p> }
                <div class={classes!("terminal", (!is(Lower::Terminal)).then_some("away"))} ref={self.terminal_place.clone()}></div>
                <div class={classes!("terminal", "of-board", (!is(Lower::Board)).then_some("away"))} ref={self.device.terminal_place.clone()}></div>
                if is(Lower::Plotter) {
                    <div class="plotter"><Plotter {plot} version={self.plotted} {texts} /></div>
                }
            </section>
        }
    }

    fn status_class(&self) -> &'static str {
        match self.run {
            RunState::Idle => "status-idle",
            RunState::Input => "status-input",
            _ => "status-running",
        }
    }

    fn status(&self) -> String {
        let texts = self.texts();
        match (self.run, self.ended) {
            (RunState::Starting, _) => texts.status_starting.to_owned(),
            (RunState::Running, _) => texts.status_running.to_owned(),
            (RunState::Input, _) => texts.status_input.to_owned(),
            (RunState::Idle, Some((seconds, stopped))) => {
                let text = if stopped {
                    texts.stopped_after
                } else {
                    texts.ended_after
                };
                fill(text, &[&format!("{seconds:.1}")])
            }
            (RunState::Idle, None) => texts.status_idle.to_owned(),
        }
    }

    fn draw_bottom_bar(&self, link: &Scope<Self>) -> Html {
        let texts = self.texts();
        let item = |view: View, name: &'static str, icon: &'static str| {
            let is_here = self.view == view && self.panel.is_none();
            let onclick = link.callback(move |_| Msg::View(view));
            let close = link.callback(|_: MouseEvent| Msg::Panel(None));
            let both = Callback::from(move |event: MouseEvent| {
                close.emit(event.clone());
                onclick.emit(event);
            });
            html! { <button type="button" class={classes!(is_here.then_some("open"))} aria-pressed={is_here.to_string()} onclick={both}><Icon name={icon} /><span>{ name }</span></button> }
        };
        let is_open = self.panel.is_some();
        let panel = self.panel.unwrap_or(Panel::Files);
        let open = link.callback(move |_| Msg::Panel(if is_open { None } else { Some(panel) }));
        html! {
            <nav class="bottom-bar" aria-label={texts.next_region}>
                <button type="button" class={classes!(is_open.then_some("open"))} aria-expanded={is_open.to_string()} onclick={open}><Icon name="menu" /><span>{ texts.more }</span></button>
                { item(View::Code, "Code", "python") }
                { item(View::Board, texts.board, "board") }
                { item(View::Terminal, texts.terminal, "terminal") }
            </nav>
        }
    }

    /// In front of all else: a dialog shows it itself, as nothing outside of it can be used.
    pub(super) fn draw_toast(&self, link: &Scope<Self>) -> Html {
        let Some(toast) = &self.toast else {
            return html! { <div class="toasts" aria-live="polite"></div> };
        };
        let number = self.toast_number;
        let close = link.callback(move |_| Msg::ToastGone(number));
        html! {
            <div class="toasts" aria-live="polite">
                <div class={classes!("toast", toast.is_error.then_some("error"))}>
                    <p>{ &toast.text }</p>
                    if let Some((name, _)) = &toast.action {
                        <button type="button" class="button small" onclick={link.callback(|_| Msg::ToastAction)}>{ *name }</button>
                    }
                    <button type="button" class="icon-button" onclick={close} aria-label={self.texts().close}><Icon name="close" /></button>
                </div>
            </div>
        }
    }

    pub(super) fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }
}
