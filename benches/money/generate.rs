//! Invented projects with eight ledger rows each: two pledges, a revision, two commitments and three payments, of which
//! one is confirmed. Written through the store in large transactions, with the same events, conversions and totals as
//! the actions leave, so that `puente verify` holds on the result.

use puente::domain::chain::Outcome;
use puente::domain::counting::EntryKind;
use puente::domain::country::{Country, Jurisdiction};
use puente::domain::event::{EventKind, NewEvent};
use puente::domain::ids::{AccountId, LedgerEntryId, OrganisationId, PlaceId, PledgeId, ProjectId};
use puente::domain::pillar::Pillar;
use puente::domain::place::TerritorialStatus;
use puente::domain::pledge::{PledgeKind, PledgeState, Target, Terms};
use puente::domain::project::{Provenance, Status};
use puente::domain::rate::{Converted, RateKind};
use puente::domain::timestamp::Timestamp;
use puente::store::accounts::NewAccount;
use puente::store::events::{self, About};
use puente::store::ledger::{self, NewEntry};
use puente::store::money::{self, NewReceiptRow};
use puente::store::organisations::OrganisationRow;
use puente::store::pledges::{self, Entering, StateChange};
use puente::store::projects::{self, BudgetLine, Facts, Origin, PlaceShare, SectorShare};
use puente::store::rates::{self, NewRate};
use puente::store::{Tx, accounts, places};
use serde_json::{Map, Value, json};
use time::Date;

use super::{Actor, Currency, Db, Done, Money, Role, StoreError, organisations, totals};

/// Organisations and places among which the projects are spread.
const PARTNERS: usize = 20;
const SECTORS: [&str; 4] = ["14030", "31320", "11220", "21020"];
const CODES: [&str; 6] = [
    "co-acandi",
    "co-turbo",
    "co-necocli-el-totumo",
    "pa-pinogana",
    "pa-cemaco",
    "pa-chepo-torti",
];
/// Projects that one transaction takes.
const BATCH: usize = 250;

/// Who acts, where, at which rate.
pub struct Cast {
    payers: Vec<(OrganisationRow, Actor)>,
    receivers: Vec<OrganisationRow>,
    officer: AccountId,
    places: Vec<(PlaceId, Country)>,
    rate: puente::domain::rate::Rate,
}

/// A project's commitment in US dollars, against which its payer can pay.
pub struct Made {
    pub commitment: i64,
    pub payer: Actor,
}

impl Cast {
    pub async fn make(db: &Db, now: Timestamp) -> Done<Self> {
        let today = now.local_date();
        let mut known = organisations::all(db.primary()).await?;
        known.truncate(2 * PARTNERS);
        let receivers = known.split_off(PARTNERS);
        let gazetteer = places::gazetteer(db.primary()).await?;
        let places = CODES.iter().filter_map(|code| gazetteer.by_code(code));
        let places = places.map(|place| (place.id, place.country)).collect();
        let rate = NewRate {
            currency: Currency::COP,
            kind: RateKind::Daily,
            valid_from_on: today,
            valid_to_on: today,
            units_per_usd: "4123.45".parse()?,
            source: "benchmark".to_owned(),
            demonstration: true,
        };
        let account = |email: String, role| NewAccount {
            email,
            name: "Benchmark".to_owned(),
            password_hash: None,
            role,
            language: "es",
        };
        let (officer, payers) = db
            .write(now, async |tx| {
                rates::add(tx, &rate).await?;
                let jurisdiction = Jurisdiction::Both;
                let officer = account("officer@bench.example".to_owned(), Role::Officer { jurisdiction });
                let officer = accounts::insert(tx, &officer).await?;
                let mut payers = Vec::new();
                for row in known {
                    let role = Role::Partner {
                        organisation: row.key(),
                    };
                    let id = accounts::insert(tx, &account(format!("{}@bench.example", row.slug), role)).await?;
                    payers.push((row, Actor { account: id, role }));
                }
                Ok::<_, StoreError>((officer, payers))
            })
            .await?;
        let rate = rates::around(db.primary(), Currency::COP, today)
            .await?
            .into_iter()
            .next();
        Ok(Self {
            payers,
            receivers,
            officer,
            places,
            rate: rate.ok_or("no rate")?,
        })
    }
}

/// Makes projects until there are `size`.
pub async fn grow(db: &Db, now: Timestamp, cast: &Cast, size: usize, made: &mut Vec<Made>) -> Done {
    while made.len() < size {
        let first = made.len();
        let batch = db
            .write(now, async |tx| {
                let mut batch = Vec::new();
                for number in first..size.min(first + BATCH) {
                    batch.push(project(tx, cast, number).await?);
                }
                Ok::<_, StoreError>(batch)
            })
            .await?;
        made.extend(batch);
    }
    Ok(())
}

