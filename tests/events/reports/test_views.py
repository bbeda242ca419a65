"""Pages of plans and reports: what they show, write, refuse and cost."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.shared import Mm

from agreements.models import Agreement, AgreementParty, Department, Partner
from coopregistry.history import change_set
from coopregistry.models import ChangeSet, Job, User
from events.models import Entry, Event, Finding, Report, ReportScan, Section, Submission
from events.reports import arrangement
from events.reports.arrangement_conflicts import arrangement_version
from tests.events.entries.grid.test_steps import change, keep
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}
HOSTILE = ["\x00", "1" * 5000, str(10**30), "-1", "abc", "' OR 1=1", "2024-13", "32.13.2024"]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def coordinator(world: World) -> Client:
    client = Client()
    client.force_login(world.users[Who.COORDINATOR])
    return client


def of(name: str, pk: int, **kwargs: object) -> str:
    return reverse(f"events:{name}", kwargs={"pk": pk, **kwargs})


def add_rows(world: World, count: int) -> None:
    for number in range(count):
        event = Event.objects.create(title=f"Встреча {number}")
        section = world.entry_a.section
        cells = {"title": f"Встреча {number}", "partner": "Брянская область"}
        entry = Entry.objects.create(
            report=world.plan,
            event=event,
            section=section,
            department=world.department_a,
            order=9,
            cells=cells,
        )
        Finding.objects.create(
            report=world.plan, entry=entry, code="no-dates", severity="warning", role="dates"
        )


@pytest.mark.parametrize(
    ("page", "most"),
    [("report", 18), ("report_order", 14), ("report_state", 15), ("fate", 17), ("letters", 14)],
)
def test_a_page_costs_the_same_for_a_short_document_and_a_long_one(
    world: World, coordinator: Client, django_assert_max_num_queries, page: str, most: int
) -> None:
    with django_assert_max_num_queries(most) as short:
        coordinator.get(of(page, world.plan.pk))
    add_rows(world, 30)
    with django_assert_max_num_queries(len(short)):
        coordinator.get(of(page, world.plan.pk))


@pytest.mark.parametrize("page", ["events:reports", "events:board"])
def test_a_list_costs_the_same_for_one_document_and_thirty(
    world: World, coordinator: Client, django_assert_max_num_queries, page: str
) -> None:
    with django_assert_max_num_queries(14) as short:
        coordinator.get(reverse(page))
    for year in range(2000, 2030):
        report = Report.objects.create(
            kind="interregional_plan", period_code=f"{year}-H1", basis="department", title="План"
        )
        Submission.objects.create(report=report, department=world.department_a)
    with django_assert_max_num_queries(len(short)):
        response = coordinator.get(reverse(page))
    assert response.status_code == 200


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["kind", "period", "state", "report", "page", "outcome", "before", "after"])
def test_hostile_parameters_are_answered_with_a_page(
    world: World, coordinator: Client, name: str, value: str
) -> None:
    pages = {
        "report": reverse("events:board"),
        "outcome": of("fate", world.plan.pk),
        "before": of("edition_changes", world.done.pk),
        "after": of("edition_changes", world.done.pk),
    }
    query = {"before": str(world.edition.pk), name: value} if name == "after" else {name: value}
    assert coordinator.get(pages.get(name, reverse("events:reports")), query).status_code == 200
    assert coordinator.get(reverse("events:board"), query).status_code == 200


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_forms_are_answered_with_a_page(world: World, coordinator: Client, value: str) -> None:
    opened = {"kind": value, "part": value, "year": value, "deadline": value, "departments": value}
    assert coordinator.post(reverse("events:report_open"), opened).status_code == 200
    asked = {"deadline": value, "departments": value}
    assert coordinator.post(of("report_ask", world.plan.pk), asked).status_code == 200
    sent = {"kind": value, "submissions": value, "post": value}
    assert coordinator.post(of("letters", world.plan.pk), sent).status_code == 200
    moved = {"entry_up": value, "entry": value, "section": value, "position": value}
    assert coordinator.post(of("report_order", world.plan.pk), moved).status_code in (302, 404)
    approved = {"action": "approve", "approve-approved_on": value}
    assert coordinator.post(of("report_state", world.plan.pk), approved).status_code == 200
    given = {"entries": value, "department": value, "section": value}
    assert coordinator.post(of("report_bulk", world.plan.pk), given).status_code == 302
    grid = reverse("events:grid_keep", args=[world.plan.pk])
    assert coordinator.post(grid, {"rows": value}).status_code == 400
    assert Entry.objects.get(pk=world.entry_a.pk).cells == world.entry_a.cells


# --- the document


def test_the_page_shows_the_rows_the_reader_may_see(world: World) -> None:
    viewer = Client()
    viewer.force_login(world.users[Who.VIEWER])
    page = viewer.get(of("report", world.plan.pk)).content.decode()
    assert "Ярмарка" not in page
    assert "Конкурс" in viewer.get(of("report", world.done.pk)).content.decode()
    data = json.loads(viewer.get(of("report_file", world.plan.pk, suffix="json")).content)
    assert data["rows"] == []


def test_a_remark_leads_to_its_cell_or_to_the_row_where_the_cell_is_covered(
    world: World, coordinator: Client
) -> None:
    add_rows(world, 1)
    covered = Entry.objects.latest("pk")
    Finding.objects.create(
        report=world.plan, entry=covered, code="no-dates", severity="warning", role="partner"
    )
    page = coordinator.get(of("report", world.plan.pk)).content.decode()
    assert f'href="#row-{covered.pk}-dates"' in page
    assert f'id="row-{covered.pk}-dates"' in page
    assert f'id="row-{covered.pk}-partner"' not in page
    assert f'href="#row-{covered.pk}"' in page


@pytest.mark.parametrize(("which", "draft"), [("plan", True), ("done", False)])
def test_a_draft_is_marked_as_one(world: World, coordinator: Client, which: str, draft: bool) -> None:
    response = coordinator.get(of("report_file", getattr(world, which).pk, suffix="docx"))
    texts = [paragraph.text for paragraph in Document(BytesIO(response.content)).paragraphs]
    assert ("ПРОЕКТ" in texts) is draft


def test_a_file_has_a_cyrillic_name(world: World, coordinator: Client) -> None:
    response = coordinator.get(of("report_file", world.plan.pk, suffix="csv"))
    name = response.headers["Content-Disposition"]
    assert name.startswith("attachment; filename=\"document.csv\"; filename*=UTF-8''%D0%9F")


@pytest.mark.parametrize("suffix", ["docx", "csv", "json"])
def test_a_long_document_is_written_by_a_job(
    world: World, coordinator: Client, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    address = of("report_file", world.plan.pk, suffix=suffix)
    at_once = coordinator.get(address).content
    monkeypatch.setattr("events.reports.files.AT_ONCE", 0)
    made = coordinator.get(address, follow=True)
    assert made.redirect_chain == [(reverse("job_file", args=[Job.objects.latest("pk").pk]), 302)]
    assert made.getvalue() == at_once


def test_the_quarterly_document_is_two_clicks_from_the_first_page(world: World, coordinator: Client) -> None:
    first = coordinator.get(reverse("home")).content.decode()
    assert f'href="{reverse("events:reports")}"' in first
    second = coordinator.get(reverse("events:reports")).content.decode()
    assert f'href="{of("report_file", world.done.pk, suffix="docx")}"' in second


def test_opening_a_document_asks_the_departments_ticked(world: World, coordinator: Client) -> None:
    data = {
        "kind": "international_report",
        "part": "Q3",
        "year": 2031,
        "departments": [world.department_a.pk],
    }
    response = coordinator.post(reverse("events:report_open"), data)
    report = Report.objects.get(kind="international_report")
    assert response.headers["Location"] == of("report", report.pk)
    assert [submission.department for submission in report.submissions.all()] == [world.department_a]
    assert str(report.deadline) == "2031-10-05"
    again = coordinator.post(reverse("events:report_open"), data)
    assert again.status_code == 200
    assert f'href="{of("report", report.pk)}"' in again.context["form"].errors["kind"].as_text()


def test_a_document_nobody_was_asked_for_leads_to_its_file(world: World, coordinator: Client) -> None:
    page = of("report", world.plan.pk)
    assert coordinator.get(page).context["is_requested"] is True
    Submission.objects.filter(report=world.plan).delete()
    assert coordinator.get(page).context["is_requested"] is False


def test_a_remark_names_the_row_it_is_about(world: World, coordinator: Client) -> None:
    add_rows(world, 1)
    page = coordinator.get(of("report", world.plan.pk))
    numbers = {row.entry.pk: row.number for part in page.context["page"].parts for row in part.rows}
    told = {one.entry_id: one.row_number for one in page.context["page"].findings}
    assert told == {pk: numbers[pk].rstrip(".") for pk in told}
    assert f"№ {next(iter(told.values()))}." in page.content.decode()


# --- cells


def test_both_wordings_of_a_cell_are_kept(world: World, coordinator: Client) -> None:
    kept = keep(coordinator, world, change(world.entry_a, dates="13 марта 2031 года"))
    entry = Entry.objects.get(pk=world.entry_a.pk)
    told = "Редакция координатора. Орган писал: 12 февраля 2031 года"
    assert [told in cell["html"] for cell in kept.json()["rows"][0]["cells"].values()].count(True) == 1
    assert told in coordinator.get(of("report", world.plan.pk)).content.decode()
    assert (entry.cells["dates"], entry.body_cells) == (
        "13 марта 2031 года",
        {"dates": "12 февраля 2031 года"},
    )
    assert str(entry.start) == "2031-03-13"
    assert str(Event.objects.get(pk=entry.event_id).start) == "2031-03-13"
    keep(coordinator, world, change(entry, dates="12 февраля 2031 года"))
    assert Entry.objects.get(pk=entry.pk).body_cells == {}


# --- the printed form


def test_a_document_is_printed_with_its_formal_parts_and_they_are_remembered(
    world: World, coordinator: Client
) -> None:
    url = of("report_print", world.plan.pk)
    said = {"stamp": "УТВЕРЖДАЮ", "post": "Начальник отдела", "name": "И.О. Пробный", "executor": "Опытная"}
    document = Document(BytesIO(coordinator.post(url, said).content))
    texts = "\n".join(paragraph.text for paragraph in document.paragraphs).replace("\xa0", " ")
    assert texts.startswith("ПРОЕКТ")
    assert [word in texts for word in said.values()] == [True] * 4
    form = coordinator.get(url).context["form"]
    assert {name: form[name].value() for name in said} == said
    plain = Document(BytesIO(coordinator.get(of("report_file", world.plan.pk, suffix="docx")).content))
    assert "УТВЕРЖДАЮ" not in [paragraph.text for paragraph in plain.paragraphs]


def test_the_look_of_a_sample_is_kept_until_it_is_given_up(world: World, coordinator: Client) -> None:
    sample = Document()
    sample.sections[0].left_margin = Mm(30)
    sample.add_table(rows=1, cols=3)
    content = BytesIO()
    sample.save(content)
    url, file = of("report_print", world.plan.pk), of("report_file", world.plan.pk, suffix="docx")
    given = SimpleUploadedFile("образец.docx", content.getvalue())
    coordinator.post(url, {"file": given})

    def margin() -> int:
        return round(Document(BytesIO(coordinator.get(file).content)).sections[0].left_margin.mm)

    assert margin() == 30
    assert "образец.docx" in coordinator.get(url).content.decode()
    coordinator.post(url, {"forget": "on"})
    assert margin() == 20
    refused = coordinator.post(url, {"file": SimpleUploadedFile("образец.docx", b"PK")})
    assert refused.context["form"].has_error("file")


# --- order and bulk changes


def order(world: World) -> list[str]:
    entries = Entry.objects.filter(report=world.plan).order_by("section__order", "order")
    return [entry.cells["title"] for entry in entries]


def arranged(world: World) -> dict[str, int]:
    return {"version": arrangement_version(world.plan)}


def test_rows_of_each_section_are_sorted_by_date_and_stay_in_it(world: World, coordinator: Client) -> None:
    add_rows(world, 3)
    first, second, undated = world.plan.entries.exclude(pk__in=[world.entry_a.pk, world.entry_b.pk]).order_by(
        "pk"
    )
    days = {first: date(2031, 5, 9), second: date(2031, 2, 1), world.entry_a: date(2031, 3, 1)}
    for entry, day in days.items():
        Entry.objects.filter(pk=entry.pk).update(start=day, end=day)
    coordinator.post(of("report_order", world.plan.pk), {"by_date": "on", **arranged(world)})
    section = Entry.objects.filter(section=world.entry_a.section_id).order_by("order")
    assert list(section) == [second, world.entry_a, first, undated]
    assert Entry.objects.get(pk=world.entry_b.pk).section_id == world.entry_b.section_id


def test_rows_and_sections_move_by_buttons_and_by_drag(world: World, coordinator: Client) -> None:
    add_rows(world, 1)
    url, new = of("report_order", world.plan.pk), Entry.objects.latest("pk")
    Section.objects.filter(pk=world.entry_a.section_id).update(order=1)
    Section.objects.filter(pk=world.entry_b.section_id).update(order=2)
    assert order(world) == ["Ярмарка", "Встреча 0", "Выставка"]
    coordinator.post(url, {"entry_up": new.pk, **arranged(world)})
    assert order(world) == ["Встреча 0", "Ярмарка", "Выставка"]
    coordinator.post(url, {"section_down": world.entry_a.section_id, **arranged(world)})
    assert order(world) == ["Выставка", "Встреча 0", "Ярмарка"]
    dragged = {"entry": new.pk, "section": world.entry_b.section_id, "position": 0, **arranged(world)}
    answer = coordinator.post(url, dragged, **HTMX)
    assert (answer.status_code, answer.headers["X-Arrangement"]) == (204, str(arranged(world)["version"]))
    assert order(world) == ["Встреча 0", "Выставка", "Ярмарка"]
    assert Entry.objects.get(pk=new.pk).department == world.department_b


def test_a_row_steps_over_the_edge_of_its_section(world: World, coordinator: Client) -> None:
    Section.objects.filter(pk=world.entry_a.section_id).update(order=1)
    Section.objects.filter(pk=world.entry_b.section_id).update(order=2)
    url = of("report_order", world.plan.pk)
    coordinator.post(url, {"entry_down": world.entry_a.pk, **arranged(world)})
    entry = Entry.objects.get(pk=world.entry_a.pk)
    assert (entry.section, entry.order) == (world.entry_b.section, 1)
    coordinator.post(url, {"entry_up": entry.pk, **arranged(world)})
    assert Entry.objects.get(pk=entry.pk).section == world.entry_a.section


def test_a_bulk_change_is_shown_before_it_is_made(world: World, coordinator: Client) -> None:
    url = of("report_bulk", world.plan.pk)
    data = {"entries": [world.entry_a.pk], "department": world.department_b.pk, **arranged(world)}
    preview = coordinator.post(url, data).content.decode()
    assert world.department_b.name in preview
    assert Entry.objects.get(pk=world.entry_a.pk).department == world.department_a
    coordinator.post(url, {**data, "confirm": "1"})
    entry = Entry.objects.get(pk=world.entry_a.pk)
    assert (entry.department, entry.section.department) == (world.department_b, world.department_b)
    assert ChangeSet.objects.first().user == world.users[Who.COORDINATOR]


def somebody_moves(world: World, entry: Entry) -> None:
    with change_set(user=User.objects.create(username="hasty", last_name="Спешащая")):
        arrangement.place_entry(entry, world.entry_b.section, 0)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_move_on_a_page_drawn_before_somebody_elses_writes_nothing_and_says_who(
    world: World, coordinator: Client, headers: dict[str, str]
) -> None:
    add_rows(world, 1)
    before = arranged(world)
    somebody_moves(world, Entry.objects.latest("pk"))
    standing = order(world)
    url = of("report_order", world.plan.pk)
    answer = coordinator.post(url, {"section_down": world.entry_a.section_id, **before}, **headers)
    assert (answer.status_code, order(world)) == (409 if headers else 302, standing)
    page = coordinator.get(url).content.decode()
    assert "Спешащая" in page
    assert "Встреча 0" in page
    coordinator.post(url, {"section_down": world.entry_a.section_id, **arranged(world)})
    assert order(world) != standing


def test_a_cell_changed_meanwhile_is_no_reason_to_refuse_a_move(world: World, coordinator: Client) -> None:
    before = arranged(world)
    Entry.objects.filter(pk=world.entry_a.pk).update(cells={"title": "Ярмарка мёда"})
    coordinator.post(of("report_order", world.plan.pk), {"entry_down": world.entry_a.pk, **before})
    assert Entry.objects.get(pk=world.entry_a.pk).section == world.entry_b.section


def test_a_bulk_change_of_rows_somebody_moved_meanwhile_is_shown_once_more(
    world: World, coordinator: Client
) -> None:
    url = of("report_bulk", world.plan.pk)
    data = {"entries": [world.entry_a.pk], "department": world.department_a.pk, "confirm": "1"}
    before = arranged(world)
    somebody_moves(world, world.entry_a)
    page = coordinator.post(url, {**data, **before}).content.decode()
    assert "Спешащая" in page
    assert Entry.objects.get(pk=world.entry_a.pk).department == world.department_b
    coordinator.post(url, {**data, **arranged(world)})
    assert Entry.objects.get(pk=world.entry_a.pk).department == world.department_a


def test_a_bulk_change_minds_its_own_rows_alone(world: World, coordinator: Client) -> None:
    add_rows(world, 1)
    before = arranged(world)
    somebody_moves(world, Entry.objects.latest("pk"))
    data = {"entries": [world.entry_a.pk], "department": world.department_b.pk, "confirm": "1", **before}
    coordinator.post(of("report_bulk", world.plan.pk), data)
    assert Entry.objects.get(pk=world.entry_a.pk).department == world.department_b


# --- submissions, states, letters


def test_the_board_counts_what_has_come(world: World, coordinator: Client) -> None:
    Submission.objects.filter(pk=world.submission_b.pk).update(state="handed_in")
    page = coordinator.get(reverse("events:board"), {"report": world.plan.pk})
    tiles = {tile.name: tile.number for tile in page.context["tiles"]}
    assert tiles == {"asked": 1, "overdue": 0, "sent_back": 0, "handed_in": 1, "accepted": 0, "no_letter": 1}
    for name, number in tiles.items():
        led_to = coordinator.get(reverse("events:board"), {"report": world.plan.pk, "state": name})
        assert len(led_to.context["submissions"]) == number


@pytest.mark.parametrize(
    ("state", "data", "becomes"),
    [
        ("handed_in", {"action": "accept"}, "accepted"),
        ("handed_in", {"action": "send_back", "back-note": "Нет места"}, "sent_back"),
        ("asked", {"action": "receive", "got-letter_number": "№ 5"}, "handed_in"),
        ("asked", {"action": "accept"}, "asked"),
    ],
)
def test_a_submission_is_accepted_returned_or_noted_as_received(
    world: World, coordinator: Client, state: str, data: dict[str, str], becomes: str
) -> None:
    Submission.objects.filter(pk=world.submission_a.pk).update(state=state)
    coordinator.post(of("part", world.submission_a.pk), data)
    assert Submission.objects.get(pk=world.submission_a.pk).state == becomes


def test_a_submission_is_not_returned_without_a_note(world: World, coordinator: Client) -> None:
    Submission.objects.filter(pk=world.submission_a.pk).update(state="handed_in")
    response = coordinator.post(of("part", world.submission_a.pk), {"action": "send_back", "back-note": ""})
    assert response.context["forms"]["send_back"].has_error("note")


def test_a_document_goes_its_whole_way(world: World, coordinator: Client) -> None:
    url = of("report_state", world.plan.pk)
    steps = [
        ({"action": "compile"}, "collecting"),  # two bodies have not handed in
        ({"action": "compile", "compile-sure": "on"}, "compiled"),
        ({"action": "publish"}, "compiled"),
        ({"action": "fix", "fix-reason": "К подписи", "fix-sure": "on"}, "in_approval"),
        (
            {
                "action": "approve",
                "approve-approved_on": "2030-12-20",
                "approve-approved_by": "Заместитель Губернатора",
                "approve-scan": BytesIO(b"%PDF"),
            },
            "approved",
        ),
        (
            {
                "action": "publish",
                "publish-published_on": "2030-12-21",
                "publish-published_at": "https://example.org/",
            },
            "published",
        ),
        ({"action": "reopen", "reopen-reason": ""}, "published"),
        ({"action": "reopen", "reopen-reason": "Ошибка"}, "compiled"),
    ]
    for data, state in steps:
        coordinator.post(url, data)
        assert Report.objects.get(pk=world.plan.pk).state == state
    edition = world.plan.editions.get()
    assert edition.reason == "К подписи"
    assert coordinator.get(of("edition_file", edition.pk)).content == bytes(edition.docx)
    assert coordinator.get(of("scan_file", ReportScan.objects.get().pk)).content == b"%PDF"


def test_the_changes_of_a_document_that_was_opened_again_are_against_its_edition(
    world: World, coordinator: Client
) -> None:
    url = of("report_state", world.plan.pk)
    coordinator.post(url, {"action": "fix", "fix-sure": "on"})
    coordinator.post(url, {"action": "reopen", "reopen-reason": "Ошибка"})
    keep(coordinator, world, change(world.entry_a, title="Ярмарка мёда"))
    found = coordinator.get(of("edition_changes", world.plan.pk)).context["found"]
    assert [(one.cells[0].before, one.cells[0].after) for one in found] == [("Ярмарка", "Ярмарка мёда")]
    file = coordinator.get(of("edition_changes", world.plan.pk), {"file": "1"})
    assert "Ярмарка мёда" in [
        cell.text for cell in Document(BytesIO(file.content)).tables[0].columns[4].cells
    ]


def test_the_list_of_changes_is_russian_on_an_english_screen(world: World, coordinator: Client) -> None:
    coordinator.cookies["django_language"] = "en"
    coordinator.post(of("report_state", world.plan.pk), {"action": "fix", "fix-sure": "on"})
    file = coordinator.get(of("edition_changes", world.plan.pk), {"file": "1"})
    texts = [paragraph.text for paragraph in Document(BytesIO(file.content)).paragraphs]
    title = " ".join(texts).replace("\xa0", " ")
    assert "(редакция № 1 от " in title
    assert " – по состоянию на " in title


def test_reminders_are_written_to_those_overdue_unless_others_are_chosen(
    world: World, coordinator: Client
) -> None:
    Report.objects.filter(pk=world.plan.pk).update(deadline=date(2001, 1, 1))
    Submission.objects.filter(pk=world.submission_b.pk).update(due=date(2099, 1, 1))
    form = coordinator.get(of("letters", world.plan.pk), {"kind": "not_handed_in"}).context["form"]
    assert form.initial["submissions"] == [world.submission_a]
    assert set(form.fields["submissions"].queryset) == {world.submission_a, world.submission_b}
    reminder = coordinator.get(of("letters", world.plan.pk), {"kind": "reminder"}).context["form"]
    assert len(reminder.initial["submissions"]) == 2


def test_a_document_about_one_partner_is_opened(world: World, coordinator: Client) -> None:
    belarus = Partner.objects.get(code="by")
    opened = {"kind": "international_report", "part": "Q1", "year": "2031", "partner": belarus.pk}
    url = reverse("events:report_open")
    coordinator.post(url, opened)
    report = Report.objects.get(partner=belarus)
    assert report.title == (
        "Отчет по сотрудничеству между Смоленской областью\nи Республикой Беларусь\nза I квартал 2031 года"
    )
    assert coordinator.post(url, opened).context["form"].has_error("kind")
    assert coordinator.post(url, {**opened, "partner": ""}).status_code == 302
    interregional = {**opened, "kind": "interregional_report"}
    assert coordinator.post(url, interregional).context["form"].has_error("partner")


def test_the_plan_of_one_agreement_is_opened(world: World, coordinator: Client) -> None:
    title = "Соглашение между Правительством Смоленской области и Правительством Тверской области о дружбе"
    agreement = Agreement.objects.create(title=title)
    for code in ("ru-67", "ru-69"):
        AgreementParty.objects.create(agreement=agreement, partner=Partner.objects.get(code=code))
    opened = {"kind": "interregional_plan", "part": "Y", "year": "2031", "last_year": "2033"}
    opened["agreement"] = str(agreement.pk)
    url = reverse("events:report_open")
    coordinator.post(url, opened)
    report = Report.objects.get(agreement=agreement)
    assert (report.period_code, report.partner.code) == ("2031..2033", "ru-69")
    assert report.title == (
        "План мероприятий\nпо реализации Соглашения между Правительством Смоленской области "
        "и Правительством Тверской области о дружбе\nна 2031–2033 годы"
    )
    assert [role for _heading, role in report.headings] == ["number", "title", "dates", None]
    assert coordinator.post(url, opened).context["form"].has_error("kind")
    abroad = {**opened, "kind": "international_plan"}
    assert coordinator.post(url, abroad).context["form"].has_error("agreement")


def test_letters_are_sent_to_the_people_of_the_departments(world: World, coordinator: Client) -> None:
    editor = world.users[Who.EDITOR_A]
    editor.email = "a@example.org"
    editor.save()
    both = [world.submission_a.pk, world.submission_b.pk]
    data = {"kind": "reminder", "submissions": both, "send": "1"}
    asked = coordinator.post(of("letters", world.plan.pk), data)
    assert (asked.context["to_send"], mail.outbox) == ([world.submission_a], [])
    coordinator.post(of("letters", world.plan.pk), {**data, "send": asked.context["sure"]})
    assert [letter.to for letter in mail.outbox] == [["a@example.org"]]
    reminded = Submission.objects.exclude(reminded_at=None)
    assert list(reminded) == [world.submission_a]


def test_letters_are_downloaded_as_one_document(world: World, coordinator: Client) -> None:
    data = {"kind": "request", "submissions": [world.submission_a.pk], "post": "Начальник"}
    response = coordinator.post(of("letters", world.plan.pk), data)
    texts = [paragraph.text for paragraph in Document(BytesIO(response.content)).paragraphs]
    assert "О представлении сведений" in texts
    assert mail.outbox == []


def test_departments_that_are_asked_later_are_added(world: World, coordinator: Client) -> None:
    later = Department.objects.create(name="Комитет поздних дел")
    data = {"deadline": "2031-01-15", "departments": [later.pk]}
    coordinator.post(of("report_ask", world.plan.pk), data)
    submissions = world.plan.submissions.order_by("pk")
    assert [submission.department for submission in submissions][-1] == later
    assert {str(submission.due) for submission in submissions} == {"2031-01-15"}
