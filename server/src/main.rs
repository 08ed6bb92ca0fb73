//! `pyrite-server`: starts the service and ends it in order.

use pyrite_server::{HELP, Settings, StartError};
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run(words).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pyrite-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(words: Vec<std::ffi::OsString>) -> Result<(), StartError> {
    let settings = Settings::parse(words)?;
    let server = pyrite_server::bind(&settings).await?;
    let address = server.address();
    tracing::info!(%address, page = %settings.page.display(), "serving");
    // For people, and for whoever started us with port 0.
    println!("http://{address}/");
    server.serve(asked_to_end()).await?;
    tracing::info!("ended");
    Ok(())
}

/// Ctrl-C, or a service manager's SIGTERM.
async fn asked_to_end() {
    let interrupt = async {
        // Without a handler the signal ends the process by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
