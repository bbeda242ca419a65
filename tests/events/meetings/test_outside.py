"""Meetings entered without a row: told with the others, by nobody who must not know, and taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coopregistry.models import ChangeSet
from coopregistry.undo import undo
from events.access import Access
from events.figures.registers import REGISTERS, RegisterLine, RegisterQuery, register_lines
from events.meetings.cards import keep_details
from events.models import Meeting, MeetingCard, Person
from events.vocabulary import MeetingKind
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.events.figures.scopes import scope_of
from tests.events.meetings.reports import MEETING, dump_of, report_of_rows
from tests.permissions.meetings import outside_of_a
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db
Clients = Callable[[str], Client]

_NONE = {"basis": "", "notice": "", "notice_on": None, "notice_number": "", "report_due": None}


def access_of(world: World, who: Who) -> Access:
    return Access.of(world.users[who])


def lines_of(world: World, query: str = "period=2031", who: Who = Who.VIEWER) -> list[RegisterLine]:
    return register_lines(REGISTERS["meetings"], scope_of(query, access_of(world, who)), RegisterQuery())


def sent(**more: Any) -> dict[str, Any]:
    return {
        "version": "0",
        "kind": MeetingKind.MEETING.value,
        "start": "2024-06-05",
        "partners": ["am"],
        "home": "Губернатор Смоленской области | В.В. Выдумов",
        "partner": "Посол Республики Армения | А.А. Небывалян | Армения",
        "subject": "поставки льна",
        "letter": "№ 17 от 01.06.2024",
        "basis": "приглашение № 3",
        "restricted": "",
        **more,
    }


def test_it_is_entered_with_its_files_and_stands_in_registers_and_with_people(
    world: World, client_of: Clients
) -> None:
    file = SimpleUploadedFile("Программа.pdf", b"%PDF")
    browser = client_of(Who.EDITOR_A)
    answer = browser.post(
        reverse("events:outside_meeting_new"),
        sent(file_kind="programme", files=[file], notice="notified", notice_number="5"),
    )
    card = MeetingCard.objects.get()
    assert answer.headers["Location"] == reverse("events:outside_meeting", args=[card.pk])
    assert (card.department, card.entered_by) == (world.department_a, world.users[Who.EDITOR_A])
    assert [(file.kind, bytes(file.content)) for file in card.files.all()] == [("programme", b"%PDF")]
    (line,) = lines_of(world, "period=2024&partner=am")
    assert line.cells == (
        "5 июня 2024 года",
        "",
        "Губернатор Смоленской области В.В. Выдумов",
        "Посол Республики Армения А.А. Небывалян",
        "поставки льна",
        "",
        "приглашение № 3",
    )
    assert line.source_words == "вне отчета, № 17 от 01.06.2024"
    assert lines_of(world, "period=2024&partner=by") == []
    assert lines_of(world, "period=2023") == []
    assert lines_of(world, f"period=2024&department={world.department_b.pk}") == []
    page = client_of(Who.VIEWER).get(
        reverse("events:person_met", args=[Person.objects.get(name="А.А. Небывалян").key])
    )
    for shown in (page, client_of(Who.COORDINATOR).get("/")):
        assert reverse("events:outside_meeting", args=[card.pk]) in shown.content.decode()


def test_a_coming_meeting_of_the_head_is_restricted_unless_somebody_says_otherwise(
    world: World, client_of: Clients
) -> None:
    coming = (timezone.localdate() + timedelta(days=20)).isoformat()
    minister = "министр культуры Смоленской области | В.В. Выдумов"
    browser = client_of(Who.EDITOR_A)
    url = reverse("events:outside_meeting_new")
    for more in ({}, {"home": minister}, {"restricted": "no"}, {"start": "2024-06-05"}):
        browser.post(url, sent(**{"start": coming, **more}))
    assert list(MeetingCard.objects.order_by("pk").values_list("restricted", flat=True)) == [
        True,
        False,
        False,
        False,
    ]


def test_nobody_else_knows_of_a_restricted_one_until_it_is_over(world: World, client_of: Clients) -> None:
    card = outside_of_a(world, restricted=True, day=timezone.localdate())
    for who, sees in (
        (Who.VIEWER, False),
        (Who.EDITOR_B, False),
        (Who.EDITOR_A, True),
        (Who.COORDINATOR, True),
    ):
        access, browser = access_of(world, who), client_of(who)
        assert access.meetings().exists() is sees
        assert access.people().exists() is sees
        for url in (reverse("events:outside_meetings"), reverse("events:people_met"), "/search/?q=Пробный"):
            assert ("П.П. " in browser.get(url).content.decode()) is sees, (who, url)
    yesterday = timezone.localdate() - timedelta(days=1)
    MeetingCard.objects.filter(pk=card.pk).update(start=yesterday, end=yesterday)
    assert access_of(world, Who.VIEWER).outside_cards().exists()


def test_a_coming_one_is_in_no_register_yet(world: World) -> None:
    outside_of_a(world, day=timezone.localdate() + timedelta(days=1))
    access = access_of(world, Who.VIEWER)
    assert (access.outside_cards().count(), access.meetings().count()) == (1, 0)


def test_a_row_that_tells_of_it_later_counts_once_and_is_its_source(world: World, client_of: Clients) -> None:
    client_of(Who.COORDINATOR).post(reverse("events:outside_meeting_new"), sent(start="2024-02-05"))
    card = MeetingCard.objects.get()
    found = card.told | {"start": "2031-02-05", "end": "2031-02-05"}
    MeetingCard.objects.filter(pk=card.pk).update(told=found)
    Meeting.objects.update(start=date(2031, 2, 5), end=date(2031, 2, 5))
    report_of_rows(MEETING)
    (line,) = lines_of(world)
    assert [meeting.entry is None for meeting in line.sources] == [False, True]
    assert line.cells[-1] == "приглашение № 3"


def test_every_change_can_be_taken_back_in_turn(world: World, client_of: Clients) -> None:
    card = outside_of_a(world)
    browser = client_of(Who.EDITOR_A)
    page = reverse("events:outside_meeting", args=[card.pk])

    def take_back() -> None:
        last = browser.get(page).context["undoable"]
        browser.post(reverse("events:outside_meeting_undo", args=[card.pk]), {"change": last.pk})

    version = browser.get(reverse("events:outside_meeting_edit", args=[card.pk])).context["form"]["version"]
    browser.post(
        reverse("events:outside_meeting_edit", args=[card.pk]),
        sent(version=version.value(), partners=["by"], subject="поставки сыра"),
    )
    assert (Meeting.objects.get().subject, Person.objects.count()) == ("поставки сыра", 2)
    browser.post(reverse("events:outside_meeting_remove", args=[card.pk]))
    assert (Meeting.objects.count(), Person.objects.count()) == (0, 0)
    assert client_of(Who.VIEWER).get(page).status_code == 404
    take_back()
    assert Meeting.objects.get().subject == "поставки сыра"
    take_back()
    assert Meeting.objects.get().subject == "вопросы пробного обмена"
    assert [link.partner.code for link in MeetingCard.objects.get().partner_links.all()] == ["am"]


def test_what_was_read_meanwhile_is_not_overwritten(world: World, client_of: Clients) -> None:
    card = outside_of_a(world)
    url = reverse("events:outside_meeting_edit", args=[card.pk])
    answer = client_of(Who.COORDINATOR).post(url, sent(version="1", letter="другое письмо"))
    assert answer.status_code == 200
    assert MeetingCard.objects.get().letter == "№ 7 от 01.05.2024"


def test_what_is_kept_of_a_meeting_of_a_row_stays_when_the_row_is_read_again(world: World) -> None:
    report = report_of_rows(MEETING)
    meeting = Meeting.objects.get()
    details = {**_NONE, "basis": "распоряжение № 9", "report_due": date(2031, 3, 1)}
    card = keep_details(meeting, details, world.users[Who.COORDINATOR])
    (line,) = lines_of(world)
    assert line.cells[-1] == "распоряжение № 9"
    for entry in report.entries.all():
        entry.remove()
    import_document(Upload(name="отчет.txt", data=dump_of(MEETING)))
    meeting = Meeting.objects.get(entry__removed_at=None)
    assert meeting.card == card
    keep_details(meeting, _NONE, world.users[Who.COORDINATOR])
    undo(ChangeSet.objects.latest("pk"), user=world.users[Who.COORDINATOR])
    assert MeetingCard.objects.get().basis == "распоряжение № 9"
    assert [card.is_report_overdue(date(2031, 3, day)) for day in (1, 2)] == [False, True]
