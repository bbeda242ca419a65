"""Documents and read-only records in the admin; imported to register them."""

from . import documents, lookups, results

__all__ = ["documents", "lookups", "results"]
