"""Passwords somebody else hands over: good for signing in once, then the user chooses another."""

from django.utils.crypto import get_random_string

# Without letters and figures that look alike: it is read from paper or dictated.
_ALPHABET = "abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789"


def password_for_one_use() -> str:
    return "-".join(get_random_string(5, _ALPHABET) for _part in range(3))
