"""Pages of results: found by filter, taken under control, reported on, decided, kept as files."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from agreements.models import Agreement, Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.labels import SIGNER_LABELS
from events.models import Result, ResultCard
from events.vocabulary import Signer
from tests.events.meetings.reports import MEETING, RECEPTION, report_of_rows

pytestmark = pytest.mark.django_db
_TITLE = "Достигнута договоренность провести ярмарку"
SIGNING = (
    "Подписание меморандума",
    "г. Смоленск",
    "10 февраля 2031 года",
    "Подписан меморандум о сотрудничестве между Министерством культуры Смоленской области и "
    "Министерством культуры Республики Армения",
    "Министры культуры",
)
ENTERPRISES = (
    "Бизнес-миссия",
    "г. Ереван, Республика Армения",
    "12 февраля 2031 года",
    "Подписан договор между ООО «Смоленский вымысел» и ООО «Русская сказка». "
    "Подписание соглашения с Министерством экономики Республики Армения запланировано на май",
    "Предприниматели",
)


def signed_in_as(role: str) -> Client:
    user = User.objects.create(username=role)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def coordinator() -> Client:
    return signed_in_as(roles.COORDINATOR)


@pytest.fixture
def department() -> Department:
    return Department.objects.create(name="Министерство пробных дел")


def editor_of(department: Department) -> Client:
    client = signed_in_as(roles.EDITOR)
    Membership.objects.create(user=User.objects.get(username=roles.EDITOR), department=department)
    return client


def titles(client: Client, query: str = "") -> list[str]:
    return [line.title for line in client.get(f"/results/?{query}").context["lines"]]


def take(client: Client, department: Department, **more: str) -> ResultCard:
    result = Result.objects.get(title=_TITLE)
    data = {"control-version": "0", "control-department": str(department.pk), **more}
    client.post(f"/results/{result.ref}/control/", data)
    return ResultCard.objects.get()


def test_the_list_is_filtered_and_its_files_hold_the_same(coordinator: Client) -> None:
    report_of_rows(MEETING, SIGNING, ENTERPRISES)
    planned = "Соглашение с Министерством экономики Республики Армения"
    assert titles(coordinator, "kind=planned") == [planned]
    assert titles(coordinator, "signer=enterprise") == [
        "Договор между ООО «Смоленский вымысел» и ООО «Русская сказка»"
    ]
    assert titles(coordinator, "kind=agreed&partner=am") == [_TITLE]
    assert titles(coordinator, "q=ярмарк") == [_TITLE]
    assert titles(coordinator, "period=2030") == []
    table = csv.reader(
        StringIO(coordinator.get("/results/file.csv?kind=planned").content.decode("utf-8-sig")), delimiter=";"
    )
    assert [row[4] for row in table] == ["Наименование", planned]


def test_signed_documents_are_counted_by_class_and_what_lies_ahead_is_none(coordinator: Client) -> None:
    report_of_rows(MEETING, SIGNING, ENTERPRISES)
    told = dict(coordinator.get("/results/").context["signers"])
    assert told == {str(SIGNER_LABELS[Signer.AUTHORITY]): 1, str(SIGNER_LABELS[Signer.ENTERPRISE]): 1}


def test_an_arrangement_goes_from_proposal_to_carried_out(
    coordinator: Client, department: Department
) -> None:
    report_of_rows(MEETING)
    assert titles(coordinator, "state=proposal") == [_TITLE]
    card = take(coordinator, department, **{"control-due": "2031-04-01"})
    assert (card.state, card.due, card.department) == ("under_way", date(2031, 4, 1), department)
    editor = editor_of(department)
    file = SimpleUploadedFile("Отчет.pdf", b"%PDF")
    editor.post(f"/results/c{card.pk}/report/", {"execution-text": "Проведена.", "execution-file": file})
    report = card.reports.get()
    assert (report.text, bytes(report.content)) == ("Проведена.", b"%PDF")
    assert [one.to_decide for one in coordinator.get("/").context["controlled"]] == [True]
    version = coordinator.get(f"/results/c{card.pk}/").context["control_form"]["version"].value()
    data = {"control-version": version, "control-state": "done", "control-department": department.pk}
    refused = coordinator.post(f"/results/c{card.pk}/control/", data)
    assert "basis" in refused.context["control_form"].errors
    coordinator.post(f"/results/c{card.pk}/control/", data | {"control-basis": "Письмо № 7"})
    card.refresh_from_db()
    assert card.state == "done"
    assert titles(coordinator, "state=done") == [_TITLE]
    assert coordinator.get("/").context["controlled"] == []


def test_a_decision_on_what_another_decided_meanwhile_is_refused(
    coordinator: Client, department: Department
) -> None:
    report_of_rows(MEETING)
    card = take(coordinator, department)
    data = {"control-version": "0", "control-state": "under_way", "control-department": department.pk}
    page = coordinator.post(f"/results/c{card.pk}/control/", data)
    assert page.context["control_form"].non_field_errors()
    assert card.decisions.count() == 1


def test_an_overdue_arrangement_reminds_its_body_and_the_coordinator(
    coordinator: Client, department: Department
) -> None:
    report_of_rows(MEETING)
    take(coordinator, department, **{"control-due": "2020-01-01"})
    editor = editor_of(department)
    for client in (coordinator, editor):
        assert [one.is_overdue for one in client.get("/").context["controlled"]] == [True]
    assert titles(coordinator, "overdue=on") == [_TITLE]


def test_one_phrase_of_two_events_is_offered_as_one(coordinator: Client) -> None:
    report_of_rows(MEETING, (*RECEPTION[:3], MEETING[3], RECEPTION[4]))
    first, second = Result.objects.order_by("pk")
    assert titles(coordinator) == [_TITLE, _TITLE]
    assert coordinator.get("/results/").context["equal"] == 1
    coordinator.post(f"/results/{first.ref}/equal/", {"other": second.ref, "decision": "same"})
    assert titles(coordinator) == [_TITLE]
    assert coordinator.get("/results/").context["equal"] == 0


def test_two_that_were_called_different_are_not_offered_again(coordinator: Client) -> None:
    report_of_rows(MEETING, (*RECEPTION[:3], MEETING[3], RECEPTION[4]))
    first, second = Result.objects.order_by("pk")
    coordinator.post(f"/results/{first.ref}/equal/", {"other": second.ref, "decision": "different"})
    assert titles(coordinator) == [_TITLE, _TITLE]
    assert coordinator.get("/results/").context["equal"] == 0


def test_a_signed_document_becomes_an_agreement_by_a_persons_word(coordinator: Client) -> None:
    report_of_rows(SIGNING)
    assert not Agreement.objects.exists()
    result = Result.objects.get()
    form = coordinator.get(f"/agreements/new/{result.ref}/").context["form"]
    initial = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert (initial["kind"], initial["level"], initial["parties"]) == ("memorandum", "international", ["am"])
    data = {name: value for name, value in initial.items() if value is not None}
    coordinator.post(f"/agreements/new/{result.ref}/", data | {"state": "in_force", "number": "27"})
    agreement = Agreement.objects.get()
    assert [party.partner.code for party in agreement.parties.all()] == ["ru-67", "am"]
    card = ResultCard.objects.get()
    assert (card.agreement, card.number) == (agreement, "27")
    assert agreement.title in coordinator.get(f"/agreements/{agreement.pk}/").content.decode()


def test_information_on_execution_stands_by_department(coordinator: Client, department: Department) -> None:
    report_of_rows(MEETING)
    take(coordinator, department, **{"control-due": "2031-04-01"})
    paper = coordinator.post("/results/execution/", {"which": "under_way", "information": ""})
    (table,) = Document(BytesIO(paper.content)).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[1][0] == department.name
    assert cells[2][:2] == ["1.", _TITLE]
    letters = coordinator.post("/results/execution/", {"which": "under_way", "letters": ""})
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(letters.content)).paragraphs)
    assert "1. Достигнута договоренность провести ярмарку" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_partner_has_the_documents_a_party_of_which_is_from_there(coordinator: Client) -> None:
    report_of_rows(SIGNING, ENTERPRISES)
    told = {result.title[:7]: {p.code for p in result.partners.all()} for result in Result.objects.all()}
    assert told["Меморан"] == {"am"}
    assert told["Соглаше"] == {"am"}


def test_files_of_viewers_leave_names_out_where_the_office_says_so(settings: Any) -> None:
    settings.NAMES_IN_VIEWER_FILES = False
    content = "Достигнута договоренность о встрече с министром культуры В.В. Выдумовым"
    report_of_rows((*MEETING[:3], content, MEETING[4]))
    file = signed_in_as(roles.VIEWER).get("/results/file.csv").content.decode("utf-8-sig")
    assert ("Достигнута договоренность" in file, "Выдумов" in file) == (True, False)
