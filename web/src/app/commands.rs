//! What can be done, by name and key: the one table that the palette, the list of keys and the keys themselves read.

use super::{App, Dialog, Lower, Msg, Panel, View};
use crate::{device::Ask, texts::Texts};
use yew::html::Scope;

/// A command of the palette.
pub struct Command {
    pub id: &'static str,
    pub key: &'static str,
    pub title: fn(&Texts) -> &'static str,
}

pub const COMMANDS: [Command; 30] = [
    Command {
        id: "run-or-stop",
        key: "Ctrl+Enter",
        title: |texts| texts.run,
    },
    Command {
        id: "run",
        key: "F5",
        title: |texts| texts.run,
    },
    Command {
        id: "stop",
        key: "Shift+F5",
        title: |texts| texts.stop,
    },
    Command {
        id: "flash",
        key: "Ctrl+Shift+Enter",
        title: |texts| texts.flash,
    },
    Command {
        id: "connect",
        key: "",
        title: |texts| texts.connect,
    },
    Command {
        id: "save-image",
        key: "",
        title: |texts| texts.save_image,
    },
    Command {
        id: "save",
        key: "Ctrl+S",
        title: |texts| texts.save_copy,
    },
    Command {
        id: "find",
        key: "Ctrl+F",
        title: |texts| texts.find,
    },
    Command {
        id: "comment",
        key: "Ctrl+/",
        title: |texts| texts.comment,
    },
    Command {
        id: "undo",
        key: "Ctrl+Z",
        title: |texts| texts.undo,
    },
    Command {
        id: "redo",
        key: "Ctrl+Y",
        title: |texts| texts.redo,
    },
    Command {
        id: "new-file",
        key: "",
        title: |texts| texts.new_file,
    },
    Command {
        id: "upload",
        key: "",
        title: |texts| texts.upload,
    },
    Command {
        id: "library",
        key: "",
        title: |texts| texts.library,
    },
    Command {
        id: "share",
        key: "",
        title: |texts| texts.share_title,
    },
    Command {
        id: "files",
        key: "",
        title: |texts| texts.files,
    },
    Command {
        id: "learn",
        key: "",
        title: |texts| texts.learn,
    },
    Command {
        id: "boards",
        key: "",
        title: |texts| texts.boards,
    },
    Command {
        id: "settings",
        key: "",
        title: |texts| texts.settings,
    },
    Command {
        id: "panel",
        key: "Ctrl+B",
        title: |texts| texts.toggle_panel,
    },
    Command {
        id: "editor",
        key: "Ctrl+1",
        title: |texts| texts.focus_editor,
    },
    Command {
        id: "board",
        key: "Ctrl+2",
        title: |texts| texts.focus_board,
    },
    Command {
        id: "terminal",
        key: "Ctrl+`",
        title: |texts| texts.focus_terminal,
    },
    Command {
        id: "plotter",
        key: "",
        title: |texts| texts.plotter,
    },
    Command {
        id: "clear",
        key: "",
        title: |texts| texts.clear,
    },
    Command {
        id: "next",
        key: "F6",
        title: |texts| texts.next_region,
    },
    Command {
        id: "bigger",
        key: "Ctrl++",
        title: |texts| texts.bigger,
    },
    Command {
        id: "smaller",
        key: "Ctrl+-",
        title: |texts| texts.smaller,
    },
    Command {
        id: "help",
        key: "",
        title: |texts| texts.help,
    },
    Command {
        id: "commands",
        key: "F1",
        title: |texts| texts.commands,
    },
];

impl App {
    /// Does what a key or the palette asks for.
    pub(super) fn key(&mut self, link: &Scope<Self>, id: &str) -> bool {
        let message = match id {
            "run-or-stop" => Msg::RunOrStop,
            "run" => Msg::Run,
            "stop" => Msg::Stop,
            "flash" => Msg::Device(Ask::Flash { whole: false }),
            "connect" => Msg::Show(Dialog::Cable),
            "save-image" => Msg::Device(Ask::Save),
            "save" => Msg::SaveProject,
            "find" => Msg::Editor("find"),
            "comment" => Msg::Editor("comment"),
            "undo" => Msg::Editor("undo"),
            "redo" => Msg::Editor("redo"),
            "new-file" => Msg::NewFile,
            "upload" => Msg::Choose { folder: false },
            "library" => Msg::Show(Dialog::Library),
            "share" => Msg::Share,
            "files" => Msg::Panel(Some(Panel::Files)),
            "learn" => Msg::Panel(Some(Panel::Learn)),
            "boards" => Msg::Panel(Some(Panel::Boards)),
            "settings" => Msg::Panel(Some(Panel::Settings)),
            "panel" => Msg::Panel(if self.panel.is_some() {
                None
            } else {
                Some(Panel::Files)
            }),
            "editor" => Msg::Focus("editor"),
            "terminal" => Msg::Focus("terminal"),
            "board" => Msg::Focus("board"),
            "plotter" => Msg::Lower(Lower::Plotter),
            "clear" => Msg::ClearTerminal,
            "next" => Msg::NextRegion,
            "bigger" => Msg::Bigger(true),
            "smaller" => Msg::Bigger(false),
            "help" => Msg::Show(Dialog::Help),
            "commands" => Msg::Show(Dialog::Commands),
            _ => return false,
        };
        if matches!(id, "files" | "learn" | "boards" | "settings") {
            self.view = View::Code;
        }
        link.send_message(message);
        false
    }
}
