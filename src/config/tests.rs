use super::*;

fn with(name: &str, value: &str) -> Result<Config, ConfigError> {
    Config::from_settings(&BTreeMap::from([(name.to_owned(), value.to_owned())]))
}

#[test]
fn without_settings_it_listens_on_loopback_with_an_embedded_database() {
    let config = Config::from_settings(&BTreeMap::new()).unwrap();
    assert_eq!(config.base_url, "http://127.0.0.1:8000");
    assert_eq!(config.database_url, "sqlite://puente.db?mode=rwc");
    assert!(config.require_secret().is_err());
}

#[test]
fn a_bad_setting_is_named_with_what_it_means() {
    for (name, value) in [
        ("DATABASE_URL", "mysql://x"),
        ("PUENTE_ADDRESS", "everywhere"),
        ("PUENTE_PORT", "99999"),
        ("PUENTE_BASE_URL", "ftp://x"),
        ("PUENTE_SECRET", "short"),
        ("PUENTE_SECRET", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"),
        ("PUENTE_SMTP_URL", "http://x"),
        ("PUENTE_SMTP_URL", "smtp://mail.example?tls=none"),
        ("PUENTE_INSECURE", "perhaps"),
        ("PUENTE_MAIL_FROM", "nobody"),
        ("PUENTE_FILES", "ftp://x"),
        ("PUENTE_TRUSTED_PROXIES", "10.0.0.1, everybody"),
        ("PUENTE_LOG", "xml"),
        ("PUENTE_METRICS_TOKEN", "short"),
        ("PUENTE_AMOUNT_MAX_USD", "0"),
        ("PUENTE_AMOUNT_MAX_USD", "1e9"),
    ] {
        let error = with(name, value).unwrap_err();
        assert_eq!(error.name, name);
        assert!(error.to_string().starts_with(name), "{error}");
    }
}

#[test]
fn trusted_proxies_are_addresses_and_networks() {
    let config = with("PUENTE_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,fd00::/8").unwrap();
    let named: Vec<String> = config.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(named, ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"]);
}

#[test]
fn an_https_base_in_capitals_is_https() {
    let config = with("PUENTE_BASE_URL", "HTTPS://Puente.Example/").unwrap();
    assert!(config.is_https());
    assert_eq!(config.base_url, "https://puente.example");
}

#[test]
fn other_machines_are_served_over_https_or_knowingly_without() {
    let config = |settings: &[(&str, &str)]| {
        let settings = settings
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::from_settings(&settings.collect()).unwrap()
    };
    for address in ["0.0.0.0", "192.168.1.2", "::"] {
        let public = ("PUENTE_ADDRESS", address);
        let error = config(&[public]).require_https_in_public().unwrap_err();
        assert_eq!(error.name, "PUENTE_BASE_URL");
        for other in [
            ("PUENTE_BASE_URL", "https://puente.example"),
            ("PUENTE_INSECURE", "yes"),
        ] {
            assert_eq!(config(&[public, other]).require_https_in_public(), Ok(()));
        }
    }
    assert_eq!(config(&[]).require_https_in_public(), Ok(()));
    let weak = ("PUENTE_SECRET", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz");
    assert!(config(&[weak, ("PUENTE_INSECURE", "yes")]).require_secret().is_ok());
}

#[test]
fn a_demonstration_refuses_an_address_that_others_reach() {
    let config = with("PUENTE_ADDRESS", "0.0.0.0").unwrap();
    assert!(config.into_demo(Path::new("x"), None).is_err());
}
