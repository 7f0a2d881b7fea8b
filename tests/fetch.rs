//! Downloads from a local server: articles are read, refusals say why, and limits are kept.

#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use koreacyber_tui::loader::{FetchLimits, LoadOptions, RawArticle, analyze_article, fetch_article};
use koreacyber_tui::model::Gazetteer;
use koreacyber_tui::store::bundled_layer;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const STORY: &str = "<p>The Harbour Command of the United States and the Korea Internet &amp; Security Agency signed a \
     memorandum of understanding in Busan on Tuesday, the agency said. The cyber paper lets both pass on what they know of \
     North Korean hackers and their malware within the hour.</p><p>It was the third paper of its kind. The two agencies have met twice a year \
     since 2019, and a further meeting will be held in Busan in March, officials said.</p><p>Nobody from the ministry was \
     there, and nobody said why; the agency's head spoke of a good day for both of the countries and for their banks.</p>";

/// A local server that responds to each path through `respond` and records the request heads.
struct Server {
    base: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(respond: fn(&str, &mut TcpStream)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        // The thread ends with the test's process.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let kept = Arc::clone(&kept);
                thread::spawn(move || {
                    let head = head(&stream);
                    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                    kept.lock().unwrap().push(head);
                    respond(&path, &mut stream);
                });
            }
        });
        Self { base, requests }
    }

    fn fetch(&self, path: &str) -> Result<RawArticle, String> {
        fetch_article(&format!("{}{path}", self.base), limits()).map_err(|error| error.to_string())
    }
}

/// Short limits, and no proxy.
fn limits() -> FetchLimits {
    FetchLimits {
        timeout: Duration::from_millis(1500),
        max_bytes: 1 << 20,
        max_redirects: 3,
        bypass_proxy: true,
    }
}

fn head(stream: &TcpStream) -> String {
    let mut head = String::new();
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if line.is_empty() {
            break;
        }
        head.push_str(&line);
        head.push('\n');
    }
    head
}

/// Sends a response. A client that closes the connection early is no error.
fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(body);
}

fn page(head: &str) -> String {
    format!(
        "<!doctype html><html><head>{head}<title>Two agencies sign a paper in Busan</title></head><body><nav>Home</nav>\
             <article><h1>Two agencies sign a paper in Busan</h1>{STORY}</article></body></html>"
    )
}

fn respond(path: &str, stream: &mut TcpStream) {
    const HTML: &str = "200 OK\r\nContent-Type: text/html; charset=utf-8";
    let korean =
        "한국인터넷진흥원은 18일 부산에서 미국 기관과 사이버 위협정보 공유 양해각서를 체결했다고 밝혔다. "
            .repeat(4);
    match path {
        "/story" => send(stream, HTML, page("").as_bytes()),
        "/text" => {
            send(stream, "200 OK\r\nContent-Type: text/plain", STORY.replace("<p>", "\n\n").as_bytes());
        }
        "/packed" => {
            send(stream, &format!("{HTML}\r\nContent-Encoding: gzip"), &gzip(page("").as_bytes()));
        }
        "/cp949" => {
            let (bytes, ..) = encoding_rs::EUC_KR.encode(&korean);
            let body =
                [b"<html><body><article><p>".as_slice(), &bytes, b"</p></article></body></html>"].concat();
            send(stream, "200 OK\r\nContent-Type: text/html; charset=EUC-KR", &body);
        }
        "/moved" => send(stream, "301 Moved\r\nLocation: /moved-again", b""),
        "/moved-again" => send(stream, "302 Found\r\nLocation: /story", b""),
        "/circle" => send(stream, "302 Found\r\nLocation: /circle", b""),
        "/file" => send(stream, "302 Found\r\nLocation: file:///etc/passwd", b""),
        "/huge" => send(stream, HTML, &vec![b'a'; 3 << 20]),
        "/bomb" => send(stream, &format!("{HTML}\r\nContent-Encoding: gzip"), &gzip(&vec![b'a'; 3 << 20])),
        "/drip" => {
            let _ = write!(stream, "HTTP/1.1 {HTML}\r\nContent-Length: 1000000\r\n\r\n");
            while stream.write_all(b"a").and_then(|()| stream.flush()).is_ok() {
                thread::park_timeout(Duration::from_millis(20));
            }
        }
        "/silent" => thread::park_timeout(Duration::from_secs(5)),
        "/pdf" => send(stream, "200 OK\r\nContent-Type: application/pdf", b"%PDF-1.7 ..."),
        "/cookies" => {
            let notice = "<html><body><p>We and our 213 partners use cookies. Agree to all, or manage your choices.</p>";
            send(stream, HTML, notice.as_bytes());
        }
        "/paid" => {
            let paid = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Two agencies sign a paper",
                          "isAccessibleForFree":false}</script>"#;
            let bait = "<html><head><title>Two agencies sign a paper</title>".to_owned()
                + paid
                + "</head><body><article>\
                        <p>The Harbour Command and an agency signed a paper in Busan on Tuesday, the agency said, and both \
                        sides spoke of a good day. What they signed is told further down, where only those can read it.</p>\
                        <p>Subscribe to continue reading this article</p></article></body></html>";
            send(stream, HTML, bait.as_bytes());
        }
        "/forbidden" => send(stream, "403 Forbidden", b"no"),
        "/gone" => send(stream, "404 Not Found", b"no"),
        "/broken" => send(stream, "503 Service Unavailable", b"no"),
        _ => send(stream, "404 Not Found", b""),
    }
}

