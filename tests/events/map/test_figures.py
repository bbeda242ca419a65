"""The map: drawn by its script, every partner in its place, every number that of the list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.models import Partner
from agreements.reference.read import partners
from events.map.pictures import pictures, shown_codes
from events.map.shades import CLASSES, shades
from events.map.territories import territories
from events.vocabulary import Kind
from maps import build
from tests.events.cooperation.world import coordinator, report, row, some_cooperation
from tests.events.event_world import chosen, import_world


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    return build.made()


def test_the_files_are_what_the_script_makes(made: dict[Path, str]) -> None:
    assert {path: path.read_text(encoding="utf-8") for path in made} == made


def test_every_subject_and_every_region_of_belarus_has_its_shape() -> None:
    known = {row.code for row in partners()}
    assert {one for one in shown_codes() if one.startswith("ru-")} == {
        row.code for row in partners() if row.kind == "subject"
    }
    assert shown_codes() <= known
    assert {one for one in shown_codes() if one.startswith("by-")} == {
        row.code for row in partners() if row.kind == "foreign_region" and row.parent == "by"
    }


def test_each_shape_is_drawn_once_within_its_picture(made: dict[Path, str]) -> None:
    for picture in pictures().values():
        text = made[build.SHAPES / f"map-{picture.name}.svg"]
        assert [text.count(f'<g id="{spot.code}">') for spot in picture.spots] == [1] * len(picture.spots)
        assert all(0 <= spot.x <= picture.width and 0 <= spot.y <= picture.height for spot in picture.spots)


def test_a_line_thinned_keeps_its_ends_and_stays_near() -> None:
    line = [(float(x), (x % 7) / 10) for x in range(50)]
    thin = build.thinned(line, 1.0)
    assert thin == [line[0], line[-1]]
    assert build.thinned(line, 0.0) == line


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.integers(0, 3000), max_size=60))
def test_shades_hold_every_number_and_rise_with_it(numbers: list[int]) -> None:
    colours = shades(numbers)
    assert len(colours.bounds) <= CLASSES
    assert list(colours.bounds) == sorted(set(colours.bounds))
    ordered = [colours.of(number) for number in sorted(numbers)]
    assert ordered == sorted(ordered)
    assert all(0 < colours.of(number) <= CLASSES for number in numbers if number)
    assert colours.of(0) == 0


@pytest.mark.parametrize(
    ("numbers", "legend"),
    [
        ([], []),
        ([0, 4], ["1–4"]),
        ([1, 2, 5], ["1", "2", "3–5"]),
        ([1, 2, 3, 4, 6, 7, 11, 15, 18, 20, 27, 34], ["1", "2–3", "4–7", "8–20", "21–34"]),
    ],
)
def test_a_legend_says_from_and_to(numbers: list[int], legend: list[str]) -> None:
    assert [words for _shade, words in shades(numbers).legend] == legend


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
def test_a_region_counts_with_what_lies_in_it_and_once() -> None:
    some_cooperation()
    plan = report(Kind.INTERREGIONAL_PLAN, "2031-H1")
    row(plan, "Двое из одной области", "ru-32", "ru-32-bryansk", day=date(2031, 4, 1))
    row(plan, "Только город", "ru-32-klintsy", day=date(2031, 4, 2))
    found = {one.code: one.events for one in territories(coordinator().events())}
    assert found["ru-32"] == 2
    assert (found["by"], found["by-vitebskaya"], found["by-brestskaya"]) == (4, 1, 0)
    assert "ru-32-klintsy" not in found


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
    row(plan, "Первое", "ru-32", day=date(2031, 4, 1))
    client.force_login(coordinator().user)
    client.get(reverse("events:map"))
    with django_assert_num_queries(12):
        client.get(reverse("events:map"))
    codes = Partner.objects.filter(kind="subject").exclude(code="ru-67").values_list("code", flat=True)
    for number, code in enumerate(codes[:30]):
        row(plan, f"Мероприятие {number}", code, day=date(2031, 4, 2))
    with django_assert_num_queries(12):
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
@pytest.mark.parametrize(
    ("code", "picture", "shapes"),
    [
        ("ru-32", "west", 1),
        ("ru-32-bryansk", "west", 1),
        ("by", "west", 7),
        ("ru-41", "russia", 1),
        ("fr", "", 0),
    ],
)
def test_a_partner_page_shows_its_place(client: Client, code: str, picture: str, shapes: int) -> None:
    client.force_login(coordinator().user)
    partner = Partner.objects.get(code=code)
    page = client.get(reverse("events:partner", args=[partner.pk])).content.decode()
    assert page.count('class="here"') == shapes
    assert (f"map-{picture}.svg" in page) is bool(picture)
