"""Registers hold the events of their filter with the words that show it; notes are held against rows."""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agreements.models import Agreement
from coopregistry.history import version_of
from coopregistry.models import User
from events.access import Access
from events.event_list.filters import EventFilter
from events.figures.closing_note import closing_note
from events.figures.coverage import coverage
from events.figures.groupings import two_groupings
from events.figures.registers import REGISTERS, register_events, register_lines
from events.figures.scope import Scope
from events.meetings.visits import Visit, visit_evidence
from events.models import Report, Section, Sphere
from events.vocabulary import Kind, Role
from tests.events.cooperation.world import agreement, coordinator, report, row

pytestmark = pytest.mark.django_db


def scope_of(query: str, access: Access) -> Scope:
    scope = Scope.from_query(QueryDict(query), access)[1]
    assert scope is not None
    return scope


# --- registers


@pytest.mark.parametrize("slug", REGISTERS)
@pytest.mark.parametrize(
    "query", ["period=2024", "period=2025", "period=2025&by=documents", "period=2024&partner=kz"]
)
def test_a_register_holds_the_events_of_its_list(boss: User, slug: str, query: str) -> None:
    access, visit = Access.of(boss), REGISTERS[slug][0]
    scope = scope_of(query, access)
    listed = EventFilter(QueryDict(scope.query(visit=visit, outcome="reported")), access).events
    lines = register_lines(register_events(scope, visit), access)
    assert sorted(line.event.pk for line in lines) == sorted(event.pk for event in listed)


def test_a_register_says_who_when_where_and_from_which_row(boss: User) -> None:
    lines = register_lines(
        register_events(scope_of("period=2025", Access.of(boss)), Visit.INCOMING), Access.of(boss)
    )
    (line,) = lines
    assert (line.event.title, line.dates) == ("Приём делегации мастеров", "02.04.2025")
    assert line.source.report.period_code == "2025-Q2"
    assert [piece.text for piece in line.pieces if piece.labels] == ["Приём делегации"]


@pytest.mark.parametrize(
    ("cells", "role", "words"),
    [
        ({"title": "Служебная командировка в г. Минск"}, Role.TITLE, "Служебная командировка"),
        ({"title": "Форум", "participants": "Делегация области"}, Role.PARTICIPANTS, "Делегация"),
        ({"title": "Рабочая встреча с Послом"}, Role.TITLE, "встреча"),
        ({"title": "Прием официальной делегации города"}, Role.TITLE, "Прием официальной делегации"),
        ({"title": "Выставка"}, Role.TITLE, ""),
    ],
)
def test_the_words_that_show_a_visit(cells: dict[str, str], role: Role, words: str) -> None:
    assert visit_evidence(cells) == (role, words)


def test_content_alone_makes_no_delegation() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for cell in ("participants", "content"):
        entry = row(done, f"Форум {cell}", "by", day=date(2031, 2, 2), direction="at_home")
        entry.cells[cell] = "Делегация области"
        entry.save()
    access = coordinator()
    found = register_events(scope_of("period=2031", access), Visit.INCOMING)
    assert [event.title for event in found] == ["Форум participants"]


