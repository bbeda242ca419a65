"""Registers list the meetings, visits and results of their filter, each with its row."""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agreements.models import Department
from coopregistry.models import User
from events.access import Access
from events.entries.joining import Grounds, join
from events.figures.registers import (
    REGISTERS,
    TO_CONFIRM,
    RegisterLine,
    RegisterQuery,
    meeting_counts,
    register_lines,
)
from events.meetings.correcting import confirm, told_of
from events.models import Entry, Meeting
from events.vocabulary import MeetingKind
from tests.events.cooperation.world import coordinator, unfinished, viewer
from tests.events.figures.scopes import figures, scope_of
from tests.events.meetings.reports import MEETING, RECEPTION, TRIP, report_of_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("a-boss"))
    return client


def lines_of(
    slug: str, query: str = "period=2031", access: Access | None = None, **conditions: str
) -> list[RegisterLine]:
    scope = scope_of(query, access or coordinator())
    return register_lines(REGISTERS[slug], scope, RegisterQuery(**conditions))


def test_a_meeting_says_who_met_whom_about_what_and_with_what_result() -> None:
    report_of_rows(MEETING)
    (line,) = lines_of("meetings")
    assert line.cells == (
        "5 февраля 2031 года",
        "г. Смоленск",
        "Губернатор Смоленской области В.В. Выдумов",
        "Чрезвычайный и Полномочный Посол Республики Армения в Российской Федерации А.А. Небывалян",
        "вопросы поставок льна",
        "Достигнута договоренность провести ярмарку",
        "",
    )
    assert line.source_words.endswith("№ 1")


def test_a_reception_counts_the_delegation_and_not_the_forum() -> None:
    report_of_rows(RECEPTION)
    (line,) = lines_of("delegations-received")
    assert line.cells[1:4] == (
        "Могилёвская область",
        "заместитель председателя Могилевского областного исполнительного комитета Н.Н. Небывайко",
        "15",
    )


def test_a_trip_and_the_meeting_within_it_stand_in_their_own_registers() -> None:
    report_of_rows(TRIP)
    assert [line.cells[2] for line in lines_of("delegations-sent")] == [
        "Министр культуры Смоленской области Л.Л. Придумкина"
    ]
    assert [line.cells[0] for line in lines_of("meetings")] == ["13 февраля 2031 года"]


_SAME_MEETING = (
    "Рабочая встреча в рамках Дня поля",
    *MEETING[1:3],
    "Прошла встреча Губернатора Смоленской области В.В. Выдумова с Чрезвычайным и Полномочным Послом "
    "Республики Армения в Российской Федерации А.А. Небываляном",
    MEETING[4],
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [2, 1, 1]),
        ("&by=documents", [2, 1, 1]),
        ("&partner=by", [0, 1, 0]),
        ("&partner=am", [2, 0, 1]),
        ("&kind=agreements_report", [0, 0, 0]),
    ],
)
def test_figures_count_the_lines_of_the_registers(query: str, expected: list[int]) -> None:
    """One meeting of two rows counts once."""
    report_of_rows(MEETING, RECEPTION, TRIP, _SAME_MEETING)
    first, *_others, last = Entry.objects.order_by("order")
    join(last, first, Grounds())
    scope = scope_of(f"period=2031{query}", coordinator())
    counts = meeting_counts(scope)
    registers = [(one.told, register_lines(one, scope, RegisterQuery())) for one in REGISTERS.values()]
    assert counts == {told: len(lines) for told, lines in registers}
    assert [counts[told] for told in ("meetings", "received", "trips")] == expected
    rows = figures(f"period=2031{query}", coordinator()).table("whole").rows
    (cell,) = [cells[1] for cells in rows if cells[0].value == "Официальные встречи"]
    assert (cell.value, cell.register, cell.query) == (counts["meetings"], "meetings", scope.own_query)


