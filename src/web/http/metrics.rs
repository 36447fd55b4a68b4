//! What the server measures of itself, as Prometheus reads it.
//!
//! To count something more, add a field to [`Metrics`] and a line to [`Metrics::new`]; handlers reach it as
//! `&State<Metrics>`, fairings by `request.rocket().state::<Metrics>()`.

use std::time::Duration;

use prometheus::core::Collector;
use prometheus::{HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder};
use rocket::http::{Header, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::{Request, Responder, Route, State, get, routes};

use crate::domain::timestamp::Timestamp;
use crate::store::{StoreError, events, outbox};
use crate::web::App;

/// Upper bounds of the latencies that are told apart, in seconds.
const SECONDS: [f64; 12] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0,
];
/// The text format of Prometheus.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Everything that is counted and measured.
pub(in crate::web) struct Metrics {
    registry: Registry,
    /// Answers by method, route and status.
    requests: IntCounterVec,
    /// Seconds until the answer was ready, by route.
    seconds: HistogramVec,
    /// Connections by pool and whether they are in use.
    connections: IntGaugeVec,
    /// Most connections by pool.
    connections_max: IntGaugeVec,
    /// Public pages asked for, and those of them that were not held and had to be made.
    pages_asked: IntGauge,
    pages_made: IntGauge,
    outbox_age_seconds: IntGauge,
    newest_event: IntGauge,
}

impl Metrics {
    /// Nothing counted yet.
    ///
    /// # Errors
    /// [`prometheus::Error`] when a name is not allowed or stands twice, which a test excludes.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new_custom(Some("puente".to_owned()), None)?;
        let seconds =
            HistogramOpts::new("request_seconds", "Seconds until an answer was ready").buckets(SECONDS.to_vec());
        let connections = Opts::new("database_connections", "Connections to the database by pool and use");
        let most = Opts::new("database_connections_max", "Most connections to the database by pool");
        Ok(Self {
            requests: stored(
                &registry,
                IntCounterVec::new(Opts::new("requests_total", "Answers"), &["method", "route", "status"])?,
            )?,
            seconds: stored(&registry, HistogramVec::new(seconds, &["route"])?)?,
            connections: stored(&registry, IntGaugeVec::new(connections, &["pool", "use"])?)?,
            connections_max: stored(&registry, IntGaugeVec::new(most, &["pool"])?)?,
            pages_asked: stored(
                &registry,
                IntGauge::new("pages_asked", "Public pages asked for since the start")?,
            )?,
            pages_made: stored(
                &registry,
                IntGauge::new("pages_made", "Of these, pages that were not held and had to be made")?,
            )?,
            outbox_age_seconds: stored(
                &registry,
                IntGauge::new(
                    "outbox_oldest_due_seconds",
                    "For how long the oldest letter that waits has been due",
                )?,
            )?,
            newest_event: stored(
                &registry,
                IntGauge::new("newest_event", "Number of the newest event, which is the data version")?,
            )?,
            registry,
        })
    }

    /// Counts an answer.
    pub fn answered(&self, method: &str, route: &str, status: u16, after: Duration) {
        self.requests
            .with_label_values(&[method, route, &status.to_string()])
            .inc();
        self.seconds.with_label_values(&[route]).observe(after.as_secs_f64());
    }

    /// Looks at the database, and gives everything as text.
    async fn text(&self, app: &App, now: Timestamp) -> Result<String, StoreError> {
        let db = &app.db;
        let (asked, made) = app.pages.counted();
        self.pages_asked.set(asked);
        self.pages_made.set(made);
        for pool in db.pools() {
            let busy = pool.open.saturating_sub(pool.idle);
            self.connections.with_label_values(&[pool.name, "busy"]).set(busy);
            self.connections.with_label_values(&[pool.name, "idle"]).set(pool.idle);
            self.connections_max.with_label_values(&[pool.name]).set(pool.max);
        }
        let oldest = outbox::oldest_due(db.primary(), now).await?;
        self.outbox_age_seconds
            .set(oldest.map_or(0, |due| now.seconds_since(due)));
        self.newest_event.set(events::data_version(db.primary()).await?);
        let families = self.registry.gather();
        TextEncoder::new()
            .encode_to_string(&families)
            .map_err(|error| StoreError::Unusable(error.to_string()))
    }
}

fn stored<C: Collector + Clone + 'static>(registry: &Registry, metric: C) -> Result<C, prometheus::Error> {
    registry.register(Box::new(metric.clone()))?;
    Ok(metric)
}

pub(in crate::web) fn routes() -> Vec<Route> {
    routes![metrics]
}

/// Whether somebody may read the figures.
enum Reader {
    Allowed,
    /// Without `PUENTE_METRICS_TOKEN` there is no such page.
    Nowhere,
    Refused,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Reader {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let app = request.rocket().state::<App>();
        let Some(wanted) = app.and_then(|app| app.config.metrics_token.as_ref()) else {
            return Outcome::Success(Self::Nowhere);
        };
        let sent = request.headers().get_one("Authorization").unwrap_or_default();
        let sent = sent.strip_prefix("Bearer ").unwrap_or_default().trim();
        Outcome::Success(if wanted.is(sent) { Self::Allowed } else { Self::Refused })
    }
}

#[derive(Responder)]
enum Figures {
    Text(String, Header<'static>, Header<'static>),
    #[response(status = 401)]
    Refused(&'static str, Header<'static>),
    Failed(Status),
}

#[get("/metrics")]
async fn metrics(reader: Reader, app: &State<App>, metrics: &State<Metrics>) -> Figures {
    match reader {
        Reader::Nowhere => Figures::Failed(Status::NotFound),
        Reader::Refused => Figures::Refused(
            "Authorization: Bearer, with PUENTE_METRICS_TOKEN",
            Header::new("WWW-Authenticate", "Bearer"),
        ),
        Reader::Allowed => match metrics.text(app, app.now()).await {
            Ok(text) => Figures::Text(
                text,
                Header::new("Content-Type", TEXT),
                Header::new("Cache-Control", "no-store"),
            ),
            Err(error) => {
                tracing::error!(%error, "figures");
                Figures::Failed(Status::ServiceUnavailable)
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_allowed_and_stands_once() {
        let metrics = Metrics::new().expect("metrics");
        metrics.answered("GET", "/es/", 200, Duration::from_millis(3));
        let text = TextEncoder::new()
            .encode_to_string(&metrics.registry.gather())
            .expect("text");
        assert!(
            text.contains(r#"puente_requests_total{method="GET",route="/es/",status="200"} 1"#),
            "{text}"
        );
        assert!(
            text.contains(r#"puente_request_seconds_bucket{route="/es/",le="0.005"} 1"#),
            "{text}"
        );
    }
}
