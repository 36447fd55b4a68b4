//! A private registry for each test: arrange by actions, act by request, assert on what a person sees.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use puente::actions::hashing::Hashing;
use puente::actions::money::{NewCommitment, NewDirectCommitment, NewDisbursement, NewExpenditure, Recorded};
use puente::actions::pledges::Intent;
use puente::actions::projects::StatusOrder;
use puente::actions::{self, Context};
use puente::config::{Config, MailTo};
use puente::domain::account::{Actor, Role};
use puente::domain::country::Country;
use puente::domain::currency::Currency;
use puente::domain::document::Document;
use puente::domain::money::Money;
use puente::domain::pillar::Pillar;
use puente::domain::place::TerritorialStatus;
use puente::domain::pledge::{Decision, PledgeKind, Target, Terms};
use puente::domain::project::Status;
use puente::domain::project::facts::{BudgetLine, Facts, PlaceShare, SectorShare};
use puente::domain::proposal::ProposalKind;
use puente::domain::timestamp::Timestamp;
use puente::secret::Secret;
use puente::seed::demo::PASSWORD;
use puente::store::files::Files;
use puente::store::outbox::LetterRow;
use puente::store::verify::{self, Report};
use puente::store::{Db, ReadLimits, accounts, organisations, outbox, places, projects, proposals, sessions};
use puente::web::{self, App, Pages, Templates};
use rocket::http::{ContentType, Cookie, Header};
use rocket::local::asynchronous::{Client, LocalRequest, LocalResponse};
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DbErr};
use time::Duration;

pub use self::answer::Answer;
use self::database::{Contents, Private};

mod answer;
mod database;
mod mail;

/// A PDF of one page with these words in a comment, as bytes of a constant.
macro_rules! pdf {
    ($words:literal) => {
        concat!(
            "%PDF-1.7\n%",
            $words,
            "\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
            "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n"
        )
        .as_bytes()
    };
}

pub const SECRET: &str = "a secret of tests that is long enough";
pub const BASE_URL: &str = "http://127.0.0.1:8000";

/// Noon of a Monday in Colombia and Panamá.
pub fn fixed_now() -> Timestamp {
    Timestamp::parse("2026-11-23T17:00:00Z").expect("an instant")
}

/// The documents of the demonstration, the same for every copy of its data.
pub fn demonstration_files() -> Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(Files::memory).clone()
}

/// Limits that no page of a test meets on a machine that does many things at once; tests of the limits set their own.
pub const PATIENT: ReadLimits = ReadLimits {
    readers: 4,
    turn: std::time::Duration::from_secs(60),
    page: std::time::Duration::from_secs(60),
};

/// Connection options that do not log each statement.
fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1);
    options
}

/// A registry with its server. Fields drop in this order: the server, its connections, the database, the folder.
pub struct World {
    client: Client,
    app: App,
    private: Private,
    folder: tempfile::TempDir,
    requests: AtomicU64,
}

/// Somebody who has signed in.
pub struct Person<'w> {
    world: &'w World,
    cookies: Vec<(String, String)>,
    pub email: String,
}

impl World {
    /// Reference data and the cast; no projects.
    pub async fn new() -> World {
        Self::with(Contents::Cast).await
    }

    /// Reference data and nobody.
    pub async fn empty() -> World {
        Self::with(Contents::Nobody).await
    }

    /// Reference, documented and demonstration data.
    pub async fn demo() -> World {
        Self::with(Contents::Demonstration).await
    }

