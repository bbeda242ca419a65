"""Events of a list that may be told twice."""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agreements.models import Department, Partner
from coopregistry import roles
from events.entries.joining import Grounds, join
from events.matching.undecided import Undecided, undecided
from events.models import Entry, MatchProposal
from events.templatetags.repeats import possible_repeats
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report, unfinished, user_of, viewer

pytestmark = pytest.mark.django_db
WORDS = "Возможны повторы"
NOTE = 'role="note"'


def waiting_pair(rank: int = 1) -> tuple[Entry, Entry]:
    """A planned and a reported row of one title that nobody has decided on."""
    plan = make_entry(report(Kind.INTERNATIONAL_PLAN, "2031-H1"), "Ярмарка", "by", day=date(2031, 2, 2))
    told = make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Ярмарка", "kz", day=date(2031, 2, 3))
    MatchProposal.objects.create(a=plan, b=told, score=0.8, rank=rank)
    return plan, told


def test_events_of_the_list_are_counted_and_no_others(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan, _told = waiting_pair()
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Концерт", "by", day=date(2031, 2, 3))
    access = coordinator()
    with django_assert_num_queries(2):
        assert undecided(access.events(), access).events == 2
    assert undecided(access.events().filter(pk=plan.event_id), access).events == 1
    assert undecided(access.events().filter(title="Концерт"), access).events == 0


def test_second_choices_and_decided_pairs_do_not_count() -> None:
    waiting_pair(rank=2)
    assert not undecided(viewer().events(), viewer())
    plan, told = waiting_pair()
    assert undecided(viewer().events(), viewer()).words == "Возможны повторы: 2."
    join(plan, told, Grounds())
    assert undecided(viewer().events(), viewer()).words == ""


def test_a_pair_with_a_row_the_reader_may_not_see_is_left_out() -> None:
    _plan, told = waiting_pair()
    department = Department.objects.create(name="Министерство пробных дел")
    Entry.objects.filter(pk=told.pk).update(department=department)
    told.refresh_from_db()
    unfinished(told.report, told)
    assert undecided(coordinator().events(), coordinator()).events == 2
    assert undecided(viewer().events(), viewer()).events == 0


# --- where it is said


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(user_of(roles.VIEWER))
    return client


def test_the_note_leads_to_the_page_of_matching_once_the_site_has_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("events.templatetags.repeats.MATCHES", "events:no-such-page")
    assert possible_repeats(Undecided(2, 7))["address"] == ""
    monkeypatch.setattr("events.templatetags.repeats.MATCHES", "events:reports")
    assert possible_repeats(Undecided(2, 7))["address"] == f"{reverse('events:reports')}?report=7"
    assert possible_repeats(Undecided(2))["address"] == reverse("events:reports")
    assert possible_repeats(Undecided())["address"] == ""


def pages(plan: Entry) -> list[str]:
    belarus = Partner.objects.get(code="by").pk
    return [
        reverse("events:events") + "?since=2031-01-01",
        reverse("events:dashboard") + "?period=2031",
        reverse("events:groupings") + "?period=2031",
        reverse("events:partner", args=[belarus]),
        reverse("events:dossier", args=[belarus]) + "?start=2031-01-01&end=2031-12-31",
        reverse("events:fate", args=[plan.report_id]),
    ]


def test_pages_say_it_until_all_is_decided(client: Client) -> None:
    plan, told = waiting_pair()
    assert [NOTE in client.get(page).content.decode() for page in pages(plan)] == [True] * 6
    join(plan, told, Grounds())
    assert [NOTE in client.get(page).content.decode() for page in pages(plan)] == [False] * 6


def paper_text(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_working_files_carry_it_and_papers_never_do(client: Client) -> None:
    plan, _told = waiting_pair()
    belarus = Partner.objects.get(code="by").pk
    events = reverse("events:events_file", args=["docx"]) + "?since=2031-01-01"
    figures = reverse("events:dashboard_file") + "?period=2031"
    fate = reverse("events:fate", args=[plan.report_id]) + "?file=1"
    assert f"{WORDS}: 2." in paper_text(client.get(events).content)
    assert f"{WORDS}: 2." in paper_text(client.get(fate).content)
    assert WORDS not in paper_text(client.get(figures).content)
    dossier = client.post(
        reverse("events:dossier", args=[belarus]),
        {"start": "2031-01-01", "end": "2031-12-31", "events": [plan.event_id]},
    )
    assert WORDS not in paper_text(dossier.content)
    table = reverse("events:figures_file", args=["whole", "xlsx"]) + "?period=2031"
    sheet = openpyxl.load_workbook(BytesIO(client.get(table).content)).active
    lines = [str(line[0]) for line in sheet.iter_rows(values_only=True)]
    assert [line for line in lines if WORDS in line] == [f"{WORDS}: 2."]