fn facts(cast: &Cast, number: usize, today: Date) -> Facts {
    let (place, country) = cast.places[number % cast.places.len()];
    let (other, _) = cast.places[(number / 7) % cast.places.len()];
    let receiver = cast.receivers[number % cast.receivers.len()].key();
    let shares = if place == other {
        vec![(place, 10_000)]
    } else {
        vec![(place, 6_667), (other, 3_333)]
    };
    let text = "Invented for measuring: nobody will build this, and no amount of it is money.";
    Facts {
        title_es: format!("Proyecto de medición {number}"),
        title_en: format!("Measurement project {number}"),
        description_es: text.to_owned(),
        description_en: text.to_owned(),
        pillar: Pillar::ALL[number % Pillar::ALL.len()],
        country,
        budget_currency: if number.is_multiple_of(3) {
            Currency::COP
        } else {
            Currency::USD
        },
        budget_on: Some(today),
        accountable: Some(receiver),
        implementing: Some(receiver),
        contact_office: "Benchmark".to_owned(),
        planned_start_on: Some(today),
        planned_end_on: Some(today),
        actual_start_on: Some(today),
        actual_end_on: None,
        places: shares
            .into_iter()
            .map(|(place, share_basis_points)| PlaceShare {
                place: Some(place),
                share_basis_points,
                territorial_status: TerritorialStatus::Unknown,
                territorial_basis: None,
            })
            .collect(),
        sectors: vec![
            SectorShare {
                sector_code: SECTORS[number % 2].to_owned(),
                share_basis_points: 7_500,
            },
            SectorShare {
                sector_code: SECTORS[2 + number % 2].to_owned(),
                share_basis_points: 2_500,
            },
        ],
        lines: vec![BudgetLine {
            name_es: "Obras".to_owned(),
            name_en: "Works".to_owned(),
            amount_minor: 9_000_000_00,
        }],
    }
}

/// A pledge as its rows name it.
struct Pledged {
    id: PledgeId,
    reference: String,
}

/// What the rows of one project have in common.
struct Book<'a> {
    tx: &'a Tx,
    cast: &'a Cast,
    project: ProjectId,
    code: String,
    payer: &'a OrganisationRow,
    by: AccountId,
    receiver: &'a OrganisationRow,
}

async fn project(tx: &Tx, cast: &Cast, number: usize) -> Result<Made, StoreError> {
    let today = tx.now().local_date();
    let code = format!("P-{}", number + 1);
    let origin = Origin {
        code: Some(&code),
        provenance: Provenance::Registered,
        status: Status::Implementation,
        demonstration: true,
        created_by: None,
    };
    let id = projects::insert(tx, &origin, &facts(cast, number, today)).await?;
    let (payer, actor) = &cast.payers[number % cast.payers.len()];
    let book = Book {
        tx,
        cast,
        project: id,
        code,
        payer,
        by: actor.account,
        receiver: &cast.receivers[number % cast.receivers.len()],
    };
    let usd = |minor| Money::new(minor, Currency::USD);
    let cop = |minor| Money::new(minor, Currency::COP);
    let (pledge, first) = book.pledge(usd(1_000_000_00)).await?;
    let commitment = book
        .row(EntryKind::Commitment, &pledge, Some(first), usd(900_000_00))
        .await?;
    let paid = book
        .row(EntryKind::Disbursement, &pledge, Some(commitment), usd(100_000_00))
        .await?;
    book.confirm(paid, usd(100_000_00)).await?;
    book.row(EntryKind::Disbursement, &pledge, Some(commitment), usd(50_000_00))
        .await?;
    let (pledge, first) = book.pledge(cop(2_000_000_000_00)).await?;
    book.row(EntryKind::Revision, &pledge, Some(first), cop(500_000_000_00))
        .await?;
    let second = book
        .row(EntryKind::Commitment, &pledge, Some(first), cop(1_000_000_000_00))
        .await?;
    book.row(EntryKind::Disbursement, &pledge, Some(second), cop(333_333_333_33))
        .await?;
    totals::refresh_project(tx, id).await?;
    Ok(Made {
        commitment: commitment.0,
        payer: *actor,
    })
}

