"""Pages of plans, reports, events and partners."""
