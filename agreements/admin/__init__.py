"""Executive bodies, partners and agreements in the admin: imported here for their registration."""

from . import lookups, records

__all__ = ["lookups", "records"]
