"""Quotes within quotes: «ресторан „Прага“»."""

import re

_PAIR = re.compile("«([^«»]*)»")


def inner_quotes(text: str) -> str:
    """As it stands between quotes. Quotes without a pair stay: it may be they that are spoken of."""
    return _PAIR.sub(r"„\1“", text)
