//! The public receipt of a pledge: what was promised, by whom, for what, and every fact about it.

use qrcodegen::{QrCode, QrCodeEcc};
use rocket::get;
use serde_json::{Value, json};

use crate::domain::currency::Currency;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::i18n::words::money_in_words;
use crate::store::pledges::{self, PledgeRow};
use crate::store::{acceptances, events, fulfilments, ledger, money, reference};
use crate::web::acceptances::table;
use crate::web::answers::Answer;
use crate::web::chain::{Window, chain};
use crate::web::errors::WebError;
use crate::web::fulfilment::fulfilment;
use crate::web::guards::Visit;
use crate::web::page::{Page, PublicAnswer, Reading, Section};
use crate::web::view;

/// Most events of a pledge that its receipt shows.
const EVENTS_MAX: i64 = 200;

#[get("/pledges/<reference>")]
pub(super) async fn page(visit: Visit<'_>, reference: &str) -> PublicAnswer {
    visit.page(&[], async |reading| html(reading, reference).await).await
}

async fn html(visit: &Reading<'_>, reference: &str) -> Answer {
    let language = visit.language;
    let db = visit.snapshot;
    let row = pledges::by_reference(db, reference)
        .await?
        .filter(PledgeRow::is_public)
        .ok_or(WebError::NotFound)?;
    let title = format!("{} {}", visit.say("receipt-title"), row.reference);
    let page = Page::public(visit, Section::None, &title);
    let known = fulfilments::of_pledges(db, &[row.key()]).await?;
    let tranches = known.planned.of_pledge(row.key());
    let contributors = pledges::contributors(db, row.key()).await?;
    let rows = money::of_pledge(db, row.key()).await?;
    let booked = ledger::of_pledge(db, row.key()).await?;
    let accepted = acceptances::known_of_pledge(db, row.key(), known.chain_of(row.key())).await?;
    let shown = events::of_pledge(db, row.key(), EVENTS_MAX).await?;
    let words = events::words_of_pledge(db, row.key()).await?;
    let finance_types = reference::list(db, "FinanceType").await?;
    let text = |field: &str| -> Value {
        match words.iter().find(|text| text.field == field) {
            Some(text) => text
                .content
                .clone()
                .unwrap_or_else(|| visit.say("text-redacted"))
                .into(),
            None => Value::Null,
        }
    };
    let pledged = view::Pledged::of(&row, known.chain_of(row.key()))?;
    let amount = pledged.now.money;
    let address = format!("{}{}", visit.app.config.base_url, visit.path);
    page.render(
        visit.app,
        "pledge.html",
        json!({
            "reference": row.reference,
            "title": title,
            "fulfilment": fulfilment(visit, &row, &known)?,
            "state": {"text": visit.say(&format!("pledge-state-{}", row.state)), "kind": row.state},
            "organisation": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
            "organisation_href": visit.link(&format!("partners/{}", row.organisation_slug)),
            "class": visit.say(&format!("class-{}", row.organisation_class)),
            "target": view::pledge_target(visit, &row),
            "kind": visit.say(&format!("pledge-kind-{}", row.kind)),
            "finance_type": view::finance_type(language, &finance_types, &row.finance_type),
            "amount": format_money_exact(amount, language),
            "words": money_in_words(amount, language),
            "first": pledged.note(language, format_money_exact),
            "usd": pledged.now.usd_minor.map(|minor| view::usd(minor, language)),
            "is_usd": row.currency == Currency::USD,
            "pledged_on": format_date(row.pledged_on, language),
            "valid_until_on": view::day(row.valid_until_on, language),
            "on_behalf": row.on_behalf,
            "channel": row.channel_name_es.as_deref().zip(row.channel_name_en.as_deref())
                .map(|(es, en)| view::pick(language, es, en)),
            "joint": view::joint(visit, pledged, &contributors),
            "tranches": tranches.iter().map(|tranche| json!({
                "due_on": format_date(tranche.due_on, language),
                "amount": format_money_exact(tranche.amount, language),
            })).collect::<Vec<_>>(),
            "chain": chain(db, visit, &rows, Some(&booked), Window::Public).await?,
            "acceptances": table(visit, &accepted)?,
            "conditions": text("conditions"),
            "authorised_by": text("authorised_by"),
            "review_reason": text("review_reason"),
            "note": text("note"),
            "reason": text("reason"),
            "events": shown.iter().map(|row| view::event(language, row)).collect::<Vec<_>>(),
            "qr": qr(&address),
            "address": address,
            "methodology": visit.link("about/methodology"),
        }),
    )
}

/// The address as a QR code: a path of unit squares, and its size.
fn qr(address: &str) -> Value {
    use std::fmt::Write as _;
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Medium) else {
        return Value::Null;
    };
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
    }
    json!({"d": path, "size": code.size()})
}