/// A gzip file of stored (uncompressed) blocks.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    let blocks = bytes.chunks(0xffff);
    let last = blocks.len() - 1;
    for (n, block) in blocks.enumerate() {
        let length = u16::try_from(block.len()).unwrap();
        packed.push(u8::from(n == last));
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(block);
    }
    let crc = !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    });
    packed.extend(crc.to_le_bytes());
    packed.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
    packed
}

#[test]
fn a_page_is_downloaded_and_read() {
    let server = Server::new(respond);
    let gazetteer = Gazetteer::new(&bundled_layer().actors);
    let options = LoadOptions { published: "2024-03-14".parse().ok(), ..LoadOptions::default() };
    for path in ["/story", "/packed", "/moved", "/text"] {
        let raw = server.fetch(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(raw.text.contains("memorandum of understanding in Busan"), "{path}");
        let article = analyze_article(&raw, &options, &gazetteer);
        let url = article.url.unwrap().to_string();
        let end = if path == "/moved" { "/story" } else { path };
        assert!(url.ends_with(end), "{path}: the URL is the one after redirects, not {url}");
        let main = article.proposals.iter().find(|proposal| proposal.main);
        assert_eq!(main.and_then(|main| main.date.clone()).unwrap().to_string(), "2024-03-12", "{path}");
    }
    assert!(server.fetch("/cp949").unwrap().text.contains("양해각서를 체결했다고"));
    let requests = server.requests.lock().unwrap();
    assert!(
        requests.iter().all(|head| head.to_lowercase().contains("user-agent: koreacyber-tui/")),
        "{requests:?}"
    );
}

#[test]
fn refusals_give_the_reason_in_one_line() {
    let server = Server::new(respond);
    let table = [
        ("/circle", "more than 3 times"),
        ("/file", "not found"),
        ("/huge", "larger than 1 MiB"),
        ("/bomb", "larger than 1 MiB"),
        ("/pdf", "a PDF"),
        ("/cookies", "without an article"),
        ("/paid", "after consent, login or payment"),
        ("/forbidden", "HTTP 403"),
        ("/gone", "not found"),
        ("/broken", "HTTP 503"),
    ];
    for (path, why) in table {
        let error = server.fetch(path).expect_err(path);
        assert!(error.contains(why) && !error.contains('\n'), "{path}: {error}");
    }
}

#[test]
fn downloads_stop_at_the_time_limit() {
    let server = Server::new(respond);
    for path in ["/drip", "/silent"] {
        let begun = Instant::now();
        let error = server.fetch(path).expect_err(path);
        assert!(error.contains("within 1.5 seconds"), "{path}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(4), "{path}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = fetch_article(&format!("http://{nobody}/"), limits()).unwrap_err().to_string();
    assert!(error.contains("refused"), "{error}");
}

#[test]
fn only_web_urls_are_fetched() {
    for address in ["http://", "https://exa mple.org/", "http://user:word@example.org:99999/"] {
        assert!(fetch_article(address, limits()).unwrap_err().to_string().contains("URL"), "{address}");
    }
}
