"""The calendar's pages: every event of the list on its days, none on a day it does not have."""

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from events.models import Event
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report
from tests.events.event_world import BOOK, CHOIR, DANCE, GARDEN, SUMMER, TEA, chosen, import_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client: Client) -> Client:
    client.force_login(coordinator().user)
    return client


def page(client: Client, query: str) -> dict:
    response = client.get(f"{reverse('events:calendar')}?{query}")
    assert response.status_code == 200
    return response.context


def on_days(context: dict) -> set[tuple[str, int]]:
    cells = [cell for _name, month in context["months"] for cell in month.days]
    single = {(event.title, cell.day.day) for cell in cells for event in cell.events}
    return single | {(bar.event.title, cell.day.day) for cell in cells for bar in cell.lanes if bar}


def in_bands(context: dict) -> set[str]:
    return {event.title for band in context["bands"] for event, _words in band["events"]}


def test_a_month_shows_days_as_days_and_the_rest_beside(client: Client) -> None:
    import_world()
    february = page(client, "at=2025-02-14")
    assert on_days(february) == {(GARDEN, 26)}
    assert in_bands(february) == {CHOIR}
    assert (february["number"], february["title"]) == (2, "Февраль 2025 года")
    june = page(client, "at=2025-06-01")
    assert on_days(june) == set()
    assert in_bands(june) == {CHOIR, SUMMER}


def test_a_quarter_and_a_year_hold_what_their_months_hold(client: Client) -> None:
    import_world()
    quarter = page(client, "show=quarter&at=2024-11-30")
    assert quarter["title"] == "IV квартал 2024 года"
    months = [agenda.month for _name, agenda in quarter["agendas"]]
    assert [[one.event.title for one in agenda.occasions] for _name, agenda in quarter["agendas"]] == [
        [DANCE],
        [],
        [],
    ]
    assert [[event.title for event in month.vague] for month in months] == [[], [], [TEA]]
    assert in_bands(quarter) == set()
    year = page(client, "show=year&at=2025-01-01")
    assert {name: month.number for name, month in year["months"] if month.number} == {
        "февраль": 1,
        "март": 1,
        "июнь": 1,
    }
    assert in_bands(year) == {CHOIR}


def test_a_day_is_a_list_of_its_own(client: Client) -> None:
    import_world()
    day = page(client, "show=day&at=2025-02-27")
    assert [event.title for event in day["exact"]] == [GARDEN]
    assert in_bands(day) == {CHOIR}
    assert (
        "отменено"
        in client.get(reverse("events:calendar"), {"show": "day", "at": "2025-02-27"}).content.decode()
    )


def test_the_filter_of_the_list_holds_and_can_be_taken_away(client: Client) -> None:
    import_world()
    march = page(client, "at=2025-03-01&partner=ru-32")
    assert (march["number"], len(march["active_filters"])) == (0, 1)
    assert march["earlier"] == date(2025, 2, 26)
    assert march["later"] == date(2025, 6, 1)
    assert "at=2025-03-01" in march["active_filters"][0].query
    assert "partner" not in march["active_filters"][0].query
    assert on_days(page(client, march["active_filters"][0].query)) == {(BOOK, 12)}


@pytest.mark.parametrize(
    ("query", "since", "until"),
    [
        ("at=2025-02-01", "2025-02-01", "2025-02-28"),
        ("at=2025-02-01&since=2025-02-10", "2025-02-10", "2025-02-28"),
        ("at=2025-02-01&since=2025-01-10&until=2025-02-27", "2025-02-01", "2025-02-27"),
    ],
)
def test_the_list_a_page_leads_to_holds_what_the_page_shows(
    client: Client, query: str, since: str, until: str
) -> None:
    import_world()
    context = page(client, query)
    given = QueryDict(context["within"])
    assert given.dict() == {"since": since, "until": until, "by_plan": "no"}
    assert chosen(context["within"], coordinator().user).events.count() == context["number"] == 2


def test_separate_days_of_a_row_are_separate_in_the_calendar(client: Client) -> None:
    plan = report(Kind.INTERREGIONAL_PLAN, "2031-H1")
    entry = make_entry(
        plan, "Три субботы", "ru-32", start=date(2031, 3, 1), end=date(2031, 3, 15), precision="day"
    )
    entry.recognised = {
        "dates": {
            "start": "2031-03-01",
            "end": "2031-03-15",
            "days": ["2031-03-01", "2031-03-08", "2031-03-15"],
        }
    }
    entry.save()
    assert on_days(page(client, "at=2031-03-01")) == {("Три субботы", day) for day in (1, 8, 15)}
    Event.objects.update(end=date(2031, 3, 4))  # a person says otherwise
    assert on_days(page(client, "at=2031-03-01")) == {("Три субботы", 1), ("Три субботы", 3)}


@pytest.mark.parametrize(
    "query",
    [
        "at=x",
        "at=%00",
        "at=" + "9" * 5000,
        "at=2500-01-01",
        "show=%00",
        "show=week&at=2025-13-01",
        "at=1990-01-01",
    ],
)
def test_hostile_values_show_some_month(client: Client, query: str) -> None:
    import_world()
    assert page(client, query)["extent"] == "month"


def test_a_wrong_value_of_the_filter_is_said_and_shows_nothing(client: Client) -> None:
    import_world()
    context = page(client, "since=вчера&at=2025-02-01")
    assert not context["valid"]
    assert context["number"] == 0


@pytest.mark.parametrize("show", ["day", "month", "quarter", "year"])
def test_queries_do_not_grow_with_rows(client: Client, django_assert_max_num_queries, show: str) -> None:
    plan = report(Kind.INTERREGIONAL_PLAN, "2031-H1")
    for number in range(30):
        make_entry(plan, f"Мероприятие {number}", "ru-32", day=date(2031, 3, 1 + number % 28))
    make_entry(plan, "Долгое", "ru-32", start=date(2031, 3, 1), end=date(2031, 3, 9), precision="day")
    client.get(reverse("events:calendar"))
    with django_assert_max_num_queries(13):
        client.get(reverse("events:calendar"), {"show": show, "at": "2031-03-01"})