def test_a_meeting_belongs_to_the_period_of_its_own_day() -> None:
    """The row lies in February; a person put the meeting it tells of into March."""
    report_of_rows(TRIP)
    day = date(2031, 3, 13)
    Meeting.objects.filter(kind=MeetingKind.MEETING).update(start=day, end=day)
    assert [line.cells[0] for line in lines_of("meetings", "period=2031-03")] == ["13 марта 2031 года"]
    assert lines_of("meetings", "period=2031-02") == []
    assert meeting_counts(scope_of("period=2031-03", coordinator()))["meetings"] == 1


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/registers/results/?period=2031-Q1&by=dates", "/results/?period=2031-Q1"),
        ("/registers/results/file.docx?period=2031", "/results/file.docx?period=2031"),
    ],
)
def test_the_former_register_of_results_leads_to_its_page(
    client: Client, address: str, leads_to: str
) -> None:
    assert client.get(address).headers["Location"] == leads_to


def test_rows_of_one_event_that_tell_of_one_meeting_are_one_line_with_both_sources() -> None:
    report_of_rows(MEETING, MEETING)
    assert Entry.objects.values("event").distinct().count() == 1  # the matcher is sure of equal rows
    (line,) = lines_of("meetings")
    assert {source.entry.number for source in line.sources} == {1, 2}


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"level": "ambassador"}, 1),
        ({"level": "head_of_region"}, 1),
        ({"level": "municipality"}, 0),
        ({"person": "небывалян"}, 1),
        ({"person": "Выдумов посол"}, 0),
        ({"person": "Придуманов"}, 0),
    ],
)
def test_a_register_is_filtered_by_level_and_person(conditions: dict[str, str], found: int) -> None:
    report_of_rows(MEETING)
    assert len(lines_of("meetings", **conditions)) == found


def test_a_meeting_counts_by_its_own_day() -> None:
    report_of_rows(TRIP)  # 12-14 February
    assert [len(lines_of("meetings", f"period={period}")) for period in ("2031-02", "2031-03")] == [1, 0]


def test_a_name_made_by_rule_waits_to_be_confirmed() -> None:
    report_of_rows(RECEPTION)
    entry = Entry.objects.get()
    assert [line.is_to_confirm for line in lines_of("delegations-received")] == [True]
    for told in told_of(entry).values():
        confirm(entry, told)
    assert [line.is_to_confirm for line in lines_of("delegations-received")] == [False]


def test_what_a_department_still_writes_is_in_no_register_of_others() -> None:
    report = report_of_rows(MEETING)
    entry = Entry.objects.get()
    entry.department = Department.objects.first()
    entry.save()
    unfinished(report, entry)
    assert lines_of("meetings", access=viewer()) == []


@pytest.mark.parametrize("slug", REGISTERS)
def test_files_hold_the_register(client: Client, slug: str) -> None:
    report_of_rows(MEETING, RECEPTION, TRIP)
    lines = lines_of(slug)
    url = reverse("events:register_file", args=[slug, "docx"]) + "?period=2031"
    table = docx.Document(BytesIO(client.get(url).content)).tables[0]
    assert [cell.text for cell in table.rows[0].cells][1:] == list(REGISTERS[slug].headings)
    last = [" ".join(row.cells[-1].text.split()) for row in table.rows][1:-1]
    assert [TO_CONFIRM in text for text in last] == [line.is_to_confirm for line in lines]
    book = openpyxl.load_workbook(BytesIO(client.get(url.replace("docx", "xlsx")).content))
    assert f"Записей: {len(lines)}." in "".join(str(cell.value) for row in book.active for cell in row)


@pytest.mark.parametrize("slug", REGISTERS)
def test_queries_of_a_register_do_not_grow(
    client: Client, slug: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    report_of_rows(*([MEETING, RECEPTION, TRIP] * 8))
    with django_assert_max_num_queries(22):
        client.get(reverse("events:register", args=[slug]) + "?period=2031")


@pytest.mark.parametrize(
    "query", ["period=x", "partner=%00", "page=x", "page=999999999999999999999", "level=x", "person=%00"]
)
def test_a_register_answers_whatever_is_asked(client: Client, query: str) -> None:
    assert client.get(f"{reverse('events:register', args=['meetings'])}?{query}").status_code == 200


@pytest.mark.parametrize("name", ["groupings", "agreements_and_plans"])
@pytest.mark.parametrize("query", ["", "period=x", "partner=%00", "kind=x", "by=x", "sphere=1e99"])
def test_pages_answer_whatever_is_asked(client: Client, name: str, query: str) -> None:
    assert client.get(f"{reverse(f'events:{name}')}?{query}").status_code == 200
