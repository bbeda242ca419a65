"""A file is uploaded, previewed, corrected, loaded once, undone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, AgreementParty, Department, Partner, PartnerAlias
from coopregistry.models import ChangeSet
from events.exports.house_form import HEADINGS, basis
from events.models import Entry, Finding, Report, Sphere, Submission
from events.vocabulary import Kind
from importers.models import ImportRun, PendingImport, SourceDocument
from importers.uploads.document_cache import document_of
from tests.importers.dumps import CULTURE, EDUCATION, dump, plan_row
from tests.importers.uploads.giving import give, load, loaded, page, seen

pytestmark = pytest.mark.django_db

BOOK, GARDEN, CHOIR = plan_row("Книжная ярмарка"), plan_row("Выставка садов"), plan_row("Хоровой слёт")
WHOLE = dump([(CULTURE, [BOOK, GARDEN]), (EDUCATION, [CHOIR])])
BARE = dump([("", [BOOK])], title="")


def titles() -> list[str]:
    return sorted(str(entry) for entry in Entry.objects.all())


def open_plan(department: Department) -> Submission:
    kind = Kind.INTERREGIONAL_PLAN
    report = Report.objects.create(
        kind=kind,
        period_code="2025-H1",
        basis=basis(kind),
        title="План",
        headings=[[heading, role.value] for heading, role in HEADINGS[kind]],
    )
    return Submission.objects.create(report=report, department=department)


def test_looking_writes_nothing_and_loading_writes_what_was_shown(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE)
    shown = page(coordinator, pending)
    assert "Книжная ярмарка" in shown
    assert (pending.row_count, Entry.objects.count(), Report.objects.count()) == (3, 0, 0)
    response = load(coordinator, pending)
    run = ImportRun.objects.get()
    assert response.url == reverse("importers:run", args=[run.pk])
    assert titles() == ["Выставка садов", "Книжная ярмарка", "Хоровой слёт"]
    assert (run.user.username, bytes(run.document.content)) == ("a-coordinator", WHOLE)


def test_the_second_of_two_presses_gets_the_run_of_the_first(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE)
    token = seen(coordinator, pending)
    first, second = load(coordinator, pending, token), load(coordinator, pending, token)
    assert first.url == second.url
    assert (ImportRun.objects.count(), Entry.objects.count()) == (1, 3)


def test_what_was_not_shown_is_not_loaded(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE)
    before = seen(coordinator, pending)
    loaded(coordinator, dump([(CULTURE, [BOOK])]), name="другой.txt")
    assert load(coordinator, pending, before).url == reverse("importers:pending", args=[pending.pk])
    assert titles() == ["Книжная ярмарка"]


def test_the_same_file_given_twice_is_taken_up_where_it_was_left(coordinator: Client) -> None:
    first, second = give(coordinator, WHOLE), give(coordinator, WHOLE, name="копия.txt")
    assert (first.pk, SourceDocument.objects.count()) == (second.pk, 1)


def test_a_file_loaded_before_changes_nothing_and_says_so(coordinator: Client) -> None:
    loaded(coordinator, WHOLE)
    pending = give(coordinator, WHOLE)
    shown = coordinator.get(reverse("importers:pending", args=[pending.pk]))
    assert shown.context["resolution"].changes_nothing
    load(coordinator, pending)
    assert [run.status for run in ImportRun.objects.order_by("id")] == ["imported", "unchanged"]


def test_tabs_show_what_changes_word_by_word(coordinator: Client) -> None:
    loaded(coordinator, WHOLE)
    newer = dump([(CULTURE, [plan_row("Книжная ярмарка", dates="14 марта 2025 года")]), (EDUCATION, [CHOIR])])
    pending = give(coordinator, newer)
    assert "<del>12</del>" in page(coordinator, pending, tab="changed")
    assert "<ins>14</ins>" in page(coordinator, pending, tab="changed")
    assert "Выставка садов" in page(coordinator, pending, tab="missing")
    assert "Хоровой слёт" in page(coordinator, pending, tab="unchanged")
    load(coordinator, pending)
    assert titles() == ["Книжная ярмарка", "Хоровой слёт"]


def test_a_bare_table_asks_where_it_belongs(coordinator: Client, department: Department) -> None:
    pending = give(coordinator, BARE)
    assert 'name="seen"' not in page(coordinator, pending)
    said = {"kind": "interregional_plan", "part": "H1", "year": "2025", "department": department.pk}
    coordinator.post(reverse("importers:target", args=[pending.pk]), said)
    load(coordinator, pending)
    assert Entry.objects.get().department == department


def test_a_corrected_cell_is_loaded_as_corrected(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE)
    address = reverse("importers:row", args=[pending.pk, 1, _row_of(pending, "Выставка садов")])
    form = coordinator.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"cell_title": "Выставка цветов", "cell_dates": "3 апреля 2025 года", "participants_count": "40"}
    assert coordinator.post(address, data).status_code == 302
    load(coordinator, pending)
    entry = Entry.objects.get(cells__title="Выставка цветов")
    assert (str(entry.start), entry.participants_count, entry.participants_bound) == (
        "2025-04-03",
        40,
        "exact",
    )
    assert set(entry.corrections) == {"participants_count", "participants_bound"}


def test_a_correction_can_be_taken_back(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE)
    address = reverse("importers:row", args=[pending.pk, 1, _row_of(pending, "Выставка садов")])
    form = coordinator.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"cell_title": "Иное"}
    coordinator.post(address, data)
    assert "Иное" in page(coordinator, pending)
    coordinator.post(address, {"as_written": "1"})
    assert "Иное" not in page(coordinator, pending)


def test_every_fault_of_a_corrected_row_is_said_at_its_field(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE)
    address = reverse("importers:row", args=[pending.pk, 1, _row_of(pending, "Выставка садов")])
    data = {"start": "2025-02-30", "end": "x", "participants_count": "9" * 5000, "cell_title": "а\x00б"}
    response = coordinator.post(address, data)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"start", "end", "participants_count", "cell_title"}


def test_an_unknown_partner_is_learned_and_the_remark_goes(coordinator: Client) -> None:
    pending = give(coordinator, dump([(CULTURE, [plan_row("Ярмарка", partner="Заречная область")])]))
    assert "Заречная область" in page(coordinator, pending, tab="findings")
    answer = {"text": "Заречная область", "partner": "Тверская область"}
    coordinator.post(reverse("importers:partner", args=[pending.pk]), answer)
    assert PartnerAlias.objects.get(text="Заречная область").partner.code == "ru-69"
    load(coordinator, pending)
    entry = Entry.objects.get()
    assert [partner.code for partner in entry.partners.filter(kind="subject")] == ["ru-69"]
    assert Finding.objects.filter(entry=entry, code__startswith="unknown").count() == 0


def test_only_a_spelling_of_the_file_is_learned(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE)
    answer = {"text": "Брянск", "partner": "Тверская область"}
    before = PartnerAlias.objects.count()
    coordinator.post(reverse("importers:partner", args=[pending.pk]), answer)
    assert PartnerAlias.objects.count() == before


def test_an_unknown_heading_is_given_its_department(coordinator: Client, department: Department) -> None:
    pending = give(coordinator, dump([("Минкультуры области", [BOOK]), (EDUCATION, [CHOIR])]))
    answer = {"text": "Минкультуры области", "stands_for": department.pk}
    coordinator.post(reverse("importers:heading", args=[pending.pk]), answer)
    load(coordinator, pending)
    assert Entry.objects.get(cells__title="Книжная ярмарка").department == department


def test_undo_names_what_it_left(coordinator: Client) -> None:
    run = loaded(coordinator, WHOLE)
    kept = Entry.objects.get(cells__title="Хоровой слёт")
    kept.cells = {**kept.cells, "place": "г. Ржев"}
    kept.save()
    coordinator.post(reverse("importers:undo", args=[run.pk]))
    shown = coordinator.get(reverse("importers:run", args=[run.pk])).content.decode()
    assert titles() == ["Хоровой слёт"]
    run.refresh_from_db()
    assert "Хоровой слёт" in [left["label"] for left in run.refused]
    assert all(left["why"] in shown for left in run.refused)
    before = ChangeSet.objects.count()
    coordinator.post(reverse("importers:undo", args=[run.pk]))
    assert ChangeSet.objects.count() == before


def test_an_editor_loads_its_own_submission_alone(editor: Client, department: Department) -> None:
    submission = open_plan(department)
    pending = give(editor, BARE, submission=submission.pk)
    load(editor, pending)
    entry = Entry.objects.get()
    assert (entry.department, entry.report) == (department, submission.report)


def test_an_editor_is_refused_other_departments_and_closed_submissions(
    editor: Client, department: Department
) -> None:
    submission = open_plan(department)
    other = Department.objects.get(name=EDUCATION)
    foreign = Submission.objects.create(report=submission.report, department=other)
    sent = {"files": SimpleUploadedFile("план.txt", BARE), "submission": foreign.pk}
    assert editor.post(reverse("importers:imports"), sent).context["form"].errors["submission"]
    pending = give(editor, BARE, submission=submission.pk)
    token = seen(editor, pending)
    Submission.objects.filter(pk=submission.pk).update(state=Submission.State.HANDED_IN)
    load(editor, pending, token)
    assert Entry.objects.count() == 0


def test_a_file_about_another_document_is_refused_to_an_editor(
    editor: Client, department: Department
) -> None:
    submission = open_plan(department)
    pending = give(
        editor, WHOLE.replace("2025 года\n".encode(), "2026 года\n".encode(), 1), submission=submission.pk
    )
    assert 'name="seen"' not in page(editor, pending)


def test_nothing_is_loaded_into_a_closed_document(coordinator: Client) -> None:
    loaded(coordinator, WHOLE)
    Report.objects.update(state=Report.State.APPROVED)
    pending = give(coordinator, dump([(CULTURE, [BOOK])]), name="новый.txt")
    load(coordinator, pending, "")
    assert Entry.objects.count() == 3


def test_a_scan_is_kept_unread(coordinator: Client) -> None:
    pending = give(coordinator, b"%PDF-1.4 scan", name="письмо.pdf", keep_unread="on")
    assert (pending.state, pending.row_count) == (PendingImport.State.KEPT, None)
    answer = coordinator.get(reverse("importers:original", args=[pending.pk]))
    assert answer.content == b"%PDF-1.4 scan"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_a_name_with_quotes_makes_no_broken_header(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE, name='план "А".txt')
    answer = coordinator.get(reverse("importers:original", args=[pending.pk]))
    assert answer.headers["Content-Disposition"].count('"') == 2


def test_another_kind_of_file_is_kept_unread_and_its_kind_is_said(coordinator: Client) -> None:
    pending = give(coordinator, b"%PDF-1.4 scan", name="письмо.pdf")
    assert (pending.state, pending.format) == (PendingImport.State.KEPT, "pdf")
    assert "Это документ PDF." in page(coordinator, pending)


def test_a_damaged_file_waits_and_says_what_to_do(coordinator: Client) -> None:
    pending = give(coordinator, b"PK\x03\x04 broken", name="план.docx")
    shown = page(coordinator, pending)
    assert (pending.state, pending.row_count) == (PendingImport.State.WAITING, None)
    assert reverse("importers:keep_unread", args=[pending.pk]) in shown
    assert 'name="seen"' not in shown


def test_set_aside_and_taken_up_again(coordinator: Client) -> None:
    pending = give(coordinator, WHOLE)
    coordinator.post(reverse("importers:set_aside", args=[pending.pk]))
    assert "план.txt" not in coordinator.get(reverse("importers:imports")).content.decode()
    coordinator.post(reverse("importers:take_up", args=[pending.pk]))
    assert 'name="seen"' in page(coordinator, pending)


def test_a_sphere_is_offered_where_sections_are_spheres(coordinator: Client) -> None:
    sphere = Sphere.objects.first()
    assert sphere is not None
    pending = give(coordinator, dump([(sphere.name, [BOOK]), ("Сотрудничество в сфере шахмат", [CHOIR])]))
    shown = coordinator.get(reverse("importers:pending", args=[pending.pk]), {"tab": "findings"})
    assert f'<option value="{sphere.pk}"' in shown.content.decode()


def _row_of(pending: PendingImport, title: str) -> int:
    return next(row.source.row for row in document_of(pending).rows if row.cells["title"] == title)


def test_a_file_that_lacks_many_rows_is_loaded_only_with_a_yes(coordinator: Client) -> None:
    loaded(coordinator, dump([(CULTURE, [BOOK, GARDEN, CHOIR, plan_row("Слет")])]))
    pending = give(coordinator, dump([(CULTURE, [BOOK])]), name="новый.txt")
    shown = page(coordinator, pending)
    assert "В файле нет 3 строк из 4" in shown
    assert 'name="replace"' in shown
    together = reverse("importers:together")
    assert "В файле нет 3 строк из 4" in coordinator.get(together, {"file": pending.pk}).content.decode()
    assert load(coordinator, pending).url == reverse("importers:pending", args=[pending.pk])
    assert len(titles()) == 4
    said = {"seen": seen(coordinator, pending), "replace": "on"}
    coordinator.post(reverse("importers:load", args=[pending.pk]), said)
    assert titles() == ["Книжная ярмарка"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"part": "07", "year": "2025"}, "2025-07"),
        ({"part": "Y", "year": "2025"}, "2025"),
        ({"part": "Y", "year": "2025", "last_year": "2027"}, "2025..2027"),
        ({"part": "Q2", "year": "2025", "last_year": "2025"}, "2025-Q2"),
    ],
)
def test_a_period_may_be_a_month_or_several_years(coordinator: Client, said: dict, code: str) -> None:
    pending = give(coordinator, BARE)
    address = reverse("importers:target", args=[pending.pk])
    coordinator.post(address, {"kind": "interregional_plan", **said})
    pending.refresh_from_db()
    assert pending.period_code == code
    form = coordinator.get(reverse("importers:pending", args=[pending.pk])).context["target_form"]
    shown = {name: str(form[name].value() or "") for name in said}
    assert shown == {**said, **({"last_year": ""} if said.get("last_year") == said["year"] else {})}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"part": "07", "year": ""}, "year"),
        ({"part": "", "year": "2025"}, "part"),
        ({"part": "H1", "year": "2025", "last_year": "2026"}, "last_year"),
        ({"part": "Y", "year": "2025", "last_year": "2024"}, "last_year"),
    ],
)
def test_a_period_said_in_part_is_asked_for(coordinator: Client, said: dict, field: str) -> None:
    pending = give(coordinator, BARE)
    answer = coordinator.post(reverse("importers:target", args=[pending.pk]), said)
    assert list(answer.context["form"].errors) == [field]


def test_the_agreement_a_file_is_about_may_be_said(coordinator: Client) -> None:
    title = "Соглашение между Правительством Смоленской области и Правительством Тверской области о дружбе"
    agreement = Agreement.objects.create(title=title)
    for code in ("ru-67", "ru-69"):
        AgreementParty.objects.create(agreement=agreement, partner=Partner.objects.get(code=code))
    pending = give(coordinator, BARE)
    said = {"kind": "interregional_plan", "part": "Y", "year": "2025", "agreement": agreement.pk}
    coordinator.post(reverse("importers:target", args=[pending.pk]), said)
    load(coordinator, pending)
    report = Report.objects.get()
    assert (report.agreement, report.partner.code, report.about) == (agreement, "ru-69", ("ru-69",))
    assert Entry.objects.get().agreement == agreement


def test_a_file_with_a_mark_of_restricted_access_is_not_kept(coordinator: Client) -> None:
    marked = "ДСП\n".encode() + WHOLE
    for keep in ({}, {"keep_unread": "on"}):
        sent = {"files": SimpleUploadedFile("план.txt", marked), **keep}
        answer = coordinator.post(reverse("importers:imports"), sent, follow=True)
        assert "пометка ограничения доступа" in answer.content.decode()
    assert (SourceDocument.objects.count(), PendingImport.objects.count()) == (0, 0)
