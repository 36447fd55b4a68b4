//! The steps of worked examples, each as the action of somebody who may do it.

use std::collections::BTreeMap;

use puente::actions::acceptances::NewAcceptance;
use puente::actions::money::{
    NewCommitment, NewDirectCommitment, NewDisbursement, NewExpenditure, NewPublication, NewReceipt, NewTermination,
    Recorded, Refunding,
};
use puente::actions::pledges::Intent;
use puente::actions::projects::StatusOrder;
use puente::actions::{self, ActionError, AmountRefusal, Context};
use puente::domain::access::Refusal;
use puente::domain::account::Actor;
use puente::domain::chain::{Cause, Outcome};
use puente::domain::counting::Boundary;
use puente::domain::country::Country;
use puente::domain::currency::Currency;
use puente::domain::document::Document;
use puente::domain::ids::{AcceptanceId, OrganisationId, ProjectId};
use puente::domain::money::Money;
use puente::domain::organisation::Class;
use puente::domain::pillar::Pillar;
use puente::domain::place::TerritorialStatus;
use puente::domain::pledge::{Contributor, Decision, PledgeKind, StateRefusal, Target, Terms, TermsError};
use puente::domain::project::Status;
use puente::domain::project::facts::{BudgetLine, PlaceShare, SectorShare};
use puente::domain::timestamp::Timestamp;
use puente::store::organisations::OrganisationRow;
use puente::store::{organisations, places, pledges, projects};
use time::Date;

use crate::harness::World;

mod pending;
mod proposals;
mod rates;

use self::pending::{party, tranches};

const WHY: &str = "Así lo decidió la junta";

/// A registry with the names that an example gives to its things.
pub struct Registry {
    pub world: World,
    codes: BTreeMap<String, String>,
    pledges: BTreeMap<String, String>,
    /// Commitments, payments, conditions and what was accepted in kind.
    rows: BTreeMap<String, i64>,
    /// What was proposed, by the name of what it will be.
    proposals: BTreeMap<String, String>,
    /// Whether the office leaves what is proposed now alone.
    pending: bool,
    /// When the steps are done; pages are read on the day of the harness.
    now: Timestamp,
}

fn day(text: &str) -> Date {
    puente::i18n::date::read_date(text).unwrap_or_else(|_| panic!("{text} is no day"))
}

/// The words after a word, and what stands before it.
struct Words<'a>(Vec<&'a str>);

impl<'a> Words<'a> {
    fn after(&self, word: &str) -> Option<&'a str> {
        let at = self.0.iter().position(|known| *known == word)?;
        self.0.get(at + 1).copied()
    }

    fn on(&self) -> Date {
        day(self.after("on").unwrap_or_else(|| panic!("no day in {:?}", self.0)))
    }

    fn money_after(&self, word: &str) -> Option<Money> {
        let at = self.0.iter().position(|known| *known == word)?;
        Some(money(self.0[at + 1], self.0[at + 2]))
    }
}

fn money(currency: &str, amount: &str) -> Money {
    let currency = Currency::parse(currency).unwrap_or_else(|_| panic!("{currency} is no currency"));
    Money::parse_plain(amount, currency).unwrap_or_else(|_| panic!("{amount} is no amount"))
}

fn refused(error: ActionError) -> String {
    match error {
        ActionError::Money(refusal) => refusal.code().to_owned(),
        ActionError::Publication(error) => format!("publication_{}", error.code()),
        ActionError::Rate(refusal) => refusal.code().to_owned(),
        ActionError::Acceptance(refusal) => refusal.code().to_owned(),
        ActionError::Proposal(refusal) => refusal.code().to_owned(),
        ActionError::Amount(AmountRefusal::AboveBound { .. }) => "above_bound".to_owned(),
        ActionError::Amount(AmountRefusal::DrawdownImplausible { .. }) => "drawdown_implausible".to_owned(),
        ActionError::Refused(Refusal::OtherJurisdiction) => "other_jurisdiction".to_owned(),
        ActionError::Refused(Refusal::FourEyes) => "four_eyes".to_owned(),
        ActionError::Reason(_) => "reason_too_short".to_owned(),
        ActionError::State(StateRefusal::Reason(_)) => "reason_too_short".to_owned(),
        ActionError::State(StateRefusal::NothingOutstanding) => "nothing_outstanding".to_owned(),
        ActionError::State(_) => "not_open".to_owned(),
        ActionError::Terms(errors) => match errors[..] {
            [TermsError::AmountNotPositive] => "not_positive".to_owned(),
            [TermsError::AmountTooLarge] => "too_large".to_owned(),
            [TermsError::PledgedInTheFuture] => "in_the_future".to_owned(),
            ref others => format!("{others:?}"),
        },
        other => other.to_string(),
    }
}

