"""Documents become records: new, changed, unchanged, missing, undone."""

import logging
from io import BytesIO

import docx
import pytest

from agreements.models import Agreement, Department, Partner
from coopregistry.models import Change, ChangeSet, User
from events.entries.governing import govern
from events.entries.recognition import cell_hash
from events.exports.docx import write_docx
from events.exports.page_style import Formalities
from events.exports.table import SectionLine
from events.models import Entry, Event, Finding, Report, Section, Submission
from events.period import Period
from events.reports.printed_table import report_table
from events.vocabulary import Kind
from importers.documents.issues import UnreadableDocument
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document, preview
from importers.models import ImportedRow, ImportRun, SourceDocument
from importers.undoing import undo_import
from tests.importers.dumps import AGREEMENTS, CULTURE, EDUCATION, INTERNATIONAL, dump, plan_row

pytestmark = pytest.mark.django_db

BOOK, GARDEN, CHOIR = plan_row("Книжная ярмарка"), plan_row("Выставка садов"), plan_row("Хоровой слёт")
WHOLE = dump([(CULTURE, [BOOK, GARDEN]), (EDUCATION, [CHOIR])])
H1 = Target(kind=Kind.INTERREGIONAL_PLAN, period=Period(2025, "H1"))


def bring_in(data: bytes, target: Target | None = None, **kwargs) -> ImportRun:
    return import_document(Upload(name="план.txt", data=data), target, **kwargs)[1]


def table() -> list[str | tuple[str, str]]:
    """Headings and (number, title) of the rows as they are printed."""
    printed = report_table(Report.objects.get())
    return [
        line.text if isinstance(line, SectionLine) else (line.cells[0].strip(), line.cells[2])
        for line in printed.lines
    ]


def everything() -> dict[str, list]:
    models = (Report, Section, Entry, Event, Finding, Department, Agreement, ImportRun, SourceDocument)
    counted = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    return {**counted, "changes": [Change.objects.count(), ChangeSet.objects.count()]}


def test_a_document_becomes_records_with_their_provenance() -> None:
    user = User.objects.create_user("coordinator")
    run = bring_in(WHOLE, user=user)
    report = Report.objects.get()
    assert (report.kind, report.period_code, report.numbering) == (
        "interregional_plan",
        "2025-H1",
        "as_written",
    )
    assert table() == [
        CULTURE,
        ("1.", "Книжная ярмарка"),
        ("2.", "Выставка садов"),
        EDUCATION,
        ("3.", "Хоровой слёт"),
    ]
    entry = Entry.objects.get(number=3)
    assert (entry.department.name, str(entry.start), entry.precision) == (EDUCATION, "2025-03-12", "day")
    assert [partner.name for partner in entry.partners.exclude(kind="city")] == ["Тверская область"]
    assert (entry.event.title, entry.event.start) == ("Хоровой слёт", entry.start)
    row = ImportedRow.objects.get(entry=entry)
    assert (row.run, row.table, row.columns["dates"]) == (run, 1, 4)
    assert (run.status, run.change_set.user, bytes(run.document.content)) == ("imported", user, WHOLE)


def test_preview_writes_nothing() -> None:
    before = everything()
    resolution = preview(Upload(name="план.txt", data=WHOLE))
    assert resolution.counts == {"new": 3, "changed": 0, "unchanged": 0, "missing": 0}
    assert everything() == before


def test_the_same_again_changes_no_record() -> None:
    bring_in(WHOLE)
    before = everything()
    run = bring_in(WHOLE + b"\n\n")
    after = everything()
    assert (run.status, run.change_set) == ("unchanged", None)
    for changed_by_every_run in ("ImportRun", "SourceDocument"):
        before.pop(changed_by_every_run)
        after.pop(changed_by_every_run)
    assert after == before


def test_a_draft_comes_back_unchanged() -> None:
    bring_in(WHOLE)
    out = BytesIO()
    write_docx(report_table(Report.objects.get()), out, formalities=Formalities(draft=True))
    assert "ПРОЕКТ" in "".join(line.text for line in docx.Document(out).paragraphs)
    _resolution, run = import_document(Upload(name="план.docx", data=out.getvalue()))
    assert (run.status, Report.objects.get().extras) == ("unchanged", [])


