"""Escapes text for XML written by hand."""

from .text import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escape(text: str) -> str:
    """Text for an element, without characters XML cannot hold."""
    text = clean(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def quote(text: str) -> str:
    """Text for an attribute in double quotes, on one line."""
    return " ".join(escape(text).split()).replace('"', "&quot;")
