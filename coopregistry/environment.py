"""Settings out of the environment. One that cannot be read leaves its default, and the checks tell of it."""

import os
from collections.abc import Callable, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TypeVar
from zoneinfo import ZoneInfo

import dj_database_url
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Read = TypeVar("Read")
Default = TypeVar("Default")

_ENGINES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")


class Environment:
    """`misread`: what is wrong, by the name of the variable; values are left out, some are secrets."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self._variables = variables
        self.misread: dict[str, Words] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._variables

    def text(self, name: str, default: str = "") -> str:
        return self._variables.get(name, default)

    def texts(self, name: str, default: str = "") -> list[str]:
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def switch(self, name: str, *, default: bool) -> bool:
        expected = _("1 (yes) or 0 (no) is expected.")
        return self.read(name, lambda text: {"1": True, "0": False}[text], default, expected)

    def whole(self, name: str, default: Default, *, least: int = 0, most: int = 2**31 - 1) -> int | Default:
        """A whole number."""

        def within(text: str) -> int:
            if not least <= int(text) <= most:
                raise ValueError
            return int(text)

        expected = _("A whole number from %(least)d to %(most)d is expected.")
        return self.read(name, within, default, Formatted(expected, {"least": least, "most": most}))

    def seconds(self, name: str, default: float) -> float:
        def positive(text: str) -> float:
            if not 0 < float(text) < 1e9:
                raise ValueError
            return float(text)

        return self.read(name, positive, default, _("A number of seconds above 0 is expected, like 1.5."))

    def choice(self, name: str, default: str, *others: str) -> str:
        allowed = {text: text for text in (default, *others)}
        expected = Formatted(_("One of these is expected: %(words)s."), {"words": ", ".join(allowed)})
        return self.read(name, lambda text: allowed[text], default, expected)

    def networks(self, name: str) -> list[IPv4Network | IPv6Network]:
        expected = _("Addresses and networks are expected, separated by commas, like 10.1.0.0/16,127.0.0.1.")
        return self.read(
            name, lambda text: [ip_network(one.strip()) for one in text.split(",")], [], expected
        )

    def time_zone(self, name: str, default: str) -> str:
        expected = _("The name of a time zone is expected, like Europe/Moscow or Asia/Vladivostok.")
        return self.read(name, lambda text: ZoneInfo(text).key, default, expected)

    def database(self, name: str) -> dict[str, object]:
        expected = _("An address is expected, like postgres://user:password@host:5432/name.")
        return self.read(name, _database, {}, expected)

    def read(
        self, name: str, reader: Callable[[str], Read], default: Default, expected: "Words"
    ) -> Read | Default:
        """An empty variable is one that is not set."""
        text = self.text(name).strip()
        if not text:
            return default
        try:
            return reader(text)
        except (ValueError, KeyError, OSError):
            self.misread[name] = expected
            return default


class Formatted:
    """A translated text with figures in it, put together when it is shown."""

    def __init__(self, text: Promise, values: Mapping[str, object]) -> None:
        self._text, self._values = text, values

    def __str__(self) -> str:
        return str(self._text) % self._values


Words = Promise | Formatted


def _database(text: str) -> dict[str, object]:
    found = dict(dj_database_url.parse(text, conn_max_age=60, conn_health_checks=True))
    if found["ENGINE"] not in _ENGINES or not found["NAME"]:
        raise ValueError("neither PostgreSQL nor SQLite, or no name of a database")
    return found
