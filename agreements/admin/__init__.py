"""Departments, partners and agreements in the admin; imported to register them."""

from . import lookups, records

__all__ = ["lookups", "records"]
