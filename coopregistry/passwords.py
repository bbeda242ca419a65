"""One-time passwords, given to a user who must choose another on signing in."""

from django.utils.crypto import get_random_string

# Without characters that look alike: it is read from paper or dictated.
_ALPHABET = "abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789"


def password_for_one_use(groups: int = 3) -> str:
    """Groups of 28 random bits each."""
    return "-".join(get_random_string(5, _ALPHABET) for _group in range(groups))
