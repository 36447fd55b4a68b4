//! What happens by itself: days go by, embargoes end, rates arrive.

use puente::actions;
use puente::actions::rates::Taking;
use puente::domain::currency::Currency;
use puente::domain::rate::RateKind;
use puente::exchange::rates::{RateFile, RateFormat, RateRow};
use rust_decimal::Decimal;
use time::Duration;

use super::super::model::rates::Rate;
use super::super::model::refusals::Reasons;
use super::super::model::{Home, Pledge, Subject};
use super::super::play::Simulation;

const KINDS: [RateKind; 3] = [RateKind::Daily, RateKind::Monthly, RateKind::Annual];

impl Simulation<'_> {
    /// Some days go by, and what was under embargo is published.
    pub(super) async fn pass_time(&mut self) -> bool {
        self.now = self.now.plus_seconds(24 * 3600 * self.random.number(1, 12));
        let today = self.today();
        self.report("pass time", &today, &Reasons::default());
        let done = actions::pledges::publish_due(self.ctx()).await;
        let published = self.judge(&Reasons::default(), done).expect("it cannot be refused");
        let due = |pledge: &Pledge| {
            let ended = pledge.embargo_until.is_some_and(|until| until <= today);
            pledge.state == puente::domain::pledge::PledgeState::Verified && !pledge.is_public() && ended
        };
        let pledges = self.model.pledges.iter().filter(|(_, pledge)| due(pledge));
        let due: Vec<String> = pledges.map(|(reference, _)| reference.clone()).collect();
        assert_eq!(published, due.len(), "published on {today}");
        for reference in due {
            self.saw("pledge published after its embargo");
            self.publish(&reference);
            self.touch_home(&Home::Pledge(reference));
        }
        true
    }

    /// A rate arrives: of today, or of a time for which there was none or a coarser one.
    pub(super) async fn learn_rates(&mut self) -> bool {
        let (currency, middle) =
            self.random
                .pick(&[(Currency::COP, 412_345), (Currency::EUR, 92), (Currency::JPY, 15_033)]);
        let coarseness = self.random.below(3);
        let days = [0, 29, 180][coarseness];
        let from = self.today() - Duration::days(self.random.number(0, [30, 200, 400][coarseness]));
        let rate = Rate {
            currency,
            coarseness: u8::try_from(coarseness).expect("small"),
            from,
            to: from + Duration::days(days),
            hundredths: i128::from(middle + self.random.number(-middle / 8, middle / 8)),
        };
        self.take_rates(&[rate]).await;
        true
    }

    /// Takes rates in and converts what waited for them, as an administrator does with a file.
    pub async fn take_rates(&mut self, rates: &[Rate]) {
        self.report("learn rates", &rates, &Reasons::default());
        let rows = rates.iter().enumerate().map(|(at, rate)| RateRow {
            line: at + 2,
            currency: rate.currency,
            kind: KINDS[usize::from(rate.coarseness)],
            valid_from_on: rate.from,
            valid_to_on: rate.to,
            units_per_usd: Decimal::from_i128_with_scale(rate.hundredths, 2),
            source: "simulation".to_owned(),
        });
        let file = RateFile {
            format: RateFormat::Plain,
            rows: rows.collect(),
            skipped: 0,
            rejected: Vec::new(),
        };
        let taking = Taking {
            dry_run: false,
            accept_jumps: true,
        };
        let done = actions::rates::import(self.ctx(), None, &file, taking).await;
        let imported = self.judge(&Reasons::default(), done).expect("it cannot be refused");
        let (mut added, mut known) = (0, 0);
        for rate in rates {
            known += usize::from(self.model.rates.knows(rate));
            added += usize::from(self.model.rates.learn(*rate));
        }
        assert_eq!(
            (imported.added, imported.known, imported.contradicting.len()),
            (added, known, rates.len() - added - known),
            "{rates:?}"
        );
        if added == 0 {
            return;
        }
        let costs = self.model.requirements_waiting();
        let (amounts, moved) = self.model.convert_waiting();
        for subject in &moved {
            self.refresh_totals(subject);
        }
        assert_eq!(imported.converted, amounts + costs.len(), "converted by {rates:?}");
        if amounts > 0 {
            self.saw("amount converted by a later rate");
        }
        if !costs.is_empty() {
            self.saw("cost converted by a later rate");
        }
        self.touched.extend(costs.into_iter().map(Subject::Project));
    }
}
