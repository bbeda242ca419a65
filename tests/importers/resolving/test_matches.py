"""The preview says what loading will link."""

import pytest

from events.models import Entry
from importers.documents.upload import Upload
from importers.importing import import_document, preview
from importers.resolving.matches import would_match
from tests.cases import CASES, needs_cases
from tests.events.matching.scenes import read_scene, uploads
from tests.importers.dumps import CULTURE, PLAN, dump, plan_row

pytestmark = pytest.mark.django_db

REPORT_TITLE = "Отчет о мероприятиях в сфере межрегионального сотрудничества\nза I квартал 2025 года"


def upload(name: str, *rows: tuple[str, ...], title: str | None = None) -> Upload:
    named = {"title": title} if title else {}
    return Upload(name=name, data=dump([(CULTURE, rows)], headings=PLAN, **named))


def test_what_the_preview_says_is_what_loading_links() -> None:
    rows = [
        plan_row("Ярмарка народных ремесел"),
        plan_row("Выставка садов", "Брянская область", "26-28 февраля 2025 года", "г. Брянск"),
    ]
    import_document(upload("план.txt", *rows))
    report = upload("отчет.txt", *rows, plan_row("Совсем иное дело", "Тульская область"), title=REPORT_TITLE)
    said = would_match(preview(report))
    assert not Entry.objects.filter(report__kind="interregional_report").exists()
    _resolution, run = import_document(report)
    assert (len(said.sure), said.waiting) == (2, 0)
    assert (run.counts["linked"], run.counts.get("to_match", 0)) == (2, 0)


def test_a_newer_version_is_not_compared_with_the_rows_it_replaces() -> None:
    import_document(upload("план.txt", plan_row("Ярмарка народных ремесел")))
    newer = upload("план.txt", plan_row("Ярмарка народных ремесел и промыслов"))
    said = would_match(preview(newer))
    assert (said.sure, said.likely) == ((), ())


@pytest.mark.parametrize(
    "name", ["kaluga-2022-space", "smolensk-2022-h2", "smolensk-2023-international", "tver-2025-mixed"]
)
def test_documents_that_name_what_the_registry_does_not_know_are_matched_alike(
    name: str, settings: object
) -> None:
    """Their departments, spheres and agreements are created on loading, and their rows follow all others."""
    for document, target in uploads(read_scene(name, settings)):
        said = would_match(preview(document, target))
        _resolution, run = import_document(document, target)
        told = (run.counts.get("linked", 0), run.counts.get("to_match", 0))
        assert (len(said.sure), said.waiting) == told, document.name


def test_what_a_row_settles_of_earlier_documents_is_counted(settings: object) -> None:
    """The report tells which of two plans meant its event, and so settles the other one's row as well."""
    scene = read_scene("tatarstan-2024-business", settings)
    told = []
    for document, target in uploads(scene):
        said = would_match(preview(document, target))
        _resolution, run = import_document(document, target)
        told.append(len(said.sure) - run.counts.get("linked", 0))
    assert set(told) == {0}


@needs_cases
def test_the_six_tours_are_six_pairs(settings: object) -> None:
    settings.HOME_SUBJECT = "ru-60"
    plan, report = (CASES / "matching" / f"same-{name}.docx" for name in ("plan", "report"))
    import_document(Upload(name=plan.name, data=plan.read_bytes()))
    loaded = Upload(name=report.name, data=report.read_bytes())
    assert len(would_match(preview(loaded)).sure) == 6
    _resolution, run = import_document(loaded)
    assert run.counts["linked"] == 6
    pairs = {(entry.event_id, entry.cells["partner"]) for entry in Entry.objects.all()}
    assert len(pairs) == 6
