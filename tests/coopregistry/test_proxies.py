"""The client's address behind trusted servers: right with any number of them, and never the client's word."""

from ipaddress import ip_network

import pytest
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from coopregistry.proxies import ProxyMiddleware, TrustedProxies, client_address

INSIDE = TrustedProxies("10.0.0.0/8, 127.0.0.1,fd00::/8")
CLIENT = "203.0.113.9"


def passed_on(trusted: str, remote: str, **headers: str) -> HttpRequest:
    """The request as the site sees it."""
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with override_settings(TRUSTED_PROXIES=TrustedProxies(trusted)):
        ProxyMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=remote, headers=named))
    return seen[0]


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("10.0.0.1", CLIENT, CLIENT),
        ("10.0.0.1", f"{CLIENT}, 10.0.0.2, 127.0.0.1", CLIENT),
        ("10.0.0.1", f"198.51.100.1, {CLIENT}", CLIENT),  # the first is what the client wrote
        ("10.0.0.1", f"{CLIENT}:40112", CLIENT),
        ("10.0.0.1", "[2001:db8::1]:40112", "2001:db8::1"),
        ("::ffff:10.0.0.1", f"::ffff:{CLIENT}", CLIENT),
        ("fd00::1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", f"{CLIENT}, unknown, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.7", "10.0.0.7"),  # a client among the trusted networks
    ],
)
def test_the_list_is_read_from_its_end_through_trusted_servers(remote, forwarded, expected) -> None:
    headers = {"x_forwarded_for": forwarded} if forwarded else {}
    request = passed_on("10.0.0.0/8,127.0.0.1,fd00::/8", remote, **headers)
    assert request.META["REMOTE_ADDR"] == expected


addresses = st.ip_addresses().map(str)


@given(forged=st.lists(addresses | st.text(max_size=20), max_size=6), client=st.ip_addresses(v=4))
def test_nothing_a_client_writes_changes_its_address(forged: list[str], client) -> None:
    if INSIDE.has(client):
        return
    assert client_address("10.0.0.1", [*forged, str(client), "10.0.0.2"], INSIDE) == str(client)


def test_nobody_is_trusted_by_default() -> None:
    request = passed_on("", "127.0.0.1", x_forwarded_for=CLIENT, x_forwarded_proto="https")
    assert request.META["REMOTE_ADDR"] == "127.0.0.1"
    assert "HTTP_X_FORWARDED_PROTO" not in request.META


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_the_scheme_is_believed_of_trusted_servers_alone() -> None:
    assert passed_on("10.0.0.1", "10.0.0.1", x_forwarded_proto="https").is_secure()
    assert not passed_on("10.0.0.1", "10.0.0.2", x_forwarded_proto="https").is_secure()


def test_a_unix_socket_is_trusted_when_named() -> None:
    assert passed_on("unix", "", x_forwarded_for=CLIENT).META["REMOTE_ADDR"] == CLIENT
    assert passed_on("10.0.0.1", "", x_forwarded_for=CLIENT).META["REMOTE_ADDR"] == ""


def test_a_wrong_setting_stops_the_start() -> None:
    with pytest.raises(ValueError, match=r"10\.0\.0\.1/8 has host bits set"):
        TrustedProxies("10.0.0.1/8")


@pytest.mark.django_db
@override_settings(TRUSTED_PROXIES=TrustedProxies("127.0.0.1"))
def test_failed_sign_ins_are_counted_by_the_clients_address() -> None:
    headers = {"x-forwarded-for": f"198.51.100.1, {CLIENT}"}
    Client().post(reverse("sign_in"), {"username": "nobody", "password": "wrong"}, headers=headers)
    assert AccessAttempt.objects.get().ip_address == CLIENT


@pytest.mark.django_db
@override_settings(
    TRUSTED_PROXIES=TrustedProxies("127.0.0.1"), METRICS_ADDRESSES=[ip_network("203.0.113.0/24")]
)
def test_metrics_are_opened_to_an_allowed_client_behind_the_proxy(client: Client) -> None:
    allowed = client.get("/metrics", headers={"x-forwarded-for": CLIENT})
    refused = client.get("/metrics", headers={"x-forwarded-for": f"{CLIENT}, 198.51.100.1"})
    assert (allowed.status_code, refused.status_code) == (200, 403)
