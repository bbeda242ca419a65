"""Documents and read-only records in the admin; imported to register them."""

from . import documents, lookups

__all__ = ["documents", "lookups"]