    async fn with(contents: Contents) -> World {
        static TEMPLATES: OnceLock<Arc<Templates>> = OnceLock::new();
        let folder = tempfile::tempdir().expect("a folder");
        let private = database::private(contents, folder.path()).await;
        let mut config = Config::from_settings(&[].into()).expect("settings");
        config.database_url.clone_from(&private.url);
        config.mail = MailTo::Folder(folder.path().join("mail"));
        // Tests of forms send more than people do; those of the limits set them.
        config.submission_limits = false;
        config.demo = contents == Contents::Demonstration;
        let db = Db::connect_with(&private.url, None, PATIENT).await.expect("connect");
        let app = App {
            config: Arc::new(config),
            db,
            files: match contents {
                Contents::Nobody | Contents::Cast => Files::memory(),
                Contents::Demonstration => demonstration_files(),
            },
            secret: Secret::new(SECRET),
            hashing: Hashing::default(),
            templates: TEMPLATES
                .get_or_init(|| Arc::new(Templates::load().expect("templates")))
                .clone(),
            pages: Pages::checked(),
            fixed_now: Some(fixed_now()),
        };
        let client = Client::untracked(web::build(app.clone())).await.expect("a server");
        World {
            client,
            app,
            private,
            folder,
            requests: AtomicU64::new(0),
        }
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A folder of this test's own.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn now(&self) -> Timestamp {
        fixed_now()
    }

