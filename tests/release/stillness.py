"""Makes a process deterministic: frozen clock, predictable tokens, no debug pages."""

import random
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2025, 12, 15, 7, 0, tzinfo=UTC)  # ten o'clock in Moscow, within a half-year of the samples

_clock = {"now": NOW}
_dice = random.Random("tokens")


def tick() -> None:
    """Advances the frozen clock, so that no two steps happen at once."""
    _clock["now"] += timedelta(seconds=1)


def seed(text: str) -> None:
    """Random texts made from now on follow from `text` alone."""
    _dice.seed(text)


def set_up() -> None:
    """Call in place of django.setup(): models must take the frozen clock for their defaults."""
    # Imported here: a module that took `timezone.now` before it is replaced would keep the real one.
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    timezone.now = lambda: _clock["now"]
    secrets.token_urlsafe = lambda nbytes=32: f"{_dice.getrandbits(8 * (nbytes or 32)):x}"[: nbytes or 32]
    secrets.token_hex = lambda nbytes=16: f"{_dice.getrandbits(8 * (nbytes or 16)):x}"
    secrets.choice = _dice.choice
    # The pages of DEBUG show tracebacks and settings.
    settings.DEBUG = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
    settings.REST_FRAMEWORK = without_throttles(settings.REST_FRAMEWORK)
    if hasattr(settings, "TASKS"):  # no worker stands by: work is done where it is asked for
        settings.TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.ImmediateJobBackend"}}
    django.setup()


def without_throttles(options: dict[str, Any]) -> dict[str, Any]:
    """Throttles use the real clock: a fast machine would be refused where a slow one is answered."""
    rates = dict.fromkeys(options["DEFAULT_THROTTLE_RATES"])
    return {**options, "DEFAULT_THROTTLE_RATES": rates}
