"""What the preview shows: a summary in rows, the rows as a table, equal remarks as one; what lists say."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from importers.models import PendingImport
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.resolving.test_matches import REPORT_TITLE
from tests.importers.uploads.giving import give, loaded

pytestmark = pytest.mark.django_db

FAIR, CHOIR, UNKNOWN = plan_row("Книжная ярмарка"), plan_row("Хоровой слёт"), "Заречная область"


def test_changed_cells_stand_in_their_columns_and_equal_remarks_are_one(coordinator: Client) -> None:
    loaded(coordinator, dump([(CULTURE, [FAIR, CHOIR])]))
    strange = [plan_row(f"Слёт {number}", UNKNOWN) for number in range(3)]
    later = plan_row("Книжная ярмарка", dates="13 марта 2025 года")
    pending = give(coordinator, dump([(CULTURE, [later, CHOIR, *strange])]), name="новый.txt")
    address = reverse("importers:pending", args=[pending.pk])

    shown = coordinator.get(address, {"tab": "changed"}).context
    assert [number for _label, number in shown["figures"]] == [5, 3, 1, 1, 0, 3]
    [row] = shown["rows"]
    changed = {heading for heading, cell in zip(shown["headings"], row.cells, strict=True) if cell.change}
    assert changed == {"Сроки проведения мероприятия"}

    assert shown["load_counts"] == ["новых – 3", "измененных – 1"]  # what stays away is not told

    found = coordinator.get(address, {"tab": "findings"}).context
    [group] = [group for group in found["groups"] if UNKNOWN in group.text]
    assert (group.count, len(group.places)) == (3, 3)
    assert all(re.fullmatch(r"№ \d+ \(строка \d+\)", place.words) for place in group.places)
    assert found["counts"]["findings"] == len(found["groups"])


def test_lists_say_why_a_file_is_not_loaded_and_what_was_undone(coordinator: Client) -> None:
    pending = give(coordinator, b"PK\x03\x04 broken", name="план.docx")
    listed = coordinator.get(reverse("importers:imports"), {"given": pending.pk}).context["page_obj"]
    assert [file.why_not for file in listed] == [pending_words(coordinator, pending.pk)]

    data = dump([(CULTURE, [FAIR])])
    run = loaded(coordinator, data)
    assert not run.is_undone
    coordinator.post(reverse("importers:undo", args=[run.pk]))
    done = coordinator.get(reverse("importers:imports"), {"state": "loaded"}).context["page_obj"]
    assert [one.is_undone for one in done] == [True]


def pending_words(client: Client, pk: int) -> str:
    return client.get(reverse("importers:pending", args=[pk])).context["blocker"]


def test_what_would_be_linked_is_asked_once_the_page_is_shown(coordinator: Client) -> None:
    loaded(coordinator, dump([(CULTURE, [FAIR])]))
    pending = give(coordinator, dump([(CULTURE, [FAIR])], title=REPORT_TITLE), name="отчет.txt")
    address = reverse("importers:pending", args=[pending.pk])
    told = "1 строка будет связана с мероприятием реестра."
    page = coordinator.get(address).content.decode()
    assert (f'hx-get="{address}?matched=1"' in page, told in page) == (True, False)
    part = coordinator.get(address, {"matched": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert (told in part, "<html" in part) == (True, False)
    whole = coordinator.get(address, {"matched": "1"}).content.decode()  # without scripts
    assert (told in whole, "<html" in whole, "hx-get" in whole) == (True, True, False)


def test_a_file_loaded_meanwhile_is_shown_by_a_page_of_its_own(coordinator: Client) -> None:
    run = loaded(coordinator, dump([(CULTURE, [FAIR])]))
    address = reverse("importers:pending", args=[PendingImport.objects.get(run=run).pk])
    part = coordinator.get(address, {"matched": "1"}, headers={"HX-Request": "true"})
    assert (part.headers["HX-Refresh"], part.content) == ("true", b"")
