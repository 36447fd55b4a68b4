//! The public receipt of a pledge: what was promised, by whom, for what, and every fact about it.

use qrcodegen::{QrCode, QrCodeEcc};
use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::currency::Currency;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::i18n::words::money_in_words;
use crate::store::events::TextRow;
use crate::store::fulfilments::Fulfilments;
use crate::store::pledges::{self, PledgeRow};
use crate::store::{acceptances, events, fulfilments, ledger, money, reference};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Asks, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::acceptances::{AcceptancesView, table};
use crate::web::parts::chain::{ChainView, Window, chain};
use crate::web::parts::events::{EventLine, event};
use crate::web::parts::fulfilment::{FulfilmentView, fulfilment};
use crate::web::parts::marks::Tag;
use crate::web::parts::pledged::Pledged;
use crate::web::parts::targets::{Target, pledge_target};
use crate::web::parts::terms::{JointView, TrancheView, channel, finance_type, joint, tranche};
use crate::web::parts::texts::{day, pick, usd};

/// Most events of a pledge that its receipt shows.
const EVENTS_MAX: i64 = 200;

/// The receipt of a pledge.
#[derive(Serialize, JsonSchema)]
struct PledgePage {
    title: String,
    address: String,
    qr: Option<Qr>,
    methodology: String,
    #[serde(flatten)]
    terms: Terms,
    #[serde(flatten)]
    words: Words,
    fulfilment: Option<FulfilmentView>,
    joint: Option<JointView>,
    tranches: Vec<TrancheView>,
    chain: ChainView,
    acceptances: AcceptancesView,
    events: Vec<EventLine>,
}

/// What is promised.
#[derive(Serialize, JsonSchema)]
struct Terms {
    reference: String,
    state: Tag,
    organisation: String,
    organisation_href: String,
    class: String,
    target: Target,
    kind: String,
    finance_type: String,
    amount: String,
    /// The amount in words.
    words: String,
    first: Option<String>,
    usd: Option<String>,
    is_usd: bool,
    pledged_on: String,
    valid_until_on: Option<String>,
    on_behalf: bool,
    channel: Option<String>,
}

/// What was written about it, as far as it was not erased.
#[derive(Serialize, JsonSchema)]
struct Words {
    conditions: Option<String>,
    authorised_by: Option<String>,
    review_reason: Option<String>,
    note: Option<String>,
    reason: Option<String>,
}

/// A QR code: a path of unit squares, and its size.
#[derive(Serialize, JsonSchema)]
struct Qr {
    d: String,
    size: i32,
}

page_views! { PledgePage => "pledge.html" }

#[get("/pledges/<reference>")]
pub(super) async fn page(visit: Visit<'_>, reference: &str) -> PublicAnswer {
    let made = async |reading: &Reading<'_>| html(reading, reference).await;
    visit.page(Asks::NOTHING, made).await
}

async fn html(visit: &Reading<'_>, reference: &str) -> Answer {
    let db = visit.snapshot;
    let row = pledges::by_reference(db, reference)
        .await?
        .filter(PledgeRow::is_public)
        .ok_or(WebError::NotFound)?;
    let known = fulfilments::of_pledges(db, &[row.key()]).await?;
    let pledged = Pledged::of(&row, known.chain_of(row.key()))?;
    let contributors = pledges::contributors(db, row.key()).await?;
    let rows = money::of_pledge(db, row.key()).await?;
    let booked = ledger::of_pledge(db, row.key()).await?;
    let accepted = acceptances::known_of_pledge(db, row.key(), known.chain_of(row.key())).await?;
    let shown = events::of_pledge(db, row.key(), EVENTS_MAX).await?;
    let words = events::words_of_pledge(db, row.key()).await?;
    let address = format!("{}{}", visit.app.config.base_url, visit.path);
    let title = format!("{} {}", visit.say("receipt-title"), row.reference);
    let page = Page::public(visit, Section::None, &title);
    let view = PledgePage {
        title,
        qr: qr(&address),
        address,
        methodology: visit.link("about/methodology"),
        terms: terms(visit, &row, pledged).await?,
        words: written(visit, &words),
        fulfilment: fulfilment(visit, &row, &known),
        joint: joint(visit, pledged, &contributors),
        tranches: tranches(visit, &row, &known),
        chain: chain(db, visit, &rows, Some(&booked), Window::Public).await?,
        acceptances: table(visit, &accepted)?,
        events: shown.iter().map(|row| event(visit.language, row)).collect(),
    };
    page.show(visit.app, &view)
}

async fn terms(visit: &Reading<'_>, row: &PledgeRow, pledged: Pledged) -> Result<Terms, WebError> {
    let language = visit.language;
    let finance_types = reference::list(visit.snapshot, "FinanceType").await?;
    let amount = pledged.now.money;
    Ok(Terms {
        reference: row.reference.clone(),
        state: Tag::new(visit.say(&format!("pledge-state-{}", row.state)), row.state.code()),
        organisation: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        organisation_href: visit.link(&format!("partners/{}", row.organisation_slug)),
        class: visit.say(&format!("class-{}", row.organisation_class)),
        target: pledge_target(visit, row),
        kind: visit.say(&format!("pledge-kind-{}", row.kind)),
        finance_type: finance_type(language, &finance_types, &row.finance_type),
        amount: format_money_exact(amount, language),
        words: money_in_words(amount, language),
        first: pledged.note(language, format_money_exact),
        usd: pledged.now.usd_minor.map(|minor| usd(minor, language)),
        is_usd: row.currency == Currency::USD,
        pledged_on: format_date(row.pledged_on, language),
        valid_until_on: day(row.valid_until_on, language),
        on_behalf: row.on_behalf,
        channel: channel(language, row),
    })
}

fn written(visit: &Reading<'_>, words: &[TextRow]) -> Words {
    let text = |field: &str| {
        let text = words.iter().find(|text| text.field == field)?;
        Some(text.content.clone().unwrap_or_else(|| visit.say("text-redacted")))
    };
    Words {
        conditions: text("conditions"),
        authorised_by: text("authorised_by"),
        review_reason: text("review_reason"),
        note: text("note"),
        reason: text("reason"),
    }
}

fn tranches(visit: &Reading<'_>, row: &PledgeRow, known: &Fulfilments) -> Vec<TrancheView> {
    let planned = known.planned.of_pledge(row.key()).iter();
    planned.map(|one| tranche(one, visit.language)).collect()
}

/// The address as a QR code: a path of unit squares, and its size.
fn qr(address: &str) -> Option<Qr> {
    use std::fmt::Write as _;
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
    }
    Some(Qr {
        d: path,
        size: code.size(),
    })
}
