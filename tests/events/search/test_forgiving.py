"""What people type is found however it is typed: slips, the other layout, any form, days, numbers."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from agreements.models import Agreement, Department
from coopregistry.models import User
from events.access import Access
from events.models import Report, Submission
from events.search.model import Found
from events.search.query import search
from tests.events.event_world import BOOK, CHOIR, DANCE, GARDEN, SUMMER, TEA, import_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def boss(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    with django_db_blocker.unblock(), transaction.atomic():
        import_world()
        Agreement.objects.filter(title__contains="Твер").update(number="17-Д")
        report = Report.objects.get(kind="interregional_plan")
        Submission.objects.create(
            report=report, department=Department.objects.first(), letter_number="01-12/345"
        )
        yield User.objects.create_superuser("a-boss")
        transaction.set_rollback(True)


def found(text: str, user: User) -> Found:
    return search(text, Access.of(user))


def first_names(given: Found) -> dict[str, list[str]]:
    return {
        group.key: ["".join(piece.text for piece in hit.name) for hit in group.hits] for group in given.groups
    }


TABLE = [
    # slips
    ("Витебцк", "events", DANCE),
    ("Витепск", "events", DANCE),
    ("Веитбск", "events", DANCE),
    ("ярморка", "events", BOOK),
    ("книжная ярмрка", "events", BOOK),
    ("выстовка садов", "events", GARDEN),
    ("выставка садво", "events", GARDEN),
    ("фестевали", "events", DANCE),
    ("договореность", "events", TEA),
    ("саглашение", "events", BOOK),
    ("хоровй слёт", "events", CHOIR),
    ("летня школа", "events", SUMMER),
    ("Калужкая", "partners", "Калужская область"),
    ("Бряннская область", "partners", "Брянская область"),
    # the other keyboard layout
    ("Dbnt,cr", "events", DANCE),
    ("zhvfhrf", "events", BOOK),
    (",hzycr", "partners", "Брянская область"),
    ("jrnz,hm", "events", DANCE),
    ("cfljd", "events", GARDEN),
    ("dbnt,wr", "events", DANCE),  # and a slip
    # any form, adjectives, abbreviations
    ("белорусских", "partner-events", DANCE),
    ("белорусские коллеги", "partners", "Беларусь"),
    ("с Брянской областью", "partner-events", GARDEN),
    ("брянской", "partner-events", GARDEN),
    ("РБ", "partner-events", DANCE),
    ("КНР", "partner-events", TEA),
    ("китайских", "partner-events", TEA),
    ("калужане", "partner-events", CHOIR),
    ("ЦФО", "partner-events", CHOIR),
    ("тверской области", "partner-events", BOOK),
    # days
    ("12.03.2025", "day-events", BOOK),
    ("12 марта 2025 г.", "day-events", BOOK),
    ("10-15 марта 2025", "day-events", BOOK),
    ("03.10.24", "day-events", DANCE),
    ("4 квартал 2024", "day-events", TEA),
    ("II полугодие 2024 года", "day-events", DANCE),
    ("декабрь 2024", "day-events", TEA),
    ("танец октябрь 2024", "day-events", DANCE),
    # numbers
    ("17-Д", "agreements", "Соглашение о сотрудничестве между"),
    ("01-12/345", "letters", "№ 01-12/345"),
    ("№ 01-12/345", "letters", "№ 01-12/345"),
]


@pytest.mark.parametrize(("text", "key", "name"), TABLE)
def test_it_is_found(boss: User, text: str, key: str, name: str) -> None:
    names = first_names(found(text, boss)).get(key, [])
    assert any(one.startswith(name) for one in names), first_names(found(text, boss))


def test_words_as_typed_come_before_any_guess(boss: User) -> None:
    assert found("ярмарка", boss).read_as == ""
    assert found("ярморка", boss).read_as == "ярмарка"
    assert found("zhvfhrf", boss).read_as == "ярмарка"
    assert found("Витебцк", boss).read_as == "Витебск"


@pytest.mark.parametrize("text", ["абракадабра", "щщщщщщщщ", "?!", "сад абракадабра", "xyzzy"])
def test_what_resembles_nothing_finds_nothing(boss: User, text: str) -> None:
    assert found(text, boss) == Found()


def test_a_guess_shows_only_what_the_reader_may_see(boss: User) -> None:
    assert found("ярморка", User.objects.create_user("a-nobody")) == Found()
