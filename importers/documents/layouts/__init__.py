"""Recognises plans and reports: `recognise(grid)` tells the family of a document and reads its table."""

from .recognition import LAYOUTS, recognise, unread_table

__all__ = ["LAYOUTS", "recognise", "unread_table"]
