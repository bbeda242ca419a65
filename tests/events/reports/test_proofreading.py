"""The proof-reading of a document: who sees, corrects and settles what."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, AgreementParty, Department, Partner
from coopregistry.models import Change, Job
from events.entries.saving import read_cells, reword, store
from events.models import AcceptedIssue, Entry, Event, Report
from events.reports import kept_proofreading
from events.reports.proofreading import not_accepted, proof_read
from events.reports.views import proofreading as proofreading_views
from events.vocabulary import Role
from tests.needs import needs_hunspell
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db

SLIPPED = "Ярмарка  ремёсел c участием мастеров"
WRITTEN = {
    "partner": "Брянская область",
    "dates": "12 февраля 2031 год",
    "place": "г. Брянск",
    "content": "Открытие  ярмарки",
    "participants": "40 человек",
}


@pytest.fixture
def world() -> World:
    world = make_world()
    for entry in (world.entry_a, world.entry_b, world.done_entry):
        write(entry, title=SLIPPED, **WRITTEN)
    return world


def write(entry: Entry, **cells: str) -> None:
    entry.cells = {**entry.cells, **cells}
    store(entry, read_cells(entry.report, entry.cells, entry.section))


def client_of(world: World, who: Who) -> Client:
    client = Client()
    client.force_login(world.users[who])
    return client


@pytest.fixture
def coordinator(world: World) -> Client:
    return client_of(world, Who.COORDINATOR)


def address(name: str, report: Report, **more: object) -> str:
    return reverse(f"events:{name}", kwargs={"pk": report.pk, **more})


def codes(report: Report) -> list[str]:
    read = proof_read(report, report.entries.all(), Entry.objects.exclude(report=report))
    return [one.issue.code for one in not_accepted(read.issues, report)]


def seen(client: Client, report: Report, code: str) -> str:
    page = client.get(address("proofreading_correct", report, code=code)).content.decode()
    return re.search(r'name="seen" value="([0-9a-f]+)"', page)[1]


def correct(client: Client, report: Report, code: str, token: str = ""):
    sent = {"seen": token or seen(client, report, code)}
    return client.post(address("proofreading_correct", report, code=code), sent)


def groups(client: Client, report: Report) -> dict[str, tuple[int, int, int]]:
    """Code → how many, how many to be settled by the user, how many to be corrected."""
    shown = client.get(address("proofreading", report)).context["groups"]
    return {one.code: (len(one.lines), len(one.own), one.mendable) for one in shown}


def test_issues_are_grouped_by_kind_with_what_may_be_done(world: World, coordinator: Client) -> None:
    assert groups(coordinator, world.plan) == {
        "mixed-alphabets": (2, 1, 2),  # both rows have one text, which is settled once
        "doubled-space": (4, 2, 4),
        "year-in-nominative": (2, 1, 2),
        "duplicate-row": (1, 1, 0),  # the bodies tell of one event, each in its section
    }


def test_an_editor_decides_on_own_rows_and_a_viewer_on_none(world: World) -> None:
    assert groups(client_of(world, Who.EDITOR_A), world.plan) == {
        "mixed-alphabets": (1, 1, 1),  # the other row is unfinished and does not exist for this user
        "doubled-space": (2, 2, 2),
        "year-in-nominative": (1, 1, 1),
    }
    assert groups(client_of(world, Who.VIEWER), world.done) == {
        "mixed-alphabets": (1, 0, 0),
        "doubled-space": (2, 0, 0),
        "year-in-nominative": (1, 0, 0),
    }


def test_the_page_of_the_document_fetches_its_proof_reading(world: World, coordinator: Client) -> None:
    page = coordinator.get(address("report", world.plan)).content.decode()
    assert f'hx-get="{address("proofreading", world.plan)}"' in page
    part = coordinator.get(address("proofreading", world.plan), headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith("<details")
    assert f"#row-{world.entry_a.pk}" in part.content.decode()


def test_one_click_corrects_all_of_a_kind(world: World, coordinator: Client) -> None:
    page = coordinator.get(address("proofreading_correct", world.plan, code="doubled-space"))
    phrases = [one for _number, change, _column in page.context["lines"] for one in change.phrases]
    assert [(one.before, one.wrong, one.right, one.after) for one in phrases] == [
        ("Ярмарка", "  ", " ", "ремёсел c участием мастеров"),
        ("Открытие", "  ", " ", "ярмарки"),
    ] * 2
    assert correct(coordinator, world.plan, "doubled-space").status_code == 302
    world.entry_a.refresh_from_db()
    assert world.entry_a.cells["title"] == "Ярмарка ремёсел c участием мастеров"
    assert world.entry_a.body_cells == {"title": SLIPPED, "content": "Открытие  ярмарки"}
    assert world.entry_a.event.title == "Ярмарка ремёсел c участием мастеров"
    change = Change.objects.filter(model="events.entry", record=world.entry_a.pk).latest("id")
    assert change.change_set.user == world.users[Who.COORDINATOR]
    assert "doubled-space" not in codes(world.plan)


def test_values_are_read_anew_from_the_corrected_cells(world: World, coordinator: Client) -> None:
    correct(coordinator, world.plan, "year-in-nominative")
    world.entry_a.refresh_from_db()
    assert world.entry_a.cells["dates"] == "12 февраля 2031 года"
    assert world.entry_a.recognised["dates"]["phrase"] == "12 февраля 2031 года"


def test_a_run_of_merged_cells_stays_merged(world: World, coordinator: Client) -> None:
    plan = world.plan
    plan.numbering = Report.Numbering.AS_WRITTEN
    plan.save()
    world.entry_b.section = world.entry_a.section
    world.entry_b.order, world.entry_b.continued = 2, {"partner": "merged"}
    for entry in (world.entry_a, world.entry_b):
        write(entry, partner="Брянская  область")
    assert [one for one in codes(plan) if one == "doubled-space"] == ["doubled-space"] * 5
    correct(coordinator, plan, "doubled-space")
    world.entry_b.refresh_from_db()
    assert (world.entry_b.cells["partner"], world.entry_b.continued) == (
        "Брянская область",
        {"partner": "merged"},
    )


def test_an_editor_corrects_own_rows_only(world: World) -> None:
    editor = client_of(world, Who.EDITOR_A)
    correct(editor, world.plan, "doubled-space")
    world.entry_a.refresh_from_db()
    world.entry_b.refresh_from_db()
    assert world.entry_a.cells["title"] == "Ярмарка ремёсел c участием мастеров"
    assert world.entry_a.body_cells == {}  # the department's own wording, now right
    assert world.entry_b.cells["title"] == SLIPPED


def test_what_was_changed_meanwhile_is_shown_before_it_is_corrected(
    world: World, coordinator: Client
) -> None:
    token = seen(coordinator, world.plan, "doubled-space")
    reword(world.entry_a, Role.PLACE, "г. Брянск, ул. Мира", by_department=True)
    answer = correct(coordinator, world.plan, "doubled-space", token)
    assert answer.status_code == 200
    assert answer.context["meanwhile"]
    world.entry_a.refresh_from_db()
    assert world.entry_a.cells["title"] == SLIPPED
    assert correct(coordinator, world.plan, "doubled-space", answer.context["seen"]).status_code == 302
    world.entry_a.refresh_from_db()
    assert world.entry_a.cells["title"] != SLIPPED


def test_a_closed_document_is_not_corrected(world: World, coordinator: Client) -> None:
    assert groups(coordinator, world.done)["doubled-space"] == (2, 0, 0)
    answer = correct(coordinator, world.done, "doubled-space")
    assert answer.context["lines"] == []
    world.done_entry.refresh_from_db()
    assert world.done_entry.cells["title"] == SLIPPED


def test_a_document_closed_meanwhile_is_not_corrected(world: World, coordinator: Client) -> None:
    token = seen(coordinator, world.plan, "doubled-space")
    Report.objects.filter(pk=world.plan.pk).update(state=Report.State.APPROVED)
    assert correct(coordinator, world.plan, "doubled-space", token).context["lines"] == []
    world.entry_a.refresh_from_db()
    assert world.entry_a.cells["title"] == SLIPPED


def test_what_only_a_person_can_tell_is_not_corrected_by_a_click(world: World, coordinator: Client) -> None:
    for code in ("unbalanced-brackets", "misspelt", "no-such-code"):
        assert coordinator.get(address("proofreading_correct", world.plan, code=code)).status_code == 404


def fingerprints(client: Client, report: Report, code: str) -> list[str]:
    shown = client.get(address("proofreading", report)).context["groups"]
    return next(one.own for one in shown if one.code == code)


def settle(client: Client, report: Report, wanted: list[str]):
    return client.post(address("proofreading_accept", report), {"fingerprint": wanted})


def test_a_settled_remark_is_not_raised_again_until_it_is_taken_back(
    world: World, coordinator: Client
) -> None:
    settle(coordinator, world.plan, fingerprints(coordinator, world.plan, "mixed-alphabets"))
    assert "mixed-alphabets" not in codes(world.plan)
    assert "mixed-alphabets" in codes(world.done)  # another document
    accepted = AcceptedIssue.objects.get()
    assert (accepted.report, accepted.user) == (world.plan, world.users[Who.COORDINATOR])
    coordinator.post(address("proofreading_take_back", world.plan, accepted=accepted.pk))
    assert "mixed-alphabets" in codes(world.plan)


def test_a_settled_text_is_not_corrected_with_the_others(world: World, coordinator: Client) -> None:
    titles = fingerprints(coordinator, world.plan, "doubled-space")[:1]
    settle(coordinator, world.plan, titles)
    correct(coordinator, world.plan, "doubled-space")
    world.entry_a.refresh_from_db()
    assert (world.entry_a.cells["title"], world.entry_a.cells["content"]) == (SLIPPED, "Открытие ярмарки")


def test_an_editor_settles_own_rows_and_takes_back_own_decisions(world: World, coordinator: Client) -> None:
    write(world.entry_b, title="Выставка  картин")
    others = fingerprints(coordinator, world.plan, "doubled-space")
    editor = client_of(world, Who.EDITOR_A)
    foreign = [one for one in others if one not in fingerprints(editor, world.plan, "doubled-space")]
    assert len(foreign) == 1
    settle(editor, world.plan, foreign)
    assert AcceptedIssue.objects.count() == 0
    settle(coordinator, world.plan, others)
    by_coordinator = AcceptedIssue.objects.first()
    taken = editor.post(address("proofreading_take_back", world.plan, accepted=by_coordinator.pk))
    assert taken.status_code == 404
    settle(editor, world.plan, fingerprints(editor, world.plan, "mixed-alphabets"))
    own = AcceptedIssue.objects.get(user=world.users[Who.EDITOR_A])
    assert editor.post(address("proofreading_take_back", world.plan, accepted=own.pk)).status_code == 302


@needs_hunspell
def test_names_of_the_registry_are_spelled_right(world: World) -> None:
    write(world.entry_a, title="Ярмарка", content="Встреча в управлении благоустроства")
    assert "misspelt" in codes(world.plan)
    Department.objects.create(name="Управление благоустроства")
    assert "misspelt" not in codes(world.plan)


def test_of_many_alike_the_first_are_shown_and_all_are_corrected(world: World, coordinator: Client) -> None:
    write(world.entry_a, title="слово  " * 300)
    assert groups(coordinator, world.plan)["doubled-space"][0] == 200
    correct(coordinator, world.plan, "doubled-space")
    assert "doubled-space" not in codes(world.plan)


def test_a_settled_remark_tells_nobody_of_rows_that_do_not_exist_for_them(
    world: World, coordinator: Client
) -> None:
    write(world.entry_b, title="Тайная  ярмарка")
    settle(coordinator, world.plan, fingerprints(coordinator, world.plan, "doubled-space"))
    assert "Тайная" in coordinator.get(address("proofreading", world.plan)).content.decode()
    for who in (Who.EDITOR_A, Who.VIEWER):
        assert "Тайная" not in client_of(world, who).get(address("proofreading", world.plan)).content.decode()


def test_agreements_and_departments_of_another_time_are_named(world: World) -> None:
    world.entry_a.agreement = Agreement.objects.create(
        title="Соглашение с Тверской областью", signed_on="2032-01-01"
    )
    AgreementParty.objects.create(
        agreement=world.entry_a.agreement, partner=Partner.objects.get(code="ru-69")
    )
    Department.objects.filter(pk=world.department_a.pk).update(in_force_to="2030-12-31")
    write(world.entry_a, title="Ярмарка")
    found = [one for one in codes(world.plan) if one.startswith(("agreement", "department"))]
    assert found == ["agreement-not-in-force", "agreement-of-others", "department-not-in-force"]


def test_an_agreement_in_force_with_the_right_party_is_let_alone(world: World) -> None:
    world.entry_a.agreement = Agreement.objects.create(
        title="Соглашение", signed_on="2020-01-01", valid_until="2025-01-01", prolongation="автоматически"
    )
    AgreementParty.objects.create(
        agreement=world.entry_a.agreement, partner=Partner.objects.get(code="ru-32")
    )
    write(world.entry_a, title="Ярмарка")
    assert [one for one in codes(world.plan) if one.startswith("agreement")] == []


def test_a_row_told_in_an_earlier_document_is_named_with_it(world: World) -> None:
    earlier = Report.objects.create(
        kind=world.plan.kind,
        period_code="2030-H2",
        basis=world.plan.basis,
        title="План",
        headings=world.plan.headings,
    )
    entry = Entry(report=earlier, department=world.department_a, event=Event.objects.create(), order=1)
    write(entry, title=SLIPPED, **WRITTEN)
    read = proof_read(world.plan, world.plan.entries.all(), Entry.objects.all())
    told = [one.issue for one in read.issues if one.issue.code == "told-before"]
    assert [one.expected for one in told] == [str(earlier)] * 2


def test_a_page_costs_the_same_for_one_row_and_thirty(
    world: World, coordinator: Client, django_assert_max_num_queries
) -> None:
    coordinator.get(address("proofreading", world.plan))  # names are read once in a process
    with django_assert_max_num_queries(20) as short:
        coordinator.get(address("proofreading", world.plan))
    for number in range(30):
        entry = Entry(
            report=world.plan,
            section=world.entry_a.section,
            department=world.department_a,
            event=Event.objects.create(),
            order=number + 2,
        )
        write(
            entry, **{**WRITTEN, "title": f"Встреча  {number}", "dates": f"{number % 28 + 1} марта 2031 года"}
        )
    with django_assert_max_num_queries(len(short)):
        coordinator.get(address("proofreading", world.plan))


# --- a long document, read by a job


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every document were a long one."""
    monkeypatch.setattr(kept_proofreading, "AT_ONCE", 0)


