//! The steps about rates: known from the start, learnt later, corrected.

use puente::actions;
use puente::actions::rates::Correcting;
use puente::actions::rates::Taking;
use puente::domain::currency::Currency;
use puente::domain::rate::RateKind;
use puente::exchange::rates::{RateFile, RateFormat, RateRow};
use puente::store::rates::{self, NewRate};

use super::{Registry, WHY, Words, day};

impl Registry {
    /// A rate that is known before anything is converted: currency, kind, first and last day, units.
    pub(super) async fn rate(&self, words: &Words<'_>) {
        let w = &words.0;
        let rate = NewRate {
            currency: Currency::parse(w[1]).expect("a currency"),
            kind: RateKind::parse(w[2]).expect("a kind"),
            valid_from_on: day(w[3]),
            valid_to_on: day(w[4]),
            units_per_usd: w[5].parse().expect("a rate"),
            source: "example".to_owned(),
            demonstration: true,
        };
        let world = &self.world;
        world
            .db()
            .write(world.now(), async |tx| rates::add(tx, &rate).await)
            .await
            .expect("a rate");
    }

    /// Corrects the rate that stands now: currency, kind, first day, the right units.
    pub(super) async fn correct(&self, words: &Words<'_>) -> actions::Result<()> {
        let (w, db) = (&words.0, self.world.db());
        let filter = rates::Filter {
            currency: Some(Currency::parse(w[1]).expect("a currency")),
            kind: Some(RateKind::parse(w[2]).expect("a kind")),
            after: None,
        };
        let known = rates::list(db.primary(), filter, 100).await?;
        let wrong = known
            .iter()
            .find(|rate| rate.corrected_by.is_none() && rate.valid_from_on == day(w[3]))
            .expect("a rate");
        let units = w[4].parse().expect("units");
        let changes = actions::rates::changes(db.primary(), wrong, units).await?;
        let correcting = Correcting {
            units_per_usd: units,
            source: &format!("example, read again: {units}"),
            reason: WHY,
            seen: &actions::rates::seen(&changes),
        };
        let admin = self.world.actor("admin@demo.example").await;
        actions::rates::correct(self.ctx(), &admin, wrong.id.0, correcting).await?;
        Ok(())
    }

    /// A rate that arrives in a file, which converts what waited for it; the words of `rate`.
    pub(super) async fn learn(&self, words: &Words<'_>) -> actions::Result<()> {
        let w = &words.0;
        let file = RateFile {
            format: RateFormat::Plain,
            rows: vec![RateRow {
                line: 2,
                currency: Currency::parse(w[1]).expect("a currency"),
                kind: RateKind::parse(w[2]).expect("a kind"),
                valid_from_on: day(w[3]),
                valid_to_on: day(w[4]),
                units_per_usd: w[5].parse().expect("units"),
                source: "example".to_owned(),
            }],
            skipped: 0,
            rejected: Vec::new(),
        };
        let taking = Taking {
            dry_run: false,
            accept_jumps: true,
        };
        actions::rates::import(self.ctx(), None, &file, taking).await?;
        Ok(())
    }
}
