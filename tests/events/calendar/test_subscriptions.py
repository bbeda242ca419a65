"""Subscriptions: an address is shown once, opens what its owner may see now, and can be closed."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from agreements.models import Department
from coopregistry import roles
from coopregistry.models import Change
from events.access import Access
from events.event_list.calendar_file import calendar_file
from events.models import CalendarLink, Event
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report, unfinished, user_of
from tests.events.event_world import ALL, BOOK, CHOIR, DANCE, GARDEN, SUMMER, TEA, import_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client: Client) -> Client:
    client.force_login(coordinator().user)
    return client


def subscribe(client: Client, query: str = "", **values: str) -> str:
    """The address as the page shows it."""
    data = {"name": "Мой календарь", "with_vague": "on", "query": query, **values}
    response = client.post(reverse("events:calendar_links"), data)
    assert response.status_code == 200, response.content
    address = response.context["address"]
    assert address in response.content.decode()
    assert response.context["webcal"] == "webcal" + address.removeprefix("http")
    return address


def read(address: str, **headers: str) -> Calendar:
    response = Client().get(address, headers=headers)
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def titles(calendar: Calendar) -> set[str]:
    return {str(item["SUMMARY"]).rpartition("] ")[2] for item in calendar.walk("VEVENT")}


def test_an_address_gives_the_events_of_its_filter_without_a_session(client: Client) -> None:
    import_world()
    assert titles(read(subscribe(client))) == ALL
    assert titles(read(subscribe(client, "partner=ru-32&order=title&page=7"))) == {GARDEN, SUMMER}
    exact = subscribe(client, name="Только дни", with_vague="")
    assert titles(read(exact)) == {BOOK, GARDEN, DANCE}


def test_every_field_of_every_event_is_the_registrys(client: Client) -> None:
    import_world()
    calendar = read(subscribe(client))
    items = {item["UID"]: item for item in calendar.walk("VEVENT")}
    events = Event.objects.all().with_outcome(coordinator().entries())
    assert set(items) == {f"event-{event.pk}@ru-67.coopregistry" for event in events}
    for event in events:
        item = items[f"event-{event.pk}@ru-67.coopregistry"]
        assert item.decoded("DTSTART") == event.start
        assert item.decoded("DTEND") == event.end + timedelta(days=1)
        assert str(item["SUMMARY"]).endswith(event.title)
        assert item["LOCATION"] == event.place
        assert item["URL"].endswith(reverse("events:event", args=[event.pk]))
        vague = event.precision != "day"
        assert str(item["SUMMARY"]).startswith("[") is (vague or event.outcome == "cancelled")
        wanted = "CANCELLED" if event.outcome == "cancelled" else "TENTATIVE" if vague else "CONFIRMED"
        assert item["STATUS"] == wanted
    tea = next(item for item in items.values() if str(item["SUMMARY"]).endswith(TEA))
    assert str(tea["SUMMARY"]) == f"[декабрь 2024 года] {TEA}"
    assert "Партнеры: Пекин" in tea["DESCRIPTION"]
    assert "Сотрудничество в сфере культуры" in [str(one) for one in tea["CATEGORIES"].cats]


def test_an_unchanged_calendar_is_not_sent_again(client: Client) -> None:
    import_world()
    address = subscribe(client)
    first = Client().get(address)
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert Client().get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert Client().get(address).content == first.content
    Event.objects.filter(title=TEA).update(place="г. Шанхай")
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "г. Шанхай" in again.content.decode().replace("\r\n ", "")
    assert again["ETag"] != first["ETag"]
    assert again["Cache-Control"] == "private, no-cache"


def test_use_is_noted(client: Client) -> None:
    import_world()
    address = subscribe(client)
    link = CalendarLink.objects.get()
    assert link.last_used_at is None
    read(address)
    link.refresh_from_db()
    assert timezone.now() - link.last_used_at < timedelta(minutes=10)
    assert f"{timezone.localtime(link.last_used_at):%d.%m.%Y}" in page(client)


def page(client: Client) -> str:
    return client.get(reverse("events:calendar_links")).content.decode()


def press(client: Client, do: str):
    return client.post(reverse("events:calendar_link", args=[CalendarLink.objects.get().pk]), {"do": do})


def test_a_closed_address_opens_nothing_even_when_the_record_comes_back(client: Client) -> None:
    import_world()
    address = subscribe(client)
    assert press(client, "revoke").status_code == 302
    assert Client().get(address).status_code == 404
    assert "Мой календарь" not in client.get(reverse("events:calendar_links")).context["links"]
    CalendarLink.with_removed.get().restore()
    assert Client().get(address).status_code == 404


def test_a_new_address_closes_the_old_one(client: Client) -> None:
    import_world()
    old = subscribe(client)
    new = press(client, "renew").context["address"]
    assert old != new
    assert Client().get(old).status_code == 404
    assert titles(read(new)) == ALL


def test_the_address_stands_nowhere_but_on_its_page_once(client: Client) -> None:
    import_world()
    token = subscribe(client).rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 43
    kept = [value for row in CalendarLink.with_removed.values_list() for value in row]
    assert token not in map(str, kept)
    digest = CalendarLink.objects.get().token_digest
    written = [
        f"{change.before}{change.after}" for change in Change.objects.filter(model="events.calendarlink")
    ]
    assert written
    assert not any(digest in text or token in text for text in written)
    assert token not in page(client)


@pytest.mark.parametrize("how", ["inactive", "without a role"])
def test_an_owner_who_may_see_nothing_any_more_has_no_calendar(client: Client, how: str) -> None:
    import_world()
    address = subscribe(client)
    user = coordinator().user
    if how == "inactive":
        user.is_active = False
        user.save()
    else:
        user.groups.clear()
    assert Client().get(address).status_code == 404


def test_a_calendar_shows_what_its_owner_may_see_now(client: Client) -> None:
    department = Department.objects.create(name="Министерство пробных дел")
    plan = report(Kind.INTERREGIONAL_PLAN, "2031-H1")
    entry = make_entry(plan, "Пишется", "ru-32", day=date(2031, 3, 1), department=department)
    unfinished(plan, entry)
    address = subscribe(client)
    assert titles(read(address)) == {"Пишется"}
    coordinator().user.groups.set([Group.objects.get(name=roles.VIEWER)])
    assert titles(read(address)) == set()


def test_a_filter_that_means_nothing_any_more_is_no_empty_calendar(client: Client) -> None:
    import_world()
    address = subscribe(client, "partner=ru-32")
    CalendarLink.objects.update(query="partner=atlantis")
    assert Client().get(address).status_code == 404
    assert "отбор больше не действует" in page(client)


@pytest.mark.parametrize(
    "values",
    [{"name": ""}, {"name": "я" * 201}, {"name": "\0"}, {"query": "partner=atlantis"}, {"query": "a" * 3000}],
)
def test_a_wrong_subscription_is_refused_at_its_fields(client: Client, values: dict[str, str]) -> None:
    data = {"name": "Мой календарь", "query": "", **values}
    response = client.post(reverse("events:calendar_links"), data)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert CalendarLink.objects.count() == 0


def test_nobody_has_more_than_twenty(client: Client) -> None:
    for number in range(20):
        subscribe(client, name=f"Календарь {number}")
    response = client.post(reverse("events:calendar_links"), {"name": "Лишний"})
    assert response.context["form"].non_field_errors()
    assert CalendarLink.objects.count() == 20


@pytest.mark.parametrize("token", ["x", "%00", "x" * 5000, "..%2F..%2Fetc"])
def test_an_address_of_nobody_is_not_found(token: str) -> None:
    assert Client().get(f"/calendar/feed/{token}.ics").status_code == 404


def test_queries_of_a_calendar_do_not_grow_with_rows(client: Client, django_assert_max_num_queries) -> None:
    plan = report(Kind.INTERREGIONAL_PLAN, "2031-H1")
    make_entry(plan, "Первое", "ru-32", day=date(2031, 4, 1))
    address = subscribe(client)
    read(address)
    with django_assert_max_num_queries(16):
        read(address)
    for number in range(30):
        make_entry(plan, f"Мероприятие {number}", "ru-40", day=date(2031, 4, 2))
    read(address)
    with django_assert_max_num_queries(16):
        read(address)


def test_a_file_of_a_list_says_what_has_no_place_in_it() -> None:
    plan = report(Kind.INTERREGIONAL_PLAN, "2031-H1")
    make_entry(plan, "Когда-нибудь", "ru-32")
    make_entry(plan, "Первое", "ru-32", day=date(2031, 4, 1))
    access = Access.of(user_of(roles.VIEWER))
    events = list(access.events().with_outcome(access.entries()))
    data = calendar_file(
        events, access, site="https://registry.example/", name="Перечень", about="Партнер – Брянск"
    )
    text = data.decode().replace("\r\n ", "")
    assert "X-WR-CALDESC:Партнер – Брянск\\nМероприятий без срока\\, не вошедших в календарь: 1" in text
    assert titles(Calendar.from_ical(data)) == {"Первое"}
    assert "https://registry.example/events/" in text
    assert CHOIR not in text
