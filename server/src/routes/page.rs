//! The built page: files of a folder, in the compressed form that the browser takes.

use axum::{http::StatusCode, routing::any_service};
use std::path::Path;
use tower_http::services::ServeDir;

pub fn files(folder: &Path) -> axum::routing::MethodRouter {
    any_service(
        ServeDir::new(folder)
            .precompressed_br()
            .precompressed_gzip()
            .fallback(any_service(axum::routing::any(async || {
                (StatusCode::NOT_FOUND, "There is no such page.\n")
            }))),
    )
}
