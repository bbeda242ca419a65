"""Documents and read-only records in the admin; imported to register them."""

from . import documents, lookups, meetings, results

__all__ = ["documents", "lookups", "meetings", "results"]
