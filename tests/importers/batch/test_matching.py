"""Documents of one go are matched once, when all of them are in."""

from collections.abc import Iterable
from io import StringIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from coopregistry.models import ChangeSet
from events.matching import linking
from events.models import Entry, MatchDecision, MatchProposal
from importers.batch.matching import match_waiting
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document
from importers.models import ImportRun
from importers.undoing import undo_import
from tests.events.matching.scenes import Tally, read_scene, scenes, tally, uploads
from tests.importers.dumps import CULTURE, PLAN, dump, plan_row

pytestmark = pytest.mark.django_db

FAIR = plan_row("Ярмарка народных ремесел")
REPORT_TITLE = "Отчет о мероприятиях в сфере межрегионального сотрудничества\nза I квартал 2025 года"

Pair = frozenset[tuple[str, str, int]]


def load_at_once(documents: Iterable[tuple[Upload, Target]]) -> None:
    for upload, target in documents:
        import_document(upload, target, is_one_of_many=True)
    match_waiting()


def linked() -> set[Pair]:
    told: dict[int, list[tuple[str, str, int]]] = {}
    for entry in Entry.objects.select_related("report"):
        told.setdefault(entry.event_id, []).append(
            (entry.report.kind, entry.report.period_code, entry.number)
        )
    return {frozenset(pair) for names in told.values() for pair in combinations(names, 2)}


def a_plan_and_its_report() -> list[Upload]:
    return [
        Upload(name="план.txt", data=dump([(CULTURE, [FAIR])], headings=PLAN)),
        Upload(name="отчет.txt", data=dump([(CULTURE, [FAIR])], headings=PLAN, title=REPORT_TITLE)),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for upload in a_plan_and_its_report():
        (tmp_path / upload.name).write_bytes(upload.data)
    return tmp_path


def load(folder: Path) -> None:
    call_command("import_documents", str(folder), stdout=StringIO(), stderr=StringIO())


@pytest.mark.one_database
def test_annotated_documents_are_matched_as_well_as_one_by_one(settings: Any) -> None:
    """The aims of tests/events/matching/test_pairs, where each document is matched when it comes in. What may
    differ is what depends on the order: a row that was sure of its counterpart before a rival came in. Every
    third scene shows it."""
    whole = Tally()
    for name in scenes()[::3]:
        with transaction.atomic():
            scene = read_scene(name, settings)
            load_at_once(uploads(scene))
            whole += tally(scene)
            transaction.set_rollback(True)
    assert 1 - len(whole.wrong) / whole.linked >= 0.99, whole.wrong
    assert whole.sure / whole.true >= 0.80
    assert (whole.sure + whole.likely) / whole.true >= 0.95


@pytest.mark.one_database
@pytest.mark.parametrize("name", ["smolensk-2023-international", "tver-2025-mixed"])
def test_the_order_of_documents_does_not_matter(name: str, settings: Any) -> None:
    found = []
    for turn in (1, -1):
        with transaction.atomic():
            load_at_once(list(uploads(read_scene(name, settings)))[::turn])
            found.append(linked())
            transaction.set_rollback(True)
    assert found[0] == found[1] != set()


@pytest.mark.one_database
def test_all_cores_find_what_one_finds(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    found = []
    for least in (0, 10**6):
        monkeypatch.setattr(linking, "ON_ALL_CORES", least)
        with transaction.atomic():
            load_at_once(uploads(read_scene("tver-2025-mixed", settings)))
            found.append((linked(), list(MatchProposal.objects.values_list("score", "reasons", "against"))))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert all(found[0])


def test_a_folder_is_matched_when_it_is_in(folder: Path) -> None:
    load(folder)
    assert Entry.objects.values("event").distinct().count() == 1
    runs = ImportRun.objects.order_by("pk")
    assert [(run.awaits_matching, run.counts.get("linked", 0)) for run in runs] == [(False, 0), (False, 1)]
    matching = ChangeSet.objects.get(changes__model="events.matchdecision")
    assert matching not in [run.change_set for run in runs]


def test_a_file_by_itself_is_matched_with_its_import(folder: Path) -> None:
    for path in sorted(folder.iterdir(), reverse=True):
        load(path)
    run = ImportRun.objects.get(report__kind="interregional_report")
    matching = ChangeSet.objects.get(changes__model="events.matchdecision")
    assert (matching, run.counts["linked"]) == (run.change_set, 1)


def test_a_go_that_was_killed_before_it_matched_is_matched_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*args: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(linking, "_applied", killed)
    with pytest.raises(KeyboardInterrupt):
        load(folder)
    assert (MatchDecision.objects.count(), ImportRun.objects.filter(awaits_matching=True).count()) == (0, 2)
    monkeypatch.undo()
    load(folder)  # both files are in already
    assert (MatchDecision.objects.count(), ImportRun.objects.filter(awaits_matching=True).count()) == (1, 0)
    assert Entry.objects.values("event").distinct().count() == 1


def test_what_was_written_while_it_was_compared_is_compared_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = linking.compare

    def meanwhile(entries: Any, **options: Any) -> Any:
        found = compare(entries, **options)
        monkeypatch.undo()
        entry = Entry.objects.get(report__kind="interregional_report")
        entry.cells = {**entry.cells, "title": "Заседание коллегии архивистов", "dates": "2 июня 2020 года"}
        entry.save()
        return found

    monkeypatch.setattr(linking, "compare", meanwhile)
    load(folder)
    assert MatchDecision.objects.count() == 0


def test_an_import_is_undone_after_its_rows_were_matched(folder: Path) -> None:
    load(folder)
    undo_import(ImportRun.objects.get(report__kind="interregional_report"))
    (planned,) = Entry.objects.all()
    planned.event.refresh_from_db()
    assert (planned.event.is_planned, planned.event.is_reported, planned.event.removed_at) == (
        *(True, False),
        None,
    )
