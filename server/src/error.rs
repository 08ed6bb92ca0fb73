//! What can go wrong: when the server starts, and when it answers. An answer's error knows its status.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::{io, net::SocketAddr, path::PathBuf};

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("{0}")]
    Arguments(#[from] pico_args::Error),
    #[error("what is '{0}'? Try --help")]
    Word(String),
    #[error("no page in {}: cargo xtask web builds it", .0.display())]
    NoPage(PathBuf),
    #[error("port {} is taken: another server may be running; stop it, or choose another port with --port", .0.port())]
    Taken(SocketAddr),
    #[error("port {} is reserved: choose one from 1024 on with --port", .0.port())]
    Reserved(SocketAddr),
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    #[error("the server stopped: {0}")]
    Serve(io::Error),
}

/// Why a request of the page fails.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    #[error("there is nothing under this address")]
    NotFound,
    #[error("this address is asked in another way")]
    Method,
}

#[derive(Serialize)]
struct Body {
    error: String,
}

impl ServerError {
    pub fn status(&self) -> StatusCode {
        match self {
            ServerError::NotFound => StatusCode::NOT_FOUND,
            ServerError::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }
}

impl IntoResponse for ServerError {
    fn into_response(self) -> Response {
        let body = Body {
            error: self.to_string(),
        };
        (self.status(), Json(body)).into_response()
    }
}
