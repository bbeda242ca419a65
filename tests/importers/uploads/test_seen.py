"""A name seen in a row of a file and not taken is made a partner by one click, before the file is loaded."""

import pytest
from django.test import Client
from django.urls import reverse

from coopregistry.answers import undo_address
from events.models import Entry
from importers.models import PendingImport
from tests.importers.dumps import INTERNATIONAL, dump
from tests.importers.uploads.giving import give, load

pytestmark = pytest.mark.django_db

TITLE = "Отчет о международных мероприятиях, проведенных в I квартале 2025 года"
SPHERE = "Сотрудничество в сфере культуры"


def row(title: str, content: str, participants: str = "20 школьников") -> tuple[str, ...]:
    return (title, "г. Смоленск", "12 марта 2025 года", content, participants)


HAIKU = row("Лекция об истории хокку", "Рассказано о поэтах Японии")
MANGA = row("Лекция об истории манги", "Рассказано о поэтах Японии")
UNKNOWN = row("Мастер-класс", "Рассказано о поэтах Японии", "гости из г. Дубно, 20 человек")


@pytest.fixture
def pending(coordinator: Client) -> PendingImport:
    rows = [HAIKU, MANGA, UNKNOWN]
    return give(coordinator, dump([(SPHERE, rows)], title=TITLE, headings=INTERNATIONAL))


def page(client: Client, pending: PendingImport, tab: str) -> str:
    return client.get(reverse("importers:pending", args=[pending.pk]), {"tab": tab}).content.decode()


def say(client: Client, pending: PendingImport, *rows: str, code: str = "jp"):
    said = {"partner": code, "row": rows}
    return client.post(reverse("importers:seen", args=[pending.pk]), said, follow=True)


def places(client: Client, pending: PendingImport) -> list[str]:
    """Of the rows about haiku, about manga and of the one that names an unknown town."""
    shown = client.get(reverse("importers:pending", args=[pending.pk]), {"tab": "rows"})
    return [f"{one.place[0]}.{one.place[1]}" for one in shown.context["rows"]]


def partners(title: str) -> set[str]:
    links = Entry.objects.get(cells__title=title).partner_links.exclude(role="mentioned")
    return set(links.values_list("partner__code", flat=True))


def test_button_stands_with_the_remark_and_with_the_row(coordinator: Client, pending: PendingImport) -> None:
    for tab in ("findings", "rows"):
        assert 'name="partner" value="jp"' in page(coordinator, pending, tab)


def test_click_counts_it_in_the_rows_given_and_no_others(coordinator: Client, pending: PendingImport) -> None:
    haiku, _manga, _unknown = places(coordinator, pending)
    say(coordinator, pending, haiku)
    load(coordinator, pending)
    assert partners(HAIKU[0]) == {"jp"}
    assert partners(MANGA[0]) == set()
    assert not Entry.objects.get(cells__title=HAIKU[0]).findings.filter(code="no-partner-found").exists()


def test_another_question_of_the_row_stays(coordinator: Client, pending: PendingImport) -> None:
    unknown = places(coordinator, pending)[2]
    say(coordinator, pending, unknown)
    load(coordinator, pending)
    assert partners(UNKNOWN[0]) == {"jp"}
    assert Entry.objects.get(cells__title=UNKNOWN[0]).findings.filter(code="unknown-place").exists()


def test_click_is_taken_back(coordinator: Client, pending: PendingImport) -> None:
    haiku, manga, _unknown = places(coordinator, pending)
    answer = say(coordinator, pending, haiku, manga)
    [said] = answer.context["messages"]
    coordinator.post(undo_address(said.extra_tags))
    pending.refresh_from_db()
    assert pending.choices["values"] == {}


def test_place_that_the_row_does_not_name_is_not_counted(coordinator: Client, pending: PendingImport) -> None:
    haiku = places(coordinator, pending)[0]
    say(coordinator, pending, haiku, code="cn")
    pending.refresh_from_db()
    assert pending.choices == {}
