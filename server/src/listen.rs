//! From settings to a server that answers, and its orderly end.

use crate::{error::StartError, routes, settings::Settings};
use axum::Router;
use std::{future::Future, io, net::SocketAddr, time::Duration};
use tokio::net::TcpListener;

/// A server that has its port and does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
}

/// Requests under way have this long to end.
const PATIENCE: Duration = Duration::from_secs(5);

pub async fn bind(settings: &Settings) -> Result<Server, StartError> {
    if !settings.page.join("index.html").is_file() {
        return Err(StartError::NoPage(settings.page.clone()));
    }
    let wanted = SocketAddr::new(settings.address, settings.port);
    let listener = TcpListener::bind(wanted)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::Taken(wanted),
            io::ErrorKind::PermissionDenied => StartError::Reserved(wanted),
            _ => StartError::Listen(wanted, error),
        })?;
    let address = listener.local_addr().map_err(StartError::Serve)?;
    Ok(Server {
        listener,
        address,
        router: routes::router(settings),
    })
}

impl Server {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `end` comes; what is under way then is finished, within reason.
    pub async fn serve(
        self,
        end: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), StartError> {
        let (ending, mut ended) = tokio::sync::watch::channel(());
        let signal = async move {
            end.await;
            drop(ending);
        };
        let serving = axum::serve(self.listener, self.router).with_graceful_shutdown(signal);
        tokio::select! {
            result = serving.into_future() => result.map_err(StartError::Serve),
            () = async {
                let _ = ended.changed().await;
                tokio::time::sleep(PATIENCE).await;
            } => {
                tracing::warn!("requests were still under way");
                Ok(())
            }
        }
    }
}
