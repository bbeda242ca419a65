"""Saved filters, the filter a list opens with, and the columns of each user."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from events.models import EventListChoice, SavedFilter
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

LIST = "/events/"


@pytest.fixture
def coordinator(client: Client, world: World) -> Client:
    client.force_login(world.users[Who.COORDINATOR])
    return client


def save(client: Client, query: str, name: str, **values: str) -> None:
    answer = client.post(f"{reverse('events:saved_filter_new')}?{query}", {"name": name, **values})
    assert answer.status_code == 302, answer.context["form"].errors


def test_a_filter_is_kept_as_the_address_says_it(coordinator: Client) -> None:
    save(coordinator, "partner=ru-32&order=title&page=7&columns=title&since=", "Соседи")
    one = SavedFilter.objects.get()
    assert (one.query, one.words, one.is_shared) == (
        "partner=ru-32&order=title",
        "Партнер – Брянская область",
        False,
    )
    page = coordinator.get(LIST, {"order": "title", "partner": "ru-32"})
    assert page.context["is_saved"]
    assert [saved.name for saved in page.context["saved"]] == ["Соседи"]


def test_a_filter_that_is_none_is_not_saved(coordinator: Client) -> None:
    for query in ("", "since=вчера", "partner=zz", "page=2"):
        answer = coordinator.post(f"{reverse('events:saved_filter_new')}?{query}", {"name": "x"})
        assert (answer.status_code, answer.url.split("?")[0]) == (302, LIST)
    assert not SavedFilter.objects.exists()


def test_two_filters_of_a_user_have_two_names(coordinator: Client) -> None:
    save(coordinator, "partner=ru-32", "Соседи")
    answer = coordinator.post(f"{reverse('events:saved_filter_new')}?partner=by", {"name": "Соседи"})
    assert list(answer.context["form"].errors) == ["name"]
    save(coordinator, "partner=by", "Соседи за рубежом")
    assert SavedFilter.objects.count() == 2


def test_only_coordinators_share(world: World, client: Client) -> None:
    client.force_login(world.users[Who.EDITOR_A])
    save(client, "partner=ru-32", "Мой", is_shared="on")
    assert not SavedFilter.objects.get().is_shared
    client.force_login(world.users[Who.COORDINATOR])
    save(client, "partner=by", "Общий", is_shared="on")
    client.force_login(world.users[Who.VIEWER])
    seen = client.get(LIST).context["saved"]
    assert [(one.name, one.owner) for one in seen] == [("Общий", world.users[Who.COORDINATOR])]


def test_a_filter_is_renamed_removed_and_put_back(coordinator: Client) -> None:
    save(coordinator, "partner=ru-32", "Соседи")
    one = SavedFilter.objects.get()
    coordinator.post(reverse("events:saved_filter", args=[one.pk]), {"name": "Ближние"})
    coordinator.post(reverse("events:saved_filter_remove", args=[one.pk]))
    page = coordinator.get(reverse("events:saved_filters"))
    assert (list(page.context["rows"]), [gone.name for gone in page.context["removed"]]) == ([], ["Ближние"])
    save(coordinator, "partner=by", "Ближние")
    coordinator.post(reverse("events:saved_filter_restore", args=[one.pk]))
    assert SavedFilter.objects.get().query == "partner=by"  # the name is taken: said, not done
    SavedFilter.objects.update(name="Дальние")
    coordinator.post(reverse("events:saved_filter_restore", args=[one.pk]))
    assert set(SavedFilter.objects.values_list("name", "query")) == {
        ("Дальние", "partner=by"),
        ("Ближние", "partner=ru-32"),
    }


def test_the_list_opens_with_a_filter_until_told_otherwise(coordinator: Client) -> None:
    save(coordinator, "partner=ru-32", "Соседи", opens="on")
    one = SavedFilter.objects.get()
    answer = coordinator.get(LIST)
    assert (answer.status_code, answer.url) == (302, "/events/?partner=ru-32")
    everything = coordinator.get("/events/?all=yes")
    assert (everything.status_code, everything.context["active_filters"]) == (200, [])
    page = coordinator.get("/events/?partner=ru-32").content.decode()
    assert 'href="/events/?all=yes"' in page  # the active filter and «show all» lead there
    coordinator.post(reverse("events:saved_filter_opens", args=[one.pk]))
    assert coordinator.get(LIST).status_code == 200
    coordinator.post(reverse("events:saved_filter_opens", args=[one.pk]))
    one.remove()
    assert coordinator.get(LIST).status_code == 200


def test_columns_are_kept_for_each_user(coordinator: Client, world: World) -> None:
    answer = coordinator.post(
        reverse("events:event_columns"), {"column": ["mode", "dates"], "query": "partner=by"}
    )
    assert answer.url == "/events/?partner=by"
    assert [column.key for column in coordinator.get(LIST).context["columns"]] == ["title", "dates", "mode"]
    address = coordinator.get(LIST, {"columns": "title,place"})
    assert [column.key for column in address.context["columns"]] == ["title", "place"]
    other = Client()
    other.force_login(world.users[Who.VIEWER])
    assert len(other.get(LIST).context["columns"]) == 7


def test_a_spreadsheet_holds_the_chosen_columns(coordinator: Client) -> None:
    data = coordinator.get("/events/file.xlsx?columns=title,dates,figure,spheres").getvalue()
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert [cell.value for cell in sheet[6]] == [
        *("№ п/п", "Мероприятие", "Срок", "Начало", "Окончание", "Сфера", "Участники"),
    ]


@pytest.mark.parametrize("text", ["x", "\0", "title;drop", "1" * 5000, ",,,", "title,password"])
def test_columns_that_are_none_are_said(coordinator: Client, text: str) -> None:
    page = coordinator.get(LIST, {"columns": text})
    assert page.status_code == 200
    assert not page.context["columns_known"]
    assert len(page.context["columns"]) == 7
    assert coordinator.get("/events/file.csv", {"columns": text}).status_code == 200
    coordinator.post(reverse("events:event_columns"), {"column": [text], "query": text})
    assert not EventListChoice.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_more_filters_cost_no_more_queries(
    coordinator: Client, world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        SavedFilter.objects.create(
            owner=world.users[Who.ADMINISTRATOR], name=str(number), query="partner=by", is_shared=True
        )
    with django_assert_num_queries(10):
        coordinator.get(reverse("events:saved_filters"))
