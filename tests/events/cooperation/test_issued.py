"""What was handed out keeps its numbers, and pages say what has changed since."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Partner
from coopregistry import roles
from events.cooperation.issued import change_in_words, numbers_at_issue
from events.entries.joining import Grounds, join, part
from events.models import DossierCopy, Entry, IssuedFigures
from events.vocabulary import Kind
from tests.events.cooperation.world import make_entry, report, user_of

NOON = datetime(2025, 3, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("then", "now", "since", "words"),
    [
        ([1, 2, 3], [1], {2: 1, 3: 1}, "3, сейчас 1: объединено повторов – 2."),
        ([1, 2], [1, 5], {2: 1}, "2, сейчас 2: объединено повторов – 1, добавлено – 1."),
        ([1, 2], [1], {}, "2, сейчас 1: больше не значится – 1."),
        ([1, 2], [2, 5], {1: 5}, ""),  # told with an earlier event now, and still an event of its own
    ],
)
def test_the_difference_is_told_in_full(
    then: list[int], now: list[int], since: dict[int, int], words: str
) -> None:
    numbers = numbers_at_issue(events=then, held=0, participants=0, signed=0)
    told = change_in_words(numbers, NOON, now, since)
    assert told == (f"В справке от 12.03.2025 – {words}" if words else "")


def test_a_copy_without_numbers_tells_nothing() -> None:
    assert change_in_words({}, NOON, [1], {}) == ""


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(user_of(roles.COORDINATOR))
    return client


def told_twice() -> tuple[Entry, Entry]:
    rows = []
    for number in (1, 2):
        quarter = report(Kind.INTERNATIONAL_REPORT, f"2031-Q{number}")
        row = make_entry(quarter, "Ярмарка", "by", day=date(2031, 3, 3), participants_count=50)
        Entry.objects.filter(pk=row.pk).update(own_event=row.event)
        row.refresh_from_db()
        rows.append(row)
    return rows[0], rows[1]


@pytest.mark.django_db
def test_a_dossier_keeps_its_numbers_and_the_page_says_what_was_joined(client: Client) -> None:
    first, second = told_twice()
    address = reverse("events:dossier", args=[Partner.objects.get(code="by").pk])
    span = {"start": "2031-01-01", "end": "2031-12-31"}
    client.post(address, {**span, "events": [first.event_id, second.event_id]})
    copy = DossierCopy.objects.get()
    assert copy.figures == {
        "events": 2,
        "held": 2,
        "participants": 100,
        "signed": 0,
        "keys": sorted([first.event_id, second.event_id]),
    }
    assert client.get(address, span).context["copies"] == [(copy, "")]
    join(first, second, Grounds())
    ((_copy, told),) = client.get(address, span).context["copies"]
    assert told.endswith(" – 2, сейчас 1: объединено повторов – 1.")
    assert DossierCopy.objects.get().figures == copy.figures
    part(second, Grounds())
    assert client.get(address, span).context["copies"] == [(copy, "")]


@pytest.mark.django_db
def test_one_page_figures_keep_theirs_when_they_are_taken_away(client: Client) -> None:
    first, second = told_twice()
    address = reverse("events:dashboard_file") + "?by=dates&period=2031&partner=by"
    page = reverse("events:dashboard") + "?partner=by&period=2031"
    client.get(address)
    assert not IssuedFigures.objects.exists()
    client.post(address)
    assert IssuedFigures.objects.get().figures["participants"] == 100
    assert client.get(page).context["issued"] == ""
    join(first, second, Grounds())
    assert client.get(page).context["issued"].endswith(" – 2, сейчас 1: объединено повторов – 1.")
    assert client.get(reverse("events:dashboard") + "?period=2031").context["issued"] == ""
