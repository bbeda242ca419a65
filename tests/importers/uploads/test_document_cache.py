"""Documents once read are cached, within bounds."""

import pytest
from django.test import Client

from importers.uploads import document_cache
from importers.uploads.document_cache import document_of
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import give

pytestmark = pytest.mark.django_db


def plan(title: str, rows: int) -> bytes:
    return dump([(CULTURE, [plan_row(f"{title} {number}") for number in range(rows)])])


def test_a_document_is_read_once(coordinator: Client) -> None:
    pending = give(coordinator, plan("Ярмарка", 2))
    assert document_of(pending) is document_of(pending)


def test_the_oldest_are_forgotten_where_all_have_too_many_rows(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_cache, "_MOST_ROWS", 5)
    first, second, third = (give(coordinator, plan(title, 2), f"{title}.txt") for title in ("а", "б", "в"))
    kept = {id(document) for document in document_cache._documents.values()}
    assert kept == {id(document_of(second)), id(document_of(third))}
    assert id(document_of(first)) not in kept


def test_a_document_larger_than_the_bound_is_remembered_alone(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_cache, "_MOST_ROWS", 1)
    pending = give(coordinator, plan("Ярмарка", 3))
    assert document_of(pending) is document_of(pending)
    assert len(document_cache._documents) == 1
