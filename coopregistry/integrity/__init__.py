"""Checks of what the registry keeps. `autodiscover_modules` finds those of the ground here."""

from . import journal  # noqa: F401
