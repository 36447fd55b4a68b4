//! A public pledge as a line of a list.

use schemars::JsonSchema;
use serde::Serialize;

use super::fulfilment::FulfilmentCell;
use super::marks::{Link, Tag};
use super::pledged::Pledged;
use super::targets::pledge_target;
use super::texts::{pick, usd};
use crate::domain::chain::{Chain, Tally};
use crate::domain::ids::ProjectId;
use crate::domain::pledge::Target;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::pledges::PledgeRow;
use crate::web::guards::Visit;

fn valuation(visit: &Visit<'_>, tally: Tally) -> String {
    tally
        .usd_minor
        .map_or_else(|| visit.say("not-converted"), |minor| usd(minor, visit.language))
}

/// A public pledge as a line of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PledgeLine {
    pub reference: String,
    pub href: String,
    /// What the line begins with: its provider, or in a provider's own list what it is for.
    pub head: Link,
    pub kind: String,
    pub amount: String,
    /// What was promised at first, where it was revised.
    pub first: Option<String>,
    /// How much of the pledge the amount is.
    pub share: Option<String>,
    pub usd: String,
    pub pledged_on: String,
    pub state: Tag,
    pub fulfilment: Option<FulfilmentCell>,
}

/// A public pledge as a line of a list, headed by its provider; what a page knows more of it, it adds.
#[must_use]
pub fn pledge_line(visit: &Visit<'_>, row: &PledgeRow, pledged: Pledged) -> PledgeLine {
    let language = visit.language;
    PledgeLine {
        reference: row.reference.clone(),
        href: visit.link(&format!("pledges/{}", row.reference)),
        head: Link {
            text: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
            href: visit.link(&format!("partners/{}", row.organisation_slug)),
        },
        kind: visit.say(&format!("pledge-kind-{}", row.kind)),
        amount: format_money(pledged.now.money, language),
        first: pledged.note(language, format_money),
        share: None,
        usd: valuation(visit, pledged.now),
        pledged_on: format_date(row.pledged_on, language),
        state: Tag::new(visit.say(&format!("pledge-state-{}", row.state)), row.state.code()),
        fulfilment: None,
    }
}

/// The same in the list of a project to which only a part of it is earmarked; `None` where nothing of it is any more.
#[must_use]
pub fn part_line(
    visit: &Visit<'_>,
    row: &PledgeRow,
    pledged: Pledged,
    chain: Option<&Chain>,
    project: ProjectId,
) -> Option<PledgeLine> {
    let part = chain?.lines.get(&(row.key(), Target::Project(project)))?.pledged;
    if part.money.minor() == 0 {
        return None;
    }
    let shown = format_money(pledged.now.money, visit.language);
    let target = pledge_target(visit, row).text;
    let args = [("amount", shown.into()), ("target", target.into())];
    Some(PledgeLine {
        amount: format_money(part.money, visit.language),
        share: Some(text(visit.language, "pledge-part", &args)),
        first: None,
        usd: valuation(visit, part),
        ..pledge_line(visit, row, pledged)
    })
}