def test_a_newer_version_changes_adds_and_removes_only_what_differs() -> None:
    bring_in(WHOLE)
    kept = {entry.cells["title"]: entry.pk for entry in Entry.objects.all()}
    moved = plan_row("Выставка садов", dates="20-21 июня 2025 года")
    run = bring_in(dump([(CULTURE, [moved, plan_row("Новый концерт")]), (EDUCATION, [CHOIR])]))
    assert run.counts == {"new": 1, "changed": 1, "unchanged": 1, "missing": 1}
    assert run.status == "updated"
    now = {entry.cells["title"]: entry.pk for entry in Entry.objects.all()}
    assert now["Выставка садов"] == kept["Выставка садов"]
    assert now["Хоровой слёт"] == kept["Хоровой слёт"]
    assert "Книжная ярмарка" not in now
    assert not Event.objects.filter(title="Книжная ярмарка").exists()
    assert str(Event.objects.get(title="Выставка садов").end) == "2025-06-21"
    assert table()[1:3] == [("1.", "Выставка садов"), ("2.", "Новый концерт")]


def test_a_reordered_document_is_rearranged_and_nothing_else() -> None:
    bring_in(WHOLE)
    run = bring_in(dump([(CULTURE, [GARDEN, BOOK]), (EDUCATION, [CHOIR])]))
    assert run.counts == {"new": 0, "changed": 0, "unchanged": 3, "missing": 0}
    assert run.status == "updated"
    assert table()[1:3] == [("1.", "Выставка садов"), ("2.", "Книжная ярмарка")]


def test_a_row_that_moves_to_a_department_that_still_writes_governs_its_event_no_more() -> None:
    bring_in(WHOLE)
    culture, education = (Department.objects.get(name=name) for name in (CULTURE, EDUCATION))
    plan = Report.objects.get()
    Submission.objects.create(report=plan, department=culture, state=Submission.State.ACCEPTED)
    Submission.objects.create(report=plan, department=education, state=Submission.State.ASKED)
    garden = Entry.objects.get(cells__title="Выставка садов")
    choir = Entry.objects.get(cells__title="Хоровой слёт")
    earlier = Report.objects.create(kind=plan.kind, period_code="2024-H2", basis=plan.basis, title="План")
    cells = {**garden.cells, "title": "Выставка цветов"}
    Entry.objects.create(report=earlier, department=culture, event=garden.event, cells=cells)
    govern([garden.event])
    assert Event.objects.get(pk=garden.event_id).title == "Выставка садов"
    bring_in(dump([(CULTURE, [BOOK]), (EDUCATION, [GARDEN, CHOIR])]))
    assert Entry.objects.get(pk=garden.pk).department == education
    assert Event.objects.get(pk=garden.event_id).title == "Выставка цветов"
    assert Event.objects.get(pk=choir.event_id).title == "Хоровой слёт"


def test_a_bare_table_replaces_only_its_department_s_rows() -> None:
    bring_in(WHOLE)
    bare = dump([("", [plan_row("Ночь музеев"), GARDEN])], title="")
    target = Target(kind=H1.kind, period=H1.period, department=CULTURE)
    run = bring_in(bare, target)
    assert run.counts == {"new": 1, "changed": 0, "unchanged": 1, "missing": 1}
    assert table() == [
        CULTURE,
        ("1.", "Ночь музеев"),
        ("2.", "Выставка садов"),
        EDUCATION,
        ("3.", "Хоровой слёт"),
    ]
    assert bring_in(bare, target).status == "unchanged"


def test_fifteen_bare_tables_make_one_report_in_protocol_order_with_running_numbers() -> None:
    departments = list(Department.objects.order_by("-order", "-name")[:15])
    for department in departments:
        rows = [plan_row(f"Дело {department.pk}-{n}") for n in range(2)]
        bring_in(
            dump([("", rows)], title=""), Target(kind=H1.kind, period=H1.period, department=department.name)
        )
    printed = table()
    assert [line for line in printed if isinstance(line, str)] == [
        department.name for department in sorted(departments, key=lambda one: (one.order, one.name))
    ]
    numbers = [line[0] for line in printed if not isinstance(line, str)]
    assert numbers == [f"{n}." for n in range(1, 31)]


def test_a_department_s_new_section_stands_between_those_before_and_behind_it() -> None:
    first, second, third = Department.objects.order_by("order", "name")[:3]
    for department in (third, first, second):
        rows = [plan_row(f"Дело {department.pk}")]
        bring_in(
            dump([("", rows)], title=""), Target(kind=H1.kind, period=H1.period, department=department.name)
        )
    standing = Section.objects.order_by("order").values_list("department__name", "order")
    assert list(standing) == [(first.name, 1), (second.name, 2), (third.name, 3)]


