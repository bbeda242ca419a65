"""Attempts to guess: counted by account and by address; axes counts the two together.

One address may stand for a whole office and anybody may fail in somebody else's name, so these limits are
wider than that of axes: they stop guessing from many addresses, and of many accounts.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from ..proxies import address_asked_from
from .limits import Limit

_QUARTER, _HOUR = 15 * 60, 60 * 60  # seconds

OF_ADDRESS = Limit("attempts from an address", 100, _QUARTER)
SIGN_IN = Limit("sign-in to an account", 50, _QUARTER)
OLD_PASSWORD = Limit("old password of an account", 10, _QUARTER)
SECOND_FACTOR = Limit("second factor of an account", 10, _QUARTER)
LETTERS_TO = Limit("letters to an address", 3, _HOUR)
LETTERS_OF = Limit("letters asked for from an address", 20, _HOUR)

Counted = tuple[Limit, object]


class Attempt:
    """Spent before the password is looked at, so that guesses sent at once count too; given back if right."""

    def __init__(self, *counted: Counted):
        self._counted = counted
        self._spent: Sequence[Counted] = ()

    def refused_until(self) -> datetime | None:
        spent: list[Counted] = []
        for limit, subject in self._counted:
            granted, until = limit.spend(subject)
            if not granted:
                give_back(spent)
                return until
            spent.append((limit, subject))
        self._spent = spent
        return None

    def was_right(self) -> None:
        give_back(self._spent)
        self._spent = ()


def give_back(spent: Sequence[Counted]) -> None:
    for limit, subject in spent:
        limit.give_back(subject)


def of_address(request: HttpRequest, limit: Limit = OF_ADDRESS) -> Counted:
    return limit, address_asked_from(request) or ""


def to_account(name: str, limit: Limit = SIGN_IN) -> Counted:
    """By the name as typed: whether there is such an account makes no difference."""
    return limit, unicodedata.normalize("NFKC", name).strip().casefold()
