//! One road through Chromium, scripts switched off: a bank pledges, an officer verifies, and every public page agrees,
//! on a desk and on a phone.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::i18n::language::Language::{En, Es};
use puente::i18n::number::{format_money, format_money_exact};
use puente::i18n::words::money_in_words;
use puente::seed::demo::PASSWORD;
use puente::web::{self, App};
use rocket::tokio::{self, net::TcpStream};
use serde_json::json;

use crate::forms::{collapse, told};
use crate::harness::World;

/// How wide the narrowest phone is that everything must fit on.
const PHONE_PIXELS: i64 = 360;

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
struct Driver {
    child: Child,
    port: u16,
    profiles: tempfile::TempDir,
}

impl Driver {
    async fn start() -> Self {
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
    async fn browser(&self, name: &str, width: Option<i64>) -> Client {
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
struct Reader<'a> {
    client: Client,
    site: &'a str,
}

impl Reader<'_> {
    async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.expect("a page");
    }

    async fn path(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// The text of the main part, spaces collapsed.
    async fn text(&self) -> String {
        let main = self.client.find(Locator::Css("main")).await.expect("a main part");
        collapse(&main.text().await.expect("text"))
    }

    async fn touch(&self, css: &str) {
        let element = self.client.find(Locator::Css(css)).await;
        let element = element.unwrap_or_else(|error| panic!("{css}: {error}"));
        element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Clicks what leads to another page, and waits until that page is there to its end.
    async fn click(&self, css: &str) {
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

    async fn fill(&self, name: &str, value: &str) {
        let form = self
            .client
            .form(Locator::Css("main form[method=post]"))
            .await
            .expect("a form");
        form.set_by_name(name, value)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    async fn sign_in(&self, email: &str, workplace: &str) {
        self.open("/es/account/session").await;
        self.fill("email", email).await;
        self.fill("password", PASSWORD).await;
        self.click("main form[method=post] button").await;
        assert_eq!(self.path().await, workplace, "{email} is not signed in");
    }

    async fn sign_out(&self) {
        self.click("form[action='/es/account/session/end'] button").await;
        assert_eq!(self.path().await, "/es/");
    }

    /// Nothing sticks out to the right.
    async fn assert_fits(&self, path: &str) {
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
async fn served(world: &World) -> (String, rocket::Shutdown, tokio::task::JoinHandle<()>) {
    let mut config = world.app().config.as_ref().clone();
    config.port = free_port();
    config.base_url = format!("http://127.0.0.1:{}", config.port);
    let (port, site) = (config.port, config.base_url.clone());
    let app = App {
        config: config.into(),
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

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

/// What the whole plan has been promised, in US cents.
async fn pledged(world: &World) -> i64 {
    let twin = world.get("/es/summary.json").await.json();
    let amount = twin["item"]["totals"]["pledged"]["amount"]
        .as_str()
        .expect("an amount")
        .replace('.', "");
    amount.parse().expect("cents")
}

/// A project seeking funding, out of the list, and a pledge of USD 250 000 to it; gives its code and the reference.
async fn pledge(bank: &Reader<'_>) -> (String, String) {
    bank.open("/es/projects?status=seeking_funding&country=PA").await;
    bank.click("main a[href^='/es/projects/P-']").await;
    let code = bank.path().await.rsplit('/').next().expect("a code").to_owned();
    bank.click("main a[href^='/es/desk/pledges/new']").await;
    assert_eq!(bank.path().await, "/es/desk/pledges/new");
    for (name, value) in [
        ("amount", "250 000,00"),
        ("tranches[0].due_on", "2027-03-01"),
        ("tranches[0].amount", "100.000,00"),
        ("tranches[1].due_on", "2027-09-01"),
        ("tranches[1].amount", "150000"),
        ("authorised_by", "Junta directiva"),
    ] {
        bank.fill(name, value).await;
    }
    bank.click("button[name=intent][value=review]").await;
    let confirmation = bank.text().await;
    for amount in [usd(250_000_00), usd(100_000_00), usd(150_000_00)] {
        assert!(
            confirmation.contains(&collapse(&money_in_words(amount, Es))),
            "{confirmation}"
        );
    }
    bank.click("button[name=intent][value=submit]").await;
    let path = bank.path().await;
    let reference = path
        .strip_prefix("/es/desk/pledges/")
        .unwrap_or_else(|| panic!("no pledge was made: {path}"))
        .to_owned();
    assert!(bank.text().await.contains(&told(Es, "pledge-state-submitted", &[])));
    (code, reference)
}

#[rocket::async_test]
async fn a_pledge_goes_its_road_through_a_browser_without_scripts() {
    let world = World::demo().await;
    let before = pledged(&world).await;
    let (site, shutdown, task) = served(&world).await;
    let driver = Driver::start().await;
    let person = Reader {
        client: driver.browser("desk", None).await,
        site: &site,
    };

    person.sign_in("banco@demo.example", "/es/desk").await;
    let (code, reference) = pledge(&person).await;
    person.sign_out().await;
    person.sign_in("officer@demo.example", "/es/office").await;
    person
        .click(&format!("main a[href='/es/office/pledges/{reference}']"))
        .await;
    person.touch("input[name=decision][value=verify]").await;
    person.click("main form[action$='/reviews'] button").await;
    assert!(person.text().await.contains(&told(Es, "pledge-state-verified", &[])));
    person.sign_out().await;

    let after = before + 250_000_00;
    assert_eq!(pledged(&world).await, after);
    for (language, lang) in [(Es, "es"), (En, "en")] {
        let short = collapse(&format_money(usd(250_000_00), language));
        for (path, expected) in [
            (
                format!("/{lang}/pledges/{reference}"),
                collapse(&format_money_exact(usd(250_000_00), language)),
            ),
            (format!("/{lang}/projects/{code}"), reference.clone()),
            (format!("/{lang}/projects/{code}"), short.clone()),
            (format!("/{lang}/"), collapse(&format_money(usd(after), language))),
            (format!("/{lang}/activity"), short),
        ] {
            person.open(&path).await;
            let text = person.text().await;
            assert!(text.contains(&expected), "{path} lacks {expected}: {text}");
        }
        person.open(&format!("/{lang}/activity")).await;
        person
            .click(&format!("main a[href='/{lang}/pledges/{reference}']"))
            .await;
        assert_eq!(
            person.path().await,
            format!("/{lang}/pledges/{reference}"),
            "the newest event leads to the receipt"
        );
    }
    person.client.close().await.expect("closed");

    let phone = Reader {
        client: driver.browser("phone", Some(PHONE_PIXELS)).await,
        site: &site,
    };
    for lang in ["es", "en"] {
        for path in [
            String::new(),
            "projects".to_owned(),
            format!("projects/{code}"),
            "projects/D-01".to_owned(),
            format!("pledges/{reference}"),
            "activity".to_owned(),
            "data".to_owned(),
            "about/methodology".to_owned(),
            "about/who".to_owned(),
            "about/privacy".to_owned(),
            "account/session".to_owned(),
            "projects/no-such-project".to_owned(),
        ] {
            phone.assert_fits(&format!("/{lang}/{path}")).await;
        }
    }
    phone.sign_in("banco@demo.example", "/es/desk").await;
    for path in [
        "/es/desk",
        &format!("/es/desk/pledges/new?project={code}"),
        &format!("/en/desk/pledges/{reference}"),
    ] {
        phone.assert_fits(path).await;
    }
    phone.open("/es/desk").await;
    phone.sign_out().await;
    phone.sign_in("officer@demo.example", "/es/office").await;
    let office = format!("/es/office/projects/{code}");
    for path in [
        "/es/office",
        "/es/office/projects",
        "/es/office/projects/new",
        &office,
        &format!("/es/office/pledges/{reference}"),
    ] {
        phone.assert_fits(path).await;
    }
    phone.client.close().await.expect("closed");

    assert_eq!(world.verify().await.faults, Vec::<String>::new());
    shutdown.notify();
    task.await.expect("the server ends");
}
