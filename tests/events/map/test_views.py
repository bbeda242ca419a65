"""The map: drawn by its script, every partner on it, every number equal to that of the list."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from agreements.models import Partner
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report, some_cooperation
from tests.events.event_world import chosen, import_world


def lines(client: Client, query: str = "") -> Iterator[dict]:
    response = client.get(f"{reverse('events:map')}?{query}")
    assert response.status_code == 200
    yield from response.context["lines"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=interregional_plan",
        "since=2024-10-01&until=2025-02-28",
        "outcome=held&text=выставка",
        "partner=ru-32&exclude=partner",
        "kind=interregional_plan&exclude=kind&exclude=partner",
        "page=3&by=name&order=title",
    ],
)
def test_every_number_is_that_of_the_list_it_leads_to(client: Client, query: str) -> None:
    import_world()
    some_cooperation()
    user = coordinator().user
    client.force_login(user)
    seen = 0
    for line in lines(client, query):
        if line["is_home"]:
            assert (line["url"], line["events"]) == ("", 0)
            continue
        query_of_list = line["url"].partition("?")[2]
        assert chosen(query_of_list, user).events.count() == line["events"], line["name"]
        seen += line["events"]
    assert seen > 0 or query.startswith("outcome")


@pytest.mark.django_db
def test_a_partner_chosen_in_the_list_stands_out_and_narrows_nothing(client: Client) -> None:
    import_world()
    client.force_login(coordinator().user)
    everything = list(lines(client))
    assert list(lines(client, "partner=ru-32")) == everything
    response = client.get(reverse("events:map"), {"partner": "ru-32"})
    assert response.content.decode().count('class="chosen"') == 3  # on both pictures and in the table


@pytest.mark.django_db
def test_rows_are_sorted_by_name_when_asked(client: Client) -> None:
    import_world()
    client.force_login(coordinator().user)
    names = [line["name"] for line in lines(client, "by=name")]
    assert names == sorted(names)
    numbers = [line["events"] for line in lines(client)]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["since=x", "since=%00", "partner=%00", "by=%00", "sphere=" + "9" * 5000, "period=10%5E30"]
)
def test_hostile_values_are_said_at_their_fields(client: Client, query: str) -> None:
    import_world()
    client.force_login(coordinator().user)
    assert client.get(f"{reverse('events:map')}?{query}").status_code == 200


@pytest.mark.django_db
def test_queries_do_not_grow_with_rows(client: Client, django_assert_num_queries) -> None:
    plan = report(Kind.INTERREGIONAL_PLAN, "2031-H1")
    make_entry(plan, "Первое", "ru-32", day=date(2031, 4, 1))
    client.force_login(coordinator().user)
    client.get(reverse("events:map"))
    with django_assert_num_queries(11):
        client.get(reverse("events:map"))
    codes = Partner.objects.filter(kind="subject").exclude(code="ru-67").values_list("code", flat=True)
    for number, code in enumerate(codes[:30]):
        make_entry(plan, f"Мероприятие {number}", code, day=date(2031, 4, 2))
    with django_assert_num_queries(11):
        client.get(reverse("events:map"))


@pytest.mark.django_db
def test_a_partner_removed_leaves_its_shape_without_a_number(client: Client) -> None:
    some_cooperation()
    Partner.objects.get(code="ru-01").remove()
    client.force_login(coordinator().user)
    response = client.get(reverse("events:map"))
    assert response.status_code == 200
    assert "Республика Адыгея" not in response.content.decode()


@pytest.mark.django_db
def test_a_picture_as_a_file_says_what_it_shows(client: Client) -> None:
    import_world()
    client.force_login(coordinator().user)
    [bryansk] = [line for line in lines(client) if line["code"] == "ru-32"]
    for name in ("west", "russia", "world"):
        response = client.get(reverse("events:map_file", args=[name]), {"partner": "ru-32"})
        assert response["Content-Type"] == "image/svg+xml"
        picture = etree.fromstring(response.content)
        outlined = [shape.get("id") for shape in picture.iterfind(".//{*}g[@stroke-width='3']")]
        assert outlined == ([] if name == "world" else ["ru-32"])
        numbers = [text.text for text in picture.iterfind(".//{*}svg//{*}text")]
        assert (str(bryansk["events"]) in numbers) == (name == "west")
        legend = [text.text for text in picture.iterfind("{*}text")]
        assert ("Смоленская область" in legend) == ("★" in numbers) == (name != "world")
        assert "Обведены: Брянская область" in legend
    narrowed = client.get(reverse("events:map_file", args=["west"]), {"since": "2024-10-01"})
    assert "01.10.2024" in narrowed.content.decode()
