"""Documents and reference records in the admin: imported here for their registration."""

from . import documents, lookups

__all__ = ["documents", "lookups"]
