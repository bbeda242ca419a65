"""Numbers of the figures, each with the event list it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from events.cooperation.wording import spaced

from .scope import Scope
from .sums import Participants

REPORTED, PLANNED = {"outcome": "reported"}, {"outcome": "planned"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCell:
    """`query`: the list of exactly `value` events, or the register of exactly `value` records; `anchor`: the
    table of the page that breaks it down."""

    value: int | str
    text: str = ""
    query: str = ""
    register: str = ""
    anchor: str = ""
    aside: str = ""
    aside_query: str = ""

    @property
    def words(self) -> str:
        return self.text or (spaced(self.value) if isinstance(self.value, int) else self.value)

    @property
    def markup(self) -> SafeString:
        """Without a template: a page of figures has a thousand of them."""
        shown = _linked(self.words, self.query, self.register)
        if self.anchor and not self.query:
            shown = format_html('<a href="#{}">{}</a>', self.anchor, self.words)
        if not self.aside:
            return shown
        return format_html('{} <span class="aside">{}</span>', shown, _linked(self.aside, self.aside_query))

    @property
    def whole(self) -> str:
        """With the aside in brackets, for files."""
        return f"{self.words} ({self.aside})" if self.aside else self.words


def _linked(words: str, query: str, register: str = "") -> SafeString:
    if not query:
        return conditional_escape(words)
    return format_html('<a href="{}?{}">{}</a>', _address(register, get_script_prefix()), query, words)


@cache
def _address(register: str, _prefix: str) -> str:
    return reverse("events:register", args=[register]) if register else reverse("events:events")


EMPTY = FigureCell(value="–")


def number_cell(scope: Scope, value: int, **filters: str | Sequence[str]) -> FigureCell:
    return FigureCell(value=value, query=scope.query(**filters))


def participants_cell(scope: Scope, participants: Participants, **filters: str | Sequence[str]) -> FigureCell:
    """Links to the events it sums up, most participants first, and to those without a number."""
    if not participants.rows_with_figure:
        return FigureCell(value=0, text="–", aside=participants.of_rows if participants.rows else "")
    return FigureCell(
        value=participants.number,
        text=participants.words,
        aside=participants.of_rows,
        query=scope.query(**filters, **REPORTED, order="participants"),
        aside_query=scope.query(**filters, **REPORTED, missing="participants", exclude="missing"),
    )
