//! The server over a real socket, as a browser meets it.

use pyrite_server::{Settings, StartError, bind};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
};
use tokio::{sync::oneshot, task::JoinHandle};

struct Running {
    address: SocketAddr,
    page: PathBuf,
    end: Option<oneshot::Sender<()>>,
    serving: JoinHandle<Result<(), StartError>>,
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A page of a few files, on any free port.
async fn start(name: &str) -> Running {
    let page = std::env::temp_dir().join(format!("pyrite-server-{name}-{}", std::process::id()));
    std::fs::create_dir_all(page.join("assets")).unwrap();
    std::fs::write(
        page.join("index.html"),
        "<!doctype html><title>Pyrite</title>",
    )
    .unwrap();
    std::fs::write(page.join("assets/main-0a1b.js"), "plain").unwrap();
    std::fs::write(page.join("assets/main-0a1b.js.br"), "brotli").unwrap();
    std::fs::write(page.join("assets/main-0a1b.js.gz"), "gzip").unwrap();
    std::fs::write(page.join("assets/core-77.wasm"), b"\0asm").unwrap();
    let settings = Settings {
        port: 0,
        page: page.clone(),
        ..Settings::default()
    };
    let server = bind(&settings).await.unwrap();
    let address = server.address();
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(server.serve(async {
        let _ = ended.await;
    }));
    Running {
        address,
        page,
        end: Some(end),
        serving,
    }
}

impl Running {
    async fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let address = self.address;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"
        );
        tokio::task::spawn_blocking(move || ask(address, &request))
            .await
            .unwrap()
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "").await
    }

    async fn stop(mut self) {
        self.end.take().unwrap().send(()).unwrap();
        self.serving.await.unwrap().unwrap();
        std::fs::remove_dir_all(&self.page).unwrap();
    }
}

fn ask(address: SocketAddr, request: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let at = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("an answer has a head");
    let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head,
        body: bytes[at + 4..].to_vec(),
    }
}

#[tokio::test]
async fn the_page_is_isolated_and_may_load_only_its_own() {
    let server = start("headers").await;
    for path in [
        "/",
        "/assets/main-0a1b.js",
        "/nothing",
        "/api/health",
        "/api/nothing",
    ] {
        let answer = server.get(path).await;
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(policy.contains("'wasm-unsafe-eval'") && !policy.contains("'unsafe-eval'"));
    }
    server.stop().await;
}

#[tokio::test]
async fn files_come_compressed_as_the_browser_takes_them() {
    let server = start("compressed").await;
    let path = "/assets/main-0a1b.js";
    for (accepted, coding, body) in [
        ("gzip, deflate, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("identity", None, "plain"),
    ] {
        let answer = server
            .ask("GET", path, &format!("Accept-Encoding: {accepted}\r\n"))
            .await;
        assert_eq!(answer.header("content-encoding"), coding);
        assert_eq!(answer.text(), body);
        let kind = answer.header("content-type").unwrap();
        assert!(kind.starts_with("text/javascript"), "{kind}");
    }
    let wasm = server.get("/assets/core-77.wasm").await;
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    server.stop().await;
}

#[tokio::test]
async fn what_has_a_hash_in_its_name_is_kept_and_nothing_else() {
    let server = start("cache").await;
    let kept = server.get("/assets/main-0a1b.js").await;
    let value = kept.header("cache-control").unwrap();
    assert!(value.contains("immutable"), "{value}");
    let page = server.get("/").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert!(page.text().contains("Pyrite"));
    // A file of a version that is gone must not be remembered as missing.
    let gone = server.get("/assets/main-ffff.js").await;
    assert_eq!(gone.status, 404);
    assert_eq!(gone.header("cache-control"), Some("no-cache"));
    // An unchanged page is not sent again.
    let date = page.header("last-modified").unwrap();
    let again = server
        .ask("GET", "/", &format!("If-Modified-Since: {date}\r\n"))
        .await;
    assert_eq!(again.status, 304);
    server.stop().await;
}

#[tokio::test]
async fn the_service_tells_how_it_is() {
    let server = start("health").await;
    let answer = server.get("/api/health").await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.text().contains("\"status\":\"ok\""),
        "{}",
        answer.text()
    );
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    let missing = server.get("/api/projects").await;
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("\"error\""));
    let posted = server
        .ask("POST", "/api/health", "Content-Length: 0\r\n")
        .await;
    assert_eq!(posted.status, 405);
    server.stop().await;
}

#[tokio::test]
async fn nothing_outside_of_the_folder_is_served() {
    let server = start("outside").await;
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fCargo.toml",
        "//etc/passwd",
    ] {
        let answer = server.get(path).await;
        assert!(
            matches!(answer.status, 400 | 404),
            "{path}: {}",
            answer.status
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn a_taken_port_and_a_missing_page_are_said_clearly() {
    let server = start("taken").await;
    let second = Settings {
        port: server.address.port(),
        page: server.page.clone(),
        ..Settings::default()
    };
    let error = bind(&second).await.err().unwrap();
    assert!(matches!(error, StartError::Taken(_)));
    assert!(error.to_string().contains("--port"), "{error}");
    let nowhere = Settings {
        page: "/nowhere".into(),
        ..second
    };
    let error = bind(&nowhere).await.err().unwrap();
    assert!(error.to_string().contains("cargo xtask web"), "{error}");
    server.stop().await;
}

#[test]
fn settings_are_words_of_the_command_line() {
    let parse = |words: &[&str]| Settings::parse(words.iter().map(Into::into).collect());
    let settings = parse(&["--port", "81", "--page", "p", "--address", "0.0.0.0"]).unwrap();
    assert_eq!((settings.port, settings.page), (81, PathBuf::from("p")));
    assert!(parse(&["--port", "many"]).is_err());
    assert!(parse(&["serve"]).is_err());
}