impl Registry {
    pub async fn new() -> Self {
        let world = World::new().await;
        let row = OrganisationRow {
            id: OrganisationId(0),
            slug: "gobierno-demo".to_owned(),
            name_es: "Gobierno (demostración)".to_owned(),
            name_en: "Government (demonstration)".to_owned(),
            class: Class::DomesticPublic,
            iati_type: "10".to_owned(),
            iati_ref: None,
            country: "CO".to_owned(),
            source: None,
            demonstration: true,
        };
        world
            .db()
            .write(world.now(), async |tx| organisations::add(tx, &row).await)
            .await
            .expect("an organisation");
        Self {
            now: world.now(),
            world,
            codes: BTreeMap::new(),
            pledges: BTreeMap::new(),
            rows: BTreeMap::new(),
            proposals: BTreeMap::new(),
            pending: false,
        }
    }

    fn ctx(&self) -> Context<'_> {
        self.world.app().context(self.now)
    }

    /// The reference of a pledge.
    pub fn pledge_reference(&self, name: &str) -> Option<&str> {
        self.pledges.get(name).map(String::as_str)
    }

    /// Everything with a key of its own: commitments, payments, conditions.
    pub fn known(&self, name: &str) -> Option<i64> {
        self.rows.get(name).copied()
    }

    pub fn code(&self, name: &str) -> &str {
        self.codes.get(name).unwrap_or_else(|| panic!("no project {name}"))
    }

    /// The key of a boundary from the names of the example.
    pub fn key(&self, boundary: Boundary, name: &str) -> String {
        match boundary {
            Boundary::Project => self.code(name).to_owned(),
            Boundary::Partner if name != "unsplit" => format!("{name}-demo"),
            _ => name.to_owned(),
        }
    }

    async fn organisation(&self, name: &str) -> OrganisationId {
        let row = organisations::by_slug(self.world.db().primary(), &format!("{name}-demo"))
            .await
            .expect("read");
        row.unwrap_or_else(|| panic!("no organisation {name}")).key()
    }

    /// Who acts for an organisation: its own person, or an officer for the one that has nobody here.
    async fn person(&self, name: &str) -> Actor {
        let email = if name == "gobierno" {
            "officer@demo.example".to_owned()
        } else {
            format!("{name}@demo.example")
        };
        self.world.actor(&email).await
    }

    async fn project(&self, name: &str) -> ProjectId {
        let row = projects::by_code(self.world.db().primary(), self.code(name))
            .await
            .expect("read");
        row.expect("the project").key()
    }

    /// Whose pledge, commitment or payment a name is.
    async fn editor(&self, name: &str) -> Actor {
        let db = self.world.db();
        let slug = if let Some(reference) = self.pledges.get(name) {
            pledges::by_reference(db.primary(), reference)
                .await
                .expect("read")
                .expect("a pledge")
                .organisation_slug
        } else {
            self.row(name).await.organisation_slug
        };
        self.person(slug.trim_end_matches("-demo")).await
    }

    fn id(&self, name: &str) -> i64 {
        *self
            .rows
            .get(name)
            .unwrap_or_else(|| panic!("no commitment or disbursement {name}"))
    }

    async fn row(&self, name: &str) -> puente::store::money::MoneyRow {
        use puente::domain::ledger::EntryKind::{Commitment, Disbursement, Expenditure};
        for kind in [Commitment, Disbursement, Expenditure] {
            let found = puente::store::money::get(self.world.db().primary(), self.id(name), kind)
                .await
                .expect("read");
            if let Some(row) = found {
                return row;
            }
        }
        panic!("no row {name}")
    }

    /// Does one step; a refusal is its code.
    pub async fn step(&mut self, line: &str) -> Result<(), String> {
        let (line, given) = match line.split_once(" because ") {
            Some((line, why)) => (line, Some(why.trim_matches('"'))),
            None => (line, None),
        };
        let why = given.unwrap_or(WHY);
        let mut words = Words(line.split_whitespace().collect());
        self.pending = words.0[0] == "propose";
        if self.pending {
            words.0.remove(0);
        }
        let w = &words.0;
        match w[0] {
            "verify" | "return" | "decline" | "recall" | "resubmit" => {
                let why = given.unwrap_or_default();
                self.answer_proposal(&words, why).await.map_err(refused)?;
            }
            "rate" => self.rate(&words).await,
            "publish" => {
                let who = self.editor(w[1]).await;
                let new_publication = NewPublication {
                    amount: money(w[2], w[3]),
                    published_on: words.on(),
                    address: "https://datos.ejemplo.org/pagos",
                };
                actions::money::publish(self.ctx(), &who, self.id(w[1]), new_publication)
                    .await
                    .map_err(refused)?;
            }
            "learn" => self.learn(&words).await.map_err(refused)?,
            "correct" => self.correct(&words).await.map_err(refused)?,
            "project" => self.make_project(&words).await,
            "pledge" | "promise" => self.pledge(&words).await.map_err(refused)?,
            "status" => self.move_to(w[1], Status::parse(w[2]).expect("a status")).await,
            "revise" => {
                let (who, request) = (self.editor(w[1]).await, self.world.request_id());
                let (reference, amount) = (&self.pledges[w[1]], money(w[2], w[3]));
                let done =
                    actions::money::revise(self.ctx().numbered(&who, &request), &who, reference, amount, why).await;
                self.keep(w[1], done.map_err(refused)?, false).await.map_err(refused)?;
            }
            "withdraw" => {
                let who = self.editor(w[1]).await;
                actions::pledges::withdraw(self.ctx(), &who, &self.pledges[w[1]], why)
                    .await
                    .map_err(refused)?;
            }
            "lapse" => {
                let officer = self.world.actor("officer2@demo.example").await;
                actions::pledges::lapse(self.ctx(), &officer, &self.pledges[w[1]], why)
                    .await
                    .map_err(refused)?;
            }
            "earmark" | "release" => {
                let who = self.editor(w[1]).await;
                let project = self.project(w[2]).await;
                let back = w[0] == "release";
                actions::money::earmark(
                    self.ctx().numbered(&who, &self.world.request_id()),
                    &who,
                    &self.pledges[w[1]],
                    project,
                    money(w[3], w[4]),
                    back,
                )
                .await
                .map_err(refused)?;
            }
            "sign" => self.sign(&words).await.map_err(refused)?,
            "agree" => self.agree(&words).await.map_err(refused)?,
            "terminate" => {
                let who = self.editor(w[1]).await;
                let ending = NewTermination {
                    amount: money(w[2], w[3]),
                    terminated_on: words.on(),
                    party: "",
                    initiative: words.after("by").map(party),
                    reason: why,
                };
                actions::money::terminate(
                    self.ctx().numbered(&who, &self.world.request_id()),
                    &who,
                    self.id(w[1]),
                    ending,
                )
                .await
                .map_err(refused)?;
            }
            "pay" => {
                let who = self.editor(w[2]).await;
                let new_disbursement = NewDisbursement {
                    amount: money(w[3], w[4]),
                    drawdown: words.money_after("draws"),
                    paid_on: words.on(),
                    bank_reference: "",
                };
                let request = self.world.request_id();
                let made = actions::money::pay(
                    self.ctx().numbered(&who, &request),
                    &who,
                    self.id(w[2]),
                    new_disbursement,
                )
                .await;
                self.rows.insert(w[1].to_owned(), made.map_err(refused)?);
            }
            "accept" => self.accept(&words).await.map_err(refused)?,
            "take_back" => {
                let officer = self.officer(&words).await;
                let (reference, id) = (&self.pledges[w[2]], AcceptanceId(self.id(w[1])));
                let request = self.world.request_id();
                actions::acceptances::take_back(self.ctx().numbered(&officer, &request), &officer, reference, id, why)
                    .await
                    .map_err(refused)?;
            }
            "budget" => self.edit_budget(&words).await,
            "confirm" | "dispute" | "resolve" => self.answer(&words).await.map_err(refused)?,
            "refund" => {
                let who = self.editor(w[2]).await;
                let refunding = Refunding {
                    amount: money(w[3], w[4]),
                    refunded_on: words.on(),
                    initiative: words.after("by").map(party),
                    reason: why,
                };
                let request = self.world.request_id();
                actions::money::refund(self.ctx().numbered(&who, &request), &who, self.id(w[2]), refunding)
                    .await
                    .map_err(refused)?;
            }
            "spend" => {
                let document = Document::new("factura.pdf", b"%PDF-1.4 a bill".to_vec()).expect("a document");
                let new_expenditure = NewExpenditure {
                    organisation: self.organisation(w[3]).await,
                    project: self.project(w[2]).await,
                    amount: money(w[4], w[5]),
                    spent_on: words.on(),
                    note: why,
                    document: Some(&document),
                };
                let who = self.person(w[3]).await;
                let request = self.world.request_id();
                let made = actions::money::spend(self.ctx().numbered(&who, &request), &who, new_expenditure).await;
                self.keep(w[1], made.map_err(refused)?, true).await.map_err(refused)?;
            }
            "unspend" => {
                let (who, request) = (self.editor(w[1]).await, self.world.request_id());
                let less = money(w[2], w[3]);
                actions::money::adjust(self.ctx().numbered(&who, &request), &who, self.id(w[1]), less, why)
                    .await
                    .map_err(refused)?;
            }
            other => self.wait(other, &words, why).await.map_err(refused)?,
        }
        Ok(())
    }

    async fn make_project(&mut self, words: &Words<'_>) {
        let w = &words.0;
        let mut facts = self.world.facts(w[2]).await;
        let requirement = money(w[3], w[4]);
        facts.country = Country::parse(w[2]).expect("a country");
        facts.budget_currency = requirement.currency();
        facts.budget_on = Some(day(words.after("budget").unwrap_or("2026-01-10")));
        facts.lines = match words.after("lines") {
            Some(refused) => lines(refused, requirement.currency()),
            None => vec![BudgetLine {
                name_es: "Obras".to_owned(),
                name_en: "Works".to_owned(),
                amount_minor: requirement.minor(),
            }],
        };
        if let Some(pillar) = words.after("pillar") {
            facts.pillar = Pillar::parse(pillar).expect("a pillar");
        }
        if let Some(sectors) = words.after("sectors") {
            facts.sectors = shares(sectors)
                .into_iter()
                .map(|(code, share_basis_points)| SectorShare {
                    sector_code: code.to_owned(),
                    share_basis_points,
                })
                .collect();
        }
        let gazetteer = places::gazetteer(self.world.db().primary()).await.expect("places");
        let default = if w[2] == "PA" {
            "pa-pinogana:100"
        } else {
            "co-acandi:100"
        };
        let refused = words.after("places").unwrap_or(default);
        let refused = if refused == "unsplit" {
            "co-acandi:0,co-turbo:0"
        } else {
            refused
        };
        facts.places = shares(refused)
            .into_iter()
            .map(|(code, share_basis_points)| {
                let place = (code != "outside").then(|| gazetteer.by_code(code).unwrap_or_else(|| panic!("no {code}")));
                let inside = place.is_some_and(|place| gazetteer.lineage(place.id).iter().any(|one| one.is_territory));
                PlaceShare {
                    place: place.map(|place| place.id),
                    share_basis_points,
                    territorial_status: if inside {
                        TerritorialStatus::Yes
                    } else {
                        TerritorialStatus::No
                    },
                    territorial_basis: Some("Certificado de la autoridad, número 12".to_owned()),
                }
            })
            .collect();
        let officer = self.world.actor("officer@demo.example").await;
        let request = self.world.request_id();
        let code = actions::projects::create(self.ctx().numbered(&officer, &request), &officer, &facts)
            .await
            .expect("a draft");
        self.codes.insert(w[1].to_owned(), code);
        let road: &[Status] = match words.after("at") {
            Some("draft") => &[],
            Some("identified") => &[Status::Identified],
            None | Some("seeking_funding") => &[Status::Identified, Status::SeekingFunding],
            Some("implementation") => &[Status::Identified, Status::SeekingFunding, Status::Implementation],
            Some("suspended") => &[Status::Identified, Status::SeekingFunding, Status::Suspended],
            Some("cancelled") => &[Status::Identified, Status::Cancelled],
            Some("finalisation") => &[
                Status::Identified,
                Status::SeekingFunding,
                Status::Implementation,
                Status::Finalisation,
            ],
            Some("closed") => &[
                Status::Identified,
                Status::SeekingFunding,
                Status::Implementation,
                Status::Finalisation,
                Status::Closed,
            ],
            Some(other) => panic!("no status {other}"),
        };
        for to in road {
            self.move_to(w[1], *to).await;
        }
    }

    async fn move_to(&self, name: &str, to: Status) {
        let row = projects::by_code(self.world.db().primary(), self.code(name))
            .await
            .expect("read")
            .expect("the project");
        let order = StatusOrder {
            to,
            effective_on: self.now.local_date(),
            reason: WHY,
            document: None,
            version: row.version,
        };
        let officer = self.world.actor("officer@demo.example").await;
        actions::projects::change_status(self.ctx(), &officer, self.code(name), order)
            .await
            .expect("a change of status");
    }

    async fn pledge(&mut self, words: &Words<'_>) -> actions::Result<()> {
        let w = &words.0;
        let gazetteer = places::gazetteer(self.world.db().primary()).await?;
        let target = match w[2].split_once(':') {
            Some(("pillar", code)) => Target::Pillar(Pillar::parse(code).expect("a pillar")),
            Some(("place", code)) => Target::Place(gazetteer.by_code(code).expect("a place").id),
            _ if w[2] == "plan" => Target::Plan,
            _ => Target::Project(self.project(w[2]).await),
        };
        let amount = money(w[4], w[5]);
        let mut contributors = Vec::new();
        for one in words
            .after("joint")
            .unwrap_or_default()
            .split(',')
            .filter(|one| !one.is_empty())
        {
            let (name, share) = one.split_once('=').expect("a share");
            let share = (share != "?").then(|| Money::parse_plain(share, amount.currency()).expect("a share"));
            let organisation = self.organisation(name).await;
            contributors.push(Contributor { organisation, share });
        }
        let channel = match words.after("channel") {
            Some(name) => Some(self.organisation(name).await),
            None => None,
        };
        let terms = Terms {
            contributors,
            channel,
            target,
            organisation: self.organisation(w[3]).await,
            kind: PledgeKind::parse(words.after("kind").unwrap_or("financial")).expect("a kind"),
            finance_type: words.after("finance").unwrap_or("110").to_owned(),
            amount,
            pledged_on: words.on(),
            valid_until_on: words.after("until").map(day),
            tranches: tranches(words.after("tranches"), amount.currency()),
            conditions: String::new(),
            authorised_by: "Junta directiva".to_owned(),
            note: String::new(),
            embargo_until_on: words.after("embargo").map(day),
        };
        let who = self.person(w[3]).await;
        let request = self.world.request_id();
        let ctx = self.ctx();
        let reference = actions::pledges::create(ctx.numbered(&who, &request), &who, &terms, Intent::Submit).await?;
        if w[0] == "pledge" {
            let officer = self.world.actor("officer2@demo.example").await;
            actions::pledges::review(ctx, &officer, &reference, None, Decision::Verify, WHY).await?;
        }
        self.pledges.insert(w[1].to_owned(), reference);
        Ok(())
    }

    async fn sign(&mut self, words: &Words<'_>) -> actions::Result<()> {
        let w = &words.0;
        let (pledge, earmarked) = match w[2].split_once('@') {
            Some((pledge, project)) => (pledge, Some(self.project(project).await)),
            None => (w[2], None),
        };
        let receiver = match words.after("to") {
            Some(name) => Some(self.organisation(name).await),
            None => None,
        };
        let amount = money(w[3], w[4]);
        let schedule = tranches(words.after("schedule"), amount.currency());
        let new_commitment = NewCommitment {
            amount,
            drawdown: words.money_after("draws"),
            receiver,
            signed_on: words.on(),
            own_reference: "",
            document: None,
            tranches: &schedule,
        };
        let who = self.editor(pledge).await;
        let request = self.world.request_id();
        let reference = self.pledges[pledge].clone();
        let made = actions::money::sign(
            self.ctx().numbered(&who, &request),
            &who,
            &reference,
            earmarked,
            new_commitment,
        )
        .await?;
        self.rows.insert(w[1].to_owned(), made);
        Ok(())
    }

    async fn agree(&mut self, words: &Words<'_>) -> actions::Result<()> {
        let w = &words.0;
        let receiver = match words.after("to") {
            Some(name) => Some(self.organisation(name).await),
            None => None,
        };
        let amount = money(w[4], w[5]);
        let schedule = tranches(words.after("schedule"), amount.currency());
        let document = Document::new("acuerdo.pdf", b"%PDF-1.4 a commitment".to_vec()).expect("a document");
        let new_direct = NewDirectCommitment {
            organisation: self.organisation(w[3]).await,
            project: self.project(w[2]).await,
            finance_type: words.after("finance").unwrap_or("110"),
            new_commitment: NewCommitment {
                amount,
                drawdown: None,
                receiver,
                signed_on: words.on(),
                own_reference: "",
                document: Some(&document),
                tranches: &schedule,
            },
        };
        let who = self.person(w[3]).await;
        let request = self.world.request_id();
        let made = actions::money::agree(self.ctx().numbered(&who, &request), &who, new_direct).await?;
        self.keep(w[1], Recorded::Pendings(made), true).await
    }

    /// Who accepts in kind: the officer who verifies, or the one named after `by`.
    async fn officer(&self, words: &Words<'_>) -> Actor {
        let name = words.after("by").unwrap_or("officer2");
        self.world.actor(&format!("{name}@demo.example")).await
    }

    /// Accepts in kind: its name, the pledge (`p@A` for a part of it), the amount, the number of the line from 1.
    async fn accept(&mut self, words: &Words<'_>) -> actions::Result<()> {
        let w = &words.0;
        let (pledge, project) = match w[2].split_once('@') {
            Some((pledge, project)) => (pledge, self.project(project).await),
            None => {
                let row = pledges::by_reference(self.world.db().primary(), &self.pledges[w[2]]).await?;
                let project = row.expect("a pledge").project_id.expect("a project");
                (w[2], project)
            }
        };
        let number: usize = words.after("line").unwrap_or("1").parse().expect("a line");
        let new_acceptance = NewAcceptance {
            project,
            line: number - 1,
            version: words
                .after("version")
                .map(|version| version.parse().expect("a version")),
            amount: money(w[3], w[4]),
            accepted_on: words.on(),
            note: "",
        };
        let officer = self.officer(words).await;
        let request = self.world.request_id();
        let reference = self.pledges[pledge].clone();
        let made = actions::acceptances::accept(
            self.ctx().numbered(&officer, &request),
            &officer,
            &reference,
            new_acceptance,
        )
        .await?;
        self.rows.insert(w[1].to_owned(), made);
        Ok(())
    }

    /// Gives a project other budget lines, in another currency if one is named.
    async fn edit_budget(&self, words: &Words<'_>) {
        let code = self.code(words.0[1]);
        let row = projects::by_code(self.world.db().primary(), code).await.expect("read");
        let row = row.expect("the project");
        let mut facts = projects::facts(self.world.db().primary(), &row).await.expect("facts");
        if let Some(code) = words.after("in") {
            facts.budget_currency = Currency::parse(code).expect("a currency");
        }
        facts.lines = lines(words.0[2], facts.budget_currency);
        let officer = self.world.actor("officer@demo.example").await;
        actions::projects::edit(self.ctx(), &officer, code, row.version, &facts)
            .await
            .expect("an edited budget");
    }

    async fn answer(&self, words: &Words<'_>) -> actions::Result<()> {
        let w = &words.0;
        let receiver = self.row(w[1]).await.receiver_slug.expect("a receiver");
        let name = receiver.trim_end_matches("-demo");
        let document = Document::new("recibo.pdf", b"%PDF-1.4 a receipt".to_vec()).expect("a document");
        let (who, proof) = if name == "gobierno" {
            (self.world.actor("officer2@demo.example").await, Some(&document))
        } else {
            (self.person(name).await, None)
        };
        let amount = w
            .get(2)
            .filter(|word| **word != "cause")
            .map(|currency| money(currency, w[3]));
        let new_receipt = NewReceipt {
            outcome: Outcome::parse(w[0]).expect("an outcome"),
            received: amount,
            received_on: None,
            cause: words.after("cause").map(|cause| Cause::parse(cause).expect("a cause")),
            reason: WHY,
            document: proof,
        };
        actions::money::answer(self.ctx(), &who, self.id(w[1]), new_receipt).await
    }
}

/// `name=amount,…` as the lines of a budget.
fn lines(text: &str, currency: Currency) -> Vec<BudgetLine> {
    text.split(',')
        .map(|one| {
            let (name, amount) = one.split_once('=').expect("an amount");
            BudgetLine {
                name_es: name.to_owned(),
                name_en: name.to_owned(),
                amount_minor: Money::parse_plain(amount, currency).expect("an amount").minor(),
            }
        })
        .collect()
}

/// `code:percent,…` in hundredths of a percent.
fn shares(text: &str) -> Vec<(&str, u32)> {
    text.split(',')
        .map(|one| {
            let (code, percent) = one.rsplit_once(':').expect("a share");
            let (whole, part) = percent.split_once('.').unwrap_or((percent, "0"));
            let part: u32 = format!("{part:0<2}").parse().expect("a percentage");
            (code, whole.parse::<u32>().expect("a percentage") * 100 + part)
        })
        .collect()
}
