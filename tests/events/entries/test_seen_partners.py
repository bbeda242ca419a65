"""A place that the row names as a topic is counted as a partner by one click, and stays so."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Department
from events.entries import saving
from events.entries.rereading import read_again, store_rereadings, with_what_reading_needs
from events.entries.seen_partners import seen_in
from events.models import Entry, Finding, Report
from events.vocabulary import Role
from tests.importers.dumps import CULTURE

pytestmark = pytest.mark.django_db


HEADINGS = [["№", "number"], ["Наименование", "title"], ["Сроки", "dates"], ["Содержание", "content"]]


@pytest.fixture
def topic(db: None) -> Entry:
    """A row that names Japan as the topic of a lecture."""
    report = Report.objects.create(kind="international_report", period_code="2031-Q1", headings=HEADINGS)
    cells = {"title": "Лекция", "dates": "5 марта 2031 года", "content": "Рассказ о традициях Японии"}
    row = saving.NewEntry(cells=cells, values=saving.read_cells(report, cells))
    [entry] = saving.add_entries(report, Department.objects.get(name=CULTURE), [row])
    return entry


def counted(entry: Entry) -> list[str]:
    links = entry.partner_links.counted().select_related("partner")
    return sorted({link.partner.name for link in links})


def nobody(entry: Entry) -> Finding:
    return entry.findings.get(code="no-partner-found")


def test_one_click_counts_it_and_reading_again_keeps_it(topic: Entry, admin_client: Client) -> None:
    finding = nobody(topic)
    assert [(one.code, one.name) for one in seen_in([finding])[finding.pk]] == [("jp", "Япония")]
    page = admin_client.get(reverse("events:report", args=[topic.report_id]))
    assert 'name="partner" value="jp"' in page.content.decode()
    cure = reverse("events:entry_cure", args=[topic.pk])
    admin_client.post(cure, {"finding": nobody(topic).pk, "partner": "jp"})
    topic.refresh_from_db()
    assert counted(topic) == ["Япония"]
    assert not topic.findings.filter(code="no-partner-found").exists()
    store_rereadings(list(read_again(with_what_reading_needs(Entry.objects.filter(pk=topic.pk)))))
    assert counted(topic) == ["Япония"]


def test_many_of_them_cost_a_document_no_more_than_one(topic: Entry, admin_client: Client) -> None:
    page = reverse("events:report", args=[topic.report_id])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert 'name="partner" value="jp"' in admin_client.get(page).content.decode()
        return len(asked)

    cost()  # the first one notes the time in the session
    of_one = cost()
    rows = [
        saving.NewEntry(cells=topic.cells, values=saving.read_cells(topic.report, topic.cells)) for _ in "abc"
    ]
    saving.add_entries(topic.report, topic.department, rows)
    assert cost() == of_one


def test_it_ends_with_the_cell_that_named_it(topic: Entry, admin_client: Client) -> None:
    cure = reverse("events:entry_cure", args=[topic.pk])
    admin_client.post(cure, {"finding": nobody(topic).pk, "partner": "jp"})
    topic.refresh_from_db()
    saving.reword(topic, Role.CONTENT, "Рассказ о традициях", by_department=False)
    assert counted(topic) == []


@pytest.mark.parametrize("code", ["cn", "", "x" * 5000])
def test_a_place_the_row_does_not_name_is_not_counted(topic: Entry, admin_client: Client, code: str) -> None:
    cure = reverse("events:entry_cure", args=[topic.pk])
    admin_client.post(cure, {"finding": nobody(topic).pk, "partner": code})
    assert counted(topic) == []
