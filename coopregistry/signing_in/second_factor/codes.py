"""Codes of an application, by RFC 6238: six digits, half a minute each."""

import base64
import secrets

from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.utils.translation import gettext as _

_DIGITS = 6
_STEP = 30  # seconds
_TOLERANCE = 1  # steps; clocks of phones differ, and typing takes time


def new_secret() -> bytes:
    return secrets.token_bytes(20)


def readable(secret: bytes) -> str:
    """As typed into an application by hand: base 32 in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, username: str) -> str:
    """`otpauth://…`, what the picture says."""
    # Every application reads SHA-1, which is safe here; some ignore what else is asked for.
    totp = TOTP(secret, _DIGITS, SHA1(), _STEP)
    return totp.get_provisioning_uri(username, _("Registry of regional cooperation"))


def step_of(secret: bytes, code: str, *, now: float, after: int) -> int | None:
    """The step a code belongs to. None for a wrong one, and for one not later than `after`."""
    given = "".join(code.split())
    if not (given.isascii() and given.isdigit()):
        return None
    hotp = HOTP(secret, _DIGITS, SHA1())
    middle = int(now // _STEP)
    for step in range(max(0, middle - _TOLERANCE, after + 1), middle + _TOLERANCE + 1):
        if constant_time.bytes_eq(hotp.generate(step), given.encode()):
            return step
    return None
