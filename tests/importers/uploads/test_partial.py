"""Rows without errors first, the rest later; many files at once; remarks for the authors."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from agreements.models import PartnerAlias
from events.models import Entry
from importers.models import ImportRun, PendingImport
from importers.uploads.spellings import UnknownSpelling, unknown_spellings
from tests.importers.dumps import CULTURE, EDUCATION, dump, plan_row
from tests.importers.uploads.giving import give, load, loaded, page, seen

pytestmark = pytest.mark.django_db

GOOD, BAD = plan_row("Книжная ярмарка"), plan_row("Слёт", partner="Заречная область")
MIXED = dump([(CULTURE, [GOOD, BAD]), (EDUCATION, [plan_row("=1+1", dates="когда-нибудь потом")])])


def titles() -> list[str]:
    return sorted(str(entry) for entry in Entry.objects.all())


def load_part(client: Client, pending: PendingImport, which: str) -> None:
    said = {"seen": seen(client, pending), "which": which}
    client.post(reverse("importers:load", args=[pending.pk]), said)


def test_rows_without_errors_are_loaded_and_the_others_wait(coordinator: Client) -> None:
    pending = give(coordinator, MIXED)
    assert pending.error_count == 2
    load_part(coordinator, pending, "good")
    run = ImportRun.objects.get()
    assert (titles(), run.counts["new"], run.counts["left"]) == (["Книжная ярмарка"], 1, 2)
    rest = PendingImport.objects.get(rest_of=run)
    shown = coordinator.get(reverse("importers:pending", args=[rest.pk]))
    assert shown.context["resolution"].counts == {"new": 2, "changed": 0, "unchanged": 1, "missing": 0}
    assert reverse("importers:pending", args=[rest.pk]) in _run_page(coordinator, run)
    coordinator.post(
        reverse("importers:partner", args=[rest.pk]), {"text": "Заречная область", "partner": "ru-69"}
    )
    load_part(coordinator, rest, "good")
    assert titles() == ["Книжная ярмарка", "Слёт"]


def test_nothing_is_loaded_as_long_as_a_row_has_an_error(coordinator: Client) -> None:
    pending = give(coordinator, MIXED)
    load_part(coordinator, pending, "none")
    pending.refresh_from_db()
    assert (titles(), pending.state) == ([], "waiting")


def test_a_row_left_behind_keeps_what_the_registry_holds(coordinator: Client) -> None:
    loaded(coordinator, dump([(CULTURE, [GOOD, plan_row("Слёт")])]))
    newer = dump([(CULTURE, [plan_row("Книжная ярмарка", place="г. Ржев"), BAD])])
    load_part(coordinator, give(coordinator, newer, name="новый.txt"), "good")
    cells = {str(entry): (entry.cells["partner"], entry.cells["place"]) for entry in Entry.objects.all()}
    assert cells == {
        "Книжная ярмарка": ("Тверская область", "г. Ржев"),
        "Слёт": ("Тверская область", "г. Тверь"),
    }


def test_only_rows_with_errors_are_shown_when_asked(coordinator: Client) -> None:
    pending = give(coordinator, MIXED)
    address = reverse("importers:pending", args=[pending.pk])
    shown = coordinator.get(address, {"tab": "new", "only": "errors"}).context
    titles = {cell.text for row in shown["rows"] for cell in row.cells}
    assert "Слёт" in titles
    assert "Книжная ярмарка" not in titles


def test_rows_with_remarks_are_given_out_as_written(coordinator: Client) -> None:
    pending = give(coordinator, MIXED)
    before = _book(coordinator.get(reverse("importers:rows_file", args=[pending.pk])).content)
    run = loaded(coordinator, MIXED)
    after = _book(coordinator.get(reverse("importers:run_rows_file", args=[run.pk])).content)
    assert before == after
    assert [row[5] for row in before[1:]] == ["Слёт", "=1+1"]
    assert "Заречная область" in before[1][-1]


def test_many_files_are_looked_at_and_loaded_together(coordinator: Client) -> None:
    good = give(coordinator, dump([(CULTURE, [GOOD])]), name="а.txt")
    other = MIXED.replace("на I полугодие".encode(), "на II полугодие".encode())
    bad = give(coordinator, other, name="б.txt")
    address = reverse("importers:together")
    shown = coordinator.get(address, {"file": [good.pk, bad.pk]})
    # Of the other half of a year all rows are doubtful: the days of the good one lie in the first.
    assert [(one["pending"], one["errors"]) for one in shown.context["previews"]] == [(good, 0), (bad, 3)]
    tokens = {f"seen_{one['pending'].pk}": one["fingerprint"] for one in shown.context["previews"]}
    coordinator.post(address, {"file": [good.pk, bad.pk], "which": "none", **tokens})
    assert titles() == ["Книжная ярмарка"]
    coordinator.post(address, {"file": [bad.pk], "which": "all", **tokens})
    assert len(titles()) == 4


@pytest.mark.parametrize("files", [[], ["x"], ["0"], ["9" * 30], ["\x00"]])
def test_files_that_are_none_lead_back_to_the_list(coordinator: Client, files: list[str]) -> None:
    for ask in (coordinator.get, coordinator.post):
        answer = ask(reverse("importers:together"), {"file": files})
        assert answer.url == reverse("importers:imports")


def test_another_editors_file_is_not_loaded_together(coordinator: Client, editor: Client) -> None:
    pending = give(coordinator, MIXED)
    answer = editor.get(reverse("importers:together"), {"file": [pending.pk]})
    assert answer.url == reverse("importers:imports")


def test_one_queue_holds_the_spellings_of_rows_and_of_files(coordinator: Client) -> None:
    loaded(coordinator, MIXED)
    waiting = MIXED.replace("2025 года".encode(), "2026 года".encode())
    pending = give(coordinator, waiting, name="ждёт.txt")
    assert unknown_spellings() == [
        UnknownSpelling(found="Заречная область", suggestions=(), rows=1, waiting=1)
    ]
    said = {"text": "Заречная область", "partner": "ru-69"}
    shown = coordinator.get(reverse("importers:spelling"), said)
    assert [name for _pk, name, _rows in shown.context["files"]] == ["ждёт.txt"]
    coordinator.post(reverse("importers:spelling_learn"), said)
    assert unknown_spellings() == []
    assert "Заречная область» нет" not in page(coordinator, pending, tab="findings")


def test_a_spelling_only_a_waiting_file_has_can_be_learned(coordinator: Client) -> None:
    give(coordinator, MIXED)
    said = {"text": "Заречная область", "partner": "ru-69"}
    assert coordinator.get(reverse("importers:spelling"), said).status_code == 200
    coordinator.post(reverse("importers:spelling_learn"), said)
    assert PartnerAlias.objects.get(text="Заречная область").partner.code == "ru-69"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, {"а.txt", "б.txt"}),
        ({"q": "Б.t"}, {"б.txt"}),
        ({"findings": "yes"}, {"б.txt"}),
        ({"findings": "no"}, {"а.txt"}),
        ({"kind": "interregional_plan"}, {"а.txt", "б.txt"}),
        ({"kind": "international_plan"}, set()),
    ],
)
def test_the_list_is_filtered(coordinator: Client, query: dict[str, str], names: set[str]) -> None:
    give(coordinator, dump([(CULTURE, [GOOD])]), name="а.txt")
    give(coordinator, MIXED, name="б.txt")
    shown = coordinator.get(reverse("importers:imports"), query).context["page_obj"]
    assert {pending.name for pending in shown} == names


def test_who_gave_a_file_is_a_filter_of_the_coordinator_alone(coordinator: Client, editor: Client) -> None:
    give(coordinator, MIXED)
    query = coordinator.get(reverse("importers:imports")).context["query"]
    who = query.fields["who"].queryset.get()
    for asked, count in ((who.pk, 1), (who.pk + 1, 1)):  # what is no choice filters nothing and is said
        shown = coordinator.get(reverse("importers:imports"), {"who": asked}).context
        assert len(shown["page_obj"].object_list) == count
    assert "who" not in editor.get(reverse("importers:imports")).context["query"].fields


def test_load_all_is_what_no_word_means(coordinator: Client) -> None:
    pending = give(coordinator, MIXED)
    load(coordinator, pending)
    assert len(titles()) == 3


def _run_page(client: Client, run: ImportRun) -> str:
    return client.get(reverse("importers:run", args=[run.pk])).content.decode()


def _book(data: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