def test_an_import_is_logged_once_it_is_committed(
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks
) -> None:
    with caplog.at_level(logging.INFO, "importers"), django_capture_on_commit_callbacks(execute=True):
        run = bring_in(WHOLE)
    rows = "{'new': 3, 'changed': 0, 'unchanged': 0, 'missing': 0}"
    assert [record.getMessage() for record in caplog.records if record.name == "importers.applying"] == [
        f"Import {run.pk} imported report {run.report_id} from file {run.document.sha256}, rows {rows}"
    ]


def test_a_bare_table_without_a_word_of_its_place_is_a_question() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        bring_in(dump([("", [BOOK])], title=""))
    assert refused.value.issue.code == "target-unknown"
    assert not Report.objects.exists()


def test_what_the_person_says_may_not_contradict_the_document() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        bring_in(WHOLE, Target(kind=Kind.INTERREGIONAL_PLAN, period=Period(2024, "H2")))
    assert (refused.value.issue.code, refused.value.issue.found) == ("target-contradicts", "2025-H1")


def test_an_unknown_department_is_proposed_and_made_to_be_confirmed() -> None:
    run = bring_in(dump([("Министерство звёздных дорог Смоленской области", [BOOK])]))
    made = Department.objects.get(name="Министерство звёздных дорог Смоленской области")
    assert (made.confirmed, made.genitive) == (False, "Министерства звёздных дорог Смоленской области")
    assert [issue["code"] for issue in run.issues if issue["code"].startswith("new-")] == ["new-department"]
    assert Entry.objects.get().department == made


def test_a_misspelt_heading_makes_no_duplicate() -> None:
    count = Department.objects.count()
    bring_in(dump([(CULTURE.replace("туризма", "туризмма"), [BOOK])]))
    assert Department.objects.count() == count
    assert Entry.objects.get().department.name == CULTURE


def test_an_unknown_partner_is_an_issue_and_never_a_record() -> None:
    count = Partner.objects.count()
    run = bring_in(dump([(CULTURE, [plan_row("Ярмарка", partner="Тверьская область")])]))
    found = [issue for issue in run.issues if issue["code"] == "unknown-place"]
    assert [(issue["found"], "Тверская область" in issue["suggestion"]) for issue in found] == [
        ("Тверьская область", True)
    ]
    assert Partner.objects.count() == count
    assert Entry.objects.get().partners.filter(kind="subject").count() == 0


AGREEMENT = (
    "Соглашение между Администрацией Смоленской области и Правительством Тверской области "
    "о торгово-экономическом, научно-техническом и культурном сотрудничестве"
)
SAME = (
    "Cоглашение между Администрацией Смоленской области и  Правительством Тверской области "
    "о торгово-экономическом, научно- техническом и культурном сотрудничестве."
)
TRILATERAL = (
    "Трехстороннее соглашение о единых подходах между Правительством Калужской области, "
    "Правительством Брянской области и Администрацией Смоленской области"
)


def test_one_agreement_in_several_wordings_is_one_record() -> None:
    rows = [
        (text, f"Дело {n}", "октябрь", "г. Тверь", "5 человек", "Обмен")
        for n, text in enumerate((AGREEMENT, SAME, TRILATERAL))
    ]
    title = "Отчет о реализации соглашений в сфере межрегионального сотрудничества\nза IV квартал 2025 года"
    data = dump([(CULTURE, rows)], title=title, headings=AGREEMENTS)
    bring_in(data)
    made = {agreement.title: agreement for agreement in Agreement.objects.all()}
    assert sorted(made) == sorted([AGREEMENT, TRILATERAL])
    assert [agreement.confirmed for agreement in made.values()] == [False, False]
    assert made[AGREEMENT].wordings.count() == 2
    assert [party.partner.name for party in made[TRILATERAL].parties.all()] == [
        "Калужская область",
        "Брянская область",
        "Смоленская область",
    ]
    assert Entry.objects.filter(agreement=made[AGREEMENT]).count() == 2
    assert bring_in(data).status == "unchanged"


