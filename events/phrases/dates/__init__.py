"""Dates of an event as a cell says them, read and written (no Django)."""

from .model import Dates, Recurrence
from .read import read_dates
from .write import HOUSE, DateStyle, date_in_words, write_dates

__all__ = ["HOUSE", "DateStyle", "Dates", "Recurrence", "date_in_words", "read_dates", "write_dates"]