@pytest.mark.parametrize("who", [Who.COORDINATOR, Who.EDITOR_A])
def test_a_job_finds_what_the_page_finds(world: World, monkeypatch: pytest.MonkeyPatch, who: Who) -> None:
    client, page = client_of(world, who), address("proofreading", world.plan)
    at_once = client.get(page).content.decode()
    monkeypatch.setattr(kept_proofreading, "AT_ONCE", 0)
    by_job = client.get(page, follow=True).content.decode()
    assert without_tokens(by_job) == without_tokens(at_once)
    assert [job.user for job in Job.objects.all()] == [world.users[who]]


def without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="|csrf_token" content="|nonce=")[^"]*', "", page)


def test_a_reading_is_kept_until_a_row_is_written(world: World, coordinator: Client, long: None) -> None:
    groups(coordinator, world.plan)
    settle(coordinator, world.plan, fingerprints(coordinator, world.plan, "mixed-alphabets"))
    assert "mixed-alphabets" not in groups(coordinator, world.plan)
    assert Job.objects.count() == 1
    write(world.entry_b, title="Выставка", content="Показ")
    assert groups(coordinator, world.plan)["doubled-space"] == (2, 2, 2)
    assert Job.objects.count() == 2


def test_nobody_gets_what_was_read_for_another(world: World, coordinator: Client, long: None) -> None:
    write(world.entry_b, title="Тайная  ярмарка")
    assert "Тайная" in coordinator.get(address("proofreading", world.plan)).content.decode()
    for who in (Who.EDITOR_A, Who.VIEWER):
        page = client_of(world, who).get(address("proofreading", world.plan), follow=True)
        assert "Тайная" not in page.content.decode()


def test_the_document_s_page_waits_for_the_job(
    world: World, coordinator: Client, long: None, settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.JobBackend"}}
    settings.JOB_PATIENCE = 0
    page = address("proofreading", world.plan)
    part = coordinator.get(page, headers={"HX-Request": "true"}).content.decode()
    job = Job.objects.get()
    assert f'hx-get="{page}" hx-trigger="load delay:2s"' in part
    assert coordinator.get(page).url == reverse("job", args=[job.pk])
    coordinator.post(reverse("job_cancel", args=[job.pk]))
    part = coordinator.get(page, headers={"HX-Request": "true"}).content.decode()
    assert ("hx-get" in part, "отменен" in part) == (False, True)
    assert coordinator.get(page).url == reverse("job", args=[Job.objects.exclude(pk=job.pk).get().pk])


def test_a_long_text_is_long_in_few_rows() -> None:
    assert [kept_proofreading.is_long(2, ["а" * size]) for size in (200_000, 200_001)] == [False, True]


def test_many_rows_are_corrected_by_a_job_as_they_were_shown(
    world: World, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofreading_views, "AT_ONCE", 0)
    token = seen(coordinator, world.plan, "doubled-space")
    reword(world.entry_a, Role.PLACE, "г. Брянск, ул. Мира", by_department=True)
    refused = correct(coordinator, world.plan, "doubled-space", token)
    assert Job.objects.get().state == Job.State.FAILED
    assert refused.url == address("proofreading_correct", world.plan, code="doubled-space")
    assert correct(coordinator, world.plan, "doubled-space").url == address("proofreading", world.plan)
    assert "doubled-space" not in codes(world.plan)
    change = Change.objects.filter(model="events.entry", record=world.entry_a.pk).latest("id")
    assert change.change_set.user == world.users[Who.COORDINATOR]