def test_sections_of_an_international_report_are_spheres_and_notes_are_kept() -> None:
    rows = [("Форум садоводов", "г. Минск", "14 ноября 2025 года", "Обмен опытом", "12 человек")]
    title = "Отчет о мероприятиях в международной сфере\nв IV квартале 2025 года"
    bring_in(
        dump(
            [("Сотрудничество в сфере сельского хозяйства", rows)],
            title=title,
            headings=INTERNATIONAL,
            notes=["В IV квартале 2025 года состоялась 1 встреча с иностранной делегацией"],
        )
    )
    report, section = Report.objects.get(), Section.objects.get()
    assert (report.basis, section.sphere.name, section.department) == (
        "sphere",
        "Сотрудничество в сфере сельского хозяйства",
        None,
    )
    assert report.notes == ["В IV квартале 2025 года состоялась 1 встреча с иностранной делегацией"]
    assert Entry.objects.get().department is None


def test_undo_takes_a_first_import_back_whole() -> None:
    departments = Department.objects.count()
    run = bring_in(dump([("Министерство звёздных дорог Смоленской области", [BOOK, GARDEN])]))
    undone = undo_import(run)
    assert undone.refused == ()
    for model in (Report, Section, Entry, Event, Finding):
        assert not model.objects.exists(), model
    assert Department.objects.count() == departments
    assert bring_in(WHOLE).status == "imported"


def test_undo_returns_the_version_before() -> None:
    bring_in(WHOLE)
    before = table()
    run = bring_in(dump([(CULTURE, [plan_row("Выставка садов", dates="май 2025 года")])]))
    assert undo_import(run).refused == ()
    assert table() == before
    assert str(Event.objects.get(title="Выставка садов").start) == "2025-03-12"
    assert bring_in(WHOLE).status == "unchanged"


def test_undo_refuses_a_row_that_a_person_edited_since() -> None:
    run = bring_in(WHOLE)
    entry = Entry.objects.get(number=1)
    entry.cells = {**entry.cells, "place": "г. Ржев"}
    entry.save()
    undone = undo_import(run)
    assert "Книжная ярмарка" in {refused.label for refused in undone.refused}
    assert [row.cells["title"] for row in Entry.objects.all()] == ["Книжная ярмарка"]
    assert Report.objects.exists()
    assert Event.objects.filter(pk=entry.event_id).exists()


def test_a_correction_stays_while_its_cell_stays_the_same() -> None:
    bring_in(WHOLE)
    entry = Entry.objects.get(number=1)
    entry.corrections = {"participants_count": {"value": 40, "cell": cell_hash(entry, "participants_count")}}
    entry.participants_count = 40
    entry.save()
    reworded = (BOOK[0], BOOK[1], BOOK[2], "г. Торжок", *BOOK[4:])
    bring_in(dump([(CULTURE, [reworded, GARDEN]), (EDUCATION, [CHOIR])]))
    entry.refresh_from_db()
    assert (entry.cells["place"], entry.participants_count) == ("г. Торжок", 40)
    recounted = (*reworded[:4], "12 сотрудников музеев", reworded[5])
    bring_in(dump([(CULTURE, [recounted, GARDEN]), (EDUCATION, [CHOIR])]))
    entry.refresh_from_db()
    assert (entry.participants_count, entry.corrections) == (12, {})


def test_a_department_that_submits_again_leaves_the_coordinator_s_wording() -> None:
    target = Target(kind=H1.kind, period=H1.period, department=CULTURE)
    bring_in(dump([("", [BOOK, GARDEN])], title=""), target)
    entry = Entry.objects.get(cells__title="Книжная ярмарка")
    entry.body_cells = {"content": entry.cells["content"]}
    entry.cells = {**entry.cells, "content": "Торговля книгами"}
    entry.save()
    assert bring_in(dump([("", [BOOK, GARDEN])], title=""), target).status == "unchanged"
    moved = (*BOOK[:2], "5 апреля 2025 года", *BOOK[3:])
    run = bring_in(dump([("", [moved, GARDEN])], title=""), target)
    entry.refresh_from_db()
    assert run.counts["changed"] == 1
    assert (entry.cells["content"], entry.cells["dates"]) == ("Торговля книгами", "5 апреля 2025 года")
    assert entry.body_cells == {"content": BOOK[5]}
    rewritten = (*moved[:5], "Книги издательств Твери")
    bring_in(dump([("", [rewritten, GARDEN])], title=""), target)
    entry.refresh_from_db()
    assert (entry.cells["content"], entry.body_cells) == ("Книги издательств Твери", {})