@pytest.mark.parametrize("slug", REGISTERS)
def test_files_hold_the_register(client: Client, boss: User, slug: str) -> None:
    access = Access.of(boss)
    lines = register_lines(register_events(scope_of("period=2024", access), REGISTERS[slug][0]), access)
    url = reverse("events:register_file", args=[slug, "docx"]) + "?period=2024"
    table = docx.Document(BytesIO(client.get(url).content)).tables[0]
    titles = [" ".join(cells.cells[2].text.split()) for cells in table.rows][1:-1]
    assert titles == [line.event.title for line in lines]
    book = openpyxl.load_workbook(BytesIO(client.get(url.replace("docx", "xlsx")).content))
    assert [cell.value for cell in book.active["C"]][-1 - len(lines) : -1] == titles


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_of_a_register_do_not_grow(
    client: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for number in range(rows):
        row(done, f"Рабочая встреча {number}", "by", day=date(2031, 2, 2), activity="meeting")
    with django_assert_max_num_queries(18):
        client.get(reverse("events:register", args=["meetings"]) + "?period=2031")


# --- the closing note


def noted(*notes: str) -> Report:
    """Two meetings in one house, a delegation elsewhere; a call, a trip and a Russian guest do not count."""
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q2")
    done.notes = list(notes)
    done.save()
    for title, place, code, values in (
        ("Рабочая встреча с послом", "г. Смоленск, здание Дома Встреч", "by", {"activity": "meeting"}),
        ("Переговоры с консулом", "Дом Встреч, г. Смоленск", "by", {"activity": "negotiations"}),
        ("Визит делегации", "п. Пробный, завод", "kz", {"activity": "visit"}),
        ("Видеоконференция", "г. Смоленск", "by", {"activity": "meeting", "mode": "online"}),
        ("Визит в соседний край", "г. Витебск", "by", {"activity": "visit", "direction": "outgoing"}),
        ("Встреча с гостем из Брянска", "г. Смоленск", "ru-32", {"activity": "meeting"}),
        ("Выставка", "г. Смоленск", "by", {"activity": "exhibition"}),
    ):
        entry = row(
            done, title, code, day=date(2031, 5, 5), **{"direction": "at_home", "mode": "in_person", **values}
        )
        entry.cells["place"] = place
        entry.save()
    return done


def test_the_numbers_of_a_note_are_held_against_its_rows() -> None:
    done = noted(
        "В II квартале 2031 года состоялись 4 встречи (приемы, переговоры) с иностранными делегациями: "
        "2 приема – в здании Дома Встреч (ул. Пробная, д. 1), одна встреча – на площадке АО «Чайный дом»"
    )
    note = closing_note(done, coordinator())
    assert [(one.number, len(one.entries), one.difference) for one in note.written] == [
        (4, 3, -1),
        (2, 2, 0),
        (1, 0, -1),
    ]
    assert {one.cells["title"] for one in note.written[1].entries} == {
        "Рабочая встреча с послом",
        "Переговоры с консулом",
    }


def test_an_event_two_bodies_tell_of_is_one_meeting() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q3")
    first = row(done, "Рабочая встреча", "by", activity="meeting", direction="at_home")
    row(done, "Рабочая встреча", "by", event=first.event, activity="meeting", direction="at_home")
    assert len(closing_note(done, coordinator()).entries) == 1


@pytest.mark.parametrize("text", ["", "Без чисел", "Всего 5 мероприятий за 2031 год", "№ 4 встречи"])
def test_a_note_without_numbers_of_meetings_says_none(text: str) -> None:
    assert closing_note(noted(text), coordinator()).written == ()


def test_the_note_is_written_from_the_rows() -> None:
    assert closing_note(noted(), coordinator()).text == (
        "В II квартале 2031 года состоялись 3 встречи (приемы, переговоры) с иностранными делегациями "
        "(отдельными лицами): 1 – г. Смоленск, здание Дома Встреч; 1 – Дом Встреч, г. Смоленск; "
        "1 – п. Пробный, завод"
    )
    empty = report(Kind.INTERNATIONAL_REPORT, "2032-Q1")
    assert closing_note(empty, coordinator()).text.endswith("(отдельными лицами) не проводились")


def test_a_coordinator_takes_the_note_over_once(client: Client) -> None:
    done = noted("Старое примечание")
    url = reverse("events:closing_note", args=[done.pk])
    sent = {"text": "Новое примечание", "version": client.get(url).context["form"].initial["version"]}
    assert client.post(url, sent).status_code == 302
    done.refresh_from_db()
    assert done.notes == ["Новое примечание"]
    again = client.post(url, {**sent, "text": "Третье"})
    assert again.context["form"].non_field_errors()
    done.state = Report.State.APPROVED
    done.save()
    closed = client.post(url, {"text": "Третье", "version": version_of(done)})
    assert closed.context["form"].non_field_errors()
    done.refresh_from_db()
    assert done.notes == ["Новое примечание"]


# --- two groupings


@pytest.mark.parametrize("query", ["period=2025", "period=2025&by=documents", "period=2024", "period=1990"])
def test_both_groupings_hold_the_same_events(boss: User, query: str) -> None:
    access = Access.of(boss)
    found = two_groupings(scope_of(query, access))
    assert found.agree
    bodies, spheres = found.sides
    assert bodies.total == spheres.total == found.events.value
    assert bodies.alone_in_all == bodies.grouped - found.both
    assert spheres.alone_in_all == spheres.grouped - found.both
    for side in found.sides:
        for name, cell in (*side.lines, ("", side.nowhere)):
            listed = EventFilter(QueryDict(cell.query), access).events.count()
            assert (name, listed) == (name, cell.value)


def test_events_of_one_grouping_alone_are_named() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    section = Section.objects.create(report=done, title="Раздел", sphere=Sphere.objects.first())
    row(done, "Ярмарка", day=date(2031, 2, 2), section=section)
    row(done, "Концерт", day=date(2031, 2, 2))
    found = two_groupings(scope_of("period=2031", coordinator()))
    bodies, spheres = found.sides
    assert [event.title for event in spheres.alone] == ["Ярмарка"]
    assert (bodies.alone, found.neither, found.both) == ((), 1, 0)


def test_the_groupings_leave_conditions_on_bodies_and_spheres_out(client: Client) -> None:
    sphere = Sphere.objects.first()
    url = reverse("events:groupings") + "?period=2025"
    narrow, whole = (client.get(url + more) for more in (f"&sphere={sphere.pk}&department=1", ""))
    assert narrow.context["groupings"].events.value == whole.context["groupings"].events.value
    for suffix in ("docx", "xlsx"):
        assert client.get(reverse("events:groupings_file", args=[suffix]) + "?period=2025").status_code == 200


# --- agreements and plans


def test_agreements_without_plans_and_plans_without_agreements() -> None:
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H1")
    row(plan, "Ярмарка", "by-vitebskaya", day=date(2031, 2, 2))
    row(plan, "Выставка", "kz", day=date(2031, 2, 2))
    row(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Концерт", "ru-32", day=date(2031, 2, 3))
    agreement("Соглашение с Беларусью", "ru-67", "by")
    agreement("Соглашение с Брянской областью", "ru-67", "ru-32")
    agreement("Прежнее соглашение с Казахстаном", "ru-67", "kz", state="lapsed")
    found = coverage(scope_of("period=2031", coordinator()))
    # Where the documents of the other tests are loaded, the treaty of theirs stands too.
    treaty = [("ru-69", 1, 0)] if Agreement.objects.filter(partners__code="ru-69").exists() else []
    named = {
        name: [(partner.code, agreements, cell.value) for partner, agreements, cell in getattr(found, name)]
        for name in ("unplanned", "without_agreement", "covered")
    }
    assert named == {
        "unplanned": [("ru-32", 1, 0), *treaty],
        "without_agreement": [("kz", 0, 1)],
        "covered": [("by", 1, 1)],
    }
    for one in (*found.covered, *found.unplanned, *found.without_agreement):
        assert EventFilter(QueryDict(one[2].query), coordinator()).events.count() == one[2].value


@pytest.mark.parametrize("name", ["groupings", "agreements_and_plans"])
@pytest.mark.parametrize("query", ["", "period=x", "partner=%00", "kind=x", "by=x", "sphere=1e99"])
def test_pages_answer_whatever_is_asked(client: Client, name: str, query: str) -> None:
    assert client.get(f"{reverse(f'events:{name}')}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["period=x", "partner=%00", "page=x", "page=999999999999999999999"])
def test_a_register_answers_whatever_is_asked(client: Client, query: str) -> None:
    assert client.get(f"{reverse('events:register', args=['meetings'])}?{query}").status_code == 200
