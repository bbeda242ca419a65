"""The page of a document and its file hold the same cells."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from lxml import html

from events.models import Entry, Event, Report
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db


def on_the_page(page: bytes) -> list[list[str]]:
    """Texts of the printed table; a cell over several rows is repeated, as python-docx does."""
    table = html.fromstring(page.decode()).find_class("printed")[0]
    for line_break in table.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column → rows left, text
    for line in table.iter("tr"):
        texts: list[str] = []
        cells = iter([cell for cell in line if cell.tag in ("td", "th")])
        while len(texts) < 7:
            left, text = hanging.pop(len(texts), (0, ""))
            if not left:
                cell = next(cells)
                text = words(cell.text_content())
                left = int(cell.get("rowspan", "1"))
                across = int(cell.get("colspan", "1"))
            else:
                across = 1
            if left > 1:
                hanging[len(texts)] = (left - 1, text)
            texts += [text] * across
        rows.append(texts)
    return rows


def words(text: str) -> str:
    return " ".join(text.split())


def in_the_file(data: bytes) -> list[list[str]]:
    return [[words(cell.text) for cell in row.cells] for row in Document(BytesIO(data)).tables[0].rows]


@pytest.fixture
def world() -> World:
    world = make_world()
    partners = ("Брянская область", "Брянская область", "Тверская область", "Тверская область")
    for order, partner in enumerate(partners, start=2):
        Entry.objects.create(
            report=world.plan,
            section=world.entry_a.section,
            department=world.department_a,
            order=order,
            event=Event.objects.create(title=f"Встреча {order}"),
            cells={"title": f"Встреча {order}\nв два абзаца", "partner": partner, "dates": "март 2031 года"},
        )
    Report.objects.filter(pk=world.plan.pk).update(notes=["Сроки могут уточняться."])
    return world


def test_the_page_and_the_file_hold_the_same_cells(world: World) -> None:
    client = Client()
    # An editor of the other department sees no pens; those of department A are submitted.
    world.submission_a.state = "handed_in"
    world.submission_a.save()
    client.force_login(world.users[Who.EDITOR_B])
    page = on_the_page(client.get(reverse("events:report", args=[world.plan.pk])).content)
    file = client.get(reverse("events:report_file", args=[world.plan.pk, "docx"])).content
    assert len(page) == 1 + 2 + 6 + 1
    assert page == in_the_file(file)