    pub fn ctx(&self) -> Context<'_> {
        self.app.context(self.now())
    }

    /// A request number that was not used before.
    pub fn request_id(&self) -> String {
        format!("request-{}", self.requests.fetch_add(1, Ordering::Relaxed))
    }

    /// As a visitor; follows nothing.
    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.client.get(path.to_owned());
        for (name, value) in headers {
            if let Some((cookie, value)) = value.split_once('=').filter(|_| *name == "Cookie") {
                request = request.cookie(Cookie::new(cookie.to_owned(), value.to_owned()));
                continue;
            }
            request.add_header(Header::new((*name).to_owned(), (*value).to_owned()));
        }
        Answer::of(request.dispatch().await).await
    }

    /// Posts as somebody without a session, whose form is bound to the visitor cookie; adds its csrf unless the
    /// fields name one.
    pub async fn visitor_post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let secret = puente::secret::token().expect("randomness");
        let csrf = puente::secret::mask(&secret).expect("a mask");
        self.post(path, &[("puente-visitor".to_owned(), secret)], &csrf, fields)
            .await
    }

    async fn post(&self, path: &str, cookies: &[(String, String)], csrf: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        if !fields.iter().any(|(name, _)| *name == "csrf") {
            body.append_pair("csrf", csrf);
        }
        let request = self
            .client
            .post(path.to_owned())
            .header(ContentType::Form)
            .body(body.finish());
        Answer::of(with_cookies(request, cookies).dispatch().await).await
    }

    /// Signs in through the form, in Spanish.
    pub async fn sign_in(&self, email: &str) -> Person<'_> {
        let door = "/es/account/session";
        let shown = self.client.get(door).dispatch().await;
        let cookies = cookies_of(&shown);
        let csrf = Answer::of(shown).await.field("csrf");
        let fields = [("email", email), ("password", PASSWORD), ("next", "")];
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields).append_pair("csrf", &csrf);
        let request = self.client.post(door).header(ContentType::Form).body(body.finish());
        let opened = with_cookies(request, &cookies).dispatch().await;
        assert_eq!(opened.status().code, 303, "{email} could not sign in");
        Person {
            world: self,
            cookies: cookies_of(&opened),
            email: email.to_owned(),
        }
    }

    pub async fn actor(&self, email: &str) -> Actor {
        let account = accounts::by_email(self.db().primary(), email)
            .await
            .expect("read")
            .expect("an account of the cast");
        account.actor().expect("an actor")
    }

    /// Complete facts of a project in `country` ("CO", "PA" or "both"), on a place without a territory.
    pub async fn facts(&self, country: &str) -> Facts {
        let gazetteer = places::gazetteer(self.db().primary()).await.expect("places");
        let organisation = organisations::by_slug(self.db().primary(), "cooperativa-demo")
            .await
            .expect("read");
        let organisation = organisation.expect("an organisation of the cast").key();
        let codes: &[&str] = match country {
            "CO" => &["co-acandi"],
            "PA" => &["pa-pinogana"],
            _ => &["co-acandi", "pa-pinogana"],
        };
        let today = self.now().local_date();
        let share = 10_000 / u32::try_from(codes.len()).expect("few");
        let place = |code: &&str| PlaceShare {
            place: Some(gazetteer.by_code(code).expect("a place").id),
            share_basis_points: share,
            territorial_status: TerritorialStatus::No,
            territorial_basis: Some("Certificado de la autoridad, número 12".to_owned()),
        };
        Facts {
            title_es: "Acueducto veredal de prueba".to_owned(),
            title_en: "Village water supply of a test".to_owned(),
            description_es:
                "Captación, conducción y tanque para doscientas familias que hoy toman agua de la quebrada sin tratar."
                    .to_owned(),
            description_en:
                "Intake, pipe and tank for two hundred families who today drink untreated water out of the stream."
                    .to_owned(),
            pillar: Pillar::PublicServices,
            country: Country::parse(country).expect("CO, PA or both"),
            budget_currency: Currency::USD,
            budget_on: Some(today),
            accountable: Some(organisation),
            implementing: Some(organisation),
            contact_office: "Oficina de prueba".to_owned(),
            planned_start_on: Some(today - Duration::days(30)),
            planned_end_on: Some(today + Duration::days(365)),
            actual_start_on: Some(today - Duration::days(20)),
            actual_end_on: None,
            places: codes.iter().map(place).collect(),
            sectors: vec![SectorShare {
                sector_code: "14030".to_owned(),
                share_basis_points: 10_000,
            }],
            lines: vec![BudgetLine {
                name_es: "Obras".to_owned(),
                name_en: "Works".to_owned(),
                amount_minor: 100_000_000,
            }],
        }
    }

    /// A registered project of USD 1 000 000 taken to `status` through the actions; gives its code.
    pub async fn project(&self, country: &str, status: Status) -> String {
        let officer = self.actor("officer@demo.example").await;
        let facts = self.facts(country).await;
        let code = actions::projects::create(self.ctx().numbered(&officer, &self.request_id()), &officer, &facts)
            .await
            .expect("a draft");
        use Status::{Cancelled, Closed, Draft, Finalisation, Identified, Implementation, SeekingFunding, Suspended};
        let road: &[Status] = match status {
            Draft => &[],
            Identified => &[Identified],
            SeekingFunding => &[Identified, SeekingFunding],
            Implementation => &[Identified, SeekingFunding, Implementation],
            Finalisation => &[Identified, SeekingFunding, Implementation, Finalisation],
            Closed => &[Identified, SeekingFunding, Implementation, Finalisation, Closed],
            Suspended => &[Identified, SeekingFunding, Suspended],
            Cancelled => &[Identified, Cancelled],
        };
        for to in road {
            let version = projects::by_code(self.db().primary(), &code)
                .await
                .expect("read")
                .expect("the project")
                .version;
            let effective_on = self.now().local_date();
            let order = StatusOrder {
                document: None,
                to: *to,
                effective_on,
                reason: "Así lo decidió el comité",
                version,
            };
            actions::projects::change_status(self.ctx(), &officer, &code, order)
                .await
                .expect("a change of status");
        }
        code
    }

    /// Terms of USD 250 000 by the bank to `project`.
    pub async fn terms(&self, project: &str) -> Terms {
        let row = projects::by_code(self.db().primary(), project)
            .await
            .expect("read")
            .expect("the project");
        let Role::Partner { organisation } = self.actor("banco@demo.example").await.role else {
            panic!("a partner")
        };
        Terms {
            target: Target::Project(row.key()),
            organisation,
            kind: PledgeKind::Financial,
            finance_type: "110".to_owned(),
            amount: Money::parse_plain("250000.00", Currency::USD).expect("an amount"),
            pledged_on: self.now().local_date(),
            valid_until_on: None,
            tranches: Vec::new(),
            contributors: Vec::new(),
            channel: None,
            conditions: String::new(),
            authorised_by: "Junta directiva".to_owned(),
            note: String::new(),
            embargo_until_on: None,
        }
    }

    /// A submitted pledge of USD 250 000 by banco@ to the project; gives its reference.
    pub async fn pledge(&self, project: &str) -> String {
        let partner = self.actor("banco@demo.example").await;
        let terms = self.terms(project).await;
        let id = self.request_id();
        actions::pledges::create(self.ctx().numbered(&partner, &id), &partner, &terms, Intent::Submit)
            .await
            .expect("a pledge")
    }

    /// A part of a verified pledge of banco@, USD 100 000, signed and USD 40 000 of it paid; gives both keys.
    pub async fn paid(&self, reference: &str) -> (i64, i64) {
        let bank = self.actor("banco@demo.example").await;
        let today = self.now().local_date();
        let usd = |minor| Money::new(minor, Currency::USD);
        let new_commitment = NewCommitment {
            amount: usd(100_000_00),
            drawdown: None,
            receiver: None,
            signed_on: today,
            own_reference: "C-1",
            document: None,
            tranches: &[],
        };
        let id = self.request_id();
        let commitment =
            actions::money::sign(self.ctx().numbered(&bank, &id), &bank, reference, None, new_commitment).await;
        let commitment = commitment.expect("a commitment");
        let new_disbursement = NewDisbursement {
            amount: usd(40_000_00),
            drawdown: None,
            paid_on: today,
            bank_reference: "T-1",
        };
        let id = self.request_id();
        let disbursement =
            actions::money::pay(self.ctx().numbered(&bank, &id), &bank, commitment, new_disbursement).await;
        (commitment, disbursement.expect("a disbursement"))
    }

    /// An expenditure in US cents that somebody's organisation reports today; its key.
    pub async fn spent(&self, email: &str, project: &str, minor: i64) -> i64 {
        let who = self.actor(email).await;
        let Role::Partner { organisation } = who.role else {
            panic!("{email} has no organisation")
        };
        let row = projects::by_code(self.db().primary(), project).await.expect("read");
        let new_expenditure = NewExpenditure {
            organisation,
            project: row.expect("a project").key(),
            amount: Money::new(minor, Currency::USD),
            spent_on: self.now().local_date(),
            note: "Cemento y transporte",
            document: Some(&Document::new("factura.pdf", b"%PDF-1.4 a bill".to_vec()).expect("a document")),
        };
        let done = actions::money::spend(self.ctx().numbered(&who, &self.request_id()), &who, new_expenditure).await;
        self.recorded(done.expect("an expenditure")).await
    }

    /// A direct commitment in US cents that somebody's organisation proposes today; its reference.
    pub async fn proposed(&self, email: &str, project: &str, minor: i64) -> String {
        let who = self.actor(email).await;
        let Role::Partner { organisation } = who.role else {
            panic!("{email} has no organisation")
        };
        let row = projects::by_code(self.db().primary(), project).await.expect("read");
        let document = Document::new("acuerdo.pdf", b"%PDF-1.4 a commitment".to_vec()).expect("a document");
        let new_direct = NewDirectCommitment {
            organisation,
            project: row.expect("a project").key(),
            finance_type: "110",
            new_commitment: NewCommitment {
                amount: Money::new(minor, Currency::USD),
                drawdown: None,
                receiver: None,
                signed_on: self.now().local_date(),
                own_reference: "C-2026-7",
                document: Some(&document),
                tranches: &[],
            },
        };
        let done = actions::money::agree(self.ctx().numbered(&who, &self.request_id()), &who, new_direct).await;
        done.expect("a proposal")
    }

    /// The key of a row that stands at once, or after an officer verified it.
    pub async fn recorded(&self, recorded: Recorded) -> i64 {
        match recorded {
            Recorded::Now(id) => id,
            Recorded::Pendings(reference) => self.verified(&reference).await,
        }
    }

    /// A new figure of a pledge of banco@, which an officer verifies where it is a larger one.
    pub async fn revised(&self, ctx: Context<'_>, reference: &str, amount: Money) {
        let bank = self.actor("banco@demo.example").await;
        let id = self.request_id();
        let done = actions::money::revise(
            ctx.numbered(&bank, &id),
            &bank,
            reference,
            amount,
            "Lo decidió la junta",
        )
        .await;
        if let Recorded::Pendings(reference) = done.expect("revised") {
            self.verified_in(ctx, &reference).await;
        }
    }

    /// An officer who did not enter it verifies a proposal; the key of the row that it becomes.
    pub async fn verified(&self, reference: &str) -> i64 {
        self.verified_in(self.ctx(), reference).await
    }

    /// The page of the row that a proposal becomes whose page is at this address, once it is verified.
    pub async fn verified_page(&self, address: &str) -> String {
        let (before, reference) = address.split_once("/proposals/").expect("the page of a proposal");
        let row = proposals::by_reference(self.db().primary(), reference)
            .await
            .expect("read");
        let list = match row.expect("a proposal").kind {
            ProposalKind::Commitment => "commitments",
            _ => "expenditures",
        };
        format!("{before}/{list}/{}", self.verified(reference).await)
    }

    /// As [`Self::verified`], at the instant of a context.
    pub async fn verified_in(&self, ctx: Context<'_>, reference: &str) -> i64 {
        let row = proposals::by_reference(self.db().primary(), reference)
            .await
            .expect("read");
        let row = row.expect("a proposal");
        let mut officer = self.actor("officer2@demo.example").await;
        if [row.entered_by, row.submitted_by].contains(&officer.account) {
            officer = self.actor("officer@demo.example").await;
        }
        let (id, why) = (self.request_id(), "Se revisó con las dos partes");
        actions::proposals::review(
            ctx.numbered(&officer, &id),
            &officer,
            reference,
            None,
            Decision::Verify,
            why,
        )
        .await
        .expect("verified");
        let row = proposals::by_reference(self.db().primary(), reference)
            .await
            .expect("read");
        row.and_then(|row| row.ledger_entry_id).expect("a row of the ledger").0
    }

    pub async fn letters(&self) -> Vec<LetterRow> {
        outbox::newest(self.db().primary()).await.expect("letters")
    }

    /// Runs SQL behind the registry's back, on a connection of its own.
    pub async fn sql(&self, sql: &str) -> Result<(), DbErr> {
        let connection = Database::connect(quiet(&self.private.url)).await?;
        let done = connection.execute_unprepared(sql).await.map(|_| ());
        connection.close().await?;
        done
    }

    pub async fn verify(&self) -> Report {
        verify::verify(self.db()).await.expect("verify")
    }
}

