"""Secrets that must be read again, sealed with SECRET_KEY: a copy of the database alone opens nothing."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(secret: bytes) -> str:
    return _seals().encrypt(secret).decode()


def unseal(sealed: str) -> bytes | None:
    """None where the server has another SECRET_KEY than the one it was sealed with."""
    try:
        return _seals().decrypt(sealed.encode())
    except InvalidToken:
        return None


def _seals() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"second factor\0" + key.encode()).digest())
