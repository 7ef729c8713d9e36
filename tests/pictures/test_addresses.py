"""Which addresses are asked, and which machines count as public."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.pictures.addresses import is_public, origin_of, port_of, vetted
from helpgen.pictures.failures import PictureError


@pytest.mark.parametrize(
    ("given_url", "asked"),
    [
        ("https://a.example/x.png", "https://a.example/x.png"),
        ("http://a.example/x.png", "http://a.example/x.png"),
        ("https://a.example/a b.png#top", "https://a.example/a%20b.png"),
        ("https://bücher.example/ä.png", "https://xn--bcher-kva.example/%C3%A4.png"),
        ("HTTPS://A.EXAMPLE:443/x.png", "https://a.example/x.png"),
        ("https://a.example:8443/x.png?v=2", "https://a.example:8443/x.png?v=2"),
        ("https://[2606:4700::1111]/x.png", "https://[2606:4700::1111]/x.png"),
    ],
)
def test_web_addresses_are_asked_in_their_written_form(given_url, asked):
    assert str(vetted(given_url)) == asked


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("data:image/png;base64,AAAA", "no http or https"),
        ("file:///etc/passwd", "no http or https"),
        ("ftp://a.example/x.png", "no http or https"),
        ("https:///x.png", "no http or https"),
        ("//a.example/x.png", "no http or https"),
        ("https://user:secret@a.example/x.png", "user name or password"),
        ("https://user@a.example/x.png", "user name or password"),
        ("https://a.example:22/x.png", "port 22"),
        ("https://a.example:25/x.png", "port 25"),
        ("https://a.example:0/x.png", "port 0"),
        ("https://a.example:99999/x.png", "port 99999"),
        ("https://a.example/\x00.png", "can't be read"),
        ("https://a.example/\r\nHost: b.example", "can't be read"),
        ("https://[::1/x.png", "can't be read"),
        ("https://a.example/" + "x" * 2000, "2,018 characters"),
    ],
)
def test_other_addresses_are_never_asked(url, why):
    with pytest.raises(PictureError) as refused:
        vetted(url)
    assert why in refused.value.failure.what
    assert not refused.value.failure.link
    assert not refused.value.passing


@given(st.text(max_size=60).map(lambda text: f"https://{text}") | st.text(max_size=80))
def test_any_text_is_asked_or_refused(text):
    """What's asked is an ASCII http(s) URL with a host and without credentials."""
    try:
        url = vetted(text)
    except PictureError:
        return
    written = str(url)
    assert written.isascii()
    assert written.isprintable()
    assert url.scheme in {"http", "https"}
    assert url.host
    assert not url.userinfo
    assert port_of(url) in {80, 443} or port_of(url) >= 1024
    assert str(vetted(written)) == written


def test_an_origin_has_its_port_only_where_it_isnt_the_usual_one():
    assert origin_of(vetted("https://a.example:443/x")) == "https://a.example"
    assert origin_of(vetted("http://a.example:8080/x")) == "http://a.example:8080"


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:a00:1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001::1",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "not an address",
        "",
    ],
)
def test_all_others_are_not(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv6_form_of_an_ipv4_address_is_public_if_that_is(address):
    number = int(address)
    mapped = ipaddress.IPv6Address(0xFFFF00000000 | number)
    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number)
    assert is_public(str(mapped)) == is_public(str(nat64)) == is_public(str(address))


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7"))
def test_private_networks_are_never_public(address):
    assert not is_public(str(address))
