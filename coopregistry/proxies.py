"""The client's address and scheme behind web servers that are trusted, and only behind those."""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

UNIX_SOCKET = "unix"
_FORWARDED_BY_CLIENTS = (
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REQUEST_ID",
)


class TrustedProxies:
    """The setting TRUSTED_PROXIES: addresses and networks, and `unix` for a server on a Unix socket."""

    def __init__(self, text: str):
        names = [name for name in (part.strip() for part in text.split(",")) if name]
        self._unix = UNIX_SOCKET in names
        self._networks: list[Network] = [ip_network(name) for name in names if name != UNIX_SOCKET]

    def __bool__(self) -> bool:
        return self._unix or bool(self._networks)

    def peer(self, remote: str) -> bool:
        """Whether the other end of the connection is one of them; a Unix socket has no address."""
        if not remote:
            return self._unix
        address = address_of(remote)
        return address is not None and self.has(address)

    def has(self, address: Address) -> bool:
        return any(address in network for network in self._networks)


def address_of(text: str) -> Address | None:
    """Of an entry of X-Forwarded-For, which may have a port; None for what is no address."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def client_address(remote: str, forwarded: Sequence[str], trusted: TrustedProxies) -> str:
    """Each server appends the address it was asked from, so the list is true from its end up to the first
    entry that no trusted server wrote."""
    known = remote
    for entry in reversed(forwarded):
        address = address_of(entry)
        if address is None:
            break
        known = str(address)
        if not trusted.has(address):
            break
    return known


def address_asked_from(request: HttpRequest) -> str | None:
    """Of the client; None on a Unix socket nobody is trusted on."""
    return request.META.get("REMOTE_ADDR") or None


class ProxyMiddleware:
    """Puts the client's address into REMOTE_ADDR, where all that counts by address looks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta, trusted = request.META, settings.TRUSTED_PROXIES
        remote = meta.get("REMOTE_ADDR", "")
        if trusted.peer(remote):
            forwarded = meta.pop("HTTP_X_FORWARDED_FOR", "")
            meta["REMOTE_ADDR"] = client_address(remote, forwarded.split(",") if forwarded else (), trusted)
        else:
            for header in _FORWARDED_BY_CLIENTS:
                meta.pop(header, None)
        return self.get_response(request)