impl Book<'_> {
    /// A verified pledge with its row.
    async fn pledge(&self, amount: Money) -> Result<(Pledged, LedgerEntryId), StoreError> {
        let today = self.tx.now().local_date();
        let terms = Terms {
            target: Target::Project(self.project),
            organisation: self.payer.key(),
            kind: PledgeKind::Financial,
            finance_type: "110".to_owned(),
            amount,
            pledged_on: today,
            valid_until_on: None,
            tranches: Vec::new(),
            contributors: Vec::new(),
            channel: None,
            conditions: String::new(),
            authorised_by: String::new(),
            note: String::new(),
            embargo_until_on: None,
        };
        let entering = Entering {
            by: self.by,
            on_behalf: false,
        };
        let (pledge, reference) = pledges::insert(self.tx, &terms, entering).await?;
        for (version, from, to, by) in [
            (1, PledgeState::Draft, PledgeState::Submitted, self.by),
            (2, PledgeState::Submitted, PledgeState::Verified, self.cast.officer),
        ] {
            let change = StateChange {
                pledge,
                version,
                from,
                to,
                reason: "",
                by: Some(by),
            };
            pledges::change_state(self.tx, &change).await?;
        }
        let pledged = Pledged { id: pledge, reference };
        let row = self.row(EntryKind::Pledge, &pledged, None, amount).await?;
        Ok((pledged, row))
    }

    async fn row(
        &self,
        kind: EntryKind,
        pledge: &Pledged,
        parent: Option<LedgerEntryId>,
        amount: Money,
    ) -> Result<LedgerEntryId, StoreError> {
        let today = self.tx.now().local_date();
        let rates = std::slice::from_ref(&self.cast.rate);
        let converted = puente::domain::rate::to_usd(amount, today, rates)
            .ok()
            .flatten()
            .unwrap_or(Converted::at_par(0));
        let receives = matches!(kind, EntryKind::Commitment | EntryKind::Disbursement);
        let entry = NewEntry {
            id: ledger::next_id(self.tx).await?,
            kind,
            parent,
            pledge: Some(pledge.id),
            target: Target::Project(self.project),
            organisation: self.payer.key(),
            receiver: receives.then(|| self.receiver.key()),
            support: PledgeKind::Financial,
            finance_type: "110",
            amount,
            drawdown_minor: parent.map(|_| amount.minor()),
            dated_on: today,
            converted: Some(converted),
            by: Some(self.by),
            on_behalf: false,
        };
        let event = NewEvent {
            kind: event_of(kind),
            facts: self.facts(&entry, &pledge.reference),
            texts: Vec::new(),
        };
        let number = events::append(self.tx, &event, self.about(pledge.id)).await?;
        ledger::insert(self.tx, &entry, number).await?;
        Ok(entry.id)
    }

    fn facts(&self, entry: &NewEntry<'_>, reference: &str) -> Map<String, Value> {
        let converted = entry.converted.as_ref();
        let stated = json!({
            "id": entry.id.0,
            "kind": entry.kind.code(),
            "parent": entry.parent.map(|parent| parent.0),
            "amount_minor": entry.amount.minor(),
            "currency": entry.amount.currency().code(),
            "dated_on": entry.dated_on.to_string(),
            "drawdown_minor": entry.drawdown_minor,
            "support": entry.support.code(),
            "finance_type": entry.finance_type,
            "organisation": self.payer.slug,
            "receiver": entry.receiver.map(|_| self.receiver.slug.as_str()),
            "project": self.code,
            "pledge": reference,
            "on_behalf": entry.on_behalf,
            "usd_minor": converted.map(|converted| converted.usd.minor()),
            "units_per_usd": converted.and_then(|converted| converted.units_per_usd).map(|units| units.to_string()),
        });
        Map::from_iter([
            (
                "actor".to_owned(),
                json!({"role": "partner", "organisation": self.payer.slug}),
            ),
            ("entry".to_owned(), stated),
        ])
    }

    fn about(&self, pledge: PledgeId) -> About {
        About {
            project: Some(self.project),
            pledge: Some(pledge),
            organisation: Some(OrganisationId(self.payer.id)),
        }
    }

    async fn confirm(&self, disbursement: LedgerEntryId, received: Money) -> Result<(), StoreError> {
        let id = money::next_receipt_id(self.tx).await?;
        let receipt = NewReceiptRow {
            disbursement,
            outcome: Outcome::Confirm,
            received,
            received_on: None,
            cause: None,
            on_document: false,
            by: self.cast.officer,
        };
        let stated = json!({
            "id": id,
            "entry": disbursement.0,
            "kind": "confirm",
            "amount_minor": received.minor(),
            "currency": received.currency().code(),
            "received_on": Value::Null,
            "cause": Value::Null,
            "on_document": false,
            "receiver": self.receiver.slug,
        });
        let event = NewEvent {
            kind: EventKind::DisbursementConfirmed,
            facts: Map::from_iter([("receipt".to_owned(), stated)]),
            texts: Vec::new(),
        };
        let about = About {
            project: Some(self.project),
            ..About::default()
        };
        let number = events::append(self.tx, &event, about).await?;
        money::insert_receipt(self.tx, id, &receipt, number).await
    }
}

fn event_of(kind: EntryKind) -> EventKind {
    match kind {
        EntryKind::Pledge => EventKind::PledgeVerified,
        EntryKind::Revision => EventKind::PledgeRevised,
        EntryKind::Commitment => EventKind::CommitmentSigned,
        _ => EventKind::DisbursementDeclared,
    }
}
