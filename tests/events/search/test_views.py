"""The search box finds events, partners, agreements, departments and documents by any word form."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from agreements.models import Agreement, Department, Partner
from coopregistry.models import User
from events.access import Access
from events.models import Event, Report
from events.search.model import Found, SearchGroup, SearchHit
from events.search.query import search
from tests.events.event_world import BOOK, DANCE, GARDEN, SUMMER, TEA, TREATY, chosen, import_world, titles
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db

QUERIES = 22
OF_DAYS = 6  # more where the text names days


@pytest.fixture
def world(db: None) -> World:
    """Built for each test instead of once per module: most tests here count events."""
    return make_world()


@pytest.fixture(scope="module")
def boss(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    with django_db_blocker.unblock(), transaction.atomic():
        import_world()
        yield User.objects.create_superuser("a-boss")
        transaction.set_rollback(True)


def found(text: str, user: User) -> dict[str, SearchGroup]:
    return {group.key: group for group in search(text, Access.of(user)).groups}


def names(group: SearchGroup) -> list[str]:
    return ["".join(piece.text for piece in hit.name) for hit in group.hits]


def marked(hit: SearchHit) -> list[str]:
    return [piece.text for piece in hit.name if piece.labels]


def test_events_are_found_by_any_word_form_and_marked(boss: User) -> None:
    group = found("ярмарок", boss)["events"]
    assert (names(group), group.count) == ([BOOK], 1)
    assert marked(group.hits[0]) == ["ярмарка"]
    assert group.hits[0].url == reverse("events:event", args=[Event.objects.get(title=BOOK).pk])


def test_the_cell_that_says_it_is_shown(boss: User) -> None:
    hit = found("обмен делегациями", boss)["events"].hits[0]
    assert "".join(piece.text for piece in hit.name) == TEA
    assert hit.cell == "содержание и результат"
    assert [piece.text for piece in hit.excerpt if piece.labels] == ["обмене", "делегациями"]


@pytest.mark.parametrize(
    "text", ["Витебск", "2025", "брянск", "ВЫСТАВКА САДОВ", "слет", "слёты", "делегация"]
)
def test_the_number_of_events_is_that_of_the_list_the_link_shows(boss: User, text: str) -> None:
    group = found(text, boss)["events"]
    listed = chosen(group.more.partition("?")[2], boss).events
    assert group.count == listed.count() > 0
    assert set(names(group)) == titles(listed)


def test_an_event_named_so_comes_before_one_that_mentions_it(boss: User) -> None:
    group = found("ярмарка", boss)["events"]
    assert names(group)[0] == BOOK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Брянскую", ["Брянская область", "Брянск"]),
        ("брянской области", ["Брянская область"]),
        ("Белоруссию", ["Беларусь"]),
        ("КНР", ["Китай"]),
        ("витебск", ["Витебская область", "Витебск"]),
    ],
)
def test_partners_are_found_by_case_town_and_other_names(boss: User, text: str, expected: list[str]) -> None:
    assert names(found(text, boss)["partners"])[: len(expected)] == expected


def test_a_partner_leads_to_its_page(boss: User) -> None:
    hit = found("Калужской области", boss)["partners"].hits[0]
    assert hit.url == reverse("events:partner", args=[Partner.objects.get(code="ru-40").pk])


def test_agreements_are_found_by_words_and_number(boss: User) -> None:
    agreement = Agreement.objects.get(title=TREATY)
    agreement.number = "17-СП"
    agreement.save()
    for text in ("соглашения с Тверской областью", "17-сп", "Правительству Тверской"):
        group = found(text, boss)["agreements"]
        assert (names(group), group.hits[0].url) == (
            [TREATY],
            reverse("events:agreement", args=[agreement.pk]),
        )


def test_departments_lead_to_their_events(boss: User) -> None:
    hit = found("министерства культуры", boss)["departments"].hits[0]
    department = Department.objects.get(pk=int(hit.url.rpartition("=")[2]))
    assert "культуры" in department.name.casefold()
    assert titles(chosen(hit.url.partition("?")[2], boss).events) == {BOOK, GARDEN}


@pytest.mark.parametrize("text", ["отчет 4 квартал 2024", "отчёта за IV квартал 2024", "международных 2024"])
def test_documents_are_found_by_kind_and_period_in_both_numerals(boss: User, text: str) -> None:
    report = Report.objects.get(kind="international_report")
    assert [hit.url for hit in found(text, boss)["reports"].hits] == [
        reverse("events:report", args=[report.pk])
    ]


def test_the_first_half_year_is_not_the_second(boss: User) -> None:
    assert len(found("план I полугодие 2025", boss)["reports"].hits) == 1
    assert "reports" not in found("план II полугодие 2025", boss)


@pytest.mark.parametrize("text", ["", "   ", "«»", "№ —", "\x00", "_"])
def test_signs_alone_find_nothing(boss: User, text: str) -> None:
    assert search(text, Access.of(boss)) == Found()


def test_every_word_must_be_there(boss: User) -> None:
    assert search("ярмарка абракадабра", Access.of(boss)) == Found()


def test_rows_still_written_are_found_by_their_department_alone(world: World, client: Client) -> None:
    for who, expected in ((Who.EDITOR_A, True), (Who.EDITOR_B, False), (Who.VIEWER, False)):
        group = found("Ярмарка", world.users[who]).get("events")
        assert ("Ярмарка" in (names(group) if group else [])) is expected, who


def test_whoever_has_no_role_finds_nothing(boss: User) -> None:
    assert search("ярмарка", Access.of(User.objects.create_user("nobody-yet"))) == Found()


def test_the_page_shows_what_was_found_marked(boss: User, client: Client) -> None:
    client.force_login(boss)
    page = client.get(reverse("events:search"), {"q": "танцев"}).content.decode()
    assert "Фестиваль <mark>танцев</mark>" in page
    assert "<title>танцев – Поиск" in page


def test_the_page_says_what_to_do_when_nothing_is_found(boss: User, client: Client) -> None:
    client.force_login(boss)
    page = client.get(reverse("events:search"), {"q": "абракадабра"}).content.decode()
    assert "Ничего не найдено" in page


def test_offers_wait_for_the_third_sign(boss: User, client: Client) -> None:
    client.force_login(boss)
    address = reverse("events:search_offers")
    assert client.get(address, {"q": "яр"}).content.strip() == b""
    assert 'role="option"' in client.get(address, {"q": "ярм"}).content.decode()


def test_offers_are_three_of_a_kind_at_most(boss: User, client: Client) -> None:
    client.force_login(boss)
    page = client.get(reverse("events:search_offers"), {"q": "2025"}).content.decode()
    assert page.count('id="find-events-') == 3


@pytest.mark.parametrize("address", ["events:search", "events:search_offers"])
@pytest.mark.parametrize(
    "text", ["\x00", "%", "'", "а" * 5000, "<script>", "1" * 100, "\ud800".encode("utf-8", "surrogatepass")]
)
def test_no_text_breaks_the_search(boss: User, client: Client, address: str, text: str | bytes) -> None:
    client.force_login(boss)
    answer = client.get(f"{reverse(address)}?{urlencode({'q': text})}")
    assert answer.status_code == 200
    assert b"<script>" not in answer.content.replace(b"<script src", b"")


def test_queries_do_not_grow_with_what_is_found(
    boss: User, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(boss)
    client.get(reverse("events:search"))  # a process looks for restricted rows that are over once a day
    counts = []
    for text in (SUMMER, "выставка", DANCE):
        with django_assert_max_num_queries(QUERIES) as made:
            client.get(reverse("events:search"), {"q": text})
        counts.append(len(made))
    assert counts == [counts[0]] * 3
    with django_assert_max_num_queries(QUERIES + OF_DAYS):
        client.get(reverse("events:search"), {"q": "выставка 2025"})
