//! Everything that can be asked, at a glance. What a route does stands in the room it names.

mod health;
mod page;

use crate::{error::ServerError, headers, settings::Settings};
use axum::{Router, middleware, routing::get};
use tower_http::trace::TraceLayer;

pub fn router(settings: &Settings) -> Router {
    Router::new()
        .nest("/api", api())
        .fallback_service(page::files(&settings.page))
        .layer(middleware::from_fn(headers::add))
        .layer(TraceLayer::new_for_http())
}

/// What the page asks for: JSON in, JSON out.
fn api() -> Router {
    Router::new()
        .route("/health", get(health::health))
        .method_not_allowed_fallback(async || ServerError::Method)
        .fallback(async || ServerError::NotFound)
}
