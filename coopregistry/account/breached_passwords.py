"""Refuses passwords that are known from breaches, by a list the office keeps on its own disk.

The list is that of Have I Been Pwned (or one like it): a line for each password, its SHA-1 in capital
hexadecimal digits, sorted, what follows a colon is not read. `BREACHED_PASSWORDS` names the file; without
it nothing is compared. Nothing is asked of the internet.
"""

import hashlib
import logging
import os
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import User

logger = logging.getLogger(__name__)

_DIGITS = 40


class BreachedPasswordValidator:
    def validate(self, password: str, user: User | None = None) -> None:
        if settings.BREACHED_PASSWORDS and _is_listed(password, settings.BREACHED_PASSWORDS):
            raise ValidationError(
                _("This password became known in a breach of some other site: choose another."),
                code="password_is_breached",
            )

    def get_help_text(self) -> str:
        return _("Your password must not be one that became known in a breach.")


def _is_listed(password: str, path: str) -> bool:
    """A list that cannot be read hinders nobody from choosing a password; the checks tell of it."""
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    try:
        with open(path, "rb") as listed:
            return _stands_in(listed, digest)
    except OSError as error:
        logger.error("The list of breached passwords cannot be read: %s", error.strerror)
        return False


def _stands_in(listed: BinaryIO, digest: bytes) -> bool:
    """Halves a sorted file of lines until one is left: some 36 reads of the 40 GB that are known by now."""
    low, high = 0, listed.seek(0, os.SEEK_END)  # the first line not below `digest` begins in between
    while low < high:
        middle = (low + high) // 2
        if _line_from(listed, middle) < digest:
            low = middle + 1
        else:
            high = middle
    return _line_from(listed, low) == digest


def _line_from(listed: BinaryIO, at: int) -> bytes:
    """The digits of the first line that begins at `at` or later; above all digits at the end of the file."""
    listed.seek(max(at - 1, 0))
    if at:
        listed.readline()  # up to the beginning of a line, the byte before `at` may be its end
    return listed.readline()[:_DIGITS].upper() or b"~"
