"""Columns of the list: sorting links and the user's choice."""

import pytest
from django.http import QueryDict

from events.event_list.columns import ColumnHeader, chosen_columns, column_headers
from events.exports.event_columns import page_columns
from events.models import EventListChoice


def header(key: str, query: str) -> ColumnHeader:
    return next(header for header in column_headers(page_columns(()), QueryDict(query)) if header.key == key)


@pytest.mark.parametrize(
    ("key", "query", "link", "sort"),
    [
        ("title", "", "order=title", "none"),
        ("title", "order=title&partner=by", "order=title-down&partner=by", "ascending"),
        ("title", "order=title-down", "order=title", "descending"),
        ("dates", "", "order=oldest", "descending"),
        ("dates", "order=oldest", "order=newest", "ascending"),
        ("figure", "order=participants", "order=participants-up", "descending"),
        ("figure", "order=participants-up", "order=participants", "ascending"),
        ("place", "order=title", "", ""),
    ],
)
def test_a_header_switches_between_its_two_orders(key: str, query: str, link: str, sort: str) -> None:
    found = header(key, query)
    assert (found.link, found.sort) == (link, sort)


@pytest.mark.parametrize(
    ("query", "kept", "chosen"),
    [
        ("", None, []),
        ("", ["title", "mode"], ["title", "mode"]),
        ("columns=mode,dates", ["title", "place"], ["title", "dates", "mode"]),
        ("columns=secret", ["title", "place"], None),
    ],
)
def test_the_query_string_goes_before_the_kept_choice(
    query: str, kept: list[str] | None, chosen: list[str] | None
) -> None:
    choice = EventListChoice(columns=kept) if kept is not None else None
    assert chosen_columns(QueryDict(query), choice) == chosen
