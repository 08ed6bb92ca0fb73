//! Every text of the page, one table per language. A text that a language lacks does not compile.

mod de;
mod en;
pub mod errors;

use std::fmt::Display;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    English,
    German,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::German];

    pub fn id(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
        }
    }

    /// Its name in itself.
    pub fn title(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::German => "Deutsch",
        }
    }

    pub fn from_id(id: &str) -> Language {
        match id.get(..2) {
            Some("de") => Language::German,
            _ => Language::English,
        }
    }

    /// The browser's language.
    pub fn of_browser() -> Language {
        let language = web_sys::window().and_then(|window| window.navigator().language());
        Language::from_id(&language.unwrap_or_default())
    }

    pub fn texts(self) -> &'static Texts {
        match self {
            Language::English => &en::TEXTS,
            Language::German => &de::TEXTS,
        }
    }
}

/// A text with its first `{}` filled, and so on.
pub fn fill(text: &str, values: &[&dyn Display]) -> String {
    let mut out = text.to_owned();
    for value in values {
        out = out.replacen("{}", &value.to_string(), 1);
    }
    out
}

macro_rules! table {
    ($($name:ident)*) => {
        /// The texts of one language.
        #[derive(Debug)]
        #[allow(missing_docs)]
        pub struct Texts { $(pub $name: &'static str,)* }

        /// There is one table per language: the same table, the same texts.
        impl PartialEq for Texts {
            fn eq(&self, other: &Texts) -> bool {
                std::ptr::eq(self, other)
            }
        }
    };
}

table! {
    // Words of the page
    project close undo delete rename download more
    // Top bar
    project_name saving saved_at not_saved run run_tip stop stop_tip share library help
    // Rail
    files learn boards settings
    // Files
    new_file upload upload_folder download_project file_name empty_files deleted_file deleted_project file_exists
    name_empty name_long name_character name_part too_large too_many binary_file binary_hint added_files drop_here
    drop_project save_copy file_menu main_file
    // Editor
    editor empty_editor empty_file close_tab tabs position find comment redo
    // Terminal
    terminal plotter clear copy paste copied reset_board status_idle status_running status_input
    status_starting ended_after stopped_after died restart limited plot_empty plot_save plot_clear
    // Boards
    board board_of button_a button_b button_ab logo pins pin_tip pin_read pin_write pin_unused pin_touch tilt_x tilt_y
    accelerometer light temperature sound_level compass gesture shake free_fall radio radio_hint radio_send radio_empty
    screen probe wire humidity pressure second second_hint second_add second_remove second_runs
    neopixels devices data_log log_empty log_download speaker_on speaker_off reset user_switch servo
    analog face_up face_down sensors up down left right display board_keys
    // Library
    your_projects new_project examples library_empty open_here changed files_count one_file search_examples
    // Share
    share_title share_text share_copy share_copied share_long shared_title shared_text shared_open shared_keep link_damaged
    link_newer
    // Settings
    theme theme_system theme_light theme_dark theme_contrast language text_size wrap_lines reader_mode sound_on install
    about about_text bigger smaller
    // Help and commands
    commands command_hint command_none keyboard help_title help_text focus_editor focus_terminal focus_board toggle_panel
    next_region
    // Hints
    hint_run hint_edit hint_board hint_pyboard
    // Notices
    storage_full storage_hint new_version reload other_tab both_changed
    // The board at the cable
    flash flash_to flash_tip flash_whole flash_falls_back save_image saved_title done cancel try_again connect connect_to disconnect
    not_loaded cable_title is_connected is_gone connected_text no_usb_here no_usb_text connect_1 connect_2 connect_3 connect_dfu_1 connect_dfu_2
    connect_dfu_3 serial_text connect_serial drag_1 drag_2 drag_3 dfu_1 dfu_2 dfu_3 only_for stage_connecting stage_comparing
    stage_erasing stage_writing stage_verifying stage_starting stage_transferring progress_of time_left done_page done_pages
    done_sector done_sectors done_same done_whole done_copied board_terminal run_here interrupt restart_board board_files
    board_files_text board_files_reading board_files_empty board_files_send bytes simulator plot_source opened_image moved_in
    // Learn
    reference insert insert_tip examples_tip
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_order() {
        assert_eq!(fill("{} of {} KB", &[&34, &"120"]), "34 of 120 KB");
        assert_eq!(Language::from_id("de-AT"), Language::German);
        assert_eq!(Language::from_id("fr"), Language::English);
    }

    #[test]
    fn languages_take_the_same_values() {
        let (en, de) = (format!("{:?}", en::TEXTS), format!("{:?}", de::TEXTS));
        assert_eq!(en.matches("{}").count(), de.matches("{}").count());
    }
}
