//! Somebody at a browser: Chromium with scripts switched off, and the registry on a port of its own.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use puente::seed::demo::PASSWORD;
use puente::web::{self, App};
use rocket::tokio::{self, net::TcpStream};
use serde_json::json;

use crate::forms::collapse;
use crate::harness::World;

/// How wide the narrowest phone is that everything must fit on.
pub const PHONE_PIXELS: i64 = 360;

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Waits until somebody listens there; another process can only be asked again and again.
async fn listening(port: u16, who: &str) {
    let mut pulse = tokio::time::interval(Duration::from_millis(50));
    for _ in 0..400 {
        pulse.tick().await;
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return;
        }
    }
    panic!("{who} does not listen on port {port}");
}

/// A chromedriver that ends with the test.
pub struct Driver {
    child: Child,
    port: u16,
    profiles: tempfile::TempDir,
}

impl Driver {
    pub async fn start() -> Self {
        let port = free_port();
        let child = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("the browser journey needs chromium and chromedriver in the PATH: {error}"));
        let driver = Self {
            child,
            port,
            profiles: tempfile::tempdir().expect("a folder"),
        };
        listening(port, "chromedriver").await;
        driver
    }

    /// A fresh browser; `width` makes it a phone.
    pub async fn browser(&self, name: &str, width: Option<i64>) -> Client {
        let profile = self.profiles.path().join(name);
        let mut args = vec![
            format!("--user-data-dir={}", profile.display()),
            "--window-size=1280,900".to_owned(),
        ];
        args.extend(
            [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
            ]
            .map(str::to_owned),
        );
        // The pages may improve with scripts, but the road must not need them.
        let mut options = json!({"args": args, "prefs": {"profile.managed_default_content_settings.javascript": 2}});
        if let Some(width) = width {
            options["mobileEmulation"] =
                json!({"deviceMetrics": {"width": width, "height": 740, "pixelRatio": 2.0, "touch": false}});
        }
        let capabilities = json!({"browserName": "chrome", "goog:chromeOptions": options});
        let capabilities = capabilities.as_object().expect("an object").clone();
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .expect("a browser session: is chromium installed beside chromedriver?")
    }
}

impl Drop for Driver {
    /// Asks the driver to end, so that it takes its browsers along even when the test has failed.
    fn drop(&mut self) {
        let asked = std::net::TcpStream::connect(("127.0.0.1", self.port)).and_then(|mut stream| {
            stream.set_read_timeout(Some(Duration::from_secs(10)))?;
            stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
            stream.read_to_end(&mut Vec::new())
        });
        if asked.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// Somebody at a browser.
pub struct Reader<'a> {
    pub client: Client,
    pub site: &'a str,
}

impl Reader<'_> {
    pub async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.expect("a page");
    }

    pub async fn path(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// The text of the main part, spaces collapsed.
    pub async fn text(&self) -> String {
        let main = self.client.find(Locator::Css("main")).await.expect("a main part");
        collapse(&main.text().await.expect("text"))
    }

    pub async fn touch(&self, css: &str) {
        let element = self.client.find(Locator::Css(css)).await;
        let element = element.unwrap_or_else(|error| panic!("{css}: {error}"));
        element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Clicks what leads to another page, and waits until that page is there to its end.
    pub async fn click(&self, css: &str) {
        let old = self.client.find(Locator::Css("html")).await.expect("a page");
        self.touch(css).await;
        let mut pulse = tokio::time::interval(Duration::from_millis(20));
        let mut patience = 500;
        while old.tag_name().await.is_ok() {
            patience -= 1;
            assert!(patience > 0, "{css} leads nowhere");
            pulse.tick().await;
        }
        let end = self
            .client
            .wait()
            .at_most(Duration::from_secs(10))
            .for_element(Locator::Css("footer"))
            .await;
        end.unwrap_or_else(|error| panic!("{css}: no whole page follows: {error}"));
    }

    pub async fn fill(&self, name: &str, value: &str) {
        self.fill_in("main form[method=post]", name, value).await;
    }

    /// Opens one of the folded forms of a page, fills it and sends it.
    pub async fn send(&self, form: &str, fields: &[(&str, &str)]) {
        self.touch(&format!("#form-{form} summary")).await;
        for (name, value) in fields {
            self.fill_in(&format!("#form-{form} form"), name, value).await;
        }
        self.click(&format!("#form-{form} form button")).await;
        assert!(
            self.client.find(Locator::Css("[role=alert]")).await.is_err(),
            "{form} is refused: {}",
            self.text().await
        );
    }

    async fn fill_in(&self, form: &str, name: &str, value: &str) {
        let form = self.client.form(Locator::Css(form)).await.expect("a form");
        form.set_by_name(name, value)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    pub async fn sign_in(&self, email: &str, workplace: &str) {
        self.open("/es/account/session").await;
        self.fill("email", email).await;
        self.fill("password", PASSWORD).await;
        self.click("main form[method=post] button").await;
        assert_eq!(self.path().await, workplace, "{email} is not signed in");
    }

    pub async fn sign_out(&self) {
        self.click("form[action='/es/account/session/end'] button").await;
        assert_eq!(self.path().await, "/es/");
    }

    /// Nothing sticks out to the right.
    pub async fn assert_fits(&self, path: &str) {
        self.open(path).await;
        let script = "return [document.documentElement.scrollWidth, window.innerWidth]";
        let sizes = self.client.execute(script, vec![]).await.expect("sizes");
        let (needed, there) = (
            sizes[0].as_i64().expect("a number"),
            sizes[1].as_i64().expect("a number"),
        );
        assert!(
            needed <= there && there == PHONE_PIXELS,
            "{path} needs {needed} of {there} pixels"
        );
    }
}

/// The registry on a port of its own, as `puente serve` runs it.
pub async fn served(world: &World) -> (String, rocket::Shutdown, tokio::task::JoinHandle<()>) {
    let mut config = world.app().config.as_ref().clone();
    config.port = free_port();
    config.base_url = format!("http://127.0.0.1:{}", config.port);
    let (port, site) = (config.port, config.base_url.clone());
    let app = App {
        config: config.into(),
        pages: web::Pages::checked(),
        ..world.app().clone()
    };
    let rocket = web::build(app).ignite().await.expect("a server");
    let shutdown = rocket.shutdown();
    let task = tokio::spawn(async move {
        rocket.launch().await.expect("served");
    });
    listening(port, "the registry").await;
    (site, shutdown, task)
}
