//! From which network a request comes: the peer's, or behind proxies that are trusted the one that they name.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use ipnet::IpNet;
use rocket::Request;

use super::App;

/// The network of a request as it is counted: an IPv4 address, or the /64 of an IPv6 one, of which a household or a
/// server has 2⁶⁴ addresses. Requests without a peer (a Unix socket) are one network.
pub(super) fn network(request: &Request<'_>) -> String {
    let peer = request.remote().map(|peer| peer.ip());
    let Some((app, peer)) = request.rocket().state::<App>().zip(peer) else {
        return "none".to_owned();
    };
    let forwarded: Vec<&str> = request.headers().get("X-Forwarded-For").collect();
    named(client(peer, &forwarded, &app.config.trusted_proxies))
}

/// The client's address. `forwarded` holds the values of `X-Forwarded-For` in the order of the request: each proxy adds
/// who it was asked by at the right end, so from the right the first address that is no trusted proxy is the client's.
/// What stands left of it anybody can have written.
fn client(peer: IpAddr, forwarded: &[&str], trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(&address));
    let mut client = peer.to_canonical();
    let entries = forwarded.iter().rev().flat_map(|value| value.rsplit(','));
    for entry in entries {
        if !is_trusted(client) {
            break;
        }
        match address(entry.trim()) {
            Some(next) => client = next,
            None => break,
        }
    }
    client
}

/// An address with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>().ok();
    let address = address.or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()));
    address.map(|address| address.to_canonical())
}

fn named(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_the_right_most_address_that_no_trusted_proxy_has() {
        let trusted: Vec<IpNet> = ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"]
            .iter()
            .map(|net| net.parse().unwrap())
            .collect();
        for (peer, forwarded, expected) in [
            ("203.0.113.7", &["1.1.1.1"][..], "203.0.113.7"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &["203.0.113.7"], "203.0.113.7"),
            ("127.0.0.1", &["1.1.1.1, 203.0.113.7"], "203.0.113.7"),
            ("127.0.0.1", &["1.1.1.1", "203.0.113.7, 10.1.2.3"], "203.0.113.7"),
            ("127.0.0.1", &["203.0.113.7,10.1.2.3", "10.1.2.4"], "203.0.113.7"),
            ("127.0.0.1", &["10.1.2.3, 10.1.2.4"], "10.1.2.3"),
            ("127.0.0.1", &["203.0.113.7, nonsense, 10.1.2.3"], "10.1.2.3"),
            ("127.0.0.1", &["203.0.113.7:4711"], "203.0.113.7"),
            ("::ffff:127.0.0.1", &["[2001:db8::1]:4711"], "2001:db8::/64"),
            ("fd00::1", &["2001:db8:0:1:ffff::1"], "2001:db8:0:1::/64"),
            ("2001:db8:0:2:aaaa::1", &["1.1.1.1"], "2001:db8:0:2::/64"),
            ("::ffff:203.0.113.7", &[], "203.0.113.7"),
        ] {
            let found = named(client(peer.parse().unwrap(), forwarded, &trusted));
            assert_eq!(found, expected, "{peer} {forwarded:?}");
        }
        let alone = named(client("127.0.0.1".parse().unwrap(), &["203.0.113.7"], &[]));
        assert_eq!(alone, "127.0.0.1", "nobody is trusted unasked");
    }
}