/// A page that changed without an event would be held although it is wrong.
impl Drop for World {
    fn drop(&mut self) {
        let stale = self.app.pages.stale();
        if !std::thread::panicking() {
            assert!(stale.is_empty(), "{}", stale.join("\n"));
        }
    }
}

impl Person<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(
            with_cookies(self.world.client.get(path.to_owned()), &self.cookies)
                .dispatch()
                .await,
        )
        .await
    }

    /// Adds the session's csrf unless the fields name one.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.world.post(path, &self.cookies, &self.csrf().await, fields).await
    }

    /// Posts a form with one file, as a browser does when the form has a field for files.
    pub async fn post_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Answer {
        const BOUNDARY: &str = "----a-boundary-of-tests";
        let (name, file_name, bytes) = file;
        let csrf = self.csrf().await;
        let mut body = Vec::new();
        for (name, value) in fields.iter().chain(&[("csrf", csrf.as_str())]) {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .bytes(),
        );
        body.extend(bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let kind = ContentType::new("multipart", "form-data").with_params(("boundary", BOUNDARY));
        let request = self.world.client.post(path.to_owned()).header(kind).body(body);
        Answer::of(with_cookies(request, &self.cookies).dispatch().await).await
    }

    /// The session's csrf as a form would carry it.
    pub async fn csrf(&self) -> String {
        let token = self
            .cookies
            .iter()
            .find(|(name, _)| name == "puente")
            .map(|(_, value)| value.as_str());
        let digest = self.world.app.secret.digest(token.unwrap_or_default());
        let found = sessions::find(self.world.db().primary(), &digest, self.world.now())
            .await
            .expect("read");
        found
            .map(|live| puente::secret::mask(&live.csrf).expect("a mask"))
            .unwrap_or_default()
    }
}

fn with_cookies<'c>(request: LocalRequest<'c>, cookies: &[(String, String)]) -> LocalRequest<'c> {
    cookies.iter().fold(request, |request, (name, value)| {
        request.cookie(Cookie::new(name.clone(), value.clone()))
    })
}

fn cookies_of(response: &LocalResponse<'_>) -> Vec<(String, String)> {
    response
        .cookies()
        .iter()
        .map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned()))
        .collect()
}
