//! A pledge in public lists: what it is for, and its line.

use serde_json::{Value, json};

use super::{pick, usd};
use crate::domain::chain::{Chain, Tally};
use crate::domain::counting::CountingError;
use crate::domain::ids::ProjectId;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::Target;
use crate::domain::split;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::format_money;
use crate::store::StoreError;
use crate::store::money::MoneyRow;
use crate::store::pledges::PledgeRow;
use crate::web::guards::Visit;

/// What the pledge is for, with its address where it has one.
#[must_use]
pub fn pledge_target(visit: &Visit<'_>, row: &PledgeRow) -> Value {
    let title = pick(
        visit.language,
        row.project_title_es.as_deref().unwrap_or_default(),
        row.project_title_en.as_deref().unwrap_or_default(),
    );
    match (&row.project_code, &row.place_name, &row.pillar) {
        (Some(code), _, _) => json!({"text": title, "code": code, "href": visit.link(&format!("projects/{code}"))}),
        (None, Some(place), _) => {
            let code = row.place_code.as_deref().unwrap_or_default();
            json!({"text": place, "code": Value::Null, "href": visit.link(&format!("places/{code}"))})
        }
        (None, None, Some(pillar)) => json!({"text": visit.say(&format!("pillar-{pillar}")), "code": Value::Null,
            "href": visit.link(&format!("projects?pillar={pillar}"))}),
        (None, None, None) => {
            json!({"text": visit.say("target-plan"), "code": Value::Null, "href": visit.link("projects")})
        }
    }
}

/// What something is for, in words: the title of a project in both languages, a place, a pillar, or the plan.
#[must_use]
pub fn target_text(
    visit: &Visit<'_>,
    titles: [&Option<String>; 2],
    place: Option<&str>,
    pillar: Option<&str>,
) -> String {
    let [es, en] = titles.map(|title| title.as_deref().unwrap_or_default());
    match (pick(visit.language, es, en), place, pillar) {
        ("", Some(place), _) => place.to_owned(),
        ("", None, Some(pillar)) => visit.say(&format!("pillar-{pillar}")),
        ("", None, None) => visit.say("target-plan"),
        (title, ..) => title.to_owned(),
    }
}

/// What the money of a row is for, in words.
#[must_use]
pub fn row_target(visit: &Visit<'_>, row: &MoneyRow) -> String {
    let titles = [&row.project_title_es, &row.project_title_en];
    target_text(visit, titles, row.place_name.as_deref(), row.pillar.map(Pillar::code))
}

/// What a pledge promises: its first figure, and what it is now with its worth.
#[derive(Debug, Clone, Copy)]
pub struct Pledged {
    pub first: Money,
    pub now: Tally,
}

impl Pledged {
    /// As it is first stated, before anything is known of its worth.
    #[must_use]
    pub const fn stated(amount: Money) -> Self {
        let now = Tally {
            money: amount,
            usd_minor: None,
        };
        Self { first: amount, now }
    }

    /// `chain`: the pledge's own; it has none before it is public.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of(row: &PledgeRow, chain: Option<&Chain>) -> Result<Self, StoreError> {
        let first = row.amount();
        let now = match chain {
            Some(chain) => chain.promised(row.key()).map_err(CountingError::from)?,
            None => None,
        };
        Ok(Self {
            first,
            now: now.unwrap_or(Tally {
                money: first,
                usd_minor: row.usd_minor,
            }),
        })
    }

    /// The same before any revision.
    #[must_use]
    pub const fn at_first(self) -> Self {
        Self::stated(self.first)
    }

    /// "(first USD 1 000 000)" where it was revised.
    #[must_use]
    pub fn note(self, language: Language, write: fn(Money, Language) -> String) -> Option<String> {
        (self.first != self.now.money).then(|| first_note(self.first, language, write))
    }

    /// What each of those who give together puts in now, the lead first; `None` where a part is unknown.
    #[must_use]
    pub fn parts(self, others: &[Option<i64>]) -> Option<Vec<Money>> {
        let parts = split::of_joint(self.now.money.minor(), self.first.minor(), others)?;
        let currency = self.first.currency();
        Some(parts.into_iter().map(|minor| Money::new(minor, currency)).collect())
    }
}

/// "(first USD 1 000 000)".
#[must_use]
pub fn first_note(first: Money, language: Language, write: fn(Money, Language) -> String) -> String {
    text(language, "amount-first", &[("amount", write(first, language).into())])
}

fn valuation(visit: &Visit<'_>, tally: Tally) -> String {
    tally
        .usd_minor
        .map_or_else(|| visit.say("not-converted"), |minor| usd(minor, visit.language))
}

/// A public pledge as a line of a list, headed by its provider; what a page knows more of it, it adds.
#[must_use]
pub fn pledge_line(visit: &Visit<'_>, row: &PledgeRow, pledged: Pledged) -> Value {
    let language = visit.language;
    json!({
        "reference": row.reference,
        "href": visit.link(&format!("pledges/{}", row.reference)),
        "head": {"text": pick(language, &row.organisation_name_es, &row.organisation_name_en),
            "href": visit.link(&format!("partners/{}", row.organisation_slug))},
        "kind": visit.say(&format!("pledge-kind-{}", row.kind)),
        "amount": format_money(pledged.now.money, language),
        "first": pledged.note(language, format_money),
        "share": Value::Null,
        "usd": valuation(visit, pledged.now),
        "pledged_on": format_date(row.pledged_on, language),
        "state": {"text": visit.say(&format!("pledge-state-{}", row.state)), "kind": row.state},
        "fulfilment": Value::Null,
    })
}

/// The same in the list of a project to which only a part of it is earmarked; `None` where nothing of it is any more.
#[must_use]
pub fn part_line(
    visit: &Visit<'_>,
    row: &PledgeRow,
    pledged: Pledged,
    chain: Option<&Chain>,
    project: ProjectId,
) -> Option<Value> {
    let part = chain?.lines.get(&(row.key(), Target::Project(project)))?.pledged;
    if part.money.minor() == 0 {
        return None;
    }
    let mut line = pledge_line(visit, row, pledged);
    let show_page = format_money(pledged.now.money, visit.language);
    let target = pledge_target(visit, row)["text"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let args = [("amount", show_page.into()), ("target", target.into())];
    line["amount"] = format_money(part.money, visit.language).into();
    line["share"] = text(visit.language, "pledge-part", &args).into();
    line["first"] = Value::Null;
    line["usd"] = valuation(visit, part).into();
    Some(line)
}
