//! What a person chose: theme, language, sizes, which panes are where. Kept in the browser, one line each.

use crate::{js, project::BoardKind, texts::Language};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    Light,
    Dark,
    Contrast,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::System, Theme::Light, Theme::Dark, Theme::Contrast];

    pub fn id(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }

    /// The set of colours in tokens.css.
    pub fn set(self) -> &'static str {
        match self {
            Theme::System if js::prefers_dark() => "dark",
            Theme::System => "light",
            other => other.id(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub theme: Theme,
    pub language: Language,
    /// Pixels of the code's letters.
    pub code_size: u32,
    pub wrap: bool,
    /// The terminal keeps a copy of its lines for screen readers.
    pub reader: bool,
    pub muted: bool,
    /// Widths of the left panel and the right side in pixels, height of the board in per cent.
    pub panel_width: f64,
    pub side_width: f64,
    pub board_height: f64,
    /// Hints that were used, one bit each.
    pub hints: u32,
    pub board: BoardKind,
}

pub const CODE_SIZES: [u32; 8] = [12, 14, 16, 18, 20, 24, 28, 32];

impl Default for Settings {
    fn default() -> Self {
        Settings {
            theme: Theme::System,
            language: Language::English,
            code_size: 16,
            wrap: false,
            reader: false,
            muted: false,
            panel_width: 280.0,
            side_width: 460.0,
            board_height: 58.0,
            hints: 0,
            board: BoardKind::Microbit,
        }
    }
}

const PLACE: &str = "pyrite-settings";

impl Settings {
    pub fn load() -> Settings {
        let mut settings = Settings {
            language: Language::of_browser(),
            // A third of the window: a board on a projector is seen from the last row.
            side_width: (window_width() * 0.34).clamp(460.0, 760.0),
            ..Settings::default()
        };
        if let Some(kept) = read(PLACE) {
            settings.take(&kept);
        }
        settings
    }

    pub fn save(&self) {
        write(PLACE, &self.lines());
    }

    fn lines(&self) -> String {
        format!(
            "theme {}\nlanguage {}\ncode_size {}\nwrap {}\nreader {}\nmuted {}\npanel_width {}\nside_width {}\nboard_height {}\nhints {}\nboard {}",
            self.theme.id(),
            self.language.id(),
            self.code_size,
            self.wrap,
            self.reader,
            self.muted,
            self.panel_width,
            self.side_width,
            self.board_height,
            self.hints,
            self.board.id(),
        )
    }

    /// Lines that make no sense leave what was.
    fn take(&mut self, lines: &str) {
        for line in lines.lines() {
            let Some((name, value)) = line.split_once(' ') else {
                continue;
            };
            let number = crate::number::parse(value);
            match name {
                "theme" => {
                    if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.id() == value) {
                        self.theme = theme;
                    }
                }
                "language" => self.language = Language::from_id(value),
                "code_size" => self.code_size = number.unwrap_or(16.0).clamp(12.0, 32.0) as u32,
                "wrap" => self.wrap = value == "true",
                "reader" => self.reader = value == "true",
                "muted" => self.muted = value == "true",
                "panel_width" => self.panel_width = number.unwrap_or(280.0).clamp(200.0, 600.0),
                "side_width" => self.side_width = number.unwrap_or(460.0).clamp(260.0, 1400.0),
                "board_height" => self.board_height = number.unwrap_or(58.0).clamp(15.0, 85.0),
                "hints" => self.hints = number.unwrap_or(0.0) as u32,
                "board" => self.board = BoardKind::from_id(value),
                _ => {}
            }
        }
    }
}

pub fn window_width() -> f64 {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).unwrap_or(1280.0)
}

/// A short text from the browser's storage.
pub fn read(place: &str) -> Option<String> {
    web_sys::window()?
        .local_storage()
        .ok()??
        .get_item(place)
        .ok()?
}

/// Keeps a short text; where there is no storage, it is gone with the page.
pub fn write(place: &str, text: &str) {
    if let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) {
        let _ = storage.set_item(place, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_and_nonsense_does_not() {
        let settings = Settings {
            theme: Theme::Contrast,
            language: Language::German,
            code_size: 20,
            hints: 3,
            ..Settings::default()
        };
        let mut other = Settings::default();
        other.take(&settings.lines());
        assert_eq!(other, settings);
        other.take("theme pink\ncode_size x\npanel_width NaN\n\nnothing");
        assert_eq!((other.theme, other.code_size), (Theme::Contrast, 16));
    }
}
